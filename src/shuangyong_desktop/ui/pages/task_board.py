"""看板: the tasks of every responsible unit in a lane of its own (CLERK §6)."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from shuangyong_desktop.domain.task_marks import NOBODY, TaskLane, TaskMark, lanes
from shuangyong_desktop.domain.tasks import TaskList
from shuangyong_desktop.services.tasks import TaskLine
from shuangyong_desktop.ui.pages.task_words import (
    day_words,
    done_words,
    share,
    state_kind,
    state_words,
)
from shuangyong_desktop.ui.widgets.board import Board
from shuangyong_desktop.ui.widgets.board_painter import Card, Lane
from shuangyong_desktop.ui.widgets.elements import column, plain_caption

_OWN_LANES = 8
_LONGEST_MENU = 30


class TaskBoard(QWidget):
    """`opened` carries the id of a task; `assigned` an id and the unit that leads it now.

    A card stands in its new lane at once; whoever hears `assigned` writes it a moment later.
    """

    opened = Signal(int)
    assigned = Signal(int, str)

    def __init__(
        self, fetch: Callable[[Sequence[int]], Sequence[TaskLine]],
        units: Callable[[], Sequence[str]], names: Callable[[], Mapping[TaskList, str]], today: str,
    ) -> None:  # fmt: skip
        super().__init__()
        self._fetch, self._units, self._names, self._today = fetch, units, names, today
        self._marks: list[TaskMark] = []
        self._lanes: list[TaskLane] = []
        self._room = 0
        self.board = Board("task_board", "看板", self._cards)
        self.board.opened.connect(self.opened)
        self.board.moved.connect(self._move)
        self.board.menu_wanted.connect(self._offer)
        self.board.resized.connect(self._fit)
        column(self.board, into=self)
        self.setFocusProxy(self.board)

    def show_marks(self, marks: Sequence[TaskMark]) -> None:
        """Show these tasks, each in the lane of its unit."""
        self._marks = list(marks)
        self._arrange(fresh=True)

    def _arrange(self, *, fresh: bool, kept: Sequence[str] = ()) -> None:
        self._room = min(self.board.room, _OWN_LANES)
        self._lanes = lanes(self._marks, self._room, kept)
        self.board.show_lanes([_drawn(lane) for lane in self._lanes], fresh=fresh)

    def _fit(self) -> None:
        if min(self.board.room, _OWN_LANES) != self._room:
            self._arrange(fresh=True)

    def _cards(self, ids: Sequence[int]) -> list[Card]:
        if not ids:
            return []
        shared = {unit for lane in self._lanes if lane.shared for unit in lane.units}
        names = self._names()
        return [_card(line, self._today, shared, names) for line in self._fetch(ids)]

    def _move(self, task_id: int, place: int) -> None:
        """Bring a card to a lane; 其他单位 is of several, so the unit is asked for."""
        lane = self._lanes[place]
        if lane.shared:
            self._ask_unit(task_id, lane.units, self.board.mapToGlobal(self.board.rect().center()))
        else:
            self._assign(task_id, lane.units[0])

    def _assign(self, task_id: int, unit: str) -> None:
        kept = [lane.units[0] for lane in self._lanes if not lane.shared]
        led = None if unit == NOBODY else unit
        self._marks = [
            mark._replace(unit=led) if mark.id == task_id else mark for mark in self._marks
        ]
        self._arrange(fresh=False, kept=kept)
        self.board.go_to(task_id)
        QTimer.singleShot(0, self, lambda: self.assigned.emit(task_id, led or ""))

    def _offer(self, task_id: int, at: QPoint) -> None:
        """Open the card, or bring it to any unit that the desk knows."""
        menu = self._menu("card_menu")
        menu.addAction("打开任务", lambda: self.opened.emit(task_id))
        menu.addSeparator()
        self._add_units(menu, task_id, self._units())
        menu.popup(at)

    def _ask_unit(self, task_id: int, units: Sequence[str], at: QPoint) -> None:
        menu = self._menu("unit_menu")
        self._add_units(menu, task_id, units)
        menu.popup(at)

    def _add_units(self, menu: QMenu, task_id: int, units: Sequence[str]) -> None:
        for unit in [unit for unit in units if unit != NOBODY][:_LONGEST_MENU]:
            words = plain_caption(f"转给{unit}")
            menu.addAction(words, lambda unit=unit: self._assign(task_id, unit))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _drawn(lane: TaskLane) -> Lane:
    count = len(lane.waiting) + len(lane.closed)
    title = f"其他单位（{len(lane.units)} 个）" if lane.shared else lane.units[0]
    return Lane(
        title,
        f"销号 {len(lane.closed)}/{count}",
        [mark.id for mark in lane.waiting],
        [mark.id for mark in lane.closed],
    )


def _card(line: TaskLine, today: str, shared: set[str], names: Mapping[TaskList, str]) -> Card:
    task, standing = line.task, line.standing
    if (task.unit or NOBODY) in shared:
        source = f"责任：{task.unit or NOBODY}"
    elif task.proposer:
        source = f"提出：{task.proposer}"
    else:
        source = f"出处：{task.clause}" if task.clause else names[task.list]
    proofs = f"{standing.proofs_met}/{standing.proofs}" if standing.proofs else ""
    late = task.overdue(today)
    return Card(
        task.id or 0, task.title or "", state_words(task, today, short=not late),
        kind=state_kind(task, today), figure=done_words(task, standing),
        share=share(task, standing), source=source,
        until=f"限 {day_words(task)}" if task.due else "没有时限", late=late, files=proofs,
    )  # fmt: skip
