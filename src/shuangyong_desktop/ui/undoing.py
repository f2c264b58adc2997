"""撤销 and 重做 from anywhere in the window, in slices that leave it answering."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from shuangyong_desktop.domain.changes import Change
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip


class Undoing(QObject):
    """Takes one change back, or does it again, behind a progress strip with 取消."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notices = notices
        self._steps: Iterator[int] | None = None
        self._slices: Slices | None = None
        self._strip: ProgressStrip | None = None
        self._done = ""

    def undo_last(self) -> None:
        """Take back what was done last (Ctrl+Z)."""
        self._last(self._desk.office.history.next_undo(), "没有可以撤销的操作。", undo=True)

    def redo_last(self) -> None:
        """Do again what was undone last (Ctrl+Y)."""
        self._last(self._desk.office.history.next_redo(), "没有可以重做的操作。", undo=False)

    def written(self, said: str, *, changes: int = 1) -> None:
        """Let the pages hear that something was written just now, and say it with its 撤销.

        Where that was several `changes` the words lead to 操作记录; with none there is no 撤销.
        """
        undo = self._of_newest() if changes == 1 else None
        self._desk.changed.emit()
        self._notices.toast(f"{said}，可在操作记录中逐条撤销" if changes > 1 else said, undo)

    def offer(self, said: str) -> None:
        """Say what was written just now, with the 撤销 of that very change."""
        self._notices.toast(said, self._of_newest())

    def _of_newest(self) -> Callable[[], None] | None:
        change = self._desk.office.history.next_undo()
        return None if change is None else partial(self.undo, change)

    def undo(self, change: Change) -> None:
        """Take back `change`."""
        self._begin(change, undo=True)

    def redo(self, change: Change) -> None:
        """Do `change` again."""
        self._begin(change, undo=False)

    def _last(self, change: Change | None, nothing: str, *, undo: bool) -> None:
        if change is None:
            self._notices.toast(nothing)
        else:
            self._begin(change, undo=undo)

    def _begin(self, change: Change, *, undo: bool) -> None:
        if self._desk.busy:
            return
        history = self._desk.office.history
        verb = "撤销" if undo else "重做"
        try:
            turn = history.undoing if undo else history.redoing
            self._steps = turn(change.id)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._done = f"已{verb}：{change.title}"
        self._desk.busy = True
        window = QApplication.activeWindow()
        if window is not None:
            self._strip = ProgressStrip(window)
            self._strip.cancelled.connect(self._cancel)
            self._strip.begin(f"正在{verb}：{change.title}", "步")
        self._slices = Slices(self._step, self)
        self._slices.finished.connect(self._finish)
        self._slices.failed.connect(self._fail)
        self._slices.start()

    def _step(self) -> tuple[int, int]:
        if self._steps is None or next(self._steps, None) is None:
            return 1, 1
        return 0, 1

    def _finish(self) -> None:
        self._clear()
        self._desk.changed.emit()
        self._notices.toast(self._done)

    def _fail(self, error: Exception) -> None:
        self._clear()
        self._notices.fail(error)

    def _cancel(self) -> None:
        """Drop the steps, which rolls everything back."""
        self._clear()
        self._notices.toast("已取消，台账没有改动。")

    def _clear(self) -> None:
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
        if isinstance(self._steps, Iterator) and hasattr(self._steps, "close"):
            self._steps.close()
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
        self._slices, self._steps, self._strip = None, None, None
        self._desk.busy = False
