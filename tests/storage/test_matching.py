from dataclasses import replace

import pytest

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.storage.matching import KnownRecords
from shuangyong_desktop.storage.people import People

NUMBER = "510223195001016011"


@pytest.fixture
def known(ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        for person in (
            Person(name="张三", id_number=NUMBER, birth_date="1950-01-01", community="石桥村"),
            Person(name="李四", birth_date="1960-05", community="石桥村"),
            Person(name="李四", birth_date="1970-01-01", community="白杨社区"),
        ):
            people.add(change, person)
    return KnownRecords(ledger)


def test_a_number_finds_its_person(known):
    assert known.by_id_number(NUMBER) == (1,)
    assert known.by_id_number("510223195001016038") == ()


def test_name_and_birth_date_find_a_person_or_only_one_without_number(known):
    assert known.by_name_and_birth("张三", "1950-01-01", without_id_number=False) == (1,)
    assert known.by_name_and_birth("张三", "1950-01-01", without_id_number=True) == ()
    assert known.by_name_and_birth("李四", "1970-01-01", without_id_number=True) == (3,)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"name": "李四"}, (2, 3)),
        ({"name": "李四", "community": "石桥村"}, (2,)),
        ({"name": "李四", "birth_date": "1960-05-02"}, (2,)),
        ({"name": "李四", "birth_date": "1960"}, (2,)),
        ({"name": "李四", "birth_date": "1961"}, ()),
        ({"name": "李四", "community": "青龙村"}, ()),
        ({"name": "张三", "id_number": "510223195001016038"}, ()),
        ({"name": "王五"}, ()),
    ],
)
def test_likeness_is_a_name_that_nothing_speaks_against(known, values, found):
    assert known.by_likeness(values) == found


def test_the_digits_a_spreadsheet_left_find_a_person_of_that_name(known):
    assert known.by_name_and_id_start("张三", NUMBER[:15]) == (1,)
    assert known.by_name_and_id_start("李四", NUMBER[:15]) == ()


def test_a_record_merged_into_another_is_not_taken_for_somebody_again(ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        gone = people.add(
            change, Person(name="张三", id_number=NUMBER, status=PersonStatus.REMOVED)
        )
        kept = people.add(change, Person(name="张三", id_number=NUMBER))
    assert KnownRecords(ledger).by_id_number(NUMBER) == (kept,)
    with ledger.transaction("移出") as change:
        people.update(change, replace(people.get(kept), status=PersonStatus.REMOVED))
    assert KnownRecords(ledger).by_id_number(NUMBER) == (gone, kept)


def test_a_number_kept_as_typed_says_nothing_about_who_somebody_is(ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        odd = Person(name="赵六", id_number="51022319500101601", birth_date="1950-01-01")
        people.add(change, odd)
    known = KnownRecords(ledger)
    row = {"name": "赵六", "birth_date": "1950-01-01", "id_number": NUMBER}
    assert known.by_name_and_birth("赵六", "1950-01-01", without_id_number=True) == ()
    assert known.by_likeness(row) == (1,)
