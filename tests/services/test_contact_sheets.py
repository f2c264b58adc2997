"""Sheets of contacts: given out per village, filled in there, taken back with nothing lost."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS, OPINIONS, Contact, ContactWay
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.returns import Landing
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.papers import RosterOptions

FULL = RosterOptions(full=True, purpose="村（社区）联系")


def ago(days):
    return (date.today() - timedelta(days)).isoformat()  # noqa: DTZ011 (the clerk's day)


ASSUMED = Contact(date=ago(0), way=ContactWay.PHONE, officer="王敏")


@pytest.fixture
def people(office):
    found = (
        Person(name="李建国", phone="13800001234", community="惠民社区", address="1组"),
        Person(name="王芳", community="惠民社区", birth_date="1970-01-01", address="2组"),
        Person(name="赵强", community="惠民社区", address="3组"),
        Person(name="孙丽", community="惠民社区", address="4组"),
        Person(name="钱进", community="惠民社区", address="5组"),
        Person(name="周敏", community="石盘村", address="5组"),
    )
    return {person.name: office.people.save(person).id for person in found}


@pytest.fixture
def given_out(office, people, tmp_path):
    """The sheet of 惠民社区 as it went out."""
    assert people
    made = office.contact_sheets.workbooks(office.contacts.lines(), tmp_path)
    assert [paper.count for _, paper in made] == [5, 1]
    assert [paper.note for _, paper in made] == ["", ""]
    path, paper = made[0]
    office.papers.hand_out(paper, path)
    return path


def fill(path, entries):
    """Write texts by name and heading into the sheet, as the village does."""
    book = load_workbook(path)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    rows = {sheet.cell(line, heads["姓名"]).value: line for line in range(4, sheet.max_row + 1)}
    for name, texts in entries.items():
        line = rows.get(name.rstrip("＋"), sheet.max_row + 1)
        if name not in rows:
            line = sheet.max_row + 1
            sheet.cell(line, heads["姓名"]).value = name.rstrip("＋")
        for head, text in texts.items():
            sheet.cell(line, heads[head]).value = text
    book.save(path)


def preview(office, path):
    sheet = office.contact_sheets.read(path, office.contact_sheets.categories())
    return office.contact_sheets.preview(sheet, ASSUMED)


def landings(found):
    return [(row.name, row.landing) for row in found.rows]


def test_only_what_is_asked_can_be_filled_in_and_telephones_are_covered(office, given_out):
    book = load_workbook(given_out)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    assert sheet.protection.sheet
    assert sheet.cell(4, heads["姓名"]).protection.locked
    assert not sheet.cell(4, heads["联系内容"]).protection.locked
    assert sheet.cell(4, heads["联系电话"]).value == "138****1234"
    offered = [rule.formula1 for rule in sheet.data_validations.dataValidation]
    assert any("入户走访" in words for words in offered)
    with pytest.raises(Problem, match="写明用途"):
        office.contact_sheets.workbooks(
            office.contacts.lines(), given_out.parent, replace(FULL, purpose=" ")
        )
    with pytest.raises(Problem, match="没有要联系的人员"):
        office.contact_sheets.workbooks([], given_out.parent)
    _, paper = office.contact_sheets.workbooks(office.contacts.lines(), given_out.parent, FULL)[0]
    assert paper.note == "输出联系登记表（惠民社区）：5 人，完整电话，用途：村（社区）联系"


def test_a_sheet_comes_back_and_its_counts_add_up(office, people, given_out):
    office.events.move(people["钱进"], PersonStatus.MOVED_OUT, ago(3), "户口迁移证")
    fill(given_out, {
        "李建国": {"联系时间": ago(2), "联系形式": "入户走访", "联系内容": "身体健康",
                   "困难诉求": "住房漏雨", "意见建议": "无", "联系电话": "13900005678",
                   "联系人": "刘支书", "下次联系": ago(-30)},
        "王芳": {"联系时间": "前几天", "联系内容": "在家"},
        "赵强": {"联系时间": ago(1), "联系上": "否"},
        "钱进": {"联系时间": ago(1)},
        "李建国＋": {"联系时间": ago(2), "联系内容": "又写一次", "登记号": people["李建国"]},
            "赵强＋": {"联系时间": ago(1), "联系内容": "没抄登记号"},
        "吴新": {"联系时间": ago(1), "联系内容": "新来的"},
    })  # fmt: skip
    found = preview(office, given_out)
    assert sorted(landings(found)) == sorted([
        ("李建国", Landing.NEW), ("王芳", Landing.UNREAD), ("赵强", Landing.NEW),
        ("孙丽", Landing.EMPTY), ("钱进", Landing.OUTSIDE), ("李建国", Landing.REPEATED),
        ("吴新", Landing.UNKNOWN), ("赵强", Landing.UNSURE),
    ])  # fmt: skip
    assert found.counts.read == 8 + found.counts.skipped
    assert found.missing == ()
    before = office.history.changes(1)[0].id
    assert office.contact_sheets.accept(found, people=True) == 2
    zhao, li = office.entries(CONTACTS).every()
    assert (li.person_id, li.date, li.way, li.officer) == (
        people["李建国"], ago(2), ContactWay.HOME, "刘支书",
    )  # fmt: skip
    assert (li.content, li.reached, li.next_date) == ("身体健康", True, ago(-30))
    assert (zhao.way, zhao.officer, zhao.reached) == (ContactWay.PHONE, "王敏", False)
    (appeal,) = office.entries(APPEALS).every()
    assert (appeal.content, appeal.contact_id) == ("住房漏雨", li.id)
    assert office.entries(OPINIONS).count() == 0
    assert office.people.get(people["李建国"]).phone == "13900005678"
    done = office.history.changes(1)[0]
    assert done.title == "收回联系登记表：2 人次"
    office.history.undo()
    assert office.entries(CONTACTS).count() == office.entries(APPEALS).count() == 0
    assert office.people.get(people["李建国"]).phone == "13800001234"
    assert done.id == before + 1


def test_the_same_sheet_twice_writes_nothing_twice_and_differences_are_shown(
    office, people, given_out
):
    fill(given_out, {"李建国": {"联系时间": ago(2), "联系内容": "身体健康", "困难诉求": "漏雨",
                                "意见建议": "多走访"}})  # fmt: skip
    office.contact_sheets.accept(preview(office, given_out))
    again = preview(office, given_out)
    assert landings(again)[0] == ("李建国", Landing.SAME)
    with pytest.raises(Problem, match="没有可以登记的行"):
        office.contact_sheets.accept(again)
    fill(given_out, {"李建国": {"联系内容": "住院了"}})
    other = preview(office, given_out)
    (row,) = [item for item in other.rows if item.name == "李建国"]
    assert (row.landing, row.why) == (
        Landing.DIFFERENT, "联系内容已登记“身体健康”，表上是“住院了”",
    )  # fmt: skip
    with pytest.raises(Problem):
        office.contact_sheets.accept(other)
    assert office.contact_sheets.accept(other, over=True) == 1
    (contact,) = office.entries(CONTACTS).every()
    assert (contact.person_id, contact.content) == (people["李建国"], "住院了")
    assert office.entries(APPEALS).count() == office.entries(OPINIONS).count() == 1


def test_a_row_that_was_taken_out_is_told_as_missing(office, people, given_out):
    book = load_workbook(given_out)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    gone = next(n for n in range(4, 9) if sheet.cell(n, heads["姓名"]).value == "孙丽")
    sheet.delete_rows(gone)
    book.save(given_out)
    found = preview(office, given_out)
    assert found.missing == (people["孙丽"],)


def test_somebody_contacted_before_stands_with_the_day(office, people, tmp_path):
    office.contacts.register(
        Visit(contact=Contact(person_id=people["周敏"], date=ago(9), way=ContactWay.PHONE))
    )
    made = office.contact_sheets.workbooks(office.contacts.lines(), tmp_path)
    (entry,) = made[1][1].record.entries
    assert entry.last == ago(9)
