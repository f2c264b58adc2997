"""The line above the tasks: which list, whose, until when, and in which view."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QPushButton, QWidget

from shuangyong_desktop.domain.task_marks import NOBODY, SECTIONS, TaskChoice, TaskMark
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, plain_caption, row
from shuangyong_desktop.ui.widgets.segments import Segments

VIEWS = (("table", "表格"), ("board", "看板"), ("calendar", "日历"))
_SECTIONS = {"all": "全部", "mutual": "双清单", "plan": "工作要点", "other": "会议和交办"}
_ICONS = {"table": "table", "board": "layout-kanban", "calendar": "calendar"}
_WIDE, _ROOMY = 1060, 1230
"""The widths, at 100 %, from which all stands in one line, and has room for 对账单 too."""
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the three filters say: a unit, a proposer, a named period; empty for all."""

    unit: str = ""
    proposer: str = ""
    period: str = ""


def periods(year: int, today: date) -> dict[str, tuple[str, str]]:
    """The periods that are offered for the deadline, each with its first and last day (ISO)."""
    month = today.replace(day=1)
    following = (month + timedelta(days=32)).replace(day=1)
    after = (following + timedelta(days=32)).replace(day=1)
    quarters = {
        f"{word}季度": (f"{year}-{first:02d}-01", f"{year}-{first + 2:02d}-31")
        for word, first in zip("一二三四", (1, 4, 7, 10), strict=True)
    }
    return {
        "本月": (month.isoformat(), (following - timedelta(days=1)).isoformat()),
        "下月": (following.isoformat(), (after - timedelta(days=1)).isoformat()),
        **quarters,
    }


class TaskTools(QWidget):
    """`changed` is emitted when other tasks are to be shown, `view_chosen` carries a view."""

    changed = Signal()
    view_chosen = Signal(str)

    def __init__(self, more: Callable[[QWidget], object], reconcile: Callable[[], object]) -> None:
        super().__init__()
        self.narrowing = Narrowing()
        self._marks: Sequence[TaskMark] = ()
        self._sections = Segments("task_section", "清单", list(_SECTIONS.items()))
        self._sections.chosen.connect(self.changed)
        self._views = Segments("task_view", "视图", VIEWS)
        self._views.show_icons(_ICONS)
        self._views.chosen.connect(self.view_chosen)
        self._unit = self._filter("task_unit", self._offer_units)
        self._proposer = self._filter("task_proposer", self._offer_proposers)
        self._period = self._filter("task_period", self._offer_periods)
        self._more: QPushButton = button("更多", lambda: more(self._more), icon="dots",
                                         name="task_acts")  # fmt: skip
        self._balance = button("对账单", reconcile, icon="printer", name="task_reconcile")
        filters = row(self._unit, self._proposer, self._period, 1, gap=2)
        above = row(self._sections, gap=10)
        self._upper = above
        self._whole = row(above, filters, self._views, self._balance, self._more, into=self, gap=10)
        self._whole.setStretch(1, 1)
        self._narrow = False
        self._say()

    @property
    def section(self) -> str:
        """The key of the lists that are shown."""
        return self._sections.value

    @property
    def view(self) -> str:
        """The key of the view that is shown."""
        return self._views.value

    def choice(self, only: str, year: int, today: date) -> TaskChoice:
        """What is to be shown, with what was picked among the numbers."""
        since, until = periods(year, today).get(self.narrowing.period, ("", ""))
        kept = self.narrowing
        return TaskChoice(self.section, kept.unit, kept.proposer, since, until, only)

    def show_marks(self, marks: Sequence[TaskMark]) -> None:
        """Count what each list holds; offer the units that these tasks name."""
        self._marks = marks
        for key, words in _SECTIONS.items():
            lists = SECTIONS[key]
            self._sections.say(key, f"{words} {sum(mark.list in lists for mark in marks):,}")

    def show_view(self, key: str) -> None:
        """Press a view."""
        self._views.show_chosen(key)

    def clear(self, section: str = "all") -> None:
        """Let all tasks of a section through again."""
        self.narrowing = Narrowing()
        self._sections.show_chosen(section)
        self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.active().px(_WIDE)
        self._balance.setVisible(self.width() >= theme.active().px(_ROOMY))
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange(narrow=narrow)

    def _arrange(self, *, narrow: bool) -> None:
        """Stand in two lines where one has no room: views beside the lists, filters below."""
        way = QBoxLayout.Direction
        self._whole.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        for part in (self._views, self._balance, self._more):
            self._whole.removeWidget(part)
            self._upper.removeWidget(part)
        if narrow:
            self._upper.addStretch(1)
            for part in (self._views, self._balance, self._more):
                self._upper.addWidget(part)
        else:
            self._upper.takeAt(1)  # the stretch
            for part in (self._views, self._balance, self._more):
                self._whole.addWidget(part)

    def _filter(self, name: str, offer: Callable[[QPushButton], object]) -> QPushButton:
        made: QPushButton = button("", lambda: offer(made), kind="flat", icon="filter", name=name)
        return made

    def _offer_units(self, opener: QPushButton) -> None:
        units = dict.fromkeys(mark.unit or NOBODY for mark in self._marks)
        self._offer(opener, units, self.narrowing.unit, self._take_unit)

    def _offer_proposers(self, opener: QPushButton) -> None:
        proposers = dict.fromkeys(mark.proposer for mark in self._marks if mark.proposer)
        self._offer(opener, proposers, self.narrowing.proposer, self._take_proposer)

    def _offer_periods(self, opener: QPushButton) -> None:
        today = date.today()  # noqa: DTZ011 (the clerk's day)
        named = dict.fromkeys(periods(today.year, today))
        self._offer(opener, named, self.narrowing.period, self._take_period)

    def _offer(
        self, opener: QPushButton, words: Mapping[str, None], chosen: str,
        take: Callable[[str], None],
    ) -> None:  # fmt: skip
        menu = QMenu(self)
        menu.setObjectName(f"{opener.objectName()}_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for entry in ("", *words):
            action = menu.addAction(plain_caption(entry or "全部"))
            action.setCheckable(True)
            action.setChecked(entry == chosen)
            action.triggered.connect(lambda _on, entry=entry: take(entry))
        menu.popup(opener.mapToGlobal(opener.rect().bottomLeft()))

    def _take_unit(self, unit: str) -> None:
        self._take(Narrowing(unit, self.narrowing.proposer, self.narrowing.period))

    def _take_proposer(self, proposer: str) -> None:
        self._take(Narrowing(self.narrowing.unit, proposer, self.narrowing.period))

    def _take_period(self, period: str) -> None:
        self._take(Narrowing(self.narrowing.unit, self.narrowing.proposer, period))

    def _take(self, narrowing: Narrowing) -> None:
        self.narrowing = narrowing
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        kept = self.narrowing
        for made, caption, value, every in (
            (self._unit, "责任单位", kept.unit, "全部"),
            (self._proposer, "提出单位", kept.proposer, "全部"),
            (self._period, "时限", kept.period, "全年"),
        ):
            short = f"{value[:_LONGEST]}…" if len(value) > _LONGEST else value
            made.setText(plain_caption(f"{caption}：{short or every}"))
            made.setAccessibleName(f"{caption}：{value or every}")
