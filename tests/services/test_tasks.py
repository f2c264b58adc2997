from dataclasses import replace
from datetime import timedelta

import pytest

from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.tasks import (
    PROOFS,
    SUPERVISIONS,
    Closing,
    Progress,
    Proof,
    ProofKind,
    Supervision,
    SupervisionKind,
    Task,
    TaskList,
    TaskState,
)
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.services.tasks import SOON


def _task(office: Office, **columns) -> Task:
    return office.tasks.save(Task(**{"title": "共建活动", "year": 2026, **columns}))


def test_a_task_stands_at_the_end_of_its_list_with_the_day_its_deadline_means(office: Office):
    first = _task(office, due_rule="春节-30")
    second = _task(office, due_rule="每季", goal=4)
    assert (first.position, second.position) == (1, 2)
    assert first.due == "2026-01-18"
    assert second.due == "2026-03-31"
    assert _task(office, list=TaskList.FOR_ARMY).position == 1
    assert _task(office, due_rule="2026").due == "2026-12-31"
    assert _task(office, due_rule="2026-02").due == "2026-02-28"
    with pytest.raises(Problem, match="看不懂时限"):
        _task(office, due_rule="尽快")
    with pytest.raises(Problem, match="请填写任务事项"):
        _task(office, title="")


def test_numbers_below_nothing_are_refused(office: Office):
    task = _task(office, due_rule="每季", goal=4)
    with pytest.raises(Problem, match="计入数量不能小于 0"):
        office.progress.save(Progress(task_id=task.id, date="2026-02-03", amount=-3))
    assert office.progress.of(task.id) == []
    with pytest.raises(Problem, match="目标数量不能小于 0"):
        _task(office, goal=-1)


def test_of_two_steps_on_one_day_the_later_one_is_told(office: Office):
    task = _task(office)
    for kind in (SupervisionKind.URGING, SupervisionKind.ORDER, SupervisionKind.REFERRAL):
        office.entries(SUPERVISIONS).save(
            Supervision(task_id=task.id, date="2026-07-29", kind=kind, unit="规建办")
        )
    (line,) = office.tasks.lines([task.id])
    assert line.standing.supervised_by is SupervisionKind.REFERRAL


def test_progress_begins_a_task_counts_and_moves_its_day_on(office: Office):
    task = _task(office, due_rule="每季", goal=4, counted_in="次")
    told = office.progress.save(Progress(task_id=task.id, date="2026-02-03", amount=1))
    after = office.tasks.get(task.id)
    assert after.state is TaskState.GOING
    assert after.due == "2026-06-30"
    (line,) = office.tasks.lines([task.id])
    assert line.standing.done == 1
    office.history.undo(office.history.changes()[0].id)
    assert office.tasks.get(task.id) == task
    office.history.redo(office.history.changes()[1].id)
    office.progress.remove(told.id)
    assert office.tasks.get(task.id).due == "2026-03-31"
    office.progress.put_back(told.id)
    assert [item.amount for item in office.progress.of(task.id)] == [1]


def test_progress_says_something_and_belongs_to_an_open_task(office: Office):
    task = _task(office)
    with pytest.raises(Problem, match="进展情况或计入数量"):
        office.progress.save(Progress(task_id=task.id, date="2026-02-03"))
    office.tasks.move(task.id, TaskState.HELD, "等上级通知")
    with pytest.raises(Problem, match="要先恢复推进"):
        office.progress.save(Progress(task_id=task.id, date="2026-02-03", words="开会"))


def test_an_activity_is_entered_once_and_counts_for_its_tasks(office: Office):
    first, second = _task(office, goal=2), _task(office, goal=1)
    entries = office.entries(PROOFS)
    entries.save(Proof(task_id=first.id, title="现场照片", kind=ProofKind.PHOTO, least=1))
    activity = office.activities.save(
        Activity(date="2026-04-04", title="清明祭扫", kind="祭扫瞻仰"), [first.id, second.id]
    )
    office.enclosures.add(
        Scan("祭扫.jpg", b"\xff\xd8\xff1"),
        Enclosure(register="activity", record_id=activity.id, kind="照片"),
    )
    lines = office.tasks.lines([first.id, second.id])
    assert [line.standing.done for line in lines] == [1, 1]
    assert (lines[0].standing.proofs_met, lines[0].standing.proofs) == (1, 1)
    office.activities.save(replace(activity, title="清明祭英烈"), [second.id])
    assert office.activities.tasks_of(activity.id) == (second.id,)
    assert office.progress.of(second.id)[0].words == "清明祭英烈"
    before = office.tasks.lines([first.id, second.id])
    office.activities.remove(activity.id)
    assert [line.standing.done for line in office.tasks.lines([first.id, second.id])] == [0, 0]
    office.history.undo(office.history.changes()[0].id)
    assert office.tasks.lines([first.id, second.id]) == before


def test_the_same_file_is_kept_once_for_a_record_and_again_for_another(office: Office):
    one, two = _task(office), _task(office)
    scan = Scan("通知.pdf", b"%PDF-1.4 1")
    office.enclosures.add(scan, Enclosure(register="task", record_id=one.id))
    office.enclosures.add(scan, Enclosure(register="task", record_id=two.id))
    with pytest.raises(Problem, match="已经附过"):
        office.enclosures.add(scan, Enclosure(register="task", record_id=one.id))
    assert len(office.enclosures.of_record("task", two.id)) == 1


def test_closing_writes_the_confirmation_and_undo_takes_it_back(office: Office):
    task = _task(office, list=TaskList.FOR_ARMY)
    said = Closing(on="2026-07-29", confirmed_by="李明", evaluation=Satisfaction.CONTENT,
                   long_term="每半年一次")  # fmt: skip
    with pytest.raises(Problem, match="提出单位确认"):
        office.tasks.close(task.id, Closing(on="2026-07-29"))
    assert office.tasks.close(task.id, said).state is TaskState.CLOSED
    assert office.tasks.counts(2026).mutual_closed == 1
    office.history.undo(office.history.changes()[0].id)
    assert office.tasks.get(task.id) == task


def test_unfinished_tasks_begin_anew_in_the_next_year(office: Office):
    task = _task(office, due_rule="2026-06-15", goal=2)
    office.entries(PROOFS).save(Proof(task_id=task.id, title="协议", ticked_on="2026-03-01"))
    with pytest.raises(Problem, match="写明原因"):
        office.tasks.carry_over([task.id], 2027, "")
    with pytest.raises(Problem, match="还没有选择"):
        office.tasks.carry_over([], 2027, "未完成")
    (number,) = office.tasks.carry_over([task.id], 2027, "对方换防，明年继续")
    after = office.tasks.get(number)
    assert (after.year, after.due, after.carried_from) == (2027, "2027-06-15", task.id)
    assert office.tasks.get(task.id).state is TaskState.CARRIED
    ((proof, files),) = office.tasks.facts.proofs(number)
    assert (proof.ticked_on, files) == (None, 0)
    assert office.tasks.facts.years() == [2027, 2026]


def test_the_numbers_of_a_year_are_those_of_its_tasks(office: Office):
    today = office.ledger.clock().date()
    late, soon, far = (
        (today + days).isoformat() for days in (-timedelta(1), SOON, SOON + timedelta(1))
    )
    year = today.year
    _task(office, year=year, due_rule=late)
    _task(office, year=year, due_rule=soon, list=TaskList.FOR_LOCAL)
    held = _task(office, year=year, due_rule=late)
    office.tasks.move(held.id, TaskState.HELD, "等通知")
    checked = _task(office, year=year, due_rule=far)
    office.tasks.move(checked.id, TaskState.TO_CHECK)
    office.entries(SUPERVISIONS).save(
        Supervision(task_id=held.id, date="2026-07-01", kind=SupervisionKind.ORDER, unit="规建办")
    )
    counts = office.tasks.counts(year)
    assert (counts.total, counts.mutual, counts.overdue, counts.soon) == (4, 1, 1, 1)
    assert (counts.to_check, counts.supervised, counts.badge) == (1, 1, 2)
    (line,) = office.tasks.lines([held.id])
    assert line.standing.supervised_by is SupervisionKind.ORDER
    assert next(office.tasks.get(n).list for n in office.tasks.facts.in_order(year)) is (
        TaskList.FOR_LOCAL
    )


def test_text_with_a_secrecy_mark_is_refused(office: Office):
    with pytest.raises(Problem, match="密级标志"):
        _task(office, measure="按〔2026〕1号 秘密★1年 办理")
    assert office.tasks.count(RecordFilter()) == 0


def test_marks_tell_every_task_of_a_year_by_one_statement(office: Office):
    first = _task(office, unit="规建办", proposer="驻区某部", list=TaskList.FOR_LOCAL)
    second = _task(office, title="走访", clause="要点（六）", list=TaskList.FOR_ARMY)
    office.entries(SUPERVISIONS).save(
        Supervision(task_id=first.id, date="2026-07-01", kind=SupervisionKind.TALK, unit="规建办")
    )
    marks, seen = traced(office, lambda: office.tasks.facts.marks(2026))
    assert [mark.id for mark in marks] == [second.id, first.id]
    assert marks[0].clause == "要点（六）"
    assert (marks[1].unit, marks[1].proposer) == ("规建办", "驻区某部")
    assert [mark.supervised for mark in marks] == [None, SupervisionKind.TALK]
    assert len(seen) == 1


def test_the_numbers_of_a_year_are_one_statement(office: Office):
    for name in TaskList:
        _task(office, list=name)
    counts, seen = traced(office, lambda: office.tasks.counts(2026))
    assert counts.total == len(TaskList)
    assert len(seen) == 1


def test_a_task_is_written_with_its_conditions_in_one_change(office: Office):
    task = office.tasks.save(
        Task(title="路灯维修", year=2026), [Proof(title="通知"), Proof(title="照片", least=3)]
    )
    ((notice, _), (photo, _)) = office.tasks.facts.proofs(task.id)
    assert (notice.position, photo.position) == (1, 2)
    office.tasks.save(
        replace(task, unit="规建办"), [replace(photo, least=2), Proof(title="情况表")]
    )
    after = [proof for proof, _ in office.tasks.facts.proofs(task.id)]
    assert [(proof.id == photo.id, proof.title, proof.least) for proof in after] == [
        (True, "照片", 2), (False, "情况表", 1),
    ]  # fmt: skip
    assert office.tasks.get(task.id).unit == "规建办"
    office.history.undo(office.history.changes()[0].id)
    assert [proof for proof, _ in office.tasks.facts.proofs(task.id)] == [notice, photo]
    assert office.tasks.save(replace(task, unit="应急办")).unit == "应急办"
    assert len(office.tasks.facts.proofs(task.id)) == 2


def traced(office: Office, act):
    """What `act` gives, and the statements that it asked of the ledger."""
    seen: list[str] = []
    office.ledger.connection.set_trace_callback(seen.append)
    result = act()
    office.ledger.connection.set_trace_callback(None)
    return result, seen


def test_a_deadline_of_a_leap_day_is_carried_into_an_ordinary_year(office: Office):
    task = _task(office, year=2028, due_rule="2028-02-29")
    (number,) = office.tasks.carry_over([task.id], 2029, "未完成")
    assert office.tasks.get(number).due == "2029-02-28"
