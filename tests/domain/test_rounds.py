"""Where everybody of a round stands: each in exactly one place, and the numbers add up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.rounds import (
    Finding,
    LastVerified,
    RoundCount,
    RoundKind,
    Standing,
    count,
    home_reason,
    in_scope,
    standing,
)

TODAY = date(2026, 9, 1)
PAID = {"war_veteran", "rural_veteran_60plus"}
_members = st.lists(
    st.tuples(st.none() | st.sampled_from(Finding), st.sampled_from(PersonStatus)), max_size=60
)


@given(_members)
def test_whatever_was_found_everybody_is_counted_once(members):
    counted = count(standing(*member) for member in members)
    assert counted.due == counted.settled + counted.open + counted.odd == len(members)


@given(_members)
def test_registering_a_result_never_changes_how_many_are_due(members):
    before = count(standing(*member) for member in members)
    after = count(standing(Finding.TRUE, status) for _, status in members)
    assert after == RoundCount(settled=before.due)


@pytest.mark.parametrize(
    ("finding", "status", "where"),
    [
        (None, PersonStatus.ACTIVE, Standing.OPEN),
        (None, PersonStatus.DECEASED, Standing.ODD),
        (Finding.TRUE, PersonStatus.ACTIVE, Standing.SETTLED),
        (Finding.CHANGED, PersonStatus.DECEASED, Standing.SETTLED),
        (Finding.DIED, PersonStatus.ACTIVE, Standing.ODD),
        (Finding.DIED, PersonStatus.DECEASED, Standing.SETTLED),
        (Finding.DIED, PersonStatus.MOVED_OUT, Standing.ODD),
        (Finding.MOVED, PersonStatus.MOVED_OUT, Standing.SETTLED),
        (Finding.AWAY, PersonStatus.ACTIVE, Standing.ODD),
        (Finding.NOT_FOUND, PersonStatus.ACTIVE, Standing.ODD),
    ],
)
def test_a_death_or_move_is_odd_until_the_ledger_knows_of_it(finding, status, where):
    assert standing(finding, status) is where


def test_the_equation_is_said_in_one_line():
    assert RoundCount(51, 2, 1).words == "应 54 = 已 51 + 未 2 + 异常 1"


def _scope(kind, person, *entitlements):
    return in_scope(kind, person, entitlements, PAID, TODAY)


def test_a_survey_goes_through_everybody_on_the_ledger():
    assert _scope(RoundKind.SURVEY, Person(name="甲"))
    assert not _scope(RoundKind.SURVEY, Person(name="甲", status=PersonStatus.MOVED_OUT))
    assert not _scope(RoundKind.SURVEY, Person(name="烈士", categories=("martyr_no_survivor",)))


def test_a_confirmation_goes_through_whoever_is_paid():
    confirmation = RoundKind.CONFIRMATION
    war = Person(name="甲", categories=("war_veteran", "retired_soldier"))
    assert _scope(confirmation, war)
    assert not _scope(confirmation, Person(name="甲", categories=("retired_soldier",)))
    assert not _scope(confirmation, war, Entitlement(state=EntitlementState.STOPPED))
    assert _scope(confirmation, war, Entitlement(state=EntitlementState.TO_STOP))
    plain = Person(name="乙", categories=("retired_soldier",))
    assert _scope(confirmation, plain, Entitlement(state=EntitlementState.PAID))


def test_somebody_registered_before_sixty_is_not_paid_yet():
    rural = ("rural_veteran_60plus",)
    confirmation = RoundKind.CONFIRMATION
    assert not _scope(confirmation, Person(name="甲", categories=rural, birth_date="1970"))
    assert _scope(confirmation, Person(name="甲", categories=rural, birth_date="1960"))
    assert _scope(confirmation, Person(name="甲", categories=rural))


def test_the_bedridden_and_the_very_old_are_called_on_at_home():
    assert home_reason("1950", None, None, TODAY) == ""
    assert home_reason("1946-08-31", "卧床", None, TODAY) == "卧床或不能自理、年满80周岁"
    assert home_reason("1946-12-31", "健康", "不能自理", TODAY) == "卧床或不能自理"
    assert home_reason(None, None, None, TODAY) == ""


def test_a_verification_without_a_day_or_way_says_so():
    assert LastVerified("", None, "摸排").words == "日期未填（摸排）"
