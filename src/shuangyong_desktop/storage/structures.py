"""What the clerk reads for values that stand in the file as JSON: rules, amounts, settings.

Nothing of how they are stored may reach 操作记录: no key, no code, no cents, no bracket.
"""

import json
import re
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any

from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.storage.columns import yuan
from shuangyong_desktop.storage.connection import Connection

_SETTINGS = {
    "desk": "本单位信息", "preferences": "显示和锁定", "local_rules": "待遇和变动设置",
    "dictionary:people": "人员字典", "dictionary:units": "单位字典",
    "dictionary:phrases": "常用语", "views": "自己的视图", "contact:rules": "联系频次",
    "appeal:limits": "办理时限", "lists.not_the_same": "名单比对中不是同一人的",
}  # fmt: skip
_COLUMNS = "columns:"
_PARTS = {
    "issuer": "发放单位", "reporter": "填报单位", "filled_by": "填报人", "checked_by": "审核人",
    "idle_minutes": "锁定前分钟数", "uncovered_minutes": "恢复遮挡前分钟数",
    "stop_after": "死亡后第几个月起停发", "funeral_months": "丧葬补助月数",
    "move_until": "迁出后发放", "days": "后续事项办理天数", "report_day": "零报告期限（次月几日）",
    "tell_days": "告知天数", "close_days": "办结天数", "most_extension_days": "延期最多天数",
    "by_category": "按人员类别", "by_tag": "按标签", "old_age": "高龄从几岁起", "old": "高龄人员",
    "hardship": "有困难的人员", "others": "其他人员", "lost_after": "断联预警天数",
    "name": "姓名", "role": "作用", "duty": "职务", "unit": "单位", "phone": "电话",
    "categories": "人员类别", "communities": "村（社区）",
    "statuses": "人员状态", "criteria": "其他条件", "columns": "显示栏目", "order": "排序",
    "down": "从大到小", "sexes": "性别", "least_age": "年满周岁", "below_age": "不满周岁",
    "age_on": "年龄截至", "tags": "标签", "words": "栏目内容", "traits": "情况",
    "unmet_days": "超过多少天未联系", "birthday_days": "多少天内生日",
}  # fmt: skip
"""The parts of settings by their keys. A key that is none of them is one of the desk's own words
or a category code."""

_UNSAID = ("view",)
"""The built-in list that a kept one began with: its conditions stand beside it."""

_CODE = re.compile(r"[A-Za-z_]\w*")
_UNKNOWN = "其他"


class Structures:
    """Puts stored structures into words, with the names that the ledger has now."""

    def __init__(self, connection: Connection, *, masked: bool) -> None:
        self._connection = connection
        self._masked = masked

    def rule(self, text: str) -> str:
        """慰问范围: 参战退役军人、残疾军人；全部村（社区）；年满80周岁（截至…）(CLERK §1)."""
        found = json.loads(text)
        parts = [
            "、".join(map(self.category, found["categories"])) or "全部人员类别",
            "、".join(found["communities"]) or "全部村（社区）",
        ]
        if found["tags"]:
            parts.append(f"标签 {'、'.join(found['tags'])}")
        least, most = found["least_age"], found["most_age"]
        limits = [f"年满{least}周岁"] if least is not None else []
        limits += [f"不满{most + 1}周岁"] if most is not None else []
        if limits:
            parts.append(f"{'、'.join(limits)}（截至{_day(found['age_day'])}）")
        return "；".join(parts)

    def amounts(self, text: str) -> str:
        """慰问标准: 参战退役军人 600 元、大米1袋；其他类别 300 元."""
        lines = []
        for item in json.loads(text):
            whom = self.category(item["category"]) if item["category"] else "其他类别"
            money = [_money(item["money"])] if item["money"] else []
            goods = [f"{one['name']}{one['quantity']}{one['unit']}" for one in item["goods"]]
            lines.append(f"{whom} {'、'.join(money + goods) or '未定'}")
        return "；".join(lines)

    def person_texts(self, text: str) -> str:
        """What an event changed: texts by column of a person."""
        found = json.loads(text).items()
        return "，".join(f"{PEOPLE[key].label} {self._covered(key, words)}" for key, words in found)

    def category(self, code: str) -> str:
        """The name of a category; what has gone since is said to have."""
        found = self._connection.execute(
            "SELECT name FROM category WHERE code = ?", (code,)
        ).fetchone()
        return str(found[0]) if found else "已不存在的类别"

    def setting(self, text: str) -> str:
        """The value of a setting."""
        value = json.loads(text)
        if isinstance(value, dict) and value and all(key.isdecimal() for key in value):
            return self._columns(value)
        if isinstance(value, list) and value and isinstance(value[0], list):
            return "、".join(self._pair(*pair) for pair in value)
        between = "；" if isinstance(value, list) and value and isinstance(value[0], dict) else "、"
        return self._told("", value, between)

    def _columns(self, mapping: Mapping[str, str]) -> str:
        parts = [
            f"第{int(index) + 1}列 {PEOPLE[key].label if key in PEOPLE.by_key else '不导入'}"
            for index, key in sorted(mapping.items(), key=lambda item: int(item[0]))
        ]
        return "、".join(parts)

    def _covered(self, key: str, words: str) -> str:
        mask = PEOPLE[key].kind.mask
        return mask(words) if mask and self._masked and words else words

    def _pair(self, person_id: int, mark: str) -> str:
        """Somebody of the ledger, and the line of a list that is somebody else."""
        found = self._connection.execute(
            "SELECT name FROM person WHERE id = ?", (person_id,)
        ).fetchone()
        name, _, number = mark.partition("|")
        if len(number) > len("1979-02-05"):
            number = PEOPLE["id_number"].write(number, masked=self._masked)
        own = found[0] if found else f"第 {person_id} 号"
        return f"{own}（名单中的{name}{f' {number}' if number else ''}）"

    def _told(self, key: str, value: Any, between: str = "、") -> str:  # noqa: PLR0911 (one return per sort of value)
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, dict):
            return self._record(value)
        if isinstance(value, list) and key == "words":
            return "、".join(f"{self._word(column)} {word}" for column, word in value)
        if isinstance(value, list):
            return between.join(filter(None, (self._told(key, item) for item in value)))
        if key == "phone":
            return PEOPLE["phone"].write(value, masked=self._masked)
        if isinstance(value, str) and _CODE.fullmatch(value):
            return self._word(value)
        return "" if value is None else str(value)

    def _record(self, found: Mapping[str, Any]) -> str:
        if set(found) == {"days", "months"}:
            return f"每{found['months']}个月" if found["months"] else f"每{found['days']}天"
        told = (
            (key, self._told(key, value))
            for key, value in sorted(found.items(), key=_place)
            if value and key not in _UNSAID
        )
        return "，".join(f"{self._part(key)} {words}" for key, words in told if words)

    def _part(self, key: str) -> str:
        return _PARTS.get(key) or (self._word(key) if _CODE.fullmatch(key) else key)

    def _word(self, code: str) -> str:
        """What a code stands for: a column, a member of an enumeration, a category."""
        if code in PEOPLE.by_key:
            return PEOPLE[code].label
        for members in _enumerations():
            if code in members:
                return str(members[code].value)
        found = self._connection.execute(
            "SELECT name FROM category WHERE code = ?", (code,)
        ).fetchone()
        return str(found[0]) if found else _WORDS.get(code, _UNKNOWN)


_WORDS = {"hint": "提醒", "met_on": "最近联系", "age": "年龄", "sex_age": "性别年龄"}
"""Columns of lists that are no columns of a person."""


def _enumerations() -> tuple[Mapping[str, Enum], ...]:
    from shuangyong_desktop.domain.desk import Role  # noqa: PLC0415 (not before the first paint)
    from shuangyong_desktop.domain.search import Trait  # noqa: PLC0415
    from shuangyong_desktop.domain.situations import Boundary  # noqa: PLC0415
    from shuangyong_desktop.domain.status import PersonStatus  # noqa: PLC0415

    kinds: tuple[type[Enum], ...] = (Role, Boundary, PersonStatus, Trait)
    return tuple(kind.__members__ for kind in kinds)


def setting_words(key: str) -> str:
    """What the clerk calls the setting stored under `key`."""
    return "栏目对应关系" if key.startswith(_COLUMNS) else _SETTINGS.get(key, key)


def _place(item: tuple[str, Any]) -> int:
    """Where a part stands: as in `_PARTS`, what the desk named itself last."""
    return _ORDER.get(item[0], len(_ORDER))


_ORDER = {key: place for place, key in enumerate(_PARTS)}


def _money(cents: int) -> str:
    return f"{f'{yuan(cents):,.2f}'.removesuffix('.00')} 元"


def _day(iso: str) -> str:
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


STRUCTURES: Mapping[tuple[str, str], Callable[[Structures, str], str]] = {
    ("visit_plan", "rule"): Structures.rule,
    ("visit_plan", "amounts"): Structures.amounts,
    ("setting", "value"): Structures.setting,
    ("event", "before"): Structures.person_texts,
    ("event", "after"): Structures.person_texts,
}
