"""年历 over a real ledger: the lines of a year, where each leads, and what becomes a task."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.tasks import Task
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import year_days
from shuangyong_desktop.ui.pages.year_days import YearDaysDialog
from ui.conftest import RecordingNotices

TODAY = date(2026, 7, 5)


@pytest.fixture
def went() -> list[str]:
    """Where the dialog led."""
    return []


@pytest.fixture
def parent() -> Iterator[QWidget]:
    made = QWidget()
    made.resize(1290, 700)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def dialog(
    desk: Desk, notices: RecordingNotices, parent: QWidget, went: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> YearDaysDialog:  # fmt: skip
    monkeypatch.setattr(year_days, "_today", lambda: TODAY)
    made = YearDaysDialog(desk, notices, parent, went.append, "2026-07-10/A18")
    made.show()
    return made


def _rows(dialog: YearDaysDialog, column: int = 3) -> list[str]:
    model = dialog.findChild(QTableView, "year_days_table").model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def _status(dialog: YearDaysDialog, title: str) -> str:
    return _rows(dialog, 5)[_rows(dialog).index(title)]


def _press(dialog: YearDaysDialog, name: str) -> None:
    pressed = dialog.findChild(QPushButton, name)
    assert pressed.isEnabled(), name
    pressed.click()


def _words(dialog: YearDaysDialog, name: str = "year_days_words") -> str:
    return dialog.findChild(QLabel, name).text()


def test_it_begins_at_the_line_that_was_asked_for(dialog: YearDaysDialog) -> None:
    assert _words(dialog).startswith("7月10日 星期五　农历五月廿六　制定“八一”走访慰问方案和名册")
    assert _status(dialog, "制定“八一”走访慰问方案和名册") == "该着手了，还有 5 天"
    assert _status(dialog, "推荐双拥先进典型（五类）") == "逾期 20 天"
    assert _status(dialog, "印发年度双拥工作要点") == "没有记录"
    assert _status(dialog, "“八一”建军节") == "还有 27 天"
    assert _status(dialog, "国防教育日（周）活动") == "8月30日起提醒"


def test_what_is_to_be_done_becomes_a_task_and_the_task_is_shown(
    dialog: YearDaysDialog, office: Office, notices: RecordingNotices, went: list[str]
) -> None:
    _press(dialog, "year_days_take")
    (task,) = office.tasks.every()
    assert (task.title, task.due) == ("制定“八一”走访慰问方案和名册", "2026-07-10")
    assert notices.said[-1] == f"已列为任务：{task.title}"
    assert _status(dialog, task.title) == "已列为任务（未启动）"
    assert not dialog.findChild(QPushButton, "year_days_take").isEnabled()
    _press(dialog, "year_days_open")
    assert went == [f"tasks/{task.id}"]


def test_a_line_leads_to_where_it_is_done_in_its_year(
    dialog: YearDaysDialog, desk: Desk, office: Office, went: list[str]
) -> None:
    desk.show_year(2024)
    QTest.keyClick(dialog.findChild(QTableView, "year_days_table"), Qt.Key.Key_Return)
    assert went == ["visits"]
    assert desk.year == 2026
    office.people.save(Person(name="李建国"))
    office.visits.create(VisitPlan(title="2026年八一走访", occasion="八一", year=2026))
    desk.changed.emit()
    assert _status(dialog, "制定“八一”走访慰问方案和名册") == "已有方案：2026年八一走访"


def test_named_days_and_what_is_not_begun_stand_alone(
    dialog: YearDaysDialog, office: Office, desk: Desk
) -> None:
    office.tasks.save(Task(title="清明祭扫", year=2026, due_rule="清明"))
    desk.changed.emit()
    _press(dialog, "year_days_kind_named")
    assert len(_rows(dialog)) == 12
    assert "清明节" in _rows(dialog)
    _press(dialog, "year_days_kind_open")
    assert "清明祭扫" not in _rows(dialog)
    assert "清明节" not in _rows(dialog)
    _press(dialog, "year_days_kind_all")
    assert "1 项任务到期" in _rows(dialog)


def test_a_day_without_anything_to_do_leads_nowhere(dialog: YearDaysDialog) -> None:
    _press(dialog, "year_days_kind_named")
    assert not dialog.findChild(QPushButton, "year_days_open").isEnabled()


def test_years_are_turned_and_one_beyond_the_calendar_gets_a_sentence(
    dialog: YearDaysDialog,
) -> None:
    _press(dialog, "year_days_after")
    assert _words(dialog, "year_days_year") == "2027 年"
    assert _words(dialog).startswith("1月1日 星期五　农历")
    QTest.keyClick(dialog, Qt.Key.Key_PageUp)
    assert _words(dialog, "year_days_year") == "2026 年"
    dialog._turn_to(2150)  # noqa: SLF001 (not pressed a hundred times)
    assert "2150 年超出了历书的范围" in _words(dialog, "year_days_beyond_words")
    assert "“八一”建军节" in _rows(dialog)
    assert "—" in _rows(dialog, 2)
    dialog._turn_to(1899)  # noqa: SLF001
    assert _words(dialog, "year_days_year") == "2150 年"
    _press(dialog, "year_days_now")
    assert _words(dialog, "year_days_year") == "2026 年"
    assert not dialog.findChild(QWidget, "year_days_beyond").isVisible()


def test_when_it_asks_is_a_setting(dialog: YearDaysDialog, went: list[str]) -> None:
    _press(dialog, "year_days_settings")
    assert went == ["settings/year_days"]
