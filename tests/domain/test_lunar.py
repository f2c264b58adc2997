"""Days of the lunar year as offices write them."""

import pytest

from shuangyong_desktop.domain.lunar import read_lunar_day, write_lunar_day


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("八月十五", "08-15", "八月十五"),
        ("农历正月初一", "01-01", "正月初一"),
        ("闰四月初三", "闰04-03", "闰四月初三"),
        ("腊月廿三", "12-23", "腊月廿三"),
        ("冬月三十", "11-30", "冬月三十"),
        ("8-15", "08-15", "八月十五"),
        ("10.20", "10-20", "十月二十"),
        ("阴历 二月 初十", "02-10", "二月初十"),
    ],
)
def test_every_spelling_is_read_and_written_as_people_say_it(text, value, words):
    reading = read_lunar_day(text)
    assert (reading.value, reading.doubts) == (value, ())
    assert write_lunar_day(value) == words


@pytest.mark.parametrize("text", ["三十三", "13-1", "八月三十一", "〇月初一", "中秋"])
def test_what_is_no_day_of_the_lunar_year_gets_a_sentence(text):
    reading = read_lunar_day(text)
    assert reading.value is None
    assert "八月十五" in reading.doubts[0].sentence


def test_nothing_is_nothing():
    assert read_lunar_day("  ").doubts == ()
