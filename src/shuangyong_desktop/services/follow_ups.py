"""变动后续事项: what waits for the desk, ticked off with the day or waived with a reason."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import EVENTS, FOLLOW_UPS, Event, FollowUp, FollowUpKind
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.situations import month_after, month_of
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records

_STOPPABLE = (EntitlementState.PAID, EntitlementState.TO_STOP)
_OPEN = RecordFilter(equal=(("done_on", None), ("waived", None)))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A follow-up with whom it is about and what brought it about."""

    item: FollowUp
    person: Person
    event: Event


class FollowUps(Entries[FollowUp]):
    """The follow-ups of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, FOLLOW_UPS)
        self._events = Records(ledger, EVENTS)
        self._persons = People(ledger)
        self._paid = Records(ledger, ENTITLEMENTS)

    def open_ids(self) -> "array[int]":
        """What still waits, the one due first at the top."""
        return array("I", reversed(self.ids(_OPEN)))

    def settled_ids(self) -> "array[int]":
        """What was ticked off or waived, newest due day first."""
        still = set(self.ids(_OPEN))
        return array("I", (number for number in self.ids() if number not in still))

    def waiting(self, ids: Sequence[int]) -> list[Waiting]:
        """The follow-ups of `ids` in that order, each with its person and event."""
        items = self.page(ids)
        events = {item.id: item for item in self._events.page(_each(i.event_id for i in items))}
        people = {one.id: one for one in self._persons.page(_each(i.person_id for i in items))}
        return [Waiting(item, people[item.person_id], events[item.event_id]) for item in items]

    def due_count(self) -> int:
        """How many wait that are due today or overdue: the number on the badge."""
        return self.count(replace(_OPEN, until=self._today().isoformat()))

    def stoppable(self, item: FollowUp) -> list[Entitlement]:
        """The payments that a 拟停发 speaks of and that are not stopped yet."""
        if item.kind is not FollowUpKind.STOP_PAYMENT:
            return []
        only = RecordFilter(person_id=item.person_id)
        known = list(self._paid.every(only))
        named = [one for one in known if one.kind and one.kind in (item.words or "")]
        if named:
            return [one for one in named if one.state in _STOPPABLE]
        return [one for one in known if one.state is EntitlementState.TO_STOP]

    def stop_month(self, item: FollowUp, on: date) -> str:
        """From which month a 拟停发 proposes to stop; where it does not say, the one after `on`."""
        known = (month_of(one.until) for one in self.stoppable(item))
        last = next(filter(None, known), None)
        return month_after(last or on.isoformat()[:7])

    def tick(
        self, ids: Sequence[int], on: str = "", remarks: str = "", stop_from: str | None = None
    ) -> int:
        """办结 on the day `on` (today when empty), as one undoable change; returns how many.

        With `stop_from`, the month from which 区局 has stopped paying, the payments that a 拟停发
        speaks of are 停发 in the same change. Raises Problem when day or month cannot be.
        """
        day = self._day(on)
        last = None if stop_from is None else self._last_month(stop_from)
        items = [item for item in self.page(ids) if item.open]
        with self._ledger.transaction(self._title("办结", items)) as change:
            for item in items:
                note = remarks.strip() or item.remarks
                self.records.update(change, replace(item, done_on=day, remarks=note))
                for paid in self.stoppable(item) if last else ():
                    stopped = replace(paid, state=EntitlementState.STOPPED, until=last)
                    self._paid.update(change, stopped)
        return len(items)

    def waive(self, ids: Sequence[int], reason: str) -> int:
        """不办理, as one undoable change; returns how many. Raises Problem without a reason."""
        if not reason.strip():
            raise Problem("请写明不办理的原因。没有改动。", code="no_reason")
        items = [item for item in self.page(ids) if item.open]
        with self._ledger.transaction(self._title("不办理", items)) as change:
            for item in items:
                self.records.update(change, replace(item, waived=reason.strip()))
        return len(items)

    def reopen(self, ids: Sequence[int]) -> int:
        """Let settled follow-ups wait again, as one undoable change; returns how many."""
        items = [item for item in self.page(ids) if not item.open]
        with self._ledger.transaction(self._title("重新办理", items)) as change:
            for item in items:
                self.records.update(change, replace(item, done_on=None, waived=None))
        return len(items)

    def _title(self, verb: str, items: list[FollowUp]) -> str:
        if len(items) != 1:
            return f"{verb}变动后续事项：{len(items)} 项"
        return f"{self.title(verb, items[0])}（{items[0].kind}）"

    @staticmethod
    def _last_month(stop_from: str) -> str:
        """The last month that is paid when it stops from `stop_from` on."""
        month = kinds.MONTH.read(stop_from).value
        if not month:
            raise Problem(
                f"停发起始月“{stop_from[:20]}”看不明白，请写成 2026-07。没有改动。", code="bad_date"
            )
        return month_after(str(month), -1)

    def _day(self, text: str) -> str:
        if not text.strip():
            return self._today().isoformat()
        reading = FOLLOW_UPS.schema["done_on"].read(text)
        if not reading.value or any(d.severity is not Severity.INFO for d in reading.doubts):
            raise Problem(
                f"办理时间“{text[:20]}”看不明白，请写成 2026-07-28。没有改动。", code="bad_date"
            )
        if str(reading.value) > self._today().isoformat():
            raise Problem("办理时间在今天之后，请核对。没有改动。", code="bad_date")
        return str(reading.value)

    def _today(self) -> date:
        return self._ledger.clock().date()


def _each(numbers: Iterable[int | None]) -> list[int]:
    return list(dict.fromkeys(number for number in numbers if number is not None))
