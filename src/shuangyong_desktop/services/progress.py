"""任务进展: what was done for a task, told by hand or counted from what a register holds."""

from collections.abc import Iterable
from dataclasses import replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.tasks import OPEN_STATES, PROGRESS, Progress, TaskState
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_BEGINS = (TaskState.NOT_BEGUN, TaskState.RETURNED)


class TaskProgress(Entries[Progress]):
    """The progress of the tasks of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, PROGRESS)
        self._tasks = Tasks(ledger)

    def of(self, task_id: int) -> list[Progress]:
        """What was done for a task, newest first."""
        return list(self.every(RecordFilter(equal=(("task_id", task_id),))))

    def put(self, change: Transaction, record: Progress) -> int:
        """Write progress within `change`; a task that was not begun is under way from then on.

        Raises Problem without a day, without words and number, with a number below 0, and for a
        task at its end.
        """
        task = self._tasks.get(record.task_id or 0)
        if record.id is None and task.state not in OPEN_STATES:
            raise Problem(
                f"“{task.title}”现在是“{task.state.value}”，要先恢复推进才能登记进展。没有保存。",
                code="state",
            )
        if not (record.words or "").strip() and not record.amount:
            raise Problem("请填写进展情况或计入数量。没有保存。", code="empty")
        if record.amount < 0:
            raise Problem("计入数量不能小于 0，没有计入就留空。没有保存。", code="negative")
        number = super().put(change, record)
        if record.id is None and task.state in _BEGINS:
            self._tasks.records.update(
                change, replace(task, state=TaskState.GOING, state_reason=None)
            )
        self._tasks.recount(change, task.id or 0)
        return number

    def remove(self, record_id: int) -> None:
        """Put progress into 回收站; the task counts it no longer."""
        self._write_removed(record_id, self._now())

    def put_back(self, record_id: int) -> None:
        """Bring progress back from 回收站; the task counts it again."""
        self._write_removed(record_id, None)

    def credit(self, change: Transaction, told: Progress, task_ids: Iterable[int]) -> None:
        """Let a record count for exactly these tasks, within `change`.

        `told` names the record and says how much it counts and in which words.
        """
        wanted = dict.fromkeys(task_ids)
        for number, task_id in self._tasks.facts.counted_for(
            told.register or "", told.record_id or 0
        ):
            if task_id in wanted:
                del wanted[task_id]
                known = self.get(number)
                self.put(change, replace(told, id=known.id, task_id=task_id))
            else:
                self._take(change, number, self._now())
        for task_id in wanted:
            self.put(change, replace(told, task_id=task_id))

    def _write_removed(self, record_id: int, at: str | None) -> None:
        record = self.get(record_id)
        title = self._tasks.get(record.task_id or 0).title
        words = "删除任务进展" if at else "从回收站取回任务进展"
        with self._ledger.transaction(f"{words}：{title}") as change:
            self._take(change, record_id, at)

    def _take(self, change: Transaction, record_id: int, at: str | None) -> None:
        record = self.get(record_id)
        self.records.update(change, replace(record, removed_at=at))
        self._tasks.recount(change, record.task_id or 0)

    def _now(self) -> str:
        return self._ledger.clock().isoformat(timespec="seconds")
