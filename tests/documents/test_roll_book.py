"""登记册: chosen columns on paper, all of them in the spreadsheet, nothing a formula."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from documents.papers import text_of
from shuangyong_desktop.documents.roll_book import (
    RollBook,
    RollColumn,
    write_roll_book,
    write_roll_workbook,
)
from shuangyong_desktop.domain.errors import Problem

BOOK = RollBook(
    title="经费登记册",
    office="通惠街道退役军人服务站",
    made_on=date(2026, 7, 28),
    columns=(
        RollColumn("date", "日期", "date", 6, "center"),
        RollColumn("summary", "摘要", "text", 14),
        RollColumn("expense", "支出（元）", "money", 6, "right"),
        RollColumn("phone", "联系电话", "phone", 7, forced_text=True),
    ),
    rows=(
        ("2026-01-20", "春节慰问品", "1,000.50", "13800001234"),
        ("2026-07", "=1+1", "", ""),
    ),
    shown=("summary", "expense"),
    purpose="报财政所",
    caution="内部资料，注意保管",
)


def test_the_paper_has_the_chosen_columns_and_the_sum(tmp_path: Path) -> None:
    write_roll_book(tmp_path / "a.pdf", BOOK)
    text = text_of(tmp_path / "a.pdf")
    for words in ("经费登记册", "春节慰问品", "1,000.50", "2条", "用途：报财政所", "内部资料"):
        assert words in text
    assert "13800001234" not in text
    assert "联系电话" not in text


def test_the_spreadsheet_has_every_column_as_text_and_amounts_as_numbers(tmp_path: Path) -> None:
    write_roll_workbook(tmp_path / "a.xlsx", replace(BOOK, demo=True))
    rows = list(load_workbook(tmp_path / "a.xlsx").active.values)
    assert rows[0][0] == "经费登记册（演示数据）"
    assert rows[2] == ("序号", "日期", "摘要", "支出（元）", "联系电话")
    assert rows[3] == (1, "2026-01-20", "春节慰问品", 1000.5, "13800001234")
    cell = load_workbook(tmp_path / "a.xlsx").active["C5"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


@pytest.mark.parametrize("write", [write_roll_book, write_roll_workbook])
def test_an_empty_book_is_refused(write, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="没有符合条件的记录"):
        write(tmp_path / "a.pdf", replace(BOOK, rows=()))
    assert not (tmp_path / "a.pdf").exists()
