"""导入任务表: a 双清单 or 任务分解表 of an office becomes tasks, in one undoable change."""

from dataclasses import dataclass, replace
from pathlib import Path

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.task_lists import (
    NOTHING_CHOSEN,
    WRITABLE,
    ColumnChoices,
    LandedRow,
    Landing,
    TaskListReading,
    counts_words,
    landed,
)
from shuangyong_desktop.domain.tasks import OPEN_STATES, Progress, Task, TaskState
from shuangyong_desktop.domain.text import fold
from shuangyong_desktop.services.progress import TaskProgress
from shuangyong_desktop.services.tasks import Tasks
from shuangyong_desktop.services.workers import Tick, Worker
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_DIED = "读取程序意外退出（文件可能已损坏），台账没有任何改动。请用 WPS 另存后重试。"


@dataclass(frozen=True, slots=True)
class TaskListPreview:
    """What a list would add to a year: its rows with where they land."""

    reading: TaskListReading
    year: int
    rows: tuple[LandedRow, ...]

    @property
    def words(self) -> str:
        """读到 = 可导入 + 待确认 + 已有 + 表内重复 + 未导入 + 跳过."""
        return counts_words(self.rows, len(self.reading.skipped))

    def count(self, *landings: Landing) -> int:
        """How many rows land there."""
        return sum(row.landing in landings for row in self.rows)

    @property
    def done(self) -> int:
        """How many of the rows that can be written say that they are done, beside the 双清单."""
        return sum(
            item.landing in WRITABLE and not item.row.task.mutual
            and item.row.task.state is TaskState.CLOSED for item in self.rows
        )  # fmt: skip


def read_task_list(
    path: Path, year: int, tick: Tick | None = None, chosen: ColumnChoices = NOTHING_CHOSEN
) -> TaskListReading:
    """Read the list at `path` in a worker; touches no ledger, so any thread may call it.

    `chosen` are the columns that the clerk put right. Raises Problem when it is no list of tasks.
    """
    with Worker() as worker:
        frame = worker.ask(
            "reading.tasks", died=_DIED, tick=tick, path=str(path.absolute()), year=year,
            chosen=to_plain(chosen),
        )  # fmt: skip
        return from_plain(TaskListReading, frame.message["tasks"])


class TaskLists:
    """Importing lists of tasks into one open ledger."""

    def __init__(self, ledger: Ledger, tasks: Tasks, progress: TaskProgress) -> None:
        self._ledger, self._tasks, self._progress = ledger, tasks, progress

    def preview(self, reading: TaskListReading, year: int | None = None) -> TaskListPreview:
        """What `reading` would add to `year`, by default the one it names; nothing is written."""
        within = year or reading.year or self._ledger.clock().year
        known = {
            (task.list, fold(task.title or "")): task.id or 0
            for task in self._tasks.page(self._tasks.facts.in_order(within))
        }
        return TaskListPreview(reading, within, tuple(landed(reading.rows, known)))

    def accept(
        self, preview: TaskListPreview, *, doubts: bool = False, close: bool = False
    ) -> list[int]:
        """Write the rows that can be, as one undoable change; returns the ids of the new tasks.

        With `doubts` also those to be looked at. With `close` what the list says is done is
        closed, the list being the written reason; an item of the 双清单 waits for the side that
        proposed it in any case (CLERK §2). Raises Problem where nothing can be written.
        """
        wanted = WRITABLE if doubts else (Landing.NEW,)
        rows = [item for item in preview.rows if item.landing in wanted]
        if not rows:
            raise Problem("没有可以导入的任务，台账没有改动。", code="nothing_to_write")
        name = preview.reading.file
        with self._ledger.transaction(f"导入任务表《{name}》：{len(rows)} 项") as change:
            return [self._write(change, item, preview, close=close) for item in rows]

    def take_in(self, path: Path, *, with_doubts: bool = False) -> TaskListPreview:
        """Read `path` and write what needs no decision. Raises Problem when it is no such list."""
        reading = read_task_list(path, self._ledger.clock().year)
        preview = self.preview(reading)
        self.accept(preview, doubts=with_doubts)
        return preview

    def _write(
        self, change: Transaction, item: LandedRow, preview: TaskListPreview, *, close: bool
    ) -> int:
        row, name = item.row, preview.reading.file
        task = _settled(replace(row.task, year=preview.year), name, close=close)
        if "due" in row.told:
            words = (task.remarks, f"原表时限：{row.told['due']}")
            task = replace(task, remarks="；".join(filter(None, words)))
        number = self._tasks.add(change, task)
        said = "；".join(filter(None, (row.told.get("progress"), row.told.get("proof"))))
        if said:
            day = self._ledger.clock().date().isoformat()
            told = Progress(task_id=number, date=day, words=f"{said}（导入自《{name}》）")
            self._progress.records.add(change, told)
        return number


def _settled(task: Task, name: str, *, close: bool) -> Task:
    """`task` in the state that may be believed: done on paper is not closed here."""
    if task.state in OPEN_STATES:
        return task
    if task.state is not TaskState.CLOSED:
        return replace(task, state_reason=f"导入的清单上写作{task.state.value}")
    if close and not task.mutual:
        return replace(task, state_reason=f"《{name}》上已完成")
    return replace(task, state=TaskState.TO_CHECK, closed_on=None)
