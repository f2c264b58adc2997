"""在全部文字中查找 from the ledger page: offered where a search ends, given up at any time."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QPushButton, QTableView

from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.ledger import LedgerPage
from ui.conftest import LI, RecordingNotices


@pytest.fixture
def page(desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[LedgerPage]:
    office.people.save(replace(LI, address="石盘路18号"))
    made = LedgerPage(desk, notices, lambda _key: None)
    made.resize(1200, 640)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _button(page: LedgerPage, name: str) -> QPushButton:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    return found


def _rows(page: LedgerPage) -> int:
    table = page.findChild(QTableView, "people")
    assert table is not None
    return table.model().rowCount() if table.isVisible() else 0


def test_what_no_beginning_finds_is_found_in_the_address(page: LedgerPage, qtbot) -> None:
    page.search("盘路18")
    assert _rows(page) == 0
    offer = _button(page, "nobody_full_text")
    assert offer.isVisible()
    assert offer.text() == "在全部文字中查找“盘路18”"
    offer.click()
    qtbot.waitUntil(lambda: _rows(page) == 1)
    name = page.findChild(QLabel, "view_name")
    assert name is not None
    assert "全文含“盘路18”" in name.text()


def test_below_hits_it_is_offered_too_and_without_a_search_never(page: LedgerPage) -> None:
    assert not _button(page, "full_text").isVisible()
    page.search("李")
    assert _rows(page) == 1
    assert _button(page, "full_text").isVisible()
    page.search("")
    assert not _button(page, "full_text").isVisible()


def test_where_nothing_is_found_the_list_stays_and_it_is_said(
    page: LedgerPage, notices: RecordingNotices, qtbot
) -> None:
    page.search("没有的")
    _button(page, "nobody_full_text").click()
    qtbot.waitUntil(lambda: any("都没有“没有的”" in words for words in notices.said))


def test_looking_is_given_up_by_the_strip(page: LedgerPage, notices: RecordingNotices) -> None:
    page.search("盘路")
    _button(page, "nobody_full_text").click()
    _button(page, "progress_cancel").click()
    assert notices.said[-1] == "已停止查找，名单没有变。"
    assert _rows(page) == 0
