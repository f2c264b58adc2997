"""动态: registering, following up, reporting, comparing: the real pages over a real ledger."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
)

from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement, EntitlementState
from shuangyong_desktop.domain.events import EVENTS, Event, EventKind
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.recoveries import Recovery
from shuangyong_desktop.domain.registers import EVERY
from shuangyong_desktop.ui.pages.event_dialog import EventDialog
from shuangyong_desktop.ui.pages.moves import MovesPage
from shuangyong_desktop.ui.widgets.period_choice import period_of
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import LI

TODAY = "2026-07-20"


@pytest.fixture
def people(office):
    return [
        office.people.save(person)
        for person in (
            replace(LI, plaque_hung=True),
            Person(name="王秀英", birth_date="1950-02-03", community="石桥村",
                   categories=("retired_soldier",)),
        )
    ]  # fmt: skip


@pytest.fixture
def page(qtbot, desk, notices, people):
    assert people
    gone = []

    def go(where):
        gone.append(where)
        if where.startswith("moves/"):
            made.show_part(where.removeprefix("moves/"))

    made = MovesPage(desk, notices, go)
    made.gone = gone
    qtbot.addWidget(made)
    made.resize(1290, 650)
    made.show()
    yield made
    made.close()


def find(page, kind, name):
    QApplication.processEvents()  # what was put into a layout is shown a moment later
    (found,) = [item for item in page.findChildren(kind, name) if item.isVisible()]
    return found


def click(qtbot, page, name):
    qtbot.mouseClick(find(page, QPushButton, name), Qt.MouseButton.LeftButton)


def with_dialog(qtbot, open_it, work):
    """Do `work` in the dialog that `open_it` opens."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(10, look)
            return
        seen.append(dialog.objectName())
        work(dialog)

    QTimer.singleShot(0, look)
    open_it()
    qtbot.waitUntil(lambda: bool(seen))


def choose(box, words):
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())


def rows(page, name):
    model = find(page, RecordView, name).model()
    return [
        [model.text(at, place) for place in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def test_a_death_is_registered_in_the_dialog_and_seen_in_the_list(qtbot, page, office, people,
                                                                   notices):  # fmt: skip
    (li, _) = people

    def fill(dialog):
        dialog.findChild(QLineEdit, "date").setText(TODAY)
        dialog.findChild(QComboBox, "basis").setCurrentText("死亡证明")
        dialog.findChild(QComboBox, "cause").setCurrentText("因病")
        words = lambda: [label.text() for label in dialog.findChildren(QLabel)]  # noqa: E731
        qtbot.waitUntil(lambda: any("光荣牌" in text for text in words()))
        click(qtbot, dialog, "event_accept")

    event = Event(person_id=li.id, kind=EventKind.DIED)
    part = page.part("moves_events")

    def open_it():
        dialog = EventDialog(page.desk, event, part)
        dialog.exec()
        assert dialog.registered.person.status is PersonStatus.DECEASED

    with_dialog(qtbot, open_it, fill)
    page.desk.changed.emit()
    choose(find(page, QComboBox, "events_period"), "全部时间")
    ((day, name, kind, place, became, basis, _),) = rows(page, "events")
    assert (day, name, kind, place, became, basis) == (
        "2026年7月20日", "李建国", "死亡", "惠民社区", "在册 → 去世", "死亡证明",
    )  # fmt: skip
    shown = find(page, QLabel, "event_shown").text()
    assert shown == "李建国"
    click(qtbot, page, "to_follow_ups")
    assert [line[1] for line in rows(page, "follow_ups")] == ["李建国"] * len(
        office.follow_ups.open_ids()
    )
    assert not notices.failures


def test_the_dialog_asks_what_the_kind_needs_and_refuses_with_a_sentence(qtbot, desk, people):
    dialog = EventDialog(desk, Event(), None)
    qtbot.addWidget(dialog)
    dialog.show()
    click(qtbot, dialog, "event_accept")
    assert find(dialog, QLabel, "event_error").text() == "请先选择人员。"
    dialog.findChild(QLineEdit, "event_person").person_id = people[0].id
    dialog.findChild(QLineEdit, "event_person").picked.emit()
    kind = find(dialog, QComboBox, "event_kind")
    kind.setCurrentText("中止")
    assert dialog.findChild(QComboBox, "authority") is not None
    find(dialog, QLineEdit, "date").setText(TODAY)
    find(dialog, QComboBox, "basis").setCurrentText("判决书")
    click(qtbot, dialog, "event_accept")
    assert "决定机关" in find(dialog, QLabel, "event_error").text()
    kind.setCurrentText("区内迁移")
    assert find(dialog, QLineEdit, "date").text() == TODAY
    find(dialog, QComboBox, "community").setCurrentText("石桥村")
    click(qtbot, dialog, "event_accept")
    (event,) = desk.office.entries(EVENTS).every()
    assert (event.after, desk.office.people.get(people[0].id).community) == (
        {"community": "石桥村"}, "石桥村",
    )  # fmt: skip


def test_an_empty_date_is_shown_at_its_input(qtbot, desk, people):
    dialog = EventDialog(desk, Event(person_id=people[0].id, kind=EventKind.LOST), None)
    qtbot.addWidget(dialog)
    dialog.show()
    click(qtbot, dialog, "event_accept")
    assert "按栏目下面的提示" in find(dialog, QLabel, "event_error").text()
    assert dialog.registered is None


def test_the_list_is_filtered_by_kind_and_community(page, office, people):
    for person, kind in zip(people, (EventKind.AWAY, EventKind.LOST), strict=True):
        office.events.register(Event(person_id=person.id, kind=kind, date="2025-05", basis="电话"))
    page.desk.changed.emit()
    page.show_part("moves_events")
    assert find(page, QLabel, "no_events").text().startswith("没有登记过")
    choose(find(page, QComboBox, "events_period"), "全部时间")
    assert len(rows(page, "events")) == 2
    choose(find(page, QComboBox, "events_kind"), "失联、查无")
    assert [line[1] for line in rows(page, "events")] == ["王秀英"]
    choose(find(page, QComboBox, "events_kind"), "全部类型")
    choose(find(page, QComboBox, "events_place"), "惠民社区")
    assert [line[1] for line in rows(page, "events")] == ["李建国"]


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("本年", "2026-01-01", "2026-08-15"),
        ("上年", "2025-01-01", "2025-12-31"),
        ("本月", "2026-08-01", "2026-08-15"),
        ("上月", "2026-07-01", "2026-07-31"),
        ("本季度", "2026-07-01", "2026-08-15"),
    ],
)
def test_periods_mean_what_they_say(words, since, until):
    from datetime import date  # noqa: PLC0415

    found = period_of(words, date(2026, 8, 15))
    assert (found.since.isoformat(), found.until.isoformat()) == (since, until)
    assert period_of("全部时间", date(2026, 8, 15)) is None


@pytest.fixture
def death(office, people):
    return office.events.register(
        Event(person_id=people[0].id, kind=EventKind.DIED, date=TODAY, basis="死亡证明")
    )


@pytest.mark.usefixtures("death")
def test_any_two_days_make_a_period(page):
    page.show_part("moves_events")
    box = find(page, QComboBox, "events_period")
    choose(box, "自选时间")
    since, until = find(page, QLineEdit, "events_since"), find(page, QLineEdit, "events_until")
    for edit, text in ((since, "2026.7.20"), (until, "2026-07")):
        edit.setText(text)
        edit.editingFinished.emit()
    assert [line[1] for line in rows(page, "events")] == ["李建国"]
    since.setText("2026-13")
    since.editingFinished.emit()
    assert "请写成" in find(page, QLabel, "events_period_said").text()
    part = page.part("moves_events")
    part.look_at("增减变动表")  # nothing to look at while the days are wrong
    assert QApplication.activeModalWidget() is None
    since.setText("2026-07-21")
    since.editingFinished.emit()
    assert find(page, QLabel, "no_events").isVisible()


@pytest.mark.usefixtures("death")
def test_follow_ups_are_ticked_by_enter_waived_and_reopened(qtbot, page, office, notices):
    page.show_part("moves_follow_ups")
    table = find(page, RecordView, "follow_ups")
    total = len(rows(page, "follow_ups"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert len(office.follow_ups.open_ids()) == total - 1
    assert notices.said[-1] == "已办结 1 项"
    click(qtbot, page, "follow_up_waive")
    assert "原因" in str(notices.failures[-1])
    find(page, QLineEdit, "follow_up_remark").setText("家属已办")
    click(qtbot, page, "follow_up_waive")
    assert len(office.follow_ups.open_ids()) == total - 2
    click(qtbot, page, "follow_up_view_done")
    assert len(rows(page, "follow_ups")) == 2
    click(qtbot, page, "follow_up_reopen")
    assert len(office.follow_ups.open_ids()) == total - 1


@pytest.fixture
def overpaid(office, people):
    """Somebody who was paid for two months after the one in which they died."""
    office.entries(ENTITLEMENTS).save(
        Entitlement(person_id=people[0].id, kind="定期生活补助（参战）", amount=Decimal(900))
    )
    return office.events.register(
        Event(
            person_id=people[0].id,
            kind=EventKind.DIED,
            date="2026-03-20",
            basis="死亡证明",
            paid_until="2026-05",
        )
    )


def go_to_kind(qtbot, page, kind):
    table = find(page, RecordView, "follow_ups")
    table.go_to(next(at for at, line in enumerate(rows(page, "follow_ups")) if line[2] == kind))
    said = find(page, QLabel, "follow_up_kind")
    qtbot.waitUntil(lambda: said.text().startswith(kind))


@pytest.mark.usefixtures("overpaid")
def test_a_stop_that_is_ticked_off_may_stop_the_payment_from_its_month(
    qtbot, page, office, notices
):
    page.show_part("moves_follow_ups")
    go_to_kind(qtbot, page, "拟停发，报区局")
    assert find(page, QLineEdit, "follow_up_stop_month").text() == "2026-04"
    find(page, QCheckBox, "follow_up_stop").setChecked(True)
    click(qtbot, page, "follow_up_done")
    (paid,) = office.entries(ENTITLEMENTS).every()
    assert (paid.state, paid.until) == (EntitlementState.STOPPED, "2026-03")
    assert notices.said[-1] == "已办结并停发待遇 1 项"
    office.history.undo()
    (paid,) = office.entries(ENTITLEMENTS).every()
    assert paid.state is EntitlementState.TO_STOP


@pytest.mark.usefixtures("overpaid")
def test_what_was_paid_too_long_is_claimed_and_comes_back_in_parts(qtbot, page, office):
    page.show_part("moves_follow_ups")
    go_to_kind(qtbot, page, "多发追回")
    with_dialog(qtbot, lambda: click(qtbot, page, "follow_up_recover"),
                lambda dialog: click(qtbot, dialog, "recovery_accept"))  # fmt: skip
    assert "多发追回" not in [line[2] for line in rows(page, "follow_ups")]
    assert find(page, QPushButton, "tab_moves_recoveries").text().endswith(" 1")
    page.show_part("moves_recoveries")
    assert rows(page, "recoveries") == [
        ["李建国", "未追回", "1,800.00", "0.00", "1,800.00", "2026-04至2026-05，2 个月",
         "死亡", "", "惠民社区"],
    ]  # fmt: skip

    def pay(dialog):
        amount = find(dialog, QLineEdit, "amount")
        assert amount.text() == "1,800.00"
        amount.setText("9000")
        click(qtbot, dialog, "repayment_save")
        assert "多于未追的" in find(dialog, QLabel, "repayment_error").text()
        amount.setText("800")
        click(qtbot, dialog, "repayment_save")

    table = find(page, RecordView, "recoveries")
    with_dialog(qtbot, lambda: qtbot.keyClick(table, Qt.Key.Key_Return), pay)
    assert find(page, QLabel, "recovery_figures").text() == (
        "应追 1,800.00 = 已追 800.00 + 未追 1,000.00（元）"
    )
    with_dialog(qtbot, lambda: click(qtbot, page, "recovery_waive"), decide(qtbot))
    assert find(page, QLabel, "no_recoveries").isVisible()
    click(qtbot, page, "recovery_view_all")
    assert rows(page, "recoveries")[0][1] == "不再追回"
    click(qtbot, page, "repayment_remove")
    assert office.recoveries.lines()[0].repayments == ()
    click(qtbot, page, "recovery_remove")
    assert office.recoveries.lines() == []


def decide(qtbot):
    def work(dialog):
        click(qtbot, dialog, "waiver_save")
        assert "决定机关和文号" in find(dialog, QLabel, "waiver_error").text()
        find(dialog, QLineEdit, "waived").setText("区局〔2026〕12号")
        click(qtbot, dialog, "waiver_save")

    return work


def test_a_recovery_of_anybody_is_registered_and_corrected(qtbot, page, office, people):
    page.show_part("moves_recoveries")
    begun = office.recoveries.begin(
        Recovery(person_id=people[0].id, date=TODAY, amount=Decimal(500))
    )
    page.desk.changed.emit()

    def correct(dialog):
        find(dialog, QLineEdit, "amount").setText("450")
        click(qtbot, dialog, "recovery_accept")

    with_dialog(qtbot, lambda: click(qtbot, page, "recovery_correct"), correct)
    assert office.recoveries.get(begun.id).amount == Decimal(450)


def test_birthdays_lead_to_the_event(qtbot, page, office, people):
    today = office.ledger.clock().date()
    born = f"{today.year - 60}-{today.month:02d}-{today.day:02d}"
    office.people.save(replace(people[1], categories=("rural_veteran_60plus",), birth_date=born))
    page.show_part("moves_follow_ups")
    click(qtbot, page, "follow_up_view_ages")
    ((_, name, _, words),) = rows(page, "follow_ups")
    assert (name, "年满60周岁" in words) == ("王秀英", True)
    with_dialog(qtbot, lambda: click(qtbot, page, "coming_register"),
                lambda dialog: click(qtbot, dialog, "event_accept"))  # fmt: skip
    assert find(page, QLabel, "no_follow_ups").text().startswith("未来 3 个月没有人")


def test_a_zero_report_takes_one_key(qtbot, page, office):
    page.show_part("moves_reports")
    table = find(page, RecordView, "zero_reports")
    month = find(page, QComboBox, "report_month").currentData()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert [item.words for item in office.zero_reports.month(month)].count("零报告") == 1
    find(page, QSpinBox, "report_changes").setValue(3)
    find(page, QLineEdit, "report_reporter").setText("王支书")
    click(qtbot, page, "report_accept")
    (report,) = [item.report for item in office.zero_reports.month(month) if item.report]
    assert (report.changes, report.reporter) == (3, "王支书")
    click(qtbot, page, "report_take_back")
    assert not any(item.report for item in office.zero_reports.month(month))
    assert "已报 0" in find(page, QLabel, "report_state").text()


def test_a_pasted_list_leads_to_the_event_or_is_ruled_out(qtbot, page, office, people, notices):
    page.show_part("moves_lists")
    click(qtbot, page, "list_compare")
    assert find(page, QLabel, "no_list").isVisible()
    text = find(page, QPlainTextEdit, "list_text")
    text.setPlainText("姓名\t出生日期\t死亡时间\n李建国\t1958-03-06\t2026-05-02\n"
                      "王秀英\t1950-02-03\t2026-05-03\n赵一\t1960-01-01\t2026-05-03")  # fmt: skip
    click(qtbot, page, "list_compare")
    counts = find(page, QLabel, "list_counts")
    assert counts.text() == "读到 4 条 ＝ 命中，待处理 2 ＋ 不在台账 1 ＋ 表头、空行 1"
    assert office.history.changes(1)[0].title.startswith("名单比对（殡葬名单）")
    with_dialog(qtbot, lambda: click(qtbot, page, "list_register"),
                lambda dialog: click(qtbot, dialog, "event_accept"))  # fmt: skip
    assert office.people.get(people[0].id).death_date == "2026-05-02"
    assert "命中，待处理 1 ＋ 已经登记 1" in counts.text()
    click(qtbot, page, "list_not_the_same")
    assert "不是同一人 1" in counts.text()
    choose(find(page, QComboBox, "list_only"), "不在台账")
    assert [line[1] for line in rows(page, "list_lines")] == ["赵一"]
    assert not find(page, QPushButton, "list_register").isEnabled()
    click(qtbot, page, "list_clear")
    assert find(page, QLabel, "no_list").isVisible()
    assert not notices.failures


@pytest.mark.usefixtures("death")
def test_enter_opens_the_file_of_the_person(qtbot, page, people):
    page.show_part("moves_events")
    choose(find(page, QComboBox, "events_period"), "全部时间")
    qtbot.keyClick(find(page, RecordView, "events"), Qt.Key.Key_Return)
    assert page.gone == [f"person_file/{people[0].id}"]


@pytest.mark.usefixtures("death")
def test_what_became_known_later_is_added(qtbot, page, office, notices):
    page.show_part("moves_events")
    choose(find(page, QComboBox, "events_period"), "全部时间")

    def fill(dialog):
        find(dialog, QComboBox, "cause").setCurrentText("意外")
        click(qtbot, dialog, "record_save")

    with_dialog(qtbot, lambda: click(qtbot, page, "event_complete"), fill)
    (line,) = office.events.found(EVERY)
    assert line.event.cause == "意外"
    assert notices.said[-1] == "已补充变动情况"


@pytest.mark.usefixtures("death")
def test_what_waits_stands_beside_the_tabs(page, office):
    records = office.follow_ups.records
    with office.ledger.transaction("提前") as change:
        for number in office.follow_ups.open_ids():
            records.update(change, replace(records.get(number), due="2026-01-01"))
    page.desk.changed.emit()
    count = len(office.follow_ups.open_ids())
    assert find(page, QPushButton, "tab_moves_follow_ups").text() == f"后续事项 {count}"
