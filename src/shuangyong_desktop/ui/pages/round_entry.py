"""The people of a round and what was found of them, typed in row by row."""

import re
from array import array
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.rounds import (
    ACTED_ON,
    ROUND_MEMBERS,
    Finding,
    RoundMember,
    RoundWay,
    Standing,
)
from shuangyong_desktop.domain.text import mask_phone
from shuangyong_desktop.services.rounds import RoundLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    rule,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import Fetch, RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.shortened import Shortened

_MARKS = {
    Standing.SETTLED: ("circle-check", "ok"),
    Standing.OPEN: ("clock", "text3"),
    Standing.ODD: ("alert-triangle", "warn"),
}
_KEYS = {Qt.Key.Key_1 + place: finding for place, finding in enumerate(Finding)}
_WRITTEN = ("changes", "remarks")
_NUMBER = re.compile(r"\d{7,}")


def _result(line: RoundLine, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    if line.member.finding is not None:
        return line.member.finding.value
    return "未确认" if line.standing is Standing.OPEN else f"已{line.person.status.value}"


def _mark(line: RoundLine) -> tuple[str, str]:
    return _MARKS[line.standing]


def _found(key: str) -> Callable[[RoundLine, bool], str]:
    field = ROUND_MEMBERS.schema[key]
    return lambda line, _masked: field.write(getattr(line.member, key)).replace("\n", " ")


def _changes(line: RoundLine, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    words = (line.member.changes or "").replace("\n", " ")
    return _NUMBER.sub(lambda found: mask_phone(found[0]), words) if masked else words


_COLUMNS = (
    Column("name", "姓名", 5, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("categories", "人员类别", 8,
           lambda line, _masked: names_of(line.person.categories, short=True), look=Look.CHIPS),
    Column("address", "住址", 7,
           lambda line, _masked: line.person.address or line.person.registered_address or ""),
    Column("result", "结果", 5, _result, mark=_mark),
    Column("way", "方式", 4.5, _found("way")),
    Column("done_on", "时间", 6, _found("done_on")),
    Column("changes", "变更内容", 7, _changes),
)  # fmt: skip


class RoundEntryTable(QWidget):
    """The members of a round; keys 1 to 6 and the buttons say what was found.

    `registered` carries member ids and the result, `written` one member as typed below the
    table, `taken_back` ids, `acted_on` the line whose death or move is to be registered.
    Ticked lines are meant together, else the line the keyboard is on.
    """

    registered = Signal(object, object)
    written = Signal(object)
    taken_back = Signal(object)
    acted_on = Signal(object)

    def __init__(self, fetch: Fetch) -> None:
        super().__init__()
        self._closed = False
        self._model = RecordTableModel(_COLUMNS, fetch, self, tickable=True)
        self._model.ticks_changed.connect(self._say_ticks)
        self._table = RecordView(self._model, "round_members", "核对名单")
        self._table.installEventFilter(self)
        self._table.current_changed.connect(self._show_line)
        self._shown: RoundMember | None = None
        self._build()

    @property
    def dirty(self) -> bool:
        """Whether something typed below the table is not saved."""
        if self._shown is None:
            return False
        known = self._shown
        return any(
            (getattr(known, key) or "") != self._texts[key].text().strip() for key in _WRITTEN
        )

    def show_members(self, ids: "array[int]", words: str, numbers: str, *, closed: bool) -> None:
        """Show these members; the line in front stays in front where it is still there.

        `words` say where they live and `numbers` how far the round has come there.
        """
        at = self._table.current_row()
        kept = self._model.id_at(at) if at is not None and at < self._model.rowCount() else None
        self._closed = closed
        self._heading.setText(f"{words}　{len(ids):,} 人")
        self._numbers.setText(numbers)
        self._model.show(ids)
        self._table.setVisible(bool(ids))
        self._nobody.setVisible(not ids)
        for each in (*self._findings, self._way, self._day, self._by, self._save):
            each.setEnabled(not closed)
        if ids:
            found = self._model.row_of(kept) if kept is not None else None
            at = min(at or 0, len(ids) - 1)
            self._table.go_to(at if found is None else found)
        self._shown = None
        self._show_line()

    def set_masked(self, *, masked: bool) -> None:
        """Cover or show telephone numbers among what has changed."""
        self._model.set_masked(masked=masked)

    def step_on(self) -> None:
        """Go to the next line, and let the ticks go."""
        at = self._table.current_row()
        if self._model.ticked:
            self._model.tick_all(ticked=False)
        elif at is not None and at + 1 < self._model.rowCount():
            self._table.go_to(at + 1)
        self._table.setFocus()

    def ask_what_changed(self) -> None:
        """Put the keyboard where the change of the line in front is written."""
        self._show_line()
        self._texts["changes"].setFocus()

    def refuse(self, sentence: str) -> None:
        """Say below the inputs why something was not saved."""
        self._error.setText(sentence)
        self._error.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._table
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._act_on(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        px = theme.active().px
        self._heading = label("", "heading", name="round_heading")
        self._way = QComboBox()
        self._way.setObjectName("round_way")
        self._way.setAccessibleName("确认方式")
        self._way.addItems([way.value for way in RoundWay])
        self._way.setCurrentText(RoundWay.HOME.value)
        today = date.today().isoformat()  # noqa: DTZ011 (the clerk's own calendar)
        self._day = _line("round_day", "确认时间", today, px(96))
        self._by = _line("round_by", "确认人", "", px(80))
        self._numbers = Shortened("", "note", name="round_numbers", least=0)
        tools = row(self._heading, self._numbers, 1)
        for words, edit in (("方式", self._way), ("时间", self._day), ("确认人", self._by)):
            caption = label(words, "label")
            caption.setBuddy(edit)
            tools.addWidget(caption)
            tools.addWidget(edit)
        tools.setContentsMargins(px(12), px(9), px(12), px(4))
        self._findings = [
            button(f"{place} {finding.value}", partial(self._register, finding),
                   name=f"found_{finding.name.lower()}")
            for place, finding in enumerate(Finding, 1)
        ]  # fmt: skip
        keys = row(*self._findings, button("取消登记", self._clear, kind="flat", name="found_none"),
                   1, gap=6)  # fmt: skip
        self._ticks = Shortened("", "note", name="round_ticks")
        keys.addWidget(self._ticks)
        keys.setContentsMargins(px(12), 0, px(12), px(9))
        self._nobody = paragraph("这里没有人员。请在左边另选进度或村（社区）。", name="no_members")
        self._nobody.setContentsMargins(px(12), px(12), px(12), px(12))
        sheet = frame("card", name="round_card")
        layout = column(tools, keys, self._table, self._nobody, rule(), self._detail(),
                        into=sheet, gap=0)  # fmt: skip
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(2, 1)
        row(sheet, into=self)
        self._say_ticks(0)
        shortcut("Ctrl+S", self, self._write)
        shortcut("Esc", self, self._leave_texts)

    def _detail(self) -> QWidget:
        px = theme.active().px
        self._who = Shortened("", "strong", name="round_who", least=theme.active().px(60))
        self._texts = {
            key: _line(f"round_{key}", ROUND_MEMBERS.schema[key].label, "", 0) for key in _WRITTEN
        }
        self._save = button("保存", self._write, name="round_save")
        self._act = button("办理变动", self._tell_act, icon="arrows-exchange", name="round_act")
        self._error = paragraph("", "error", kind="bad", name="round_error")
        self._error.hide()
        line = row(self._who, gap=8)
        for key, edit in self._texts.items():
            caption = label(ROUND_MEMBERS.schema[key].label, "label")
            caption.setBuddy(edit)
            edit.returnPressed.connect(self._write)
            line.addWidget(caption)
            line.addWidget(edit, 2 if key == "changes" else 1)
        line.addWidget(self._save)
        line.addWidget(self._act)
        whole = QWidget()
        layout = column(line, self._error, into=whole, gap=4)
        layout.setContentsMargins(px(12), px(8), px(12), px(8))
        return whole

    def _act_on(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        finding = _KEYS.get(event.key())
        if finding is not None:
            self._register(finding)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            line = self._line()
            if line is not None and self._waits(line):
                self.acted_on.emit(line)
            else:
                self._texts["changes"].setFocus()
        elif event.key() == Qt.Key.Key_Delete:
            self._clear()
        else:
            return False
        return True

    def _register(self, finding: Finding) -> None:
        ids = self._meant()
        if ids and not self._closed:
            text = self._day.text().strip()
            result = RoundMember(
                finding=finding,
                way=RoundWay(self._way.currentText()),
                done_on=str(read_date(text).value or "") or None,
                done_by=self._by.text().strip() or None,
            )
            self.registered.emit(ids, result)

    def _clear(self) -> None:
        ids = self._meant()
        if ids and not self._closed:
            self.taken_back.emit(ids)

    def _write(self) -> None:
        if self._shown is None or self._closed or not self.dirty:
            return
        values = {
            key: ROUND_MEMBERS.schema[key].read(self._texts[key].text()).value or None
            for key in _WRITTEN
        }
        self.written.emit(replace(self._shown, **values))

    def _leave_texts(self) -> None:
        """Forget what was typed about the line in front, and go back to the list."""
        self._shown = None
        self._show_line()
        self._table.setFocus()

    def _tell_act(self) -> None:
        line = self._line()
        if line is not None:
            self.acted_on.emit(line)

    def _meant(self) -> list[int]:
        """The ticked members, else the one the keyboard is on."""
        if self._model.ticked:
            return self._table.selected_ids()
        at = self._table.current_row()
        return [] if at is None else [self._model.id_at(at)]

    def _line(self) -> RoundLine | None:
        at = self._table.current_row()
        if at is None or at >= self._model.rowCount():
            return None
        found: RoundLine = self._model.record(at)
        return found

    def _show_line(self) -> None:
        """Show the line in front below the table; what is being typed for it stays."""
        line = self._line()
        if line is not None and self._shown == line.member:
            return
        self._error.hide()
        self._shown = line.member if line else None
        home = f"（{line.home}）" if line and line.home else ""
        self._who.setText(f"{line.person.name}{home}" if line else "")
        for key, edit in self._texts.items():
            edit.setText(getattr(line.member, key) or "" if line else "")
            edit.setEnabled(line is not None and not self._closed)
        self._act.setVisible(line is not None and self._waits(line))

    def _waits(self, line: RoundLine) -> bool:
        """Whether a death or move was found that the ledger does not know yet."""
        return line.member.finding in ACTED_ON and line.standing is Standing.ODD

    def _say_ticks(self, count: int) -> None:
        self._ticks.setText(
            f"已勾选 {count} 人，一起登记" if count else "数字键登记，空格勾选，回车写变更"
        )


def _line(name: str, says: str, text: str, width: int) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    if width:
        edit.setFixedWidth(width)
    return edit
