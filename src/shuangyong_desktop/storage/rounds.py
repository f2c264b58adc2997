"""Rounds across tables: their members with where they live, and when somebody was last found."""

from collections.abc import Iterator
from dataclasses import dataclass

from shuangyong_desktop.domain.rounds import SETTLED, Finding, Standing, standing
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage.ledger import Ledger


@dataclass(frozen=True, slots=True)
class MemberPlace:
    """A member of a round: who, in which community, and where they stand."""

    member_id: int
    person_id: int
    community: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class LastVerified:
    """最近核实: the day somebody was last found to be as recorded, how, and in which round."""

    date: str
    way: str | None
    title: str


class RoundLines:
    """The rounds of one ledger, as lists need them."""

    def __init__(self, ledger: Ledger) -> None:
        self._execute = ledger.connection.execute

    def places(self, round_id: int) -> Iterator[MemberPlace]:
        """Everybody in a round by community and address, in the order of the sheets."""
        rows = self._execute(
            "SELECT member.id, person.id, coalesce(community.name, ''), member.finding,"
            " person.status"
            " FROM round_member AS member JOIN person ON person.id = member.person_id"
            " LEFT JOIN community ON community.id = person.community_id"
            " WHERE member.round_id = ? AND member.removed_at IS NULL"
            " ORDER BY community.name IS NULL, community.position = 0, community.position,"
            "  community.sort_key, community.name, person.address_key, person.id",
            (round_id,),
        )
        for member_id, person_id, community, finding, status in rows:
            found = Finding[finding] if finding else None
            where = standing(found, PersonStatus[status])
            yield MemberPlace(member_id, person_id, community, where)

    def people(self, round_id: int) -> set[int]:
        """Who is in a round."""
        rows = self._execute("SELECT person_id FROM round_member WHERE round_id = ?", (round_id,))
        return {number for (number,) in rows}

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
        return LastVerified(row[0] or "", row[1], row[2]) if row else None
