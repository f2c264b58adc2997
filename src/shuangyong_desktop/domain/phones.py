"""Telephone numbers: several in a cell, landlines, and what spreadsheets make of them."""

import re
from functools import lru_cache

from shuangyong_desktop.domain.fields import Doubt, Reading
from shuangyong_desktop.domain.text import ascii_dashes, clean, half_width

SEPARATOR = "、"
_LONGEST = 300
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(?:0\d{2,3}-)?[2-8]\d{6,7}(?:-\d{1,5})?")
_AREA = re.compile(r"\(?(0(?:10|2\d|[3-9]\d{2}))\)?[-\s]*([2-8]\d{6,7})((?:[-转]\d{1,5})?)")
_BREAKS = re.compile(
    r"[/、,;|\n\\。&·•]+|\s*[①-⑨]\s*|(?<=\d)\s*(?:或者?|和|及|与|以及)\s*(?=[\d+(])"
    r"|(?<=\d{7})\s+(?=[+\d]|\(\d)|(?<=\))\s*(?=[+\d])(?<!0\d\d\))(?<!0\d{3}\))"
    r"|(?<=[\u4e00-\u9fff])\s+(?=1[3-9]\d{9})"
)
_LABELLED = re.compile(r"^([^\d(]*?)[:：\s]*([\d(+][\d\s\-()+转]*\d)\s*(?:\(?([^\d()]*)\)?)?$")
_TWO_RUN_TOGETHER = re.compile(r"(?<!\d)(1[3-9]\d{9})(1[3-9]\d{9})(?!\d)")
_OWNER = re.compile(r"[A-Za-z\u3400-\u9fff]")
_NO_OWNER = re.compile(
    r"^(?:联系)?(?:电话|手机|手机号码?|号码|座机|固话|tel|m|本人)$", re.IGNORECASE
)
_COUNTRY = re.compile(r"^(?:\+|00)?86-?(?=1[3-9])")
_ZEROS = re.compile(r"\.0+$")
_SAYS_NONE = re.compile(r"[^\d]*(?:无|没|未|空号|停机|不详|不知)[^\d]*")
_NOTHING = frozenset(
    ["", "无", "不详", "/", "-", "--", "暂无", "没有", "未知", "0", "空号", "停机", "已停机",
     "无电话", "没有电话", "未提供", "不清楚", "无号码", "查无"]
)  # fmt: skip


@lru_cache(maxsize=8192)
def split_phones(value: str) -> tuple[str, ...]:
    """The single numbers of a stored value, without their notes (“13800000000（儿子）”)."""
    return tuple(re.sub(r"（.*", "", part) for part in value.split(SEPARATOR) if part)


def read_phones(text: str) -> Reading:
    """Read a telephone cell as numbers joined by 、 or None.

    Landlines become 023-48660000; whose number it is stays behind it in brackets. A number
    that cannot be dialled is kept as written and marked.
    """
    if text.isdecimal() and _MOBILE.fullmatch(text):
        return Reading(text)
    plain = ascii_dashes(half_width(clean(text[:_LONGEST]).text)).strip().strip("'\"“”=`‘’")
    if plain in _NOTHING or _SAYS_NONE.fullmatch(plain):
        return Reading()
    plain = _TWO_RUN_TOGETHER.sub(r"\1、\2", plain)
    numbers: list[str] = []
    doubts: list[Doubt] = []
    for part in filter(None, (piece.strip() for piece in _BREAKS.split(plain))):
        number, good = _read_one(part)
        if number not in numbers:
            numbers.append(number)
        if not good:
            doubts.append(Doubt("bad_phone", f"联系电话“{part}”位数不对，请核实。"))
    return Reading(SEPARATOR.join(numbers) or None, tuple(doubts))


def _read_one(part: str) -> tuple[str, bool]:
    match = _LABELLED.match(_ZEROS.sub("", part))
    if not match:
        return part, False
    owner = (match[1] or match[3] or "").strip(" :（）()")
    number, good = _dialled(match[2])
    if owner and not _OWNER.search(owner):
        return part, False
    if _NO_OWNER.match(owner):
        owner = ""
    return (f"{number}（{owner}）" if owner else number), good


def _dialled(written: str) -> tuple[str, bool]:
    digits = _COUNTRY.sub("", re.sub(r"[\s\-()]", "", written))
    if _MOBILE.fullmatch(digits):
        return digits, True
    area = _AREA.fullmatch(written.replace(" ", ""))
    if area:
        extension = area[3].replace("转", "-")
        return f"{area[1]}-{area[2]}{extension}", True
    if _LANDLINE.fullmatch(written):
        return written, True
    return written, False
