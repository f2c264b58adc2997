"""What titles, sections and sheet names say for the rows below them."""

import pytest

from documents.books import IDS, read, write
from shuangyong_desktop.documents.spreadsheets.context import (
    Context,
    from_sheet_name,
    in_title,
    is_numbered,
    mentioned,
)

NO_CATEGORY = ["序号", "姓名", "身份证号"]
ZHANG, LI, WANG = ([n, name, IDS[n]] for n, name in enumerate(["张三", "李四", "王五"]))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("通惠街道玉龙社区退役军人花名册", Context("玉龙社区")),
        ("残疾军人花名册", Context(categories=("disabled_serviceman",))),
        ("通惠街道2025年参战退役人员生活补助发放表", Context(categories=("war_veteran",))),
        ("60周岁以上农村籍退役士兵登记表", Context(categories=("rural_veteran_60plus",))),
        ("通惠街道现役军人家属名单", Context(categories=("serviceman_family",))),
        ("村（社区）：登瀛社区", Context("登瀛社区")),
        ("填报单位：通惠街道退役军人服务站", Context()),
        ("退役军人花名册", Context()),
        ("2024年优抚对象花名册", Context()),
        ("参战参试人员花名册", Context()),
        ("困难退役军人帮扶台账", Context()),
        ("一、残疾军人", Context()),
    ],
)
def test_titles_tell_a_community_or_the_one_class_they_are_about(title, expected):
    assert in_title([title]) == expected


def test_a_sheet_is_named_after_a_class_or_a_community():
    assert from_sheet_name("烈属", ["烈属"]).categories == ("martyr_survivor",)
    assert from_sheet_name("玉龙", ["玉龙", "登瀛"]).community == "玉龙"
    assert from_sheet_name("玉龙", ["玉龙", "Sheet2"]) == Context()
    assert from_sheet_name("退役军人", ["退役军人"]) == Context()


def test_a_section_may_stand_in_a_frame():
    assert mentioned("【玉龙社区】") == mentioned("—玉龙社区—") == Context("玉龙社区")


def test_a_section_of_several_classes_tells_none():
    assert mentioned("（二）残疾军人、参战人员") == Context()
    assert mentioned("（二）在乡老复员军人（5人）").categories == ("rural_demobilized_pre1954",)


def test_a_numbered_section_of_nothing_known_ends_the_class_before_it():
    assert is_numbered("（二）其他")
    assert not is_numbered("其他")
    around = Context("玉龙社区", ())
    within = around.after("一、残疾军人", around)
    assert within == Context("玉龙社区", ("disabled_serviceman",))
    assert within.after("二、其他对象", around) == around
    assert within.after("备注", around) == within


def test_the_first_section_may_stand_above_the_heading(tmp_path):
    rows = [
        ["优抚对象统计表"],
        ["一、残疾军人"],
        NO_CATEGORY,
        ZHANG,
        [],
        ["二、三属"],
        NO_CATEGORY,
        LI,
    ]
    rows += [["三、其他"], WANG]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("categories") == [
        ("disabled_serviceman",),
        ("survivor_unsettled",),
        None,
    ]


def test_a_merged_section_right_below_the_heading_is_no_second_heading(tmp_path):
    rows = [["优抚对象名册"], NO_CATEGORY, ["玉龙社区（1人）"], ZHANG, ["登瀛社区"], LI]
    merges = ["A1:C1", "A3:C3", "A5:C5"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.sheets[0].header_rows == (2,)
    assert found.values("community") == ["玉龙社区", "登瀛社区"]


def test_a_section_may_say_how_many_beside_its_name(tmp_path):
    rows = [NO_CATEGORY, ["玉龙社区", "", "1人"], ZHANG, ["登瀛社区", "", 1], LI]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("community") == ["玉龙社区", "登瀛社区"]
    assert found.skipped[2] == "分组标题"
