"""The month grid: its days by keyboard and mouse, and what they say."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shuangyong_desktop.ui.widgets.month_grid import Day, MonthGrid

TODAY = date(2026, 7, 29)


@pytest.fixture
def grid(qapp: QApplication) -> Iterator[MonthGrid]:
    made = MonthGrid("month", "任务日历", TODAY)
    made.resize(700, 500)
    made.show_days({TODAY: Day("", [("路灯维修", "bad")] * 9), date(2026, 8, 1): Day("八一")})
    made.show()
    made.setFocus()
    qapp.processEvents()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_arrow_keys_go_from_day_to_day_and_pages_from_month_to_month(grid: MonthGrid) -> None:
    for key, day in (
        (Qt.Key.Key_Right, date(2026, 7, 30)),
        (Qt.Key.Key_Down, date(2026, 8, 6)),
        (Qt.Key.Key_Up, date(2026, 7, 30)),
        (Qt.Key.Key_Left, date(2026, 7, 29)),
        (Qt.Key.Key_PageDown, date(2026, 8, 29)),
        (Qt.Key.Key_PageUp, date(2026, 7, 29)),
        (Qt.Key.Key_Home, TODAY),
    ):
        QTest.keyClick(grid, key)
        assert grid.day == day


def test_a_month_without_that_day_ends_on_its_last(grid: MonthGrid) -> None:
    grid.go_to(date(2026, 1, 31))
    grid.turn(1)
    assert grid.day == date(2026, 2, 28)
    grid.turn(-2)
    assert grid.day == date(2025, 12, 28)


def test_a_pressed_day_is_chosen(grid: MonthGrid, qtbot) -> None:
    with qtbot.waitSignal(grid.chosen) as seen:
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(20, 60))
    assert seen.args == [date(2026, 6, 29)]  # the Monday with which July's grid begins


def test_enter_goes_on_to_what_is_due(grid: MonthGrid, qtbot) -> None:
    with qtbot.waitSignal(grid.entered):
        QTest.keyClick(grid, Qt.Key.Key_Return)


def test_the_chosen_day_is_read_aloud_with_its_name(grid: MonthGrid) -> None:
    assert grid.accessibleName() == "任务日历：2026年7月29日，9 项"
    grid.go_to(date(2026, 8, 1))
    assert grid.accessibleName() == "任务日历：2026年8月1日，八一，0 项"


def test_low_cells_still_say_how_many(grid: MonthGrid, qapp: QApplication) -> None:
    grid.resize(300, 200)
    qapp.processEvents()
    assert not grid.grab().isNull()
