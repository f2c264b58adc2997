"""The file of one person in the window: every tab, the rules, the household, photo and papers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.contacts import APPEALS, Appeal
from shuangyong_desktop.domain.entitlements import Entitlement
from shuangyong_desktop.domain.families import (
    FALLEN,
    RELATIVES,
    Fallen,
    FallenKind,
    Relative,
)
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import enclosures
from shuangyong_desktop.ui.pages.enclosures import EnclosurePane
from shuangyong_desktop.ui.pages.person_file import PersonFilePage, make
from ui.conftest import LI, RecordingNotices, choose

SON = Person(name="李小军", community="惠民社区", address="惠民社区3幢2单元5-1")
FATHER = replace(LI, address="惠民社区3幢2单元5-1", military_unit="56005部队",
                 conscript_from="1976-03", conscript_to="1979-01")  # fmt: skip


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def page(
    desk: Desk, office: Office, notices: RecordingNotices, went: list[str]
) -> Iterator[PersonFilePage]:
    for person in (FATHER, SON):
        office.people.save(person)
    made = make(desk, notices, went.append)
    made.show_part("1")
    made.resize(1200, 640)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(page: PersonFilePage, words: str) -> None:
    bar = page.findChild(QTabBar, "file_tabs")
    assert bar is not None
    bar.setCurrentIndex([bar.tabText(at) for at in range(bar.count())].index(words))


def press(page: QWidget, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    found.click()


def said(page: QWidget) -> str:
    """Every word that is to be seen, once what is new has been laid out."""
    QCoreApplication.processEvents()
    return "\n".join(words.text() for words in page.findChildren(QLabel) if words.isVisible())


def rows(page: QWidget, name: str) -> int:
    table = page.findChild(QTableView, name)
    assert table is not None, name
    return table.model().rowCount()


def test_the_head_and_the_facts_are_masked_until_uncovered(page: PersonFilePage, desk: Desk):
    assert "李建国" in said(page)
    assert "参战退役军人" in said(page)
    assert "5102**********6110" in said(page)
    assert "李建国" not in page.title
    desk.uncover()
    assert "510222195803066110" in said(page)
    desk.cover()


def test_computed_facts_stand_beside_the_others(page: PersonFilePage) -> None:
    assert "3 年（不满一年按一年）" in said(page)
    assert "周岁（截至" in said(page)


def test_a_serving_soldiers_unit_is_covered(page: PersonFilePage, office: Office, desk: Desk):
    assert "56005部队" in said(page)
    office.people.save(replace(office.people.get(1), categories=("serviceman",)))
    desk.changed.emit()
    assert "56005部队" not in said(page)
    desk.uncover()
    assert "56005部队" in said(page)
    desk.cover()


def test_every_tab_shows_the_person(page: PersonFilePage, office: Office) -> None:
    office.entries(APPEALS).save(Appeal(person_id=1, content="住房漏雨", date="2026-05-18"))
    for words, table, count in (
        ("服役", "service_period_list", 0), ("类别和待遇", "person_category_list", 1),
        ("联系", "contact_list", 0), ("诉求", "appeal_list", 1), ("变动", "event_list", 0),
        ("附件", "enclosure_list", 0),
    ):  # fmt: skip
        show(page, words)
        assert rows(page, table) == count, words
    show(page, "慰问")
    assert "还没有慰问记录" in said(page)
    show(page, "操作记录")
    assert "新增人员：李建国" in said(page)


def test_the_rules_are_said_with_their_source(page: PersonFilePage, office: Office, desk: Desk):
    for kind, basis in (("残疾抚恤金", None), ("定期生活补助（参战）", "区局文件")):
        office.entitlements.save(Entitlement(person_id=1, kind=kind, contradicts=basis))
    desk.changed.emit()
    assert "待遇不应并行：参战补助与残疾抚恤金" in said(page)
    assert "以区局文件为准" in said(page)


def test_a_household_is_found_by_address_and_left_again(
    page: PersonFilePage, office: Office, went: list[str], notices: RecordingNotices
) -> None:
    show(page, "家庭")
    assert "住址相同" in said(page)
    press(page, "join_2")
    assert "李小军户" in said(page)
    assert len(office.households.of(1).members) == 2
    press(page, "member_2")
    assert went == ["person_file/2"]
    press(page, "household_leave")
    assert "未登记家庭" in said(page)
    assert notices.said[-1] == "已移出家庭：李建国"


def test_the_fallen_are_asked_for_where_somebody_survives_them(
    page: PersonFilePage, office: Office, desk: Desk
) -> None:
    show(page, "家庭")
    assert not page.findChild(QTableView, "fallen_list").isVisibleTo(page)
    assert "牺牲病故军人" not in said(page)
    office.people.save(replace(office.people.get(1), categories=("martyr_no_survivor",)))
    office.entries(FALLEN).save(Fallen(person_id=1, name="唐志远", kind=FallenKind.MARTYR))
    desk.changed.emit()
    assert "牺牲病故军人" in said(page)
    assert rows(page, "fallen_list") == 1


def test_the_record_is_edited_in_its_place(page: PersonFilePage, office: Office, went: list[str]):
    press(page, "file_edit")
    phone = page.findChild(QLineEdit, "native_place")
    assert phone is not None
    phone.setText("綦江")
    phone.textEdited.emit("綦江")
    assert page.unsaved
    press(page, "save_person")
    assert office.people.get(1).native_place == "綦江"
    assert not page.unsaved
    assert "綦江" in said(page)
    press(page, "file_edit")
    press(page, "cancel_person")
    press(page, "file_back")
    assert went == ["back"]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "照片.png"
    Image.new("RGB", (80, 100), "red").save(path)
    return path


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_photograph_is_chosen_shown_and_removed(
    page: PersonFilePage, office: Office, notices: RecordingNotices, picture: Path, qtbot
) -> None:
    notices.to_open = picture
    choose(page, "file_set_photo", "选择照片")
    qtbot.waitUntil(lambda: office.people.get(1).photo is not None, timeout=20_000)
    photo = page.findChild(QLabel, "file_photo")
    assert photo is not None
    assert not photo.pixmap().isNull()
    choose(page, "file_set_photo", "移除照片")
    assert office.people.get(1).photo is None
    assert photo.text() == "李"
    assert notices.undo is not None
    notices.undo()
    qtbot.waitUntil(lambda: office.people.get(1).photo is not None)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_photograph_is_dropped_on_its_place_or_pasted(
    page: PersonFilePage, office: Office, notices: RecordingNotices, picture: Path, qtbot
) -> None:
    photo = page.findChild(QLabel, "file_photo")
    assert photo is not None
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(picture))])
    assert _dragged(photo, mime)
    QApplication.sendEvent(photo, _drop(mime))
    qtbot.waitUntil(lambda: office.people.get(1).photo is not None, timeout=20_000)
    mime.setUrls([QUrl.fromLocalFile("/台账.xlsx")])
    assert not _dragged(photo, mime)
    choose(page, "file_set_photo", "移除照片")
    QGuiApplication.clipboard().setImage(QImage(str(picture)))
    choose(page, "file_set_photo", "粘贴照片")
    qtbot.waitUntil(lambda: office.people.get(1).photo is not None, timeout=20_000)
    QGuiApplication.clipboard().clear()
    choose(page, "file_set_photo", "粘贴照片")
    assert "剪贴板里没有图片" in notices.said[-1]


def _dragged(widget: QWidget, mime: QMimeData) -> bool:
    event = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def _drop(mime: QMimeData) -> QDropEvent:
    return QDropEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, mime,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip


def _wait(qtbot, done: Callable[[], bool]) -> None:
    qtbot.waitUntil(done, timeout=20_000)


def test_files_are_dropped_pasted_and_opened_through_the_private_folder(  # noqa: PLR0913, PLR0917
    page: PersonFilePage, office: Office, desk: Desk, picture: Path, qtbot, monkeypatch
) -> None:
    show(page, "附件")
    pane = page.findChild(EnclosurePane)
    assert pane is not None
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(picture))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    pane.dragEnterEvent(enter)
    assert enter.isAccepted()
    pane.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    _wait(qtbot, lambda: pane.count == 1)
    pasted = QImage(30, 40, QImage.Format.Format_RGB32)
    pasted.fill(Qt.GlobalColor.blue)
    QGuiApplication.clipboard().setImage(pasted)
    press(page, "enclosure_paste")
    _wait(qtbot, lambda: pane.count == 2)
    opened: list[QUrl] = []
    monkeypatch.setattr(enclosures.QDesktopServices, "openUrl", opened.append)
    press(page, "enclosure_open")
    shown = Path(opened[0].toLocalFile())
    assert shown.parent == desk.scratch
    assert shown.read_bytes().startswith(b"\xff\xd8")
    assert office.enclosures.count(RecordFilter(person_id=1)) == 2


def test_an_empty_clipboard_and_a_foreign_file_are_said(
    page: PersonFilePage, notices: RecordingNotices, tmp_path: Path, qtbot
) -> None:
    show(page, "附件")
    QGuiApplication.clipboard().clear()
    press(page, "enclosure_paste")
    assert "剪贴板里没有图片" in notices.said[-1]
    wrong = tmp_path / "表.pdf"
    wrong.write_bytes(b"PK")
    notices.to_open = wrong
    press(page, "enclosure_add")
    _wait(qtbot, lambda: bool(notices.failures))
    assert "不是 PDF" in str(notices.failures[0])


def test_what_cannot_be_is_said_at_its_field(page: PersonFilePage, office: Office, desk: Desk):
    office.people.save(replace(office.people.get(1), categories=("serviceman",),
                               enlist_date="2024", discharge_date="2025"))  # fmt: skip
    desk.changed.emit()
    assert said(page).count("现役军人不应有退役时间") == 2
    press(page, "file_edit")
    doubt = page.findChild(QLabel, "discharge_date_doubt")
    assert doubt is not None
    assert "现役军人不应有退役时间" in doubt.text()
    press(page, "cancel_person")


def test_a_martyr_without_survivors_is_shown_with_what_is_known_of_them(
    page: PersonFilePage, office: Office, desk: Desk
) -> None:
    office.people.save(Person(id=1, name="唐志远", categories=("martyr_no_survivor",)))
    office.entries(FALLEN).save(Fallen(person_id=1, name="唐志远", kind=FallenKind.MARTYR,
                                       death_date="1951-03"))  # fmt: skip
    desk.changed.emit()
    assert "类别 烈士；牺牲病故时间 1951-03" in said(page)


def test_appeals_and_contacts_are_entered_in_their_own_dialogs(
    page: PersonFilePage, office: Office, qtbot
) -> None:
    office.appeals.register(Appeal(person_id=1, content="住房漏雨", date="2026-05-18"))
    seen: list[str] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        seen.append(dialog.objectName())
        dialog.reject()

    for tab, name in (
        ("联系", "contact_add"), ("联系", "opinion_add"), ("诉求", "appeal_add"),
        ("诉求", "appeal_correct"), ("诉求", "appeal_lead"),
    ):  # fmt: skip
        show(page, tab)
        QTimer.singleShot(0, close)
        press(page, name)
        qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    assert seen[0] == "contact_dialog"
    assert seen[-1] == "step_dialog"
    assert len(seen) == 5


def test_a_relative_on_the_ledger_has_a_file_to_open(
    page: PersonFilePage, office: Office, went: list[str], qtbot
) -> None:
    office.people.save(replace(office.people.get(2), phone="13800000007"))
    for relative in (
        Relative(person_id=1, name="李小军", relation="儿子", phone="13800000007"),
        Relative(person_id=1, name="王秀英", relation="配偶"),
    ):
        office.entries(RELATIVES).save(relative)
    show(page, "家庭")
    opener = page.findChild(QPushButton, "relative_file")
    table = page.findChild(QTableView, "relative_list")
    assert opener is not None
    assert table is not None
    assert not opener.isEnabled()
    table.selectRow(1)
    qtbot.waitUntil(opener.isEnabled)
    opener.click()
    assert went == ["person_file/2"]


def test_when_entering_somebody_is_undone_the_ledger_is_shown(
    page: PersonFilePage, office: Office, desk: Desk, went: list[str], qtbot
) -> None:
    page.show_part("2")
    office.history.undo()
    desk.changed.emit()
    qtbot.waitUntil(lambda: went == ["ledger"])
