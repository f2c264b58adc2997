"""Where tables begin and end, in the shapes that offices send."""

from openpyxl import Workbook

from documents.books import HEADINGS, IDS, LI, WANG, ZHANG, fill, read, write
from shuangyong_desktop.documents.spreadsheets.reader import Choices

NAMES = ["张三", "李四", "王五"]


def test_a_clean_table_is_read_as_it_stands(tmp_path):
    found = read(write(tmp_path / "a.xlsx", [HEADINGS, ZHANG, LI, WANG]))
    assert found.values("name") == NAMES
    assert found.values("id_number") == list(IDS[:3])
    assert found.ending.counts.read == 4
    assert found.ending.counts.ready == 3
    assert found.skipped == {1: "表头"}


def test_titles_unit_lines_and_blank_rows_stand_above_the_heading(tmp_path):
    unit_line = ["填报单位：某某街道", "", "", "", "填报时间：2024年12月"]
    rows = [["某某街道退役军人花名册"], unit_line, [], [], HEADINGS, ZHANG, LI]
    found = read(write(tmp_path / "a.xlsx", rows, merges=["A1:F1"]))
    assert found.values("name") == NAMES[:2]
    assert found.people[0].row == 6
    assert found.sheets[0].header_rows == (5,)
    assert found.sheets[0].title == "某某街道退役军人花名册"


def test_a_heading_far_down_is_found(tmp_path):
    rows = [[f"说明第{n}条：请如实填写"] for n in range(30)] + [HEADINGS, ZHANG]
    assert read(write(tmp_path / "a.xlsx", rows)).values("name") == ["张三"]


def test_headings_of_two_rows_with_groups(tmp_path):
    rows = [
        ["序号", "基本情况", "", "", "伤残情况", "", "备注"],
        ["", "姓\u3000名", "身份证\n号码", "住址", "等级", "性质", ""],
        [1, "张三", IDS[0], "三会村1组", "八级", "因战", ""],
    ]
    merges = ["A1:A2", "B1:D1", "E1:F1", "G1:G2"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.sheets[0].header_rows == (1, 2)
    assert found.people[0].values["disability_grade"] == "八级"
    assert found.people[0].values["disability_nature"] == "因战"
    assert [c.field for c in found.sheets[0].columns][1:4] == ["name", "id_number", "address"]


def test_headings_of_three_rows_and_a_row_of_column_numbers(tmp_path):
    rows = [
        ["序号", "姓名", "身份证号", "发放项目", "", "", "备注"],
        ["", "", "", "国家补助", "地方补助", "", ""],
        ["", "", "", "月标准", "月标准", "护理费", ""],
        [1, 2, 3, 4, 5, 6, 7],
        [1, "张三", IDS[0], 1020, 102, 0, ""],
    ]
    merges = ["A1:A3", "B1:B3", "C1:C3", "D1:F1", "E2:F2", "G1:G3"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.values("name") == ["张三"]
    assert int(found.people[0].values["subsidy_standard"]) == 1020
    assert found.skipped[4] == "表头"


def test_headings_written_downwards(tmp_path):
    rows = [
        ["序\n号", "姓\n名", "性\n别", "身\n份\n证\n号", "电\n话"],
        [1, "张三", "男", IDS[0], "13800001111"],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == ["张三"]
    assert found.values("phone") == ["13800001111"]


def test_totals_in_odd_places_are_no_people(tmp_path):
    rows = [
        HEADINGS,
        ["", "合计", "", "3人", "", ""],
        ZHANG,
        ["", "三会村小计", "", 1, "", ""],
        LI,
        ["总计", "2人", "", "", "", ""],
        ["本页合计：2人"],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == NAMES[:2]
    assert set(found.skipped.values()) <= {"表头", "小计", "合计"}


def test_signatures_notes_sections_and_empty_rows_are_no_people(tmp_path):
    rows = [
        HEADINGS,
        ["一、参战退役军人"],
        ZHANG,
        [],
        [2, "", "", "", "", ""],
        ["（二）残疾军人", "", "", "", "", ""],
        LI,
        ["注：本表一式两份。"],
        ["填表人：赵六", "", "审核人：", "", "负责人：", ""],
        ["经办人（签字）：           2024年12月1日"],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == NAMES[:2]
    assert found.skipped[4] == found.skipped[5] == "空行"
    assert found.skipped[9] == "签字栏"


def test_a_heading_repeated_on_every_page_is_skipped(tmp_path):
    found = read(write(tmp_path / "a.xlsx", [HEADINGS, ZHANG, HEADINGS, LI]))
    assert found.values("name") == NAMES[:2]
    assert found.skipped[3] == "表头"


def test_a_second_table_with_other_columns_on_the_same_sheet(tmp_path):
    rows = [
        ["一、参战退役军人"], HEADINGS, ZHANG, [],
        ["二、烈士遗属"], ["编号", "社区", "姓名", "证件号码"], [1, "玉龙社区", "王五", IDS[2]],
    ]  # fmt: skip
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == ["张三", "王五"]
    assert found.people[1].values["community"] == "玉龙社区"
    assert found.people[1].values["categories"] == ("martyr_survivor",)
    assert len([sheet for sheet in found.sheets if not sheet.ignored]) == 2


def test_two_halves_of_a_page_side_by_side(tmp_path):
    rows = [
        ["序号", "姓名", "身份证号", "序号", "姓名", "身份证号"],
        [1, "张三", IDS[0], 3, "王五", IDS[2]],
        [2, "李四", IDS[1], "", "", ""],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert sorted(found.values("name")) == sorted(NAMES)
    assert found.ending.counts.ready == 3


def test_merged_community_cells_hold_for_all_their_rows(tmp_path):
    rows = [
        ["村（社区）", *HEADINGS[1:]],
        ["三会村", *ZHANG[1:]],
        ["", *LI[1:]],
        ["玉龙社区", *WANG[1:]],
    ]
    found = read(write(tmp_path / "a.xlsx", rows, merges=["A2:A3"]))
    assert found.values("community") == ["三会村", "三会村", "玉龙社区"]


def test_a_community_written_once_without_merging_holds_until_the_next(tmp_path):
    rows = [["村（社区）", *HEADINGS[1:]], ["三会村", *ZHANG[1:]], ["", *LI[1:]], ["", *WANG[1:]]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("community") == ["三会村"] * 3
    assert "照上一行填写" in found.sheets[0].notices[0]


def test_a_person_merged_over_two_rows_is_reported_not_lost(tmp_path):
    rows = [HEADINGS, ZHANG, ["", "", "", "残疾军人", "", ""], LI]
    merges = ["A2:A3", "B2:B3", "C2:C3"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.values("name") == ["张三", "张三", "李四"]
    assert found.kinds(1) == ["duplicate_person"]


def test_communities_in_section_rows(tmp_path):
    rows = [HEADINGS, ["一、三会村（1人）"], ZHANG, ["二、玉龙社区"], LI]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("community") == ["三会村", "玉龙社区"]


def test_one_sheet_for_each_community(tmp_path):
    book = Workbook()
    book.active.title = "登瀛"
    fill(book.active, [HEADINGS, ZHANG])
    fill(book.create_sheet("玉龙"), [HEADINGS, LI])
    fill(book.create_sheet("汇总"), [["社区", "人数", "金额"], ["登瀛", 1, 500]])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.values("community") == ["登瀛", "玉龙"]
    assert [sheet.name for sheet in found.sheets if sheet.ignored] == ["汇总"]


def test_one_sheet_for_each_category(tmp_path):
    book = Workbook()
    book.active.title = "残疾军人"
    fill(book.active, [["姓名", "身份证号"], ["张三", IDS[0]]])
    fill(book.create_sheet("带病回乡人员名单"), [["姓名", "身份证号"], ["李四", IDS[1]]])
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.values("categories") == [("disabled_serviceman",), ("ill_returned_veteran",)]


def test_the_community_in_a_title_holds_for_the_list(tmp_path):
    rows = [["某某街道玉龙社区退役军人花名册"], HEADINGS, ZHANG]
    assert read(write(tmp_path / "a.xlsx", rows)).values("community") == ["玉龙社区"]


def test_hidden_sheets_are_named_and_left_alone(tmp_path):
    book = Workbook()
    fill(book.active, [HEADINGS, ZHANG])
    old = book.create_sheet("旧表")
    fill(old, [HEADINGS, LI])
    old.sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.values("name") == ["张三"]
    assert found.sheets[1].why == "隐藏的工作表，没有读取"


def test_hidden_rows_and_columns_are_read_and_mentioned(tmp_path):
    book = Workbook()
    fill(book.active, [HEADINGS, ZHANG, LI])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["C"].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = read(tmp_path / "a.xlsx")
    assert found.values("id_number") == list(IDS[:2])
    assert found.sheets[0].notices == ("有 1 个隐藏的行，已一并读取。",)


def test_an_example_row_is_no_person(tmp_path):
    rows = [HEADINGS, ["示例", "某某", IDS[3], "参战", "", ""], ZHANG]
    assert read(write(tmp_path / "a.xlsx", rows)).values("name") == ["张三"]


def test_a_row_without_a_name_is_reported_and_refused(tmp_path):
    found = read(write(tmp_path / "a.xlsx", [HEADINGS, (1, "", *ZHANG[2:]), LI]))
    assert found.ending.counts.refused == 1
    assert found.kinds() == ["missing_name"]


def test_a_row_with_a_name_and_nothing_else_is_a_person(tmp_path):
    found = read(write(tmp_path / "a.xlsx", [HEADINGS, ["", "张三"], LI]))
    assert found.values("name") == ["张三", "李四"]
    assert found.kinds() == ["missing_id"]


def test_a_table_that_starts_away_from_the_corner(tmp_path):
    rows = [[], [], ["", "", *HEADINGS], ["", "", *ZHANG]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == ["张三"]
    assert found.people[0].row == 4
    assert found.sheets[0].columns[3].letter == "D"


def test_a_heading_row_moved_by_the_clerk_is_obeyed(tmp_path):
    rows = [["甲", "乙", "丙"], ["张三", IDS[0], "13800001111"]]
    path = write(tmp_path / "a.xlsx", rows)
    assert read(path).ending.error == "not_a_roster"
    fingerprint = read(path, Choices(header_rows={"Sheet": (1, 1)})).sheets[0].fingerprint
    choices = Choices({fingerprint: {0: "name"}}, {"Sheet": (1, 1)})
    found = read(path, choices)
    assert (found.values("name"), found.values("id_number")) == (["张三"], [IDS[0]])


def test_the_same_headings_have_the_same_fingerprint_whatever_the_file(tmp_path):
    one = read(write(tmp_path / "a.xlsx", [HEADINGS, ZHANG]))
    two = read(write(tmp_path / "b.xlsx", [["标题"], HEADINGS, LI]))
    three = read(write(tmp_path / "c.xlsx", [HEADINGS[::-1], LI[::-1]]))
    assert one.sheets[0].fingerprint == two.sheets[0].fingerprint
    assert one.sheets[0].fingerprint != three.sheets[0].fingerprint


def test_formulas_without_saved_results_are_mentioned(tmp_path):
    rows = [[*HEADINGS, "月补助标准"], [*ZHANG, "=1000+20"], [*LI, 960]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert "有 1 个公式没有保存计算结果" in found.sheets[0].notices[0]
    assert "subsidy_standard" not in found.people[0].values


def test_group_headings_survive_the_loss_of_merged_cells(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "某某街道花名册,,,,,,\n"
        "序号,姓名,身份证号,伤残情况,,,备注\n"
        ",,,等级,性质,证件编号,\n"
        f"1,张三,{IDS[0]},八级,因战,渝军残1,\n"
        f"2,李四,{IDS[1]},,,,\n",
        encoding="utf-8",
    )
    found = read(path)
    assert found.sheets[0].header_rows == (2, 3)
    assert found.values("disability_nature") == ["因战", None]
    assert found.values("disability_cert") == ["渝军残1", None]


def test_groups_above_the_main_heading_survive_it_too(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "军人情况,,家属情况,,\n"
        "姓名,入伍时间,姓名,身份证号,电话\n"
        f"李四,2020.9,张三,{IDS[0]},13800001111\n",
        encoding="utf-8",
    )
    found = read(path)
    assert found.values("name") == ["张三"]
    assert found.people[0].withheld["soldier_name"] == "李四"


def test_an_empty_column_may_part_two_halves_of_a_page(tmp_path):
    half = ["姓名", "身份证号", "电话"]
    rows = [
        [*half, "", *half],
        ["张三", IDS[0], "13800001111", "", "王五", IDS[2], "13800003333"],
        ["李四", IDS[1], "13800002222", "", "", "", ""],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == ["张三", "王五", "李四"]
    assert found.values("phone") == ["13800001111", "13800003333", "13800002222"]


def test_a_group_of_one_column_need_not_be_merged(tmp_path):
    rows = [
        ["序号", "姓名", "身份证号", "中央和市级", "", "区级"],
        ["", "", "", "月标准", "月数", "月补助"],
        [1, "张三", IDS[0], 1020, 3, 102],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.sheets[0].header_rows == (1, 2)
    assert int(found.people[0].values["subsidy_standard"]) == 1020


def test_the_closing_block_of_a_payment_list_names_nobody(tmp_path):
    rows = [HEADINGS, ZHANG, ["合计（大写）：壹仟元整", "", "", "", "", 1000]]
    rows += [
        ["合计人数：1人，合计金额：1000元"],
        ["金额大写：壹仟元整"],
        ["经办人：", "", "证明人："],
    ]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("name") == ["张三"]
    assert set(found.skipped.values()) == {"表头", "合计", "签字栏"}


def test_groups_of_one_column_stand_beside_merged_ones_with_headings_nobody_knows(tmp_path):
    rows = [
        ["姓名", "身份证号", "应发项目", "", "", "扣减"],
        ["", "", "抚恤金标准", "护理费", "自然增长", "多发追回"],
        ["张三", IDS[0], 1020, 300, 0, 0],
    ]
    merges = ["A1:A2", "B1:B2", "C1:E1"]
    found = read(write(tmp_path / "a.xlsx", rows, merges=merges))
    assert found.sheets[0].header_rows == (1, 2)
    assert int(found.people[0].values["subsidy_standard"]) == 1020
