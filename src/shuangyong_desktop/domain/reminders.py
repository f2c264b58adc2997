"""提醒 (reminders): the one thing about somebody that the desk should see to first.

A reminder has its reason in words; who needs nothing has none (CLERK §6: highlight red has a
reason or is not there).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain.contact_rules import (
    ContactRules,
    ContactSubject,
    Need,
    due_contact,
)
from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.status import PersonStatus


class Reminder(StrEnum):
    """What the desk is reminded of, the most pressing first."""

    APPEAL_LATE = "诉求逾期"
    LOST = "久未联系"
    CONTACT_LATE = "联系逾期"
    BIRTHDAY = "今日生日"
    CONTACT_DUE = "本月应联系"
    APPEAL_OPEN = "诉求未办结"
    CARD_ENDS = "优待证到期"
    DISABILITY_ENDS = "残疾证到期"
    TO_CONFIRM = "待年度确认"
    NO_ID_NUMBER = "缺证件号"
    ODD_ID_NUMBER = "证件号存疑"
    NO_CATEGORY = "缺人员类别"
    NO_COMMUNITY = "缺村（社区）"
    NO_PHONE = "缺电话"


URGENT = frozenset({Reminder.APPEAL_LATE, Reminder.LOST})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What registers say of somebody beside the record; days are ISO, None where there is none.

    `met_on` is the last day somebody reached the person, `tried_on` the last contact of any
    kind, `agreed_on` the next date agreed then. `appeal_until` is the nearest limit of an open
    appeal (“” where an open one has no limit). `card_until` is how long the card handed out
    last is valid. `to_confirm` says that a yearly confirmation under way waits for a result.
    """

    met_on: str | None = None
    tried_on: str | None = None
    agreed_on: str | None = None
    appeal_until: str | None = None
    card_until: str | None = None
    to_confirm: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """What reminders are counted with: the day, the desk's rules, and today's birthdays.

    `soon` is the day up to which a certificate counts as 到期. `birthdays` and
    `lunar_birthdays` are the days of the year (MM-DD) that are kept today.
    """

    today: date
    soon: date
    rules: ContactRules
    birthdays: frozenset[str] = frozenset()
    lunar_birthdays: frozenset[str] = frozenset()


def reminder(person: Person, standing: Standing, on: Calendar) -> Reminder | None:
    """The most pressing reminder of somebody on the ledger; None where there is nothing to do."""
    if person.status is not PersonStatus.ACTIVE:
        return None
    return next(reminders(person, standing, on), None)


def reminders(person: Person, standing: Standing, on: Calendar) -> Iterator[Reminder]:
    """Every reminder of somebody, the most pressing first."""
    needed = {*_of_registers(person, standing, on), *_of_record(person, on)}
    return (item for item in Reminder if item in needed)


def _of_registers(person: Person, standing: Standing, on: Calendar) -> Iterator[Reminder]:
    today = on.today.isoformat()
    if standing.appeal_until is not None:
        late = "" < standing.appeal_until < today
        yield Reminder.APPEAL_LATE if late else Reminder.APPEAL_OPEN
    if standing.tried_on is not None or standing.met_on is not None:
        yield from _contact(person, standing, on)
    if standing.card_until and standing.card_until <= on.soon.isoformat():
        yield Reminder.CARD_ENDS
    if standing.to_confirm:
        yield Reminder.TO_CONFIRM


def _contact(person: Person, standing: Standing, on: Calendar) -> Iterator[Reminder]:
    due = due_contact(subject_of(person, standing), on.rules, on.today, _NO_NAMES)
    if due.lost:
        yield Reminder.LOST
    if due.need is Need.OVERDUE:
        yield Reminder.CONTACT_LATE
    elif due.need is Need.DUE:
        yield Reminder.CONTACT_DUE


def subject_of(person: Person, standing: Standing) -> ContactSubject:
    """Somebody as the rules of contact look at them."""
    return ContactSubject(
        person_id=person.id or 0,
        community=person.community or "",
        categories=person.categories,
        tags=person.tags,
        birth_date=person.birth_date,
        hard=(person.social_aid or "") not in ("", "无") or bool(person.hardships),
        met_on=standing.met_on,
        tried_on=standing.tried_on,
        agreed_on=standing.agreed_on,
    )


def _of_record(person: Person, on: Calendar) -> Iterator[Reminder]:
    if person.lunar_birthday:
        if person.lunar_birthday in on.lunar_birthdays:
            yield Reminder.BIRTHDAY
    elif person.birth_date and person.birth_date[5:] in on.birthdays:
        yield Reminder.BIRTHDAY
    if person.disability_until and person.disability_until <= on.soon.isoformat():
        yield Reminder.DISABILITY_ENDS
    if not person.id_number:
        yield Reminder.NO_ID_NUMBER
    elif identify(person.id_number) is None:
        yield Reminder.ODD_ID_NUMBER
    if not person.categories:
        yield Reminder.NO_CATEGORY
    if not person.community:
        yield Reminder.NO_COMMUNITY
    if not person.phone:
        yield Reminder.NO_PHONE


_NO_NAMES: Mapping[str, str] = {}
