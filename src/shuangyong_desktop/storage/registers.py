"""Registers in the ledger: one repository for every record class of `domain.registry`."""

from array import array
from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from shuangyong_desktop.domain.registers import EVERY, Record, RecordFilter, Register
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.shelves import as_stored, shelf_of
from shuangyong_desktop.storage.transaction import Transaction

R = TypeVar("R", bound=Record)
PAGE = 256
"""Records read at once while a list is scrolled."""


class Records(Generic[R]):
    """The records of one register of one ledger."""

    def __init__(self, ledger: Ledger, register: Register[R]) -> None:
        self._connection = ledger.connection
        self.register = register
        self._shelf = shelf_of(register)
        self._select = f"SELECT id, {', '.join(self._shelf.columns)} FROM {self._shelf.table}"  # noqa: S608

    def get(self, record_id: int) -> R:
        """One record, counting or in 回收站; raises KeyError when there is none of that id."""
        found = self.page([record_id])
        if not found:
            raise KeyError(record_id)
        return found[0]

    def page(self, ids: Sequence[int]) -> list[R]:
        """The records of `ids`, in that order; ids that are gone are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(
            f"{self._select} WHERE {self._where}id IN ({marks})", tuple(ids)
        )
        found: dict[int, R] = {row[0]: self._shelf.record(row) for row in rows}
        return [found[number] for number in ids if number in found]

    def ids(self, only: RecordFilter = EVERY, limit: int = -1) -> "array[int]":
        """The ids of the records in `only`, by the date of the register, newest first."""
        where, values = self._condition(only)
        rows = self._connection.execute(
            f"SELECT id FROM {self._shelf.table} WHERE {where}"  # noqa: S608
            f" ORDER BY {self._date} DESC, id DESC LIMIT ?",
            (*values, limit),
        )
        return array("I", (number for (number,) in rows))

    def count(self, only: RecordFilter = EVERY) -> int:
        """How many records `only` lets through."""
        where, values = self._condition(only)
        (number,) = self._connection.execute(
            f"SELECT count(*) FROM {self._shelf.table} WHERE {where}",  # noqa: S608
            values,
        ).fetchone()
        return int(number)

    def total(self, column: str, only: RecordFilter = EVERY) -> int:
        """The sum of a whole-number column, or of money in cents, over the records in `only`."""
        where, values = self._condition(only)
        (total,) = self._connection.execute(
            f"SELECT coalesce(sum({self._shelf.term(column)}), 0)"  # noqa: S608
            f" FROM {self._shelf.table} WHERE {where}",
            values,
        ).fetchone()
        return int(total)

    def people(self, only: RecordFilter = EVERY) -> "array[int]":
        """The people whom the records in `only` are about, each once."""
        where, values = self._condition(only)
        rows = self._connection.execute(
            f"SELECT DISTINCT person_id FROM {self._shelf.table}"  # noqa: S608
            f" WHERE {where} AND person_id IS NOT NULL ORDER BY person_id",
            values,
        )
        return array("I", (number for (number,) in rows))

    def every(self, only: RecordFilter = EVERY) -> Iterator[R]:
        """The records in `only`, newest first, read page by page."""
        ids = self.ids(only)
        for start in range(0, len(ids), PAGE):
            yield from self.page(ids[start : start + PAGE])

    def of_people(self, ids: Sequence[int]) -> dict[int, list[R]]:
        """The records that count of some people, newest first, by person; none for nobody."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(
            f"{self._select} WHERE {self._where}person_id IN ({marks}) AND removed_at IS NULL"
            f" ORDER BY {self._date} DESC, id DESC",
            tuple(ids),
        )
        found: dict[int, list[R]] = {}
        for row in rows:
            record: R = self._shelf.record(row)
            found.setdefault(record.person_id or 0, []).append(record)
        return found

    def add(self, change: Transaction, record: R) -> int:
        """Write a new record; returns its id."""
        return change.insert(self._shelf.table, self._row(record))

    def add_many(self, change: Transaction, records: Sequence[R]) -> range:
        """Write new records in bulk; returns their ids, in order."""
        rows = map(self._shelf.row, records)
        return change.insert_many(self._shelf.table, self._shelf.columns, list(rows))

    def update(self, change: Transaction, record: R) -> bool:
        """Write what differs of a known record; returns whether anything did."""
        if record.id is None:
            raise ValueError("this record was never stored")
        return change.update(self._shelf.table, record.id, self._row(record))

    def delete(self, change: Transaction, record_id: int) -> None:
        """Remove a record for good; 回收站 is `update` with `removed_at`."""
        change.delete(self._shelf.table, record_id)

    def removed_before(self, moment: str) -> list[int]:
        """The ids of the records that went into 回收站 before a moment (ISO)."""
        rows = self._connection.execute(
            f"SELECT id FROM {self._shelf.table}"  # noqa: S608
            f" WHERE {self._where}removed_at < ? ORDER BY id",
            (moment,),
        )
        return [number for (number,) in rows]

    @property
    def _where(self) -> str:
        """What tells the rows of this register from others in its table, to go on from."""
        return f"{self._shelf.where} AND " if self._shelf.where else ""

    @property
    def _date(self) -> str:
        return self._shelf.term(self.register.date)

    def _condition(self, only: RecordFilter) -> tuple[str, list[Stored]]:
        parts = [f"{self._where}removed_at IS {'NOT ' if only.removed else ''}NULL"]
        values: list[Stored] = []
        if only.person_id is not None:
            parts.append("person_id = ?")
            values.append(only.person_id)
        date = self._shelf.term(only.by) if only.by else self._date
        if only.since is not None:
            parts.append(f"{date} >= ?")
            values.append(only.since)
        if only.until is not None:
            parts.append(f"substr({date}, 1, ?) <= ?")
            values += [len(only.until), only.until]
        for column, value in only.equal:
            parts.append(f"{self._shelf.term(column)} IS ?")
            values.append(as_stored(value))
        for column, choices in only.among:
            marks = ", ".join("?" * len(choices))
            parts.append(f"{self._shelf.term(column)} IN ({marks})")
            values += map(as_stored, choices)
        parts += [f"coalesce({self._shelf.term(column)}, '') != ''" for column in only.filled]
        if only.lasting is not None:
            column, day = only.lasting
            parts.append(f"coalesce({self._shelf.term(column)}, '~') > ?")
            values.append(day)
        return " AND ".join(parts), values

    def _row(self, record: R) -> dict[str, Stored]:
        return dict(zip(self._shelf.columns, self._shelf.row(record), strict=True))
