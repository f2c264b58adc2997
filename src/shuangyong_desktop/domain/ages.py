"""年龄 (age): whole years on a chosen day, as a range where the birth date is only partly known."""

import calendar
from datetime import date
from typing import NamedTuple


class AgeRange(NamedTuple):
    """The least and the greatest age somebody can have on a day."""

    least: int
    most: int

    @property
    def known(self) -> bool:
        return self.least == self.most


def earliest(iso: str) -> date:
    """The first day that the partial ISO date `iso` can mean."""
    year, month, day = _parts(iso)
    return date(year, month or 1, day or 1)


def latest(iso: str) -> date:
    """The last day that the partial ISO date `iso` can mean."""
    year, month, day = _parts(iso)
    month = month or 12
    return date(year, month, day or calendar.monthrange(year, month)[1])


def age_on(birth_date: str | None, day: date) -> AgeRange | None:
    """周岁 on `day`, counted by the birthday; None when nothing of the birth date is known.

    Somebody born on 29 February turns a year older on 1 March of ordinary years
    (民法典 counts the day of the event out).
    """
    if not birth_date:
        return None
    return AgeRange(_years(latest(birth_date), day), _years(earliest(birth_date), day))


def reaches(birth_date: str | None, years: int, day: date) -> bool | None:
    """Whether 年满 `years` 周岁 on `day`; None when the known part of the date cannot tell."""
    ages = age_on(birth_date, day)
    if ages is None:
        return None
    if ages.least >= years:
        return True
    return None if ages.most >= years else False


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _parts(iso: str) -> tuple[int, int | None, int | None]:
    numbers = [int(part) for part in iso.split("-")]
    numbers += [0] * (3 - len(numbers))
    return numbers[0], numbers[1] or None, numbers[2] or None
