"""居民身份证号 (GB 11643): checking, what it tells, and what spreadsheets do to it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from operator import mul

from shuangyong_desktop.domain.fields import Doubt, Reading, Severity, Suggestion
from shuangyong_desktop.domain.text import half_width, mask_id, squeeze

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_ZEROS = ord("0") * sum(_WEIGHTS)
_BIRTH = slice(6, 14)
_ORDER_DIGIT = 16
OLD_LENGTH = 15
LENGTH = 18
_LONGEST = 200
_FIRST_YEAR = 1850

_EXACT = re.compile(r"[1-9][0-9]{16}[0-9X]")
_OLD = re.compile(r"[1-9][0-9]{14}")
_SCIENTIFIC = re.compile(r"([1-9](?:\.[0-9]+)?)E\+?(1[4-9])")
_WRAPPING = re.compile(r"^=?[\"'“”‘’`]+|[\"'“”‘’`]+$|\.0+$")
_GROUPED = re.compile(r"([0-9]{6})[-./·]([0-9]{8})[-./·]([0-9]{3}[0-9X])")
_LIKE_X = str.maketrans({"x": "X", "×": "X", "Х": "X", "х": "X", "Χ": "X", "χ": "X", "✕": "X"})  # noqa: RUF001 (the look-alikes are what is looked for)
_LIKE_DIGITS = str.maketrans(
    {"O": "0", "О": "0", "〇": "0", "○": "0", "L": "1", "I": "1", "|": "1"}
)
_ANY = re.compile(r"(?<![0-9A-ZО〇○|*])(?:[1-9][0-9]{16}[0-9X]|[1-9][0-9]{14})(?![0-9A-ZО〇○|*])")
_NOTHING = frozenset(
    [
        "",
        "无",
        "不详",
        "未知",
        "暂无",
        "不清楚",
        "待补",
        "待查",
        "待补充",
        "待核实",
        "没有",
        "未提供",
        "未填",
        "未办",
        "缺",
        "空",
        "/",
        "-",
        "--",
        "—",
        "——",
        "0",
    ]
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a valid number tells: the 18 characters, ISO birth date, 男 or 女."""

    number: str
    birth_date: str
    sex: str


def check_character(first17: str) -> str:
    """The check character that GB 11643 asks for after 17 ASCII digits."""
    return _CHECK[(sum(map(mul, _WEIGHTS, first17.encode())) - _ZEROS) % 11]


@lru_cache(maxsize=65_536)
def _iso_birth(digits: str) -> str:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return ""
    return day.isoformat() if day.year >= _FIRST_YEAR else ""


@lru_cache(maxsize=1024)
def identify(number: str) -> Identity | None:
    """What `number` tells if it is valid in form, birth date and check character, else None.

    The region prefix is not checked: old prefixes (510223, 500222) stay valid for life and
    unknown ones are no error (DOMAIN §5.1).
    """
    if not _EXACT.fullmatch(number) or check_character(number[:17]) != number[17]:
        return None
    birth = _iso_birth(number[_BIRTH])
    if not birth:
        return None
    return Identity(number, birth, "男" if int(number[_ORDER_DIGIT]) % 2 else "女")


def complete(old: str) -> str:
    """The 18-character form of a 15-digit number: century 19 and check character (GB 11643)."""
    first17 = f"{old[:6]}19{old[6:]}"
    return first17 + check_character(first17)


def kept_digits(text: str) -> str:
    """The leading digits that survived in a number a spreadsheet turned into 5.10E+17.

    A hint for matching against the ledger only; the missing digits are never guessed.
    """
    plain = squeeze(half_width(text)).upper()
    match = _SCIENTIFIC.fullmatch(plain)
    if match:
        return match.group(1).replace(".", "")
    return plain[:OLD_LENGTH] if plain.endswith("000") and len(plain) == LENGTH else ""


def read_id(text: str) -> Reading:
    """Read an ID cell: 18 valid characters or None, and what is doubtful about it.

    A number whose digits a spreadsheet lost, or that cannot be right, is kept out; one with
    a wrong check character is let in and marked; 15-digit numbers are upgraded and marked.
    """
    if identify(text):
        return Reading(text, _rounded(text))
    return _read_unusual(text)


def _rounded(number: str) -> tuple[Doubt, ...]:
    if not number.endswith("000"):
        return ()
    sentence = "身份证号以000结尾，可能被电子表格改动过，请对照证件核实。"
    return (Doubt("rounded_id", sentence, severity=Severity.INFO),)


def _read_unusual(text: str) -> Reading:
    plain = squeeze(half_width(text[:_LONGEST])).translate(_LIKE_X).upper()
    plain = _GROUPED.sub(r"\1\2\3", plain)
    while (bare := _WRAPPING.sub("", plain)) != plain:
        plain = bare
    if plain in _NOTHING:
        return Reading()
    if len(plain) == LENGTH and _EXACT.fullmatch(plain):
        return _read_eighteen(plain)
    if _OLD.fullmatch(plain):
        return _read_old(plain)
    if _SCIENTIFIC.fullmatch(plain):
        return Reading(None, (_lost_digits(plain),))
    numbers = _ANY.findall(plain)
    if numbers:
        return _among_words(numbers, plain)
    return _look_alike(plain) or Reading(None, (_impossible(plain),))


def _read_eighteen(plain: str) -> Reading:
    if identify(plain):
        return Reading(plain, _rounded(plain))
    if not _iso_birth(plain[_BIRTH]):
        sentence = "身份证号中的出生日期不存在，请对照证件核实。"
        return Reading(None, (Doubt("invalid_id", sentence, severity=Severity.ERROR),))
    if plain.endswith("000"):
        return Reading(None, (_lost_digits(plain),))
    sentence = "身份证号校验码不符，可能录错一位，请对照证件核实。"
    return Reading(plain, (Doubt("bad_check_digit", sentence),))


def _read_old(plain: str) -> Reading:
    number = complete(plain)
    if not _iso_birth(number[_BIRTH]):
        sentence = "15位身份证号中的出生日期不存在，请对照证件核实。"
        return Reading(None, (Doubt("invalid_id", sentence, severity=Severity.ERROR),))
    sentence = "由15位身份证号升为18位，请核对现用证件。"
    change = Suggestion(number, f"按18位记 {mask_id(number)}")
    doubt = Doubt("converted_id", sentence, severity=Severity.INFO, suggestion=change)
    return Reading(number, (doubt,))


def _lost_digits(plain: str) -> Doubt:
    kept = kept_digits(plain)
    sentence = f"身份证号被电子表格改成了数字，只剩前{len(kept)}位，其余位数请对照证件补填。"
    hint = Suggestion("", f"先留空，按姓名和前{len(kept)}位与台账核对", by_hand=True)
    return Doubt("truncated_id", sentence, severity=Severity.ERROR, suggestion=hint)


def _among_words(numbers: list[str], plain: str) -> Reading:
    if len(set(numbers)) > 1:
        sentence = "一格内有多个身份证号，先记第一个，其余请另行登记。"
        first = read_id(numbers[0])
        return Reading(first.value, (Doubt("multiple_persons", sentence), *first.doubts))
    found = read_id(numbers[0])
    rest = plain.replace(numbers[0], "")
    note = Doubt("id_note", f"身份证号旁的文字“{rest}”没有记入。", severity=Severity.INFO)
    return Reading(found.value, (*found.doubts, note))


def _look_alike(plain: str) -> Reading | None:
    digits = plain.translate(_LIKE_DIGITS)
    if not identify(digits):
        return None
    change = Suggestion(digits, f"按数字读作 {mask_id(digits)}")
    sentence = "身份证号中有字母混作数字，已按数字读取，请对照证件核实。"
    return Reading(digits, (Doubt("invalid_id", sentence, suggestion=change),))


def _impossible(plain: str) -> Doubt:
    digits = sum(character.isdigit() for character in plain)
    if digits < OLD_LENGTH - 1:
        return Doubt("invalid_id", "身份证号无法识别，请对照证件补填。", severity=Severity.ERROR)
    kind = "truncated_id" if digits < OLD_LENGTH else "invalid_id"
    sentence = f"身份证号是{len(plain)}位，应为18位，请对照证件补填。"
    return Doubt(kind, sentence, severity=Severity.ERROR)
