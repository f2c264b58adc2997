"""数字出处: the formula of a number, and exactly the people or records behind it."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QTableView, QWidget

from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.contacts import Contact, ContactWay
from shuangyong_desktop.domain.numbers import BY_KEY, NUMBERS, Span
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.rounds import Round, RoundKind
from shuangyong_desktop.domain.tasks import Task
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.number_source import NumberSource, open_source
from ui.conftest import LI, RecordingNotices

YEAR = 2025
SPAN = Span.of_year(YEAR)


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 650)
    return made


@pytest.fixture
def tell(
    desk: Desk, notices: RecordingNotices, window: QWidget, qtbot
) -> Callable[[str], NumberSource]:
    def told(key: str, span: Span = SPAN) -> NumberSource:
        made = NumberSource(desk, notices, window, BY_KEY[key], span)
        qtbot.addWidget(made)
        made.show()
        return made

    return told


def words(within: QWidget, name: str) -> str:
    found = within.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def pressable(within: QWidget, name: str) -> QPushButton:
    found = within.findChild(QPushButton, name)
    assert found is not None, name
    return found


def shown(press: Callable[[], object]) -> list[list[str]]:
    """The rows of the list that `press` opens."""
    rows: list[list[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        table = dialog.findChild(QTableView, "source_list")
        assert table is not None
        model = table.model()
        for at in range(model.rowCount()):
            cells = (model.index(at, place).data() for place in range(model.columnCount()))
            rows.append(list(cells))
        dialog.reject()

    QTimer.singleShot(0, look)
    press()
    return rows


def test_a_number_says_how_it_is_counted_and_is_copied_with_it(
    office: Office, notices: RecordingNotices, tell
) -> None:
    office.activities.save(Activity(date="2025-05-01", title="国防教育课", kind="国防教育"))
    source = tell("defence.times")
    assert words(source, "source_title") == "国防教育场次"
    assert words(source, "source_value") == "1 场"
    assert words(source, "source_how") == "本年登记的国防教育，每条一场"
    assert words(source, "source_when") == "2025年全年"
    assert words(source, "source_clause") == "工作要点二（一）"
    pressable(source, "source_copy").click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("国防教育场次：1 场（2025年全年；口径：本年登记的国防教育，每条一场；")
    assert notices.said == ["已复制出处。"]
    half = tell("defence.times", Span.first_half(YEAR))
    assert words(half, "source_when") == "2025年1月1日至6月30日"


def test_people_are_shown_by_the_ledger_page(desk: Desk, office: Office, tell) -> None:
    li = office.people.save(LI)
    for day in ("2025-03-01", "2025-04-01"):
        contact = Contact(person_id=li.id, date=day, way=ContactWay.PHONE, officer="王敏")
        office.contacts.register(Visit(contact=contact))
    wanted: list[tuple[str, object]] = []
    desk.people_wanted.connect(lambda title, ids: wanted.append((title, ids)))
    source = tell("contact.people")
    assert pressable(source, "source_look").text() == "查看 1 人"
    pressable(source, "source_look").click()
    assert wanted == [("联系服务对象人数", (li.id,))]
    assert not source.isVisible()
    rows = shown(pressable(tell("contact.times"), "source_look").click)
    assert [row[0] for row in rows] == ["李建国", "李建国"]


def test_records_are_listed_with_the_columns_that_hold_something(office: Office, tell) -> None:
    office.tasks.save(Task(title="路灯维修", year=YEAR, unit="规建办"))
    (row,) = shown(pressable(tell("task.total"), "source_look").click)
    assert row[0] == "路灯维修"
    assert {"规建办", "工作要点"} <= set(row)
    assert "" not in row


def test_visits_and_rounds_are_listed_by_name(office: Office, tell) -> None:
    office.people.save(LI)
    made = office.visits.create(
        VisitPlan(title="春节走访慰问", occasion="春节", year=YEAR,
                  amounts=(VisitAmount("war_veteran", Decimal(500)),))
    )  # fmt: skip
    (unit,) = office.visits.units(made.plan.id or 0)
    office.receipts.register(
        unit.id or 0, Receipt(state=ReceiptState.SIGNED, received_on="2025-02-10")
    )
    (row,) = shown(pressable(tell("visit.money"), "source_look").click)
    assert row[:4] == ["李建国", "惠民社区", "春节", "500.00"]
    office.rounds.begin(Round(kind=RoundKind.SURVEY, title="全面摸排", year=YEAR))
    (row,) = shown(pressable(tell("survey.members"), "source_look").click)
    assert row[:3] == ["李建国", "惠民社区", "未办理"]


def test_a_sum_leads_to_its_parts_and_back(tell) -> None:
    source = tell("worry.received")
    assert not pressable(source, "source_look").isVisible()
    pressable(source, "source_part_schooling.received").click()
    assert words(source, "source_title") == "受理军人子女教育需求"
    pressable(source, "source_back").click()
    assert words(source, "source_title") == "受理“三后”需求"
    assert not pressable(source, "source_back").isVisible()


def test_every_number_can_be_asked_for_its_source(tell) -> None:
    source = tell("task.total")
    for number in NUMBERS:
        source.show_number(number)
        assert words(source, "source_value").startswith("0 ")


def test_it_opens_over_a_page_and_closes_by_escape(
    desk: Desk, notices: RecordingNotices, window: QWidget
) -> None:
    QTimer.singleShot(0, lambda: QApplication.activeModalWidget().reject())
    open_source(desk, notices, window, BY_KEY["task.total"], SPAN)
    assert QApplication.activeModalWidget() is None
