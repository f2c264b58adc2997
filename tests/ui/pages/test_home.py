"""首页 in the real frame: its numbers lead to their people, its rows to their pages."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shuangyong_desktop.domain.contacts import Appeal
from shuangyong_desktop.domain.events import (
    EVENTS,
    FOLLOW_UPS,
    Event,
    EventKind,
    FollowUp,
    FollowUpKind,
)
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.home import HomePage, make
from ui.conftest import RecordingNotices

PEOPLE = (("李建国", ("war_veteran",)), ("王秀英", ("martyr_survivor",)), ("张三", ()))


QUIET = date(2026, 5, 6)
"""A day on which no year asks for anything."""


@pytest.fixture
def went() -> list[str]:
    """Where the page asked to go."""
    return []


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is such a day."""
    monkeypatch.setattr(HomePage, "_today", staticmethod(lambda: QUIET))


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


def _boxes(home: HomePage) -> dict[str, QCheckBox]:
    found = (box for box in home.findChildren(QCheckBox, "tick") if box.isVisible())
    return {box.accessibleName(): box for box in found}


def test_a_box_settles_a_follow_up_and_the_change_can_be_taken_back(
    home, desk, office, notices, qtbot
):
    event = office.entries(EVENTS).save(
        Event(person_id=1, kind=EventKind.DIED, date="2026-01-01", basis="死亡证明")
    )
    for kind, day in ((FollowUpKind.CARD, "2026-01-20"), (FollowUpKind.PAPERS, "2026-01-25")):
        office.entries(FOLLOW_UPS).save(
            FollowUp(person_id=1, event_id=event.id, kind=kind, due=day)
        )
    desk.changed.emit()
    names = ["办结：李建国：优待证", "办结：李建国：收集材料"]
    qtbot.waitUntil(lambda: list(_boxes(home)) == names)
    box = _boxes(home)[names[0]]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: list(_boxes(home)) == names[1:])
    assert _boxes(home)[names[1]].hasFocus()
    assert notices.said[-1] == "已办结 1 项"
    office.history.undo()
    desk.changed.emit()
    qtbot.waitUntil(lambda: list(_boxes(home)) == names)


def test_a_box_asks_for_the_contact_or_the_step_that_is_to_be_written(home, desk, office, qtbot):
    day = home._today()  # noqa: SLF001
    office.people.save(Person(name="寿星", birth_date=f"1950-{day:%m-%d}"))
    office.appeals.register(
        Appeal(person_id=1, date="2026-01-05", content="就医", deadline=day.isoformat())
    )
    desk.changed.emit()
    wanted = {
        "登记联系：寿星生日问候": "contact_dialog",
        "办理诉求：李建国诉求：就医": "step_dialog",
    }
    qtbot.waitUntil(lambda: set(_boxes(home)) == set(wanted))
    for name, dialog in wanted.items():
        box = _boxes(home)[name]
        box.click()
        assert not box.isChecked()
        opened = home.findChild(QDialog, dialog)
        assert opened.isVisible()
        opened.reject()


def test_the_list_behind_a_chart_is_one_step_away(home, desk, qtbot):
    with qtbot.waitSignal(desk.people_wanted) as wanted:
        QTest.mouseClick(home.findChild(QPushButton, "all_paid"), Qt.MouseButton.LeftButton)
    assert wanted.args == ["享受定期抚恤补助", home._overview.people_of("paid")]  # noqa: SLF001


def test_the_faults_are_one_step_from_being_put_right(home, went):
    QTest.mouseClick(home.findChild(QPushButton, "all_checks"), Qt.MouseButton.LeftButton)
    assert went == ["data_faults"]


def test_a_day_without_to_dos_leads_to_what_else_there_is(home, went):
    line = home.findChildren(QPushButton, "instead")[0]
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    assert went == ["contacts"]


def _task(office: Office, title: str, due: str, **columns: object) -> Task:
    return office.tasks.save(
        Task(
            **{"title": title, "year": 2026, "list": TaskList.FOR_ARMY, "due_rule": due, **columns}
        )
    )


def _press(home: HomePage, name: str) -> None:
    found = [item for item in home.findChildren(QPushButton, name) if item.isVisible()]
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)


def test_the_open_items_of_the_two_lists_lead_to_themselves(home, desk, office, went, qtbot):
    _task(office, "路灯维修", "2026-05-01")
    _task(office, "防汛联动", "2026-08-01", list=TaskList.FOR_LOCAL)
    _task(office, "要点任务", "2026-08-01", list=TaskList.PLAN)
    desk.show_year(2025)
    desk.changed.emit()

    def figure() -> list[str]:
        found = home.findChildren(QPushButton, "figure_mutual")
        return [item.accessibleName() for item in found if item.isVisible()]

    qtbot.waitUntil(lambda: figure() == ["双清单未销号，2 项，逾期 1 项"])
    _press(home, "figure_mutual")
    assert went == ["tasks/mutual/open"]
    assert desk.year == 2026


def test_a_box_asks_for_the_progress_of_a_task(home, desk, office, notices, qtbot):
    task = _task(office, "路灯维修", "2026-05-06", goal=2, counted_in="处")
    desk.changed.emit()
    name = "登记进展：路灯维修"
    qtbot.waitUntil(lambda: name in _boxes(home))

    def fill() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        dialog.findChild(QPlainTextEdit, "words").setPlainText("修好一处")
        dialog.findChild(QPushButton, "progress_save").click()

    QTimer.singleShot(0, fill)
    QTest.mouseClick(_boxes(home)[name], Qt.MouseButton.LeftButton)
    assert notices.said[-1] == "已登记进展：路灯维修"
    assert [told.words for told in office.progress.of(task.id)] == ["修好一处"]

    def rows() -> list[str]:
        found = home.findChildren(QPushButton, "todo")
        return [row.accessibleName() for row in found if row.isVisible()]

    qtbot.waitUntil(lambda: any("完成 1/2 处" in words for words in rows()))


def test_a_task_that_is_late_leads_to_itself_in_its_year(home, desk, office, went, qtbot):
    task = _task(office, "去年的事", "2025-12-31", year=2025)
    desk.changed.emit()
    qtbot.waitUntil(lambda: any(row.isVisible() for row in home.findChildren(QPushButton, "todo")))
    _press(home, "todo")
    assert went == [f"tasks/{task.id}"]
    assert desk.year == 2025


def test_days_of_the_year_have_room_in_a_wide_window_only(home):
    assert not home.findChild(QWidget, "nodes").isVisible()
    home.resize(1700, 900)
    assert home.findChild(QWidget, "nodes").isVisible()
    nodes = home.findChildren(QPushButton, "node")
    assert [node.accessibleName().split("，")[1] for node in nodes] == [
        "端午节", "“七一”建党节", "“八一”建军节", "全民国防教育日"
    ]  # fmt: skip


def test_what_the_year_asks_for_opens_the_almanac_at_it(home, desk, qtbot, monkeypatch):
    monkeypatch.setattr(HomePage, "_today", staticmethod(lambda: date(2026, 7, 5)))
    desk.changed.emit()
    wanted = "制定“八一”走访慰问方案和名册"

    def asked() -> list[QPushButton]:
        found = home.findChildren(QPushButton, "todo")
        return [row for row in found if row.isVisible() and wanted in row.accessibleName()]

    qtbot.waitUntil(lambda: len(asked()) == 1)
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        said.append(dialog.findChild(QLabel, "year_days_words").text())
        dialog.reject()

    QTimer.singleShot(0, look)
    QTest.mouseClick(asked()[0], Qt.MouseButton.LeftButton)
    assert wanted in said[0]


@pytest.mark.parametrize(
    "case",
    [
        (date(2026, 3, 1), "距清明节还有 35 天"),
        (date(2026, 7, 5), "距“八一”建军节还有 27 天"),
        (date(2026, 9, 30), "今天是烈士纪念日"),
        (QUIET, ""),
    ],
)
def test_the_next_day_that_the_desk_does_something_for_is_announced(
    home, desk, monkeypatch, qtbot, case
):
    day, words = case
    monkeypatch.setattr(HomePage, "_today", staticmethod(lambda: day))
    desk.changed.emit()

    def shown() -> list[str]:
        found = home.findChildren(QPushButton, "festival")
        return [strip.accessibleName() for strip in found if strip.isVisible()]

    qtbot.waitUntil(lambda: shown() == ([words] if words else []))


def test_a_middle_in_which_nothing_stands_takes_no_room(
    desk: Desk, notices: RecordingNotices, qtbot: QtBot
) -> None:
    made = make(desk, notices, lambda _where: None)
    made.resize(1294, 685)
    made.show()
    qtbot.waitUntil(lambda: made.findChild(QPushButton, "figure_appeals") is not None)
    qtbot.waitUntil(lambda: made._todo.width() > 600)  # noqa: SLF001 (else a hole is beside it)
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
