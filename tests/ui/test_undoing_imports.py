"""An import taken back in the real window: from the toast at once, from 操作记录 later."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.pages.imports import ImportsPage
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import CHEAP, LI, PASSWORD, compose

PATIENCE = 20_000


class Hands:
    """Mouse and keys on the real window, its own toast included."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    @property
    def office(self) -> Office:
        assert self.window.desk is not None
        return self.window.desk.office

    def find(self, kind: type, name: str) -> Any:
        """The one to be seen of that name, as soon as it is there."""

        def seen() -> list[QWidget]:
            return [found for found in self.window.findChildren(kind, name) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        self.qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def keys(self, *pressed: str) -> None:
        for keys in pressed:
            QTest.keySequence(QApplication.focusWidget() or self.window, keys)
            QCoreApplication.processEvents()

    def go(self, where: str) -> None:
        frame = self.window.centralWidget()
        assert isinstance(frame, Frame)
        frame.show_page(where)

    def import_roster(self, path: Path, *names: str) -> None:
        book = Workbook()
        book.active.append(("姓名", "村（社区）", "人员类别"))
        for name in names:
            book.active.append((name, "惠民社区", "参战退役军人"))
        book.save(path)
        self.go("data/imports")
        self.window.findChild(ImportsPage).open_file(str(path))
        self.press("import_accept")
        self.find(QAbstractButton, "done_visits")
        self.qtbot.waitUntil(lambda: not self.window.desk.busy, timeout=PATIENCE)

    def has_people(self, count: int) -> None:
        self.qtbot.waitUntil(lambda: self.office.people.counts().people == count, timeout=PATIENCE)
        self.qtbot.waitUntil(lambda: not self.window.desk.busy, timeout=PATIENCE)


@pytest.fixture
def hands(qtbot, tmp_path: Path, qapp: QApplication) -> Iterator[Hands]:
    del qapp
    path = tmp_path / "台账.db"
    office = ledgers.create(path, PASSWORD, cost=CHEAP).office
    office.people.save(LI)
    window = MainWindow(path)
    window.resize(1366, 768)
    window.enter(office)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hands(qtbot, window)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_an_import_is_taken_back_from_the_toast(hands: Hands, tmp_path: Path, way: str) -> None:
    hands.import_roster(tmp_path / "一月.xlsx", "王一", "李二")
    assert "已导入：新增 2 人" in hands.find(QLabel, "toast_words").text()
    if way == "mouse":
        hands.press("toast_action")
    else:
        hands.keys("F8", "Space")
    hands.has_people(1)
    hands.find(QAbstractButton, "choose_file")
    assert hands.office.history.next_redo() is not None


@pytest.mark.parametrize("way", ["mouse", "keys"])
def test_an_older_import_is_found_in_the_record_and_taken_back(
    hands: Hands, tmp_path: Path, way: str
) -> None:
    hands.import_roster(tmp_path / "一月.xlsx", "王一", "李二")
    hands.import_roster(tmp_path / "二月.xlsx", "赵三")
    hands.go("data/history")
    line, table = hands.find(QLineEdit, "history_words"), hands.find(RecordView, "changes")
    assert table.model().rowCount() > 2
    line.setFocus()
    compose(line, "导入")
    assert table.model().rowCount() == 2
    if way == "mouse":
        cell = table.visualRect(table.model().index(1, 0)).center()
        hands.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    else:
        table.setFocus()
        hands.keys("Down")
    title = hands.find(QLabel, "change_title")
    hands.qtbot.waitUntil(lambda: title.text() == "导入《一月.xlsx》", timeout=PATIENCE)
    if way == "mouse":
        hands.press("undo_change")
    else:
        _tab_to(hands, "undo_change")
        hands.keys("Space")
    hands.has_people(2)
    line.clear()
    compose(line, "没有这样的操作")
    assert title.text() == "没有符合的操作记录"
    line.clear()
    hands.qtbot.waitUntil(lambda: table.model().rowCount() > 2, timeout=PATIENCE)


def _tab_to(hands: Hands, name: str) -> None:
    for _ in range(40):
        focus = QApplication.focusWidget()
        if focus is not None and focus.objectName() == name:
            return
        hands.keys("Tab")
    raise AssertionError(f"{name} cannot be reached")
