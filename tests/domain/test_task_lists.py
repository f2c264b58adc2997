import pytest

from shuangyong_desktop.domain.fields import Doubt, Severity
from shuangyong_desktop.domain.task_lists import (
    Landing,
    TaskRow,
    counts_words,
    direction_by_unit,
    direction_of,
    landed,
    list_of,
)
from shuangyong_desktop.domain.tasks import Task, TaskList


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("一、地方为部队办实事清单", TaskList.FOR_ARMY), ("部队为地方办实事", TaskList.FOR_LOCAL),
        ("地方支持部队事项", TaskList.FOR_ARMY), ("部队支持地方事项", TaskList.FOR_LOCAL),
        ("部队需地方办", TaskList.FOR_ARMY), ("地方需部队办", TaskList.FOR_LOCAL),
        ("拥军优属清单", TaskList.FOR_ARMY), ("拥政爱民清单", TaskList.FOR_LOCAL),
        ("军办", TaskList.FOR_LOCAL), ("地办", TaskList.FOR_ARMY), ("工作要点", None),
    ],
)  # fmt: skip
def test_a_title_says_which_side_supports_which(words: str, of: TaskList | None):
    assert direction_of(words) is of


@pytest.mark.parametrize(
    ("title", "of"),
    [
        ("2025年双拥工作要点任务分解表", TaskList.PLAN), ("军地互办实事“双清单”", None),
        ("议军会议议定事项", TaskList.MEETING), ("上级交办事项台账", TaskList.ASSIGNED),
        ("花名册", None), ("部队支持地方任务分解表", TaskList.FOR_LOCAL),
    ],
)  # fmt: skip
def test_a_title_says_what_sort_of_list_it_is(title: str, of: TaskList | None):
    assert list_of(title) is of


def test_who_does_it_tells_the_side_where_nothing_else_does():
    assert direction_by_unit("驻区某部") is TaskList.FOR_LOCAL
    assert direction_by_unit("规建办") is TaskList.FOR_ARMY
    assert direction_by_unit(None) is TaskList.FOR_ARMY


def _row(number: int, title: str | None, *doubts: Doubt, **told: str) -> TaskRow:
    return TaskRow(sheet="表", row=number, task=Task(title=title), told=told, doubts=doubts)


def test_every_row_lands_in_one_place_and_the_counts_add_up():
    vague = Doubt("unparseable_date", "时限看不明白。", "due_rule")
    noted = Doubt("open_deadline", "没有日期。", "due_rule", Severity.INFO)
    rows = [
        _row(3, "清明祭扫", noted), _row(4, "国防教育", vague), _row(5, "清明祭扫"),
        _row(6, None), _row(7, "共建活动"),
    ]  # fmt: skip
    found = landed(rows, {(TaskList.PLAN, "共建活动"): 9})
    assert [item.landing for item in found] == [
        Landing.NEW, Landing.DOUBTFUL, Landing.REPEATED, Landing.REFUSED, Landing.KNOWN,
    ]  # fmt: skip
    assert found[4].task_id == 9
    assert found[1].why == "时限看不明白。"
    said = counts_words(found, 2)
    assert said == "读到 7 行 = 可导入 1 + 待确认 1 + 已有 1 + 表内重复 1 + 未导入 1 + 跳过 2"


def test_the_number_of_a_task_is_read_as_it_was_written():
    assert _row(1, "甲", task_id="12").number == 12
    assert _row(1, "甲", task_id="12.0").number == 12
    assert _row(1, "甲", task_id="十二").number is None
    assert _row(1, "甲").number is None
