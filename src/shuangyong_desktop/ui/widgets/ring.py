"""A ring of which a part is filled, with the count in its middle."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangyong_desktop.ui import theme

_TURN = 360 * 16  # Qt counts in sixteenths of a degree


class Ring(QWidget):
    """`done` of `total`, as a part of a circle and as words."""

    def __init__(self, name: str, side: int) -> None:
        super().__init__()
        self.setObjectName(name)
        self._side = side
        self._done, self._total = 0, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, total: int) -> None:
        """Show so many done of so many."""
        self._done, self._total = done, total
        self.setAccessibleName(f"{done}/{total}")
        self.update()

    def sizeHint(self) -> QSize:
        side = theme.active().px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = look.px(6)
        box = QRectF(self.rect()).adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        pen = QPen(look.colour("line"), thick)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(box)
        if self._done:
            pen.setColor(look.colour("ok"))
            painter.setPen(pen)
            painter.drawArc(box, _TURN // 4, -_TURN * self._done // max(self._total, 1))
        words = f"{self._done}/{self._total}"
        font = look.font(14 if len(words) < len("100/100") else 11, QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), words)
