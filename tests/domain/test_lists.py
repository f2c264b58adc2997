"""Pasted lists as offices copy them; every line is accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain import lists
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.lists import LineKind, fits, read_list

LI = "510222195803066110"


def read(text):
    return [
        (line.kind.name, line.name, line.id_number, line.birth_date, line.fact_date)
        for line in read_list(text)
    ]


def test_cells_of_a_spreadsheet_go_by_their_headings():
    text = (
        "序号\t姓名\t身份证号\t出生日期\t火化日期\n"
        f"1\t李建国\t{LI}\t1958-03-06\t2026-03-05\n"
        '2\t"王\n秀英"\t\t1950.2.3\t2026年4月\n'
        "\t\t\t\t\n"
    )
    assert read(text) == [
        ("HEADING", None, None, None, None),
        ("PERSON", "李建国", LI, "1958-03-06", "2026-03-05"),
        ("PERSON", "王 秀英", None, "1950-02-03", "2026-04"),
        ("EMPTY", None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (f"李建国 {LI} 2026年3月5日火化", ("李建国", LI, "1958-03-06", "2026-03-05")),
        (f"1、李建国，男，{LI}，石桥村", ("李建国", LI, "1958-03-06", None)),
        ("李建国 1958-03-06 2026-03-05", ("李建国", None, "1958-03-06", "2026-03-05")),
        ("李建国 19580306", ("李建国", None, "1958-03-06", None)),
        ("李建国 20260305", ("李建国", None, None, "2026-03-05")),
        (LI, (None, LI, "1958-03-06", None)),
        ("阿依古丽·买买提 2026-03-05", ("阿依古丽·买买提", None, None, "2026-03-05")),
        ("李建国\t510222580306611", ("李建国", LI, "1958-03-06", None)),
        ("李建国", ("李建国", None, None, None)),
    ],
)
def test_running_lines_are_understood(line, meant):
    (found,) = read(line)
    assert found == ("PERSON", *meant)


def test_several_names_in_one_line_are_several_people():
    assert [line.name for line in read_list("李建国、王秀英、赵一")] == ["李建国", "王秀英", "赵一"]


def test_a_covered_number_is_a_hint():
    (line,) = read_list("李建国 5102**********6110")
    assert line.covered == ("5102", "6110")
    assert fits(line.covered, LI)
    assert not fits(line.covered, "510222195803066127")
    assert not fits(line.covered, None)


def test_what_cannot_be_understood_says_why():
    heading, *others = read_list("姓名\t身份证号\n\t510222195813066119\n--\t2026-01-01\n合计\t2人")
    assert heading.kind is LineKind.HEADING
    assert [line.kind for line in others] == [LineKind.UNREADABLE, LineKind.PERSON,
                                              LineKind.PERSON]  # fmt: skip
    assert "出生日期不存在" in others[0].reason
    (odd,) = read_list("12345")
    assert "没有找到姓名" in odd.reason


def test_a_heading_of_running_lines_is_seen():
    assert [line.kind.name for line in read_list("姓名 身份证号\n李建国")] == ["HEADING", "PERSON"]


def test_a_doubtful_number_is_read_and_said():
    (line,) = read_list("李建国 510222195803066118")
    assert line.id_number == "510222195803066118"
    assert "校验码" in line.reason


def test_a_text_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(lists, "MOST_CHARACTERS", 10)
    with pytest.raises(Problem, match="太长"):
        read_list("李建国、" * 10)


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_no_line_is_lost_and_nothing_raises(text):
    numbers = [line.number for line in read_list(text)]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers, default=0) + 1))
