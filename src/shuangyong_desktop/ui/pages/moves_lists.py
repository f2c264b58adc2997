"""名单比对: paste what 殡葬, 公安 or 医保 sent; every line says whom it is about (CLERK §5.4)."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QStackedWidget, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.services.lists import Compared, Comparison, Outcome
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.event_dialog import ask_for_event
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    paragraph,
    row,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_SOURCES = ("殡葬名单", "公安名单", "医保名单", "其他名单")
_EVERY = "全部结果"
_MARKS = {
    Outcome.HIT: ("alert-triangle", "bad"),
    Outcome.KNOWN: ("circle-check", "ok"),
    Outcome.OTHER: ("user-x", "text3"),
    Outcome.ABSENT: ("", "text3"),
    Outcome.UNREADABLE: ("alert-triangle", "warn"),
    Outcome.SKIPPED: ("", "text3"),
}


def _number(line: Compared, masked: bool) -> str:  # noqa: FBT001 (a Writer)
    if line.line.covered:
        return "…".join(line.line.covered)
    return PEOPLE["id_number"].write(line.line.id_number, masked=masked)


_COLUMNS = (
    Column("number", "行", 2.6, lambda line, _masked: str(line.line.number), "right",
           look=Look.QUIET),
    Column("name", "名单姓名", 5, lambda line, _masked: line.line.name or "", look=Look.STRONG),
    Column("id", "名单证件号", 9.6, _number),
    Column("fact", "名单时间", 6.6, lambda line, _masked: show_date(line.line.fact_date or "")),
    Column("outcome", "结果", 8.5, lambda line, _masked: line.outcome.value,
           mark=lambda line: _MARKS[line.outcome]),
    Column("person", "台账人员", 5, lambda line, _masked: line.person.name if line.person else ""),
    Column("place", "村（社区）", 6, lambda line, _masked:
           (line.person.community or "") if line.person else ""),
    Column("reason", "说明", 14, lambda line, _masked: line.reason),
)  # fmt: skip


class ListsPage(Page):
    """The pasted text, what became of each line, and what is done about a hit."""

    title = "名单比对"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        del go
        self._undoing = Undoing(desk, notices)
        self._comparison: Comparison | None = None
        self._lines: list[Compared] = []
        self._text = QPlainTextEdit()
        self._text.setObjectName("list_text")
        self._text.setAccessibleName("粘贴名单")
        self._text.setPlaceholderText(
            "从 Excel 复制姓名、身份证号、死亡时间等列（连同表头）粘贴到这里，文字名单也可以。"
        )
        self._text.setTabChangesFocus(True)
        self._source = QComboBox()
        self._source.setObjectName("list_source")
        self._source.setAccessibleName("名单来源")
        self._source.addItems(list(_SOURCES))
        self._only = QComboBox()
        self._only.setObjectName("list_only")
        self._only.setAccessibleName("结果")
        self._only.addItems([_EVERY, *(outcome.value for outcome in Outcome)])
        self._only.activated.connect(self._show_lines)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "list_lines", "名单比对结果")
        self._table.opened.connect(self._register)
        self._table.current_changed.connect(self._offer)
        desk.cover_changed.connect(self._cover)
        self._build()
        shortcut("Ctrl+Return", self, self._compare)

    @property
    def note(self) -> str:
        return "先按身份证号，再按姓名和出生日期；不改动台账，确认后才登记"

    def reload(self) -> None:
        """Compare again: who was registered meanwhile is a hit no more."""
        if self._comparison is not None:
            self._compare_quietly(self._comparison.source)

    def _build(self) -> None:
        px = theme.active().px
        self._text.setMinimumHeight(px(70))
        self._compare_button = button("比对", self._compare, kind="primary", icon="copy-check",
                                      name="list_compare")  # fmt: skip
        tools = column(self._source, self._compare_button,
                       button("清空", self._clear, name="list_clear"), 1)  # fmt: skip
        pasting = row(self._text, tools, stretch=0)
        self._counts = paragraph("", "strong", name="list_counts")
        self._hit = button("登记变动", self._register, kind="primary", name="list_register")
        self._not = button("不是同一人", self._rule_out, icon="user-x", name="list_not_the_same")
        head = row(self._counts, self._only, self._hit, self._not, stretch=0)
        sheet = frame("card")
        column(self._table, into=sheet).setContentsMargins(1, 1, 1, 1)
        found = QWidget()
        column(head, sheet, into=found).setStretch(1, 1)
        nothing = QWidget()
        words = label("比对以后，每一行的结果列在这里，一行不漏。", "label", name="no_list")
        column(1, row(1, words, 1), 2, into=nothing)
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(found)
        layout = column(pasting, self._states, into=self, margin=14, gap=12)
        layout.setStretch(0, 1)
        layout.setStretch(1, 3)
        self._offer()

    def _compare(self) -> None:
        """Compare what is pasted, and note in the history that it was."""
        if not self._text.toPlainText().strip():
            self._text.setFocus()
            return
        if self._compare_quietly(self._source.currentText()) and self._comparison is not None:
            self.desk.office.lists.note(self._comparison)
            self._table.setFocus()

    def _compare_quietly(self, source: str) -> bool:
        try:
            found = self.desk.office.lists.compare(self._text.toPlainText(), source)
        except Problem as problem:
            self.notices.fail(problem)
            return False
        self._comparison = found
        self._counts.setText(found.words)
        self._states.setCurrentIndex(1)
        self._show_lines()
        return True

    def _show_lines(self) -> None:
        """Show the lines of the chosen outcome, those to decide about first."""
        if self._comparison is None:
            return
        at = self._table.current_row() or 0
        order, chosen = list(Outcome), self._only.currentText()
        self._lines = sorted(
            (item for item in self._comparison.found if chosen in (_EVERY, item.outcome.value)),
            key=lambda item: (order.index(item.outcome), item.line.number),
        )
        self._model.show(array("I", range(len(self._lines))))
        if self._lines:
            self._table.go_to(min(at, len(self._lines) - 1))
        self._offer()

    def _clear(self) -> None:
        self._text.clear()
        self._comparison, self._lines = None, []
        self._model.show(array("I"))
        self._states.setCurrentIndex(0)
        self._offer()
        self._text.setFocus()

    def _fetch(self, ids: Sequence[int]) -> list[Compared]:
        return [self._lines[number] for number in ids]

    def _chosen(self) -> Compared | None:
        at = self._table.current_row()
        return None if at is None or at >= len(self._lines) else self._lines[at]

    def _offer(self) -> None:
        """Only a hit can be acted on."""
        chosen = self._chosen()
        can = chosen is not None and chosen.outcome is Outcome.HIT
        self._hit.setEnabled(can)
        self._not.setEnabled(can)

    def _register(self) -> None:
        """Ask for the event of the chosen hit, filled with what the list says."""
        chosen = self._chosen()
        if chosen is None or chosen.outcome is not Outcome.HIT or chosen.person is None:
            return
        source = self._comparison.source if self._comparison else ""
        known = Event(person_id=chosen.person.id, kind=EventKind.DIED, source=source, basis=source)
        ask_for_event(self.desk, self.notices, replace(known, date=chosen.line.fact_date), self)

    def _rule_out(self) -> None:
        chosen = self._chosen()
        if chosen is None or chosen.person is None:
            return
        self.desk.office.lists.rule_out(chosen.line, chosen.person)
        words = f"已记下：名单第 {chosen.line.number} 行不是台账的{chosen.person.name}"
        self._undoing.written(words)

    def _cover(self, covered: bool) -> None:  # noqa: FBT001 (a signal)
        self._model.set_masked(masked=covered)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> ListsPage:
    """The part, for its page."""
    return ListsPage(desk, notices, go)
