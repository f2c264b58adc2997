"""Relatives who stand on the ledger themselves are found when they are entered."""

import pytest

from shuangyong_desktop.domain.families import RELATIVES, Relative
from shuangyong_desktop.domain.people import Person


@pytest.fixture
def people(office):
    known = {"name": "李小军", "birth_date": "1985-03-06", "phone": "13800000007"}
    return [office.people.save(Person(**told)) for told in ({"name": "李建国"}, known)]


@pytest.mark.parametrize(
    ("told", "linked"),
    [
        ({"birth_date": "1985-03-06"}, True),
        ({"phone": "13800000007"}, True),
        ({}, False),
        ({"birth_date": "1990"}, False),
        ({"name": "王秀英", "phone": "13800000007"}, False),
    ],
)
def test_a_relative_is_linked_where_it_is_certain(office, people, told, linked):
    father, son = people
    relative = Relative(**({"person_id": father.id, "name": "李小军", "relation": "儿子"} | told))
    stored = office.entries(RELATIVES).save(relative)
    assert stored.relative_id == (son.id if linked else None)


def test_of_two_namesakes_nobody_is_taken(office, people):
    father, son = people
    office.people.save(Person(name="李小军", birth_date=son.birth_date))
    relative = Relative(person_id=father.id, name="李小军", relation="儿子",
                        birth_date=son.birth_date)  # fmt: skip
    assert office.entries(RELATIVES).save(relative).relative_id is None
