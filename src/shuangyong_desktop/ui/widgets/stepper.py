"""The track of steps above a job: done, now, to come; picked by mouse and keys (UX §2.5)."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import picture

_BACK, _ON = Qt.Key.Key_Left, Qt.Key.Key_Right


class Stepper(QWidget):
    """Shows where a job stands; `picked` carries the step that was clicked or chosen by ← and →.

    Only steps that were opened by `open_up` can be picked; without any it is only looked at.
    """

    picked = Signal(int)

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._now = 0
        self._done: frozenset[int] = frozenset()
        self._open: frozenset[int] = frozenset()
        self._hovered = -1
        self.setObjectName("stepper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.go_to(0)

    @property
    def now(self) -> int:
        """The place of the step being done."""
        return self._now

    def go_to(self, step: int, done: Collection[int] | None = None) -> None:
        """Say that `step` is being done; `done` are those finished, else all before it."""
        self._now = step
        self._done = frozenset(range(step) if done is None else done) - {step}
        self.setAccessibleName(f"第{step + 1}步，共{len(self._steps)}步：{self._steps[step]}")
        self.update()

    def open_up(self, steps: Collection[int]) -> None:
        """Let `steps` be picked."""
        self._open = frozenset(steps)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if self._open else Qt.FocusPolicy.NoFocus)
        self.setAccessibleDescription("用左右方向键换步骤" if self._open else "")

    def place_of(self, step: int) -> QRectF:
        """Where a step stands, mark and words."""
        left, width = self._spans()[step]
        return QRectF(left, 0, width, self.height())

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(96 * len(self._steps)), theme.active().px(36))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._step_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        step = self._step_at(event.position().x())
        if step >= 0:
            self.picked.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (_BACK, _ON):
            super().keyPressEvent(event)
            return
        way = 1 if event.key() == _ON else -1
        step = self._now + way
        if step in self._open:
            self.picked.emit(step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.active()
        side, gap, middle = look.px(20), look.px(8), self.height() / 2
        spans = self._spans()
        for number, (words, (left, width)) in enumerate(zip(self._steps, spans, strict=True)):
            if number == self._now and self.hasFocus():
                self._frame(painter, number)
            self._draw_mark(painter, QRectF(left, middle - side / 2, side, side), number)
            painter.setFont(look.font(weight=self._weight(number)))
            painter.setPen(self._tint(number))
            place = QRectF(left + side + gap, 0, width, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
            if number + 1 < len(spans):
                passed = number in self._done
                painter.setPen(QPen(look.colour("ok" if passed else "line"), 1.6 if passed else 1))
                begin, end = left + width + gap, spans[number + 1][0] - gap
                painter.drawLine(round(begin), round(middle), round(end), round(middle))

    def _weight(self, number: int) -> QFont.Weight:
        return QFont.Weight.Medium if number == self._now else QFont.Weight.Normal

    def _tint(self, number: int) -> QColor:
        if number == self._hovered:
            return theme.active().colour("accent_text")
        known = number in self._done or number == self._now
        return theme.active().colour("text" if known else "text2")

    def _spans(self) -> list[tuple[float, float]]:
        """Left edge and width of every step; the lines between them share what is left over."""
        look = theme.active()
        side, gap = look.px(20), look.px(8)
        bold = QFontMetrics(look.font(weight=QFont.Weight.Medium))
        widths = [side + gap + bold.horizontalAdvance(words) for words in self._steps]
        room = max(self.width() - sum(widths) - look.px(20), 0)
        line = room / max(len(self._steps) - 1, 1)
        left, spans = float(look.px(10)), []
        for width in widths:
            spans.append((left, float(width)))
            left += width + line
        return spans

    def _step_at(self, across: float) -> int:
        """The step that can be picked at a place, or -1."""
        edge = theme.active().px(10)
        for number, (left, width) in enumerate(self._spans()):
            if number in self._open and left - edge <= across <= left + width + edge:
                return number
        return -1

    def _hover(self, step: int) -> None:
        if step != self._hovered:
            self._hovered = step
            shape = Qt.CursorShape.PointingHandCursor if step >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.update()

    def _frame(self, painter: QPainter, number: int) -> None:
        px = theme.active().px
        painter.setPen(QPen(theme.active().colour("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        around = self.place_of(number).adjusted(-px(6), px(3), px(8), -px(3))
        painter.drawRoundedRect(around, px(6), px(6))

    def _draw_mark(self, painter: QPainter, box: QRectF, number: int) -> None:
        look = theme.active()
        if number in self._done:
            painter.setPen(QPen(look.colour("ok"), 1.4))
            painter.setBrush(look.colour("ok_soft"))
            painter.drawEllipse(box)
            inner = look.px(12)
            drawn = picture("check", "ok", 12)
            at = box.center()
            painter.drawPixmap(round(at.x() - inner / 2), round(at.y() - inner / 2), drawn)
            return
        now = number == self._now
        painter.setPen(QPen(look.colour("accent" if now else "text3"), 1.2))
        painter.setBrush(look.colour("accent") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setFont(look.font(12, QFont.Weight.Medium))
        painter.setPen(Qt.GlobalColor.white if now else look.colour("text2"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number + 1))
