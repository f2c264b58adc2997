"""The contact page in a real window: who is due, registering, appeals, opinions, the ledger."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

from shuangyong_desktop.domain.appeals import Handling
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    Contact,
    ContactWay,
    Opinion,
    Satisfaction,
    Verdict,
)
from shuangyong_desktop.domain.desk import DeskPerson
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import contacts
from shuangyong_desktop.ui.pages.contact_return_dialog import ContactReturnDialog
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import LI, RecordingNotices

PATIENCE = 20_000
TODAY = date.today()  # noqa: DTZ011 (the clerk's day)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


class Hands:
    """Mouse and keys on the page and its dialogs."""

    def __init__(self, qtbot, page: contacts.ContactsPage) -> None:
        self.qtbot, self.page = qtbot, page

    def find(self, kind: type, name: str) -> QWidget:
        def seen() -> list[QWidget]:
            return [found for found in self.page.findChildren(kind, name) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        edit = self.find(QWidget, name)
        if isinstance(edit, QPlainTextEdit):
            edit.setPlainText(text)
        elif isinstance(edit, QComboBox):
            edit.setCurrentText(text)
        else:
            assert isinstance(edit, QLineEdit)
            edit.setText(text)
            edit.textEdited.emit(text)

    def keys(self, keys: str, target: QWidget | None = None) -> None:
        QTest.keySequence(target or self.dialog(), QKeySequence(keys))

    def dialog(self) -> QDialog:
        return next(found for found in self.page.findChildren(QDialog) if found.isVisible())

    def open_dialogs(self) -> list[str]:
        dialogs = self.page.findChildren(QDialog)
        return [found.objectName() for found in dialogs if found.isVisible()]

    def closed(self) -> None:
        self.qtbot.waitUntil(lambda: not self.open_dialogs(), timeout=PATIENCE)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def words(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def rows(self, name: str) -> list[list[str]]:
        model = self.find(RecordView, name).model()
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def pick(self, name: str, person: str) -> None:
        """Choose a person in a picker, as by typing and Enter."""
        self.write(name, person)
        edit = self.find(QLineEdit, name)
        self.qtbot.waitUntil(lambda: bool(self._offered(name)), timeout=PATIENCE)
        self.qtbot.keyClick(edit, Qt.Key.Key_Return)

    def narrow(self, name: str, section: str, key: str) -> None:
        """Press one entry of the filters at the left."""
        facets = self.find(FacetList, name)
        assert isinstance(facets, FacetList)
        facets.picked.emit(section, key, False)  # noqa: FBT003 (a signal)

    def _offered(self, name: str) -> bool:
        return any(found.isVisible() for found in self.page.findChildren(QWidget, f"{name}_found"))


@pytest.fixture
def people(office: Office) -> list[int]:
    zhang = Person(name="张永福", community="石桥村", categories=("martyr_survivor",))
    office.dictionary.save_people([DeskPerson(name="王敏", duty="经办人")])
    return [office.people.save(person).id or 0 for person in (LI, zhang)]


@pytest.fixture
def hands(qtbot, desk: Desk, people: list[int], notices: RecordingNotices) -> Iterator[Hands]:
    assert people
    page = contacts.make(desk, notices, lambda _key: None)
    page.resize(1290, 680)
    page.show()
    page.activateWindow()
    yield Hands(qtbot, page)
    for dialog in page.findChildren(QDialog):
        dialog.reject()
    desk.closing.emit()
    wait_for_all()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_contact_is_registered_from_the_list_by_keyboard_alone(hands, office, people, notices):
    hands.find(RecordView, "due").setFocus()
    hands.keys("Return", hands.find(RecordView, "due"))
    content = hands.find(QPlainTextEdit, "contact_content")
    hands.qtbot.waitUntil(content.hasFocus, timeout=PATIENCE)
    QTest.keyClicks(content, "OK")
    hands.keys("Ctrl+S", content)
    hands.closed()
    (contact,) = office.entries(CONTACTS).every()
    assert (contact.person_id, contact.way, contact.date) == (people[0], ContactWay.PHONE, ago(0))
    assert (contact.content, contact.officer, contact.duty) == ("OK", "王敏", "经办人")
    assert notices.said[-1] == "已登记联系：李建国"
    assert [row[1] for row in hands.rows("due")] == ["张永福"]
    assert notices.undo is not None
    notices.undo()
    hands.qtbot.waitUntil(lambda: office.entries(CONTACTS).count() == 0, timeout=PATIENCE)


def test_one_household_after_the_other(hands, office, people):
    hands.page.part("contacts_due").primary.act()
    assert hands.words("contact_place") == "1 / 2"
    hands.press("contact_phrases_0")
    hands.press("contact_phrases_1")
    hands.press("contact_way_HOME")
    hands.press("contact_next_week")
    hands.press("contact_save_next")
    assert hands.words("contact_place") == "2 / 2"
    assert "张永福" in hands.words("contact_who")
    assert hands.find(QPlainTextEdit, "contact_content").toPlainText() == ""
    assert not hands.find(QAbstractButton, "contact_save_next").isEnabled()
    hands.press("contact_save")
    hands.closed()
    second, first = office.entries(CONTACTS).every()
    assert first.content == "身体健康，生活稳定，家中无人，改日再访"
    assert first.next_date == ago(-7)
    assert [second.person_id, second.way, second.next_date] == [people[1], ContactWay.HOME, None]


class Counted:
    """Presses keys where the keyboard is, and counts them; a chord is one."""

    def __init__(self, hands):
        self.hands, self.count = hands, 0

    def press(self, *chords):
        for chord in chords:
            QCoreApplication.processEvents()
            QTest.keySequence(QApplication.focusWidget(), QKeySequence(chord))
            self.count += 1

    def words(self, text):
        """What was said, which nobody can type for the clerk: not counted."""
        content = self.hands.find(QPlainTextEdit, "contact_content")
        self.hands.qtbot.waitUntil(content.hasFocus, timeout=PATIENCE)
        QTest.keyClicks(content, text)


def test_three_people_with_the_defaults_take_four_keystrokes_beside_the_words(hands, office):
    office.people.save(Person(name="赵大全", community="石桥村"))
    hands.page.desk.changed.emit()
    hands.find(RecordView, "due").setFocus()
    keys = Counted(hands)
    keys.press("Return")
    for place, end in enumerate(("Ctrl+Return", "Ctrl+Return", "Ctrl+S"), 1):
        assert hands.words("contact_place") == f"{place} / 3"
        keys.words("shentijiankang")
        keys.press(end)
    hands.closed()
    assert keys.count == 4
    found = list(office.entries(CONTACTS).every())
    assert len({item.person_id for item in found}) == 3
    assert {(item.content, item.way, item.date) for item in found} == {
        ("shentijiankang", ContactWay.PHONE, ago(0))
    }
    assert hands.page.part("contacts_due").note == "本月应联系 0 人，其中逾期 0 人"


def test_another_way_a_phrase_and_the_next_date_stay_within_twenty_five_keystrokes(hands, office):
    office.people.save(Person(name="赵大全", community="石桥村"))
    hands.page.desk.changed.emit()
    hands.find(RecordView, "due").setFocus()
    keys = Counted(hands)
    keys.press("Return")
    keys.words("")
    keys.press("Alt+F", "Right")
    for end in ("Ctrl+Return", "Ctrl+Return", "Ctrl+S"):
        keys.press("Alt+C", "Tab", "Space")
        keys.press("Alt+N", "Right", "Right")
        keys.press(end)
    hands.closed()
    assert keys.count <= 25
    found = list(office.entries(CONTACTS).every())
    assert len({item.person_id for item in found}) == 3
    assert {item.way for item in found} == {ContactWay.HOME}
    assert {item.content for item in found} == {office.dictionary.phrases()[0]}
    assert len({item.next_date for item in found} - {None}) == 1


def test_what_was_typed_waits_as_a_draft(hands, office, notices):
    hands.page.part("contacts_due").primary.act()
    hands.write("contact_content", "说到一半")
    hands.write("contact_opinion", "多体检")
    hands.keys("Escape")
    hands.closed()
    assert "草稿" in notices.said[-1]
    hands.page.part("contacts_due").primary.act()
    assert hands.find(QPlainTextEdit, "contact_content").toPlainText() == "说到一半"
    assert hands.find(QLineEdit, "contact_opinion").text() == "多体检"
    hands.press("contact_drop_draft")
    assert hands.find(QPlainTextEdit, "contact_content").toPlainText() == ""
    assert office.entries(CONTACTS).count() == 0


def test_a_contact_brings_an_appeal_and_an_opinion_and_the_next_one_updates_it(
    hands, office, people
):
    hands.page.part("contacts_due").primary.act()
    hands.write("contact_content", "住房漏雨")
    hands.press("contact_new_appeal")
    hands.write("contact_new_kind", "住房")
    hands.write("contact_new_content", "请求维修")
    hands.write("contact_opinion", "多体检")
    hands.press("contact_next_day")
    hands.write("contact_next_date", "八月")
    hands.press("contact_save")
    assert "下次联系请写成" in hands.words("contact_error")
    hands.find(QLineEdit, "contact_next_date").setText(ago(-3))
    hands.press("contact_save")
    hands.closed()
    (appeal,) = office.appeals.open_of(people[0])
    assert (appeal.content, appeal.kind, appeal.source) == (
        "请求维修", "住房", AppealSource.PHONE,
    )  # fmt: skip
    assert office.entries(OPINIONS).count() == 1
    hands.page.part("contacts_due").primary.act()
    hands.press("contact_update")
    hands.press("contact_save")
    assert "情况" in hands.words("contact_error")
    hands.write("contact_content", "已派人看过")
    hands.press("contact_save")
    hands.closed()
    assert office.appeals.open_of(people[0])[0].stage is AppealStage.HANDLING


def test_many_are_registered_at_once(hands, office, notices):
    table = hands.find(RecordView, "due")
    table.model().tick_all(ticked=True)
    hands.press("due_batch")
    assert "2 人" in hands.words("contact_who")
    hands.write("contact_content", "座谈会")
    hands.press("contact_way_MEETING")
    hands.press("contact_save")
    hands.closed()
    assert office.entries(CONTACTS).count() == 2
    assert notices.said[-1] == "已登记 2 人的联系"


def test_the_list_is_narrowed_by_view_and_village_and_says_when_it_is_empty(hands, office, people):
    due = hands.page.part("contacts_due")
    office.contacts.register(
        Visit(contact=Contact(person_id=people[1], date=ago(200), way=ContactWay.HOME))
    )
    due.reload()
    hands.narrow("due_filters", "名单", "断联预警")
    assert [row[1] for row in hands.rows("due")] == ["张永福"]
    hands.narrow("due_filters", "村（社区）", "惠民社区")
    assert hands.find(QWidget, "due_nothing")
    hands.press("due_show_all")
    assert [row[1] for row in hands.rows("due")] == ["李建国"]
    assert due.note.startswith("本月应联系 2 人，其中逾期 1 人")


def test_an_appeal_is_registered_led_and_closed(hands, office, notices):
    hands.page.show_part("contacts_appeals")
    hands.press("appeals_first")
    hands.press("appeal_dialog_accept")
    assert "看栏目下面" in hands.words("appeal_dialog_error")
    hands.write("content", "住房漏雨")
    hands.press("appeal_dialog_accept")
    assert "请先选择人员" in hands.words("appeal_dialog_error")
    hands.pick("appeal_dialog_person", "张永福")
    hands.press("appeal_dialog_accept")
    hands.closed()
    assert notices.said[-1].startswith("已登记诉求 ")
    assert hands.rows("appeals")[0][:2] == ["张永福", "住房漏雨"]
    hands.press("appeal_step")
    hands.press("step_stage_CLOSED")
    hands.press("step_accept")
    assert "办结还缺办理结果、回访满意度" in hands.words("step_error")
    hands.write("outcome", "已修好")
    hands.write("satisfaction", "满意")
    hands.press("step_accept")
    hands.closed()
    (appeal,) = office.entries(APPEALS).every()
    assert (appeal.stage, appeal.satisfaction) == (AppealStage.CLOSED, Satisfaction.CONTENT)
    assert hands.find(QWidget, "appeals_nothing")


@pytest.fixture
def appeal(office: Office, people: list[int]) -> Appeal:
    return office.appeals.register(
        Appeal(person_id=people[0], date=ago(70), source=AppealSource.VISIT, content="住房漏雨")
    )


def test_an_overdue_appeal_is_told_extended_corrected_removed(hands, office, appeal, notices):
    hands.page.show_part("contacts_appeals")
    assert hands.rows("appeals")[0][2] == "逾期 10 天"
    hands.press("appeal_tell")
    hands.press("tell_dialog_accept")
    hands.closed()
    assert office.entries(APPEALS).get(appeal.id).told_on == ago(0)
    hands.press("appeal_extend")
    hands.write("date", ago(-15))
    hands.write("reason", "等待鉴定")
    hands.press("extend_dialog_accept")
    hands.closed()
    assert hands.rows("appeals")[0][2] == "剩 15 天"
    hands.press("appeal_correct")
    hands.write("content", "屋面漏雨")
    hands.press("appeal_dialog_accept")
    hands.closed()
    assert hands.rows("appeals")[0][1] == "屋面漏雨"
    hands.press("appeal_remove")
    assert office.entries(APPEALS).count() == 0
    assert "回收站" in notices.said[-1]


def test_the_badges_count_what_is_overdue_or_due(hands, office, appeal, people):
    assert appeal.id
    office.entries(OPINIONS).save(Opinion(person_id=people[0], date=ago(1), content="修路"))
    office.contacts.register(
        Visit(contact=Contact(person_id=people[1], date=ago(100), way=ContactWay.HOME))
    )
    hands.page.reload()
    captions = {
        name: hands.find(QAbstractButton, f"tab_contacts_{name}").text()
        for name in ("due", "appeals", "opinions")
    }
    assert captions == {"due": "应联系名单 1", "appeals": "诉求办理 1", "opinions": "意见建议 1"}


def test_appeals_are_filtered_by_state_and_source(hands, office, appeal, people):
    office.appeals.register(
        Appeal(person_id=people[1], date=ago(1), source=AppealSource.HOTLINE, content="路灯不亮")
    )
    office.appeals.step(
        appeal.id, Handling(stage=AppealStage.WATCHED, date=ago(0), words="等待名额")
    )
    page = hands.page.part("contacts_appeals")
    hands.page.show_part("contacts_appeals")
    page.show_part("长期关注")
    assert [row[1] for row in hands.rows("appeals")] == ["住房漏雨"]
    hands.narrow("appeal_filters", "办理情况", "全部")
    hands.narrow("appeal_filters", "来源", "信访")
    assert [row[1] for row in hands.rows("appeals")] == ["路灯不亮"]
    assert page.note == "在办 1 件，其中逾期 0 件"


def test_an_opinion_is_registered_and_answered_with_a_reason(hands, office, notices):
    hands.page.show_part("contacts_opinions")
    hands.press("opinions_first")
    hands.pick("opinion_dialog_person", "李建国")
    hands.write("content", "多组织体检")
    hands.press("opinion_dialog_accept")
    hands.closed()
    hands.press("opinion_answer")
    hands.write("verdict", "采纳")
    hands.write("reason", "列入下半年计划")
    hands.press("answer_dialog_accept")
    hands.closed()
    (opinion,) = office.entries(OPINIONS).every()
    assert (opinion.verdict, opinion.replied_on) == (Verdict.ADOPTED, ago(0))
    hands.press("opinions_view_DECLINED")
    assert hands.find(QWidget, "opinions_nothing")
    hands.press("opinions_view_ALL")
    hands.press("opinion_remove")
    assert office.entries(OPINIONS).count() == 0
    assert notices.said[-1] == "已移入回收站：李建国的意见建议"


def test_the_ledger_shows_its_four_groups_of_a_period_and_village(hands, office, people):
    for person, content in zip(people, ("身体健康", "外出务工"), strict=True):
        office.contacts.register(
            Visit(contact=Contact(person_id=person, date=ago(0), way=ContactWay.HOME,
                                  content=content))
        )  # fmt: skip
    hands.page.show_part("contacts_ledger")
    bands = hands.find(QWidget, "contact_ledger_bands")
    assert bands.accessibleName() == "联系对象基本信息、联系情况、困难问题化解情况、意见建议"
    assert len(hands.rows("contact_ledger")) == 2
    hands.find(QComboBox, "contact_ledger_place").setCurrentText("石桥村")
    assert [row[10] for row in hands.rows("contact_ledger")] == ["外出务工"]
    hands.find(QComboBox, "contact_ledger_period").setCurrentText(f"{TODAY.year - 1}年")
    assert hands.find(QWidget, "contact_ledger_nothing")


@pytest.mark.parametrize(
    "place",
    [
        ("contacts_due", "due_print", "应联系 2 人"),
        ("contacts_ledger", "contact_ledger_print", "联系工作台账 1 条"),
        ("contacts_opinions", "opinions_print", "意见建议台账"),
    ],
)
def test_every_list_is_seen_as_it_will_be_printed(hands, office, people, place):
    part, button, said = place
    office.contacts.register(
        Visit(
            contact=Contact(person_id=people[0], date=ago(60), way=ContactWay.HOME,
                            next_date=ago(-1)),
            opinion="多体检",
        )
    )  # fmt: skip
    hands.page.show_part(part)
    hands.press(button)
    assert said in hands.words("roster_words")
    hands.press("roster_close")
    hands.closed()


@pytest.mark.usefixtures("appeal")
@pytest.mark.parametrize(
    ("source", "book"),
    [("来访接待", "来访登记簿"), ("信访", "信访登记簿"), ("全部来源", "诉求办理台账")],
)
def test_each_source_of_appeals_has_its_book(hands, office, people, source, book):
    office.appeals.register(
        Appeal(person_id=people[1], date=ago(1), source=AppealSource.HOTLINE, content="路灯不亮")
    )
    hands.page.show_part("contacts_appeals")
    hands.narrow("appeal_filters", "来源", source)
    assert hands.find(QAbstractButton, "appeals_print").text() == f"打印{book}"
    hands.press("appeals_print")
    assert book in hands.words("roster_words")
    hands.press("roster_close")
    hands.closed()


def test_papers_are_written_though_their_dialog_is_closed(
    hands, office, people, notices, tmp_path: Path
):
    office.contacts.register(
        Visit(contact=Contact(person_id=people[0], date=ago(0), way=ContactWay.HOME))
    )
    notices.to_save = tmp_path / "台账.xlsx"
    hands.page.show_part("contacts_ledger")
    hands.press("contact_ledger_print")
    hands.press("roster_xlsx")
    hands.press("roster_close")
    hands.closed()
    hands.qtbot.waitUntil(lambda: notices.said[-1].startswith("已保存"), timeout=PATIENCE)
    assert (tmp_path / "台账.xlsx").exists()


def test_a_photograph_is_brought_along_and_kept_with_the_contact(
    hands, office, people, notices, tmp_path: Path
):
    picture = tmp_path / "门口.png"
    QImage(40, 30, QImage.Format.Format_RGB32).save(str(picture))
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"no pdf")
    hands.page.part("contacts_due").primary.act()
    notices.to_open = broken
    hands.press("contact_add_file")
    hands.qtbot.waitUntil(lambda: "坏" in hands.words("contact_error"), timeout=PATIENCE)
    notices.to_open = picture
    hands.press("contact_add_file")
    hands.press("contact_save")
    assert "附件还在读取" in hands.words("contact_error")
    hands.find(QWidget, "contact_files")
    hands.write("contact_content", "入户看望")
    hands.press("contact_save")
    hands.closed()
    (contact,) = office.entries(CONTACTS).every()
    (enclosure,) = office.enclosures.every()
    assert (enclosure.register, enclosure.record_id) == ("contact", contact.id)
    assert (enclosure.person_id, enclosure.title) == (people[0], "门口")
    assert office.enclosures.content(enclosure.id)
    assert office.history.undo().title == "登记联系：李建国"
    assert office.enclosures.count() == 0


def test_sheets_go_out_per_village_and_what_comes_back_is_registered(
    hands, office, people, notices, tmp_path
):
    notices.folder = tmp_path / "表"
    notices.folder.mkdir()
    menu = hands.page.findChild(QMenu, "due_sheets_menu")
    menu.actions()[0].trigger()
    hands.qtbot.waitUntil(lambda: "已生成 2 个联系登记表" in notices.said[-1:], timeout=PATIENCE)
    (path,) = notices.folder.glob("*石桥村*.xlsx")
    book = load_workbook(path)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["联系内容"]).value = "身体健康"
    sheet.cell(4, heads["困难诉求"]).value = "住房漏雨"
    book.save(path)
    dialog = ContactReturnDialog(hands.page.desk, notices, path, hands.page)
    dialog.show()
    accept = dialog.findChild(QAbstractButton, "return_accept")
    hands.qtbot.waitUntil(accept.isEnabled, timeout=PATIENCE)
    assert "可登记 1" in dialog.findChild(QLabel, "return_counts").text()
    day = dialog.findChild(QLineEdit, "return_day")
    day.setText("前天")
    day.editingFinished.emit()
    assert "2026-07-28" in str(notices.failures[-1])
    day.setText(ago(2))
    day.editingFinished.emit()
    dialog.findChild(QLineEdit, "return_officer").setText("刘支书")
    dialog.findChild(QLineEdit, "return_officer").editingFinished.emit()
    hands.qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    (contact,) = office.entries(CONTACTS).every()
    assert (contact.person_id, contact.date, contact.officer) == (people[1], ago(2), "刘支书")
    assert office.entries(APPEALS).count() == 1
    dialog.deleteLater()
