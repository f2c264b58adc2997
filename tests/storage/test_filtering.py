"""Every condition of a list finds exactly those it means, in the list and in a search alike."""

from datetime import date

import pytest

from shuangyong_desktop.domain.ages import reaches
from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS, Appeal, AppealStage, Contact
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.search import AgeSpan, PersonFilter, PersonOrder, Trait
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.search import Search

PEOPLE = (
    Person(name="王一", sex="男", tags=("重点联系",), living_way="独居", health="患病",
           plaque_hung=True, preferential_card="A1", phone="13900001111",
           birth_date="1950-03-01", community="甲村"),
    Person(name="王二", sex="女", tags=("空巢", "重点联系"), living_way="孤老", health="健康",
           plaque_number="7", social_aid="低保", birth_date="1950-03-01", lunar_birthday="08-15"),
    Person(name="王三", living_way="独居", card_issue_date="2022-05", hardships="住房",
           social_aid="无", birth_date="1950", community="甲村"),
    Person(name="王四", sex="男", status=PersonStatus.DECEASED, social_aid="无",
           lunar_birthday="闰06-01"),
)  # fmt: skip


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    with ledger.transaction("录入") as change:
        for person in PEOPLE:
            People(ledger).add(change, person)
        contacts, appeals = Records(ledger, CONTACTS), Records(ledger, APPEALS)
        contacts.add(change, Contact(person_id=1, date="2026-03-01", reached=True))
        contacts.add(change, Contact(person_id=2, date="2026-08-01", reached=False))
        contacts.add(change, Contact(person_id=3, date="2026-06"))
        appeals.add(change, Appeal(person_id=2, date="2026-01-01", content="住房"))
        appeals.add(
            change,
            Appeal(person_id=3, date="2026-01-01", content="医疗", stage=AppealStage.CLOSED),
        )
    return ledger


def _names(ledger: Ledger, only: PersonFilter) -> str:
    people = People(ledger)
    found = "".join(person.name[1] for person in people.every(PersonOrder.ENTERED, only))
    for order in PersonOrder:
        assert sorted(people.ids(order, only)) == sorted(people.ids(only=only))
    searched = Search(ledger).find("王", only)
    assert sorted(searched.ids) == sorted(people.ids(only=only))
    return found


@pytest.mark.parametrize(
    ("only", "names"),
    [
        (PersonFilter(sexes=("男",)), "一四"),
        (PersonFilter(sexes=("男", "女")), "一二四"),
        (PersonFilter(tags=("重点联系",)), "一二"),
        (PersonFilter(tags=("空巢", "重点联系")), "二"),
        (PersonFilter(tags=("空巢", "没有的")), ""),
        (PersonFilter(words=(("living_way", "独居"),)), "一三"),
        (PersonFilter(words=(("living_way", "独居"), ("living_way", "孤老"))), "一二三"),
        (PersonFilter(words=(("living_way", "独居"), ("health", "患病"))), "一"),
        (PersonFilter(traits=(Trait.PLAQUE,)), "一二"),
        (PersonFilter(traits=(Trait.NO_PLAQUE,)), "三四"),
        (PersonFilter(traits=(Trait.CARD,)), "一三"),
        (PersonFilter(traits=(Trait.NO_CARD, Trait.PLAQUE)), "二"),
        (PersonFilter(traits=(Trait.OPEN_APPEAL,)), "二"),
        (PersonFilter(traits=(Trait.HARDSHIP,)), "二三"),
        (PersonFilter(traits=(Trait.NO_PHONE,)), "二三四"),
        (PersonFilter(unmet_since="2026-03-02"), "一二四"),
        (PersonFilter(unmet_since="2026-03-01"), "二四"),
        (PersonFilter(birthdays=("03-01",)), "一"),
        (PersonFilter(birthdays=("03-01",), lunar_birthdays=("08-15", "闰06-01")), "一二四"),
        (PersonFilter(communities=("甲村",), sexes=("男",)), "一"),
        (PersonFilter(statuses=(PersonStatus.ACTIVE,), traits=(Trait.NO_PHONE,)), "二三"),
        (PersonFilter(communities=("",), sexes=("女",)), "二"),
    ],
)
def test_a_condition_finds_whom_it_means(filled: Ledger, only: PersonFilter, names: str):
    assert _names(filled, only) == names


def test_a_column_that_no_list_is_asked_for_by_is_refused(filled: Ledger):
    with pytest.raises(ValueError, match="id_number"):
        _names(filled, PersonFilter(words=(("id_number", "1"),)))


_BIRTHS = ("1946", "1945", "1947", "1946-07", "1946-02", "1946-12", "1948-02", "1946-02-28",
           "1948-02-29", "1948-03-01", "1946-12-31", "1946-01-01", None)  # fmt: skip
_DAYS = ("2026-07-31", "2026-07-30", "2026-02-28", "2028-02-29", "2026-12-31", "2027-01-01")


@pytest.mark.parametrize("day", _DAYS)
@pytest.mark.parametrize("years", [78, 80, 81])
def test_ages_on_a_day_are_those_that_are_certain(ledger: Ledger, day: str, years: int):
    with ledger.transaction("录入") as change:
        for birth in _BIRTHS:
            People(ledger).add(change, Person(name=str(birth), birth_date=birth))
    on = date.fromisoformat(day)
    reached = {birth: reaches(birth, years, on) for birth in _BIRTHS}
    old = People(ledger).every(only=PersonFilter(ages=AgeSpan(day, least=years)))
    assert {person.birth_date for person in old} == {b for b, told in reached.items() if told}
    young = People(ledger).every(only=PersonFilter(ages=AgeSpan(day, below=years)))
    assert {p.birth_date for p in young} == {b for b, told in reached.items() if told is False}


def test_both_ends_of_an_age_hold_together(ledger: Ledger):
    with ledger.transaction("录入") as change:
        for birth in ("1930-01-01", "1950-01-01", "1990-01-01"):
            People(ledger).add(change, Person(name=birth, birth_date=birth))
    span = AgeSpan("2026-11-23", least=60, below=80)
    assert list(People(ledger).ids(only=PersonFilter(ages=span))) == [2]
