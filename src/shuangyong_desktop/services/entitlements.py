"""待遇: written only where they can be, beside each other only on a written basis (CLERK §2)."""

from collections.abc import Sequence
from datetime import date

from shuangyong_desktop.domain.combinations import (
    Combination,
    Facts,
    Verdict,
    found,
    payment_of,
    runs,
    unsettled,
)
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.families import FALLEN
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.policies import Policies
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.transaction import Transaction

_DECIDED_ABOVE = frozenset({EntitlementState.SUSPENDED, EntitlementState.REVOKED})


class Entitlements(Entries[Entitlement]):
    """The entitlements of one open ledger, and what the rules say about somebody."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, ENTITLEMENTS)
        self._fallen = Records(ledger, FALLEN)
        self._persons = People(ledger)
        self._policies = Policies(ledger)

    def put(self, change: Transaction, record: Entitlement) -> int:
        """Write an entitlement within `change`; returns its id.

        Raises Problem where it cannot be, where it would run beside a payment it contradicts
        without 并行享受的依据, and for 中止 and 取消 without 决定机关和文号.
        """
        self._refuse(record)
        return super().put(change, record)

    def offered(self) -> dict[str, Sequence[str]]:
        """The policies in force are offered as what a decision rests on."""
        cited = self._policies.citations()
        return {"document": cited, "contradicts": cited}

    def about(self, person: Person) -> tuple[Combination, ...]:
        """What the rules of combinations say about somebody today, the gravest first."""
        return found(self._facts(person))

    def _facts(self, person: Person, changed: Entitlement | None = None) -> Facts:
        only = RecordFilter(person_id=person.id)
        known = [item for item in self.every(only) if changed is None or item.id != changed.id]
        return Facts(
            person,
            self._today(),
            [*known, *([] if changed is None else [changed])],
            tuple(self._fallen.every(only)),
        )

    def _refuse(self, record: Entitlement) -> None:
        if record.state in _DECIDED_ABOVE and not record.document:
            raise Problem(
                f"{record.state.value}由上级决定，请填写决定机关和文号后再保存。没有改动。",
                code="no_decision",
            )
        facts = self._facts(self._persons.get(record.person_id or 0), record)
        own = payment_of(record.kind)
        for rule in found(facts):
            impossible = rule.verdict is Verdict.IMPOSSIBLE and own in rule.payments
            if impossible and runs(record, facts.day):
                raise Problem(f"{rule.doubt.sentence}没有保存。", code=rule.key)
        for rule in unsettled(facts, record):
            raise Problem(
                f"{rule.doubt.sentence}确需并行的，请填写“并行享受的依据”后再保存。",
                code=rule.key,
            )

    def _today(self) -> date:
        return self._ledger.clock().date()
