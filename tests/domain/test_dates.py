# ruff: noqa: RUF001 (look-alike characters are what is tested)

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.dates import (
    disagree,
    is_before,
    read_date,
    read_date_number,
    show_date,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1979.2", "1979-02"),
        ("1979.02", "1979-02"),
        ("1979-2", "1979-02"),
        ("1979/2/5", "1979-02-05"),
        ("197902", "1979-02"),
        ("19790205", "1979-02-05"),
        ("1985年12月", "1985-12"),
        ("85.12", "1985-12"),
        ("78年入伍", "1978"),
        ("七八年", "1978"),
        ("29068", "1979-08-01"),
        ("1979-08-01。", "1979-08-01"),
        ("17年3月", "2017-03"),
        ("20.9", "2020-09"),
        ("52.1", "1952-01"),
        ("一九七九年", "1979"),
        ("二〇一九年十月", "2019-10"),
        ("一九七九年二月十五日", "1979-02-15"),
        ("1956年1月退伍", "1956-01"),
        ("2024-01-02T00:00:00", "2024-01-02"),
        ("2024-01-02 00:00:00", "2024-01-02"),
        ("１９７１．１２", "1971-12"),
        ("民国三十五年", "1946"),
        ("民国元年", "1912"),
        ("19790200", "1979-02"),
        ("850312", "1985-03-12"),
        ("1979年2月5号", "1979-02-05"),
        ("1979-00-00", "1979"),
        ("79.2.5", "1979-02-05"),
        ("1950年元月", "1950-01"),
        ("1979年", "1979"),
        ("1979", "1979"),
        ("1979 年 2 月 5 日", "1979-02-05"),
        ("'1979-02", "1979-02"),
        ("1979.0", "1979"),
        ("1979、2、5", "1979-02-05"),
        ("1979年2月份", "1979-02"),
        ("1990-03 ", "1990-03"),
        ("1979—02—05", "1979-02-05"),
        ("1979–2–5", "1979-02-05"),
        ("\u202d1979-02-05\u202c", "1979-02-05"),
        ("〇八年九月", "2008-09"),
        ("Feb-79", "1979-02"),
        ("5-Feb-1979", "1979-02-05"),
        ("1979.2（档案）", "1979-02"),
        ("1979_02_05", "1979-02-05"),
        ("1979/02/", "1979-02"),
        ("公元1979年2月", "1979-02"),
    ],
)
def test_every_spelling_means_what_it_says(text, value):
    reading = read_date(text)
    assert reading.value == value
    assert all(doubt.severity.value == "info" for doubt in reading.doubts)


@pytest.mark.parametrize(
    "text",
    ["无", "不详", "不祥", "/", "—", "……", "0000-00-00", "1900-01-00", "未填", "无记载", "待核实"],
)
def test_unknown_is_a_value_of_its_own(text):
    reading = read_date(text)
    assert reading.value is None
    assert [doubt.kind for doubt in reading.doubts] == ["unknown_date"]


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_cell_is_no_doubt(text):
    assert read_date(text).doubts == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1966-02-30", "1966"),
        ("1996.13", "1996"),
        ("1985年冬", "1985"),
        ("1996年冬?", "1996"),
        ("约1978年", "1978"),
        ("1978年底", "1978"),
        ("农历1950年八月初三", "1950"),
        ("腊月", None),
        ("60年代", None),
        ("当兵三年", None),
        ("19 9.12", None),
        ("1979.2.5-1983.1.3", None),
        ("5/2/1979", None),
        ("9999", None),
        ("3000年5月", None),
        ("约9999年", None),
        ("123", None),
    ],
)
def test_what_cannot_be_a_date_keeps_its_year_at_most(text, value):
    reading = read_date(text)
    assert reading.value == value
    assert [doubt.kind for doubt in reading.doubts] == ["unparseable_date"]


def test_two_digits_alone_are_a_year_to_be_confirmed():
    reading = read_date("78")
    assert (reading.value, reading.doubts[0].kind) == ("1978", "short_year")
    assert reading.doubts[0].suggestion.text == "1978"


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (197902.0, "1979-02"),
        (19790205.0, "1979-02-05"),
        (29068.0, "1979-08-01"),
        (1979.02, "1979-02"),
        (1985.11, "1985-11"),
        (1979.0, "1979"),
        (29068.5, "1979-08-01"),
    ],
)
def test_number_cells(number, value):
    assert read_date_number(number).value == value


def test_january_and_october_cannot_be_told_apart_in_a_number():
    reading = read_date_number(1979.1)
    assert reading.value == "1979"
    assert reading.doubts[0].kind == "ambiguous_month"
    assert reading.doubts[0].suggestion.by_hand


@given(st.dates(date(1850, 1, 1), date(2099, 12, 31)))
def test_a_date_survives_every_way_of_writing_it(day):
    iso = day.isoformat()
    written = [
        iso,
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02}.{day.day:02}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}{day.month:02}{day.day:02}",
        show_date(iso),
    ]
    assert {read_date(text).value for text in written} == {iso}


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader_and_no_date_is_invented(text):
    value = read_date(text).value
    assert value is None or any(character.isdigit() for character in text) or value


def test_order_is_judged_only_as_far_as_both_are_known():
    assert is_before("1979", "1980-01")
    assert not is_before("1979", "1979-05")
    assert disagree("1979-02", "1979-03-01")
    assert not disagree("1979", "1979-03-01")


def test_dates_are_shown_in_words():
    assert show_date("1979-02-05") == "1979年2月5日"
    assert show_date("1979") == "1979年"
    assert show_date("不详") == "不详"


@pytest.mark.parametrize(
    "text", ["1979-02-30", "1979.13", "约1979年", "1979年？月", "1979年农历二月"]
)
def test_what_is_left_of_a_doubtful_date_is_suggested(text):
    reading = read_date(text)
    assert reading.value == "1979"
    assert reading.doubts[0].suggestion.text == "1979"


@pytest.mark.parametrize("text", ["  月  日", "　　年　月　日", " 年 "])
def test_a_place_to_be_filled_in_is_empty(text):
    assert read_date(text).value is None
    assert read_date(text).doubts == ()
