"""人员: looking people up, counting them, keeping their records and what happened to them."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shuangyong_desktop.domain.categories import Category, CategoryWords
from shuangyong_desktop.domain.communities import Community
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.domain.people import PEOPLE, Person, PersonStatus
from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.domain.tallies import LedgerCounts, count
from shuangyong_desktop.domain.timeline import TimelineEntry
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE
from shuangyong_desktop.storage.people import People as Records
from shuangyong_desktop.storage.search import Search
from shuangyong_desktop.storage.tallies import Tallies
from shuangyong_desktop.storage.transaction import Transaction

SHOWN = 200
"""How many hits a search lists while the clerk is typing."""

_MOST_NAMESAKES = 50


@dataclass(frozen=True, slots=True)
class ManyPreview:
    """What a change of many would do: the column, its new text, how many change or stay."""

    label: str
    text: str
    changed: int
    unchanged: int


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


class Lookup:
    """Finding, reading and counting the people of one open ledger; nothing is written."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)
        self._search = Search(ledger)
        self._categories = Categories(ledger)
        self._communities = Communities(ledger)

    def listing(self, view: LedgerView, limit: int = -1, *, whole: bool = False) -> Listing:
        """Whom `view` shows; `limit` ids come fast, for the first paint.

        A search lists the first two hundred, or with `whole` everybody.
        """
        if view.query.strip():
            found = self._search.find(view.query, view.only, -1 if whole else SHOWN)
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

    def texts(self, key: str) -> dict[int, str]:
        """What one declared column says of everybody who has something there.

        Raises KeyError for 人员类别, 标签 and 村（社区）, which live in tables of their own.
        """
        write = PEOPLE[key].write
        return {number: write(value) for number, value in self._records.values(key).items()}

    def get(self, person_id: int) -> Person:
        """One record; raises KeyError when there is none."""
        return self._records.get(person_id)

    def alike(self, person: Person) -> list[Person]:
        """Others who may be the same person: the same ID number, or name and birth date."""
        ids: list[int] = []
        if person.id_number:
            ids += self._records.with_id_number(person.id_number)
        if person.name and person.birth_date:
            ids += self._records.with_name(person.name, person.birth_date)
        return self._records.page([number for number in dict.fromkeys(ids) if number != person.id])

    def namesakes(self, person: Person) -> list[Person]:
        """Others of the same name, but for those whom two valid ID numbers tell apart."""
        ids = self._records.with_name(person.name)[:_MOST_NAMESAKES] if person.name else []
        apart = person.id_number and identify(person.id_number)
        return [
            other
            for other in self._records.page([number for number in ids if number != person.id])
            if not (apart and other.id_number and identify(other.id_number))
        ]

    def with_birthday(self, days: Sequence[str], lunar_days: Sequence[str]) -> list[Person]:
        """Those on the ledger whose birthday falls on one of these days of either calendar."""
        return list(self.each(self._records.with_birthday(days, lunar_days)))

    def counts(self) -> LedgerCounts:
        """The numbers beside every filter and in every summary."""
        return count(Tallies(self._ledger).every(), self.categories())

    def categories(self) -> tuple[Category, ...]:
        """Every category of this ledger."""
        return self._categories.all()

    def communities(self) -> tuple[Community, ...]:
        """Every 村（社区） of this ledger, in the desk's order."""
        return self._communities.all()


class People(Lookup):
    """The people of one open ledger. Nobody is ever deleted (DESIGN 26)."""

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
                self._update(change, person)
        return self.get(person.id or 0)

    def take_off(self, person_id: int, status: PersonStatus, on: str, basis: str) -> Person:
        """去世、迁出 or 移出台账 with all that follows, as one undoable change.

        `on` is the day as far as known, in any spelling; `basis` says what it rests on
        (死亡证明, 户口迁移证…). Returns the person as stored. Raises Problem when either is
        missing or cannot be.
        """
        if status is PersonStatus.ACTIVE:
            raise ValueError("somebody on the ledger is not taken off")
        return self._register(person_id, status, on, basis)

    def put_back(self, person_id: int, on: str = "", basis: str = "") -> Person:
        """Bring somebody back on the ledger (在册), as one undoable change.

        The day and basis of taking off give way to those of coming back.
        """
        return self._register(person_id, PersonStatus.ACTIVE, on, basis)

    def timeline(self, person_id: int, limit: int = 100) -> list[TimelineEntry]:
        """What happened to a person, newest first: visits received, imports, changes."""
        from shuangyong_desktop.storage.timeline import Timeline  # noqa: PLC0415 (on demand)

        return Timeline(self._ledger).of(person_id, self.get(person_id).name, limit)

    def preview_many(self, ids: Sequence[int], key: str, text: str) -> ManyPreview:
        """What `change_many` would do; nothing is written. Raises the same Problems."""
        column, value = PEOPLE[key], self._for_many(key, text)
        changed = sum(_with(person, key, value) != person for person in self.each(ids))
        return ManyPreview(column.label, column.write(value), changed, len(ids) - changed)

    def change_many(self, ids: Sequence[int], key: str, text: str) -> int:
        """批量修改: write `text` into one column of many people, as one undoable change.

        Categories and tags are added to, never taken away. Returns how many people changed;
        raises Problem when `text` cannot be read or the column is not for many.
        """
        column, value = PEOPLE[key], self._for_many(key, text)
        changed = 0
        with self._ledger.transaction(f"批量修改{column.label}：{len(ids)} 人") as change:
            for person in self.each(ids):
                changed += self._records.update(change, _with(person, key, value))
        return changed

    def _for_many(self, key: str, text: str) -> Any:
        """The value that `text` means in a column that may be written to many."""
        column = PEOPLE[key]
        if key in _ONE_BY_ONE:
            raise Problem(
                f"“{column.label}”不能批量修改，请逐人修改。没有改动。", code="one_by_one"
            )
        own = key == "categories"  # the desk has categories that the declaration cannot know
        reading = CategoryWords(self.categories()).read(text) if own else column.read(text)
        for doubt in reading.doubts:
            if doubt.severity is not Severity.INFO:
                raise Problem(f"{doubt.sentence}没有改动。", code=doubt.kind)
        return reading.value

    def _update(self, change: Transaction, person: Person) -> None:
        """Write what differs; a new status is an event, with everything that follows from it."""
        known = self.get(person.id or 0)
        if known.status is person.status:
            self._records.update(change, person)
            return
        from shuangyong_desktop.services.events import Events  # noqa: PLC0415 (on demand)

        Events(self._ledger).change_status(change, known, person)

    def _register(self, person_id: int, status: PersonStatus, on: str, basis: str) -> Person:
        from shuangyong_desktop.services.events import Events  # noqa: PLC0415 (on demand)

        return Events(self._ledger).move(person_id, status, on, basis)


_ONE_BY_ONE = frozenset(
    {
        "name", "former_name", "sex", "id_number", "birth_date", "lunar_birthday",
        "status", "status_date", "status_basis", "death_date",
        "phone", "kin_name", "kin_relation", "kin_phone", "address",
        "discharge_cert", "disability_cert", "pension_cert", "preferential_card", "plaque_number",
        "bank_account", "bank_holder",
    }
)  # fmt: skip
"""What is somebody's own: the same in many records would be a mistake."""
FOR_MANY = tuple(field for field in PEOPLE if field.key not in _ONE_BY_ONE)
"""The columns that 批量修改 offers."""


def _with(person: Person, key: str, value: Any) -> Person:
    if key in ("categories", "tags"):
        value = tuple(dict.fromkeys((*getattr(person, key), *value)))
    return replace(person, **{key: value})
