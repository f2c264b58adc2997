"""One choice of a few, all of them in sight: buttons that touch, of which one is pressed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from shuangyong_desktop.ui.widgets.elements import plain_caption, row, set_icon


class Segments(QWidget):
    """`chosen` carries the key that was pressed; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, name: str, says: str, entries: Sequence[tuple[str, str]]) -> None:
        """`entries` are (key, words); the first is pressed."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        line = row(into=self, gap=0)
        for key, words in entries:
            segment = QPushButton(plain_caption(words))
            segment.setObjectName(f"{name}_{key}")
            segment.setAccessibleName(f"{says}：{words}")
            segment.setProperty("kind", "segment")
            segment.setProperty("last", "true" if key == entries[-1][0] else "false")
            segment.setCheckable(True)
            segment.setCursor(Qt.CursorShape.PointingHandCursor)
            self._group.addButton(segment)
            self._buttons[key] = segment
            line.addWidget(segment)
        self.show_chosen(entries[0][0])
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # else the key of its caption does nothing
        self.setFocusProxy(self._buttons[entries[0][0]])
        self._group.buttonToggled.connect(self._toggled)

    @property
    def value(self) -> str:
        """The key that is pressed; empty after `clear`."""
        pressed = (key for key, segment in self._buttons.items() if segment.isChecked())
        return next(pressed, "")

    def say(self, key: str, words: str) -> None:
        """Let the button of `key` say other words, such as a new count."""
        self._buttons[key].setText(plain_caption(words))
        self._buttons[key].setAccessibleName(f"{self.accessibleName()}：{words}")

    def show_icons(self, icons: Mapping[str, str]) -> None:
        """Put a drawing before the words of some buttons."""
        for key, icon in icons.items():
            set_icon(self._buttons[key], icon)

    def show_chosen(self, key: str) -> None:
        """Press `key`."""
        self._buttons[key].setChecked(True)

    def clear(self) -> None:
        """Press none: the choice is still to be made."""
        self._group.setExclusive(False)
        for segment in self._buttons.values():
            segment.setChecked(False)
        self._group.setExclusive(True)

    def _toggled(self, segment: QPushButton, pressed: bool) -> None:  # noqa: FBT001 (a signal)
        if pressed:
            self.setFocusProxy(segment)
            self.chosen.emit(self.value)
