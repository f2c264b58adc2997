"""登记簿 (registers): one declaration for each sort of record the desk keeps beside people.

A register names its record class, its table and its columns. List, form, spreadsheet both
ways, paper, history words, undo and 回收站 follow from it (DESIGN 3). A record class is a frozen
dataclass derived from `Record`; what its columns are follows from its type hints.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from shuangyong_desktop.domain.fields import Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One entry of a register.

    `id` is None until stored. `person_id` is whom it is about, where it is about somebody.
    `removed_at` is the moment it went into 回收站, None while it counts.
    """

    id: int | None = None
    person_id: int | None = None
    removed_at: str | None = None


R = TypeVar("R", bound=Record)
FRAME = ("id", "removed_at")
"""What every record has and no register declares."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something a record asks of the desk: by which day (ISO), and what in a few words."""

    on: str
    words: str


@dataclass(frozen=True)
class Register(Generic[R]):
    """How one sort of record is kept.

    `noun` is what a change is titled with (登记联系：张三). `date` is the key of the column
    by which the register is in order, newest first. `personal` says that every record is
    about one person of the ledger. `labels` name columns that no form shows.

    A `plain` register shares one table with the others of its kind (DESIGN 4); `table` is then
    only its name. `title` is what the book is called, `group` the heading it stands under in
    名录, `hint` a sentence above its form. `named` is the key of the column a record is called
    by. `steps` are keys of date columns in the order in which they are filled: how far a
    record has come is the last one that has a date. `asks` says what a record asks of the desk
    on a day, None when nothing; where records follow one another about the same thing (`follows`
    is the key that names it), only the newest speaks. `idle` says what it asks when the last
    activity held with it was on a day, None when there was none. `box` is the 迎检 box its
    records belong to (DOMAIN §8.4), `mark` what stands on every list of them (CLERK §2).
    """

    table: str
    noun: str
    record: type[R]
    schema: Schema
    date: str = "date"
    personal: bool = True
    labels: Mapping[str, str] | None = None
    plain: bool = False
    title: str = ""
    group: str = ""
    hint: str = ""
    named: str = "name"
    steps: tuple[str, ...] = ()
    asks: Callable[[R, datetime.date], Due | None] | None = None
    follows: str = ""
    idle: Callable[[R, str | None, datetime.date], Due | None] | None = None
    box: str = ""
    mark: str = ""

    def step(self, record: R) -> str:
        """How far `record` has come: the key of its last filled step, empty before the first."""
        filled = [key for key in self.steps if getattr(record, key)]
        return filled[-1] if filled else ""

    def next_step(self, record: R) -> str:
        """The key of the step that `record` waits for; empty when it has come to its end."""
        at = self.steps.index(self.step(record)) + 1 if self.step(record) else 0
        return self.steps[at] if at < len(self.steps) else ""

    def called(self, record: R) -> str:
        """What `record` is called, as the clerk reads it; empty without such a column."""
        if self.named not in self.schema.by_key:
            return ""
        return self.schema[self.named].write(getattr(record, self.named))

    def label(self, column: str) -> str:
        """What the clerk calls a column of the table."""
        if column in self.schema.by_key:
            return self.schema[column].label
        return {**_FRAME_LABELS, **(self.labels or {})}[column]


_FRAME_LABELS = {"person_id": "人员", "removed_at": "移入回收站时间"}


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records of a register: those that count, or with `removed` those in 回收站.

    `since` and `until` are ISO dates, both included, compared as far as they are known, of the
    register's own date or of the column `by`. `equal` names columns and the values they must
    have (None: nothing entered), `among` columns and the values of which they have one,
    `filled` columns that must hold something. `lasting` is a column that says when something
    ended, and a day (ISO) on which it still went on.
    """

    person_id: int | None = None
    since: str | None = None
    until: str | None = None
    by: str = ""
    equal: tuple[tuple[str, Any], ...] = ()
    among: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    filled: tuple[str, ...] = ()
    lasting: tuple[str, str] | None = None
    removed: bool = False


EVERY = RecordFilter()
