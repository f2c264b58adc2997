import os
import signal

import pytest
from openpyxl import load_workbook

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.drafts import TO_VERIFY, ExistingPolicy
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.events import FOLLOW_UPS, EventKind
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.registers import EVERY
from shuangyong_desktop.domain.search import EVERYBODY
from shuangyong_desktop.services.imports import REASON, Overrides, result_of
from shuangyong_desktop.services.intake import Decisions
from shuangyong_desktop.services.people import LedgerView

ZHANG = (1, "张永福", "510223195001016011", "石桥村", "参战退役军人", "石桥村1社7号", "13800000001")
LI = (2, "李素芳", "510223195604186386", "白杨社区", "烈士遗属", "白杨社区2组3号", "")
BROKEN = (3, "王明学", "51022319581105629", "白杨社区", "残疾军人", "", "")


def everybody(office):
    ids = office.people.listing(LedgerView(only=EVERYBODY)).ids
    return {person.name: person for person in office.people.page(ids)}


def finish(writer):
    while not writer.finished:
        writer.step(wait=True)
    return writer.outcome


def take(office, path, **decisions):
    with office.imports.open(path) as session:
        session.read()
        writer = session.accept(Decisions(**decisions))
        return finish(writer)


def test_what_needs_no_decision_is_written_and_the_rest_waits(office, write_sheet):
    outcome = office.imports.take_in(write_sheet(ZHANG, LI, BROKEN))
    assert set(everybody(office)) == {"张永福", "李素芳"}
    assert (outcome.written.added, outcome.written.kept_back) == (2, 1)
    assert outcome.kept_back[0].name == "王明学"
    assert outcome.read.read == 4  # three people and the heading
    assert outcome.read.ready + outcome.read.to_confirm == outcome.written.rows


def test_people_let_in_with_a_doubt_are_marked(office, write_sheet):
    take(office, write_sheet(BROKEN))
    assert TO_VERIFY in everybody(office)["王明学"].tags


def test_one_undo_takes_a_whole_import_back(office, write_sheet):
    outcome = office.imports.take_in(write_sheet(ZHANG, LI))
    assert office.history.changes()[0].title == "导入《名册.xlsx》"
    office.history.undo(outcome.change_id)
    assert everybody(office) == {}
    office.history.redo()
    assert set(everybody(office)) == {"张永福", "李素芳"}


def test_the_same_file_again_changes_nobody(office, write_sheet):
    path = write_sheet(ZHANG, LI)
    office.imports.take_in(path)
    again = office.imports.take_in(path)
    assert (again.written.added, again.written.unchanged) == (0, 2)


def test_a_second_list_fills_what_was_blank(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    more = write_sheet(
        ("张永福", "510223195001016011", "13900000009", "1970.12"),
        headings=("姓名", "身份证号", "电话", "入伍时间"),
        name="二.xlsx",
    )
    outcome = office.imports.take_in(more)
    zhang = everybody(office)["张永福"]
    assert outcome.written.updated == 1
    assert (zhang.phone, zhang.enlist_date) == ("13800000001", "1970-12")


def test_overwriting_and_skipping_are_the_clerks_choice(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    moved = write_sheet((*ZHANG[:5], "青龙村9社1号", ""), name="二.xlsx")
    assert take(office, moved, existing=ExistingPolicy.SKIP).written.unchanged == 1
    assert take(office, moved, existing=ExistingPolicy.OVERWRITE).written.updated == 1
    assert everybody(office)["张永福"].address == "青龙村9社1号"


def test_one_number_and_two_names_is_for_the_clerk_to_settle(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    other = write_sheet((1, "赵无忌", *ZHANG[2:]), name="二.xlsx")
    outcome = office.imports.take_in(other)
    assert outcome.written.kept_back == 1
    assert "姓名不同" in outcome.kept_back[0].why
    assert set(everybody(office)) == {"张永福"}


def test_a_known_person_without_number_is_found_by_name_and_birth_date(office, write_sheet):
    office.people.save(Person(name="张永福", birth_date="1950-01-01"))
    outcome = office.imports.take_in(write_sheet(ZHANG))
    assert outcome.written.updated == 1
    assert everybody(office)["张永福"].id_number == "510223195001016011"


def test_a_name_alone_is_never_enough_to_merge_or_to_double(office, write_sheet):
    office.people.save(Person(name="张永福"))
    headings = ("姓名", "村（社区）", "人员类别")
    outcome = office.imports.take_in(
        write_sheet(("张永福", "石桥村", "参战退役军人"), headings=headings), with_doubts=True
    )
    assert outcome.written.kept_back == 1


def test_a_row_that_repeats_a_person_of_the_same_file_adds_nobody(office, write_sheet):
    outcome = take(office, write_sheet(ZHANG, LI, ZHANG))
    assert (outcome.written.added, outcome.written.unchanged) == (2, 1)


def test_rows_can_be_left_out_and_settled(office, write_sheet):
    outcome = take(
        office,
        write_sheet(ZHANG, LI, BROKEN),
        left_out=frozenset({("Sheet", 2)}),
        settled={("Sheet", 4): {"id_number": "510223195811056293"}},
    )
    people = everybody(office)
    assert outcome.written.left_out == 1
    assert set(people) == {"李素芳", "王明学"}
    assert people["王明学"].id_number == "510223195811056293"
    assert people["王明学"].tags == ()


def test_spellings_of_a_community_become_one(office, write_sheet):
    office.imports.take_in(write_sheet((*ZHANG[:3], "白杨", *ZHANG[4:])))
    office.imports.take_in(write_sheet(LI, name="二.xlsx"))
    office.imports.take_in(
        write_sheet((1, "陈方", "510223195601016015", "白杨居委会", "", "", ""), name="三.xlsx")
    )
    assert [community.name for community in office.people.communities()] == ["白杨社区"]


def test_cancelling_leaves_nothing_behind(office, write_sheet):
    with office.imports.open(write_sheet(ZHANG, LI)) as session:
        session.read()
        writer = session.accept(Decisions())
        while not writer.ready_to_commit:
            writer.step(wait=True)
        assert writer.done == 2
        writer.cancel()
    assert everybody(office) == {}
    assert len(office.history.changes()) == 1


def test_a_killed_reader_loses_nothing_and_says_so(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    with office.imports.open(write_sheet(LI, name="二.xlsx")) as session:
        session.read()
        os.kill(session.worker_id, signal.SIGKILL)
        writer = session.accept(Decisions())
        with pytest.raises(Problem, match="没有任何改动"):
            finish(writer)
    assert set(everybody(office)) == {"张永福"}


def test_reading_can_be_cancelled(office, write_sheet):
    def press_cancel(done, total):
        raise Cancelled(done, total)

    many = [(n, f"赵{n}", "", "", "", "", "") for n in range(1500)]
    with office.imports.open(write_sheet(*many)) as session, pytest.raises(Cancelled):
        session.read(tick=press_cancel)
    assert everybody(office) == {}


def test_a_column_of_unit_numbers_stays_out_until_the_clerk_maps_it(office, write_sheet):
    headings = ("姓名", "身份证号", "部队番号")
    path = write_sheet((ZHANG[1], ZHANG[2], "某部七连"), headings=headings)
    with office.imports.open(path) as session:
        column = session.read().sheets[0].columns[2]
        assert not column.imported
        assert column.notice
    office.imports.take_in(path)
    assert everybody(office)["张永福"].military_unit is None


def test_the_clerk_can_map_a_column_by_hand(office, write_sheet):
    headings = ("姓名", "身份证号", "奇怪的栏")
    path = write_sheet((ZHANG[1], ZHANG[2], "党员"), headings=headings)
    with office.imports.open(path) as session:
        mark = session.read().sheets[0].fingerprint
        again = session.read(Overrides(columns={mark: {2: "political_status"}}))
        assert again.sheets[0].columns[2].field == "political_status"
        finish(session.accept(Decisions()))
    assert everybody(office)["张永福"].political_status == "党员"


def test_a_death_in_a_list_is_a_status_not_a_deletion(office, write_sheet):
    path = write_sheet((1, "张永福（已故）", *ZHANG[2:]))
    take(office, path)
    assert everybody(office)["张永福"].status is PersonStatus.DECEASED
    assert office.events.found(EVERY) == []  # nobody on the ledger has died


def test_a_death_that_a_list_tells_of_has_its_consequences(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    take(office, write_sheet((1, "张永福（已故）", *ZHANG[2:]), name="五.xlsx"))
    (line,) = office.events.found(EVERY)
    assert (line.person.name, line.event.kind) == ("张永福", EventKind.DIED)
    assert office.entries(FOLLOW_UPS).count() > 0
    office.history.undo()
    assert office.events.found(EVERY) == []


def test_what_is_no_list_gets_a_sentence_and_changes_nothing(office, tmp_path):
    (tmp_path / "空.xlsx").write_bytes(b"")
    with pytest.raises(Problem, match="台账"):
        office.imports.take_in(tmp_path / "空.xlsx")
    assert [change.kind for change in office.history.changes()] == [ChangeKind.CHANGE]


def test_reading_without_a_ledger_gives_the_exchange_format(write_sheet):
    result = result_of(write_sheet(ZHANG))
    assert result["outcome"] == "records"
    assert result["records"][0]["fields"]["categories"] == ["参战退役人员"]


def test_rows_to_look_at_go_out_with_their_reason_and_come_back_corrected(
    office, write_sheet, tmp_path
):
    with office.imports.open(write_sheet(ZHANG, BROKEN)) as session:
        session.read()
        assert session.export_doubts(tmp_path / "问题表.xlsx") == 1
    book = load_workbook(tmp_path / "问题表.xlsx")
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    heading = next(row for row in rows if row[-1] == REASON)
    broken = rows[-1]
    assert broken[heading.index("姓名")] == "王明学"
    assert broken[-1].startswith("原第 3 行：")
    book.active.cell(len(rows), heading.index("身份证号") + 1).value = "510223195811056293"
    book.save(tmp_path / "改好.xlsx")
    outcome = office.imports.take_in(tmp_path / "改好.xlsx")
    assert outcome.written.added == 1
    assert everybody(office)["王明学"].id_number == "510223195811056293"


def test_a_file_without_doubts_has_no_problem_sheet(office, write_sheet, tmp_path):
    with office.imports.open(write_sheet(ZHANG)) as session:
        session.read()
        with pytest.raises(Problem, match="没有需要确认"):
            session.export_doubts(tmp_path / "问题表.xlsx")


def test_the_desks_own_categories_are_read_and_written(office, write_sheet):
    office.categories.add("五老人员", CategoryGroup.BENEFICIARY)
    office.categories.set_aliases("war_veteran", "老山前线")
    outcome = office.imports.take_in(
        write_sheet((*ZHANG[:4], "五老人员、老山前线", *ZHANG[5:]), (*LI[:4], "没听说过", *LI[5:]))
    )
    assert everybody(office)["张永福"].categories == ("五老人员", "war_veteran")
    assert outcome.written.kept_back == 1


ALIKE = ("张永福", "石桥村", "参战退役军人")
ALIKE_HEADINGS = ("姓名", "村（社区）", "人员类别")


def test_a_row_kept_back_comes_in_as_somebody_new_and_is_remembered(office, write_sheet):
    office.people.save(Person(name="张永福", birth_date="1950", id_number="51022319500101601"))
    path = write_sheet(ALIKE, headings=ALIKE_HEADINGS)
    (kept,) = office.imports.take_in(path).kept_back
    assert kept.why.endswith("台账里是张永福（1950，5102*********1601，在册）")
    added = take(office, path, as_new=frozenset({(kept.sheet, kept.row)}))
    assert added.written.added == 1
    assert office.people.counts().people == 2
    again = office.imports.take_in(path)  # the decision stands in the record of the import
    assert (again.written.unchanged, again.written.kept_back) == (1, 0)
    office.history.undo(added.change_id)
    assert office.people.counts().people == 1


def test_somebody_new_never_takes_the_number_of_another(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    path = write_sheet((1, "赵无忌", *ZHANG[2:]), name="二.xlsx")
    (kept,) = office.imports.take_in(path).kept_back
    take(office, path, as_new=frozenset({(kept.sheet, kept.row)}))
    zhao = everybody(office)["赵无忌"]
    assert zhao.id_number is None
    assert TO_VERIFY in zhao.tags


def test_digits_left_of_a_number_are_a_hint_and_never_a_proof(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    path = write_sheet(
        ("张永福", 5.10223195001016e17), headings=("姓名", "身份证号"), name="二.xlsx"
    )
    outcome = take(office, path)
    assert outcome.written.kept_back == 1
    assert "前几位相同" in outcome.kept_back[0].why
    assert office.people.counts().people == 1


def test_a_death_that_cannot_be_is_kept_back_with_its_reason(office, write_sheet):
    office.imports.take_in(write_sheet(ZHANG))
    later = write_sheet(
        ("张永福", "510223195001016011", "去世", "2098-01-01"),
        headings=("姓名", "身份证号", "状态", "死亡时间"), name="四.xlsx",
    )  # fmt: skip
    outcome = take(office, later)
    assert (outcome.written.updated, outcome.written.kept_back) == (0, 1)
    assert "今天之后" in outcome.kept_back[0].why
    assert everybody(office)["张永福"].status is PersonStatus.ACTIVE
