"""数据核查 in its window: the list, and the queue that puts one after another right."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from shuangyong_desktop.domain.contacts import Contact, ContactWay
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.data_faults import FaultsPage
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import RecordingNotices, compose

PATIENCE = 20_000
SOUND = Person(
    name="李建国", id_number="510222195803066110", birth_date="1958-03-06", sex="男",
    phone="13800001234", community="惠民社区", address="3组", categories=("retired_soldier",),
)  # fmt: skip


class Hands:
    """Mouse and keys on the page."""

    def __init__(self, qtbot, page: FaultsPage, gone_to: list[str]) -> None:
        self.qtbot, self.page, self.gone_to = qtbot, page, gone_to

    def find(self, kind: type, name: str) -> QWidget:
        def seen() -> list[QWidget]:
            return [each for each in self.page.findChildren(kind, name) if each.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    def lines(self) -> dict[str, str]:
        """The counts by title, once the ledger has been gone through."""
        self.qtbot.waitUntil(lambda: "正在" not in self.page.note, timeout=PATIENCE)
        model = self.find(RecordView, "faults").model()
        return {model.text(row, 0): model.text(row, 1) for row in range(model.rowCount())}

    def open(self, title: str) -> None:
        row = list(self.lines()).index(title)
        table = self.find(RecordView, "faults")
        table.go_to(row)
        self.qtbot.keyClick(table, Qt.Key.Key_Return)

    def left(self) -> str:
        return self.find(QLabel, "fault_count").text()


@pytest.fixture
def hands(qtbot, desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[Hands]:
    for person in (
        SOUND,
        replace(SOUND, name="王芳", id_number=None, phone=None, birth_date="1960-01-01", sex="女"),
        replace(SOUND, name="赵强", id_number=None, phone=None, birth_date="1961-01-01"),
    ):
        office.people.save(person)
    gone_to: list[str] = []
    page = FaultsPage(desk, notices, gone_to.append)
    page.resize(1290, 680)
    page.show()
    yield Hands(qtbot, page, gone_to)
    desk.closing.emit()
    wait_for_all()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_list_counts_every_fault_and_puts_those_with_people_first(hands: Hands) -> None:
    lines = hands.lines()
    assert lines["缺少联系电话"] == "2"
    assert lines["缺少身份证号"] == "2"
    assert lines["身份证号有误"] == "无"
    assert list(lines).index("缺少联系电话") < list(lines).index("身份证号有误")
    assert "核查 3 人，2 人有" in hands.page.note


def test_a_fault_is_put_right_one_after_another(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    hands.open("缺少联系电话")
    assert hands.page.title == "缺少联系电话"
    for left, number in ((2, "13900005678"), (1, "13700005678")):
        assert hands.left() == f"还有 {left} 人"
        edit = hands.find(QLineEdit, "phone")
        compose(edit, number)
        hands.qtbot.keyClick(edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        assert "已保存" in notices.said[-1]
    assert hands.find(QLabel, "fault_person").text() == "这一项已经全部核实"
    hands.press("fault_back")
    assert hands.lines()["缺少联系电话"] == "无"
    assert {person.phone for person in office.people.each([2, 3])} == {
        "13900005678", "13700005678",
    }  # fmt: skip


def test_what_is_right_as_it_stands_leaves_the_queue_and_comes_back_with_undo(
    hands: Hands, office: Office, desk: Desk, notices: RecordingNotices
) -> None:
    hands.open("缺少联系电话")
    hands.press("fault_verify")
    assert "请写明核实的情况" in str(notices.failures[-1])
    compose(hands.find(QLineEdit, "fault_reason"), "本人不用电话")
    hands.press("fault_verify")
    assert hands.left() == "还有 1 人"
    office.history.undo()
    desk.changed.emit()
    assert hands.left() == "还有 2 人"


def test_skipping_goes_on_without_writing(hands: Hands, office: Office) -> None:
    before = len(office.history.changes())
    hands.open("缺少联系电话")
    first = hands.find(QLabel, "fault_person").text()
    hands.press("fault_skip")
    assert hands.find(QLabel, "fault_person").text() != first
    assert len(office.history.changes()) == before


def test_a_save_that_does_not_help_says_so(
    hands: Hands, office: Office, desk: Desk, notices: RecordingNotices
) -> None:
    office.people.save(replace(office.people.get(1), sex="女"))
    desk.changed.emit()
    hands.open("性别与身份证号不符")
    box = hands.find(QComboBox, "sex")
    box.setCurrentText("女")
    hands.press("fault_save")
    assert "还需核实" in notices.said[-1]
    box.setCurrentText("男")
    hands.press("fault_save")
    assert office.people.get(1).sex == "男"


def test_what_is_put_right_elsewhere_leads_there(hands: Hands, office: Office, desk: Desk) -> None:
    office.people.save(SOUND)
    desk.changed.emit()
    assert hands.lines()["疑似重复"] == "2"
    hands.open("疑似重复")
    assert hands.gone_to == ["duplicates"]


def test_an_empty_ledger_leads_to_the_import(qtbot, desk: Desk, notices: RecordingNotices) -> None:
    gone_to: list[str] = []
    page = FaultsPage(desk, notices, gone_to.append)
    qtbot.addWidget(page)
    page.show()
    hands = Hands(qtbot, page, gone_to)
    hands.press("faults_import")
    assert gone_to == ["imports"]


def test_plaques_and_cards_that_are_due_are_registered_one_after_another(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    assert hands.lines()["应发未发优待证"] == "3"
    hands.open("应发未发优待证")
    assert hands.page.title == "应发未发优待证"
    names = []
    for left, number in ((3, "渝A0001"), (2, "渝A0002"), (1, "渝A0003")):
        assert hands.find(QLabel, "card_due_count").text() == f"还有 {left} 人"
        names.append(hands.find(QLabel, "card_due_person").text())
        compose(hands.find(QLineEdit, "number"), number)
        assert hands.page.unsaved
        hands.press("card_due_save")
    assert set(names) == {"李建国　惠民社区", "王芳　惠民社区", "赵强　惠民社区"}
    assert notices.said[-1] == f"已登记优待证：{names[-1][:3].strip('　')}"
    given = {person.preferential_card for person in office.people.each([1, 2, 3])}
    assert given == {"渝A0001", "渝A0002", "渝A0003"}
    assert hands.find(QLabel, "card_due_person").text() == "这一项已经全部办好"
    office.history.undo()
    hands.page.desk.changed.emit()
    assert hands.find(QLabel, "card_due_count").text() == "还有 1 人"
    hands.press("card_due_file")
    assert hands.gone_to[0].startswith("person_file/")
    hands.press("card_due_back")
    assert hands.lines()["应发未发优待证"] == "1"
    assert hands.lines()["应挂未挂光荣牌"] == "3"


def test_who_was_not_contacted_in_time_is_contacted_one_after_another(
    hands: Hands, office: Office, desk: Desk
) -> None:
    old = Contact(way=ContactWay.PHONE, date="2020-01-01", officer="王敏", content="好")
    office.contacts.register_many([1, 2], old)
    desk.changed.emit()
    lines = hands.lines()
    assert (lines["联系逾期"], lines["断联预警"]) == ("2", "2")
    hands.open("断联预警")
    assert "天没有联系上本人" in hands.find(QLabel, "lost_sentence_words").text()
    hands.press("lost_back")
    hands.open("联系逾期")
    assert "联系电话　138****1234" in hands.find(QLabel, "overdue_facts").text()
    desk.uncover()
    assert "联系电话　13800001234" in hands.find(QLabel, "overdue_facts").text()
    hands.qtbot.keyClick(hands.find(RecordView, "overdue_people"), Qt.Key.Key_Return)
    dialog = hands.find(QWidget, "contact_dialog")
    compose(hands.find(QPlainTextEdit, "contact_content"), "近况良好")
    hands.press("contact_save_next")
    assert hands.find(QLabel, "overdue_count").text() == "还有 1 人"
    compose(hands.find(QPlainTextEdit, "contact_content"), "近况良好")
    hands.press("contact_save")
    assert not dialog.isVisible()
    assert hands.find(QLabel, "overdue_person").text() == "这一项已经全部办好"


def test_what_belongs_together_stands_together(hands: Hands, office: Office, desk: Desk) -> None:
    office.people.save(replace(SOUND, tags=("待核实",)))
    desk.changed.emit()
    hands.open("导入时存疑，待核实")
    hands.find(QLineEdit, "fault_reason")
    buttons = [each for each in hands.page.findChildren(QAbstractButton) if each.isVisible()]
    sections = [each.text() for each in buttons if each.objectName().startswith("section_")]
    assert len(sections) > 1
    assert len(sections) == len(set(sections))
