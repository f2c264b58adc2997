"""What the tabs of a person's file hold beside 概况, 家庭 and 附件: registers, visits, changes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS, OPINIONS
from shuangyong_desktop.domain.events import EVENTS
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.service import MERITS, SERVICE_PERIODS
from shuangyong_desktop.domain.timeline import EntryKind
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages import appeal_dialogs
from shuangyong_desktop.ui.pages.contact_dialog import ContactDialog
from shuangyong_desktop.ui.pages.person_overview import computed, today
from shuangyong_desktop.ui.widgets.elements import column, empty, paragraph
from shuangyong_desktop.ui.widgets.register_pane import RegisterPane

_HISTORY = 100


class PanesTab(QScrollArea):
    """Registers below each other, with a line above that `words` makes of the person.

    Each keeps a few rows; where there is less room for all of them the tab is scrolled.
    """

    def __init__(
        self, panes: Sequence[RegisterPane], words: Callable[[Person], str] | None = None
    ) -> None:
        super().__init__()
        self.panes = tuple(panes)
        self._words = words
        self._line: QLabel = paragraph("", "note")
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        layout = column(self._line, *panes, into=inner, gap=8)
        for place in range(len(panes)):
            layout.setStretch(place + 1, 1)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def show_person(self, person: Person) -> None:
        """Show the records about `person`."""
        said = self._words(person) if self._words else ""
        self._line.setText(said)
        self._line.setVisible(bool(said))
        for pane in self.panes:
            pane.show_person(person.id or 0)


class ListTab(QScrollArea):
    """Things that happened, newest first: a title and a line below it each."""

    def __init__(self, entries: Callable[[Person], list[tuple[str, str]]], nothing: str) -> None:
        super().__init__()
        self._entries = entries
        self._nothing = nothing
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._body: QVBoxLayout = column(into=inner, gap=8)
        self._body.setContentsMargins(0, 0, theme.active().px(8), 0)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inner)

    def show_person(self, person: Person) -> None:
        """Show what happened to `person`."""
        empty(self._body)
        entries = self._entries(person)
        if not entries:
            self._body.addWidget(paragraph(self._nothing, "note"))
        for title, detail in entries:
            lines = column(paragraph(title, ""), paragraph(detail, "note"), gap=1)
            self._body.addLayout(lines)
        self._body.addStretch(1)


def service_tab(desk: Desk, notices: Notices) -> PanesTab:
    """服役: periods of service and merits, with the computed years of compulsory service."""
    periods = RegisterPane(
        desk, notices, desk.office.entries(SERVICE_PERIODS),
        nothing="还没有登记服役经历。部队只写对外代号，不写番号。",
    )  # fmt: skip
    return PanesTab((periods, RegisterPane(desk, notices, desk.office.entries(MERITS))), _years)


def standing_tab(desk: Desk, notices: Notices) -> PanesTab:
    """类别和待遇: categories with their basis, and payments."""

    def categories() -> dict[str, Sequence[str]]:
        return {
            "category": [item.name for item in desk.office.people.categories()],
            "basis": desk.office.policies.citations(),
        }

    held = RegisterPane(
        desk, notices, desk.office.holdings, title="人员类别", choices=categories,
        nothing="还没有人员类别。新增后可以写明认定时间、依据和证件号。",
    )  # fmt: skip
    paid = RegisterPane(
        desk, notices, desk.office.entitlements, title="待遇",
        choices=desk.office.entitlements.offered,
        nothing="还没有登记待遇。身份不等于待遇，批准享受后再登记。",
        columns=("kind", "since", "until", "amount", "state", "contradicts"),
    )  # fmt: skip
    return PanesTab((held, paid))


def contacts_tab(desk: Desk, notices: Notices) -> PanesTab:
    """联系: contacts and opinions."""
    contacts = _ContactPane(
        desk, notices, desk.office.entries(CONTACTS), title="联系记录",
        columns=("date", "way", "officer", "content", "next_date"),
    )  # fmt: skip
    opinions = RegisterPane(
        desk, notices, desk.office.entries(OPINIONS), title="意见建议", editable=False,
        columns=("date", "content", "verdict", "reason"),
        act=lambda opinion: appeal_dialogs.answer_opinion(desk, opinions.done, opinions, opinion),
    )  # fmt: skip
    opinions.add_act(
        "新增", lambda: appeal_dialogs.register_opinion(
            desk, opinions.done, opinions, opinions.person_id),
        icon="plus", name="opinion_add",
    )  # fmt: skip
    opinions.add_act("答复", opinions.open, icon="check", name="opinion_answer", on_one=True)
    return PanesTab((contacts, opinions))


def appeals_tab(desk: Desk, notices: Notices) -> PanesTab:
    """诉求: what was appealed and how far it has come, and the next step."""

    def correct() -> None:
        if appeals.chosen is not None:
            appeal_dialogs.correct_appeal(desk, appeals.done, appeals, appeals.chosen)

    shown = ("date", "source", "content", "unit", "deadline", "stage", "satisfaction")
    appeals = RegisterPane(
        desk, notices, desk.office.entries(APPEALS), title="诉求", editable=False, columns=shown,
        nothing="没有登记过诉求。登记联系时可以一并登记。",
        act=lambda appeal: appeal_dialogs.lead_appeal(desk, appeals.done, appeals, appeal),
    )  # fmt: skip
    appeals.add_act(
        "新增", lambda: appeal_dialogs.register_appeal(
            desk, appeals.done, appeals, appeals.person_id),
        icon="plus", name="appeal_add",
    )  # fmt: skip
    appeals.add_act("修改", correct, icon="pencil", name="appeal_correct", on_one=True)
    appeals.add_act("办理", appeals.open, icon="check", name="appeal_lead", on_one=True)
    return PanesTab((appeals,))


class _ContactPane(RegisterPane):
    """Contacts, entered in the dialog that everybody's contacts are entered in."""

    def add(self) -> None:
        """登记联系, with what came of it."""
        dialog = ContactDialog(self.desk, self.notices, [self.person_id], self)
        dialog.exec()
        dialog.deleteLater()
        self.show_person(self.person_id)


def visits_tab(desk: Desk) -> ListTab:
    """慰问: what was received."""

    def visits(person: Person) -> list[tuple[str, str]]:
        entries = desk.office.people.timeline(person.id or 0)
        return [
            (entry.title, f"{entry.date[:10]} · {entry.detail}" if entry.detail else entry.date)
            for entry in entries
            if entry.kind is EntryKind.VISIT
        ]

    return ListTab(visits, "还没有慰问记录。登记签收后会列在这里。")


def events_tab(desk: Desk, notices: Notices) -> PanesTab:
    """变动: what happened to the person, as events."""
    events = RegisterPane(
        desk, notices, desk.office.entries(EVENTS), title="变动", editable=False,
        columns=("date", "kind", "cause", "place", "basis", "source"),
        nothing="没有登记过变动。",
    )  # fmt: skip
    return PanesTab((events,))


def changes_tab(desk: Desk) -> ListTab:
    """操作记录: every titled change of the record."""

    def changes(person: Person) -> list[tuple[str, str]]:
        found = desk.office.history.changes(_HISTORY, person.id)
        return [
            (
                f"{change.title}{'（已撤销）' if change.undone else ''}",
                f"{change.at:%Y-%m-%d %H:%M}",
            )
            for change in found
        ]

    return ListTab(changes, "还没有操作记录。")


def _years(person: Person) -> str:
    facts = computed(person, today()).get("服役情况", {})
    if facts:
        return "；".join(f"{caption} {text}" for caption, text in facts.items())
    if "rural_veteran_60plus" in person.categories:
        return "填写“服义务兵起、止”后计算折算年限（不满一年按一年）。"
    return ""
