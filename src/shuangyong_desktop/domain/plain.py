"""Records as plain JSON values and back: for worker messages and for JSON columns.

A record's type hints are the whole description, so a changed record needs no second list.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:  # noqa: PLR0911 (one return per sort of value)
    """`value` as dicts, lists, texts, numbers, booleans and None.

    Raises TypeError for a value that has no such form.
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal | Path):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: to_plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [to_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no plain form")


def from_plain(wanted: type[T], plain: Any) -> T:
    """The record of type `wanted` that `to_plain` turned into `plain`.

    Raises TypeError, KeyError or ValueError when `plain` is something else.
    """
    return cast(T, _reader(cast(Any, wanted))(plain))


@lru_cache(maxsize=256)
def _reader(wanted: Any) -> Callable[[Any], Any]:  # noqa: PLR0911 (one return per sort of type)
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _optional(get_args(wanted))
    if origin in (tuple, list, Sequence):
        return _sequence(origin, get_args(wanted))
    if origin in (dict, Mapping):
        key, item = get_args(wanted)
        read_key, read_item = _reader(key), _reader(item)
        return lambda plain: {read_key(k): read_item(v) for k, v in plain.items()}
    if wanted is Any:
        return lambda plain: plain
    if is_dataclass(wanted):
        return _record(cast(type, wanted))
    if issubclass(wanted, Enum):
        return lambda plain: wanted[plain]
    if issubclass(wanted, date):
        return cast(Callable[[Any], Any], wanted.fromisoformat)
    return cast(Callable[[Any], Any], wanted)


def _optional(choices: tuple[Any, ...]) -> Callable[[Any], Any]:
    (inner,) = (choice for choice in choices if choice is not types.NoneType)
    read = _reader(inner)
    return lambda plain: None if plain is None else read(plain)


def _sequence(origin: Any, items: tuple[Any, ...]) -> Callable[[Any], Any]:
    if origin is tuple and Ellipsis not in items:
        readers = [_reader(item) for item in items]
        return lambda plain: tuple(read(item) for read, item in zip(readers, plain, strict=True))
    read = _reader(items[0])
    made = list if origin is list else tuple
    return lambda plain: made(read(item) for item in plain)


def _record(wanted: type) -> Callable[[Any], Any]:
    hints = get_type_hints(wanted)
    readers = {item.name: _reader(hints[item.name]) for item in fields(wanted) if item.init}
    return lambda plain: wanted(
        **{name: read(plain[name]) for name, read in readers.items() if name in plain}
    )
