"""变动材料: 增减变动表, 变动花名册, 动态月报, 停发报告 as PDF and as spreadsheet.

Each is one or several tables under one title, with a heading of one or two levels, the words
before and after them, and places to sign (look of the 花名册; fields: CLERK §4, DOMAIN §6).
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import cast

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable
from shuangyong_desktop.documents.excel import Line, Sheet, SheetColumn, write_workbook
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import (
    LANDSCAPE,
    NOTE,
    Tick,
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
from shuangyong_desktop.documents.wrapping import wrap
from shuangyong_desktop.domain.errors import Problem

_TEXT, _BOLD = Style(Role.SONG, 10), Style(Role.HEI, 10)
_LEAD = Style(Role.SONG, 12)
_LEAD_PITCH, _NOTE_PITCH = 20.0, 14.0
_ROW_HEIGHT, _HEAD_HEIGHT, _SIGN_HEIGHT = 8 * MM, 12 * MM, 14 * MM
_LEAST_ROWS_AT_THE_END = 3


def write_change_sheet(path: Path, sheet: ChangeSheet, *, tick: Tick = never_mind) -> None:
    """Write `sheet` to `path` as PDF, A4 landscape.

    Raises Problem when there is nothing on it, a character cannot be drawn or the file cannot
    be written; an older file at `path` then stays as it was.
    """
    _refuse_empty(sheet)
    with atomic_write(path) as stream:
        setter = Typesetter(stream, title=sheet.title, subject=sheet.purpose,
                            author=sheet.office, demo=sheet.demo)  # fmt: skip
        volumes = [
            _Volume(setter, sheet, table, (*(sheet.lead if not place else ()), *table.lead))
            for place, table in enumerate(sheet.tables)
        ]
        pages = sum(len(volume.pages) for volume in volumes)
        done = 0
        for volume in volumes:
            for number in range(len(volume.pages)):
                volume.draw(number)
                done += 1
                tick(done, pages)
        setter.finish()


def write_change_workbook(path: Path, sheet: ChangeSheet, *, tick: Tick = never_mind) -> None:
    """Write `sheet` to `path` as .xlsx, one sheet per table. Raises Problem like the PDF."""
    _refuse_empty(sheet)
    title = f"{sheet.title}（演示数据）" if sheet.demo else sheet.title
    purpose = (f"用途：{sheet.purpose}",) if sheet.purpose else ()
    sheets = [
        Sheet(
            name=table.name,
            title=title,
            columns=[
                SheetColumn(f"{head.group}\n{head.text}".strip(), max(head.width, 4), "code",
                            head.align)
                for head in table.heads
            ],
            lines=[Line(row.cells, strong=row.strong) for row in table.rows],
            above=(*(words for words in sheet.above if words), *purpose),
            below=(*table.lead, *sheet.lead, *sheet.notes, "　　　　　　".join(sheet.signs)),
        )
        for table in sheet.tables
    ]  # fmt: skip
    write_workbook(path, sheets, author=sheet.office, tick=tick)


def _refuse_empty(sheet: ChangeSheet) -> None:
    if not any(table.rows for table in sheet.tables):
        raise Problem("这段时间没有可以列出的内容，材料没有生成。请调整时间。", code="nothing")


class _Volume:
    """The pages of one table, laid out when made."""

    def __init__(
        self, setter: Typesetter, sheet: ChangeSheet, table: ChangeTable, lead: Sequence[str]
    ) -> None:
        self._setter, self._sheet, self._name = setter, sheet, table.name
        self._heads = table.heads
        self._strong = [row.strong for row in table.rows]
        plain, bold = (self._table(style) for style in (_TEXT, _BOLD))
        self._plain = plain
        self._rows = [(bold if row.strong else plain).lay_out(row.cells) for row in table.rows]
        self._lead = self._wrapped(lead, _LEAD)
        self._notes = self._wrapped(sheet.notes, NOTE)
        room = LANDSCAPE.bottom - LANDSCAPE.top - _HEAD_HEIGHT
        lead_height = len(self._lead) * _LEAD_PITCH
        closing = _SIGN_HEIGHT + len(self._notes) * _NOTE_PITCH
        # The lead counts as a row of the first page, so that the page plan knows of it.
        heights = [lead_height, *(row.height for row in self._rows)]
        planned = plan_pages(heights, room, room - closing, least_last=_LEAST_ROWS_AT_THE_END)
        self.pages = [range(max(part.start - 1, 0), max(part.stop - 1, 0)) for part in planned]

    def draw(self, number: int) -> None:
        """Draw the page `number`, from 0."""
        setter, sheet, frame = self._setter, self._sheet, LANDSCAPE
        page = setter.page(frame.size)
        frame.draw(setter, page, sheet.title, sheet.above)
        purpose = f"用途：{sheet.purpose}" if sheet.purpose else ""
        several = self._name if len(sheet.tables) > 1 else ""
        frame.draw_footer(
            setter, page, (purpose,), page_count(number + 1, len(self.pages), several)
        )
        top = frame.top
        if number == 0:
            top = self._draw_words(page, self._lead, top, _LEAD, _LEAD_PITCH)
        self._draw_head(page, top)
        end = self._draw_rows(page, self.pages[number], top + _HEAD_HEIGHT)
        page.frame(frame.left, top, self._plain.width, end - top)
        if number + 1 == len(self.pages):
            end = self._draw_words(page, self._notes, end + 2 * MM, NOTE, _NOTE_PITCH)
            self._draw_signs(page, end + 8 * MM)
        setter.finish_page(page, bookmark="" if number else self._name)

    def _table(self, style: Style) -> Table:
        wanted = [head.width * _TEXT.size + 2 * PADDING for head in self._heads]
        scale = LANDSCAPE.width / sum(wanted)
        columns = [
            Column(
                head.text,
                width * scale,
                cast(Align, head.align),
                style,
                is_name=head.text == "姓名",
            )
            for head, width in zip(self._heads, wanted, strict=True)
        ]
        return Table(self._setter, columns, LANDSCAPE.left, _ROW_HEIGHT)

    def _wrapped(self, paragraphs: Sequence[str], style: Style) -> list[str]:
        return [
            line
            for paragraph in paragraphs
            for line in wrap(paragraph, lambda part: self._setter.width(style, part),
                             LANDSCAPE.width, squeeze=style.size / 2)
        ]  # fmt: skip

    def _draw_words(
        self, page: Page, lines: Sequence[str], y: float, style: Style, pitch: float
    ) -> float:
        for place, line in enumerate(lines, 1):
            self._setter.line(page, LANDSCAPE.left, y + place * pitch - pitch / 3, line,
                              style=style, limit=LANDSCAPE.width)  # fmt: skip
        return y + len(lines) * pitch

    def _draw_head(self, page: Page, y: float) -> None:
        """Headings; those of a group stand below the one they share."""
        if not any(head.group for head in self._heads):
            self._plain.draw_head(page, y, _HEAD_HEIGHT)
            return
        edges, half = self._plain.edges, _HEAD_HEIGHT / 2
        place = 0
        for group, run in groupby(self._heads, key=lambda head: head.group):
            heads = list(run)
            for offset, head in enumerate(heads):
                x, width = edges[place + offset], self._plain.columns[place + offset].width
                box = (x, y + half, width, half) if group else (x, y, width, _HEAD_HEIGHT)
                draw_box(self._setter, page, box, head.text, style=HEADING, gray=HEAD_GRAY)
                if place + offset:
                    inner = bool(group) and offset > 0
                    page.down(x, y + half if inner else y, y + _HEAD_HEIGHT)
            if group:
                x, end = edges[place], edges[place + len(heads)]
                draw_box(
                    self._setter, page, (x, y, end - x, half), group, style=HEADING, gray=HEAD_GRAY
                )
                page.across(x, end, y + half)
            place += len(heads)
        page.across(edges[0], edges[-1], y + _HEAD_HEIGHT)

    def _draw_rows(self, page: Page, places: range, y: float) -> float:
        for place in places:
            row: Row = self._rows[place]
            if self._strong[place]:
                page.ground(LANDSCAPE.left, y, self._plain.width, row.height, SUM_GRAY)
            y = self._plain.draw_rows(page, y, [row], [row.height])
        return y

    def _draw_signs(self, page: Page, y: float) -> None:
        for place, text in enumerate(self._sheet.signs):
            x = LANDSCAPE.left + LANDSCAPE.width * place / len(self._sheet.signs)
            self._setter.line(page, x, y, text)
