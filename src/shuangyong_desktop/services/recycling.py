"""回收站: removing plans and records, bringing them back within 90 days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import Record, RecordFilter, Register
from shuangyong_desktop.domain.registry import every_register, register_of
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.registers import entries_of
from shuangyong_desktop.storage import recycling
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import Visits

_PLANS = "visit_plan"
_REMOVED = RecordFilter(removed=True)
_SHOWN = 3
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Removed:
    """One thing in the bin.

    `table` and `id` name it for `restore`; `noun` is its sort, `title` what it is about,
    `detail` what stands in it. `clears_at` is when it goes for good.
    """

    table: str
    id: int
    noun: str
    title: str
    detail: str
    removed_at: datetime

    @property
    def clears_at(self) -> datetime:
        return self.removed_at + recycling.KEPT


class RecycleBin:
    """The removed plans and records of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._visits = Visits(ledger)
        self._people = People(ledger)

    def everything(self) -> list[Removed]:
        """What lies in the bin, the one removed last first."""
        found = [
            *self._plans(),
            *(item for register in every_register() for item in self._of(register)),
        ]
        return sorted(found, key=lambda item: item.removed_at, reverse=True)

    def removed_plans(self) -> list[VisitPlan]:
        """The plans in the bin, the one removed last first."""
        return self._visits.removed_plans()

    def remove_plan(self, plan_id: int) -> None:
        """Put a plan with all its units into the bin, as one undoable change."""
        plan = self._visits.plan(plan_id)
        if plan.removed_at:
            raise Problem(f"“{plan.title}”已经在回收站里了。", code="removed_already")
        at = self._ledger.clock().isoformat(timespec="seconds")
        with self._ledger.transaction(f"删除慰问方案：{plan.title}（移入回收站）") as change:
            self._visits.update_plan(change, replace(plan, removed_at=at))

    def restore(self, item: Removed) -> None:
        """Bring something back from the bin as it was, as one undoable change."""
        if item.table == _PLANS:
            self.restore_plan(item.id)
        else:
            register = register_of(item.table)
            if register is not None:
                entries_of(self._ledger, register).put_back(item.id)

    def restore_plan(self, plan_id: int) -> None:
        """Bring a plan back from the bin as it was, as one undoable change."""
        plan = self._visits.plan(plan_id)
        if not plan.removed_at:
            raise Problem(f"“{plan.title}”不在回收站里。", code="not_removed")
        with self._ledger.transaction(f"从回收站取回慰问方案：{plan.title}") as change:
            self._visits.update_plan(change, replace(plan, removed_at=None))

    def purge(self) -> int:
        """Delete what was removed more than 90 days ago, as one undoable change; how many."""
        before = self._ledger.clock() - recycling.KEPT
        return recycling.purge(self._ledger, before.isoformat(timespec="seconds"))

    def _plans(self) -> Iterator[Removed]:
        for plan in self._visits.removed_plans():
            units = len(self._visits.units(plan.id or 0))
            yield Removed(
                _PLANS, plan.id or 0, "慰问方案", plan.title, f"{units:,} 户", _moment(plan)
            )

    def _of(self, register: Register[Any]) -> Iterator[Removed]:
        for record in Records(self._ledger, register).every(_REMOVED):
            name = self._people.get(record.person_id).name if record.person_id else ""
            words = _words(register, record)
            yield Removed(
                register.table, record.id or 0, register.noun, name or words,
                words if name else "", _moment(record),
            )  # fmt: skip


def _moment(removed: Record | VisitPlan) -> datetime:
    return datetime.fromisoformat(removed.removed_at or "").replace(tzinfo=None)


def _words(register: Register[Any], record: Record) -> str:
    """The first columns that say something, shortened."""
    texts = (
        column.write(getattr(record, column.key), masked=True).replace("\n", " ")
        for column in register.schema
    )
    told = [text[:_LONGEST] for text in texts if text]
    return " · ".join(told[:_SHOWN])
