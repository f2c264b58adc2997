import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.deadline_words import (
    deadline_in,
    festivals_in,
    read_deadline,
    read_state,
)
from shuangyong_desktop.domain.deadlines import deadlines
from shuangyong_desktop.domain.tasks import TaskState
from shuangyong_desktop.services.almanac import festival_days


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("", None),
        ("2025-03-20", "2025-03-20"),
        ("7月15日前", "2025-07-15"),
        ("2025年10月底", "2025-10-31"),
        ("2月底前完成", "2025-02-28"),
        ("2025.10", "2025-10"),
        ("9月", "2025-09"),
        ("十一月份", "2025-11"),
        ("年底前", "2025-12-31"),
        ("全年", "2025-12-31"),
        ("2024年底", "2024-12-31"),
        ("上半年、下半年各1次", "每半年"),
        ("2024年年底", "2024-12-31"),
        ("明年6月底前", "2026-06-30"),
        ("上半年", "2025-06-30"),
        ("第三季度", "2025-09-30"),
        ("4季度末", "2025-12-31"),
        ("8月中旬", "2025-08-20"),
        ("8月下旬前", "2025-08-31"),
        ("8月上旬", "2025-08-10"),
        ("9-11月", "2025-11-30"),
        ("9月至11月底", "2025-11-30"),
        ("每季度", "每季"),
        ("每月底前", "每月"),
        ("每半年", "每半年"),
        ("“八一”前", "八一-1"),
        ("春节期间", "春节"),
        ("全民国防教育日", "国防教育日"),
        ("春节-30", "春节-30"),
    ],
)
def test_a_deadline_in_words_is_a_rule(words: str, rule: str | None):
    reading = read_deadline(words, 2025)
    assert reading.value == rule
    assert not reading.doubts


@pytest.mark.parametrize("words", ["长期", "常态化开展", "持续推进", "根据需要"])
def test_what_has_no_day_is_only_noted(words: str):
    reading = read_deadline(words, 2025)
    assert reading.value is None
    assert [doubt.kind for doubt in reading.doubts] == ["open_deadline"]


@pytest.mark.parametrize("words", ["2月30日前", "领导定", "13月底", "2026-02-31x", "开会-30"])
def test_what_cannot_be_read_is_a_doubt(words: str):
    reading = read_deadline(words, 2025)
    assert reading.value is None
    assert [doubt.kind for doubt in reading.doubts] == ["unparseable_date"]


def test_a_day_that_cannot_be_keeps_what_is_known_and_says_so():
    reading = read_deadline("2026-02-31", 2026)
    assert "2026-02-31".startswith(str(reading.value))
    assert [doubt.field for doubt in reading.doubts] == ["due_rule"]


def test_a_sentence_may_set_its_own_deadline():
    assert deadline_in("6月底前完成摸排", 2026) == "2026-06-30"
    assert deadline_in("于2026年9月15日前报送", 2026) == "2026-09-15"
    assert deadline_in("每季度召开一次会议", 2026) == "每季"
    assert deadline_in("每半年至少一次", 2026) == "每半年"
    assert deadline_in("每月更新台账", 2026) == "每月"
    assert deadline_in("上半年开展一次", 2026) == "2026-06-30"
    assert deadline_in("加强宣传", 2026) is None


def test_festivals_are_found_under_their_own_names():
    assert festivals_in("利用“八一”、春节等节日") == ("八一", "春节")
    assert festivals_in("全民国防教育日和建军节、八一") == ("国防教育日", "八一")


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("", None), ("√", TaskState.CLOSED), ("已办结", TaskState.CLOSED),
        ("完成", TaskState.CLOSED), ("已销号", TaskState.CLOSED),
        ("100%", TaskState.CLOSED),
        ("60%", TaskState.GOING), ("0%", TaskState.NOT_BEGUN), ("正在办理", TaskState.GOING),
        ("推进中", TaskState.GOING),
        ("部分完成", TaskState.GOING), ("未完成", TaskState.GOING), ("待启动", TaskState.NOT_BEGUN),
        ("未启动", TaskState.NOT_BEGUN), ("×", TaskState.NOT_BEGUN), ("暂缓", TaskState.HELD),
        ("结转下年", TaskState.CARRIED), ("退回整改", TaskState.RETURNED),
        ("待核验", TaskState.TO_CHECK),
    ],
)  # fmt: skip
def test_a_word_for_how_it_stands_is_a_state(words: str, state: TaskState | None):
    reading = read_state(words)
    assert reading.value is state
    assert not reading.doubts


def test_other_words_are_a_doubt_and_no_state():
    for words in ("见附件", "已完成招标"):
        (doubt,) = read_state(words).doubts
        assert doubt.kind == "unknown_state"


_PARTS = st.sampled_from(
    ["2026年", "明年", "上半年", "第", "一", "3", "13", "月", "31", "日", "底", "前", "每", "季度",
     "八一", "春节", "节", "-", "完成", "年", "季", "旬", "上", "长期"]
)  # fmt: skip


@given(st.lists(_PARTS, max_size=7).map("".join))
def test_whatever_a_deadline_says_its_rule_can_be_kept(words: str):
    rule = read_deadline(words, 2026).value
    if rule is None or (len(rule) < len("2026-01-01") and rule[:4].isdigit()):
        return
    assert deadlines(rule, 2026, festival_days(2026))
