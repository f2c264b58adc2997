"""What rows mean: values, doubts, deaths, duplicates."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment

from documents.books import HEADINGS, IDS, LI, ZHANG, fill, read, write
from shuangyong_desktop.documents.spreadsheets.reader import Choices
from shuangyong_desktop.domain.imports import Verdict


def one(tmp_path, headings, row, **more):
    """The single person in a table of one row."""
    found = read(write(tmp_path / "a.xlsx", [headings, row], **more))
    assert len(found.people) == 1
    return found.people[0]


def kinds(person):
    return [doubt.kind for doubt in person.doubts if doubt.severity.value != "info"]


def test_birth_date_and_sex_come_from_the_number_when_no_column_has_them(tmp_path):
    person = one(tmp_path, ["姓名", "身份证号"], ["张三", IDS[0]])
    assert (person.values["birth_date"], person.values["sex"]) == ("1951-07-01", "女")


def test_a_birth_month_that_agrees_is_completed_from_the_number(tmp_path):
    person = one(tmp_path, ["姓名", "身份证号", "出生年月"], ["张三", IDS[0], "1951.07"])
    assert person.values["birth_date"] == "1951-07-01"
    assert person.verdict is Verdict.READY


def test_contradictions_with_the_number_keep_the_cell_and_ask(tmp_path):
    headings = ["姓名", "身份证号", "出生年月", "性别"]
    person = one(tmp_path, headings, ["张三", IDS[0], "1952.7", "男"])
    assert kinds(person) == ["conflicting_birth_date", "conflicting_sex"]
    assert (person.values["birth_date"], person.values["sex"]) == ("1952-07", "男")
    assert all(doubt.suggestion.by_hand for doubt in person.doubts)


def test_a_number_cell_with_an_id_number_has_lost_its_end(tmp_path):
    person = one(tmp_path, ["姓名", "身份证号"], ["张三", 510223195107016001])
    assert kinds(person) == ["truncated_id"]
    assert "id_number" not in person.values
    assert person.cells[1].startswith("5.10223195107016")


def test_a_number_cell_with_an_account_has_lost_its_end(tmp_path):
    person = one(tmp_path, ["姓名", "身份证号", "银行账号"], ["张三", IDS[0], 6217860000762301243])
    assert kinds(person) == ["truncated_account"]


def test_dates_in_number_text_and_date_cells(tmp_path):
    headings = ["姓名", "身份证号", "入伍时间", "退役时间"]
    rows = [
        headings,
        ["张三", IDS[0], 197002, date(1974, 3, 5)],
        ["李四", IDS[1], 29068, "83年10月"],
        ["王五", IDS[2], 1970.1, "1974.1"],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("enlist_date") == ["1970-02", "1979-08-01", "1970"]
    assert found.values("discharge_date") == ["1974-03-05", "1983-10", "1974-01"]
    assert "ambiguous_month" in found.kinds(2)


def test_discharge_before_enlistment_is_asked_about(tmp_path):
    headings = ["姓名", "身份证号", "入伍时间", "退役时间"]
    assert kinds(one(tmp_path, headings, ["张三", IDS[0], "1974.2", "1970.2"])) == ["date_order"]


def test_an_unlikely_age_at_enlistment_is_only_mentioned(tmp_path):
    person = one(tmp_path, ["姓名", "身份证号", "入伍时间"], ["张三", IDS[0], "2012.3"])
    assert [doubt.kind for doubt in person.doubts] == ["enlist_age"]
    assert person.verdict is Verdict.READY


@pytest.mark.parametrize(
    ("name", "remarks", "when"),
    [
        ("张三（已故2022.2）", "", "2022-02"),
        ("张三", "已故2022.6", "2022-06"),
        ("张三", "2023.5去世", "2023-05"),
        ("张三", "（已故2024.10），三等功一次", "2024-10"),
        ("张三", "于2021年3月5日病逝", "2021-03-05"),
        ("张三", "已去世", None),
    ],
)
def test_deaths_in_names_and_remarks(tmp_path, name, remarks, when):
    person = one(tmp_path, HEADINGS, (1, name, *ZHANG[2:5], remarks))
    assert person.values["status"] == "去世"
    assert person.values.get("death_date") == when
    assert person.values["name"] == "张三"


@pytest.mark.parametrize(
    "remarks", ["配偶已故", "其父去世", "丈夫2020年去世", "户在人不在", "已建档立卡"]
)
def test_remarks_about_others_kill_nobody(tmp_path, remarks):
    assert "status" not in one(tmp_path, HEADINGS, (*ZHANG[:5], remarks)).values


def test_moving_out_is_a_status(tmp_path):
    person = one(tmp_path, HEADINGS, (*ZHANG[:5], "户口迁出至某区某街道"))
    assert person.values["status"] == "迁出"


def test_a_struck_red_name_is_a_death_to_be_confirmed(tmp_path):
    person = one(tmp_path, HEADINGS, ZHANG, struck=["B2", "C2"])
    assert person.values["status"] == "去世"
    assert kinds(person) == ["deceased_by_style"]


def test_a_struck_telephone_is_no_death(tmp_path):
    assert "status" not in one(tmp_path, HEADINGS, ZHANG, struck=["E2"]).values


def test_red_means_death_only_where_a_legend_says_so(tmp_path):
    assert "status" not in one(tmp_path, HEADINGS, ZHANG, red=["B2"]).values
    rows = [HEADINGS, ZHANG, LI, ["说明：红字为去世人员"]]
    found = read(write(tmp_path / "b.xlsx", rows, red=["B2"]))
    assert found.values("status") == ["去世", None]


def test_comments_are_shown_and_read(tmp_path):
    book = Workbook()
    fill(book.active, [HEADINGS, ZHANG, LI])
    book.active["B2"].comment = Comment("2023年5月去世", "站长")
    book.active["F3"].comment = Comment("已电话核实", "站长")
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.values("status") == ["去世", None]
    assert found.values("death_date") == ["2023-05", None]
    assert found.kinds(1) == ["comment"]


def test_the_same_person_twice_is_found_by_number_by_birth_and_by_telephone(tmp_path):
    rows = [
        [*HEADINGS, "出生日期"],
        [*ZHANG, ""],
        [2, "张三", f"{IDS[0][:6]} {IDS[0][6:14]} {IDS[0][14:]}", "残疾军人", "", "", ""],
        [3, "李四", "", "", "13800002222", "", ""],
        [4, "李四", "", "", "13800002222", "", ""],
        [5, "张三", "", "", "", "", "1951-07-01"],
        [6, "张四", IDS[0], "", "", "", ""],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    twice = [i for i, person in enumerate(found.people) if "duplicate_person" in kinds(person)]
    assert twice == [1, 3, 4, 5]
    assert "姓名不同" in found.people[5].doubts[-1].sentence


def test_namesakes_with_different_numbers_are_two_people(tmp_path):
    rows = [HEADINGS, ZHANG, (2, "张三", IDS[1], "参战", "13800001111", "")]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.ending.counts.ready == 2


def test_somebody_may_come_to_the_office_twice(tmp_path):
    headings = ["序号", "来访时间", "信访人姓名", "身份证号", "反映内容", "办理情况"]
    rows = [
        headings,
        [1, "2024.1.2", "张三", IDS[0], "住房", ""],
        [2, "2024.2.2", "张三", IDS[0], "就业", ""],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.ending.kind.value == "petition"
    assert found.ending.counts.ready == 2


def test_ticked_category_columns(tmp_path):
    rows = [
        ["姓名", "身份证号", "优抚对象身份（打√）", "", "", "备注"],
        ["", "", "残疾军人", "参战", "60岁\n农村籍", ""],
        ["张三", IDS[0], "√", "", "", ""],
        ["李四", IDS[1], "", "√", "√", ""],
        ["王五", IDS[2], "", "", "", "待定"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:E1", "F1:F2"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.values("categories") == [
        ("disabled_serviceman",),
        ("war_veteran", "rural_veteran_60plus"),
        None,
    ]


def test_grade_and_nature_inside_other_cells(tmp_path):
    headings = ["姓名", "身份证号", "人员类别", "伤残等级"]
    rows = [
        headings,
        ["张三", IDS[0], "伤残(因公七级)", ""],
        ["李四", IDS[1], "残疾军人", "因战八级"],
        ["王五", IDS[2], "残疾军人", 9],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("disability_grade") == ["七级", "八级", "九级"]
    assert found.values("disability_nature") == ["因公", "因战", None]


def test_two_people_in_a_cell_are_asked_about(tmp_path):
    person = one(tmp_path, HEADINGS, (1, "张三/李四", *ZHANG[2:]))
    assert kinds(person) == ["multiple_persons"]
    assert person.values["related_persons"] == ("李四",)


def test_two_telephone_columns_are_joined(tmp_path):
    headings = ["姓名", "身份证号", "手机号码", "固定电话"]
    person = one(tmp_path, headings, ["张三", IDS[0], 13800001111.0, "(023)48660000"])
    assert person.values["phone"] == "13800001111、023-48660000"


def test_designations_of_units_are_shown_but_not_imported_until_mapped(tmp_path):
    path = write(
        tmp_path / "a.xlsx", [["姓名", "身份证号", "部队番号"], ["张三", IDS[0], "56005部队"]]
    )
    found = read(path)
    column = found.sheets[0].columns[2]
    assert "不导入" in column.notice
    assert "military_unit" not in found.people[0].values
    assert found.people[0].withheld == {"military_unit": "56005部队"}
    mapped = read(path, Choices({found.sheets[0].fingerprint: {2: "military_unit"}}))
    assert mapped.values("military_unit") == ["56005部队"]


def test_columns_may_be_left_out_by_hand(tmp_path):
    path = write(tmp_path / "a.xlsx", [HEADINGS, LI])
    fingerprint = read(path).sheets[0].fingerprint
    found = read(path, Choices({fingerprint: {4: None}}))
    assert "phone" not in found.people[0].values


def test_an_age_column_alone_gives_no_birth_date(tmp_path):
    person = one(tmp_path, ["姓名", "年龄", "电话"], ["张三", 73, "13800001111"])
    assert "birth_date" not in person.values


def test_amounts_are_exact(tmp_path):
    person = one(tmp_path, ["姓名", "身份证号", "月补助标准（元）"], ["张三", IDS[0], 1020.1])
    assert person.values["subsidy_standard"] == Decimal("1020.10")


def test_headings_nobody_listed_are_found_by_their_words_or_cells(tmp_path):
    headings = [
        "编号",
        "被慰问人员姓名",
        "居民身份证号码（18位）",
        "何时参军",
        "手机",
        "属地",
        "身份类型",
    ]
    row = [1, "张三", IDS[0], "1970年3月", "13800001111", "玉龙社区", "参战"]
    person = one(tmp_path, headings, row)
    assert person.values["name"] == "张三"
    assert person.values["enlist_date"] == "1970-03"
    assert person.values["community"] == "玉龙社区"
    assert person.values["categories"] == ("war_veteran",)


def test_ambiguous_headings_are_settled_by_their_cells(tmp_path):
    headings = ["姓名", "证件号码", "优待证卡号", "优待证编号", "状态", "户籍地"]
    row = [
        "张三",
        IDS[0],
        "6217860000762301243",
        "500175820581900101",
        "已领取",
        "某某街道玉龙社区",
    ]
    person = one(tmp_path, headings, row)
    assert person.values["bank_account"] == "6217860000762301243"
    assert person.values["preferential_card"] == "500175820581900101"
    assert person.values["card_status"] == "已领取"
    assert person.values["community"] == "玉龙社区"


def test_markup_formulas_and_patterns_are_only_text(tmp_path):
    person = one(tmp_path, HEADINGS, (1, "<b>张三</b>", IDS[0], "参战", "13800001111", "+1+1 %_'"))
    assert "张三" in person.values["name"]
    assert person.values["remarks"] == "+1+1 %_'"


def test_card_numbers_are_told_apart_from_certificates_and_telephones(tmp_path):
    headings = ["优待证卡号", "姓名", "优待证号码", "手机"]
    row = ["6217860000762301243", "张三", "500175820581900101", "13800001111"]
    person = one(tmp_path, headings, row)
    assert person.values["bank_account"] == "6217860000762301243"
    assert person.values["preferential_card"] == "500175820581900101"
    assert person.values["phone"] == "13800001111"
    alone = one(tmp_path, ["姓名", "优待证卡号"], ["张三", "500175820581900101"])
    assert alone.values["preferential_card"] == "500175820581900101"


def test_certificates_below_a_group_heading_belong_to_the_group(tmp_path):
    rows = [
        ["姓名", "身份证号", "伤残情况", "", "发放项目（元）", ""],
        ["", "", "级别", "证号", "地方补贴", "小计"],
        ["张三", IDS[0], "八级", "渝军残C000001", 102, 1122],
    ]
    merges = ["A1:A2", "B1:B2", "C1:D1", "E1:F1"]
    person = read(write(tmp_path / "a.xlsx", rows, merges=merges)).people[0]
    assert person.values["disability_cert"] == "渝军残C000001"
    assert person.withheld == {"local_subsidy": Decimal(102), "amount": Decimal(1122)}


def test_lists_that_call_people_by_their_part_are_lists_of_people(tmp_path):
    headings = ["序号", "慰问对象", "对象类别", "家庭住址", "慰问金额", "慰问物资", "签收人"]
    rows = [
        headings,
        [1, "张三", "参战", "三会村1组", 500, "米1袋", ""],
        [2, "李四", "烈属", "三会村2组", 500, "", ""],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == ["张三", "李四"]
    assert found.ending.kind.value == "visit"


def test_relatives_of_soldiers_keep_their_own_data_apart(tmp_path):
    headings = [
        "家属姓名",
        "身份证号",
        "与军人关系",
        "现役军人姓名",
        "入伍时间",
        "所在部队",
        "电话",
    ]
    person = one(
        tmp_path, headings, ["张三", IDS[0], "母子", "李四", "2020.9", "某部", "13800001111"]
    )
    assert person.values["name"] == "张三"
    assert "enlist_date" not in person.values
    assert person.withheld == {
        "relation": "母子",
        "soldier_name": "李四",
        "soldier_enlist_date": "2020-09",
        "soldier_unit": "某部",
    }


def test_soldiers_and_relatives_below_group_headings(tmp_path):
    rows = [
        ["序号", "军人情况", "", "家属情况", "", ""],
        ["", "姓名", "入伍时间", "姓名", "身份证号", "电话"],
        [1, "李四", "2020.9", "张三", IDS[0], "13800001111"],
    ]
    merges = ["A1:A2", "B1:C1", "D1:F1"]
    person = read(write(tmp_path / "a.xlsx", rows, merges=merges)).people[0]
    assert person.values["name"] == "张三"
    assert person.withheld["soldier_name"] == "李四"


def test_survivors_beside_their_martyr(tmp_path):
    headings = ["烈士姓名", "牺牲时间", "遗属姓名", "身份证号", "与烈士关系"]
    person = one(tmp_path, headings, ["李四", "1979.3", "张三", IDS[0], "女儿"])
    assert person.values["name"] == "张三"
    assert (person.withheld["martyr_name"], person.withheld["martyr_date"]) == ("李四", "1979-03")


def test_a_list_of_soldiers_alone_is_about_them(tmp_path):
    person = one(tmp_path, ["军人姓名", "身份证号", "入伍时间"], ["张三", IDS[0], "1970.3"])
    assert person.values["name"] == "张三"
    assert person.values["enlist_date"] == "1970-03"


def test_the_day_a_gift_is_received_is_no_day_of_a_card(tmp_path):
    headings = ["姓名", "身份证号", "慰问金（元）", "领取人签字", "领取日期"]
    rows = [headings, ["张三", IDS[0], 500, "", "  月  日"], ["李四", IDS[1], 500, "", "2026.2.3"]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert [column.field for column in found.sheets[0].columns][-1] == "visit_date"
    assert found.kinds() == []
