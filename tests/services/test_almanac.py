"""The lunar calendar against published dates (DOMAIN §7.2)."""

from datetime import date

import pytest

from shuangyong_desktop.services import almanac


@pytest.mark.parametrize(
    ("lunar", "solar"),
    [
        ("01-01", date(2026, 2, 17)),
        ("08-15", date(2026, 9, 25)),
        ("09-09", date(2026, 10, 18)),
    ],
)
def test_festivals_fall_on_their_published_days(lunar, solar):
    assert almanac.solar_of(2026, lunar) == solar
    assert almanac.lunar_of(solar) == lunar


def test_a_leap_month_has_its_own_days_and_falls_back_to_the_ordinary_one():
    assert almanac.lunar_of(date(2025, 7, 25)) == "闰06-01"
    assert almanac.solar_of(2025, "闰06-01") == date(2025, 7, 25)
    assert almanac.solar_of(2026, "闰06-01") == almanac.solar_of(2026, "06-01")


def test_the_thirtieth_of_a_short_month_is_kept_on_its_last_day():
    short = next(
        month for month in range(1, 13)
        if almanac.solar_of(2026, f"{month:02d}-29") == almanac.solar_of(2026, f"{month:02d}-30")
    )  # fmt: skip
    assert almanac.solar_of(2026, f"{short:02d}-30") is not None


def test_birthdays_come_by_the_calendar_the_person_keeps():
    today = date(2026, 9, 20)
    assert almanac.next_birthday("1958-03-06", None, today) == date(2027, 3, 6)
    assert almanac.next_birthday("1958-09-20", None, today) == today
    assert almanac.next_birthday("1958-03-06", "08-15", today) == date(2026, 9, 25)
    assert almanac.next_birthday("1960-02-29", None, date(2026, 2, 1)) == date(2026, 3, 1)
    assert almanac.next_birthday("1958-03", None, today) is None
    assert almanac.next_birthday(None, None, today) is None


def test_a_lunar_birthday_late_in_the_year_falls_into_the_next():
    assert almanac.next_birthday(None, "12-20", date(2026, 1, 10)) == date(2026, 2, 7)


def test_the_days_of_a_week_of_birthdays_are_those_of_both_calendars():
    solar, lunar = almanac.birthdays(date(2026, 2, 26), 7)
    assert "02-29" in solar
    assert {"02-26", "03-05"} <= set(solar)
    assert {"01-10", "闰01-10"} <= set(lunar)


def test_a_day_beyond_the_calendar_has_no_lunar_date():
    assert almanac.lunar_of(date(2150, 1, 1)) is None
    assert almanac.lunar_words(date(2150, 1, 1)) == ""
    assert almanac.lunar_words(date(2026, 9, 25)) == "农历八月十五"


def test_a_festival_is_announced_six_weeks_before():
    assert almanac.coming_festival(date(2026, 7, 29)).name == "“八一”建军节"
    assert almanac.coming_festival(date(2026, 12, 28)).day == date(2027, 2, 6)
    assert almanac.coming_festival(date(2026, 9, 25)) is None
