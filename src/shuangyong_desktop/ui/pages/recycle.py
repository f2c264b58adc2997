"""回收站: what was removed, kept for 90 days, brought back with one press."""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.recycling import Removed
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, glyph, label, row, sheet
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView


@dataclass(frozen=True)
class _Line:
    item: Removed
    today: datetime

    @property
    def days_left(self) -> int:
        return max((self.item.clears_at - self.today).days, 0)


_COLUMNS = (
    Column("kind", "种类", 6, lambda line, _masked: line.item.noun),
    Column("title", "名称或人员", 10, lambda line, _masked: line.item.title, look=Look.STRONG),
    Column("detail", "内容", 26, lambda line, _masked: line.item.detail),
    Column("at", "移入时间", 10, lambda line, _masked: f"{line.item.removed_at:%Y-%m-%d %H:%M}"),
    Column("left", "还保留", 6, lambda line, _masked: f"{line.days_left} 天"),
)  # fmt: skip


class RecyclePage(Page):
    """Removed plans and records; people are never here, they leave the ledger (DESIGN 26)."""

    title = "回收站"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._lines: list[_Line] = []
        self._undoing = Undoing(desk, notices)
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "removed", "回收站")
        self._table.opened.connect(self._restore)
        back = button("取回", self._restore, icon="restore", name="restore_plan")
        kept = label("人员不会删除，只会移出台账；在台账页按人员状态可以找到", "note")
        removed = sheet("已删除的方案和记录", kept, self._table, back)
        nothing = QWidget()
        words = label("回收站是空的。", "label", name="nothing_removed")
        column(2, row(1, glyph("trash", "text3", 28), words, 1), 3, into=nothing)
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(removed)
        column(self._states, into=self, margin=14)

    @property
    def note(self) -> str:
        return "保留 90 天，到期在打开台账时清除"

    def reload(self) -> None:
        """Show what is in the bin now, the one removed last first."""
        today = datetime.now()  # noqa: DTZ005 (the clerk's clock)
        self._lines = [_Line(item, today) for item in self.desk.office.recycle_bin.everything()]
        self._model.show(array("I", range(len(self._lines))))
        self._states.setCurrentIndex(1 if self._lines else 0)
        if self._lines:
            self._table.go_to(0)

    def _fetch(self, ids: Sequence[int]) -> list[_Line]:
        return [self._lines[number] for number in ids]

    def _restore(self) -> None:
        at = self._table.current_row()
        if at is None:
            return
        item = self._lines[at].item
        try:
            self.desk.office.recycle_bin.restore(item)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._undoing.written(f"已取回{item.noun}：{item.title}")


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> RecyclePage:
    """The page, for the frame."""
    del go
    return RecyclePage(desk, notices)
