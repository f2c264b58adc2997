"""年历 (almanac): the lunar calendar, birthdays in it, and the two festivals of the visits.

The library knows the years 1900 to 2100; outside of them there is no lunar date.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate, TermUtils

from shuangyong_desktop.domain.lunar import write_lunar_day

SOON = timedelta(days=45)
"""How long before its day a festival is announced (UX §2.2)."""
_ARMY_DAY = (8, 1)


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival that visits are made for, and its day."""

    name: str
    day: date


def lunar_of(day: date) -> str | None:
    """`day` in the lunar year as columns hold it (“06-16”, “闰04-03”); None where unknown."""
    try:
        found = LunarDate.from_solar(day)
    except (ValueError, InvalidLunarDateError):
        return None
    return f"{'闰' if found.leap else ''}{found.month:02d}-{found.day:02d}"


def lunar_words(day: date) -> str:
    """`day` as 农历六月十六; empty where the calendar does not reach."""
    found = lunar_of(day)
    return f"农历{write_lunar_day(found)}" if found else ""


def solar_of(year: int, lunar_day: str) -> date | None:
    """The day on which `lunar_day` of the lunar year `year` falls.

    A day of a leap month that the year does not have is kept in the ordinary month, the
    thirtieth of a short month on its last day: as people do with birthdays.
    """
    leap = lunar_day.startswith("闰")
    month, number = (int(part) for part in lunar_day.removeprefix("闰").split("-"))
    for in_leap in (True, False) if leap else (False,):
        for candidate in (number, number - 1):
            try:
                solar: date = LunarDate(year, month, candidate, int(in_leap)).to_solar_date()
            except (ValueError, InvalidLunarDateError):
                continue
            return solar
    return None


def next_birthday(birth_date: str | None, lunar_day: str | None, today: date) -> date | None:
    """When a birthday comes next, today included: the lunar one where the person keeps it.

    None where month and day are not known. 29 February is kept on 1 March of ordinary years.
    """
    if lunar_day:
        days = (solar_of(year, lunar_day) for year in (today.year - 1, today.year, today.year + 1))
        return min((day for day in days if day and day >= today), default=None)
    if not birth_date or len(birth_date) < len("1958-03-06"):
        return None
    month, number = int(birth_date[5:7]), int(birth_date[8:10])
    coming = (_in_year(year, month, number) for year in (today.year, today.year + 1))
    return min(day for day in coming if day >= today)


def birthdays(today: date, ahead: int) -> tuple[list[str], list[str]]:
    """The days of both calendars on which birthdays of the next `ahead` days were born.

    With those that ordinary years and short months keep on another day.
    """
    days = [today + timedelta(days=number) for number in range(ahead + 1)]
    solar = {f"{day:%m-%d}" for day in days}
    solar |= {"02-29"} if "03-01" in solar else set()
    lunar: set[str] = set()
    for found in filter(None, map(lunar_of, days)):
        month, number = found.removeprefix("闰").split("-")
        lunar |= {found, f"闰{month}-{number}", f"{month}-{int(number) + 1:02d}"}
    return sorted(solar), sorted(lunar)


def festivals(year: int) -> tuple[Festival, ...]:
    """春节 and 八一 of a year; 春节 only where the lunar calendar reaches."""
    spring = solar_of(year, "01-01")
    found = [Festival("春节", spring)] if spring else []
    return (*found, Festival("“八一”建军节", date(year, *_ARMY_DAY)))


def festival_days(year: int) -> dict[str, date]:
    """The days of a year that deadlines are told from, by name (DOMAIN §7).

    Lunar ones are left out where the calendar does not reach.
    """
    september = date(year, 9, 1)
    saturday = september + timedelta(days=(5 - september.weekday()) % 7 + 14)
    days: dict[str, date | None] = {
        "元旦": date(year, 1, 1),
        "春节": solar_of(year, "01-01"),
        "元宵": solar_of(year, "01-15"),
        "清明": _clear_and_bright(year),
        "端午": solar_of(year, "05-05"),
        "七一": date(year, 7, 1),
        "八一": date(year, *_ARMY_DAY),
        "国防教育日": saturday,  # the third Saturday of September (国防教育法 art. 12)
        "烈士纪念日": date(year, 9, 30),
        "中秋": solar_of(year, "08-15"),
        "国庆": date(year, 10, 1),
        "重阳": solar_of(year, "09-09"),
    }
    return {name: day for name, day in days.items() if day is not None}


def _clear_and_bright(year: int) -> date | None:
    try:
        found: date = TermUtils.nth_term_day(year, TermUtils.name2index("清明"))
    except (ValueError, IndexError, KeyError):
        return None
    return found


def coming_festival(today: date) -> Festival | None:
    """The festival within the next 45 days (UX §2.2), if there is one."""
    known = (*festivals(today.year), *festivals(today.year + 1))
    return next((item for item in known if today <= item.day <= today + SOON), None)


def _in_year(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        return date(year, 3, 1)
