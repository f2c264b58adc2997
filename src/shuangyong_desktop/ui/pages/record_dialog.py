"""A record of a register in a dialog that asks whom it is about, where that is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Schema
from shuangyong_desktop.domain.registers import Record
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.widgets.elements import label, row
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog, Save


class AboutDialog(RecordDialog):
    """Asks for the columns of `schema`, starting from `record`, and gives the result to `write`.

    Without a person in the record the dialog asks for one first. A Problem stands below the
    inputs and the dialog stays. What is typed of a record waits as a draft for a day.
    """

    ACCEPT = "accept"

    def __init__(  # noqa: PLR0913, PLR0917 (what is asked, of what, and where it goes)
        self, desk: Desk, title: str, schema: Schema, record: Any, write: Save, parent: QWidget,
        *, name: str, choices: Mapping[str, Sequence[str]] | None = None, verb: str = "保存",
    ) -> None:  # fmt: skip
        self._person: PersonPicker | None = None
        above = None
        if getattr(record, "person_id", 0) is None:
            self._person = PersonPicker(desk, f"{name}_person", "姓名、拼音或证件号")
            above = _captioned(self._person)
        kept = isinstance(record, Record)  # an answer or a day is soon typed again
        key = f"{name}:{record.id or 'new'}:{record.person_id}" if kept else ""
        super().__init__(
            desk, title, schema, write, parent, name=name, choices=choices, verb=verb,
            above=above, key=key,
        )  # fmt: skip
        self.setObjectName(name)
        self.show_record(record)
        if self._person is not None:
            self._person.setFocus()
        else:
            self.focus(next(iter(schema)).key)

    def complete(self, record: Any) -> Any:
        """`record` about the person that was chosen."""
        if self._person is None:
            return record
        if self._person.person_id is None:
            self._person.setFocus()
            raise Problem("请先选择人员，没有保存。", code="nobody")
        return replace(record, person_id=self._person.person_id)


def _captioned(person: PersonPicker) -> QHBoxLayout:
    caption = label("人员＊", "label")
    caption.setBuddy(person)
    caption.setMinimumWidth(theme.active().px(86))
    return row(caption, person, gap=10, stretch=1)
