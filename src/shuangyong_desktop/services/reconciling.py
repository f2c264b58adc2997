"""对账: how every task of a year stood on a day, kept as it was, and what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.plans import RECONCILIATIONS, Reconciliation
from shuangyong_desktop.domain.tasks import OPEN_STATES, Task, TaskList, TaskState
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.tasks import TaskLine, Tasks
from shuangyong_desktop.storage.ledger import Ledger

_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Stood:
    """How a task stood at a 对账: its state, and how many times were done."""

    state: TaskState
    done: int


@dataclass(frozen=True, slots=True)
class TaskChange:
    """A task that stands otherwise than at the 对账 before; `before` is None for a new one."""

    task: Task
    before: Stood | None
    after: Stood

    @property
    def words(self) -> str:
        """What changed, in words: 推进中 → 已销号，完成 1 → 2."""
        if self.before is None:
            return f"新增，{self.after.state.value}"
        parts = []
        if self.before.state is not self.after.state:
            parts.append(f"{self.before.state.value} → {self.after.state.value}")
        if self.before.done != self.after.done:
            parts.append(f"完成 {self.before.done} → {self.after.done}")
        return "，".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """总数 = 已销号 + 在办 + 挂起 + 转入下年; 超期 are of those 在办."""

    total: int = 0
    closed: int = 0
    going: int = 0
    held: int = 0
    carried: int = 0
    overdue: int = 0


class Reconciliations(Entries[Reconciliation]):
    """The 对账 of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, RECONCILIATIONS)
        self._tasks = Tasks(ledger)

    def of_year(self, year: int) -> list[Reconciliation]:
        """The 对账 of a year, newest first."""
        return list(self.every(RecordFilter(equal=(("year", year),))))

    def take(self, year: int, day: date, by: str = "") -> Reconciliation:
        """Keep how every task of `year` stands today, as the 对账 of the quarter of `day`.

        Raises Problem where the year has no tasks, and where `day` is not of that year.
        """
        if day.year != year:
            raise Problem(f"对账日期要在 {year} 年内。没有保存。", code="bad_day")
        now = self.now(year)
        if not now:
            raise Problem(f"{year} 年还没有任务，不用对账。没有保存。", code="nothing")
        lines = {str(task): f"{stood.state.name} {stood.done}" for task, stood in now.items()}
        return self.save(
            Reconciliation(
                year=year, quarter=(day.month - 1) // _QUARTER + 1, date=day.isoformat(),
                by=by.strip() or None, lines=lines,
            )
        )  # fmt: skip

    def now(self, year: int) -> dict[int, Stood]:
        """How every task of a year stands at this moment."""
        return {line.task.id or 0: _stood(line) for line in self._lines(year)}

    def before(self, record: Reconciliation) -> Reconciliation | None:
        """The 对账 of the same year before `record`; None for its first."""
        older = (
            item for item in self.of_year(record.year or 0)
            if ((item.date or ""), item.id or 0) < ((record.date or ""), record.id or 0)
        )  # fmt: skip
        return next(older, None)

    def changes(self, year: int, record: Reconciliation | None = None) -> list[TaskChange]:
        """What stands otherwise than at the 对账 before: at `record`, or at this moment.

        Tasks that are gone meanwhile are left out.
        """
        if record is None:
            known, after = next(iter(self.of_year(year)), None), self.now(year)
        else:
            known, after = self.before(record), stood_at(record)
        before = stood_at(known) if known else {}
        other = [number for number, stood in after.items() if before.get(number) != stood]
        return [
            TaskChange(task, before.get(task.id or 0), after[task.id or 0])
            for task in self._tasks.page(other)
        ]

    def balance(self, year: int, lists: Sequence[TaskList] = tuple(TaskList)) -> Balance:
        """The numbers of a year's tasks of some lists at this moment."""
        lines = [line for line in self._lines(year) if line.task.list in lists]
        return balance_of(lines, self._ledger.clock().date())

    def lines_at(self, record: Reconciliation) -> list[TaskLine]:
        """The tasks of a 对账 as they stood then, in their order; those gone are left out.

        Who confirmed what stays with a task that was closed then.
        """
        stood = stood_at(record)
        return [
            TaskLine(_as_stood(line.task, stood[number]),
                     replace(line.standing, done=stood[number].done))
            for line in self._lines(record.year or 0)
            if (number := line.task.id or 0) in stood
        ]  # fmt: skip

    def missing_quarters(self, year: int, today: date) -> list[int]:
        """The quarters of `year` that have ended without a 对账, where there was a task."""
        if not self._tasks.facts.in_order(year):
            return []
        last = 4 if today.year > year else (today.month - 1) // _QUARTER
        known = {item.quarter for item in self.of_year(year)}
        ended = range(1, (last if today.year >= year else 0) + 1)
        return [quarter for quarter in ended if quarter not in known]

    def _lines(self, year: int) -> list[TaskLine]:
        return self._tasks.lines(self._tasks.facts.in_order(year))


def stood_at(record: Reconciliation) -> dict[int, Stood]:
    """How the tasks stood at a 对账, by their number."""
    found = ((number, words.split()) for number, words in record.lines.items())
    return {int(number): Stood(TaskState[state], int(done)) for number, (state, done) in found}


def balance_of(lines: list[TaskLine], today: date) -> Balance:
    """The numbers of some tasks on a day."""
    states = [line.task.state for line in lines]
    return Balance(
        total=len(lines),
        closed=states.count(TaskState.CLOSED),
        going=sum(state in OPEN_STATES for state in states),
        held=states.count(TaskState.HELD),
        carried=states.count(TaskState.CARRIED),
        overdue=sum(line.task.overdue(today.isoformat()) for line in lines),
    )


def _stood(line: TaskLine) -> Stood:
    return Stood(line.task.state, line.standing.done)


def _as_stood(task: Task, stood: Stood) -> Task:
    """`task` in the state of then; how it was closed later is not told."""
    if stood.state is task.state:
        return task
    return replace(
        task, state=stood.state, state_reason=None, closed_on=None, confirmed_by=None,
        confirmed_on=None, evaluation=None, long_term=None,
    )  # fmt: skip
