"""Registers in the ledger: one repository for every record class of `domain.registry`.

A column is what the type hint of its attribute says: money in cents, enums by name, yes and no
as 1 and 0, mappings as JSON.
"""

import json
import types
from array import array
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from operator import getitem
from typing import Any, Generic, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from shuangyong_desktop.domain.registers import EVERY, Record, RecordFilter, Register
from shuangyong_desktop.storage.columns import stored, yuan
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

R = TypeVar("R", bound=Record)
PAGE = 256
"""Records read at once while a list is scrolled."""


class Records(Generic[R]):
    """The records of one register of one ledger."""

    def __init__(self, ledger: Ledger, register: Register[R]) -> None:
        self._connection = ledger.connection
        self.register = register
        self._columns = columns_of(register.record)

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
            f"SELECT id, {', '.join(self._columns)} FROM {self.register.table}"  # noqa: S608
            f" WHERE id IN ({marks})",
            tuple(ids),
        )
        found = {row[0]: self._record(row) for row in rows}
        return [found[number] for number in ids if number in found]

    def ids(self, only: RecordFilter = EVERY, limit: int = -1) -> "array[int]":
        """The ids of the records in `only`, by the date of the register, newest first."""
        where, values = self._condition(only)
        rows = self._connection.execute(
            f"SELECT id FROM {self.register.table} WHERE {where}"  # noqa: S608
            f" ORDER BY {self.register.date} DESC, id DESC LIMIT ?",
            (*values, limit),
        )
        return array("I", (number for (number,) in rows))

    def count(self, only: RecordFilter = EVERY) -> int:
        """How many records `only` lets through."""
        where, values = self._condition(only)
        (number,) = self._connection.execute(
            f"SELECT count(*) FROM {self.register.table} WHERE {where}",  # noqa: S608
            values,
        ).fetchone()
        return int(number)

    def every(self, only: RecordFilter = EVERY) -> Iterator[R]:
        """The records in `only`, newest first, read page by page."""
        ids = self.ids(only)
        for start in range(0, len(ids), PAGE):
            yield from self.page(ids[start : start + PAGE])

    def of_people(self, ids: Sequence[int]) -> dict[int, list[R]]:
        """The records that count of some people, newest first, by person; none for nobody."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(
            f"SELECT id, {', '.join(self._columns)} FROM {self.register.table}"  # noqa: S608
            f" WHERE person_id IN ({marks}) AND removed_at IS NULL"
            f" ORDER BY {self.register.date} DESC, id DESC",
            tuple(ids),
        )
        found: dict[int, list[R]] = {}
        for row in rows:
            record = self._record(row)
            found.setdefault(record.person_id or 0, []).append(record)
        return found

    def add(self, change: Transaction, record: R) -> int:
        """Write a new record; returns its id."""
        return change.insert(
            self.register.table, dict(zip(self._columns, self._row(record), strict=True))
        )

    def add_many(self, change: Transaction, records: Sequence[R]) -> range:
        """Write new records in bulk; returns their ids, in order."""
        rows = [self._row(record) for record in records]
        return change.insert_many(self.register.table, tuple(self._columns), rows)

    def update(self, change: Transaction, record: R) -> bool:
        """Write what differs of a known record; returns whether anything did."""
        if record.id is None:
            raise ValueError("this record was never stored")
        row = dict(zip(self._columns, self._row(record), strict=True))
        return change.update(self.register.table, record.id, row)

    def delete(self, change: Transaction, record_id: int) -> None:
        """Remove a record for good; 回收站 is `update` with `removed_at`."""
        change.delete(self.register.table, record_id)

    def _condition(self, only: RecordFilter) -> tuple[str, list[Stored]]:
        date = self.register.date
        parts = [f"removed_at IS {'NOT ' if only.removed else ''}NULL"]
        values: list[Stored] = []
        if only.person_id is not None:
            parts.append("person_id = ?")
            values.append(only.person_id)
        if only.since is not None:
            parts.append(f"{date} >= ?")
            values.append(only.since)
        if only.until is not None:
            parts.append(f"substr({date}, 1, ?) <= ?")
            values += [len(only.until), only.until]
        for column, value in only.equal:
            if column not in self._columns:
                raise KeyError(column)
            parts.append(f"{column} IS ?")
            values.append(_stored(value))
        return " AND ".join(parts), values

    def _row(self, record: R) -> tuple[Stored, ...]:
        return tuple(_stored(getattr(record, name)) for name in self._columns)

    def _record(self, row: Sequence[Any]) -> R:
        number, *values = row
        loaded = {
            name: load(value) if load and value is not None else value
            for (name, load), value in zip(self._columns.items(), values, strict=True)
        }
        return self.register.record(id=number, **loaded)


Load = Callable[[Any], Any] | None


def columns_of(record: type[Record]) -> Mapping[str, Load]:
    """The columns of a record class, without its id, and how each becomes a value."""
    return _columns_of(cast(Hashable, record))


@cache
def _columns_of(record: Any) -> Mapping[str, Load]:
    hints = get_type_hints(record)
    return {item.name: _loader(hints[item.name]) for item in fields(record) if item.name != "id"}


def _loader(hint: Any) -> Load:
    if get_origin(hint) in (Union, types.UnionType):
        (hint,) = (part for part in get_args(hint) if part is not type(None))
    if get_origin(hint) is not None:
        return json.loads if issubclass(get_origin(hint), Mapping) else _items
    if hint is Decimal:
        return yuan
    if hint is bool:
        return bool
    if issubclass(hint, Enum):
        return partial(getitem, hint)
    return None


def _items(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))


def _stored(value: Any) -> Stored:
    if isinstance(value, Mapping | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return stored(value)
