"""任务 in the window: table, numbers, filters, board, calendar, panel, closing."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.tasks import (
    PROOFS,
    SUPERVISIONS,
    Closing,
    Progress,
    Proof,
    ProofKind,
    Supervision,
    Task,
    TaskList,
    TaskState,
)
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import tasks
from shuangyong_desktop.ui.pages.task_board import TaskBoard
from shuangyong_desktop.ui.pages.task_calendar import TaskCalendar
from shuangyong_desktop.ui.pages.task_conditions import ConditionList
from shuangyong_desktop.ui.pages.task_table import TaskTable
from shuangyong_desktop.ui.pages.tasks import TasksPage
from shuangyong_desktop.ui.widgets.board import Board
from ui.conftest import RecordingNotices, choose

pytestmark = pytest.mark.qt_log_ignore(
    "This plugin does not support grabbing the keyboard", extend=True
)
TODAY = date.today()  # noqa: DTZ011 (the clerk's day)
YEAR = TODAY.year


def _day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def page(desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[TasksPage]:
    _save(office, "路灯维修", unit="规建办", proposer="驻区某部", due_rule=_day(-1), goal=2)
    _save(office, "国防教育课", list=TaskList.FOR_LOCAL, unit="武装部", due_rule=_day(5))
    _save(office, "清明祭扫", list=TaskList.PLAN, unit="武装部", clause="要点（四）")
    _save(office, "研究排水", list=TaskList.MEETING, unit="规建办", due_rule=_day(100))
    made = tasks.make(desk, notices, lambda _where: None)
    made.resize(1290, 700)
    made.show()
    QApplication.processEvents()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _save(office: Office, title: str, proofs: tuple[Proof, ...] = (), **columns) -> Task:
    usual = {"list": TaskList.FOR_ARMY, "year": YEAR, "title": title}
    return office.tasks.save(Task(**{**usual, **columns}), proofs)


def find(within: QWidget, kind: type, name: str):
    every = within.findChildren(kind, name)
    assert every, name
    return next((item for item in every if item.isVisible()), every[-1])


def press(within: QWidget, name: str) -> None:
    made = find(within, QPushButton, name)
    assert made.isEnabled(), name
    made.click()


def words(within: QWidget, name: str) -> str:
    return find(within, QLabel, name).text()


def in_dialog(act: Callable[[], object], fill: Callable[[QDialog], None]) -> None:
    """Do `act`; `fill` the dialog that it opens."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            fill(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    act()


def because(dialog: QDialog) -> None:
    """Give a reason and go on."""
    find(dialog, QPlainTextEdit, "reason").setPlainText("对方换防")
    press(dialog, "reason_save")


def rows(page: TasksPage) -> list[str]:
    """The table as it reads: headings and titles."""
    model = page.findChild(TaskTable).model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def go_to(page: TasksPage, title: str) -> None:
    """Choose the task of that title in the table."""
    table = page.findChild(TaskTable)
    table.go_to(rows(page).index(title))
    table.current_changed.emit()


def menu_entry(page: QWidget, opener: str, begins: str) -> None:
    """Choose from a menu behind a button, letting a dialog that it opens be filled first."""
    find(page, QPushButton, opener).click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (entry,) = [item for item in menu.actions() if item.text().startswith(begins)]
    menu.close()
    entry.trigger()


def test_tasks_stand_under_their_lists_with_what_is_closed(page: TasksPage) -> None:
    assert rows(page) == [
        "一、双清单 · 地方支持部队事项 已销号 0/1", "路灯维修",
        "二、双清单 · 部队支持地方事项 已销号 0/1", "国防教育课",
        "三、工作要点 · 要点（四） 已销号 0/1", "清明祭扫",
        "四、会议议定事项 已销号 0/1", "研究排水",
    ]  # fmt: skip
    assert find(page, QPushButton, "task_section_mutual").text() == "双清单 2"
    assert words(page, "task_title") == "1. 路灯维修"
    assert words(page, "task_state") == "逾期 1 天"


def test_headings_cannot_be_chosen(page: TasksPage) -> None:
    table = page.findChild(TaskTable)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert rows(page)[table.current_row()] == "国防教育课"


def test_a_number_shows_exactly_what_it_counts(page: TasksPage) -> None:
    assert words(page, "count_overdue") == "1"
    assert words(page, "count_soon") == "1"
    press(page, "number_soon")
    assert rows(page)[1:] == ["国防教育课"]
    press(page, "number_soon")
    assert len(rows(page)) == 8
    page.show_part("overdue")
    assert rows(page)[1:] == ["路灯维修"]
    press(page, "number_closed")
    assert words(page, "tasks_words") == "没有符合条件的任务。"
    press(page, "tasks_all")
    assert len(rows(page)) == 8


def test_what_another_page_counts_is_shown_exactly(page: TasksPage, office: Office) -> None:
    choose(page, "task_unit", "武装部")
    page.show_part("mutual/open")
    known = office.tasks.counts(YEAR).mutual_open
    assert sum("、" not in row for row in rows(page)) == known
    assert page.note == "只显示未销号的"
    press(page, "task_section_all")
    assert page.note == ""


def test_lists_units_and_days_narrow_together(page: TasksPage) -> None:
    press(page, "task_section_mutual")
    assert len(rows(page)) == 4
    press(page, "task_section_all")
    choose(page, "task_unit", "武装部")
    assert find(page, QPushButton, "task_unit").text() == "责任单位：武装部"
    assert [row for row in rows(page) if "、" not in row] == ["国防教育课", "清明祭扫"]
    choose(page, "task_unit", "全部")
    choose(page, "task_proposer", "驻区某部")
    assert rows(page)[1:] == ["路灯维修"]
    choose(page, "task_proposer", "全部")
    choose(page, "task_period", "一季度")
    assert find(page, QPushButton, "task_period").text() == "时限：一季度"


def test_a_year_without_tasks_leads_on(page: TasksPage, desk: Desk) -> None:
    desk.show_year(YEAR + 1)
    assert words(page, "tasks_words").startswith(f"{YEAR + 1} 年还没有任务")
    assert find(page, QPushButton, "tasks_first").isVisible()
    assert not find(page, QWidget, "task_panel").isVisible()


def test_a_new_task_is_asked_for_with_its_conditions(page: TasksPage, office: Office) -> None:
    def fill(dialog: QDialog) -> None:
        assert find(dialog, QComboBox, "list").currentText() == "工作要点"
        find(dialog, QLineEdit, "title").setText("走访慰问")
        find(dialog, QComboBox, "due_rule").setCurrentText("八一")
        press(dialog, "proof_add")
        find(dialog, QLineEdit, "proof_1_title").setText("现场照片")
        find(dialog, QComboBox, "proof_1_kind").setCurrentText("照片")
        find(dialog, QSpinBox, "proof_1_least").setValue(3)
        press(dialog, "proof_add")
        press(dialog, "proof_2_remove")
        press(dialog, "proof_add")  # stays empty: no condition
        press(dialog, "task_save")

    press(page, "task_section_plan")
    in_dialog(page.primary.act, fill)
    assert words(page, "task_title") == "4. 走访慰问"
    (task,) = [t for t in office.tasks.every() if t.title == "走访慰问"]
    assert task.due == f"{YEAR}-08-01"
    ((proof, files),) = office.tasks.facts.proofs(task.id)
    assert (proof.title, proof.kind, proof.least, files) == ("现场照片", ProofKind.PHOTO, 3, 0)


def test_a_task_is_edited_and_removed_by_keys(page: TasksPage, office: Office, qtbot) -> None:
    table = page.findChild(TaskTable)

    def fill(dialog: QDialog) -> None:
        find(dialog, QComboBox, "unit").setCurrentText("应急办")
        press(dialog, "task_save")

    go_to(page, "路灯维修")
    in_dialog(partial(QTest.keyClick, table, Qt.Key.Key_Return), fill)
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    assert task.unit == "应急办"
    page.activateWindow()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert "路灯维修" not in rows(page)
    office.history.undo(office.history.next_undo().id)
    page.reload()
    assert "路灯维修" in rows(page)


def test_progress_is_told_and_taken_back(page: TasksPage, office: Office) -> None:
    def fill(dialog: QDialog) -> None:
        find(dialog, QLineEdit, "by").setText("王敏")
        find(dialog, QPlainTextEdit, "words").setPlainText("更换 6 盏")
        find(dialog, QLineEdit, "date").setText(_day(1))
        press(dialog, "progress_save")
        assert words(dialog, "progress_error").startswith("进展日期在今天之后")
        find(dialog, QLineEdit, "date").setText(_day(0))
        press(dialog, "progress_save")

    go_to(page, "路灯维修")
    in_dialog(partial(press, page, "task_report"), fill)
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    assert task.state is TaskState.GOING
    (told,) = office.progress.of(task.id)
    press(page, f"progress_{told.id}_remove")
    assert office.progress.of(task.id) == []


def test_the_keyboard_stays_where_it_was_when_the_panel_is_filled_anew(
    page: TasksPage, office: Office
) -> None:
    go_to(page, "路灯维修")
    find(page, QPushButton, "task_report").setFocus()
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    office.progress.save(Progress(task_id=task.id, date=_day(0), amount=1))
    page.reload()
    QApplication.processEvents()
    assert page.window().focusWidget() is find(page, QPushButton, "task_report")


def _ready(office: Office, page: TasksPage) -> Task:
    """An item of the 双清单 of which everything is there."""
    task = _save(office, "就业推荐", (Proof(title="通知", ticked_on=_day(0)),), goal=1)
    office.progress.save(Progress(task_id=task.id, date=_day(0), amount=1))
    page.reload()
    go_to(page, "就业推荐")
    return task


def _confirm(page: TasksPage) -> None:
    """Fill in what the proposing side says."""
    QTest.keyClicks(find(page, QLineEdit, "closing_by"), "Li")
    QTest.keyClicks(find(page, QLineEdit, "closing_long_term"), "yearly")
    press(page, f"closing_said_{Satisfaction.CONTENT.name}")


def test_an_item_closes_by_the_proposers_confirmation(page: TasksPage, office: Office) -> None:
    task = _ready(office, page)
    close = find(page, QPushButton, "task_close")
    assert close.text() == "提出单位确认并销号"
    assert not close.isEnabled()
    assert words(page, "closing_waits") == "还要填写确认人、评价、长效措施。"
    assert not page.unsaved
    _confirm(page)
    assert page.unsaved
    press(page, "task_close")
    after = office.tasks.get(task.id)
    assert (after.state, after.confirmed_by, after.long_term) == (TaskState.CLOSED, "Li", "yearly")
    assert not page.unsaved
    assert "确认人Li，满意" in words(page, "task_closed")
    in_dialog(partial(press, page, "task_on"), because)
    assert office.tasks.get(task.id).state is TaskState.GOING


def test_what_is_missing_is_said_and_may_be_outweighed_by_a_reason(
    page: TasksPage, office: Office
) -> None:
    go_to(page, "路灯维修")
    assert words(page, "closing_waits").startswith("销号条件未齐：完成 0/2 次；还要填写")
    _confirm(page)
    assert not find(page, QPushButton, "task_close").isEnabled()
    in_dialog(partial(press, page, "close_anyway"), because)
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    assert (task.state, task.state_reason) == (TaskState.CLOSED, "对方换防")


def test_a_task_of_the_plan_is_checked_by_the_desk(page: TasksPage, office: Office) -> None:
    go_to(page, "清明祭扫")
    assert find(page, QPushButton, "task_close").text() == "核验并销号"
    find(page, QLineEdit, "closing_on").setText("")
    QTest.keyClicks(find(page, QLineEdit, "closing_on"), "2026")
    assert words(page, "closing_waits") == "还要填写日期。"
    find(page, QLineEdit, "closing_on").setText(_day(1))
    QTest.keyClicks(find(page, QLineEdit, "closing_by"), "W")
    assert words(page, "closing_waits") == "还要填写今天或以前的日期。"
    find(page, QLineEdit, "closing_on").setText(_day(-1))
    QTest.keyClicks(find(page, QLineEdit, "closing_by"), "M")
    press(page, "task_close")
    task = next(t for t in office.tasks.every() if t.title == "清明祭扫")
    assert (task.closed_on, task.confirmed_by) == (_day(-1), "WM")


def test_states_are_led_in_the_panel(page: TasksPage, office: Office) -> None:
    def state() -> TaskState:
        (found,) = [t for t in office.tasks.every() if (t.title, t.year) == ("国防教育课", YEAR)]
        return found.state

    go_to(page, "国防教育课")
    press(page, "task_on")
    assert state() is TaskState.TO_CHECK
    assert words(page, "task_state") == "待提出单位确认"
    in_dialog(partial(press, page, "task_on"), because)
    assert state() is TaskState.RETURNED
    in_dialog(partial(menu_entry, page, "task_more", "挂起"), because)
    assert state() is TaskState.HELD
    assert words(page, "task_closed") == "挂起：对方换防"
    press(page, "task_on")
    assert state() is TaskState.GOING
    in_dialog(partial(menu_entry, page, "task_more", "转入"), because)
    assert state() is TaskState.CARRIED
    assert [t.title for t in office.tasks.every() if t.year == YEAR + 1] == ["国防教育课"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("从工作要点生成", "task_source_dialog"),
        ("分工表", "roster_dialog"),
        ("对账和对账单", "reconcile_dialog"),
        ("逾期、督办和通报", "overdue_dialog"),
        ("转入", "next_year_dialog"),
    ],
)
def test_the_menu_leads_to_what_is_done_with_a_year(page: TasksPage, words: str, name: str) -> None:
    seen: list[str] = []
    in_dialog(partial(menu_entry, page, "task_acts", words), lambda d: seen.append(d.objectName()))
    assert seen == [name]


def test_a_list_of_tasks_is_asked_for(page: TasksPage, notices: RecordingNotices) -> None:
    menu_entry(page, "task_acts", "导入任务表")
    assert notices.said[-2] == "导入任务表"


def test_the_next_step_of_supervision_is_asked_for(page: TasksPage) -> None:
    seen: list[str] = []
    in_dialog(partial(press, page, "task_supervise"), lambda d: seen.append(d.objectName()))
    assert seen == ["supervise_dialog"]


def test_a_condition_is_ticked_and_unticked(page: TasksPage, office: Office) -> None:
    task = _save(office, "签协议", (Proof(title="协议", least=2),))
    page.reload()
    go_to(page, "签协议")
    assert words(page, "conditions_count") == "0/1"
    assert words(page, "condition_0_words") == "0/2 份"

    def fill(dialog: QDialog) -> None:
        find(dialog, QLineEdit, "words").setText("三号盒")
        press(dialog, "tick_save")

    in_dialog(partial(menu_entry, page, "condition_0", "纸质已齐"), fill)
    assert words(page, "conditions_count") == "1/1 已齐"
    assert words(page, "condition_0_words") == "三号盒"
    menu_entry(page, "condition_0", "取消")
    ((proof, _),) = office.tasks.facts.proofs(task.id)
    assert proof.ticked_on is None


def test_files_of_a_condition_are_opened_and_removed(
    page: TasksPage, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = _save(office, "签协议", (Proof(title="协议"),))
    ((proof, _),) = office.tasks.facts.proofs(task.id)
    office.enclosures.add(
        Scan("协议.pdf", b"%PDF-1.4 1"), Enclosure(register="proof", record_id=proof.id)
    )
    office.enclosures.add(
        Scan("来函.pdf", b"%PDF-1.4 2"), Enclosure(register="task", record_id=task.id)
    )
    page.reload()
    go_to(page, "签协议")
    assert words(page, "condition_0_words") == "协议.pdf"
    opened: list[str] = []
    monkeypatch.setattr(
        "shuangyong_desktop.ui.pages.task_acts.QDesktopServices.openUrl",
        lambda url: opened.append(Path(url.toLocalFile()).name),
    )
    menu_entry(page, "condition_0", "打开")
    menu_entry(page, "task_file_0", "打开")
    assert [name.split("-")[1] for name in opened] == ["协议.pdf", "来函.pdf"]
    menu_entry(page, "condition_0", "移除")
    menu_entry(page, "task_file_0", "移除")
    assert office.enclosures.of_record("proof", proof.id) == []
    assert office.enclosures.of_record("task", task.id) == []


def test_a_dropped_picture_is_kept_with_the_condition_that_misses_it(
    page: TasksPage, office: Office, notices: RecordingNotices, tmp_path: Path, qtbot
) -> None:
    task = _save(office, "办活动", (Proof(title="照片", kind=ProofKind.PHOTO),))
    ((proof, _),) = office.tasks.facts.proofs(task.id)
    page.reload()
    go_to(page, "办活动")
    picture = tmp_path / "现场.png"
    page.grab().save(str(picture))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(picture))])
    target = page.findChild(ConditionList)
    event = QDropEvent(
        QPointF(1, 1), Qt.DropAction.CopyAction, dropped, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    target.dropEvent(event)
    qtbot.waitUntil(lambda: bool(office.enclosures.of_record("proof", proof.id)), timeout=20_000)
    (kept,) = office.enclosures.of_record("proof", proof.id)
    assert kept.kind == "照片"
    assert words(page, "conditions_count") == "1/1 已齐"
    notices.to_open = picture
    press(page, "proof_file")
    qtbot.waitUntil(lambda: bool(notices.failures), timeout=20_000)
    assert "已经附过" in str(notices.failures[0])


def test_supervision_and_the_words_of_the_clause_are_told(page: TasksPage, office: Office) -> None:
    task = next(t for t in office.tasks.every() if t.title == "清明祭扫")
    office.tasks.save(replace(task, clause_text="（四）开展祭扫瞻仰活动。"))
    office.entries(SUPERVISIONS).save(
        Supervision(task_id=task.id, date=_day(0), unit="武装部", demand="抓紧", reply="已安排")
    )
    page.reload()
    go_to(page, "清明祭扫")
    assert words(page, "count_supervised") == "1"
    clause = find(page, QLabel, "clause_text")
    assert not clause.isVisible()
    press(page, "show_clause")
    assert clause.isVisible()


def test_the_board_groups_by_unit_and_a_card_moves_to_another(
    page: TasksPage, office: Office, qtbot
) -> None:
    press(page, "task_view_board")
    assert page.part_in_front == "board"
    board = page.findChild(Board)
    assert not find(page, QWidget, "task_panel").isVisible()
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    assert board.go_to(task.id)
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert board.current == task.id
    qtbot.waitUntil(lambda: office.tasks.get(task.id).unit == "武装部")
    office.history.undo(office.history.next_undo().id)
    assert office.tasks.get(task.id).unit == "规建办"


def test_a_card_opens_beside_the_board_and_is_closed_again(page: TasksPage) -> None:
    press(page, "task_view_board")
    board, panel = page.findChild(Board), find(page, QWidget, "task_panel")
    board.setFocus()
    QTest.keyClick(board, Qt.Key.Key_Return)
    assert panel.isVisible()
    press(page, "task_panel_close")
    assert not panel.isVisible()


def test_a_card_goes_to_any_unit_by_its_menu(page: TasksPage, office: Office, qtbot) -> None:
    office.dictionary.save_units("规建办\n武装部\n妇联")
    press(page, "task_view_board")
    board = page.findChild(TaskBoard)
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    board.board.menu_wanted.emit(task.id, board.mapToGlobal(board.rect().center()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (entry,) = [item for item in menu.actions() if item.text() == "转给妇联"]
    menu.close()
    entry.trigger()
    qtbot.waitUntil(lambda: office.tasks.get(task.id).unit == "妇联")


def test_the_lane_of_several_units_asks_which(page: TasksPage, office: Office, qtbot) -> None:
    for number in range(12):
        _save(office, f"任务{number}", unit=f"单位{number}")
    page.reload()
    press(page, "task_view_board")
    board = page.findChild(TaskBoard)
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    board.board.moved.emit(task.id, board.board.room - 1)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entry = menu.actions()[0]
    menu.close()
    entry.trigger()
    unit = entry.text().removeprefix("转给")
    qtbot.waitUntil(lambda: office.tasks.get(task.id).unit == unit)


def test_the_calendar_shows_what_is_due_on_a_day(page: TasksPage) -> None:
    press(page, "task_view_calendar")
    calendar = page.findChild(TaskCalendar)
    calendar.grid.go_to(TODAY - timedelta(days=1))
    assert words(page, "calendar_day").endswith("1 项")
    day_tasks = find(page, QWidget, "day_tasks")
    QTest.keyClick(day_tasks, Qt.Key.Key_Return)
    assert words(page, "task_title") == "1. 路灯维修"
    assert not day_tasks.isVisible()
    page.show_part("table")
    press(page, "task_view_calendar")
    calendar.grid.go_to(date(YEAR, 8, 1))
    assert words(page, "calendar_festival") == "八一"
    assert "这一天没有到期的任务" in words(page, "day_nothing")
    press(page, "month_before")
    assert words(page, "calendar_month") == f"{YEAR}年7月"
    press(page, "month_after")
    press(page, "month_now")
    assert calendar.grid.day == TODAY


def test_the_calendar_follows_the_year(page: TasksPage, office: Office, desk: Desk) -> None:
    _save(office, "明年", year=YEAR + 1, due_rule="八一")
    press(page, "task_view_calendar")
    desk.show_year(YEAR + 1)
    assert words(page, "calendar_month").startswith(f"{YEAR + 1}年")


def test_a_task_is_shown_by_its_id_from_anywhere(page: TasksPage, office: Office) -> None:
    press(page, "task_section_plan")
    task = next(t for t in office.tasks.every() if t.title == "研究排水")
    page.show_part(str(task.id))
    assert words(page, "task_title") == "4. 研究排水"


def test_a_change_asks_for_the_numbers_and_the_year_once_each(
    page: TasksPage, office: Office
) -> None:
    seen: list[str] = []
    office.ledger.connection.set_trace_callback(seen.append)
    page.reload()
    office.ledger.connection.set_trace_callback(None)
    assert sum("FROM task WHERE year" in sql and "GROUP BY list" in sql for sql in seen) == 1
    assert sum("FROM task WHERE year" in sql and "ORDER BY CASE list" in sql for sql in seen) == 1


def test_a_low_page_keeps_the_numbers_and_scrolls_the_acts(page: TasksPage) -> None:
    page.resize(900, 420)
    QApplication.processEvents()
    assert not find(page, QWidget, "tasks_ring").isVisible()
    assert words(page, "tasks_closed_brief") == "0/4"
    page.resize(1290, 900)
    QApplication.processEvents()
    assert find(page, QWidget, "tasks_ring").isVisible()


def test_a_closed_task_is_not_closed_again(page: TasksPage, office: Office) -> None:
    task = _ready(office, page)
    office.tasks.close(task.id, Closing(on=_day(0), confirmed_by="李明", long_term="每年",
                                        evaluation=Satisfaction.MOSTLY))  # fmt: skip
    page.reload()
    assert not find(page, QPushButton, "task_close").isVisible()
    assert "基本满意" in words(page, "task_closed")
    assert office.entries(PROOFS).count() == 1


def test_the_lists_are_called_as_the_desk_likes(page: TasksPage, office: Office) -> None:
    office.settings.save_desk(replace(office.settings.desk(), for_army="拥军实事", for_local=""))
    page.reload()
    assert rows(page)[0] == "一、双清单 · 拥军实事 已销号 0/1"
    assert rows(page)[2] == "二、双清单 · 部队支持地方事项 已销号 0/1"


def test_the_form_and_the_board_call_the_lists_as_the_desk_likes(
    page: TasksPage, office: Office
) -> None:
    office.settings.save_desk(replace(office.settings.desk(), for_army="拥军实事"))
    unproposed = _save(office, "没有提出单位的事")
    page.reload()

    def fill(dialog: QDialog) -> None:
        box = find(dialog, QComboBox, "list")
        assert [box.itemText(at) for at in range(1, 4)] == [
            "拥军实事",
            "部队支持地方事项",
            "工作要点",
        ]
        assert box.currentText() == "拥军实事"
        find(dialog, QLineEdit, "title").setText("新事项")
        press(dialog, "task_save")

    in_dialog(page.primary.act, fill)
    made = next(task for task in office.tasks.every() if task.title == "新事项")
    assert made.list is TaskList.FOR_ARMY
    board = page.findChild(TaskBoard)
    (card,) = board._cards([unproposed.id])  # noqa: SLF001 (what the board paints)
    assert card.source == "拥军实事"


def test_a_half_typed_confirmation_waits_as_a_draft(
    page: TasksPage, office: Office, desk: Desk, notices: RecordingNotices
) -> None:
    _ready(office, page)
    _confirm(page)
    assert page.keeps_draft
    go_to(page, "清明祭扫")
    assert find(page, QLineEdit, "closing_by").text() == ""
    again = tasks.make(desk, notices, lambda _where: None)
    again.resize(1290, 700)
    again.show()
    go_to(again, "就业推荐")
    assert find(again, QLineEdit, "closing_by").text() == "Li"
    assert find(again, QLineEdit, "closing_long_term").text() == "yearly"
    press(again, "task_close")
    task = next(t for t in office.tasks.every() if t.title == "就业推荐")
    assert (task.confirmed_by, task.evaluation) == ("Li", Satisfaction.CONTENT)
    assert office.unsaved.of(f"closing:{task.id}") is None
    again.deleteLater()


def test_another_page_leads_to_a_day_of_the_calendar_and_to_the_balance(page: TasksPage) -> None:
    page.show_part(f"calendar/{YEAR}-10-01")
    assert words(page, "calendar_festival") == "国庆"
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        seen.append(dialog.objectName())

    in_dialog(lambda: press(page, "calendar_year"), look)
    page.show_part("reconcile")
    in_dialog(QApplication.processEvents, look)
    assert seen == ["year_days_dialog", "reconcile_dialog"]


def test_a_telephone_number_is_covered_with_the_others(
    page: TasksPage, office: Office, desk: Desk
) -> None:
    def told() -> str:
        QApplication.processEvents()
        shown = find(page, QWidget, "task_panel").findChildren(QLabel)
        return " ".join(item.text() for item in shown if item.isVisible())

    task = next(t for t in office.tasks.every() if t.title == "清明祭扫")
    office.tasks.save(replace(task, person="王敏", phone="13800000000"))
    page.reload()
    go_to(page, "清明祭扫")
    assert "王敏 138****0000" in told()
    desk.uncover()
    assert "王敏 13800000000" in told()


def test_how_a_task_stood_at_a_reconciliation_is_told(page: TasksPage, office: Office) -> None:
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    office.progress.save(Progress(task_id=task.id, date=_day(0), amount=1))
    office.reconciliations.take(YEAR, TODAY)
    page.reload()
    go_to(page, "路灯维修")
    QApplication.processEvents()
    shown = find(page, QWidget, "task_panel").findChildren(QLabel)
    assert "推进中，完成 1 次" in [item.text() for item in shown]


def test_typing_goes_to_a_task_by_its_name(page: TasksPage) -> None:
    table = page.findChild(TaskTable)
    table.typed.emit("祭扫")
    assert rows(page)[table.current_row()] == "清明祭扫"
    table.typed.emit("没有")
    assert rows(page)[table.current_row()] == "清明祭扫"


def test_a_card_can_be_brought_to_where_no_unit_answers_yet(
    page: TasksPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    homeless = _save(office, "待定事项")
    page.reload()
    press(page, "task_view_board")
    board = page.findChild(Board)
    task = next(t for t in office.tasks.every() if t.title == "路灯维修")
    board.go_to(homeless.id)
    lane = board._now[0]  # noqa: SLF001 (the lane under the keyboard)
    board.moved.emit(task.id, lane)
    qtbot.waitUntil(lambda: office.tasks.get(task.id).unit is None)
    assert notices.said[-1] == "“路灯维修”的牵头单位待定"
