"""Sheets that come back: filled in by our own workbook, altered, or from the bureau's system."""

import pytest
from openpyxl import load_workbook

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.returns import Landing
from shuangyong_desktop.domain.rounds import Finding, Round, RoundKind, RoundMember, RoundWay
from shuangyong_desktop.services.round_returns import Assumed

NUMBER = "510222195803066110"
AS_WRITTEN = Assumed()
SYSTEM = ("序号", "姓名", "身份证号", "确认状态", "认证时间")


@pytest.fixture
def begun(office):
    for person in (
        Person(name="李建国", id_number=NUMBER, birth_date="1958-03-06", phone="13800001234",
               community="惠民社区", address="1组"),
        Person(name="王芳", community="惠民社区", birth_date="1970-01-01", address="2组"),
        Person(name="赵强", community="惠民社区", address="3组"),
        Person(name="孙丽", community="惠民社区", address="4组"),
        Person(name="周敏", community="石盘村", address="5组"),
    ):  # fmt: skip
        office.people.save(person)
    return office.rounds.begin(Round(kind=RoundKind.SURVEY, title="摸排", year=2026)).id


def _members(office, begun):
    lines = office.round_results.page([p.member_id for p in office.round_results.places(begun)])
    return {line.person.name: line.member for line in lines}


def _preview(office, begun, path, assumed=AS_WRITTEN):
    sheet = office.round_returns.read(path, office.round_returns.categories())
    return office.round_returns.preview(begun, sheet, assumed)


def _landings(preview):
    return {row.name: row.landing for row in preview.rows}


def test_our_own_workbook_comes_back_filled_in_with_rows_moved_and_added(office, begun, tmp_path):
    (path, paper), _ = office.round_papers.workbooks(begun, tmp_path)
    office.papers.hand_out(paper, path)
    book = load_workbook(path)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    rows = {sheet.cell(line, heads["姓名"]).value: line for line in range(4, 8)}
    sheet.cell(rows["李建国"], heads["结果"]).value = "属实"
    sheet.cell(rows["李建国"], heads["联系电话"]).value = "13900005678"
    sheet.cell(rows["王芳"], heads["结果"]).value = "去世"
    sheet.cell(rows["王芳"], heads["确认方式"]).value = "上门"
    sheet.cell(rows["赵强"], heads["结果"]).value = "不知道"
    sheet.delete_rows(rows["孙丽"])
    sheet.insert_rows(4)
    for head, value in (("姓名", "钱新"), ("结果", "属实"), ("序号", 9)):
        sheet.cell(4, heads[head]).value = value
    book.save(path)

    preview = _preview(office, begun, path)
    assert _landings(preview) == {
        "钱新": Landing.UNKNOWN, "李建国": Landing.NEW, "王芳": Landing.NEW, "赵强": Landing.UNREAD,
    }  # fmt: skip
    assert preview.counts.read == 4 + preview.counts.skipped
    members = _members(office, begun)
    assert preview.missing == (members["孙丽"].id,)

    assert office.round_returns.accept(begun, preview, people=True) == 2
    members = _members(office, begun)
    assert members["李建国"].finding is Finding.CHANGED
    assert members["李建国"].changes == "联系电话：13800001234 → 13900005678"
    assert (members["王芳"].finding, members["王芳"].way) == (Finding.DIED, RoundWay.HOME)
    assert office.people.get(members["李建国"].person_id).phone == "13900005678"
    assert office.history.changes(1)[0].title == "收回摸排核对表：2 人"
    office.history.undo()
    assert _members(office, begun)["李建国"].finding is None
    assert office.people.get(members["李建国"].person_id).phone == "13800001234"


def test_a_list_of_the_bureau_is_taken_in_by_number_and_name(office, begun, write_sheet):
    path = write_sheet(
        (1, "李建国", NUMBER, "已认证", "2026-03-01"),
        (2, "李建国", NUMBER, "已认证", "2026-03-01"),
        (3, "周敏", "", "未认证", ""),
        headings=SYSTEM,
    )
    members = _members(office, begun)
    preview = _preview(office, begun, path, Assumed(way=RoundWay.SYSTEM))
    landings = [row.landing for row in preview.rows]
    assert landings[:2] == [Landing.NEW, Landing.REPEATED]
    assert landings[2] in (Landing.UNSURE, Landing.EMPTY)
    office.round_returns.accept(begun, preview)
    stored = _members(office, begun)["李建国"]
    assert (stored.way, stored.done_on) == (RoundWay.SYSTEM, "2026-03-01")
    assert stored.id == members["李建国"].id


def test_a_list_of_names_alone_can_mean_that_all_are_confirmed(office, begun, write_sheet):
    path = write_sheet((1, "李建国", NUMBER, "惠民社区", "", "", ""))
    empty = _preview(office, begun, path)
    assert [row.landing for row in empty.rows] == [Landing.EMPTY]
    with pytest.raises(Problem, match="没有可以登记的行"):
        office.round_returns.accept(begun, empty)
    preview = _preview(office, begun, path, Assumed(Finding.TRUE, RoundWay.SYSTEM, "2026-03-01"))
    assert office.round_returns.accept(begun, preview) == 1


def test_what_differs_from_what_is_registered_waits_to_be_allowed(office, begun, write_sheet):
    member = _members(office, begun)["李建国"]
    office.round_results.register([member.id], RoundMember(finding=Finding.AWAY))
    path = write_sheet((1, "李建国", NUMBER, "属实", ""), headings=SYSTEM)
    preview = _preview(office, begun, path)
    assert preview.rows[0].landing is Landing.DIFFERENT
    assert preview.rows[0].why == "已登记“外出”，表上是“属实”"
    with pytest.raises(Problem, match="没有可以登记"):
        office.round_returns.accept(begun, preview)
    assert office.round_returns.accept(begun, preview, over=True) == 1
    assert _preview(office, begun, path).rows[0].landing is Landing.SAME
    office.rounds.close(begun, "2026-12-01", "完")
    with pytest.raises(Problem, match="已经完成"):
        office.round_returns.accept(begun, preview, over=True)


def test_somebody_who_is_not_in_the_round_is_named_so(office, begun, write_sheet):
    gone = office.people.save(
        Person(name="吴刚", birth_date="1960-01-01", status=PersonStatus.MOVED_OUT)
    )
    assert gone.id
    path = write_sheet(
        (1, "吴刚", "", "1960-01-01", "属实"),
        headings=("序号", "姓名", "身份证号", "出生日期", "结果"),
    )
    (row,) = _preview(office, begun, path).rows
    assert (row.landing, row.why) == (
        Landing.OUTSIDE, "台账里有这个人（迁出），不在本轮范围",
    )  # fmt: skip
