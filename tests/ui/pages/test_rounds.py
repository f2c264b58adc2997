"""A round worked through in its window: begun, registered by keys, taken back, closed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
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

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.rounds import Finding, Round, RoundKind, RoundWay
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.person_overview import PersonOverview
from shuangyong_desktop.ui.pages.round_return_dialog import RoundReturnDialog
from shuangyong_desktop.ui.pages.rounds import RoundsPage
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.page_view import PageView
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import RecordingNotices, compose

PATIENCE = 20_000
PEOPLE = (
    Person(name="李建国", community="甲村", address="1组", phone="13800001234", birth_date="1940"),
    Person(name="王芳", community="甲村", address="2组"),
    Person(name="赵强", community="甲村", address="3组"),
    Person(name="周敏", community="乙村", address="1组"),
)


class Hands:
    """Mouse and keys on the page."""

    def __init__(self, qtbot, page: RoundsPage, office: Office) -> None:
        self.qtbot, self.page, self.office = qtbot, page, office

    def find(self, kind: type, name: str) -> QWidget:
        found = [each for each in self.page.findChildren(kind, name) if each.isVisible()]
        assert found, name
        return found[0]

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.find(QAbstractButton, name), Qt.MouseButton.LeftButton)

    @property
    def table(self) -> RecordView:
        found = self.find(RecordView, "round_members")
        assert isinstance(found, RecordView)
        return found

    def key(self, key: Qt.Key, count: int = 1) -> None:
        for _ in range(count):
            self.qtbot.keyClick(self.table, key)

    def pick(self, section: str, key: str) -> None:
        facets = self.find(FacetList, "round_facets")
        facets.picked.emit(section, key, False)  # noqa: FBT003 (a signal)

    def in_dialog(self, name: str, act) -> None:
        """Do `act` with the dialog of that name as soon as it is there."""

        def look() -> None:
            shown = QApplication.activeModalWidget()
            if isinstance(shown, QDialog) and shown.objectName() == name:
                act(shown)
            else:
                QTimer.singleShot(10, self.page, look)

        QTimer.singleShot(0, self.page, look)

    @property
    def words(self) -> str:
        (item,) = [one for one in self.office.rounds.every() if not one.closed_on]
        return self.office.rounds.tally(item.id or 0).whole.words


@pytest.fixture
def hands(qtbot, desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[Hands]:
    for person in PEOPLE:
        office.people.save(person)
    page = RoundsPage(desk, notices, lambda _key: None)
    page.resize(1290, 680)
    page.show()
    yield Hands(qtbot, page, office)
    desk.closing.emit()
    wait_for_all()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def begun(hands: Hands) -> int:
    wanted = Round(kind=RoundKind.SURVEY, title="摸排", year=2026)
    number = hands.office.rounds.begin(wanted).id
    hands.page.desk.changed.emit()
    return number or 0


def test_a_round_is_begun_from_the_empty_page(hands: Hands, notices: RecordingNotices) -> None:
    def accept(dialog: QDialog) -> None:
        hands.qtbot.mouseClick(
            dialog.findChild(QAbstractButton, "record_save"), Qt.MouseButton.LeftButton
        )

    hands.in_dialog("record_dialog", accept)
    hands.press("begin_survey")
    (item,) = hands.office.rounds.every()
    assert item.kind is RoundKind.SURVEY
    assert item.title in notices.said[-1]
    assert hands.find(QLabel, "round_tally").text() == "应 4 = 已 0 + 未 4 + 异常 0"
    assert hands.page.primary is not None


def test_number_keys_register_and_go_on(hands: Hands, begun: int) -> None:
    hands.table.setFocus()
    hands.find(QLineEdit, "round_by").setText("王干事")
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_3)
    assert hands.words == "应 4 = 已 1 + 未 2 + 异常 1"
    lines = hands.office.round_results.page(
        [place.member_id for place in hands.office.round_results.places(begun)]
    )
    first = next(line.member for line in lines if line.person.name == "周敏")
    assert (first.finding, first.way, first.done_by) == (Finding.TRUE, RoundWay.HOME, "王干事")
    assert first.done_on


def test_ticked_people_are_registered_together_and_taken_back(hands: Hands, begun: int) -> None:
    del begun
    hands.table.setFocus()
    for _ in range(3):
        hands.key(Qt.Key.Key_Space)
        hands.key(Qt.Key.Key_Down)
    hands.press("found_true")
    assert hands.words == "应 4 = 已 3 + 未 1 + 异常 0"
    assert hands.office.history.changes(1)[0].title.endswith("3 人 属实")
    hands.key(Qt.Key.Key_Home)
    hands.table.go_to(0)
    hands.key(Qt.Key.Key_Delete)
    assert hands.words == "应 4 = 已 2 + 未 2 + 异常 0"


def test_what_has_changed_is_written_below_the_list(hands: Hands, begun: int) -> None:
    hands.table.setFocus()
    hands.table.go_to(0)
    hands.key(Qt.Key.Key_2)
    changes = hands.find(QLineEdit, "round_changes")
    assert QApplication.focusWidget() is changes
    assert hands.find(QLabel, "round_who").text() == "周敏"
    compose(changes, "写错了")
    hands.qtbot.keyClick(changes, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is hands.table
    assert not changes.text()
    hands.key(Qt.Key.Key_Return)
    compose(changes, "新电话13900005678")
    assert hands.page.unsaved
    hands.qtbot.keyClick(changes, Qt.Key.Key_Return)
    assert not hands.page.unsaved
    assert hands.table.current_row() == 1
    member = hands.office.round_results.places(begun)[0].member_id
    assert hands.office.round_results.page([member])[0].member.changes == "新电话13900005678"
    shown = hands.table.model().text(0, hands.table.model().columnCount() - 1)
    assert shown == "新电话139****5678"


def test_a_death_found_is_registered_from_its_line(hands: Hands, begun: int) -> None:
    hands.table.setFocus()
    hands.table.go_to(0)
    hands.key(Qt.Key.Key_3)
    hands.table.go_to(0)
    hands.qtbot.waitUntil(lambda: hands.find(QLabel, "round_who").text() == "周敏")

    def accept(dialog: QDialog) -> None:
        assert dialog.findChild(QComboBox, "event_kind").currentText() == "死亡"
        compose(dialog.findChild(QLineEdit, "date"), "2026-03-01")
        dialog.findChild(QComboBox, "basis").setCurrentText("死亡证明")
        hands.qtbot.mouseClick(
            dialog.findChild(QAbstractButton, "event_accept"), Qt.MouseButton.LeftButton
        )

    hands.in_dialog("event_dialog", accept)
    hands.press("round_act")
    who = hands.office.round_results.places(begun)[0].person_id
    assert hands.office.people.get(who).status is PersonStatus.DECEASED
    assert hands.words == "应 4 = 已 1 + 未 3 + 异常 0"


def test_the_list_follows_what_is_picked_at_the_left(hands: Hands, begun: int) -> None:
    del begun
    hands.pick("村（社区）", "甲村")
    assert hands.find(QLabel, "round_numbers").text() == "应 3 = 已 0 + 未 3 + 异常 0"
    assert hands.table.model().rowCount() == 3
    hands.pick("进度", "上门名单")
    assert hands.table.model().rowCount() == 1
    hands.pick("进度", "已")
    assert not [each for each in hands.page.findChildren(RecordView) if each.isVisible()]
    assert hands.find(QLabel, "no_members").isVisible()


def test_who_joined_meanwhile_is_offered_and_taken_in(hands: Hands, begun: int, desk: Desk) -> None:
    del begun
    hands.office.people.save(Person(name="新人"))
    desk.changed.emit()
    hands.press("round_newcomers")
    assert hands.words == "应 5 = 已 0 + 未 5 + 异常 0"


def test_a_round_is_finished_with_a_reason_and_opened_again(hands: Hands, begun: int) -> None:
    def accept(dialog: QDialog) -> None:
        save = dialog.findChild(QAbstractButton, "record_save")
        hands.qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
        assert "请写明原因" in dialog.findChild(QLabel, "record_error").text()
        compose(dialog.findChild(QPlainTextEdit, "remarks"), "外出未归")
        hands.qtbot.mouseClick(save, Qt.MouseButton.LeftButton)

    hands.in_dialog("record_dialog", accept)
    hands.press("round_close")
    assert hands.office.rounds.get(begun).remarks == "外出未归"
    hands.key(Qt.Key.Key_1)
    assert hands.office.rounds.tally(begun).whole.settled == 0
    hands.press("round_reopen")
    assert hands.office.rounds.get(begun).closed_on is None


def test_a_whole_round_is_removed_without_asking_and_comes_back_by_undo(
    hands: Hands, begun: int, notices: RecordingNotices
) -> None:
    hands.table.setFocus()
    hands.key(Qt.Key.Key_1)
    hands.press("round_remove")
    assert hands.office.rounds.every() == []
    assert "1 人的结果一并移入回收站" in notices.said[-1]
    assert hands.find(QLabel, "no_round").isVisible()
    hands.office.history.undo()
    hands.page.desk.changed.emit()
    assert hands.office.rounds.get(begun).removed_at is None
    assert hands.find(QLabel, "round_tally").text() == "应 4 = 已 1 + 未 3 + 异常 0"


def test_every_community_gets_its_workbook(
    hands: Hands, begun: int, notices: RecordingNotices, tmp_path: Path
) -> None:
    del begun
    notices.folder = tmp_path / "表"
    notices.folder.mkdir()
    menu = hands.page.findChild(QMenu, "round_paper_menu")
    next(action for action in menu.actions() if "Excel" in action.text()).trigger()
    hands.qtbot.waitUntil(lambda: "已生成 2 个核对表" in notices.said[-1], timeout=PATIENCE)
    assert len(list(notices.folder.glob("*.xlsx"))) == 2


def test_a_returned_workbook_is_shown_and_registered(
    hands: Hands, begun: int, desk: Desk, notices: RecordingNotices, tmp_path: Path
) -> None:
    _, (path, paper) = hands.office.round_papers.workbooks(begun, tmp_path)
    hands.office.papers.draw(paper, path)
    book = load_workbook(path)
    sheet = book.active
    heads = {cell.value: cell.column for cell in sheet[3]}
    sheet.cell(4, heads["结果"]).value = "属实"
    sheet.cell(4, heads["联系电话"]).value = "13900005678"
    book.save(path)
    dialog = RoundReturnDialog(desk, notices, hands.office.rounds.get(begun), path, hands.page)
    dialog.show()
    accept = dialog.findChild(QAbstractButton, "return_accept")
    hands.qtbot.waitUntil(accept.isEnabled, timeout=PATIENCE)
    assert "可登记 1" in dialog.findChild(QLabel, "return_counts").text()
    assert accept.text() == "登记 1 人"
    table = dialog.findChild(RecordView, "returned_rows")
    assert "139****5678" in table.model().text(0, 4)
    dialog.findChild(QAbstractButton, "return_people").setChecked(True)
    hands.qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert hands.office.people.get(1).phone == "13900005678"
    assert hands.words == "应 4 = 已 1 + 未 3 + 异常 0"
    dialog.deleteLater()


def test_a_file_that_is_no_list_is_a_sentence(
    hands: Hands, begun: int, desk: Desk, notices: RecordingNotices, tmp_path: Path
) -> None:
    path = tmp_path / "别的.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    dialog = RoundReturnDialog(desk, notices, hands.office.rounds.get(begun), path, hands.page)
    dialog.show()
    hands.qtbot.waitUntil(lambda: bool(notices.failures), timeout=PATIENCE)
    assert dialog.result() == QDialog.DialogCode.Rejected
    dialog.deleteLater()


def test_the_person_file_says_when_somebody_was_last_found(
    qtbot, hands: Hands, begun: int, desk: Desk, notices: RecordingNotices
) -> None:
    del begun
    hands.table.setFocus()
    hands.table.go_to(0)
    hands.key(Qt.Key.Key_1)
    overview = PersonOverview(desk, notices)
    qtbot.addWidget(overview)
    (person,) = hands.office.people.page([4])
    overview.show_person(person)
    assert overview.findChild(QLabel, "fact_verified").text().endswith("上门（摸排）")


@pytest.mark.parametrize("words", ["核对表（打印、签字）", "上门名单", "未完成名单"])
def test_a_paper_is_looked_at_before_it_is_printed(hands: Hands, begun: int, words: str) -> None:
    del begun
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        view = dialog.findChild(PageView, "roster_preview")
        hands.qtbot.waitUntil(lambda: bool(view.drawn_pages), timeout=PATIENCE)
        full = dialog.findChild(QAbstractButton, "roster_full")
        seen.append(f"{dialog.windowTitle()} {full.isVisible()}")
        dialog.reject()

    hands.in_dialog("roster_dialog", look)
    menu = hands.page.findChild(QMenu, "round_paper_menu")
    next(action for action in menu.actions() if action.text() == words).trigger()
    assert seen == [f"打印{words.removesuffix('（打印、签字）')} {'核对表' in words}"]
