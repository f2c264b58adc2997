"""名录: every register by one pattern, and what all of them ask of the desk (UX §2.7)."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from shuangyong_desktop.domain.activities import ACTIVITIES, LINKS, Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import Due, Record, RecordFilter, Register
from shuangyong_desktop.domain.registry import every_register, register_of
from shuangyong_desktop.domain.roll_views import WHOLE, Asking, RollView, rolls, step_act
from shuangyong_desktop.services.registers import entries_of
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.rolls import RollFacts

_OFFERED = 40
"""How many words of a column a form offers."""


class Rolls:
    """The registers of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._facts = RollFacts(ledger)

    def counts(self) -> dict[str, int]:
        """How many records each register of 名录 holds, by its name."""
        known = self._facts.counts(rolls())
        return {register.table: known.get(register.table, 0) for register in rolls()}

    def ids(self, register: Register[Any], view: RollView = WHOLE) -> "array[int]":
        """The ids of the records in `view`, in its order."""
        return self._facts.ids(register, view)

    def years(self, register: Register[Any]) -> list[str]:
        """The years of the records, the newest first."""
        return self._facts.years(register)

    def words(self, register: Register[Any], key: str) -> list[str]:
        """The words that stand in a column, those used most first: what a form offers."""
        return self._facts.words(register, key, _OFFERED)

    def asks(self, today: date | None = None) -> list[Asking]:
        """What the records of every register ask of the desk, the earliest first.

        Of records that follow one another about the same thing only the newest speaks.
        """
        day = today or self._ledger.clock().date()
        held = self._facts.last_held()
        found = [
            asking
            for register in every_register()
            if register.asks or register.idle
            for asking in self._asking(register, day, held)
        ]
        return sorted(found, key=lambda asking: asking.due.on)

    def activities(self, register: Register[Any], record_id: int) -> list[Activity]:
        """The activities held with a pair or a team or at a site, the newest first."""
        entries = entries_of(self._ledger, ACTIVITIES)
        return [
            activity
            for column in links_to(register)
            for activity in entries.every(RecordFilter(equal=((column, record_id),)))
        ]

    def choices(self, column: str) -> list[tuple[int, str]]:
        """The records that an activity may lead to by `column`: id and what each is called."""
        register = register_of(LINKS[column])
        if register is None:
            return []
        entries = entries_of(self._ledger, register)
        return [(record.id or 0, register.called(record)) for record in entries.every()]

    def take_step(self, register: Register[Any], record: Record) -> Any:
        """Write the step that `record` has come to; returns it as stored.

        Raises Problem where the day of the step is missing.
        """
        before = entries_of(self._ledger, register).get(record.id or 0)
        step = register.next_step(before)
        if not step or not getattr(record, step):
            raise Problem("请填写日期后再登记。没有保存。", code="no_day")
        entries = entries_of(self._ledger, register)
        title = entries.title(f"{step_act(register, step)}，", record)
        with self._ledger.transaction(title) as change:
            entries.put(change, record)
        return entries.get(record.id or 0)

    def remove_many(self, register: Register[Any], ids: Sequence[int]) -> None:
        """Put records into 回收站 as one undoable change. Raises Problem where none is chosen."""
        entries = entries_of(self._ledger, register)
        records = [record for record in entries.page(ids) if not record.removed_at]
        if not records:
            raise Problem("还没有选择要删除的记录。没有改动。", code="nothing_chosen")
        title = f"删除{register.noun} {len(records)} 条"
        if len(records) == 1:
            title = entries.title("删除", records[0])
        with self._ledger.transaction(f"{title}（移入回收站）") as change:
            for record in records:
                entries.put_away(change, record)

    def _asking(self, register: Register[Any], day: date, held: Mapping[int, str]) -> list[Asking]:
        found: list[Asking] = []
        seen: set[Any] = set()
        for record in entries_of(self._ledger, register).every():
            if register.follows:
                about = getattr(record, register.follows)
                if about in seen:
                    continue
                seen.add(about)
            due = _due(register, record, day, held.get(record.id))
            if due is not None:
                called = register.called(record)
                found.append(Asking(register, record.id, called, due, record.person_id))
        return found


def links_to(register: Register[Any]) -> list[str]:
    """The columns by which activities lead to the records of `register`."""
    return [column for column, table in LINKS.items() if table == register.table]


def _due(register: Register[Any], record: Any, day: date, held: str | None) -> Due | None:
    """The earliest that a record asks for."""
    found = [
        register.asks(record, day) if register.asks else None,
        register.idle(record, held, day) if register.idle else None,
    ]
    return min((due for due in found if due is not None), key=lambda due: due.on, default=None)
