"""Whoever touches the program is noticed by its windows, not by a filter over everything."""

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget

from shuangyong_desktop.ui.idleness import Idleness
from ui.conftest import compose


@pytest.fixture
def idleness(qapp) -> Idleness:
    owner = QObject(qapp)
    yield Idleness(owner)
    owner.deleteLater()


@pytest.fixture
def window(qtbot, idleness: Idleness) -> QWidget:
    """A window with one input, in front."""
    del idleness  # which is there before the window
    made = QWidget()
    qtbot.addWidget(made)
    edit = QLineEdit(made)
    edit.resize(100, 30)
    made.resize(200, 100)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    edit.setFocus()
    return made


def test_keys_and_the_mouse_are_noticed(idleness: Idleness, window: QWidget, qtbot) -> None:
    with qtbot.waitSignal(idleness.touched):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    with qtbot.waitSignal(idleness.touched):
        QTest.mouseMove(window.windowHandle(), QPoint(150, 80))


def test_what_an_input_method_types_is_noticed(idleness: Idleness, window: QWidget, qtbot) -> None:
    with qtbot.waitSignal(idleness.touched):
        compose(window.findChild(QLineEdit), "张")


def test_the_window_that_comes_to_the_front_later_is_watched_too(
    idleness: Idleness, window: QWidget, qtbot
) -> None:
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    with qtbot.waitSignal(idleness.touched):
        QTest.keyClick(other.windowHandle(), Qt.Key.Key_A)
    assert window.isVisible()


def test_it_is_idle_once_and_only_while_it_counts(idleness: Idleness, qtbot) -> None:
    came: list[bool] = []
    idleness.idle.connect(lambda: came.append(True))
    idleness.begin(0)
    qtbot.waitUntil(lambda: bool(came))
    idleness.go_on()
    idleness.begin(0)
    idleness.stop()
    idleness.begin_again()
    qtbot.waitUntil(lambda: len(came) == 2)
