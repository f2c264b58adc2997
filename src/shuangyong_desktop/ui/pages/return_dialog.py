"""收回的表: what a returned file says, row by row, before any of it is registered."""

from array import array
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.returns import WRITABLE, Landing, ReturnCounts
from shuangyong_desktop.services.returned_sheets import ReadSheet
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.columns import Column, Look, Writer
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_MARKS = {
    Landing.NEW: ("circle-check", "ok"),
    Landing.SAME: ("check", "text3"),
    Landing.DIFFERENT: ("alert-triangle", "warn"),
}
_OTHER = ("x", "text2")
_NAMED = 12  # of those who are missing


class Returned(Protocol):
    """What a returned file would do."""

    @property
    def rows(self) -> Sequence[Any]:
        """Its rows, each with where it stood, a name, a landing, why, and changes."""

    @property
    def counts(self) -> ReturnCounts:
        """How many rows landed where."""

    @property
    def missing(self) -> Sequence[int]:
        """Who should be on it and is not."""


class Shelf(Protocol):
    """What reads a returned file; `read` runs off the window's thread."""

    def categories(self) -> list[Any]:
        """The words that `read` reads with."""

    def read(self, path: Path, categories: list[Any], tick: Any = None) -> ReadSheet:
        """The file as it was read; raises Problem."""


def _details(line: Any, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    said = (change.told(masked=masked) for change in line.changes)
    return "；".join(filter(None, [line.why, *said]))


class ReturnDialog(QDialog):
    """Reads the file at `path` and registers what can be, once the clerk has looked at it.

    A kind of sheet says what it assumes where a row does not say (`choices`, `begin`), what
    the file would do (`judge`), who is missing (`names`) and how it is written (`write`).
    """

    name = "return_dialog"
    says = "表上结果"
    says_width = 5.0
    unit = "人"

    def __init__(  # noqa: PLR0913, PLR0917 (whose file is read, by what, and where it is shown)
        self, desk: Desk, notices: Notices, shelf: Shelf, title: str, path: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName(self.name)
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.desk, self.notices = desk, notices
        self.sheet: ReadSheet | None = None
        self._found: Returned | None = None
        self._model = RecordTableModel(self._columns(), self._fetch, self)
        self._model.set_masked(masked=desk.covered)
        self._table = RecordView(self._model, "returned_rows", "收回的行")
        self._build(path, parent.window().size())
        self._read(shelf, path)

    def choices(self) -> Sequence[tuple[str, QWidget]]:
        """What the clerk is asked above the rows: a caption and an input each."""
        raise NotImplementedError

    def begin(self, sheet: ReadSheet) -> None:
        """Set the inputs of `choices` as the file suggests."""

    def judge(self, sheet: ReadSheet) -> Returned:
        """What the file would do under what is chosen; raises Problem."""
        raise NotImplementedError

    def told(self, line: Any) -> str:
        """What a row says, in a word."""
        raise NotImplementedError

    def names(self, missing: Sequence[int]) -> list[str]:
        """The names of some who are missing."""
        raise NotImplementedError

    def absent_words(self, found: Returned) -> str:
        """Who of the communities on the sheet is still to come."""
        raise NotImplementedError

    def write(self, found: Any, *, over: bool, people: bool) -> None:
        """Register the rows; raises Problem."""
        raise NotImplementedError

    def show_rows(self) -> None:
        """Show what the file says under what is chosen now."""
        if self.sheet is None:
            return
        try:
            self._found = found = self.judge(self.sheet)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._model.show(array("I", range(len(found.rows))))
        self._counts.setText(found.counts.words)
        self._missing.setText(self.absent_words(found))
        different = found.counts.landings[Landing.DIFFERENT]
        self._over.setText(f"与已登记不同的 {different} {self.unit}，以表上为准")
        self._over.setVisible(bool(different))
        self._people.setVisible(any(item.changes for item in found.rows))
        self._say_accept()
        if found.rows:
            self._table.go_to(0)

    def some(self, missing: Sequence[int]) -> str:
        """The names of those who are missing, the first dozen of them."""
        more = "等" if len(missing) > _NAMED else ""
        return f"{'、'.join(self.names(missing[:_NAMED]))}{more}"

    def _columns(self) -> tuple[Column, ...]:
        told: Writer = lambda line, _masked: self.told(line)  # noqa: E731 (a Writer)
        return (
            Column("row", "位置", 9.5, lambda line, _masked: f"第 {line.row} 行（{line.sheet}）",
                   look=Look.QUIET),
            Column("name", "姓名", 5, lambda line, _masked: line.name, look=Look.STRONG),
            Column("says", self.says, self.says_width, told),
            Column("landing", "处理", 8.5, lambda line, _masked: line.landing.value,
                   mark=lambda line: _MARKS.get(line.landing, _OTHER)),
            Column("why", "说明", 18, _details),
        )  # fmt: skip

    def _build(self, path: Path, room: QSize) -> None:
        px = theme.active().px
        self._counts = paragraph("", "strong", name="return_counts")
        self._missing = paragraph("", "label", name="return_missing")
        self._over = QCheckBox("与已登记不同的，以表上为准")
        self._over.setObjectName("return_over")
        self._over.toggled.connect(self._say_accept)
        self._people = QCheckBox("表上改过的电话、住址同时更新台账")
        self._people.setObjectName("return_people")
        self._cancel = button("取消", self.reject, name="return_cancel")
        self._accept = button("登记", self._register, kind="primary", name="return_accept")
        asked: list[QWidget] = []
        for words, box in self.choices():
            caption = label(words, "label")
            caption.setBuddy(box)
            asked += [caption, box]
            if isinstance(box, QComboBox):
                box.activated.connect(self.show_rows)
            elif isinstance(box, QLineEdit):
                box.editingFinished.connect(self.show_rows)
        sheet = frame("card")
        column(self._table, into=sheet).setContentsMargins(1, 1, 1, 1)
        whole = QWidget()
        layout = column(
            row(*asked, 1), self._counts, sheet, self._missing, self._over, self._people,
            into=whole, gap=8,
        )  # fmt: skip
        layout.setStretch(2, 1)
        reading = QWidget()
        self._state = label(f"正在读取 {path.name}", "label", name="return_state")
        column(1, row(1, self._state, 1), 1, into=reading)
        self._states = QStackedWidget()
        self._states.addWidget(reading)
        self._states.addWidget(whole)
        outer = column(self._states, row(1, self._cancel, self._accept), into=self, margin=16,
                       gap=10)  # fmt: skip
        outer.setStretch(0, 1)
        self.resize(min(px(940), room.width() - px(20)), min(px(620), room.height() - px(20)))
        self._accept.setEnabled(False)
        self._cancel.setFocus()

    def _read(self, shelf: Shelf, path: Path) -> None:
        job = Job(partial(shelf.read, path, shelf.categories()), self.desk)
        job.progressed.connect(self._say_read)
        job.finished.connect(self._take)
        job.failed.connect(self._give_up)
        self.finished.connect(job.cancel)
        job.start()

    def _say_read(self, done: int, _total: int) -> None:
        self._state.setText(f"正在读取，已读 {done:,} 行")

    def _give_up(self, error: Exception) -> None:
        if self.isVisible():
            self.notices.fail(error)
            self.reject()

    def _take(self, sheet: ReadSheet) -> None:
        self.sheet = sheet
        self.begin(sheet)
        self._states.setCurrentIndex(1)
        self.show_rows()
        self._table.setFocus()

    def _say_accept(self) -> None:
        if self._found is None:
            return
        landings = self._found.counts.landings
        count = landings[Landing.NEW]
        if self._over.isChecked():
            count = sum(landings[landing] for landing in WRITABLE)
        self._accept.setText(f"登记 {count} {self.unit}")
        self._accept.setEnabled(count > 0)

    def _register(self) -> None:
        if self._found is None:
            return
        try:
            self.write(self._found, over=self._over.isChecked(), people=self._people.isChecked())
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.accept()

    def _fetch(self, ids: Sequence[int]) -> list[Any]:
        return [self._found.rows[number] for number in ids] if self._found else []


def choice(name: str, says: str, words: Sequence[str]) -> QComboBox:
    """An input of a few words."""
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.addItems(list(words))
    return box
