import tempfile
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.papers import COMRADES, RARE, Comrade
from shuangyong_desktop.documents import excel
from shuangyong_desktop.documents.excel import (
    Line,
    Sheet,
    SheetColumn,
    sheet_names,
    write_table,
    write_workbook,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import clean

HOSTILE = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1",
    "'=1",
    "<b>&amp;</b>",
)


def sheet(lines, **changes):
    known = {
        "name": "表",
        "title": "标题",
        "columns": [SheetColumn("甲", 6), SheetColumn("乙", 6, "code")],
        "lines": lines,
    }
    return Sheet(**(known | changes))


def body_of(path, skipped=2):
    workbook = openpyxl.load_workbook(path)
    return list(workbook.active.iter_rows(min_row=skipped + 1))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_becomes_a_formula(tmp_path, text):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [sheet([Line((text, text))], title=text)])
    workbook = openpyxl.load_workbook(path)
    cells = [cell for row in workbook.active for cell in row if cell.value is not None]
    assert all(cell.data_type == "s" for cell in cells)
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
    assert workbook.active["A3"].value == text


def test_numbers_that_are_names_are_text_cells(tmp_path):
    path = tmp_path / "a.xlsx"
    write_table(path, COMRADES, [Comrade("张三")], title="花名册", masked=False)
    (row,) = body_of(path)
    name, number, phone, _, money = row
    assert (number.value, number.data_type, number.number_format) == (
        "510223195003166018",
        "s",
        "@",
    )
    assert (phone.value, phone.data_type) == ("13800001234", "s")
    assert (money.value, money.number_format) == (512.5, "#,##0.00")
    assert name.value == "张三"


def test_tables_are_masked_by_default(tmp_path):
    path = tmp_path / "a.xlsx"
    write_table(path, COMRADES, [Comrade("张三")], title="花名册")
    text = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert "510223195003166018" not in text
    assert "13800001234" not in text


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(st.characters(codec=None), max_size=20))
def test_any_text_can_be_written_and_read_back(tmp_path, text):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [sheet([Line((text, RARE))])])
    first, second = body_of(path)[0]
    assert (first.value or "") == clean(text).text
    assert second.value == RARE


def test_heading_is_frozen_printed_on_every_page_and_wide_enough(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook(path, [sheet([Line(("一", "二"))], above=("单位：甲",), below=("填报人：",))])
    worksheet = openpyxl.load_workbook(path).active
    assert worksheet.freeze_panes == "A4"
    assert worksheet.print_title_rows == "$3:$3"
    assert worksheet.column_dimensions["A"].width == 14
    assert [row[0].value for row in worksheet] == ["标题", "单位：甲", "甲", "一", "填报人："]


def test_amounts_are_numbers_and_empty_cells_stay_empty(tmp_path):
    path = tmp_path / "a.xlsx"
    columns = [SheetColumn("金额", 6, "money"), SheetColumn("人数", 4, "count")]
    write_workbook(path, [sheet([Line((Decimal("1.10"), 3)), Line((None, ""))], columns=columns)])
    first, second = body_of(path)
    assert [cell.value for cell in first] == [1.1, 3]
    assert [cell.value for cell in second] == [None, None]


def test_a_text_longer_than_a_cell_is_refused_not_cut(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises(Problem, match="一格装不下"):
        write_workbook(path, [sheet([Line(("字" * 32_768, ""))])])
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(excel, "MOST_ROWS", 5)
    write_workbook(tmp_path / "a.xlsx", [sheet([Line(("", ""))] * 3)])
    with pytest.raises(Problem, match="一张表装不下"):
        write_workbook(tmp_path / "b.xlsx", [sheet([Line(("", ""))] * 4)])


def test_sheet_names_are_what_excel_takes_and_differ():
    names = sheet_names(["石桥村", "石桥村", "a/b:[c]", "", "History", "长" * 40, "长" * 40])
    assert names[:5] == ["石桥村", "石桥村（2）", "a_b__c_", "表", "History（2）"]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 31


def test_no_plain_text_is_left_in_the_system_folder(tmp_path, monkeypatch):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    path = tmp_path / "out" / "a.xlsx"
    path.parent.mkdir()
    write_workbook(path, [sheet([Line(("张三", ""))])])
    assert tempfile.tempdir == str(elsewhere)
    assert list(elsewhere.iterdir()) == []
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_folder_gets_its_sentence(tmp_path):
    with pytest.raises(Problem, match="找不到文件夹"):
        write_workbook(tmp_path / "无" / "a.xlsx", [sheet([])])


def test_progress_is_told(tmp_path):
    told = []
    write_workbook(
        tmp_path / "a.xlsx", [sheet([Line(("", ""))] * 1000)], tick=lambda *n: told.append(n)
    )
    assert told == [(500, 0), (1000, 0)]


def test_rows_are_as_high_as_their_wrapped_texts(tmp_path):
    path = tmp_path / "a.xlsx"
    lines = [Line(("短", "")), Line(("石桥村三社十二号附一号", "")), Line(("一\n二\n三", ""))]
    write_workbook(path, [sheet(lines)])
    heights = openpyxl.load_workbook(path).active.row_dimensions
    assert [heights[row].height for row in (3, 4, 5)] == [None, 32, 46]
