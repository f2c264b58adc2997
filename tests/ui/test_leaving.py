"""Esc, and the window closed, at every step: nothing hangs, nothing is half-written or lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.changes import Change
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.ui.first_run import unconfirmed
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.main_window import MainWindow
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices, choose

pytestmark = pytest.mark.qt_log_ignore(
    "does not support (grabbing the keyboard|raise)", extend=True
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed ledger with one person."""
    made = tmp_path / "台账.db"
    with ledgers.create(made, PASSWORD, cost=CHEAP).office as office:
        office.people.save(LI)
    return made


@pytest.fixture
def window(path: Path, notices: RecordingNotices, qapp: QApplication) -> Iterator[MainWindow]:
    """The window on it, open."""
    del qapp
    made = MainWindow(path)
    made.notices = notices  # type: ignore[assignment]
    made.resize(1366, 768)
    made.enter(ledgers.open_with_password(path, PASSWORD))
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _press(window: QWidget, name: str) -> None:
    QCoreApplication.processEvents()
    (found,) = [item for item in window.findChildren(QPushButton, name) if item.isVisible()]
    found.click()


def _go(window: MainWindow, where: str) -> None:
    frame = window.centralWidget()
    assert isinstance(frame, Frame)
    frame.show_page(where)


def _ticked(window: MainWindow) -> None:
    table = window.findChild(QTableView, "people")
    assert table is not None
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)


def _take_off(window: MainWindow) -> None:
    while window.findChild(QLabel, "person_name").text() != LI.name:
        QCoreApplication.processEvents()
    choose(window, "person_more", "移出台账")


def _tag_many(window: MainWindow) -> None:
    _ticked(window)
    _press(window, "tag_ticked")


def _print_roster(window: MainWindow) -> None:
    _press(window, "print_roster")


def _change_password(window: MainWindow) -> None:
    _go(window, "settings/security")
    _press(window, "change_password")


def _new_sheet(window: MainWindow) -> None:
    _go(window, "settings/security")
    _press(window, "new_sheet")


def _new_sheet_made(window: MainWindow) -> None:
    def make() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, window, make)
        else:
            _press(dialog, "sheet_make")

    QTimer.singleShot(10, window, make)
    _new_sheet(window)


DIALOGS = {
    "take_off_dialog": _take_off,
    "many_dialog": _tag_many,
    "roster_dialog": _print_roster,
    "password_dialog": _change_password,
    "sheet_dialog": _new_sheet,
    "sheet_dialog, made": _new_sheet_made,
}


def _before(
    window: MainWindow, name: str, leave: Callable[[QWidget], object]
) -> Callable[[], bool]:
    """Do `leave` on the dialog `name` once it stands; tells whether that happened."""
    left: list[bool] = []
    wanted, _, step = name.partition(", ")

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        ready = dialog is not None and dialog.objectName() == wanted and dialog.isVisible()
        if ready and step:
            ready = any(item.isVisible() for item in dialog.findChildren(QWidget, "recovery_sheet"))
        if ready and dialog is not None:
            leave(dialog)
            left.append(True)
        else:
            QTimer.singleShot(10, window, look)

    QTimer.singleShot(10, window, look)
    return lambda: bool(left)


def _last_change(window: MainWindow) -> Change | None:
    assert window.desk is not None
    return window.desk.office.history.next_undo()


@pytest.mark.parametrize(("name", "opened"), DIALOGS.items(), ids=DIALOGS.keys())
def test_esc_leaves_a_dialog_and_everything_as_it_was(
    window: MainWindow, notices: RecordingNotices, qtbot, name: str,
    opened: Callable[[MainWindow], object],
) -> None:  # fmt: skip
    before = _last_change(window)
    left = _before(window, name, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    opened(window)
    qtbot.waitUntil(lambda: left() and QApplication.activeModalWidget() is None)
    assert _last_change(window) == before
    assert not notices.failures
    _go(window, "ledger")
    assert window.findChild(QTableView, "people").isVisible()


@pytest.mark.parametrize(("name", "opened"), DIALOGS.items(), ids=DIALOGS.keys())
def test_the_window_closes_over_a_dialog_and_opens_again(
    window: MainWindow, path: Path, qtbot, name: str, opened: Callable[[MainWindow], object]
) -> None:
    left = _before(window, name, lambda _dialog: window.close())
    opened(window)
    qtbot.waitUntil(lambda: left() and not window.isVisible())
    assert window.desk is None
    with ledgers.open_with_password(path, PASSWORD) as office:
        assert office.check()
        assert office.people.get(1) == replace(LI, id=1)


def test_a_new_sheet_that_was_not_typed_back_is_asked_for_at_the_next_opening(
    window: MainWindow, path: Path, notices: RecordingNotices, qtbot
) -> None:
    left = _before(
        window, "sheet_dialog, made", lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape)
    )
    _new_sheet_made(window)
    qtbot.waitUntil(lambda: left() and QApplication.activeModalWidget() is None)
    assert "下次打开" in notices.said[-1]
    assert unconfirmed(path).exists()


def test_the_menu_of_columns_closes_with_esc(window: MainWindow, qtbot) -> None:
    _press(window, "columns")
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QTest.keyClick(QApplication.activePopupWidget(), Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("steps", [(), ("use_recovery_key",), ("use_recovery_key", "use_password")])
def test_the_door_closes_at_every_step(
    path: Path, notices: RecordingNotices, qapp: QApplication, steps: tuple[str, ...]
) -> None:
    del qapp
    window = MainWindow(path)
    window.notices = notices  # type: ignore[assignment]
    window.start()
    window.show()
    for step in steps:
        _press(window, step)
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.close()
    window.deleteLater()
    ledgers.open_with_password(path, PASSWORD).close()


@pytest.mark.parametrize("steps", [0, 1, 2])
def test_the_first_run_closes_at_every_step_and_begins_where_it_has_to(
    tmp_path: Path, notices: RecordingNotices, qapp: QApplication, steps: int
) -> None:
    del qapp
    path = tmp_path / "新台账.db"
    window = MainWindow(path)
    window.notices = notices  # type: ignore[assignment]
    window.start()
    window.show()
    if steps:
        for name in ("password", "password_again"):
            edit = window.findChild(QLineEdit, name)
            assert edit is not None
            edit.setText(PASSWORD)
        _press(window, "create_ledger")
    if steps == 2:
        _press(window, "sheet_kept")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible()
    assert window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert path.exists() == bool(steps)
    assert unconfirmed(path).exists() == bool(steps)
    again = MainWindow(path)
    again.start()
    assert again.findChild(QWidget, "unlock" if steps else "first_run") is not None
    again.close()
    again.deleteLater()
