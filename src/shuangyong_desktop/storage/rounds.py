"""Rounds across tables: their members with where they live, and when somebody was last found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain.rounds import (
    SETTLED,
    Finding,
    LastVerified,
    RoundWay,
    Standing,
    home_reason,
    standing,
)
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class MemberPlace:
    """A member of a round: who, in which community, where they stand, why at home."""

    member_id: int
    person_id: int
    community: str
    standing: Standing
    home: str = ""


class RoundLines:
    """The rounds of one ledger, as lists need them."""

    def __init__(self, ledger: Ledger) -> None:
        self._execute = ledger.connection.execute

    def places(self, round_id: int, day: date) -> Iterator[MemberPlace]:
        """Everybody in a round by community and address, in the order of the sheets.

        `home` says why somebody who is still open is called on at home on `day`.
        """
        rows = self._execute(
            "SELECT member.id, person.id, coalesce(community.name, ''), member.finding,"
            " person.status, person.birth_date, person.health, person.self_care"
            " FROM round_member AS member JOIN person ON person.id = member.person_id"
            " LEFT JOIN community ON community.id = person.community_id"
            " WHERE member.round_id = ? AND member.removed_at IS NULL"
            " ORDER BY community.name IS NULL, community.position = 0, community.position,"
            "  community.sort_key, community.name, person.address_key, person.id",
            (round_id,),
        )
        for member_id, person_id, community, finding, status, born, health, care in rows:
            found = Finding[finding] if finding else None
            where = standing(found, PersonStatus[status])
            home = home_reason(born, health, care, day) if where is Standing.OPEN else ""
            yield MemberPlace(member_id, person_id, community, where, home)

    def outside(self, round_id: int, paid: Sequence[str] | None) -> list[int]:
        """Who is on the ledger and not in a round, as far as its scope can ask for them.

        With `paid` only those who have one of these categories, or an entitlement.
        """
        where, values = "", []
        if paid is not None:
            codes = ", ".join("?" * len(paid))
            where = (
                " AND (category_mask & (SELECT coalesce(sum(1 << bit), 0) FROM category"  # noqa: S608
                f" WHERE code IN ({codes})) != 0 OR id IN (SELECT person_id FROM entitlement))"
            )
            values = list(paid)
        rows = self._execute(
            "SELECT id FROM person WHERE status = 'ACTIVE'"  # noqa: S608 (a condition of ours)
            " AND id NOT IN (SELECT person_id FROM round_member WHERE round_id = ?)"
            f"{where} ORDER BY id",
            (round_id, *values),
        )
        return [number for (number,) in rows]

    def last_verified(self, person_id: int) -> LastVerified | None:
        """When somebody was last found to be as recorded; None when no round ever did."""
        findings = ", ".join(f"'{finding.name}'" for finding in SETTLED)
        row = self._execute(
            "SELECT member.done_on, member.way, round.title"  # noqa: S608 (names of ours)
            " FROM round_member AS member JOIN round ON round.id = member.round_id"
            f" WHERE member.person_id = ? AND member.finding IN ({findings})"
            " AND member.removed_at IS NULL AND round.removed_at IS NULL"
            " ORDER BY member.done_on DESC, member.id DESC LIMIT 1",
            (person_id,),
        ).fetchone()
        if row is None:
            return None
        done_on, way, title = row
        return LastVerified(done_on or "", RoundWay[way] if way else None, title)
