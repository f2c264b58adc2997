"""What a table shows of a record: one Column each, most of them made from declared Fields."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from shuangyong_desktop.domain.fields import Field, Schema

Writer = Callable[[Any, bool], str]
"""Makes the text of a record; the flag says whether personal numbers are masked."""
Marker = Callable[[Any], tuple[str, str]]
"""The drawing before the text of a record, and the colour token of both."""


class Look(Enum):
    """How a cell is drawn; its text is the same."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    CHIPS = "chips"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its key, heading, width in characters, text and look.

    With `mark` the text has a drawing before it and a colour of its own, by record.
    """

    key: str
    label: str
    width: float
    text: Writer
    align: str = "left"
    look: Look = Look.PLAIN
    mark: Marker | None = None


def column_of(field: Field, look: Look = Look.PLAIN, width: float | None = None) -> Column:
    """The column of a declared field; line breaks become blanks."""

    def text(record: Any, masked: bool) -> str:  # noqa: FBT001 (Writer is called in a hot loop)
        return field.write(getattr(record, field.key), masked=masked).replace("\n", " ")

    return Column(field.key, field.label, width or field.width, text, field.kind.align, look)


def columns_of(schema: Schema) -> tuple[Column, ...]:
    """The columns of every field of `schema`, in its order."""
    return tuple(column_of(field) for field in schema)
