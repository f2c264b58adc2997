"""走访慰问 in the ledger: plans, their groups and their units."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from shuangyong_desktop.domain.visits import (
    Delivery,
    Goods,
    PayoutMethod,
    UnitKind,
    VisitAmount,
    VisitGroup,
    VisitPlan,
    VisitRule,
    VisitUnit,
)
from shuangyong_desktop.storage.columns import cents, stored, yuan
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.tables import (
    BorrowedDatabase,
    VisitGroupRow,
    VisitPlanRow,
    VisitUnitRow,
)
from shuangyong_desktop.storage.transaction import Transaction

_UNIT = ("plan_id", "group_id", "kind", "person_id", "household_id", "name", "id_number",
         "category", "community", "address", "phone", "money", "goods", "method")  # fmt: skip


_VISITED = """
WITH held AS (
    SELECT unit.person_id, unit.kind, unit.household_id
    FROM visit_unit AS unit JOIN visit_plan AS plan ON plan.id = unit.plan_id
    WHERE plan.removed_at IS NULL AND plan.year >= :first AND plan.year < :end
        AND (:occasion IS NULL OR plan.occasion = :occasion))
SELECT person_id FROM held WHERE person_id IS NOT NULL
UNION
SELECT person.id FROM person JOIN held ON held.household_id = person.household_id
WHERE held.kind = 'HOUSEHOLD'
"""


class VisitLists:
    """The visits of one ledger, read."""

    def __init__(self, ledger: Ledger) -> None:
        self._database = BorrowedDatabase(ledger.connection)

    def plans(self, year: int | None = None) -> list[VisitPlan]:
        """Every plan that stands, or those of a year, newest first."""
        query = (
            VisitPlanRow.select()
            .where(VisitPlanRow.removed_at.is_null())
            .order_by(VisitPlanRow.year.desc(), VisitPlanRow.id.desc())
        )
        if year is not None:
            query = query.where(VisitPlanRow.year == year)
        return [_plan(row) for row in query.tuples().execute(self._database)]

    def removed_plans(self) -> list[VisitPlan]:
        """The plans in 回收站, the one removed last first."""
        query = (
            VisitPlanRow.select()
            .where(VisitPlanRow.removed_at.is_null(is_null=False))
            .order_by(VisitPlanRow.removed_at.desc(), VisitPlanRow.id.desc())
        )
        return [_plan(row) for row in query.tuples().execute(self._database)]

    def plan(self, plan_id: int) -> VisitPlan:
        """One plan; raises KeyError when there is none of that id."""
        query = VisitPlanRow.select().where(VisitPlanRow.id == plan_id)
        for row in query.tuples().execute(self._database):
            return _plan(row)
        raise KeyError(plan_id)

    def groups(self, plan_id: int) -> list[VisitGroup]:
        """The groups of a plan, in the order they were made."""
        query = (
            VisitGroupRow.select().where(VisitGroupRow.plan == plan_id).order_by(VisitGroupRow.id)
        )
        return [_group(row) for row in query.tuples().execute(self._database)]

    def group(self, group_id: int) -> tuple[int, VisitGroup]:
        """One group and the id of its plan; raises KeyError when there is none of that id."""
        query = VisitGroupRow.select().where(VisitGroupRow.id == group_id)
        for row in query.tuples().execute(self._database):
            return row[1], _group(row)
        raise KeyError(group_id)

    def units(self, plan_id: int, group_id: int | None = None) -> list[VisitUnit]:
        """The units of a plan, or of one of its groups, in the order they were made."""
        query = VisitUnitRow.select().where(VisitUnitRow.plan == plan_id).order_by(VisitUnitRow.id)
        if group_id is not None:
            query = query.where(VisitUnitRow.group == group_id)
        return [_unit(row) for row in query.tuples().execute(self._database)]

    def unit(self, unit_id: int) -> VisitUnit:
        """One unit; raises KeyError when there is none of that id."""
        query = VisitUnitRow.select().where(VisitUnitRow.id == unit_id)
        for row in query.tuples().execute(self._database):
            return _unit(row)
        raise KeyError(unit_id)

    def visited(self, years: range, occasion: str | None = None) -> frozenset[int]:
        """Whom the standing plans of some years hold, of one occasion or of all.

        Who shares a household unit is held with it.
        """
        rows = self._database.connection().execute(
            _VISITED, {"first": years.start, "end": years.stop, "occasion": occasion}
        )
        return frozenset(row[0] for row in rows)

    def plan_of(self, unit_id: int) -> int:
        """The id of the plan that a unit belongs to."""
        query = VisitUnitRow.select(VisitUnitRow.plan).where(VisitUnitRow.id == unit_id)
        for (plan_id,) in query.tuples().execute(self._database):
            return int(plan_id)
        raise KeyError(unit_id)


class Visits(VisitLists):
    """The visits of one ledger, read and written."""

    def add_plan(self, change: Transaction, plan: VisitPlan) -> int:
        """Write a new plan; returns its id."""
        return change.insert("visit_plan", _plan_row(plan))

    def update_plan(self, change: Transaction, plan: VisitPlan) -> bool:
        """Write what differs of a plan; returns whether anything did."""
        return change.update("visit_plan", _known(plan.id), _plan_row(plan))

    def add_groups(self, change: Transaction, plan_id: int, groups: Iterable[VisitGroup]) -> range:
        """Write groups of a plan; returns their ids, in order."""
        return change.insert_many(
            "visit_group",
            ("plan_id", "name", "communities", "lead_official"),
            [
                (plan_id, group.name, _json(group.communities), group.lead_official)
                for group in groups
            ],
        )

    def update_group(self, change: Transaction, group: VisitGroup) -> bool:
        """Write what differs of a group; returns whether anything did."""
        row = {
            "name": group.name,
            "communities": _json(group.communities),
            "lead_official": group.lead_official,
        }
        return change.update("visit_group", _known(group.id), row)

    def remove_group(self, change: Transaction, group: VisitGroup) -> None:
        """Take a group without units out of its plan."""
        change.delete("visit_group", _known(group.id))

    def add_units(self, change: Transaction, plan_id: int, units: Iterable[VisitUnit]) -> range:
        """Write units of a plan in bulk; returns their ids, in order."""
        return change.insert_many(
            "visit_unit", _UNIT, [(plan_id, *_unit_row(unit)) for unit in units]
        )

    def update_unit(self, change: Transaction, unit: VisitUnit) -> bool:
        """Write what differs of a unit; returns whether anything did."""
        row = dict(zip(_UNIT[1:], _unit_row(unit), strict=True))
        return change.update("visit_unit", _known(unit.id), row)

    def remove_units(self, change: Transaction, units: Iterable[VisitUnit]) -> None:
        """Take units out of their plan."""
        for unit in units:
            change.delete("visit_unit", _known(unit.id))


def _known(number: int | None) -> int:
    if number is None:
        raise ValueError("this record was never stored")
    return number


def _plan(row: Sequence[Any]) -> VisitPlan:
    number, title, occasion, year, rule, amounts, delivery, method, shared, removed_at = row
    return VisitPlan(
        id=number,
        title=title,
        occasion=occasion,
        year=year,
        rule=_rule(json.loads(rule)),
        amounts=tuple(
            VisitAmount(item["category"], yuan(item["money"]), _goods(item["goods"]))
            for item in json.loads(amounts)
        ),
        delivery=Delivery[delivery],
        method=PayoutMethod[method],
        one_per_household=bool(shared),
        removed_at=removed_at,
    )


def _group(row: Sequence[Any]) -> VisitGroup:
    number, _, name, communities, lead = row
    return VisitGroup(
        id=number, name=name, communities=tuple(json.loads(communities)), lead_official=lead
    )


def _plan_row(plan: VisitPlan) -> dict[str, Stored]:
    return {
        "title": plan.title,
        "occasion": plan.occasion,
        "year": plan.year,
        "rule": _json(asdict(plan.rule)),
        "amounts": _json([asdict(amount) for amount in plan.amounts]),
        "delivery": plan.delivery.name,
        "method": plan.method.name,
        "one_per_household": stored(plan.one_per_household),
        "removed_at": plan.removed_at,
    }


def _rule(found: dict[str, Any]) -> VisitRule:
    age_day = found["age_day"]
    return VisitRule(
        categories=tuple(found["categories"]),
        communities=tuple(found["communities"]),
        tags=tuple(found["tags"]),
        least_age=found["least_age"],
        most_age=found["most_age"],
        age_day=date.fromisoformat(age_day) if age_day else None,
    )


def _unit(row: Sequence[Any]) -> VisitUnit:
    number, _, group_id, kind, person_id, household_id, *texts, money, goods, method = row
    name, id_number, category, community, address, phone = texts
    return VisitUnit(
        id=number,
        group_id=group_id,
        kind=UnitKind[kind],
        person_id=person_id,
        household_id=household_id,
        name=name,
        id_number=id_number,
        category=category,
        community=community,
        address=address,
        phone=phone,
        money=yuan(money),
        goods=_goods(json.loads(goods)),
        method=PayoutMethod[method],
    )


def _unit_row(unit: VisitUnit) -> list[Stored]:
    return [
        _json([asdict(item) for item in unit.goods])
        if column == "goods"
        else stored(getattr(unit, column))
        for column in _UNIT[1:]
    ]


def _goods(found: list[dict[str, Any]]) -> tuple[Goods, ...]:
    return tuple(Goods(**item) for item in found)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str | int:
    """Money as cents and days as ISO text, inside JSON as in columns."""
    if isinstance(value, Decimal):
        return cents(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
