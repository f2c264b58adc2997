"""What the ledger table shows of a person beside the declared columns.

A line of the table is a `Listed`: the person, the last contact and the reminder.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import Category, names_of
from shuangyong_desktop.domain.fields import Field
from shuangyong_desktop.domain.people import PEOPLE, Person, as_listed
from shuangyong_desktop.domain.reminders import URGENT, Reminder
from shuangyong_desktop.services.views import Listed
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of

_OF_SERVING = ("military_unit", "region_kind")
USUAL = ("name", "sex_age", "categories", "community", "phone", "met_on", "status", "hint")
NARROW = tuple(key for key in USUAL if key != "met_on")
WIDE = ("name", "sex_age", "categories", "community", "phone", "id_number", "discharge_date",
        "met_on", "status", "hint")  # fmt: skip
_WIDTHS = {"name": 4.0, "community": 4.7, "phone": 5.7, "id_number": 9.6, "status": 3.7,
           "address": 10.0, "discharge_date": 6.0}  # fmt: skip
_WIDE_NAME = 6.2
_ICONS = {
    Reminder.APPEAL_LATE: "alert-triangle", Reminder.LOST: "alert-triangle",
    Reminder.CONTACT_LATE: "clock", Reminder.CONTACT_DUE: "clock", Reminder.BIRTHDAY: "cake",
    Reminder.APPEAL_OPEN: "messages", Reminder.CARD_ENDS: "id", Reminder.DISABILITY_ENDS: "id",
    Reminder.TO_CONFIRM: "user-check", Reminder.NO_PHONE: "phone-off",
}  # fmt: skip


def people_columns(
    today: date,
    categories: Iterable[Category] = (),
    *,
    short: bool = True,
    age_day: date | None = None,
) -> dict[str, Column]:
    """Every column that the ledger table offers, by key, in the order of the form.

    `categories` are those of the ledger: the desk has some that the program does not know.
    Their short names stand in narrow tables only (CLERK §1). `age_day` is the day that ages
    are counted to in their own column, today where none was chosen.
    """
    words = {item.code: item.narrow if short else item.name for item in categories}
    found = {
        field.key: _of_person(field, short=short)
        for field in PEOPLE
        if field.key not in ("sex", "categories", "death_date")
    }
    day = age_day or today
    heading = "年龄" if day == today else f"年龄（{day.month}月{day.day}日）"
    wide = 10 if short else 13
    own = (
        Column("sex_age", "性别年龄", 3.8, lambda line, _: sex_and_age(line.person, today)),
        Column("categories", "人员类别", wide, partial(_categories, words), look=Look.CHIPS),
        Column("age", heading, 4.0 if day == today else 6.2, lambda line, _: _age(line, day)),
        Column("met_on", "最近联系", 4.3, lambda line, _: _met_on(line, today)),
        Column("hint", "提醒", 5.9, _hint, look=Look.WARN, mark=_mark),
    )
    return found | {column.key: column for column in own}


def _of_person(field: Field, *, short: bool) -> Column:
    """A declared column, of the person in the line; a wide table has room for long names."""
    look = Look.STRONG if field.key == "name" else Look.PLAIN
    width = _WIDE_NAME if field.key == "name" and not short else _WIDTHS.get(field.key)
    column = column_of(field, look, width)
    text = column.text
    if field.key in _OF_SERVING:
        return replace(column, text=lambda line, masked: text(_listed(line.person, masked), masked))
    return replace(column, text=lambda line, masked: text(line.person, masked))


def _listed(person: Person, masked: bool) -> Person:  # noqa: FBT001 (as Writer has it)
    """While numbers are covered the unit of a serving soldier is as well (CLERK §2)."""
    return as_listed(person) if masked else person


def sex_and_age(person: Person, today: date) -> str:
    """“男 68”; a partly known birth date gives “67—68”."""
    ages = age_on(person.birth_date, today)
    if ages is None:
        return person.sex or ""
    age = str(ages.least) if ages.known else f"{ages.least}—{ages.most}"
    return f"{person.sex or ''} {age}".strip()


def short_day(iso: str) -> str:
    """“7月29日”, with the year when it is not this one or nothing else is known (UX §2.12)."""
    if not iso:
        return ""
    year, _, rest = iso[:10].partition("-")
    if not rest:
        return f"{year}年"
    month, _, day = rest.partition("-")
    words = f"{int(month)}月{int(day)}日" if day else f"{int(month)}月"
    this_year = str(date.today().year)  # noqa: DTZ011 (the clerk's own calendar)
    return words if year == this_year else f"{year}年{words}"


def _age(line: Listed, day: date) -> str:
    ages = age_on(line.person.birth_date, day)
    if ages is None:
        return ""
    return str(ages.least) if ages.known else f"{ages.least}—{ages.most}"


def _met_on(line: Listed, today: date) -> str:
    """“7月29日”; of another year the month is enough: “2025年7月”."""
    day = line.met_on or ""
    return short_day(day if day[:4] == str(today.year) else day[:7])


def _hint(line: Listed, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return line.reminder.value if line.reminder else ""


def _mark(line: Listed) -> tuple[str, str]:
    if line.reminder is None:
        return "", "text3"
    tint = "bad" if line.reminder in URGENT else "warn"
    return _ICONS.get(line.reminder, "alert-triangle"), tint


def _categories(
    words: Mapping[str, str],
    line: Any,
    _masked: bool,  # noqa: FBT001 (a Writer)
) -> str:
    held = line.person.categories
    return "、".join(words.get(code) or names_of((code,), short=True) for code in held)
