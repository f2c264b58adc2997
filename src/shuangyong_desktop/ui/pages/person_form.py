"""新增 and 编辑人员: the form in the panel, its draft, and who else it might be (UX §2.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from shuangyong_desktop.domain.categories import Category, CategoryWords
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Schema
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.sections import fitting_sections
from shuangyong_desktop.services.people import People
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import LEFT_AS_DRAFT, Drafting, DraftStrip
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.elements import (
    button,
    by_letter,
    column,
    label,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_form import RecordForm

_LOOK_ALIKE_MS = 300
_TELLING = ("name", "id_number", "birth_date")
"""The columns by which the same person is known."""
_NAMED = 3


class PersonForm(QFrame):
    """Every column of one person; `saved` carries the record as stored, `left` tells of 取消.

    What is typed and not saved waits as a draft for a day.
    """

    saved = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.typed = False
        self._desk = desk
        self._notices = notices
        self._person = Person(name="")
        self._offered: tuple[tuple[str, ...], ...] = ()
        self._form: RecordForm | None = None
        self._drafting = Drafting(desk, self._texts, self)
        self._title = label("", "heading", name="form_title")
        self._strip = DraftStrip(self._throw_away_draft)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = row(
            1,
            by_letter(button("取消", self._cancel, name="cancel_person"), "C"),
            by_letter(button("保存", self._save, kind="primary", name="save_person"), "S"),
        )
        layout = column(self._title, self._strip, self._area, buttons,
                        into=self, margin=14, gap=10)  # fmt: skip
        layout.setStretch(2, 1)
        self._alike = QTimer(self)
        self._alike.setSingleShot(True)
        self._alike.setInterval(_LOOK_ALIKE_MS)
        self._alike.timeout.connect(self._warn_alike)
        shortcut("Ctrl+S", self, self._save)
        shortcut("Esc", self, self._cancel)

    def show_person(self, person: Person) -> None:
        """Fill the form with `person`, or with the draft that waits for it.

        Only the sections that fit their categories are open; what the rules of combinations
        say about a column stands below it.
        """
        draft = self._drafting.begin(f"person:{person.id or 'new'}")
        if draft is not None and not person.id and person.name not in ("", draft.get("name")):
            draft = None  # of somebody else who was about to be entered
        self._person = person
        form = self._fitting_form()
        form.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no typing)
        form.show_record(person, covered=self._desk.covered)
        form.fold(fitting_sections(person))
        form.show_texts(draft or {})
        for rule in self._desk.office.entitlements.about(person) if person.id else ():
            if rule.at:
                form.remark(rule.at, rule.doubt.sentence)
        form.blockSignals(False)  # noqa: FBT003
        self.typed = draft is not None
        self._title.setText("编辑人员" if person.id else "新增人员")
        self._strip.setVisible(self.typed)
        form.focus("name")

    def _fitting_form(self) -> RecordForm:
        """The form with the categories and communities that the ledger has now."""
        people = self._desk.office.people
        categories = people.categories()
        offered = (
            tuple(item.name for item in categories),
            tuple(item.name for item in people.communities()),
        )
        if self._form is None or offered != self._offered:
            self._offered = offered
            words = self._desk.office.categories.words()
            choices = dict(zip(("categories", "community"), offered, strict=True))
            self._form = RecordForm(with_own(words, categories), choices)
            self._form.edited.connect(self._note_edit)
            self._area.setWidget(self._form)
        return self._form

    def _texts(self) -> dict[str, str]:
        return self._form.texts() if self._form is not None else {}

    def _throw_away_draft(self) -> None:
        """Show the record as it is stored, without what was typed."""
        self._drafting.drop()
        self.show_person(self._person)

    def _note_edit(self, key: str) -> None:
        self.typed = True
        self._drafting.touch()
        if key in _TELLING:
            self._alike.start()

    def _warn_alike(self) -> None:
        """Say under 姓名 who else it might be, while the clerk is still typing."""
        if self._form is None or not self.isVisible():
            return
        texts = self._form.texts()
        values = {key: PEOPLE[key].take(texts[key]).value for key in _TELLING if key in texts}
        typed = replace(self._person, **{**values, "name": values["name"] or ""})
        self._form.remark("name", _who_else(self._desk.office.people, typed))

    def _save(self) -> None:
        person = self._form.record() if self._form is not None else None
        if person is None:
            self._notices.toast("还没有保存。请看栏目下面的提示：改正后再保存，或再按一次保存。")
            return
        try:
            stored = self._desk.office.people.save(person)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self.typed = False
        self._drafting.drop()
        self.saved.emit(stored)

    def _cancel(self) -> None:
        """Leave without saving; what was typed waits for a day."""
        if self._drafting.keep() or self.typed:
            self._notices.toast(LEFT_AS_DRAFT)
        self.typed = False
        self.left.emit()


def _who_else(people: People, typed: Person) -> str:
    """Who on the ledger `typed` might be, by what speaks for it; empty for nobody."""
    others = people.alike(typed)
    same_number = [one for one in others if one.id_number and one.id_number == typed.id_number]
    if same_number:
        return f"台账里已有这个身份证号：{_named(same_number)}，请核对是不是同一人。"
    if others:
        return f"台账里可能已有此人：{_named(others)}，姓名和出生日期都相同，请核对。"
    namesakes = people.namesakes(typed)
    return f"台账里有同名人员：{_named(namesakes)}，请核对。" if namesakes else ""


def _named(people: Sequence[Person]) -> str:
    """The first few with what tells them apart, and how many there are."""
    some = "、".join(
        f"{one.name}（{one.community or '村（社区）未登记'}，{one.birth_date or '出生日期未登记'}）"
        for one in people[:_NAMED]
    )
    return some if len(people) <= _NAMED else f"{some}等 {len(people)} 人"


def with_own(words: CategoryWords, categories: Iterable[Category]) -> Schema:
    """The declared columns, of which 人员类别 also knows the desk's own classes."""
    names: Mapping[str, str] = {item.code: item.name for item in categories}
    kind = replace(
        PEOPLE["categories"].kind,
        read=words.read,
        write=lambda codes: "、".join(names.get(code, code) for code in codes),
    )
    columns = tuple(
        replace(field, kind=kind) if field.key == "categories" else field for field in PEOPLE
    )
    return Schema(Person, columns)
