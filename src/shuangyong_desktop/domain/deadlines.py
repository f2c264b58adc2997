"""完成时限: fixed days, days told from a festival, and days that come round in a year.

A rule is text the clerk can read and write: “2026-07-31”, “春节-30” (thirty days before),
“八一”, “每季”, “每半年”, “每月”. What a rule means in a year is a tuple of days; a task that is to
be done several times is due on the day of the time that comes next.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta

from shuangyong_desktop.domain.errors import Problem

ROUNDS_OF_A_YEAR = {"每月": 1, "每季": 3, "每半年": 6}
"""Months from one deadline to the next."""
FESTIVALS = ("元旦", "春节", "元宵", "清明", "端午", "七一", "八一", "国防教育日", "烈士纪念日",
             "中秋", "国庆", "重阳")  # fmt: skip
"""The days that a rule may be told from."""

_FARTHEST = 180
"""Days from a festival: what is farther away is told by its date."""
_RELATIVE = re.compile(r"(?P<name>[^\d+\-－＋]+?)(?:(?P<sign>[+\-－＋])(?P<days>\d{1,3})天?)?")
_FIXED = re.compile(r"(?:\d{4}-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})")


def deadlines(rule: str, year: int, festivals: Mapping[str, date]) -> tuple[date, ...]:
    """The days that `rule` means in `year`, in order.

    `festivals` are the days of that year by name. Raises Problem for a rule nobody can read
    and for a festival whose day is not known.
    """
    plain = rule.strip()
    if plain in ROUNDS_OF_A_YEAR:
        months = range(ROUNDS_OF_A_YEAR[plain], 13, ROUNDS_OF_A_YEAR[plain])
        return tuple(date(year, month, calendar.monthrange(year, month)[1]) for month in months)
    fixed = _FIXED.fullmatch(plain)
    if fixed:
        return (_day(plain, year, int(fixed["month"]), int(fixed["day"])),)
    relative = _RELATIVE.fullmatch(plain)
    if relative and relative["name"] in FESTIVALS and relative["name"] not in festivals:
        raise Problem(
            f"{year} 年超出了历书的范围，推算不出“{relative['name']}”是哪一天。"
            "时限请直接填日期。没有保存。",
            code="no_festival",
        )
    if relative is None or relative["name"] not in festivals:
        raise Problem(
            f"看不懂时限“{plain[:20]}”。可以填日期（2026-07-31），或节日前后几天（春节-30），"
            "或每季、每半年、每月。没有保存。",
            code="bad_rule",
        )
    days = int(relative["days"] or 0)
    if days > _FARTHEST:
        raise Problem(
            f"“{plain}”离{relative['name']}太远，最多前后 {_FARTHEST} 天。"
            "时限请直接填日期。没有保存。",
            code="bad_rule",
        )
    before = (relative["sign"] or "+") in "-－"
    return (festivals[relative["name"]] + timedelta(days=-days if before else days),)


def next_deadline(days: tuple[date, ...], done: int) -> date | None:
    """The day on which the next time is due when `done` times are done; None without days.

    Whoever has done more times than there are days is held to the last one.
    """
    return days[min(max(done, 0), len(days) - 1)] if days else None


def _day(text: str, year: int, month: int, day: int) -> date:
    given = int(text[:4]) if re.match(r"\d{4}-", text) else year
    try:
        return date(given, month, day)
    except ValueError as error:
        raise Problem(f"没有“{text}”这一天，请核对时限。没有保存。", code="bad_rule") from error
