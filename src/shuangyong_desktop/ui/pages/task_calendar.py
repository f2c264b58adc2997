"""日历: the tasks on the days on which they are due, and what the chosen day asks for."""

from array import array
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.task_marks import TaskMark
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.tasks import TaskLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.task_words import done_words, state_mark, state_words
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, frame, label, paragraph, row
from shuangyong_desktop.ui.widgets.month_grid import WEEKDAYS, Day, MonthGrid
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView


class TaskCalendar(QWidget):
    """`opened` carries the id of the task that was opened in the list of a day.

    `year_wanted` asks for the 年历.
    """

    opened = Signal(int)
    year_wanted = Signal()

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[TaskLine]], today: date) -> None:
        super().__init__()
        self._today = today
        self._due: dict[date, list[TaskMark]] = {}
        self._month = label("", "heading", name="calendar_month")
        self._words = label("", "strong", name="calendar_day")
        self._festival = label("", "note", kind="warn", name="calendar_festival")
        self.grid = MonthGrid("task_calendar", "任务日历", today)
        self.grid.chosen.connect(self._show_day)
        self._model = RecordTableModel(_columns(today.isoformat()), fetch, self)
        self._table = RecordView(self._model, "day_tasks", "这一天到期的任务", told_beside=True)
        self._table.opened.connect(self._open)
        self.grid.entered.connect(self._table.setFocus)
        self._nothing = paragraph("", "note", name="day_nothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._build()

    def show_marks(self, marks: Sequence[TaskMark], year: int) -> None:
        """Show these tasks on their days; the chosen day stays, in the year that is shown."""
        self._due = {}
        for mark in marks:
            if mark.due:
                self._due.setdefault(date.fromisoformat(mark.due), []).append(mark)
        if self.grid.day.year != year:
            self.grid.go_to(_in_year(self.grid.day, year))
        else:
            self._show_day(self.grid.day)

    def set_listed(self, *, listed: bool) -> None:
        """Show or hide the list of the day: a task may be told in its place."""
        self._side.setVisible(listed)

    def _build(self) -> None:
        px = theme.active().px
        before = button("", lambda: self.grid.turn(-1), kind="flat", icon="chevron-left",
                        name="month_before")  # fmt: skip
        before.setAccessibleName("上个月")
        after = button("", lambda: self.grid.turn(1), kind="flat", icon="chevron-right",
                       name="month_after")  # fmt: skip
        after.setAccessibleName("下个月")
        now = button("今天", lambda: self.grid.go_to(self._today), name="month_now")
        year = button("年历", self.year_wanted.emit, icon="calendar", name="calendar_year")
        sheet = frame("card")
        head = row(before, self._month, after, 1, year, now)
        whole = column(head, self.grid, into=sheet, margin=10)
        whole.setStretch(1, 1)
        self._side = frame("card")
        side = column(row(self._words, 1, self._festival), self._table, self._nothing,
                      into=self._side, margin=10)  # fmt: skip
        side.setStretch(1, 1)
        side.setStretch(2, 1)
        self._side.setFixedWidth(theme.active().side(336))
        row(sheet, self._side, into=self, gap=12, stretch=0)
        self._table.setMinimumHeight(px(80))

    def _show_day(self, day: date) -> None:
        self._month.setText(f"{day.year}年{day.month}月")
        festivals = {when: name for name, when in almanac.festival_days(day.year).items()}
        for year in (day.year - 1, day.year + 1):  # the grid begins and ends in other years
            festivals |= {when: name for name, when in almanac.festival_days(year).items()}
        iso = self._today.isoformat()
        days = {when: Day(name) for when, name in festivals.items()}
        for when, marks in self._due.items():
            if abs(when.year * 12 + when.month - day.year * 12 - day.month) <= 1:
                lines = [(mark.title, state_mark(mark, iso)[1]) for mark in marks]
                days[when] = Day(festivals.get(when, ""), lines)
        self.grid.show_days(days)
        due = self._due.get(day, [])
        self._words.setText(
            f"{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]} · {len(due)} 项"
        )
        self._festival.setText(festivals.get(day, ""))
        self._model.show(array("I", [mark.id for mark in due]))
        self._table.setVisible(bool(due))
        self._nothing.setVisible(not due)
        self._nothing.setText(self._after(day))
        if due:
            self._table.go_to(0)

    def _after(self, day: date) -> str:
        """What comes next, where a day has nothing."""
        coming = min((when for when in self._due if when > day), default=None)
        if coming is None:
            return "这一天没有到期的任务，之后也没有。"
        return f"这一天没有到期的任务。下一批在 {coming.month}月{coming.day}日。"

    def _open(self) -> None:
        at = self._table.current_row()
        if at is not None:
            self.opened.emit(self._model.id_at(at))


def _columns(today: str) -> tuple[Column, ...]:
    return (
        Column("title", "任务事项", 9, lambda line, _masked: line.task.title or "",
               look=Look.STRONG),
        Column("state", "状态", 4.6,
               lambda line, _masked: state_words(line.task, today, short=True),
               mark=lambda line: state_mark(line.task, today)),
        Column("unit", "责任单位", 5.4, lambda line, _masked: line.task.unit or "—"),
        Column("done", "完成情况", 4.6,
               lambda line, _masked: done_words(line.task, line.standing) or "—"),
    )  # fmt: skip


def _in_year(day: date, year: int) -> date:
    """`day` in another year; 29 February becomes the 28th."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, day.month, 28)
