"""Changing the rule and the amounts of a plan that stands, as a whole and as one change.

What a signed paper says stays as it is, and so does what was changed by hand: both are told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.visits import (
    UnitKind,
    VisitGroup,
    VisitPlan,
    VisitUnit,
    amount_for,
    groups_by_community,
    plan_units,
)
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.transaction import Transaction
from shuangyong_desktop.storage.visits import Visits as Records

_Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What becomes of the units of a plan when it is changed to `plan`.

    `changed` are the units as they will be. `by_hand` and `registered` are those that would
    have changed or left and stay as they are: somebody set them, or the paper is signed.
    """

    plan: VisitPlan
    changed: tuple[VisitUnit, ...] = ()
    added: tuple[VisitUnit, ...] = ()
    leaving: tuple[VisitUnit, ...] = ()
    by_hand: tuple[VisitUnit, ...] = ()
    registered: tuple[VisitUnit, ...] = ()

    @property
    def touched(self) -> int:
        """How many units change, come or go."""
        return len(self.changed) + len(self.added) + len(self.leaving)

    @property
    def words(self) -> str:
        """What it does, in one line."""
        done = [
            f"{said} {len(units):,} 户"
            for said, units in (
                ("改标准", self.changed), ("列入", self.added), ("移出", self.leaving),
            )
            if units
        ]  # fmt: skip
        kept = [
            f"{why}的 {len(units):,} 户不变（{_names(units)}）"
            for why, units in (("手工调整过", self.by_hand), ("已登记签收", self.registered))
            if units
        ]
        return "；".join(["、".join(done) or "没有要改的户", *kept])


class Revising:
    """Revisions of the plans of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)
        self._receipts = Receipts(ledger)
        self._people = People(ledger)

    def revision(
        self, plan: VisitPlan, before: Iterable[Person], after: Sequence[Person]
    ) -> Revision:
        """What changing the stored plan to `plan` does; nothing is written.

        `before` and `after` are whom the stored rule and the new one choose today. Who was
        taken out or added by hand is left so: only the difference of the rules comes and goes.
        """
        old, units = self._records.plan(plan.id or 0), self._records.units(plan.id or 0)
        signed = self._receipts.of_plan(plan.id or 0).keys()
        present = self._people.page([unit.person_id for unit in units if unit.person_id])
        wanted = {_key(unit): unit for unit in plan_units(plan, _once((*present, *after)))}
        people = {person.id: person for person in present}
        chosen, meant = {person.id for person in before}, {person.id for person in after}
        found: dict[str, list[VisitUnit]] = {
            name: [] for name in ("changed", "leaving", "by_hand", "registered")
        }
        for unit in units:
            leaves = unit.person_id in chosen - meant
            new = _revised(unit, wanted.get(_key(unit)), old, plan)
            if not leaves and new == unit:
                continue
            person = people.get(unit.person_id)
            if unit.id in signed:
                found["registered"].append(unit)
            elif person is None or not _as_planned(unit, person, old):
                found["by_hand"].append(unit)
            else:
                found["leaving" if leaves else "changed"].append(unit if leaves else new)
        inside = {_key(unit) for unit in units}
        fresh = [person for person in after if person.id not in chosen]
        added = [unit for unit in plan_units(plan, fresh) if _key(unit) not in inside]
        kept = {name: tuple(listed) for name, listed in found.items()}
        return Revision(plan=plan, added=tuple(added), **kept)

    def write(self, revision: Revision) -> None:
        """Write a revision as one undoable change.

        Raises Problem when it would leave nobody in the plan, or when all that it would change
        is registered already.
        """
        plan = revision.plan
        if revision.registered and not revision.touched:
            raise Problem(
                f"要改的 {len(revision.registered)} 户都已登记签收，方案没有改动。"
                "确需修改的，请先取消签收登记。",
                code="registered",
            )
        units = self._records.units(plan.id or 0)
        if len(units) + len(revision.added) == len(revision.leaving):
            raise Problem(
                "按这些条件没有选到人，方案没有改动。请放宽类别、村（社区）或年龄。", code="nobody"
            )
        with self._ledger.transaction(f"修改慰问方案：{plan.title}") as change:
            self._records.update_plan(change, plan)
            for unit in revision.changed:
                self._records.update_unit(change, unit)
            self._records.remove_units(change, revision.leaving)
            self._add(change, plan.id or 0, revision.added)

    def _add(self, change: Transaction, plan_id: int, units: Sequence[VisitUnit]) -> None:
        """Put new units into the groups of their 村（社区）, which are made where they lack."""
        group_of = _by_community(self._records.groups(plan_id))
        lacking = groups_by_community(unit for unit in units if unit.community not in group_of)
        numbers = self._records.add_groups(change, plan_id, lacking)
        made = (replace(group, id=number) for group, number in zip(lacking, numbers, strict=True))
        group_of |= _by_community(made)
        placed = [replace(unit, group_id=group_of[unit.community]) for unit in units]
        self._records.add_units(change, plan_id, placed)


def _revised(
    unit: VisitUnit, wanted: VisitUnit | None, old: VisitPlan, new: VisitPlan
) -> VisitUnit:
    """`unit` with what the new plan gives; its name and address stay as the paper has them."""
    if wanted is None:
        return unit
    method = new.method if unit.method is old.method else unit.method
    if (wanted.money, wanted.goods) == (unit.money, unit.goods):
        return replace(unit, method=method)
    return replace(
        unit, money=wanted.money, goods=wanted.goods, category=wanted.category, method=method
    )


def _as_planned(unit: VisitUnit, person: Person, plan: VisitPlan) -> bool:
    """Whether the unit still has what `plan` gave it, by the class then or the ones now."""
    for codes in ((unit.category,), person.categories):
        amount = amount_for(codes, plan.amounts)
        if (unit.money, unit.goods) == ((amount.money, amount.goods) if amount else (0, ())):
            return True
    return False


def _key(unit: VisitUnit) -> _Key:
    """The same for the unit of a person or household in either version of a plan."""
    if unit.kind is UnitKind.HOUSEHOLD:
        return "household", unit.household_id
    return "person", unit.person_id


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.id: person for person in people}.values())


def _by_community(groups: Iterable[VisitGroup]) -> dict[str, int]:
    return {name: group.id or 0 for group in groups for name in group.communities}


def _names(units: Sequence[VisitUnit]) -> str:
    more = "等" if len(units) > 3 else ""  # noqa: PLR2004 (as listed)
    return "、".join(unit.name for unit in units[:3]) + more
