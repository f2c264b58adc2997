"""What the clerk calls tables, columns and stored values, for history and conflicts."""

import json
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, Any

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.storage.columns import PERSON_LOADERS, yuan
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.structures import STRUCTURES, Structures, setting_words

if TYPE_CHECKING:
    from shuangyong_desktop.domain.registers import Register

_TABLES = {
    "person": "人员", "community": "村（社区）", "category": "人员类别", "household": "家庭",
    "person_category": "人员类别", "person_tag": "标签", "visit_plan": "慰问方案",
    "visit_group": "慰问组", "visit_unit": "慰问单元", "visit_receipt": "签收登记",
    "attachment": "附件", "setting": "设置", "import_file": "导入文件", "entry": "名录",
}  # fmt: skip
_COLUMNS = {
    "name": "名称", "title": "名称", "community_id": "村（社区）", "category": "人员类别",
    "tag": "标签", "money": "慰问金", "goods": "慰问品", "method": "发放方式", "group_id": "所在组",
    "value": "内容", "key": "项目", "position": "顺序", "lead_official": "带队领导",
    "communities": "村（社区）", "rule": "慰问范围", "amounts": "慰问标准", "household_id": "家庭",
    "address": "住址", "phone": "联系电话", "id_number": "身份证号", "community": "村（社区）",
    "occasion": "节日", "year": "年度", "delivery": "发放途径", "person_id": "人员",
    "plan_id": "慰问方案", "since": "认定时间", "until": "终止时间", "basis": "依据",
    "certificate": "证件号", "remarks": "备注", "kind": "单元类型", "code": "代码", "bit": "序号",
    "category_group": "大类", "short": "简称", "paid": "享受定期抚恤补助", "vague": "待核实",
    "exchange_name": "旧称", "aliases": "别名", "one_per_household": "按户发放",
    "sha256": "文件校验值", "imported_at": "导入时间", "row_count": "行数",
    "removed_at": "移入回收站时间", "unit_id": "慰问单元", "state": "签收情况",
    "received_on": "领取日期", "reason": "未领原因", "proxy_name": "代领人", "size": "字节数",
    "proxy_relation": "与本人关系", "proxy_id_number": "代领人身份证号", "added_at": "添加时间",
    "proxy_phone": "代领人电话", "proxy_reason": "代领原因", "confirmed_on": "电话核实日期",
    "confirmed_by": "电话核实人", "thumb_print": "按手印", "witness": "证明人",
    "flag_reason": "需要说明的情况", "paper": "附件类型", "photo": "照片", "register": "登记册",
    "data": "登记内容", "date": "日期", "status": "办理环节",
}  # fmt: skip
DERIVED = frozenset({"name_key", "address_key", "category_mask", "sort_key"})
"""Columns that only serve sorting and filtering; nobody is shown their values."""

UNSAID = DERIVED | {"id", "code", "bit", "fault"}
"""What 操作记录 leaves out: numbers and codes that only the program knows."""

_POINTS_TO = {
    "community_id": ("community", "name"), "household_id": ("household", "name"),
    "group_id": ("visit_group", "name"), "plan_id": ("visit_plan", "title"),
    "person_id": ("person", "name"), "unit_id": ("visit_unit", "name"),
}  # fmt: skip
_PERSONAL = {"id_number": "id_number", "phone": "phone", "proxy_id_number": "id_number",
             "proxy_phone": "phone"}  # fmt: skip
_LISTS = ("communities", "aliases")
_YES_NO = ("paid", "vague", "one_per_household", "thumb_print")


def table_words(table: str) -> str:
    """What the clerk calls the records of `table`."""
    register = _register(table)
    return register.noun if register else _TABLES[table]


def column_words(table: str, column: str) -> str:
    """What the clerk calls `column`."""
    register = _register(table)
    if register:
        return register.label(column)
    if table == "person" and column in PEOPLE.by_key:
        return PEOPLE[column].label
    return _COLUMNS[column]


def value_words(  # noqa: PLR0911 (one return per sort of column)
    connection: Connection, table: str, column: str, value: Stored, *, masked: bool = True
) -> str:
    """What the clerk reads for a stored value; numbers of persons masked (CLERK §3)."""
    if value is None:
        return ""
    if (table, column) in STRUCTURES:
        told = STRUCTURES[table, column]
        return told(Structures(connection, masked=masked), str(value))
    register = _register(table)
    if register:
        return _register_words(connection, register, column, value, masked=masked)
    if table == "person" and column in PEOPLE.by_key:
        load: Callable[[Any], Any] = PERSON_LOADERS.get(column, _same)
        return PEOPLE[column].write(load(value), masked=masked)
    if column in _POINTS_TO:
        return _name_of(connection, *_POINTS_TO[column], value)
    if column == "category":
        return Structures(connection, masked=masked).category(str(value)) if value else ""
    if (table, column) == ("setting", "key"):
        return setting_words(str(value))
    if column in _PERSONAL:
        return PEOPLE[_PERSONAL[column]].write(value, masked=masked)
    return _plain_words(column, value)


def _register(table: str) -> "Register[Any] | None":
    if table in _TABLES:
        return None
    from shuangyong_desktop.domain.registry import register_of  # noqa: PLC0415 (not before the first paint)

    return register_of(table)


def _register_words(
    connection: Connection, register: "Register[Any]", column: str, value: Stored, *, masked: bool
) -> str:
    from shuangyong_desktop.storage.shelves import columns_of  # noqa: PLC0415 (as above)

    if column in register.schema.by_key:
        load = columns_of(register.record)[column] or _same
        return register.schema[column].write(load(value), masked=masked)
    if column in _RECORDS:
        return _name_of(connection, *_RECORDS[column], value)
    if column.endswith("_id"):
        return _entry_name(connection, column, value) or f"第 {value} 号"
    if column == "register":
        return table_words(str(value))
    if column in _COUNTED:
        return f"{len(json.loads(str(value)))} 项"
    return _plain_words(column, value)


_COUNTED = ("lines", "values", "texts", "kept", "sections")
"""Columns of many parts, of which 操作记录 says how many there are."""

_RECORDS = {
    "person_id": ("person", "name"), "other_id": ("person", "name"),
    "relative_id": ("person", "name"), "round_id": ("round", "title"),
    "task_id": ("task", "title"), "carried_from": ("task", "title"),
}  # fmt: skip
_ENTRIES = ("plan_id", "meeting_id", "pair_id", "team_id", "site_id")


def _entry_name(connection: Connection, column: str, row_id: Stored) -> str:
    """What an entry of 名录 is called now; empty where it is gone or none is meant."""
    from shuangyong_desktop.storage.entries import name_of  # noqa: PLC0415 (as above)

    return name_of(connection, "main", row_id) if column in _ENTRIES else ""


def _plain_words(column: str, value: Stored) -> str:  # noqa: PLR0911 (one return per sort of column)
    from shuangyong_desktop.domain import receipts, visits  # noqa: PLC0415 (not before the first paint)

    enums: dict[str, type[Enum]] = {
        "delivery": visits.Delivery,
        "method": visits.PayoutMethod,
        "kind": visits.UnitKind,
        "state": receipts.ReceiptState,
        "paper": receipts.SignedPaper,
        "category_group": CategoryGroup,
    }
    if column == "money" and isinstance(value, int):
        return f"{yuan(value):,}"
    if column in enums:
        return str(enums[column][str(value)].value)
    if column in _YES_NO:
        return "是" if value else "否"
    if column == "sha256":
        return f"{str(value)[:8]}…"  # enough to compare by eye
    if column == "goods":
        return "、".join(str(visits.Goods(**item)) for item in json.loads(str(value)))
    if column in _LISTS:
        return "、".join(json.loads(str(value)))
    return str(value)


def _name_of(connection: Connection, table: str, column: str, row_id: Stored) -> str:
    """The present name of what a value points to; its number where that is gone."""
    found = connection.execute(
        f"SELECT {column} FROM {table} WHERE id = ?",  # noqa: S608
        (row_id,),
    ).fetchone()
    return str(found[0]) if found else f"第 {row_id} 号"


def _same(value: Any) -> Any:
    return value
