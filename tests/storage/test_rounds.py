"""The members of a round with where they stand, and who could still be asked for."""

from datetime import date

from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.rounds import (
    ROUND_MEMBERS,
    ROUNDS,
    Finding,
    Round,
    RoundKind,
    RoundMember,
    Standing,
)
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.rounds import RoundLines

DAY = date(2026, 9, 1)


def _filled(ledger: Ledger) -> int:
    people, members = People(ledger), Records(ledger, ROUND_MEMBERS)
    with ledger.transaction("录入") as change:
        number = Records(ledger, ROUNDS).add(
            change, Round(kind=RoundKind.SURVEY, title="摸排", year=2026)
        )
        for person, finding in (
            (Person(name="甲", community="2组村", address="10组", birth_date="1930"), None),
            (Person(name="乙", community="2组村", address="9组"), Finding.TRUE),
            (Person(name="丙", status=PersonStatus.MOVED_OUT), Finding.MOVED),
        ):
            who = people.add(change, person)
            member = RoundMember(
                round_id=number, person_id=who, finding=finding, done_on="2026-05-01"
            )
            members.add(change, member)
        people.add(change, Person(name="丁", categories=("war_veteran",)))
        paid = people.add(change, Person(name="戊"))
        people.add(change, Person(name="己", status=PersonStatus.DECEASED))
        Records(ledger, ENTITLEMENTS).add(change, Entitlement(person_id=paid, kind="补助"))
    return number


def test_members_stand_by_community_and_address(ledger: Ledger):
    places = list(RoundLines(ledger).places(_filled(ledger), DAY))
    assert [(place.person_id, place.community) for place in places] == [
        (2, "2组村"), (1, "2组村"), (3, ""),
    ]  # fmt: skip
    assert [place.standing for place in places] == [
        Standing.SETTLED, Standing.OPEN, Standing.SETTLED,
    ]  # fmt: skip
    assert [place.home for place in places] == ["", "年满80周岁", ""]


def test_only_those_a_scope_can_ask_for_are_outside(ledger: Ledger):
    lines, number = RoundLines(ledger), _filled(ledger)
    assert lines.outside(number, None) == [4, 5]
    assert lines.outside(number, ["war_veteran"]) == [4, 5]
    assert lines.outside(number, []) == [5]


def test_only_who_was_found_as_recorded_is_verified(ledger: Ledger):
    lines = RoundLines(ledger)
    _filled(ledger)
    found = lines.last_verified(2)
    assert found is not None
    assert (found.date, found.way, found.title) == ("2026-05-01", None, "摸排")
    assert lines.last_verified(3) is None
