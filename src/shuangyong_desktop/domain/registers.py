"""登记簿 (registers): one declaration for each sort of record the desk keeps beside people.

A register names its record class, its table and its columns. List, form, spreadsheet both
ways, paper, history words, undo and 回收站 follow from it (DESIGN 3). A record class is a frozen
dataclass derived from `Record`; what its columns are follows from its type hints.
"""

from collections.abc import Mapping
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


@dataclass(frozen=True)
class Register(Generic[R]):
    """How one sort of record is kept.

    `noun` is what a change is titled with (登记联系：张三). `date` is the key of the column
    by which the register is in order, newest first. `personal` says that every record is
    about one person of the ledger. `labels` name columns that no form shows.
    """

    table: str
    noun: str
    record: type[R]
    schema: Schema
    date: str = "date"
    personal: bool = True
    labels: Mapping[str, str] | None = None

    def label(self, column: str) -> str:
        """What the clerk calls a column of the table."""
        if column in self.schema.by_key:
            return self.schema[column].label
        return {**_FRAME_LABELS, **(self.labels or {})}[column]


_FRAME_LABELS = {"person_id": "人员", "removed_at": "移入回收站时间"}


@dataclass(frozen=True, slots=True)
class RecordFilter:
    """Which records of a register: those that count, or with `removed` those in 回收站.

    `since` and `until` are ISO dates, both included, compared as far as they are known.
    `equal` names columns and the values they must have (None: nothing entered).
    """

    person_id: int | None = None
    since: str | None = None
    until: str | None = None
    equal: tuple[tuple[str, Any], ...] = ()
    removed: bool = False


EVERY = RecordFilter()
