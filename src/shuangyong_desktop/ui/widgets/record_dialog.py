"""One record of a register in a dialog: its declared form, its draft, and saving by Ctrl+S."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLayout, QScrollArea, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Schema
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import Drafting
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_form import RecordForm

Save = Callable[[Any], Any]
"""Writes a record and returns it as stored; raises Problem."""


class RecordDialog(QDialog):
    """Asks for the columns of `schema` and writes them with `save`; `stored` is what came of it.

    `key` names the draft that waits for a day when the dialog is left unsaved. `name` begins
    the names of its parts; `above` stands over the form, `below` scrolls on beneath it, `beside`
    scrolls at its right.
    """

    ACCEPT = "save"

    def __init__(  # noqa: PLR0913 (what a form needs)
        self, desk: Desk, title: str, schema: Schema, save: Save, parent: QWidget, *,
        key: str = "", choices: Mapping[str, Sequence[str]] | None = None, hint: str = "",
        name: str = "record", verb: str = "保存", above: QLayout | None = None,
        below: QWidget | None = None, beside: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName(f"{name}_dialog")
        self.setWindowTitle(title)
        self.stored: Any = None
        self._written = False
        self._desk = desk
        self._save_record = save
        self._key = key
        self._form = RecordForm(schema, choices)
        self._form.setMinimumWidth(px(420))
        self._drafting = Drafting(desk, self._form.texts, self)
        self._error = paragraph("", "error", kind="bad", name=f"{name}_error")
        self._error.hide()
        area = _scrolled(self._form if below is None else _stacked(self._form, below))
        words = paragraph(hint, "note", name=f"{name}_hint")
        layout = column(label(title, "heading"), words, into=self, margin=18, gap=10)
        self._layout = layout
        if above is not None:
            layout.addLayout(above)
        sides = row(area, gap=18, stretch=0)
        if beside is not None:
            beside.setProperty("role", "scrolled")
            right = _scrolled(beside)
            right.setFixedWidth(px(360))
            sides.addWidget(right)
        layout.addLayout(sides, 1)
        layout.addWidget(self._error)
        accept = button(verb, self._write, kind="primary", name=f"{name}_{self.ACCEPT}")
        accept.setDefault(True)
        layout.addLayout(row(1, button("取消", self.reject, name=f"{name}_cancel"), accept))
        words.setVisible(bool(hint))
        shortcut("Ctrl+S", self, self._write)
        wanted = area.widget().sizeHint().height() + px(170)
        room = parent.window().height() - px(20)
        self.resize(px(520 if beside is None else 900), max(min(wanted, room), px(240)))

    @property
    def form(self) -> RecordForm:
        """The inputs."""
        return self._form

    def stand_below(self, widget: QWidget) -> None:
        """Let `widget` stand between the form and the buttons."""
        self._layout.insertWidget(self._layout.count() - 2, widget)

    def show_record(self, record: Any) -> None:
        """Fill the form with `record`, and with the draft that waits for it."""
        draft = self._drafting.begin(self._key) if self._key else None
        self._form.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no typing)
        self._form.show_record(record, covered=self._desk.covered)
        self._form.show_texts(draft or {})
        self._form.blockSignals(False)  # noqa: FBT003
        if self._key:
            self._form.edited.connect(self._drafting.touch)

    def focus(self, key: str) -> None:
        """Put the keyboard into an input."""
        self._form.focus(key)

    def done(self, result: int) -> None:
        """Keep what was typed for a day when the dialog is left unsaved."""
        if self._key and not self._written:
            self._drafting.keep()
        super().done(result)

    def complete(self, record: Any) -> Any:
        """`record` with what the form itself does not ask for; raises Problem where it lacks."""
        return record

    def _write(self) -> None:
        record = self._form.record()
        if record is None:
            self._refuse("还没有保存。请看栏目下面的提示：改正后再保存，或再按一次保存。")
            return
        try:
            self.stored = self._save_record(self.complete(record))
        except Problem as problem:
            self._refuse(problem.sentence)
            return
        self._written = True
        if self._key:
            self._drafting.drop()
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()


def _stacked(form: QWidget, below: QWidget) -> QWidget:
    """The form and what follows it, scrolled as one."""
    whole = QWidget()
    whole.setProperty("role", "scrolled")
    column(form, below, 1, into=whole, gap=12)
    return whole


def _scrolled(content: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
