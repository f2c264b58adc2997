"""花名册 as PDF: the chosen columns of any declared record, grouped, with subtotals.

Columns, texts and masks come from the declarations (DESIGN 3); 填报单位, 填报人, 审核人 and
填报日期 stay on the paper (CLERK §4).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import (
    LANDSCAPE,
    Frame,
    Tick,
    long_date,
    never_mind,
    page_count,
    plan_pages,
)
from shuangyong_desktop.documents.tables import Column, Row, Table, draw_box
from shuangyong_desktop.documents.typesetter import (
    HEAD_GRAY,
    HEADING,
    MM,
    PADDING,
    SUM_GRAY,
    Align,
    Page,
    Style,
    Typesetter,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.money import yuan_text

NO_NAME = "未登记村（社区）"
MONEY_KIND, NAME_KIND = "money", "name"
_TEXT = Style(Role.SONG, 10)
_BOLD = Style(Role.HEI, 10)
_ROW_HEIGHT = 8 * MM
_SIGNED_HEIGHT = 12.2 * MM  # a signature needs at least 30 × 12 mm (CLERK §4)
_HEAD_HEIGHT = 10 * MM
_BAND_HEIGHT = 6.5 * MM
_SIGN_HEIGHT = 12 * MM
_NUMBER_WIDTH = 11 * MM
_NARROWEST_COLUMN = 7 * MM
_LEAST_ROWS_AT_THE_END = 4


@dataclass(frozen=True)
class RosterGroup:
    """The records of one 村（社区）, in the order of the paper; the name may be empty."""

    name: str
    records: Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class Roster:
    """A list to be printed: `schema` picks the columns (`Schema.pick`) and their order.

    ID numbers, telephones and accounts are masked unless `masked` is False, and then a
    `purpose` (用途) must be given and is printed (CLERK §3), and so is a `caution`. Sums say
    how many `counted` there are. With `two_heads` the section of the columns stands over them
    as a second heading. A list to be `signed` has rows that are high enough for it.
    """

    title: str
    office: str
    made_on: date
    schema: Schema
    groups: Sequence[RosterGroup]
    masked: bool = True
    filled_by: str = ""
    checked_by: str = ""
    purpose: str = ""
    caution: str = ""
    demo: bool = False
    counted: str = "人"
    frame: Frame = LANDSCAPE
    two_heads: bool = False
    signed: bool = False

    @property
    def count(self) -> int:
        """How many records stand on the list."""
        return sum(len(group.records) for group in self.groups)

    @property
    def money_fields(self) -> tuple[Field, ...]:
        """The columns that are added up."""
        return tuple(column for column in self.schema if column.kind.name == MONEY_KIND)

    @property
    def bands(self) -> list[tuple[str, int]]:
        """The upper headings with the number of columns below each; empty without them."""
        if not self.two_heads:
            return []
        return [
            (section, len(list(columns)))
            for section, columns in groupby(self.schema, key=lambda column: column.section)
        ]

    def texts(self, record: Any) -> Iterator[str]:
        """The cells of one record."""
        for column in self.schema:
            yield column.write(getattr(record, column.key), masked=self.masked)

    def check(self) -> None:
        """Raise Problem where the list is empty or shows full numbers without a purpose."""
        if not self.count:
            raise Problem(
                "没有符合条件的记录，没有生成。请调整筛选条件。"
                if self.counted != "人"
                else "没有符合条件的人员，花名册没有生成。请调整筛选条件。",
                code="nobody",
            )
        if not self.masked and not self.purpose.strip():
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")


def money_sums(roster: Roster, records: Sequence[Any]) -> dict[str, Decimal]:
    """The sum of each money column over `records`, by key."""
    return {
        column.key: sum(
            (getattr(record, column.key) or Decimal(0) for record in records), Decimal(0)
        )
        for column in roster.money_fields
    }


def write_roster(path: Path, roster: Roster, *, tick: Tick = never_mind) -> None:
    """Write `roster` to `path` as PDF, A4 landscape.

    Raises Problem when there is nobody on it, the columns do not fit, a character cannot be
    drawn or the file cannot be written; an older file at `path` then stays as it was.
    """
    roster.check()
    with atomic_write(path) as stream:
        setter = Typesetter(
            stream, title=roster.title, subject=roster.purpose, author=roster.office,
            demo=roster.demo,
        )  # fmt: skip
        sheets = _Sheets(setter, roster)
        for number in range(len(sheets.pages)):
            sheets.draw(number)
            tick(number + 1, len(sheets.pages))
        setter.finish()


@dataclass(frozen=True, slots=True)
class _Band:
    """A row that runs across the columns: the name of a group, a 小计 or the 合计."""

    words: str
    sums: dict[str, Decimal] | None = None
    bookmark: str = ""
    gray: float = SUM_GRAY


class _Sheets:
    """The pages of a roster: laid out when made, so that the page count is known."""

    def __init__(self, setter: Typesetter, roster: Roster) -> None:
        self._setter = setter
        self._roster = roster
        self._frame = frame = roster.frame
        self._head = _HEAD_HEIGHT + (_BAND_HEIGHT if roster.two_heads else 0.0)
        columns = columns_of(roster.schema, frame.width)
        row_height = _SIGNED_HEIGHT if roster.signed else _ROW_HEIGHT
        self._table = Table(setter, columns, frame.left, row_height)
        self._rows: list[Row | _Band] = []
        glued = self._lay_out()
        room = frame.bottom - frame.top - self._head
        heights = [row.height if isinstance(row, Row) else _ROW_HEIGHT for row in self._rows]
        self.pages = plan_pages(
            heights, room, room - _SIGN_HEIGHT, least_last=_LEAST_ROWS_AT_THE_END, glued=glued
        )

    def _lay_out(self) -> set[int]:
        """Fill `_rows`; the places that must not begin a page."""
        roster, rows = self._roster, self._rows
        glued: set[int] = set()
        number = 0
        grouped = any(group.name for group in roster.groups)
        for group in roster.groups:
            if not group.records:
                continue
            if grouped:
                rows.append(_Band(group.name or NO_NAME, bookmark=group.name))
                glued.add(len(rows))
            for record in group.records:
                number += 1
                rows.append(self._table.lay_out((str(number), *roster.texts(record))))
            if grouped:
                glued.add(len(rows))
                words = f"小　计　{len(group.records)}{roster.counted}"
                rows.append(_Band(words, money_sums(roster, group.records)))
        glued.add(len(rows))
        everybody = [record for group in roster.groups for record in group.records]
        sums = money_sums(roster, everybody)
        rows.append(_Band(f"合　计　{roster.count}{roster.counted}", sums, gray=HEAD_GRAY))
        return glued

    def draw(self, number: int) -> None:
        """Draw the page `number`, from 0."""
        setter, roster, frame = self._setter, self._roster, self._frame
        page = setter.page(frame.size)
        frame.draw(setter, page, roster.title,
                   (f"填报单位：{roster.office}",
                    "金额单位：元" if roster.money_fields else "",
                    f"填报日期：{long_date(roster.made_on)}"))  # fmt: skip
        purpose = f"用途：{roster.purpose}" if roster.purpose else ""
        notes = (roster.caution, purpose)
        frame.draw_footer(setter, page, notes, page_count(number + 1, len(self.pages)))
        self._draw_head(page)
        end, bookmark = self._draw_rows(page, self.pages[number], frame.top + self._head)
        page.frame(frame.left, frame.top, self._table.width, end - frame.top)
        if number + 1 == len(self.pages):
            self._draw_signs(page, end + 8 * MM)
        setter.finish_page(page, bookmark=bookmark)

    def _draw_head(self, page: Page) -> None:
        """The headings; with bands 序号 spans both lines, and each band its columns."""
        table, top = self._table, self._frame.top
        low = top + self._head - _HEAD_HEIGHT
        table.draw_head(page, low, _HEAD_HEIGHT)
        if not self._roster.two_heads:
            return
        page.ground(table.left, top, table.width, low - top, HEAD_GRAY)
        first = 1
        for words, count in self._roster.bands:
            x, after = table.edges[first], table.edges[first + count]
            draw_box(self._setter, page, (x, top, after - x, low - top), words, style=HEADING)
            page.down(x, top, low)
            first += count
        page.across(table.edges[1], table.right, low)

    def _draw_rows(self, page: Page, places: range, y: float) -> tuple[float, str]:
        """Draw rows and bands; where they end and the first group that begins here."""
        bookmark, run = "", []
        for place in places:
            row = self._rows[place]
            if isinstance(row, Row):
                run.append(row)
                continue
            y = self._draw_run(page, y, run)
            run = []
            bookmark = bookmark or row.bookmark
            y = self._draw_band(page, y, row)
        return self._draw_run(page, y, run), bookmark

    def _draw_run(self, page: Page, y: float, run: list[Row]) -> float:
        return self._table.draw_rows(page, y, run, [row.height for row in run]) if run else y

    def _draw_band(self, page: Page, y: float, band: _Band) -> float:
        table, edges = self._table, self._table.edges
        keys = ["", *(column.key for column in self._roster.schema)]
        sums = band.sums or {}
        first = next((place for place, key in enumerate(keys) if key in sums), len(keys))
        page.ground(table.left, y, table.width, _ROW_HEIGHT, band.gray)
        words_box = (edges[0], y, edges[max(first, 1)] - edges[0], _ROW_HEIGHT)
        draw_box(self._setter, page, words_box, band.words, style=_BOLD,
                 align="left" if band.sums is None else "center")  # fmt: skip
        for place in range(max(first, 1), len(keys)):
            page.down(edges[place], y, y + _ROW_HEIGHT)
            if keys[place] in sums:
                box = (edges[place], y, table.columns[place].width, _ROW_HEIGHT)
                text = yuan_text(sums[keys[place]])
                draw_box(self._setter, page, box, text, style=_BOLD, align="right")
        page.across(table.left, table.right, y + _ROW_HEIGHT)
        return y + _ROW_HEIGHT

    def _draw_signs(self, page: Page, y: float) -> None:
        roster, frame = self._roster, self._frame
        words = (f"填报人：{roster.filled_by}", f"审核人：{roster.checked_by}", "（单位盖章）")
        for place, text in enumerate(words):
            self._setter.line(page, frame.left + frame.width * place / len(words), y, text)


def columns_of(schema: Schema, width: float = LANDSCAPE.width) -> list[Column]:
    """The paper columns of `schema` after 序号, as wide as declared, scaled to `width` points.

    Raises Problem when so many columns are chosen that they become illegible.
    """
    wanted = [column.width * _TEXT.size + 2 * PADDING for column in schema]
    scale = (width - _NUMBER_WIDTH) / sum(wanted)
    if min(wanted) * scale < _NARROWEST_COLUMN:
        raise Problem(
            f"所选的{len(wanted)}个栏目在一页纸上排不下，花名册没有生成。请减少栏目，或导出为表格。",
            code="too_many_columns",
        )
    columns = [Column("序号", _NUMBER_WIDTH, style=_TEXT)]
    for column, wide in zip(schema, wanted, strict=True):
        is_name = column.kind.name == NAME_KIND
        columns.append(
            Column(
                column.label,
                wide * scale,
                _align(column),
                Style(Role.SONG, 11) if is_name else _TEXT,
                is_name=is_name,
            )
        )
    return columns


_LONG = 9  # characters; longer texts read better from the left


def _align(column: Field) -> Align:
    if column.kind.name == MONEY_KIND:
        return "right"
    return "left" if column.width > _LONG and not column.kind.forced_text else "center"
