"""A table of records of any number: an array of ids, and pages of records as they are seen.

PERFORMANCE §2: ids come from a covering index, records in pages that are kept while they are
near; the cells are drawn by `record_view`. The model holds frozen records, never database rows.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from shuangyong_desktop.ui.widgets.columns import Column

Fetch = Callable[[Sequence[int]], Sequence[Any]]
"""Gets the records of some ids, in the order of the ids."""

PAGE = 16
"""Records fetched at once where one is asked for, or when a table is scrolled on."""
_KEPT = 10_000
_Index = QModelIndex | QPersistentModelIndex
_ALIGNMENT = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "center": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


class RecordTableModel(QAbstractTableModel):
    """The rows of `show(ids)` under `columns`; records are fetched when a cell is asked for.

    With `tickable` the first column holds a tick per record; ticks survive a new order of the
    same records and are dropped with records that are no longer shown.
    """

    ticks_changed = Signal(int)
    columns_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        parent: QObject | None = None,
        *,
        tickable: bool = False,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.masked = True
        self.tickable = tickable
        self.ticked: set[int] = set()
        self._sorted: tuple[str, str] = ("", "")
        self._fetch = fetch
        self._ids: Sequence[int] = array("I")
        self._records: OrderedDict[int, Any] = OrderedDict()

    def show(self, ids: Sequence[int]) -> None:
        """Show the records of `ids` instead of those before."""
        self.beginResetModel()
        self._ids = ids
        self._records.clear()
        self.ticked &= set(ids) if self.ticked else set()
        self.endResetModel()

    def grow(self, ids: Sequence[int]) -> None:
        """Show `ids`, which begin with those shown: the rows that are there stay as they are."""
        known = len(self._ids)
        if self._ids != ids[:known]:
            self.show(ids)
        elif len(ids) > known:
            self.beginInsertRows(QModelIndex(), known, len(ids) - 1)
            self._ids = ids
            self.endInsertRows()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns of the same records."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()
        self.columns_changed.emit()

    def show_sorted(self, key: str, *, down: bool) -> None:
        """Mark the heading of the column that the rows are sorted by; "" marks none."""
        self._sorted = (key, " ↓" if down else " ↑")
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(self.columnCount() - 1, 0))

    def set_masked(self, *, masked: bool) -> None:
        """Cover or show personal numbers."""
        self.masked = masked
        if self._ids:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.DisplayRole])

    def id_at(self, row: int) -> int:
        """The id of the record in `row`."""
        return self._ids[row]

    def row_of(self, record_id: int) -> int | None:
        """The row of a record, None when it is not shown."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return None

    def record(self, row: int) -> Any:
        """The record in `row`."""
        known = self._records.get(row)
        if known is None:
            start = row - row % PAGE
            self._read(start, start + PAGE)
            known = self._records[row]
        return known

    def prepare(self, first: int, last: int) -> None:
        """Fetch what is missing of the rows from `first` to `last`, in one go.

        After a jump exactly these are fetched, while scrolling on a few more.
        """
        missing = [row for row in range(first, last + 1) if row not in self._records]
        if not missing:
            return
        start, stop = missing[0], missing[-1] + 1
        if start > first:
            stop += PAGE
        elif stop <= last:
            start = max(start - PAGE, 0)
        self._read(start, stop)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell; empty in the column of ticks."""
        place = column - self.tickable
        if place < 0:
            return ""
        return self.columns[place].text(self.record(row), self.masked)

    def toggle(self, row: int) -> None:
        """Tick or untick the record in `row`."""
        self.ticked ^= {self._ids[row]}
        self._tell_ticks(row, row)

    def tick_all(self, *, ticked: bool) -> None:
        """Tick every record shown, or none."""
        self.ticked = set(self._ids) if ticked else set()
        if self._ids:
            self._tell_ticks(0, len(self._ids) - 1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns) + self.tickable

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        place = section - self.tickable
        if orientation is Qt.Orientation.Horizontal and 0 <= place < len(self.columns):
            column = self.columns[place]
            if role == Qt.ItemDataRole.DisplayRole:
                key, arrow = self._sorted
                return column.label + (arrow if column.key == key else "")
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return _ALIGNMENT[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = index.column() - self.tickable
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if place < 0:
                return "已勾选" if self._ids[index.row()] in self.ticked else "未勾选"
            return self.text(index.row(), index.column())
        if place >= 0 and role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNMENT[self.columns[place].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def _read(self, start: int, stop: int) -> None:
        for row, record in enumerate(self._fetch(self._ids[start:stop]), start):
            self._records[row] = record
        while len(self._records) > _KEPT:
            self._records.popitem(last=False)

    def _tell_ticks(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, 0))
        self.ticks_changed.emit(len(self.ticked))
