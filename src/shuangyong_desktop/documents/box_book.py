"""迎检档案盒 as one PDF: cover, 目录 with page numbers, list of records, scans (DOMAIN §8.4).

The pages are planned first, so that the 目录 knows where everything stands; then they are drawn
and bound with the scans page by page. A scan that cannot be bound has a page that names it.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryFile

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.binding import (
    BROKEN,
    Area,
    Binder,
    Sheet,
    page_sum,
    sheets_of,
)
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import (
    PORTRAIT,
    Tick,
    long_date,
    never_mind,
    page_count,
    plan_pages,
)
from shuangyong_desktop.documents.tables import Column, Row, Table
from shuangyong_desktop.documents.typesetter import A4, MM, Page, Style, Typesetter
from shuangyong_desktop.domain.errors import Problem

_SCAN = Area(15 * MM, 18 * MM, 180 * MM, 255 * MM)
_ROW, _HEAD = 8 * MM, 9 * MM
_NAME, _NUMBER = Style(Role.TITLE, 36), Style(Role.TITLE, 60)
_LINE, _SMALL = Style(Role.FANG, 16), Style(Role.SONG, 9.5)
_LIST_TITLE, _CONTENTS_TITLE = "材料清单", "目录"


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One record in a box, without personal numbers; `items` are numbers of scoring items."""

    source: str
    date: str
    words: str
    items: str = ""
    scans: int = 0


@dataclass(frozen=True, slots=True)
class BoxScan:
    """One file to be bound: its title and where it lies."""

    title: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxBook:
    """One box to be drawn."""

    number: str
    name: str
    years: str
    office: str
    made_on: date
    holds: str = ""
    rows: tuple[BoxRow, ...] = ()
    scans: tuple[BoxScan, ...] = ()
    caution: str = ""
    demo: bool = False

    @property
    def title(self) -> str:
        """What it is called: 03 拥军优属（2023—2026年）."""
        return f"{self.number} {self.name}（{self.years}）"


class _UnboundError(Exception):
    """A scan, by its place, turned out to be broken while it was being bound."""

    def __init__(self, place: int) -> None:
        super().__init__(place)
        self.place = place


@dataclass(frozen=True, slots=True)
class _Part:
    """A scan as planned: its title, its pages, and why it cannot be bound."""

    scan: BoxScan
    pages: int
    fault: str = ""


def write_box(path: Path, book: BoxBook, *, tick: Tick = never_mind) -> tuple[str, ...]:
    """Write the box to `path` as PDF; returns the titles of scans that could not be bound.

    Raises Problem when the file cannot be written; an older file then stays as it was.
    """
    parts = [_looked_at(scan) for scan in book.scans]
    while True:
        try:
            _write(path, book, parts, tick)
        except _UnboundError as broken:
            known = parts[broken.place]
            parts[broken.place] = _Part(known.scan, 1, "文件有损坏，不能并入，请看原件。")
        else:
            return tuple(part.scan.title for part in parts if part.fault)


def _looked_at(scan: BoxScan) -> _Part:
    try:
        return _Part(scan, page_sum(Path(scan.path)))
    except Problem as problem:
        return _Part(scan, 1, problem.sentence)


def _write(path: Path, book: BoxBook, parts: Sequence[_Part], tick: Tick) -> None:
    with ExitStack() as stack:
        frames = stack.enter_context(TemporaryFile())
        setter = Typesetter(frames, title=book.title, author=book.office, demo=book.demo)
        pages = _Frames(setter, book, parts)
        pages.draw()
        setter.finish()
        frames.seek(0)
        stream = stack.enter_context(atomic_write(path))
        binder = Binder(stream, frames)
        for place in range(pages.before):
            binder.page(place)
        place = pages.before
        for at, part in enumerate(parts):
            for sheet in _sheets(binder, part, at):
                binder.page(place, sheet, _SCAN if sheet else None)
                place += 1
                tick(place, pages.total)
        binder.finish()


def _sheets(binder: Binder, part: _Part, at: int) -> Iterator[Sheet | None]:
    """The pages of a scan as they are written; one without anything for what cannot be bound."""
    if part.fault:
        yield None
        return
    try:
        for write in sheets_of(binder, Path(part.scan.path)):
            yield write()
    except (*BROKEN, Problem) as error:
        raise _UnboundError(at) from error


class _Frames:
    """The pages of ours: cover, 目录, 材料清单, and one page with a line for each scanned page."""

    def __init__(self, setter: Typesetter, book: BoxBook, parts: Sequence[_Part]) -> None:
        self._setter, self._book, self._parts = setter, book, parts
        width = PORTRAIT.width
        self._contents = Table(setter, (
            Column("序号", 14 * MM), Column("材料名称", width - 36 * MM, "left"),
            Column("页码", 22 * MM),
        ), PORTRAIT.left, _ROW)  # fmt: skip
        self._list = Table(setter, (
            Column("序号", 12 * MM), Column("日期", 27 * MM), Column("登记簿", 34 * MM, "left"),
            Column("材料", width - 109 * MM, "left"), Column("评分项", 22 * MM),
            Column("附件", 14 * MM),
        ), PORTRAIT.left, _ROW)  # fmt: skip
        self._rows = [
            self._list.lay_out((
                str(number), row.date, row.source, row.words, row.items,
                str(row.scans) if row.scans else "",
            ))
            for number, row in enumerate(book.rows, 1)
        ]  # fmt: skip
        titles = [_LIST_TITLE, *(part.scan.title for part in parts)]
        lines = [
            self._contents.lay_out((str(number), title, "00000"))
            for number, title in enumerate(titles, 1)
        ]
        contents, listed = self._plan(lines), self._plan(self._rows)
        first = 1 + len(contents)
        self.before = first + len(listed)
        self.total = self.before + sum(part.pages for part in parts)
        numbers, at = [first + 1], self.before + 1
        for part in parts:
            numbers.append(at)
            at += part.pages
        self._lines = [
            self._contents.lay_out((str(number), title, str(page)))
            for number, (title, page) in enumerate(zip(titles, numbers, strict=True), 1)
        ]
        self._pages = (contents, listed)

    def draw(self) -> None:
        """Draw all of them."""
        self._cover()
        contents, listed = self._pages
        place = 2
        for part in contents:
            self._sheet(_CONTENTS_TITLE, self._contents, self._lines, part, place)
            place += 1
        for part in listed:
            self._sheet(f"{self._book.name}{_LIST_TITLE}", self._list, self._rows, part, place)
            place += 1
        for scanned in self._parts:
            for number in range(1, scanned.pages + 1):
                self._scanned(scanned, number, place)
                place += 1

    @staticmethod
    def _plan(rows: Sequence[Row]) -> list[range]:
        """Which rows stand on which page; without rows one empty page."""
        room = PORTRAIT.bottom - PORTRAIT.top - _HEAD
        return [part for part in plan_pages([row.height for row in rows], room, room)
                if part] or [range(0)]  # fmt: skip

    def _cover(self) -> None:
        book, page = self._book, self._setter.page(A4)
        middle, limit = A4[0] / 2, 160 * MM
        line = partial(self._setter.line, page, middle, align="center", limit=limit)
        line(70 * MM, "双拥工作迎检材料", style=Style(Role.HEI, 22))
        line(110 * MM, book.number, style=_NUMBER)
        line(140 * MM, book.name, style=_NAME)
        line(160 * MM, book.years, style=Style(Role.KAI, 22))
        line(185 * MM, book.holds, style=_LINE)
        line(200 * MM, f"记录 {len(book.rows):,} 条　附件 {len(book.scans):,} 份", style=_LINE)
        line(240 * MM, book.office, style=_LINE)
        line(250 * MM, long_date(book.made_on), style=_LINE)
        if book.caution:
            line(262 * MM, book.caution, style=_LINE)
        self._close(page, 1, book.title)

    def _sheet(
        self, title: str, table: Table, rows: Sequence[Row], part: range, place: int
    ) -> None:
        page = self._setter.page(A4)
        PORTRAIT.draw(self._setter, page, title, (self._book.title, "", self._book.office))
        table.draw_head(page, PORTRAIT.top, _HEAD)
        shown = [rows[number] for number in part]
        end = table.draw_rows(page, PORTRAIT.top + _HEAD, shown, [row.height for row in shown])
        if not shown:
            self._setter.line(page, A4[0] / 2, end + 10 * MM, "这几年还没有材料。", align="center")
        page.frame(table.left, PORTRAIT.top, table.width, max(end - PORTRAIT.top, _HEAD))
        self._close(page, place, title if not part or part[0] == 0 else "")

    def _scanned(self, part: _Part, number: int, place: int) -> None:
        page = self._setter.page(A4)
        page.watermark = ""  # it would lie over the scan; the line above says it instead
        told = "（演示数据）" if self._book.demo else ""
        of = f"（{number}/{part.pages}）" if part.pages > 1 else ""
        head = f"{self._book.number}　{part.scan.title}{of}{told}"
        self._setter.line(page, 15 * MM, 15 * MM, head,
                          style=_SMALL, limit=180 * MM)  # fmt: skip
        if part.fault:
            self._setter.lines(page, 30 * MM, 120 * MM, 150 * MM,
                               f"附件“{part.scan.title}”没有并入：{part.fault}",
                               style=_LINE)  # fmt: skip
        self._close(page, place, part.scan.title if number == 1 else "")

    def _close(self, page: Page, place: int, bookmark: str) -> None:
        count = page_count(place, self.total)
        self._setter.line(page, A4[0] / 2, 289 * MM, count, align="center", style=_SMALL)
        self._setter.finish_page(page, bookmark=bookmark)
