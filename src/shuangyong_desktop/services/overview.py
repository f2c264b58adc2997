"""首页 (overview): what the desk has to know today, and exactly who stands behind each number.

Nothing is kept here and nothing is written: every figure asks the service that owns it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.contacts import APPEALS, OPEN_STAGES
from shuangyong_desktop.domain.receipts import OPEN, ReceiptState
from shuangyong_desktop.domain.search import PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.services.todos import Link, Todos, of_a_desk

if TYPE_CHECKING:
    from shuangyong_desktop.domain.events import FollowUp
    from shuangyong_desktop.domain.visits import VisitPlan, VisitUnit
    from shuangyong_desktop.services.faults import Surveying
    from shuangyong_desktop.services.office import Office

_NOWHERE = "未登记"
_SHOWN = 8
_BARS = 9
_AND = "\n"  # between the names of one key; no name of a place holds it


@dataclass(frozen=True, slots=True)
class Figure:
    """One number: what it counts, its unit, and the one fact beside it that asks for action.

    `key` is what `people_of` knows its people by; empty where it counts something else, which
    `page` shows. `year` is the year that the page has to show, 0 for whichever it does. `name`
    is what the figure is found by where it has no key.
    """

    key: str
    title: str
    value: int
    unit: str
    fact: str = ""
    urgent: bool = False
    page: str = "ledger"
    icon: str = ""
    year: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: its label, its parts from the left, and the words at its end."""

    label: str
    parts: tuple[int, ...]
    words: str
    link: Link


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """The plan that the desk is at, with each unit and what is registered of it."""

    plan: "VisitPlan"
    units: "Sequence[tuple[VisitUnit, ReceiptState]]"

    @property
    def done(self) -> int:
        """How many units are registered."""
        return sum(state is not ReceiptState.OPEN for _, state in self.units)


class Overview:
    """The numbers of 首页 over one open ledger, as it is when they are first asked for.

    It is made anew after every change: what several numbers rest on is read once.
    """

    def __init__(self, office: "Office", today: date) -> None:
        self._office, self._today = office, today
        self._todos = Todos(office, today)
        self._who: dict[str, Callable[[], Iterator[int]]] = {
            "veterans": lambda: self._of_categories(CategoryGroup.VETERAN),
            "beneficiaries": lambda: self._of_categories(CategoryGroup.BENEFICIARY),
            "paid": lambda: self._of_categories(None),
            "contacts": self._to_contact,
            "appeals": self._with_appeals,
            "steps": lambda: (item.person_id or 0 for item in self._open_steps),
            "visited": lambda: self._of_plan(open_too=False),
            "birthdays": lambda: (item.person_id for item in self._todos.birthdays()),
        }

    def people_of(self, key: str) -> tuple[int, ...]:
        """The ids of exactly those whom the figure `key` counts, each once."""
        sort, _, which = key.partition(":")
        if sort == "category":
            return tuple(self._listed(tuple(which.split(_AND))))
        if sort == "person":
            return (int(which),)
        if sort == "place":
            return tuple(dict.fromkeys(self._of_plan(*which.split(_AND), open_too=True)))
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
        if of_a_desk(self._office):
            contacts = self._office.contacts.counts()
            late = f"逾期 {contacts.overdue} 人" if contacts.overdue else ""
            yield Figure(
                "contacts", "本月应联系", contacts.badge + contacts.never, "人", late,
                urgent=bool(contacts.overdue), page="contacts", icon="phone",
            )  # fmt: skip
        appeals = self._office.appeals.counts()
        late = f"逾期 {appeals.overdue} 件" if appeals.overdue else ""
        yield Figure(
            "appeals", "未办结诉求", appeals.open, "件", late,
            urgent=bool(appeals.overdue), page="contacts/contacts_appeals", icon="messages",
        )  # fmt: skip
        steps = self._open_steps
        late_steps = sum(bool(item.due and item.due < self._iso) for item in steps)
        yield Figure(
            "steps", "变动后续事项", len(steps), "项",
            f"逾期 {late_steps} 项" if late_steps else "",
            urgent=bool(late_steps), page="moves/moves_follow_ups", icon="arrows-exchange",
        )  # fmt: skip
        now = self._under_way
        if now is not None:
            yield Figure(
                "visited", f"{now.plan.occasion}慰问", now.done, f"/{len(now.units)} 户", "已登记",
                page="visits", icon="gift",
            )  # fmt: skip
        yield self._mutual()

    def plan(self) -> "VisitPlan | None":
        """The newest plan of this year or the next, which the desk is at."""
        return self._under_way.plan if self._under_way else None

    def progress(self) -> tuple[Bar, ...]:
        """The plan under way by 村（社区）: received, otherwise registered, open."""
        now = self._under_way
        if now is None:
            return ()
        found: dict[str, list[int]] = {}
        for unit, state in now.units:
            place = found.setdefault(unit.community or _NOWHERE, [0, 0, 0])
            place[_PART[state]] += 1
        bars = [
            Bar(
                name,
                tuple(parts),
                f"{sum(parts[:2])}/{sum(parts)}",
                Link(title=f"{now.plan.occasion}慰问 {name}", key=f"place:{name}"),
            )
            for name, parts in found.items()
        ]
        bars.sort(key=lambda bar: -sum(bar.parts))
        if len(bars) <= _SHOWN:
            return tuple(bars)
        kept, rest = bars[: _SHOWN - 1], bars[_SHOWN - 1 :]
        parts = tuple(map(sum, zip(*(bar.parts for bar in rest), strict=True)))
        words, name = f"{sum(parts[:2])}/{sum(parts)}", f"其余 {len(rest)} 个"
        key = f"place:{_AND.join(bar.label for bar in rest)}"
        return (
            *kept,
            Bar(name, parts, words, Link(title=f"{now.plan.occasion}慰问 {name}", key=key)),
        )

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
        found.sort(key=lambda bar: -bar.parts[0])
        if len(found) <= _BARS:
            return tuple(found)
        kept, rest = found[: _BARS - 1], found[_BARS - 1 :]
        codes = _AND.join(bar.link.key.removeprefix("category:") for bar in rest)
        link = Link(title=f"其余 {len(rest)} 类", key=f"category:{codes}")
        count = len(self.people_of(link.key))
        return (*kept, Bar(link.title, (count,), f"{count:,}", link))

    def checks(self) -> "Surveying":
        """A pass over the ledger for 数据核查, to be stepped through."""
        return self._office.faults.surveying()

    def _mutual(self) -> Figure:
        """双清单未销号 of this year, from the one statement that counts its tasks."""
        year = self._today.year
        counts = self._office.tasks.counts(year, self._today)
        late = counts.mutual_overdue
        return Figure(
            "", "双清单未销号", counts.mutual_open, "项", f"逾期 {late} 项" if late else "",
            urgent=bool(late), page="tasks/mutual/open", icon="clipboard-list", year=year,
            name="mutual",
        )  # fmt: skip

    @cached_property
    def _under_way(self) -> _UnderWay | None:
        visits = self._office.visits
        plan = next((each for each in visits.plans() if each.year >= self._today.year), None)
        if plan is None or plan.id is None:
            return None
        states = self._office.receipts.of_plan(plan.id)
        units = visits.units(plan.id)
        return _UnderWay(plan, [(unit, states.get(unit.id or 0, OPEN).state) for unit in units])

    @cached_property
    def _open_steps(self) -> "Sequence[FollowUp]":
        waits = self._office.follow_ups
        return waits.page(waits.open_ids())

    def _of_plan(self, *places: str, open_too: bool) -> Iterator[int]:
        """Who is in the plan under way, in some 村（社区） or everywhere."""
        for unit, state in self._under_way.units if self._under_way else ():
            here = not places or (unit.community or _NOWHERE) in places
            known = state is not ReceiptState.OPEN
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
    def _iso(self) -> str:
        return self._today.isoformat()


_PART = {
    ReceiptState.OPEN: 2,
    ReceiptState.NOT_RECEIVED: 1,
}
_PART |= {state: 0 for state in ReceiptState if state not in _PART}
"""Which part of its bar a unit counts in: received, registered otherwise, open."""
