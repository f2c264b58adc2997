"""What every listed paper has around its table: title, line above, footer, and the page plan."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.typesetter import (
    A3_LANDSCAPE,
    A4,
    A4_LANDSCAPE,
    BODY,
    MM,
    Page,
    Style,
    Typesetter,
)
from shuangyong_desktop.domain.errors import Problem

Tick = Callable[[int, int], None]
"""Told how many pages of how many are done; may raise Cancelled."""

TITLE = Style(Role.TITLE, 22)  # 二号
_NARROWEST_TITLE, _SMALLEST_TITLE = 0.9, 14
ABOVE = Style(Role.SONG, 11)
NOTE = Style(Role.SONG, 9.5)


def never_mind(done: int, total: int) -> None:
    """A tick for whom nobody waits."""


def long_date(day: date) -> str:
    """The day as papers write it: 2026年1月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, slots=True)
class Frame:
    """Paper size and the places of title, table and footer, in points from the top left."""

    size: tuple[float, float]
    left: float
    width: float
    title: float
    above: float
    top: float
    bottom: float
    footer: float

    @property
    def right(self) -> float:
        """Where the table ends."""
        return self.left + self.width

    def draw(self, setter: Typesetter, page: Page, title: str, above: Sequence[str]) -> None:
        """Draw the title and the line above the table: left, middle and right text."""
        setter.line(
            page, self.left + self.width / 2, self.title, title, align="center", limit=self.width,
            style=self._title_style(setter, title),
        )  # fmt: skip
        left, middle, right = above
        third = self.width / 3
        setter.line(page, self.left, self.above, left, style=ABOVE, limit=third)
        setter.line(
            page, self.left + self.width / 2, self.above, middle, style=ABOVE, align="center",
            limit=third,
        )  # fmt: skip
        setter.line(page, self.right, self.above, right, style=ABOVE, align="right", limit=third)

    def _title_style(self, setter: Typesetter, title: str) -> Style:
        """二号, smaller for a long title that narrowing alone would make too thin."""
        size = TITLE.size * self.width / (setter.width(TITLE, title) * _NARROWEST_TITLE)
        return Style(TITLE.role, max(_SMALLEST_TITLE, min(TITLE.size, size)))

    def draw_footer(self, setter: Typesetter, page: Page, notes: Sequence[str], count: str) -> None:
        """Draw the notes on the left and the page count on the right."""
        setter.line(page, self.right, self.footer, count, align="right")
        room = self.width - setter.width(BODY, count) - 5 * MM
        for place, note in enumerate(note for note in notes if note):
            setter.line(page, self.left, self.footer + place * 4.6 * MM, note, style=NOTE,
                        limit=room)  # fmt: skip


LANDSCAPE = Frame(
    size=A4_LANDSCAPE, left=17 * MM, width=268 * MM, title=19.6 * MM, above=29.3 * MM,
    top=32.5 * MM, bottom=191 * MM, footer=198.7 * MM,
)  # fmt: skip
LANDSCAPE_A3 = Frame(
    size=A3_LANDSCAPE, left=17 * MM, width=386 * MM, title=19.6 * MM, above=29.3 * MM,
    top=32.5 * MM, bottom=278 * MM, footer=285.7 * MM,
)  # fmt: skip
PORTRAIT = Frame(
    size=A4, left=19 * MM, width=176 * MM, title=23.8 * MM, above=33.3 * MM,
    top=36.5 * MM, bottom=279 * MM, footer=286.5 * MM,
)  # fmt: skip


def page_count(page: int, pages: int, of: str = "") -> str:
    """第 1 页　共 2 页, after the name of what is counted."""
    return f"{of}　第 {page} 页　共 {pages} 页".strip("　")


def plan_pages(
    heights: Sequence[float], room: float, last_room: float, *,
    least_last: int = 1, glued: Collection[int] = (),
) -> list[range]:  # fmt: skip
    """Divide rows among pages: as few pages as can be, the last with the closing block.

    `room` is what rows may take on a page and `last_room` on the last one. The last page
    keeps at least `least_last` rows, and no page begins with a row of `glued` (a subtotal is
    never alone). Raises Problem when a single row is higher than a page.
    """
    if max(heights, default=0.0) > room:
        raise Problem(
            "有一格文字太长，一页纸也印不下，材料没有生成。请缩短这项内容，或不选这个栏目。",
            code="row_too_high",
        )
    total = len(heights)
    starts = _starts(heights, room, glued)
    best: list[range] = []
    used = 0.0
    for start in range(total, -1, -1):
        used += heights[start] if start < total else 0.0
        if used > last_room:
            break
        if (total - start < least_last and start) or start in glued:
            continue
        full = [begin for begin in starts if begin < start]
        if best and len(full) + 1 >= len(best):
            continue
        ends = [*full[1:], start]
        best = [*map(range, full, ends), range(start, total)]
    return best or [*map(range, starts, [*starts[1:], total]), range(total, total)]


def _starts(heights: Sequence[float], room: float, glued: Collection[int]) -> list[int]:
    """The first rows of pages filled one after the other."""
    starts, used = ([0] if heights else []), 0.0
    for place, height in enumerate(heights):
        used += height
        if used <= room + 0.01:
            continue
        begin = place
        while begin in glued and begin - 1 > starts[-1]:
            begin -= 1
        starts.append(begin)
        used = sum(heights[begin : place + 1])
    return starts
