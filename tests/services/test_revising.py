"""Changing the rule and the amounts of a standing plan: what is signed or set by hand stays."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitAmount,
    VisitPlan,
    VisitRule,
    VisitUnit,
)
from shuangyong_desktop.services.office import Office

RICE = (Goods("大米", 1, "袋"),)
PLAN = VisitPlan(
    title="2026年春节走访慰问",
    occasion="春节",
    year=2026,
    rule=VisitRule(("war_veteran",)),
    amounts=(VisitAmount("war_veteran", Decimal(600)),),
)
MORE = (VisitAmount("war_veteran", Decimal(800), RICE),)
SIGNED = Receipt(state=ReceiptState.SIGNED, received_on="2026-02-10")
WIDER = VisitRule(("war_veteran", "nuclear_test_veteran"))


@pytest.fixture
def plan(office: Office) -> VisitPlan:
    """A plan for three, 600 yuan each; two others of another class are outside."""
    for name, community, category in (
        ("张永福", "石桥村", "war_veteran"),
        ("李德全", "白杨社区", "war_veteran"),
        ("赵有名", "白杨社区", "war_veteran"),
        ("钱会计", "惠民社区", "nuclear_test_veteran"),
        ("孙老三", "石桥村", "nuclear_test_veteran"),
    ):
        office.people.save(Person(name=name, categories=(category,), community=community))
    return office.visits.create(PLAN).plan


def _units(office: Office, plan: VisitPlan) -> dict[str, VisitUnit]:
    return {unit.name: unit for unit in office.visits.units(plan.id or 0)}


def test_new_amounts_reach_every_unit_without_a_receipt(office: Office, plan: VisitPlan) -> None:
    done = office.visits.revise(replace(plan, amounts=MORE, method=PayoutMethod.CARD))
    assert done.words == "改标准 3 户"
    assert {(unit.money, unit.goods, unit.method) for unit in _units(office, plan).values()} == {
        (Decimal(800), RICE, PayoutMethod.CARD)
    }
    assert office.visits.plan(plan.id or 0).amounts == MORE


def test_it_is_one_change_that_can_be_undone(office: Office, plan: VisitPlan) -> None:
    before = _units(office, plan)
    office.visits.revise(replace(plan, amounts=MORE, rule=WIDER))
    (change, *_) = office.history.changes()
    assert change.title == "修改慰问方案：2026年春节走访慰问"
    office.history.undo(change.id)
    assert _units(office, plan) == before
    assert office.visits.plan(plan.id or 0) == plan


def test_what_was_changed_by_hand_stays_and_is_said(office: Office, plan: VisitPlan) -> None:
    by_hand = replace(_units(office, plan)["李德全"], money=Decimal(1000))
    office.visits.change_unit(by_hand)
    done = office.visits.revise(replace(plan, amounts=MORE))
    assert done.words == "改标准 2 户；手工调整过的 1 户不变（李德全）"
    assert _units(office, plan)["李德全"] == by_hand


def test_a_signed_paper_stays_as_it_was_signed(office: Office, plan: VisitPlan) -> None:
    signed = _units(office, plan)["张永福"]
    office.receipts.register(signed.id or 0, SIGNED)
    done = office.visits.revise(replace(plan, amounts=MORE))
    assert done.words == "改标准 2 户；已登记签收的 1 户不变（张永福）"
    assert _units(office, plan)["张永福"] == signed


def test_where_everything_is_registered_nothing_changes(office: Office, plan: VisitPlan) -> None:
    for unit in _units(office, plan).values():
        office.receipts.register(unit.id or 0, SIGNED)
    with pytest.raises(Problem, match="都已登记签收"):
        office.visits.revise(replace(plan, amounts=MORE))
    assert office.visits.plan(plan.id or 0) == plan


def test_a_wider_rule_takes_people_in_with_their_groups(office: Office, plan: VisitPlan) -> None:
    done = office.visits.revise(replace(plan, rule=WIDER))
    assert done.words == "列入 2 户"
    units = _units(office, plan)
    names = {group.id: group.name for group in office.visits.groups(plan.id or 0)}
    assert names[units["孙老三"].group_id] == names[units["张永福"].group_id] == "石桥村"
    assert names[units["钱会计"].group_id] == "惠民社区"


def test_a_narrower_rule_lets_people_go_but_not_those_added_by_hand(
    office: Office, plan: VisitPlan
) -> None:
    office.visits.add_person(plan.id or 0, 5)
    done = office.visits.revise(replace(plan, rule=replace(plan.rule, communities=("白杨社区",))))
    assert done.words == "移出 1 户"
    assert set(_units(office, plan)) == {"李德全", "赵有名", "孙老三"}


def test_who_was_taken_out_by_hand_does_not_come_back(office: Office, plan: VisitPlan) -> None:
    office.visits.leave_out(plan.id or 0, {_units(office, plan)["李德全"].id or 0})
    office.visits.revise(replace(plan, rule=WIDER, amounts=MORE))
    assert "李德全" not in _units(office, plan)


def test_a_rule_that_leaves_nobody_changes_nothing(office: Office, plan: VisitPlan) -> None:
    with pytest.raises(Problem, match="没有选到人"):
        office.visits.revise(replace(plan, rule=VisitRule(("martyr_survivor",))))
    assert len(_units(office, plan)) == 3


def test_looking_at_it_writes_nothing(office: Office, plan: VisitPlan) -> None:
    assert office.visits.revision(replace(plan, amounts=MORE)).touched == 3
    assert office.visits.revision(plan).touched == 0
    assert office.visits.revision(plan).words == "没有要改的户"
    assert office.visits.plan(plan.id or 0) == plan
