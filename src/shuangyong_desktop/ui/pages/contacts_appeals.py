"""诉求办理: every appeal with the days left, overdue first; 来访接待 and 信访 are views of it."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.contacts import APPEALS, OPEN_STAGES, Appeal, AppealStage
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.appeals import PETITIONS, VISITORS, AppealLine
from shuangyong_desktop.services.contact_papers import ContactList, year_of
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.appeal_dialogs import (
    correct_appeal,
    extend_appeal,
    lead_appeal,
    register_appeal,
    tell_appeal,
)
from shuangyong_desktop.ui.pages.appeal_panel import AppealPanel, days_words
from shuangyong_desktop.ui.pages.contacts_papers import look_at
from shuangyong_desktop.ui.pages.people_columns import short_day
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
from shuangyong_desktop.ui.widgets.facet_list import Facet, FacetList
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_STATES, _SOURCES, _STAGES = "办理情况", "来源", "办理环节"
_OPEN, _OVERDUE, _SOON, _ALL = "在办", "已逾期", "7天内到期", "全部"
_EVERY_SOURCE = "全部来源"
_WEEK = 7
_TESTS: dict[str, Callable[[AppealLine], bool]] = {
    _OPEN: lambda line: line.appeal.stage in OPEN_STAGES,
    _OVERDUE: lambda line: line.overdue,
    _SOON: lambda line: line.days_left is not None and 0 <= line.days_left <= _WEEK,
    "长期关注": lambda line: line.appeal.stage is AppealStage.WATCHED,
    "已办结": lambda line: line.appeal.stage is AppealStage.CLOSED,
    _ALL: lambda _line: True,
}
_OF_SOURCE: dict[str, Callable[[AppealLine], bool]] = {
    _EVERY_SOURCE: lambda _line: True,
    "来访接待": lambda line: line.appeal.source in VISITORS,
    "信访": lambda line: line.appeal.source in PETITIONS,
    "其他来源": lambda line: line.appeal.source not in (*VISITORS, *PETITIONS),
}
_BOOKS = {
    _EVERY_SOURCE: ContactList.APPEALS, "来访接待": ContactList.VISITORS,
    "信访": ContactList.PETITIONS, "其他来源": ContactList.APPEALS,
}  # fmt: skip
_DRAWN = {"bad": "alert-triangle", "warn": "clock"}


def _mark(line: AppealLine) -> tuple[str, str]:
    tint = days_words(line)[1]
    return _DRAWN.get(tint, ""), tint


_COLUMNS = (
    Column("name", "姓名", 4.4, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("content", "诉求内容", 13,
           lambda line, _masked: " ".join((line.appeal.content or "").split())),
    Column("left", "剩余天数", 6.4, lambda line, _masked: days_words(line)[0], mark=_mark),
    Column("stage", "环节", 4.4, lambda line, _masked: line.appeal.stage.value),
    Column("unit", "责任单位", 6, lambda line, _masked: line.appeal.unit or ""),
    Column("community", "村（社区）", 5, lambda line, _masked: line.person.community or ""),
    Column("source", "来源", 4.6,
           lambda line, _masked: line.appeal.source.value if line.appeal.source else ""),
    Column("date", "登记", 5, lambda line, _masked: short_day(line.appeal.date or "")),
    Column("number", "编号", 5, lambda line, _masked: line.appeal.number or ""),
)  # fmt: skip


class AppealsPage(Page):
    """The appeals of one view and source, and the one that is chosen."""

    title = "诉求办理"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._lines: dict[int, AppealLine] = {}
        self._state, self._source = _OPEN, _EVERY_SOURCE
        self._undoing = Undoing(desk, notices)
        self._facets = FacetList("appeal_filters", "筛选诉求")
        self._facets.picked.connect(self._pick)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "appeals", "诉求", told_beside=True)
        self._table.current_changed.connect(self._show_chosen)
        self._table.opened.connect(partial(self._ask, lead_appeal))
        self._panel = AppealPanel(
            step=partial(self._ask, lead_appeal),
            tell=partial(self._ask, tell_appeal),
            extend=partial(self._ask, extend_appeal),
            correct=partial(self._ask, correct_appeal),
            remove=self._remove,
        )
        self._build()
        shortcut("Ctrl+N", self, self._register)
        shortcut("Ctrl+E", self, partial(self._ask, correct_appeal))
        shortcut("Delete", self._table, self._remove)

    @property
    def note(self) -> str:
        waiting = sum(_TESTS[_OPEN](line) for line in self._lines.values())
        overdue = sum(line.overdue for line in self._lines.values())
        return f"在办 {waiting} 件，其中逾期 {overdue} 件"

    @property
    def primary(self) -> Primary:
        return Primary("登记诉求", "plus", self._register)

    def reload(self) -> None:
        """Show the appeals as they are now; the chosen one stays chosen where possible."""
        chosen = self._chosen()
        self._lines = {line.appeal.id or 0: line for line in self.desk.office.appeals.lines()}
        self._show(chosen.appeal.id if chosen else None)
        self.heading_changed.emit()

    def show_part(self, key: str) -> None:
        """Show the appeals of the state `key`."""
        if key in _TESTS:
            self._pick(_STATES, key)

    def _build(self) -> None:
        px = theme.active().px
        self._heading = label("", "heading", name="appeals_view")
        self._count = label("", "note", name="appeals_count")
        self._paper = button("打印登记簿", self._print, icon="printer", name="appeals_print")
        tools = row(self._heading, self._count, 1, self._paper)
        side = frame("side")
        column(self._facets, into=side).setContentsMargins(px(10), px(6), px(6), px(6))
        side.setFixedWidth(theme.active().side(178))
        self._nothing = frame("hollow", name="appeals_nothing")
        words = paragraph("这里没有诉求。登记联系时可以顺带登记，也可以直接登记。", "label")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(px(380))
        first = button("登记诉求", self._register, icon="plus", name="appeals_first")
        column(1, row(1, words, 1), row(1, first, 1), 2, into=self._nothing, gap=14)
        sheet = frame("card")
        column(self._table, self._nothing, into=sheet, margin=1, gap=0)
        middle = QWidget()
        keys = label("↑↓ 移动    Enter 办理    Ctrl+E 修改    Del 删除", "note")
        body = column(tools, sheet, keys, into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(8))
        body.setStretch(1, 1)
        self._panel.setFixedWidth(theme.active().side(320))
        row(side, middle, self._panel, into=self, gap=0, stretch=1)

    def _show(self, kept: int | None) -> None:
        ids = [
            number
            for number, line in self._lines.items()
            if _TESTS[self._state](line) and _OF_SOURCE[self._source](line)
        ]
        self._model.show(array("I", ids))
        self._show_facets()
        self._heading.setText(self._state if self._source == _EVERY_SOURCE else self._source)
        self._count.setText(f"{len(ids)} 件")
        self._paper.setText(f"打印{_BOOKS[self._source].value}")
        self._table.setVisible(bool(ids))
        self._nothing.setVisible(not ids)
        at = self._model.row_of(kept) if kept is not None else None
        if ids:
            self._table.go_to(at or 0)
        self._show_chosen()

    def _show_facets(self) -> None:
        lines = self._lines.values()
        of_source = [line for line in lines if _OF_SOURCE[self._source](line)]
        of_state = [line for line in lines if _TESTS[self._state](line)]
        facets = [
            Facet(_STATES, state, state, sum(map(test, of_source)))
            for state, test in _TESTS.items()
        ]
        facets += [
            Facet(_SOURCES, source, source, sum(map(test, of_state)))
            for source, test in _OF_SOURCE.items()
        ]
        self._facets.show_facets(facets, {(_STATES, self._state), (_SOURCES, self._source)})

    def _pick(self, section: str, key: str, _more: bool = False) -> None:  # noqa: FBT001, FBT002 (a signal)
        if section == _STATES:
            self._state = key
        else:
            self._source = key
        self._show(None)

    def _fetch(self, ids: Sequence[int]) -> list[AppealLine]:
        return [self._lines[number] for number in ids]

    def _chosen(self) -> AppealLine | None:
        at = self._table.current_row()
        if at is None or at >= self._model.rowCount():
            return None
        return self._lines.get(self._model.id_at(at))

    def _show_chosen(self) -> None:
        line = self._chosen()
        steps = self.desk.office.appeals.steps(line.appeal.id or 0) if line else []
        self._panel.show_appeal(line, steps)

    def _ask(self, ask: Callable[[Desk, Callable[[str], object], QWidget, Appeal], None]) -> None:
        line = self._chosen()
        if line is not None:
            ask(self.desk, self._done, self, line.appeal)

    def _register(self) -> None:
        register_appeal(self.desk, self._done, self)

    def _remove(self) -> None:
        """Put the appeal into 回收站: it can be brought back, so nothing is asked first."""
        line = self._chosen()
        if line is None:
            return
        try:
            self.desk.office.entries(APPEALS).remove(line.appeal.id or 0)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._done(f"已移入回收站：{line.person.name}的诉求")

    def _done(self, said: str) -> None:
        self._undoing.written(said)

    def _print(self) -> None:
        """The book of the source that is shown, of this year."""
        which = _BOOKS[self._source]
        year = date.today().year  # noqa: DTZ011 (the clerk's own calendar)
        gather = partial(self.desk.office.contact_papers.appeal_book, which, year_of(year))
        title = f"打印{which.value}"
        look_at(self.desk, self.notices, gather, f"{year}年{which.value}", self, title=title)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> AppealsPage:
    """The part, for its page."""
    del go
    return AppealsPage(desk, notices)
