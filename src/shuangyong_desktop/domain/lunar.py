"""农历生日 (lunar birthdays): how days of the lunar year are written and read."""

import re

from shuangyong_desktop.domain.fields import Doubt, Reading
from shuangyong_desktop.domain.text import chinese_number, clean, half_width, squeeze

_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_TENS = ("初", "十", "廿", "三")
_DIGITS = "〇一二三四五六七八九十"
_LONGEST_MONTH = 30
_WRITTEN = re.compile(
    r"(?:农历|阴历|旧历)?(?P<leap>闰)?"
    r"(?P<month>[正冬腊一二三四五六七八九十\d]{1,2})(?:月|[-./])"
    r"(?P<day>[初十廿卅一二三四五六七八九\d]{1,3})[日号]?"
)


def read_lunar_day(text: str) -> Reading:
    """A day of the lunar year as “08-15”, of a leap month as “闰04-03”; the year is not asked."""
    plain = squeeze(half_width(clean(text).text))
    if not plain:
        return Reading()
    match = _WRITTEN.fullmatch(plain)
    month = _month(match["month"]) if match else None
    day = _day(match["day"]) if match else None
    if match is None or month is None or day is None:
        sentence = f"农历生日“{plain[:20]}”看不懂，请按“八月十五”或“8-15”填写。"
        return Reading(None, (Doubt("lunar_day", sentence),))
    return Reading(f"{match['leap'] or ''}{month:02d}-{day:02d}")


def write_lunar_day(value: str) -> str:
    """“08-15” as 八月十五."""
    leap = "闰" if value.startswith("闰") else ""
    month, day = (int(part) for part in value.removeprefix("闰").split("-"))
    tens, ones = divmod(day, 10)
    words = {10: "初十", 20: "二十", 30: "三十"}.get(day) or f"{_TENS[tens]}{_DIGITS[ones]}"
    return f"{leap}{_MONTHS[month - 1]}月{words}"


def _month(word: str) -> int | None:
    if word in _MONTHS:
        return _MONTHS.index(word) + 1
    number = int(word) if word.isdecimal() else chinese_number(word)
    return number if number and number <= len(_MONTHS) else None


def _day(word: str) -> int | None:
    spelled = word.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    number = int(spelled) if spelled.isdecimal() else chinese_number(spelled)
    return number if number and number <= _LONGEST_MONTH else None
