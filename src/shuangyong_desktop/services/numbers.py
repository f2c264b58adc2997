"""数字: the numbers of a year, and exactly which people or records stand behind each.

A number of records is one statement; what is told from events, plans and rounds asks the
service that owns it.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.coverage import leaders_of
from shuangyong_desktop.domain.events import EventKind
from shuangyong_desktop.domain.movements import Period, Turn
from shuangyong_desktop.domain.numbers import (
    BY_KEY,
    NUMBERS,
    PEOPLE,
    RECORDS,
    Counted,
    Number,
    Span,
)
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import ReceiptState
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.rounds import RoundKind, Standing
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.services.movements import Move, Movements
from shuangyong_desktop.services.rounds import RoundResults, Rounds
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.columns import yuan
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import VisitLists

NOWHERE = "未登记村（社区）"
PERSON = "person"
"""What stands behind a number that counts people of the ledger."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a number: the register (or PERSON) and the ids; `words` where neither."""

    register: str
    ids: tuple[int, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a year with its value: an amount in yuan, or a whole number."""

    number: Number
    value: int | Decimal

    @property
    def text(self) -> str:
        """The value as it stands in a text: 1,234, and 12,345.50 for money."""
        if isinstance(self.value, Decimal):
            return f"{self.value:,.2f}".removesuffix(".00")
        return f"{self.value:,}"


class Numbers:
    """The numbers of one span of one open ledger; each object asks afresh."""

    def __init__(self, ledger: Ledger, span: Span) -> None:
        self._ledger, self._span = ledger, span
        self._visits = Visited(ledger, span)
        self._people = Listed(ledger, span)
        self._rounds = _Gone(ledger, span.year)

    @property
    def listed(self) -> "Listed":
        """Who was on the ledger, as far as these numbers have asked already."""
        return self._people

    @property
    def visited(self) -> "Visited":
        """What the visit plans gave, as far as these numbers have asked already."""
        return self._visits

    def every(self) -> Iterator[Figure]:
        """Every number in the order of their declaration."""
        return (Figure(number, self.value(number)) for number in NUMBERS)

    def value(self, number: Number) -> int | Decimal:
        """How much `number` is in this span."""
        source = number.source
        if isinstance(source, tuple):
            return sum(self.value(BY_KEY[key]) for key in source)
        if isinstance(source, str):
            found = self._rule(source)()
            return found if isinstance(found, Decimal) else len(found.ids or found.words)
        records = self._records(source)
        if source.of == RECORDS:
            return records.count(source.only(self._span))
        if source.of == PEOPLE:
            return len(records.people(source.only(self._span)))
        total = records.total(source.of, source.only(self._span))
        return yuan(total) if number.money else total

    def behind(self, number: Number) -> Behind:
        """Exactly the people or records that `number` counts or adds up; of a sum, `parts`."""
        source = number.source
        if isinstance(source, tuple):
            return Behind("", (), tuple(BY_KEY[key].words for key in source))
        if isinstance(source, str):
            found = self._rule(source)()
            return self._visits.units_behind() if isinstance(found, Decimal) else found
        records, only = self._records(source), source.only(self._span)
        if source.of == PEOPLE:
            return Behind(PERSON, tuple(records.people(only)))
        return Behind(source.register, tuple(records.ids(only)))

    def given(self, unit_ids: Sequence[int]) -> list[tuple[str, VisitUnit]]:
        """Visit units that stand behind a number, each with the occasion of its plan."""
        known = {unit.id: (occasion, unit) for occasion, unit in self._visits.with_occasions()}
        return [known[number] for number in unit_ids]

    def _records(self, source: Counted) -> Records:  # type: ignore[type-arg]
        register = register_of(source.register)
        if register is None:
            raise KeyError(source.register)
        return Records(self._ledger, register)

    def _rule(self, name: str) -> Callable[[], "Behind | Decimal"]:
        for owner in (self._people, self._visits, self._rounds):
            if hasattr(owner, name):
                rule: Callable[[], Behind | Decimal] = getattr(owner, name)
                return rule
        raise KeyError(name)


class Listed:
    """Who was on the ledger at the end of a span, and who came and went in it."""

    def __init__(self, ledger: Ledger, span: Span) -> None:
        self._ledger, self._span = ledger, span
        self._movements = Movements(ledger)

    def on_ledger(self) -> Behind:
        return Behind(PERSON, tuple(self._ids))

    def on_ledger_before(self) -> Behind:
        return Behind(
            PERSON, tuple(self._movements.on_ledger(self._span.since - timedelta(days=1)))
        )

    def veterans(self) -> Behind:
        return self._of(lambda person: bool(self._veteran.intersection(person.categories)))

    def beneficiaries(self) -> Behind:
        return self._of(lambda person: bool(self._beneficiary.intersection(person.categories)))

    def paid(self) -> Behind:
        return self._of(lambda person: bool(self._paid.intersection(person.categories)))

    def came(self) -> Behind:
        return self._turned(lambda turn: turn.after.on and not turn.before.on)

    def went(self) -> Behind:
        return self._turned(lambda turn: turn.before.on and not turn.after.on)

    def died(self) -> Behind:
        return self._turned(
            lambda turn: turn.kind is EventKind.DIED and turn.before.on and not turn.after.on
        )

    @cached_property
    def _ids(self) -> "array[int]":
        return self._movements.on_ledger(self._span.until)

    @cached_property
    def _persons(self) -> list[Person]:
        people = People(self._ledger)
        starts = range(0, len(self._ids), PAGE)
        return [one for at in starts for one in people.page(self._ids[at : at + PAGE])]

    @cached_property
    def _classes(self) -> list[tuple[str, CategoryGroup, bool]]:
        every = Categories(self._ledger).all()
        return [(item.code, item.group, item.paid) for item in every]

    @property
    def _veteran(self) -> frozenset[str]:
        return frozenset(code for code, group, _ in self._classes if group is CategoryGroup.VETERAN)

    @property
    def _beneficiary(self) -> frozenset[str]:
        return frozenset(
            code for code, group, _ in self._classes if group is CategoryGroup.BENEFICIARY
        )

    @property
    def _paid(self) -> frozenset[str]:
        return frozenset(code for code, _, paid in self._classes if paid)

    def by_place(self) -> list[dict[str, int | Decimal]]:
        """退役军人, 其他优抚对象, everybody, 享受定期补助 by 村（社区）: once in a column each."""
        wanted: list[Callable[[Person], bool]] = [
            lambda one: bool(self._veteran.intersection(one.categories)),
            lambda one: bool(self._beneficiary.intersection(one.categories)),
            lambda _: True,
            lambda one: bool(self._paid.intersection(one.categories)),
        ]
        columns: list[dict[str, int | Decimal]] = []
        for test in wanted:
            places = Counter(one.community or NOWHERE for one in self._persons if test(one))
            columns.append(defaultdict(int, places))
        return columns

    def places(self, people: Iterable[int]) -> Iterator[str]:
        """The 村（社区） of some people, in their order; empty where none is known."""
        wanted = list(people)
        repository, known = People(self._ledger), {}
        for at in range(0, len(wanted), PAGE):
            for one in repository.page(list(dict.fromkeys(wanted[at : at + PAGE]))):
                known[one.id] = one.community or ""
        return (known.get(number, "") for number in wanted)

    def _of(self, wanted: Callable[[Person], bool]) -> Behind:
        return Behind(PERSON, tuple(one.id or 0 for one in self._persons if wanted(one)))

    def _turned(self, wanted: Callable[[Turn], bool]) -> Behind:
        """Whose standing turned so, as often as it did: 年末 = 年初 + 增 − 减 holds by that."""
        return Behind(
            PERSON, tuple(move.person.id or 0 for move in self._moves if wanted(move.turn))
        )

    @cached_property
    def _moves(self) -> list[Move]:
        return self._movements.moves(Period(self._span.since, self._span.until))


class Visited:
    """What the visit plans of a year have given, in the span where it is not the whole year."""

    def __init__(self, ledger: Ledger, span: Span) -> None:
        self._lists, self._receipts = VisitLists(ledger), Receipts(ledger)
        self._span = span

    def visited_units(self) -> Behind:
        return self.units_behind()

    def visited_people(self) -> Behind:
        people = (unit.person_id for unit in self._units if unit.person_id is not None)
        return Behind(PERSON, tuple(dict.fromkeys(people)))

    def visit_money(self) -> Decimal:
        return sum((unit.money for unit in self._units), Decimal(0))

    def visit_leaders(self) -> Behind:
        visited = {unit.group_id for unit in self._units}
        names = (
            name
            for plan in self._lists.plans(self._span.year)
            for group in self._lists.groups(plan.id or 0)
            if group.id in visited
            for name in leaders_of(group)
        )
        return Behind("", (), tuple(dict.fromkeys(names)))

    def with_occasions(self) -> list[tuple[str, VisitUnit]]:
        """The units that were registered as received, each with the occasion of its plan."""
        return self._received

    def units_behind(self) -> Behind:
        """The units that were registered as received."""
        return Behind("visit_unit", tuple(unit.id or 0 for unit in self._units))

    @property
    def _units(self) -> list[VisitUnit]:
        return [unit for _, unit in self._received]

    @cached_property
    def _received(self) -> list[tuple[str, VisitUnit]]:
        found = []
        for plan in self._lists.plans(self._span.year):
            states = self._receipts.of_plan(plan.id or 0)
            found += [
                (plan.occasion, unit)
                for unit in self._lists.units(plan.id or 0)
                if (receipt := states.get(unit.id or 0))
                and receipt.state not in (ReceiptState.OPEN, ReceiptState.NOT_RECEIVED)
                and (self._span.whole or self._span.holds(receipt.received_on))
            ]
        return found


class _Gone:
    """How far the rounds of a year have come."""

    def __init__(self, ledger: Ledger, year: int) -> None:
        self._rounds, self._results, self._year = Rounds(ledger), RoundResults(ledger), year

    def confirmation_members(self) -> Behind:
        return self._members(RoundKind.CONFIRMATION, tuple(Standing))

    def confirmation_settled(self) -> Behind:
        return self._members(RoundKind.CONFIRMATION, (Standing.SETTLED,))

    def survey_members(self) -> Behind:
        return self._members(RoundKind.SURVEY, tuple(Standing))

    def survey_settled(self) -> Behind:
        return self._members(RoundKind.SURVEY, (Standing.SETTLED,))

    def _members(self, kind: RoundKind, standings: Sequence[Standing]) -> Behind:
        ids = (
            place.member_id
            for one in self._rounds.every()
            if one.kind is kind and one.year == self._year
            for place in self._results.places(one.id or 0)
            if place.standing in standings
        )
        return Behind("round_member", tuple(ids))
