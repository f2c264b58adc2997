"""How values of the domain stand in columns, and what the clerk calls the columns."""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Any

from shuangyong_desktop.domain.fields import Field
from shuangyong_desktop.domain.people import PEOPLE, PersonStatus
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.storage.journal import Stored

LINKED = ("categories", "tags", "community")
"""The columns of a person that live in tables of their own."""

_TABLE_WORDS = {
    "person": "人员", "community": "村（社区）", "category": "人员类别", "household": "家庭",
    "person_category": "人员类别", "person_tag": "标签", "visit_plan": "慰问方案",
    "visit_group": "慰问组", "visit_unit": "慰问单元", "setting": "设置", "import_file": "导入文件",
}  # fmt: skip
_COLUMN_WORDS = {
    "name": "名称", "title": "名称", "community_id": "村（社区）", "category": "人员类别",
    "tag": "标签", "money": "慰问金", "goods": "慰问品", "method": "发放方式", "group_id": "所在组",
    "value": "内容", "key": "项目", "position": "顺序", "lead_official": "带队领导",
    "communities": "村（社区）", "rule": "慰问范围", "amounts": "慰问标准", "household_id": "家庭",
    "address": "住址", "phone": "联系电话", "id_number": "身份证号", "community": "村（社区）",
    "occasion": "节日", "year": "年度", "delivery": "发放途径", "person_id": "人员",
}  # fmt: skip
DERIVED = frozenset({"name_key", "address_key", "category_mask", "sort_key"})
"""Columns that only serve sorting and filtering; nobody is shown their values."""


def stored(value: Any) -> Stored:
    """`value` as a column holds it: money in cents, enums by name, yes and no as 1 and 0."""
    if isinstance(value, Decimal):
        return cents(value)
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"no column holds a {type(value).__name__}")


def cents(money: Decimal) -> int:
    """`money` in yuan as integer cents; raises ValueError where half a cent would be lost."""
    scaled = money * 100
    if scaled != int(scaled):
        raise ValueError(f"{money} is not a whole number of cents")
    return int(scaled)


def yuan(amount: int) -> Decimal:
    """Integer cents as money in yuan with two places."""
    return Decimal(amount).scaleb(-2)


def _status(name: str) -> PersonStatus:
    return PersonStatus[name]


def _maybe_yuan(amount: int | None) -> Decimal | None:
    return None if amount is None else yuan(amount)


def _maybe_bool(number: int | None) -> bool | None:
    return None if number is None else bool(number)


PERSON_LOADERS: dict[str, Callable[[Any], Any]] = {
    "status": _status,
    "subsidy_standard": _maybe_yuan,
    "plaque_hung": _maybe_bool,
}
"""How a person's columns become values where they are not values already."""


def sort_key(text: str) -> str:
    """`text` as a column that sorts the way `natural_key` does (CLERK §2: 2组 before 10组)."""
    return "".join(
        f"0{len(str(number)):03d}{number}" if kind == 0 else f"1{word}\x01"
        for kind, number, word in natural_key(text)
    )


def table_words(table: str) -> str:
    """What the clerk calls the records of `table`."""
    return _TABLE_WORDS[table]


def column_words(table: str, column: str) -> str:
    """What the clerk calls `column`."""
    field = _person_field(table, column)
    return field.label if field else _COLUMN_WORDS.get(column, table_words(table))


def value_words(table: str, column: str, value: Stored, *, masked: bool = True) -> str:
    """What the clerk reads for the stored `value`; numbers of persons masked (CLERK §3)."""
    if value is None:
        return ""
    field = _person_field(table, column)
    if field:
        return field.write(PERSON_LOADERS.get(column, _same)(value), masked=masked)
    if column == "money" and isinstance(value, int):
        return f"{yuan(value):,}"
    if column in ("id_number", "phone"):
        return PEOPLE[column].write(value, masked=masked)
    return re.sub(r"[\[\]{}\"]", "", str(value))


def _person_field(table: str, column: str) -> Field | None:
    return PEOPLE.by_key.get(column) if table == "person" else None


def _same(value: Any) -> Any:
    return value
