import pytest

from shuangyong_desktop.domain.task_marks import (
    NOBODY,
    TaskChoice,
    TaskMark,
    fits,
    groups,
    lanes,
)
from shuangyong_desktop.domain.tasks import SupervisionKind, TaskList, TaskState

TODAY, SOON = "2026-07-29", "2026-08-28"


def _mark(number: int = 1, **columns) -> TaskMark:
    usual = TaskMark(number, TaskList.FOR_ARMY, TaskState.GOING, "路灯", None, "驻区某部",
                     "规建办", "2026-07-28", None)  # fmt: skip
    return usual._replace(**columns)


@pytest.mark.parametrize(
    ("choice", "lets_through"),
    [
        (TaskChoice(), True),
        (TaskChoice("mutual"), True),
        (TaskChoice("plan"), False),
        (TaskChoice("other"), False),
        (TaskChoice(unit="规建办"), True),
        (TaskChoice(unit=NOBODY), False),
        (TaskChoice(proposer="武装部"), False),
        (TaskChoice(since="2026-07-01", until="2026-07-31"), True),
        (TaskChoice(since="2026-08-01", until="2026-08-31"), False),
        (TaskChoice(only="overdue"), True),
        (TaskChoice(only="soon"), False),
        (TaskChoice(only="supervised"), False),
        (TaskChoice(only="closed"), False),
        (TaskChoice(only="to_check"), False),
    ],
)
def test_a_choice_lets_through_what_fits_all_of_it(choice, lets_through):
    assert fits(_mark(), choice, TODAY, SOON) is lets_through


def test_a_task_without_a_day_is_never_overdue_nor_in_a_period():
    mark = _mark(due=None)
    assert not mark.overdue(TODAY)
    assert not fits(mark, TaskChoice(until="2026-12-31", since="2026-01-01"), TODAY, SOON)
    assert not fits(mark, TaskChoice(only="soon"), TODAY, SOON)


def test_a_closed_task_is_neither_overdue_nor_supervised_any_more():
    mark = _mark(state=TaskState.CLOSED, supervised=SupervisionKind.ORDER)
    assert not mark.overdue(TODAY)
    assert not fits(mark, TaskChoice(only="supervised"), TODAY, SOON)
    assert fits(mark, TaskChoice(only="closed"), TODAY, SOON)
    assert fits(_mark(supervised=SupervisionKind.ORDER), TaskChoice(only="supervised"), TODAY, SOON)


def test_lists_stand_under_one_heading_and_clauses_under_one_each():
    made = groups([
        _mark(1), _mark(2, state=TaskState.CLOSED, clause="不分条"),
        _mark(3, list=TaskList.PLAN, clause="要点（一）"),
        _mark(4, list=TaskList.PLAN, clause="要点（二）"),
        _mark(5, list=TaskList.PLAN, clause="要点（一）"),
        _mark(6, list=TaskList.FOR_LOCAL),
    ])  # fmt: skip
    assert [(item.of.name, item.clause, item.ids, item.closed) for item in made] == [
        ("FOR_ARMY", "", [1, 2], 1),
        ("FOR_LOCAL", "", [6], 0),
        ("PLAN", "要点（一）", [3, 5], 0),
        ("PLAN", "要点（二）", [4], 0),
    ]


def test_units_with_the_most_tasks_have_lanes_and_the_others_share_one():
    marks = [_mark(n, unit=unit) for n, unit in enumerate("甲甲甲乙乙丙丁", 1)]
    own = lanes(marks, 3)
    assert [lane.units for lane in own] == [("甲",), ("乙",), ("丙", "丁")]
    assert own[2].shared
    assert [mark.id for mark in own[2].waiting] == [6, 7]
    assert [lane.units for lane in lanes(marks, 4)] == [("甲",), ("乙",), ("丙",), ("丁",)]
    assert [lane.units for lane in lanes(marks, 3, ("丁", "乙"))] == [
        ("丁",),
        ("乙",),
        ("甲", "丙"),
    ]
    with pytest.raises(ValueError, match="two lanes"):
        lanes(marks, 1)


def test_in_a_lane_the_first_day_stands_first_and_closed_ones_apart():
    (lane,) = lanes(
        [_mark(1, due=None), _mark(2, due="2026-08-01"), _mark(3, due="2026-07-01"),
         _mark(4, state=TaskState.CLOSED)],
        2,
    )  # fmt: skip
    assert [mark.id for mark in lane.waiting] == [3, 2, 1]
    assert [mark.id for mark in lane.closed] == [4]
    assert lanes([_mark(unit=None)], 2)[0].units == (NOBODY,)
