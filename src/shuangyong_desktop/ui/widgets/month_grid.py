"""A month as a grid of days, each with its name and what is due on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.sheet_painter import Fitted

WEEKDAYS = "一二三四五六日"
_DAYS, _WEEKS = 7, 6
_HEAD, _NUMBER, _LINE, _SMALL = 28, 24, 18, 12
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Day:
    """What a day shows: its name where it has one, and lines of (words, colour token)."""

    name: str = ""
    lines: Sequence[tuple[str, str]] = ()


_EMPTY = Day()


class MonthGrid(QWidget):
    """`chosen` carries a day that was pressed or reached by the arrow keys, PgUp and PgDn.

    Enter emits `entered`: the keyboard goes on to what is due on that day.
    """

    chosen = Signal(date)
    entered = Signal()

    def __init__(self, name: str, says: str, today: date) -> None:
        super().__init__()
        self.setObjectName(name)
        self._says = says
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look = theme.active()
        self._plain = Fitted(look.font(_SMALL))
        self._strong = Fitted(look.font(weight=QFont.Weight.Medium))
        self._today = today
        self.day = today
        self._days: Mapping[date, Day] = {}

    def show_days(self, days: Mapping[date, Day]) -> None:
        """Show what is due; days that are not named have nothing."""
        self._days = days
        self._tell()
        self.update()

    def go_to(self, day: date) -> None:
        """Choose `day`, turning to its month."""
        self.day = day
        self._tell()
        self.update()
        self.chosen.emit(day)

    def turn(self, months: int) -> None:
        """Go so many months on; a day that the month lacks becomes its last."""
        number = self.day.year * 12 + self.day.month - 1 + months
        first = date(number // 12, number % 12 + 1, 1)
        following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
        self.go_to(first.replace(day=min(self.day.day, (following - first).days)))

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(560), theme.active().px(_HEAD + _WEEKS * 60))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.active().px(280), theme.active().px(_HEAD + _WEEKS * _NUMBER))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.go_to(self.day + timedelta(days=_STEPS[key]))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.turn(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Home:
            self.go_to(self._today)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = event.position().toPoint()
        for number in range(_DAYS * _WEEKS):
            if self._box(number).contains(where):
                self.go_to(self._first + timedelta(days=number))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._plain.font)
        painter.setPen(look.colour("text2"))
        for number, word in enumerate(WEEKDAYS):
            box = QRect(self._box(number).left(), 0, self._box(number).width(), look.px(_HEAD))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), f"周{word}")
        for number in range(_DAYS * _WEEKS):
            self._paint_day(painter, self._box(number), self._first + timedelta(days=number))

    @property
    def _first(self) -> date:
        """The Monday with which the grid begins."""
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())

    def _box(self, number: int) -> QRect:
        head = theme.active().px(_HEAD)
        week, day = divmod(number, _DAYS)
        left, right = (self.width() * at // _DAYS for at in (day, day + 1))
        high = self.height() - head
        top, bottom = (head + high * at // _WEEKS for at in (week, week + 1))
        return QRect(left, top, right - left, bottom - top)

    def _paint_day(self, painter: QPainter, box: QRect, day: date) -> None:
        look = theme.active()
        here, now = day.month == self.day.month, day == self.day
        painter.setPen(QPen(look.colour("line2"), 1))
        painter.setBrush(look.colour("selected" if now else "surface" if here else "surface2"))
        painter.drawRect(box)
        if now and self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 3, 3)
        shown = self._days.get(day, _EMPTY)
        inner = box.adjusted(look.px(6), look.px(2), -look.px(4), -look.px(2))
        line = QRect(inner.left(), inner.top(), inner.width(), look.px(_NUMBER - 4))
        low = inner.height() - line.height() < look.px(_LINE) and bool(shown.lines)
        self._paint_number(painter, line, day, f"{len(shown.lines)} 项" if low else shown.name)
        self._paint_lines(painter, inner.adjusted(0, line.height(), 0, 0), shown)

    def _paint_number(self, painter: QPainter, line: QRect, day: date, name: str) -> None:
        look = theme.active()
        painter.setFont(self._strong.font)
        painter.setPen(look.colour("text" if day.month == self.day.month else "text3"))
        words = "今天" if day == self._today else str(day.day)
        painter.drawText(line, int(_MIDDLE), words)
        room = line.width() - self._strong.width(words) - look.px(6)
        painter.setFont(self._plain.font)
        painter.setPen(look.colour("warn"))
        painter.drawText(line, int(_MIDDLE | Qt.AlignmentFlag.AlignRight),
                         self._plain.shortened(name, room))  # fmt: skip

    def _paint_lines(self, painter: QPainter, inner: QRect, shown: Day) -> None:
        look = theme.active()
        room = max(inner.height() // look.px(_LINE), 0)
        lines = list(shown.lines)
        if len(lines) > room:
            hidden = len(lines) - max(room - 1, 0)
            words = f"共 {len(lines)} 项" if room == 1 else f"还有 {hidden} 项"
            lines = [*lines[: max(room - 1, 0)], (words, "text2")] if room else []
        painter.setFont(self._plain.font)
        for number, (words, tint) in enumerate(lines):
            top = inner.top() + number * look.px(_LINE)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(tint))
            dot = QRectF(inner.left(), top + look.px(6), look.px(6), look.px(6))
            painter.drawRoundedRect(dot, 2, 2)
            painter.setPen(look.colour("bad" if tint == "bad" else "text2"))
            left = inner.left() + look.px(11)
            line = QRect(left, top, inner.right() - left, look.px(_LINE))
            painter.drawText(line, int(_MIDDLE), self._plain.shortened(words, line.width()))

    def _tell(self) -> None:
        shown = self._days.get(self.day, _EMPTY)
        name = f"，{shown.name}" if shown.name else ""
        words = f"{self.day.year}年{self.day.month}月{self.day.day}日{name}"
        self.setAccessibleName(f"{self._says}：{words}，{len(shown.lines)} 项")
