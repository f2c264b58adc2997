"""人员档案: everything about one person on one page of tabs (UX §2.3, CLERK §1)."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import BACK, Page, Primary
from shuangyong_desktop.ui.pages import person_tabs
from shuangyong_desktop.ui.pages.enclosures import EnclosurePane
from shuangyong_desktop.ui.pages.people_columns import sex_and_age
from shuangyong_desktop.ui.pages.person_family import PersonFamily
from shuangyong_desktop.ui.pages.person_overview import KINDS, PersonOverview, today
from shuangyong_desktop.ui.pages.person_photo import PersonPhoto
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
from shuangyong_desktop.ui.widgets.shortened import Shortened

_TABS = (
    ("overview", "概况"), ("family", "家庭"), ("service", "服役"), ("standing", "类别和待遇"),
    ("contacts", "联系"), ("appeals", "诉求"), ("visits", "慰问"), ("events", "变动"),
    ("changes", "操作记录"), ("enclosures", "附件"),
)  # fmt: skip
_MOST_NOTES = 2


class Tab(Protocol):
    """What the page asks of the content of a tab."""

    def show_person(self, person: Person) -> None:
        """Show `person`."""


class PersonFilePage(Page):
    """The file of the person that `show_part` names by id; Esc goes back to where one was."""

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._person: Person | None = None
        self._undoing = Undoing(desk, notices)
        self._tabs = QTabBar()
        self._tabs.setObjectName("file_tabs")
        self._tabs.setAccessibleName("档案")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        for _key, words in _TABS:
            self._tabs.addTab(words)
        self._tabs.currentChanged.connect(self._show_tab)
        self._made: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._overview = PersonOverview(desk, notices)
        self._overview.saved.connect(self._saved)
        self._made["overview"] = self._overview
        self._stack.addWidget(self._overview)
        self._build()
        desk.cover_changed.connect(self._show)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The page is not named after the person: the window title never is (UX §2.13)."""
        return "人员档案"

    @property
    def primary(self) -> Primary | None:
        return Primary("一人一档", "printer", self._print)

    @property
    def unsaved(self) -> bool:
        return self._overview.unsaved

    @property
    def part_in_front(self) -> str:
        if self._person is None:
            return ""
        return f"{self._person.id}/{_TABS[self._tabs.currentIndex()][0]}"

    def show_part(self, key: str) -> None:
        """Show the person whose id `key` is, with “/标签” at one of the tabs."""
        number, _, tab = key.partition("/")
        self._person = self.desk.office.people.get(int(number))
        names = [known for known, _words in _TABS]
        self._tabs.setCurrentIndex(names.index(tab) if tab in names else 0)
        self._show()

    def reload(self) -> None:
        """Ask for the person anew; back to the ledger where entering them was undone."""
        if self._person is None:
            return
        found = self.desk.office.people.page([self._person.id or 0])
        self._person = found[0] if found else None
        if found:
            self._show()
        else:
            QTimer.singleShot(0, self, partial(self._go, "ledger"))

    def _build(self) -> None:
        self._photo = PersonPhoto(self.desk, self.notices)
        self._name = Shortened("", "title", name="file_name")
        self._status = label("", "chip", name="file_status")
        self._facts = Shortened("", "note", name="file_facts")
        self._categories = Shortened("", "label", name="file_categories")
        self._notes: QVBoxLayout = column(gap=2)
        acts = (
            button("编辑", self._edit, icon="pencil", name="file_edit"),
            button("登记联系", self._contact, icon="phone", name="file_contact"),
            button("登记变动", self._register_event, icon="arrows-exchange", name="file_event"),
            button("照片", self._photo.open_menu, icon="user-check", name="file_set_photo"),
        )
        back = button("返回", partial(self._go, BACK), icon="arrow-back-up", name="file_back")
        back.setToolTip("回到打开档案的地方（Esc）")
        told = column(row(self._name, self._status, 1), self._facts, self._categories, gap=2)
        top = row(self._photo, told, *acts, back, gap=8, stretch=1)
        top.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = frame("card", name="file_head")
        column(top, self._notes, into=head, margin=8, gap=4)
        body = frame("card", name="file_body")
        inside = column(self._tabs, self._stack, into=body, margin=8, gap=6)
        inside.setStretch(1, 1)
        layout = column(head, body, into=self, margin=8, gap=8)
        layout.setStretch(1, 1)
        shortcut("Esc", self, self._leave)
        shortcut("Ctrl+E", self, self._edit)
        shortcut("Ctrl+L", self, self._contact)
        shortcut("Ctrl+P", self, self._print)

    def _show(self) -> None:
        person = self._person
        if person is None:
            return
        self._name.setText(person.name)
        self._status.setText(person.status.value)
        facts = (sex_and_age(person, today()), person.community, person.address)
        self._facts.setText(" · ".join(part for part in facts if part))
        names = {item.code: item.name for item in self.desk.office.people.categories()}
        self._categories.setText("、".join(names.get(code, code) for code in person.categories))
        self._photo.show_person(person)
        self._show_notes(person)
        self._show_tab()

    def _show_notes(self, person: Person) -> None:
        """What the rules say, the gravest first; the rest is counted (CLERK §6)."""
        empty(self._notes)
        rules = self.desk.office.entitlements.about(person)
        for rule in rules[:_MOST_NOTES]:
            more = len(rules) - _MOST_NOTES
            last = rule is rules[:_MOST_NOTES][-1] and more > 0
            words = f"{rule.verdict.value}：{rule.doubt.sentence}" + (
                f"（另有 {more} 条）" if last else ""
            )
            self._notes.addWidget(paragraph(words, "note", kind=KINDS[rule.verdict]))

    def _show_tab(self) -> None:
        if self._person is None:
            return
        key = _TABS[self._tabs.currentIndex()][0]
        if key not in self._made:
            self._made[key] = self._make(key)
            self._stack.addWidget(self._made[key])
        tab = self._made[key]
        cast(Tab, tab).show_person(self._person)
        self._stack.setCurrentWidget(tab)

    def _make(self, key: str) -> QWidget:
        desk, notices = self.desk, self.notices
        makers: dict[str, Callable[[], QWidget]] = {
            "family": lambda: PersonFamily(desk, notices, self._open_other),
            "service": lambda: person_tabs.service_tab(desk, notices),
            "standing": lambda: person_tabs.standing_tab(desk, notices),
            "contacts": lambda: person_tabs.contacts_tab(desk, notices),
            "appeals": lambda: person_tabs.appeals_tab(desk, notices),
            "visits": lambda: person_tabs.visits_tab(desk),
            "events": lambda: person_tabs.events_tab(desk, notices),
            "changes": lambda: person_tabs.changes_tab(desk),
            "enclosures": lambda: person_tabs.PanesTab((EnclosurePane(desk, notices),)),
        }
        return makers[key]()

    def _open_other(self, person_id: int) -> None:
        self._go(f"person_file/{person_id}")

    def _edit(self) -> None:
        self._tabs.setCurrentIndex(0)
        self._overview.edit()

    def _saved(self, person: Person) -> None:
        self._person = person
        self._undoing.written(f"已保存：{person.name}")

    def _leave(self) -> None:
        if not self._overview.edits:
            self._go(BACK)

    def _contact(self) -> None:
        if self._person is None:
            return
        from shuangyong_desktop.ui.pages.contact_dialog import (  # noqa: PLC0415 (on demand)
            register_contact,
        )

        register_contact(self.desk, self.notices, [self._person.id or 0], self)

    def _register_event(self) -> None:
        """What happened to the person, with all that follows."""
        if self._person is None:
            return
        from shuangyong_desktop.domain.events import Event  # noqa: PLC0415 (on demand)
        from shuangyong_desktop.ui.pages.event_dialog import ask_for_event  # noqa: PLC0415

        ask_for_event(self.desk, self.notices, Event(person_id=self._person.id), self)

    def _print(self) -> None:
        """一人一档 as it will be printed, masked unless a purpose is given."""
        if self._person is None:
            return
        from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

        person_id, cards = self._person.id or 0, self.desk.office.person_cards

        def gather(options: RosterOptions) -> Paper:
            return cards.card(person_id, full=options.full, purpose=options.purpose)

        dialog = RosterDialog(self.desk, self.notices, gather, self._person.name, self,
                              title="打印一人一档", excel=False)  # fmt: skip
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> PersonFilePage:
    """The page, for the frame."""
    return PersonFilePage(desk, notices, go)
