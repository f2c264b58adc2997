"""首页 (overview): what the desk has to know today, and exactly who stands behind each number.

Nothing is kept here and nothing is written: every figure asks the service that owns it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import CategoryGroup, names_of
from shuangyong_desktop.domain.contacts import APPEALS, OPEN_STAGES
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.events import FOLLOW_UPS, ZERO_REPORTS, FollowUp
from shuangyong_desktop.domain.receipts import OPEN, ReceiptState
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.people import LedgerView

if TYPE_CHECKING:
    from shuangyong_desktop.domain.visits import VisitPlan
    from shuangyong_desktop.services.faults import Surveying
    from shuangyong_desktop.services.office import Office

A_DESK = 50_000
"""Up to how many people 首页 says who has to be contacted, for which it looks at everybody."""
_WEEK = 7
_NOWHERE = "未登记"
_SHOWN = 8
_BARS = 9
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


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it counts, its unit, and the one fact beside it that asks for action.

    `key` is what `people_of` knows its people by; empty where it counts something else, which
    `page` shows.
    """

    key: str
    title: str
    value: int
    unit: str
    fact: str = ""
    urgent: bool = False
    page: str = "ledger"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what, about whom, by when (ISO; empty when it has no day), and where."""

    icon: str
    title: str
    detail: str
    due: str
    link: Link


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, its parts from the left, and the words at its end."""

    label: str
    parts: tuple[int, ...]
    words: str
    link: Link


@dataclass(frozen=True, slots=True)
class Birthday:
    """Somebody whose birthday comes within a week; `lunar` when it is kept by the moon."""

    person_id: int
    name: str
    detail: str
    day: date
    lunar: bool


class Overview:
    """The numbers of 首页 over one open ledger."""

    def __init__(self, office: "Office", today: date) -> None:
        self._office, self._today = office, today
        self._who: dict[str, Callable[[], Iterator[int]]] = {
            "veterans": lambda: self._of_categories(CategoryGroup.VETERAN),
            "beneficiaries": lambda: self._of_categories(CategoryGroup.BENEFICIARY),
            "paid": lambda: self._of_categories(None),
            "contacts": self._to_contact,
            "appeals": self._with_appeals,
            "steps": lambda: (item.person_id or 0 for item in self._open_steps()),
            "visited": lambda: self._of_plan("", open_too=False),
            "birthdays": lambda: (item.person_id for item in self.birthdays()),
        }

    def people_of(self, key: str) -> tuple[int, ...]:
        """The ids of exactly those whom the figure `key` counts, each once."""
        sort, _, which = key.partition(":")
        if sort == "category":
            return tuple(self._listed((which,)))
        if sort == "person":
            return (int(which),)
        if sort == "place":
            return tuple(dict.fromkeys(self._of_plan(which, open_too=True)))
        return tuple(dict.fromkeys(self._who[key]()))

    def people(self) -> tuple[Figure, Figure, Figure]:
        """The three numbers of CLERK §1; categories overlap, each person counts once."""
        counts = self._office.people.counts()
        return (
            Figure("veterans", "退役军人", counts.veterans, "人", icon="medal"),
            Figure("beneficiaries", "其他优抚对象", counts.beneficiaries, "人", icon="users"),
            Figure("paid", "其中享受定期抚恤补助", counts.paid, "人", icon="cash"),
        )

    def total(self) -> int:
        """Everybody on the ledger, each person once."""
        return self._office.people.counts().people

    def work(self) -> Iterator[Figure]:
        """What asks for work: contacts, appeals, follow-ups, the visit plan under way."""
        if self._of_a_desk:
            contacts = self._office.contacts.counts()
            late = f"逾期 {contacts.overdue} 户" if contacts.overdue else ""
            yield Figure(
                "contacts", "本月应联系", contacts.badge + contacts.never, "户", late,
                urgent=bool(contacts.overdue), page="contacts", icon="phone",
            )  # fmt: skip
        appeals = self._office.appeals.counts()
        late = f"逾期 {appeals.overdue} 件" if appeals.overdue else ""
        yield Figure(
            "appeals", "未办结诉求", appeals.open, "件", late,
            urgent=bool(appeals.overdue), page="contacts/contacts_appeals", icon="messages",
        )  # fmt: skip
        steps = list(self._open_steps())
        late_steps = sum(bool(item.due and item.due < self._iso) for item in steps)
        yield Figure(
            "steps", "变动后续事项", len(steps), "项",
            f"逾期 {late_steps} 项" if late_steps else "",
            urgent=bool(late_steps), page="moves/moves_follow_ups", icon="arrows-exchange",
        )  # fmt: skip
        plan = self.plan()
        if plan is not None and plan.id is not None:
            states = self._office.receipts.of_plan(plan.id)
            units = len(self._office.visits.units(plan.id))
            done = sum(receipt.state is not ReceiptState.OPEN for receipt in states.values())
            yield Figure(
                "visited", f"{plan.occasion}慰问", done, f"/{units} 户", "已登记",
                page="visits", icon="gift",
            )  # fmt: skip

    def plan(self) -> "VisitPlan | None":
        """The newest plan of this year or the next, which the desk is at."""
        plans = [plan for plan in self._office.visits.plans() if plan.year >= self._today.year]
        return plans[0] if plans else None

    def progress(self) -> tuple[Bar, ...]:
        """The plan under way by 村（社区）: received, otherwise registered, open."""
        plan = self.plan()
        if plan is None or plan.id is None:
            return ()
        states = self._office.receipts.of_plan(plan.id)
        found: dict[str, list[int]] = {}
        for unit in self._office.visits.units(plan.id):
            state = states.get(unit.id or 0, OPEN).state
            place = found.setdefault(unit.community or _NOWHERE, [0, 0, 0])
            place[_PART[state]] += 1
        bars = [
            Bar(
                name,
                tuple(parts),
                f"{sum(parts[:2])}/{sum(parts)}",
                Link(title=f"{plan.occasion}慰问 {name}", key=f"place:{name}"),
            )
            for name, parts in found.items()
        ]
        return _shortened(sorted(bars, key=lambda bar: -sum(bar.parts)))

    def paid(self) -> tuple[Bar, ...]:
        """Who draws a periodic pension or subsidy, by category; overlaps count in each."""
        counts = self._office.people.counts()
        found = [
            Bar(
                item.name,
                (counts.by_category[item.code],),
                f"{counts.by_category[item.code]:,}",
                Link(title=item.name, key=f"category:{item.code}"),
            )
            for item in self._office.people.categories()
            if item.paid and counts.by_category[item.code]
        ]
        return tuple(sorted(found, key=lambda bar: -bar.parts[0]))[:_BARS]

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

    def todos(self) -> list[Todo]:
        """今日待办: what is overdue, due today and due within a week, in this order."""
        found = [
            *self._appeals_due(),
            *self._steps_due(),
            *self._contacts_due(),
            *self._birthdays_today(),
        ]
        return sorted(found, key=lambda todo: todo.due)

    def checks(self) -> "Surveying":
        """A pass over the ledger for 数据核查, to be stepped through."""
        return self._office.faults.surveying()

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
                )

    def _steps_due(self) -> Iterator[Todo]:
        for step in self._open_steps():
            if step.due and self._soon(step.due):
                person = self._office.people.get(step.person_id or 0)
                kind = step.kind.value if step.kind else ""
                yield Todo("arrows-exchange", f"{person.name}：{kind}", _line(step.words),
                           step.due, Link("moves/moves_follow_ups"))  # fmt: skip

    def _contacts_due(self) -> Iterator[Todo]:
        """Whom the desk should have contacted by now, or agreed to contact this week."""
        if not self._of_a_desk:
            return
        due = {
            line.subject.person_id: line
            for line in self._office.contacts.lines()
            if line.due_on and self._soon(line.due_on.isoformat())
        }
        first = sorted(due, key=lambda number: due[number].due_on or self._today)[:_CONTACTS]
        for person in self._office.people.page(first):
            line = due[person.id or 0]
            words = (person.community, line.reason)
            yield Todo("phone", f"联系{person.name}", " · ".join(word for word in words if word),
                       (line.due_on or self._today).isoformat(), Link("contacts"))  # fmt: skip

    def _birthdays_today(self) -> Iterator[Todo]:
        for item in self.birthdays():
            if item.day == self._today:
                yield Todo("cake", f"{item.name}生日问候", item.detail, self._iso,
                           Link(title=item.name, key=f"person:{item.person_id}"))  # fmt: skip

    def _unreported(self) -> list[str]:
        """The communities whose report of last month has not come."""
        only = RecordFilter(equal=(("month", self._last_month),))
        reported = {item.community for item in self._office.entries(ZERO_REPORTS).every(only)}
        return [
            item.name for item in self._office.people.communities() if item.name not in reported
        ]

    def _open_steps(self) -> Iterator[FollowUp]:
        return (item for item in self._office.entries(FOLLOW_UPS).every() if item.open)

    def _of_plan(self, place: str, *, open_too: bool) -> Iterator[int]:
        """Who is in the plan under way, in a 村（社区） or everywhere."""
        plan = self.plan()
        if plan is None or plan.id is None:
            return
        states = self._office.receipts.of_plan(plan.id)
        for unit in self._office.visits.units(plan.id):
            here = not place or (unit.community or _NOWHERE) == place
            known = states.get(unit.id or 0, OPEN).state is not ReceiptState.OPEN
            if here and (open_too or known) and unit.person_id is not None:
                yield unit.person_id

    def _of_categories(self, group: CategoryGroup | None) -> Iterator[int]:
        codes = tuple(
            item.code
            for item in self._office.people.categories()
            if (item.paid if group is None else item.group is group)
        )
        yield from self._listed(codes)

    def _listed(self, codes: tuple[str, ...]) -> Iterator[int]:
        only = PersonFilter(categories=codes, statuses=(PersonStatus.ACTIVE,))
        yield from self._office.people.listing(LedgerView(only=only)).ids

    def _to_contact(self) -> Iterator[int]:
        return (line.subject.person_id for line in self._office.contacts.lines() if line.asks)

    def _with_appeals(self) -> Iterator[int]:
        for appeal in self._office.entries(APPEALS).every():
            if appeal.stage in OPEN_STAGES and appeal.person_id is not None:
                yield appeal.person_id

    @property
    def _of_a_desk(self) -> bool:
        """Whether a look at everybody takes no time; a million people are no street's (DESIGN)."""
        return self.total() <= A_DESK

    def _soon(self, day: str) -> bool:
        return day <= (self._today + timedelta(days=7)).isoformat()

    @property
    def _iso(self) -> str:
        return self._today.isoformat()

    @property
    def _last_month(self) -> str:
        return (self._today.replace(day=1) - timedelta(days=1)).isoformat()[:7]


_PART = {
    ReceiptState.OPEN: 2,
    ReceiptState.NOT_RECEIVED: 1,
}
_PART |= {state: 0 for state in ReceiptState if state not in _PART}
"""Which part of its bar a unit counts in: received, registered otherwise, open."""


def _shortened(bars: list[Bar]) -> tuple[Bar, ...]:
    """The longest bars, and the rest as one."""
    if len(bars) <= _SHOWN:
        return tuple(bars)
    kept, rest = bars[: _SHOWN - 1], bars[_SHOWN - 1 :]
    parts = tuple(map(sum, zip(*(bar.parts for bar in rest), strict=True)))
    words = f"{sum(parts[:2])}/{sum(parts)}"
    return (*kept, Bar(f"其余 {len(rest)} 个", parts, words, rest[0].link))


def _line(text: str | None) -> str:
    """The first line of `text`, not too long to be read aloud; the row itself cuts the rest."""
    first = (text or "").strip().partition("\n")[0]
    return first if len(first) <= _SPOKEN else f"{first[: _SPOKEN - 1]}…"
