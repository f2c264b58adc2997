"""Bars beside their labels, the number at their end; each can be picked (UX §3.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from shuangyong_desktop.ui import theme

_ROW, _THICK = 24, 12
_SWATCH, _SMALL = 10, 12
_TINTS = ("c1", "c2", "line2")
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True, slots=True)
class BarRow:
    """One bar: its label, its parts from the left, and the words at its end."""

    label: str
    parts: tuple[int, ...]
    words: str


class Bars(QWidget):
    """A small bar chart; `picked` carries the row that was clicked or chosen by ↑, ↓ and Enter.

    The longest bar takes the whole room, so lengths compare; a part that only fills up to the
    whole is drawn in the colour of lines.
    """

    picked = Signal(int)

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        self._rows: tuple[BarRow, ...] = ()
        self._now = 0
        self._says = says
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: Sequence[BarRow]) -> None:
        """Draw these bars from the top."""
        self._rows = tuple(rows)
        self._now = min(self._now, max(len(rows) - 1, 0))
        words = "，".join(f"{item.label} {item.words}" for item in rows)
        self.setAccessibleName(f"{self._says}：{words}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(240), theme.active().px(_ROW) * len(self._rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.active().px(180), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and 0 <= self._now + step < len(self._rows):
            self._now += step
            self.update()
        elif event.key() in _KEYS and self._rows:
            self.picked.emit(self._now)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y()) // theme.active().px(_ROW)
        if 0 <= at < len(self._rows):
            self._now = at
            self.picked.emit(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font())
        metrics = painter.fontMetrics()
        left = self._label_width(metrics) + look.px(8)
        right = max((metrics.horizontalAdvance(row.words) for row in self._rows), default=0)
        room = max(self.width() - left - right - look.px(14), look.px(20))
        most = max((sum(row.parts) for row in self._rows), default=1) or 1
        for number, item in enumerate(self._rows):
            box = QRect(0, number * look.px(_ROW), self.width(), look.px(_ROW))
            self._paint_row(painter, item, box, (left, room * sum(item.parts) / most))
            if self.hasFocus() and number == self._now:
                painter.setPen(QPen(look.colour("accent"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)

    def _paint_row(
        self, painter: QPainter, item: BarRow, box: QRect, place: tuple[int, float]
    ) -> None:
        look = theme.active()
        left, length = place
        metrics = painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(look.colour("text2"))
        words = metrics.elidedText(item.label, Qt.TextElideMode.ElideRight, left - look.px(8))
        labelled = QRect(0, box.top(), left - look.px(8), box.height())
        painter.drawText(labelled, int(middle | Qt.AlignmentFlag.AlignRight), words)
        painter.setPen(Qt.PenStyle.NoPen)
        thick = look.px(_THICK)
        at = float(left)
        whole = sum(item.parts) or 1
        for part, tint in zip(item.parts, _TINTS, strict=False):
            width = length * part / whole
            painter.setBrush(look.colour(tint))
            painter.drawRoundedRect(
                QRectF(at, box.center().y() - thick / 2 + 1, width, thick), 2, 2
            )
            at += width
        painter.setPen(look.colour("text"))
        end = QRect(int(at) + look.px(6), box.top(), self.width() - int(at), box.height())
        painter.drawText(end, int(middle), item.words)

    def _label_width(self, metrics: QFontMetrics) -> int:
        widest = max((metrics.horizontalAdvance(row.label) for row in self._rows), default=0)
        return min(widest + 1, self.width() // 2)  # advances are rounded down


class Legend(QWidget):
    """Says what the parts of the bars stand for: each colour with its word, from the left."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__()
        self._words = tuple(words)
        self.setAccessibleName("、".join(words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme.active()
        metrics = QFontMetrics(look.font(_SMALL))
        widths = (metrics.horizontalAdvance(word) + look.px(_SWATCH + 22) for word in self._words)
        return QSize(sum(widths), look.px(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        look = theme.active()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(_SMALL))
        side, left = look.px(_SWATCH), 0
        for word, tint in zip(self._words, _TINTS, strict=False):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(tint))
            painter.drawRoundedRect(QRectF(left, (self.height() - side) / 2, side, side), 2, 2)
            painter.setPen(look.colour("text2"))
            width = painter.fontMetrics().horizontalAdvance(word)
            place = QRect(left + side + look.px(6), 0, width, self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), word)
            left += side + width + look.px(22)
