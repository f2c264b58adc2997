"""The track of steps above a job: done, now, to come (UX §2.5)."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import picture


class Stepper(QWidget):
    """Shows where a job stands; it is looked at, not clicked."""

    def __init__(self, steps: Sequence[str]) -> None:
        super().__init__()
        self._steps = tuple(steps)
        self._now = 0
        self.setObjectName("stepper")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.go_to(0)

    @property
    def now(self) -> int:
        """The place of the step being done."""
        return self._now

    def go_to(self, step: int) -> None:
        """Say that `step` is being done; all before it are."""
        self._now = step
        self.setAccessibleName(f"第{step + 1}步，共{len(self._steps)}步：{self._steps[step]}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(96 * len(self._steps)), theme.active().px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = theme.active()
        side, gap, middle = look.px(20), look.px(8), self.height() / 2
        bold = QFontMetrics(look.font(weight=QFont.Weight.Medium))
        widths = [side + gap + bold.horizontalAdvance(words) for words in self._steps]
        room = max(self.width() - sum(widths) - look.px(20), 0)
        line = room / max(len(self._steps) - 1, 1)
        left = float(look.px(10))
        for number, words in enumerate(self._steps):
            self._draw_mark(painter, QRectF(left, middle - side / 2, side, side), number)
            weight = QFont.Weight.Medium if number == self._now else QFont.Weight.Normal
            painter.setFont(look.font(weight=weight))
            painter.setPen(look.colour("text" if number <= self._now else "text2"))
            place = QRectF(left + side + gap, 0, widths[number], self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)
            left += widths[number]
            if number + 1 < len(self._steps):
                passed = number < self._now
                painter.setPen(QPen(look.colour("ok" if passed else "line"), 1.6 if passed else 1))
                painter.drawLine(round(left + gap), round(middle), round(left + line - gap),
                                 round(middle))  # fmt: skip
            left += line

    def _draw_mark(self, painter: QPainter, box: QRectF, number: int) -> None:
        look = theme.active()
        if number < self._now:
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
