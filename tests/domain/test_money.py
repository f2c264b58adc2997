from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.money import read_rmb_upper, rmb_upper, yuan_text

CENTS = st.integers(min_value=-(10**18) + 1, max_value=10**18 - 1)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("1005", "壹仟零伍元整"),
        ("9900", "玖仟玖佰元整"),
        ("24400", "贰万肆仟肆佰元整"),
        ("100005", "壹拾万零伍元整"),
        ("10010000", "壹仟零壹万元整"),
        ("100000000", "壹亿元整"),
        ("100010000", "壹亿零壹万元整"),
        ("100001000", "壹亿零壹仟元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000200000000", "壹万零贰亿元整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("-300", "负叁佰元整"),
    ],
)
def test_amounts_are_written_as_the_bank_rules_ask(amount, text):
    assert rmb_upper(Decimal(amount)) == text


@given(CENTS)
def test_capital_numerals_read_back_as_the_same_amount(cents):
    amount = Decimal(cents) / 100
    assert read_rmb_upper(rmb_upper(amount)) == amount


@given(CENTS)
def test_capital_numerals_never_show_two_zeros_in_a_row(cents):
    text = rmb_upper(Decimal(cents) / 100)
    assert "零零" not in text
    assert "零元" not in text or text == "零元整"


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("人民币壹仟陆佰捌拾元零叁角贰分", "1680.32"),
        ("壹拾万零柒仟圆伍角叁分", "107000.53"),
        ("伍角", "0.5"),
        ("叁佰元正", "300"),
    ],
)
def test_the_other_allowed_spellings_are_read_too(text, amount):
    assert read_rmb_upper(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "元整", "整", "三百元", "壹壹元整", "拾佰元", "壹拾壹佰元整"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match="capital numerals"):
        read_rmb_upper(text)


def test_figures_are_grouped_in_thousands():
    assert yuan_text(Decimal(1000)) == "1,000.00"
    assert yuan_text(Decimal("1234567.8")) == "1,234,567.80"


@pytest.mark.parametrize("amount", ["0.001", "1E+16"])
def test_a_fraction_of_a_cent_is_not_rounded_away(amount):
    with pytest.raises(ValueError, match=r"cents|no amount"):
        yuan_text(Decimal(amount))
