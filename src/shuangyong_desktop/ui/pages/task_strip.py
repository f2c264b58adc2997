"""The numbers above the tasks; pressing one shows exactly what it counts (UX §2.6)."""

from calendar import isleap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from shuangyong_desktop.domain.task_marks import TaskMark
from shuangyong_desktop.domain.tasks import MUTUAL, SupervisionKind, TaskState
from shuangyong_desktop.services.tasks import TaskCounts
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.people_columns import short_day
from shuangyong_desktop.ui.pages.task_words import late_words
from shuangyong_desktop.ui.widgets.elements import card, column, glyph, label, row, set_kind
from shuangyong_desktop.ui.widgets.pressable import Pressable
from shuangyong_desktop.ui.widgets.ring import Ring
from shuangyong_desktop.ui.widgets.shortened import Shortened

_RING = 58


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the strip: what it counts, in full and in brief, its drawing and colour."""

    key: str
    title: str
    brief: str
    icon: str
    tint: str


_NUMBERS = (
    Number("overdue", "已逾期", "已逾期", "alert-triangle", "bad"),
    Number("soon", "30 天内到期", "30 天内", "clock", "warn"),
    Number("to_check", "待提出单位确认", "待确认", "user-check", "info"),
    Number("supervised", "督办中", "督办中", "flag", "text2"),
)


class TaskStrip(QWidget):
    """`picked` carries the key of the number that was pressed, empty when it is let go."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._ring = Ring("tasks_ring", _RING)
        self._closed_title = label("已销号", "label")
        self._by_list = label("", "note", name="tasks_by_list")
        self._time = label("", "note", name="tasks_time")
        self._brief = label("", "strong", name="tasks_closed_brief")
        inner = row(self._ring, column(
            row(self._closed_title, self._brief, 1, gap=6), self._by_list, self._time, gap=2,
        ), gap=12, stretch=1)  # fmt: skip
        self._cards: dict[str, Pressable] = {}
        self._counts: dict[str, QWidget] = {}
        self._facts: dict[str, Shortened] = {}
        self._titles: dict[str, Shortened] = {}
        self._contents: list[QBoxLayout] = []
        closed = self._pressable("closed", Pressable(inner, "已销号", "number_closed", 10))
        line = row(closed, into=self, gap=12)
        line.setStretch(0, 5)
        for at, number in enumerate(_NUMBERS, 1):
            line.addWidget(self._number(number))
            line.setStretch(at, 4)

    def show_counts(self, counts: TaskCounts, marks: Sequence[TaskMark], year: int) -> None:
        """Show the numbers of a year, and the one fact about each that asks for action."""
        self._ring.show_count(counts.closed, counts.total)
        self._brief.setText(f"{counts.closed}/{counts.total}")
        rest = f"{counts.closed - counts.mutual_closed}/{counts.total - counts.mutual}"
        lists = f"双清单 {counts.mutual_closed}/{counts.mutual} · 其他 {rest}"
        self._by_list.setText(lists)
        today = date.today()  # noqa: DTZ011 (the clerk's day)
        self._time.setText(_time_words(year, today))
        says = f"已销号 {counts.closed}/{counts.total}，{lists}，{self._time.text()}"
        self._cards["closed"].setAccessibleName(says)
        facts = _facts(marks, today.isoformat())
        for number in _NUMBERS:
            count, fact = getattr(counts, number.key), facts[number.key]
            shown = self._counts[number.key]
            shown.setText(f"{count:,}")  # type: ignore[attr-defined]
            tint = number.tint if number.tint in ("bad", "warn", "info") and count else ""
            set_kind(shown, tint)
            self._facts[number.key].setText(fact if count else "")
            self._cards[number.key].setAccessibleName(f"{number.title} {count} 项，{fact}")

    def show_picked(self, key: str) -> None:
        """Mark the number whose tasks are shown; none for an empty key."""
        for known, pressed in self._cards.items():
            pressed.setChecked(known == key)

    def set_brief(self, *, brief: bool) -> None:
        """Leave out what is not a number where the window is low."""
        for part in (self._ring, self._by_list, self._time):
            part.setVisible(not brief)
        self._brief.setVisible(brief)
        for fact in self._facts.values():
            fact.setVisible(not brief)
        for number in _NUMBERS:
            self._titles[number.key].setText(number.brief if brief else number.title)
        way = QBoxLayout.Direction
        for content in self._contents:
            content.setDirection(way.LeftToRight if brief else way.TopToBottom)

    def _number(self, number: Number) -> QWidget:
        count = label("0", "figure", name=f"count_{number.key}")
        fact = Shortened("", "note", name=f"fact_{number.key}", least=1)
        self._counts[number.key], self._facts[number.key] = count, fact
        self._titles[number.key] = Shortened(number.title, "label")
        content = column(
            row(glyph(number.icon, number.tint, 16), self._titles[number.key], 1, gap=6),
            row(count, label("项", "note"), 1, fact, gap=4),
            gap=4,
        )
        self._contents.append(content)
        return self._pressable(
            number.key, Pressable(content, number.title, f"number_{number.key}", 10)
        )

    def _pressable(self, key: str, made: Pressable) -> QWidget:
        made.setCheckable(True)
        made.clicked.connect(partial(self._pick, key))
        self._cards[key] = made
        return card(made, padding=0)

    def _pick(self, key: str) -> None:
        chosen = key if self._cards[key].isChecked() else ""
        self.show_picked(chosen)
        self.picked.emit(chosen)


def _time_words(year: int, today: date) -> str:
    """How much of a year has passed, in whole percent."""
    if year != today.year:
        return "时间进度 100%" if year < today.year else "时间进度 0%"
    days = today.timetuple().tm_yday * 100 // (366 if isleap(year) else 365)
    return f"时间进度 {days}%（至{short_day(today.isoformat())}）"


def _facts(marks: Sequence[TaskMark], today: str) -> dict[str, str]:
    """What asks for action: the oldest delay, the next day, whose word is missing, 督办 by kind."""
    late = [(mark.due or "", at) for at, mark in enumerate(marks, 1) if mark.overdue(today)]
    oldest = min(late, default=None)
    coming = [mark.due for mark in marks if mark.due and mark.due >= today and _waits(mark)]
    checks = [mark for mark in marks if mark.state is TaskState.TO_CHECK]
    mutual = sum(mark.list in MUTUAL for mark in checks)
    kinds = [mark.supervised for mark in marks
             if mark.supervised and mark.state is not TaskState.CLOSED]  # fmt: skip
    told = (f"{kind.value} {kinds.count(kind)}" for kind in SupervisionKind if kind in kinds)
    return {
        "overdue": f"第 {oldest[1]} 项{late_words(oldest[0], today)}" if oldest else "",
        "soon": f"最近 {short_day(min(coming))}" if coming else "",
        "to_check": f"双清单 {mutual} 项" if mutual else "由本单位核验",
        "supervised": " · ".join(told),
    }


def _waits(mark: TaskMark) -> bool:
    return mark.state not in (TaskState.CLOSED, TaskState.HELD, TaskState.CARRIED)


def compact_below() -> int:
    """The height of a page, in pixels, below which the strip is brief."""
    return theme.active().px(580)
