from decimal import Decimal

import openpyxl
import pytest

from documents.papers import OIL, RICE, Comrade, book, roster, unit
from shuangyong_desktop.documents.roster import RosterGroup
from shuangyong_desktop.documents.workbooks import write_roster_workbook, write_visit_workbook
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.money import read_rmb_upper
from shuangyong_desktop.domain.visits import PayoutMethod


def rows_of(worksheet):
    return [list(row) for row in worksheet.iter_rows(values_only=True)]


def test_the_sign_off_workbook_has_a_sheet_per_community_and_the_summary(tmp_path):
    path = tmp_path / "签收册.xlsx"
    units = [unit(place) for place in range(5)] + [unit(0, community="白杨社区", goods=(RICE, OIL))]
    write_visit_workbook(path, book(units))
    workbook = openpyxl.load_workbook(path)
    assert workbook.sheetnames == ["白杨社区", "石桥村", "汇总表"]
    rows = rows_of(workbook["石桥村"])
    assert rows[2] == [
        "序号", "姓名", "身份证号", "人员类别", "住址", "慰问金\n（元）", "慰问品/\n数量",
        "发放\n方式", "领取人签字\n（手印）", "代领人签字/\n关系/证件号", "领取日期", "备注",
    ]  # fmt: skip
    assert rows[3][1:4] == [units[0].name, units[0].id_number, "参战退役军人"]
    assert rows[8][:3] == [None, "合计", "5户"]
    wanted = sum(one.money for one in units[:5])
    assert Decimal(rows[8][5]) == wanted
    assert read_rmb_upper(rows[9][0].split("：")[1]) == wanted
    words = "".join(str(row[0]) for row in rows[9:])
    for field in ("发放人（2人）", "证明人（村〔社区〕干部）", "经办人", "审核人", "分管领导审批",
                  "发放单位（盖章）", "日期", "附件"):  # fmt: skip
        assert field in words


def test_the_summary_sheet_counts_in_numbers(tmp_path):
    path = tmp_path / "签收册.xlsx"
    units = [unit(0, goods=(RICE,)), unit(1, goods=(RICE, OIL), method=PayoutMethod.CARD)]
    write_visit_workbook(path, book(units, demo=True, purpose="春节慰问"))
    rows = rows_of(openpyxl.load_workbook(path)["汇总表"])
    assert rows[0][0] == "2026年春节慰问金（品）发放汇总表（演示数据）"
    assert "用途：春节慰问" in rows[1][0]
    assert rows[2][4:] == ["大米（袋）\n10千克/袋", "菜油（桶）\n5升/桶"]
    total = next(row for row in rows if row[0] == "合计")
    assert total[2:] == [2, 700, 2, 1]


def test_the_roster_workbook_is_masked_like_the_paper(tmp_path):
    path = tmp_path / "花名册.xlsx"
    groups = (
        RosterGroup("石桥村", [Comrade("张三明"), Comrade("李四")]),
        RosterGroup("白杨社区", [Comrade("王五", money=None)]),
        RosterGroup("", []),
    )
    write_roster_workbook(path, roster(*groups, filled_by="王小明"))
    rows = rows_of(openpyxl.load_workbook(path).active)
    assert rows[2] == ["序号", "姓名", "身份证号", "联系电话", "住址", "补助标准"]
    assert rows[3][:4] == [1, "张三明", "5102**********6018", "138****1234"]
    assert [row[1] for row in rows[5:9:2]] == ["石桥村 小计 2人", "白杨社区 小计 1人"]
    assert rows[8][1] == "合计 3人"
    assert rows[8][5] == 1025
    assert rows[9][0].startswith("填报人：王小明")


def test_the_sum_line_needs_no_name_column(tmp_path):
    path = tmp_path / "花名册.xlsx"
    paper = roster()
    write_roster_workbook(path, roster(schema=paper.schema.pick("money", "name"), purpose="核对"))
    rows = rows_of(openpyxl.load_workbook(path).active)
    assert "用途：核对" in rows[1][0]
    assert rows[-2] == ["合计 2人", 1025, None]


def test_empty_papers_are_problems(tmp_path):
    with pytest.raises(Problem, match="还没有慰问对象"):
        write_visit_workbook(tmp_path / "a.xlsx", book([]))
    with pytest.raises(Problem, match="没有符合条件的人员"):
        write_roster_workbook(tmp_path / "b.xlsx", roster(RosterGroup("", [])))
