from datetime import date

import pytest

from shuangyong_desktop.domain.deadlines import FESTIVALS
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.year_days import (
    CHORES,
    OwnDay,
    Timing,
    YearRules,
    as_task,
    landmark,
    read_own,
    refuse_unreadable,
)

DAYS = dict.fromkeys(FESTIVALS, date(2026, 9, 30))
BY_KEY = {chore.key: chore for chore in CHORES}


def test_every_chore_has_a_day_of_every_year_and_a_name_of_its_own():
    refuse_unreadable(YearRules(), 2026, DAYS)
    assert len({chore.title for chore in CHORES}) == len(CHORES) == len(BY_KEY)
    assert BY_KEY["A12"].rule == "春节-30"
    assert BY_KEY["A18"].rule == "07-10"


@pytest.mark.parametrize(
    ("key", "title", "same"),
    [
        ("A12", "制定春节走访慰问方案和名册", True),
        ("A12", "春节慰问方案报批", True),
        ("A12", "春节走访慰问", False),
        ("A18", "制定“八一”走访慰问方案和名册", True),
        ("A24", "国防教育日（周）活动", True),
        ("A24", "国防教育基地维修", False),
        ("mid_autumn", "中秋慰问军休干部", True),
    ],
)
def test_a_task_that_says_the_same_is_recognised_by_its_words(key, title, same):
    assert BY_KEY[key].means(title) is same


def test_the_desk_sets_other_days_and_days_of_its_own():
    rules = YearRules(timings={"A18": Timing("07-01", 5)}, own=(OwnDay("拥军宣传日", "06-18", 10),))
    assert from_plain(YearRules, to_plain(rules)) == rules
    chores = {chore.key: chore for chore in rules.chores()}
    assert (chores["A18"].rule, chores["A18"].lead) == ("07-01", 5)
    assert chores["A12"] == BY_KEY["A12"]
    assert chores["own:拥军宣传日"].rule == "06-18"


def test_a_line_of_ones_own_is_name_day_and_lead():
    assert read_own("  拥军 宣传日 春节-10 15 ") == OwnDay("拥军宣传日", "春节-10", 15)
    assert read_own("拥军宣传日 06-18 999") == OwnDay("拥军宣传日", "06-18", 180)
    assert read_own("  ") is None
    for line in ("拥军宣传日 06-18", "拥军宣传日", "拥军宣传日 06-18 十天"):
        with pytest.raises(Problem, match="名称、日期、提前几天"):
            read_own(line)


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (YearRules(timings={"A18": Timing("2026-07-01", 5)}), "每年都有的一天"),
        (YearRules(timings={"A18": Timing("每季", 5)}), "每年都有的一天"),
        (YearRules(timings={"A18": Timing("马上", 5)}), "看不懂时限"),
        (YearRules(own=(OwnDay("慰问", "13-01", 5),)), "没有“13-01”这一天"),
        (YearRules(own=(OwnDay("慰问", "06-01", 5), OwnDay("慰问", "07-01", 5))), "写了两遍"),
        (YearRules(own=(OwnDay("清明祭扫", "06-01", 5),)), "写了两遍"),
    ],
)
def test_a_day_that_is_none_is_refused_with_a_sentence(rules, words):
    with pytest.raises(Problem, match=words):
        refuse_unreadable(rules, 2026, DAYS)


def test_a_chore_becomes_the_task_of_the_template():
    task, item = as_task(BY_KEY["A18"], 2027)
    assert (task.year, task.due_rule, task.clause) == (2027, "2027-07-10", "二（六）")
    assert item is not None
    assert [proof.title for proof in item.proofs] == ["方案和名册"]
    task, item = as_task(BY_KEY["mid_autumn"], 2027)
    assert (task.title, task.due_rule, item) == ("中秋看望军休干部和高龄对象", "中秋-3", None)


def test_named_days_are_told_in_full():
    assert landmark("八一")[0] == "“八一”建军节"
    assert landmark("烈士纪念日")[0] == "烈士纪念日"
    assert landmark("元旦")[1] == ""
