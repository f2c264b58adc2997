"""The form of any register, and its next step, made from the declaration."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import own_fields, step_act
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.widgets.elements import label, row
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog


class RollDialog(RecordDialog):
    """Asks for a record of `register`; somebody of the ledger may be picked to fill it in."""

    def __init__(self, desk: Desk, register: Register[Any], record: Any, parent: QWidget) -> None:
        self._register = register
        self._person: PersonPicker | None = None
        above = None
        if record.id is None and record.person_id is None and _is_about_people(register):
            self._person = PersonPicker(desk, "roll_person_picker", "姓名、拼音或证件号")
            above = _captioned(self._person, "人员＊" if register.personal else "台账人员")
        verb = "新增" if record.id is None else "修改"
        super().__init__(
            desk, f"{verb}{register.noun}", register.schema, desk.office.entries(register).save,
            parent, key=f"{register.table}:{record.id or 'new'}:{record.person_id}",
            choices=offered(desk, register), hint=register.hint, name="roll", above=above,
        )  # fmt: skip
        self.show_record(record)
        if self._person is not None:
            self._person.picked.connect(self._take_over)
            self._person.setFocus()
        else:
            self.focus(next(iter(register.schema)).key)

    def complete(self, record: Any) -> Any:
        """`record` about the person that was picked."""
        number = self._person.person_id if self._person is not None else None
        if number is not None:
            return replace(record, person_id=number)
        if self._register.personal and record.person_id is None:
            raise Problem("请先选择人员，没有保存。", code="nobody")
        return record

    def _take_over(self) -> None:
        """Put what the ledger knows of the person into the columns that mean the same."""
        if self._person is None or self._person.person_id is None:
            return
        person = self._desk.office.people.get(self._person.person_id)
        known = {
            field.key: value
            for field in self._register.schema
            if field.key in PEOPLE.by_key
            and PEOPLE[field.key].kind.name == _alike(field.kind.name)
            and (value := getattr(person, field.key))
        }
        self._form.take_over(known, covered=self._desk.covered)


def _alike(kind: str) -> str:
    """The kind of a person's column that fits into one of `kind`: names are texts too."""
    return "name" if kind == "text" else kind


class StepDialog(RecordDialog):
    """Asks for the day of the next step and the columns that belong to it."""

    def __init__(self, desk: Desk, register: Register[Any], record: Any, parent: QWidget) -> None:
        step = register.next_step(record)
        rolls = desk.office.rolls

        def write(changed: Any) -> Any:
            return rolls.take_step(register, changed)

        called = register.called(record)
        fields = register.schema.pick(*own_fields(register, step))
        super().__init__(
            desk, step_act(register, step), fields, write, parent,
            choices=offered(desk, register), hint=f"{register.noun}：{called}", name="roll_step",
        )  # fmt: skip
        today = desk.office.ledger.clock().date().isoformat()
        self.show_record(replace(record, **{step: today}))
        self.focus(step)


def offered(desk: Desk, register: Register[Any]) -> dict[str, Sequence[str]]:
    """The words a form offers beside those declared: places, and what is written most."""
    found: dict[str, Sequence[str]] = {}
    for field in register.schema:
        if field.kind.name == "community":
            found[field.key] = [item.name for item in desk.office.people.communities()]
        elif field.kind.free and not field.kind.choices:
            words = desk.office.rolls.words(register, field.key)
            if words:
                found[field.key] = words
    for key, known in desk.office.entries(register).offered().items():
        found[key] = list(dict.fromkeys((*known, *found.get(key, ()))))
    return found


def _is_about_people(register: Register[Any]) -> bool:
    """Whether somebody of the ledger may be meant by a record."""
    kinds = {field.key: field.kind.name for field in register.schema}
    return register.personal or "id_number" in kinds or kinds.get("name") == "name"


def _captioned(person: PersonPicker, words: str) -> QHBoxLayout:
    caption = label(words, "label")
    caption.setBuddy(person)
    caption.setMinimumWidth(theme.active().px(86))
    return row(caption, person, gap=10, stretch=1)
