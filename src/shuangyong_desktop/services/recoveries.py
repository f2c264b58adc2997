"""追回台账: what was paid too long, what came back, what still has to (CLERK §5.4)."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from shuangyong_desktop.domain.ages import earliest
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import EVENTS, FOLLOW_UPS, Event, FollowUp
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.recoveries import (
    RECOVERIES,
    REPAYMENTS,
    STILL_OPEN,
    Recovery,
    RecoveryCount,
    RecoveryState,
    Repayment,
    counted,
    months_between,
    state_of,
)
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.situations import month_after, month_of
from shuangyong_desktop.services.registers import Entries, refuse_incomplete
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class RecoveryLine:
    """One line of the 追回台账: the recovery, whom it is about, what came back, oldest first."""

    recovery: Recovery
    person: Person
    repayments: tuple[Repayment, ...]

    @property
    def count(self) -> RecoveryCount:
        return counted(self.recovery, self.repayments)

    @property
    def state(self) -> RecoveryState:
        return state_of(self.recovery, self.count)


class Recoveries(Entries[Recovery]):
    """The recoveries of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, RECOVERIES)
        self._persons = People(ledger)
        self._repaid = Records(ledger, REPAYMENTS)
        self._asked = Records(ledger, FOLLOW_UPS)

    def lines(self) -> list[RecoveryLine]:
        """Every recovery with what came back, newest first."""
        recoveries = list(self.every())
        came: dict[int | None, list[Repayment]] = {}
        for item in sorted(self._repaid.every(), key=lambda item: (item.date or "", item.id or 0)):
            came.setdefault(item.recovery_id, []).append(item)
        ids = sorted({item.person_id or 0 for item in recoveries})
        people = {
            one.id: one
            for start in range(0, len(ids), PAGE)
            for one in self._persons.page(ids[start : start + PAGE])
        }
        return [
            RecoveryLine(item, people[item.person_id], tuple(came.get(item.id, ())))
            for item in recoveries
        ]

    def open_count(self) -> int:
        """How many recoveries still wait for money: the number on the badge."""
        return sum(line.state in STILL_OPEN for line in self.lines())

    def proposed(self, item: FollowUp) -> Recovery:
        """The recovery that a follow-up asks for, as far as the ledger knows it.

        Paid too much is what came after the last month that was due and until the month that
        was paid; what is not known stays empty.
        """
        event = Records(self._ledger, EVENTS).get(item.event_id or 0)
        stopped = self._stopped(item)
        last, paid = month_of(stopped.until) if stopped else None, month_of(event.paid_until)
        too_long = bool(last and paid and paid > last)
        since = month_after(last) if last and too_long else None
        until = paid if too_long else None
        return Recovery(
            person_id=item.person_id, event_id=item.event_id, date=self._today().isoformat(),
            kind=stopped.kind if stopped else None, reason=_reason(event), since=since,
            until=until, months=months_between(since, until), amount=item.amount,
        )  # fmt: skip

    def begin(self, recovery: Recovery, follow_up_id: int | None = None) -> Recovery:
        """Write a new recovery; the follow-up that asked for it is ticked off with it.

        One undoable change. Raises Problem as `put` does.
        """
        with self._ledger.transaction(self.title("登记", recovery)) as change:
            number = self.put(change, recovery)
            item = self._asked.get(follow_up_id) if follow_up_id is not None else None
            if item is not None and item.open:
                done = replace(item, done_on=self._today().isoformat(), remarks="已列入追回台账")
                self._asked.update(change, done)
        return self.get(number)

    def put(self, change: Transaction, record: Recovery) -> int:
        """Write a recovery within `change`; the months are counted where they are not given.

        Raises Problem where the sum or the months cannot be.
        """
        if (record.amount or Decimal(0)) <= 0:
            raise Problem("请填写应追金额，要大于 0。没有保存。", code="missing_amount")
        months = months_between(record.since, record.until)
        if months is not None and months <= 0:
            raise Problem("多发截止月早于起始月，请核对。没有保存。", code="bad_months")
        if record.date and earliest(record.date) > self._today():
            raise Problem("登记时间在今天之后，请核对。没有保存。", code="bad_date")
        if record.id is not None and self._paid_of(record.id) > (record.amount or 0):
            raise Problem(
                "应追金额少于已经退回的，请先核对退款登记。没有保存。", code="less_than_paid"
            )
        return super().put(change, replace(record, months=record.months or months))

    def repay(self, repayment: Repayment) -> Repayment:
        """Write what came back, as one undoable change.

        Raises Problem for a day in the future, or more than is still open.
        """
        refuse_incomplete(REPAYMENTS, repayment)
        recovery = self.get(repayment.recovery_id or 0)
        amount = repayment.amount or Decimal(0)
        left = (recovery.amount or Decimal(0)) - self._paid_of(recovery.id or 0)
        if amount <= 0:
            raise Problem("退款金额要大于 0。没有登记。", code="bad_amount")
        if amount > left:
            raise Problem(
                f"退款 {amount:,.2f} 元多于未追的 {left:,.2f} 元，请核对。没有登记。",
                code="too_much",
            )
        if earliest(repayment.date or "") > self._today():
            raise Problem("退款时间在今天之后，请核对。没有登记。", code="bad_date")
        about = replace(repayment, person_id=recovery.person_id)
        name = self._persons.get(recovery.person_id or 0).name
        with self._ledger.transaction(f"登记退款：{name} {amount:,.2f} 元") as change:
            number = self._repaid.add(change, about)
        return self._repaid.get(number)

    def waive(self, recovery_id: int, basis: str) -> None:
        """不再追回 of what is still open; the street does not decide this (CLERK §2).

        Raises Problem without 决定机关和文号.
        """
        if not basis.strip():
            raise Problem(
                "不再追回由上级决定，请填写决定机关和文号。没有改动。", code="no_decision"
            )
        recovery = self.get(recovery_id)
        with self._ledger.transaction(self.title("不再追回", recovery)) as change:
            self.records.update(change, replace(recovery, waived=basis.strip()))

    def _paid_of(self, recovery_id: int) -> Decimal:
        only = RecordFilter(equal=(("recovery_id", recovery_id),))
        return sum((item.amount or Decimal(0) for item in self._repaid.every(only)), Decimal(0))

    def _stopped(self, item: FollowUp) -> Entitlement | None:
        """The payment that a follow-up speaks of."""
        only = RecordFilter(person_id=item.person_id)
        paid = [one for one in Records(self._ledger, ENTITLEMENTS).every(only) if one.kind]
        return next((one for one in paid if (one.kind or "") in (item.words or "")), None)

    def _today(self) -> date:
        return self._ledger.clock().date()


def _reason(event: Event) -> str | None:
    return event.kind.value if event.kind else None
