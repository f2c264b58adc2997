"""开始使用: whose names stand on the papers is asked before the first of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.welcome import WelcomePage
from ui.conftest import RecordingNotices, compose


@pytest.fixture
def page(desk: Desk, notices: RecordingNotices) -> Iterator[WelcomePage]:
    made = WelcomePage(desk, notices, lambda _where: None)
    made.resize(1290, 680)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _edit(page: WelcomePage, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None
    return found


def test_the_names_of_the_papers_are_kept_and_come_back_with_undo(
    page: WelcomePage, office: Office, desk: Desk, notices: RecordingNotices
) -> None:
    before = office.settings.desk()
    edit = _edit(page, "welcome_issuer")
    assert edit.text() == before.issuer
    edit.clear()
    compose(edit, "某某街道办事处")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert office.settings.desk().issuer == "某某街道办事处"
    assert office.settings.desk().reporter == before.reporter
    assert notices.said[-1].startswith("已保存单位名称")
    office.history.undo()
    desk.changed.emit()
    assert edit.text() == before.issuer


def test_saving_the_same_names_writes_nothing(
    page: WelcomePage, office: Office, notices: RecordingNotices
) -> None:
    before = len(office.history.changes())
    button = page.findChild(QPushButton, "welcome_keep_office")
    assert button is not None
    button.click()
    assert len(office.history.changes()) == before
    assert "没有改动" in notices.said[-1]


def test_a_name_no_paper_has_room_for_is_refused(
    page: WelcomePage, office: Office, notices: RecordingNotices
) -> None:
    compose(_edit(page, "welcome_reporter"), "某" * 300)
    QTest.keyClick(_edit(page, "welcome_reporter"), Qt.Key.Key_Return)
    assert notices.failures
    assert len(office.settings.desk().reporter) < 300
