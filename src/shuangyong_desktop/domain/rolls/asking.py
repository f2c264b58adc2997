"""When a record asks for something: days after a day, and how long before it the asking begins."""

import calendar
from datetime import date, timedelta

from shuangyong_desktop.domain.ages import latest
from shuangyong_desktop.domain.registers import Due

LEAD = 30
"""How many days ahead a record begins to ask."""

_MONTHS = 12
_LONGEST = 1200
"""Months: a cycle of more than a century is a slip of the pen, and never comes round."""


def months_after(day: str, months: int) -> date:
    """The day so many months after the last day that `day` (ISO, as far as known) can mean."""
    start = latest(day)
    whole = start.year * _MONTHS + start.month - 1 + min(months, _LONGEST)
    year, month = min(whole // _MONTHS, date.max.year), whole % _MONTHS + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def days_after(day: str, days: int) -> date:
    """The day so many days after the last day that `day` (ISO, as far as known) can mean."""
    return latest(day) + timedelta(days=days)


def due(on: date, words: str, today: date, lead: int = LEAD) -> Due | None:
    """What is to be done by `on`, asked for from `lead` days before; None until then."""
    return Due(on.isoformat(), words) if today >= on - timedelta(days=lead) else None
