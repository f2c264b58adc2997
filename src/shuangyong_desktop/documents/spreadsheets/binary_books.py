"""Workbooks of spreadsheet programs (.xlsx, .xlsb, .ods, .xls), values read by calamine."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from shuangyong_desktop.documents.spreadsheets import prescreen, refusals
from shuangyong_desktop.documents.spreadsheets.book import Book, Marks, Merge, Row, Sheet
from shuangyong_desktop.documents.spreadsheets.sniff import Format


def read_workbook(path: Path, kind: Format) -> Book:
    """Read the workbook at `path`.

    Raises Problem (encrypted, corrupt, unsupported) where a reader cannot go on.
    """
    look = prescreen.inspect(path) if kind is Format.XLSX else prescreen.Inspection()
    if kind in (Format.XLSB, Format.ODS):
        prescreen.check_sizes(path)
    if kind is Format.XLS:
        look = _xls_marks(path)  # tells of a password, which calamine takes for damage
    try:
        with path.open("rb") as file:  # from_path would believe the ending of the name
            workbook = calamine.CalamineWorkbook.from_filelike(file)
        sheets = tuple(
            _sheet(workbook, meta, look.marks.get(meta.name, Marks()))
            for meta in workbook.sheets_metadata
            if meta.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except calamine.PasswordError as error:
        raise refusals.encrypted(path.name) from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise refusals.encrypted(path.name) from error
        raise refusals.corrupt(path.name) from error
    return Book(sheets, look.red_means_dead)


def _sheet(workbook: Any, meta: Any, marks: Marks) -> Sheet:
    cells = workbook.get_sheet_by_name(meta.name)
    merges = tuple(
        Merge(top, left, bottom, right)
        for (top, left), (bottom, right) in cells.merged_cell_ranges or ()
    )
    hidden = meta.visible != calamine.SheetVisibleEnum.Visible
    return Sheet(meta.name, lambda: _rows(cells), hidden, merges, marks)


def _rows(cells: Any) -> Iterator[Row]:
    """Every row from row 1 and column A on (calamine itself starts at row 1)."""
    if cells.start is None:
        return
    left = cells.start[1]
    if left:
        margin = [""] * left
        for row in cells.iter_rows():
            yield margin + row
    else:
        yield from cells.iter_rows()


def _xls_marks(path: Path) -> prescreen.Inspection:
    """The looks of a true .xls, for which only xlrd has eyes.

    Values do not depend on them, so a file that xlrd cannot read is read without looks.
    """
    from shuangyong_desktop.documents.spreadsheets import xls_looks  # noqa: PLC0415 (xls only)

    return xls_looks.look(path)
