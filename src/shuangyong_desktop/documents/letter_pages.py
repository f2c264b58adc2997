"""公文 as PDF: the grid of GB/T 9704, 28 signs to a line and 22 lines to a page (PAPERS §5)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

from shuangyong_desktop.documents.atomic import atomic_write
from shuangyong_desktop.documents.charts import chart_height, draw_chart
from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.frames import Tick, never_mind
from shuangyong_desktop.documents.letters import Block, BlockKind, Cell, Letter, Line
from shuangyong_desktop.documents.typesetter import (
    A4,
    HEAD_GRAY,
    LEADING,
    MM,
    PADDING,
    Align,
    Page,
    Style,
    Typesetter,
    baselines,
    share,
)
from shuangyong_desktop.documents.wrapping import wrap, wrap_evenly
from shuangyong_desktop.domain.errors import Problem

LEFT, WIDTH, TOP, HEIGHT = 28 * MM, 156 * MM, 37 * MM, 225 * MM
PITCH = HEIGHT / 22
SIGN = WIDTH / 28
"""The grid: what one line takes from the page and one sign from the line."""

_SIZE = 16.0  # 三号
_TITLE, _TITLE_PITCH = Style(Role.TITLE, 22.0), 32.0
_BASE = 0.74  # of the pitch: where the baseline of a line lies
_CELL = Style(Role.SONG, 10.5)
_LABEL = Style(Role.HEI, 10.5)
_NOTE = Style(Role.SONG, 9.5)
_NUMBER = Style(Role.SONG, 14.0)
_FACES = {
    BlockKind.CHAPTER: Style(Role.HEI, _SIZE),
    BlockKind.SECTION: Style(Role.KAI, _SIZE),
}
_BODY = Style(Role.FANG, _SIZE)
_LINES: dict[BlockKind, tuple[Style, Align]] = {
    BlockKind.RIGHT: (_BODY, "right"),
    BlockKind.TITLE: (_TITLE, "center"),
    BlockKind.CAPTION: (Style(Role.HEI, 12), "center"),
    BlockKind.NOTE: (_NOTE, "left"),
}
_DAY_IN, _SIGNED_IN = 4, 2  # signs that stay free to the right of the day and the office


def write_letter(path: Path, letter: Letter, *, tick: Tick = never_mind) -> None:
    """Write `letter` to `path`. Raises Problem as `letters.write_letter` does."""
    with atomic_write(path) as stream:
        setter = Typesetter(stream, title=letter.title, subject=letter.purpose,
                            author=letter.office, demo=letter.demo)  # fmt: skip
        pages = _Pages(setter, letter.title)
        pages.title(letter)
        for done, block in enumerate(letter.blocks):
            tick(done, len(letter.blocks))
            pages.block(block)
        pages.ending(letter)
        if letter.after:
            pages.block(Block(kind=BlockKind.NEW_PAGE))
        for block in letter.after:
            pages.block(block)
        pages.finish()
        setter.finish()


@dataclass(slots=True)
class _Set:
    """One row of a table laid out: lines of every cell, and its height."""

    line: Line
    texts: list[list[str]]
    height: float


class _Pages:
    """The pages of one letter, filled from the top."""

    def __init__(self, setter: Typesetter, bookmark: str) -> None:
        self._setter, self._bookmark = setter, bookmark
        self._page: Page | None = None
        self._count = 0
        self._y = 0.0

    def title(self, letter: Letter) -> None:
        """The title in the middle, broken evenly, two lines below the top edge; the number."""
        page = self._now()
        self._y += 2 * PITCH
        rows = wrap_evenly(
            letter.title, lambda part: self._setter.width(_TITLE, part), WIDTH - 2 * SIGN
        )
        for row in rows:
            self._setter.line(page, LEFT + WIDTH / 2, self._y + _TITLE.size, row, style=_TITLE,
                              align="center", limit=WIDTH)  # fmt: skip
            self._y += _TITLE_PITCH
        if letter.number:
            self._line(letter.number, Style(Role.KAI, _SIZE), align="center")
        self._y = TOP + PITCH * -((TOP - self._y - PITCH) // PITCH)
        if letter.addressee:
            self._paragraph(f"{letter.addressee}：", _BODY, indent=0)

    def block(self, block: Block) -> None:
        """Whatever comes next."""
        if block.kind is BlockKind.NEW_PAGE:
            self._close()
        elif block.kind is BlockKind.TABLE:
            self._table(block)
        elif block.kind is BlockKind.CHART:
            self._chart(block)
        elif block.kind in _LINES:
            style, align = _LINES[block.kind]
            self._line(block.text, style, align=align)
        else:
            if block.kind in _FACES:
                self._room(2 * PITCH)  # a heading is never the last line of a page
            indent = 0 if block.kind is BlockKind.FLUSH else 2
            for text in block.text.split("\n"):
                self._paragraph(text, _FACES.get(block.kind, _BODY), indent=indent)

    def ending(self, letter: Letter) -> None:
        """附件, 落款 and 成文日期 kept together, then the notes."""
        signs = PITCH * bool(letter.signed) + PITCH * bool(letter.day)
        self._room(PITCH * (len(letter.enclosures) + 1) + signs + PITCH if signs else PITCH)
        if letter.enclosures:
            self._y += PITCH if self._y > TOP else 0
            several = len(letter.enclosures) > 1
            for number, name in enumerate(letter.enclosures, 1):
                lead = "附件：" if number == 1 else "　　　"
                self._paragraph(f"{lead}{f'{number}.' if several else ''}{name}", _BODY, indent=2)
        if letter.signed or letter.day:
            blank = 2 * PITCH if self._y + signs + 2 * PITCH <= TOP + HEIGHT else PITCH
            self._y += blank if self._y > TOP else 0
            width = max(self._measure(_BODY, letter.signed), self._measure(_BODY, letter.day))
            middle = LEFT + WIDTH - _DAY_IN * SIGN - width / 2
            middle = min(middle, LEFT + WIDTH - _SIGNED_IN * SIGN - width / 2)
            for text in filter(None, (letter.signed, letter.day)):
                self._setter.line(self._now(), middle, self._y + PITCH * _BASE, text, style=_BODY,
                                  align="center")  # fmt: skip
                self._y += PITCH
        for note in letter.notes:
            self._room(PITCH)
            self._y = self._setter.lines(self._now(), LEFT, self._y + PITCH * _BASE, WIDTH, note,
                                         style=_NOTE) - PITCH * _BASE  # fmt: skip

    def finish(self) -> None:
        """Close the last page."""
        self._close()

    def _now(self) -> Page:
        if self._page is None:
            self._page = self._setter.page(A4)
            self._count += 1
            self._y = TOP
        return self._page

    def _close(self) -> None:
        """The page number stands outside: right on odd pages, left on even ones."""
        if self._page is None:
            return
        odd = self._count % 2 == 1
        x = LEFT + WIDTH - SIGN if odd else LEFT + SIGN
        self._setter.line(
            self._page, x, TOP + HEIGHT + 7 * MM + _NUMBER.size / 2, f"— {self._count} —",
            style=_NUMBER, align="right" if odd else "left",
        )  # fmt: skip
        self._setter.finish_page(self._page, bookmark=self._bookmark if self._count == 1 else "")
        self._page = None

    def _room(self, height: float) -> None:
        """Begin a new page where `height` does not fit on this one."""
        self._now()
        if self._y + height > TOP + HEIGHT + 0.5:
            self._close()
            self._now()

    def _measure(self, style: Style, text: str) -> float:
        """How wide `text` is on the grid, which is a little narrower than the type."""
        return self._setter.width(style, text) * SIGN / _SIZE

    def _wrapped(self, style: Style, text: str, limit: float) -> list[str]:
        return wrap(text, lambda part: self._setter.width(style, part), limit)

    def _line(self, text: str, style: Style, *, align: Align) -> None:
        self._room(PITCH)
        x, y = LEFT + WIDTH * share(align), self._y + PITCH * _BASE
        self._setter.line(self._now(), x, y, text, style=style, align=align, limit=WIDTH)
        self._y += PITCH

    def _paragraph(self, text: str, style: Style, *, indent: int) -> None:
        """One paragraph on the grid, both edges even but for its last line."""
        lead = "　" * indent
        rows = wrap(f"{lead}{text}", lambda part: self._measure(style, part), WIDTH,
                    squeeze=SIGN / 2)  # fmt: skip
        for place, row in enumerate(rows):
            self._room(PITCH)
            last = place == len(rows) - 1
            self._spread(row, style, even=not last)
            self._y += PITCH

    def _spread(self, row: str, style: Style, *, even: bool) -> None:
        ink = self._setter.ink(style, row)
        gaps = max(len(row) - 1, 1)
        spacing = (WIDTH - ink.width) / gaps if even else (SIGN - _SIZE)
        if ink.width + spacing * gaps > WIDTH:
            spacing = (WIDTH - ink.width) / gaps
        code = f"{spacing:.3f} Tc {ink.code} 0 Tc"
        self._now().put(LEFT, self._y + PITCH * _BASE, code)

    def _table(self, block: Block) -> None:
        scale = WIDTH / sum(block.widths)
        edges = [LEFT, *(LEFT + x * scale for x in accumulate(block.widths))]
        rows = [self._lay_out(line, edges) for line in block.lines]
        head = rows[: block.heads]
        started = False
        self._y += PADDING
        for place, row in enumerate(rows):
            after = row.height if place else sum(item.height for item in rows[: block.heads + 1])
            before = self._count
            self._room(after)
            fresh = self._count != before and started and place >= block.heads
            for item in (*head, row) if fresh else (row,):
                self._draw(item, edges, first=fresh or not started or item is rows[0])
                started = True
        self._y += PADDING

    def _chart(self, block: Block) -> None:
        """A chart with its caption below, both on one page."""
        height = chart_height(block)
        self._room(height + 2 * PITCH)
        box = (LEFT, self._y + PITCH / 2, WIDTH, height)
        draw_chart(self._setter, self._now(), box, block)
        self._y += height + PITCH / 2
        self._line(block.text, Style(Role.HEI, 12), align="center")
        self._y += PITCH / 2

    def _lay_out(self, line: Line, edges: Sequence[float]) -> _Set:
        texts, height = [], line.height * MM
        for cell, left, right in _boxes(line, edges):
            style = _LABEL if cell.label else _CELL
            room = right - left - 4 * PADDING
            rows = [
                row for part in cell.text.split("\n") for row in self._wrapped(style, part, room)
            ]
            texts.append(rows)
            height = max(height, len(rows) * style.size * LEADING + 4 * PADDING)
        if height > HEIGHT:
            raise Problem(
                "有一格文字太长，一页纸也印不下，材料没有生成。请缩短这项内容。",
                code="row_too_high",
            )
        return _Set(line, texts, height)

    def _draw(self, row: _Set, edges: Sequence[float], *, first: bool) -> None:
        page, y = self._now(), self._y
        for (cell, left, right), texts in zip(_boxes(row.line, edges), row.texts, strict=True):
            if cell.label:
                page.ground(left, y, right - left, row.height, HEAD_GRAY)
            style = _LABEL if cell.label else _CELL
            align: Align = "left" if cell.left else "center"
            free = right - left - 4 * PADDING
            for text, offset in zip(texts, baselines(len(texts), style.size), strict=True):
                x = left + 2 * PADDING + free * share(align)
                self._setter.line(page, x, y + row.height / 2 + offset, text, style=style,
                                  align=align, limit=free)  # fmt: skip
            page.down(left, y, y + row.height)
        page.down(edges[-1], y, y + row.height)
        if first:
            page.across(edges[0], edges[-1], y)
        page.across(edges[0], edges[-1], y + row.height)
        self._y += row.height


def _boxes(line: Line, edges: Sequence[float]) -> Iterator[tuple[Cell, float, float]]:
    """The cells of a row with the edges between which each stands."""
    ends = [0, *accumulate(cell.span for cell in line.cells)]
    for cell, (first, last) in zip(line.cells, pairwise(ends), strict=True):
        yield cell, edges[first], edges[last]
