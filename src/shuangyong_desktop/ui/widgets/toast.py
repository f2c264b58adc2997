"""The note at the lower edge that says what was done and offers 撤销 (UX §2.9)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, label, row

_SHOWN_MS = 6000


class Toast(QFrame):
    """One short sentence above the page; stays while the mouse is over it or it has the focus."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._window = window
        self._act: Callable[[], object] | None = None
        self._words = label(name="toast_words")
        self._button = button("撤销", self._do, name="toast_action")
        layout = row(self._words, self._button, into=self, gap=16)
        px = theme.active().px
        layout.setContentsMargins(px(14), px(3), px(14), px(3))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        window.installEventFilter(self)
        self.hide()

    def say(
        self, sentence: str, act: Callable[[], object] | None = None, verb: str = "撤销"
    ) -> None:
        """Show `sentence`; with `act` also a button with `verb` (default 撤销)."""
        self._act = act
        self._words.setText(sentence)
        self._button.setText(verb)
        self._button.setAccessibleName(f"{verb}：{sentence}")
        self._button.setVisible(act is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(_SHOWN_MS)

    def hush(self) -> None:
        """Say nothing any more, and forget what the button would do."""
        self._act = None
        self._timer.stop()
        self.hide()

    def reach(self) -> None:
        """Put the keyboard on the button (F8)."""
        if self.isVisible() and self._act is not None:
            self._button.setFocus()
            self._timer.start(_SHOWN_MS)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start(_SHOWN_MS)
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Lie on the status bar and the margin of the page: neither holds anything to press."""
        self.adjustSize()
        gap = theme.active().px(3)
        left = (self._window.width() - self.width()) // 2
        self.move(max(left, 0), max(self._window.height() - self.height() - gap, 0))

    def _do(self) -> None:
        act, self._act = self._act, None
        self.hide()
        if act is not None:
            act()

    def _leave(self) -> None:
        if self._button.hasFocus():
            self._timer.start(_SHOWN_MS)
        else:
            self.hide()
