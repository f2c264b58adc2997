"""Every row of the table of combinations: what is normal, what contradicts, what cannot be."""

from dataclasses import replace
from datetime import date

import pytest

from shuangyong_desktop.domain.combinations import (
    COMBINATIONS,
    Facts,
    Payment,
    Verdict,
    found,
    payment_of,
    runs,
    unsettled,
)
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement, EntitlementState
from shuangyong_desktop.domain.families import Fallen
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.people import PEOPLE, Person

DAY = date(2026, 7, 28)
NAMES = {
    Payment.DISABILITY: "残疾抚恤金",
    Payment.SURVIVOR: "定期抚恤金",
    Payment.WAR: "定期生活补助（参战）",
    Payment.NUCLEAR: "定期生活补助（参试）",
    Payment.ILL_RETURNED: "定期生活补助（带病回乡）",
    Payment.DEMOBILIZED: "定期生活补助（在乡复员）",
    Payment.RURAL: "定期生活补助（农村籍）",
    Payment.MARTYR_CHILD: "定期生活补助（烈士老年子女）",
    Payment.NURSING: "护理费",
    Payment.CONSCRIPT_FAMILY: "义务兵家庭优待金",
}


def facts(*payments: Payment, fallen=(), **known) -> Facts:
    paid = [Entitlement(id=number, kind=NAMES[item]) for number, item in enumerate(payments, 1)]
    return Facts(Person(name="李建国", **known), DAY, paid, fallen)


def keys(told: Facts) -> set[str]:
    return {rule.key for rule in found(told)}


P = Payment
CASES = [
    ("two identities", facts(categories=("retired_soldier", "disabled_serviceman")), set()),
    ("war beside soldier", facts(categories=("retired_soldier", "war_veteran")), set()),
    ("father and son", facts(categories=("retired_soldier", "serviceman_family")), set()),
    ("survivor and veteran", facts(categories=("martyr_survivor", "retired_soldier")), set()),
    ("both services", facts(P.WAR, categories=("war_veteran", "nuclear_test_veteran")), set()),
    ("two martyrs", facts(P.SURVIVOR, fallen=(Fallen(name="甲"), Fallen(name="乙"))), set()),
    ("rural and war", facts(P.RURAL, P.WAR), {"rural_beside_other"}),
    ("rural and disability", facts(P.RURAL, P.DISABILITY), {"rural_beside_other"}),
    ("rural and survivor", facts(P.RURAL, P.SURVIVOR), {"rural_beside_other"}),
    ("rural and conscript's family", facts(P.RURAL, P.CONSCRIPT_FAMILY), set()),
    ("tests and disability", facts(P.NUCLEAR, P.DISABILITY), {"nuclear_beside_other"}),
    ("tests and illness", facts(P.NUCLEAR, P.ILL_RETURNED), {"nuclear_beside_other"}),
    ("war and disability", facts(P.WAR, P.DISABILITY), {"war_beside_other"}),
    ("war and illness", facts(P.WAR, P.ILL_RETURNED), {"war_beside_other"}),
    ("war and tests", facts(P.WAR, P.NUCLEAR), {"war_beside_nuclear"}),
    ("child and pension", facts(P.MARTYR_CHILD, P.SURVIVOR), {"martyr_child_beside_survivor"}),
    ("disability alone", facts(P.DISABILITY, disability_nature="因病", disability_grade="六级"),
     set()),
    ("illness paid", facts(P.DISABILITY, disability_nature="因病", disability_grade="八级"),
     {"illness_grade_paid"}),
    ("illness graded", facts(disability_nature="因病", disability_grade="八级"),
     {"illness_grade"}),
    ("old demobilized", facts(categories=("rural_demobilized_pre1954",), enlist_date="1954-10"),
     set()),
    ("late demobilized", facts(categories=("rural_demobilized_pre1954",), enlist_date="1954-11"),
     {"demobilized_enlisted_late"}),
    ("serving", facts(categories=("serviceman",), enlist_date="2024"), set()),
    ("serving and discharged", facts(categories=("serviceman",), discharge_date="2025"),
     {"serviceman_discharged"}),
    ("rural of 60", facts(P.RURAL, categories=("rural_veteran_60plus",), birth_date="1966-07-28",
                          enlist_date="1985-10"), set()),
    ("rural registered early", facts(categories=("rural_veteran_60plus",), birth_date="1970"),
     {"rural_registered_young"}),
    ("rural paid early", facts(P.RURAL, categories=("rural_veteran_60plus",), birth_date="1970"),
     {"rural_paid_young"}),
    ("rural enlisted too early", facts(categories=("rural_veteran_60plus",), enlist_date="1953"),
     {"rural_service_dates"}),
    ("rural enlisted too late", facts(categories=("rural_veteran_60plus",), enlist_date="2012"),
     {"rural_service_dates"}),
    ("rural without date", facts(categories=("rural_veteran_60plus",)), set()),
    ("rural with a pension", facts(P.RURAL, pension_insurance="职工养老保险"),
     {"rural_with_old_age_pay"}),
    ("rural with the residents' pension", facts(P.RURAL, pension_insurance="城乡居民养老保险"),
     set()),
    ("young child of a martyr", facts(P.MARTYR_CHILD, birth_date="1980"),
     {"martyr_child_paid_young"}),
    ("healthy grown child", facts(P.SURVIVOR, birth_date="1980", labour="具备",
                                  fallen=(Fallen(name="甲", relation="父亲"),)),
     {"grown_child_paid"}),
    ("grown child unable to work", facts(P.SURVIVOR, birth_date="1980", labour="完全丧失",
                                         fallen=(Fallen(name="甲", relation="父亲"),)), set()),
    ("spouse", facts(P.SURVIVOR, birth_date="1950", labour="具备",
                     fallen=(Fallen(name="甲", relation="配偶"),)), set()),
    ("nursing of the first grade", facts(P.NURSING, disability_grade="一级"), set()),
    ("nursing of the eighth grade", facts(P.NURSING, disability_grade="八级"), {"nursing_grade"}),
    ("family with card", facts(categories=("serviceman_family",), preferential_card="YD1"),
     {"family_with_card"}),
    ("veteran with card", facts(categories=("retired_soldier",), preferential_card="YD1"), set()),
    ("lives apart", facts(address="惠民社区3幢", registered_address="石桥村2组"), {"lives_apart"}),
    ("lives at home", facts(address="石桥村2组", registered_address="通惠街道石桥村2组"), set()),
]  # fmt: skip


@pytest.mark.parametrize(("told", "expected"), [case[1:] for case in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_the_table_of_combinations(told, expected):
    assert keys(told) == expected


def test_every_rule_is_in_the_table_and_speaks_with_its_source():
    tried = set().union(*(case[2] for case in CASES))
    assert {rule.key for rule in COMBINATIONS} == tried
    for rule in COMBINATIONS:
        assert rule.sentence.endswith("。")
        assert rule.source in rule.doubt.sentence
        assert not rule.at or rule.at in PEOPLE.by_key
        assert bool(rule.payments) or rule.verdict is not Verdict.CONTRADICTION


def test_what_is_impossible_comes_first_as_an_error():
    told = facts(P.WAR, P.DISABILITY, disability_nature="因病", disability_grade="九级",
                 address="甲", registered_address="乙")  # fmt: skip
    rules = found(told)
    assert [rule.verdict for rule in rules] == [
        Verdict.IMPOSSIBLE, Verdict.CONTRADICTION, Verdict.NOTE,
    ]  # fmt: skip
    assert rules[0].doubt.severity is Severity.ERROR
    assert rules[0].doubt.field == "disability_grade"


@pytest.mark.parametrize(
    ("change", "running"),
    [
        ({}, True),
        ({"state": EntitlementState.TO_STOP}, True),
        ({"state": EntitlementState.STOPPED}, False),
        ({"state": EntitlementState.SUSPENDED}, False),
        ({"state": EntitlementState.REVOKED}, False),
        ({"since": "2026-07"}, True),
        ({"since": "2026-08"}, False),
        ({"until": "2026-07"}, True),
        ({"until": "2026-06"}, False),
        ({"removed_at": "2026-01-01T09:00:00"}, False),
    ],
)
def test_only_what_is_being_paid_counts(change, running):
    assert runs(replace(Entitlement(kind="残疾抚恤金"), **change), DAY) is running


def test_every_offered_name_of_a_payment_is_known():
    for name in ENTITLEMENTS.schema["kind"].kind.choices:
        assert payment_of(name) is not None
    assert payment_of("街道困难补助") is None
    assert payment_of(None) is None


def test_a_contradiction_is_settled_by_one_written_basis():
    war = Entitlement(id=1, kind=NAMES[P.WAR])
    disability = Entitlement(id=2, kind=NAMES[P.DISABILITY])
    told = Facts(Person(name="李建国"), DAY, [war, disability])
    assert [rule.key for rule in unsettled(told, disability)] == ["war_beside_other"]
    explained = replace(disability, contradicts="区局〔2026〕3号")
    assert unsettled(Facts(told.person, DAY, [war, explained]), explained) == ()
    assert unsettled(Facts(told.person, DAY, [war, explained]), war) == ()


def test_a_stopped_payment_and_one_of_the_desks_own_need_no_basis():
    war = Entitlement(id=1, kind=NAMES[P.WAR])
    stopped = Entitlement(id=2, kind=NAMES[P.DISABILITY], state=EntitlementState.STOPPED)
    told = Facts(Person(name="李建国"), DAY, [war, stopped])
    assert unsettled(told, stopped) == ()
    assert unsettled(told, Entitlement(kind="街道困难补助")) == ()
