"""Categories with since when and on what basis, kept with the person."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.holdings import Holding
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter


@pytest.fixture
def person(office):
    return office.people.save(Person(name="李建国", categories=("war_veteran",)))


def _held(office, person):
    return office.holdings.page(office.holdings.ids(RecordFilter(person_id=person.id)))


def test_what_is_known_of_a_category_is_written_and_undone(office, person):
    (war,) = _held(office, person)
    assert (war.category, war.since) == ("参战退役军人", None)
    office.holdings.save(replace(war, since="2008-05", basis="档案记录", certificate="证1"))
    (known,) = _held(office, person)
    assert (known.since, known.basis, known.certificate) == ("2008-05", "档案记录", "证1")
    assert office.history.undo().title == "修改人员类别：李建国"
    assert _held(office, person) == [war]


def test_a_category_is_added_exchanged_and_taken_off(office, person):
    office.holdings.save(Holding(person_id=person.id, category="残疾军人", since="2010"))
    assert office.people.get(person.id).categories == ("war_veteran", "disabled_serviceman")
    second = _held(office, person)[1]
    office.holdings.save(replace(second, category="退役士兵"))
    assert office.people.get(person.id).categories == ("war_veteran", "retired_soldier")
    assert _held(office, person)[1].since == "2010"
    office.holdings.remove(_held(office, person)[0].id)
    assert office.people.get(person.id).categories == ("retired_soldier",)
    assert office.history.undo().title == "去掉人员类别：李建国"
    assert len(_held(office, person)) == 2


def test_what_cannot_be_a_category_is_refused(office, person):
    with pytest.raises(Problem, match="已经有了"):
        office.holdings.save(Holding(person_id=person.id, category="参战退役军人"))
    with pytest.raises(Problem, match="不认识"):
        office.holdings.save(Holding(person_id=person.id, category="志愿者"))
    with pytest.raises(Problem, match="请填写人员类别"):
        office.holdings.save(Holding(person_id=person.id))
