"""What may be registered of somebody, and what it writes into their record (登记变动)."""

from dataclasses import replace
from datetime import date

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import DECIDED, STATUS_AFTER, Event, EventKind
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.status import PersonStatus


def fact_day(text: str, person: Person, today: date) -> str:
    """The day of a fact as an ISO prefix, from any spelling; raises Problem when it cannot be."""
    reading = PEOPLE["status_date"].read(text)
    if not reading.value or any(doubt.severity is not Severity.INFO for doubt in reading.doubts):
        raise Problem(
            f"变动日期“{text}”看不明白，请写成 2026-07-28 或 2026-07。没有改动。", code="bad_date"
        )
    day = str(reading.value)
    if day > today.isoformat()[: len(day)]:
        raise Problem("变动日期在今天之后，请核对。没有改动。", code="bad_date")
    born = person.birth_date or ""
    if born and day[: len(born)] < born[: len(day)]:
        raise Problem("变动日期早于出生日期，请核对。没有改动。", code="bad_date")
    return day


_AFTER_DEATH = (EventKind.RETURNED, EventKind.REMOVED, EventKind.OTHER)


def refuse_impossible(kind: EventKind, event: Event, person: Person) -> None:
    name, status = person.name, person.status
    if kind is EventKind.DIED and status is PersonStatus.DECEASED:
        raise Problem(f"“{name}”已经登记去世，没有重复登记。", code="registered_already")
    if kind is EventKind.RETURNED and status is PersonStatus.ACTIVE:
        raise Problem(f"“{name}”已经在册，没有改动。", code="on_the_ledger")
    if kind in (EventKind.MOVED_OUT, EventKind.REMOVED) and status is STATUS_AFTER[kind]:
        raise Problem(
            f"“{name}”已经是{status.value}状态，没有重复登记。", code="registered_already"
        )
    if status is PersonStatus.DECEASED and kind not in _AFTER_DEATH:
        raise Problem(
            f"“{name}”已登记去世，不能再登记{kind}。登记有误的，请先恢复在册。没有改动。",
            code="deceased",
        )
    if kind in DECIDED and not (event.authority and event.document):
        raise Problem(
            f"{kind}由上级退役军人事务部门决定，请填写决定机关和决定文号。没有改动。",
            code="no_decision",
        )
    if kind is EventKind.MOVED_WITHIN and not (event.after.get("community") or event.place):
        raise Problem(
            "请填写迁往哪个村（社区）；迁到区内其他街道的，请填写迁往的街道。没有改动。",
            code="no_place",
        )


def with_status(person: Person, status: PersonStatus, day: str | None, basis: str) -> Person:
    moved = replace(person, status=status, status_date=day, status_basis=basis)
    if status is PersonStatus.DECEASED:
        return replace(moved, death_date=day)
    return replace(moved, death_date=None) if status is PersonStatus.ACTIVE else moved


def differences(before: Person, after: Person) -> tuple[dict[str, str], dict[str, str]]:
    """What differs beside the status, as texts by key of PEOPLE."""
    keys = [
        column.key
        for column in PEOPLE
        if column.key not in OF_STATUS and getattr(before, column.key) != getattr(after, column.key)
    ]
    return (
        {key: PEOPLE[key].write(getattr(before, key)) for key in keys},
        {key: PEOPLE[key].write(getattr(after, key)) for key in keys},
    )


OF_STATUS = frozenset({"status", "status_date", "status_basis", "death_date"})
