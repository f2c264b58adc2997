"""Amounts of money, counts and account numbers as cells hold them (DOMAIN §5.3)."""

import re
from decimal import Decimal, InvalidOperation

from shuangyong_desktop.domain.fields import Doubt, Reading, Severity, Suggestion
from shuangyong_desktop.domain.money import read_rmb_upper
from shuangyong_desktop.domain.text import chinese_number, half_width, squeeze

_LONGEST = 200
_CENT = Decimal("0.01")
_MOST = Decimal("1e10")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_AROUND = re.compile(
    r"^(?:人民币|RMB|CNY|[¥￥$]|共计?|合计|每?月)+:?|(?:人民币)?(?:元/?(?:每?[人户月年次]|整|正)*|RMB)$"
    r"|/[月年人户次]$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"(?=[壹贰叁肆伍陆柒捌玖拾])[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]+(?:元.{0,4})?")
_LIKE_DIGITS = str.maketrans("OLI|〇", "01110")
_NOTHING = frozenset(["", "无", "/", "-", "--", "—", "——", "没有", "暂无"])
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.IGNORECASE)
_ACCOUNT = re.compile(r"[0-9A-Z]{8,32}")
_LAST_ZEROS = re.compile(r"\.0+$")


def read_amount(text: str) -> Reading:
    """Read an amount in 元 as a Decimal with two places; signs, words and letters are marked.

    960元, 1,020.00, ￥500, 1.2万元 and full-width digits are understood. A negative amount is
    kept out: what was meant by it only the source can say.
    """
    plain = squeeze(half_width(text[:_LONGEST])).strip("'\"=")
    if plain in _NOTHING:
        return Reading()
    bare = plain
    while (shorter := _AROUND.sub("", bare)) != bare:
        bare = shorter
    spelled = _spelled(bare)
    if spelled is not None:
        return Reading(spelled.quantize(_CENT))
    times = Decimal(10_000) if bare.endswith("万") else Decimal(1)
    bare = bare.removesuffix("万")
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        return _illegal(plain)
    try:
        value = (Decimal(bare.replace(",", "")) * times).quantize(_CENT)
    except InvalidOperation:
        return _illegal(plain)
    return Reading(value) if value < _MOST else _illegal(plain)


def _spelled(bare: str) -> Decimal | None:
    """The amount that numerals spell: 五百元, 壹仟陆佰捌拾元伍角."""
    number = chinese_number(bare.removesuffix("元"))
    if number is not None:
        return Decimal(number)
    if not _CAPITAL.fullmatch(bare):
        return None
    whole = bare if "元" in bare else f"{bare}元"
    try:
        return read_rmb_upper(whole if whole[-1] in "角分" else f"{whole}整")
    except ValueError:
        return None


def _illegal(plain: str) -> Reading:
    sentence = f"金额“{plain[:40]}”无法识别，请填写数字（元）。"
    digits = plain.upper().translate(_LIKE_DIGITS)
    likely = digits != plain.upper() and _PLAIN.fullmatch(digits)
    change = Suggestion(digits, f"按数字读作 {digits}", by_hand=True) if likely else None
    doubt = Doubt("illegal_amount", sentence, severity=Severity.ERROR, suggestion=change)
    return Reading(None, (doubt,))


def read_integer(text: str) -> Reading:
    """Read a whole number such as 3, 3.0 or ３人."""
    plain = re.sub(
        r"[人户件个次年岁月]$", "", _LAST_ZEROS.sub("", squeeze(half_width(text[:_LONGEST])))
    )
    if plain in _NOTHING:
        return Reading()
    if re.fullmatch(r"-?\d{1,15}", plain):
        return Reading(int(plain))
    return Reading(None, (Doubt("bad_number", f"“{plain[:40]}”不是整数，请核实。"),))


def read_account(text: str) -> Reading:
    """Read a bank account: digits without blanks, or None when a spreadsheet lost some.

    Passbooks of rural banks fail Luhn's check, so it is not applied (DOMAIN §5.3).
    """
    plain = _LAST_ZEROS.sub("", squeeze(half_width(text[:_LONGEST])).strip("'\"=“”").upper())
    plain = plain.replace("-", "") or plain
    if plain in _NOTHING:
        return Reading()
    if _SCIENTIFIC.fullmatch(plain):
        sentence = "账号被电子表格改成了数字，末几位已丢失，请对照卡（折）补填。"
        return Reading(None, (Doubt("truncated_account", sentence, severity=Severity.ERROR),))
    if _ACCOUNT.fullmatch(plain):
        return Reading(plain)
    return Reading(plain, (Doubt("bad_account", "账号位数或字符不对，请对照卡（折）核实。"),))
