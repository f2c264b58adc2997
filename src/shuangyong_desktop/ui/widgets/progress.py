"""The strip that stands before the page while something is written: counts and 取消."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from shiboken6 import isValid

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, card, column, label, row

_QUIET_MS = 300


class ProgressStrip(QWidget):
    """Lies over `window` and takes its input; becomes visible after 0.3 seconds (UX §2.9)."""

    cancelled = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("progress")
        self._window = window
        self._before: QWidget | None = None
        self._title = label("", "heading", name="progress_title")
        self._counts = label("", "label", name="progress_counts")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("进度")
        self._cancel = button("取消", self.cancelled.emit, name="progress_cancel")
        self._box = card(self._title, self._bar, row(self._counts, 1, self._cancel), padding=18)
        self._box.setFixedWidth(theme.active().px(420))
        column(1, row(1, self._box, 1), 1, into=self)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self._box.show)
        window.installEventFilter(self)
        self.hide()

    def begin(self, title: str, unit: str) -> None:
        """Take the input of the window; `unit` is what is counted (行、户、人)."""
        self._unit = unit
        self._before = QApplication.focusWidget()
        self._title.setText(title)
        self._counts.setText("")
        self._bar.setRange(0, 0)
        self._box.hide()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._cancel.setFocus()
        self._quiet.start()

    def tell(self, done: int, total: int) -> None:
        """Say how much of how much is done; a total of 0 is not known yet."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        of = f" / {total:,}" if total else ""
        self._counts.setText(f"已完成 {done:,}{of} {self._unit}" if done else "")

    def end(self) -> None:
        """Give the window back its input, and the keyboard to who had it."""
        self._quiet.stop()
        self.hide()
        before, self._before = self._before, None
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
        return super().eventFilter(watched, event)
