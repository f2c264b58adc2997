"""One record of a register in a dialog: its columns as a form, and whom it is about if asked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Schema
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.widgets.elements import button, column, label, paragraph, row, shortcut
from shuangyong_desktop.ui.widgets.record_form import RecordForm

Write = Callable[[Any], object]
"""Keeps the record; raises Problem when it cannot be kept."""


class RecordDialog(QDialog):
    """Asks for the columns of `schema`, starting from `record`, and gives the result to `write`.

    Without a person in the record the dialog asks for one first. A Problem stands below the
    inputs and the dialog stays.
    """

    def __init__(  # noqa: PLR0913 (what is asked, of what, and where it goes)
        self, desk: Desk, title: str, schema: Schema, record: Any, write: Write, *,
        parent: QWidget, name: str, choices: Mapping[str, Sequence[str]] | None = None,
        verb: str = "保存",
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName(name)
        self.setWindowTitle(title)
        self._record = record
        self._write = write
        self._person: PersonPicker | None = None
        self._form = RecordForm(schema, choices)
        self._form.show_record(record, covered=desk.covered)
        self._error = paragraph("", "error", kind="bad", name=f"{name}_error")
        self._error.hide()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._form)
        layout = column(label(title, "title"), into=self, margin=18, gap=10)
        if getattr(record, "person_id", 0) is None:
            self._person = PersonPicker(desk, f"{name}_person", "姓名、拼音或证件号")
            caption = label("人员＊", "label")
            caption.setBuddy(self._person)
            caption.setMinimumWidth(theme.active().px(86))
            layout.addLayout(row(caption, self._person, gap=10, stretch=1))
        layout.addWidget(area, 1)
        layout.addWidget(self._error)
        save = button(verb, self._save, kind="primary", name=f"{name}_accept")
        save.setDefault(True)
        layout.addLayout(row(1, button("取消", self.reject, name=f"{name}_cancel"), save))
        shortcut("Ctrl+S", self, self._save)
        self._fit(area, parent.window().height())
        self._begin(schema)

    def _begin(self, schema: Schema) -> None:
        if self._person is not None:
            self._person.setFocus()
        else:
            self._form.focus(next(iter(schema)).key)

    def _fit(self, area: QScrollArea, room: int) -> None:
        """As high as the form, as long as the window has the room."""
        px = theme.active().px
        height = min(self._form.sizeHint().height() + px(8), room - px(170))
        area.setMinimumSize(px(500), height)

    def _save(self) -> None:
        record = self._form.record()
        if record is None:
            self._say("还没有保存，请看栏目下面的提示。")
            return
        if self._person is not None:
            if self._person.person_id is None:
                self._say("请先选择人员，没有保存。")
                self._person.setFocus()
                return
            record = replace(record, person_id=self._person.person_id)
        try:
            self._write(record)
        except Problem as problem:
            self._say(problem.sentence)
            return
        self.accept()

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()
