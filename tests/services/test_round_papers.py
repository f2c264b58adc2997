"""The papers of a round: gathered from the ledger, drawn in the worker."""

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.rounds import Finding, Round, RoundKind, RoundMember, RoundWay
from shuangyong_desktop.services.round_papers import SheetOptions

NUMBER = "510222195803066110"


@pytest.fixture
def begun(office):
    for person in (
        Person(name="李建国", id_number=NUMBER, birth_date="1940-03-06", phone="13800001234",
               community="惠民社区", address="3组", categories=("war_veteran",)),
        Person(name="王芳", community="惠民社区", birth_date="1970", address="5组"),
        Person(name="赵强", kin_phone="13900005678", health="卧床", registered_address="1组"),
    ):  # fmt: skip
        office.people.save(person)
    return office.rounds.begin(
        Round(kind=RoundKind.SURVEY, title="2026年全面摸排", year=2026, due="2999-10-31")
    ).id


def test_the_sheets_are_masked_unless_a_purpose_is_given(office, begun):
    paper = office.round_papers.sheets(begun)
    (first, second) = paper.record.volumes
    assert (first.community, second.community) == ("惠民社区", "")
    assert (first.entries[0].id_number, first.entries[0].phone) == (
        "5102**********6110", "138****1234",
    )  # fmt: skip
    assert (paper.count, paper.note, paper.record.due) == (3, "", "2999年10月31日")
    with pytest.raises(Problem, match="写明用途"):
        office.round_papers.sheets(begun, SheetOptions(full=True))
    full = office.round_papers.sheets(begun, SheetOptions(full=True, purpose="报区局"))
    assert full.record.volumes[0].entries[0].id_number == NUMBER
    assert full.note == "输出2026年全面摸排核对表：3 人，完整证件号，用途：报区局"


def test_one_community_or_only_the_waiting_can_be_printed(office, begun):
    one = office.round_papers.sheets(begun, SheetOptions(community="惠民社区"))
    assert one.count == 2
    with pytest.raises(Problem, match="没有要核对的人员"):
        office.round_papers.sheets(begun, SheetOptions(community="别处"))
    member = office.round_results.places(begun)[0].member_id
    office.round_results.register([member], RoundMember(finding=Finding.TRUE, way=RoundWay.HOME))
    assert office.round_papers.sheets(begun, SheetOptions(waiting=True)).count == 2
    entry = office.round_papers.sheets(begun).record.entries[0]
    assert (entry.finding, entry.way) == ("属实", "上门")


def test_every_community_gets_a_workbook_of_its_own(office, begun, tmp_path):
    made = office.round_papers.workbooks(begun, tmp_path)
    assert [path.name for path, _ in made] == [
        "2026年全面摸排核对表_惠民社区.xlsx", "2026年全面摸排核对表_未登记村（社区）.xlsx",
    ]  # fmt: skip
    assert [paper.count for _, paper in made] == [2, 1]
    office.papers.hand_out(made[0][1], made[0][0])
    assert made[0][0].stat().st_size > 0


def test_the_home_list_is_a_route_sheet_with_telephones_in_full(office, begun, tmp_path):
    paper = office.round_papers.home_list(begun)
    calls = [call for group in paper.record.groups for call in group.calls]
    assert [(call.name, call.phone, call.why) for call in calls] == [
        ("李建国", "13800001234", "年满80周岁"), ("赵强", "13900005678", "卧床或不能自理"),
    ]  # fmt: skip
    office.papers.hand_out(paper, tmp_path / "上门名单.pdf")
    office.papers.hand_out(paper, tmp_path / "上门名单.xlsx")
    assert (tmp_path / "上门名单.pdf").read_bytes().startswith(b"%PDF")


def test_the_waiting_list_says_why_and_carries_the_numbers(office, begun):
    places = office.round_results.places(begun)
    office.round_results.register([places[0].member_id], RoundMember(finding=Finding.AWAY))
    office.people.take_off(places[1].person_id, PersonStatus.MOVED_OUT, "2026-01", "迁移证")
    groups = office.round_papers.waiting_list(begun).record.groups
    assert groups[0].community == "惠民社区　应 2 = 已 0 + 未 0 + 异常 2"
    whys = [call.why for group in groups for call in group.calls]
    assert whys == ["外出", "已迁出，未登记结果", "未确认"]
    ages = [call.age for group in groups for call in group.calls]
    assert ages[2] == ""
    assert ages[1].count("至") == 1


def test_a_list_of_nobody_is_a_problem(office, begun):
    for place in office.round_results.places(begun):
        office.round_results.register([place.member_id], RoundMember(finding=Finding.TRUE))
    with pytest.raises(Problem, match="没有未完成的人员"):
        office.round_papers.waiting_list(begun)
    with pytest.raises(Problem, match="没有需要上门"):
        office.round_papers.home_list(begun)


def test_the_sheets_are_drawn_as_pdf(office, begun, tmp_path):
    paper = office.round_papers.sheets(begun)
    office.papers.hand_out(paper, tmp_path / "核对表.pdf")
    assert (tmp_path / "核对表.pdf").read_bytes().startswith(b"%PDF")
