"""A year of 双清单, 工作要点 and 名录 in the real window, by mouse and keyboard on object names.

The script counts for itself what it does. At the end the screens and an SQL of its own over the
closed file have to say the same; a count that is off by one is found.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from end_to_end import year_tasks as work
from end_to_end.clerk import close_window, open_window
from end_to_end.year_clerk import YearClerk, today
from end_to_end.year_tasks import ARMY, LOCAL, NewTask, TaskTally, TaskYear
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.storage.ledger import Ledger

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
DOCUMENT = """{year}年某某街道双拥工作要点
一、主要任务
（一）召开领导小组会议不少于2次。
（二）开展国防教育日宣传活动。
（三）推荐双拥先进典型。
"""
CLAUSES = ("召开领导小组会议不少于2次", "开展国防教育日宣传活动", "推荐双拥先进典型")
LAMPS, SCHOOL, WATER = "营区外路灯维修", "官兵子女入学协调", "营区供水管网改造"
LESSONS, FLOOD = "中小学国防教育课", "防汛抢险联动"


@pytest.fixture
def year(qtbot: QtBot, tmp_path: Path) -> Iterator[TaskYear]:
    """The clerk before a locked ledger without any task."""
    del qtbot  # it makes the application and hears what goes wrong in slots
    path = tmp_path / "台账.db"
    with ledgers.create(path, PASSWORD, cost=CHEAP).office as office:
        office.people.save(Person(name="李建国", community="惠民社区"))
    window = open_window(path, tmp_path / "settings")
    yield TaskYear(YearClerk(window), TaskTally(), int(today()[:4]))
    close_window(window)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_year_of_tasks_counts_the_same_on_the_screens_and_in_the_file(
    year: TaskYear, tmp_path: Path
) -> None:
    clerk = year.clerk
    with clerk.hearing() as said:
        clerk.write("password", PASSWORD)
        clerk.press("unlock_enter")
        clerk.find(QLabel, "home_total")
        _begin(year)
        _do(year, tmp_path)
        _end(year)
        _compare_screens(year)
    assert said == []
    clerk.window.close()
    _compare_file(tmp_path / "台账.db", year.tally, year.year)
    _every_wrong_count_is_found(tmp_path / "台账.db", year)


def _begin(year: TaskYear) -> None:
    """The document, the two lists, a meeting and a pair."""
    work.make_from_the_document(year, DOCUMENT.format(year=year.year), CLAUSES)
    for what in (
        NewTask(LAMPS, ARMY, "规建办", _day(-3), 2, "驻区某部", ("现场照片",)),
        NewTask(SCHOOL, ARMY, "社会事务办", _day(20), 0, "驻区某部", ("情况说明",)),
        NewTask(WATER, ARMY, "规建办", _day(40), 1, "驻区某部"),
        NewTask(LESSONS, LOCAL, "武装部", _day(10), 2, "社会事务办"),
    ):
        work.add_task(year, what)
    year.taken_back(
        partial(work.add_task, year, NewTask(FLOOD, LOCAL, "武装部", _day(9), 0, "应急办"))
    )
    work.decide(
        year, ("研究营区排水；规建办；12月20日前", "慰问驻区某部；双拥办"),
        ("研究营区排水", "慰问驻区某部"),
    )  # fmt: skip
    work.keep(year, "共建对子", local_unit="惠民社区", partner="驻区某部", kind="军民共建",
              date=_day(-30), until=_day(400))  # fmt: skip


def _do(year: TaskYear, folder: Path) -> None:
    """Activities that count, progress, evidence, 督办 and the first 对账."""
    work.hold(year, "国防教育进校园", (LESSONS, CLAUSES[1]))
    work.hold(year, "国防教育第二课", (LESSONS,))
    year.taken_back(partial(work.hold, year, "联谊活动", (LAMPS,)))
    work.hold(year, "误登的活动", ())
    work.forget(year, "误登的活动")
    work.report(year, LAMPS, 1)
    year.taken_back(partial(work.report, year, WATER, 1))
    work.report_at_home(year, LAMPS, 1)
    work.supervise(year, WATER)
    work.supervise(year, LAMPS)
    year.taken_back(partial(work.supervise, year, LAMPS))
    work.balance(year)
    work.attach(year, LAMPS, folder)
    work.tick_condition(year, SCHOOL, 0)


def _end(year: TaskYear) -> None:
    """Closed by the proposing side, carried into the next year, and the last 对账."""
    work.close(year, LAMPS, "CONTENT")
    work.close(year, LESSONS, "MOSTLY")
    work.close(year, CLAUSES[1], "")
    work.take_on_the_last(year, "年度总结、统计和归档")
    year.taken_back(partial(work.carry_over, year, SCHOOL))
    work.carry_over(year, WATER)
    work.balance(year)


def _compare_screens(year: TaskYear) -> None:
    clerk, tally, this = year.clerk, year.tally, year.year
    open_now = tally.of(this, "NOT_BEGUN", "GOING", "TO_CHECK", "RETURNED")
    mutual = [title for title in open_now
              if tally.tasks[this, title].list in ("FOR_ARMY", "FOR_LOCAL")]  # fmt: skip
    clerk.press("tab_tasks")
    clerk.rest()
    assert clerk.read("tasks_by_list").startswith("双清单 2/4")
    assert work.shown(clerk, "to_check") == len(tally.of(this, "TO_CHECK")) == 0
    assert work.shown(clerk, "overdue") == 0
    clerk.press("tab_home")
    clerk.rest()
    assert f"，{len(mutual)} 项" in clerk.spoken("figure_mutual")
    clerk.press("figure_mutual")
    clerk.rest()
    assert sorted(work.listed(clerk)) == sorted(mutual)
    clerk.press("task_section_all")
    assert work.titles_of(year, this + 1) == [title for of, title in tally.tasks if of > this]
    assert len(work.titles_of(year, this)) == sum(of == this for of, _ in tally.tasks)
    clerk.press("tab_rolls")
    clerk.pick_facet("rolls", "双拥活动")
    assert clerk.facets("rolls")["双拥活动"] == len(tally.activities)
    assert clerk.facets("rolls")["会议"] == 1


def _compare_file(path: Path, tally: TaskTally, year: int) -> None:
    """An SQL of the test's own over the file, after the window has closed."""
    ledger = Ledger.open(path, PASSWORD)
    try:
        ask = ledger.connection.execute
        stands = {
            (of, title): (name, state, done, steps)
            for of, title, name, state, done, steps in ask(_TASKS)
        }
        wanted = {key: (task.list, task.state, task.done, task.supervised)
                  for key, task in tally.tasks.items()}  # fmt: skip
        assert stands == wanted
        assert dict(ask(_ACTIVITIES)) == tally.activities
        assert ask(_WITH_THE_PAIR).fetchone() == (len(tally.activities),)
        assert dict(ask(_CONFIRMED)) == tally.confirmed
        assert ask(_BALANCES, (year,)).fetchone() == (tally.balances,)
        assert ask(_FILES).fetchone() == (tally.files,)
        assert ask(_TICKED).fetchone() == (tally.ticked,)
        (carried,) = ask(_CARRIED).fetchone()
        assert carried == len(tally.of(year, "CARRIED"))
        (fewest,) = ask("SELECT count(*) FROM entry WHERE register = 'annual_plan'").fetchone()
        assert fewest == 1
    finally:
        ledger.close()


def _every_wrong_count_is_found(path: Path, year: TaskYear) -> None:
    """A count that is planted wrong fails the comparison: it would hear of it."""
    title = LESSONS
    for spoil in (
        lambda tally: tally.counted(year.year, title, 1),
        lambda tally: tally.becomes(year.year, WATER, supervised=0),
        lambda tally: tally.becomes(year.year, SCHOOL, state="CLOSED"),
        lambda tally: tally.activities.update({"国防教育进校园": 1}),
        lambda tally: tally.confirmed.update({title: "CONTENT"}),
        lambda tally: setattr(tally, "balances", tally.balances - 1),
        lambda tally: setattr(tally, "files", tally.files + 1),
    ):
        wrong = year.tally.copy()
        spoil(wrong)
        with pytest.raises(AssertionError):
            _compare_file(path, wrong, year.year)


def _day(days: int) -> str:
    return (date.fromisoformat(today()) + timedelta(days=days)).isoformat()


_TASKS = """SELECT year, title, list, state,
    (SELECT coalesce(sum(amount), 0) FROM progress
     WHERE task_id = task.id AND progress.removed_at IS NULL),
    (SELECT count(*) FROM supervision
     WHERE task_id = task.id AND supervision.removed_at IS NULL)
    FROM task WHERE removed_at IS NULL"""
_ACTIVITIES = """SELECT title, (SELECT count(*) FROM progress WHERE register = 'activity'
    AND record_id = activity.id AND progress.removed_at IS NULL)
    FROM activity WHERE removed_at IS NULL"""
_WITH_THE_PAIR = "SELECT count(*) FROM activity WHERE pair_id IS NOT NULL AND removed_at IS NULL"
_CONFIRMED = """SELECT title, evaluation FROM task
    WHERE evaluation IS NOT NULL AND confirmed_by = '李明' AND removed_at IS NULL"""
_BALANCES = """SELECT count(*) FROM entry WHERE register = 'reconciliation'
    AND data ->> '$.year' = ? AND removed_at IS NULL"""
_FILES = "SELECT count(*) FROM enclosure WHERE register = 'proof' AND removed_at IS NULL"
_TICKED = "SELECT count(*) FROM proof WHERE ticked_on IS NOT NULL AND removed_at IS NULL"
_CARRIED = "SELECT count(*) FROM task WHERE carried_from IS NOT NULL AND removed_at IS NULL"
