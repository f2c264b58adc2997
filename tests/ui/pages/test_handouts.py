"""Plaques and cards in the window: numbers, hand-outs, the register, lists, papers."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import cards, plaques
from shuangyong_desktop.ui.pages.handouts import HandoutsPart
from ui.conftest import LI, RecordingNotices

WANG = Person(name="王秀英", community="惠民社区", categories=("martyr_survivor",))


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def part(
    desk: Desk, office: Office, notices: RecordingNotices, went: list[str]
) -> Iterator[HandoutsPart]:
    for person in (LI, WANG):
        office.people.save(person)
    made = cards.make(desk, notices, went.append)
    made.resize(1100, 600)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(part: QWidget, name: str) -> None:
    found = part.findChild(QPushButton, name)
    assert found is not None, name
    found.click()


def table(part: QWidget, name: str) -> QTableView:
    found = part.findChild(QTableView, name)
    assert found is not None, name
    return found


def words(part: QWidget, name: str) -> str:
    found = part.findChild(QPushButton, name)
    assert found is not None, name
    return found.text()


def in_dialog(act: Callable[[], object], fill: Callable[[QDialog], None]) -> None:
    """Do `act`; `fill` the dialog that it opens."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            fill(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    act()


def test_the_numbers_add_up_and_lead_to_their_people(part: HandoutsPart) -> None:
    assert words(part, "card_missing") == "未发 2"
    assert words(part, "card_due") == "应发 2"
    press(part, "card_given")
    nothing = part.findChild(QLabel, "card_nothing")
    assert nothing is not None
    assert nothing.isVisible()
    assert part.title == "优待证"
    assert "应发 = 已发" in part.note


def test_several_are_handed_out_at_once_and_undone(
    part: HandoutsPart, office: Office, notices: RecordingNotices
) -> None:
    QTest.keyClick(table(part, "card_people"), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def fill(dialog: QDialog) -> None:
        assert dialog.findChild(QLineEdit, "number") is None
        press(dialog, "record_save")

    primary = part.primary
    assert primary is not None
    in_dialog(primary.act, fill)
    assert words(part, "card_given") == "已发 2"
    assert notices.said[-1] == "已登记优待证：李建国等 2 人"
    assert office.history.next_undo().title == "登记发放优待证：2 人"


def test_one_card_has_a_number_and_an_entry_in_the_register(
    part: HandoutsPart, office: Office, qtbot
) -> None:
    def fill(dialog: QDialog) -> None:
        number = dialog.findChild(QLineEdit, "number")
        assert number is not None
        number.setText("YD500110001")
        press(dialog, "record_save")

    in_dialog(part.primary.act, fill)
    press(part, "card_register")
    register = table(part, "card_register").model()
    assert register.rowCount() == 1
    assert register.index(0, 0).data() == "李建国"

    def correct(dialog: QDialog) -> None:
        number = dialog.findChild(QLineEdit, "number")
        assert number is not None
        number.setText("YD500110002")
        press(dialog, "record_save")

    in_dialog(lambda: QTest.keyClick(table(part, "card_register"), Qt.Key.Key_Return), correct)
    assert office.people.get(1).preferential_card == "YD500110002"
    part.activateWindow()
    register = table(part, "card_register")
    register.setFocus()
    qtbot.waitUntil(register.hasFocus)
    QTest.keyClick(register, Qt.Key.Key_Delete)
    assert office.handouts.count() == 0
    assert office.people.get(1).preferential_card is None


def test_taking_back_is_the_same_dialog_with_another_act(part: HandoutsPart) -> None:
    def fill(dialog: QDialog) -> None:
        act = dialog.findChild(QComboBox, "act")
        assert act is not None
        act.setCurrentText("收回")
        press(dialog, "record_save")

    in_dialog(lambda: press(part, "card_change"), fill)
    assert words(part, "card_away") == "已收回 1"
    assert words(part, "card_due") == "应发 1"


def test_without_anybody_chosen_nothing_is_handed_out(
    part: HandoutsPart, notices: RecordingNotices
) -> None:
    press(part, "card_register")
    part.primary.act()
    assert notices.said[-1] == "请先在名单里选中人员。"
    press(part, "card_print")
    assert "没有可以打印的" in notices.said[-1]


def test_enter_opens_the_file_of_the_person(part: HandoutsPart, went: list[str]) -> None:
    QTest.keyClick(table(part, "card_people"), Qt.Key.Key_Return)
    assert went == ["person_file/1"]


def test_a_pasted_list_is_shown_before_it_is_written(
    part: HandoutsPart, notices: RecordingNotices
) -> None:
    def fill(dialog: QDialog) -> None:
        text = dialog.findChild(QPlainTextEdit, "handout_list_text")
        assert text is not None
        text.setPlainText("李建国 510222195803066110 已发放\n无名氏 已发放")
        press(dialog, "handout_list_compare")
        said = dialog.findChild(QLabel, "handout_list_words")
        assert said is not None
        assert said.text() == "读到 2 行 ＝ 可登记 1 ＋ 不在台账 1"
        press(dialog, "handout_list_accept")

    in_dialog(lambda: press(part, "card_list"), fill)
    assert words(part, "card_given") == "已发 1"
    assert notices.said[-1] == "已登记 1 人的优待证状态"


def test_plaques_have_neither_cards_under_way_nor_an_end(
    desk: Desk, office: Office, notices: RecordingNotices, qtbot
) -> None:
    office.people.save(LI)
    part = plaques.make(desk, notices, lambda _where: None)
    qtbot.addWidget(part)
    part.show()
    assert words(part, "plaque_missing") == "应挂未挂 1"
    assert part.findChild(QPushButton, "plaque_applied") is None
    assert part.findChild(QPushButton, "plaque_expiring") is None
