"""How values of the domain stand in columns, and back."""

from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any

from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.storage.journal import Stored

LINKED = ("categories", "tags", "community")
"""The columns of a person that live in tables of their own."""


def stored(value: Any) -> Stored:
    """`value` as a column holds it: money in cents, enums by name, yes and no as 1 and 0."""
    if isinstance(value, Decimal):
        return cents(value)
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def cents(money: Decimal) -> int:
    """`money` in yuan as integer cents; raises ValueError where half a cent would be lost."""
    scaled = money * 100
    if scaled != int(scaled):
        raise ValueError(f"{money} is not a whole number of cents")
    return int(scaled)


def yuan(amount: int) -> Decimal:
    """Integer cents as money in yuan with two places."""
    return Decimal(amount).scaleb(-2)


def _status(name: str) -> PersonStatus:
    return PersonStatus[name]


def _maybe_yuan(amount: int | None) -> Decimal | None:
    return None if amount is None else yuan(amount)


def _maybe_bool(number: int | None) -> bool | None:
    return None if number is None else bool(number)


PERSON_LOADERS: dict[str, Callable[[Any], Any]] = {
    "status": _status,
    "subsidy_standard": _maybe_yuan,
    "plaque_hung": _maybe_bool,
}
"""How a person's columns become values where they are not values already."""


def sort_key(text: str) -> str:
    """`text` as a column that sorts the way `natural_key` does (CLERK §2: 2组 before 10组)."""
    return "".join(
        f"0{len(str(number)):03d}{number}" if kind == 0 else f"1{word}\x01"
        for kind, number, word in natural_key(text)
    )
