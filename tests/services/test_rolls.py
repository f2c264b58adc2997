"""名录: one declaration gives a register its list, import, export, paper, history and undo."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from shuangyong_desktop.documents.roll_book import write_roll_workbook
from shuangyong_desktop.domain import kinds, registry
from shuangyong_desktop.domain.activities import ACTIVITIES, LINKS, Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.roll_views import RollView, own_fields, rolls, step_act, step_words
from shuangyong_desktop.domain.rolls.serving import MERIT_NOTICES
from shuangyong_desktop.domain.tasks import Task, TaskState
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.papers import RosterOptions
from shuangyong_desktop.services.reading import Station
from shuangyong_desktop.services.roll_imports import Different, Landing, headings_of, understood
from shuangyong_desktop.services.roll_papers import usual_columns
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.storage.keyfile import KdfCost

PASSWORD = "春风化雨-2026"  # noqa: S105 (of invented ledgers)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner(Record):
    """An invented record: a banner that is asked for, sewn, and handed over."""

    name: str | None = None
    id_number: str | None = None
    date: str | None = None
    sewn_on: str | None = None
    tailor: str | None = None
    handed_on: str | None = None
    receiver: str | None = None
    colour: str | None = None
    price: Decimal | None = None
    pieces: int | None = None
    paid: bool | None = None
    community: str | None = None
    words: str | None = None


def _asks(banner: Banner, today: datetime.date) -> Due | None:
    waits = banner.date and not banner.handed_on and banner.date < today.isoformat()
    return Due(banner.date or "", "送出锦旗") if waits else None


BANNERS = Register(
    "banner",
    "锦旗",
    Banner,
    Schema(
        Banner,
        (
            Field("name", "受赠人", kinds.NAME, required=True, width=6, aliases=("姓名",)),
            Field("id_number", "身份证号", kinds.ID_NUMBER, width=9),
            Field("date", "申请时间", kinds.DATE, width=6, aliases=("申请日期",)),
            Field("sewn_on", "制作时间", kinds.DATE, width=6),
            Field("tailor", "制作单位", kinds.words(), width=7),
            Field("handed_on", "送出时间", kinds.DATE, width=6),
            Field("receiver", "接收人", kinds.TEXT, width=5),
            Field("colour", "颜色", kinds.words("红", "黄"), width=3),
            Field("price", "价格（元）", kinds.MONEY, width=5),
            Field("pieces", "数量", kinds.INTEGER, width=3),
            Field("paid", "已付款", kinds.YES_NO, width=3),
            Field("community", "村（社区）", kinds.COMMUNITY, width=6),
            Field("words", "题词", kinds.LONG_TEXT, width=14),
        ),
    ),
    personal=False,
    plain=True,
    title="锦旗",
    group="纪念品",
    steps=("date", "sewn_on", "handed_on"),
    asks=_asks,
    mark="内部资料，注意保管",
)  # fmt: skip
LI_ID = "510222195803066110"


@pytest.fixture
def banners(monkeypatch: pytest.MonkeyPatch) -> Register[Banner]:
    monkeypatch.setitem(registry.PLAIN, BANNERS.table, BANNERS)
    return BANNERS


def _book(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def _read_here(path: Path, register: Register[Any]) -> Any:
    """As the worker reads, without starting one."""
    headings, needed = headings_of(register)
    frames = Station().roll(str(path), headings, needed, lambda *_: None)
    return understood(path.name, register, frames)


# --- an invented register costs one declaration ---------------------------------------------


def test_an_invented_register_is_listed_with_its_count(office: Office, banners: Register[Banner]):
    assert banners in rolls()
    office.entries(banners).save(Banner(name="李建国", date="2026-03-05"))
    assert office.rolls.counts()["banner"] == 1
    assert office.rolls.years(banners) == ["2026"]


def test_its_history_undo_and_recycle_bin_follow(office: Office, banners: Register[Banner]):
    entries = office.entries(banners)
    number = entries.save(Banner(name="李建国", date="2026-03-05")).id or 0
    entries.save(replace(entries.get(number), colour="红"))
    (newest, *_) = office.history.changes(1)
    assert newest.title == "修改锦旗：李建国"
    told = list(office.history.edits(newest.id))
    assert any("颜色" in str(line) and "红" in str(line) for line in told)
    office.history.undo(newest.id)
    assert entries.get(number).colour is None
    office.rolls.remove_many(banners, [number])
    (item,) = office.recycle_bin.everything()
    assert (item.noun, item.title) == ("锦旗", "李建国 · 2026-03-05")
    office.recycle_bin.restore(item)
    assert list(office.rolls.ids(banners)) == [number]


def test_it_goes_out_as_a_sheet_and_comes_back_through_the_worker(
    office: Office, banners: Register[Banner], tmp_path: Path
):
    entries = office.entries(banners)
    kept = Banner(name="李建国", id_number=LI_ID, date="2026-03", price=Decimal("880.50"),
                  pieces=2, paid=False, words="拥军模范\n情系国防")  # fmt: skip
    number = entries.save(kept).id or 0
    full = RosterOptions(columns=(), full=True, purpose="存档")
    paper = office.roll_papers.book(banners, options=full)
    assert paper.note == "输出锦旗登记册：1 条，完整证件号，用途：存档"
    office.papers.draw(paper, tmp_path / "锦旗.xlsx")
    office.papers.draw(paper, tmp_path / "锦旗.pdf")
    assert (tmp_path / "锦旗.pdf").read_bytes().startswith(b"%PDF")
    file = office.roll_imports.read(tmp_path / "锦旗.xlsx", banners)
    assert office.roll_imports.preview(banners, file).words == (
        "读到 5 行 ＝ 无变化 1 ＋ 标题、表头 3 ＋ 说明、签字 1"
    )
    office.rolls.remove_many(banners, [number])
    office.roll_imports.accept(banners, office.roll_imports.preview(banners, file))
    (again,) = entries.every()
    assert replace(again, id=None) == kept
    assert office.history.changes(1)[0].title == "导入锦旗：1 条"


def test_numbers_are_covered_unless_a_purpose_is_given(office: Office, banners: Register[Banner]):
    office.entries(banners).save(Banner(name="李建国", id_number=LI_ID))
    paper = office.roll_papers.book(banners)
    assert LI_ID not in str(paper.record)
    assert paper.note == ""
    assert paper.record.caution == "内部资料，注意保管"
    with pytest.raises(Problem, match="用途"):
        office.roll_papers.book(banners, options=RosterOptions(full=True))


def test_a_paper_of_nothing_is_refused(office: Office, banners: Register[Banner]):
    with pytest.raises(Problem, match="没有符合条件的记录"):
        office.roll_papers.book(banners, RollView(text="没有"))


def test_a_paper_has_the_columns_that_fit():
    shown = usual_columns(ACTIVITIES)
    assert shown[0] == "date"
    assert sum(ACTIVITIES.schema[key].width for key in shown) <= 72


# --- finding ---------------------------------------------------------------------------------


@pytest.fixture
def three(office: Office, banners: Register[Banner]) -> dict[str, int]:
    entries = office.entries(banners)
    rows = (
        Banner(name="李建国", date="2025-12-01", colour="红", community="惠民社区", words="一等奖"),
        Banner(name="王秀英", date="2026-03-05", sewn_on="2026-03-09", colour="黄"),
        Banner(name="赵大勇", date="2026-05-01", sewn_on="2026-05-02", handed_on="2026-06"),
    )
    return {entries.save(row).name or "": entries.ids()[0] for row in rows}


@pytest.mark.parametrize(
    ("view", "names"),
    [
        (RollView(), ["赵大勇", "王秀英", "李建国"]),
        (RollView(down=False), ["李建国", "王秀英", "赵大勇"]),
        (RollView(sort="sewn_on", down=False), ["王秀英", "赵大勇", "李建国"]),
        (RollView(year="2026"), ["赵大勇", "王秀英"]),
        (RollView(step="sewn_on"), ["王秀英"]),
        (RollView(step="handed_on"), ["赵大勇"]),
        (RollView(step="date"), ["李建国"]),
        (RollView(step=""), []),
        (RollView(equal=(("colour", "红"), ("community", "惠民社区"))), ["李建国"]),
        (RollView(text="一等"), ["李建国"]),
        (RollView(text="2026-03 秀"), ["王秀英"]),
        (RollView(text="100%"), []),
        (RollView(text="_"), []),
    ],
)  # fmt: skip
def test_records_are_found(
    office: Office, banners: Register[Banner], three: dict[str, int], view: RollView,
    names: list[str],
):  # fmt: skip
    by_id = {number: name for name, number in three.items()}
    assert [by_id[number] for number in office.rolls.ids(banners, view)] == names


def test_records_are_found_by_the_person_they_are_about(office: Office, banners: Register[Banner]):
    li = office.people.save(Person(name="欧阳建国"))
    office.entries(banners).save(Banner(name="受赠", person_id=li.id))
    assert len(office.rolls.ids(banners, RollView(text="欧阳"))) == 1


def test_a_form_offers_what_is_written_most(office: Office, banners: Register[Banner]):
    entries = office.entries(banners)
    for name, tailor in (("甲", "红星厂"), ("乙", "红星厂"), ("丙", "长江厂")):
        entries.save(Banner(name=name, tailor=tailor))
    assert office.rolls.words(banners, "tailor") == ["红星厂", "长江厂"]


# --- steps and what is asked -------------------------------------------------------------------


def test_a_step_brings_its_own_columns_along():
    assert list(own_fields(BANNERS, "sewn_on")) == ["sewn_on", "tailor"]
    assert list(own_fields(BANNERS, "date")) == ["date"]
    assert step_words(BANNERS, "sewn_on") == "制作"


def test_the_next_step_is_written_as_what_it_is(
    office: Office, banners: Register[Banner], three: dict[str, int]
):
    entries = office.entries(banners)
    waiting = entries.get(three["王秀英"])
    done = office.rolls.take_step(banners, replace(waiting, handed_on="2026-07-01"))
    assert banners.step(done) == "handed_on"
    assert office.history.changes(1)[0].title == "登记送出，锦旗：王秀英"
    office.history.undo(office.history.changes(1)[0].id)
    assert entries.get(three["王秀英"]) == waiting
    with pytest.raises(Problem, match="请填写日期"):
        office.rolls.take_step(banners, waiting)
    with pytest.raises(Problem, match="请填写日期"):
        office.rolls.take_step(banners, entries.get(three["赵大勇"]))


def test_what_is_asked_comes_by_its_day(
    office: Office, banners: Register[Banner], three: dict[str, int]
):
    asked = [item for item in office.rolls.asks(datetime.date(2026, 4, 1))
             if item.register is banners]  # fmt: skip
    assert [(item.called, item.due.on) for item in asked] == [
        ("李建国", "2025-12-01"), ("王秀英", "2026-03-05"),
    ]  # fmt: skip
    assert asked[0].record_id == three["李建国"]


def test_only_the_newest_of_what_follows_one_another_speaks(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    following = replace(BANNERS, follows="name")
    monkeypatch.setitem(registry.PLAIN, "banner", following)
    entries = office.entries(following)
    entries.save(Banner(name="李建国", date="2025-01-01"))
    entries.save(Banner(name="李建国", date="2026-01-01"))
    asked = [item for item in office.rolls.asks(datetime.date(2026, 4, 1))
             if item.register is following]  # fmt: skip
    assert [item.due.on for item in asked] == ["2026-01-01"]


def test_a_record_nothing_was_held_with_asks_too(office: Office, monkeypatch: pytest.MonkeyPatch):
    def idle(banner: Banner, last: str | None, today: datetime.date) -> Due | None:
        del banner
        return Due(today.isoformat(), f"上次活动 {last}") if last != "2026-05-01" else None

    name = LINKS["pair_id"]
    lonely = replace(BANNERS, table=name, asks=None, idle=idle)
    monkeypatch.setitem(registry.PLAIN, name, lonely)
    entries = office.entries(lonely)
    first, second = (entries.save(Banner(name=name)).id for name in ("甲", "乙"))
    for day in ("2026-04-01", "2026-05-01"):
        office.activities.save(Activity(date=day, title="座谈", kind="座谈", pair_id=first))
    asked = [item for item in office.rolls.asks(datetime.date(2026, 6, 1))
             if item.register is lonely]  # fmt: skip
    assert [(item.record_id, item.due.words) for item in asked] == [(second, "上次活动 None")]
    assert [item.date for item in office.rolls.activities(lonely, first or 0)] == [
        "2026-05-01", "2026-04-01",
    ]  # fmt: skip
    assert office.rolls.choices("pair_id") == [(second, "乙"), (first, "甲")]


# --- removing ------------------------------------------------------------------------------------


def test_several_go_into_the_bin_as_one_change(
    office: Office, banners: Register[Banner], three: dict[str, int]
):
    office.rolls.remove_many(banners, list(three.values()))
    assert office.rolls.counts()["banner"] == 0
    change = office.history.changes(1)[0]
    assert change.title == "删除锦旗 3 条（移入回收站）"
    office.history.undo(change.id)
    assert office.rolls.counts()["banner"] == 3
    with pytest.raises(Problem, match="还没有选择"):
        office.rolls.remove_many(banners, [])


def test_removing_activities_takes_them_from_their_tasks(office: Office):
    task = office.tasks.save(Task(title="共建活动", year=2026, goal=2)).id or 0
    made = [
        office.activities.save(
            Activity(date="2026-05-01", title=title, kind="共建"), [task],
            [Scan(f"{title}.jpg", b"\xff\xd8" + title.encode())],
        ).id or 0
        for title in ("甲", "乙")
    ]  # fmt: skip
    assert [item.kind for item in office.enclosures.of_record("activity", made[0])] == ["照片"]
    office.rolls.remove_many(ACTIVITIES, made)
    assert office.tasks.facts.standings([task])[task].done == 0
    office.history.undo(office.history.changes(1)[0].id)
    assert office.tasks.facts.standings([task])[task].done == 2


def test_an_activity_that_comes_back_counts_for_what_it_counted_before(office: Office):
    first, second, third = (
        office.tasks.save(Task(title=title, year=2026)).id or 0 for title in "甲乙丙"
    )
    held = Activity(date="2026-05-01", title="座谈", kind="座谈")
    number = office.activities.save(held, [first, second, third]).id or 0
    office.ledger.clock = lambda: datetime.datetime(2026, 6, 1, 9, 0)  # noqa: DTZ001 (the desk's)
    office.activities.save(office.activities.get(number), [first, second])
    office.ledger.clock = lambda: datetime.datetime(2026, 6, 2, 9, 0)  # noqa: DTZ001
    office.activities.remove(number)
    office.tasks.move(second, TaskState.HELD, "等通知")
    (item,) = office.recycle_bin.everything()[:1]
    office.recycle_bin.restore(item)
    assert office.activities.tasks_of(number) == (first,)


# --- taking lists in -----------------------------------------------------------------------------


HEAD = ("序号", "姓名", "申请日期", "颜色", "价格（元）", "鞋码")


def test_a_list_is_read_by_labels_and_aliases_and_adds_up(
    office: Office, banners: Register[Banner], tmp_path: Path
):
    path = _book(
        tmp_path / "名单.xlsx",
        ("锦旗名单",), (), HEAD,
        (1, "李建国", "2026.3.5", "红", 880, 42),
        (2, "王秀英", datetime.date(2026, 4, 1), "黄", "八百", 38),
        (3, "", "2026-05-01", "红", 1, 2),
        (4, "李建国", "2026.3.5", "红", 880, 42),
        ("合计", "", "", "", 1680, ""),
        ("填报人：张三",),
    )  # fmt: skip
    file = _read_here(path, banners)
    preview = office.roll_imports.preview(banners, file)
    assert preview.words == (
        "读到 9 行 ＝ 新增 2 ＋ 表内重复 1 ＋ 未导入 1 ＋ 标题、表头 2 ＋ 空行 1 ＋ 合计 1"
        " ＋ 说明、签字 1"
    )
    assert file.unknown == ("鞋码",)
    assert [row.why for row in preview.rows if row.landing is Landing.REFUSED] == ["缺少受赠人"]
    assert office.roll_imports.accept(banners, preview) == 2
    stored = {record.name: record for record in office.entries(banners).every()}
    assert stored["李建国"].date == "2026-03-05"
    assert stored["王秀英"].price == Decimal(800)
    again = office.roll_imports.preview(banners, file)
    assert again.count(Landing.SAME) == 2
    with pytest.raises(Problem, match="没有可以导入的行"):
        office.roll_imports.accept(banners, again)


def test_known_records_are_filled_and_never_overwritten_unasked(
    office: Office, banners: Register[Banner], tmp_path: Path
):
    entries = office.entries(banners)
    entries.save(Banner(name="李建国", date="2026-03-05", colour="红"))
    entries.save(Banner(name="王秀英", date="2026-04-01"))
    path = _book(
        tmp_path / "名单.xlsx", HEAD,
        (1, "李建国", "2026-03-05", "黄", "", ""),
        (2, "王秀英", "2026-04-01", "黄", "", ""),
    )  # fmt: skip
    preview = office.roll_imports.preview(banners, _read_here(path, banners))
    assert [(row.landing, row.why) for row in preview.rows] == [
        (Landing.DIFFERENT, "颜色与台账不同"), (Landing.FILLS, "补充颜色"),
    ]  # fmt: skip
    office.roll_imports.accept(banners, preview)
    assert {r.name: r.colour for r in entries.every()} == {"李建国": "红", "王秀英": "黄"}
    office.history.undo(office.history.changes(1)[0].id)
    office.roll_imports.accept(banners, preview, different=Different.OVER, left_out={1})
    assert {r.name: r.colour for r in entries.every()} == {"李建国": "黄", "王秀英": None}
    office.history.undo(office.history.changes(1)[0].id)
    office.roll_imports.accept(banners, preview, different=Different.ANEW)
    assert sorted(r.name or "" for r in entries.every()) == ["李建国", "李建国", "王秀英"]


def test_what_cannot_be_read_is_doubted(banners: Register[Banner], tmp_path: Path):
    path = _book(tmp_path / "名单.xlsx", HEAD, (1, "李建国", "某日", "红", "很多", ""),
                 (2, "王秀英", 2026.1, "", "", ""))  # fmt: skip
    first, second = _read_here(path, banners).rows
    assert first.lost
    assert [doubt.field for doubt in first.doubts] == ["date", "price"]
    assert second.values["date"] == "2026"
    assert not second.lost


def test_people_of_the_ledger_are_linked_by_id_number(
    office: Office, banners: Register[Banner], tmp_path: Path
):
    li = office.people.save(Person(name="李建国", id_number=LI_ID))
    path = _book(tmp_path / "名单.xlsx", ("受赠人", "身份证号"), ("李建国", LI_ID))
    preview = office.roll_imports.preview(banners, _read_here(path, banners))
    office.roll_imports.accept(banners, preview)
    assert next(office.entries(banners).every()).person_id == li.id


def test_a_register_of_people_finds_them_by_id_number(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    schema = Schema(
        Banner, (Field("colour", "颜色", kinds.TEXT), Field("date", "时间", kinds.DATE))
    )
    personal = replace(BANNERS, schema=schema, personal=True, steps=(), asks=None, named="colour")
    monkeypatch.setitem(registry.PLAIN, "banner", personal)
    li = office.people.save(Person(name="李建国", id_number=LI_ID))
    office.entries(personal).save(Banner(person_id=li.id, colour="红", date="2026"))
    full = RosterOptions(columns=(), full=True, purpose="存档")
    path = tmp_path / "名单.xlsx"
    write_roll_workbook(path, office.roll_papers.book(personal, options=full).record)
    preview = office.roll_imports.preview(personal, _read_here(path, personal))
    assert [row.landing for row in preview.rows] == [Landing.SAME]
    unknown = _book(tmp_path / "生人.xlsx", ("姓名", "身份证号", "颜色"),
                    ("王秀英", "510222195903066614", "红"))  # fmt: skip
    (row,) = office.roll_imports.preview(personal, _read_here(unknown, personal)).rows
    assert row.landing is Landing.REFUSED
    assert row.why == "台账里没有身份证号相符的人（王秀英）"


def test_columns_of_people_are_found_under_the_headings_of_offices(
    banners: Register[Banner], tmp_path: Path
):
    path = _book(tmp_path / "a.xlsx", ("姓名*", "公民身份号码", "所在村社区"),
                 ("李建国", LI_ID, "惠民社区"))  # fmt: skip
    (row,) = _read_here(path, banners).rows
    assert (row.values["id_number"], row.values["community"]) == (LI_ID, "惠民社区")


def test_merged_cells_and_headings_of_two_rows_are_understood(
    banners: Register[Banner], tmp_path: Path
):
    book = Workbook()
    sheet = book.active
    rows = (("序号", "村（社区）", "受赠人", "办理情况", ""), ("", "", "", "制作时间", "送出时间"),
            (1, "惠民社区", "李建国", "2026-01-01", "2026-02-01"),
            (2, None, "王秀英", "2026-01-02", ""))  # fmt: skip
    for row in rows:
        sheet.append(row)
    for merged in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "B3:B4"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "合并.xlsx")
    first, second = _read_here(tmp_path / "合并.xlsx", banners).rows
    assert (first.values["sewn_on"], first.values["handed_on"]) == ("2026-01-01", "2026-02-01")
    assert second.values["community"] == "惠民社区"


def test_a_row_that_only_counts_the_columns_is_no_record(banners: Register[Banner], tmp_path: Path):
    path = _book(tmp_path / "a.xlsx", ("序号", "受赠人", "颜色"), (1, 2, 3), (1, "李建国", "红"),
                 ("序号", "受赠人", "颜色"))  # fmt: skip
    assert [row.values["name"] for row in _read_here(path, banners).rows] == ["李建国"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ((("编码", "鞋码"), (1, 2)), "没有找到锦旗的表头（要有受赠人等栏目）"),
        ((HEAD, (1, "机密★1年", "", "", "", "")), "标有密级"),
    ],
)
def test_other_files_and_classified_ones_are_refused(
    banners: Register[Banner], tmp_path: Path, rows: tuple[Any, ...], sentence: str
):
    with pytest.raises(Problem, match=sentence):
        _read_here(_book(tmp_path / "a.xlsx", *rows), banners)


def test_a_damaged_file_is_refused(banners: Register[Banner], tmp_path: Path):
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04" + b"x" * 99)
    with pytest.raises(Problem, match="台账没有改动"):
        _read_here(tmp_path / "坏.xlsx", banners)


# --- every register goes out and comes back as it was ---------------------------------------------

_WORDS = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), include_characters="\n"), max_size=30
)
_DAYS = st.dates(datetime.date(1920, 1, 1), datetime.date(2099, 12, 31)).map(
    datetime.date.isoformat
)
_BY_KIND: dict[str, st.SearchStrategy[str]] = {
    "date": st.one_of(_DAYS, _DAYS.map(lambda day: day[:7]), _DAYS.map(lambda day: day[:4])),
    "month": _DAYS.map(lambda day: day[:7]),
    "money": st.decimals(0, 99_999_999, places=2).map(str),
    "integer": st.integers(-999, 99_999_999).map(str),
    "yes_no": st.sampled_from(["是", "否"]),
    "sex": st.sampled_from(["男", "女"]),
    "phone": st.sampled_from(["13800000001", "023-48660000", "13900000002、023-48660001"]),
    "id_number": st.sampled_from([LI_ID, "不详", "510222195903066614"]),
}


def _taken(field: Field, text: str | None) -> Any:
    return None if text is None else field.take(text).value


def _records(register: Register[Any]) -> st.SearchStrategy[Any]:
    """Any record that a form could write: every value is what its text is read as."""
    columns = {
        field.key: st.one_of(
            st.none() if not field.required else st.nothing(),
            (st.sampled_from(field.kind.choices) if field.kind.choices and not field.kind.free
             else _BY_KIND.get(field.kind.name, _WORDS)),
        ).map(partial(_taken, field))
        for field in register.schema
    }  # fmt: skip
    needed = [field.key for field in register.schema if field.required]

    def whole(values: dict[str, Any]) -> bool:
        return all(values[key] not in (None, "") for key in needed) and any(
            value not in (None, "") for value in values.values()
        )

    return (
        st.fixed_dictionaries(columns)
        .filter(whole)
        .map(lambda values: register.record(
            **{key: value for key, value in values.items() if value is not None}))
    )  # fmt: skip


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    path = tmp_path_factory.mktemp("rolls") / "台账.db"
    with ledgers.create(path, PASSWORD, cost=CHEAP).office as opened:
        yield opened


@pytest.mark.parametrize("register", [*rolls(), BANNERS], ids=lambda register: register.table)
@settings(
    max_examples=8, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow,
                           HealthCheck.filter_too_much],
)  # fmt: skip
@given(data=st.data())
def test_every_register_round_trips_through_its_sheet(
    register: Register[Any], empty_office: Office, tmp_path: Path, data: st.DataObject,
    monkeypatch: pytest.MonkeyPatch,
):  # fmt: skip
    office = empty_office
    monkeypatch.setitem(registry.PLAIN, BANNERS.table, BANNERS)
    records = data.draw(st.lists(_records(register), min_size=1, max_size=4, unique_by=str))
    entries = office.entries(register)
    with office.ledger.transaction("放入") as change:
        entries.records.add_many(change, records)
    full = RosterOptions(columns=(), full=True, purpose="存档")
    path = tmp_path / "登记册.xlsx"
    write_roll_workbook(path, office.roll_papers.book(register, options=full).record)
    office.rolls.remove_many(register, list(entries.ids()))
    file = _read_here(path, register)
    assert office.roll_imports.accept(register, office.roll_imports.preview(register, file)) == len(
        records
    )
    back = [replace(record, id=None) for record in entries.every()]
    assert sorted(map(str, back)) == sorted(map(str, records))
    office.rolls.remove_many(register, list(entries.ids()))


def test_every_register_speaks_of_columns_it_declares():
    """Its keys are attributes of its record, and the columns it speaks of are declared."""
    for register in rolls():
        hints = get_type_hints(register.record)
        keys = {item.name for item in fields(register.record)}
        assert {register.date, *register.steps} <= keys, register.table
        assert register.named in register.schema.by_key, register.table
        assert all(get_args(hints[field.key]) for field in register.schema), register.table


def test_a_step_that_only_says_to_register_is_named_by_what_is_registered() -> None:
    names = [step_act(MERIT_NOTICES, step) for step in MERIT_NOTICES.steps[1:3]]
    assert names == ["登记立功喜报", "登记核实"]
