"""备份 (backups): when one is due, and which old ones may go.

Backups are ordered by their sequence, never by the clock: a PC whose clock was set back would
otherwise lose its newest ones (SECURITY §3).
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class BackupReason(StrEnum):
    """Why a backup was made."""

    MANUAL = "手动备份"
    BEFORE_IMPORT = "导入前"
    BEFORE_MIGRATION = "升级前"
    BEFORE_RESTORE = "恢复前"
    WORKING = "工作中"
    ON_EXIT = "退出时"


LASTING = frozenset({BackupReason.MANUAL, BackupReason.BEFORE_RESTORE})
"""Backups that never go by themselves (SECURITY §4.2)."""

WORKING_TIME = timedelta(minutes=30)
"""How long changes may stand without a backup while the clerk works."""

_LAST = 5


@dataclass(frozen=True, slots=True)
class BackupMark:
    """What thinning knows of a backup; `made_at` is local time, right or wrong."""

    sequence: int
    made_at: datetime
    reason: BackupReason


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What no backup holds yet: how many changes, and when the first of them was made."""

    changes: int = 0
    since: datetime | None = None


def is_due(reason: BackupReason, unsaved: Unsaved, now: datetime) -> bool:
    """Whether a backup for `reason` should be made; nothing changed, nothing made.

    Where the clock went backwards since the first change, it is due rather than late.
    """
    if reason in LASTING:
        return True
    if not unsaved.changes or unsaved.since is None:
        return False
    if reason is not BackupReason.WORKING:
        return True
    return not timedelta() <= now - unsaved.since < WORKING_TIME


def expendable(marks: Iterable[BackupMark]) -> frozenset[int]:
    """The sequences that may go.

    Kept are the last 5, the newest of each of the last 7 days, 5 weeks and 12 months that
    have any, and everything LASTING.
    """
    newest_first = sorted(marks, key=lambda mark: mark.sequence, reverse=True)
    passing = [mark for mark in newest_first if mark.reason not in LASTING]
    kept = {mark.sequence for mark in passing[:_LAST]}
    for period, count in _PERIODS:
        newest: dict[Hashable, int] = {}
        for mark in passing:
            newest.setdefault(period(mark.made_at), mark.sequence)
        kept.update(list(newest.values())[:count])
    return frozenset(mark.sequence for mark in passing) - kept


def _day(at: datetime) -> Hashable:
    return at.date()


def _week(at: datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: datetime) -> Hashable:
    return at.year, at.month


_PERIODS: tuple[tuple[Callable[[datetime], Hashable], int], ...] = (
    (_day, 7), (_week, 5), (_month, 12),
)  # fmt: skip
