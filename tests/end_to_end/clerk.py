"""Two hands and two eyes on the real window: everything by object names, nothing by services."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from shuangyong_desktop.ui.main_window import MainWindow
from ui.conftest import compose

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
PATIENCE = 30.0
_GROUPS = 9

_Widget = TypeVar("_Widget", bound=QWidget)


class Clerk:
    """Presses, types and reads in `window`; counts the clicks and the seconds."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.clicks = 0
        self.begun = time.monotonic()
        self.messages: list[str] = []

    def find(self, kind: type[_Widget], name: str) -> _Widget:
        """The one to be seen of that name, in the window or the dialog before it."""

        def there() -> list[_Widget]:
            front = QApplication.activeModalWidget() or self.window
            return [item for item in front.findChildren(kind, name) if item.isVisible()]

        wait_until(lambda: bool(there()), f"{name} did not come")
        return there()[0]

    def sees(self, name: str) -> bool:
        """Whether a widget of that name is to be seen now."""
        return any(item.isVisible() for item in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        """Click a button with the mouse, once it can be clicked."""
        button = self.find(QAbstractButton, name)
        wait_until(button.isEnabled, f"{name} cannot be pressed")
        self.click(button)

    def click(self, widget: QWidget) -> None:
        """Click `widget` with the mouse."""
        self.clicks += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def read(self, name: str) -> str:
        """The words of a label."""
        return self.find(QLabel, name).text()

    def write(self, name: str, text: str) -> None:
        """Put the keyboard into an input and type `text` in the place of what stands there."""
        edit = self.find(QLineEdit, name)
        edit.setFocus()
        self.keys("Ctrl+A")
        self.type(text)

    def type(self, text: str) -> None:
        """Type where the keyboard is: ASCII as keys, the rest as an input method commits it."""
        target = focus()
        if text.isascii():
            QTest.keyClicks(target, text)
        else:
            compose(target, text)

    def keys(self, *pressed: str) -> None:
        """Press keys or shortcuts, one after the other, where the keyboard is."""
        for keys in pressed:
            QTest.keySequence(focus(), keys)
            QCoreApplication.processEvents()

    def tab_to(self, name: str, steps: int = 120) -> None:
        """Press Tab until the input of that name has the keyboard."""
        self.find(QWidget, name)
        for _ in range(steps):
            if focus().objectName() == name:
                return
            self.keys("Tab")
        raise AssertionError(f"Tab does not come to {name}")

    def in_dialog(self, act: Callable[[], object], answer: Callable[[QDialog], object]) -> None:
        """Do `act` and give `answer` to the dialog that it opens; waits until it has gone."""
        came: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible():
                came.append(dialog)
                QTest.qWait(50)
                answer(dialog)
            else:
                QTimer.singleShot(20, self.window, look)

        QTimer.singleShot(0, self.window, look)
        act()
        wait_until(lambda: bool(came), "no dialog came")
        wait_until(lambda: QApplication.activeModalWidget() is None, "the dialog stayed open")
        self.window.activateWindow()  # as a window manager does, which tests run without
        wait_until(self.window.isActiveWindow, "the window did not come back")

    def choose_file(self, dialog: QDialog, path: Path) -> None:
        """Name a file in Qt's own file dialog and press its button."""
        self.find(QLineEdit, "fileNameEdit").setText(str(path))
        self.click(_accepting(dialog))

    def print_to(self, dialog: QDialog, path: Path) -> None:
        """Choose a file as the printer of the system's print dialog, and print."""
        self.find(QLineEdit, "filename").setText(str(path))
        self.click(_accepting(dialog))

    def groups(self) -> dict[int, str]:
        """The groups of the recovery sheet on the screen, by number."""
        return {number: self.read(f"key_group_{number}") for number in range(1, _GROUPS + 1)}

    def asked_group(self, name: str) -> int:
        """Which group of the sheet an input asks for."""
        asked = self.find(QLineEdit, name).accessibleName()
        return int(asked.removeprefix("恢复密钥第").removesuffix("组"))

    def first_run(self) -> None:
        """Password, recovery sheet, two groups typed back; the program then stands open."""
        self.write("password", PASSWORD)
        self.write("password_again", PASSWORD)
        self.press("create_ledger")
        groups = self.groups()
        self.press("sheet_kept")
        for name in ("group_1", "group_2"):
            self.write(name, groups[self.asked_group(name)].lower())
        self.press("check_groups")
        self.find(QLineEdit, "search")

    @contextmanager
    def hearing(self) -> Iterator[list[str]]:
        """Answer every message box with Esc meanwhile, and keep what it said."""
        said: list[str] = []

        def hear() -> None:
            box = QApplication.activeModalWidget()
            if isinstance(box, QMessageBox):
                said.append(box.text())
                QTest.keyClick(box, Qt.Key.Key_Escape)

        ear = QTimer(self.window)
        ear.timeout.connect(hear)
        ear.start(50)
        try:
            yield said
        finally:
            ear.stop()


def wait_until(done: Callable[[], bool], otherwise: str) -> None:
    """Turn the event loop until `done`; fails with `otherwise` after half a minute."""
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, otherwise
        QTest.qWait(10)


def focus() -> QWidget:
    """The widget that has the keyboard; the window itself where none of its inputs has."""
    wait_until(lambda: QApplication.activeWindow() is not None, "no window is in front")
    return QApplication.focusWidget() or QApplication.activeWindow()


def open_window(ledger: Path, settings: Path) -> MainWindow:
    """The window on `ledger`, in front, with settings of its own."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(settings))
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    window = MainWindow(ledger)
    window.resize(1366, 768)
    window.start()
    window.show()
    window.activateWindow()
    wait_until(window.isActiveWindow, "the window did not come to the front")
    return window


def close_window(window: MainWindow) -> None:
    """Close as the clerk does, and free what Qt keeps until later."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _accepting(dialog: QObject) -> QPushButton:
    box = next(iter(dialog.findChildren(QDialogButtonBox)))
    roles = QDialogButtonBox.ButtonRole
    found = [button for button in box.buttons() if box.buttonRole(button) is roles.AcceptRole]
    return found[0]
