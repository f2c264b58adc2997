from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.categories import BY_CODE, CategoryGroup
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.people import PEOPLE, PersonStatus
from shuangyong_desktop.domain.possible import draws, impossibilities
from shuangyong_desktop.services.demo.numbers import COMMUNITIES
from shuangyong_desktop.services.demo.people import YEARS, demo_people

YEAR = 2026


@pytest.fixture(scope="module")
def people():
    return list(demo_people(2000, seed=1, year=YEAR))


def test_two_thousand_demo_people_are_possible_all_year(people):
    for day in (date(YEAR, 1, 1), date(YEAR, 12, 31)):
        found = {(person.name, *impossibilities(person, day)) for person in people}
        assert [item for item in found if len(item) > 1] == []


@pytest.mark.parametrize("year", [YEARS.start, YEARS.stop - 1])
@pytest.mark.parametrize("seed", [2, 3])
def test_demo_people_of_other_years_are_possible_too(year, seed):
    for person in demo_people(500, seed, year):
        assert impossibilities(person, date(year, 1, 1)) == []


def test_a_planted_impossible_person_is_found_among_them(people):
    young = next(p for p in people if p.birth_date > "1985" and "retired_soldier" in p.categories)
    planted = [
        replace(young, categories=("rural_demobilized_pre1954",)),
        replace(young, categories=("rural_veteran_60plus",)),
        replace(young, subsidy_standard=Decimal(100)),
        replace(young, sex="女" if young.sex == "男" else "男"),
        replace(young, discharge_date="1980"),
        replace(young, categories=("martyr_survivor",), remarks="系烈士之子", enlist_date=None,
                discharge_date=None, subsidy_standard=Decimal(100)),
    ]  # fmt: skip
    crowd = [*people[:500], *planted, *people[500:]]
    caught = [person for person in crowd if impossibilities(person, date(YEAR, 7, 1))]
    assert caught == planted


def test_equal_arguments_give_equal_people(people):
    assert list(demo_people(2000, seed=1, year=YEAR)) == people
    assert list(demo_people(20, seed=2, year=YEAR)) != people[:20]


def test_most_are_retired_soldiers_and_some_draw_pensions(people):
    codes = Counter(code for person in people for code in person.categories)
    assert codes["retired_soldier"] > len(people) / 2
    assert min(codes[code] for code in ("war_veteran", "rural_veteran_60plus",
                                        "disabled_serviceman", "martyr_survivor")) > 0  # fmt: skip
    veterans = sum(
        any(BY_CODE[code].group is CategoryGroup.VETERAN for code in person.categories)
        for person in people
    )
    assert 0.8 < veterans / len(people) < 0.92
    assert 0.15 < sum(map(draws, people)) / len(people) < 0.35
    assert {person.status for person in people} == set(PersonStatus) - {PersonStatus.REMOVED}


def test_their_numbers_belong_to_nobody(people):
    for person in people:
        assert 600 <= int(person.id_number[14:17]) <= 999
        assert person.phone is None or person.phone[3:7] == "0000"
        assert person.bank_account is None or "0000" in person.bank_account
        assert person.community in COMMUNITIES
    numbers = [person.id_number for person in people]
    phones = [person.phone for person in people if person.phone]
    assert len(set(numbers)) == len(numbers)
    assert len(set(phones)) == len(phones)


def test_what_is_written_about_them_reads_back_without_a_doubt(people):
    for person in people:
        for column in PEOPLE:
            value = getattr(person, column.key)
            reading = column.read(column.write(value))
            doubts = [doubt for doubt in reading.doubts if doubt.severity is not Severity.INFO]
            assert (reading.value or None, doubts) == (value or None, []), column.label


def test_names_have_what_breaks_weak_programs():
    many = "".join(person.name for person in demo_people(6000, seed=1, year=YEAR))
    assert "·" in many
    assert "䶮" in many
    assert any(ord(character) > 0xFFFF for character in many)
    assert "欧阳" in many


def test_a_year_out_of_reach_is_refused_in_words():
    with pytest.raises(Problem, match="2024年至2035年"):
        demo_people(1, seed=1, year=2050)
