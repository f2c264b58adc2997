"""一人一档登记卡 as PDF: what the desk knows of one person on A4 (fields: CLERK §4).

No signatures of visits, no boxes for opinions or seals.
"""

import base64
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import PORTRAIT, Tick, long_date, never_mind, page_count
from shuangyong_desktop.documents.tables import Column, Row, Table, draw_box
from shuangyong_desktop.documents.typesetter import (
    HEAD_GRAY,
    HEADING,
    MM,
    Align,
    Page,
    Style,
    Typesetter,
)

TITLE = "退役军人和其他优抚对象一人一档登记卡"
_LABEL = 21 * MM
_ROW_HEIGHT, _HEAD_HEIGHT, _BAND_HEIGHT = 8.2 * MM, 7.4 * MM, 7 * MM
_LONG_ROW_HEIGHT = 10.6 * MM  # room for two lines
_PHOTO_WIDTH = 31 * MM
_PHOTO_ROWS = 5
_BAND_GRAY = 0.9
_TEXT = Style(Role.SONG, 10.5)
_PLACES: tuple[Align, ...] = ("left", "center", "right")


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled cell; `share` is its part of the row beside the other cells."""

    label: str
    text: str
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """One row of labelled cells."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Rows under headings; `widths` in millimetres, 0 for what is left over."""

    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of the card: labelled lines, or a list."""

    title: str
    lines: tuple[Line, ...] = ()
    listed: Listed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """The card of one person, every text masked or full as it is to be printed.

    `head` are the five lines beside the photograph, which comes as JPEG in base64.
    """

    office: str
    number: str
    made_on: date
    head: tuple[Line, ...]
    sections: tuple[Section, ...]
    photo: str = ""
    opened_on: str = ""
    verified_on: str = ""
    purpose: str = ""
    demo: bool = False


def write_person_card(path: Path, card: PersonCard, *, tick: Tick = never_mind) -> None:
    """Write `card` to `path` as PDF, A4 portrait, on as many pages as it needs.

    Raises Problem when a character cannot be drawn or the file cannot be written; an older file
    at `path` then stays as it was.
    """
    with atomic_write(path) as stream:
        setter = Typesetter(stream, title=TITLE, subject=card.purpose, author=card.office,
                            demo=card.demo)  # fmt: skip
        sheets = _Sheets(setter, card)
        for number, page in enumerate(sheets.pages, 1):
            sheets.close(page, number)
            tick(number, len(sheets.pages))
        setter.finish()


class _Sheets:
    """The pages of one card, drawn line by line; a new page begins where one is full."""

    def __init__(self, setter: Typesetter, card: PersonCard) -> None:
        self._setter = setter
        self._card = card
        self._frame = PORTRAIT
        self.pages: list[Page] = []
        self._ends: list[float] = []
        self._turn()
        self._draw_head()
        for section in card.sections:
            self._draw_section(section)

    def close(self, page: Page, number: int) -> None:
        """Frame a page, write what stands below it and add it to the file."""
        frame, setter = self._frame, self._setter
        page.frame(frame.left, frame.top, frame.width, self._ends[number - 1] - frame.top)
        card = self._card
        notes = ("内部资料，注意保管", f"用途：{card.purpose}" if card.purpose else "")
        frame.draw_footer(setter, page, notes, page_count(number, len(self.pages)))
        if number == len(self.pages):
            below = self._ends[-1] + 6 * MM
            words = (
                f"建档日期：{card.opened_on}" if card.opened_on else "",
                f"最近核实：{card.verified_on}" if card.verified_on else "",
                f"打印日期：{long_date(card.made_on)}",
            )
            for text, place, align in zip(words, (0, 0.5, 1), _PLACES, strict=True):
                setter.line(page, frame.left + frame.width * place, below, text, align=align)
        setter.finish_page(page)

    def _turn(self) -> None:
        """Begin a page."""
        page = self._setter.page(self._frame.size)
        above = (f"建档单位：{self._card.office}", "", f"档案编号：{self._card.number}")
        self._frame.draw(self._setter, page, TITLE, above)
        self.pages.append(page)
        self._ends.append(self._frame.top)

    def _room_for(self, height: float) -> tuple[Page, float]:
        """The page and the height at which something `height` high may stand."""
        if self._ends[-1] + height > self._frame.bottom - 8 * MM:
            self._turn()
        y = self._ends[-1]
        self._ends[-1] = y + height
        return self.pages[-1], y

    def _draw_head(self) -> None:
        top, page = self._ends[-1], self.pages[-1]
        width = self._frame.width - _PHOTO_WIDTH
        for line in self._card.head[:_PHOTO_ROWS]:
            self._draw_line(line, width)
        bottom = self._ends[-1]
        left = self._frame.left + width
        page.down(left, top, bottom)
        page.across(left, self._frame.right, bottom)
        box = (left, top, _PHOTO_WIDTH, bottom - top)
        if self._card.photo:
            self._setter.picture(page, box, base64.b64decode(self._card.photo))
        else:
            draw_box(self._setter, page, box, "照　片")
        for line in self._card.head[_PHOTO_ROWS:]:
            self._draw_line(line, self._frame.width)

    def _draw_section(self, section: Section) -> None:
        first = _ROW_HEIGHT + (_HEAD_HEIGHT if section.listed else 0)
        if self._ends[-1] + _BAND_HEIGHT + first > self._frame.bottom - 8 * MM:
            self._turn()
        page, y = self._room_for(_BAND_HEIGHT)
        box = (self._frame.left, y, self._frame.width, _BAND_HEIGHT)
        draw_box(self._setter, page, box, section.title, style=HEADING, gray=_BAND_GRAY)
        page.across(self._frame.left, self._frame.right, y + _BAND_HEIGHT)
        for line in section.lines:
            self._draw_line(line, self._frame.width)
        if section.listed is not None:
            self._draw_list(section.listed)

    def _draw_line(self, line: Line, width: float) -> None:
        shares = sum(fact.share for fact in line.facts)
        free = width - _LABEL * len(line.facts)
        columns: list[Column] = []
        texts: list[str] = []
        for fact in line.facts:
            columns += [Column("", _LABEL, style=HEADING),
                        Column("", free * fact.share / shares, _align(fact), _TEXT)]  # fmt: skip
            texts += [fact.label, fact.text]
        table = Table(self._setter, columns, self._frame.left, _ROW_HEIGHT)
        row = table.lay_out(texts)
        page, y = self._room_for(row.height)
        for place in range(0, len(columns), 2):
            page.ground(table.edges[place], y, _LABEL, row.height, HEAD_GRAY)
        table.draw_rows(page, y, [row], [row.height])

    def _draw_list(self, listed: Listed) -> None:
        fixed = sum(listed.widths) * MM
        free = self._frame.width - fixed
        columns = [
            Column(head, width * MM if width else free, "center" if width else "left", _TEXT)
            for head, width in zip(listed.heads, listed.widths, strict=True)
        ]
        long = any(
            self._setter.width(_TEXT, text) > column.width - 4
            for cells in listed.rows
            for column, text in zip(columns, cells, strict=True)
        )
        height = _LONG_ROW_HEIGHT if long else _ROW_HEIGHT
        table = Table(self._setter, columns, self._frame.left, height)
        rows = [table.lay_out(cells) for cells in listed.rows]
        self._draw_heads(table)
        for row in rows:
            self._draw_row(table, row)

    def _draw_heads(self, table: Table) -> None:
        page, y = self._room_for(_HEAD_HEIGHT)
        table.draw_head(page, y, _HEAD_HEIGHT)

    def _draw_row(self, table: Table, row: Row) -> None:
        before = len(self.pages)
        if self._ends[-1] + row.height > self._frame.bottom - 8 * MM:
            self._turn()
        if len(self.pages) > before:
            self._draw_heads(table)
        page, y = self._room_for(row.height)
        table.draw_rows(page, y, [row], [row.height])


def _align(fact: Fact) -> Align:
    return "left" if fact.share > 1 else "center"
