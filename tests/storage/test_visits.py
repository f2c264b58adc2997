from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.visits import (
    Delivery,
    Goods,
    PayoutMethod,
    UnitKind,
    VisitAmount,
    VisitGroup,
    VisitPlan,
    VisitRule,
    VisitUnit,
)
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.visits import Visits

RICE = Goods("大米", 1, "袋", "10千克/袋")
PLAN = VisitPlan(
    title="2026年春节慰问",
    occasion="春节",
    year=2026,
    rule=VisitRule(categories=("war_veteran",), least_age=80, age_day=date(2026, 2, 17)),
    amounts=(VisitAmount("war_veteran", Decimal("500.50"), (RICE,)), VisitAmount("", Decimal(200))),
    delivery=Delivery.LEADERS,
    method=PayoutMethod.CARD,
    one_per_household=True,
)
UNIT = VisitUnit(
    name="王建国",
    id_number="500222195002016019",
    category="war_veteran",
    community="石盘村",
    address="石盘村1组",
    phone="13800001234",
    money=Decimal("500.50"),
    goods=(RICE, Goods("食用油", 2, "桶")),
    method=PayoutMethod.TRANSFER,
)


@pytest.fixture
def visits(ledger: Ledger) -> Visits:
    return Visits(ledger)


@pytest.fixture
def plan_id(ledger: Ledger, visits: Visits) -> int:
    with ledger.transaction("新增方案") as change:
        return visits.add_plan(change, PLAN)


def test_a_plan_comes_back_as_written(visits: Visits, plan_id: int):
    assert visits.plan(plan_id) == replace(PLAN, id=plan_id)
    assert visits.plans() == visits.plans(2026) == [replace(PLAN, id=plan_id)]
    assert visits.plans(2025) == []
    with pytest.raises(KeyError):
        visits.plan(99)


def test_groups_and_units_come_back_in_order(ledger: Ledger, visits: Visits, plan_id: int):
    organisation = VisitUnit(name="某部队", kind=UnitKind.ORGANISATION, money=Decimal(10000))
    with ledger.transaction("生成慰问名单") as change:
        groups = visits.add_groups(
            change, plan_id, [VisitGroup(name="石盘村", communities=("石盘村",)),
                              VisitGroup(name="部队", lead_official="张主任")]
        )  # fmt: skip
        visits.add_units(
            change,
            plan_id,
            [replace(UNIT, group_id=groups[0]), replace(organisation, group_id=groups[1])],
        )
    assert [group.name for group in visits.groups(plan_id)] == ["石盘村", "部队"]
    assert visits.groups(plan_id)[0].communities == ("石盘村",)
    assert visits.units(plan_id) == [
        replace(UNIT, id=1, group_id=1),
        replace(organisation, id=2, group_id=2),
    ]
    assert [unit.name for unit in visits.units(plan_id, groups[1])] == ["某部队"]


def test_what_is_changed_or_removed_can_be_undone(ledger: Ledger, visits: Visits, plan_id: int):
    with ledger.transaction("生成") as change:
        visits.add_units(change, plan_id, [UNIT, replace(UNIT, name="李")])
    first, second = visits.units(plan_id)
    with ledger.transaction("改慰问金") as change:
        assert visits.update_unit(change, replace(first, money=Decimal(600)))
        assert visits.update_plan(change, replace(PLAN, id=plan_id, title="新名称"))
        visits.remove_units(change, [second])
    assert [unit.money for unit in visits.units(plan_id)] == [Decimal(600)]
    history = History(ledger)
    edits = [(e.subject, e.label, e.before, e.after) for e in history.edits(4)]
    assert ("慰问单元“王建国”", "慰问金", "500.50", "600.00") in edits
    history.undo(4)
    assert visits.units(plan_id) == [first, second]
    assert visits.plan(plan_id).title == PLAN.title


def test_what_was_never_stored_cannot_be_changed(ledger: Ledger, visits: Visits):
    with ledger.transaction("错") as change, pytest.raises(ValueError, match="never stored"):
        visits.update_unit(change, UNIT)
