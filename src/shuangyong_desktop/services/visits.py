"""走访慰问: making a plan by rule, looking at it, changing single units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.domain.visits import (
    Selection,
    VisitGroup,
    VisitPlan,
    VisitRule,
    VisitUnit,
    groups_by_community,
    plan_units,
    select,
)
from shuangyong_desktop.services.revising import Revising, Revision
from shuangyong_desktop.storage.attachments import Attachments
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.visits import Visits as Records


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan just made, and whom its age limit could not decide about."""

    plan: VisitPlan
    units: int
    undecided: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Whom a plan may have forgotten: visited last year at this occasion, or never visited.

    The latter are of the categories, communities and age that the plan is for; a tag is the
    desk's own, and may be what was forgotten.
    """

    last_year: tuple[Person, ...]
    never: tuple[Person, ...]


class Visits:
    """The visits of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)
        self._receipts = Receipts(ledger)
        self._people = People(ledger)
        self._attachments = Attachments(ledger)
        self._revising = Revising(ledger)

    def plans(self, year: int | None = None) -> list[VisitPlan]:
        """Every plan that stands, or those of a year, newest first."""
        return self._records.plans(year)

    def plan(self, plan_id: int) -> VisitPlan:
        """One plan; raises KeyError when there is none."""
        return self._records.plan(plan_id)

    def units(self, plan_id: int) -> list[VisitUnit]:
        """The units of a plan, in the order of its papers."""
        return self._records.units(plan_id)

    def groups(self, plan_id: int) -> list[VisitGroup]:
        """The groups of a plan."""
        return self._records.groups(plan_id)

    def preview(self, rule: VisitRule) -> Selection:
        """Whom `rule` chooses now, and whom it cannot decide about; nothing is written."""
        only = PersonFilter(rule.communities, rule.categories, (PersonStatus.ACTIVE,))
        return select(self._people.every(PersonOrder.PLACE, only), rule)

    def create(self, plan: VisitPlan) -> NewPlan:
        """Make `plan` with its groups (one per 村（社区）) and units, as one undoable change.

        Raises Problem when the rule chooses nobody.
        """
        selection = self.preview(plan.rule)
        units = plan_units(plan, selection.chosen)
        if not units:
            raise Problem(
                "按这些条件没有选到人，方案没有建立。请放宽类别、村（社区）或年龄。", code="nobody"
            )
        groups = groups_by_community(units)
        with self._ledger.transaction(f"新增慰问方案：{plan.title}") as change:
            plan_id = self._records.add_plan(change, plan)
            group_ids = self._records.add_groups(change, plan_id, groups)
            group_of = {
                name: number
                for number, group in zip(group_ids, groups, strict=True)
                for name in group.communities
            }
            self._records.add_units(
                change,
                plan_id,
                [replace(unit, group_id=group_of[unit.community]) for unit in units],
            )
        return NewPlan(self.plan(plan_id), len(units), selection.undecided)

    def revision(self, plan: VisitPlan) -> Revision:
        """What changing a plan to `plan`, with another rule or other amounts, would do."""
        before = self.preview(self.plan(plan.id or 0).rule).chosen
        after = self.preview(plan.rule).chosen
        return self._revising.revision(plan, before, after)

    def revise(self, plan: VisitPlan) -> Revision:
        """Do so, as one undoable change.

        Raises Problem when nobody would be left, or all that would change is registered.
        """
        revision = self.revision(plan)
        self._revising.write(revision)
        return revision

    def change_unit(self, unit: VisitUnit) -> None:
        """Write what differs of one unit: its money, goods, method or group.

        Raises Problem when it is registered already: the paper that was signed says otherwise.
        """
        self._refuse_registered(self._records.plan_of(unit.id or 0), {unit.id or 0})
        with self._ledger.transaction(f"修改慰问对象：{unit.name}") as change:
            self._records.update_unit(change, unit)

    def leave_out(self, plan_id: int, unit_ids: set[int]) -> int:
        """Take units out of a plan as one undoable change; returns how many.

        Raises Problem when one of them is registered already.
        """
        self._refuse_registered(plan_id, unit_ids)
        leaving = [unit for unit in self.units(plan_id) if unit.id in unit_ids]
        with self._ledger.transaction(f"移出慰问对象 {len(leaving)} 户") as change:
            self._records.remove_units(change, leaving)
        return len(leaving)

    def save_group(self, plan_id: int, group: VisitGroup) -> VisitGroup:
        """Write a new group of a plan, or what differs of a known one, as one undoable change."""
        group = replace(group, name=_line(group.name), lead_official=_line(group.lead_official))
        if not group.name:
            raise Problem("请填写组名，没有保存。", code="missing_name")
        if group.id is not None:
            with self._ledger.transaction(f"修改慰问组：{group.name}") as change:
                self._records.update_group(change, group)
            return group
        with self._ledger.transaction(f"新增慰问组：{group.name}") as change:
            (number,) = self._records.add_groups(change, plan_id, [group])
        return replace(group, id=number)

    def remove_group(self, group_id: int) -> None:
        """Take an empty group out of its plan, as one undoable change.

        Raises Problem while units or scans belong to it: nothing goes silently.
        """
        plan_id, group = self._records.group(group_id)
        kept = len(self._records.units(plan_id, group_id))
        scans = [item for item in self._attachments.of_plan(plan_id) if item.group_id == group_id]
        if kept or scans:
            what = f"{kept} 户" if kept else f"{len(scans)} 份扫描件"
            raise Problem(
                f"“{group.name}”还有 {what}，没有移除。请先调整到其他组或移除扫描件。",
                code="group_in_use",
            )
        with self._ledger.transaction(f"移除慰问组：{group.name}") as change:
            self._records.remove_group(change, group)

    def add_person(self, plan_id: int, person_id: int) -> VisitUnit:
        """Add somebody by hand, outside the rule of the plan, as one undoable change.

        They get what their category gets, and go with the group of their 村（社区）, else with
        the first. Raises Problem when they are in the plan already or no longer on the ledger.
        """
        plan, person = self.plan(plan_id), self._people.get(person_id)
        if person.status is not PersonStatus.ACTIVE:
            raise Problem(
                f"“{person.name}”已{person.status.value}，没有列入方案。", code="not_active"
            )
        if any(unit.person_id == person_id for unit in self.units(plan_id)):
            raise Problem(f"“{person.name}”已经在方案里，没有重复列入。", code="in_plan")
        (unit,) = plan_units(plan, [person])
        groups = self.groups(plan_id)
        going = (group.id for group in groups if unit.community in group.communities)
        unit = replace(unit, group_id=next(going, groups[0].id if groups else None))
        with self._ledger.transaction(f"列入慰问对象：{person.name}") as change:
            (number,) = self._records.add_units(change, plan_id, [unit])
        return self._records.unit(number)

    def add_people(self, plan_id: int, person_ids: Sequence[int]) -> int:
        """Add several by hand as one undoable change; returns how many came in.

        Like `add_person`; who is in the plan already or off the ledger is left out.
        """
        plan = self.plan(plan_id)
        inside = {unit.person_id for unit in self.units(plan_id)}
        people = [
            person
            for person in self._people.page(person_ids)
            if person.id not in inside and person.status is PersonStatus.ACTIVE
        ]
        groups = self.groups(plan_id)
        group_of = {name: group.id for group in groups for name in group.communities}
        first = groups[0].id if groups else None
        units = [
            replace(unit, group_id=group_of.get(unit.community, first))
            for unit in plan_units(plan, people)
        ]
        if units:
            with self._ledger.transaction(f"列入慰问对象：{len(units)} 户") as change:
                self._records.add_units(change, plan_id, units)
        return len(units)

    def missing(self, plan_id: int) -> Missing:
        """去年慰问今年未列 and 从未慰问, of people on the ledger today."""
        plan = self.plan(plan_id)
        now = self._records.visited(range(plan.year, plan.year + 1), plan.occasion)
        before = self._records.visited(range(plan.year - 1, plan.year), plan.occasion)
        ever = self._records.visited(range(plan.year + 1))
        last = self._people.page(sorted(before - now))
        rule = replace(plan.rule, tags=())
        return Missing(
            tuple(person for person in last if person.status is PersonStatus.ACTIVE),
            tuple(person for person in self.preview(rule).chosen if person.id not in ever),
        )

    def move_units(self, unit_ids: set[int], group_id: int) -> int:
        """Put units of the same plan into another group, as one undoable change; how many moved.

        Raises Problem when one of them is registered already: its sheet lies with the old group.
        """
        plan_id, group = self._records.group(group_id)
        self._refuse_registered(plan_id, unit_ids)
        moving = [unit for unit in self.units(plan_id) if unit.id in unit_ids]
        with self._ledger.transaction(f"调整到{group.name}：{len(moving)} 户") as change:
            for unit in moving:
                self._records.update_unit(change, replace(unit, group_id=group_id))
        return len(moving)

    def _refuse_registered(self, plan_id: int, unit_ids: set[int]) -> None:
        registered = self._receipts.of_plan(plan_id).keys() & unit_ids
        if registered:
            unit = self._records.unit(min(registered))
            more = f"等 {len(registered)} 户" if len(registered) > 1 else ""
            raise Problem(
                f"“{unit.name}”{more}已登记签收，没有改动。确需修改的，请先取消签收登记。",
                code="registered",
            )


def _line(text: str) -> str:
    return kinds.TEXT.read(text).value or ""
