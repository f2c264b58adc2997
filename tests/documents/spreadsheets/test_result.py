"""The exchange format of the command line."""

from documents.books import IDS, write
from shuangyong_desktop.documents.spreadsheets import preview_json


def fields_of(path):
    return [record["fields"] for record in preview_json(path)["records"]]


def test_certificates_stand_together_and_categories_have_exchange_names(tmp_path):
    headings = [
        "姓名",
        "身份证号",
        "人员类别",
        "退役证号",
        "光荣牌编号",
        "手机",
        "月补助标准",
        "户籍地址",
    ]
    row = [
        "张三",
        IDS[0],
        "带病回乡、两参",
        "退字1号",
        "渝1",
        "13800001111/023-48660000",
        960,
        "三会村1组",
    ]
    fields = fields_of(write(tmp_path / "a.xlsx", [headings, row]))[0]
    assert fields["certificate_numbers"] == {"discharge_cert": "退字1号", "plaque": "渝1"}
    assert fields["categories"] == ["带病回乡退伍军人", "两参人员"]
    assert fields["phone"] == ["13800001111", "023-48660000"]
    assert fields["subsidy_standard"] == 960.0
    assert fields["address"] == "三会村1组"
    assert fields["living_status"] == "alive"


def test_some_cells_are_given_as_written(tmp_path):
    headings = ["姓名", "身份证号", "是否悬挂", "慰问金", "走访时间", "领款人签字"]
    rows = [headings, ["张三", IDS[0], "已悬挂", 500, "2026.2.3", "李四（代）"],
            ["李四", IDS[1], "", 500, "", ""], ["王五", IDS[2], "否", 500, "", "未签"]]  # fmt: skip
    found = fields_of(write(tmp_path / "a.xlsx", rows))
    assert [fields["plaque_hung"] for fields in found] == ["已悬挂", None, "否"]
    assert [fields["signed"] for fields in found] == [True, False, False]


def test_a_file_that_cannot_be_imported_has_a_code_and_a_sentence(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    result = preview_json(path)
    assert (result["outcome"], result["error"], result["records"]) == ("error", "unsupported", [])
    assert "不是表格" in result["message"]


def test_problems_name_sheet_row_field_and_kind(tmp_path):
    path = write(tmp_path / "a.xlsx", [["姓名", "身份证号"], ["张三", ""]])
    problem = preview_json(path)["problems"][0]
    assert (problem["row"], problem["field"], problem["kind"]) == (2, "id_number", "missing_id")
    assert problem["severity"] == "warning"


def test_soldiers_who_left_the_army_are_one_class_between_offices(tmp_path):
    rows = [["姓名", "身份证号", "人员类别"], ["张三", IDS[0], "自主就业、退役士兵"]]
    result = preview_json(write(tmp_path / "a.xlsx", rows))
    assert result["records"][0]["fields"]["categories"] == ["退役士兵"]
