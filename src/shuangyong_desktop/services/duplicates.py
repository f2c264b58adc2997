"""疑似重复: finding people who may be one, telling them apart, and merging them."""

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, fields, replace
from time import perf_counter

from shuangyong_desktop.domain.combinations import runs
from shuangyong_desktop.domain.duplicates import (
    NOT_THE_SAME,
    Difference,
    NotTheSame,
    Pair,
    Tier,
    differences,
    merged,
    pairs,
)
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registering import OF_STATUS
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.events import Events
from shuangyong_desktop.storage.alike import LookAlikes
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.merging import Merging
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.wording import table_words

SLICE = 0.010
"""Seconds that one step of looking may take on the window's thread."""
_AT_ONCE = 20
_ORDER = tuple(Tier)


class Looking:
    """One pass over the ledger for people who may be one, in steps of about 10 ms."""

    def __init__(self, alike: LookAlikes, apart: Set[tuple[int, int]]) -> None:
        self._alike, self._apart = alike, apart
        self._numbers, self._names = alike.numbers(), alike.names()
        self._total = len(self._numbers) + len(self._names)
        self._found: dict[tuple[int, int], Pair] = {}

    def step(self) -> tuple[int, int]:
        """Look on for a while; how many of how many numbers and names are done."""
        until = perf_counter() + SLICE
        while (self._numbers or self._names) and perf_counter() < until:
            if self._numbers:
                groups = [self._alike.of_number(self._numbers.pop())]
            else:
                some = self._names[-_AT_ONCE:]
                del self._names[-_AT_ONCE:]
                groups = list(self._alike.of_names(some))
            for group in groups:
                for pair in pairs(group, self._apart):
                    self._found.setdefault((pair.first, pair.second), pair)
        left = len(self._numbers) + len(self._names)
        return self._total - left, self._total

    @property
    def pairs(self) -> list[Pair]:
        """What was found so far, the surest first."""
        return sorted(self._found.values(), key=lambda pair: (_ORDER.index(pair.tier), pair.first))


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What merging would do: the two records, where they differ, and what moves.

    `moves` counts in the clerk's words (联系 3) what is recorded of the other. `warnings` say
    what one person would then have twice.
    """

    kept: Person
    other: Person
    differences: tuple[Difference, ...]
    moves: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...] = ()


class Duplicates:
    """The look-alikes of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._people = People(ledger)
        self._apart = Records(ledger, NOT_THE_SAME)
        self._entitlements = Records(ledger, ENTITLEMENTS)
        self._merging = Merging(ledger)

    def looking(self) -> Looking:
        """A pass over the ledger, to be stepped through."""
        apart = {(item.person_id or 0, item.other_id or 0) for item in self._apart.every()}
        return Looking(LookAlikes(self._ledger), apart)

    def find(self, tick: Callable[[int, int], None] | None = None) -> list[Pair]:
        """Everybody who may be somebody else, the surest first, in one go."""
        looking = self.looking()
        done, total = looking.step()
        while done < total:
            if tick is not None:
                tick(done, total)
            done, total = looking.step()
        return looking.pairs

    def preview(self, kept_id: int, other_id: int) -> MergePreview:
        """What merging `other_id` into `kept_id` would do; nothing is written."""
        kept, other = self._people.get(kept_id), self._people.get(other_id)
        moves = tuple(
            (table_words(table), number)
            for table, number in self._merging.counts(other_id).items()
            if table != NOT_THE_SAME.table
        )
        warnings = tuple(self._doubled(kept_id, other_id))
        return MergePreview(kept, other, differences(kept, other), moves, warnings)

    def better(self, pair: Pair) -> tuple[int, int]:
        """The ids of a pair with the record first that is worth keeping: the fuller one."""
        first, second = self._people.get(pair.first), self._people.get(pair.second)
        worth = [
            (person.status is PersonStatus.ACTIVE, _filled(person),
             sum(self._merging.counts(person.id or 0).values()))
            for person in (first, second)
        ]  # fmt: skip
        keep_second = worth[1] > worth[0]
        return (pair.second, pair.first) if keep_second else (pair.first, pair.second)

    def merge(self, kept_id: int, other_id: int, taken: Set[str]) -> Person:
        """Make one person of two, as one undoable change; returns the one kept.

        `taken` are the columns in which the other's value is right. Everything recorded of
        the other moves, but for when it stood on the ledger; the household of nobody else
        changes. The other record stays, moved off the ledger with 并入… as its basis (DESIGN
        26). That, and a status taken from the other, are events with all that follows. Raises
        Problem when one of the two has been merged already.
        """
        kept, other = self._people.get(kept_id), self._people.get(other_id)
        if kept_id == other_id or PersonStatus.REMOVED in (kept.status, other.status):
            raise Problem(
                f"“{other.name}”的记录已经移出台账，不能再合并。没有改动。", code="merged_already"
            )
        one = merged(kept, other, taken)
        stands = one.status is kept.status
        own = {key: getattr(kept, key) for key in OF_STATUS}
        with self._ledger.transaction(f"合并重复人员：{kept.name}") as change:
            as_before = one if stands else replace(one, **own)
            self._people.update(change, as_before)
            self._merging.join_categories(change, other_id, kept_id)
            self._merging.move(change, other_id, kept_id)
            events = Events(self._ledger)
            if not stands:  # what was moved must follow it too
                events.change_status(change, as_before, one)
            gone = Event(
                person_id=other_id,
                kind=EventKind.REMOVED,
                date=self._today(),
                basis=f"并入“{kept.name}”（第 {kept_id} 号记录）",
            )
            events.register_within(change, gone)
        return self._people.get(kept_id)

    def tell_apart(self, first_id: int, second_id: int, reason: str = "") -> None:
        """Remember that two people are 不是同一人; undoable, and never asked again.

        Saying it twice changes nothing.
        """
        first, second = sorted((first_id, second_id))
        pair = RecordFilter(person_id=first, equal=(("other_id", second),))
        if self._apart.count(pair):
            return
        words = reason.strip() or "已核对，不是同一人"
        names = "、".join(dict.fromkeys(self._people.get(who).name for who in (first, second)))
        record = NotTheSame(person_id=first, other_id=second, date=self._today(), reason=words)
        binned = next(self._apart.every(replace(pair, removed=True)), None)
        with self._ledger.transaction(f"不是同一人：{names}") as change:
            if binned is not None:  # a pair stands in the ledger once
                self._apart.update(change, replace(record, id=binned.id))
            else:
                self._apart.add(change, record)

    def _doubled(self, kept_id: int, other_id: int) -> Iterator[str]:
        """What both have, so that one person would have it twice."""
        for title in self._merging.shared_plans(kept_id, other_id):
            yield f"两条都在“{title}”里，合并后同一人有两份，请核对是否重复发放。"
        day = self._ledger.clock().date()
        entitlements = self._entitlements.of_people([kept_id, other_id])
        own, theirs = (
            {item.kind for item in entitlements.get(who, ()) if runs(item, day)}
            for who in (kept_id, other_id)
        )
        for kind in sorted(filter(None, own & theirs)):
            yield f"两条都登记了“{kind}”，合并后请核对是否重复享受。"

    def _today(self) -> str:
        return self._ledger.clock().date().isoformat()


def _filled(person: Person) -> int:
    """How many columns of a record say something."""
    return sum(getattr(person, item.name) not in (None, "", ()) for item in fields(Person))
