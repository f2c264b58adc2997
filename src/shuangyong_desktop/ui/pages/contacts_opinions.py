"""意见建议: what people proposed, and what became of it (UX §2.4)."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.contacts import OPINIONS, Verdict
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.appeals import OpinionLine
from shuangyong_desktop.services.contact_papers import year_of
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.appeal_dialogs import answer_opinion, register_opinion
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
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.segments import Segments

_ALL = "ALL"
_MARKS = {
    Verdict.OPEN: ("clock", "warn"), Verdict.ADOPTED: ("circle-check", "ok"),
    Verdict.DECLINED: ("x", "text2"), Verdict.FORWARDED: ("arrow-forward-up", "info"),
}  # fmt: skip
_COLUMNS = (
    Column("date", "提出", 5.4, lambda line, _masked: short_day(line.opinion.date or "")),
    Column("name", "姓名", 4.4, lambda line, _masked: line.person.name, look=Look.STRONG),
    Column("community", "村（社区）", 5.4, lambda line, _masked: line.person.community or ""),
    Column("content", "意见建议", 22,
           lambda line, _masked: " ".join((line.opinion.content or "").split())),
    Column("verdict", "采纳情况", 6, lambda line, _masked: line.opinion.verdict.value,
           mark=lambda line: _MARKS[line.opinion.verdict]),
    Column("reason", "理由或答复", 16,
           lambda line, _masked: " ".join((line.opinion.reason or "").split())),
    Column("replied", "答复", 5.4,
           lambda line, _masked: short_day(line.opinion.replied_on or "")
           if line.opinion.replied_on else ""),
)  # fmt: skip


class OpinionsPage(Page):
    """The opinions, those that wait for an answer first; Enter answers one."""

    title = "意见建议"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._lines: dict[int, OpinionLine] = {}
        self._undoing = Undoing(desk, notices)
        entries = [(_ALL, "全部"), *((verdict.name, verdict.value) for verdict in Verdict)]
        self._which = Segments("opinions_view", "采纳情况", entries)
        self._which.chosen.connect(self._show)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "opinions", "意见建议")
        self._table.opened.connect(self._answer)
        self._build()
        shortcut("Ctrl+N", self, self._register)
        shortcut("Delete", self._table, self._remove)

    @property
    def note(self) -> str:
        waiting = sum(line.opinion.verdict is Verdict.OPEN for line in self._lines.values())
        letters = sum(len(line.opinion.content or "") for line in self._lines.values())
        return f"共 {len(self._lines)} 条 {letters:,} 字，待答复 {waiting} 条"

    @property
    def primary(self) -> Primary:
        return Primary("登记意见", "plus", self._register)

    def reload(self) -> None:
        """Show the opinions as they are now."""
        lines = self.desk.office.appeals.opinions()
        self._lines = {line.opinion.id or 0: line for line in lines}
        self._show()
        self.heading_changed.emit()

    def _build(self) -> None:
        px = theme.active().px
        self._count = label("", "note", name="opinions_count")
        tools = row(
            self._which, self._count, 1,
            button("答复", self._answer, icon="pencil", name="opinion_answer"),
            button("删除", self._remove, icon="trash", name="opinion_remove"),
            button("打印台账", self._print, icon="printer", name="opinions_print"),
        )  # fmt: skip
        self._nothing = frame("hollow", name="opinions_nothing")
        words = paragraph("这里没有意见建议。登记联系时可以顺带记下，也可以直接登记。", "label")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(px(420))
        first = button("登记意见", self._register, icon="plus", name="opinions_first")
        column(1, row(1, words, 1), row(1, first, 1), 2, into=self._nothing, gap=14)
        sheet = frame("card")
        column(self._table, self._nothing, into=sheet, margin=1, gap=0)
        middle = QWidget()
        keys = label("↑↓ 移动    Enter 答复    Del 删除", "note")
        body = column(tools, sheet, keys, into=middle, gap=10)
        body.setContentsMargins(px(14), px(12), px(14), px(8))
        body.setStretch(1, 1)
        column(middle, into=self, gap=0)

    def _show(self) -> None:
        kept = self._chosen()
        wanted = self._which.value
        ids = [
            number
            for number, line in self._lines.items()
            if wanted in (_ALL, line.opinion.verdict.name)
        ]
        self._model.show(array("I", ids))
        self._count.setText(f"{len(ids)} 条")
        self._table.setVisible(bool(ids))
        self._nothing.setVisible(not ids)
        if ids:
            at = self._model.row_of(kept.opinion.id or 0) if kept else None
            self._table.go_to(at or 0)

    def _fetch(self, ids: Sequence[int]) -> list[OpinionLine]:
        return [self._lines[number] for number in ids]

    def _chosen(self) -> OpinionLine | None:
        at = self._table.current_row()
        if at is None or at >= self._model.rowCount():
            return None
        return self._lines.get(self._model.id_at(at))

    def _register(self) -> None:
        register_opinion(self.desk, self._done, self)

    def _answer(self) -> None:
        line = self._chosen()
        if line is not None:
            answer_opinion(self.desk, self._done, self, line.opinion)

    def _remove(self) -> None:
        line = self._chosen()
        if line is None:
            return
        try:
            self.desk.office.entries(OPINIONS).remove(line.opinion.id or 0)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._done(f"已移入回收站：{line.person.name}的意见建议")

    def _done(self, said: str) -> None:
        self._undoing.written(said)

    def _print(self) -> None:
        year = date.today().year  # noqa: DTZ011 (the clerk's own calendar)
        gather = partial(self.desk.office.contact_papers.opinion_book, year_of(year))
        words = f"{year}年意见建议台账"
        look_at(self.desk, self.notices, gather, words, self, title="打印意见建议台账")


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> OpinionsPage:
    """The part, for its page."""
    del go
    return OpinionsPage(desk, notices)
