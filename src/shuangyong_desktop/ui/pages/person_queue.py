"""A queue of people who wait for the same thing: the list, who is in front, and the next one."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QWidget

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    note,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_WIDTH = 430
_COLUMNS = (
    Column("name", "姓名", 5, lambda person, _masked: person.name, look=Look.STRONG),
    Column("community", "村（社区）", 7, lambda person, _masked: person.community or ""),
    Column("address", "住址", 16, lambda person, _masked: person.address or ""),
    Column("status", "人员状态", 4, lambda person, _masked: person.status.value, look=Look.QUIET),
)


class PersonQueue(QWidget):
    """Who waits at the left, what puts it right at the right; `left` goes back.

    A queue says who waits still (`still`), what stands there about somebody (`show_person`), and
    where the keyboard begins (`focus`). `name` begins the names of its parts.
    """

    left = Signal()
    DONE = "这一项已经全部办好"

    def __init__(self, desk: Desk, notices: Notices, name: str) -> None:
        super().__init__()
        self.desk, self.notices = desk, notices
        self.undoing = Undoing(desk, notices)
        self.title = ""
        self.dirty = False
        self.person: Person | None = None
        self.ids: array[int] = array("I")
        self.inputs: list[QWidget] = []
        self._model = RecordTableModel(_COLUMNS, desk.office.people.page, self)
        self.table = RecordView(self._model, f"{name}_people", "名单", told_beside=True)
        self.table.current_changed.connect(self._show_front)
        self._rule = paragraph("", "label", name=f"{name}_rule")
        self._count = label("", "note", name=f"{name}_count")
        self._heading = label("", "heading", name=f"{name}_person")
        self._sentence = note("alert-triangle", "", "warn", name=f"{name}_sentence")
        self._words = self._sentence.findChild(QLabel, f"{name}_sentence_words")
        self._skip = button("跳过", self.step_on, kind="flat", name=f"{name}_skip")
        row(self._sheet(name), self._detail(name), into=self, gap=12, stretch=0)
        shortcut("Esc", self, self.left.emit)

    def still(self) -> "array[int]":
        """Who waits now, in the order of the list."""
        raise NotImplementedError

    def show_person(self, person: Person) -> None:
        """Show what is asked about `person`."""
        raise NotImplementedError

    def focus(self) -> None:
        """Put the keyboard where the work begins."""
        self.table.setFocus()

    def begin(self, title: str, rule: str, ids: Sequence[int]) -> None:
        """Start with the first of `ids`."""
        self.title, self.dirty, self.person = title, False, None
        self._rule.setText(f"{title}：{rule}")
        self.show_ids(array("I", ids), 0)
        self.focus()

    def refresh(self) -> None:
        """Something was written or undone: show who waits still."""
        self.show_ids(self.still(), self.table.current_row() or 0)

    def show_ids(self, ids: "array[int]", at: int) -> None:
        """Show who is left; the line that comes after what was put right is in front."""
        self.ids = ids
        self._count.setText(f"还有 {len(ids):,} 人")
        self._model.show(ids)
        for each in (self._skip, *self.inputs):
            each.setEnabled(bool(ids))
        if ids:
            self.table.go_to(min(at, len(ids) - 1))
        else:
            self.person = None
        self._show_front()

    def say(self, sentence: str) -> None:
        """Say what is wrong about the one in front; nothing for an empty sentence."""
        if self._words is not None:
            self._words.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def step_on(self) -> None:
        """Leave the one in front as they are and come to the next."""
        at = self.table.current_row()
        if at is not None and at + 1 < len(self.ids):
            self.dirty = False
            self.table.go_to(at + 1)
            self._show_front()

    def fill(self, *content: QWidget | QLayout, grows: int) -> None:
        """Put the part of this queue below the sentence; the one at `grows` takes the room."""
        for number, part in enumerate(content):
            if isinstance(part, QWidget):
                self._layout.addWidget(part, int(number == grows))
            else:
                self._layout.addLayout(part)

    @property
    def skip(self) -> QWidget:
        """跳过, for the row of buttons."""
        return self._skip

    def _sheet(self, name: str) -> QFrame:
        px = theme.active().px
        head = row(button("返回核查项目", self.left.emit, icon="arrow-back-up",
                          name=f"{name}_back"), self._count, 1)  # fmt: skip
        head.setContentsMargins(px(12), px(9), px(12), px(9))
        self._rule.setContentsMargins(px(12), 0, px(12), px(9))
        sheet = frame("card")
        stack = column(head, self._rule, self.table, into=sheet, gap=0)
        stack.setContentsMargins(1, 1, 1, 1)
        stack.setStretch(2, 1)
        return sheet

    def _detail(self, name: str) -> QFrame:
        detail = frame("card", name=f"{name}_detail")
        detail.setFixedWidth(theme.active().side(_WIDTH))
        self._layout = column(self._heading, self._sentence, into=detail, margin=14, gap=10)
        return detail

    def _show_front(self) -> None:
        """Show whom the keyboard is on; what is being typed for the same person stays."""
        at = self.table.current_row()
        if not self.ids or at is None or at >= len(self.ids):
            self._heading.setText(self.DONE)
            self._sentence.hide()
            return
        person = self.desk.office.people.get(self.ids[at])
        if self.person == person and self.dirty:
            return
        self.person, self.dirty = person, False
        self._heading.setText(f"{person.name}　{person.community or ''}")
        self.show_person(person)
