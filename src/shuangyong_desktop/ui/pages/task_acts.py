"""What can be done with one task from its panel, the board and the table."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import PROOFS, Closing, Proof, Task, TaskState
from shuangyong_desktop.services.scanning import Scan, scan
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.enclosures import SCANS
from shuangyong_desktop.ui.pages.task_dialogs import (
    ask_progress,
    ask_reason,
    ask_task,
    ask_tick,
    new_task,
)
from shuangyong_desktop.ui.undoing import Undoing


class TaskActs:
    """Every act is one undoable change, said with its 撤销; `parent` is what dialogs stand over.

    `added` is told the id of a new task, so that the page can show it.
    """

    def __init__(
        self, desk: Desk, notices: Notices, parent: QWidget, added: Callable[[int], object]
    ) -> None:
        self.desk = desk
        self._notices = notices
        self._parent = parent
        self._added = added
        self._undoing = Undoing(desk, notices)

    def add(self, section: str) -> None:
        """Ask for a new task of the year that is shown."""
        stored = ask_task(self.desk, new_task(self.desk.year, section), self._parent)
        if stored is not None:
            self._undoing.written(f"已新增任务：{stored.title}")
            self._added(stored.id or 0)

    def edit(self, task: Task) -> None:
        """Ask for changes of a task and its conditions."""
        if ask_task(self.desk, task, self._parent) is not None:
            self._undoing.written(f"已修改任务：{task.title}")

    def report(self, task: Task) -> None:
        """登记进展."""
        if ask_progress(self.desk, task, self._parent):
            self._undoing.written(f"已登记进展：{task.title}")

    def take_back(self, progress_id: int) -> None:
        """Remove progress that was told by hand."""
        self._do(partial(self.desk.office.progress.remove, progress_id), "已删除进展")

    def move(self, task: Task, state: TaskState) -> None:
        """Bring a task into a state that asks for no reason."""
        done = f"“{task.title}”改为{state.value}"
        self._do(partial(self.desk.office.tasks.move, task.id or 0, state), done)

    def move_because(self, task: Task, state: TaskState, title: str, hint: str) -> None:
        """Bring a task into a state whose reason is written down."""
        write = partial(self.desk.office.tasks.move, task.id or 0, state)
        if ask_reason(self.desk, title, f"{task.title}。{hint}", write, self._parent):
            self._undoing.written(f"“{task.title}”改为{state.value}")

    def carry_over(self, task: Task) -> None:
        """转入下年: a task begins anew, this one ends as 转入下年."""
        year = self.desk.year + 1

        def write(reason: str) -> None:
            self.desk.office.tasks.carry_over([task.id or 0], year, reason)

        hint = f"{task.title}。今年的这一项记为“转入下年”，明年重新开始，请写明原因。"
        if ask_reason(self.desk, f"转入 {year} 年", hint, write, self._parent):
            self._undoing.written(f"“{task.title}”已转入 {year} 年")

    def close(self, task: Task, closing: Closing) -> None:
        """销号 as the form says."""
        self._do(partial(self.desk.office.tasks.close, task.id or 0, closing),
                 f"已销号：{task.title}")  # fmt: skip

    def close_all_the_same(self, task: Task, closing: Closing) -> None:
        """仍要销号: what is missing is outweighed by a reason that stays with the task."""

        def write(reason: str) -> None:
            self.desk.office.tasks.close(task.id or 0, replace(closing, reason=reason))

        hint = f"{task.title}。销号条件还没有齐，理由会和销号一起留存。"
        if ask_reason(self.desk, "仍要销号", hint, write, self._parent):
            self._undoing.written(f"已销号：{task.title}")

    def assign(self, task_id: int, unit: str) -> None:
        """Another unit leads a task from now on; none where `unit` is empty."""
        tasks = self.desk.office.tasks
        task = tasks.get(task_id)
        said = f"“{task.title}”的牵头单位{f'改为{unit}' if unit else '待定'}"
        self._do(partial(tasks.save, replace(task, unit=unit or None)), said)

    def remove(self, task: Task) -> None:
        """Put a task into 回收站: it can be brought back, so nothing is asked first."""
        said = f"已移入回收站：{task.title}"
        self._do(partial(self.desk.office.tasks.remove, task.id or 0), said)

    def tick(self, proof: Proof) -> None:
        """标记已齐: a condition is met on paper."""
        if ask_tick(self.desk, proof, self._parent):
            self._undoing.written(f"已标记“{proof.title}”齐备")

    def untick(self, proof: Proof) -> None:
        """A condition counts by its files again."""
        save = self.desk.office.entries(PROOFS).save
        bare = replace(proof, ticked_on=None, words=None)
        self._do(partial(save, bare), f"已取消“{proof.title}”的齐备标记")

    def choose_file(self, target: Enclosure) -> None:
        """Let the clerk choose a file and keep it with a condition or a task."""
        path = self._notices.open_file("添加佐证", SCANS)
        if path is not None:
            self.take_files(target, [path])

    def take_files(self, target: Enclosure, paths: Iterable[Path]) -> None:
        """Make files ready in a worker and keep them as `target` says, one after the other."""
        waiting = list(paths)
        if not waiting:
            return
        job = Job(lambda _tick: scan(waiting[0]), self.desk)
        job.finished.connect(partial(self._keep, target, waiting[1:]))
        job.failed.connect(self._notices.fail)
        job.start()

    def open_file(self, enclosure: Enclosure) -> None:
        """Show a file in the program that opens its kind, through the private folder."""
        path = self.desk.office.enclosures.copy(enclosure.id or 0, self.desk.scratch)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def remove_file(self, enclosure: Enclosure) -> None:
        """Put a file into 回收站."""
        remove = partial(self.desk.office.enclosures.remove, enclosure.id or 0)
        self._do(remove, f"已移除：{enclosure.title}")

    def _keep(self, target: Enclosure, more: list[Path], made: Scan) -> None:
        if not isValid(self._parent):
            return
        self._do(partial(self.desk.office.enclosures.add, made, target), f"已添加：{made.name}")
        self.take_files(target, more)

    def _do(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except Problem as problem:
            self._notices.fail(problem)
            self.desk.changed.emit()  # what was shown ahead of the writing goes back
            return
        self._undoing.written(said)
