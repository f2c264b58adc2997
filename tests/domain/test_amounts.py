# ruff: noqa: RUF001 (look-alike characters are what is tested)

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.amounts import read_account, read_amount, read_integer
from shuangyong_desktop.domain.kinds import MONEY


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("960元", "960"),
        ("1,020.00", "1020"),
        ("￥2,620", "2620"),
        ("２０２０", "2020"),
        ("1848.0", "1848"),
        ("1.2万元", "12000"),
        ("500元/月", "500"),
        ("人民币500元整", "500"),
        ("叁佰元", "300"),
        ("壹万贰仟元整", "12000"),
        ("壹仟陆佰捌拾元伍角", "1680.5"),
        ("每月960元", "960"),
        ("0", "0"),
    ],
)
def test_amounts_in_every_spelling(text, value):
    assert read_amount(text).value == Decimal(value)
    assert read_amount(text).doubts == ()


@pytest.mark.parametrize(
    "text",
    ["-500", "待定", "10２0.0.0", "1,2,3", "万元整", "米1袋", "99999999999", "9" * 40],
)
def test_what_is_no_amount_is_kept_out_and_marked(text):
    reading = read_amount(text)
    assert reading.value is None
    assert [doubt.kind for doubt in reading.doubts] == ["illegal_amount"]


@pytest.mark.parametrize("text", ["", "/", "—", "无"])
def test_no_amount_is_no_doubt(text):
    assert read_amount(text).value is None
    assert read_amount(text).doubts == ()


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_survives_being_written_and_read(amount):
    assert read_amount(MONEY.write(amount)).value == amount


def test_integers():
    assert read_integer("3.0").value == 3
    assert read_integer("３人").value == 3
    assert read_integer("").value is None
    assert read_integer("三四").doubts[0].kind == "bad_number"


def test_accounts_lose_their_blanks_and_nothing_else():
    assert read_account("6228 4800 0021 5405 010").value == "6228480000215405010"
    assert read_account("'6217-8600-0076-2301-243").value == "6217860000762301243"
    assert read_account("").value is None


def test_an_account_whose_digits_a_spreadsheet_lost_is_kept_out():
    reading = read_account("6.21799000001511E+18")
    assert reading.value is None
    assert reading.doubts[0].kind == "truncated_account"


def test_an_odd_account_is_kept_and_marked():
    assert read_account("123").doubts[0].kind == "bad_account"


def test_letters_among_the_digits_of_an_amount_are_read_by_the_clerk():
    change = read_amount("1O20").doubts[0].suggestion
    assert (change.text, change.by_hand) == ("1020", True)
    assert read_amount("待定").doubts[0].suggestion is None
