from datetime import date

import pytest

from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import MUTUAL, Closing, Progress, Task, TaskList, TaskState
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.reconciling import Stood, stood_at

SAID = Closing(on="2026-06-28", confirmed_by="李明", evaluation=Satisfaction.CONTENT,
               long_term="每年一次")  # fmt: skip


def _item(office: Office, title: str, **columns) -> Task:
    wanted = {"title": title, "year": 2026, "list": TaskList.FOR_ARMY, **columns}
    return office.tasks.save(Task(**wanted))


def test_a_snapshot_keeps_how_every_task_stood_whatever_happens_later(office: Office):
    lamp = _item(office, "路灯维修", goal=2)
    office.progress.save(Progress(task_id=lamp.id, date="2026-03-01", amount=1))
    first = office.reconciliations.take(2026, date(2026, 3, 31), "王敏")
    assert first.quarter == 1
    assert office.reconciliations.changes(2026) == []
    office.progress.save(Progress(task_id=lamp.id, date="2026-05-01", amount=1))
    office.tasks.close(lamp.id, SAID)
    added = _item(office, "军人子女入学")
    assert stood_at(first) == {lamp.id: Stood(TaskState.GOING, 1)}
    words = {item.task.id: item.words for item in office.reconciliations.changes(2026)}
    assert words == {lamp.id: "推进中 → 已销号，完成 1 → 2", added.id: "新增，未启动"}
    second = office.reconciliations.take(2026, date(2026, 6, 30))
    assert office.reconciliations.changes(2026) == []
    told = {item.task.id: item.words for item in office.reconciliations.changes(2026, second)}
    assert told == words
    assert [item.date for item in office.reconciliations.of_year(2026)] == [
        "2026-06-30", "2026-03-31",
    ]  # fmt: skip
    office.history.undo(office.history.changes()[0].id)
    assert office.reconciliations.before(first) is None
    assert len(office.reconciliations.of_year(2026)) == 1


def test_the_balance_adds_up(office: Office):
    closed = _item(office, "甲")
    office.tasks.close(closed.id, SAID)
    held = _item(office, "乙")
    office.tasks.move(held.id, TaskState.HELD, "等通知")
    carried = _item(office, "丙")
    office.tasks.move(carried.id, TaskState.CARRIED, "换防")
    _item(office, "丁", due_rule="2020-01-01")
    balance = office.reconciliations.balance(2026)
    assert balance.total == balance.closed + balance.going + balance.held + balance.carried == 4
    assert balance.overdue == 1


def test_quarters_that_ended_without_a_reconciliation_are_named(office: Office):
    assert office.reconciliations.missing_quarters(2026, date(2026, 7, 2)) == []
    _item(office, "甲")
    assert office.reconciliations.missing_quarters(2026, date(2026, 7, 2)) == [1, 2]
    office.reconciliations.take(2026, date(2026, 6, 30))
    assert office.reconciliations.missing_quarters(2026, date(2026, 7, 2)) == [1]
    assert office.reconciliations.missing_quarters(2026, date(2027, 1, 5)) == [1, 3, 4]
    assert office.reconciliations.missing_quarters(2026, date(2025, 12, 5)) == []


def test_a_year_without_tasks_is_not_reconciled(office: Office):
    with pytest.raises(Problem, match="还没有任务"):
        office.reconciliations.take(2026, date(2026, 3, 31))


def test_a_day_of_another_year_is_not_taken(office: Office):
    _item(office, "甲")
    with pytest.raises(Problem, match="要在 2026 年内"):
        office.reconciliations.take(2026, date(2027, 1, 4))


def test_the_tasks_of_a_snapshot_are_told_as_they_stood(office: Office):
    lamp = _item(office, "路灯维修", goal=2)
    first = office.reconciliations.take(2026, date(2026, 3, 31))
    office.progress.save(Progress(task_id=lamp.id, date="2026-05-01", amount=2))
    office.tasks.close(lamp.id, SAID)
    _item(office, "军人子女入学")
    (then,) = office.reconciliations.lines_at(first)
    assert (then.task.state, then.standing.done) == (TaskState.NOT_BEGUN, 0)
    assert (then.task.confirmed_by, then.task.long_term) == (None, None)
    second = office.reconciliations.take(2026, date(2026, 6, 30))
    closed, _ = office.reconciliations.lines_at(second)
    assert (closed.task.state, closed.task.confirmed_by) == (TaskState.CLOSED, "李明")


def test_the_two_lists_balance_apart(office: Office):
    _item(office, "甲")
    _item(office, "乙", list=TaskList.PLAN)
    assert office.reconciliations.balance(2026).total == 2
    assert office.reconciliations.balance(2026, MUTUAL).total == 1
