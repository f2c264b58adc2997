"""Where a table begins: titles, headings of one to three rows, column numbers, blocks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from shuangyong_desktop.documents.spreadsheets.book import Merge, Row
from shuangyong_desktop.documents.spreadsheets.cells import Cell, cell_text
from shuangyong_desktop.documents.spreadsheets.heading_rules import WORDS
from shuangyong_desktop.documents.spreadsheets.headings import guesses
from shuangyong_desktop.domain.text import fold

_MOST_LEVELS = 3
_LONGEST_HEADING = 40
_LONGEST_SUBHEADING = 16
_DATA = re.compile(r"\d{4,}|^\d+(?:\.\d+)?$")
_TOTAL = re.compile(r"小计|合计|总计|共计")
_IDENTITY = frozenset(["name", "id_number"])
_TASK = frozenset(["item", "unit", "deadline", "content", "local_unit", "military_contact"])
_FEWEST_TASK = 3
_ENOUGH_FOR_WEAK = 3
_KEY_WORD = re.compile(
    r"姓\s*名|名\s*字|身\s*份\s*证|证件号|身份号|户\s*主|持证人|对象$|责任单位|牵头单位|时限|实事|任务|内容"
)
_NUMBERING = re.compile(r"[(（]?(?:\d{1,2}|[甲乙丙丁])[)）]?")
Levels = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The heading rows (from 0, inclusive) and the headings by column, top level first.

    `blocks` are the column ranges of tables that stand side by side; usually there is one.
    """

    top: int
    bottom: int
    headings: Mapping[int, Levels]
    blocks: tuple[range, ...]


def find_header(rows: Sequence[Row], offset: int, merges: Sequence[Merge]) -> Header | None:
    """The first heading among `rows`, whose first one is row `offset` of the sheet."""
    for index, row in enumerate(rows):
        if is_header_row(row):
            found = header_at(rows[index:], offset + index, None, merges)
            if index and _is_group_row(rows[index - 1], found.top - 1, merges):
                extent = (found.top - 1, found.bottom)
                return header_at(rows[index - 1 :], found.top - 1, extent, merges)
            return found
    return None


def is_header_row(row: Row, fewest: int = 2) -> bool:
    """Whether a row names columns of a list of people (or of tasks, to be refused by name).

    `fewest` is how many of its headings must be known where one is of the person itself.
    """
    texts = [cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_HEADING]
    if len(texts) < len(_IDENTITY) or not any(_KEY_WORD.search(text) for text in texts):
        return False
    meanings = [guesses((text,)) for text in dict.fromkeys(texts) if not _DATA.search(text)]
    fields = {
        next((guess.field for guess in found if guess.weight >= WORDS), "") for found in meanings
    } - {""}
    if len(fields) > _ENOUGH_FOR_WEAK and any(
        guess.field == "name" for found in meanings for guess in found
    ):
        return True
    if fields & _IDENTITY:
        return len(fields) >= fewest
    return len(fields & _TASK) + ("serial" in fields) >= _FEWEST_TASK


def header_at(
    rows: Sequence[Row], offset: int, extent: tuple[int, int] | None, merges: Sequence[Merge]
) -> Header:
    """The heading that starts with the first of `rows`, row `offset` of the sheet.

    `extent` gives its first and last row when the clerk (or a group row above) moved it.
    """
    top, bottom = extent or (offset, _lowest(rows, offset, merges))
    levels = _headings(rows[top - offset : bottom + 1 - offset], top, merges)
    return Header(top, bottom, levels, _blocks(levels))


def _lowest(rows: Sequence[Row], offset: int, merges: Sequence[Merge]) -> int:
    """The last row of the heading whose main row is the first of `rows`."""
    depth = 1
    while depth <= _MOST_LEVELS and depth < len(rows):
        below = rows[depth]
        extent = (offset, offset + depth)
        if not (is_numbering(below) or _continues(rows[0], below, extent, merges)):
            break
        depth += 1
    return offset + depth - 1


def _continues(main: Row, below: Row, extent: tuple[int, int], merges: Sequence[Merge]) -> bool:
    """Whether `below` only subdivides headings: short words under groups, nothing else.

    Groups of one column, which nobody merges, may stand among them; but what stands under a
    heading of the person itself is a person.

    `extent` are the numbers of the two rows; merged titles above the main row are no groups.
    """
    top, number = extent
    filled = [(column, cell) for column, cell in enumerate(below) if cell not in ("", None)]
    if not filled or any(not isinstance(cell, str) for _, cell in filled):
        return False
    texts = [cell.strip() for _, cell in filled if isinstance(cell, str)]
    if any(len(text) > _LONGEST_SUBHEADING or _DATA.search(text) for text in texts):
        return False
    if len(texts) == 1 and _TOTAL.match(texts[0]):
        return False
    columns = [column for column, _ in filled]
    if not merges:
        return all(_is_blank(main, c) or _is_blank(main, c + 1) for c in columns) and any(
            _is_blank(main, column) for column in columns
        )
    groups = {
        column
        for merge in merges
        if top <= merge.top <= merge.bottom < number and merge.right > merge.left
        for column in range(merge.left, merge.right + 1)
    }
    outside = [column for column in columns if column not in groups and not _is_blank(main, column)]
    return not outside or (
        len(outside) * 2 <= len(columns)
        and not _IDENTITY & {_meaning(cell_text(main[column])) for column in outside}
        and sum(bool(_meaning(text)) for text in texts) * 2 >= len(texts)
    )


def _meaning(text: str) -> str:
    return next((guess.field for guess in guesses((text,))), "")


def _is_blank(row: Row, column: int) -> bool:
    return column >= len(row) or row[column] in ("", None)


def _is_group_row(row: Row, number: int, merges: Sequence[Merge]) -> bool:
    """Whether a row above the headings groups them, and is no title or unit line."""
    texts = [cell for cell in row if isinstance(cell, str) and cell.strip()]
    if len(texts) < 2 or any(re.search(r"[:：]|\d{4}年|单位", text) for text in texts):  # noqa: PLR2004 (one cell is a title)
        return False
    if any(len(text) > _LONGEST_SUBHEADING for text in texts):
        return False
    if not merges:
        filled = [column for column in range(len(row)) if not _is_blank(row, column)]
        return all(_is_blank(row, column + 1) for column in filled)
    return any(merge.top == merge.bottom == number and merge.right > merge.left for merge in merges)


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns (1 2 3, 甲 乙 1 2)."""
    texts = [cell_text(cell).strip() for cell in row if cell not in ("", None)]
    if len(texts) < 3 or not all(_NUMBERING.fullmatch(text) for text in texts):  # noqa: PLR2004 (too few to tell)
        return False
    numbers = [int(digits) for text in texts if (digits := re.sub(r"\D", "", text))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False


def _headings(rows: Sequence[Row], top: int, merges: Sequence[Merge]) -> dict[int, Levels]:
    width = max((len(row) for row in rows), default=0)
    spread = [[_heading(cell) for cell in [*row, *[""] * (width - len(row))]] for row in rows]
    for merge in merges:
        if top <= merge.top < top + len(rows) and merge.left < width:
            text = spread[merge.top - top][merge.left]
            for row in range(merge.top - top, min(merge.bottom - top + 1, len(rows))):
                for column in range(merge.left, min(merge.right + 1, width)):
                    spread[row][column] = text
    if not merges and len(rows) > 1:
        _spread_groups(spread)
    kept = [row for row, cells in zip(spread, rows, strict=True) if not is_numbering(cells)]
    return {column: _levels([row[column] for row in kept]) for column in range(width)}


def _heading(cell: Cell) -> str:
    text = cell_text(cell).strip()
    return text if len(text) <= _LONGEST_HEADING else text[:_LONGEST_HEADING]


def _spread_groups(spread: list[list[str]]) -> None:
    """Without merged ranges, a group stands over the empty cells to its right."""
    for row, below in pairwise(spread):
        group = ""
        for column, text in enumerate(row):
            group = text or group
            if not text and below[column]:
                row[column] = group
            elif text and not below[column]:
                group = ""


def _levels(texts: Sequence[str]) -> Levels:
    kept: list[str] = []
    for text in texts:
        if text and (not kept or fold(kept[-1]) != fold(text)):
            kept.append(text)
    return tuple(kept)


def _blocks(headings: Mapping[int, Levels]) -> tuple[range, ...]:
    """The column ranges where the same headings stand again to the right of themselves."""
    words = [fold("".join(levels)) for levels in headings.values()]
    names = [
        column
        for column, levels in headings.items()
        if any(guess.field == "name" and guess.weight >= WORDS for guess in guesses(levels))
    ]
    if len(names) < 2:  # noqa: PLR2004 (nothing is repeated)
        return (range(len(words)),)
    period = names[1] - names[0]
    if period < 2 or words[names[0]] != words[names[1]]:  # noqa: PLR2004 (a name alone is no table)
        return (range(len(words)),)
    margin = next(column for column, word in enumerate(words) if word)
    first = _without_gap(words[margin : margin + period])
    starts = [
        start
        for start in range(margin, len(words), period)
        if _without_gap(words[start : start + period])[: len(first)] == first
    ]
    if len(starts) < 2:  # noqa: PLR2004 (nothing is repeated)
        return (range(len(words)),)
    return tuple(range(start, min(start + period, len(words))) for start in starts)


def _without_gap(words: Sequence[str]) -> Sequence[str]:
    """`words` without the empty columns that part one table from the next."""
    last = max((place for place, word in enumerate(words) if word), default=-1)
    return words[: last + 1]
