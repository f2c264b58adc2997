"""Years of compulsory service: a begun year is a year, and there is no cap."""

import pytest

from shuangyong_desktop.domain.service import service_years


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("1968-03-05", "1971-03-05", (3, 3)),
        ("1968-03-05", "1971-03-06", (4, 4)),
        ("1968-03-05", "1968-03-20", (1, 1)),
        ("1968-03", "1971-02", (3, 3)),
        ("1968-03", "1971-03", (3, 3)),
        ("1968-03", "1972-12-01", (5, 5)),
        ("1968", "1971", (3, 4)),
        ("1968", "1968", (1, 1)),
        ("1962-07", "1970-01", (8, 8)),
    ],
)
def test_begun_years_count_in_full(since, until, years):
    assert service_years(since, until) == years


@pytest.mark.parametrize("dates", [(None, "1971"), ("1968", None), ("1971-03", "1968-03")])
def test_nothing_is_guessed_without_both_dates(dates):
    assert service_years(*dates) is None
