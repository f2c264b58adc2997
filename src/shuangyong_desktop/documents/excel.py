"""Lists as .xlsx: streamed, forced to text where they are text, replaced whole or not at all.

Nothing a person typed can become a formula, a number or a date (SECURITY §6.2, §6.3).
"""

import errno
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Any, Literal

from lxml.etree import SerialisationError
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.text import MAX_LENGTH, clean

MOST_ROWS = 1_048_576  # of one sheet, by the file format
_NAME_LENGTH = 31  # of one sheet's name, by the file format
_FORBIDDEN_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_TICK_EVERY = 500
_LINE_HEIGHT, _LINE_AIR = 14.0, 4.0  # points, for the 11-point text of the cells
_LATIN, _WIDE = 1.1, 2.1  # how many of Excel's units of width a character takes
_MOST_OFFERED = 20_000  # rows below the heading that offer the choices of a column
_A4 = 9  # its number among the format's paper sizes

CellKind = Literal["text", "code", "money", "count"]
Cell = str | Decimal | int | None
_FORMATS: dict[CellKind, str] = {
    "text": "@", "code": "@", "money": "#,##0.00", "count": "0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column: heading, width in Chinese characters, and what its cells are.

    "code" is text that looks like a number: 证件号, 电话, 账号. On a locked sheet only `open`
    columns can be filled in; `choices` are offered in a drop-down.
    """

    head: str
    width: float
    kind: CellKind = "text"
    align: str = "center"
    open: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row of cells; `strong` for subtotals and totals."""

    cells: Sequence[Cell]
    strong: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One sheet: a title, the texts above the table, its heading, its lines, what stands below.

    `row_height` is the least height of a line in points. `bands` are headings over the heading,
    each with the number of columns below it; all columns are below one. A `locked` sheet is
    protected without a password: against slips of the hand, not against anybody.
    """

    name: str
    title: str
    columns: Sequence[SheetColumn]
    lines: Iterable[Line]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    row_height: float = 18.0
    locked: bool = False
    bands: Sequence[tuple[str, int]] = ()


def column_of(field: Field) -> SheetColumn:
    """The spreadsheet column of a declared column."""
    kind: CellKind = "text"
    if field.kind.name == "money":
        kind = "money"
    elif field.kind.forced_text:
        kind = "code"
    align = field.kind.align if field.kind.name != "name" else "center"
    return SheetColumn(field.label, max(field.width, len(field.label)), kind, align)


def write_table(  # noqa: PLR0913 (what is written and how)
    path: Path,
    schema: Schema,
    records: Iterable[Any],
    *,
    title: str,
    masked: bool = True,
    tick: Callable[[int, int], None] | None = None,
) -> None:
    """Write `records` with the columns of `schema` as one sheet. Raises like `write_workbook`."""
    sheet = Sheet(
        name=title,
        title=title,
        columns=[column_of(field) for field in schema],
        lines=(Line(record_cells(schema, record, masked=masked)) for record in records),
    )
    write_workbook(path, [sheet], tick=tick)


def record_cells(schema: Schema, record: Any, *, masked: bool) -> list[Cell]:
    """The cells of one record: amounts as numbers, everything else as the text people read."""
    cells: list[Cell] = []
    for field in schema:
        value = getattr(record, field.key)
        if field.kind.name == "money":
            cells.append(value)
        else:
            cells.append(field.write(value, masked=masked))
    return cells


def write_workbook(
    path: Path,
    sheets: Sequence[Sheet],
    *,
    author: str = "",
    tick: Callable[[int, int], None] | None = None,
) -> None:
    """Write `sheets` to `path` as .xlsx.

    `tick` is told how many rows are done, of 0 while the total is unknown. Raises Problem
    when a sheet has more rows or a text more characters than the format holds, and when the
    file cannot be written; an older file at `path` then stays as it was.
    """
    with _temporary_files_beside(path), atomic_write(path) as stream:
        workbook = Workbook(write_only=True)
        workbook.properties.creator = author or "双拥工作台账"
        names = sheet_names([sheet.name for sheet in sheets])
        packed = BytesIO()
        try:
            for sheet, name in zip(sheets, names, strict=True):
                _write_sheet(workbook.create_sheet(name), sheet, tick)
            workbook.save(packed)
        except SerialisationError as error:
            _abandon(workbook)
            raise _as_os_error(error) from error
        except BaseException:
            _abandon(workbook)
            raise
        stream.write(packed.getbuffer())


def sheet_names(wishes: Sequence[str]) -> list[str]:
    """Names that Excel takes, each once: at most 31 characters, and no sign of its paths."""
    names: list[str] = []
    taken: set[str] = set()
    for wish in wishes:
        plain = _FORBIDDEN_IN_NAMES.sub("_", clean(wish).text.replace("\n", " ")).strip()
        name, number = plain[:_NAME_LENGTH] or "表", 2
        while name.casefold() in taken or name.casefold() == "history":
            tail = f"（{number}）"
            name, number = plain[: _NAME_LENGTH - len(tail)] + tail, number + 1
        taken.add(name.casefold())
        names.append(name)
    return names


@contextmanager
def _temporary_files_beside(path: Path) -> Iterator[None]:
    """Keep openpyxl's plain-text temporary files out of the system's folder (SECURITY §7).

    They stand where the export itself will stand in plain text, and go in any case.
    """
    before = tempfile.tempdir
    try:
        with tempfile.TemporaryDirectory(
            prefix=".", suffix=".part", dir=path.parent, ignore_cleanup_errors=True
        ) as folder:
            tempfile.tempdir = folder
            yield
    except FileNotFoundError as error:
        raise Problem(
            f"找不到文件夹“{path.parent}”（U盘可能已拔出），文件没有写成。请换一个位置。",
            code="folder_missing",
        ) from error
    finally:
        tempfile.tempdir = before


def _abandon(workbook: Workbook) -> None:
    """Close half-written streams at once.

    On a full disk the garbage collector would do it with a traceback that nobody can catch.
    """
    for worksheet in workbook.worksheets:
        writer = worksheet._writer  # noqa: SLF001 (openpyxl has no public way to give up)
        for stream in (worksheet._rows, writer.xf if writer else None):  # noqa: SLF001
            if stream is not None:
                with suppress(OSError, RuntimeError, SerialisationError):
                    stream.close()


def _as_os_error(error: SerialisationError) -> OSError:
    """What lxml says of a full disk (IO_ENOSPC), as everything else says it."""
    number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
    return OSError(number, os.strerror(number))


_LINE_SIDE = Side(style="thin", color="FF000000")
_BORDER = Border(left=_LINE_SIDE, right=_LINE_SIDE, top=_LINE_SIDE, bottom=_LINE_SIDE)
_HEAD_FILL = PatternFill("solid", fgColor="FFF0F0F0")


class _Pens:
    """One styled cell per sort of cell, used again for every row: styling is the slow part."""

    def __init__(self, worksheet: Any, columns: Sequence[SheetColumn]) -> None:
        self._worksheet = worksheet
        self.title = self._pen(Font(name="宋体", size=18, bold=True), "centerContinuous")
        self.blank = self._pen(Font(name="宋体", size=18, bold=True), "centerContinuous")
        self.note = self._pen(Font(name="宋体", size=11), "left")
        self.head = [
            self._pen(Font(name="黑体", size=11), "center", fill=_HEAD_FILL, wraps=True)
            for _ in columns
        ]
        self.body = [self._body(column, Font(name="宋体", size=11)) for column in columns]
        self.strong = [
            self._body(column, Font(name="黑体", size=11), wraps=False) for column in columns
        ]

    def _body(self, column: SheetColumn, font: Font, *, wraps: bool = True) -> WriteOnlyCell:
        # The words of a total run on over the empty cells to their right.
        align = column.align if wraps or column.kind == "count" else "left"
        pen = self._pen(font, "right" if column.kind == "money" else align, wraps=wraps)
        pen.border = _BORDER
        pen.number_format = _FORMATS[column.kind]
        pen.protection = Protection(locked=not column.open)
        return pen

    def _pen(
        self, font: Font, horizontal: str, *, fill: PatternFill | None = None, wraps: bool = False
    ) -> WriteOnlyCell:
        pen = WriteOnlyCell(self._worksheet)
        pen.font = font
        pen.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=wraps)
        if fill is not None:
            pen.fill, pen.border = fill, _BORDER
        return pen


def _write_sheet(worksheet: Any, sheet: Sheet, tick: Callable[[int, int], None] | None) -> None:
    columns = sheet.columns
    head_row = 2 + bool(sheet.above) + bool(sheet.bands)
    _set_up(worksheet, sheet, head_row)
    pens = _Pens(worksheet, columns)
    title = [_text(pens.title, sheet.title), *[pens.blank] * (len(columns) - 1)]
    worksheet.append(title)
    if sheet.above:
        worksheet.append([_text(pens.note, "　　".join(sheet.above))])
    if sheet.bands:
        _write_bands(worksheet, sheet.bands, pens, head_row - 1)
    heads = zip(pens.head, columns, strict=True)
    worksheet.append([_text(pen, column.head) for pen, column in heads])
    written = head_row
    for line in sheet.lines:
        written += 1
        if written + len(sheet.below) > MOST_ROWS:
            raise Problem(
                f"“{sheet.title}”超过 {MOST_ROWS:,} 行，一张表装不下，文件没有写成。"
                "请按村（社区）分开导出。",
                code="too_many_rows",
            )
        row = pens.strong if line.strong else pens.body
        height = sheet.row_height if line.strong else _height(columns, line.cells)
        if height > sheet.row_height:
            worksheet.row_dimensions[written].height = height
        worksheet.append([_fill(pen, value) for pen, value in zip(row, line.cells, strict=True)])
        if tick is not None and written % _TICK_EVERY == 0:
            tick(written, 0)
    for text in sheet.below:
        worksheet.append([_text(pens.note, text)])


def _write_bands(
    worksheet: Any, bands: Sequence[tuple[str, int]], pens: "_Pens", number: int
) -> None:
    """The row above the heading: each band is one merged cell over its columns."""
    cells: list[Any] = []
    for words, count in bands:
        first = len(cells)
        cells += [_text(pens.head[first], words), *pens.head[first + 1 : first + count]]
        if count > 1:
            begin, end = get_column_letter(first + 1), get_column_letter(first + count)
            worksheet.merged_cells.add(f"{begin}{number}:{end}{number}")
    worksheet.append(cells)


def _set_up(worksheet: Any, sheet: Sheet, head_row: int) -> None:
    """Widths, heights, frozen and repeated heading, A4 landscape one page wide, page numbers."""
    for place, column in enumerate(sheet.columns, 1):
        worksheet.column_dimensions[get_column_letter(place)].width = _units(column)
    worksheet.sheet_format.defaultRowHeight = sheet.row_height
    worksheet.sheet_format.customHeight = True
    worksheet.row_dimensions[1].height = 30
    worksheet.row_dimensions[2].height = 20
    heads = [column.head for column in sheet.columns]
    worksheet.row_dimensions[head_row].height = max(24.0, _height(sheet.columns, heads))
    worksheet.freeze_panes = f"A{head_row + 1}"
    worksheet.print_title_rows = f"{head_row - bool(sheet.bands)}:{head_row}"
    worksheet.page_setup.orientation = "landscape"
    worksheet.page_setup.paperSize = _A4
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.page_setup.fitToHeight = 0
    worksheet.page_margins = PageMargins(
        left=0.4, right=0.4, top=0.6, bottom=0.7, header=0.3, footer=0.3
    )
    worksheet.oddFooter.center.text = "第 &P 页　共 &N 页"
    if sheet.locked:
        _lock(worksheet, sheet.columns, head_row)


def _lock(worksheet: Any, columns: Sequence[SheetColumn], head_row: int) -> None:
    """Protect what is not to be filled in; widths, filters and sorting stay free."""
    protection = worksheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False  # False: not forbidden
    protection.autoFilter = protection.sort = False
    for place, column in enumerate(columns, 1):
        if column.choices:
            offer = DataValidation(
                type="list", formula1=f'"{",".join(column.choices)}"', allow_blank=True,
                showErrorMessage=True, errorTitle="请从列表中选择",
                error=f"可填：{'、'.join(column.choices)}",
            )  # fmt: skip
            letter = get_column_letter(place)
            offer.add(f"{letter}{head_row + 1}:{letter}{head_row + _MOST_OFFERED}")
            worksheet.data_validations.append(offer)


def _units(column: SheetColumn) -> float:
    """The column's width as Excel counts: a Chinese character is about two of its units wide."""
    return column.width * 2 + 2


def _height(columns: Sequence[SheetColumn], cells: Sequence[Cell]) -> float:
    """The height in points that the wrapped texts of one row need."""
    most = 1
    for column, cell in zip(columns, cells, strict=True):
        if isinstance(cell, str) and (len(cell) > column.width or "\n" in cell):
            room = _units(column) - 1.0
            parts = cell.split("\n")
            most = max(most, sum(max(1, ceil(_needed(part) / room)) for part in parts))
    return most * _LINE_HEIGHT + _LINE_AIR


def _needed(text: str) -> float:
    return sum(_LATIN if character.isascii() else _WIDE for character in text)


def _fill(pen: WriteOnlyCell, value: Cell) -> WriteOnlyCell:
    if isinstance(value, Decimal | int):
        pen.value = value
        return pen
    return _text(pen, value or "")


def _text(pen: WriteOnlyCell, text: str) -> WriteOnlyCell:
    """Put `text` into the cell as text, whatever it looks like."""
    if len(text) > MAX_LENGTH:
        raise Problem(
            f"“{text[:20]}……”超过 {MAX_LENGTH:,} 个字，表格的一格装不下，文件没有写成。"
            "请缩短这项内容。",
            code="text_too_long",
        )
    pen.value = clean(text).text or None
    if pen.value is not None:
        pen.data_type = "s"
    return pen
