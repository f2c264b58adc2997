"""首页 in the real window of a demo year: every number leads somewhere, to exactly its people."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.pages.home import HomePage

YEAR = date.today().year  # noqa: DTZ011 (the demo is of the clerk's own year)
_VETERANS = """
SELECT DISTINCT person.id FROM person JOIN person_category ON person_id = person.id
JOIN category ON category.code = person_category.category
WHERE status = 'ACTIVE' AND category_group = ?
"""
_PAID = """
SELECT DISTINCT person.id FROM person JOIN person_category ON person_id = person.id
JOIN category ON category.code = person_category.category WHERE status = 'ACTIVE' AND paid
"""


@pytest.fixture
def home(tmp_path: Path, qtbot: QtBot) -> Iterator[HomePage]:
    window = MainWindow(tmp_path / "台账.db")
    window.resize(1366, 768)
    frame = window.enter(make_demo(tmp_path / "演示.db", 150, 3, YEAR), "home")
    window.show()
    window.activateWindow()
    page = frame.page("home")
    qtbot.waitUntil(lambda: bool(page.findChildren(QPushButton, "check")), timeout=20_000)
    yield page
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _shown(home: HomePage, qtbot: QtBot) -> set[int]:
    """The ids in the table of the ledger page, all of them."""
    frame = home.window().centralWidget()
    assert frame.in_front == "ledger"
    table = frame.findChild(QTableView, "people")
    qtbot.waitUntil(lambda: table.model().rowCount() > 0)
    model = table.model()
    return {model.id_at(row) for row in range(model.rowCount())}


def _press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("figure", "sql", "values"),
    [
        ("veterans", _VETERANS, ("VETERAN",)),
        ("beneficiaries", _VETERANS, ("BENEFICIARY",)),
        ("paid", _PAID, ()),
    ],
)
def test_a_number_of_people_opens_whom_an_independent_count_finds(
    home: HomePage, qtbot: QtBot, figure: str, sql: str, values: tuple[str, ...]
) -> None:
    rows = home.desk.office.ledger.connection.execute(sql, values).fetchall()
    assert rows
    _press(home.findChild(QPushButton, f"figure_{figure}"))
    assert _shown(home, qtbot) == {number for (number,) in rows}


_CONDITIONS = {
    "appeals": "id IN (SELECT person_id FROM appeal WHERE removed_at IS NULL"
    " AND stage IN ('REGISTERED', 'ASSIGNED', 'HANDLING', 'REVISITED'))",
    "steps": "id IN (SELECT person_id FROM follow_up WHERE removed_at IS NULL"
    " AND done_on IS NULL AND waived IS NULL)",
    "visited": "id IN (SELECT visit_unit.person_id FROM visit_unit JOIN visit_receipt"
    " ON unit_id = visit_unit.id AND state != 'OPEN' WHERE plan_id = (SELECT max(id) FROM"
    " visit_plan WHERE removed_at IS NULL AND year = (SELECT max(year) FROM visit_plan)))",
}


@pytest.mark.parametrize("figure", _CONDITIONS)
def test_a_number_of_work_opens_whom_an_independent_count_finds(
    home: HomePage, qtbot: QtBot, figure: str
) -> None:
    rows = home.desk.office.ledger.connection.execute(
        f"SELECT id FROM person WHERE {_CONDITIONS[figure]}"  # noqa: S608 (of this test)
    ).fetchall()
    assert rows
    _press(home.findChild(QPushButton, f"figure_{figure}"))
    assert _shown(home, qtbot) == {number for (number,) in rows}


def test_a_bar_of_the_plan_opens_those_of_its_place(home: HomePage, qtbot: QtBot) -> None:
    chart = home.findChild(QWidget, "chart_progress")
    place, _, words = chart.accessibleName().partition("：")[2].partition(" ")
    whole = int(words.partition("，")[0].rpartition("/")[2])
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    shown = _shown(home, qtbot)
    assert len(shown) == whole
    people = home.desk.office.people
    assert {people.get(number).community for number in shown} == {place}


def test_every_fault_opens_whom_it_counts(home: HomePage, qtbot: QtBot) -> None:
    frame = home.window().centralWidget()
    for number in range(len(home.findChildren(QPushButton, "check"))):
        frame.show_page("home")
        line = [row for row in home.findChildren(QPushButton, "check") if row.isVisible()][number]
        said = int(line.accessibleName().rpartition("，")[2].removesuffix(" 人").replace(",", ""))
        _press(line)
        assert len(_shown(home, qtbot)) == said


def test_every_other_number_and_row_leads_to_a_page(home: HomePage) -> None:
    frame = home.window().centralWidget()
    names = ("figure_contacts", "figure_appeals", "figure_steps", "figure_visited")
    for name in (*names, "todo", "birthday", "all_birthdays"):
        frame.show_page("home")
        found = [item for item in home.findChildren(QPushButton, name) if item.isVisible()]
        assert found, name
        _press(found[0])
        assert frame.in_front != "home", name
