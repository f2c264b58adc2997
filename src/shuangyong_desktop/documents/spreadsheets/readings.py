"""What the cells of one column mean, each distinct cell read once."""

import re

from shuangyong_desktop.documents.spreadsheets.cells import Cell, cell_text
from shuangyong_desktop.documents.spreadsheets.columns import Column
from shuangyong_desktop.documents.spreadsheets.headings import FIELDS
from shuangyong_desktop.domain.dates import read_date, read_date_number
from shuangyong_desktop.domain.fields import Reading
from shuangyong_desktop.domain.kinds import DATE, YES_NO

_MOST_REMEMBERED = 16_384
_UNIQUE = frozenset(["id_number", "bank_account", "serial"])
"""Fields that hold something else in every row: remembering them is in vain."""

_ASKS_FOR_THE_WORST = re.compile(r"是否已?(?:去世|死亡|[亡病身]?故|迁出)")


def is_dated(column: Column) -> bool:
    """Whether a column holds dates, so that its readings want the cells and not their texts."""
    return FIELDS[column.field or ""].kind is DATE


class Readings(dict[Cell, Reading]):
    """The readings of a column by cell; a missing one is made, and kept while there is room.

    Cells are given as text, except to date columns, where a number is not its digits
    (1979.1 may be October, 29068 is a day).
    """

    def __init__(self, column: Column) -> None:
        super().__init__()
        key, heading = column.field or "", column.shown.heading
        self._read = FIELDS[key].kind.read
        self._dated = is_dated(column)
        self._room = 0 if key in _UNIQUE else _MOST_REMEMBERED
        self._worst = ""
        if key == "status" and _ASKS_FOR_THE_WORST.search(heading):
            self._worst = "迁出" if "迁" in heading else "去世"

    def __missing__(self, cell: Cell) -> Reading:
        if self._dated:
            reading = self._read_date(cell)
        elif self._worst:
            reading = self._turned(cell_text(cell))
        else:
            reading = self._read(cell_text(cell))
        if len(self) < self._room:
            self[cell] = reading
        return reading

    def _read_date(self, cell: Cell) -> Reading:
        return read_date_number(cell) if type(cell) is float else read_date(cell_text(cell))

    def _turned(self, text: str) -> Reading:
        """The answer to 是否去世 as a status: 是 and 否 change places."""
        said = YES_NO.read(text).value
        return self._read(text) if said is None else Reading(self._worst if said else "在册")
