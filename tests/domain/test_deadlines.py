from datetime import date

import pytest

from shuangyong_desktop.domain.deadlines import deadlines, next_deadline
from shuangyong_desktop.domain.errors import Problem

DAYS = {"春节": date(2026, 2, 17), "八一": date(2026, 8, 1)}


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        ("2026-07-31", ["2026-07-31"]),
        ("07-31", ["2026-07-31"]),
        ("春节-30", ["2026-01-18"]),
        ("春节+15天", ["2026-03-04"]),
        ("八一", ["2026-08-01"]),
        ("八一－21", ["2026-07-11"]),
        ("每季", ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"]),
        ("每半年", ["2026-06-30", "2026-12-31"]),
    ],
)
def test_a_rule_means_its_days_of_the_year(rule: str, wanted: list[str]):
    assert [day.isoformat() for day in deadlines(rule, 2026, DAYS)] == wanted


def test_a_day_far_from_its_festival_is_refused():
    assert deadlines("春节-180", 2026, DAYS)
    with pytest.raises(Problem, match="离春节太远"):
        deadlines("春节-400", 2026, DAYS)


def test_every_month_has_its_last_day():
    days = deadlines("每月", 2028, {})
    assert len(days) == 12
    assert days[1] == date(2028, 2, 29)


@pytest.mark.parametrize("rule", ["很快", "冬至-3", "2026-02-30", "13-01"])
def test_what_nobody_can_read_is_refused_with_a_sentence(rule: str):
    with pytest.raises(Problem, match="时限") as refused:
        deadlines(rule, 2026, DAYS)
    assert refused.value.code == "bad_rule"


def test_who_has_done_two_of_four_is_held_to_the_third_day():
    days = deadlines("每季", 2026, {})
    assert next_deadline(days, 0) == date(2026, 3, 31)
    assert next_deadline(days, 2) == date(2026, 9, 30)
    assert next_deadline(days, 9) == date(2026, 12, 31)
    assert next_deadline((), 0) is None


def test_a_festival_beyond_the_calendar_asks_for_the_day_itself():
    with pytest.raises(Problem, match=r"2150 年超出了历书的范围.*时限请直接填日期") as refused:
        deadlines("春节-30", 2150, {})
    assert refused.value.code == "no_festival"
