from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.ages import age_on, earliest, latest, reaches

DAY = date(2026, 8, 1)


def test_age_is_counted_by_the_birthday():
    assert age_on("1946-08-01", DAY) == (80, 80)
    assert age_on("1946-08-02", DAY) == (79, 79)


def test_a_partial_birth_date_gives_a_range():
    ages = age_on("1946", DAY)
    assert ages == (79, 80)
    assert not ages.known
    assert age_on("1946-07", DAY) == (80, 80)
    assert age_on("1946-07", DAY).known


def test_nothing_known_gives_no_age():
    assert age_on(None, DAY) is None
    assert age_on("", DAY) is None
    assert reaches(None, 80, DAY) is None


@pytest.mark.parametrize(
    ("born", "reached"), [("1946-01", True), ("1946", None), ("1947-01", False)]
)
def test_reaching_an_age_is_true_false_or_unknown(born, reached):
    assert reaches(born, 80, DAY) is reached


def test_somebody_born_on_a_leap_day_turns_older_on_the_first_of_march():
    assert age_on("1948-02-29", date(2026, 2, 28)) == (77, 77)
    assert age_on("1948-02-29", date(2026, 3, 1)) == (78, 78)


@given(st.dates(date(1900, 1, 1), date(2030, 1, 1)))
def test_the_known_day_lies_within_every_shorter_form_of_it(day):
    for length in (4, 7, 10):
        part = day.isoformat()[:length]
        assert earliest(part) <= day <= latest(part)
