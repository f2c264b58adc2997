"""登记簿: writing, changing, removing and listing the records of any register."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, Generic, TypeVar, cast

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import EVERY, Record, RecordFilter, Register
from shuangyong_desktop.domain.secrecy import is_classified
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.transaction import Transaction

R = TypeVar("R", bound=Record)
_LONGEST_NAME = 30
"""How much of what a record is called goes into the title of a change."""


class Entries(Generic[R]):
    """The records of one register of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger, register: Register[R]) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self.register = register
        self.records = Records(ledger, register)

    def get(self, record_id: int) -> R:
        """One record; raises KeyError when there is none."""
        return self.records.get(record_id)

    def page(self, ids: Sequence[int]) -> list[R]:
        """The records of `ids`, in that order."""
        return self.records.page(ids)

    def ids(self, only: RecordFilter = EVERY) -> "array[int]":
        """The ids of the records in `only`, newest first."""
        return self.records.ids(only)

    def every(self, only: RecordFilter = EVERY) -> Iterator[R]:
        """The records in `only`, newest first."""
        return self.records.every(only)

    def count(self, only: RecordFilter = EVERY) -> int:
        """How many records `only` lets through."""
        return self.records.count(only)

    def save(self, record: R) -> R:
        """Write a new or changed record; returns it as stored.

        Raises Problem when a required column is empty.
        """
        verb = "登记" if record.id is None else "修改"
        with self._ledger.transaction(self.title(verb, record)) as change:
            stored = self.put(change, record)
        return self.get(stored)

    def put(self, change: Transaction, record: R) -> int:
        """Write a record within `change`; returns its id. Raises Problem as `save` does."""
        refuse_incomplete(self.register, record)
        refuse_classified(self.register, record)
        if record.id is None:
            return self.records.add(change, record)
        self.records.update(change, record)
        return record.id

    def remove(self, record_id: int) -> None:
        """Put a record into 回收站."""
        record = self.get(record_id)
        if record.removed_at:
            raise Problem(f"这条{self.register.noun}已经在回收站里了。", code="removed_already")
        with self._ledger.transaction(f"{self.title('删除', record)}（移入回收站）") as change:
            self.put_away(change, record)

    def put_away(self, change: Transaction, record: R) -> None:
        """Put a record into 回收站 within `change`, with whatever follows from it."""
        at = self._ledger.clock().isoformat(timespec="seconds")
        self.records.update(change, replace(record, removed_at=at))

    def put_back(self, record_id: int) -> None:
        """Bring a record back from 回收站 as it was."""
        record = self.get(record_id)
        if not record.removed_at:
            raise Problem(f"这条{self.register.noun}不在回收站里。", code="not_removed")
        with self._ledger.transaction(self.title("从回收站取回", record)) as change:
            self.bring_back(change, record)

    def bring_back(self, change: Transaction, record: R) -> None:
        """Bring a record back from 回收站 within `change`, with what went there along with it."""
        self.records.update(change, replace(record, removed_at=None))

    def offered(self) -> dict[str, Sequence[str]]:
        """The words that a form offers for a column beside those declared, by its key."""
        return {}

    def title(self, verb: str, record: R) -> str:
        """How a change of `record` is called: 登记联系：李建国."""
        words = f"{verb}{self.register.noun}"
        if record.person_id is not None:
            return f"{words}：{self._people.get(record.person_id).name}"
        name = self.register.called(record)
        return f"{words}：{name[:_LONGEST_NAME]}" if name else words


def entries_of(ledger: Ledger, register: Register[R]) -> Entries[R]:
    """The verbs of a register: those of its own service where its records mean more.

    A hand-out is written on the person's record too, a payment is compared with the others.
    """
    own = _OWN.get(register.table)
    if own is None:
        return Entries(ledger, register)
    module, name = own
    made = getattr(import_module(f"{__package__}.{module}"), name)(ledger)
    return cast(Entries[R], made)


_OWN = {
    "conscript": ("conscripts", "Conscripts"),
    "fund_entry": ("funds", "Funds"),
    "merit_notice": ("merit_notices", "MeritNotices"),
    "policy": ("policies", "Policies"),
    "meeting": ("meetings", "Meetings"),
    "role_model": ("role_models", "RoleModels"),
    "activity": ("activities", "Activities"),
    "enclosure": ("enclosures", "Enclosures"),
    "entitlement": ("entitlements", "Entitlements"),
    "handout": ("handouts", "Handouts"),
    "recovery": ("recoveries", "Recoveries"),
    "progress": ("progress", "TaskProgress"),
    "reconciliation": ("reconciling", "Reconciliations"),
    "relative": ("relatives", "Relatives"),
    "summary": ("summaries", "Summaries"),
    "supervision": ("supervising", "Supervisions"),
    "task": ("tasks", "Tasks"),
}


def refuse_incomplete(register: Register[Any], record: Record) -> None:
    """Raise Problem when a required column of `record` is empty."""
    for column in register.schema:
        if column.required and getattr(record, column.key) in (None, ""):
            raise Problem(
                f"请填写{column.label}后再保存，其余栏目可以以后再补。",
                code=f"missing_{column.key}",
            )


def refuse_classified(register: Register[Any], record: Record) -> None:
    """Raise Problem when a text of `record` carries a 密级 mark (CLERK §2)."""
    for column in register.schema:
        value = getattr(record, column.key)
        if isinstance(value, str) and is_classified(value):
            raise Problem(
                f"“{column.label}”里有密级标志（秘密★、机密★、绝密★）。涉密内容不得存入本软件，"
                "没有保存。",
                code="classified",
            )
