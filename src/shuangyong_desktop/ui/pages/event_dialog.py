"""登记变动: what happened to somebody, and at once what will follow from it (DOMAIN §6.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import ASKED, CHANGES, EVENTS, Event, EventKind, FollowUp
from shuangyong_desktop.domain.fields import Schema
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.events import TITLES, Registered
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.person_form import with_own
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_form import RecordForm

_REST_MS = 250
_WITHIN = "在本街道内迁移的，选择迁往的村（社区）；迁到区内其他街道的，填写迁往的街道。"
_DECIDED = "街道不作决定：登记的是上级的决定，须有决定机关和文号。"
_HINTS: Mapping[EventKind, str] = {
    EventKind.DIED: "抚恤补助由街道拟停发，报区局审定。",
    EventKind.MOVED_OUT: "迁出本区县；在区内迁移的，请选“区内迁移”。",
    EventKind.MOVED_WITHIN: _WITHIN,
    EventKind.SUSPENDED: _DECIDED,
    EventKind.RESUMED: _DECIDED,
    EventKind.REVOKED: _DECIDED,
}


class EventDialog(QDialog):
    """Asks for one event of one person and registers it; `registered` is what came of it.

    `event` is what is known already: whom it is about, of which kind, on which day.
    """

    def __init__(self, desk: Desk, event: Event, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("event_dialog")
        self.setWindowTitle("登记变动")
        self.registered: Registered | None = None
        self._desk = desk
        self._event = event
        self._person: Person | None = None
        self._about: list[RecordForm] = []
        self._changes: RecordForm | None = None
        self._before: Mapping[str, str] = {}
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_what_follows)
        self._picker = PersonPicker(desk, "event_person", "输入姓名、拼音或证件号选择人员")
        self._picker.picked.connect(self._choose_person)
        self._kind = QComboBox()
        self._kind.setObjectName("event_kind")
        self._kind.setAccessibleName("变动类型")
        self._kind.addItems([kind.value for kind in EventKind])
        self._build()
        self._kind.setCurrentText((event.kind or EventKind.DIED).value)
        self._kind.currentTextChanged.connect(self._ask)
        if event.person_id is not None:
            self._person = desk.office.people.get(event.person_id)
        self._show_person()
        self._ask()
        if self._person is not None:
            self._about[0].focus("date")

    def _build(self) -> None:
        px = theme.active().px
        self._name = label("", "heading", name="event_name")
        self._where = label("", "note", name="event_where")
        self._hint = paragraph("", "note", name="event_hint")
        self._inputs = QWidget()
        self._inputs.setProperty("role", "scrolled")
        self._lines = column(into=self._inputs, gap=6)
        area = _scrolled(self._inputs)
        self._following = QWidget()
        self._following.setProperty("role", "scrolled")
        self._follows: QVBoxLayout = column(into=self._following, gap=8)
        side = frame("card", name="event_follows")
        side.setFixedWidth(theme.active().side(310))
        inside = column(
            label("登记后的后续事项", "strong"),
            label("按规定列出，供参考，以文件为准", "note"),
            _scrolled(self._following), into=side, margin=12,
        )  # fmt: skip
        inside.setStretch(2, 1)
        kind = label("变动类型", "label")
        kind.setBuddy(self._kind)
        kind.setMinimumWidth(px(86))
        head = row(self._name, self._picker, self._where, 1)
        left = column(head, row(kind, self._kind, 1), self._hint, area, gap=8)
        left.setStretch(3, 1)
        body: QHBoxLayout = row(left, side, gap=14, stretch=0)
        self._error = paragraph("", "error", kind="bad", name="event_error")
        self._error.hide()
        layout = column(
            body, self._error,
            row(1, button("取消", self.reject, name="event_cancel"),
                button("登记变动", self._write, kind="primary", name="event_accept")),
            into=self, margin=18, gap=10,
        )  # fmt: skip
        layout.setStretch(0, 1)
        shortcut("Ctrl+S", self, self._write)
        parent = self.parentWidget()
        room = parent.window().size() if parent else self.sizeHint()
        self.resize(min(px(860), room.width() - px(20)), min(px(600), room.height() - px(20)))

    def _show_person(self) -> None:
        person = self._person
        chosen = self._event.person_id is not None
        self._picker.setVisible(not chosen)
        self._name.setVisible(chosen)
        self._where.setVisible(person is not None)
        if person is not None:
            self._name.setText(person.name)
            self._where.setText(f"{person.community or '未登记村（社区）'}　{person.status.value}")

    def _choose_person(self) -> None:
        number = self._picker.person_id
        self._person = None if number is None else self._desk.office.people.get(number)
        self._show_person()
        self._ask()

    @property
    def _chosen_kind(self) -> EventKind:
        return EventKind(self._kind.currentText())

    def _ask(self) -> None:
        """Show the inputs of the chosen kind; what was typed in those that stay is kept."""
        known = self._texts()
        kind = self._chosen_kind
        self._hint.setText(_HINTS.get(kind, ""))
        self._hint.setVisible(kind in _HINTS)
        empty(self._lines)
        first = self._form_about(("date", "basis", *ASKED.get(kind, ())), known)
        self._changes = self._form_of_changes(kind)
        self._about = [first, self._form_about(("source", "reported_on", "remarks"), known)]
        for form in (first, self._changes, self._about[1]):
            if form is not None:
                form.edited.connect(self._edited)
                self._lines.addWidget(form)
        self._lines.addStretch(1)
        self._error.hide()
        self._show_what_follows()

    def _form_about(self, keys: Sequence[str], known: Mapping[str, str]) -> RecordForm:
        form = RecordForm(EVENTS.schema.pick(*keys))
        form.show_record(self._event)
        form.show_texts({key: text for key, text in known.items() if key in keys and text})
        return form

    def _texts(self) -> dict[str, str]:
        """What stands in the inputs about the event itself."""
        return {key: text for form in self._about for key, text in form.texts().items()}

    def _form_of_changes(self, kind: EventKind) -> RecordForm | None:
        """The columns of the person that the event may change, with what stands there now."""
        if self._person is None or kind not in CHANGES:
            return None
        people = self._desk.office.people
        categories = people.categories()
        schema = with_own(self._desk.office.categories.words(), categories)
        choices: dict[str, Sequence[str]] = {
            "categories": [item.name for item in categories],
            "community": [item.name for item in people.communities()],
        }
        # Few columns need no headings of their sections.
        plain = [replace(schema[key], section="") for key in CHANGES[kind]]
        form = RecordForm(Schema(Person, tuple(plain)), choices)
        form.show_record(self._person, covered=self._desk.covered)
        self._before = form.texts()
        known = self._event.after.items()
        form.show_texts({key: text for key, text in known if key in CHANGES[kind]})
        return form

    def _edited(self, _key: str) -> None:
        self._rest.start()

    def _typed(self) -> Event | None:
        """The event with what stands in the inputs; None when something cannot be kept."""
        if self._person is None:
            return None
        read = {key: EVENTS.schema[key].read(text).value for key, text in self._texts().items()}
        return replace(
            self._event, **read, person_id=self._person.id, kind=self._chosen_kind,
            after=self._changed_texts(),
        )  # fmt: skip

    def _changed_texts(self) -> dict[str, str]:
        if self._changes is None or self._person is None:
            return {}
        return {
            key: text
            for key, text in self._changes.texts().items()
            if text.strip() and text != self._before.get(key)
        }

    def _show_what_follows(self) -> None:
        """List what the event would ask for, or what is still missing to say so."""
        event = self._typed()
        empty(self._follows)
        if event is None:
            self._follows.addWidget(paragraph("先选择人员。", "note"))
        else:
            try:
                asked = self._desk.office.events.preview(event)
            except Problem as problem:
                words = problem.sentence.replace("没有改动。", "")
                self._follows.addWidget(paragraph(words, "note", name="event_missing"))
                asked = ()
            else:
                if not asked:
                    self._follows.addWidget(paragraph("没有需要办理的后续事项。", "note"))
            for item in asked:
                self._follows.addWidget(_item(item))
        self._follows.addStretch(1)

    def _write(self) -> None:
        event = self._typed()
        if event is None:
            self._refuse("请先选择人员。")
            return
        if any(form.record() is None for form in self._about):
            self._refuse("还没有登记。请按栏目下面的提示改正。")
            return
        try:
            self.registered = self._desk.office.events.register(event)
        except Problem as problem:
            self._refuse(problem.sentence)
            return
        self.accept()

    def _refuse(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.show()


def ask_for_event(desk: Desk, notices: Notices, event: Event, parent: QWidget) -> Registered | None:
    """Ask for an event of which `event` is known, and say what came of it with 撤销."""
    dialog = EventDialog(desk, event, parent)
    dialog.exec()
    made = dialog.registered
    dialog.deleteLater()
    if made is not None:
        kind = made.event.kind or EventKind.OTHER
        done = TITLES.get(kind, f"登记{kind}")
        follow = f"，后续事项 {len(made.follow_ups)} 项" if made.follow_ups else ""
        Undoing(desk, notices).written(f"已{done}：{made.person.name}{follow}")
    return made


def _item(item: FollowUp) -> QWidget:
    """One follow-up: its kind and figure, its words, its rule."""
    amount = f"{yuan_text(item.amount)} 元" if item.amount is not None else ""
    whole = QWidget()
    column(
        row(label(item.kind or "", "chip"), 1, label(amount, "strong")),
        paragraph(item.words or "", ""), paragraph(item.rule or "", "note"),
        into=whole, gap=3,
    )  # fmt: skip
    return whole


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inner)
    return area
