"""What headings mean that no list of aliases holds."""

import pytest

from documents.books import HEADINGS, IDS, ZHANG, read, write
from shuangyong_desktop.documents.spreadsheets.headings import guesses
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.text import fold


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("①村（社区）", "community"),
        ("2.姓名", "name"),
        ("（3）身份证号码", "id_number"),
        ("姓名（曾用名）", "name"),
        ("优抚对象类别/YFLB", "categories"),
        ("是否去世", "status"),
        ("家住", "address"),
        ("残级", "disability_grade"),
        ("残因", "disability_nature"),
        ("是否已挂", "plaque_hung"),
        ("本月实发（元）", "amount"),
        ("服役起始时间", "enlist_date"),
        ("服役结束时间", "discharge_date"),
        ("入伍部队", "military_unit"),
        ("男/女", "sex"),
        ("生存情况", "status"),
        ("管理社区", "community"),
        ("反映人", "name"),
        ("60岁农村籍", None),
    ],
)
def test_numbering_codes_and_notes_in_headings_do_not_hide_their_meaning(heading, field):
    meanings = guesses((heading,))
    assert (meanings[0].field if meanings else None) == field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("学历", "education"),
        ("婚姻情况", "marital"),
        ("阴历生日", "lunar_birthday"),
        ("户口所在地址", "registered_address"),
        ("现住地址", "address"),
        ("紧急联系人电话", "kin_phone"),
        ("紧急联系人", "kin_name"),
        ("征集地", "enlist_place"),
        ("入伍前户口性质", "origin"),
        ("军兵种", "branch"),
        ("退役时军衔", "rank"),
        ("退役方式", "placement"),
        ("义务兵起始时间", "conscript_from"),
        ("参战战役", "campaign"),
        ("属别", "disability_genus"),
        ("评残日期", "disability_since"),
        ("残疾军人证有效期", "disability_until"),
        ("供养形式", "care_way"),
        ("户名", "bank_holder"),
        ("身体状况", "health"),
        ("生活自理能力", "self_care"),
        ("居住方式", "living_way"),
        ("住房情况", "housing"),
        ("医疗保险", "medical_insurance"),
        ("养老保险", "pension_insurance"),
        ("救助类别", "social_aid"),
        ("存在困难", "hardships"),
        ("配偶文化程度", None),
        ("家庭住房面积", None),
    ],
)
def test_what_offices_call_the_columns_of_a_life_is_known(heading, field):
    meanings = guesses((heading,))
    assert (meanings[0].field if meanings else None) == field


def test_no_two_columns_of_a_person_share_a_heading():
    headings = [
        word for field in PEOPLE for word in {fold(w) for w in (field.label, *field.aliases)}
    ]
    assert len(set(headings)) == len(headings)


def test_the_holder_of_an_account_is_the_person_where_nobody_else_is_named(tmp_path):
    rows = [["序号", "户名", "身份证号", "银行账号"], ["1", "张三", IDS[0], "6217000000000012345"]]
    assert read(write(tmp_path / "a.xlsx", rows)).values("name") == ["张三"]
    rows = [["姓名", "户名", "身份证号"], ["张三", "李四", IDS[0]]]
    found = read(write(tmp_path / "b.xlsx", rows))
    assert (found.values("name"), found.values("bank_holder")) == (["张三"], ["李四"])


def test_money_of_the_state_is_not_that_of_the_district():
    assert guesses(("补助", "中央和市级", "月标准"))[0].field == "subsidy_standard"
    assert guesses(("补助", "区级", "月补助"))[0].field == "local_subsidy"


def test_the_telephone_of_a_contact_counts_only_where_there_is_no_other(tmp_path):
    alone = [["姓名", "身份证号", "联系人电话"], ["张三", IDS[0], "13800001111"]]
    assert read(write(tmp_path / "a.xlsx", alone)).values("phone") == ["13800001111"]
    both = [["姓名", "联系电话", "联系人电话"], ["张三", "13800001111", "13900002222"]]
    assert read(write(tmp_path / "b.xlsx", both)).values("phone") == ["13800001111"]


def test_classes_are_found_by_the_cells_where_the_heading_says_nothing(tmp_path):
    rows = [["姓名", "身份证号", "参战/参试"], ["张三", IDS[0], "参战"], ["李四", IDS[1], "8023"]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("categories") == [("war_veteran",), ("nuclear_test_veteran",)]


def test_whether_a_pension_is_paid_at_home_is_no_class_to_be_ticked(tmp_path):
    rows = [["姓名", "身份证号", "是否在乡"], ["张三", IDS[0], "是"]]
    assert read(write(tmp_path / "a.xlsx", rows)).values("categories") == [None]
    rows[1][2] = "在乡"
    assert read(write(tmp_path / "b.xlsx", rows)).values("categories") == [None]


def test_a_question_about_death_turns_yes_and_no_round(tmp_path):
    headings = ["姓名", "身份证号", "是否去世", "是否迁出"]
    rows = [headings[:3], ["张三", IDS[0], "否"], ["李四", IDS[1], "是"], ["王五", IDS[2], "已故"]]
    assert read(write(tmp_path / "a.xlsx", rows)).values("status") == ["在册", "去世", "去世"]
    rows = [[*headings[:2], headings[3]], ["张三", IDS[0], "是"]]
    assert read(write(tmp_path / "b.xlsx", rows)).values("status") == ["迁出"]


def test_a_date_of_death_is_a_death(tmp_path):
    rows = [["姓名", "身份证号", "去世时间"], ["张三", IDS[0], "2023.5"], ["李四", IDS[1], ""]]
    assert read(write(tmp_path / "a.xlsx", rows)).values("status") == ["去世", None]


def test_a_remark_about_a_move_says_more_than_an_old_status(tmp_path):
    rows = [["姓名", "身份证号", "状态", "备注"], ["张三", IDS[0], "正常", "2023年迁出"]]
    rows.append(["李四", IDS[1], "去世", "户口迁出至江津区"])
    found = read(write(tmp_path / "a.xlsx", rows))
    assert found.values("status") == ["迁出", "去世"]
    assert found.kinds() == ["conflicting_status"]


@pytest.mark.parametrize("name", ["（示例）张三", "示例：张三", "张三（样例）", "必填", "文本"])
def test_a_row_that_shows_how_to_fill_in_is_no_person(tmp_path, name):
    shown = [0, name, IDS[3], "参战", "", ""]
    found = read(write(tmp_path / "a.xlsx", [HEADINGS, shown, ZHANG]))
    assert found.values("name") == ["张三"]
    assert found.skipped[2] == "示例行"


def test_a_column_of_names_beside_the_numbers_is_the_name_whatever_it_is_called(tmp_path):
    rows = [["牌号", "受牌人", "受牌人身份证", "村"], ["001", "张三", IDS[0], "三会村"]]
    rows.append(["002", "李四（已故）", IDS[1], "三会村"])
    assert read(write(tmp_path / "a.xlsx", rows)).values("name") == ["张三", "李四"]


def test_what_was_paid_counts_and_not_what_should_have_been(tmp_path):
    rows = [["姓名", "身份证号", "本月应发（元）", "本月实发（元）"], ["张三", IDS[0], 1020, 960]]
    found = read(write(tmp_path / "a.xlsx", rows))
    assert int(found.people[0].withheld["amount"]) == 960
