"""人员: looking people up, keeping their records, counting them."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.categories import Category
from shuangyong_desktop.domain.communities import Community
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.search import COUNTED, PersonFilter, PersonOrder
from shuangyong_desktop.domain.tallies import LedgerCounts, count
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE
from shuangyong_desktop.storage.people import People as Records
from shuangyong_desktop.storage.search import Search
from shuangyong_desktop.storage.tallies import Tallies

SHOWN = 200
"""How many hits a search lists while the clerk is typing."""

ON_THE_LEDGER = PersonFilter(statuses=(PersonStatus.ACTIVE,))


@dataclass(frozen=True, slots=True)
class LedgerView:
    """What the ledger page shows: a typed search within a filter, in an order."""

    query: str = ""
    only: PersonFilter = ON_THE_LEDGER
    order: PersonOrder = PersonOrder.PLACE


@dataclass(frozen=True, slots=True)
class Listing:
    """The ids a view shows; `total` counts on where a search found more than it lists."""

    ids: "array[int]"
    total: int
    more: bool = False


class People:
    """The people of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)
        self._search = Search(ledger)
        self._categories = Categories(ledger)
        self._communities = Communities(ledger)

    def listing(self, view: LedgerView, limit: int = -1, *, whole: bool = False) -> Listing:
        """Whom `view` shows; `limit` ids come fast, for the first paint.

        A search lists the first two hundred, or with `whole` all that are counted.
        """
        if view.query.strip():
            found = self._search.find(view.query, view.only, COUNTED if whole else SHOWN)
            return Listing(found.ids, found.count, found.more)
        ids = self._records.ids(view.order, view.only, limit)
        return Listing(ids, len(ids))

    def page(self, ids: Sequence[int]) -> list[Person]:
        """The records of `ids`, in that order."""
        return self._records.page(ids)

    def each(self, ids: Sequence[int]) -> Iterator[Person]:
        """The records of `ids`, read page by page."""
        for start in range(0, len(ids), PAGE):
            yield from self._records.page(ids[start : start + PAGE])

    def get(self, person_id: int) -> Person:
        """One record; raises KeyError when there is none."""
        return self._records.get(person_id)

    def save(self, person: Person) -> Person:
        """Write a new or changed record as one undoable change; returns it as stored.

        Raises Problem without a name; everything else may be 待核实.
        """
        if not person.name.strip():
            raise Problem("请填写姓名后再保存，其余栏目可以以后再补。", code="missing_name")
        if person.id is None:
            with self._ledger.transaction(f"新增人员：{person.name}") as change:
                person = replace(person, id=self._records.add(change, person))
        else:
            with self._ledger.transaction(f"修改人员：{person.name}") as change:
                self._records.update(change, person)
        return self.get(person.id or 0)

    def alike(self, person: Person) -> list[Person]:
        """Others who may be the same person: the same ID number, or name and birth date."""
        ids: list[int] = []
        if person.id_number:
            ids += self._records.with_id_number(person.id_number)
        if person.name and person.birth_date:
            ids += self._records.with_name(person.name, person.birth_date)
        return self._records.page([number for number in dict.fromkeys(ids) if number != person.id])

    def counts(self) -> LedgerCounts:
        """The numbers beside every filter and in every summary."""
        return count(Tallies(self._ledger).every(), self.categories())

    def categories(self) -> tuple[Category, ...]:
        """Every category of this ledger."""
        return self._categories.all()

    def communities(self) -> tuple[Community, ...]:
        """Every 村（社区） of this ledger, in the desk's order."""
        return self._communities.all()
