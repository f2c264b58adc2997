"""A register of one person as a table with 新增, 编辑 and 删除, made from its declaration."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Schema
from shuangyong_desktop.domain.registers import RecordFilter, Register
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, column_of
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

_LEAST_ROWS = 3
_HIDDEN_KINDS = ("long_text",)


class Shelf(Protocol):
    """What the pane asks of the service that keeps a register (`services.registers.Entries`)."""

    @property
    def register(self) -> Register[Any]:
        """How its records are kept."""

    def ids(self, only: RecordFilter) -> "array[int]":
        """The ids of the records in `only`, in order."""

    def page(self, ids: Sequence[int]) -> Sequence[Any]:
        """The records of `ids`, in that order."""

    def save(self, record: Any) -> Any:
        """Write a new or changed record; raises Problem."""

    def remove(self, record_id: int) -> None:
        """Put a record away; raises Problem."""


class RegisterPane(QWidget):
    """The records of one register about one person, of which one declaration makes everything.

    `choices` are the words that the desk offers for a column. A pane that is not `editable`
    only shows; `act` is then what Enter does.
    """

    wrote = Signal()

    def __init__(  # noqa: PLR0913 (what may differ between registers)
        self, desk: Desk, notices: Notices, shelf: Shelf, *, title: str = "", nothing: str = "",
        choices: Callable[[], Mapping[str, Sequence[str]]] = dict, editable: bool = True,
        columns: Sequence[str] = (), act: Callable[[Any], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__()
        self.desk = desk
        self.notices = notices
        self.shelf = shelf
        self.person_id = 0
        self._choices = choices
        self._editable = editable
        self._act = act
        self._undoing = Undoing(desk, notices)
        register = shelf.register
        name = register.table
        self.model = RecordTableModel(_columns(register.schema, columns), shelf.page, self)
        self.table = RecordView(self.model, f"{name}_list", title or register.noun)
        self.model.set_masked(masked=desk.covered)
        desk.cover_changed.connect(self._cover)
        self.table.opened.connect(self.open)
        self.table.current_changed.connect(self._show_acts)
        self._count = label("", "note", name=f"{name}_count")
        self.acts: QHBoxLayout = row(gap=6)
        self._on_one: list[QPushButton] = []
        self._empty = paragraph(nothing or f"还没有登记{register.noun}。", "note",
                                name=f"{name}_nothing")  # fmt: skip
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = row(label(title or register.noun, "strong"), self._count, 1, self.acts)
        sheet = frame("card")
        column(self.table, self._empty, into=sheet, margin=1, gap=0)
        self._empty.setContentsMargins(*[theme.active().px(8)] * 4)
        layout = column(head, sheet, into=self, gap=6)
        layout.setStretch(1, 1)
        look = theme.active()
        self.table.setMinimumHeight(look.px(look.row) * _LEAST_ROWS)
        if editable:
            self.add_act("新增", self.add, icon="plus", name=f"{name}_add")
            self.add_act("编辑", self._edit, icon="pencil", name=f"{name}_edit", on_one=True)
            self.add_act("删除", self._remove, icon="trash", name=f"{name}_remove", on_one=True)
            shortcut("Ctrl+N", self, self.add)
            shortcut("Del", self.table, self._remove)

    def add_act(
        self, words: str, act: Callable[[], object], *, icon: str, name: str, on_one: bool = False
    ) -> QPushButton:
        """Put a button above the table; `on_one` asks for a record to be chosen."""
        made = button(words, act, icon=icon, name=name, kind="flat")
        self.acts.addWidget(made)
        if on_one:
            self._on_one.append(made)
        return made

    def show_person(self, person_id: int) -> None:
        """Show the records about this person; the chosen one stays chosen."""
        kept = self.chosen
        self.person_id = person_id
        ids = self.shelf.ids(RecordFilter(person_id=person_id))
        self.model.show(ids)
        self._count.setText(f"{len(ids)} 条" if ids else "")
        self.table.setVisible(bool(ids))
        self._empty.setVisible(not ids)
        at = self.model.row_of(kept.id) if kept is not None else None
        if ids:
            self.table.go_to(at or 0)
        self._show_acts()

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self.model.set_masked(masked=covered)

    @property
    def chosen(self) -> Any | None:
        """The record under the keyboard; None in an empty table."""
        at = self.table.current_row()
        return None if at is None or at >= self.model.rowCount() else self.model.record(at)

    @property
    def count(self) -> int:
        """How many records are shown."""
        return self.model.rowCount()

    def add(self) -> None:
        """Ask for a new record."""
        self._ask(self.shelf.register.record(person_id=self.person_id), "新增")

    def done(self, sentence: str) -> None:
        """Show what another dialog has written, and say so."""
        self.show_person(self.person_id)
        self.tell(sentence)

    def tell(self, sentence: str) -> None:
        """Say what was written, with 撤销, and let everything else hear of it."""
        self.wrote.emit()
        self.desk.changed.emit()
        self._undoing.offer(sentence)

    def open(self) -> None:
        """Do what Enter does with the record under the keyboard."""
        if self._act is not None and self.chosen is not None:
            self._act(self.chosen)
        elif self._editable:
            self._edit()

    def _edit(self) -> None:
        if self.chosen is not None:
            self._ask(self.chosen, "编辑")

    def _ask(self, record: Any, verb: str) -> None:
        register = self.shelf.register
        key = f"{register.table}:{record.id or 'new'}:{self.person_id}"
        dialog = RecordDialog(self.desk, f"{verb}{register.noun}", register.schema,
                              self.shelf.save, self, key=key, choices=self._choices())  # fmt: skip
        dialog.show_record(record)
        dialog.exec()
        stored = dialog.stored
        dialog.deleteLater()
        if stored is not None:
            self.show_person(self.person_id)
            at = self.model.row_of(stored.id)
            if at is not None:
                self.table.go_to(at)
            self.tell(f"已保存{register.noun}。")

    def _remove(self) -> None:
        record = self.chosen
        if record is None:
            return
        try:
            self.shelf.remove(record.id)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.show_person(self.person_id)
        self.tell(f"已删除{self.shelf.register.noun}。")

    def _show_acts(self) -> None:
        for made in self._on_one:
            made.setEnabled(self.chosen is not None)


def _columns(schema: Schema, wanted: Sequence[str]) -> list[Column]:
    """The columns of the table: those wanted, else all that are one line long."""
    fields = [schema[key] for key in wanted] or [
        field for field in schema if field.kind.name not in _HIDDEN_KINDS
    ]
    return [column_of(field, width=max(field.width, len(field.label) + 1)) for field in fields]
