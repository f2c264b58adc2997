"""任务: 双清单 and 工作要点 of a year as table, board and calendar, with what is chosen beside."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from shuangyong_desktop.domain.task_marks import TaskMark, fits, groups
from shuangyong_desktop.domain.tasks import OPEN_STATES, Task, TaskState
from shuangyong_desktop.services.reconciling import Stood, stood_at
from shuangyong_desktop.services.tasks import SOON, TaskLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.task_acts import TaskActs
from shuangyong_desktop.ui.pages.task_board import TaskBoard
from shuangyong_desktop.ui.pages.task_calendar import TaskCalendar
from shuangyong_desktop.ui.pages.task_conditions import Condition
from shuangyong_desktop.ui.pages.task_dialogs import desk_choices
from shuangyong_desktop.ui.pages.task_doors import TaskDoors
from shuangyong_desktop.ui.pages.task_panel import TaskFile, TaskPanel
from shuangyong_desktop.ui.pages.task_strip import TaskStrip, compact_below
from shuangyong_desktop.ui.pages.task_table import Heading, TaskTable, TaskTableModel
from shuangyong_desktop.ui.pages.task_tools import TaskTools
from shuangyong_desktop.ui.pages.task_words import group_words, list_names
from shuangyong_desktop.ui.pages.year_days import open_year_days
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    paragraph,
    row,
    shortcut,
)

_PANEL = 336
_STILL_OPEN = "open"
"""What 首页 counts and no number of this page does."""
_UNFINISHED = (*OPEN_STATES, TaskState.HELD)


class TasksPage(Page):
    """The tasks of the year in the top bar."""

    title = "双清单和工作要点"

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[str], object]) -> None:
        super().__init__(desk, notices)
        self._go = go
        self._marks: list[TaskMark] = []
        self._shown: list[TaskMark] = []
        self._places: dict[int, int] = {}
        self._only, self._opened = "", 0
        self._stood: list[tuple[str, dict[int, Stood]]] | None = None
        self._acts = TaskActs(desk, notices, self, self._reveal)
        fetch = desk.office.tasks.lines
        self._doors = TaskDoors(desk, notices, self)
        self._tools = TaskTools(self._offer_more, self._doors.reconcile)
        self._strip = TaskStrip()
        self._model = TaskTableModel(fetch, self._place_of, _today().isoformat())
        self._table = TaskTable(self._model)
        self._board = TaskBoard(fetch, self._units, partial(list_names, desk), _today().isoformat())
        self._calendar = TaskCalendar(fetch, _today())
        self._panel = TaskPanel(
            self._acts, supervise=self._supervise, more=self._offer_acts, close=self._close_panel
        )
        self._build()
        self._connect()

    @property
    def note(self) -> str:
        return "只显示未销号的" if self._only == _STILL_OPEN else ""

    @property
    def primary(self) -> Primary:
        return Primary("新增任务", "plus", self._add)

    @property
    def unsaved(self) -> bool:
        return self._panel.unsaved

    @property
    def keeps_draft(self) -> bool:
        return True

    @property
    def part_in_front(self) -> str:
        return self._tools.view if self._tools.view != "table" else ""

    def take_list(self, path: Path) -> bool:
        """Show what a list of tasks says, and write what is accepted."""
        self._doors.read_list(path)
        return True

    def show_part(self, key: str) -> None:
        """Show a view (“board”, “calendar/2026-08-01”), a task by its id, or what a number counts.

        A number may be of some lists alone: “overdue”, “mutual/open”. “reconcile” opens 对账.
        """
        view, _, day = key.partition("/")
        if view in self._of_view:
            self._tools.show_view(view)
            if day:
                self._calendar.grid.go_to(date.fromisoformat(day))
            return
        if key == "reconcile":
            QTimer.singleShot(0, self, self._doors.reconcile)  # once the page is in front
            return
        if self._stale:  # it is not in front yet, and what is wanted has to be known
            self._stale = False
            self.reload()
        if key.isdecimal():
            self._reveal(int(key))
            return
        section, _, only = key.rpartition("/")
        self._tools.clear(section or "all")
        self._only = only
        self._strip.show_picked(self._only)
        self._show()

    def reload(self) -> None:
        """Ask for the tasks of the year again; the chosen one stays chosen where possible."""
        tasks, year = self.desk.office.tasks, self.desk.year
        self._marks, self._stood = tasks.facts.marks(year), None
        self._places = {mark.id: at for at, mark in enumerate(self._marks, 1)}
        self._tools.show_marks(self._marks)
        self._strip.show_counts(tasks.counts(year), self._marks, year)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strip.set_brief(brief=self.height() < compact_below())

    def _build(self) -> None:
        px = theme.active().px
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        self._views = QStackedWidget()
        self._of_view = {"table": sheet, "board": self._board, "calendar": self._calendar}
        for view in self._of_view.values():
            self._views.addWidget(view)
        self._nothing = frame("hollow", name="tasks_nothing")
        self._words = paragraph("", "label", name="tasks_words")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setMinimumWidth(px(420))
        self._ways = row(gap=8)
        column(1, row(1, self._words, 1), row(1, self._ways, 1), 2, into=self._nothing, gap=14)
        self._all = button("显示全部任务", self._show_all, name="tasks_all")
        self._first = button("新增任务", self._add, icon="plus", name="tasks_first")
        self._make = button("从工作要点生成", self._doors.make, icon="list-check",
                            name="tasks_make")  # fmt: skip
        self._take = button("导入任务表", self._doors.take_list, icon="file-import",
                            name="tasks_take")  # fmt: skip
        for way in (self._all, self._make, self._take, self._first):
            self._ways.addWidget(way)
        self._panel.setFixedWidth(theme.active().side(_PANEL))
        self._body = row(self._views, self._nothing, self._panel, gap=12)
        self._body.setStretch(0, 1)
        self._body.setStretch(1, 1)
        layout = column(self._tools, self._strip, self._body, into=self, gap=10)
        layout.setContentsMargins(px(18), px(10), px(16), px(10))
        layout.setStretch(2, 1)

    def _connect(self) -> None:
        self._tools.changed.connect(self._narrow)
        self._tools.view_chosen.connect(self._change_view)
        self._strip.picked.connect(self._pick)
        self._table.current_changed.connect(self._show_chosen)
        self._table.opened.connect(self._edit)
        self._table.typed.connect(self._jump)
        self._board.opened.connect(self._open)
        self._board.assigned.connect(self._acts.assign)
        self._calendar.opened.connect(self._open)
        self.desk.cover_changed.connect(self._panel.show_covered)
        self._calendar.year_wanted.connect(self._show_year_days)
        shortcut("Ctrl+N", self, self._add)
        shortcut("Ctrl+E", self, self._edit)
        shortcut("Del", self._table, self._remove)
        shortcut("Del", self._board, self._remove)
        shortcut("Esc", self, self._close_panel)

    def _show(self) -> None:
        """Show the tasks that are let through, in the view that is in front."""
        today, year = _today(), self.desk.year
        choice = self._tools.choice(self._only, year, today)
        days = today.isoformat(), (today + SOON).isoformat()
        self._shown = [mark for mark in self._marks if fits(mark, choice, *days)]
        self._views.setVisible(bool(self._shown))
        self._nothing.setVisible(not self._shown)
        self._all.setVisible(bool(self._marks))
        for way in (self._make, self._take, self._first):
            way.setVisible(not self._marks)
        self._words.setText(
            "没有符合条件的任务。"
            if self._marks
            else f"{year} 年还没有任务。从工作要点生成，或导入任务分解表，也可以逐项新增。"
        )
        self._show_view(self._tools.view)

    def _change_view(self, key: str) -> None:
        self._opened = 0
        self._show_view(key)

    def _show_view(self, key: str) -> None:
        """Fill the view that comes to the front; the others are filled when they come."""
        self._views.setCurrentWidget(self._of_view[key])
        if key == "table":
            self._fill_table()
        elif key == "board":
            self._board.show_marks(self._shown)
        else:
            self._calendar.show_marks(self._shown, self.desk.year)
        self._show_chosen()
        self.heading_changed.emit()

    def _fill_table(self) -> None:
        kept, names = self._chosen_row(), list_names(self.desk)
        made = [
            (Heading(group_words(group, number, names), f"已销号 {group.closed}/{len(group.ids)}"),
             group.ids)
            for number, group in enumerate(groups(self._shown))
        ]  # fmt: skip
        self._model.show_groups(made)
        at = self._model.row_of(kept) if kept else None
        first = at if at is not None else self._model.next_task(0)
        if first is not None:
            self._table.go_to(first)

    def _narrow(self) -> None:
        """Show what the filters say; a number that has no button here is forgotten."""
        if self._only == _STILL_OPEN:
            self._only = ""
        self._show()

    def _jump(self, typed: str) -> None:
        """Go to the first task of the table whose name has these letters."""
        found = next((mark.id for mark in self._shown if typed in mark.title), None)
        at = self._model.row_of(found) if found is not None else None
        if at is not None:
            self._table.go_to(at)

    def _pick(self, only: str) -> None:
        self._only = only
        self._show()

    def _show_year_days(self) -> None:
        """Open the 年历 at the day that the calendar shows."""
        day = self._calendar.grid.day.isoformat()
        open_year_days(self.desk, self.notices, self, self._go, day)

    def _show_all(self) -> None:
        self._only = ""
        self._strip.show_picked("")
        self._tools.clear()
        self._show()

    def _place_of(self, task_id: int) -> int:
        return self._places.get(task_id, 0)

    def _units(self) -> Sequence[str]:
        return desk_choices(self.desk, self.desk.year)["unit"]

    def _chosen_row(self) -> int:
        """The id of the task under the keyboard in the table; 0 for none."""
        at = self._table.current_row()
        if at is None or at >= self._model.rowCount():
            return 0
        return max(self._model.id_at(at), 0)

    def _chosen(self) -> int:
        """The id of the task that the panel tells of: chosen in the table, opened elsewhere."""
        in_table = self._tools.view == "table"
        wanted = self._chosen_row() if in_table else self._opened
        return wanted if any(mark.id == wanted for mark in self._shown) else 0

    def _task(self) -> Task | None:
        """The task that acts are about: that of the panel, else the card under the keyboard."""
        known = self._chosen() or (self._board.board.current if self._tools.view == "board" else 0)
        return self.desk.office.tasks.get(known) if known else None

    def _show_chosen(self) -> None:
        task_id, in_table = self._chosen(), self._tools.view == "table"
        self._panel.cross.setVisible(not in_table)
        self._panel.setVisible(bool(self._shown) and (in_table or bool(task_id)))
        self._calendar.set_listed(listed=not task_id or in_table)
        self._panel.show_file(self._file_of(task_id) if task_id else None)

    def _file_of(self, task_id: int) -> TaskFile | None:
        office = self.desk.office
        line: TaskLine | None = next(iter(office.tasks.lines([task_id])), None)
        if line is None:
            return None
        files = office.enclosures.of_record
        conditions = [
            Condition(proof, count, files("proof", proof.id or 0))
            for proof, count in office.tasks.facts.proofs(task_id)
        ]
        return TaskFile(
            line, self._place_of(task_id), conditions, files("task", task_id),
            office.progress.of(task_id), office.supervisions.of(task_id), self._stands_of(task_id),
        )  # fmt: skip

    def _stands_of(self, task_id: int) -> list[tuple[str, Stood]]:
        """How a task stood at every 对账 of the year, newest first; read once after a change."""
        if self._stood is None:
            known = self.desk.office.reconciliations.of_year(self.desk.year)
            self._stood = [(record.date or "", stood_at(record)) for record in known]
        return [(day, stood[task_id]) for day, stood in self._stood if task_id in stood]

    def _open(self, task_id: int) -> None:
        """Tell of a task beside the board or the calendar."""
        self._opened = task_id
        self._show_chosen()

    def _close_panel(self) -> None:
        if self._opened and self._tools.view != "table":
            self._opened = 0
            self._show_chosen()
            (self._board if self._tools.view == "board" else self._calendar.grid).setFocus()

    def _reveal(self, task_id: int) -> None:
        """Show a task wherever it stands, letting others through again where it is left out."""
        if not any(mark.id == task_id for mark in self._shown):
            self._show_all()
        self._opened = task_id
        at = self._model.row_of(task_id)
        if at is not None:
            self._table.go_to(at)
        self._board.board.go_to(task_id)
        self._show_chosen()

    def _add(self) -> None:
        self._acts.add(self._tools.section)

    def _edit(self) -> None:
        task = self._task()
        if task is not None:
            self._acts.edit(task)

    def _remove(self) -> None:
        task = self._task()
        if task is not None:
            self._acts.remove(task)

    def _supervise(self) -> None:
        if self._panel.task is not None:
            self._doors.supervise(self._panel.task.id or 0)

    def _offer_acts(self, opener: QWidget) -> None:
        """What else can be done with the task of the panel."""
        task = self._panel.task
        if task is None:
            return
        menu = self._menu("task_menu")
        menu.addAction("编辑…", partial(self._acts.edit, task))
        if task.state in OPEN_STATES:
            hold = partial(self._acts.move_because, task, TaskState.HELD, "挂起",
                           "挂起期间不算逾期，请写明原因。")  # fmt: skip
            menu.addAction("挂起…", hold)
        if task.state in _UNFINISHED:
            menu.addAction(f"转入 {self.desk.year + 1} 年…", partial(self._acts.carry_over, task))
        menu.addSeparator()
        menu.addAction("删除", partial(self._acts.remove, task))
        menu.popup(opener.mapToGlobal(opener.rect().topLeft()) - _above(menu))

    def _offer_more(self, opener: QWidget) -> None:
        """What is done with the tasks of the year."""
        menu = self._menu("tasks_menu")
        self._doors.offer(menu)
        menu.popup(opener.mapToGlobal(opener.rect().bottomLeft()))

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(name)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu


def _above(menu: QMenu) -> QPoint:
    """How far a menu begins above its opener, which stands at the lower edge."""
    return QPoint(0, menu.sizeHint().height())


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the clerk's day)


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> TasksPage:
    """The page, for the frame."""
    return TasksPage(desk, notices, go)
