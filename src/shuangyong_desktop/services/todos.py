"""今日待办 and 本月要办 of 首页: what waits in the records themselves, and what ticks it off.

Nothing is kept here: to tick is to write the record that waits (UX §2.2).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.contacts import OPEN_STAGES
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.events import ZERO_REPORTS, FollowUpKind
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services import almanac

if TYPE_CHECKING:
    from shuangyong_desktop.services.office import Office

A_DESK = 50_000
"""Up to how many people 首页 says who has to be contacted, for which it looks at everybody."""
_ASKING = (FollowUpKind.STOP_PAYMENT, FollowUpKind.RECOVER)
"""Follow-ups whose end asks for more than a day: a payment stopped, money claimed back."""
_WEEK = 7
_CONTACTS = 20
_SPOKEN = 60


@dataclass(frozen=True, slots=True)
class Link:
    """Where a number leads: to exactly these people under a title, else to a page.

    `key` is what `Overview.people_of` knows the people by; empty where a page is meant.
    """

    page: str = "ledger"
    title: str = ""
    key: str = ""


class Deed(Enum):
    """What ticks a to-do off: a follow-up done today, a contact, a step of an appeal."""

    STEP = auto()
    CONTACT = auto()
    APPEAL = auto()


@dataclass(frozen=True, slots=True)
class Tick:
    """What has to be written to tick a to-do off.

    `number` is the id of the follow-up, the person or the appeal that it is about.
    """

    deed: Deed
    number: int


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what, about whom, by when (ISO; empty when it has no day), and where.

    `tick` is None where nothing single ticks it off.
    """

    icon: str
    title: str
    detail: str
    due: str
    link: Link
    tick: Tick | None = None


@dataclass(frozen=True, slots=True)
class Birthday:
    """Somebody whose birthday comes within a week; `lunar` when it is kept by the moon."""

    person_id: int
    name: str
    detail: str
    day: date
    lunar: bool


def of_a_desk(office: "Office") -> bool:
    """Whether a look at everybody takes no time; a million people are no street's (DESIGN)."""
    return office.people.counts().people <= A_DESK


class Todos:
    """What one open ledger asks of the desk on a day."""

    def __init__(self, office: "Office", today: date) -> None:
        self._office, self._today = office, today

    def week(self) -> list[Todo]:
        """今日待办: what is overdue, due today and due within a week, in this order."""
        found = [
            *self._appeals_due(),
            *self._steps_due(),
            *self._contacts_due(),
            *self._birthdays_today(),
        ]
        return sorted(found, key=lambda todo: todo.due)

    def month(self) -> Iterator[Todo]:
        """本月要办: rounds under way and the zero reports of last month that are missing."""
        for each in self._office.rounds.every():
            if each.closed_on is None and each.id is not None:
                tally = self._office.rounds.tally(each.id).whole
                words = f"已核 {tally.settled:,}/{tally.due:,} 人"
                odd = f"，异常 {tally.odd} 人" if tally.odd else ""
                yield Todo("user-check", each.title or "", words + odd, each.due or "",
                           Link("moves/rounds"))  # fmt: skip
        missing = self._unreported()
        if missing:
            names = "、".join(missing[:3]) + ("等" if len(missing) > 3 else "")  # noqa: PLR2004
            words = f"{show_date(self._last_month)}零报告未交 {len(missing)} 个"
            yield Todo("clock", words, names, "",
                       Link("moves/moves_reports"))  # fmt: skip

    def birthdays(self) -> tuple[Birthday, ...]:
        """Whose birthday comes within seven days, by either calendar, the next one first."""
        found: list[Birthday] = []
        for person in self._office.people.with_birthday(*almanac.birthdays(self._today, _WEEK)):
            day = almanac.next_birthday(person.birth_date, person.lunar_birthday, self._today)
            if day is None:
                continue
            ages = age_on(person.birth_date, day)
            age = f"{ages.least} 周岁" if ages and ages.known else ""
            words = (age, names_of(person.categories[:1], short=True))
            detail = " · ".join(word for word in words if word)
            lunar = bool(person.lunar_birthday)
            found.append(Birthday(person.id or 0, person.name, detail, day, lunar))
        return tuple(sorted(found, key=lambda item: item.day))

    def _appeals_due(self) -> Iterator[Todo]:
        for line in self._office.appeals.lines():
            if line.appeal.stage in OPEN_STAGES and line.appeal.due and self._soon(line.appeal.due):
                words = (line.person.community, line.appeal.unit or line.appeal.handler)
                yield Todo(
                    "messages",
                    f"{line.person.name}诉求：{_line(line.appeal.content)}",
                    " · ".join(word for word in words if word),
                    line.appeal.due,
                    Link("contacts/contacts_appeals"),
                    Tick(Deed.APPEAL, line.appeal.id or 0),
                )

    def _steps_due(self) -> Iterator[Todo]:
        waits = self._office.follow_ups
        for line in waits.waiting(waits.open_ids()):
            step = line.item
            if step.due and self._soon(step.due):
                kind = step.kind.value if step.kind else ""
                tick = None if step.kind in _ASKING else Tick(Deed.STEP, step.id or 0)
                yield Todo("arrows-exchange", f"{line.person.name}：{kind}", _line(step.words),
                           step.due, Link("moves/moves_follow_ups"), tick)  # fmt: skip

    def _contacts_due(self) -> Iterator[Todo]:
        """Whom the desk should have contacted by now, or agreed to contact this week."""
        if not of_a_desk(self._office):
            return
        due = {
            line.subject.person_id: line
            for line in self._office.contacts.lines()
            if line.due_on and self._soon(line.due_on.isoformat())
        }
        order = sorted(due, key=lambda number: due[number].due_on or self._today)
        for person in self._office.people.page(order[:_CONTACTS]):
            line = due[person.id or 0]
            words = (person.community, line.reason)
            yield Todo("phone", f"联系{person.name}", " · ".join(word for word in words if word),
                       (line.due_on or self._today).isoformat(), Link("contacts"),
                       Tick(Deed.CONTACT, person.id or 0))  # fmt: skip
        if rest := order[_CONTACTS:]:
            first = due[rest[0]].due_on or self._today
            yield Todo("phone", f"另有 {len(rest):,} 人应联系", "见应联系名单", first.isoformat(),
                       Link("contacts"))  # fmt: skip

    def _birthdays_today(self) -> Iterator[Todo]:
        """Whom to congratulate today; whoever was reached today has been."""
        for item in self.birthdays():
            if item.day != self._today:
                continue
            known = self._office.contacts.line_of(item.person_id)
            if known is None or known.subject.met_on != self._today.isoformat():
                yield Todo("cake", f"{item.name}生日问候", item.detail, self._today.isoformat(),
                           Link(title=item.name, key=f"person:{item.person_id}"),
                           Tick(Deed.CONTACT, item.person_id) if known else None)  # fmt: skip

    def _unreported(self) -> list[str]:
        """The communities whose report of last month has not come."""
        only = RecordFilter(equal=(("month", self._last_month),))
        reported = {item.community for item in self._office.entries(ZERO_REPORTS).every(only)}
        return [
            item.name for item in self._office.people.communities() if item.name not in reported
        ]

    def _soon(self, day: str) -> bool:
        return day <= (self._today + timedelta(days=_WEEK)).isoformat()

    @property
    def _last_month(self) -> str:
        return (self._today.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _line(text: str | None) -> str:
    """The first line of `text`, not too long to be read aloud; the row itself cuts the rest."""
    first = (text or "").strip().partition("\n")[0]
    return first if len(first) <= _SPOKEN else f"{first[: _SPOKEN - 1]}…"
