from dataclasses import dataclass, field

from shuangyong_desktop.domain.fields import Doubt, Severity
from shuangyong_desktop.domain.imports import (
    Counts,
    ImportPage,
    ImportRow,
    MatchedBy,
    SheetReading,
    SkippedRow,
    Verdict,
    match_person,
)


@dataclass
class People:
    ids: dict[str, tuple[int, ...]] = field(default_factory=dict)
    births: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    starts: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    numberless: tuple[int, ...] = ()
    alike: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def by_id_number(self, id_number):
        return self.ids.get(id_number, ())

    def by_name_and_birth(self, name, birth_date, *, without_id_number):
        found = self.births.get((name, birth_date), ())
        return tuple(
            person for person in found if person in self.numberless or not without_id_number
        )

    def by_likeness(self, values):
        return self.alike.get(values["name"], ())

    def by_name_and_id_start(self, name, digits):
        return self.starts.get((name, digits), ())


def row(*doubts, name="张三"):
    return ImportRow("表", 2, {"name": name}, tuple(doubts))


def test_the_verdict_follows_the_worst_doubt():
    note = Doubt("converted_id", "由15位升位。", severity=Severity.INFO)
    assert row(note).verdict is Verdict.READY
    assert row(note, Doubt("bad_phone", "位数不对。")).verdict is Verdict.TO_CONFIRM
    assert row(name=None).verdict is Verdict.REFUSED


def test_counts_always_add_up():
    page = ImportPage(
        (row(), row(Doubt("bad_phone", "位数不对。")), row(name="")), (SkippedRow("表", 1, "表头"),)
    )
    counts = Counts().with_page(page).with_page(page)
    assert (counts.ready, counts.to_confirm, counts.refused, counts.skipped) == (2, 2, 2, 2)
    assert counts.read == 8


def test_a_sheet_without_columns_is_ignored():
    assert SheetReading("填表说明", why="没有人员名单的表头").ignored


def test_an_equal_id_number_is_certain():
    known = People(ids={"510223194908016664": (7,)})
    match = match_person({"name": "张三", "id_number": "510223194908016664"}, known)
    assert (match.person_id, match.by, match.certain) == (7, MatchedBy.ID_NUMBER, True)


def test_a_new_id_number_is_a_new_person_even_with_a_known_name_and_birth():
    known = People(births={("张三", "1949-08-01"): (7,)})
    values = {"name": "张三", "birth_date": "1949-08-01", "id_number": "510223194908016664"}
    match = match_person(values, known)
    assert (match.person_id, match.by, match.certain) == (None, MatchedBy.NOTHING, True)


def test_a_new_id_number_can_belong_to_somebody_whose_number_was_unknown():
    known = People(births={("张三", "1949-08-01"): (7,)}, numberless=(7,))
    values = {"name": "张三", "birth_date": "1949-08-01", "id_number": "510223194908016664"}
    assert match_person(values, known).person_id == 7


def test_name_and_birth_date_of_one_person_match():
    known = People(births={("张三", "1949-08-01"): (7,)})
    match = match_person({"name": "张三", "birth_date": "1949-08-01"}, known)
    assert (match.person_id, match.by, match.certain) == (7, MatchedBy.NAME_AND_BIRTH, True)
    assert match_person({"name": "张三", "birth_date": "1949-08"}, known).by is MatchedBy.NOTHING


def test_several_people_are_left_to_the_clerk():
    known = People(births={("张三", "1949-08-01"): (7, 8)})
    match = match_person({"name": "张三", "birth_date": "1949-08-01"}, known)
    assert (match.person_id, match.candidates, match.by) == (None, (7, 8), MatchedBy.SEVERAL)


def test_surviving_digits_are_a_hint_only():
    known = People(starts={("张三", "510223194908016"): (9,)})
    match = match_person({"name": "张三"}, known, "510223194908016")
    assert (match.person_id, match.by, match.certain) == (9, MatchedBy.KEPT_DIGITS, False)
    assert match_person({"name": "李四"}, known, "510223194908016").by is MatchedBy.NOTHING


def test_a_row_without_name_and_number_is_nobody():
    assert match_person({}, People()).candidates == ()


def test_a_name_that_nothing_speaks_against_is_left_to_the_clerk():
    known = People(alike={"张三": (7,)})
    match = match_person({"name": "张三", "community": "石桥村"}, known)
    assert (match.person_id, match.by, match.certain) == (7, MatchedBy.LIKENESS, False)
