"""Dates as offices write them, kept as the ISO prefix that is known (DESIGN 6, DOMAIN §5.4).

"1979", "1979-02" and "1979-02-05" sort as text and never claim more than the source does.
"""

import re
from calendar import month_abbr
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from shuangyong_desktop.domain.fields import Doubt, Reading, Severity, Suggestion
from shuangyong_desktop.domain.text import (
    ascii_dashes,
    chinese_number,
    clean,
    half_width,
    squeeze,
)

_FIRST_YEAR, _LAST_YEAR = 1850, 2100
_MONTHS = 12
_SERIAL_START = date(1899, 12, 30)
_SERIALS = range(1, 73_051)
_FULL_YEAR = 4
_TO_MONTH = 7  # of an ISO date
_LONGEST = 60
_DECEMBER_DIGITS = 2

_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_SIGN = r"\s*[-_./／、,，。·・‧﹒~年]\s*"
_WRITTEN = re.compile(
    rf"(?:(?P<long>\d{{4}})|(?P<short>\d\d)(?=[-_./、,年]))"
    rf"(?:{_SIGN}(?P<month>\d{{1,2}})(?:(?:\s*月份?\s*|{_SIGN})(?P<day>\d{{1,2}})\s*[日号]?)?"
    rf"\s*月?份?)?\s*年?[-_./。]?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)?")
_SHORT_COMPACT = re.compile(r"(\d\d)(\d\d)(\d\d)")
_TIME = re.compile(r"[T\s]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?$")
_ZEROS = re.compile(r"\.0+$")
_CHINESE = re.compile("[零〇○一二两三四五六七八九十]+")
_CALENDAR = re.compile(r"(?:中华)?民国(\d+|元)年")
_TAIL = re.compile(
    r"(?:入伍|参军|应征|服役|退伍|退役|复员|转业|离休|退休|出生|生|死亡|去世|病故|牺牲|已故|止|起)+$"
)
_ABOUT = re.compile(
    r"[?？]+(?:[月日])?$|^(?:约|大约|大概)|(?:左右|前后|许|上半年|下半年|年初|年底|年末|月初|月底|月末"
    r"|[春夏秋冬][季天]?|[上中下]旬)+[?？]?$"
)
_LUNAR = re.compile(r"农历|阴历|旧历|腊月|冬月|正月|闰|初[一二三四五六七八九十]")
_UNKNOWN = re.compile(
    r"无(?:记录|记载|档案)?|[不未][详祥明]|[不未](?:清楚?|详细|知道?|知|确定|记得|填写?|报|掌握)|记不[得清]楚?"
    r"|(?:待|暂)(?:查|核|核实|补|补充|定|无)|没有|遗失|空白?|N/?A|null|none|x{2,}|[-/\\*?？.…·—_0]+"
    r"|1900-01-00|0000-00-00",
    re.IGNORECASE,
)
_MONTH_NAMES = tuple(month.lower() for month in month_abbr if month)
_ENGLISH = re.compile(rf"(?:(\d{{1,2}})[- ])?({'|'.join(_MONTH_NAMES)})[a-z]*[- ](\d{{4}}|\d\d)")
_TO_BE_FILLED_IN = re.compile(r"[年月日\s_.]+")
_NOTE = re.compile(r"\s*[(（][^()（）\d]*[)）]$")


def this_year() -> int:
    """The year in which two-digit years and plausibility are judged."""
    return datetime.now(UTC).year


@lru_cache(maxsize=65_536)
def read_date(text: str) -> Reading:
    """Read any spelling of DOMAIN §5.4 as an ISO prefix; what is not said stays unknown.

    Two-digit years mean the century that does not lie in the future. A date that cannot be
    (30 February, month 13) keeps its year at most and is marked.
    """
    if len(text) > _LONGEST:
        return _unreadable(f"{text[:_LONGEST]}…")
    plain = ascii_dashes(half_width(clean(text).text)).strip().strip("'\"“”‘’=`")
    plain = _ZEROS.sub("", _TIME.sub("", plain)).removeprefix("公元")
    if not plain or _TO_BE_FILLED_IN.fullmatch(plain):
        return Reading()
    if _UNKNOWN.fullmatch(squeeze(plain)):
        doubt = Doubt(
            "unknown_date", f"日期写作“{squeeze(plain)}”，按不详登记。", severity=Severity.INFO
        )
        return Reading(None, (doubt,))
    calendar = _CALENDAR.match(_arabic(plain))
    if calendar:
        return _republican(squeeze(plain), calendar)
    if _LUNAR.search(plain):
        return _only_year(plain, "是农历，只记年份")
    return _read_solar(_arabic(plain))


def _arabic(text: str) -> str:
    """`text` with its Chinese numerals as digits (一九七九年二月 → 1979年2月)."""
    if not _CHINESE.search(text):
        return text.replace("元月", "1月")
    spelled = squeeze(text).replace("元月", "一月").replace("廿", "二十").replace("卅", "三十")
    return _CHINESE.sub(_digits, spelled)


def _digits(match: re.Match[str]) -> str:
    """Chinese numerals as digits, with the zero in front of 〇八."""
    number = chinese_number(match.group())
    return f"{number:02d}" if match.group()[0] in "零〇○" else str(number)


def _read_solar(text: str) -> Reading:
    plain = _TAIL.sub("", _NOTE.sub("", text.strip()).strip()).strip(" （()）")
    if _ABOUT.search(plain):
        return _only_year(plain, "只写了大概时间")
    match = _WRITTEN.fullmatch(plain)
    if match:
        year = int(match["long"]) if match["long"] else _century(int(match["short"]))
        return _checked(year, match["month"], match["day"], plain)
    squeezed = squeeze(plain)
    if squeezed.isdecimal():
        return _read_digits(squeezed)
    english = _ENGLISH.fullmatch(plain.lower())
    if english:
        day, month, written = english.groups()
        year = int(written) if len(written) == _FULL_YEAR else _century(int(written))
        return _checked(year, str(_MONTH_NAMES.index(month) + 1), day, plain)
    return _unreadable(text)


def _read_digits(digits: str) -> Reading:
    compact = _COMPACT.fullmatch(digits)
    if compact and _FIRST_YEAR <= int(compact[1]) <= _LAST_YEAR:
        return _checked(int(compact[1]), compact[2], compact[3], digits)
    short = _SHORT_COMPACT.fullmatch(digits)
    if short:
        return _checked(_century(int(short[1])), short[2], short[3], digits)
    if len(digits) == len("29068") and int(digits) in _SERIALS:
        return Reading((_SERIAL_START + timedelta(days=int(digits))).isoformat())
    if len(digits) == _DECEMBER_DIGITS:
        year = _century(int(digits))
        sentence = f"只写了“{digits}”，读作{year}年，请核实。"
        doubt = Doubt("short_year", sentence, suggestion=_take_year(year))
        return Reading(str(year), (doubt,))
    return _unreadable(digits)


def _century(year: int) -> int:
    now = this_year()
    return 2000 + year if year <= now % 100 else 1900 + year


def _checked(year: int, month: str | None, day: str | None, text: str) -> Reading:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _unreadable(text)
    numbers = [int(part) for part in (month, day) if part is not None]
    if 0 in numbers:
        numbers = numbers[: numbers.index(0)]
    try:
        date(year, *[*numbers, 1, 1][:2])
    except ValueError:
        return _impossible(year, text)
    return Reading("-".join([f"{year:04d}", *(f"{part:02d}" for part in numbers)]))


def _impossible(year: int, text: str) -> Reading:
    sentence = f"日期“{text}”不存在，只记{year}年，请核实。"
    doubt = Doubt("unparseable_date", sentence, suggestion=_take_year(year))
    return Reading(f"{year:04d}", (doubt,))


def _only_year(text: str, why: str) -> Reading:
    match = re.search(r"(\d{4})(?!\d)|(\d\d)(?=年)", _arabic(text))
    if not match:
        return _unreadable(text)
    year = int(match[1]) if match[1] else _century(int(match[2]))
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return _unreadable(text)
    sentence = f"“{text}”{why}，先记{year}年，请核实。"
    doubt = Doubt("unparseable_date", sentence, suggestion=_take_year(year))
    return Reading(f"{year:04d}", (doubt,))


def _take_year(year: int) -> Suggestion:
    return Suggestion(f"{year:04d}", f"只记{year}年")


def _republican(text: str, match: re.Match[str]) -> Reading:
    year = 1911 + (1 if match[1] == "元" else int(match[1]))
    sentence = f"“{text}”按公历{year}年登记。"
    change = _take_year(year)
    doubt = Doubt("calendar_date", sentence, severity=Severity.INFO, suggestion=change)
    return Reading(str(year), (doubt,))


def _unreadable(text: str) -> Reading:
    doubt = Doubt(
        "unparseable_date", f"日期“{text}”无法识别，请按“1979年2月5日”的样式补填。",
        severity=Severity.ERROR,
    )  # fmt: skip
    return Reading(None, (doubt,))


@lru_cache(maxsize=8192)
def read_date_number(value: float) -> Reading:
    """Read a date from a number cell: 197902, 19790205, 29068 (serial) or 1979.02.

    1979.1 was typed as January or October (Excel drops the last zero): only the year is kept
    and both are offered (DOMAIN §5.4).
    """
    if value == int(value):
        return read_date(str(int(value)))
    text = f"{value:.10g}"
    year, _, month = text.partition(".")
    if len(year) != _FULL_YEAR:
        return read_date(str(int(value)))
    if month == "1":
        sentence = f"数字“{text}”可能是1月，也可能是10月，先记{year}年，请核实。"
        choice = Suggestion(f"{year}-10", f"{year}年10月（另一可能：{year}年1月）", by_hand=True)
        return Reading(year, (Doubt("ambiguous_month", sentence, suggestion=choice),))
    return read_date(text)


def is_before(first: str, second: str) -> bool:
    """Whether ISO prefix `first` lies before `second` for certain, as far as both are known."""
    known = min(len(first), len(second))
    return first[:known] < second[:known]


def disagree(first: str, second: str) -> bool:
    """Whether two ISO prefixes contradict each other in what both of them say."""
    known = min(len(first), len(second))
    return first[:known] != second[:known]


def show_date(value: str) -> str:
    """An ISO prefix in words: 1979年2月5日, 1979年2月, 1979年."""
    match = _ISO.fullmatch(value)
    if not match:
        return value
    year, month, day = match.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


def read_month(text: str) -> Reading:
    """A calendar month as “2026-02”; a whole date gives its month."""
    reading = read_date(text)
    if reading.value is None or len(reading.value) >= _TO_MONTH:
        return Reading(reading.value and reading.value[:_TO_MONTH], reading.doubts)
    return Reading(None, (Doubt("month", "请写明年和月，例如 2026-02。"),))
