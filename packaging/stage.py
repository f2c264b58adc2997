"""The real window on a stage: at one look, driven by object names, shown stop by stop."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPushButton,
    QTabBar,
    QWidget,
)

from shuangyong_desktop import app
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.widgets.page_view import PageView

PATIENCE = 15.0
_DRAWING = 5.0
_NESTED = 3
"""How many layouts inside of each other still move when something was filled just now."""
_Widget = TypeVar("_Widget", bound=QWidget)
Seen = Callable[[str, QWidget], None]
"""Gets the name of each stop and the window or dialog that stands there."""


@dataclass(frozen=True)
class Look:
    """One size and theme that the window is promised for (UX §3.3)."""

    name: str
    width: int
    height: int
    scale: float = 1.0
    dark: bool = False

    def wear(self) -> None:
        """Make this the look of every window built from now on."""
        colours = theme.DARK if self.dark else theme.LIGHT
        theme.apply(theme.Theme(colours, self.scale), app.application(["shuangyong"]))


LOOKS = (
    Look("1366x768", 1366, 768),
    Look("1920x1080", 1920, 1080),
    Look("1280x650", 1280, 650),
    Look("1366x768_dark", 1366, 768, dark=True),
    Look("1366x768_150", 1366, 768, scale=1.5),
)


class Stage:
    """The real window at one look, with hands that go by object names."""

    def __init__(self, ledger: Path, look: Look, seen: Seen) -> None:
        self.window = MainWindow(ledger)
        self._look = look
        self._seen = seen
        self.window.resize(look.width, look.height)
        self.window.start()
        self.window.show()
        self.come_to_front()
        self.unasked: list[str] = []
        self._expected: QWidget | None = None
        self._before: QWidget | None = None
        self._watch = QTimer(self.window)
        self._watch.timeout.connect(self._end_unasked)
        self._watch.start(300)

    def come_to_front(self) -> None:
        """Have the keyboard, as a window manager gives it back; offscreen there is none."""
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow, "the window did not come to the front")

    def see(self, name: str, widget: QWidget | None = None) -> None:
        """Let everything settle, then show this stop."""
        QTest.qWait(60)
        end = time.monotonic() + _DRAWING
        shown = [view for view in self.window.findChildren(PageView) if view.isVisible()]
        while not all(view.drawn_pages for view in shown) and time.monotonic() < end:
            QTest.qWait(20)
        for _ in range(_NESTED):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._seen(name, widget or self.window)

    def find(self, kind: type[_Widget], name: str) -> _Widget:
        """The visible widget of that name, as soon as it is there."""

        def there() -> list[_Widget]:
            return [item for item in self.window.findChildren(kind, name) if item.isVisible()]

        wait_until(lambda: bool(there()), f"{name} did not come")
        return there()[0]

    def has(self, name: str) -> bool:
        """Whether a widget of that name is to be seen now."""
        return any(item.isVisible() for item in self.window.findChildren(QWidget, name))

    def can_press(self, name: str) -> bool:
        """Whether a button of that name is there and can be pressed now."""
        found = [item for item in self._visible(QAbstractButton) if item.objectName() == name]
        return any(item.isEnabled() for item in found)

    def press(self, name: str) -> None:
        """Click a button, once it can be clicked."""
        button = self.find(QAbstractButton, name)
        wait_until(button.isEnabled, f"{name} cannot be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        """Put `text` into an input, as if typed."""
        edit = self.find(QLineEdit, name)
        edit.setFocus()
        edit.setText(text)
        edit.textEdited.emit(text)

    def read(self, name: str) -> str:
        """The words of a label."""
        return self.find(QLabel, name).text()

    def keys(self, keys: str) -> None:
        """Press a shortcut where the keyboard is."""
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(keys))

    def in_dialog(self, act: Callable[[], object], see: Callable[[QDialog], None]) -> None:
        """Do `act`, `see` the dialog that it opens, and leave the dialog by Esc.

        `act` may stand in a dialog itself, over which the other one opens.
        """
        came: list[QDialog] = []
        below = QApplication.activeModalWidget()

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or dialog is below:
                QTimer.singleShot(20, self.window, look)
                return
            self._expected = dialog
            came.append(dialog)
            dialog.activateWindow()  # as a window manager does; a menu may have been in front
            try:
                QTest.qWait(60)
                see(dialog)
            finally:
                self._expected = below
                dialog.reject()

        QTimer.singleShot(0, self.window, look)
        act()
        wait_until(lambda: bool(came), "no dialog came")
        wait_until(lambda: QApplication.activeModalWidget() is below, "a dialog stayed open")
        if below is None:
            self.come_to_front()

    def show_section(self, words: str) -> None:
        """Bring the section of that name to the front."""
        for sections in self._visible(QListWidget):
            for item in sections.findItems(words, Qt.MatchFlag.MatchExactly):
                sections.setCurrentItem(item)

    def see_dialog(self, name: str, act: Callable[[], object]) -> None:
        """A stop at the dialog that `act` opens."""
        self.in_dialog(act, lambda dialog: self.see(name, dialog))

    def see_parts(self, name: str) -> None:
        """A stop at every part of the page in front: tabs of both kinds, lists of sections."""
        tabs = [tab for tab in self._visible(QPushButton) if tab.property("kind") == "tab"]
        for tab in [tab.objectName() for tab in tabs]:  # a page may renew its buttons meanwhile
            self.press(tab)
            self.see(f"{name}_{tab.removeprefix('tab_')}")
        for bar in self._visible(QTabBar):
            for number in range(bar.count()):
                if bar.isTabVisible(number) and bar.isTabEnabled(number):
                    bar.setCurrentIndex(number)
                    self.see(f"{name}_{bar.tabText(number)}")
            bar.setCurrentIndex(0)
        for sections in self._visible(QListWidget):
            if sections.property("role") == "index":
                for number in range(sections.count()):
                    sections.setCurrentRow(number)
                    self.see(f"{name}_{sections.item(number).text()}")

    def _visible(self, kind: type[_Widget]) -> list[_Widget]:
        return [item for item in self.window.findChildren(kind) if item.isVisible()]

    def _end_unasked(self) -> None:
        """Answer what the tour did not ask for, and remember it: it would wait for ever."""
        box = QApplication.activeModalWidget()
        if isinstance(box, QDialog) and box not in (self._expected, self._before):
            self._before = box  # the tour may be about to come to it
        elif isinstance(box, QDialog) and box is not self._expected:
            self.unasked.append(box.text() if isinstance(box, QMessageBox) else box.objectName())
            box.reject()

    def close(self) -> None:
        """Close the window as the clerk does, and free it."""
        self._watch.stop()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(done: Callable[[], bool], otherwise: str) -> None:
    """Turn the event loop until `done`; raises TimeoutError after `PATIENCE` seconds."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        QTest.qWait(10)


@contextmanager
def staged(ledger: Path, look: Look, seen: Seen) -> Iterator[Stage]:
    """A stage that is closed whatever happens on it."""
    stage = Stage(ledger, look, seen)
    try:
        yield stage
    finally:
        stage.close()
    if stage.unasked:
        raise RuntimeError("；".join(stage.unasked))
