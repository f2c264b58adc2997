"""人员变动: what happened to somebody, with everything that follows, as one undoable change.

An event writes itself with before and after, changes the person, proposes what becomes of
their payments, takes them out of open visits and asks for its follow-ups. However a death or
a move reaches the ledger, it comes through here, so that it has its consequences once.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from shuangyong_desktop.domain.categories import CategoryWords
from shuangyong_desktop.domain.consequences import Coming, coming, follow_ups, settled
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import (
    CHANGES,
    EVENTS,
    FOLLOW_UPS,
    STATUS_AFTER,
    Event,
    EventKind,
    FollowUp,
    FollowUpKind,
)
from shuangyong_desktop.domain.families import FALLEN, RELATIVES
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.movements import counted_on
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.possible import GROWN_UP, RURAL_AGE
from shuangyong_desktop.domain.registering import (
    OF_STATUS,
    differences,
    fact_day,
    refuse_impossible,
    with_status,
)
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.search import AgeSpan, PersonFilter
from shuangyong_desktop.domain.situations import OpenVisit, Situation, has_passed, month_after
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.visits import UnitKind
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.households import Households
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.transaction import Transaction
from shuangyong_desktop.storage.visits import Visits

MONTHS_AHEAD = 3
"""How long beforehand birthdays that matter are listed (DOMAIN §6.1)."""

TITLES = {
    EventKind.DIED: "登记去世",
    EventKind.MOVED_OUT: "登记迁出",
    EventKind.REMOVED: "移出台账",
    EventKind.RETURNED: "恢复在册",
}


KIND_OF = {
    PersonStatus.ACTIVE: EventKind.RETURNED,
    PersonStatus.DECEASED: EventKind.DIED,
    PersonStatus.MOVED_OUT: EventKind.MOVED_OUT,
    PersonStatus.REMOVED: EventKind.REMOVED,
}
"""What happened when somebody's status became this."""

_CORRECTED = "台账登记"


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event with whom it was about, as a list shows it."""

    event: Event
    person: Person


@dataclass(frozen=True, slots=True)
class Registered:
    """An event as stored, the person afterwards, and what now waits for the desk."""

    event: Event
    person: Person
    follow_ups: tuple[FollowUp, ...]


class Events:
    """Registering what happens to the people of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._events = Records(ledger, EVENTS)
        self._persons = People(ledger)
        self._asked = Records(ledger, FOLLOW_UPS)
        self._paid = Records(ledger, ENTITLEMENTS)
        self._visits = Visits(ledger)

    def register(self, event: Event) -> Registered:
        """Write a new event with all that follows, as one undoable change.

        `event.after` holds texts by key of PEOPLE for what else changes (`CHANGES`). Raises
        Problem when something required is missing, cannot be, or has been registered before.
        """
        event, person, changed = self._checked(event)
        title = TITLES.get(event.kind or EventKind.OTHER) or f"登记{event.kind}"
        with self._ledger.transaction(f"{title}：{person.name}") as change:
            return self._write(change, event, person, changed)

    def register_within(
        self, change: Transaction, event: Event, *, undated: bool = False
    ) -> Registered:
        """`register` as a part of a larger change; `undated` lets the day of the fact be unknown.

        What depends on the day is then left to be checked (an imported list says 已故 and no more).
        """
        return self._write(change, *self._checked(event, undated=undated))

    def move(self, person_id: int, status: PersonStatus, on: str, basis: str) -> Person:
        """Register that somebody left the ledger or came back; returns the person as stored.

        Coming back may be undated. Raises Problem as `register` does.
        """
        person = self._persons.get(person_id)
        back = status is PersonStatus.ACTIVE
        event = Event(person_id=person_id, kind=KIND_OF[status], date=on or None,
                      basis=basis or (_CORRECTED if back else None))  # fmt: skip
        checked = self._checked(event, undated=back)
        with self._ledger.transaction(f"{TITLES[KIND_OF[status]]}：{person.name}") as change:
            return self._write(change, *checked).person

    def change_status(self, change: Transaction, known: Person, person: Person) -> Registered:
        """Write `person` within `change`, whose status was entered with other columns.

        The columns are written as they are, the status as the event that it is. Raises Problem,
        before anything is written, when that cannot be.
        """
        on = person.death_date or person.status_date
        if person.status is PersonStatus.ACTIVE or on == known.status_date:
            on = None
        event = Event(person_id=person.id, kind=KIND_OF[person.status], date=on,
                      basis=person.status_basis or _CORRECTED)  # fmt: skip
        self._checked(event, undated=True)
        kept = {key: getattr(known, key) for key in OF_STATUS}
        self._persons.update(change, replace(person, **kept))
        return self.register_within(change, event, undated=True)

    def complete(self, event: Event) -> Registered:
        """Write what became known of an event later: its cause, until when was paid, its basis.

        What it asks for is asked anew, as one undoable change: follow-ups that still wait and
        no longer fit go into 回收站, new ones are added, settled ones stay as they are.
        """
        known = self._events.get(event.id or 0)
        event = replace(known, cause=event.cause, paid_until=event.paid_until, basis=event.basis,
                        source=event.source, remarks=event.remarks)  # fmt: skip
        person = self._persons.get(known.person_id or 0)
        asked = self._asked_anew(event, person)
        before = self.asked_by(event.id or 0)
        said, fits = {_gist(item) for item in before}, {_gist(item) for item in asked}
        at = self._ledger.clock().isoformat(timespec="seconds")
        with self._ledger.transaction(f"补充变动情况：{person.name}") as change:
            self._events.update(change, event)
            for item in before:
                stays = not item.open or item.kind is FollowUpKind.OPEN_VISITS
                if not stays and _gist(item) not in fits:
                    self._asked.update(change, replace(item, removed_at=at))
            new = [item for item in asked if _gist(item) not in said]
            self._asked.add_many(change, new)
        return Registered(event, person, tuple(self.asked_by(event.id or 0)))

    def _asked_anew(self, event: Event, person: Person) -> list[FollowUp]:
        """What `event` asks for as it is known now; what it proposed to stop counts as paid."""
        now = self._situation(event, person, person)
        paid = [
            replace(item, state=EntitlementState.PAID)
            if item.state is EntitlementState.TO_STOP else item
            for item in now.entitlements
        ]  # fmt: skip
        return list(follow_ups(event, replace(now, entitlements=paid, visits=())))

    def preview(self, event: Event) -> tuple[FollowUp, ...]:
        """What would follow from `event`; nothing is written. Raises the same Problems."""
        event, person, changed = self._checked(event)
        return follow_ups(event, self._situation(event, person, changed))

    def found(self, only: RecordFilter, community: str | None = None) -> list[EventLine]:
        """The events in `only`, newest first; with `community` those of one 村（社区）.

        An event counts on the same day as in a table of movements (`counted_on`).
        """
        events = [
            event
            for event in self._events.every(replace(only, since=None, until=None))
            if _within(counted_on(event).isoformat(), only)
        ]
        ids = sorted({event.person_id or 0 for event in events})
        people = {
            one.id: one
            for start in range(0, len(ids), PAGE)
            for one in self._persons.page(ids[start : start + PAGE])
        }
        lines = (EventLine(event, people[event.person_id]) for event in events)
        return [
            line
            for line in lines
            if community is None or (line.person.community or "") == community
        ]

    def asked_by(self, event_id: int) -> list[FollowUp]:
        """The follow-ups of one event, in the order in which they were asked for."""
        only = RecordFilter(equal=(("event_id", event_id),))
        return sorted(self._asked.every(only), key=lambda item: item.id or 0)

    def birthdays(self, months: int = MONTHS_AHEAD) -> list[Coming]:
        """Who comes of age within `months`, the first one first, until that is registered."""
        today = self._today()
        until = date.fromisoformat(f"{month_after(today.isoformat()[:7], months)}-28")
        found = [
            item
            for years in (GROWN_UP, RURAL_AGE)
            for person in self._persons.every(only=_about(years, until))
            if (item := coming(person, today, until)) and not self._known(item)
        ]
        return sorted(found, key=lambda item: item.day)

    def _known(self, item: Coming) -> bool:
        only = RecordFilter(person_id=item.person.id, equal=(("kind", item.kind),))
        return self._events.count(only) > 0

    def _write(
        self, change: Transaction, event: Event, person: Person, changed: Person
    ) -> Registered:
        now = self._situation(event, person, changed)
        self._persons.update(change, changed)
        event = replace(event, id=self._events.add(change, event))
        for entitlement in now.entitlements:
            self._paid.update(change, settled(entitlement, event, now))
        leaving = [self._visits.unit(visit.unit_id) for visit in now.visits if visit.leaves]
        if event.status_after not in (None, PersonStatus.ACTIVE):
            self._visits.remove_units(change, leaving)
        asked = follow_ups(event, now)
        ids = self._asked.add_many(change, asked)
        stored = tuple(replace(item, id=number) for number, item in zip(ids, asked, strict=True))
        return Registered(event, replace(changed, id=person.id), stored)

    def _checked(self, event: Event, *, undated: bool = False) -> tuple[Event, Person, Person]:
        """The event complete with what it changes, the person before it and after it."""
        kind, person = event.kind, self._persons.get(event.person_id or 0)
        if kind is None:
            raise Problem("请选择变动类型。没有改动。", code="missing_kind")
        refuse_impossible(kind, event, person)
        unknown = undated and not event.date
        day = None if unknown else fact_day(event.date or "", person, self._today())
        basis = EVENTS.schema["basis"].read(event.basis or "").value
        if not basis:
            raise Problem("请填写变动依据，例如死亡证明、户口迁移证。没有改动。", code="no_basis")
        status = STATUS_AFTER.get(kind)
        if kind is EventKind.MOVED_WITHIN and not event.after.get("community"):
            status = PersonStatus.MOVED_OUT
        changed = self._changed(kind, event.after, person)
        if status is not None and (status is not person.status or kind is EventKind.MOVED_IN):
            changed = with_status(changed, status, day, basis)
        before, after = differences(person, changed)
        event = replace(
            event, date=day, basis=basis, before=before, after=after,
            status_before=person.status, status_after=changed.status,
            recorded_on=self._today().isoformat(),
        )  # fmt: skip
        return event, person, changed

    def _changed(self, kind: EventKind, after: Mapping[str, str], person: Person) -> Person:
        """The person with what the event writes beside the status."""
        values: dict[str, Any] = {}
        for key in CHANGES.get(kind, ()):
            if not after.get(key, "").strip():
                continue
            own = key == "categories"  # the desk has categories that the declaration cannot know
            words = CategoryWords(Categories(self._ledger).all())
            reading = words.read(after[key]) if own else PEOPLE[key].read(after[key])
            for doubt in reading.doubts:
                if doubt.severity is Severity.ERROR or reading.value in (None, ()):
                    raise Problem(f"{doubt.sentence}没有改动。", code=doubt.kind)
            values[key] = reading.value
        return replace(person, **values)

    def _situation(self, event: Event, person: Person, changed: Person) -> Situation:
        """What the ledger knows around the person; categories as they are after the event."""
        only = RecordFilter(person_id=person.id)
        household: list[Person] = []
        if person.household_id is not None:
            members = Households(self._ledger).members(person.household_id)
            household = [
                one for one in self._persons.page([n for n in members if n != person.id])
                if one.status is PersonStatus.ACTIVE
            ]  # fmt: skip
        return Situation(
            person=replace(person, categories=changed.categories),
            entitlements=tuple(self._paid.every(only)),
            household=tuple(household),
            relatives=tuple(Records(self._ledger, RELATIVES).every(only)),
            fallen=tuple(Records(self._ledger, FALLEN).every(only)),
            visits=tuple(self._open_visits(event, person, shared=bool(household))),
            categories=Categories(self._ledger).all(),
            rules=Settings(self._ledger).local_rules(),
            graded_on=self._graded_before(event, person),
        )

    def _graded_before(self, event: Event, person: Person) -> str | None:
        """The day of the last grading that is known, before this event."""
        if event.kind is not EventKind.GRADED:
            return None
        only = RecordFilter(person_id=event.person_id, equal=(("kind", EventKind.GRADED),))
        days = [known.date for known in self._events.every(only) if known.id != event.id]
        days.append(person.disability_since)
        return max((day for day in days if day and day <= (event.date or "")), default=None)

    def _open_visits(self, event: Event, person: Person, *, shared: bool) -> Iterator[OpenVisit]:
        receipts = Receipts(self._ledger)
        for plan_id, unit_id in receipts.open_of_person(person.id or 0, self._today().year):
            plan, unit = self._visits.plan(plan_id), self._visits.unit(unit_id)
            held = shared and unit.kind is UnitKind.HOUSEHOLD
            passed = has_passed(plan.occasion, plan.year, event.date or "")
            yield OpenVisit(plan.title, unit_id, leaves=not held and not passed, shared=held)

    def _today(self) -> date:
        return self._ledger.clock().date()


def _within(day: str, only: RecordFilter) -> bool:
    until = only.until or day
    return (only.since or "") <= day and day[: len(until)] <= until


def _gist(item: FollowUp) -> tuple[object, ...]:
    """What makes two follow-ups of one event the same."""
    return item.kind, item.words, item.amount


def _about(years: int, until: date) -> PersonFilter:
    """Everybody on the ledger who may have turned `years` not long before `until`, or turns so."""
    ages = AgeSpan(until.isoformat(), years, years + 2)
    return PersonFilter(statuses=(PersonStatus.ACTIVE,), ages=ages)
