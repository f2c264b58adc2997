"""The real message boxes: what they answer, and that they show words and no markup."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui.notices import WindowNotices

MARKUP = "<img src='file:///etc/passwd'><b>张三</b>"
PERSONAL = "李建国 510222195803066110 13800001234"


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def _answer(act: Callable[[QMessageBox], object]) -> list[str]:
    """Do `act` with the next message box; what it said."""
    said: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(box.text())
        assert box.textFormat() is Qt.TextFormat.PlainText
        act(box)

    QTimer.singleShot(50, look)
    return said


def _press(words: str) -> Callable[[QMessageBox], object]:
    def press(box: QMessageBox) -> None:
        next(button for button in box.buttons() if button.text() == words).click()

    return press


def test_a_question_is_answered_by_its_verb(window: QWidget) -> None:
    _answer(_press("恢复"))
    assert WindowNotices(window).ask("从备份恢复？", "恢复")


def test_cancel_escape_and_closing_are_the_safe_answer(qtbot, window: QWidget) -> None:
    notices = WindowNotices(window)
    for act in (
        _press("取消"),
        lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape),
        lambda box: qtbot.keyClick(box, Qt.Key.Key_Return),
        lambda box: box.close(),
    ):
        _answer(act)
        assert not notices.ask("从备份恢复？", "恢复")


def test_sentences_are_shown_as_they_are(window: QWidget) -> None:
    notices = WindowNotices(window)
    said = _answer(_press("知道了"))
    notices.tell(MARKUP)
    again = _answer(_press("知道了"))
    notices.fail(Problem(MARKUP))
    assert said == again == [MARKUP]


def test_a_fault_of_ours_is_one_sentence_and_logged_without_its_words(
    window: QWidget, caplog: pytest.LogCaptureFixture
) -> None:
    said = _answer(_press("知道了"))
    try:
        int(PERSONAL)
    except ValueError as error:
        WindowNotices(window).fail(error)
    assert "没有完成" in said[0]
    assert "ValueError" in caplog.text
    assert "李建国" not in caplog.text
    assert "5102" not in caplog.text
