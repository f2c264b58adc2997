"""Lists for a register: rows of texts under headings that the caller knows.

What the texts mean is not decided here: this runs where foreign files are opened, and knows
nothing of the registers (DESIGN 20).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from shuangyong_desktop.documents.spreadsheets import refusals
from shuangyong_desktop.documents.spreadsheets.book import Merge, Row, Sheet
from shuangyong_desktop.documents.spreadsheets.cells import Cell, cell_text, is_empty
from shuangyong_desktop.documents.spreadsheets.open_book import open_book
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.secrecy import is_classified
from shuangyong_desktop.domain.text import fold

_SEARCHED = 80
_FEWEST = 2
_MOST_ROWS = 200_000
_TOTAL = re.compile(r"[小合总共]\s*计")
_CLOSING = re.compile(
    r"(?:填报|填表|制表|审核|审批|经办|负责|联系|主管|注|备注|说明|填表说明)[^:：]{0,6}[:：]"
)
_SERIAL = re.compile(r"\d+(?:\.0+)?")
_SERIALS = frozenset(["序号", "编号序号", "顺序号", "行号"])
_BRACKETS = re.compile(r"[（(\[【].*?[）)\]】]")

Tick = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: the key that a folded heading means, and what some column must be."""

    headings: Mapping[str, str]
    needed: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row: its texts by key. `fractions` are keys whose cells were numbers with decimals."""

    sheet: str
    row: int
    texts: Mapping[str, str]
    fractions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that holds no record, and why."""

    sheet: str
    row: int
    why: str
    text: str


@dataclass(slots=True)
class RollSheets:
    """What a file holds for a register: rows, rows left out, headings that mean nothing."""

    rows: list[TextRow] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    found: bool = False


def read_roll(path: Path, wanted: Wanted, tick: Tick | None = None) -> RollSheets:
    """Read every sheet of `path` whose headings are those of the register.

    Raises Problem for a file that cannot be read or is classified; `found` is False where no
    sheet has the headings.
    """
    result = RollSheets()
    try:
        for sheet in open_book(path).sheets:
            if not sheet.hidden:
                _Table(sheet, wanted, path.name, result).read(tick)
    except (Problem, Cancelled):
        raise
    except MemoryError:
        raise refusals.too_large(path.name) from None
    except Exception as error:  # damaged files raise anything in the readers (SECURITY §6.1)
        raise refusals.corrupt(path.name) from error
    return result


class _Table:
    """One sheet on its way into `result`."""

    def __init__(self, sheet: Sheet, wanted: Wanted, file: str, result: RollSheets) -> None:
        self._sheet, self._wanted, self._file, self._result = sheet, wanted, file, result
        self._keys: dict[int, str] = {}
        self._serial: int | None = None
        self._from_above: dict[tuple[int, int], int] = {}

    def read(self, tick: Tick | None) -> None:
        rows = list(self._rows())
        begins = self._find_heading(rows)
        if begins is None:
            return
        self._result.found = True
        tops = {
            (line, merge.left): merge.top
            for merge in self._sheet.merges
            for line in range(merge.top + 1, merge.bottom + 1)
        }
        for number, row in enumerate(rows):
            if number < begins:
                why = "标题、表头" if any(not is_empty(cell) for cell in row) else "空行"
                self._leave(number, row, why)
                continue
            filled = [
                rows[tops[number, place]][place] if (number, place) in tops
                and place < len(rows[tops[number, place]]) else cell
                for place, cell in enumerate(row)
            ]  # fmt: skip
            self._take(number, row, filled)
            if tick is not None:
                tick(len(self._result.rows))

    def _rows(self) -> Iterator[Row]:
        for number, row in enumerate(self._sheet.rows()):
            if number >= _MOST_ROWS:
                raise refusals.too_wide(self._file, self._sheet.name)
            if any(isinstance(cell, str) and is_classified(cell) for cell in row):
                raise refusals.classified(self._file)
            yield row

    def _find_heading(self, rows: Sequence[Row]) -> int | None:
        """Learn the columns; the number of the first row below the heading, None without one."""
        fewest = min(_FEWEST, len(set(self._wanted.headings.values())))
        for number, row in enumerate(rows[:_SEARCHED]):
            keys = self._meanings(row)
            found = set(keys.values())
            if len(found) < fewest or not (found & self._wanted.needed):
                continue
            below = rows[number + 1] if number + 1 < len(rows) else ()
            begins = number + 1
            if self._subdivides(number, row, below):
                keys = {**self._meanings(below), **keys}
                begins += 1
            self._keys = _once(keys)
            self._learn_others(row)
            if begins < len(rows) and _numbers_columns(rows[begins]):
                begins += 1
            return begins
        return None

    def _learn_others(self, row: Row) -> None:
        """Find the column of serial numbers, and the headings that mean nothing here."""
        texts = {place: " ".join(cell_text(cell).split()) for place, cell in enumerate(row)}
        numbering = (place for place, text in texts.items() if fold(text) in _SERIALS)
        self._serial = next(numbering, None)
        known = {*self._keys, self._serial}
        self._result.unknown += [t for place, t in texts.items() if t and place not in known]

    def _meanings(self, row: Row) -> dict[int, str]:
        found: dict[int, str] = {}
        for place, cell in enumerate(row):
            if isinstance(cell, str) and not is_empty(cell):
                key = self._wanted.headings.get(fold(cell)) or self._wanted.headings.get(
                    fold(_BRACKETS.sub("", cell))
                )
                if key:
                    found[place] = key
        return found

    def _subdivides(self, number: int, row: Row, below: Row) -> bool:
        """Whether `below` names the columns under merged headings of `row`."""
        groups = {
            place
            for merge in self._sheet.merges
            if _across(merge) and merge.top <= number <= merge.bottom
            for place in range(merge.left, merge.right + 1)
        }
        named = set(self._meanings(below))
        free = {place for place in named if is_empty(_at(row, place)) or place in groups}
        return bool(free) and free == named

    def _take(self, number: int, written: Row, row: Sequence[Cell]) -> None:
        texts = {
            key: cell_text(_at(row, place))
            for place, key in self._keys.items()
            if not is_empty(_at(row, place))
        }
        own = any(not is_empty(_at(written, place)) for place in self._keys)
        serial = "" if self._serial is None else cell_text(_at(row, self._serial)).strip()
        numbered = bool(_SERIAL.fullmatch(serial))
        if not own:
            self._leave(number, row, "空行" if all(map(is_empty, row)) else "说明、签字")
        elif not numbered and _is_total(row):
            self._leave(number, row, "合计")
        elif not numbered and _is_note(row):
            self._leave(number, row, "说明、签字")
        elif not numbered and self._meanings(row) == self._keys:
            self._leave(number, row, "标题、表头")
        else:
            fractions = tuple(
                key for place, key in self._keys.items()
                if isinstance(cell := _at(row, place), float) and not cell.is_integer()
            )  # fmt: skip
            self._result.rows.append(TextRow(self._sheet.name, number + 1, texts, fractions))

    def _leave(self, number: int, row: Sequence[Cell], why: str) -> None:
        text = next((cell_text(cell) for cell in row if not is_empty(cell)), "")
        self._result.left.append(LeftRow(self._sheet.name, number + 1, why, text[:40]))


def _at(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else ""


def _across(merge: Merge) -> bool:
    return merge.right > merge.left


def _once(keys: Mapping[int, str]) -> dict[int, str]:
    """The columns in their order, each key only where it stands first."""
    kept: dict[int, str] = {}
    for place in sorted(keys):
        if keys[place] not in kept.values():
            kept[place] = keys[place]
    return kept


def _numbers_columns(row: Row) -> bool:
    """Whether a row only counts the columns: 1, 2, 3 and so on from the first to the last."""
    texts = [cell_text(cell).strip() for cell in row]
    return len(texts) > _FEWEST and texts == [str(number + 1) for number in range(len(texts))]


def _is_note(row: Sequence[Cell]) -> bool:
    """Whether the row is one remark, or places to sign."""
    texts = [cell_text(cell).strip() for cell in row if not is_empty(cell)]
    return all(_CLOSING.match(text) for text in texts)


def _is_total(row: Sequence[Cell]) -> bool:
    first = next((cell_text(cell) for cell in row if not is_empty(cell)), "")
    return bool(_TOTAL.match(first.strip()))
