"""Values that stand once for several rows: merged cells and sparse community columns."""

from collections.abc import Sequence

from shuangyong_desktop.documents.spreadsheets.book import Merge, Row
from shuangyong_desktop.documents.spreadsheets.cells import Cell, is_empty
from shuangyong_desktop.documents.spreadsheets.columns import Column

_IDENTITY = ("name", "id_number")


class FillDown:
    """Repeats what a vertically merged cell says in every row that it covers.

    Name and ID number are repeated only where both are merged over the same rows: such a row
    continues the person above and is then reported as the same person.
    """

    def __init__(
        self, columns: Sequence[Column], merges: Sequence[Merge], sample: Sequence[Row]
    ) -> None:
        self._wanted = {column.index for column in columns if column.field or column.ticked}
        self._identity = [column.index for column in columns if column.field in _IDENTITY]
        self._starts: dict[int, list[Merge]] = {}
        for merge in merges:
            if merge.bottom > merge.top and merge.left in self._wanted:
                self._starts.setdefault(merge.top, []).append(merge)
        self._active: dict[int, tuple[int, Cell]] = {}
        self._sparse = sparse_columns(columns, merges, sample)
        self._last: dict[int, Cell] = {}

    def fill(self, number: int, row: Row) -> Row:
        """Row `number` (from 0) with the values that its merged cells stand for."""
        for merge in self._starts.get(number, ()):
            if merge.left < len(row):
                self._active[merge.left] = (merge.bottom, row[merge.left])
        if not self._active and not self._sparse:
            return row
        filled = list(row)
        self._fill_merged(number, filled)
        for column in self._sparse:
            if column < len(filled) and not is_empty(filled[column]):
                self._last[column] = filled[column]
            elif column < len(filled) and self._names_someone(filled):
                filled[column] = self._last.get(column, "")
        return filled

    def _fill_merged(self, number: int, filled: list[Cell]) -> None:
        self._active = {c: active for c, active in self._active.items() if active[0] >= number}
        continues = all(
            column in self._active and is_empty(filled[column])
            for column in self._identity
            if column < len(filled)
        )
        for column, (_, value) in self._active.items():
            if column >= len(filled) or not is_empty(filled[column]):
                continue
            if column not in self._identity or continues:
                filled[column] = value

    def _names_someone(self, row: Row) -> bool:
        return any(index < len(row) and not is_empty(row[index]) for index in self._identity)


def sparse_columns(
    columns: Sequence[Column], merges: Sequence[Merge], sample: Sequence[Row]
) -> list[int]:
    """The community columns that name a place once and leave the rows below it empty."""
    merged = {merge.left for merge in merges if merge.bottom > merge.top}
    return [
        column.index
        for column in columns
        if column.field == "community"
        and column.index not in merged
        and _is_sparse(sample, column.index)
    ]


def _is_sparse(sample: Sequence[Row], column: int) -> bool:
    """Whether the first row has a value and at least half of the rows below have none."""
    cells = [row[column] if column < len(row) else "" for row in sample if any(row)]
    if not cells or is_empty(cells[0]):
        return False
    return sum(is_empty(cell) for cell in cells) * 2 >= len(cells)
