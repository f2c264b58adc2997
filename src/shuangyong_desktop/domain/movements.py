"""增减变动 (movements): who was on the ledger on a day, and 期末 = 期初 + 增 − 减.

Where somebody stood on an earlier day follows from where they stand now, walked back through
their events; where no event says when they left, the dates of their record do. A date that is
known only in part counts with the last day it can mean, but not later than it was recorded.
Somebody without an event that brought them has been there from the beginning: entering a
person who was forgotten (补录) is no 新增.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import Tally

PLUS = ("新增", "迁入", "认定转换", "恢复")
MINUS = ("死亡", "迁出", "取消移出", "认定转换")

_PLUS_OF: Mapping[EventKind, int] = {
    EventKind.ADDED: 0,
    EventKind.MOVED_IN: 1,
    EventKind.MOVED_WITHIN: 1,
    EventKind.RETURNED: 3,
    EventKind.RESUMED: 3,
}
_MINUS_OF: Mapping[EventKind, int] = {
    EventKind.DIED: 0,
    EventKind.MOVED_OUT: 1,
    EventKind.MOVED_WITHIN: 1,
    EventKind.REMOVED: 2,
    EventKind.REVOKED: 2,
}
_CONVERSION_IN, _CONVERSION_OUT = 2, 3
_LEFT_BY = {
    PersonStatus.DECEASED: EventKind.DIED,
    PersonStatus.MOVED_OUT: EventKind.MOVED_OUT,
    PersonStatus.REMOVED: EventKind.REMOVED,
}
_ENTRIES = (EventKind.ADDED, EventKind.MOVED_IN)


@dataclass(frozen=True, slots=True)
class State:
    """Where somebody stands: on the ledger or not, as what, where (“” if not known)."""

    on: bool
    categories: frozenset[str] = frozenset()
    community: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One change of a state; `event` is None where only the dates of the record tell of it."""

    day: date
    kind: EventKind
    before: State
    after: State
    event: Event | None = None


@dataclass(frozen=True, slots=True)
class Life:
    """Somebody's states: `turns` oldest first, then `now`. `doubt` says what does not agree."""

    person: Person
    turns: tuple[Turn, ...]
    now: State
    doubt: str = ""

    def on(self, day: date) -> State:
        """Where they stood at the end of `day`."""
        for turn in self.turns:
            if turn.day > day:
                return turn.before
        return self.now


ReadCategories = Callable[[str], Iterable[str]]
"""The category codes that a text of an event means."""


def life(
    person: Person, events: Iterable[Event], read: ReadCategories, left_on: str | None = None
) -> Life:
    """The states of `person`, walked back from today.

    `left_on` is the day on which the history saw them leave, for a record without a date.
    """
    now = _state(person)
    known = sorted(events, key=lambda event: (counted_on(event), event.id or 0), reverse=True)
    turns: list[Turn] = []
    doubt, state = "", now
    last = next((event for event in known if event.status_after is not None), None)
    if not now.on and (last is None or last.status_after is PersonStatus.ACTIVE):
        left = person.death_date or person.status_date or left_on
        if left is None:
            return Life(person, (), now, "不在册但没有变动日期" if last else "")
        kind = _LEFT_BY[person.status]
        turns.append(Turn(latest(left), kind, replace(now, on=True), now))
        state = replace(now, on=True)
    for event in known:
        if event.status_after is not None and state.on != (
            event.status_after is PersonStatus.ACTIVE
        ):
            doubt = "变动记录与人员状态前后不一致"
        before = _before(event, state, read)
        if before != state and event.kind is not None:
            turns.append(Turn(counted_on(event), event.kind, before, state, event))
        state = before
    turns.reverse()
    # No turn lies before the one that it follows from, whatever the dates of the records say.
    days = accumulate((turn.day for turn in turns), max)
    ordered = tuple(replace(turn, day=day) for turn, day in zip(turns, days, strict=True))
    return Life(person, ordered, now, doubt)


def _state(person: Person) -> State:
    on = person.status is PersonStatus.ACTIVE
    return State(on, frozenset(person.categories), person.community or "")


def counted_on(event: Event) -> date:
    """The day on which an event counts: the last that its date can mean, at most its recording."""
    recorded = date.fromisoformat(event.recorded_on) if event.recorded_on else date.max
    return min(latest(event.date), recorded) if event.date else recorded


def _before(event: Event, after: State, read: ReadCategories) -> State:
    on = after.on if event.status_before is None else event.status_before is PersonStatus.ACTIVE
    if event.kind in _ENTRIES:
        on = False
    categories, community = after.categories, after.community
    if "categories" in event.before:
        categories = frozenset(read(event.before["categories"]))
    if "community" in event.before and event.kind not in _ENTRIES:
        community = event.before["community"]
    return State(on, categories, community)


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise ValueError("a period ends before it begins")

    @property
    def eve(self) -> date:
        """The day before: 期初 is how the ledger stood at its end."""
        return self.since - timedelta(days=1)

    def holds(self, day: date) -> bool:
        """Whether `day` lies within."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One line: 期初, the additions of `PLUS`, the reductions of `MINUS`, 期末."""

    name: str
    opening: int
    plus: tuple[int, ...]
    minus: tuple[int, ...]
    closing: int

    @property
    def tallies(self) -> bool:
        """Whether 期末 = 期初 + 增 − 减."""
        return self.opening + sum(self.plus) - sum(self.minus) == self.closing

    @property
    def empty(self) -> bool:
        """Whether there was nobody and nothing happened."""
        return not any((self.opening, self.closing, *self.plus, *self.minus))


Cells = Callable[[State], Iterable[str]]
"""The lines on which a state counts."""


def lines(
    standing: Iterable[Tally], lives: Sequence[Life], period: Period, cells: Cells,
    order: Sequence[str],
) -> list[MovementLine]:  # fmt: skip
    """The lines of a table of movements, in `order`, those without anything left out.

    `standing` are the tallies of the whole ledger as it is now; `lives` those of everybody with
    events and of everybody who has left.
    """
    opening, closing = Counter[str](), Counter[str]()
    plus: Counter[tuple[str, int]] = Counter()
    minus: Counter[tuple[str, int]] = Counter()
    still = _standing(standing, lives, cells)
    opening.update(still)
    closing.update(still)
    for one in lives:
        opening.update(_cells(one.on(period.eve), cells))
        closing.update(_cells(one.on(period.until), cells))
        for turn in one.turns:
            if period.holds(turn.day):
                before, after = _cells(turn.before, cells), _cells(turn.after, cells)
                plus.update((cell, _plus(turn)) for cell in after - before)
                minus.update((cell, _minus(turn)) for cell in before - after)
    made = (
        MovementLine(
            name,
            opening[name],
            tuple(plus[name, place] for place in range(len(PLUS))),
            tuple(minus[name, place] for place in range(len(MINUS))),
            closing[name],
        )
        for name in order
    )
    return [line for line in made if not line.empty]


def _standing(tallies: Iterable[Tally], lives: Sequence[Life], cells: Cells) -> Counter[str]:
    """How many of those without events stand on each line: they have always stood there."""
    found: Counter[str] = Counter()
    for tally in tallies:
        on = tally.status is PersonStatus.ACTIVE
        state = State(on, frozenset(tally.categories), tally.community)
        for cell in _cells(state, cells):
            found[cell] += tally.people
    for one in lives:
        found.subtract(_cells(one.now, cells))
    return found


def _cells(state: State, cells: Cells) -> set[str]:
    return set(cells(state)) if state.on else set()


def _plus(turn: Turn) -> int:
    if turn.before.on and turn.kind is not EventKind.MOVED_WITHIN:
        return _CONVERSION_IN
    return _PLUS_OF.get(turn.kind, _CONVERSION_IN)


def _minus(turn: Turn) -> int:
    return _MINUS_OF.get(turn.kind, _CONVERSION_OUT)
