import pytest

from shuangyong_desktop.domain.contacts import Satisfaction
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import (
    NEXT_STATES,
    Closing,
    Proof,
    Standing,
    Task,
    TaskList,
    TaskState,
    closed,
    moved,
    refuse_closing,
    standing_words,
)

ITEM = Task(id=1, title="营区外路灯维修", list=TaskList.FOR_ARMY, goal=2, counted_in="处")
FULL = Standing(done=2, proofs_met=1, proofs=1)
SAID = Closing(on="2026-07-29", confirmed_by="李明", evaluation=Satisfaction.CONTENT,
               long_term="每半年巡查一次")  # fmt: skip


def test_an_item_of_the_two_lists_is_closed_by_the_side_that_proposed_it():
    refuse_closing(ITEM, FULL, SAID)
    after = closed(ITEM, SAID)
    assert after.state is TaskState.CLOSED
    assert after.confirmed_by == "李明"
    assert after.confirmed_on == after.closed_on == "2026-07-29"
    for missing in ("confirmed_by", "evaluation", "long_term"):
        lacking = Closing(**{**{key: getattr(SAID, key) for key in SAID.__slots__}, missing: None})
        with pytest.raises(Problem, match="提出单位确认"):
            refuse_closing(ITEM, FULL, lacking)


def test_nothing_is_closed_without_its_proofs_or_a_written_reason():
    clause = Task(id=2, title="召开领导小组会议", goal=1)
    with pytest.raises(Problem, match="完成 0/1 次，佐证 0/2"):
        refuse_closing(clause, Standing(proofs=2), Closing(on="2026-03-30"))
    refuse_closing(clause, Standing(proofs=2), Closing(on="2026-03-30", reason="会议合并召开"))
    assert closed(clause, Closing(on="2026-03-30", reason=" 合并 ")).state_reason == "合并"


def test_closing_twice_or_without_a_day_is_refused():
    with pytest.raises(Problem, match="已经销号"):
        refuse_closing(closed(ITEM, SAID), FULL, SAID)
    with pytest.raises(Problem, match="销号日期"):
        refuse_closing(Task(title="甲"), Standing(), Closing(on=""))


def test_a_task_without_goal_and_proofs_says_so():
    assert standing_words(Task(title="甲"), Standing()) == "没有设定目标和佐证"


@pytest.mark.parametrize("state", list(TaskState))
def test_from_every_state_there_is_a_way_and_closing_is_none_of_them(state: TaskState):
    task = Task(title="甲", state=state)
    assert NEXT_STATES[state]
    for wanted in TaskState:
        if wanted in NEXT_STATES[state]:
            assert moved(task, wanted, "原因").state is wanted
        else:
            with pytest.raises(Problem, match="不能直接改为"):
                moved(task, wanted, "原因")


def test_holding_returning_carrying_and_reopening_need_a_reason():
    for state in (TaskState.HELD, TaskState.CARRIED):
        with pytest.raises(Problem, match="写明原因"):
            moved(Task(title="甲"), state, " ")
    with pytest.raises(Problem, match="写明原因"):
        moved(closed(ITEM, SAID), TaskState.GOING, None)
    again = moved(closed(ITEM, SAID), TaskState.GOING, "又坏了")
    assert (again.closed_on, again.confirmed_by, again.evaluation) == (None, None, None)


def test_overdue_is_what_somebody_still_owes():
    assert Task(title="甲", due="2026-07-28").overdue("2026-07-29")
    assert not Task(title="甲", due="2026-07-29").overdue("2026-07-29")
    assert not Task(title="甲", due="2026-07-28", state=TaskState.HELD).overdue("2026-07-29")
    assert not Task(title="甲").overdue("2026-07-29")


def test_a_condition_is_met_by_files_or_by_a_tick():
    photos = Proof(title="现场照片", least=3)
    assert not photos.met(2)
    assert photos.met(3)
    assert Proof(title="通知", ticked_on="2026-03-01").met(0)
