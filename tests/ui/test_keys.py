"""Every key of UX §2.11 that has something to act on, pressed in the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.ui.frame import TABS, Frame
from shuangyong_desktop.ui.main_window import MainWindow
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices, compose


@pytest.fixture
def window(
    tmp_path: Path, notices: RecordingNotices, qapp: QApplication, qtbot
) -> Iterator[MainWindow]:
    """The window on the ledger page, in front, with one person and the keyboard in the table."""
    del qapp
    path = tmp_path / "台账.db"
    office = ledgers.create(path, PASSWORD, cost=CHEAP).office
    office.people.save(LI)
    made = MainWindow(path)
    made.notices = notices  # type: ignore[assignment]
    made.resize(1366, 768)
    made.enter(office).show_page("ledger")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    qtbot.waitUntil(lambda: made.findChild(QLabel, "person_name").text() == LI.name)
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _frame(window: MainWindow) -> Frame:
    frame = window.centralWidget()
    assert isinstance(frame, Frame)
    return frame


def _keys(window: MainWindow, *pressed: str) -> None:
    for keys in pressed:
        QTest.keySequence(QApplication.focusWidget() or window, keys)
        QCoreApplication.processEvents()


def _focus() -> str:
    widget = QApplication.focusWidget()
    return widget.objectName() if widget else ""


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+F"])
def test_the_search_has_the_keyboard_and_esc_empties_it(window: MainWindow, keys: str) -> None:
    _keys(window, keys)
    assert _focus() == "search"
    box = window.findChild(QLineEdit, "search")
    assert box is not None
    QTest.keyClicks(box, "li")
    _keys(window, "Esc")
    assert box.text() == ""


def test_ctrl_and_a_number_is_a_page_in_the_order_of_the_rail(window: MainWindow) -> None:
    for number, tab in enumerate(TABS[:9], 1):
        _keys(window, f"Ctrl+{number}")
        assert _frame(window).in_front == tab.key


def test_a_person_is_added_changed_and_taken_back_by_keys(
    window: MainWindow, notices: RecordingNotices, qtbot
) -> None:
    assert window.desk is not None
    people = window.desk.office.people
    _keys(window, "Ctrl+N")
    assert _focus() == "name"
    compose(window.findChild(QLineEdit, "name"), "王芳")
    _keys(window, "Ctrl+S")
    assert people.counts().people == 2
    qtbot.waitUntil(lambda: window.findChild(QLabel, "person_name").text() == "王芳")
    _keys(window, "Ctrl+E")
    compose(window.findChild(QLineEdit, "former_name"), "王小芳")
    _keys(window, "Alt+S")
    qtbot.waitUntil(lambda: people.get(2).former_name == "王小芳")  # Qt shows the press first
    _keys(window, "Ctrl+Z")
    qtbot.waitUntil(lambda: people.get(2).former_name is None)
    qtbot.waitUntil(lambda: "已撤销" in notices.said[-1])
    _keys(window, "Ctrl+Y")
    qtbot.waitUntil(lambda: people.get(2).former_name == "王小芳")
    _keys(window, "Ctrl+E", "Esc")
    assert not window.findChild(QWidget, "form_title").isVisible()


def test_ctrl_n_on_the_visits_begins_a_plan_and_esc_goes_back(window: MainWindow) -> None:
    page = _frame(window).show_page("visits")
    _keys(window, "Ctrl+N")
    plan = page.findChild(QPushButton, "plan_create")
    assert plan is not None
    assert plan.isVisible()
    _keys(window, "Esc")
    assert not plan.isVisible()


def test_ctrl_p_shows_the_roster_before_it_is_printed(window: MainWindow, qtbot) -> None:
    _keys(window, "Ctrl+P")
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert dialog.objectName() == "roster_dialog"
    words = dialog.findChild(QLabel, "roster_words")
    assert words is not None
    assert words.text() == "当前筛选 1 人 / 全部 1 人"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)


def test_ctrl_h_shows_the_numbers_and_covers_them_again(window: MainWindow) -> None:
    assert window.desk is not None
    _keys(window, "Ctrl+H")
    assert not window.desk.covered
    fact = window.findChild(QLabel, "fact_id_number")
    assert fact is not None
    assert fact.text() == LI.id_number
    window.desk._timer.timeout.emit()  # noqa: SLF001 (no test waits five minutes)
    assert window.desk.covered
    assert window.desk._timer.interval() == 5 * 60 * 1000  # noqa: SLF001


def test_f_keys_help_refresh_and_reach_the_toast(
    window: MainWindow, notices: RecordingNotices
) -> None:
    assert window.desk is not None
    window.desk.office.people.save(LI.__class__(name="张三"))
    table = window.findChild(QTableView, "people")
    assert table is not None
    _keys(window, "F5")
    assert table.model().rowCount() == 2
    _keys(window, "F8")
    assert notices.said[-1] == "F8"
    _keys(window, "F1")
    assert _frame(window).in_front == "help"


def test_ctrl_s_saves_the_section_of_the_settings(window: MainWindow) -> None:
    assert window.desk is not None
    page = _frame(window).show_page("settings/phrases")
    QCoreApplication.processEvents()
    lines = page.findChild(QPlainTextEdit, "phrases")
    assert lines is not None
    lines.setFocus()
    lines.setPlainText("已上门看望")
    _keys(window, "Ctrl+S")
    assert window.desk.office.dictionary.phrases() == ("已上门看望",)


def test_letters_in_the_table_go_to_the_person_and_del_asks_what_happened(
    window: MainWindow, qtbot
) -> None:
    assert window.desk is not None
    window.desk.office.people.save(LI.__class__(name="曾长乐", community="新湾村"))
    window.desk.changed.emit()
    table = window.findChild(QTableView, "people")
    assert table is not None
    table.setFocus()
    QTest.keyClicks(table, "cengc")
    qtbot.waitUntil(lambda: window.findChild(QLabel, "person_name").text() == "曾长乐")
    asked: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
            dialog = QApplication.activeModalWidget()
        assert dialog is not None
        asked.append(dialog.objectName())
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    from PySide6.QtCore import QTimer  # noqa: PLC0415

    QTimer.singleShot(50, window, answer)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert asked == ["take_off_dialog"]


def test_tab_follows_the_reading_order_of_the_form(window: MainWindow) -> None:
    _keys(window, "Ctrl+N")
    form = window.findChild(QWidget, "person_panel")
    assert form is not None
    tops = []
    for _ in range(12):
        at = QApplication.focusWidget()
        assert at is not None
        tops.append((at.mapTo(form, at.rect().topLeft()).y(), isinstance(at, QComboBox)))
        form.focusNextChild()
    heights = [height for height, _ in tops]
    assert heights == sorted(heights)
