"""柱状图 (bar charts) that read in black and white: full, hatched and empty bars (PAPERS §6)."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from math import ceil

from shuangyong_desktop.documents.fonts import Role
from shuangyong_desktop.documents.letters import Bar, Block
from shuangyong_desktop.documents.typesetter import MM, Page, Style, Typesetter

_TEXT = Style(Role.SONG, 9)
_UPRIGHT_MOST = 14
"""More places than this lie on their side, so that their names can be read."""
_UPRIGHT, _LYING = 78 * MM, 9.0 * MM
_LEGEND = 8 * MM
_PICTURE_SCALE = 200 / 72
_GRAYS = (0.15, 0.85, 1.0)
_HATCHED = 1
_STEPS = (1, 2, 5)


def chart_height(block: Block) -> float:
    """How high a chart is on paper, without its caption, in points."""
    if _stands(block):
        return _UPRIGHT
    return _LEGEND + _LYING * len(block.bars)


def draw_chart(
    setter: Typesetter, page: Page, box: tuple[float, float, float, float], block: Block
) -> None:
    """Draw a chart into `box` (x, y, width, height), with unit and legend above it."""
    x, y, width, height = box
    setter.line(page, x, y + 9, f"单位：{block.unit}", style=_TEXT)
    _legend(setter, page, x + width, y, block.series)
    inner = (x, y + _LEGEND, width, height - _LEGEND)
    if _stands(block):
        _standing(setter, page, inner, block)
    else:
        _lying(setter, page, inner, block)


def chart_picture(block: Block) -> bytes:
    """A chart as PNG, for what takes no drawing of ours."""
    import pypdfium2  # noqa: PLC0415 (only Word needs a picture)

    width, height = 156 * MM, chart_height(block)
    drawn = BytesIO()
    setter = Typesetter(drawn, title=block.text)
    page = setter.page((width, height + 4))
    draw_chart(setter, page, (2, 2, width - 4, height), block)
    setter.finish_page(page)
    setter.finish()
    document = pypdfium2.PdfDocument(drawn.getvalue())
    picture = BytesIO()
    document[0].render(scale=_PICTURE_SCALE).to_pil().save(picture, "PNG")
    document.close()
    return picture.getvalue()


def _stands(block: Block) -> bool:
    """Bars beside each other stand; parts of a whole (已办结、正在办理) and many places lie."""
    return len(block.bars) <= _UPRIGHT_MOST and not _stacked(block)


def _stacked(block: Block) -> bool:
    return "正在办理" in block.series


def _legend(setter: Typesetter, page: Page, right: float, y: float, series: Sequence[str]) -> None:
    for place in range(len(series) - 1, -1, -1):
        right -= setter.width(_TEXT, series[place])
        setter.line(page, right, y + 9, series[place], style=_TEXT)
        right -= 20
        _bar(page, (right, y + 2, 16, 8), place)
        right -= 8


def _bar(page: Page, box: tuple[float, float, float, float], place: int) -> None:
    """One bar with the ground of its series and a thin frame; the second series is hatched."""
    x, y, width, height = box
    if height <= 0 or width <= 0:
        return
    place %= len(_GRAYS)
    page.ground(x, y, width, height, _GRAYS[place])
    if place == _HATCHED:
        page.thin += [
            f"{x0:.2f} {page.height - y0:.2f} m {x1:.2f} {page.height - y1:.2f} l"
            for x0, y0, x1, y1 in _hatches(x, y, width, height)
        ]
    for edge in (y, y + height):
        page.across(x, x + width, edge)
    for edge in (x, x + width):
        page.down(edge, y, y + height)


def _hatches(
    x: float, y: float, width: float, height: float
) -> Iterator[tuple[float, float, float, float]]:
    """Strokes at 45 degrees, cut at the edges of the bar."""
    step = 4.0
    at = step
    while at < width + height:
        x0, y0 = (x + at, y) if at <= width else (x + width, y + at - width)
        x1, y1 = (x, y + at) if at <= height else (x + at - height, y + height)
        yield x0, y0, x1, y1
        at += step


def _standing(
    setter: Typesetter, page: Page, box: tuple[float, float, float, float], block: Block
) -> None:
    x, y, width, height = box
    left, foot = x + 24, y + height - 16
    top, tick = _scale(max((value for bar in block.bars for value in bar.values), default=0))
    room = foot - y - 10
    for mark in range(0, top + 1, tick):
        level = foot - room * mark / top
        page.across(left - 3, x + width if mark == 0 else left, level)
        setter.line(page, left - 5, level + 3, f"{mark:,}", style=_TEXT, align="right")
    page.down(left, y + 4, foot)
    slot = (x + width - left) / max(len(block.bars), 1)
    thick = min(slot * 0.7 / max(len(block.series), 1), 22)
    for at, bar in enumerate(block.bars):
        middle = left + slot * (at + 0.5)
        start = middle - thick * len(bar.values) / 2
        for place, value in enumerate(bar.values):
            high = room * value / top
            spot = start + thick * place
            _bar(page, (spot, foot - high, thick, high), place)
            setter.line(page, spot + thick / 2, foot - high - 3, f"{value:,}", style=_TEXT,
                        align="center", limit=slot / len(bar.values))  # fmt: skip
        setter.line(page, middle, foot + 12, bar.name, style=_TEXT, align="center",
                    limit=slot - 2)  # fmt: skip


def _lying(
    setter: Typesetter, page: Page, box: tuple[float, float, float, float], block: Block
) -> None:
    x, y, width, _ = box
    left = x + min(max(setter.width(_TEXT, bar.name) for bar in block.bars) + 6, width / 3)
    most = max(*(_length(block, bar) for bar in block.bars), 1)
    room = x + width - left - 60
    slot = _LYING
    page.down(left, y, y + slot * len(block.bars))
    for at, bar in enumerate(block.bars):
        upper = y + slot * at
        setter.line(page, left - 4, upper + slot / 2 + 3, bar.name, style=_TEXT, align="right",
                    limit=left - x - 4)  # fmt: skip
        end = _lying_bars(page, block, bar, (left, upper, room / most, slot))
        words = f"{sum(bar.values):,}" if _stacked(block) else "、".join(map(str, bar.values))
        if _stacked(block) and len(bar.values) > 1 and bar.values[1]:
            words += f"（{block.series[0].removeprefix('已')}{bar.values[0]:,}）"
        setter.line(page, end + 4, upper + slot / 2 + 3, words, style=_TEXT)


def _length(block: Block, bar: Bar) -> int:
    return sum(bar.values) if _stacked(block) else max(bar.values, default=0)


def _lying_bars(
    page: Page, block: Block, bar: Bar, place: tuple[float, float, float, float]
) -> float:
    """Draw the bars of one place: one after the other when stacked, else below each other."""
    left, upper, scale, slot = place
    end = left
    for at, value in enumerate(bar.values):
        long = value * scale
        if _stacked(block):
            _bar(page, (end, upper + slot * 0.2, long, slot * 0.6), at)
            end += long
        else:
            thick = slot * 0.8 / len(bar.values)
            _bar(page, (left, upper + slot * 0.1 + thick * at, long, thick), at)
            end = max(end, left + long)
    return end


def _scale(most: int) -> tuple[int, int]:
    """The top of an axis for values up to `most`, and the distance of its marks: 1, 2 or 5."""
    tick, power = 1, 1
    while True:
        for step in _STEPS:
            tick = step * power
            if most <= tick * 5:
                return max(ceil(most / tick), 1) * tick, tick
        power *= 10
