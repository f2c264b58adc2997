"""A button with a layout of its own inside: figures, rows and cards that lead somewhere."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLayout, QPushButton, QSizePolicy, QWidget

from shuangyong_desktop.ui.widgets.elements import row


class Pressable(QPushButton):
    """Whatever stands in `content` is pressed as one; `says` is what is read aloud."""

    def __init__(self, content: QLayout, says: str, name: str, margin: int = 8) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._layout = row(content, into=self, margin=margin)
        # The style sheet gives every button a least height, which goes before the hints below.
        self._layout.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.minimumSize()
