"""Payments are written only where they can be, and beside each other only on a written basis."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person


@pytest.fixture
def person(office):
    return office.people.save(Person(name="李建国", disability_nature="因公", birth_date="1950"))


def _paid(person, kind, **known):
    return Entitlement(person_id=person.id, kind=kind, **known)


def test_a_contradiction_needs_a_written_basis(office, person):
    office.entitlements.save(_paid(person, "残疾抚恤金"))
    war = _paid(person, "定期生活补助（参战）")
    with pytest.raises(Problem, match="并行享受的依据"):
        office.entitlements.save(war)
    assert office.entitlements.count() == 1
    office.entitlements.save(replace(war, contradicts="区局〔2026〕3号"))
    assert office.entitlements.count() == 2
    assert [rule.key for rule in office.entitlements.about(person)] == ["war_beside_other"]


def test_changing_an_entitlement_compares_it_with_the_others_only(office, person):
    stored = office.entitlements.save(_paid(person, "残疾抚恤金"))
    changed = office.entitlements.save(replace(stored, state=EntitlementState.TO_STOP))
    assert changed.state is EntitlementState.TO_STOP
    assert office.history.undo().title == "修改待遇：李建国"


def test_an_illness_of_the_eighth_grade_is_not_paid(office, person):
    ill = office.people.save(replace(person, disability_nature="因病", disability_grade="八级"))
    with pytest.raises(Problem, match="因病致残只有一级至六级"):
        office.entitlements.save(_paid(ill, "残疾抚恤金"))
    office.entitlements.save(_paid(ill, "残疾抚恤金", state=EntitlementState.STOPPED))


@pytest.mark.parametrize("state", [EntitlementState.SUSPENDED, EntitlementState.REVOKED])
def test_suspending_and_revoking_are_decided_above(office, person, state):
    decided = _paid(person, "残疾抚恤金", state=state)
    with pytest.raises(Problem, match="决定机关和文号"):
        office.entitlements.save(decided)
    office.entitlements.save(replace(decided, document="市退役军人局〔2026〕8号"))
