"""迎检 (boxes): what belongs into each box over some years, linked by rule and changed by hand."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from shuangyong_desktop.domain.boxes import (
    BOXES,
    BY_KEY,
    PLAN_BOX,
    PLANS,
    Box,
    Years,
    box_of,
    boxes_of,
    sources_of,
    within,
)
from shuangyong_desktop.domain.enclosures import ENCLOSURES
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter, Register
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.rolls.scoring import (
    BOX_LINKS,
    SCORING_ITEMS,
    BoxLink,
    ScoringItem,
)
from shuangyong_desktop.domain.tasks import PROOFS, TASKS
from shuangyong_desktop.services.registers import refuse_incomplete
from shuangyong_desktop.storage.attachments import Attachments
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.visits import Visits

Key = tuple[str, int]
"""A record: the name of its register, and its id there."""
_SHOWN, _LONGEST = 2, 60
_FEW = 256
"""Records whose scans are asked for by their ids; of more all scans are read."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One file kept with a record: which one, what it is called, its name and its bytes' hash."""

    title: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One record in a box: its register, day and words, without any personal number.

    `person_id` is whom it is about, 0 for nobody.

    `by_hand` says that the clerk put it there, `items` to which scoring items it was linked.
    """

    key: Key
    source: str
    date: str
    words: str
    scans: int = 0
    by_hand: bool = False
    items: tuple[int, ...] = ()
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class BoxCount:
    """One box as it stands: how many records, and the points of its items in all and by oneself.

    `scored` is None while no item has a score of its own.
    """

    box: Box
    count: int
    points: Decimal
    scored: Decimal | None


class Boxes:
    """The boxes of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._links = Records(ledger, BOX_LINKS)
        self._items = Records(ledger, SCORING_ITEMS)

    def items(self, years: Years) -> list[ScoringItem]:
        """The scoring items that count in any of `years`, by box and number."""
        found = [one for one in self._items.every() if one.counts_in(years.first, years.last)]
        return sorted(found, key=lambda one: (one.box or "~", one.id or 0))

    def counts(self, years: Years) -> list[BoxCount]:
        """Every box with the number of its records, points and scores."""
        items = self.items(years)
        return [_counted(box, len(self.members(box.key, years)), items) for box in BOXES]

    def members(self, box: str, years: Years) -> list[Key]:
        """The records in `box`: by rule, without those left out, and those linked by hand."""
        found = [*self._by_rule(box, years)]
        links = [link for link in self._links.every() if link.box == box]
        out = {_key(link) for link in links if link.out}
        known = set(found)
        linked = [_key(link) for link in links if not link.out and _key(link) not in known]
        found += [key for key in dict.fromkeys(reversed(linked)) if self._of_years(key, years)]
        return [key for key in found if key not in out]

    def left_out(self, box: str, years: Years) -> list[Key]:
        """The records that the clerk left out of `box`."""
        links = (link for link in self._links.every() if link.box == box and link.out)
        return [key for key in map(_key, links) if self._of_years(key, years)]

    def of_item(self, item: int, years: Years) -> list[Key]:
        """The records that were linked to a scoring item and are in its box still."""
        links = [link for link in self._links.every() if link.item == item and not link.out]
        box = self._items.get(item).box or ""
        out = {_key(link) for link in self._links.every() if link.box == box and link.out}
        found = dict.fromkeys(map(_key, reversed(links)))
        return [key for key in found if key not in out and self._of_years(key, years)]

    def page(self, box: str, keys: Sequence[Key]) -> list[Evidence]:
        """What the records of `keys` are, in that order; one that is gone says so."""
        links = [link for link in self._links.every() if link.box == box and not link.out]
        by_hand = {_key(link) for link in links if link.item is None}
        items: dict[Key, list[int]] = defaultdict(list)
        for link in links:
            if link.item is not None:
                items[_key(link)].append(link.item)
        scans, told = self.scans(keys), self._told(keys)
        return [
            replace(
                told[key], scans=len(scans.get(key, ())), by_hand=key in by_hand,
                items=tuple(items.get(key, ())),
            )
            for key in keys
        ]  # fmt: skip

    def scans(self, keys: Sequence[Key]) -> dict[Key, list[Scan]]:
        """The files kept with each of the records of `keys`, oldest first."""
        wanted, found = set(keys), defaultdict[Key, list[Scan]](list)
        numbers = tuple(number for _, number in keys)
        few = len(numbers) <= _FEW
        asked = RecordFilter(among=(("task_id", numbers),) if few else ())
        with_tasks = any(table == TASKS.table for table, _ in keys)
        proofs = Records(self._ledger, PROOFS).every(asked) if with_tasks else ()
        tasks = {proof.id or 0: proof.task_id for proof in proofs}
        among = (("record_id", (*numbers, *tasks)),) if few else ()
        only = RecordFilter(filled=("register",), among=among)
        kept = Records(self._ledger, ENCLOSURES).every(only)
        for one in reversed(list(kept)):
            key = (one.register or "", one.record_id or 0)
            if key[0] == PROOFS.table:
                key = (TASKS.table, tasks.get(key[1]) or 0)
            if key in wanted:
                found[key].append(Scan(one.title or "", one.file or "", one.sha256 or ""))
        for key in keys:
            if key[0] == PLANS:
                found[key] += [
                    Scan(one.paper.value, one.name, one.sha256)
                    for one in Attachments(self._ledger).of_plan(key[1])
                ]
        return found

    def put_in(self, box: str, keys: Sequence[Key], item: int | None = None) -> int:
        """Link records to a box, or to one of its items; returns how many were not yet.

        Raises Problem for an unknown box and where all of them are linked already.
        """
        if box not in BY_KEY:
            raise Problem("没有这个迎检盒，请选 01 到 11。", code="unknown_box")
        known = [link for link in self._links.every() if link.box == box]
        linked = {_key(link) for link in known if not link.out and link.item == item}
        fresh = [key for key in keys if key not in linked]
        if not fresh:
            raise Problem("选中的记录已经关联过了，没有重复关联。", code="linked_already")
        with self._ledger.transaction(f"迎检关联：{self._many(fresh)}放入 {box} 盒") as change:
            for link in known:
                if link.out and _key(link) in fresh:
                    self._links.delete(change, link.id or 0)
            for key in fresh:
                self._links.add(change, self._link(box, key, item=item))
        return len(fresh)

    def leave_out(self, box: str, keys: Sequence[Key]) -> None:
        """Leave records out of a box, whether they came by rule or by hand."""
        with self._ledger.transaction(f"迎检移出：{self._many(keys)}移出 {box} 盒") as change:
            for link in list(self._links.every()):
                if link.box == box and _key(link) in keys:
                    self._links.delete(change, link.id or 0)
            for key in keys:
                self._links.add(change, self._link(box, key, out=True))

    def score(self, item: ScoringItem) -> ScoringItem:
        """Write a scoring item with its score and reason.

        Raises Problem without a title, for an unknown box and for a score above its points.
        """
        refuse_incomplete(SCORING_ITEMS, item)
        if item.box and item.box not in BY_KEY:
            raise Problem("迎检盒请填 01 到 11。", code="unknown_box")
        if item.score is not None and item.points is not None and item.score > item.points:
            raise Problem("自评分高于分值，请改正。", code="score_too_high")
        with self._ledger.transaction(f"自评分：{(item.title or '')[:30]}") as change:
            if item.id is None:
                return self._items.get(self._items.add(change, item))
            self._items.update(change, item)
        return self._items.get(item.id)

    def _link(self, box: str, key: Key, *, item: int | None = None, out: bool = False) -> BoxLink:
        day = self._ledger.clock().date().isoformat()
        return BoxLink(date=day, box=box, item=item, register=key[0], record_id=key[1], out=out)

    def _by_rule(self, box: str, years: Years) -> Iterator[Key]:
        if box == PLAN_BOX:
            for plan in Visits(self._ledger).plans():
                if years.first <= plan.year <= years.last:
                    yield PLANS, plan.id or 0
        for register in sources_of(box):
            records, only = Records(self._ledger, register), within(register, years)
            if len(boxes_of(register)) == 1:
                yield from ((register.table, number) for number in records.ids(only))
            else:
                for record in records.every(only):
                    if box_of(register, record) == box:
                        yield register.table, record.id or 0

    def _of_years(self, key: Key, years: Years) -> bool:
        """Whether a record counts still and does not tell of another year."""
        if key[0] == PLANS:
            return any(plan.id == key[1] and years.first <= plan.year <= years.last
                       for plan in Visits(self._ledger).plans())  # fmt: skip
        register = register_of(key[0])
        found = Records(self._ledger, register).page([key[1]]) if register else []
        if not found or found[0].removed_at or register is None:
            return False
        day = _day(register, found[0])
        return not day or years.first <= int(day[:4]) <= years.last

    def _told(self, keys: Sequence[Key]) -> dict[Key, Evidence]:
        """The source, day and words of records."""
        of: dict[str, list[int]] = defaultdict(list)
        for table, number in keys:
            of[table].append(number)
        found = {key: Evidence(key, "", "", "（记录已删除）") for key in keys}
        if PLANS in of:
            for plan in Visits(self._ledger).plans():
                key = (PLANS, plan.id or 0)
                if key in found:
                    found[key] = Evidence(key, "走访慰问", str(plan.year),
                                          plan.title)  # fmt: skip
        for table, numbers in of.items():
            register = register_of(table)
            if register is None:
                continue
            records = Records(self._ledger, register).page(numbers)
            names = self._names(records)
            for record in records:
                words = _words(register, record, names.get(record.person_id or 0, ""))
                found[table, record.id or 0] = Evidence(
                    (table, record.id or 0), register.title or register.noun,
                    _day(register, record), words, person_id=record.person_id or 0,
                )  # fmt: skip
        return found

    def _names(self, records: Sequence[Any]) -> dict[int, str]:
        ids = list(dict.fromkeys(one.person_id for one in records if one.person_id))
        return {person.id or 0: person.name for person in People(self._ledger).page(ids)}

    def _many(self, keys: Sequence[Key]) -> str:
        """The one record by its words, or how many there are."""
        one = len(keys) == 1
        return f"{self._told(keys)[keys[0]].words[:30]} " if one else f"{len(keys)} 条记录"


def _counted(box: Box, count: int, items: Sequence[ScoringItem]) -> BoxCount:
    own = [item for item in items if item.box == box.key]
    scores = [item.score for item in own if item.score is not None]
    points = sum((item.points or Decimal(0) for item in own), Decimal(0))
    return BoxCount(box, count, points, sum(scores, Decimal(0)) if scores else None)


def _key(link: BoxLink) -> Key:
    return link.register or "", link.record_id or 0


def _day(register: Register[Any], record: Any) -> str:
    """The day of a record, its year where that is all it says."""
    day = getattr(record, register.date) or getattr(record, "year", None)
    return str(day or "")


def _words(register: Register[Any], record: Any, name: str) -> str:
    """What a record is called; of one about somebody the name and two columns without numbers."""
    parts = [name] if name else []
    called = register.called(record)
    if called and called != name:
        parts.append(called)
    if len(parts) < _SHOWN:
        told = (
            field.write(getattr(record, field.key)).replace("\n", " ")
            for field in register.schema
            if field.key not in (register.date, register.named) and field.kind.mask is None
        )
        parts += [text for text in told if text and text not in parts][: _SHOWN - len(parts)]
    return "　".join(parts)[:_LONGEST]
