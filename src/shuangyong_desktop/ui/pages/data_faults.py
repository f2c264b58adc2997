"""数据核查: what is wrong on the ledger, each with its people, put right one after another."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangyong_desktop.domain.contact_rules import ContactCounts
from shuangyong_desktop.domain.faults import BY_KEY, FAULTS
from shuangyong_desktop.domain.handouts import HandoutItem, Standing
from shuangyong_desktop.services.faults import Survey
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.due_queues import ContactQueue, Go, HandoutQueue
from shuangyong_desktop.ui.pages.fault_queue import FaultQueue
from shuangyong_desktop.ui.pages.person_queue import PersonQueue
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_LIST, _CLEAN = range(2)


@dataclass(frozen=True, slots=True)
class _Line:
    """One sort of fault and how many people have it; `page` is where else it is put right."""

    key: str
    title: str
    rule: str
    count: int
    page: str = ""


def _mark(line: _Line) -> tuple[str, str]:
    return ("alert-triangle", "warn") if line.count else ("circle-check", "ok")


_COLUMNS = (
    Column("title", "核查项目", 13.5, lambda line, _masked: line.title, mark=_mark),
    Column("count", "人数", 4, lambda line, _masked: f"{line.count:,}" if line.count else "无",
           "right", Look.STRONG),
    Column("rule", "规则和依据", 40, lambda line, _masked: line.rule, look=Look.QUIET),
)  # fmt: skip


_ELSEWHERE = (
    ("alike", "疑似重复",
     "证件号相同一定是，姓名和生日相同很可能是，姓名和电话或住址相同可能是。", "duplicates"),
    ("overdue", "联系逾期", "按人员类别的联系频次，过了应联系的日子还没有联系。", ""),
    ("lost", "断联预警", "超过设定天数没有联系上本人。", ""),
    ("plaque_due", "应挂未挂光荣牌", "每户一块，退役军人、三属和现役军人家庭应悬挂。", ""),
    ("card_due", "应发未发优待证", "每人一张，退役军人和三属应申领，现役军人家属不发。", ""),
)  # fmt: skip
"""What other parts of the program look for: key, title, rule, and that part if it alone helps."""
_QUEUES: dict[str, Callable[[Desk, Notices, Go], PersonQueue]] = {
    "overdue": partial(ContactQueue, lost=False),
    "lost": partial(ContactQueue, lost=True),
    "plaque_due": partial(HandoutQueue, item=HandoutItem.PLAQUE),
    "card_due": partial(HandoutQueue, item=HandoutItem.CARD),
}
"""What of the former is put right here, in a queue of its own."""
_OVER = object()


class FaultsPage(Page):
    """The list of faults; the ledger is gone through in slices whenever it has changed."""

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._survey = Survey()
        self._lines: list[_Line] = []
        self._others: dict[str, int] = {}
        self._work: Iterator[None] | None = None
        self._slices = Slices(self._step, self)
        self._slices.finished.connect(self._finish)
        self._slices.failed.connect(notices.fail)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "faults", "核查项目")
        self._table.opened.connect(self._open)
        self._queues: dict[str, PersonQueue] = {}
        self._build()
        desk.closing.connect(self._slices.stop)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The fault in front names the page."""
        return self._front.title if self._front else "数据核查"

    @property
    def note(self) -> str:
        if self._front:
            return "办好一人，接着下一人"
        if self._work is not None:
            return "正在核查"
        return f"核查 {self._survey.looked_at:,} 人，{self._survey.people:,} 人有需要核实的内容"

    @property
    def primary(self) -> Primary | None:
        return None

    @property
    def unsaved(self) -> bool:
        """Whether something typed about the person in front would be lost."""
        return self._front is not None and self._front.dirty

    def reload(self) -> None:
        """Go through the ledger again; in the queue only what is in front is looked at."""
        if self._front:
            self._front.refresh()
            return
        self._work = self._survey_all()
        self._slices.start()
        self.heading_changed.emit()

    def open_fault(self, key: str) -> None:
        """Show the people with one fault, the first of them in front."""
        line = next(line for line in self._lines if line.key == key)
        queue = self._queue(key)
        ids = self._survey.ids(key) if key in BY_KEY else queue.still()
        if not ids:
            self.notices.toast(f"“{line.title}”没有需要核实的人。")
            return
        self._slices.stop()
        self._work = None
        self._states.setCurrentWidget(queue)
        if isinstance(queue, FaultQueue):
            queue.show_fault(key, ids)
        else:
            queue.begin(line.title, line.rule, ids)
        self.heading_changed.emit()

    def _queue(self, key: str) -> PersonQueue:
        """The queue that puts a fault right, made when it is first wanted."""
        kind = key if key in _QUEUES else ""
        if kind not in self._queues:
            make = _QUEUES.get(kind)
            queue = make(self.desk, self.notices, self._go) if make else FaultQueue(
                self.desk, self.notices
            )  # fmt: skip
            queue.left.connect(self._show_list)
            self._queues[kind] = queue
            self._states.addWidget(queue)
        return self._queues[kind]

    def _build(self) -> None:
        px = theme.active().px
        self._state = label("", "note", name="faults_state")
        again = button("重新核查", self.reload, icon="refresh", name="survey_again")
        head = row(label("核查项目", "heading"), self._state, 1, again,
                   button("处理这一项", self._open, icon="pencil", name="open_fault"))  # fmt: skip
        head.setContentsMargins(px(12), px(9), px(12), px(9))
        sheet = frame("card")
        layout = column(head, self._table, into=sheet, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(1, 1)
        clean = QWidget()
        words = paragraph("台账里还没有人，没有可以核查的内容。先导入花名册，或在台账页新增人员。",
                          name="nobody_to_check")  # fmt: skip
        words.setFixedWidth(px(430))
        column(2, row(1, glyph("shield-check", "text3", 28), 1), row(1, words, 1),
               row(1, button("导入花名册", partial(self._go, "imports"), kind="primary",
                             name="faults_import"), 1), 3, into=clean)  # fmt: skip
        self._states = QStackedWidget()
        for each in (sheet, clean):
            self._states.addWidget(each)
        column(self._states, into=self, margin=14)

    @property
    def _front(self) -> PersonQueue | None:
        """The queue that is shown; None at the list."""
        shown = self._states.currentWidget()
        return shown if isinstance(shown, PersonQueue) else None

    def _step(self) -> tuple[int, int]:
        """One slice of the work; it is over when there is none left."""
        if self._work is None or next(self._work, _OVER) is _OVER:
            return 1, 1
        return 0, 1

    def _survey_all(self) -> Iterator[None]:
        """Go through the people, the look-alikes and what other parts look for, in slices."""
        office = self.desk.office
        surveying = office.faults.surveying()
        done, total = surveying.step()
        while done < total:
            self._state.setText(f"正在核查 {done:,} / {total:,} 人")
            yield
            done, total = surveying.step()
        looking = office.duplicates.looking()
        done, total = looking.step()
        while done < total:
            yield
            done, total = looking.step()
        alike = {who for pair in looking.pairs for who in (pair.first, pair.second)}
        yield
        contacts = ContactCounts()
        for counted in office.contacts.counting():
            contacts = counted or contacts
            yield
        missing: dict[HandoutItem, int] = {}
        for item in HandoutItem:
            yield
            missing[item] = len(office.handouts.survey(item).ids(Standing.MISSING))
        self._survey = surveying.survey
        self._others = {
            "alike": len(alike), "overdue": contacts.overdue, "lost": contacts.lost,
            "plaque_due": missing[HandoutItem.PLAQUE], "card_due": missing[HandoutItem.CARD],
        }  # fmt: skip

    def _finish(self) -> None:
        self._work = None
        self._state.setText("")
        self._show_lines()
        self._states.setCurrentIndex(_LIST if self._survey.looked_at else _CLEAN)
        self.heading_changed.emit()

    def _show_lines(self) -> None:
        at = self._table.current_row()
        kept = self._lines[at].key if at is not None and at < len(self._lines) else None
        own = [
            _Line(fault.key, fault.title, fault.rule, len(self._survey.ids(fault.key)))
            for fault in FAULTS
        ]
        elsewhere = [
            _Line(key, title, rule, self._others.get(key, 0), page)
            for key, title, rule, page in _ELSEWHERE
        ]
        self._lines = sorted([*elsewhere, *own], key=lambda line: not line.count)
        self._model.show(array("I", range(len(self._lines))))
        keys = [line.key for line in self._lines]
        if keys:
            self._table.go_to(keys.index(kept) if kept in keys else 0)

    def _open(self) -> None:
        at = self._table.current_row()
        if at is None:
            return
        line = self._lines[at]
        if line.page:
            self._go(line.page)
        else:
            self.open_fault(line.key)

    def _show_list(self) -> None:
        self._states.setCurrentIndex(_LIST)
        self.reload()
        self.heading_changed.emit()

    def _fetch(self, ids: Sequence[int]) -> list[_Line]:
        return [self._lines[number] for number in ids]


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> FaultsPage:
    """The part, for its page."""
    return FaultsPage(desk, notices, go)
