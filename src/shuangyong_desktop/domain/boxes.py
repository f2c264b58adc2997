"""迎检盒 (boxes): what an inspector opens, and what belongs into which (DOMAIN §8.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangyong_desktop.domain.activities import ACTIVITIES
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter, Register
from shuangyong_desktop.domain.registry import every_register
from shuangyong_desktop.domain.tasks import MUTUAL, TASKS

_LONGEST = 10


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its number, its name and what belongs into it."""

    key: str
    name: str
    holds: str

    @property
    def words(self) -> str:
        """Number and name: 01 组织领导."""
        return f"{self.key} {self.name}"


BOXES = (
    Box("01", "组织领导", "领导小组文件、会议记录、计划总结、督查"),
    Box("02", "宣传教育", "国防教育、双拥宣传、红色活动"),
    Box("03", "拥军优属", "走访慰问方案、名册、签收、照片，光荣牌、优待证、喜报"),
    Box("04", "优抚政策落实", "对象台账、年度确认、动态表、标准文件"),
    Box("05", "双清单与军民共建", "双清单、对账、共建对子和共建活动"),
    Box("06", "三后工作", "就业创业、随军家属、子女教育"),
    Box("07", "困难帮扶与诉求", "联系、诉求、帮扶、意见建议"),
    Box("08", "社会化拥军与志愿服务", "志愿队伍、拥军商户、志愿活动"),
    Box("09", "典型培育", "先进典型推荐、命名和宣传"),
    Box("10", "经费", "双拥经费收支和凭证"),
    Box("11", "服务站建设", "服务站场所、人员、制度和台账"),
)
BY_KEY = {box.key: box for box in BOXES}


@dataclass(frozen=True, slots=True)
class Years:
    """The years an inspection looks at, both included; raises Problem for none or too many."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not self.first <= self.last < self.first + _LONGEST:
            raise Problem(f"迎检年度要从前到后，最多 {_LONGEST} 年，请改正。", code="bad_years")

    def __iter__(self) -> Any:
        return iter(range(self.first, self.last + 1))

    @property
    def words(self) -> str:
        """2023—2026年, or the one year."""
        same = self.first == self.last
        return f"{self.first}年" if same else f"{self.first}—{self.last}年"


PLANS = "visit_plan"
"""Names a 慰问方案 among the registers of the evidence."""
PLAN_BOX = "03"

_BOX_OF = {
    "contact": "07", "appeal": "07", "opinion": "07", "handout": "03", "event": "04",
    "round": "04", "zero_report": "04", "recovery": "04", "supervision": "01",
}  # fmt: skip
"""Registers with a table of their own; plain ones say their box themselves (`Register.box`)."""
_ACTIVITY_BOX = {"共建": "05", "志愿拥军": "08", "座谈": "03"}
_MUTUAL_BOX, _TASK_BOX = "05", "01"
_STANDING: Mapping[str, str] = {
    "leading_group": "until", "liaison": "until", "office_rule": "until", "policy": "until",
    "pair": "ended_on", "team": "ended_on", "merchant": "ended_on", "site": "ended_on",
    "serviceman": "ended_on",
}  # fmt: skip
"""What goes on until the day in a column: it is evidence of every year in which it was so."""


def sources() -> tuple[Register[Any], ...]:
    """The registers whose records are evidence, in the order of their boxes."""
    found = [one for one in every_register() if one.box or one.table in _BOX_OF or one is TASKS]
    return tuple(sorted(found, key=lambda one: one.box or _BOX_OF.get(one.table, _TASK_BOX)))


def sources_of(box: str) -> tuple[Register[Any], ...]:
    """The registers from which records may come into `box` by rule."""
    return tuple(one for one in sources() if box in boxes_of(one))


def boxes_of(register: Register[Any]) -> tuple[str, ...]:
    """The boxes into which records of `register` may come; more than one asks each record."""
    if register is TASKS:
        return tuple(BY_KEY)
    if register is ACTIVITIES:
        return (register.box, *_ACTIVITY_BOX.values())
    return (register.box or _BOX_OF[register.table],)


def box_of(register: Register[Any], record: Any) -> str:
    """The box of one record by rule (DOMAIN §8.4)."""
    if register is TASKS:
        return record.box or (_MUTUAL_BOX if record.list in MUTUAL else _TASK_BOX)
    if register is ACTIVITIES:
        return _ACTIVITY_BOX.get(record.kind or "", register.box)
    return register.box or _BOX_OF[register.table]


def within(register: Register[Any], years: Years) -> RecordFilter:
    """The records of `register` that tell of `years`, by its day; standing ones while they last."""
    since, until = f"{years.first}-01-01", f"{years.last}-12-31"
    if register is TASKS:
        return RecordFilter(among=(("year", tuple(years)),))
    ended = _STANDING.get(register.table)
    if ended and ended in {field.key for field in register.schema}:
        return RecordFilter(until=until, lasting=(ended, since))
    return RecordFilter(since=str(years.first), until=until)
