"""A spreadsheet file as the layout sees it, whatever format it came in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shuangyong_desktop.documents.spreadsheets.cells import Cell

Row = Sequence[Cell]


class Merge(NamedTuple):
    """A merged range; rows and columns count from 0 and are inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Marks:
    """What the looks of cells say: columns per row (both from 0) that are struck or red.

    `comments` are the texts of cell comments by (row, column). `unsaved_formulas` counts the
    formulas whose result was not saved with the file.
    """

    struck: dict[int, frozenset[int]] = field(default_factory=dict)
    red: dict[int, frozenset[int]] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    unsaved_formulas: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows()` starts anew at row 1 each time it is called."""

    name: str
    rows: Callable[[], Iterator[Row]]
    hidden: bool = False
    merges: tuple[Merge, ...] = ()
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class Book:
    """All sheets of a file in their order.

    `red_means_dead` is True where a legend on some sheet says so (说明：红字为去世人员).
    """

    sheets: tuple[Sheet, ...]
    red_means_dead: bool = False
