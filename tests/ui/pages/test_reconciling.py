"""对账 in its window: the balance, what changed, a snapshot, its paper."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.tasks import MUTUAL, Progress, Task, TaskList
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.reconcile_dialog import ReconcileDialog, open_reconcile
from ui.conftest import RecordingNotices

YEAR = date.today().year  # noqa: DTZ011 (the clerk's day)


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 650)
    return made


def _tasks(office: Office) -> list[int]:
    wanted = (("路灯维修", MUTUAL[0]), ("国防教育课", MUTUAL[1]), ("双拥宣传月", TaskList.PLAN))
    return [
        office.tasks.save(Task(title=title, year=YEAR, list=name, goal=2, unit="规建办")).id or 0
        for title, name in wanted
    ]


def _dialog(desk: Desk, notices: RecordingNotices, window: QWidget, qtbot) -> ReconcileDialog:
    made = ReconcileDialog(desk, notices, window, YEAR)
    qtbot.addWidget(made)
    made.show()
    return made


def press(within: QWidget, name: str) -> None:
    found = within.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isEnabled(), name
    found.click()


def words(within: QWidget, name: str) -> str:
    found = within.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def cells(within: QWidget) -> list[str]:
    found = within.findChild(QTableView, "reconcile_changes")
    assert found is not None
    model = found.model()
    return [model.index(at, 1).data() for at in range(model.rowCount())]


def in_dialog(act: Callable[[], object], fill: Callable[[QDialog], None]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            fill(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    act()


def _save(dialog: QDialog) -> None:
    press(dialog, "reconcile_day_save")


def test_the_balance_tells_all_tasks_and_the_two_lists_apart(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, qtbot
) -> None:
    _tasks(office)
    dialog = _dialog(desk, notices, window, qtbot)
    assert words(dialog, "reconcile_all") == (
        "全部任务　3 项 ＝ 已销号 0 ＋ 在办 3 ＋ 挂起 0 ＋ 转入下年 0"
    )
    assert "2 项 ＝" in words(dialog, "reconcile_mutual")
    assert cells(dialog) == ["新增，未启动"] * 3
    assert words(dialog, "reconcile_count") == "此前没有对账，列出全部事项，3 项"


def test_a_snapshot_is_taken_shown_and_undone(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, qtbot
) -> None:
    lamp, *_ = _tasks(office)
    dialog = _dialog(desk, notices, window, qtbot)
    in_dialog(lambda: press(dialog, "reconcile_take"), _save)
    (taken,) = office.reconciliations.of_year(YEAR)
    assert notices.said[-1].startswith(f"已完成 {YEAR} 年第")
    chosen = dialog.findChild(QListWidget, "reconcile_taken")
    assert chosen is not None
    assert chosen.currentRow() == 1
    chosen.setCurrentRow(0)
    assert words(dialog, "reconcile_nothing") == "各事项都没有变化。"
    office.progress.save(Progress(task_id=lamp, date=taken.date, amount=1))
    desk.changed.emit()
    assert cells(dialog) == ["未启动 → 推进中，完成 0 → 1"]
    chosen.setCurrentRow(1)
    assert len(cells(dialog)) == 3
    press(dialog, "reconcile_remove")
    assert office.reconciliations.of_year(YEAR) == []
    assert chosen.count() == 1
    assert notices.undo is not None


def test_a_day_without_its_month_or_in_the_future_is_refused(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, qtbot
) -> None:
    _tasks(office)
    dialog = _dialog(desk, notices, window, qtbot)

    def fill(asked: QDialog) -> None:
        day = asked.findChild(QLineEdit, "date")
        assert day is not None
        for wrong in (f"{YEAR}-01", f"{YEAR + 1}-12-31"):
            day.setText(wrong)
            press(asked, "reconcile_day_save")
            assert "对账日期要写到日" in words(asked, "reconcile_day_error")
        day.setText(f"{YEAR - 1}-12-31")
        press(asked, "reconcile_day_save")
        assert f"要在 {YEAR} 年内" in words(asked, "reconcile_day_error")

    in_dialog(lambda: press(dialog, "reconcile_take"), fill)
    assert office.reconciliations.of_year(YEAR) == []


def test_the_statement_of_the_chosen_day_is_looked_at(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, qtbot
) -> None:
    _tasks(office)
    dialog = _dialog(desk, notices, window, qtbot)

    def look(asked: QDialog) -> None:
        assert words(asked, "roster_words") == f"{YEAR} 年双清单对账单　截至今天"
        assert asked.findChild(QPushButton, "roster_xlsx") is not None

    in_dialog(lambda: press(dialog, "reconcile_print"), look)
    assert notices.failures == []


def test_a_year_without_tasks_says_what_to_do(
    desk: Desk, notices: RecordingNotices, window: QWidget
) -> None:
    def look(dialog: QDialog) -> None:
        assert "还没有任务" in words(dialog, "reconcile_nothing")
        for name in ("reconcile_take", "reconcile_print", "reconcile_remove"):
            found = dialog.findChild(QPushButton, name)
            assert found is not None
            assert not found.isEnabled()

    in_dialog(lambda: open_reconcile(desk, notices, window, YEAR), look)
