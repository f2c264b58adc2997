from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.visits import Goods, VisitAmount, VisitPlan, VisitRule, total

RICE = Goods("大米", 1, "袋")
PLAN = VisitPlan(
    title="2026年春节走访慰问",
    occasion="春节",
    year=2026,
    amounts=(VisitAmount("war_veteran", Decimal("600.50"), (RICE,)),),
)


@pytest.fixture
def visits(office):
    for name, community, born, status in (
        ("张永福", "石桥村", "1940-01-01", PersonStatus.ACTIVE),
        ("李德全", "白杨社区", "1970-01-01", PersonStatus.ACTIVE),
        ("赵无名", "白杨社区", None, PersonStatus.ACTIVE),
        ("王明学", "石桥村", "1940-01-01", PersonStatus.DECEASED),
    ):
        office.people.save(
            Person(name=name, categories=("war_veteran",), community=community, birth_date=born,
                   status=status)
        )  # fmt: skip
    return office.visits


def test_a_plan_holds_everybody_its_rule_chooses(visits):
    made = visits.create(PLAN)
    units = visits.units(made.plan.id)
    assert made.units == len(units) == 3
    assert total(units).money == Decimal("1801.50")
    assert [group.name for group in visits.groups(made.plan.id)] == ["白杨社区", "石桥村"]
    assert all(unit.group_id for unit in units)
    assert visits.plan(made.plan.id).amounts == PLAN.amounts


def test_whom_an_age_limit_cannot_judge_is_named(visits):
    rule = VisitRule(least_age=80, age_day=date(2026, 2, 17))
    made = visits.create(replace(PLAN, rule=rule))
    assert made.units == 1
    assert [person.name for person in made.undecided] == ["赵无名"]
    assert visits.plan(made.plan.id).rule == rule


def test_a_rule_that_chooses_nobody_makes_no_plan(visits):
    with pytest.raises(Problem, match="没有选到人"):
        visits.create(replace(PLAN, rule=VisitRule(("martyr_survivor",))))
    assert visits.plans() == []


def test_making_a_plan_is_one_change_that_can_be_undone(office, visits):
    made = visits.create(PLAN)
    assert office.history.undo().title == "新增慰问方案：2026年春节走访慰问"
    assert visits.plans() == []
    office.history.redo()
    assert len(visits.units(made.plan.id)) == 3


def test_units_can_be_changed_and_left_out(office, visits):
    plan_id = visits.create(PLAN).plan.id
    first, second, _ = visits.units(plan_id)
    visits.change_unit(replace(first, money=Decimal(800)))
    assert visits.leave_out(plan_id, {second.id}) == 1
    assert [unit.money for unit in visits.units(plan_id)] == [Decimal(800), Decimal("600.50")]
    office.history.undo()
    assert len(visits.units(plan_id)) == 3


def test_a_unit_keeps_what_it_was_when_the_person_changes(office, visits):
    plan_id = visits.create(PLAN).plan.id
    unit = visits.units(plan_id)[0]
    person = office.people.get(unit.person_id)
    office.people.save(replace(person, address="新地址1号"))
    assert visits.units(plan_id)[0].address == unit.address


def test_plans_can_be_listed_by_year(visits):
    visits.create(PLAN)
    visits.create(replace(PLAN, year=2027, title="2027年春节走访慰问"))
    assert [plan.year for plan in visits.plans()] == [2027, 2026]
    assert [plan.year for plan in visits.plans(2026)] == [2026]
    with pytest.raises(KeyError):
        visits.plan(99)


def test_never_visited_are_those_of_the_age_that_the_plan_is_for(office):
    for name, born in (("周八十", "1940-01-01"), ("吴年轻", "1990-01-01")):
        office.people.save(Person(name=name, birth_date=born, community="石桥村"))
    rule = VisitRule(least_age=80, age_day=date(2026, 1, 1))
    plan = VisitPlan(title="高龄", occasion="重阳节", year=2026, rule=rule)
    number = office.visits.create(plan).plan.id or 0
    for name, born in (("郑后来", "1941-01-01"), ("冯年轻", "1991-01-01")):
        office.people.save(Person(name=name, birth_date=born, community="石桥村"))
    assert [person.name for person in office.visits.missing(number).never] == ["郑后来"]
