"""What is counted of tasks: one statement for a year, one for the tasks that are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from shuangyong_desktop.domain.task_marks import TaskMark
from shuangyong_desktop.domain.tasks import (
    OPEN_STATES,
    PROOFS,
    Proof,
    ProofKind,
    Standing,
    SupervisionKind,
    TaskList,
    TaskState,
)
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records

_OPEN = ", ".join(f"'{state.name}'" for state in OPEN_STATES)
_WORDS = " ".join(f"WHEN '{kind.name}' THEN '{kind.value}'" for kind in ProofKind)
_FILES = (
    "((SELECT count(*) FROM enclosure AS own WHERE own.register = 'proof'"  # noqa: S608 (ours)
    " AND own.record_id = proof.id AND own.removed_at IS NULL)"
    " + (SELECT count(*) FROM progress AS told JOIN enclosure AS file"
    " ON file.register = told.register AND file.record_id = told.record_id"
    " WHERE told.task_id = proof.task_id AND told.removed_at IS NULL AND file.removed_at IS NULL"
    f" AND file.kind = CASE proof.kind {_WORDS} END))"
)
"""The files that speak for a condition: its own, and those of its kind of what was counted."""

_STANDING = (
    "SELECT task.id,"  # noqa: S608 (no text of the clerk's)
    " (SELECT coalesce(sum(amount), 0) FROM progress"
    " WHERE task_id = task.id AND removed_at IS NULL),"
    " (SELECT count(*) FROM proof WHERE task_id = task.id AND removed_at IS NULL"
    f" AND (ticked_on IS NOT NULL OR {_FILES} >= max(least, 1))),"
    " (SELECT count(*) FROM proof WHERE task_id = task.id AND removed_at IS NULL),"
    " (SELECT date || '|' || kind FROM supervision"
    " WHERE task_id = task.id AND removed_at IS NULL ORDER BY date DESC, id DESC LIMIT 1)"
    " FROM task WHERE task.id IN ({marks})"
)
_PLACES = " ".join(f"WHEN '{item.name}' THEN {at}" for at, item in enumerate(TaskList))
_MARKS = (
    "SELECT id, list, state, title, clause, proposer, unit, due,"  # noqa: S608 (ours)
    " (SELECT kind FROM supervision WHERE task_id = task.id AND removed_at IS NULL"
    " ORDER BY date DESC, id DESC LIMIT 1)"
    " FROM task WHERE year = ? AND removed_at IS NULL"
    f" ORDER BY CASE list {_PLACES} END, position, id"
)
_SUMMARY = (
    "SELECT list, state, count(*),"  # noqa: S608 (no text of the clerk's)
    f" coalesce(sum(state IN ({_OPEN}) AND due < :today), 0),"
    f" coalesce(sum(state IN ({_OPEN}) AND due BETWEEN :today AND :soon), 0),"
    " sum(state != 'CLOSED' AND EXISTS (SELECT 1 FROM supervision"
    " WHERE task_id = task.id AND removed_at IS NULL))"
    " FROM task WHERE year = :year AND removed_at IS NULL GROUP BY list, state"
)


@dataclass(frozen=True, slots=True)
class Share:
    """The tasks of one list in one state: how many, of them overdue, due soon, supervised."""

    list: TaskList
    state: TaskState
    count: int
    overdue: int
    soon: int
    supervised: int


class TaskFacts:
    """What the tasks of one ledger add up to."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection
        self._proofs = Records(ledger, PROOFS)

    def summary(self, year: int, today: str, soon: str) -> list[Share]:
        """The tasks of a year by list and state; days are ISO, `soon` is included."""
        rows = self._connection.execute(_SUMMARY, {"year": year, "today": today, "soon": soon})
        return [Share(TaskList[name], TaskState[state], *counts) for name, state, *counts in rows]

    def standings(self, ids: Sequence[int]) -> dict[int, Standing]:
        """How far each of these tasks has come."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(_STANDING.format(marks=marks), tuple(ids))
        return {number: _standing(*values) for number, *values in rows}

    def proofs(self, task_id: int) -> list[tuple[Proof, int]]:
        """The conditions of a task in their order, each with the files that speak for it."""
        rows = self._connection.execute(
            f"SELECT id, {_FILES} FROM proof"  # noqa: S608
            " WHERE task_id = ? AND removed_at IS NULL ORDER BY position, id",
            (task_id,),
        )
        files = dict(rows.fetchall())
        return [(proof, files[proof.id]) for proof in self._proofs.page(list(files))]

    def in_order(self, year: int) -> list[int]:
        """The ids of the tasks of a year, by list as the clerk reads them, then by position."""
        rows = self._connection.execute(
            "SELECT id FROM task WHERE year = ? AND removed_at IS NULL"  # noqa: S608
            f" ORDER BY CASE list {_PLACES} END, position, id",
            (year,),
        )
        return [number for (number,) in rows]

    def marks(self, year: int) -> list[TaskMark]:
        """Every task of a year in few columns, in the order of `in_order`, by one statement."""
        lists, states, kinds = TaskList.__members__, TaskState.__members__, _KINDS
        return [
            TaskMark._make((row[0], lists[row[1]], states[row[2]], *row[3:8], kinds[row[8]]))
            for row in self._connection.execute(_MARKS, (year,))
        ]

    def last_position(self, year: int | None, name: TaskList) -> int:
        """The highest position of a list in a year; 0 where it is empty."""
        (found,) = self._connection.execute(
            "SELECT coalesce(max(position), 0) FROM task WHERE year IS ? AND list = ?",
            (year, name.name),
        ).fetchone()
        return int(found)

    def years(self) -> list[int]:
        """The years that have tasks, the newest first."""
        rows = self._connection.execute(
            "SELECT DISTINCT year FROM task WHERE removed_at IS NULL AND year IS NOT NULL"
            " ORDER BY year DESC"
        )
        return [year for (year,) in rows]

    def counted_for(self, register: str, record_id: int) -> list[tuple[int, int]]:
        """The progress that was counted from a record: its id and that of its task."""
        rows = self._connection.execute(
            "SELECT id, task_id FROM progress"
            " WHERE register = ? AND record_id = ? AND removed_at IS NULL ORDER BY id",
            (register, record_id),
        )
        return [(number, task) for number, task in rows]


_KINDS: dict[str | None, SupervisionKind | None] = {
    None: None,
    **{kind.name: kind for kind in SupervisionKind},
}


def _standing(done: int, met: int, proofs: int, supervised: str | None) -> Standing:
    day, _, kind = (supervised or "").partition("|")
    return Standing(done, met, proofs, day or None, SupervisionKind[kind] if kind else None)
