"""What the ledger table shows of a person beside the declared columns."""

from datetime import date
from typing import Any

from shuangyong_desktop.domain.ages import age_on
from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.ui.widgets.columns import Column, Look, column_of

USUAL = ("name", "sex_age", "categories", "community", "phone", "status", "hint")
WIDE = ("name", "sex_age", "categories", "community", "address", "phone", "id_number",
        "discharge_date", "status", "hint")  # fmt: skip
_WIDTHS = {"name": 4.4, "community": 5.0, "phone": 6.0, "id_number": 9.8, "status": 4.0,
           "address": 10.0, "discharge_date": 6.0}  # fmt: skip


def people_columns(today: date) -> dict[str, Column]:
    """Every column that the ledger table offers, by key, in the order of the form."""
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
        Column("categories", "人员类别", 10, _categories, look=Look.CHIPS),
        Column("hint", "提醒", 5, lambda person, _masked: hint(person, today), look=Look.WARN),
    )
    return found | {column.key: column for column in own}


def sex_and_age(person: Person, today: date) -> str:
    """“男 68”; a partly known birth date gives “67—68”."""
    ages = age_on(person.birth_date, today)
    if ages is None:
        return person.sex or ""
    age = str(ages.least) if ages.known else f"{ages.least}—{ages.most}"
    return f"{person.sex or ''} {age}".strip()


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


def _categories(record: Any, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return names_of(record.categories, short=True)
