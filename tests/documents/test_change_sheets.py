"""Papers about changes, as PDF and as spreadsheet."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from documents.papers import RARE, text_of, unembedded_fonts
from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.documents.change_sheets import write_change_sheet, write_change_workbook
from shuangyong_desktop.domain.errors import Problem

HEADS = (
    Head("人员类别", 12, align="left"),
    Head("期初", 4),
    Head("新增", 4, "增加"),
    Head("迁入", 4, "增加"),
    Head("死亡", 4, "减少"),
    Head("期末", 4),
)


def table(rows=3, name="按人员类别", heads=HEADS):
    made = [SheetRow((f"类别{n}", "10", "1", "0", "2", "9")) for n in range(rows)]
    return ChangeTable(
        name, heads, (*made, SheetRow(("合计", "30", "3", "0", "6", "27"), strong=True))
    )


def sheet(*tables, **more):
    known = {
        "title": "优抚对象增减变动表", "office": "石桥街道退役军人服务站",
        "made_on": date(2026, 7, 1), "period": "2026年1月1日至6月30日",
        "tables": tables or (table(),), "notes": ("分类有交叉，合计按人去重。",),
    }  # fmt: skip
    return ChangeSheet(**(known | more))


def test_a_table_has_its_heading_of_two_levels_its_notes_and_signs(tmp_path):
    path = tmp_path / "变动.pdf"
    write_change_sheet(path, sheet())
    text = text_of(path)
    for words in ("优抚对象增减变动表", "填报单位：石桥街道退役军人服务站", "增加", "减少",
                  "2026年1月1日至6月30日", "填报日期：2026年7月1日", "合计",
                  "分类有交叉，合计按人去重。", "填报人：", "审核人："):  # fmt: skip
        assert words in text
    assert unembedded_fonts(path) == set()


def test_what_is_said_of_one_table_stands_on_its_own_page(tmp_path):
    first, second = (
        replace(table(2, name), lead=(f"{name}（2 项）",)) for name in ("甲单", "乙单")
    )
    write_change_sheet(tmp_path / "单.pdf", sheet(first, second, lead=("共 4 项。",)))
    pages = [page.extract_text() for page in PdfReader(tmp_path / "单.pdf").pages]
    assert ["甲单（2 项）" in pages[0], "乙单（2 项）" in pages[0]] == [True, False]
    assert "乙单（2 项）" in pages[1]
    assert "共 4 项。" not in pages[1]
    write_change_workbook(tmp_path / "单.xlsx", sheet(first, second))
    for each in load_workbook(tmp_path / "单.xlsx").worksheets:
        assert any("（2 项）" in str(cell.value) for row in each for cell in row)


def test_each_table_begins_on_a_page_of_its_own_and_heads_repeat(tmp_path):
    path = tmp_path / "变动.pdf"
    told = []
    write_change_sheet(path, sheet(table(60), table(2, "按村（社区）")),
                       tick=lambda done, of: told.append((done, of)))  # fmt: skip
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) == 5
    assert all("人员类别" in text for text in pages)
    assert "按村（社区）" in pages[-1]
    assert told[-1] == (5, 5)


def test_the_words_before_the_first_table_stand_once(tmp_path):
    path = tmp_path / "报告.pdf"
    lead = ("区退役军人事务局：", "根据村（社区）上报，下列人员拟停发抚恤补助，请审定。" * 5)
    plain = (Head("姓名", 5), Head("住址", 12, align="left"))
    rows = tuple(SheetRow((f"张{RARE[0]}", f"石桥村{n}社")) for n in range(40))
    write_change_sheet(path, sheet(ChangeTable("拟停发人员", plain, rows), lead=lead, demo=True,
                                   purpose="报区局"))  # fmt: skip
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert "区退役军人事务局" in pages[0]
    assert all("区退役军人事务局" not in text for text in pages[1:])
    assert "用途：报区局" in pages[0]
    assert sum(text.count("石桥村") for text in pages) == 40


def test_the_spreadsheet_says_the_same(tmp_path):
    path = tmp_path / "变动.xlsx"
    write_change_workbook(path, sheet(table(), table(1, "按村（社区）"), purpose="自查", demo=True,
                                      lead=("说明",)))  # fmt: skip
    book = load_workbook(path)
    assert book.sheetnames == ["按人员类别", "按村（社区）"]
    cells = [cell for row in book["按人员类别"].iter_rows(values_only=True) for cell in row if cell]
    assert any("用途：自查" in str(cell) for cell in cells)
    for words in ("优抚对象增减变动表（演示数据）", "说明", "合计", "27",
                  "分类有交叉，合计按人去重。"):  # fmt: skip
        assert words in cells
    assert "增加\n新增" in cells


@pytest.mark.parametrize("write", [write_change_sheet, write_change_workbook])
def test_an_empty_paper_is_refused_and_the_older_file_stays(tmp_path, write):
    path = tmp_path / "旧.pdf"
    path.write_bytes(b"older")
    with pytest.raises(Problem, match="没有可以列出的内容"):
        write(path, sheet(ChangeTable("空", HEADS, ())))
    assert path.read_bytes() == b"older"
