from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from documents.papers import (
    COMRADES,
    Comrade,
    pages_of,
    roster,
    text_of,
    unembedded_fonts,
)
from shuangyong_desktop.documents.roster import RosterGroup, columns_of, money_sums, write_roster
from shuangyong_desktop.documents.typesetter import MM
from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.money import yuan_text


@pytest.fixture
def printed(tmp_path):
    def write(*groups, **changes):
        path = tmp_path / "花名册.pdf"
        write_roster(path, roster(*groups, **changes))
        return path

    return write


def test_a_roster_keeps_the_four_fields_of_every_list(printed):
    text = text_of(printed(filled_by="王小明", checked_by="李芳"))
    for words in (
        "填报单位：石桥街道办事处",
        "填报人：王小明",
        "审核人：李芳",
        "填报日期：2026年7月1日",
    ):
        assert words in text


def test_numbers_are_masked_unless_a_purpose_is_given(printed):
    masked = text_of(printed())
    assert "510223195003166018" not in masked
    assert "13800001234" not in masked
    assert "5102**********6018" in masked
    full = text_of(printed(masked=False, purpose="核对优待证"))
    assert "510223195003166018" in full
    assert "用途：核对优待证" in full
    with pytest.raises(Problem, match="写明用途"):
        printed(masked=False)


def test_columns_stand_as_they_were_picked(printed):
    text = text_of(printed(schema=COMRADES.pick("phone", "name")))
    assert text.index("联系电话") < text.index("姓名")
    assert "住址" not in text


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.lists(
            st.none() | st.integers(0, 10**8).map(lambda cents: Decimal(cents) / 100),
            min_size=1,
            max_size=40,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_subtotals_add_up_to_the_total(printed, amounts):
    groups = [
        RosterGroup(f"第{place}村", [Comrade("张三明", money=money) for money in group])
        for place, group in enumerate(amounts)
    ]
    text = text_of(printed(*groups))
    parts = [sum((money or Decimal(0) for money in group), Decimal(0)) for group in amounts]
    bands = [line for line in text.splitlines() if "小　计" in line or "合　计" in line]
    wanted = [yuan_text(part) for part in [*parts, sum(parts)]]
    assert [band.rsplit(" ", 1)[-1] for band in bands] == wanted


def test_no_subtotal_and_no_group_name_stands_alone(printed):
    groups = [RosterGroup(f"第{place}村", [Comrade("张三明")] * 7) for place in range(12)]
    for page in pages_of(printed(*groups)):
        body = page.split("补助标准", 1)[1].strip().splitlines()
        assert "小　计" not in body[0]
        assert "合　计" not in body[0]
        assert not body[-1].startswith("第") or "页" in body[-1]


def test_lines_are_numbered_through_and_pages_counted(printed):
    groups = [RosterGroup("", [Comrade("张三明")] * 50)]
    pages = pages_of(printed(*groups))
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"第 {number} 页　共 {len(pages)} 页" in page
        assert "身份证号" in page
    assert "\n50 张三明" in pages[-1]
    assert "小　计" not in "".join(pages)


def test_groups_are_bookmarked(printed):
    groups = [RosterGroup(name, [Comrade("张三明")] * 30) for name in ("石桥村", "白杨社区")]
    outline = PdfReader(printed(*groups, RosterGroup("空组", []))).outline
    assert [entry.title for entry in outline] == ["石桥村", "白杨社区"]


def test_too_many_columns_are_refused_in_words():
    fields = tuple(Field("name", f"栏{place}", kinds.TEXT, width=6) for place in range(45))
    with pytest.raises(Problem, match="排不下"):
        columns_of(Schema(Comrade, fields))
    fits = columns_of(COMRADES)
    assert sum(column.width for column in fits) == pytest.approx(268 * MM)


def test_an_empty_list_is_a_problem(printed):
    with pytest.raises(Problem, match="没有符合条件的人员"):
        printed(RosterGroup("石桥村", []))


def test_a_roster_without_money_has_no_sums(printed):
    text = text_of(printed(schema=COMRADES.pick("name", "address")))
    assert "金额单位" not in text
    assert "合　计　2人" in text


def test_hostile_names_are_only_text_and_fonts_are_embedded(printed):
    names = ("<b>x</b>", "=1+1", "%_'", "../../etc", "王𬭎")
    path = printed(RosterGroup("石桥村", [Comrade(name) for name in names]))
    text = text_of(path)
    assert all(name in text for name in names)
    assert unembedded_fonts(path) == set()


def test_money_sums_skip_what_is_unknown():
    book = roster()
    assert money_sums(book, [Comrade("甲", money=None), Comrade("乙")]) == {
        "money": Decimal("512.50")
    }
