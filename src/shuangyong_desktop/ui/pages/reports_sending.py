"""登记报送: when a paper went to whom with which numbers, and what was sent before (CLERK §5.3)."""

from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QDialog, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.submissions import SUBMISSIONS, Submission
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import columns_of
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

Told = Callable[[], tuple[str, Mapping[str, str]]]
"""Gives the title of the paper as it stands, and its numbers by what they count."""
_HINT = "报送时的数字随这次登记保存，以后台账变动不影响。"


class SendingStrip(QWidget):
    """One line under a report: how often it was sent, 登记报送 and what was sent before."""

    def __init__(self, desk: Desk, notices: Notices, told: Told) -> None:
        super().__init__()
        self._desk, self._notices, self._told = desk, notices, told
        self._undoing = Undoing(desk, notices)
        self._key = ""
        self._words = label("", "note", name="sendings")
        self._before = button("查看", self._show_before, kind="link", name="sendings_show")
        self.register = button("登记报送", self._ask, kind="link", icon="file-export",
                               name="sending_register")  # fmt: skip
        row(self._words, self._before, 1, self.register, into=self)

    def show_report(self, key: str) -> None:
        """Tell of the report `key`."""
        self._key = key
        found = self._found()
        last = f"，最近 {show_date(found[0].date or '')} {found[0].to}" if found else ""
        self._words.setText(f"报送 {len(found)} 次{last}" if found else "还没有登记报送")
        self._before.setVisible(bool(found))

    def _found(self) -> list[Submission]:
        only = RecordFilter(equal=(("report", self._key),))
        return list(self._desk.office.entries(SUBMISSIONS).every(only))

    def _ask(self) -> None:
        title, values = self._told()
        today = self._desk.office.ledger.clock().date().isoformat()
        began = Submission(report=self._key, title=title, date=today, values=values)
        entries = self._desk.office.entries(SUBMISSIONS)
        choices = {"to": list(dict.fromkeys(one.to or "" for one in entries.every()))}

        def save(record: Any) -> Submission:
            return entries.save(replace(record, report=self._key, values=values))

        dialog = RecordDialog(
            self._desk, "登记报送", SUBMISSIONS.schema, save, self, name="sending",
            hint=_HINT, choices={key: words for key, words in choices.items() if words},
        )  # fmt: skip
        dialog.show_record(began)
        if dialog.exec():
            self._undoing.written(f"已登记报送：{dialog.stored.title}")
        dialog.deleteLater()

    def _show_before(self) -> None:
        dialog = SendingsDialog(self._desk, self._notices, self._found(), self)
        dialog.exec()
        dialog.deleteLater()


class SendingsDialog(QDialog):
    """Every 报送 of one report, and the numbers of the chosen one as they were."""

    def __init__(
        self, desk: Desk, notices: Notices, found: list[Submission], parent: QWidget
    ) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("sendings_dialog")
        self.setWindowTitle("报送登记")
        self._desk, self._notices = desk, notices
        self._undoing = Undoing(desk, notices)
        entries = desk.office.entries(SUBMISSIONS)
        self._model = RecordTableModel(columns_of(SUBMISSIONS.schema), entries.page, self)
        self._table = RecordView(self._model, "sendings_list", "报送记录")
        self._table.current_changed.connect(self._show_numbers)
        self._numbers = paragraph("", "label", name="sending_numbers")
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        acts = row(
            label("Del 删除", "note"), 1,
            button("删除", self._remove, icon="trash", name="sending_remove"),
            button("关闭", self.reject, kind="primary", name="sendings_close"),
        )  # fmt: skip
        layout = column(sheet, label("报送时的数字", "strong"), self._numbers, acts,
                        into=self, margin=14, gap=10)  # fmt: skip
        layout.setStretch(0, 1)
        shortcut("Del", self._table, self._remove)
        room = parent.window().size()
        self.resize(min(px(760), room.width()), min(px(520), room.height() - px(20)))
        self._model.show(array("I", (one.id or 0 for one in found)))
        self._table.go_to(0)
        self._show_numbers()

    def _chosen(self) -> Submission | None:
        at = self._table.current_row()
        known = at is not None and at < self._model.rowCount()
        return self._model.record(at or 0) if known else None

    def _show_numbers(self) -> None:
        chosen = self._chosen()
        told = chosen.values if chosen else {}
        self._numbers.setText("　".join(f"{words} {value}" for words, value in told.items())
                              or "没有保存数字。")  # fmt: skip

    def _remove(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        self._desk.office.entries(SUBMISSIONS).remove(chosen.id or 0)
        left = [self._model.id_at(at) for at in range(self._model.rowCount())]
        self._model.show(array("I", (number for number in left if number != chosen.id)))
        if self._model.rowCount():
            self._table.go_to(0)
        self._undoing.written(f"已删除报送：{chosen.title}")
        self._show_numbers()
