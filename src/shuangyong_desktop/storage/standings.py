"""What the registers say of some people beside their records, for a page of the ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from shuangyong_desktop.domain.contacts import OPEN_STAGES
from shuangyong_desktop.domain.handouts import HandoutItem
from shuangyong_desktop.domain.reminders import Standing
from shuangyong_desktop.domain.rounds import RoundKind
from shuangyong_desktop.storage.ledger import Ledger

_OPEN = ", ".join(f"'{stage.name}'" for stage in OPEN_STAGES)
_MET = (
    "SELECT person_id, max(date) FROM contact WHERE person_id IN ({})"
    " AND removed_at IS NULL AND reached IS NOT 0 GROUP BY person_id"
)
# SQLite takes the other columns from the row of the one `max`: of several contacts on one day
# the one that was entered last.
_TRIED = (
    "SELECT person_id, date, next_date, max(date || printf('%012d', id)) FROM contact"
    " WHERE person_id IN ({}) AND removed_at IS NULL AND date IS NOT NULL GROUP BY person_id"
)
_APPEALS = (
    "SELECT person_id, coalesce(min(coalesce(extended_to, deadline)), '') FROM appeal"  # noqa: S608
    f" WHERE person_id IN ({{}}) AND removed_at IS NULL AND stage IN ({_OPEN}) GROUP BY person_id"
)
_CARDS = (
    "SELECT person_id, max(valid_until) FROM handout WHERE person_id IN ({})"  # noqa: S608
    f" AND item = '{HandoutItem.CARD.name}' AND removed_at IS NULL GROUP BY person_id"
)
_TO_CONFIRM = (
    "SELECT round_member.person_id FROM round_member JOIN round ON round.id = round_id"  # noqa: S608
    " WHERE round_member.person_id IN ({}) AND round_member.removed_at IS NULL"
    " AND finding IS NULL AND round.removed_at IS NULL AND closed_on IS NULL"
    f" AND round.kind = '{RoundKind.CONFIRMATION.name}'"
)


class Standings:
    """What the registers of one ledger say of its people."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of(self, ids: Sequence[int]) -> Mapping[int, Standing]:
        """The standing of those of `ids` of whom any register says anything."""
        met = {row[0]: row[1] for row in self._rows(_MET, ids)}
        tried = {row[0]: row for row in self._rows(_TRIED, ids)}
        appeals = {row[0]: row[1] for row in self._rows(_APPEALS, ids)}
        cards = {row[0]: row[1] for row in self._rows(_CARDS, ids)}
        waiting = {row[0] for row in self._rows(_TO_CONFIRM, ids)}
        found = {}
        for number in {*met, *tried, *appeals, *cards, *waiting}:
            _, tried_on, agreed_on, _ = tried.get(number, _NEVER)
            found[number] = Standing(
                met_on=met.get(number),
                tried_on=tried_on,
                agreed_on=agreed_on,
                appeal_until=appeals.get(number),
                card_until=cards.get(number),
                to_confirm=number in waiting,
            )
        return found

    def met_on(self, ids: Sequence[int]) -> dict[int, str]:
        """The last day on which somebody reached those of `ids` who ever were reached."""
        found: dict[int, str] = {}
        for start in range(0, len(ids), _AT_ONCE):
            rows = self._rows(_MET, ids[start : start + _AT_ONCE])
            found |= {number: day for number, day in rows if day}
        return found

    def _rows(self, sql: str, ids: Sequence[int]) -> list[Sequence[Any]]:
        marks = ", ".join("?" * len(ids))
        return self._ledger.connection.execute(sql.format(marks), tuple(ids)).fetchall()


_NEVER = (None, None, None, None)
_AT_ONCE = 1_000
