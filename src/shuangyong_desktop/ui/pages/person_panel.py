"""The person that is chosen: facts and history, or the form in their place (UX §2.3)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.timeline import EntryKind, TimelineEntry
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.contact_advice import ContactAdvice
from shuangyong_desktop.ui.pages.people_columns import sex_and_age, short_day
from shuangyong_desktop.ui.pages.person_acts import PersonActs
from shuangyong_desktop.ui.pages.take_off_dialog import TakeOffDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    column,
    empty,
    frame,
    glyph,
    label,
    paragraph,
    row,
    rule,
)

if TYPE_CHECKING:
    from shuangyong_desktop.ui.pages.person_form import PersonForm

_HISTORY = 50
_FACTS, _CHANGES = "概况", "变动"
_KINDS: dict[str, tuple[tuple[EntryKind, ...], str]] = {
    "联系": ((EntryKind.CONTACT, EntryKind.OPINION), "还没有联系记录。按 Ctrl+L 登记联系。"),
    "诉求": ((EntryKind.APPEAL,), "没有诉求。"),
    "慰问": ((EntryKind.VISIT,), "还没有慰问记录。登记签收后会列在这里。"),
}
"""Tabs that show one sort of entries, and what they say where there is none."""
_TABS = (_FACTS, *_KINDS, _CHANGES)
_RECENT = 6
_SHOWN = (
    ("身份证号", ("id_number",)),
    ("出生日期", ("birth_date", "lunar_birthday")),
    ("联系电话", ("phone",)),
    ("住址", ("address", "away")),
    ("联系亲属", ("kin_name", "kin_relation", "kin_phone")),
    ("服役时间", ("enlist_date", "discharge_date")),
    ("残疾等级", ("disability_grade", "disability_nature")),
    ("优待证", ("preferential_card", "card_status")),
    ("光荣牌", ("plaque_number", "plaque_date")),
    ("待遇", ("subsidy_standard", "bank_account")),
    ("医保养老", ("medical_insurance", "pension_insurance")),
    ("家庭状况", ("living_way", "housing", "social_aid", "hardships")),
    ("变动", ("death_date", "status_date", "status_basis")),
    ("备注", ("remarks",)),
)
"""What the panel shows of a person; all there is stands in the file (UX §2.3)."""
_ENTRY_ICONS = {
    EntryKind.CONTACT: "messages",
    EntryKind.APPEAL: "message-report",
    EntryKind.OPINION: "bulb",
    EntryKind.EVENT: "arrows-exchange",
    EntryKind.ROUND: "user-check",
    EntryKind.HANDOUT: "medal",
    EntryKind.VISIT: "gift",
    EntryKind.IMPORT: "file-import",
    EntryKind.CHANGE: "pencil",
}


class PersonPanel(QStackedWidget):
    """Follows the table; 编辑 turns it into a form.

    `saved` gets whoever was stored, `added` tells after that of somebody new.
    """

    editing_changed = Signal()
    file_wanted = Signal()
    added = Signal(object)

    def __init__(self, desk: Desk, notices: Notices, saved: Callable[[Person], object]) -> None:
        super().__init__()
        self.setObjectName("person_panel")
        self._desk = desk
        self._notices = notices
        self._saved = saved
        self._undoing = Undoing(desk, notices)
        self._person: Person | None = None
        self._form: PersonForm | None = None
        self._entering = False
        self._entries: list[TimelineEntry] = []
        self._names: dict[str, str] = {}
        self.learn(desk.office.people.categories())
        self._nobody = frame("panel")
        column(1, row(1, label("选中一人后在这里看到详情", "note"), 1), 2, into=self._nobody)
        self._facts = frame("panel")
        for page in (self._nobody, self._facts):
            self.addWidget(page)
        self._build_facts()
        desk.cover_changed.connect(self._show_again)

    @property
    def edits(self) -> bool:
        """Whether the form is open."""
        return self._form is not None and self.currentWidget() is self._form

    @property
    def unsaved(self) -> bool:
        """Whether the form is open and something was typed into it."""
        return self.edits and self._form is not None and self._form.typed

    def learn(self, categories: Iterable[Category]) -> None:
        """Say `categories` by their names."""
        self._names = {item.code: item.name for item in categories}

    def show_person(self, person: Person | None) -> None:
        """Show the facts of `person`, unless somebody is being edited."""
        if self.edits:
            return
        self._person = person
        self.setCurrentWidget(self._facts if person else self._nobody)
        if person is not None:
            self._entries = self._desk.office.people.timeline(person.id or 0)
            self._fill_head(person)
            for at, words in enumerate(_TABS):
                count = len(self._entries_of(words)) if words in _KINDS else 0
                self._tabs.setTabText(at, f"{words} {count}" if count else words)
            self._fill_tab(self._tabs.currentIndex())

    def edit(self) -> None:
        """Open the form on the person shown."""
        if self._person is not None:
            self._open_form(self._person)

    def edit_new(self, person: Person) -> None:
        """Open the form for somebody new."""
        self._open_form(person)

    def register_contact(self) -> None:
        """Open 登记联系 for the person shown."""
        from shuangyong_desktop.ui.pages.contact_dialog import (  # noqa: PLC0415 (not before use)
            register_contact,
        )

        if self._person is not None and self._person.id and not self.edits:
            register_contact(self._desk, self._notices, [self._person.id], self)

    def register_appeal(self) -> None:
        """Open 登记诉求 for the person shown."""
        from shuangyong_desktop.ui.pages.appeal_dialogs import (  # noqa: PLC0415 (not before use)
            register_appeal,
        )

        if self._person is not None and self._person.id and not self.edits:
            register_appeal(self._desk, self._tell, self, self._person.id)

    def _tell(self, said: str) -> None:
        """Say what was done, with 撤销."""
        self._undoing.written(said)

    def take_off(self) -> None:
        """Ask what happened to the person shown, and write it."""
        if self._person is None or self.edits or self._person.status is not PersonStatus.ACTIVE:
            return
        dialog = TakeOffDialog(self._desk.office.people, [self._person], self)
        dialog.exec()
        if dialog.stored:
            self._tell_moved(dialog.stored[0])
        dialog.deleteLater()

    def _register_event(self) -> None:
        """What happened to the person shown, with all that follows."""
        from shuangyong_desktop.domain.events import Event  # noqa: PLC0415 (not before use)
        from shuangyong_desktop.ui.pages.event_dialog import ask_for_event  # noqa: PLC0415

        if self._person is not None and not self.edits:
            ask_for_event(self._desk, self._notices, Event(person_id=self._person.id), self)

    def _bring_back(self) -> None:
        if self._person is None:
            return
        try:
            self._tell_moved(self._desk.office.people.put_back(self._person.id or 0))
        except Problem as problem:
            self._notices.fail(problem)

    def _tell_moved(self, stored: Person) -> None:
        self._saved(stored)
        self._undoing.offer(f"已登记：{stored.name} {stored.status.value}")

    def _build_facts(self) -> None:
        px = theme.active().px
        self._initial = label("", "initial", name="person_initial")
        self._initial.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._initial.setFixedSize(px(44), px(44))
        self._name = label("", "title", name="person_name")
        self._status = label("", "chip", name="person_status")
        self._line = paragraph("", "note", name="person_line")
        head = row(
            self._initial,
            column(row(self._name, self._status, 1), self._line, gap=2),
            gap=10,
            stretch=1,
        )
        self._tabs = QTabBar()
        self._tabs.setObjectName("person_tabs")
        self._tabs.setAccessibleName("人员详情")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for words in _TABS:
            self._tabs.addTab(words)
        self._tabs.currentChanged.connect(self._fill_tab)
        self._body = QVBoxLayout()
        self._body.setSpacing(px(5))
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner.setLayout(self._body)
        self._body.setContentsMargins(0, 0, px(6), 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._acts = PersonActs()
        self._acts.contact_wanted.connect(self.register_contact)
        self._acts.appeal_wanted.connect(self.register_appeal)
        self._acts.edit_wanted.connect(self.edit)
        self._acts.file_wanted.connect(self.file_wanted)
        self._acts.event_wanted.connect(self._register_event)
        self._acts.take_off_wanted.connect(self.take_off)
        self._acts.put_back_wanted.connect(self._bring_back)
        self._advice = ContactAdvice()
        layout = column(
            head,
            self._acts,
            self._advice,
            self._tabs,
            rule(),
            area,
            into=self._facts,
            margin=14,
            gap=8,
        )
        layout.setStretch(5, 1)

    def _fill_head(self, person: Person) -> None:
        self._initial.setText(person.name[:1])
        metrics = self._name.fontMetrics()
        room = self.width() - theme.active().px(170)
        self._name.setText(metrics.elidedText(person.name, Qt.TextElideMode.ElideRight, room))
        self._status.setText(person.status.value)
        self._acts.show_for(active=person.status is PersonStatus.ACTIVE)
        self._advice.show_line(self._desk.office.contacts.line_of(person.id or 0))
        today = date.today()  # noqa: DTZ011 (the clerk's day)
        known = (sex_and_age(person, today), person.community, self._category_words(person))
        self._line.setText(" · ".join(words for words in known if words))

    def _fill_tab(self, tab: int) -> None:
        empty(self._body)
        if self._person is None:
            return
        if tab == 0:
            self._body.addLayout(self._facts_of(self._person))
            self._body.addWidget(rule())
            self._body.addWidget(label("往来记录", "strong"))
            self._fill_entries(self._entries[:_RECENT], "还没有往来记录。")
        elif _TABS[tab] in _KINDS:
            self._fill_entries(self._entries_of(_TABS[tab]), _KINDS[_TABS[tab]][1])
        else:
            self._fill_history(self._person)
        self._body.addStretch(1)

    def _entries_of(self, tab: str) -> list[TimelineEntry]:
        return [entry for entry in self._entries if entry.kind in _KINDS[tab][0]]

    def _category_words(self, person: Person) -> str:
        """The legal names, those of the desk's own categories too."""
        return "、".join(self._names.get(code, code) for code in person.categories)

    def _facts_of(self, person: Person) -> QGridLayout:
        px = theme.active().px
        grid = QGridLayout()
        grid.setVerticalSpacing(px(6))
        grid.setHorizontalSpacing(px(10))
        grid.setColumnMinimumWidth(0, px(64))
        grid.setColumnStretch(1, 1)
        for words, keys in _SHOWN:
            told = [(key, text) for key in keys if (text := self._fact(person, key))]
            if told:
                line = grid.rowCount()
                grid.addWidget(label(words, "label"), line, 0, Qt.AlignmentFlag.AlignTop)
                text = " · ".join(text for _, text in told)
                grid.addWidget(paragraph(text, "", name=f"fact_{told[0][0]}"), line, 1)
        verified = self._desk.office.round_results.last_verified(person.id or 0)
        if verified is not None:
            line = grid.rowCount()
            grid.addWidget(label("最近核实", "label"), line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(paragraph(verified.words, "", name="fact_verified"), line, 1)
        return grid

    def _fact(self, person: Person, key: str) -> str:
        value = getattr(person, key)
        text = PEOPLE[key].write(value, masked=self._desk.covered)
        if PEOPLE[key].to_verify(value):
            return f"{text}（待核实）"
        return f"{text} 元" if text and key == "subsidy_standard" else text

    def _fill_entries(self, entries: Sequence[TimelineEntry], nothing: str) -> None:
        """What happened, newest first: a drawing for its sort, the title, day and detail."""
        if not entries:
            self._body.addWidget(label(nothing, "note"))
        for entry in entries:
            when = short_day(entry.date)
            detail = f"{when} · {entry.detail}" if entry.detail else when
            mark = glyph(_ENTRY_ICONS[entry.kind], "ok" if entry.plan_id else "info", 16)
            mark.setAlignment(Qt.AlignmentFlag.AlignTop)
            line = row(
                mark,
                column(paragraph(entry.title, ""), paragraph(detail, "note"), gap=1),
                gap=8,
                stretch=1,
            )
            self._body.addLayout(line)

    def _fill_history(self, person: Person) -> None:
        changes = self._desk.office.history.changes(_HISTORY, person.id)
        if not changes:
            self._body.addWidget(label("还没有变动记录。", "note"))
        for change in changes:
            undone = "（已撤销）" if change.undone else ""
            self._body.addWidget(paragraph(f"{change.title}{undone}", ""))
            self._body.addWidget(label(f"{change.at:%Y-%m-%d %H:%M}", "note"))

    def _open_form(self, person: Person) -> None:
        self._entering = person.id is None
        if self._form is None:
            self._make_form()
        if self._form is not None:
            self.setCurrentWidget(self._form)
            self._form.show_person(person)
        self.editing_changed.emit()

    def _make_form(self) -> None:
        from shuangyong_desktop.ui.pages.person_form import (  # noqa: PLC0415 (not before editing)
            PersonForm,
        )

        self._form = PersonForm(self._desk, self._notices)
        self._form.saved.connect(self._show_saved)
        self._form.left.connect(self._leave_form)
        self.addWidget(self._form)

    def _show_saved(self, stored: Person) -> None:
        self._leave_form()
        self._saved(stored)
        if self._entering:
            self.added.emit(stored)
        self._undoing.offer(f"已保存：{stored.name}")

    def _leave_form(self) -> None:
        self.setCurrentWidget(self._nobody)
        self.editing_changed.emit()
        self.show_person(self._person)

    def _show_again(self) -> None:
        if not self.edits:
            self.show_person(self._person)
