"""Rounds on a real ledger: the scope is fixed at the beginning, the numbers always add up."""

import random
from dataclasses import replace

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.rounds import (
    Finding,
    Round,
    RoundCount,
    RoundKind,
    RoundMember,
    RoundWay,
)

SURVEY = Round(kind=RoundKind.SURVEY, title="2026年全面摸排", year=2026)
TRUE = RoundMember(finding=Finding.TRUE, way=RoundWay.HOME, done_on="2026-03-01", done_by="王干事")


@pytest.fixture
def four(office):
    people = (
        Person(name="甲", community="甲村", categories=("war_veteran",), birth_date="1940"),
        Person(name="乙", community="甲村", categories=("retired_soldier",)),
        Person(name="丙", community="乙社区", categories=("war_veteran",)),
        Person(name="丁", categories=("war_veteran",)),
    )
    return [office.people.save(person).id for person in people]


def _members(office, begun):
    return {place.person_id: place.member_id for place in office.round_results.places(begun.id)}


@pytest.mark.usefixtures("four")
def test_a_round_begins_with_whoever_is_in_its_scope(office):
    survey = office.rounds.begin(SURVEY)
    assert office.rounds.tally(survey.id).whole == RoundCount(open=4)
    paid = office.rounds.begin(Round(kind=RoundKind.CONFIRMATION, title="年度确认", year=2026))
    assert office.rounds.tally(paid.id).whole == RoundCount(open=3)
    assert paid.scope == "享受定期抚恤补助的人员"
    assert [item.title for item in office.rounds.every()] == ["年度确认", "2026年全面摸排"]
    assert office.history.changes(1)[0].title == "开始年度确认：3 人"


def test_a_round_that_cannot_be_is_refused(office):
    with pytest.raises(Problem, match="没有全部在册人员"):
        office.rounds.begin(SURVEY)
    office.people.save(Person(name="甲"))
    with pytest.raises(Problem, match="请填写名称"):
        office.rounds.begin(replace(SURVEY, title=None))
    with pytest.raises(Problem, match="截止时间早于"):
        office.rounds.begin(replace(SURVEY, begun_on="2026-03-01", due="2026-02-01"))
    office.rounds.begin(SURVEY)
    with pytest.raises(Problem, match="还没有完成"):
        office.rounds.begin(replace(SURVEY, title="又一轮"))


@pytest.mark.usefixtures("four")
def test_the_lines_stand_in_the_order_of_the_sheets(office):
    begun = office.rounds.begin(SURVEY)
    lines = office.round_results.page(
        [place.member_id for place in office.round_results.places(begun.id)]
    )
    assert [line.person.name for line in lines] == ["丙", "甲", "乙", "丁"]
    assert [line.home for line in lines] == ["", "年满80周岁", "", ""]
    places = office.round_results.places(begun.id)
    assert [place.home for place in places] == ["", "年满80周岁", "", ""]


def test_results_of_one_and_of_many_are_one_change_each(office, four):
    begun = office.rounds.begin(SURVEY)
    members = _members(office, begun)
    results = office.round_results
    assert results.register([members[four[0]]], TRUE) == 1
    assert results.register([members[who] for who in four[1:3]], TRUE) == 2
    assert [change.title for change in office.history.changes(2)] == [
        "登记2026年全面摸排：2 人 属实", "登记2026年全面摸排：甲 属实",
    ]  # fmt: skip
    tally = office.rounds.tally(begun.id)
    assert tally.whole == RoundCount(settled=3, open=1)
    assert tally.by_community == {
        "甲村": RoundCount(settled=2), "乙社区": RoundCount(settled=1), "": RoundCount(open=1),
    }  # fmt: skip
    office.history.undo()
    assert office.rounds.tally(begun.id).whole == RoundCount(settled=1, open=3)
    assert results.register([], TRUE) == 0


def test_a_result_is_written_over_in_part_and_taken_back_whole(office, four):
    begun = office.rounds.begin(SURVEY)
    results, member = office.round_results, _members(office, begun)[four[0]]
    results.register([member], TRUE)
    results.register([member], RoundMember(finding=Finding.CHANGED, changes="换了电话"))
    stored = results.page([member])[0].member
    assert (stored.way, stored.changes) == (RoundWay.HOME, "换了电话")
    assert results.write(replace(stored, changes=None)).changes is None
    assert results.take_back([member]) == 1
    assert results.take_back([member]) == 0
    assert results.page([member])[0].member.done_on is None


def test_a_result_that_cannot_be_is_refused(office, four):
    begun = office.rounds.begin(SURVEY)
    results, member = office.round_results, _members(office, begun)[four[0]]
    with pytest.raises(Problem, match="请选择结果"):
        results.register([member], RoundMember())
    with pytest.raises(Problem, match="在今天之后"):
        results.register([member], replace(TRUE, done_on="2999-01-01"))
    with pytest.raises(Problem, match="早于"):
        results.register([member], replace(TRUE, done_on="1999-01-01"))


def test_deaths_and_moves_are_odd_until_they_are_registered(office, four):
    begun = office.rounds.begin(SURVEY)
    members = _members(office, begun)
    office.round_results.register([members[four[0]]], RoundMember(finding=Finding.DIED))
    assert office.rounds.tally(begun.id).whole == RoundCount(open=3, odd=1)
    office.people.take_off(four[0], PersonStatus.DECEASED, "2026-02-01", "死亡证明")
    assert office.rounds.tally(begun.id).whole == RoundCount(settled=1, open=3)
    office.people.take_off(four[1], PersonStatus.MOVED_OUT, "2026-02-01", "迁移证")
    assert office.rounds.tally(begun.id).whole == RoundCount(settled=1, open=2, odd=1)


@pytest.mark.usefixtures("four")
def test_who_comes_during_the_round_is_taken_in(office):
    begun = office.rounds.begin(SURVEY)
    late = office.people.save(Person(name="戊"))
    assert office.rounds.newcomers(begun.id) == [late.id]
    assert office.rounds.take_in(begun.id) == 1
    assert office.rounds.take_in(begun.id) == 0
    assert office.rounds.tally(begun.id).whole == RoundCount(open=5)


def test_a_round_is_closed_with_a_reason_and_opened_again(office, four):
    begun = office.rounds.begin(SURVEY)
    with pytest.raises(Problem, match="还有未确认 4 人、异常 0 人"):
        office.rounds.close(begun.id, "2026-12-01")
    with pytest.raises(Problem, match="请填写完成时间"):
        office.rounds.close(begun.id, "", "外出未归")
    closed = office.rounds.close(begun.id, "2026-12-01", "外出未归")
    assert (closed.closed_on, closed.remarks) == ("2026-12-01", "外出未归")
    member = _members(office, begun)[four[0]]
    for refused in (
        lambda: office.round_results.register([member], TRUE),
        lambda: office.rounds.close(begun.id, "2026-12-01"),
        lambda: office.rounds.take_in(begun.id),
    ):
        with pytest.raises(Problem, match="已经完成"):
            refused()
    assert office.rounds.reopen(begun.id).closed_on is None
    assert office.round_results.register([member], TRUE) == 1


def test_the_last_day_somebody_was_found_is_known(office, four):
    results = office.round_results
    assert results.last_verified(four[0]) is None
    begun = office.rounds.begin(SURVEY)
    members = _members(office, begun)
    results.register([members[four[0]]], TRUE)
    results.register([members[four[1]]], RoundMember(finding=Finding.AWAY, done_on="2026-03-01"))
    found = results.last_verified(four[0])
    assert found is not None
    assert found.words == "2026-03-01 上门（2026年全面摸排）"
    assert results.last_verified(four[1]) is None
    assert [member.finding for member in results.of_person(four[1])] == [Finding.AWAY]


@pytest.mark.usefixtures("four")
def test_who_is_open_after_the_last_day_is_overdue(office):
    begun = office.rounds.begin(replace(SURVEY, begun_on="2020-01-01", due="2020-02-01"))
    office.rounds.begin(
        Round(kind=RoundKind.CONFIRMATION, title="确认", year=2026, due="2999-01-01")
    )
    assert office.rounds.overdue() == 4
    office.rounds.close(begun.id, "2020-03-01", "外出")
    assert office.rounds.overdue() == 0


def _work_at_random(office, begun, choose):
    """Something that happens while a round goes on."""
    places = office.round_results.places(begun.id)
    some = choose.sample([place.member_id for place in places], min(len(places), 3))
    person = office.people.get(choose.choice(places).person_id)
    act = choose.randrange(7)
    if act == 0:
        office.round_results.take_back(some)
    elif act == 1:
        office.people.save(Person(name="新", community=choose.choice(("甲村", None))))
    elif act == 2:
        office.rounds.take_in(begun.id)
    elif act == 3 and person.status is PersonStatus.ACTIVE:
        left = choose.choice((PersonStatus.DECEASED, PersonStatus.MOVED_OUT))
        office.people.take_off(person.id, left, "2026-02-01", "证明")
    elif act == 4 and not office.history.next_undo().title.startswith("开始"):
        office.history.undo()
    else:
        finding = choose.choice(list(Finding))
        office.round_results.register(some, RoundMember(finding=finding))


@pytest.mark.usefixtures("four")
@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_everybody_in_the_round_is_counted_once(office, seed):
    begun = office.rounds.begin(SURVEY)
    choose = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    for _ in range(40):
        _work_at_random(office, begun, choose)
        tally = office.rounds.tally(begun.id)
        members = len(office.round_results.places(begun.id))
        parts = tally.by_community.values()
        assert tally.whole.due == members == sum(part.due for part in parts)
        assert tally.whole.odd == sum(part.odd for part in parts)


def test_a_round_is_removed_with_its_results_and_comes_back(office, four):
    begun = office.rounds.begin(SURVEY)
    who = _members(office, begun)
    office.round_results.register([who[four[0]], who[four[1]]], TRUE)
    office.round_results.register([who[four[2]]], replace(TRUE, finding=Finding.DIED))
    office.events.move(four[2], PersonStatus.DECEASED, "2026-03-01", "死亡证明")
    before = office.rounds.tally(begun.id)
    assert office.rounds.remove(begun.id) == 3
    assert office.history.changes(1)[0].title == (
        "删除2026年全面摸排：应 4 = 已 3 + 未 1 + 异常 0（移入回收站）"
    )
    assert office.rounds.every() == []
    assert office.rounds.overdue() == 0
    assert office.round_results.last_verified(four[0]) is None
    assert not [
        e for e in office.people.timeline(four[0]) if "摸排" in e.title and "属实" in e.title
    ]
    assert office.people.get(four[2]).status is PersonStatus.DECEASED
    with pytest.raises(Problem, match="已经在回收站"):
        office.rounds.remove(begun.id)
    (item,) = office.recycle_bin.everything()
    office.recycle_bin.restore(item)
    assert office.rounds.tally(begun.id) == before
    assert office.round_results.last_verified(four[0]).title == "2026年全面摸排"
