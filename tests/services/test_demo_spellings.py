from collections import Counter
from datetime import date

import pytest

from shuangyong_desktop.domain.categories import read_categories
from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.identity import check_character, read_id
from shuangyong_desktop.services.demo import spellings
from shuangyong_desktop.services.demo.chance import seeded
from shuangyong_desktop.services.demo.spellings import (
    COMMUNITY_SPELLINGS,
    DAY_SPELLINGS,
    ID_SPELLINGS,
    MONTH_SPELLINGS,
    spelled,
    spelled_categories,
    spelled_date,
)

FIRST17 = "51022319581105629"
NUMBER = FIRST17 + check_character(FIRST17)


def test_harmless_spellings_of_a_number_read_as_the_number():
    harmless = [spelling for _, spelling in ID_SPELLINGS[:7]]
    assert {read_id(str(spelling(NUMBER))).value for spelling in harmless} == {NUMBER}


def test_a_number_cell_keeps_fifteen_digits():
    digits = next(
        n for n in ("51022319581105621", "51022319581105623") if check_character(n) != "X"
    )
    number = digits + check_character(digits)
    assert f"{spellings.as_number(number):.0f}"[:15] == number[:15]
    assert spellings.as_number("51022319581105629X") == "51022319581105629X"


def test_a_wrong_check_character_is_wrong():
    for first17 in (FIRST17, "51022319581105621", "51022319581105625"):
        number = spellings.wrong_check(first17 + check_character(first17))
        assert check_character(number[:17]) != number[17]


def test_old_numbers_have_fifteen_digits_for_those_born_before_2000():
    assert spellings.old_fifteen(NUMBER) == "510223581105629"
    assert spellings.old_fifteen("500110200302128649") == "500110200302128649"


def test_spellings_come_by_their_shares():
    chance = seeded(1)
    found = Counter(
        spelled(chance, "白杨社区", COMMUNITY_SPELLINGS) != "白杨社区" for _ in range(4000)
    )
    assert 0.07 < found[True] / 4000 < 0.13
    assert spelled(chance, None, COMMUNITY_SPELLINGS) is None


@pytest.mark.parametrize("iso", ["1979", "1979-02", "1979-02-05"])
def test_spelled_dates_never_say_more_than_is_known(iso):
    chance = seeded(2)
    for _ in range(300):
        cell = spelled_date(chance, iso)
        text = cell.isoformat() if isinstance(cell, date) else str(cell)
        value = read_date(text).value
        assert value is None or iso.startswith(value) or value.startswith("1979")


def test_every_spelling_of_dates_is_used():
    chance = seeded(3)
    days = {str(spelled(chance, "1979-02-05", DAY_SPELLINGS)) for _ in range(2000)}
    months = {str(spelled(chance, "1979-02", MONTH_SPELLINGS)) for _ in range(3000)}
    assert {"28891", "19790205", "1979-02-30", "1979/02/05"} <= days
    assert {"1979.2", "197902", "79年2月", "不详", "1979年2月入伍"} <= months
    assert spelled_date(chance, None) is None


def test_spelled_categories_mean_the_same_categories():
    chance = seeded(4)
    for _ in range(100):
        words = spelled_categories(chance, ("disabled_serviceman", "war_veteran"))
        assert read_categories(words).value == ("disabled_serviceman", "war_veteran")
