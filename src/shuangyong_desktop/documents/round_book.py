"""What goes into the 核对表 of a round: who is gone through where, and what was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema

NO_COMMUNITY = "未登记村（社区）"
NUMBER_HEAD = "核对号"
"""The heading of the number that leads a returned row back to its line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundEntry:
    """One line of a 核对表, as texts: who, and the result where there is one already.

    `id_number` and `phone` are masked already where the paper wants them so (CLERK §3).
    """

    number: int
    name: str
    id_number: str = ""
    birth_date: str = ""
    categories: str = ""
    address: str = ""
    phone: str = ""
    finding: str = ""
    way: str = ""
    done_on: str = ""
    done_by: str = ""
    changes: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class RoundVolume:
    """The lines of one 村（社区）."""

    community: str
    entries: tuple[RoundEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundBook:
    """A round as it is printed or sent out; `due` is the last day in words, empty if open."""

    title: str
    office: str
    made_on: date
    volumes: tuple[RoundVolume, ...]
    findings: tuple[str, ...]
    ways: tuple[str, ...]
    due: str = ""
    purpose: str = ""
    demo: bool = False

    @property
    def entries(self) -> Sequence[RoundEntry]:
        """Every line, in the order of the paper."""
        return [entry for volume in self.volumes for entry in volume.entries]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCall:
    """One line of a 上门名单 or 未完成名单. A route sheet: no ID number, the telephone in full."""

    name: str
    age: str = ""
    categories: str = ""
    address: str = ""
    phone: str = ""
    why: str = ""
    result: str = ""


@dataclass(frozen=True, slots=True)
class RoundCalls:
    """The lines of one 村（社区）; the name may carry its numbers."""

    community: str
    calls: tuple[RoundCall, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCallList:
    """A 上门名单 or 未完成名单 to be drawn."""

    title: str
    office: str
    made_on: date
    groups: tuple[RoundCalls, ...]
    filled_by: str = ""
    checked_by: str = ""
    demo: bool = False


CALLS = Schema(
    RoundCall,
    (
        Field("name", "姓名", kinds.NAME, width=5),
        Field("age", "年龄", kinds.words(), width=3),
        Field("categories", "人员类别", kinds.TEXT, width=9),
        Field("address", "住址", kinds.TEXT, width=14),
        Field("phone", "联系电话", kinds.CERTIFICATE, width=8),
        Field("why", "情况", kinds.TEXT, width=9),
        Field("result", "核对结果", kinds.TEXT, width=9),
    ),
)
