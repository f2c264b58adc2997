"""变动: everything that happened, of a period, kind and 村（社区）, and the papers about it."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMenu, QScrollArea, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.events import EVENTS, Event, EventKind, FollowUp
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.change_papers import ChangePaper, Shown
from shuangyong_desktop.services.events import EventLine
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.event_dialog import ask_for_event
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    glyph,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.period_choice import PeriodChoice
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_EVERY_KIND, _EVERY_PLACE = "全部类型", "全部村（社区）"
_NO_PLACE = "未登记村（社区）"


def _became(line: EventLine) -> str:
    """What changed: 在册 → 去世, or the columns that differ."""
    event = line.event
    if event.status_before is not event.status_after and event.status_after:
        return f"{event.status_before or ''} → {event.status_after}"
    return "；".join(
        f"{PEOPLE[key].label}：{event.before.get(key) or '空'} → {event.after[key]}"
        for key in event.after
        if PEOPLE[key].kind.mask is None
    )


_COLUMNS = (
    Column("date", "变动时间", 6.5, lambda line, _masked: show_date(line.event.date or "")),
    Column("name", "姓名", 4.5, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("kind", "变动类型", 8, lambda line, _masked: line.event.kind or ""),
    Column("community", "村（社区）", 6, lambda line, _masked: line.person.community or ""),
    Column("became", "变动前后", 11, lambda line, _masked: _became(line)),
    Column("basis", "依据", 8, lambda line, _masked: line.event.basis or ""),
    Column("recorded", "登记时间", 6.5, lambda line, _masked: show_date(
        line.event.recorded_on or ""), look=Look.QUIET),
)  # fmt: skip


class EventsPage(Page):
    """The events by time; the chosen one with what it asked for."""

    title = "人员变动"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._lines: dict[int, EventLine] = {}
        self._period = PeriodChoice("events")
        self._period.changed.connect(self.reload)
        self._kind = _choice(
            "events_kind", "变动类型", (_EVERY_KIND, *(k.value for k in EventKind))
        )
        self._place = _choice("events_place", "村（社区）", (_EVERY_PLACE,))
        for box in (self._kind, self._place):
            box.activated.connect(self.reload)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "events", "人员变动", told_beside=True)
        self._table.current_changed.connect(self._show_event)
        self._table.opened.connect(self._open_person)
        self._build()
        shortcut("Ctrl+N", self, self.register)

    @property
    def note(self) -> str:
        return "每件变动留有前后、依据和后续；登记有误的，在操作记录里撤销"

    @property
    def primary(self) -> Primary | None:
        return Primary("登记变动", "plus", self.register)

    def register(self) -> None:
        """Ask for an event of anybody."""
        ask_for_event(self.desk, self.notices, Event(), self)

    def reload(self) -> None:
        """Show the events that fit the choices; the chosen one stays chosen."""
        self._offer_places()
        at = self._table.current_row()
        kept = None if at is None else self._model.id_at(at)
        lines = self.desk.office.events.found(self._filter(), self._community())
        self._lines = {line.event.id or 0: line for line in lines}
        self._model.show(array("I", self._lines))
        self._count.setText(f"{len(lines):,} 件")
        self._states.setCurrentIndex(1 if lines else 0)
        place = self._model.row_of(kept) if kept is not None else None
        if lines:
            self._table.go_to(place or 0)
        self._show_event()

    def _build(self) -> None:
        self._count = label("", "note", name="events_count")
        papers = button("变动材料", _nothing, icon="printer", name="events_papers")
        papers.setMenu(self._paper_menu())
        head = row(self._period, self._kind, self._place, self._count, 1, papers)
        nothing = QWidget()
        words = paragraph("没有登记过这样的变动。去世、迁出、退役、评残等情况，在这里登记一次，"
                          "停发、补助、光荣牌等后续事项随之列出。", name="no_events")  # fmt: skip
        words.setFixedWidth(theme.active().px(420))
        column(2, row(1, glyph("arrows-exchange", "text3", 28), 1), row(1, words, 1),
               row(1, button("登记变动", self.register, kind="primary", name="first_event"), 1),
               3, into=nothing)  # fmt: skip
        self._states = QStackedWidget()
        sheet = frame("card")
        column(self._table, into=sheet).setContentsMargins(1, 1, 1, 1)
        self._states.addWidget(nothing)
        self._states.addWidget(sheet)
        self._detail = QWidget()
        self._detail.setProperty("role", "scrolled")
        self._facts = column(into=self._detail, gap=8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._detail)
        side = frame("card", name="event_detail")
        side.setFixedWidth(theme.active().side(320))
        column(area, into=side, margin=12)
        self._side = side
        layout = column(head, self._period.days, row(self._states, side, gap=12, stretch=0),
                        into=self, margin=14)  # fmt: skip
        layout.setStretch(2, 1)

    def _paper_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("events_paper_menu")
        for words in ChangePaper:
            menu.addAction(words).triggered.connect(partial(self.look_at, words))
        return menu

    def _open_person(self) -> None:
        """Enter opens the file of whom the event is about."""
        at = self._table.current_row()
        if at is not None:
            self._go(f"person_file/{self._lines[self._model.id_at(at)].person.id}")

    def _complete(self) -> None:
        """Ask what became known of the chosen event since, and ask anew for what follows."""
        at = self._table.current_row()
        if at is None:
            return
        event = self._lines[self._model.id_at(at)].event
        keys = ("basis", "cause", "paid_until", "source", "remarks")
        dialog = RecordDialog(self.desk, "补充变动情况", EVENTS.schema.pick(*keys),
                              self.desk.office.events.complete, self,
                              hint="未办的后续事项会重新列出，已办的不变。")  # fmt: skip
        dialog.show_record(event)
        if dialog.exec():
            Undoing(self.desk, self.notices).written("已补充变动情况")
        dialog.deleteLater()

    def look_at(self, words: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 (a signal)
        """Show one of the papers about the chosen period as it will be printed."""
        office, today = self.desk.office, date.today()  # noqa: DTZ011 (the clerk's day)
        if not self._period.complete:
            return
        chosen = self._period.words
        period = self._period.period(today) or Period(date(1949, 10, 1), today)

        def gather(options: RosterOptions) -> Paper:
            shown = Shown(options.full, options.purpose)
            return office.change_papers.paper(ChangePaper(words), period, shown)

        dialog = RosterDialog(self.desk, self.notices, gather, f"{words}（{chosen}）", self,
                              title=words, word=words == ChangePaper.STOPS)  # fmt: skip
        dialog.exec()
        dialog.deleteLater()

    def _offer_places(self) -> None:
        names = [
            _EVERY_PLACE,
            *(item.name for item in self.desk.office.people.communities()),
            _NO_PLACE,
        ]
        if names != [self._place.itemText(n) for n in range(self._place.count())]:
            chosen = self._place.currentText()
            self._place.clear()
            self._place.addItems(names)
            self._place.setCurrentText(chosen)

    def _filter(self) -> RecordFilter:
        period = self._period.period(date.today())  # noqa: DTZ011 (the clerk's day)
        kind = self._kind.currentText()
        equal = () if kind == _EVERY_KIND else (("kind", EventKind(kind)),)
        if period is None:
            return RecordFilter(equal=equal)
        since, until = period.since.isoformat(), period.until.isoformat()
        return RecordFilter(since=since, until=until, equal=equal)

    def _community(self) -> str | None:
        place = self._place.currentText()
        return None if place == _EVERY_PLACE else "" if place == _NO_PLACE else place

    def _fetch(self, ids: Sequence[int]) -> list[EventLine]:
        return [self._lines[number] for number in ids]

    def _show_event(self) -> None:
        """Show the facts of the chosen event and what it asked for."""
        at = self._table.current_row()
        empty(self._facts)
        self._side.setVisible(bool(self._lines))
        if at is None or not self._lines or not self.isVisible():
            return
        line = self._lines[self._model.id_at(at)]
        event = line.event
        self._facts.addWidget(label(line.person.name, "heading", name="event_shown"))
        self._facts.addWidget(paragraph(f"{event.kind}　{show_date(event.date or '')}", "strong"))
        facts = (
            ("变动前后", _became(line)), ("原因", event.cause), ("迁自或迁往", event.place),
            ("依据", event.basis), ("来源", event.source), ("决定机关", event.authority),
            ("决定文号", event.document), ("已发放至", event.paid_until), ("备注", event.remarks),
        )  # fmt: skip
        for name, words in facts:
            if words:
                self._facts.addWidget(paragraph(f"{name}：{words}", ""))
        asked = self.desk.office.events.asked_by(event.id or 0)
        if asked:
            self._facts.addWidget(label("后续事项", "strong"))
        for item in asked:
            self._facts.addWidget(paragraph(_asked_words(item), "note" if not item.open else ""))
        more = button("补充情况", self._complete, icon="pencil", name="event_complete")
        more.setToolTip("后来知道的死亡原因、已发放至哪个月、依据，补充后重新列出未办的后续事项")
        self._facts.addLayout(row(more, 1))
        if any(item.open for item in asked):
            go = button("办理后续事项", partial(self._go, "moves/moves_follow_ups"),
                        name="to_follow_ups")  # fmt: skip
            self._facts.addLayout(row(go, 1))
        self._facts.addStretch(1)


def _asked_words(item: FollowUp) -> str:
    if item.done_on:
        return f"已办结（{show_date(item.done_on)}）：{item.words}"
    if item.waived:
        return f"不办理（{item.waived}）：{item.words}"
    return f"{item.kind}：{item.words}"


def _choice(name: str, says: str, words: Sequence[str]) -> QComboBox:
    box = QComboBox()
    box.setObjectName(name)
    box.setAccessibleName(says)
    box.setToolTip(says)
    box.addItems(list(words))
    return box


def _nothing() -> None:
    """The menu opens by itself."""


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> EventsPage:
    """The part, for its page."""
    return EventsPage(desk, notices, go)
