from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.registers import Due
from shuangyong_desktop.domain.rolls import ROLLS
from shuangyong_desktop.domain.rolls.asking import months_after
from shuangyong_desktop.domain.rolls.funds import FundEntry, FundSum, balances, summed
from shuangyong_desktop.domain.rolls.leading import Member, members_on
from shuangyong_desktop.domain.rolls.pairs import PAIRS, Pair
from shuangyong_desktop.domain.rolls.policies import POLICIES, Policy, citation, in_force
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS, RoleModel
from shuangyong_desktop.domain.rolls.serving import (
    CONSCRIPTS,
    MERIT_NOTICES,
    SERVICEMEN,
    Conscript,
    MeritNotice,
    Serviceman,
    deliverer,
)
from shuangyong_desktop.domain.rolls.sites import INSPECTIONS, SITES, Inspection, Site
from shuangyong_desktop.domain.rolls.supporters import MERCHANTS, Merchant
from shuangyong_desktop.domain.rolls.worries import EMPLOYMENT, Employment

TODAY = date(2026, 7, 29)


@pytest.mark.parametrize("register", ROLLS, ids=lambda register: register.table)
def test_a_register_is_declared_whole(register):
    record = register.record()
    keys = {column.key for column in register.schema}
    assert register.plain
    assert register.title
    assert register.box
    assert {register.date, register.named, *register.steps} <= keys
    assert not register.follows or register.follows in keys
    assert any(column.required for column in register.schema)
    assert register.step(record) == ""
    assert register.asks is None or register.asks(record, TODAY) is None
    assert register.idle is None or register.idle(record, None, TODAY) is None


@pytest.mark.parametrize("register", ROLLS, ids=lambda register: register.table)
def test_a_heading_means_one_column_of_a_register(register):
    headings = [words for column in register.schema for words in (column.label, *column.aliases)]
    assert sorted(headings) == sorted(set(headings))


def test_no_two_registers_share_a_name():
    names = [register.table for register in ROLLS]
    assert len(names) == len(set(names))


def test_units_of_the_army_are_asked_for_with_the_hint_and_lists_of_soldiers_are_internal():
    for register in (PAIRS, MERIT_NOTICES):
        assert "不要填写番号" in register.hint
    for register in (SERVICEMEN, MERIT_NOTICES, CONSCRIPTS):
        assert register.mark == "内部资料，注意保管"
    region = SERVICEMEN.schema["region"]
    assert region.write("高原") == "高原"
    assert region.write("高原", masked=True) == ""


@pytest.mark.parametrize(
    ("filled", "reached", "waiting"),
    [
        ({}, "", "date"),
        ({"date": "2026-01"}, "date", "chosen_on"),
        ({"date": "2026-01", "sent_off_on": "2026-03-18"}, "sent_off_on", "family_filed_on"),
        ({"allowance_on": "2026-12"}, "allowance_on", ""),
    ],
)
def test_a_conscript_goes_from_step_to_step(filled, reached, waiting):
    record = Conscript(**filled)
    assert CONSCRIPTS.step(record) == reached
    assert CONSCRIPTS.next_step(record) == waiting


ASKING = [
    (PAIRS, Pair(until="2026-09-27"), "2026-09-27", "协议到期"),
    (PAIRS, Pair(until="2026-09-28"), None, ""),
    (PAIRS, Pair(until="2026-08-01", ended_on="2026-07-01"), None, ""),
    (SITES, Site(cycle=3, date="2026-04-30"), "2026-07-30", "更换宣传内容"),
    (SITES, Site(cycle=6, date="2026-04-30"), None, ""),
    (SITES, Site(cycle=3, date="2026-04-30", ended_on="2026-05-01"), None, ""),
    (INSPECTIONS, Inspection(site="碑", next_on="2026-08-12"), "2026-08-12", "巡查碑"),
    (INSPECTIONS, Inspection(site="碑", next_on="2026-08-13"), None, ""),
    (INSPECTIONS, Inspection(site="碑", date="2026-07-01", problem="漆落"), "2026-07-01", "整改"),
    (INSPECTIONS, Inspection(problem="漆落", handled_on="2026-07-02"), None, ""),
    (MERCHANTS, Merchant(date="2025-08-20"), "2026-08-20", "年度核查"),
    (MERCHANTS, Merchant(date="2024-08-20", checked_on="2026-03"), None, ""),
    (MERCHANTS, Merchant(until="2026-08-15", checked_on="2026-03"), "2026-08-15", "协议到期"),
    (MERCHANTS, Merchant(date="2024", ended_on="2025"), None, ""),
    (MERCHANTS, Merchant(until="2027-08-15", checked_on="2026-03"), None, ""),
    (POLICIES, Policy(until="2026-08-20"), "2026-08-20", "即将失效"),
    (POLICIES, Policy(until="2026-07-20"), None, ""),
    (EMPLOYMENT, Employment(name="甲", date="2026-07-01"), "2026-07-16", "对接需求：甲"),
    (EMPLOYMENT, Employment(date="2026-07-20"), None, ""),
    (EMPLOYMENT, Employment(date="2026-01", unsolved="本人放弃"), None, ""),
    (EMPLOYMENT, Employment(date="2026-01", matched_on="2026-02", settled_on="2026-03",
                            revisited_on="2026-04"), None, ""),
    (ROLE_MODELS, RoleModel(name="乙", notice_until="2026-07-28"), "2026-07-28", "报批命名：乙"),
    (ROLE_MODELS, RoleModel(notice_until="2026-07-28", named_on="2026-07-29"), None, ""),
    (ROLE_MODELS, RoleModel(notice_until="2026-08-01"), None, ""),
    (SERVICEMEN, Serviceman(name="丙", leaves="2026-08-15"), "2026-08-15", "预计退役"),
    (MERIT_NOTICES, MeritNotice(name="丁", date="2026-07-28"), "2026-07-31", "登记喜报：丁"),
    (MERIT_NOTICES, MeritNotice(date="2026-06-01", delivered_on="2026-06-20"), "2026-07-05",
     "反馈"),
    (MERIT_NOTICES, MeritNotice(delivered_on="2026-06-20", reported_on="2026-06-25"), None, ""),
    (CONSCRIPTS, Conscript(name="戊", sent_off_on="2026-07-15"), "2026-07-30", "建军属档案：戊"),
    (CONSCRIPTS, Conscript(sent_off_on="2026-03", withdrawn="退兵"), None, ""),
    (CONSCRIPTS, Conscript(sent_off_on="2026-03", family_filed_on="2026-04", plaque_on="2026-07"),
     None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("register", "record", "on", "words"), ASKING)
def test_a_record_asks_when_its_time_comes(register, record, on, words):
    asked = register.asks(record, TODAY)
    assert (asked.on if asked else None) == on
    assert words in (asked.words if asked else "")


@pytest.mark.parametrize(
    ("pair", "held", "asked"),
    [
        (Pair(date="2025-01-01"), "2026-02-01", None),
        (Pair(date="2025-01-01"), "2026-01-20", Due("2026-07-20", "半年没有共建活动")),
        (Pair(date="2026-01-20"), None, Due("2026-07-20", "半年没有共建活动")),
        (Pair(date="2025-01-01", ended_on="2026-01-01"), None, None),
        (Pair(), None, None),
    ],
)
def test_a_pair_that_did_nothing_together_for_half_a_year_asks(pair, held, asked):
    assert PAIRS.idle(pair, held, TODAY) == asked


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        ("2026-01-31", 1, date(2026, 2, 28)),
        ("2026-02", 12, date(2027, 2, 28)),
        ("2025", 2, date(2026, 2, 28)),
        ("2026-01-01", 100_000, date(2126, 1, 1)),
    ],
)
def test_months_are_counted_from_the_last_day_that_is_meant(day, months, after):
    assert months_after(day, months) == after


def test_the_minutes_of_a_day_show_the_members_of_that_day():
    old = Member(id=1, name="甲", post="副组长", date="2023-05", until="2025-02-12")
    new = Member(id=2, name="乙", post="副组长", date="2025-02-13")
    head = Member(id=3, name="丙", post="组长", date="2023")
    clerk = Member(id=4, name="丁", post="联络组", date=None)
    everybody = [clerk, new, old, head]

    def names(day: date) -> list[str]:
        return [member.name for member in members_on(everybody, day)]

    assert names(date(2024, 6, 1)) == ["丙", "甲", "丁"]
    assert names(date(2025, 2, 12)) == ["丙", "甲", "丁"]
    assert names(date(2025, 2, 13)) == ["丙", "乙", "丁"]
    assert names(date(2022, 12, 31)) == ["丁"]


@pytest.mark.parametrize(
    ("award", "who"),
    [("三等功", "区退役"), ("一等功", "市级"), ("荣誉称号", "省级"), ("“四有”优秀士兵", "街道"),
     ("嘉奖", ""), (None, "")],
)  # fmt: skip
def test_who_delivers_follows_from_the_award(award, who):
    assert deliverer(award).startswith(who)
    assert bool(deliverer(award)) == bool(who)


def test_a_policy_is_cited_by_title_and_number_while_it_is_in_force():
    policy = Policy(title="军人抚恤优待条例", number="国令第788号", date="2024-10-01")
    assert citation(policy) == "《军人抚恤优待条例》（国令第788号）"
    assert citation(Policy(title="《办法》")) == "《办法》"
    assert in_force(policy, TODAY)
    assert not in_force(policy, date(2024, 9, 30))
    assert in_force(Policy(until="2026-07"), TODAY)
    assert not in_force(Policy(until="2026-06"), TODAY)


def test_the_balance_of_the_funds_goes_on_from_entry_to_entry():
    entries = [
        FundEntry(id=2, date="2026-02-06", expense=Decimal(300)),
        FundEntry(id=1, date="2026-01-15", income=Decimal(1000)),
        FundEntry(id=3, date="2026-02-06", expense=Decimal("800.50")),
    ]
    assert balances(entries) == {1: 1000, 2: 700, 3: Decimal("-100.50")}
    assert summed(entries) == FundSum(Decimal(1000), Decimal("1100.50"))
    assert summed(entries).balance == Decimal("-100.50")
