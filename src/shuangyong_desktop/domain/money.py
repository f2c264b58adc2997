"""Amounts of money as papers show them: 1,000.00 and 壹仟元整.

Amounts are Decimal yuan and whole cents; a fraction of a cent is a fault of the caller and
raises ValueError instead of being rounded away.
"""

import re
from decimal import Decimal

CENT = Decimal("0.01")
LIMIT = Decimal(10) ** 16

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_FULL_GROUP = 1000  # a group of four digits that starts with none of 零
_PLACE_VALUES = {"": 1, "拾": 10, "佰": 100, "仟": 1000}


def yuan_text(amount: Decimal) -> str:
    """The amount in figures with thousands separated: "1,000.00"."""
    return f"{_in_cents(amount):,.2f}"


def rmb_upper(amount: Decimal) -> str:
    """The amount in capital numerals, without 人民币: "壹仟零伍元整".

    Follows 《正确填写票据和结算凭证的基本规定》 (中国人民银行): one 零 for any run of zeros inside
    the yuan, 零 before 分 where 角 is missing, 整 unless the amount ends in 分.
    """
    cents = int(_in_cents(abs(amount)) * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = f"{_integer_upper(yuan)}元" if yuan else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif fen and yuan:
        text += "零"
    if fen:
        text += f"{_DIGITS[fen]}分"
    elif not cents:
        text = "零元整"
    else:
        text += "整"
    return f"负{text}" if amount < 0 else text


_AMOUNT = re.compile(
    r"(?:人民币)?(?P<sign>负)?"
    r"(?:(?P<yuan>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)[元圆])?零?"
    r"(?:(?P<jiao>[零壹贰叁肆伍陆柒捌玖])角)?零?"
    r"(?:(?P<fen>[零壹贰叁肆伍陆柒捌玖])分)?"
    r"[整正]?"
)


def read_rmb_upper(text: str) -> Decimal:
    """The amount that capital numerals say; 圆 for 元, 正 for 整 and a leading 人民币 are read.

    Raises ValueError for anything that is not an amount.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not any(match.group("yuan", "jiao", "fen")):
        raise ValueError(f"not an amount in capital numerals: {text!r}")
    yuan = _read_integer(match["yuan"] or "零")
    jiao, fen = (_DIGITS.index(match[name] or "零") for name in ("jiao", "fen"))
    amount = Decimal(yuan * 100 + jiao * 10 + fen) / 100
    return -amount if match["sign"] else amount


def _in_cents(amount: Decimal) -> Decimal:
    if abs(amount) >= LIMIT:
        raise ValueError(f"no amount of money: {amount}")
    exact = amount.quantize(CENT)
    if exact != amount:
        raise ValueError(f"not a whole number of cents: {amount}")
    return exact


def _integer_upper(number: int) -> str:
    """A positive integer in groups of four digits, from the highest down."""
    text = ""
    for group in range(len(_GROUPS) - 1, -1, -1):
        value = number // 10_000**group % 10_000
        if not value:
            continue
        skipped = text and (value < _FULL_GROUP or not number // 10_000 ** (group + 1) % 10_000)
        text += ("零" if skipped else "") + _four_digits(value)
        # 万亿 gives up its 亿 to the 亿 group that follows it.
        shared = _GROUPS[group] == "万亿" and number // 10_000**2 % 10_000
        text += "万" if shared else _GROUPS[group]
    return text


def _four_digits(value: int) -> str:
    text, gap = "", False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if not digit:
            gap = True
            continue
        text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return text


def _read_integer(text: str) -> int:
    high, separator, low = text.rpartition("亿")
    if separator:
        return _read_below_yi(high) * 10**8 + _read_below_yi(low)
    return _read_below_yi(text)


def _read_below_yi(text: str) -> int:
    high, separator, low = text.rpartition("万")
    return (_read_four(high) * 10_000 if separator else 0) + _read_four(low)


def _read_four(text: str) -> int:
    body = text.replace("零", "")
    parts = re.findall(r"([壹贰叁肆伍陆柒捌玖])([拾佰仟]?)", body)
    values = [_PLACE_VALUES[place] for _, place in parts]
    if "".join(digit + place for digit, place in parts) != body or values != sorted(
        set(values), reverse=True
    ):
        raise ValueError(f"not a number in capital numerals: {text!r}")
    return sum(
        _DIGITS.index(digit) * value for (digit, _), value in zip(parts, values, strict=True)
    )
