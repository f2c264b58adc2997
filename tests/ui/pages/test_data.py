"""The data page: tabs, backups made, copied and restored, the bin, the record of one person."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QLineEdit, QListWidget, QWidget

from shuangyong_desktop.domain.contacts import CONTACTS, Contact, ContactWay
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.data import DataPage
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import LI, RecordingNotices, compose

PATIENCE = 20_000


class Hands:
    """Mouse and keys on the page."""

    def __init__(self, qtbot, page: DataPage) -> None:
        self.qtbot, self.page = qtbot, page

    def find(self, kind: type, name: str) -> QWidget:
        """The one to be seen of that name, as soon as it is there."""

        def seen() -> list[QWidget]:
            return [found for found in self.page.findChildren(kind, name) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def rows(self, name: str) -> int:
        table = self.find(RecordView, name)
        assert isinstance(table, RecordView)
        return table.model().rowCount()

    def back_up(self) -> None:
        self.page.show_part("backups")
        before = self.rows("backups")
        self.press("make_backup")
        self.qtbot.waitUntil(lambda: self.rows("backups") == before + 1, timeout=PATIENCE)


@pytest.fixture
def hands(qtbot, desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[Hands]:
    office.people.save(LI)
    page = DataPage(desk, notices, lambda _key: None)
    page.resize(1290, 680)
    page.show()
    yield Hands(qtbot, page)
    desk.closing.emit()
    wait_for_all()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_every_tab_names_the_page_and_offers_its_own_button(hands: Hands) -> None:
    assert hands.page.title == "导入花名册"
    for key, title in (("history", "操作记录"), ("backups", "备份"), ("recycle", "回收站")):
        hands.press(f"tab_{key}")
        assert hands.page.title == title
    assert hands.page.primary is None
    hands.press("tab_backups")
    assert hands.page.primary is not None


def test_a_backup_is_made_verified_and_listed(hands: Hands, notices: RecordingNotices) -> None:
    hands.back_up()
    assert "已备份并核对" in notices.said[-1]
    hands.press("verify_backups")
    hands.qtbot.waitUntil(lambda: notices.said[-1] == "全部备份完好。", timeout=PATIENCE)


def test_a_broken_backup_is_marked_and_cannot_be_restored(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    hands.back_up()
    package = office.backups.list()[0].path
    package.write_bytes(package.read_bytes()[: package.stat().st_size // 2])
    hands.press("verify_backups")
    hands.qtbot.waitUntil(lambda: "不能用" in notices.said[-1], timeout=PATIENCE)
    assert not hands.find(QAbstractButton, "restore_backup").isEnabled()


def test_a_copy_says_what_became_of_it(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    hands.back_up()
    notices.folder = tmp_path / "stick"
    notices.folder.mkdir()
    hands.press("copy_backup")
    assert "重新读过一遍" in hands.find(QLabel, "copied_words").text()
    assert len(list(notices.folder.glob("*.tzb"))) == 1
    assert "今天" in hands.find(QLabel, "last_copy").text()


def test_a_stick_that_was_pulled_is_a_sentence(
    hands: Hands, notices: RecordingNotices, tmp_path: Path
) -> None:
    hands.back_up()
    notices.folder = tmp_path / "pulled"
    hands.press("copy_backup")
    hands.qtbot.waitUntil(lambda: bool(notices.failures), timeout=PATIENCE)
    assert "可能已拔出" in str(notices.failures[0])


def _answer(hands: Hands, name: str) -> None:
    """Press `name` in the restore dialog as soon as it can be pressed."""

    def look() -> None:
        dialogs = [found for found in hands.page.findChildren(QDialog) if found.isVisible()]
        target = dialogs[0].findChild(QAbstractButton, name) if dialogs else None
        if isinstance(target, QAbstractButton) and target.isEnabled():
            target.click()
        else:
            QTimer.singleShot(50, look)

    QTimer.singleShot(50, look)


def test_a_restore_shows_differences_first_and_can_be_left(hands: Hands, office: Office) -> None:
    hands.back_up()
    office.people.save(Person(name="后来的人"))
    hands.press("tab_history")
    hands.press("tab_backups")
    _answer(hands, "restore_cancel")
    hands.press("restore_backup")
    assert office.people.counts().people == 2


def test_a_restore_puts_the_package_in_place_and_offers_the_way_back(
    hands: Hands, desk: Desk, office: Office
) -> None:
    hands.back_up()
    office.people.save(Person(name="后来的人"))
    replaced: list[bool] = []
    desk.replaced.connect(lambda: replaced.append(True))
    _answer(hands, "restore_accept")
    hands.press("restore_backup")
    assert replaced == [True]
    assert desk.office is not office
    assert desk.office.people.counts().people == 1
    assert desk.office.restores.undoable() is not None
    desk.office.close()


def test_the_bin_gives_a_plan_back(hands: Hands, office: Office, notices: RecordingNotices) -> None:
    made = office.visits.create(VisitPlan(title="春节慰问", occasion="春节", year=2026))
    office.recycle_bin.remove_plan(made.plan.id or 0)
    hands.press("tab_recycle")
    assert hands.rows("removed") == 1
    hands.press("restore_plan")
    assert [plan.title for plan in office.visits.plans()] == ["春节慰问"]
    assert hands.find(QLabel, "nothing_removed")
    assert notices.undo is not None


def test_a_removed_contact_lies_in_the_bin_and_comes_back(
    hands: Hands, office: Office, notices: RecordingNotices
) -> None:
    contact = Contact(person_id=1, date="2026-05-14", way=ContactWay.PHONE, content="身体健康")
    stored = office.contacts.register(Visit(contact=contact))
    office.entries(CONTACTS).remove(stored.id or 0)
    hands.press("tab_recycle")
    model = hands.find(RecordView, "removed").model()
    shown = [model.index(0, column).data() for column in (0, 1, 2, 4)]
    assert shown == ["联系", "李建国", "2026-05-14 · 电话 · 身体健康", "89 天"]
    hands.press("restore_plan")
    assert office.entries(CONTACTS).count() == 1
    assert notices.said[-1] == "已取回联系：李建国"


def test_the_record_shows_one_person_only(hands: Hands, office: Office) -> None:
    office.people.save(replace(LI, name="王素芬", id_number=None))
    hands.press("tab_history")
    everything = hands.rows("changes")
    line = hands.find(QLineEdit, "history_person")
    compose(line, "王素")
    found = next(iter(line.findChildren(QListWidget, "history_person_found")))
    hands.qtbot.waitUntil(found.isVisible, timeout=PATIENCE)
    hands.qtbot.keyClick(line, Qt.Key.Key_Return)
    assert hands.rows("changes") < everything
    line.clear()
    assert hands.rows("changes") == everything
