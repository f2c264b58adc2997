"""A filter of people as an SQL condition: by the columns of an index, or with a look at each."""

import calendar
from collections.abc import Iterator, Sized
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from shuangyong_desktop.domain.contacts import OPEN_STAGES
from shuangyong_desktop.domain.search import ASKED_BY_WORD, AgeSpan, PersonFilter, Trait
from shuangyong_desktop.storage import facets
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger

_OPEN = ", ".join(f"'{stage.name}'" for stage in OPEN_STAGES)
_HUNG = (
    "(coalesce(person.plaque_hung, 0) = 1"
    " OR coalesce(person.plaque_number, person.plaque_date) IS NOT NULL)"
)
_HELD = "(coalesce(person.preferential_card, person.card_issue_date) IS NOT NULL)"
_HARD = (
    "(coalesce(person.social_aid, '') NOT IN ('', '无') OR coalesce(person.hardships, '') != '')"
)
_TRAITS = {
    Trait.PLAQUE: _HUNG,
    Trait.NO_PLAQUE: f"NOT {_HUNG}",
    Trait.CARD: _HELD,
    Trait.NO_CARD: f"NOT {_HELD}",
    Trait.HARDSHIP: _HARD,
    Trait.NO_PHONE: "coalesce(person.phone, '') = ''",
}
_APPEALED = (
    "EXISTS (SELECT 1 FROM appeal WHERE appeal.person_id = {person}"  # noqa: S608 (names of ours)
    f" AND appeal.removed_at IS NULL AND appeal.stage IN ({_OPEN}))"
)
# The limit keeps SQLite from reading all tags before it looks at the first person.
_TAGGED = (
    "EXISTS (SELECT 1 FROM person_tag WHERE person_tag.person_id = {person}"
    " AND person_tag.tag = ? LIMIT 1)"
)
_UNMET = (
    "NOT EXISTS (SELECT 1 FROM contact WHERE contact.person_id = {person}"
    " AND contact.removed_at IS NULL AND contact.reached IS NOT 0 AND contact.date >= ?)"
)
_TAGGED_FIRST = (
    "(SELECT person_id FROM person_tag INDEXED BY person_tag_by_tag WHERE tag = ?) AS person_tag"
)
_APPEALED_FIRST = (
    "(SELECT DISTINCT person_id FROM appeal WHERE removed_at IS NULL"  # noqa: S608
    f" AND stage IN ({_OPEN})) AS open"
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
        return f"{_APPEALED_FIRST} CROSS JOIN person ON person.id = open.person_id", []
    if only.words:
        return f"person INDEXED BY person_by_{only.words[0][0]}", []
    return "", []


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
        statuses: list[Stored] = [status.name for status in only.statuses]
        yield _Part(f"{columns.status} IN ({_marks(statuses)})", statuses)


def _further(only: PersonFilter, columns: Columns) -> Iterator[_Part]:
    """What needs a look at each person, or at what is registered of them."""
    if only.sexes:
        yield _Part(f"person.sex IN ({_marks(only.sexes)})", [*only.sexes])
    if only.ages is not None:
        yield from _ages(only.ages)
    for tag in only.tags:
        yield _Part(_TAGGED.format(person=columns.person), [tag], own=False)
    yield from _words(only)
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


def _words(only: PersonFilter) -> Iterator[_Part]:
    for column in dict.fromkeys(column for column, _ in only.words):
        if column not in ASKED_BY_WORD:
            raise ValueError(f"no list is asked for by {column}")
        wanted: list[Stored] = [word for key, word in only.words if key == column]
        yield _Part(f"person.{column} IN ({_marks(wanted)})", wanted)


def _ages(span: AgeSpan) -> Iterator[_Part]:
    day = date.fromisoformat(span.on)
    if span.least is not None:
        yield _Part(f"{_LAST_DAY} <= ?", [_born_by(day, span.least, whole_month=True)])
    if span.below is not None:
        yield _Part(f"{_FIRST_DAY} > ?", [_born_by(day, span.below, whole_month=False)])


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
