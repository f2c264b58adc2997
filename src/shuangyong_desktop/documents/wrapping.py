"""Where a line of Chinese text may end (避头尾), and lines of even length.

Widths are additive per character, so a measure of characters is all that is needed. The unit
is the code point, never a UTF-16 half.
"""

import re
from collections.abc import Callable, Iterator

# ruff: noqa: RUF001 (the full-width marks are what this module is about)
NEVER_FIRST = frozenset("，。、；：？！）》」』】〉〕〗］｝…—～·％%‰℃”’,.;:?!)]}/")
NEVER_LAST = frozenset("（《「『【〈〔〖［｛“‘([{￥$＃№")

# Numbers, Latin words, dates and figures like 12-3 stay in one piece.
_TOKENS = re.compile(r"[0-9A-Za-z*]+(?:[.,:/'_+×-][0-9A-Za-z*]+)*|.", re.DOTALL)

Measure = Callable[[str], float]


def tokens(text: str, width: Measure, limit: float) -> Iterator[str]:
    """The pieces of `text` that are not broken; one that is wider than `limit` is."""
    for piece in _TOKENS.findall(text):
        if len(piece) > 1 and width(piece) > limit:
            yield from piece
        else:
            yield piece


def is_one_piece(text: str) -> bool:
    """Whether `text` is one number or word, which is never broken: 126,456.78."""
    return _TOKENS.fullmatch(text) is not None


def may_break(left: str, right: str) -> bool:
    """Whether a line may end with the token `left` when `right` begins the next."""
    return right[0] not in NEVER_FIRST and left[-1] not in NEVER_LAST


def wrap(text: str, width: Measure, limit: float, *, squeeze: float = 0.0) -> list[str]:
    """Break one paragraph into lines no wider than `limit` (same unit as `width`).

    A closing mark that would begin a line is drawn into the line before when it sticks out by
    at most `squeeze` (the line is then narrowed); otherwise the character before it goes down
    with it. Blanks at a break are dropped. Only where not even one legal break exists is a
    line broken illegally.
    """
    pieces = list(tokens(text, width, limit))
    lines: list[str] = []
    start = 0
    while start < len(pieces):
        end = _line_end(pieces, start, width, limit, squeeze)
        line = "".join(pieces[start:end])
        lines.append(line.rstrip(" ") if end < len(pieces) else line)
        start = end
        while start < len(pieces) and pieces[start] == " ":
            start += 1
    return lines or [""]


def _line_end(pieces: list[str], start: int, width: Measure, limit: float, squeeze: float) -> int:
    """The index after the last token of the line that begins at `start`."""
    used = 0.0
    end = start
    while end < len(pieces) and used + width(pieces[end]) <= limit:
        used += width(pieces[end])
        end += 1
    if end == len(pieces):
        return end
    longer = end
    while longer < len(pieces) and pieces[longer][0] in NEVER_FIRST:
        used += width(pieces[longer])
        longer += 1
        if used > limit + squeeze:
            break
    else:
        if longer > end and (
            longer == len(pieces) or may_break(pieces[longer - 1], pieces[longer])
        ):
            return longer
    for shorter in range(end, start, -1):
        if may_break(pieces[shorter - 1], pieces[shorter]):
            return shorter
    return max(end, start + 1)


def wrap_evenly(text: str, width: Measure, limit: float) -> list[str]:
    """Break `text` into as few lines as `wrap` needs, of lengths as even as can be.

    So that no single 室 stands alone on the second line of a cell.
    """
    lines = wrap(text, width, limit)
    if len(lines) == 1:
        return lines
    narrow, wide = limit / len(lines), limit
    for _ in range(6):
        middle = (narrow + wide) / 2
        tried = wrap(text, width, middle)
        if len(tried) <= len(lines) and max(map(width, tried)) <= middle:
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def break_at_seam(text: str, seams: re.Pattern[str], width: Measure, limit: float) -> list[str]:
    """Break `text` in two where it reads best, at a match of `seams`; [] when neither fits.

    Of several seams the one that makes the halves most even is taken.
    """
    best: list[str] = []
    for match in seams.finditer(text):
        halves = [text[: match.end()], text[match.end() :]]
        if not all(halves) or not may_break(*halves) or max(map(width, halves)) > limit:
            continue
        if not best or max(map(width, halves)) < max(map(width, best)):
            best = halves
    return best
