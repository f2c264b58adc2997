from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.documents.tables import SEAMS
from shuangyong_desktop.documents.wrapping import (
    NEVER_FIRST,
    NEVER_LAST,
    break_at_seam,
    may_break,
    wrap,
    wrap_evenly,
)

TEXT = (
    "根据《军人抚恤优待条例》（2024年修订）第五十九条，对“带病回乡退役军人”等8类对象，"
    "按每户￥1,000.00元的标准发放慰问金（品）；其中：现金30户、社保卡4户、转账6户（附回单）。"
    "各村（社区）须于1月26日前完成，逾期不补……联系人：石桥村（023-0000-1234）！以上。"
)


def width(text):
    return sum(0.5 if character.isascii() else 1.0 for character in text)


@pytest.mark.parametrize("limit", range(14, 62))
@pytest.mark.parametrize("squeeze", [0.0, 0.5])
def test_no_line_starts_or_ends_with_a_forbidden_mark(limit, squeeze):
    lines = wrap(TEXT, width, limit, squeeze=squeeze)
    assert all(may_break(left, right) for left, right in pairwise(lines))
    assert all(line[0] not in NEVER_FIRST and line[-1] not in NEVER_LAST for line in lines)
    assert max(map(width, lines)) <= limit + squeeze


@given(st.text("慰问金，。（）“”《》1a ￥、", min_size=1, max_size=60), st.integers(1, 12))
def test_nothing_but_blanks_at_breaks_is_lost(text, limit):
    lines = wrap(text, width, limit, squeeze=0.5)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_numbers_stay_in_one_piece_unless_the_line_is_shorter():
    assert wrap("共计1,000.00元", width, 5) == ["共计", "1,000.00元"]
    assert "".join(wrap("510223193403126118", width, 3)) == "510223193403126118"


def test_two_lines_come_out_even():
    assert wrap_evenly("通惠街道石桥路十八号三单元二十一室", width, 16) == [
        "通惠街道石桥路十八",
        "号三单元二十一室",
    ]


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("年满60周岁农村籍退役士兵", ["年满60周岁", "农村籍退役士兵"]),
        ("带病回乡退役军人", ["带病回乡", "退役军人"]),
        ("军人家属（现役）", ["军人家属", "（现役）"]),
        ("白杨路6号1幢1单元3-2", ["白杨路6号", "1幢1单元3-2"]),
        ("阿卜杜热依木·买买提", ["阿卜杜热依木·", "买买提"]),
    ],
)
def test_categories_addresses_and_long_names_break_where_they_read_best(text, halves):
    assert break_at_seam(text, SEAMS, width, 8) == halves


def test_without_a_fitting_seam_there_is_no_break():
    assert break_at_seam("石桥", SEAMS, width, 8) == []
