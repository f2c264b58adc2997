"""The facets of the search table rule nobody out whom a filter means, and are never stale."""

from datetime import date

import pytest

from shuangyong_desktop.domain.ages import reaches
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.search import AgeSpan, PersonFilter, Trait
from shuangyong_desktop.storage import facets, search_index
from shuangyong_desktop.storage.filtering import is_looked_at, source
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.search import Search

SOMEBODY = Person(
    name="王一",
    sex="男",
    birth_date="1950-03-16",
    phone="13900001111",
    plaque_number="7",
    health="患病",
    living_way="独居",
)


def _of(ledger: Ledger, name: str = "王一") -> int:
    (found,) = ledger.connection.execute("SELECT facets FROM search WHERE tok = ?", (name,))
    return int(found[0])


def _fits(ledger: Ledger, only: PersonFilter) -> bool:
    known = _of(ledger)
    return all(bool(known & bits) is some for bits, some in facets.asked(only))


@pytest.mark.parametrize(
    ("only", "fits"),
    [
        (PersonFilter(), True),
        (PersonFilter(sexes=("男",)), True),
        (PersonFilter(sexes=("男", "女")), True),
        (PersonFilter(sexes=("女",)), False),
        (PersonFilter(sexes=("不详",)), True),
        (PersonFilter(traits=(Trait.PLAQUE, Trait.NO_CARD)), True),
        (PersonFilter(traits=(Trait.NO_PLAQUE,)), False),
        (PersonFilter(traits=(Trait.CARD,)), False),
        (PersonFilter(traits=(Trait.HARDSHIP,)), False),
        (PersonFilter(traits=(Trait.NO_PHONE,)), False),
        (PersonFilter(traits=(Trait.OPEN_APPEAL,)), True),
        (PersonFilter(birthdays=("03-20",)), True),
        (PersonFilter(birthdays=("03-15",)), False),
        (PersonFilter(lunar_birthdays=("闰03-16",)), True),
        (PersonFilter(words=(("health", "患病"), ("living_way", "独居"))), True),
        (PersonFilter(words=(("health", "健康"), ("health", "患病"))), True),
        (PersonFilter(words=(("housing", "危房"),)), False),
        (PersonFilter(ages=AgeSpan("2026-11-23", least=60, below=80)), True),
        (PersonFilter(ages=AgeSpan("2026-11-23", least=90)), False),
        (PersonFilter(ages=AgeSpan("2026-11-23", below=60)), False),
    ],
)
def test_what_is_known_of_somebody_rules_filters_out(
    ledger: Ledger, only: PersonFilter, *, fits: bool
):
    with ledger.transaction("录入") as change:
        People(ledger).add(change, SOMEBODY)
    assert _fits(ledger, only) is fits


def test_nothing_known_is_no_facet_but_the_missing_phone(ledger: Ledger):
    with ledger.transaction("录入") as change:
        People(ledger).add_many(change, [Person(name="王一")])
    only = PersonFilter(traits=(Trait.NO_PHONE, Trait.NO_PLAQUE, Trait.NO_CARD))
    assert _fits(ledger, only)
    assert _of(ledger).bit_count() == 1


def test_people_written_in_bulk_have_the_facets_of_people_written_one_by_one(ledger: Ledger):
    with ledger.transaction("录入") as change:
        People(ledger).add(change, SOMEBODY)
    alone = _of(ledger)
    with ledger.transaction("录入") as change:
        People(ledger).add_many(change, [SOMEBODY])
    assert ledger.connection.execute("SELECT facets FROM search WHERE tok = '王一'").fetchall() == [
        (alone,),
        (alone,),
    ]


def test_facets_follow_the_person_and_come_back_with_undo(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        number = people.add(change, SOMEBODY)
    before = _of(ledger)
    with ledger.transaction("修改") as change:
        person = people.get(number)
        changes = {"sex": "女", "plaque_number": None, "lunar_birthday": "08-15"}
        people.update(change, Person(**{**_fields(person), **changes}))
    assert not _fits(ledger, PersonFilter(sexes=("男",)))
    assert _fits(ledger, PersonFilter(traits=(Trait.NO_PLAQUE,)))
    assert _fits(ledger, PersonFilter(lunar_birthdays=("08-15",)))
    assert not _fits(ledger, PersonFilter(birthdays=("03-16",)))
    History(ledger).undo(ledger.connection.execute("SELECT max(id) FROM history").fetchone()[0])
    assert _of(ledger) == before
    search_index.rebuild(ledger.connection)
    assert _of(ledger) == before


def _fields(person: Person) -> dict[str, object]:
    return {name: getattr(person, name) for name in Person.__dataclass_fields__}


_BIRTHS = ("1899-05-05", "1915", "1916-01-01", "1945", "1946", "1946-07", "1947", "1946-12-31",
           "1948-02-29", "2011-12", "2012-01-01", "2025-06-01", None)  # fmt: skip


@pytest.mark.parametrize("day", ["2026-07-31", "2028-02-29", "2027-01-01"])
@pytest.mark.parametrize("years", [0, 1, 15, 16, 78, 80, 81, 110, 111])
def test_a_search_by_age_finds_those_that_are_certain(ledger: Ledger, day: str, years: int):
    with ledger.transaction("录入") as change:
        for birth in _BIRTHS:
            People(ledger).add(change, Person(name="王", birth_date=birth, remarks=birth))
    reached = [reaches(birth, years, date.fromisoformat(day)) for birth in _BIRTHS]
    for span, told in (
        (AgeSpan(day, least=years), True),
        (AgeSpan(day, below=years), False),
    ):
        found = Search(ledger).find("王", PersonFilter(ages=span)).ids
        assert sorted(found) == [number for number, reach in enumerate(reached, 1) if reach is told]


def test_only_what_stands_for_several_things_needs_a_look_at_the_person():
    for only in (
        PersonFilter(sexes=("男",), traits=(Trait.PLAQUE, Trait.NO_PHONE)),
        PersonFilter(communities=("甲村",), statuses=(PersonStatus.ACTIVE,)),
    ):
        assert not is_looked_at(only)
    for only in (
        PersonFilter(sexes=("不详",)),
        PersonFilter(tags=("空巢",)),
        PersonFilter(words=(("health", "患病"),)),
        PersonFilter(traits=(Trait.OPEN_APPEAL,)),
    ):
        assert is_looked_at(only)


def test_narrow_filters_start_from_their_own_people():
    assert "person_by_place" in source(PersonFilter(("甲村",)))[0]
    assert not source(PersonFilter(("甲村",), sexes=("女",)))[0]
    assert source(PersonFilter(tags=("空巢", "重点")))[1] == ["空巢"]
    assert "appeal" in source(PersonFilter(traits=(Trait.OPEN_APPEAL,)))[0]
    assert "person_by_health" in source(PersonFilter(words=(("health", "患病"),)))[0]
    assert "person_by_name" in source(PersonFilter(statuses=(PersonStatus.ACTIVE,)))[0]
    assert not source(PersonFilter(sexes=("女",)))[0]
