"""收回核对表: what a returned file says, row by row, before any of it is registered."""

from array import array
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.returns import WRITABLE, Landing, ReturnedRow
from shuangyong_desktop.domain.rounds import Finding, Round, RoundWay
from shuangyong_desktop.services.returned_sheets import ReadSheet
from shuangyong_desktop.services.round_returns import Assumed, ReturnPreview
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_MARKS = {
    Landing.NEW: ("circle-check", "ok"),
    Landing.SAME: ("check", "text3"),
    Landing.DIFFERENT: ("alert-triangle", "warn"),
}
_OTHER = ("x", "text2")


def _says(row: ReturnedRow, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    finding = row.result.finding if row.result else None
    return finding.value if finding else ""


def _details(row: ReturnedRow, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    said = (change.told(masked=masked) for change in row.changes)
    return "；".join(filter(None, [row.why, *said]))


_COLUMNS = (
    Column("row", "位置", 8, lambda row, _masked: f"第 {row.row} 行（{row.sheet}）",
           look=Look.QUIET),
    Column("name", "姓名", 5, lambda row, _masked: row.name, look=Look.STRONG),
    Column("says", "表上结果", 5, _says),
    Column("landing", "处理", 8.5, lambda row, _masked: row.landing.value,
           mark=lambda row: _MARKS.get(row.landing, _OTHER)),
    Column("why", "说明", 18, _details),
)  # fmt: skip
_NAMED = 12  # of those who are missing
_ASSUMED = ("按表上的结果", "表上的人都算属实")


class RoundReturnDialog(QDialog):
    """Reads the file at `path` and registers what can be, once the clerk has looked at it."""

    def __init__(
        self, desk: Desk, notices: Notices, current: Round, path: Path, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("round_return_dialog")
        self.setWindowTitle(f"收回核对表：{current.title}")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk, self._notices, self._round = desk, notices, current
        self._sheet: ReadSheet | None = None
        self._preview: ReturnPreview | None = None
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._model.set_masked(masked=desk.covered)
        self._table = RecordView(self._model, "returned_rows", "收回的行")
        self._build(path, parent.window().size())
        self._read(path)

    def _build(self, path: Path, room: QSize) -> None:
        px = theme.active().px
        self._counts = paragraph("", "strong", name="return_counts")
        self._missing = paragraph("", "label", name="return_missing")
        self._assumed = QComboBox()
        self._assumed.setObjectName("return_assumed")
        self._assumed.setAccessibleName("结果")
        self._assumed.addItems(_ASSUMED)
        self._assumed.activated.connect(self._show)
        self._way = QComboBox()
        self._way.setObjectName("return_way")
        self._way.setAccessibleName("表上没写方式时")
        self._way.addItems([way.value for way in RoundWay])
        self._way.activated.connect(self._show)
        self._over = QCheckBox("与已登记不同的，以表上为准")
        self._over.setObjectName("return_over")
        self._over.toggled.connect(self._say_accept)
        self._people = QCheckBox("表上改过的电话、住址同时更新台账")
        self._people.setObjectName("return_people")
        self._cancel = button("取消", self.reject, name="return_cancel")
        self._accept = button("登记", self._register, kind="primary", name="return_accept")
        captions = [label(words, "label") for words in ("结果", "没写方式时")]
        for caption, box in zip(captions, (self._assumed, self._way), strict=True):
            caption.setBuddy(box)
        sheet = frame("card")
        stack = column(self._table, into=sheet)
        stack.setContentsMargins(1, 1, 1, 1)
        whole = QWidget()
        layout = column(
            row(captions[0], self._assumed, captions[1], self._way, 1),
            self._counts, sheet, self._missing, self._over, self._people, into=whole, gap=8,
        )  # fmt: skip
        layout.setStretch(2, 1)
        reading = QWidget()
        self._state = label(f"正在读取 {path.name}", "label", name="return_state")
        column(1, row(1, self._state, 1), 1, into=reading)
        self._states = QStackedWidget()
        self._states.addWidget(reading)
        self._states.addWidget(whole)
        outer = column(
            self._states,
            row(1, self._cancel, self._accept),
            into=self, margin=16, gap=10,
        )  # fmt: skip
        outer.setStretch(0, 1)
        self.resize(min(px(940), room.width() - px(20)), min(px(620), room.height() - px(20)))
        self._accept.setEnabled(False)
        self._cancel.setFocus()

    def _read(self, path: Path) -> None:
        returns = self._desk.office.round_returns
        job = Job(partial(returns.read, path, returns.categories()), self._desk)
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

    def _take(self, sheet: ReadSheet) -> None:
        self._sheet = sheet
        says = any("finding" in columns for columns in sheet.columns.values())
        self._assumed.setCurrentIndex(0 if says else 1)
        self._way.setCurrentText((RoundWay.HOME if says else RoundWay.SYSTEM).value)
        self._states.setCurrentIndex(1)
        self._show()
        self._table.setFocus()

    def _show(self) -> None:
        """Show what the file says under what is assumed now."""
        if self._sheet is None:
            return
        today = date.today().isoformat()  # noqa: DTZ011 (the clerk's own calendar)
        all_true = self._assumed.currentIndex() == 1
        assumed = Assumed(
            Finding.TRUE if all_true else None, RoundWay(self._way.currentText()), today
        )
        returns, number = self._desk.office.round_returns, self._round.id or 0
        self._preview = preview = returns.preview(number, self._sheet, assumed)
        self._model.show(array("I", range(len(preview.rows))))
        self._counts.setText(preview.counts.words)
        self._missing.setText(self._missing_words(preview))
        different = preview.counts.landings[Landing.DIFFERENT]
        self._over.setText(f"与已登记不同的 {different} 人，以表上为准")
        self._over.setVisible(bool(different))
        self._people.setVisible(any(item.changes for item in preview.rows))
        self._say_accept()
        if preview.rows:
            self._table.go_to(0)

    def _missing_words(self, preview: ReturnPreview) -> str:
        """Who of the communities on the sheet is still to come."""
        if not any(row.member_id for row in preview.rows):
            return "表上没有这一轮的人，请核对是不是选错了文件。"
        if not preview.missing:
            return "表上的村（社区）没有漏下未确认的人。"
        lines = self._desk.office.round_results.page(preview.missing[:_NAMED])
        more = "等" if len(preview.missing) > _NAMED else ""
        names = "、".join(line.person.name for line in lines)
        return f"这些村（社区）还有 {len(preview.missing)} 人没有交回：{names}{more}"

    def _say_accept(self) -> None:
        if self._preview is None:
            return
        landings = self._preview.counts.landings
        count = landings[Landing.NEW]
        if self._over.isChecked():
            count = sum(landings[landing] for landing in WRITABLE)
        self._accept.setText(f"登记 {count} 人")
        self._accept.setEnabled(count > 0)

    def _register(self) -> None:
        if self._preview is None:
            return
        try:
            self._desk.office.round_returns.accept(
                self._round.id or 0, self._preview,
                over=self._over.isChecked(), people=self._people.isChecked(),
            )  # fmt: skip
        except Problem as problem:
            self._notices.fail(problem)
            return
        self.accept()

    def _fetch(self, ids: Sequence[int]) -> list[ReturnedRow]:
        return [self._preview.rows[number] for number in ids] if self._preview else []
