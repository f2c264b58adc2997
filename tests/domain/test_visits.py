from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    UnitKind,
    VisitAmount,
    VisitPlan,
    VisitRule,
    VisitUnit,
    amount_for,
    by_category,
    by_community,
    groups_by_community,
    plan_units,
    read_goods,
    select,
    total,
    unknown_amounts,
)

RICE = Goods("大米", 1, "袋", "10千克/袋")
OIL = Goods("菜油", 1, "桶", "5升/桶")
AMOUNTS = (
    VisitAmount("war_veteran", Decimal(600), (RICE, OIL)),
    VisitAmount("disabled_serviceman", Decimal(800), (RICE,)),
)
PLAN = VisitPlan(title="春节慰问", occasion="春节", year=2026, amounts=AMOUNTS)
DAY = date(2026, 2, 17)


def person(name="张三", *categories, **others):
    return Person(name=name, categories=categories or ("war_veteran",), **others)


def chosen(rule, *people):
    return [found.name for found in select(people, rule).chosen]


def test_a_rule_chooses_by_category_community_and_tag():
    zhang = person("张三", community="石桥村", tags=("重点",))
    li = person("李四", "martyr_survivor", community="白杨社区")
    assert chosen(VisitRule(), zhang, li) == ["张三", "李四"]
    assert chosen(VisitRule(("war_veteran",)), zhang, li) == ["张三"]
    assert chosen(VisitRule(communities=("白杨社区",)), zhang, li) == ["李四"]
    assert chosen(VisitRule(tags=("重点",)), zhang, li) == ["张三"]


@pytest.mark.parametrize(
    "status", [PersonStatus.DECEASED, PersonStatus.MOVED_OUT, PersonStatus.REMOVED]
)
def test_only_people_on_the_ledger_are_visited(status):
    assert chosen(VisitRule(), person(status=status)) == []


def test_an_age_limit_counts_on_the_day_it_names_and_shows_whom_it_cannot_judge():
    old = person("老", birth_date="1946-02-17")
    young = person("少", birth_date="1946-02-18")
    unknown = person("疑", birth_date="1946")
    nothing = person("无")
    found = select([old, young, unknown, nothing], VisitRule(least_age=80, age_day=DAY))
    assert [item.name for item in found.chosen] == ["老"]
    assert [item.name for item in found.undecided] == ["疑", "无"]


def test_an_upper_age_limit_includes_the_year_it_names():
    rule = VisitRule(most_age=17, age_day=DAY)
    assert chosen(rule, person("甲", birth_date="2008-02-18")) == ["甲"]
    assert chosen(rule, person("乙", birth_date="2008-02-17")) == []


def test_an_age_limit_without_a_day_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="day"):
        select([person()], VisitRule(least_age=80))


def test_several_categories_get_one_share_the_highest():
    assert amount_for(("war_veteran", "disabled_serviceman"), AMOUNTS) == AMOUNTS[1]
    same = (VisitAmount("a", Decimal(5)), VisitAmount("b", Decimal(5)))
    assert amount_for(("b", "a"), same) == same[0]


def test_a_line_without_category_covers_all_others():
    rest = VisitAmount("", Decimal(200))
    assert amount_for(("serviceman",), (*AMOUNTS, rest)) == rest
    assert amount_for(("war_veteran",), (*AMOUNTS, rest)) == AMOUNTS[0]
    assert amount_for(("serviceman",), AMOUNTS) is None


def test_whoever_no_line_covers_is_shown_not_hidden():
    units = plan_units(PLAN, [person("甲"), person("乙", "serviceman"), person("丙", "")])
    assert sorted(unit.name for unit in unknown_amounts(units)) == ["丙", "乙"]


def test_units_stand_in_the_order_a_community_is_walked():
    people = [
        person("丙", community="白杨社区", address="白杨社区10组2号"),
        person("乙", community="白杨社区", address="白杨社区2组11号"),
        person("甲", community="白杨社区", address="白杨社区2组3号"),
    ]
    assert [unit.name for unit in plan_units(PLAN, people)] == ["甲", "乙", "丙"]


def test_a_household_gets_one_unit_that_of_its_highest_member():
    plan = replace(PLAN, one_per_household=True)
    people = [
        person("夫", household_id=1),
        person("妻", "disabled_serviceman", household_id=1),
        person("子", household_id=1),
        person("邻"),
    ]
    units = plan_units(plan, people)
    assert sorted((unit.name, unit.kind) for unit in units) == [
        ("妻", UnitKind.HOUSEHOLD),
        ("邻", UnitKind.PERSON),
    ]
    assert len(plan_units(PLAN, people)) == 4


def test_the_payout_cell_names_money_and_goods():
    unit = VisitUnit(name="张三", money=Decimal(1), goods=(RICE,), method=PayoutMethod.CARD)
    assert unit.method_words == "社保卡\n实物"
    assert replace(unit, goods=()).method_words == "社保卡"
    assert replace(unit, money=Decimal(0)).method_words == "实物"


def test_groups_follow_the_communities_and_nobody_is_left_out():
    units = plan_units(PLAN, [person("甲", community="石桥村"), person("乙")])
    assert [group.name for group in groups_by_community(units)] == ["石桥村", "未登记村（社区）"]


def test_the_title_of_the_book_is_the_campaigns():
    assert PLAN.paper_title == "2026年春节慰问金（品）发放签收册"


UNITS = st.lists(
    st.builds(
        VisitUnit,
        name=st.just("甲"),
        category=st.sampled_from(["war_veteran", "disabled_serviceman", "other"]),
        community=st.sampled_from(["石桥村", "白杨社区", ""]),
        money=st.decimals(0, 99999, places=2),
        goods=st.lists(st.builds(Goods, st.sampled_from(["大米", "菜油"]), st.integers(1, 9)),
                       max_size=2).map(tuple),
    ),
    max_size=30,
)  # fmt: skip


@given(UNITS)
def test_parts_always_add_up_to_the_whole(units):
    for parts in (by_community(units), by_category(units, ["war_veteran"])):
        sums = [total(part) for part in parts.values()]
        assert sum(part.units for part in sums) == len(units)
        assert sum((part.money for part in sums), Decimal(0)) == total(units).money
        whole = {item.name: item.quantity for item in total(units).goods}
        for name, quantity in whole.items():
            assert quantity == sum(
                item.quantity for part in sums for item in part.goods if item.name == name
            )


def test_categories_keep_the_order_of_the_plan():
    units = [VisitUnit(name="甲", category=code) for code in ("x", "b", "a")]
    assert list(by_category(units, ["a", "b"])) == ["a", "b", "x"]


def test_goods_are_read_as_the_clerk_writes_them():
    assert read_goods("大米1袋、菜油 2桶（5升/桶）") == (
        Goods("大米", 1, "袋"),
        Goods("菜油", 2, "桶", "5升/桶"),
    )
    assert read_goods("棉被1") == (Goods("棉被", 1, "份"),)
    assert read_goods("") == ()


@pytest.mark.parametrize("text", ["大米", "1袋", "大米0袋", "大米1袋、？"])
def test_goods_without_name_or_number_are_asked_about(text):
    with pytest.raises(Problem, match="品名、数量、单位"):
        read_goods(text)


@given(st.builds(Goods, st.sampled_from(["大米", "食用油"]), st.integers(1, 999),
                 st.sampled_from(["袋", "桶"])))  # fmt: skip
def test_goods_survive_being_written_and_read(goods):
    assert read_goods(str(goods)) == (goods,)
