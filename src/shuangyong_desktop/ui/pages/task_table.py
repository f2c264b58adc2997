"""The table of 任务: one row a task, under a heading for each list and clause (UX §2.6)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView

from shuangyong_desktop.domain.tasks import TaskState
from shuangyong_desktop.services.tasks import TaskLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.task_words import (
    day_words,
    done_words,
    proof_words,
    share,
    state_mark,
    state_words,
    supervised_words,
)
from shuangyong_desktop.ui.widgets.board_painter import BoardPainter
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView
from shuangyong_desktop.ui.widgets.sheet_painter import Fitted

_ORDER = ("place", "title", "proposer", "unit", "due", "done", "proofs", "supervised", "state")
"""The columns from the left; they are declared by what goes first where room is short."""
_TITLE, _DONE = 1, 5
_BAR_FROM = 150
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The line above a group of tasks."""

    words: str
    count: str


class TaskTableModel(RecordTableModel):
    """Tasks by their ids, and headings by negative ones, which nobody can choose."""

    def __init__(
        self, fetch: Callable[[Sequence[int]], Sequence[TaskLine]],
        place_of: Callable[[int], int], today: str,
    ) -> None:  # fmt: skip
        super().__init__(_columns(place_of, today), self._both)
        self._lines = fetch
        self._headings: Sequence[Heading] = ()

    def show_groups(self, groups: Sequence[tuple[Heading, Sequence[int]]]) -> None:
        """Show these tasks, each group under its heading."""
        self._headings = [heading for heading, _ in groups]
        ids: list[int] = []
        for number, (_, own) in enumerate(groups, 1):
            ids += [-number, *own]
        self.show(ids)

    def heading(self, row: int) -> Heading | None:
        """The heading in `row`, None where a task stands."""
        number = self.id_at(row)
        return self._headings[-number - 1] if number < 0 else None

    def next_task(self, row: int) -> int | None:
        """The first row from `row` on in which a task stands."""
        rows = range(row, self.rowCount())
        return next((at for at in rows if self.id_at(at) > 0), None)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.id_at(index.row()) < 0:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def text(self, row: int, column: int) -> str:
        heading = self.heading(row)
        if heading is not None:
            return f"{heading.words} {heading.count}" if column == _TITLE else ""
        return super().text(row, column)

    def _both(self, ids: Sequence[int]) -> list[Any]:
        lines = iter(self._lines([number for number in ids if number > 0]))
        return [_NO_LINE if number < 0 else next(lines) for number in ids]


_NO_LINE = object()
"""What stands for a heading where columns ask for a record."""


class TaskTable(RecordView):
    """Draws the headings across all columns, and bars beside the counts where there is room."""

    def __init__(self, model: TaskTableModel) -> None:
        super().__init__(model, "tasks", "任务", told_beside=True)
        look = theme.active()
        self._tasks = model
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._strong = Fitted(look.font(weight=QFont.Weight.Medium))
        self._bars = BoardPainter()
        heads = self.horizontalHeader()
        for place, key in enumerate(_ORDER):
            at = next(n for n, column in enumerate(model.columns) if column.key == key)
            heads.moveSection(heads.visualIndex(at), place)

    def fit_columns(self) -> None:
        """The title takes the room that is left over, and where there is much the counts too."""
        super().fit_columns()
        heads = self.horizontalHeader()
        heads.setStretchLastSection(False)
        over = self.viewport().width() - sum(map(self.columnWidth, range(len(_ORDER))))
        if over > theme.active().px(_BAR_FROM * 2):
            more = theme.active().px(_BAR_FROM + 30) - self.columnWidth(_DONE)
            heads.resizeSection(_DONE, self.columnWidth(_DONE) + more)
            over -= more
        heads.resizeSection(_TITLE, self.columnWidth(_TITLE) + over)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = self.verticalHeader().defaultSectionSize()
        for row in range(max(self.rowAt(0), 0), self._tasks.rowCount()):
            top = self.rowViewportPosition(row)
            if top > self.viewport().height():
                return
            box = QRect(0, top, self.viewport().width(), high)
            if self._tasks.heading(row) is not None:
                self._paint_heading(painter, box, row)
            elif self.columnWidth(_DONE) >= theme.active().px(_BAR_FROM):
                self._paint_bar(painter, box, row)

    def _paint_heading(self, painter: QPainter, box: QRect, row: int) -> None:
        look, heading = theme.active(), self._tasks.heading(row)
        if heading is None:
            return
        painter.fillRect(box, look.colour("surface2"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, look.colour("line2"))
        painter.setFont(self._strong.font)
        painter.setPen(look.colour("text"))
        inner = box.adjusted(look.px(8), 0, -look.px(8), 0)
        room = inner.width() - self._strong.width(heading.count) - look.px(26)
        words = self._strong.shortened(heading.words, room)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, middle, words)
        painter.setPen(look.colour("text2"))
        painter.drawText(
            inner.adjusted(self._strong.width(words) + look.px(26), 0, 0, 0), middle, heading.count
        )

    def _paint_bar(self, painter: QPainter, box: QRect, row: int) -> None:
        line = self._tasks.record(row)
        filled = share(line.task, line.standing)
        if filled is None:
            return
        px = theme.active().px
        left = self.columnViewportPosition(_DONE) + px(84)  # right of the count
        self._bars.bar(painter, QPoint(left, box.center().y() - px(3)), px(76), filled)


def _columns(place_of: Callable[[int], int], today: str) -> tuple[Column, ...]:
    """What a row tells; the last ones are left out first where room is short."""

    def of(key: str, label: str, width: float, text: Callable[[TaskLine], str],
           **more: Any) -> Column:  # fmt: skip
        def write(line: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
            return "" if line is _NO_LINE else text(line)

        return Column(key, label, width, write, **more)

    return (
        of("place", "序", 2, lambda line: str(place_of(line.task.id or 0)), align="center"),
        of("title", "任务事项", 11, lambda line: line.task.title or "", look=Look.STRONG),
        of("state", "状态", 4.6, lambda line: state_words(line.task, today, short=True),
           mark=lambda line: state_mark(line.task, today)),
        of("due", "时限", 4.2, lambda line: day_words(line.task),
           mark=lambda line: ("", "bad" if line.task.overdue(today) else "text2")),
        of("unit", "责任单位", 6.9, lambda line: line.task.unit or "—"),
        of("done", "完成情况", 5.6, lambda line: done_words(line.task, line.standing) or "—",
           align="left", mark=_reached),
        of("proofs", "佐证", 3.8, lambda line: proof_words(line.standing),
           mark=lambda line: ("paperclip" if line.standing.proofs else "", "text2")),
        of("supervised", "督办", 6, lambda line: supervised_words(line.standing)),
        of("proposer", "提出单位", 6.9, lambda line: line.task.proposer or line.task.clause or "—"),
    )  # fmt: skip


def _reached(line: TaskLine) -> tuple[str, str]:
    task, standing = line.task, line.standing
    full = bool(task.goal) and standing.done >= (task.goal or 0)
    return "", "ok" if full or task.state is TaskState.CLOSED else "text"
