"""A label that is shortened with … where it has less room than its words need."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

_LETTERS = 3


class Shortened(QLabel):
    """Gives way to its neighbours down to `least` pixels, of three letters unless told."""

    def __init__(self, text: str = "", role: str = "", *, name: str = "", least: int = -1) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setObjectName(name)
        self.setProperty("role", role)
        self.setProperty("elides", True)  # noqa: FBT003 (Qt's own)
        self._least = least

    def minimumSizeHint(self) -> QSize:
        """Room for the shortest form that is still offered."""
        wanted = super().sizeHint()
        few = self.fontMetrics().horizontalAdvance("字" * _LETTERS)
        least = few if self._least < 0 else self._least
        return QSize(min(wanted.width(), least), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much of the words as there is room for."""
        del event
        room = self.contentsRect()
        words = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.style().drawItemText(
            painter, room, alignment, self.palette(), self.isEnabled(), words, self.foregroundRole()
        )
        painter.end()
