"""数字出处: how a number is counted, and exactly the people or records behind it (UX §2.8)."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.numbers import BY_KEY, Number, Span
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.services.numbers import PERSON, Behind, Figure, Numbers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.elements import sheet as white_sheet
from shuangyong_desktop.ui.widgets.record_table import Fetch, RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_WIDTH = 460
_MOST_COLUMNS = 8
_WIDEST, _SAMPLE = 12, 30
"""How many signs wide a column becomes at most, told by so many records."""
_UNITS, _MEMBERS = "visit_unit", "round_member"


class NumberSource(QDialog):
    """One number of a span: its value, its 口径, and the ways to what it counts.

    A number that adds up others names them; pressing one tells of that.
    """

    def __init__(
        self, desk: Desk, notices: Notices, parent: QWidget, number: Number, span: Span
    ) -> None:
        super().__init__(parent)
        self.setObjectName("source_dialog")
        self.setWindowTitle("数字出处")
        self.setMinimumWidth(theme.active().px(_WIDTH))
        self._desk, self._notices, self._span = desk, notices, span
        self._numbers = Numbers(desk.office.ledger, span)
        self._number = number
        self._way: list[Number] = []
        self._title = label("", "heading", name="source_title")
        self._value = label("", "heading", name="source_value")
        self._how = _told("source_how")
        self._when = _told("source_when")
        self._clause = _told("source_clause")
        self._parts: QVBoxLayout = column(gap=2)
        self._names = _told("source_names")
        self._back = button("返回", self._go_back, kind="flat", icon="arrow-back-up",
                            name="source_back")  # fmt: skip
        self._look = button("", self._show_behind, kind="primary", icon="list-check",
                            name="source_look")  # fmt: skip
        self._build()
        shortcut("Ctrl+C", self, self._copy)
        self.show_number(number)

    def show_number(self, number: Number) -> None:
        """Tell of `number`."""
        self._number = number
        self._behind = self._numbers.behind(number)
        figure = Figure(number, self._numbers.value(number))
        self._title.setText(number.words)
        self._value.setText(f"{figure.text} {number.unit}")
        self._how.setText(number.how)
        self._when.setText(_span_words(self._span))
        self._clause.setText(f"工作要点{number.clause}" if number.clause else "本单位工作需要")
        self._show_parts(number)
        self._names.setText("、".join(self._behind.words))
        self._names.setVisible(bool(self._behind.words) and not isinstance(number.source, tuple))
        count = len(set(self._behind.ids))
        self._look.setVisible(bool(count))
        self._look.setText(f"查看 {count:,} {'人' if self._behind.register == PERSON else '条'}")
        self._look.setAccessibleName(self._look.text())
        self._back.setVisible(bool(self._way))
        self.adjustSize()

    def _build(self) -> None:
        copy = button("复制出处", self._copy, icon="copy-check", name="source_copy")
        close = button("关闭", self.reject, name="source_close")
        px = theme.active().px
        facts = QGridLayout()
        facts.setHorizontalSpacing(px(10))
        facts.setVerticalSpacing(px(8))
        facts.setColumnStretch(1, 1)
        told = (("口径", self._how), ("期间", self._when), ("依据", self._clause))
        for at, (caption, words) in enumerate(told):
            facts.addWidget(label(caption, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(words, at, 1, Qt.AlignmentFlag.AlignTop)
        column(
            row(self._title, 1, self._value), facts, self._parts, self._names,
            row(self._back, 1, copy, close, self._look), into=self, margin=18, gap=10,
        )  # fmt: skip

    def _show_parts(self, number: Number) -> None:
        """The numbers that this one adds up, each with its value."""
        empty(self._parts)
        keys = number.source if isinstance(number.source, tuple) else ()
        for key in keys:
            part = BY_KEY[key]
            figure = Figure(part, self._numbers.value(part))
            made = button(f"{part.words}　{figure.text} {part.unit}", self._go_to(part),
                          kind="link", name=f"source_part_{key}")  # fmt: skip
            self._parts.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    def _go_to(self, part: Number) -> Callable[[], None]:
        def go() -> None:
            self._way.append(self._number)
            self.show_number(part)
            self._back.setFocus()

        return go

    def _go_back(self) -> None:
        if self._way:
            self.show_number(self._way.pop())

    def _copy(self) -> None:
        """Put number, span and 口径 on the clipboard, for a note under a text."""
        told = f"{self._title.text()}：{self._value.text()}"
        day = date.today()  # noqa: DTZ011 (the clerk's day)
        made = f"{day.year}年{day.month}月{day.day}日统计"
        QGuiApplication.clipboard().setText(
            f"{told}（{self._when.text()}；口径：{self._number.how}；{made}）"
        )
        self._notices.toast("已复制出处。")

    def _show_behind(self) -> None:
        """Let the ledger page show people; show records in a list."""
        ids = tuple(dict.fromkeys(self._behind.ids))
        if self._behind.register == PERSON:
            self.accept()
            self._desk.people_wanted.emit(self._number.words, ids)
            return
        dialog = RecordsDialog(self._desk, self._number.words, self._numbers, self._behind, self)
        dialog.exec()
        dialog.deleteLater()


class RecordsDialog(QDialog):
    """Exactly the records behind a number, as a list that can be copied."""

    def __init__(
        self, desk: Desk, title: str, numbers: Numbers, behind: Behind, parent: QWidget
    ) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("source_records")
        self.setWindowTitle(title)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        columns, fetch = _list_of(desk.office, numbers, behind)
        self._model = RecordTableModel(columns, fetch, self)
        self._model.set_masked(masked=desk.covered)
        self._model.show(array("I", behind.ids))
        table = RecordView(self._model, "source_list", title)
        count = label(f"{len(behind.ids):,} 条", "note", name="source_count")
        layout = column(
            white_sheet(title, count, table),
            row(1, button("关闭", self.reject, name="records_close")), into=self, margin=14,
        )  # fmt: skip
        layout.setStretch(0, 1)
        if self._model.rowCount():
            table.go_to(0)
        desk.cover_changed.connect(self._cover)
        room = parent.window().parentWidget() or parent.window()
        size = room.window().size()
        self.resize(min(px(980), size.width() - px(20)), min(px(600), size.height() - px(20)))

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)


def open_source(desk: Desk, notices: Notices, parent: QWidget, number: Number, span: Span) -> None:
    """Tell how `number` of `span` is counted, and lead to what stands behind it."""
    dialog = NumberSource(desk, notices, parent, number, span)
    dialog.exec()
    dialog.deleteLater()


def _list_of(office: Office, numbers: Numbers, behind: Behind) -> tuple[Sequence[Column], Fetch]:
    """The columns of what stands behind a number, and the way to its records."""
    if behind.register == _UNITS:
        return _UNIT_COLUMNS, numbers.given
    if behind.register == _MEMBERS:
        return _MEMBER_COLUMNS, office.round_results.page
    register = register_of(behind.register)
    if register is None:
        raise KeyError(behind.register)
    fetch = office.entries(register).page
    return _record_columns(register, office, fetch(behind.ids[:_SAMPLE])), fetch


def _record_columns(
    register: Register[Any], office: Office, sample: Sequence[Any]
) -> Sequence[Column]:
    """Whom or what a record is about first, then the columns that hold something, as wide as it."""

    def person(record: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
        return office.people.get(record.person_id).name if record.person_id else ""

    named = register.schema.by_key.get(register.named)
    if register.personal or named is None:
        first = Column("person", "姓名", 5, person, look=Look.STRONG)
    else:
        first = column_of(named, Look.STRONG, max(named.width, 7))
    rest = []
    for field in register.schema:
        longest = max(
            (len(field.write(getattr(record, field.key))) for record in sample), default=0
        )
        if longest and field.key != first.key:
            width = max(min(longest, _WIDEST), len(field.label), 3) + 1
            rest.append(column_of(field, width=width))
    return [first, *rest[:_MOST_COLUMNS]]


_UNIT_COLUMNS = (
    Column("name", "姓名（单位）", 6, lambda line, _masked: line[1].name, look=Look.STRONG),
    Column("community", "村（社区）", 7, lambda line, _masked: line[1].community),
    Column("occasion", "慰问时机", 5, lambda line, _masked: line[0]),
    Column("money", "慰问金（元）", 6, lambda line, _masked: yuan_text(line[1].money), "right"),
    Column("goods", "慰问品", 9,
           lambda line, _masked: "、".join(item.name for item in line[1].goods), look=Look.QUIET),
)  # fmt: skip
_MEMBER_COLUMNS = (
    Column("name", "姓名", 5, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("community", "村（社区）", 7, lambda line, _masked: line.person.community or ""),
    Column("finding", "结果", 5,
           lambda line, _masked: line.member.finding.value if line.member.finding else "未办理"),
    Column("done_on", "时间", 6, lambda line, _masked: line.member.done_on or ""),
    Column("done_by", "经办人", 5, lambda line, _masked: line.member.done_by or ""),
)  # fmt: skip


def _span_words(span: Span) -> str:
    if span.whole:
        return f"{span.year}年全年"
    first, last = span.since, span.until
    return f"{first.year}年{first.month}月{first.day}日至{last.month}月{last.day}日"


def _told(name: str) -> QLabel:
    return paragraph("", "", name=name)
