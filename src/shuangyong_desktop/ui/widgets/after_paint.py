"""What can wait until a widget has been seen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class AfterPaint(QObject):
    """Does `act` once, with the first turn of the event loop after `target` was painted.

    `cancel` forgets it; asking again replaces what was asked before.
    """

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self._act: Callable[[], object] | None = None

    def do(self, act: Callable[[], object]) -> None:
        """Do `act` after the next paint."""
        if self._act is None:
            self._target.installEventFilter(self)
        self._act = act

    def cancel(self) -> None:
        """Do nothing after all."""
        if self._act is not None:
            self._target.removeEventFilter(self)
            self._act = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._act is not None:
            act = self._act
            self.cancel()
            QTimer.singleShot(0, self, act)
        return super().eventFilter(watched, event)
