"""Tables on paper: cells that fit without clipping, rows that may grow, heads and rules.

A column is declared once with its width and look. Fitting a text narrows it, then breaks it
in two, then sets it smaller, and makes the row higher at last; it never cuts (PAPERS §5).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from shuangyong_desktop.documents.typesetter import (
    BODY,
    HEAD_GRAY,
    HEADING,
    LEADING,
    PADDING,
    SMALLEST,
    Align,
    Ink,
    Page,
    Style,
    Typesetter,
    baselines,
    narrowed,
    share,
)
from shuangyong_desktop.documents.wrapping import break_at_seam, is_one_piece, wrap_evenly

# Where categories, addresses and long names break best.
SEAMS = re.compile(
    r"(?<=[号路街巷村社组·、])|(?<=人民币)|(?=（|退役军人|退役士兵|军人遗属|农村籍|老年子女|工作人员|退休)"
)
_NARROWEST, _NARROW = 0.8, 0.86
_STEP = 0.5
_AIR = 2.0  # points that stay free above and below the lines of a cell, together


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table on paper: heading, width in points and the look of its cells.

    `inset` keeps texts that are not centred further away from the rule.
    """

    head: str
    width: float
    align: Align = "center"
    style: Style = BODY
    is_name: bool = False
    inset: float = 0.0

    @property
    def padding(self) -> float:
        """What stays free on either side of the text, in points."""
        return PADDING if self.align == "center" else 2 * PADDING + self.inset


@dataclass(frozen=True, slots=True)
class Fitted:
    """A cell's text laid out: (x, offset of the baseline, operators) per line, and its height."""

    lines: tuple[tuple[str, float, str], ...]
    height: float


@dataclass(frozen=True, slots=True)
class Row:
    """One row laid out: its cells and the height they need."""

    cells: tuple[Fitted, ...]
    height: float


class Table:
    """A table of fixed columns whose left edge stands `left` points from the page's edge."""

    def __init__(
        self, setter: Typesetter, columns: Sequence[Column], left: float, row_height: float
    ) -> None:
        self._setter = setter
        self.columns = tuple(columns)
        self.left = left
        self.row_height = row_height
        self.edges = [left]
        for column in columns:
            self.edges.append(self.edges[-1] + column.width)
        self._fitted: list[dict[str, Fitted]] = [{} for _ in columns]

    @property
    def right(self) -> float:
        """Where the table ends."""
        return self.edges[-1]

    @property
    def width(self) -> float:
        """How wide the table is."""
        return self.right - self.left

    def lay_out(self, texts: Sequence[str]) -> Row:
        """Fit one row of texts. Raises Problem for a character that no font draws."""
        cells = []
        height = self.row_height
        for place, text in enumerate(texts):
            known = self._fitted[place]
            cell = known.get(text)
            if cell is None:
                cell = known[text] = self._fit(place, text)
            cells.append(cell)
            height = max(height, cell.height)
        return Row(tuple(cells), height)

    def draw_head(self, page: Page, y: float, height: float) -> None:
        """Draw the grey heading row; its lower edge is ruled by what follows."""
        page.ground(self.left, y, self.width, height, HEAD_GRAY)
        for column, x in zip(self.columns, self.edges, strict=False):
            draw_box(self._setter, page, (x, y, column.width, height), column.head, style=HEADING)
        page.across(self.left, self.right, y + height)
        for edge in self.edges[1:-1]:
            page.down(edge, y, y + height)

    def draw_rows(
        self, page: Page, y: float, rows: Sequence[Row], heights: Sequence[float]
    ) -> float:
        """Draw rows with their rules; where they end."""
        top = y
        for row, height in zip(rows, heights, strict=True):
            self.draw_cells(page, y + height / 2, row)
            y += height
            page.across(self.left, self.right, y)
        for edge in self.edges[1:-1]:
            page.down(edge, top, y)
        return y

    def draw_cells(self, page: Page, middle: float, row: Row) -> None:
        """Draw the texts of one row around the height `middle`, without rules."""
        text = page.text
        up = page.height - middle
        for cell in row.cells:
            for x, offset, code in cell.lines:
                text.append(f"{x}{up - offset:.2f} Tm {code}")

    def _fit(self, place: int, text: str) -> Fitted:
        if not text:
            return Fitted((), 0.0)
        column = self.columns[place]
        if column.is_name:
            spread = self._setter.spread_name(column.style, text)
            if spread is not None and spread.width <= column.width - 2 * column.padding:
                return self._place(place, column.style.size, [(spread, 1.0)])
        size, lines = fit_text(
            self._setter, text, column.style, column.width - 2 * column.padding, self.row_height
        )
        return self._place(place, size, lines)

    def _place(self, place: int, size: float, lines: list[tuple[Ink, float]]) -> Fitted:
        column = self.columns[place]
        room = column.width - 2 * column.padding
        placed = []
        for (ink, scale), offset in zip(lines, baselines(len(lines), size), strict=True):
            x = (
                self.edges[place]
                + column.padding
                + (room - ink.width * scale) * share(column.align)
            )
            placed.append((f"1 0 0 1 {x:.2f} ", offset, narrowed(ink, scale)))
        return Fitted(tuple(placed), len(lines) * size * LEADING + _AIR)


def draw_box(  # noqa: PLR0913 (a box, a text and its look)
    setter: Typesetter, page: Page, box: tuple[float, float, float, float], text: str, *,
    style: Style = BODY, align: Align = "center", gray: float | None = None,
) -> None:  # fmt: skip
    """Draw `text` fitted into the middle of `box` (x, y, width, height)."""
    x, y, width, height = box
    if gray is not None:
        page.ground(x, y, width, height, gray)
    if not text:
        return
    padding = PADDING if align == "center" else 2 * PADDING
    room = width - 2 * padding
    size, lines = fit_text(setter, text, style, room, height)
    for (ink, scale), offset in zip(lines, baselines(len(lines), size), strict=True):
        start = x + padding + (room - ink.width * scale) * share(align)
        page.put(start, y + height / 2 + offset, narrowed(ink, scale))


def fit_text(
    setter: Typesetter, text: str, style: Style, width: float, height: float
) -> tuple[float, list[tuple[Ink, float]]]:
    """Find the size, lines and narrowing that put `text` into `width` × `height` points.

    Two lines where the text breaks well, else one line narrowed (to 86 %, to 80 % where there is
    room for one line only), else even lines, then smaller type down to 7.5 points; what does not
    fit even so takes as many lines as it needs, and the row grows. A number is never broken.
    """
    role, size = style
    if "\n" not in text and height >= size * LEADING + _AIR:
        ink = setter.ink(style, text)  # nearly every cell of a list simply fits
        if ink.width <= width:
            return size, [(ink, 1.0)]
    parts = text.split("\n")
    while True:
        room = int((height - _AIR) / (size * LEADING) + 1e-6)
        tried = Style(role, size)
        inks = [setter.ink(tried, line) for line in _break(setter, parts, tried, width, room)]
        scales = [min(1.0, width / ink.width) if ink.width else 1.0 for ink in inks]
        if (len(inks) <= room and min(scales) >= _NARROWEST) or size <= SMALLEST:
            return size, list(zip(inks, scales, strict=True))
        size = max(SMALLEST, size - _STEP)


def _break(
    setter: Typesetter, parts: list[str], style: Style, width: float, most: int
) -> list[str]:
    """Lines of which none needs to be narrowed beyond what still looks right."""

    def measure(part: str) -> float:
        return setter.width(style, part)

    lines: list[str] = []
    for part in parts:
        natural = measure(part)
        if is_one_piece(part):
            lines.append(part)
            continue
        halves = []
        if natural > width and most > len(parts):
            halves = break_at_seam(part, SEAMS, measure, width)
        if halves or natural <= width / (_NARROW if most > len(parts) else _NARROWEST):
            lines += halves or [part]
            continue
        if most > len(parts):
            halves = break_at_seam(part, SEAMS, measure, width / _NARROW)
        lines += halves or wrap_evenly(part, measure, width / _NARROW)
    return lines
