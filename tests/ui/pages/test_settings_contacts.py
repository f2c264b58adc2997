"""How often people are contacted and how long appeals may take, as the clerk sets it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton

from shuangyong_desktop.domain.appeals import AppealLimits
from shuangyong_desktop.domain.contact_rules import ContactRules, Interval
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.settings import SettingsPage
from ui.conftest import RecordingNotices


@pytest.fixture
def page(desk: Desk, notices: RecordingNotices) -> Iterator[SettingsPage]:
    made = SettingsPage(desk, notices)
    made.resize(1200, 700)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_intervals_are_shown_in_words_and_come_back_unchanged(
    page: SettingsPage, office: Office
) -> None:
    page.show_part("contacts")
    lines = page.findChild(QPlainTextEdit, "contact_categories")
    assert lines is not None
    assert "烈士遗属 每月" in lines.toPlainText().splitlines()
    page.findChild(QPushButton, "save_contact_rules").click()
    assert office.contacts.rules() == ContactRules()


def test_new_intervals_are_kept_and_taken_back(
    page: SettingsPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    page.show_part("contacts")
    page.findChild(QPlainTextEdit, "contact_categories").setPlainText("烈士遗属 45天\n\n")
    page.findChild(QPlainTextEdit, "contact_tags").setPlainText("独居 每周")
    page.findChild(QLineEdit, "contact_lost_after").setText("90")
    page.findChild(QPushButton, "save_contact_rules").click()
    rules = office.contacts.rules()
    assert rules.by_category == {"martyr_survivor": Interval(days=45)}
    assert (rules.by_tag, rules.lost_after) == ({"独居": Interval(days=7)}, 90)
    assert notices.undo is not None
    notices.undo()
    qtbot.waitUntil(lambda: office.contacts.rules() == ContactRules())


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("contact_categories", "烈士遗属", "后面没有写频次"),
        ("contact_categories", "烈属甲 每月", "没有“烈属甲”"),
        ("contact_tags", "独居 常常", "看不明白"),
        ("contact_lost_after", "九十", "请填数字"),
        ("contact_old_age", "20", "60 到 120"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(
    page: SettingsPage, office: Office, name: str, text: str, sentence: str
) -> None:
    page.show_part("contacts")
    edit = page.findChild(QPlainTextEdit, name) or page.findChild(QLineEdit, name)
    edit.setPlainText(text) if isinstance(edit, QPlainTextEdit) else edit.setText(text)
    page.findChild(QPushButton, "save_contact_rules").click()
    assert sentence in page.findChild(QLabel, "contacts_error").text()
    assert office.contacts.rules() == ContactRules()


def test_the_limits_of_appeals_are_the_desks_own(page: SettingsPage, office: Office) -> None:
    page.show_part("appeal_limits")
    page.findChild(QLineEdit, "contact_close_days").setText("30")
    page.findChild(QPushButton, "save_appeal_limits").click()
    assert office.appeals.limits() == AppealLimits(close_days=30)
    page.findChild(QLineEdit, "contact_close_days").setText("0")
    page.findChild(QPushButton, "save_appeal_limits").click()
    assert "1 到 366" in page.findChild(QLabel, "appeal_limits_error").text()
