import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rolls.leading import MEMBERS, Member
from shuangyong_desktop.domain.rolls.meetings import Meeting
from shuangyong_desktop.domain.tasks import TaskList
from shuangyong_desktop.services.office import Office

TEXT = "1.制定“双清单”；退役军人服务站；2026-03-15\n2.春季征兵家访；武装部；3月20日前\n3.落实经费"


def _meeting(office: Office, text: str = TEXT) -> int:
    meeting = Meeting(date="2026-03-06", title="领导小组全体会议", decisions=text)
    return office.meetings.save(meeting).id or 0


def test_decisions_become_tasks_of_their_meeting_each_once(office: Office):
    meeting = _meeting(office)
    lines = [one.decision.line for one in office.meetings.decided(meeting)]
    made = office.meetings.make_tasks(meeting, lines[:2])
    tasks = office.tasks.page(made)
    assert [(task.title, task.unit, task.due) for task in tasks] == [
        ("制定“双清单”", "退役军人服务站", "2026-03-15"), ("春季征兵家访", "武装部", "2026-03-20"),
    ]  # fmt: skip
    assert {task.list for task in tasks} == {TaskList.MEETING}
    assert [one.task is not None for one in office.meetings.decided(meeting)] == [
        True, True, False,
    ]  # fmt: skip
    (last,) = office.meetings.make_tasks(meeting, lines)
    assert office.tasks.get(last).title == "落实经费"
    with pytest.raises(Problem, match="都已经转过"):
        office.meetings.make_tasks(meeting, lines)
    office.history.undo(office.history.changes()[0].id)
    assert office.meetings.decided(meeting)[2].task is None


def test_a_meeting_without_decisions_makes_no_tasks(office: Office):
    meeting = _meeting(office, "")
    assert office.meetings.decided(meeting) == []
    with pytest.raises(Problem, match="没有要转为任务"):
        office.meetings.make_tasks(meeting, ["甲"])


def test_those_present_are_the_members_of_that_day(office: Office):
    meeting = _meeting(office)
    with pytest.raises(Problem, match="没有在任"):
        office.meetings.fill_present(meeting)
    for name, since, until in (
        ("甲", "2023-01-01", "2026-03-05"), ("乙", "2026-03-06", None), ("丙", "2025", None),
    ):  # fmt: skip
        office.entries(MEMBERS).save(Member(name=name, post="成员", date=since, until=until))
    assert office.meetings.fill_present(meeting).present == "丙、乙"
    assert office.meetings.offered() == {"chair": ["丙", "乙"]}
    with pytest.raises(Problem, match="已经填写"):
        office.meetings.fill_present(meeting)
    office.history.undo(office.history.changes()[0].id)
    assert office.meetings.get(meeting).present is None
