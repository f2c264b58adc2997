import pytest

from shuangyong_desktop.domain.task_lists import TaskRow
from shuangyong_desktop.domain.task_returns import Known, Landing, Told, counts_words, told_by
from shuangyong_desktop.domain.tasks import Standing, Task, TaskState

JOBS = Known(Task(id=1, title="岗位推荐", unit="服务站", goal=4), Standing(done=2))
TALK = Known(Task(id=2, title="宣讲", unit="服务站", state=TaskState.TO_CHECK), Standing())
TWIN = Known(Task(id=3, title="走访"), Standing())
OTHER = Known(Task(id=4, title="走访", state=TaskState.CLOSED), Standing())
KNOWN = {item.task.id or 0: item for item in (JOBS, TALK, TWIN, OTHER)}


def _told(title: str, state: TaskState = TaskState.GOING, **told: str) -> Told:
    row = TaskRow(sheet="表", row=4, task=Task(title=title, state=state), told=told)
    (found,) = told_by([row], KNOWN)
    return found


def test_a_row_is_known_by_its_number_and_without_it_by_its_title():
    assert _told("岗位推荐", task_id="1", progress="办专场").landing is Landing.TOLD
    found = _told("岗位推荐", progress="办专场", amount="3")
    assert (found.task, found.amount, found.words) == (JOBS.task, 1, "办专场")
    assert found.said == "办专场；完成数量 +1"


@pytest.mark.parametrize(
    ("title", "told", "landing", "why"),
    [
        ("别的事", {"task_id": "1"}, Landing.DOUBTFUL, "对不上"),
        ("走访", {}, Landing.UNKNOWN, "同名"),
        ("新事", {}, Landing.UNKNOWN, "没有这项任务"),
        ("岗位推荐", {"amount": "若干"}, Landing.DOUBTFUL, "不是数字"),
        ("岗位推荐", {"amount": "1"}, Landing.DOUBTFUL, "少于已登记"),
        ("岗位推荐", {"amount": "2"}, Landing.SAME, ""),
        ("岗位推荐", {"amount": "2.0"}, Landing.SAME, ""),
        ("走访", {"task_id": "4", "progress": "又去了"}, Landing.DOUBTFUL, "已销号"),
        ("走访", {"task_id": "4"}, Landing.SAME, ""),
    ],
)
def test_what_cannot_be_written_says_why(title: str, told: dict, landing: Landing, why: str):
    found = _told(title, **told)
    assert found.landing is landing
    assert why in found.why


def test_done_is_told_once_and_proof_is_told_with_it():
    found = _told("岗位推荐", TaskState.CLOSED, proof="照片")
    assert (found.done, found.words) == (True, "佐证：照片")
    assert found.said == "佐证：照片；报已完成，待核验"
    assert _told("岗位推荐", TaskState.CLOSED).words == "填报已完成"
    assert _told("宣讲", TaskState.CLOSED).landing is Landing.SAME


def test_the_same_task_twice_counts_once_and_the_counts_add_up():
    row = TaskRow(sheet="表", row=4, task=Task(title="岗位推荐"), told={"progress": "办了"})
    found = told_by([row, row], KNOWN)
    assert [item.landing for item in found] == [Landing.TOLD, Landing.REPEATED]
    assert counts_words(found, 3) == "读到 5 行 = 可登记 1 + 重复出现 1 + 跳过 3"
