"""本单位 (the desk): its names on papers, its people and units, its words and preferences.

Everything here is the office's own to change and nothing of it is hard-coded (CLERK §2).
"""

from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain.errors import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskDetails:
    """The names that papers carry; all of them are the office's own to change (CLERK §2).

    `for_army` and `for_local` are what the two lists of the 双清单 are called here.
    """

    issuer: str = "綦江区通惠街道办事处"
    reporter: str = "通惠街道退役军人服务站"
    filled_by: str = ""
    checked_by: str = ""
    for_army: str = "地方支持部队事项"
    for_local: str = "部队支持地方事项"


class Role(StrEnum):
    """What somebody of the people dictionary does at visits."""

    LEADER = "带队领导"
    HANDLER = "经办人"
    COMMUNITY = "村（社区）干部"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPerson:
    """One entry of 人员字典: somebody the papers, groups and checks know by name."""

    name: str
    role: Role = Role.OTHER
    duty: str = ""
    unit: str = ""
    phone: str = ""


IDLE_MINUTES = range(1, 61)
"""Between which minutes the idle lock may be set; it cannot be turned off (SECURITY §7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What the clerk sets about the screen (DESIGN 27).

    Minutes until it locks, and minutes until numbers that were shown are covered again.
    """

    idle_minutes: int = 5
    uncovered_minutes: int = 5

    def __post_init__(self) -> None:
        for minutes in (self.idle_minutes, self.uncovered_minutes):
            if minutes not in IDLE_MINUTES:
                raise Problem(
                    f"请填 {IDLE_MINUTES[0]} 到 {IDLE_MINUTES[-1]} 分钟，设置没有改动。",
                    code="minutes",
                )


PHRASES = ("身体健康，生活稳定", "家中无人，改日再访", "已电话问候", "希望帮助就医", "希望帮助就业")
"""常用语 that a new ledger offers; the desk changes them as it likes."""
