"""首页 in the real frame: its numbers lead to their people, its rows to their pages."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from shuangyong_desktop.domain.contacts import Appeal
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.home import HomePage, make
from ui.conftest import RecordingNotices

PEOPLE = (("李建国", ("war_veteran",)), ("王秀英", ("martyr_survivor",)), ("张三", ()))


@pytest.fixture
def went() -> list[str]:
    """Where the page asked to go."""
    return []


@pytest.fixture
def home(
    desk: Desk, office: Office, notices: RecordingNotices, went: list[str], qtbot: QtBot
) -> Iterator[HomePage]:
    for name, categories in PEOPLE:
        office.people.save(Person(name=name, categories=categories, community="甲村"))
    made = make(desk, notices, went.append)
    made.resize(1294, 685)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.findChild(QPushButton, "figure_appeals") is not None)
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_numbers_of_the_day_stand_there(home):
    assert home.findChild(QLabel, "home_total").text().strip().endswith("3 人")
    figure = home.findChild(QPushButton, "figure_veterans")
    assert figure.accessibleName() == "退役军人，1 人"
    assert home.findChild(QLabel, "nothing_due") is not None


def test_a_number_opens_exactly_its_people(home, desk, qtbot):
    with qtbot.waitSignal(desk.people_wanted) as wanted:
        QTest.mouseClick(home.findChild(QPushButton, "figure_paid"), Qt.MouseButton.LeftButton)
    title, people = wanted.args
    assert title == "享受定期抚恤补助"
    assert set(people) == set(home._overview.people_of("paid"))  # noqa: SLF001


def test_a_bar_is_picked_by_key(home, desk, qtbot):
    chart = home.findChild(QWidget, "chart_paid")
    chart.setFocus()
    with qtbot.waitSignal(desk.people_wanted) as wanted:
        QTest.keyClick(chart, Qt.Key.Key_Down)
        QTest.keyClick(chart, Qt.Key.Key_Return)
    assert len(wanted.args[1]) == 1


def test_the_red_button_begins_somebody_new(home, went):
    home.primary.act()
    assert went == ["ledger/new"]


def test_open_appeals_open_those_who_raised_them(home, desk, office, qtbot):
    office.appeals.register(Appeal(person_id=2, date="2026-01-05", content="住房漏雨"))
    desk.changed.emit()
    qtbot.waitUntil(
        lambda: "1 件" in home.findChild(QPushButton, "figure_appeals").accessibleName()
    )
    with qtbot.waitSignal(desk.people_wanted) as wanted:
        QTest.mouseClick(home.findChild(QPushButton, "figure_appeals"), Qt.MouseButton.LeftButton)
    assert wanted.args == ["未办结诉求", (2,)]


def test_a_person_who_has_a_birthday_is_shown(home, desk, office, qtbot):
    today = home._today()  # noqa: SLF001
    office.people.save(Person(name="寿星", birth_date=f"1950-{today:%m-%d}"))
    desk.changed.emit()
    qtbot.waitUntil(lambda: any(row.isVisible() for row in _birthdays(home)))
    line = next(row for row in _birthdays(home) if row.isVisible())
    with qtbot.waitSignal(desk.people_wanted) as wanted:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert office.people.get(wanted.args[1][0]).name == "寿星"
    assert "寿星生日问候" in " ".join(label.text() for label in home.findChildren(QLabel))


def _birthdays(home: HomePage) -> list[QPushButton]:
    return home.findChildren(QPushButton, "birthday")


def test_at_great_type_the_columns_stand_below_each_other(home, qtbot):
    home.resize(860, 600)
    todos = home.findChild(QWidget, "todos")
    month = home.findChild(QWidget, "month")
    qtbot.waitUntil(lambda: month.mapTo(home, month.rect().topLeft()).y() > todos.y())
