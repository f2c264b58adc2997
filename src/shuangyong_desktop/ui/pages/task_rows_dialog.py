"""A file of tasks as it was read, row by row, before any of it is written."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.columns import Column
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

SHEETS = "表格 (*.xlsx *.xls *.csv *.et)"
"""The files that lists of tasks come in."""


class TaskRowsDialog(QDialog):
    """Reads a file off the screen, shows its rows and writes what can be written.

    A dialog over it says what is done with the reading (`take`), which rows there are, and how
    they are written (`write`); `written` says how many were.
    """

    def __init__(  # noqa: PLR0913 (what is shown, and where)
        self, desk: Desk, notices: Notices, parent: QWidget, *, name: str, title: str,
        columns: Sequence[Column],
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.desk, self.notices, self.written = desk, notices, 0
        self._name = name
        self._rows: Sequence[Any] = ()
        self._model = RecordTableModel(columns, self._fetch, self)
        self._table = RecordView(self._model, f"{name}_rows", "读到的行")
        self.counts = paragraph("", "strong", name=f"{name}_counts")
        self.note = paragraph("", "label", name=f"{name}_note")
        self._options = column(gap=6)
        self._state = label("", "label", name=f"{name}_state")
        self._accept = button("写入", self._write, kind="primary", name=f"{name}_accept")
        self._accept.setEnabled(False)
        self._cancel = button("取消", self.reject, name=f"{name}_cancel")
        self._build(parent)

    def read(self, path: Path, work: Callable[[Tick], Any]) -> None:
        """Read `path` by `work` on another thread, also again."""
        self._states.setCurrentIndex(0)
        self._accept.setEnabled(False)
        self._state.setText(f"正在读取 {path.name}")
        job = Job(work, self)
        job.finished.connect(self._show)
        job.failed.connect(self._give_up)
        self.finished.connect(job.cancel)
        job.start()

    def option(self, name: str, changed: Callable[..., object]) -> QCheckBox:
        """One more thing to be decided, below the rows; it says itself what."""
        box = QCheckBox()
        box.setObjectName(f"{self._name}_{name}")
        box.toggled.connect(changed)
        box.hide()
        self._options.addWidget(box)
        return box

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows."""
        self._rows = rows
        self._model.show(array("I", range(len(rows))))
        if rows:
            self._table.go_to(0)

    def say_accept(self, words: str, *, can: bool) -> None:
        """What the verb of the dialog says, and whether there is anything to write."""
        self._accept.setText(words)
        self._accept.setAccessibleName(words)
        self._accept.setEnabled(can)

    def take(self, reading: Any) -> None:
        """Show what was read; raises Problem where it cannot be used."""
        raise NotImplementedError

    def write(self) -> int:
        """Write what can be; returns how many. Raises Problem."""
        raise NotImplementedError

    def _build(self, parent: QWidget) -> None:
        px = theme.active().px
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        whole = QWidget()
        self.tools = row(self.counts, gap=12, stretch=0)
        column(self.tools, sheet, self.note, self._options, into=whole, gap=8).setStretch(1, 1)
        reading = QWidget()
        column(1, row(1, self._state, 1), 1, into=reading)
        self._states = QStackedWidget()
        self._states.addWidget(reading)
        self._states.addWidget(whole)
        column(self._states, row(1, self._cancel, self._accept), into=self, margin=16, gap=10)
        room = parent.window().size()
        self.resize(min(px(1080), room.width() - px(20)), min(px(640), room.height() - px(20)))
        self._cancel.setFocus()

    def _show(self, reading: Any) -> None:
        try:
            self.take(reading)
        except Problem as problem:
            self._give_up(problem)
            return
        self._states.setCurrentIndex(1)
        self._table.setFocus()

    def _give_up(self, error: Exception) -> None:
        if self.isVisible():
            self.notices.fail(error)
            self.reject()

    def _write(self) -> None:
        try:
            self.written = self.write()
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.accept()

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [self._rows[number] for number in ids]
