"""Invented lives in uniform: when somebody enlisted, at what age, and when they left."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_AUTUMN_FROM = 2013
_TWICE_A_YEAR_FROM = 2021
_TWO_YEARS_FROM = 1999


@dataclass(frozen=True, slots=True)
class Career:
    """One service: birthday, enlistment and discharge."""

    born: date
    enlisted: date
    discharged: date


def career(chance: Random, enlisted: range, years: range | None = None) -> Career:
    """Somebody who enlisted in one of the years `enlisted`, aged 18 to 21, for `years` years.

    Without `years` the term is that of a conscript of the time: three to five years before
    1999, two afterwards (DOMAIN §2.6).
    """
    year = chance.choice(enlisted)
    came = _enlistment_day(chance, year)
    terms = years or (range(3, 6) if year < _TWO_YEARS_FROM else range(2, 3))
    left = _discharge_day(chance, year + chance.choice(terms), came)
    age_in_days = chance.randint(18 * 366, 22 * 365)
    return Career(came - timedelta(age_in_days), came, left)


def _enlistment_day(chance: Random, year: int) -> date:
    """Conscripts left in winter, since 2013 in September, since 2021 also in March."""
    if year >= _TWICE_A_YEAR_FROM:
        month = chance.choice((3, 9))
    elif year >= _AUTUMN_FROM:
        month = 9
    else:
        month = chance.choice((1, 2, 3, 11, 12))
    return date(year, month, chance.randint(1, 28))


def _discharge_day(chance: Random, year: int, came: date) -> date:
    """Soldiers come home in the months in which others leave."""
    month = came.month if year >= _AUTUMN_FROM else chance.choice((1, 2, 3, 11, 12))
    return date(year, month, chance.randint(1, 28))


def written(chance: Random, day: date) -> str:
    """`day` as a file would tell it: mostly the month, often the day, at times only the year."""
    return day.isoformat()[: chance.choices((10, 7, 4), (30, 64, 6))[0]]
