"""帮助: every page and part has its words, and F1 opens them there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QListWidget, QScrollArea
from pytestqt.qtbot import QtBot

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.frame import TABS
from shuangyong_desktop.ui.pages import contacts, data, moves, settings
from shuangyong_desktop.ui.pages.help import HelpPage
from shuangyong_desktop.ui.pages.help_texts import TOPICS
from ui.conftest import RecordingNotices

PARTS = [
    f"{page}/{part.key}"
    for page, module in (("contacts", contacts), ("data", data), ("moves", moves))
    for part in module.PARTS
]
SECTIONS = [f"settings/{section.key}" for section in settings._SECTIONS]  # noqa: SLF001


@pytest.fixture
def page(desk: Desk, notices: RecordingNotices) -> Iterator[HelpPage]:
    made = HelpPage(desk, notices)
    made.resize(1290, 600)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _topic(page: HelpPage) -> str:
    names = page.findChild(QListWidget, "help_topics")
    assert names is not None
    return names.currentItem().text()


def test_every_page_part_and_section_has_its_words() -> None:
    pages = {key for topic in TOPICS for key in topic.keys}
    parts = {key for topic in TOPICS for part in topic.parts for key in part.keys}
    tabs = {tab.key for tab in TABS} - {"help"}
    assert tabs <= pages
    assert {where.partition("/")[2] for where in PARTS} <= pages | parts
    assert {where.partition("/")[2] for where in SECTIONS} - {"desk"} <= parts


@pytest.mark.parametrize(
    ("where", "topic", "heading"),
    [
        ("data/backups", "操作记录、备份和回收站", "备份"),
        ("contacts/contacts_appeals", "联系与诉求", "诉求办理"),
        ("settings/contacts", "设置", "联系频次、诉求办理时限、待遇和变动"),
    ],
)
def test_a_part_has_its_heading_in_sight(
    page: HelpPage, qtbot: QtBot, where: str, topic: str, heading: str
) -> None:
    page.show_part(where)
    assert _topic(page) == topic

    def seen() -> bool:
        labels = [one for one in page.findChildren(QLabel) if one.text() == heading]
        return any(one.isVisible() and not one.visibleRegion().isEmpty() for one in labels)

    qtbot.waitUntil(seen)


def test_the_beginning_of_a_topic_comes_back_after_one_of_its_parts(
    page: HelpPage, qtbot: QtBot
) -> None:
    page.resize(900, 300)
    page.show_part("moves/moves_lists")
    bar = next(
        area.verticalScrollBar() for area in page.findChildren(QScrollArea) if area.isVisible()
    )
    qtbot.waitUntil(lambda: bar.value() > 0)
    page.show_part("moves/moves_events")
    qtbot.waitUntil(lambda: bar.value() == 0)


def test_a_page_nothing_is_said_of_leaves_the_help_as_it_was(page: HelpPage) -> None:
    page.show_part("data/backups")
    page.show_part("somewhere/else")
    assert _topic(page) == "操作记录、备份和回收站"
