"""操作记录 (changes): what was done to the ledger, as the clerk reads it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shuangyong_desktop.domain.errors import Problem


class ChangeKind(StrEnum):
    """What sort of entry the history holds.

    A NOTE changes nothing; it says that something was done with the data, such as a paper
    with full numbers (DESIGN 27).
    """

    CHANGE = "修改"
    UNDO = "撤销"
    REDO = "重做"
    SNAPSHOT = "存底"
    NOTE = "记载"


@dataclass(frozen=True, slots=True)
class Change:
    """One titled change (操作): what was done in one go, and whether it still stands.

    `target` is the change that an undo or redo is about. Nothing before the last 存底
    (SNAPSHOT: a migration or generated data) can be undone.
    """

    id: int
    at: datetime
    title: str
    kind: ChangeKind
    target: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that a change touched: of what, which column, before and after.

    `before` is None where the record came into being, `after` where it went.
    """

    subject: str
    label: str
    before: str | None
    after: str | None


class Conflict(Problem):
    """A change cannot be taken back because what it wrote has changed since (SECURITY §5)."""
