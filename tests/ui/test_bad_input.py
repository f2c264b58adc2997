"""Whatever is pasted, into every input of the window: nothing is lost, nothing becomes markup."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QTableWidget,
    QWidget,
)

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import squeeze
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.main_window import MainWindow
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices
from ui.scrutiny import marked_up, visible

PASTED = {
    "without end": "王" * 300,
    "several lines": "张三\n李四\r\n王五\u2028赵六",
    "control characters": "张\x00三\x07\x1b[31m\u202e四\u200b",
    "markup": "<b>张三</b><img src=file:///etc/passwd>&amp; %s",
    "emoji": "张😀三👨\u200d👩\u200d👧",
    "rare": "𠮷𬭎𫟹",
    "half a date": "1958-13",
    "half a number": "51022219580306",
    "formula": "=HYPERLINK(1)'\"; DROP TABLE person",
}
_ASKED_NOTHING_OF = ("password", "recovery_key")
_PARTS = {
    "settings/desk": ("save_desk",),
    "settings/people": ("add_desk_person", "save_people", "save_units"),
    "settings/communities": ("save_communities",),
    "settings/categories": ("save_aliases", "add_category"),
    "settings/phrases": ("save_phrases",),
    "settings/security": ("save_security",),
}


@pytest.fixture
def window(tmp_path: Path, notices: RecordingNotices, qapp: QApplication) -> Iterator[MainWindow]:
    del qapp
    path = tmp_path / "台账.db"
    office = ledgers.create(path, PASSWORD, cost=CHEAP).office
    office.people.save(LI)
    made = MainWindow(path)
    made.notices = notices  # type: ignore[assignment]
    made.resize(1366, 768)
    made.enter(office)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _frame(window: MainWindow) -> Frame:
    frame = window.centralWidget()
    assert isinstance(frame, Frame)
    return frame


def _inputs(place: QWidget) -> list[QWidget]:
    """Every input of `place` that text can be typed into now."""
    found: list[QWidget] = []
    for widget in visible(place):
        if isinstance(widget.parent(), QSpinBox | QComboBox) or not widget.isEnabled():
            continue
        typed = isinstance(widget, QLineEdit | QPlainTextEdit) and not widget.isReadOnly()
        if typed or (isinstance(widget, QComboBox) and widget.isEditable()):
            found.append(widget)
    return found


def _text(widget: QWidget) -> str:
    if isinstance(widget, QComboBox):
        return widget.currentText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def _paste(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    edit = widget.lineEdit() if isinstance(widget, QComboBox) else widget
    edit.setFocus()
    edit.selectAll()  # type: ignore[attr-defined]
    edit.paste()  # type: ignore[attr-defined]


def _kept(text: str) -> str:
    """What of `text` can be seen, without the blanks."""
    seen = (letter for letter in text if unicodedata.category(letter) not in ("Cc", "Cf"))
    return squeeze("".join(seen))


def _paste_everywhere(place: QWidget, text: str) -> list[QWidget]:
    inputs = _inputs(place)
    for widget in inputs:
        _paste(widget, text)
        assert _kept(_text(widget)) == _kept(text), widget.objectName()
    return inputs


def _press(place: QWidget, name: str) -> None:
    QCoreApplication.processEvents()
    (found,) = [item for item in place.findChildren(QPushButton, name) if item.isVisible()]
    found.click()
    QCoreApplication.processEvents()


def _pick(place: QWidget, menu: str, words: str) -> None:
    offered = [action for action in place.findChild(QMenu, menu).actions() if action.isVisible()]
    (found,) = [action for action in offered if action.text() == words]
    found.trigger()
    QCoreApplication.processEvents()


def _shows_only_words(place: QWidget) -> None:
    for widget in visible(place):
        assert not list(marked_up(widget)), widget.objectName()
        if isinstance(widget, QLabel):
            assert "\x00" not in widget.text(), widget.text()
            assert "\u202e" not in widget.text(), widget.text()


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED.keys())
def test_every_input_of_the_person_form_takes_it_or_says_why_not(
    window: MainWindow, text: str, notices: RecordingNotices
) -> None:
    frame = _frame(window)
    _press(frame, "primary")
    form = window.findChild(QWidget, "person_panel")
    assert form is not None
    inputs = _paste_everywhere(form, text)
    assert len(inputs) > 20
    before = {widget: _text(widget) for widget in inputs}
    _press(form, "save_person")
    _shows_only_words(frame)
    assert "没有保存" in notices.said[-1]  # a sex, a date, a number cannot be any of these
    assert {widget: _text(widget) for widget in inputs} == before
    told = [label for label in form.findChildren(QLabel) if label.objectName().endswith("_doubt")]
    assert any(label.isVisibleTo(form) and label.text() for label in told)
    _press(form, "cancel_person")
    _press(frame, "primary")
    assert {widget: _text(widget) for widget in inputs} == before, "the draft lost something"
    assert not notices.failures


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED.keys())
def test_a_name_of_any_kind_is_saved_found_and_shown_as_text(
    window: MainWindow, text: str, qtbot
) -> None:
    frame = _frame(window)
    assert window.desk is not None
    search = frame.findChild(QLineEdit, "search")
    assert search is not None
    _paste(search, text)
    qtbot.waitUntil(lambda: "查找" in frame.findChild(QLabel, "view_name").text())
    _shows_only_words(frame)
    search.clear()
    qtbot.waitUntil(lambda: "查找" not in frame.findChild(QLabel, "view_name").text())
    _press(frame, "primary")
    name = frame.findChild(QLineEdit, "name")
    assert name is not None
    _paste(name, text)
    for _ in range(2):  # the second time after it was told what would be kept
        if name.isVisible():
            _press(frame, "save_person")
    people = window.desk.office.people
    if people.counts().people == 1:  # nothing of it can be a name
        assert frame.findChild(QLabel, "name_doubt").isVisible()
        return
    stored = people.get(2)
    assert stored.name
    _paste(search, stored.name)
    table = frame.findChild(QTableView, "people")
    assert table is not None
    qtbot.waitUntil(
        lambda: 2 in [table.model().id_at(row) for row in range(table.model().rowCount())]  # type: ignore[attr-defined]
    )
    _shows_only_words(frame)


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED.keys())
def test_every_input_of_the_settings_takes_it_or_says_why_not(
    window: MainWindow, text: str, notices: RecordingNotices
) -> None:
    frame = _frame(window)
    for where, buttons in _PARTS.items():
        page = frame.show_page(where)
        QCoreApplication.processEvents()
        part = page.findChild(QWidget, f"settings_{where.partition('/')[2]}")
        assert part is not None
        _paste_everywhere(part, text)
        for name in buttons:
            said = len(notices.said)
            _press(part, name)
            table = part.findChild(QTableWidget, "desk_people")
            if name == "add_desk_person" and table is not None:
                table.item(0, 0).setText(text)
                continue
            errors = [label for label in part.findChildren(QLabel)
                      if label.objectName().endswith("_error") and label.isVisible()]  # fmt: skip
            assert len(notices.said) > said or errors, name
            _shows_only_words(frame)
    assert not notices.failures
    assert not any(isinstance(failure, Problem) for failure in notices.failures)


def _in_dialog(window: MainWindow, open_it: Callable[[], object], text: str, accept: str) -> None:
    """Open a dialog, paste everywhere, accept, and leave it with Esc where it stays."""
    seen: list[str] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, window, act)
            return
        try:
            _paste_everywhere(dialog, text)
            button = dialog.findChild(QPushButton, accept)
            assert button is not None
            button.click()
            QCoreApplication.processEvents()
            _shows_only_words(dialog)
            seen.append(accept)
        finally:
            if dialog.isVisible():
                QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(0, window, act)
    open_it()
    QCoreApplication.processEvents()
    assert seen == [accept]


@pytest.mark.parametrize("text", PASTED.values(), ids=PASTED.keys())
def test_every_dialog_of_the_ledger_takes_it_or_says_why_not(
    window: MainWindow, text: str, notices: RecordingNotices, qtbot
) -> None:
    frame = _frame(window)
    table = frame.findChild(QTableView, "people")
    assert table is not None
    qtbot.waitUntil(lambda: frame.findChild(QLabel, "person_name").text() == LI.name)
    _in_dialog(window, lambda: _pick(frame, "person_menu", "移出台账…"), text, "take_off_accept")
    assert window.desk is not None
    assert window.desk.office.people.counts().people == 1
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Space)
    for opener in ("tag_ticked", "change_ticked"):
        if not frame.findChild(QPushButton, opener).isVisible():
            QTest.keyClick(table, Qt.Key.Key_Space)
        _in_dialog(window, lambda: _press(frame, opener), text, "many_accept")  # noqa: B023
    assert not notices.failures
