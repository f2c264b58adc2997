"""领导走访 (coverage): which leader visits whom, who has been there, who has not gone yet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from shuangyong_desktop.domain.receipts import OPEN, Receipts, ReceiptState
from shuangyong_desktop.domain.visits import VisitGroup, VisitUnit


@dataclass(frozen=True, slots=True)
class LeaderCoverage:
    """One leader: the groups they lead, how many units those have and how many were visited."""

    leader: str
    groups: tuple[str, ...]
    units: int
    visited: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """「领导 × 户」 of one plan, and the groups that nobody leads."""

    leaders: tuple[LeaderCoverage, ...]
    without_leader: tuple[VisitGroup, ...]

    @property
    def not_visited(self) -> tuple[LeaderCoverage, ...]:
        """The leaders who have visited nobody yet (CLERK §2)."""
        return tuple(found for found in self.leaders if not found.visited)


def leaders_of(group: VisitGroup) -> tuple[str, ...]:
    """Who leads a group; several stand in one text, as in “张三、李四”."""
    return tuple(name for name in re.split(r"[、,，;；\s]+", group.lead_official) if name)


def coverage(
    groups: Sequence[VisitGroup],
    units: Sequence[VisitUnit],
    receipts: Receipts,
    leaders: Iterable[str] = (),
) -> Coverage:
    """Who leads whom, the `leaders` of the dictionary first; those without a group stand too.

    Somebody was visited when the unit is registered as received, by whoever signed.
    """
    names = dict.fromkeys(leaders)
    by_group = {group.id: leaders_of(group) for group in groups}
    names.update(dict.fromkeys(name for led in by_group.values() for name in led))
    found: list[LeaderCoverage] = []
    for name in names:
        own = [group for group in groups if name in by_group[group.id]]
        ids = {group.id for group in own}
        members = [unit for unit in units if unit.group_id in ids]
        visited = sum(_visited(receipts, unit) for unit in members)
        found.append(
            LeaderCoverage(name, tuple(group.name for group in own), len(members), visited)
        )
    return Coverage(tuple(found), tuple(group for group in groups if not by_group[group.id]))


def _visited(receipts: Receipts, unit: VisitUnit) -> bool:
    state = receipts.get(unit.id or 0, OPEN).state
    return state in (ReceiptState.SIGNED, ReceiptState.PROXY)
