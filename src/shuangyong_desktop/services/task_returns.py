"""收回分工表: what units fill in becomes progress of their tasks, and who has not returned it."""

from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import tasks as rules
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_lists import TaskListReading
from shuangyong_desktop.domain.task_returns import Known, Landing, Told, counts_words, told_by
from shuangyong_desktop.domain.tasks import Progress, TaskState
from shuangyong_desktop.services.progress import TaskProgress
from shuangyong_desktop.services.task_divisions import TaskDivisions
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.settings import Settings as Values
from shuangyong_desktop.storage.transaction import Transaction

_RETURNED = "task_returns:"


@dataclass(frozen=True, slots=True)
class ReturnPreview:
    """What a returned sheet would write; `missing` are the units that are still to come."""

    file: str
    year: int
    rows: tuple[Told, ...]
    skipped: int
    units: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """读到 = 可登记 + 无变化 + 待核对 + 重复出现 + 找不到任务 + 跳过."""
        return counts_words(self.rows, self.skipped)

    @property
    def told(self) -> list[Told]:
        """The rows that say something new."""
        return [row for row in self.rows if row.landing is Landing.TOLD]


class TaskReturns:
    """Returned sheets of the 分工表 of one open ledger."""

    def __init__(
        self, ledger: Ledger, tasks: Tasks, progress: TaskProgress, divisions: TaskDivisions
    ) -> None:
        self._ledger, self._tasks, self._progress = ledger, tasks, progress
        self._divisions = divisions
        self._values = Values(ledger)

    def preview(self, year: int, reading: TaskListReading) -> ReturnPreview:
        """What `reading` says of the tasks of a year; nothing is written."""
        lines = self._tasks.lines(self._tasks.facts.in_order(year))
        known = {line.task.id or 0: Known(line.task, line.standing) for line in lines}
        rows = tuple(told_by(reading.rows, known))
        units = tuple(
            dict.fromkeys(row.task.unit for row in rows if row.task is not None and row.task.unit)
        )
        missing = tuple(unit for unit in self.missing(year) if unit not in units)
        return ReturnPreview(reading.file, year, rows, len(reading.skipped), units, missing)

    def missing(self, year: int) -> tuple[str, ...]:
        """The units with open tasks that have returned nothing since this quarter began."""
        since = _quarter(self._ledger.clock().date()).isoformat()
        returned = self._returned(year)
        return tuple(unit for unit in self._divisions.units(year) if returned.get(unit, "") < since)

    def accept(self, preview: ReturnPreview) -> int:
        """Write what is new as one undoable change; returns how many tasks were told of.

        A unit that says nothing new has returned its sheet all the same. Raises Problem where the
        sheet is about none of the tasks.
        """
        if not preview.units:
            raise Problem(
                "表上没有今年的任务，台账没有改动。请核对是不是选错了文件。", code="nobody"
            )
        told = preview.told
        with self._ledger.transaction(f"收回分工表《{preview.file}》：{len(told)} 项") as change:
            for row in told:
                self._write(change, row)
            today = self._ledger.clock().date().isoformat()
            marks = {**self._returned(preview.year), **dict.fromkeys(preview.units, today)}
            self._values.put(change, f"{_RETURNED}{preview.year}", marks)
        return len(told)

    def _write(self, change: Transaction, row: Told) -> None:
        if row.task is None:
            return
        number = row.task.id or 0
        day = self._ledger.clock().date().isoformat()
        self._progress.put(
            change,
            Progress(task_id=number, date=day, amount=row.amount, words=row.words or None,
                     by=row.task.unit),
        )  # fmt: skip
        if row.done:
            after = rules.moved(self._tasks.get(number), TaskState.TO_CHECK, None)
            self._tasks.records.update(change, after)

    def _returned(self, year: int) -> dict[str, str]:
        return dict(self._values.get(f"{_RETURNED}{year}", {}))


def _quarter(day: date) -> date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
