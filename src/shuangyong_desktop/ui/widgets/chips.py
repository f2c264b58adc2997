"""Words to be ticked, as chips that flow into lines: a choice seen at one glance."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import plain_caption

_GAP = 6


class ChipBox(QWidget):
    """Chips of one question; `changed` is emitted whenever one is ticked or unticked.

    They stand beside each other and go on in the next line where the room ends. Where they are
    not `tickable` a chip is only pressed, and `pressed` carries its key.
    """

    changed = Signal()
    pressed = Signal(str)

    def __init__(self, name: str, says: str, *, tickable: bool = True) -> None:
        super().__init__()
        self._tickable = tickable
        self.setObjectName(name)
        self.setAccessibleName(says)
        self._says = says
        self._chips: dict[str, QPushButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def ticked(self) -> tuple[str, ...]:
        """The keys that are ticked, in the order shown."""
        return tuple(key for key, chip in self._chips.items() if chip.isChecked())

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are offered."""
        return tuple(self._chips)

    def fill(self, entries: Sequence[tuple[str, str]]) -> None:
        """Offer these (key, words); keys ticked before stay ticked."""
        kept = set(self.ticked)
        for gone in self._chips.values():
            gone.hide()
            gone.deleteLater()
        self._chips = {key: self._chip(key, words) for key, words in entries}
        for key, chip in self._chips.items():
            chip.setChecked(key in kept)
            chip.toggled.connect(self.changed)
            chip.clicked.connect(partial(self.pressed.emit, key))
            chip.show()
        self._flow()

    def tick(self, keys: Sequence[str]) -> None:
        """Tick these and no others."""
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(200), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._flow()

    def _chip(self, key: str, words: str) -> QPushButton:
        chip = QPushButton(plain_caption(words), self)
        chip.setObjectName(f"{self.objectName()}_{key}")
        chip.setAccessibleName(f"{self._says}：{words}")
        chip.setProperty("kind", "chip")
        chip.setCheckable(self._tickable)
        chip.setCursor(Qt.CursorShape.PointingHandCursor)
        return chip

    def _flow(self) -> None:
        """Put every chip into its place, and be as high as they need."""
        gap = theme.active().px(_GAP)
        left = top = line = 0
        for chip in self._chips.values():
            size = chip.sizeHint()
            if left and left + size.width() > self.width():
                left, top, line = 0, top + line + gap, 0
            chip.setGeometry(left, top, size.width(), size.height())
            left += size.width() + gap
            line = max(line, size.height())
        self.setFixedHeight(max(top + line, 1))
