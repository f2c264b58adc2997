"""导入名单: what a spreadsheet says of a register, row by row, before any of it is written."""

from array import array
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.services.roll_imports import (
    WRITTEN,
    Different,
    LandedRow,
    Landing,
    RollFile,
    RollPreview,
)
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

SHEETS = "表格 (*.xls *.xlsx *.et *.csv)"
_MARKS = {
    Landing.NEW: ("circle-check", "ok"),
    Landing.FILLS: ("plus", "info"),
    Landing.DIFFERENT: ("alert-triangle", "warn"),
    Landing.SAME: ("check", "text3"),
}
_OTHER = ("x", "text2")
_NAMED = 8


class RollImportDialog(QDialog):
    """Reads the file at `path`; `written` says how many records came of it."""

    def __init__(
        self, desk: Desk, notices: Notices, register: Register[Any], path: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("roll_import_dialog")
        self.setWindowTitle(f"导入{register.title}：{path.name}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.written = 0
        self._desk, self._notices, self._register = desk, notices, register
        self._preview: RollPreview | None = None
        self._model = RecordTableModel(self._columns(), self._fetch, self, tickable=True)
        self._model.set_masked(masked=desk.covered)
        self._model.ticks_changed.connect(self._say_accept)
        self._table = RecordView(self._model, "roll_import_rows", "名单逐行结果")
        self._build(path, parent.window().size())
        self._read(path)

    def _build(self, path: Path, room: QSize) -> None:
        px = theme.active().px
        self._counts = paragraph("", "strong", name="roll_import_counts")
        self._unknown = paragraph("", "note", name="roll_import_unknown")
        self._different = QComboBox()
        self._different.setObjectName("roll_import_different")
        self._different.setAccessibleName("与台账不同的行")
        self._different.addItems([way.value for way in Different])
        self._different.activated.connect(self._tick_usual)
        caption = label("与台账不同的行", "label")
        caption.setBuddy(self._different)
        self._choice = QWidget()
        row(caption, self._different, 1, into=self._choice)
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        self._state = label(f"正在读取“{path.name}”", "label", name="roll_import_reading")
        reading = QWidget()
        column(1, row(1, self._state, 1), 1, into=reading)
        whole = QWidget()
        column(self._counts, self._unknown, sheet, self._choice,
               label("空格 勾选或去掉一行。导入后可以一步撤销。", "note"),
               into=whole, gap=8).setStretch(2, 1)  # fmt: skip
        self._states = QStackedWidget()
        self._states.addWidget(reading)
        self._states.addWidget(whole)
        self._accept = button("导入", self._write, kind="primary", name="roll_import_accept")
        self._accept.setEnabled(False)
        cancel = button("取消", self.reject, name="roll_import_cancel")
        outer = column(self._states, row(1, cancel, self._accept), into=self, margin=16, gap=10)
        outer.setStretch(0, 1)
        self.resize(min(px(900), room.width() - px(20)), min(px(600), room.height() - px(20)))

    def _read(self, path: Path) -> None:
        read = partial(self._desk.office.roll_imports.read, path, self._register)
        job = Job(read, self._desk)
        job.progressed.connect(self._say_read)
        job.finished.connect(self._take)
        job.failed.connect(self._give_up)
        self.finished.connect(job.cancel)
        job.start()

    def _say_read(self, done: int, _total: int) -> None:
        self._state.setText(f"正在读取，已读 {done:,} 行")

    def _give_up(self, error: Exception) -> None:
        if self.isVisible():
            self._notices.fail(error)
            self.reject()

    def _take(self, file: RollFile) -> None:
        self._preview = preview = self._desk.office.roll_imports.preview(self._register, file)
        self._states.setCurrentIndex(1)
        self._counts.setText(preview.words)
        names = "、".join(preview.unknown[:_NAMED])
        more = "等" if len(preview.unknown) > _NAMED else ""
        self._unknown.setText(f"没有对应的栏目，不导入：{names}{more}" if names else "")
        self._unknown.setVisible(bool(names))
        self._choice.setVisible(bool(preview.count(Landing.DIFFERENT)))
        self._model.show(array("I", range(len(preview.rows))))
        self._tick_usual()
        if preview.rows:
            self._table.go_to(0)
        self._table.setFocus()

    def _tick_usual(self) -> None:
        """Tick what can be written without losing anything; the clerk may tick the rest."""
        if self._preview is None:
            return
        wanted = self._wanted()
        self._model.ticked = {
            place for place, line in enumerate(self._preview.rows)
            if line.landing in wanted and not line.row.lost
        }  # fmt: skip
        self._table.viewport().update()
        self._say_accept()

    def _wanted(self) -> tuple[Landing, ...]:
        leave = self._different.currentText() == Different.LEAVE.value
        return WRITTEN if leave else (*WRITTEN, Landing.DIFFERENT)

    def _chosen(self) -> set[int]:
        """The ticked rows that can be written."""
        lines = self._preview.rows if self._preview else ()
        wanted = self._wanted()
        return {place for place in self._model.ticked if lines[place].landing in wanted}

    def _say_accept(self) -> None:
        count = len(self._chosen())
        self._accept.setText(f"导入 {count:,} 条" if count else "没有可以导入的行")
        self._accept.setEnabled(count > 0)

    def _write(self) -> None:
        if self._preview is None:
            return
        left_out = set(range(len(self._preview.rows))) - self._chosen()
        try:
            self.written = self._desk.office.roll_imports.accept(
                self._register, self._preview, left_out=left_out,
                different=Different(self._different.currentText()),
            )  # fmt: skip
        except Problem as problem:
            self._notices.fail(problem)
            return
        self.accept()

    def _fetch(self, places: Sequence[int]) -> list[LandedRow]:
        return [self._preview.rows[place] for place in places] if self._preview else []

    def _columns(self) -> tuple[Column, ...]:
        register = self._register
        date = register.schema.by_key.get(register.date)
        return (
            Column("row", "位置", 5, lambda line, _masked: f"第 {line.row.row} 行",
                   look=Look.QUIET),
            Column("called", register.schema[register.named].label, 9,
                   lambda line, _masked: register.called(line.record), look=Look.STRONG),
            *((Column("date", date.label, 7,
                      lambda line, _masked: date.write(getattr(line.record, date.key))),)
              if date is not None and date.key != register.named else ()),
            Column("landing", "处理", 8, lambda line, _masked: _landing(line), mark=_mark),
            Column("why", "说明", 20, lambda line, masked: self._why(line, masked=masked)),
        )  # fmt: skip

    def _why(self, line: LandedRow, *, masked: bool) -> str:
        """What is doubtful about a row; a doubt may quote a number, which stays covered."""
        said = [line.why]
        for doubt in line.row.doubts:
            field = self._register.schema.by_key.get(doubt.field)
            covered = masked and field is not None and field.kind.mask is not None
            said.append(f"{field.label}待核实" if covered and field else doubt.sentence)
        return "；".join(words for words in said if words)


def _landing(line: LandedRow) -> str:
    """Where a row lands; one of which something would be lost waits for the clerk."""
    doubtful = line.landing in WRITTEN and line.row.lost
    return f"{line.landing.value}，待核实" if doubtful else line.landing.value


def _mark(line: LandedRow) -> tuple[str, str]:
    if line.row.lost and line.landing in WRITTEN:
        return _MARKS[Landing.DIFFERENT]
    return _MARKS.get(line.landing, _OTHER)
