"""操作记录: what was done, value by value, with 撤销 and 重做 of any entry (UX §2.9)."""

import re
from array import array
from collections.abc import Callable, Sequence
from itertools import islice

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from shuangyong_desktop.domain.changes import Change, ChangeKind, Edit
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    label,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_SHOWN = 1000
_KEPT = 12
_UNBROKEN = re.compile(r"[!-~]{29,}")
"""Longer than any number of a person: the fingerprint of an attachment, which nobody reads."""
_MOST_EDITS = 60
_MOST_TYPED, _WORDS_WIDTH = 60, 170
_COLUMNS = (
    Column("at", "时间", 9, lambda change, _masked: f"{change.at:%Y-%m-%d %H:%M}"),
    Column("title", "操作", 24, lambda change, _masked: change.title, look=Look.STRONG),
    Column("kind", "种类", 4, lambda change, _masked: change.kind.value),
    Column("undone", "现状", 5, lambda change, _masked: "已撤销" if change.undone else "",
           look=Look.QUIET),
)  # fmt: skip


class HistoryPage(Page):
    """The newest thousand changes; the chosen one is shown value by value."""

    title = "操作记录"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._changes: dict[int, Change] = {}
        self._undoing = Undoing(desk, notices)
        self._who = PersonPicker(desk, "history_person", "只看某个人的记录")
        self._who.picked.connect(self.reload)
        self._words = QLineEdit()
        self._words.setObjectName("history_words")
        self._words.setAccessibleName("只看操作名称里有这些字的记录")
        self._words.setPlaceholderText("按操作查找，如 导入")
        self._words.setClearButtonEnabled(True)
        self._words.setMaxLength(_MOST_TYPED)
        self._words.setFixedWidth(theme.active().px(_WORDS_WIDTH))
        self._words.textChanged.connect(lambda _text: self.reload())
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "changes", "操作记录")
        self._table.current_changed.connect(self._show_change)
        self._build()

    @property
    def note(self) -> str:
        return "每一步都可以撤销，撤销本身也留有记录"

    def reload(self) -> None:
        """Show the newest changes; the chosen one stays chosen."""
        at = self._table.current_row()
        kept = None if at is None else self._model.id_at(at)
        words = " ".join(self._words.text().split())
        changes = self.desk.office.history.changes(_SHOWN, self._who.person_id, words)
        self._changes = {change.id: change for change in changes}
        self._model.show(array("I", self._changes))
        many = f"最近 {_SHOWN:,} 步" if len(changes) == _SHOWN else f"{len(changes):,} 步"
        self._count.setText(many)
        found = self._model.row_of(kept) if kept is not None else None
        if changes:
            self._table.go_to(found or 0)
        self._show_change()

    def _build(self) -> None:
        px = theme.active().px
        self._count = label("", "note", name="changes_count")
        head = row(self._count, 1, self._words, self._who)
        head.setContentsMargins(px(12), px(9), px(12), px(9))
        sheet = frame("card")
        stack = column(head, self._table, into=sheet, gap=0)
        stack.setContentsMargins(1, 1, 1, 1)
        stack.setStretch(1, 1)
        self._title = paragraph("", "heading", name="change_title")
        self._when = label("", "note", name="change_when")
        self._undo = button("撤销这一步", self._undo_it, icon="arrow-back-up", name="undo_change")
        self._redo = button("重做", self._redo_it, icon="arrow-forward-up", name="redo_change")
        self._body = QGridLayout()
        self._body.setVerticalSpacing(px(6))
        self._body.setColumnStretch(1, 1)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        inner_layout = column(self._body, 1, into=inner)
        inner_layout.setContentsMargins(0, 0, px(6), 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        detail = frame("card", name="change_detail")
        detail.setFixedWidth(theme.active().side(400))
        layout = column(
            self._title, self._when, row(self._undo, self._redo, 1), area, into=detail, margin=14
        )
        layout.setStretch(3, 1)
        row(sheet, detail, into=self, margin=14, gap=12, stretch=0)

    def _fetch(self, ids: Sequence[int]) -> list[Change]:
        return [self._changes[number] for number in ids]

    def _chosen(self) -> Change | None:
        at = self._table.current_row()
        return None if at is None else self._changes[self._model.id_at(at)]

    def _show_change(self) -> None:
        change = self._chosen()
        empty(self._body)
        can_turn = change is not None and change.kind is ChangeKind.CHANGE
        self._undo.setVisible(can_turn and change is not None and not change.undone)
        self._redo.setVisible(can_turn and change is not None and change.undone)
        sought = bool(self._words.text().strip() or self._who.person_id)
        nothing = "没有符合的操作记录" if sought else "还没有操作记录"
        self._title.setText(change.title if change else nothing)
        self._when.setText(f"{change.at:%Y年%m月%d日 %H:%M}" if change else "")
        if change is None:
            return
        edits = list(islice(self.desk.office.history.edits(change.id), _MOST_EDITS + 1))
        for edit in edits[:_MOST_EDITS]:
            self._add(edit)
        if len(edits) > _MOST_EDITS:
            line = self._body.rowCount()
            words = label(f"只列出前 {_MOST_EDITS} 处改动", "note")
            self._body.addWidget(words, line, 0, 1, 2)

    def _add(self, edit: Edit) -> None:
        line = self._body.rowCount()
        heading = paragraph(f"{edit.subject} · {edit.label}", "label")
        before, after = edit.before, edit.after
        if before is None:
            words = f"新增：{after}"
        elif after is None:
            words = f"移除：{before}"
        else:
            words = f"{before or '（空）'} → {after or '（空）'}"
        self._body.addWidget(heading, line, 0, 1, 2)
        words = _UNBROKEN.sub(lambda found: f"{found[0][:_KEPT]}…", words)
        self._body.addWidget(paragraph(words, ""), line + 1, 0, 1, 2)

    def _undo_it(self) -> None:
        change = self._chosen()
        if change is not None:
            self._undoing.undo(change)

    def _redo_it(self) -> None:
        change = self._chosen()
        if change is not None:
            self._undoing.redo(change)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> HistoryPage:
    """The page, for the frame."""
    del go
    return HistoryPage(desk, notices)
