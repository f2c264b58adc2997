import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.search import EVERYBODY, PersonFilter
from shuangyong_desktop.services.people import LedgerView

ZHANG = Person(name="张永福", categories=("war_veteran", "disabled_serviceman"), community="石桥村",
               birth_date="1950-01-01", id_number="510223195001016011")  # fmt: skip
LI = Person(name="李素芳", categories=("martyr_survivor",), community="白杨社区")
WANG = Person(name="王明学", categories=("retired_soldier",), status=PersonStatus.DECEASED)


@pytest.fixture
def people(office):
    for person in (ZHANG, LI, WANG):
        office.people.save(person)
    return office.people


def names(people, view):
    return [person.name for person in people.page(people.listing(view).ids)]


def test_the_ledger_shows_who_is_on_it(people):
    assert sorted(names(people, LedgerView())) == ["张永福", "李素芳"]
    assert len(names(people, LedgerView(only=EVERYBODY))) == 3


def test_search_works_within_the_filter(people):
    assert names(people, LedgerView("zyf")) == ["张永福"]
    assert names(people, LedgerView("王")) == []
    assert names(people, LedgerView("王", only=EVERYBODY)) == ["王明学"]
    only = PersonFilter(communities=("白杨社区",))
    assert names(people, LedgerView("张", only=only)) == []


def test_three_numbers_count_each_person_once(people):
    counts = people.counts()
    assert (counts.people, counts.veterans, counts.beneficiaries, counts.paid) == (2, 1, 1, 2)
    assert counts.by_category["disabled_serviceman"] == 1
    assert counts.by_community == {"石桥村": 1, "白杨社区": 1}
    assert counts.by_status[PersonStatus.DECEASED] == 1


def test_only_the_name_blocks_saving(people):
    with pytest.raises(Problem, match="姓名"):
        people.save(Person(name=" "))
    assert people.save(Person(name="王䶮")).id


def test_a_changed_record_is_one_undoable_change(office, people):
    (zhang,) = people.page(people.listing(LedgerView("张")).ids)
    people.save(Person(**{**_fields(zhang), "phone": "13800000001"}))
    assert people.get(zhang.id).phone == "13800000001"
    assert office.history.undo().title == "修改人员：张永福"
    assert people.get(zhang.id) == zhang
    assert office.history.redo().title == "修改人员：张永福"
    assert people.get(zhang.id).phone == "13800000001"


def test_somebody_alike_is_noticed_before_saving(people):
    same_number = Person(name="张勇福", id_number=ZHANG.id_number)
    same_birth = Person(name="张永福", birth_date="1950-01-01")
    assert [person.name for person in people.alike(same_number)] == ["张永福"]
    assert [person.name for person in people.alike(same_birth)] == ["张永福"]
    assert people.alike(Person(name="张永福")) == []


def _fields(person):
    return {name: getattr(person, name) for name in Person.__slots__}
