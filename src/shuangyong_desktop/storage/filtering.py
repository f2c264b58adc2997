"""A filter of people as an SQL condition: by the columns of an index, or with a look at each."""

import calendar
from collections.abc import Iterator, Sized
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from shuangyong_desktop.domain.contacts import OPEN_STAGES
from shuangyong_desktop.domain.search import ASKED_BY_WORD, AgeSpan, PersonFilter, Trait
from shuangyong_desktop.storage import facets
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger

_OPEN = ", ".join(f"'{stage.name}'" for stage in OPEN_STAGES)
# Spelt as in the indexes of the orders, which so answer them without a look at the person.
_HUNG = (
    "CASE WHEN person.plaque_hung = 1 OR person.plaque_number IS NOT NULL"
    " OR person.plaque_date IS NOT NULL THEN 1 ELSE 0 END"
)
_HELD = (
    "CASE WHEN person.preferential_card IS NOT NULL OR person.card_issue_date IS NOT NULL"
    " THEN 1 ELSE 0 END"
)
_HARD = (
    "CASE WHEN coalesce(person.social_aid, '') NOT IN ('', '无')"
    " OR coalesce(person.hardships, '') != '' THEN 1 ELSE 0 END"
)
_UNREACHED = "CASE WHEN coalesce(person.phone, '') = '' THEN 1 ELSE 0 END"
FACTS = (_HUNG, _HELD, _HARD, _UNREACHED)
_TRAITS = {
    Trait.PLAQUE: f"{_HUNG} = 1",
    Trait.NO_PLAQUE: f"{_HUNG} = 0",
    Trait.CARD: f"{_HELD} = 1",
    Trait.NO_CARD: f"{_HELD} = 0",
    Trait.HARDSHIP: f"{_HARD} = 1",
    Trait.NO_PHONE: f"{_UNREACHED} = 1",
}
# The limits keep SQLite from reading all appeals or tags before it looks at the first person.
_APPEALED = (
    "EXISTS (SELECT 1 FROM appeal WHERE appeal.person_id = {person}"  # noqa: S608 (names of ours)
    f" AND appeal.removed_at IS NULL AND appeal.stage IN ({_OPEN}) LIMIT 1)"
)
_TAGGED = (
    "EXISTS (SELECT 1 FROM person_tag WHERE person_tag.person_id = {person}"
    " AND person_tag.tag = ? LIMIT 1)"
)
_UNMET = (
    "NOT EXISTS (SELECT 1 FROM contact WHERE contact.person_id = {person}"
    " AND contact.removed_at IS NULL AND contact.reached IS NOT 0 AND contact.date >= ?)"
)
# The index of the column is narrow: a look into the wide table costs four times as much.
_SAID = (
    "EXISTS (SELECT 1 FROM person AS said INDEXED BY person_by_{}"
    " WHERE said.id = person.id AND said.{} LIMIT 1)"
)
_TAGGED_FIRST = (
    "(SELECT person_id FROM person_tag INDEXED BY person_tag_by_tag WHERE tag = ?) AS person_tag"
)
_APPEALED_IDS = (
    "SELECT DISTINCT person_id AS id FROM appeal INDEXED BY appeal_open"  # noqa: S608
    f" WHERE removed_at IS NULL AND stage IN ({_OPEN})"
)
_APPEALED_FIRST = f"({_APPEALED_IDS}) AS open"
_WITHOUT_PHONE = f"SELECT id FROM person INDEXED BY person_without_phone WHERE {_UNREACHED} = 1"  # noqa: S608
_BORN_ON = (
    "SELECT id FROM person INDEXED BY person_by_birthday"
    " WHERE lunar_birthday IS NULL AND substr(birth_date, 6) IN ({})"
    " UNION ALL SELECT id FROM person INDEXED BY person_by_lunar"
    " WHERE lunar_birthday IS NOT NULL AND lunar_birthday IN ({})"
)
_BIRTHDAY = (
    "CASE WHEN person.lunar_birthday IS NULL THEN substr(person.birth_date, 6) IN ({})"
    " ELSE person.lunar_birthday IN ({}) END"
)
# A partly known birth date stands for its last day, then for its first: what is certain counts.
_LAST_DAY = (
    "person.birth_date || CASE length(person.birth_date)"
    " WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END"
)
_FIRST_DAY = (
    "person.birth_date || CASE length(person.birth_date)"
    " WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of an index are called, `person` is the number of its person.

    `facets` is empty where the columns of the person themselves are at hand.
    """

    community: str = "person.community_id"
    mask: str = "person.category_mask"
    status: str = "person.status"
    person: str = "person.id"
    facets: str = ""


OF_PERSON = Columns()
OF_SEARCH = Columns("comm", "cat", "st", "search.id", "facets")


class _Part(NamedTuple):
    """One condition; `own` ones look at the columns of the person."""

    sql: str
    values: list[Stored]
    own: bool = True


def condition(
    ledger: Ledger, only: PersonFilter, columns: Columns = OF_PERSON
) -> tuple[str, list[Stored]]:
    """The condition and its values.

    Somebody of several categories is found by each of them (CLERK §1).
    """
    found = [*_indexed(ledger, only, columns)]
    if columns.facets:
        found += (
            _Part(f"{columns.facets} & ? {'!=' if some else '='} 0", [bits])
            for bits, some in facets.asked(only)
        )
        further = [*_further(facets.unanswered(only), columns)]
        own = [part for part in further if part.own]
        found += (part for part in further if not part.own)
        if own:
            found.append(_looked_at(own, columns))
    else:
        found += _further(only, columns)
    parts = ["1", *(part.sql for part in found)]
    return " AND ".join(parts), [value for part in found for value in part.values]


def is_looked_at(only: PersonFilter) -> bool:
    """Whether the search table rules people out only in part, and a look at them decides."""
    left = facets.unanswered(only)
    return left != PersonFilter(left.communities, left.categories, left.statuses)


def source(only: PersonFilter) -> tuple[str, list[Stored]]:
    """Where the people of a narrow filter are found at once, as what follows FROM.

    It offers the columns of `person` and may offer more people than the filter has. Empty
    where only a look at everybody would find them.
    """
    if only.quick:
        return f"person INDEXED BY person_by_{'place' if only.communities else 'name'}", []
    if only.tags:
        return f"{_TAGGED_FIRST} CROSS JOIN person ON person.id = person_tag.person_id", [
            only.tags[0]
        ]
    if Trait.OPEN_APPEAL in only.traits:
        return f"{_APPEALED_FIRST} CROSS JOIN person ON person.id = open.id", []
    for column, part in _words(only):
        said = f"SELECT id FROM person INDEXED BY person_by_{column} WHERE {part.sql}"  # noqa: S608
        return f"({said}) AS said CROSS JOIN person ON person.id = said.id", part.values
    return "", []


def is_in_orders(only: PersonFilter) -> bool:
    """Whether the indexes of the orders answer all of it."""
    return only == _in_orders(only)


def starts(ledger: Ledger, only: PersonFilter) -> Iterator[tuple[str, list[Stored]]]:
    """Ways to read ids, each from an index of its own, among which everybody in `only` is."""
    for tag in only.tags:
        yield "SELECT person_id AS id FROM person_tag WHERE tag = ?", [tag]
    if Trait.OPEN_APPEAL in only.traits:
        yield _APPEALED_IDS, []
    if Trait.NO_PHONE in only.traits:
        yield _WITHOUT_PHONE, []
    for column, part in _words(only):
        yield f"SELECT id FROM person INDEXED BY person_by_{column} WHERE {part.sql}", part.values  # noqa: S608
    if only.birthdays or only.lunar_birthdays:
        days = (_marks(days) or "NULL" for days in (only.birthdays, only.lunar_birthdays))
        yield _BORN_ON.format(*days), [*only.birthdays, *only.lunar_birthdays]
    for index, asked in (("birth_date", only.ages), ("place", only.communities)):
        if asked:
            where, values = condition(ledger, _in_orders(only))
            yield f"SELECT id FROM person INDEXED BY person_by_{index} WHERE {where}", values  # noqa: S608


def _in_orders(only: PersonFilter) -> PersonFilter:
    return replace(
        only,
        tags=(),
        words=(),
        traits=tuple(trait for trait in only.traits if trait in _TRAITS),
        unmet_since=None,
        birthdays=(),
        lunar_birthdays=(),
    )


def _looked_at(own: list[_Part], columns: Columns) -> _Part:
    """Conditions on the person to whom a row of the index leads."""
    inner = " AND ".join(part.sql for part in own)
    return _Part(
        f"EXISTS (SELECT 1 FROM person WHERE person.id = {columns.person} AND {inner})",  # noqa: S608
        [value for part in own for value in part.values],
    )


def _indexed(ledger: Ledger, only: PersonFilter, columns: Columns) -> Iterator[_Part]:
    """What the columns of the index answer."""
    if only.communities:
        names = _marks(only.communities)
        known = f"{columns.community} IN (SELECT id FROM community WHERE name IN ({names}))"  # noqa: S608
        if "" in only.communities:
            known = f"({known} OR coalesce({columns.community}, 0) = 0)"
        yield _Part(known, [*only.communities])
    if only.categories:
        rows = ledger.connection.execute(
            f"SELECT bit FROM category WHERE code IN ({_marks(only.categories)})",  # noqa: S608
            only.categories,
        )
        yield _Part(f"{columns.mask} & ? != 0", [sum(1 << bit for (bit,) in rows)])
    if only.statuses:
        # The sign keeps SQLite from taking this into account for an order, which it then sorts.
        statuses: list[Stored] = [status.name for status in only.statuses]
        yield _Part(f"+{columns.status} IN ({_marks(statuses)})", statuses)


def _further(only: PersonFilter, columns: Columns) -> Iterator[_Part]:
    """What needs a look at each person, or at what is registered of them."""
    if only.sexes:
        yield _Part(f"+person.sex IN ({_marks(only.sexes)})", [*only.sexes])
    if only.ages is not None:
        yield from _ages(only.ages)
    for tag in only.tags:
        yield _Part(_TAGGED.format(person=columns.person), [tag], own=False)
    for column, part in _words(only):
        known = part if columns.facets else part._replace(sql=_SAID.format(column, part.sql))
        yield known
    for trait in only.traits:
        if trait is Trait.OPEN_APPEAL:
            yield _Part(_APPEALED.format(person=columns.person), [], own=False)
        else:
            yield _Part(_TRAITS[trait], [])
    if only.unmet_since:
        yield _Part(_UNMET.format(person=columns.person), [only.unmet_since], own=False)
    if only.birthdays or only.lunar_birthdays:
        days = _marks(only.birthdays), _marks(only.lunar_birthdays)
        yield _Part(_BIRTHDAY.format(*days), [*only.birthdays, *only.lunar_birthdays])


def _words(only: PersonFilter) -> Iterator[tuple[str, _Part]]:
    """What each column asked for has to say."""
    for column in dict.fromkeys(column for column, _ in only.words):
        if column not in ASKED_BY_WORD:
            raise ValueError(f"no list is asked for by {column}")
        wanted: list[Stored] = [word for key, word in only.words if key == column]
        yield column, _Part(f"{column} IN ({_marks(wanted)})", wanted)


def _ages(span: AgeSpan) -> Iterator[_Part]:
    day = date.fromisoformat(span.on)
    # What is said of the date as it stands is less, but an index of dates begins or ends there.
    if span.least is not None:
        last = _born_by(day, span.least, whole_month=True)
        yield _Part(f"person.birth_date <= ? AND {_LAST_DAY} <= ?", [last, last])
    if span.below is not None:
        first = _born_by(day, span.below, whole_month=False)
        yield _Part(f"person.birth_date > ? AND {_FIRST_DAY} > ?", [first, first])


def _born_by(day: date, years: int, *, whole_month: bool) -> str:
    """The last day to be born on for being `years` old on `day`, as text that sorts.

    With `whole_month` the last day of a month stands for all texts of that month: a month is
    written with 31 days above.
    """
    year = day.year - years
    ends = whole_month and day.day >= calendar.monthrange(max(year, 1), day.month)[1]
    return f"{year:04d}-{day.month:02d}-{31 if ends else day.day:02d}"


def _marks(values: Sized) -> str:
    return ", ".join("?" * len(values))
