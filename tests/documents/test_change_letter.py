"""停发报告 as .docx: real styles, every line of the report, a place to sign."""

from datetime import date

import pytest
from docx import Document

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.documents.change_letter import letter_of
from shuangyong_desktop.documents.letters import write_letter
from shuangyong_desktop.domain.errors import Problem

HEADS = (Head("序号", 2), Head("姓名", 4), Head("人员类别", 9), Head("拟办意见", 22, align="left"),
         Head("金额（元）", 5, align="right"))  # fmt: skip
ROWS = (
    SheetRow(("1", "李建国", "参战退役军人", "拟从2026年4月起停发定期生活补助（参战）。", "")),
    SheetRow(("2", "李建国", "参战退役军人", "应追回2个月。", "1,800.00")),
    SheetRow(("", "合计", "", "1人", "1,800.00"), strong=True),
)


def report(*rows):
    return ChangeSheet(
        title="关于拟停发抚恤补助的报告", office="石桥街道退役军人服务站",
        made_on=date(2026, 7, 1), period="", tables=(ChangeTable("拟停发人员", HEADS, rows),),
        lead=("区退役军人事务局：", "　　现提出拟办意见，请审定。"),
        signs=("经办人：", "审核人：", "（单位盖章）　　年　　月　　日"),
    )  # fmt: skip


def test_the_report_is_a_letter_with_styles_and_all_its_lines(tmp_path):
    path = tmp_path / "停发报告.docx"
    write_letter(path, letter_of(report(*ROWS)))
    document = Document(path)
    said = [(item.style.name, item.text) for item in document.paragraphs if item.text]
    assert said[0] == ("Title", "关于拟停发抚恤补助的报告")
    assert said[1] == ("公文顶格", "区退役军人事务局：")
    assert said[2] == ("Normal", "现提出拟办意见，请审定。")
    assert ("公文顶格", "经办人：　　　　审核人：") in said
    assert said[-2:] == [("公文落款", "石桥街道退役军人服务站"), ("公文落款", "2026年7月1日")]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["序号", "姓名", "拟办意见", "金额（元）"],
        ["1", "李建国", "拟从2026年4月起停发定期生活补助（参战）。", ""],
        ["2", "李建国", "应追回2个月。", "1,800.00"],
        ["", "合计", "1人", "1,800.00"],
    ]


def test_a_report_of_nothing_is_not_written():
    with pytest.raises(Problem, match="没有可以列出的内容"):
        letter_of(report())


def test_what_addresses_nobody_keeps_all_its_words_and_all_who_sign():
    items = ChangeTable("甲单", HEADS, ROWS, lead=("甲单（2 项）",))
    letter = letter_of(
        ChangeSheet(
            title="对账单", office="石桥街道退役军人服务站", made_on=date(2026, 7, 1), period="",
            tables=(items, items), lead=("共 4 项：已销号 0 项。",),
            signs=("地方经办人：", "部队经办人：", "对账日期："),
        )
    )  # fmt: skip
    said = [block.text for block in letter.blocks]
    assert letter.addressee == ""
    assert said[0] == "共 4 项：已销号 0 项。"
    assert said[1] == "甲单（2 项）"
    assert said[-1] == "地方经办人：　　　　部队经办人：　　　　对账日期："
