"""What the ledger table shows of a person beside the declared columns."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import Category, names_of
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of

USUAL = ("name", "sex_age", "categories", "community", "phone", "status", "hint")
WIDE = ("name", "sex_age", "categories", "community", "phone", "id_number", "discharge_date",
        "status", "hint")  # fmt: skip
_WIDTHS = {"name": 4.0, "community": 4.7, "phone": 5.7, "id_number": 9.6, "status": 3.7,
           "address": 10.0, "discharge_date": 6.0}  # fmt: skip
_HINT_ICONS = {"缺证件号": "alert-triangle", "缺人员类别": "alert-triangle",
               "缺村（社区）": "alert-triangle", "缺电话": "phone-off",
               "今日生日": "cake"}  # fmt: skip


def people_columns(
    today: date, categories: Iterable[Category] = (), *, short: bool = True
) -> dict[str, Column]:
    """Every column that the ledger table offers, by key, in the order of the form.

    `categories` are those of the ledger: the desk has some that the program does not know.
    Their short names stand in narrow tables only (CLERK §1).
    """
    words = {item.code: item.short if short and item.short else item.name for item in categories}
    found = {
        field.key: column_of(
            field,
            Look.STRONG if field.key == "name" else Look.PLAIN,
            _WIDTHS.get(field.key),
        )
        for field in PEOPLE
        if field.key not in ("sex", "categories", "death_date")
    }
    own = (
        Column("sex_age", "性别年龄", 4.0, lambda person, _masked: sex_and_age(person, today)),
        Column(
            "categories",
            "人员类别",
            10 if short else 13,
            partial(_categories, words),
            look=Look.CHIPS,
        ),
        Column(
            "hint",
            "提醒",
            5.4,
            lambda person, _masked: hint(person, today),
            look=Look.WARN,
            mark=lambda person: (_HINT_ICONS.get(hint(person, today), ""), "warn"),
        ),
    )
    return found | {column.key: column for column in own}


def sex_and_age(person: Person, today: date) -> str:
    """“男 68”; a partly known birth date gives “67—68”."""
    ages = age_on(person.birth_date, today)
    if ages is None:
        return person.sex or ""
    age = str(ages.least) if ages.known else f"{ages.least}—{ages.most}"
    return f"{person.sex or ''} {age}".strip()


def short_day(iso: str) -> str:
    """“7月29日”, with the year when it is not this one or nothing else is known (UX §2.12)."""
    year, _, rest = iso[:10].partition("-")
    if not rest:
        return f"{year}年"
    month, _, day = rest.partition("-")
    words = f"{int(month)}月{int(day)}日" if day else f"{int(month)}月"
    this_year = str(date.today().year)  # noqa: DTZ011 (the clerk's own calendar)
    return words if year == this_year else f"{year}年{words}"


def hint(person: Person, today: date) -> str:
    """What should be looked at first; always with its reason in words."""
    if not person.id_number:
        return "缺证件号"
    if not person.categories:
        return "缺人员类别"
    if not person.community:
        return "缺村（社区）"
    if not person.phone:
        return "缺电话"
    if person.birth_date and person.birth_date[5:] == f"{today:%m-%d}":
        return "今日生日"
    return ""


def _categories(
    words: Mapping[str, str],
    record: Any,
    _masked: bool,  # noqa: FBT001 (a Writer)
) -> str:
    return "、".join(words.get(code) or names_of((code,), short=True) for code in record.categories)
