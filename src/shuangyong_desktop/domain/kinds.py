"""The kinds of values the columns are made of: how each is read, written, masked, laid out.

What reads a kind is imported with the first text that is read: a ledger is shown without
reading any, and its first page must not wait for the words of every office.
"""

import importlib
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, cast

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.fields import Kind, Reading
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


def _write_money(value: Decimal) -> str:
    return f"{value:,.2f}"


def _write_yes_no(value: Any) -> str:
    return "是" if value else "否"


TEXT = Kind("text", _by("entries", "read_text"))
"""One line; full-width letters and digits become ordinary ones."""

LONG_TEXT = Kind("long_text", _by("entries", "read_long_text"))
"""Lines as they are written."""

NAME = Kind("name", _by("entries", "read_name_entry"))
SEX = Kind("sex", _by("entries", "read_sex"), align="center")
ID_NUMBER = Kind(
    "id_number", _by("identity", "read_id"), mask=mask_id, align="center", forced_text=True
)
DATE = Kind("date", _by("dates", "read_date"), align="center")
PHONE = Kind("phone", _by("phones", "read_phones"), mask=mask_phone, forced_text=True)
MONEY = Kind("money", _by("amounts", "read_amount"), write=_write_money, align="right")
ACCOUNT = Kind("account", _by("amounts", "read_account"), mask=mask_account, forced_text=True)
COMMUNITY = Kind("community", _by("entries", "read_community"))
CATEGORIES = Kind("categories", _by("categories", "read_categories"), write=names_of)
GRADE = Kind("grade", _by("entries", "read_grade"), align="center")
NATURE = Kind("nature", _by("entries", "read_nature"), align="center")
YES_NO = Kind("yes_no", _by("entries", "read_yes_no"), write=_write_yes_no, align="center")
INTEGER = Kind("integer", _by("amounts", "read_integer"), align="right")
STATUS = Kind("status", _by("entries", "read_status"), align="center")
CERTIFICATE = Kind("certificate", _by("entries", "read_certificate"), forced_text=True)
TAGS = Kind("tags", _by("entries", "read_tags"), write="、".join)
