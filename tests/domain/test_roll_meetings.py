import pytest

from shuangyong_desktop.domain.rolls.meetings import Decision, Meeting, decisions

LINES = [
    ("1.制定“双清单”；退役军人服务站；2026-03-15", "制定“双清单”", "退役军人服务站", "2026-03-15"),
    ("（二）春季征兵家访；武装部；3月20日前", "春季征兵家访", "武装部", "2026-03-20"),
    ("③落实经费|财政办|6月底前完成", "落实经费", "财政办", "2026-06"),
    ("开展座谈；责任单位：党政办；时限：八一", "开展座谈", "党政办", "八一"),
    ("准备名册；每季", "准备名册", None, "每季"),
    ("走访；社会事务办；春节-2", "走访", "社会事务办", "春节-2"),
    ("跨年事项；2027年1月31日", "跨年事项", None, "2027-01-31"),
    ("检查13月底", "检查13月底", None, None),
    ("检查；13月底", "检查", "13月底", None),
    ("3个社区设岗。", "3个社区设岗", None, None),
]


@pytest.mark.parametrize(("line", "title", "unit", "rule"), LINES)
def test_a_line_says_what_who_and_by_when(line, title, unit, rule):
    meeting = Meeting(date="2026-03-06", decisions=line)
    assert decisions(meeting) == (Decision(line, title, unit, rule),)


def test_a_line_that_stands_twice_and_a_line_that_says_nothing_make_no_decision():
    meeting = Meeting(date="2026-03-06", decisions="家访\n\n  家访 \n；；\n")
    assert [decision.title for decision in decisions(meeting)] == ["家访"]
    assert decisions(Meeting()) == ()


def test_a_day_without_its_year_is_no_deadline_where_the_meeting_has_no_day():
    (decision,) = decisions(Meeting(decisions="家访；3月20日前"))
    assert decision.due_rule is None
