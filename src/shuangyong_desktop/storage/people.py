"""人员 in the ledger: records in, records out, and lists of any length."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.pinyin import sounding
from shuangyong_desktop.domain.search import EVERYBODY, PersonFilter, PersonOrder, tokens_of
from shuangyong_desktop.storage import facets, listing, search_index
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.columns import LINKED, PERSON_LOADERS, sort_key, stored
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.search_index import NO_COMMUNITY, Indexed
from shuangyong_desktop.storage.transaction import Transaction

PAGE = 256
"""People read at once while a list is scrolled (PERFORMANCE §2)."""

_OWN = tuple(item.name for item in fields(Person) if item.name not in (*LINKED, "id"))
_WRITTEN = (*_OWN, "name_key", "address_key", "community_id", "category_mask")
_SELECT = (
    "SELECT person.id, community.name, category_mask,"  # noqa: S608
    f" {', '.join(f'person.{name}' for name in _OWN)}"
    " FROM person LEFT JOIN community ON community.id = person.community_id"
)
# Who has a single category has it in the mask: most people need no look at the links.
_CATEGORIES = "SELECT person_id, category FROM person_category WHERE person_id IN ({}) ORDER BY id"
_TAGS = "SELECT person_id, tag FROM person_tag WHERE person_id IN ({}) ORDER BY id"
_LOADERS = tuple((_OWN.index(name), load) for name, load in PERSON_LOADERS.items())
_values_of = attrgetter(*_OWN)
_facts_of = itemgetter(*(_OWN.index(name) for name in facets.COLUMNS))


class People:
    """The people of one ledger. Nobody is ever deleted (DESIGN 26)."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._communities = Communities(ledger)
        self._categories = Categories(ledger)
        self._used: tuple[int, set[int]] = (0, set())

    def get(self, person_id: int) -> Person:
        """One person; raises KeyError when there is none of that id."""
        found = self.page([person_id])
        if not found:
            raise KeyError(person_id)
        return found[0]

    def page(self, ids: Sequence[int]) -> list[Person]:
        """The people of `ids`, in that order; ids that are gone are left out."""
        rows = self._rows(f"{_SELECT} WHERE person.id IN ({{}})", ids)
        several = [row[0] for row in rows if row[2] & (row[2] - 1)]
        categories = _lists(self._rows(_CATEGORIES, several)) if several else {}
        tags = _lists(self._rows(_TAGS, ids))
        only: dict[int, tuple[str, ...]]
        only = {1 << bit: (code,) for code, bit in self._categories.bits().items()}
        found = {}
        for number, community, mask, *values in rows:
            held = categories.get(number) or only.get(mask, ())
            found[number] = _person(number, community, held, tags.get(number, ()), values)
        return [found[number] for number in ids if number in found]

    def ids(
        self,
        order: PersonOrder = PersonOrder.ENTERED,
        only: PersonFilter = EVERYBODY,
        limit: int = -1,
    ) -> "array[int]":
        """The ids of everybody in `only`, in `order`; the first `limit` of them come fast.

        Read from a covering index, never from the wide table (PERFORMANCE §2).
        """
        return listing.ids_of(self._ledger, order, only, limit)

    def values(self, key: str) -> dict[int, Any]:
        """What stands in one column of the record itself, of everybody who has something there.

        Raises KeyError for a column that lives in a table of its own.
        """
        if key not in _OWN:
            raise KeyError(key)
        load = PERSON_LOADERS.get(key, _as_it_is)
        rows = self._ledger.connection.execute(
            f"SELECT id, {key} FROM person WHERE {key} IS NOT NULL"  # noqa: S608
        )
        return {number: load(value) for number, value in rows}

    def every(
        self, order: PersonOrder = PersonOrder.ENTERED, only: PersonFilter = EVERYBODY
    ) -> Iterator[Person]:
        """Everybody in `only`, read page by page."""
        ids = self.ids(order, only)
        for start in range(0, len(ids), PAGE):
            yield from self.page(ids[start : start + PAGE])

    def with_id_number(self, number: str) -> list[int]:
        """The ids of people with this ID number."""
        return self._found("SELECT id FROM person WHERE id_number = ? ORDER BY id", (number,))

    def with_name(self, name: str, birth_date: str | None = None) -> list[int]:
        """The ids of people of this name, and where given of this birth date."""
        if birth_date is None:
            return self._found("SELECT id FROM person WHERE name = ? ORDER BY id", (name,))
        return self._found(
            "SELECT id FROM person WHERE name = ? AND birth_date = ? ORDER BY id",
            (name, birth_date),
        )

    def with_birthday(self, days: Sequence[str], lunar_days: Sequence[str]) -> list[int]:
        """The ids of those on the ledger (在册) born on one of `days` (“03-06”) of any year.

        Who keeps a lunar birthday is found by `lunar_days` (“08-15”, “闰04-03”) alone.
        """
        solar, lunar = (", ".join("?" * len(wanted)) for wanted in (days, lunar_days))
        return self._found(
            "SELECT id FROM person INDEXED BY person_by_birthday"  # noqa: S608
            f" WHERE status = 'ACTIVE' AND substr(birth_date, 6) IN ({solar})"
            " AND lunar_birthday IS NULL"
            " UNION ALL SELECT id FROM person WHERE status = 'ACTIVE'"
            f" AND lunar_birthday IS NOT NULL AND lunar_birthday IN ({lunar}) ORDER BY id",
            (*days, *lunar_days),
        )

    def add(self, change: Transaction, person: Person) -> int:
        """Write a new person with categories and tags; returns the id."""
        row = self._row(change, person)
        person_id = change.insert("person", dict(zip(_WRITTEN, row, strict=True)))
        self._link(change, person_id, person)
        return person_id

    def update(self, change: Transaction, person: Person) -> bool:
        """Write what differs of a known person; returns whether anything did."""
        if person.id is None:
            raise ValueError("this person was never stored")
        row = self._row(change, person)
        changed = change.update("person", person.id, dict(zip(_WRITTEN, row, strict=True)))
        return self._link(change, person.id, person) or changed

    def add_many(
        self,
        change: Transaction,
        people: Sequence[Person],
        tokens: Sequence[Sequence[str]] | None = None,
    ) -> range:
        """Write new people in bulk; returns their ids, in order.

        `tokens` are their search tokens where the reading worker made them already.
        """
        communities = self._communities.learn(change, dict.fromkeys(p.community for p in people))
        bits = self._categories.bits()
        rows = [_row(person, communities, bits) for person in people]
        ids = self._insert(change, rows)
        numbered = list(zip(ids, people, strict=True))
        change.insert_many(
            "person_category",
            ("person_id", "category"),
            [(number, code) for number, person in numbered for code in person.categories],
        )
        change.insert_many(
            "person_tag",
            ("person_id", "tag"),
            [(number, tag) for number, person in numbered for tag in person.tags],
        )
        made = tokens or [tokens_of(p.name, p.former_name, p.id_number, p.phone) for p in people]
        change.index(
            Indexed(
                number,
                search_index.joined(words),
                communities.get(person.community or "", NO_COMMUNITY),
                row[-1],
                person.status.name,
                facets.facets_of(_facts_of(row)),
            )
            for (number, person), row, words in zip(numbered, rows, made, strict=True)
        )
        return ids

    def _insert(self, change: Transaction, rows: Sequence[Sequence[Stored]]) -> range:
        """Write rows of `_WRITTEN`, only the columns that anybody in `change` has used so far.

        A spreadsheet fills a fifth of them; the rest would only make its history long.
        """
        if not rows:
            return change.insert_many("person", _WRITTEN, rows)
        if self._used[0] != change.id:
            self._used = (change.id, set())
        columns = list(zip(*rows, strict=True))
        used = self._used[1]
        used.update(
            place for place, values in enumerate(columns) if values.count(None) < len(values)
        )
        kept = sorted(used)
        names = tuple(_WRITTEN[place] for place in kept)
        return change.insert_many(
            "person", names, list(zip(*(columns[place] for place in kept), strict=True))
        )

    def _row(self, change: Transaction, person: Person) -> list[Any]:
        communities = self._communities.learn(change, (person.community,))
        return _row(person, communities, self._categories.bits())

    def _link(self, change: Transaction, person_id: int, person: Person) -> bool:
        """Bring the links of categories and tags in line; returns whether any changed."""
        changed = False
        for table, column, wanted in (
            ("person_category", "category", person.categories),
            ("person_tag", "tag", person.tags),
        ):
            known = dict(
                self._ledger.connection.execute(
                    f"SELECT {column}, id FROM {table} WHERE person_id = ?",  # noqa: S608
                    (person_id,),
                ).fetchall()
            )
            for word in set(known) - set(wanted):
                change.delete(table, known[word])
            for word in dict.fromkeys(wanted):
                if word not in known:
                    change.insert(table, {"person_id": person_id, column: word})
            changed = changed or set(known) != set(wanted)
        return changed

    def _rows(self, sql: str, ids: Sequence[int]) -> list[Any]:
        marks = ", ".join("?" * len(ids))
        return self._ledger.connection.execute(sql.format(marks), tuple(ids)).fetchall()

    def _found(self, sql: str, values: Sequence[Stored]) -> list[int]:
        return [number for (number,) in self._ledger.connection.execute(sql, values)]


def _row(person: Person, communities: dict[str, int], bits: dict[str, int]) -> list[Any]:
    """The columns of `person`, in the order of `_WRITTEN`."""
    row = list(_values_of(person))
    for place, _ in _LOADERS:
        row[place] = stored(row[place])
    mask = 0
    for code in person.categories:
        mask |= 1 << bits[code]
    row += (
        sounding(person.name),
        sort_key(person.address or person.registered_address or ""),
        communities.get(person.community or ""),
        mask,
    )
    return row


def _person(
    number: int,
    community: str | None,
    categories: tuple[str, ...],
    tags: tuple[str, ...],
    values: list[Any],
) -> Person:
    for place, load in _LOADERS:
        values[place] = load(values[place])
    return Person(
        id=number,
        community=community,
        categories=categories,
        tags=tags,
        **dict(zip(_OWN, values, strict=True)),
    )


def _as_it_is(value: Any) -> Any:
    return value


def _lists(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for number, word in rows:
        found[number] = (*found.get(number, ()), word)
    return found
