"""What came of an import: counts, what to do next, and the rows that wait for a decision."""

from array import array
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.services.imports import ImportOutcome
from shuangyong_desktop.services.intake import KeptBack, RowKey
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_MOST = 40  # the share of the room that the rows have where there are any
_COLUMNS = (
    Column("row", "原行", 4, lambda item, _masked: str(item.row), "right"),
    Column("name", "姓名", 5, lambda item, _masked: item.name, look=Look.STRONG),
    Column("why", "为什么没有写入", 30, lambda item, _masked: item.why, look=Look.WARN),
)


class ImportDone(QWidget):
    """The end of an import; `undone` takes it back.

    `merge_wanted` and `add_wanted` carry the rows ticked: the same person, or somebody new.
    """

    undone = Signal()
    merge_wanted = Signal(object)
    add_wanted = Signal(object)

    def __init__(self, go: Callable[[str], object]) -> None:
        super().__init__()
        px = theme.active().px
        self._kept: tuple[KeptBack, ...] = ()
        self._title = label("", "title", name="done_title")
        self._words = paragraph("", "label", name="done_words")
        actions = row(
            button("打印签收册", partial(go, "visits"), kind="primary", icon="printer",
                   name="done_visits"),
            button("看台账", partial(go, "ledger"), icon="address-book", name="done_ledger"),
            button("撤销这次导入", self.undone.emit, icon="arrow-back-up", name="done_undo"),
            1,
        )  # fmt: skip
        box = card(
            row(glyph("circle-check", "ok", 28), self._title, 1), self._words, actions, padding=24
        )
        box.layout().setSpacing(px(12))  # type: ignore[union-attr]
        self._merge = button("是同一人，合并", partial(self._ask, self.merge_wanted),
                             icon="arrows-exchange", name="merge_kept_back")  # fmt: skip
        self._add = button("不是同一人，新增", partial(self._ask, self.add_wanted),
                           icon="user-plus", name="add_kept_back")  # fmt: skip
        self._waiting = self._waiting_card()
        stage = column(box, self._waiting, 1, gap=12)
        stage.setStretch(1, _MOST)
        middle = QWidget()
        middle.setMaximumWidth(px(860))
        middle.setLayout(stage)
        whole = row(1, middle, 1, into=self)
        whole.setStretch(1, 12)

    def show_outcome(self, outcome: ImportOutcome) -> None:
        """Show the counts, and below them who waits."""
        written = outcome.written
        self._title.setText(f"已导入 {written.added + written.updated:,} 人")
        self._words.setText(outcome.words)
        self._kept = outcome.kept_back
        self._model.ticked.clear()
        self._model.show(array("I", range(len(self._kept))))
        self._heading.setText(f"留待确认 {len(self._kept):,} 人")
        self._waiting.setVisible(bool(self._kept))
        if self._kept:
            self._table.go_to(0)
        self._offer(0)

    def _waiting_card(self) -> QWidget:
        px = theme.active().px
        self._model = RecordTableModel(_COLUMNS, self._fetch, self, tickable=True)
        self._model.ticks_changed.connect(self._offer)
        self._table = RecordView(self._model, "kept_back", "留待确认的人员")
        self._heading = label("", "heading", name="done_kept_back")
        head = row(self._heading, 1, self._merge, self._add)
        head.setContentsMargins(px(12), px(9), px(12), px(9))
        hint = paragraph(
            "这些行和台账里的人相像但不能断定，没有写入。先勾选，核实是同一人的合并，"
            "不是同一人的新增。身份证号与别人相同的，新增时不带证件号并标“待核实”。",
            "note",
        )
        hint.setContentsMargins(px(12), px(2), px(12), px(10))
        self._why = paragraph("", "label", name="kept_back_why")
        self._why.setContentsMargins(px(12), px(6), px(12), 0)
        self._table.current_changed.connect(self._say_why)
        sheet = frame("card")
        layout = column(head, self._table, self._why, hint, into=sheet, gap=0)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setStretch(1, 1)
        return sheet

    def _say_why(self) -> None:
        """The whole reason of the row in front; the table may have to shorten it."""
        at = self._table.current_row()
        kept = self._kept[self._model.id_at(at)] if at is not None else None
        self._why.setText(briefly(f"第{kept.row}行：{kept.why}") if kept else "")

    def _fetch(self, ids: Sequence[int]) -> list[KeptBack]:
        return [self._kept[number] for number in ids]

    def _offer(self, ticked: int) -> None:
        self._merge.setEnabled(ticked > 0)
        self._add.setEnabled(ticked > 0)

    def _ask(self, wanted: SignalInstance) -> None:
        chosen: frozenset[RowKey] = frozenset(
            (self._kept[number].sheet, self._kept[number].row) for number in self._model.ticked
        )
        if chosen:
            wanted.emit(chosen)
