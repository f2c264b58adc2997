"""Notices that nobody has touched the program for a while (DESIGN 27)."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_MS_PER_MINUTE = 60 * 1000
_INPUTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,  # the press of a shortcut never comes to the window
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletMove,
    }
)


class Idleness(QObject):
    """Emits `idle` once when nothing was touched for the minutes set, `touched` at each touch.

    The windows that have the keyboard are watched, never the whole application: such a filter
    is called while widgets are being constructed and destroyed, where PySide 6.9 sometimes
    takes an address for the object that lay there before, and the program dies. What an input
    method types does not pass the window; the text cursor moves with it.
    """

    idle = Signal()
    touched = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self.touched.connect(self.go_on)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touched)
        self._watch(QGuiApplication.focusWindow())

    @property
    def minutes(self) -> int:
        """After how many minutes `idle` comes."""
        return self._timer.interval() // _MS_PER_MINUTE

    def begin(self, minutes: int) -> None:
        """Count from now."""
        self._timer.start(minutes * _MS_PER_MINUTE)

    def go_on(self) -> None:
        """Count anew, unless it was stopped or `idle` has come."""
        if self._timer.isActive():
            self._timer.start()

    def begin_again(self) -> None:
        """Count once more after `idle` came too early."""
        self._timer.start()

    def stop(self) -> None:
        """Do not count until the next `begin`."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        if event.type() in _INPUTS:
            self.touched.emit()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if isinstance(window, QWindow):  # a signal may name one that is going just then
            window.installEventFilter(self)
