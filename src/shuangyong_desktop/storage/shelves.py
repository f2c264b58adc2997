"""Where the records of a register stand: a table of their own, or the one that plain ones share.

A column is what the type hint of its attribute says: money in cents, enums by name, yes and no
as 1 and 0, mappings and lists as JSON.
"""

import json
import types
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from enum import Enum
from functools import cache, partial
from operator import getitem
from typing import Any, Protocol, Union, cast, get_args, get_origin, get_type_hints

from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.storage.columns import stored, yuan
from shuangyong_desktop.storage.journal import Stored

Load = Callable[[Any], Any] | None
SHARED = "entry"
"""The table of the plain registers: what they are asked by, and the rest as one JSON text."""

_KEPT = ("id", "person_id", "removed_at")


class Shelf(Protocol):
    """How records become rows of a table, and back."""

    @property
    def table(self) -> str:
        """The table the rows stand in."""

    @property
    def where(self) -> str:
        """What tells the rows of the register from others in the table; empty for all."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the table, without the id."""

    def term(self, column: str) -> str:
        """`column` of a record in SQL; raises KeyError when there is none."""

    def row(self, record: Any) -> tuple[Stored, ...]:
        """`record` as values of `columns`."""

    def record(self, row: Sequence[Any]) -> Any:
        """The record of a row: its id, then the values of `columns`."""


def shelf_of(register: Register[Any]) -> Shelf:
    """Where the records of `register` stand."""
    return SharedTable(register) if register.plain else OwnTable(register)


class OwnTable:
    """A table with a column for every attribute."""

    where = ""

    def __init__(self, register: Register[Any]) -> None:
        self.table = register.table
        self._make = register.record
        self._loads = columns_of(register.record)
        self.columns = tuple(self._loads)

    def term(self, column: str) -> str:
        if column != "id" and column not in self._loads:
            raise KeyError(column)
        return column

    def row(self, record: Any) -> tuple[Stored, ...]:
        return tuple(as_stored(getattr(record, name)) for name in self.columns)

    def record(self, row: Sequence[Any]) -> Any:
        number, *values = row
        return self._make(
            id=number,
            **{
                name: load(value) if load and value is not None else value
                for (name, load), value in zip(self._loads.items(), values, strict=True)
            },
        )


class SharedTable:
    """The rows of one plain register in the table that all of them share (DESIGN 4)."""

    table = SHARED
    columns = ("register", "person_id", "date", "status", "data", "removed_at")

    def __init__(self, register: Register[Any]) -> None:
        self._register = register
        self._loads = columns_of(register.record)
        self.where = f"register = '{register.table}'"

    def term(self, column: str) -> str:
        if column != "id" and column not in self._loads:
            raise KeyError(column)
        if column in _KEPT:
            return column
        return "date" if column == self._register.date else f"data ->> '$.{column}'"

    def row(self, record: Any) -> tuple[Stored, ...]:
        register = self._register
        told = {
            name: value
            for name in self._loads
            if name not in _KEPT
            and (value := _plain(getattr(record, name))) not in (None, "", [], {})
        }
        date = as_stored(getattr(record, register.date))
        text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return (
            register.table, record.person_id, None if date is None else str(date),
            register.step(record) or None, text, record.removed_at,
        )  # fmt: skip

    def record(self, row: Sequence[Any]) -> Any:
        number, _, person_id, _, _, text, removed_at = row
        return self._register.record(
            id=number,
            person_id=person_id,
            removed_at=removed_at,
            **{
                name: load(value) if (load := self._loads[name]) else value
                for name, value in json.loads(text).items()
            },
        )


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
        return _mapping if issubclass(get_origin(hint), Mapping) else _items
    if hint is Decimal:
        return yuan
    if hint is bool:
        return bool
    if issubclass(hint, Enum):
        return partial(getitem, hint)
    return None


def _items(value: Any) -> tuple[str, ...]:
    return tuple(json.loads(value) if isinstance(value, str) else value)


def _mapping(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def as_stored(value: Any) -> Stored:
    """`value` as a column holds it."""
    if isinstance(value, Mapping | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return stored(value)


def _plain(value: Any) -> Any:
    """`value` as it stands within the JSON of a shared row."""
    return (
        value
        if isinstance(value, Mapping)
        else (list(value) if isinstance(value, tuple) else stored(value))
    )
