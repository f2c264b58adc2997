"""光荣牌和优待证: who should have one and has not, and the register of hand-outs (DOMAIN §4.11)."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from shuangyong_desktop.domain.categories import CATEGORIES, CategoryGroup
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import (
    HANDOUTS,
    Balance,
    Handout,
    HandoutItem,
    Holder,
    Standing,
    balance,
    card_standing,
    due_categories,
    expires,
    plaque_standing,
    reflected,
    unreflected,
)
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.handouts import Holders
from shuangyong_desktop.storage.households import Households
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.transaction import Transaction

SOON = timedelta(days=90)
"""Within how many days a card counts as 到期."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Where everybody stands with an item: one person per household, or per card.

    `people` maps the id of a person (for a plaque: who stands for the household) to the
    standing; `expiring` are those whose card is about to expire.
    """

    item: HandoutItem
    people: Mapping[int, Standing]
    expiring: frozenset[int] = frozenset()

    @property
    def balance(self) -> Balance:
        """The numbers, which add up."""
        return balance(self.people, len(self.expiring))

    def ids(self, *standings: Standing) -> "array[int]":
        """The people with one of these standings, by 村（社区） and address."""
        return array("I", (who for who, standing in self.people.items() if standing in standings))


class Handouts(Entries[Handout]):
    """The hand-outs of one open ledger; each is written on the person's record as well."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, HANDOUTS)
        self._persons = People(ledger)
        self._holders = Holders(ledger)
        self._households = Households(ledger)
        self._categories = Categories(ledger)

    def survey(self, item: HandoutItem) -> Survey:
        """Where every qualifying person, or household, on the ledger stands with `item`."""
        holders = list(self._holders.qualifying(sorted(due_categories(item, self._own_classes()))))
        newest = self._newest(item)
        if item is HandoutItem.CARD:
            soon = self._ledger.clock().date() + SOON
            people = {holder.person_id: card_standing(holder) for holder in holders}
            expiring = frozenset(
                number for number, handout in newest.items()
                if people.get(number) is Standing.HAS and expires(handout, soon)
            )  # fmt: skip
            return Survey(item, people, expiring)
        households: dict[int, list[Holder]] = {}
        for holder in holders:
            households.setdefault(holder.household, []).append(holder)
        return Survey(
            item,
            {
                members[0].person_id: plaque_standing(members, _newest_of(members, newest))
                for members in households.values()
            },
        )

    def put(self, change: Transaction, record: Handout) -> int:
        """Write a hand-out and what it means for the record, within `change`."""
        number = super().put(change, record)
        self._reflect(change, record, gone=False)
        return number

    def remove(self, record_id: int) -> None:
        """Put a hand-out into 回收站; the person's record says again what was before it."""
        record = self.get(record_id)
        if record.removed_at:
            raise Problem("这条登记已经在回收站里了。", code="removed_already")
        at = self._ledger.clock().isoformat(timespec="seconds")
        with self._ledger.transaction(f"{self.title('删除', record)}（移入回收站）") as change:
            self.records.update(change, replace(record, removed_at=at))
            self._reflect(change, record, gone=True)

    def put_back(self, record_id: int) -> None:
        """Bring a hand-out back from 回收站, and what it means for the record."""
        record = self.get(record_id)
        if not record.removed_at:
            raise Problem("这条登记不在回收站里。", code="not_removed")
        back = replace(record, removed_at=None)
        with self._ledger.transaction(self.title("从回收站取回", record)) as change:
            self.records.update(change, back)
            self._reflect(change, back, gone=False)

    def hand_out(self, people: Sequence[int], wanted: Handout) -> int:
        """Write the same hand-out for several people, as one undoable change; how many."""
        words = f"{wanted.act.value}{wanted.item.value if wanted.item else ''}"
        who = f"{len(people)} 人" if len(people) > 1 else self._persons.get(people[0]).name
        with self._ledger.transaction(f"登记{words}：{who}") as change:
            for number in people:
                self.put(change, replace(wanted, person_id=number))
        return len(people)

    def _reflect(self, change: Transaction, record: Handout, *, gone: bool) -> None:
        """Bring the person's columns in line with their newest hand-out of this item."""
        newest = self._last(record)
        people = [record.person_id or 0, *self._sharers(record)]
        for person in self._persons.page(people):
            if newest is not None:
                after = reflected(person, newest)
            elif gone:
                after = unreflected(person, record)
            else:
                continue
            self._persons.update(change, after)

    def _last(self, record: Handout) -> Handout | None:
        only = RecordFilter(person_id=record.person_id, equal=(("item", record.item),))
        return next(self.every(only), None)

    def _sharers(self, record: Handout) -> list[int]:
        """The others of the household whose records say that its plaque hangs."""
        if record.item is not HandoutItem.PLAQUE:
            return []
        household = self._persons.get(record.person_id or 0).household_id
        if household is None:
            return []
        members = self._persons.page(self._households.members(household))
        return [
            member.id or 0
            for member in members
            if member.plaque_hung and member.id != record.person_id
        ]

    def _newest(self, item: HandoutItem) -> dict[int, Handout]:
        """The newest hand-out of `item` by person."""
        found: dict[int, Handout] = {}
        for handout in self.every(RecordFilter(equal=(("item", item),))):
            found.setdefault(handout.person_id or 0, handout)
        return found

    def _own_classes(self) -> Iterable[str]:
        """The veterans' classes that the desk has added."""
        legal = {category.code for category in CATEGORIES}
        return [
            category.code
            for category in self._categories.all()
            if category.group is CategoryGroup.VETERAN and category.code not in legal
        ]


def _newest_of(members: Iterable[Holder], newest: Mapping[int, Handout]) -> Handout | None:
    handouts = [newest[item.person_id] for item in members if item.person_id in newest]
    return max(handouts, key=lambda handout: (handout.date or "", handout.id or 0), default=None)
