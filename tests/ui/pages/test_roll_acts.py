"""Registers that can do more than their form: every act in the real page."""

from decimal import Decimal

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.funds import FundEntry
from shuangyong_desktop.domain.rolls.meetings import MEETINGS, Meeting
from shuangyong_desktop.domain.rolls.role_models import ROLE_MODELS, RoleModel
from shuangyong_desktop.domain.rolls.serving import (
    CONSCRIPTS,
    MERIT_NOTICES,
    Conscript,
    MeritNotice,
)
from shuangyong_desktop.domain.service import MERITS, Merit
from shuangyong_desktop.domain.tasks import TaskList
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.ui.pages.rolls import RollsPage


def _page(qtbot, desk, notices, name: str) -> RollsPage:
    page = RollsPage(desk, notices, lambda _where: None)
    qtbot.addWidget(page)
    page.resize(1280, 650)
    page.show_part(name)
    page.show()
    return page


def _accept(name: str) -> None:
    """Press the button of the dialog that is about to open."""

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.findChild(QPushButton, name).click()

    QTimer.singleShot(0, press)


def test_decisions_of_a_meeting_become_tasks(qtbot, desk, notices):
    desk.office.entries(MEETINGS).save(
        Meeting(date="2026-03-06", title="例会", decisions="修路灯；规建办；2026-07-28\n学政策")
    )
    page = _page(qtbot, desk, notices, "meeting")
    _accept("decisions_accept")
    page.findChild(QPushButton, "roll_decisions").click()
    tasks = list(desk.office.tasks.every(RecordFilter(equal=(("list", TaskList.MEETING),))))
    assert sorted(task.title or "" for task in tasks) == ["修路灯", "学政策"]

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert not any(box.isEnabled() for box in dialog.findChildren(QCheckBox))
        assert not dialog.findChild(QPushButton, "decisions_accept").isEnabled()
        dialog.reject()

    QTimer.singleShot(0, look)
    page.findChild(QPushButton, "roll_decisions").click()


def test_candidates_come_from_the_ledger_into_the_book(qtbot, desk, notices):
    hero = desk.office.people.save(Person(name="陈英", categories=("retired_soldier",))).id
    desk.office.entries(MERITS).save(Merit(person_id=hero, award="三等功", date="1990"))
    page = _page(qtbot, desk, notices, "role_model")

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        dialog.findChild(QComboBox, "candidates_honor").setCurrentText("最美退役军人")
        dialog.findChild(QCheckBox, "candidates_0").setChecked(True)
        dialog.findChild(QPushButton, "candidates_accept").click()

    QTimer.singleShot(0, choose)
    page.findChild(QPushButton, "roll_candidates").click()
    (model,) = desk.office.entries(ROLE_MODELS).every()
    assert (model.name, model.honor, model.person_id) == ("陈英", "最美退役军人", hero)


def test_the_form_of_a_candidate_is_shown(qtbot, desk, notices):
    desk.office.entries(ROLE_MODELS).save(
        RoleModel(name="陈英", honor="最美军嫂", date="2026-03-01")
    )
    page = _page(qtbot, desk, notices, "role_model")
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(dialog.windowTitle())
        dialog.reject()

    QTimer.singleShot(50, look)
    page.findChild(QPushButton, "roll_application").click()
    assert seen == ["推荐审批表"]


def test_the_family_of_a_conscript_gets_its_file(qtbot, desk, notices):
    entries = desk.office.entries(CONSCRIPTS)
    entries.save(Conscript(name="陈小军", date="2026-01-12"))
    page = _page(qtbot, desk, notices, "conscript")
    assert page.findChild(QPushButton, "roll_family") is None
    (record,) = entries.every()
    entries.save(type(record)(id=record.id, name="陈小军", date="2026-01-12",
                              sent_off_on="2026-03-18", kin="陈大山"))  # fmt: skip
    page.reload()
    page.findChild(QPushButton, "roll_family").click()
    (stored,) = entries.every()
    assert desk.office.people.get(stored.person_id).name == "陈大山"


def test_a_notice_is_written_with_the_merits_of_the_soldier(qtbot, desk, notices):
    soldier = desk.office.people.save(Person(name="陈小军", categories=("serviceman",))).id
    desk.office.entries(MERIT_NOTICES).save(
        MeritNotice(person_id=soldier, name="陈小军", award="三等功", date="2026-03-05")
    )
    page = _page(qtbot, desk, notices, "merit_notice")
    page.findChild(QPushButton, "roll_merit").click()
    (merit,) = desk.office.entries(MERITS).every()
    assert (merit.person_id, merit.award) == (soldier, "三等功")
    page.findChild(QPushButton, "roll_merit").click()
    assert "已经有这一项" in str(notices.failures[-1])


def test_the_funds_are_told_with_their_balance_and_by_plan(qtbot, desk, notices):
    office = desk.office
    year = desk.year
    office.people.save(Person(name="甲", categories=("war_veteran",), community="石桥村"))
    amounts = (VisitAmount("war_veteran", Decimal(600)),)
    plan = VisitPlan(title="春节慰问", occasion="春节", year=year, amounts=amounts)
    unit = office.visits.units(office.visits.create(plan).plan.id)[0]
    on = office.ledger.clock().date().isoformat()
    office.receipts.register(unit.id, Receipt(state=ReceiptState.SIGNED, received_on=on))
    entered = {"date": f"{year}-01-05", "summary": "慰问"}
    office.funds.save(FundEntry(**entered, income=Decimal(1000)))
    office.funds.save(FundEntry(**entered, expense=Decimal(500), batch="春节慰问"))
    office.funds.save(FundEntry(**entered, expense=Decimal(7), batch="座谈会"))
    page = _page(qtbot, desk, notices, "fund_entry")
    told = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        told.extend(line.text() for line in dialog.findChildren(QLabel))
        dialog.findChild(QPushButton, "funds_close").click()

    QTimer.singleShot(50, look)
    page.findChild(QPushButton, "roll_funds").click()
    assert f"{year} 年收入 1,000.00 元，支出 507.00 元，余额 493.00 元" in told
    assert "春节慰问：签收合计 600.00 元，支出 500.00 元，少支出 100.00 元" in told
    assert any(words.startswith("“座谈会”支出 7.00 元") for words in told)
