"""登记签收 and 核销: entering what the signed papers say, and the figures that follow."""

from collections.abc import Sequence

from shuangyong_desktop.domain.coverage import Coverage, coverage
from shuangyong_desktop.domain.desk import Role
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.receipts import (
    OPEN,
    Flag,
    Receipt,
    ReceiptState,
    red_flags,
    refuse_unfinished,
)
from shuangyong_desktop.domain.settlement import Settlement, settle
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.services.dictionary import Dictionary
from shuangyong_desktop.storage.attachments import Attachments
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.receipts import Receipts as Records
from shuangyong_desktop.storage.visits import Visits


class Receipts:
    """The receipts of one open ledger."""

    def __init__(self, ledger: Ledger, dictionary: Dictionary) -> None:
        self._ledger, self._dictionary = ledger, dictionary
        self._records, self._visits = Records(ledger), Visits(ledger)
        self._attachments, self._people = Attachments(ledger), People(ledger)

    def of_plan(self, plan_id: int) -> dict[int, Receipt]:
        """What is registered in a plan, by the id of the unit; others are open (未登记)."""
        return self._records.of_plan(plan_id)

    def flags(self, unit_id: int, receipt: Receipt) -> tuple[Flag, ...]:
        """What is odd about `receipt`, while it is being filled in; nothing is written."""
        return self._flags(self._visits.unit(unit_id), receipt.tidied)

    def register(self, unit_id: int, receipt: Receipt) -> None:
        """按纸质签收册登记 one unit, as one undoable change; registers anew what was registered.

        Raises Problem when something needed is missing, and for a red flag of CLERK §2 without
        `flag_reason` in writing.
        """
        unit, receipt = self._visits.unit(unit_id), receipt.tidied
        refuse_unfinished(unit, receipt, self._flags(unit, receipt), self._ledger.clock().date())
        with self._ledger.transaction(f"登记签收：{unit.name}（{receipt.state.value}）") as change:
            self._records.put(change, unit, receipt)

    def register_rest(self, group_id: int, on: str) -> int:
        """All units of a group that are still open: 已签收 on the day `on` (ISO), in one change.

        Returns how many. Raises Problem when the day is missing or after today.
        """
        plan_id, group = self._visits.group(group_id)
        known = self._records.of_plan(plan_id)
        rest = [unit for unit in self._visits.units(plan_id, group_id) if unit.id not in known]
        if not rest:
            return 0
        receipt = Receipt(state=ReceiptState.SIGNED, received_on=on)
        refuse_unfinished(rest[0], receipt, (), self._ledger.clock().date())
        with self._ledger.transaction(f"登记签收：{group.name}其余 {len(rest)} 户") as change:
            self._records.add_many(change, rest, receipt)
        return len(rest)

    def take_back(self, unit_id: int) -> None:
        """Make a unit open again, as one undoable change."""
        unit = self._visits.unit(unit_id)
        with self._ledger.transaction(f"取消签收登记：{unit.name}") as change:
            self._records.put(change, unit, OPEN)

    def gone(self, plan_id: int) -> list[tuple[VisitUnit, Person]]:
        """Open units of people who have died, moved away or left the ledger since the plan.

        The window says so and offers to leave them out.
        """
        known = self._records.of_plan(plan_id)
        waiting = [unit for unit in self._visits.units(plan_id) if unit.id not in known]
        ids = [unit.person_id for unit in waiting if unit.person_id is not None]
        people: dict[int | None, Person] = {}
        for start in range(0, len(ids), PAGE):
            people |= {person.id: person for person in self._people.page(ids[start : start + PAGE])}
        return [
            (unit, people[unit.person_id])
            for unit in waiting
            if unit.person_id in people and people[unit.person_id].status is not PersonStatus.ACTIVE
        ]

    def settlement(self, plan_id: int) -> Settlement:
        """The figures of a plan: planned, received, by proxy, not received, waiting for papers."""
        return settle(
            self._visits.groups(plan_id),
            self._visits.units(plan_id),
            self._records.of_plan(plan_id),
            self._attachments.of_plan(plan_id),
        )

    def coverage(self, plan_id: int) -> Coverage:
        """「领导 × 户」: the leaders of the people dictionary and of the groups, and who went."""
        leaders = [
            person.name for person in self._dictionary.people() if person.role is Role.LEADER
        ]
        return coverage(
            self._visits.groups(plan_id),
            self._visits.units(plan_id),
            self._records.of_plan(plan_id),
            leaders,
        )

    def _flags(self, unit: VisitUnit, receipt: Receipt) -> tuple[Flag, ...]:
        return red_flags(unit, receipt, self._others(unit), self._dictionary.people())

    def _others(self, unit: VisitUnit) -> Sequence[tuple[VisitUnit, Receipt]]:
        """The units of the same plan that somebody else collected for."""
        plan_id = self._visits.plan_of(unit.id or 0)
        collected = self._records.of_plan(plan_id, ReceiptState.PROXY)
        return [
            (self._visits.unit(number), found)
            for number, found in collected.items()
            if number != unit.id
        ]
