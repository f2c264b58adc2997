"""登记册 of any register: the chosen columns as PDF, all of them as a spreadsheet.

The book is plain text in plain columns, so that it can be drawn where the register is not
known. The spreadsheet has the headings of the declaration and can be imported again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, make_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.excel import (
    Cell,
    CellKind,
    Line,
    Sheet,
    SheetColumn,
    write_workbook,
)
from shuangyong_desktop.documents.frames import Tick, long_date, never_mind
from shuangyong_desktop.documents.roster import MONEY_KIND, Roster, RosterGroup, write_roster
from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Kind, Schema


@dataclass(frozen=True, slots=True)
class RollColumn:
    """One column: its key, heading, width in characters and the name of its kind.

    `forced_text` says that its numbers are names (证件号, 电话).
    """

    key: str
    label: str
    kind: str
    width: int
    align: str = "left"
    forced_text: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RollBook:
    """The records of one register as they are written, masked or not.

    `shown` are the keys of the columns that the paper has; the spreadsheet has all of them.
    """

    title: str
    office: str
    made_on: date
    columns: tuple[RollColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    shown: tuple[str, ...]
    purpose: str = ""
    caution: str = ""
    filled_by: str = ""
    checked_by: str = ""
    demo: bool = False


def write_roll_book(path: Path, book: RollBook, *, tick: Tick = never_mind) -> None:
    """Write the 登记册 to `path` as PDF, A4 landscape.

    Raises Problem when there is nothing on it, the columns do not fit or the file cannot be
    written; an older file at `path` then stays as it was.
    """
    _refuse_empty(book)
    columns = [column for column in book.columns if column.key in book.shown]
    places = [book.columns.index(column) for column in columns]
    made: Any = make_dataclass("Row", [column.key for column in columns])
    schema = Schema(made, tuple(map(_field, columns)))
    readers = [schema[column.key].read if column.kind == MONEY_KIND else None for column in columns]
    records = [
        made(*(reader(row[place]).value if reader else row[place]
               for place, reader in zip(places, readers, strict=True)))
        for row in book.rows
    ]  # fmt: skip
    roster = Roster(
        title=book.title, office=book.office, made_on=book.made_on, schema=schema,
        groups=[RosterGroup("", records)], purpose=book.purpose, caution=book.caution,
        filled_by=book.filled_by, checked_by=book.checked_by, demo=book.demo, counted="条",
    )  # fmt: skip
    write_roster(path, roster, tick=tick)


def write_roll_workbook(path: Path, book: RollBook, *, tick: Tick = never_mind) -> None:
    """Write all columns to `path` as .xlsx. Raises Problem like the PDF."""
    _refuse_empty(book)
    above = (
        f"填报单位：{book.office}", f"填报日期：{long_date(book.made_on)}",
        *([f"用途：{book.purpose}"] if book.purpose else []),
        *([book.caution] if book.caution else []),
    )  # fmt: skip
    sheet = Sheet(
        name=book.title,
        title=f"{book.title}（演示数据）" if book.demo else book.title,
        columns=[SheetColumn("序号", 4, "count"), *map(_sheet_column, book.columns)],
        lines=_lines(book),
        above=above,
        below=(f"填报人：{book.filled_by}　　　　　　审核人：{book.checked_by}",),
    )
    write_workbook(path, [sheet], author=book.office, tick=tick)


def _refuse_empty(book: RollBook) -> None:
    if not book.rows:
        raise Problem("没有符合条件的记录，没有生成。请调整筛选条件。", code="nothing")


def _field(column: RollColumn) -> Field:
    if column.kind == MONEY_KIND:
        return Field(column.key, column.label, kinds.MONEY, width=column.width)
    plain = Kind(column.kind, kinds.TEXT.read, align=column.align, forced_text=column.forced_text)
    return Field(column.key, column.label, plain, width=column.width)


def _sheet_column(column: RollColumn) -> SheetColumn:
    kind: CellKind = "text"
    if column.kind == MONEY_KIND:
        kind = "money"
    elif column.forced_text:
        kind = "code"
    return SheetColumn(column.label, max(column.width, len(column.label)), kind, column.align)


def _lines(book: RollBook) -> Iterator[Line]:
    money = [column.kind == MONEY_KIND for column in book.columns]
    for number, row in enumerate(book.rows, 1):
        cells: list[Cell] = [
            kinds.MONEY.read(text).value if is_money else text
            for text, is_money in zip(row, money, strict=True)
        ]
        yield Line([number, *cells])
