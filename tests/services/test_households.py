"""Who shares one roof: found by address, put together and taken apart in undoable steps."""

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person


@pytest.fixture
def people(office):
    where = {"community": "石桥村", "address": "石桥村2组 15号"}
    return [
        office.people.save(Person(name=name, **known))
        for name, known in (("李建国", where), ("王秀英", where), ("张永福", {}))
    ]


def test_people_at_one_address_are_offered(office, people):
    li, _, zhang = people
    assert [other.name for other in office.households.of(li.id).neighbours] == ["王秀英"]
    alone = office.households.of(zhang.id)
    assert (alone.household, alone.neighbours) == (None, ())
    assert alone.members == (zhang,)


def test_a_household_is_founded_joined_and_left(office, people):
    li, wang, zhang = people
    office.households.join(wang.id, li.id)
    office.households.join(zhang.id, wang.id)
    home = office.households.of(li.id)
    assert home.household.name == "李建国"
    assert home.household.address == "石桥村2组 15号"
    assert [member.name for member in home.members] == ["李建国", "王秀英", "张永福"]
    assert home.neighbours == ()
    office.households.leave(zhang.id)
    assert len(office.households.of(li.id).members) == 2
    assert office.history.undo().title == "移出家庭：张永福"
    assert len(office.households.of(li.id).members) == 3


def test_founding_is_undone_in_one_step(office, people):
    li, wang, _ = people
    office.households.join(wang.id, li.id)
    assert office.history.undo().title == "加入家庭：王秀英 加入李建国户"
    assert office.people.get(li.id).household_id is None


def test_what_is_so_already_is_refused(office, people):
    li, wang, zhang = people
    office.households.join(wang.id, li.id)
    for one, other in ((li, wang), (zhang, zhang)):
        with pytest.raises(Problem, match="同一家庭"):
            office.households.join(one.id, other.id)
    with pytest.raises(Problem, match="没有登记家庭"):
        office.households.leave(zhang.id)
