"""A number field in a text is one sign: written, moved, copied and deleted whole."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shuangyong_desktop.ui.pages.summary_text import NumberText
from ui.conftest import compose

VALUES = {"year": "2026", "visit.units": "1,104", "visit.people": "101"}
TEXT = "{year}年走访慰问{visit.units}户次、{visit.people}人。"


@pytest.fixture
def text(qapp: QApplication) -> Iterator[NumberText]:  # noqa: ARG001 (widgets need it)
    made = NumberText("words", "章节文字")
    made.resize(500, 200)
    made.show()
    made.show_text(TEXT, VALUES)
    made.setFocus()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _press(text: NumberText, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(text, key)


def _go(text: NumberText, position: int) -> None:
    cursor = text.textCursor()
    cursor.setPosition(position)
    text.setTextCursor(cursor)


def test_what_is_shown_comes_back_as_it_is_stored(text: NumberText):
    assert text.text == TEXT
    assert "1,104" in text.accessibleDescription()


def test_words_around_fields_are_changed_and_the_fields_stay(text: NumberText):
    text.moveCursor(QTextCursor.MoveOperation.End)
    compose(text, "组织有力。")
    assert text.text == TEXT + "组织有力。"
    _go(text, 0)
    compose(text, "据统计，")
    assert text.text.startswith("据统计，{year}年")


def test_words_typed_right_behind_a_field_are_words(text: NumberText):
    _go(text, 1)
    compose(text, "（本）")
    assert text.text.startswith("{year}（本）年")


def test_backspace_and_delete_take_a_field_whole(text: NumberText):
    _go(text, 7)
    _press(text, Qt.Key.Key_Backspace)
    assert text.text == "{year}年走访慰问户次、{visit.people}人。"
    _go(text, 0)
    _press(text, Qt.Key.Key_Delete)
    assert text.text == "年走访慰问户次、{visit.people}人。"
    text.undo()
    text.undo()
    assert text.text == TEXT


def test_the_arrow_keys_choose_a_field_and_enter_opens_it(text: NumberText):
    opened: list[str] = []
    text.number_opened.connect(opened.append)
    _go(text, 6)
    _press(text, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert opened == ["visit.units"]
    assert text.text == TEXT
    assert "按回车看出处" in text.accessibleDescription()
    _press(text, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Enter)
    assert opened == ["visit.units"] * 2
    _go(text, 0)
    _press(text, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert opened == ["visit.units"] * 2  # the year has no source


def test_enter_between_words_begins_a_paragraph(text: NumberText):
    text.moveCursor(QTextCursor.MoveOperation.End)
    _press(text, Qt.Key.Key_Return)
    compose(text, "另一段。")
    assert text.text == TEXT + "\n另一段。"


def test_a_click_on_a_field_opens_it_and_a_click_beside_it_does_not(text: NumberText):
    opened: list[str] = []
    text.number_opened.connect(opened.append)
    cursor = text.textCursor()
    cursor.setPosition(6)
    at = text.cursorRect(cursor).center()
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(8, 0))
    assert opened == ["visit.units"]
    QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=at - QPoint(20, 0))
    assert opened == ["visit.units"]


def test_a_field_is_inserted_where_the_cursor_is(text: NumberText):
    text.moveCursor(QTextCursor.MoveOperation.End)
    text.insert_number("visit.people")
    assert text.text == TEXT + "{visit.people}"


def test_copying_within_keeps_fields_and_copying_out_gives_their_numbers(text: NumberText):
    text.selectAll()
    QTest.keySequence(text, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text() == "2026年走访慰问1,104户次、101人。"
    text.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keySequence(text, QKeySequence(QKeySequence.StandardKey.Paste))
    assert text.text == TEXT + TEXT


def test_rare_characters_before_a_field_do_not_move_it(text: NumberText):
    text.show_text("𠮷𠮷{visit.units}户次", VALUES)
    assert text.text == "𠮷𠮷{visit.units}户次"


def test_braces_that_name_no_number_stay_words(text: NumberText):
    text.show_text("{no.such}与{visit.units}", VALUES)
    assert text.text == "{no.such}与{visit.units}"
    text.show_text("{visit.units}{visit.units}", VALUES)
    assert text.text == "{visit.units}{visit.units}"


def test_other_values_change_what_is_drawn_and_not_what_is_stored(text: NumberText):
    text.show_text(text.text, {**VALUES, "visit.units": "9"})
    assert text.text == TEXT
    assert "慰问9户次" in text.accessibleDescription()
    assert not text.grab().isNull()
