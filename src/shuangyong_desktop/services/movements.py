"""增减变动: tables of any period that tally, who moved in it, who was on the ledger on a day."""

from array import array
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain.categories import CategoryWords
from shuangyong_desktop.domain.events import EVENTS, Event
from shuangyong_desktop.domain.movements import (
    Cells,
    Life,
    MovementLine,
    Period,
    State,
    Turn,
    life,
    lines,
)
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.departures import left_on
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.tallies import Tallies

NO_COMMUNITY = "未登记村（社区）"
TOTAL = "合计"
_GONE = (PersonStatus.DECEASED, PersonStatus.MOVED_OUT, PersonStatus.REMOVED)
_NAMED = 5


class By(StrEnum):
    """What the lines of a table of movements are."""

    CATEGORY = "人员类别"
    COMMUNITY = "村（社区）"


@dataclass(frozen=True, slots=True)
class MovementTable:
    """The lines of one period with their 合计, and what the reader must know about them."""

    period: Period
    by: By
    lines: tuple[MovementLine, ...]
    total: MovementLine
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """One change within a period, with whom it was about."""

    person: Person
    turn: Turn


class Movements:
    """The movements of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)

    def table(self, period: Period, by: By = By.CATEGORY) -> MovementTable:
        """期初, 增, 减, 期末 of `period` by line, the 合计 counting each person once."""
        lives, standing = self._lives(), list(Tallies(self._ledger).every())
        names, cells = self._lines_of(by)
        made = tuple(lines(standing, lives, period, cells, names))
        whole = lines(standing, lives, period, _whole, (TOTAL,))
        total = whole[0] if whole else MovementLine(TOTAL, 0, (0,) * 4, (0,) * 4, 0)
        return MovementTable(period, by, made, total, tuple(_remarks(by, (*made, total), lives)))

    def moves(self, period: Period) -> list[Move]:
        """Everybody who came, left or changed within `period`, in order of the days."""
        found = [
            Move(one.person, turn)
            for one in self._lives()
            for turn in one.turns
            if period.holds(turn.day)
        ]
        return sorted(found, key=lambda move: (move.turn.day, move.person.id or 0))

    def on_ledger(self, day: date) -> "array[int]":
        """Who was on the ledger (在册) at the end of `day`, by 村（社区） and address."""
        lives = {one.person.id: one for one in self._lives()}
        ids = self._people.ids(PersonOrder.PLACE)
        standing = set(self._people.ids(only=PersonFilter(statuses=(PersonStatus.ACTIVE,)))) - set(
            lives
        )
        return array(
            "I",
            (n for n in ids if n in standing or (n in lives and lives[n].on(day).on)),
        )

    def _lives(self) -> list[Life]:
        """The lives of everybody with events, and of everybody who has left."""
        events: dict[int, list[Event]] = defaultdict(list)
        for event in Records(self._ledger, EVENTS).every():
            events[event.person_id or 0].append(event)
        gone = self._people.ids(only=PersonFilter(statuses=_GONE))
        people = list(self._each(sorted({*events, *gone})))
        undated = [
            one.id or 0 for one in people
            if one.status in _GONE and not (one.death_date or one.status_date)
        ]  # fmt: skip
        seen = left_on(self._ledger, undated)
        words = CategoryWords(Categories(self._ledger).all())
        return [
            life(one, events[one.id or 0], lambda text: words.read(text).value or (),
                 seen.get(one.id or 0))
            for one in people
        ]  # fmt: skip

    def _each(self, ids: list[int]) -> Iterable[Person]:
        for start in range(0, len(ids), PAGE):
            yield from self._people.page(ids[start : start + PAGE])

    def _lines_of(self, by: By) -> tuple[list[str], Cells]:
        if by is By.COMMUNITY:
            places = [item.name for item in Communities(self._ledger).all()]
            return [*places, NO_COMMUNITY], lambda state: (state.community or NO_COMMUNITY,)
        names = {item.code: item.name for item in Categories(self._ledger).all()}
        return list(names.values()), lambda state: {
            names.get(code, code) for code in state.categories
        }


def _whole(state: State) -> tuple[str, ...]:
    return (TOTAL,) if state.on else ()


def _remarks(by: By, made: Iterable[MovementLine], lives: Iterable[Life]) -> Iterable[str]:
    """期末 = 期初 + 增 − 减, or on which lines it is not so; and who is not counted for certain."""
    wrong = [line.name for line in made if not line.tallies]
    if wrong:
        yield f"期初加增加减减少不等于期末：{'、'.join(wrong)}，请核对变动登记。"
    else:
        yield "期末＝期初＋增加－减少，逐行核对一致。"
    if by is By.CATEGORY:
        yield "分类有交叉，合计按人去重；没有登记新增或迁入的人员，按期初已在册统计。"
    else:
        yield "没有登记新增或迁入的人员，按期初已在册统计。"
    doubtful: dict[str, list[str]] = defaultdict(list)
    for one in lives:
        if one.doubt:
            doubtful[one.doubt].append(one.person.name)
    for doubt, names in doubtful.items():
        more = f"等 {len(names)} 人" if len(names) > _NAMED else ""
        yield f"{doubt}，请核对：{'、'.join(names[:_NAMED])}{more}。"
