"""后续事项: what events ask for, ticked off with the day or waived with a reason."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QStackedWidget, QWidget

from shuangyong_desktop.domain.consequences import Coming
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, FollowUp, FollowUpKind
from shuangyong_desktop.domain.money import yuan_text
from shuangyong_desktop.services.follow_ups import Waiting
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.event_dialog import ask_for_event
from shuangyong_desktop.ui.pages.recovery_dialog import ask_for_recovery
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.segments import Segments

_OPEN, _DONE, _AGES = "open", "done", "ages"
_VIEWS = ((_OPEN, "待办理"), (_DONE, "已办结"), (_AGES, "即将到龄"))


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the clerk's own day)


def _due_words(line: Waiting) -> str:
    item = line.item
    if item.done_on:
        return f"{show_date(item.done_on)}办结"
    if item.waived:
        return "不办理"
    late = (item.due or "") < _today().isoformat()
    return f"{show_date(item.due or '')}{'　已逾期' if late else ''}"


def _late(line: Waiting) -> tuple[str, str]:
    late = line.item.open and (line.item.due or "") < _today().isoformat()
    return ("alert-triangle", "bad") if late else ("clock", "text3")


_WAITING = (
    Column("due", "办理期限", 13.2, lambda line, _masked: _due_words(line), mark=_late),
    Column("name", "姓名", 4.5, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("kind", "事项", 7.2, lambda line, _masked: line.item.kind or ""),
    Column("event", "变动", 9, lambda line, _masked:
           f"{line.event.kind}　{show_date(line.event.date or '')}", look=Look.QUIET),
    Column("amount", "金额（元）", 5.2, lambda line, _masked: yuan_text(line.item.amount)
           if line.item.amount is not None else "", "right"),
    Column("words", "内容", 12, lambda line, _masked: line.item.words or ""),
)  # fmt: skip
_COMING = (
    Column("day", "日期", 8, lambda line, _masked: show_date(line.day.isoformat())),
    Column("name", "姓名", 4.5, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("community", "村（社区）", 6, lambda line, _masked: line.person.community or ""),
    Column("words", "事项", 20, lambda line, _masked: line.words),
)


class FollowUpsPage(Page):
    """What waits, what was settled, and birthdays that matter; Enter ticks off today."""

    title = "变动后续事项"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._undoing = Undoing(desk, notices)
        self._coming: dict[int, Coming] = {}
        self._view = Segments("follow_up_view", "显示", _VIEWS)
        self._view.chosen.connect(self._turn)
        self._model = RecordTableModel(_WAITING, self._fetch, self)
        self._table = RecordView(self._model, "follow_ups", "变动后续事项", told_beside=True)
        self._table.current_changed.connect(self._show_item)
        self._table.opened.connect(self._act)
        self._build()
        shortcut("Ctrl+S", self, self._tick)

    @property
    def note(self) -> str:
        due = self.desk.office.follow_ups.due_count()
        return f"{due} 项到期或逾期" if due else "没有到期的事项"

    def reload(self) -> None:
        """Show what the chosen view holds now; the chosen line stays chosen."""
        at = self._table.current_row()
        office, view = self.desk.office, self._view.value
        if view == _AGES:
            self._coming = {item.person.id or 0: item for item in office.events.birthdays()}
            ids = array("I", self._coming)
        else:
            waits = office.follow_ups
            ids = waits.open_ids() if view == _OPEN else waits.settled_ids()
        self._model.show(ids)
        self._count.setText(f"{len(ids):,} 项")
        self._states.setCurrentIndex(1 if ids else 0)
        self._nothing.setText(_EMPTY[view])
        if ids:
            self._table.go_to(min(at or 0, len(ids) - 1))
        self._show_item()
        self.heading_changed.emit()

    def _build(self) -> None:
        self._count = label("", "note", name="follow_ups_count")
        head = row(self._view, self._count, 1)
        self._nothing = label("", "label", name="no_follow_ups")
        empty_page = QWidget()
        column(2, row(1, glyph("circle-check", "text3", 28), 1), row(1, self._nothing, 1), 3,
               into=empty_page)  # fmt: skip
        sheet = frame("card")
        column(self._table, into=sheet).setContentsMargins(1, 1, 1, 1)
        self._states = QStackedWidget()
        self._states.addWidget(empty_page)
        self._states.addWidget(sheet)
        layout = column(head, row(self._states, self._detail(), gap=12, stretch=0), into=self,
                        margin=14)  # fmt: skip
        layout.setStretch(1, 1)

    def _detail(self) -> QWidget:
        self._kind = label("", "heading", name="follow_up_kind")
        self._who = paragraph("", "strong", name="follow_up_who")
        self._words = paragraph("", "", name="follow_up_words")
        self._rule = paragraph("", "note", name="follow_up_rule")
        self._day = QLineEdit()
        self._day.setObjectName("follow_up_day")
        self._remark = QLineEdit()
        self._remark.setObjectName("follow_up_remark")
        captions = (label("办理时间", "label"), label("备注或不办理的原因", "label"))
        for caption, edit in zip(captions, (self._day, self._remark), strict=True):
            caption.setBuddy(edit)
            edit.setAccessibleName(caption.text())
            edit.returnPressed.connect(self._tick)
        self._stop = QCheckBox("待遇停发，从")
        self._stop.setToolTip("区局已审定停发的勾选，待遇随这一项改为停发")
        self._stop.setObjectName("follow_up_stop")
        self._stop_month = QLineEdit()
        self._stop_month.setObjectName("follow_up_stop_month")
        self._stop_month.setAccessibleName("从哪个月起停发")
        self._stop_month.setToolTip("从哪个月起停发，如 2026-07")
        self._stop_month.setFixedWidth(theme.active().px(96))
        self._stop_line = QWidget()
        row(self._stop, self._stop_month, label("起", "label"), 1, into=self._stop_line, gap=4)
        self._recover = button("列入追回台账", self._recover_it, icon="cash",
                               name="follow_up_recover")  # fmt: skip
        self._done = button("办结", self._tick, kind="primary", icon="check",
                            name="follow_up_done")  # fmt: skip
        self._waive = button("不办理", self._waive_it, name="follow_up_waive")
        self._reopen = button("重新办理", self._reopen_it, icon="restore", name="follow_up_reopen")
        self._register = button("登记变动", self._act, kind="primary", name="coming_register")
        self._inputs = QWidget()
        column(captions[0], self._day, captions[1], self._remark,
               self._stop_line, row(self._done, self._waive, 1), row(self._recover, 1),
               into=self._inputs, gap=6)  # fmt: skip
        facts = QWidget()
        facts.setProperty("role", "scrolled")
        column(self._kind, self._who, self._words, self._rule, 1, into=facts)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(facts)
        side = frame("card", name="follow_up_detail")
        side.setFixedWidth(theme.active().side(320))
        layout = column(area, self._inputs, row(self._reopen, self._register, 1), into=side,
                        margin=12)  # fmt: skip
        layout.setStretch(0, 1)
        self._side = side
        return side

    def _turn(self, view: str) -> None:
        self._model.show(array("I"))
        self._model.show_columns(_COMING if view == _AGES else _WAITING)
        self.reload()

    def _fetch(self, ids: Sequence[int]) -> Sequence[object]:
        if self._view.value == _AGES:
            return [self._coming[number] for number in ids]
        return self.desk.office.follow_ups.waiting(ids)

    def _show_item(self) -> None:
        at, view = self._table.current_row(), self._view.value
        shown = at is not None and at < self._model.rowCount()
        self._side.setVisible(shown)
        self._inputs.setVisible(shown and view == _OPEN)
        self._reopen.setVisible(shown and view == _DONE)
        self._register.setVisible(shown and view == _AGES)
        if not shown or at is None:
            return
        record = self._model.record(at)
        if isinstance(record, Coming):
            self._show_facts(record.kind, record.person.name, record.words, "")
            return
        item = record.item
        remark = item.waived or item.remarks or ""
        figure = f"　{yuan_text(item.amount)} 元" if item.amount is not None else ""
        self._show_facts(f"{item.kind}{figure}", f"{record.person.name}　{record.event.kind}",
                         item.words or "", item.rule or "")  # fmt: skip
        self._remark.setText(remark if item.open else "")
        self._day.setText(_today().isoformat())
        self._offer(item)

    def _offer(self, item: FollowUp) -> None:
        """What else can be done about `item`: stopping the payment, claiming money back."""
        if not self.isVisible():
            return  # the ledger may be closed already
        waits = self.desk.office.follow_ups
        stoppable = item.open and bool(waits.stoppable(item))
        self._stop_line.setVisible(stoppable)
        self._stop.setChecked(False)
        if stoppable:
            self._stop_month.setText(waits.stop_month(item, _today()))
        self._recover.setVisible(item.open and item.kind is FollowUpKind.RECOVER)

    def _recover_it(self) -> None:
        """Put what was paid too long into the 追回台账; the follow-up is settled with it."""
        at = self._table.current_row()
        if at is None:
            return
        item: FollowUp = self._model.record(at).item
        recoveries = self.desk.office.recoveries
        ask_for_recovery(
            self.desk,
            self.notices,
            recoveries.proposed(item),
            self,
            lambda record: recoveries.begin(record, item.id),
        )

    def _show_facts(self, kind: str, who: str, words: str, rule: str) -> None:
        for place, text in (
            (self._kind, kind), (self._who, who), (self._words, words), (self._rule, rule),
        ):  # fmt: skip
            place.setText(text)
        self._rule.setVisible(bool(rule))

    def _act(self) -> None:
        """Tick what waits; register the birthday that is chosen."""
        at = self._table.current_row()
        if self._view.value == _OPEN:
            self._tick()
        elif self._view.value == _AGES and at is not None:
            coming: Coming = self._model.record(at)
            day = min(coming.day, _today()).isoformat()
            event = Event(person_id=coming.person.id, kind=coming.kind, date=day, basis="身份证")
            ask_for_event(self.desk, self.notices, event, self)

    def _tick(self) -> None:
        ids = self._table.selected_ids()
        if self._view.value == _OPEN and ids:
            waits = self.desk.office.follow_ups
            stops = self._stop.isChecked() and self._stop_line.isVisible()
            month = self._stop_month.text() if stops else None
            act = partial(waits.tick, ids, self._day.text(), self._remark.text(), month)
            self._do(act, "已办结并停发待遇" if stops else "已办结")

    def _waive_it(self) -> None:
        ids = self._table.selected_ids()
        waits = self.desk.office.follow_ups
        self._do(lambda: waits.waive(ids, self._remark.text()), "不再办理")

    def _reopen_it(self) -> None:
        ids = self._table.selected_ids()
        self._do(lambda: self.desk.office.follow_ups.reopen(ids), "重新办理")

    def _do(self, act: Callable[[], int], words: str) -> None:
        try:
            count = act()
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._undoing.written(f"{words} {count} 项")


_EMPTY = {
    _OPEN: "没有待办理的后续事项。登记变动以后，要办的事会列在这里。",
    _DONE: "还没有办结的后续事项。",
    _AGES: "未来 3 个月没有人到龄。",
}


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> FollowUpsPage:
    """The part, for its page."""
    return FollowUpsPage(desk, notices, go)
