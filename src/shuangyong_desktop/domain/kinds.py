"""The kinds of values the columns are made of: how each is read, written, masked, laid out.

What reads a kind is imported with the first text that is read: a ledger is shown without
reading any, and its first page must not wait for the words of every office.
"""

import importlib
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any, cast

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.fields import Doubt, Kind, Reading
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import mask_account, mask_id, mask_phone

Read = Callable[[str], Reading]


def _by(module: str, name: str) -> Read:
    """The function `name` of a module of the domain, found when it is first called."""

    @cache
    def found() -> Read:
        return cast(Read, getattr(importlib.import_module(f"{__package__}.{module}"), name))

    def read(text: str) -> Reading:
        return found()(text)

    return read


def _by_value(module: str, name: str) -> Callable[[Any], str]:
    """Like `_by`, for what writes a kind."""

    def write(value: Any) -> str:
        found = getattr(importlib.import_module(f"{__package__}.{module}"), name)
        return cast(str, found(value))

    return write


def _write_money(value: Decimal) -> str:
    return f"{value:,.2f}"


def _write_yes_no(value: Any) -> str:
    return "是" if value else "否"


TEXT = Kind("text", _by("entries", "read_text"))
"""One line; full-width letters and digits become ordinary ones."""

LONG_TEXT = Kind("long_text", _by("entries", "read_long_text"))
"""Lines as they are written."""

NAME = Kind("name", _by("entries", "read_name_entry"))
SEX = Kind("sex", _by("entries", "read_sex"), align="center", choices=("男", "女"))
ID_NUMBER = Kind(
    "id_number", _by("identity", "read_id"), mask=mask_id, align="center", forced_text=True
)
DATE = Kind("date", _by("dates", "read_date"), align="center")
PHONE = Kind("phone", _by("phones", "read_phones"), mask=mask_phone, forced_text=True)
MONEY = Kind("money", _by("amounts", "read_amount"), write=_write_money, align="right")
ACCOUNT = Kind("account", _by("amounts", "read_account"), mask=mask_account, forced_text=True)
COMMUNITY = Kind("community", _by("entries", "read_community"), free=True)
CATEGORIES = Kind("categories", _by("categories", "read_categories"), write=names_of)
GRADE = Kind(
    "grade", _by("entries", "read_grade"), align="center",
    choices=tuple(f"{number}级" for number in "一二三四五六七八九十"),
)  # fmt: skip
NATURE = Kind(
    "nature", _by("entries", "read_nature"), align="center", choices=("因战", "因公", "因病")
)
YES_NO = Kind(
    "yes_no", _by("entries", "read_yes_no"), write=_write_yes_no, align="center",
    choices=("是", "否"),
)  # fmt: skip
INTEGER = Kind("integer", _by("amounts", "read_integer"), align="right")
STATUS = Kind(
    "status", _by("entries", "read_status"), align="center",
    choices=(PersonStatus.ACTIVE, PersonStatus.DECEASED, PersonStatus.MOVED_OUT),
)  # fmt: skip
CERTIFICATE = Kind("certificate", _by("entries", "read_certificate"), forced_text=True)
TAGS = Kind("tags", _by("entries", "read_tags"), write="、".join)
MONTH = Kind("month", _by("dates", "read_month"), align="center")
"""A calendar month, “2026-02”."""

LUNAR_DAY = Kind(
    "lunar_day", _by("lunar", "read_lunar_day"), write=_by_value("lunar", "write_lunar_day")
)
"""A day of the lunar year, “08-15” or in a leap month “闰04-03”; 八月十五 for people."""


def words(*choices: str) -> Kind:
    """One line for which a form offers `choices`; anything else may be typed."""
    return Kind("text", TEXT.read, choices=choices, free=True)


def one_of(enum: type[StrEnum], called: Mapping[Any, str] | None = None) -> Kind:
    """Exactly one member of `enum`, read by its words and written as its words.

    `called` are the words that the office has for some of them; its own are read as well.
    """
    words = {member: (called or {}).get(member) or member.value for member in enum}
    return Kind(
        "choice",
        partial(_read_member, words),
        write=partial(_write_member, words),
        align="center",
        choices=tuple(words.values()),
    )


def _read_member(words: Mapping[StrEnum, str], text: str) -> Reading:
    plain = text.strip()
    if not plain:
        return Reading()
    for member, said in words.items():
        if plain == said:
            return Reading(member)
    for member in words:
        if plain in (member.value, member.name):
            return Reading(member)
    offered = "、".join(words.values())
    return Reading(
        None, (Doubt("unknown_choice", f"“{plain[:20]}”不在可选项中，请从{offered}中选择。"),)
    )


def _write_member(words: Mapping[StrEnum, str], value: StrEnum) -> str:
    return words[value]
