"""年度确认和全面摸排 (rounds): going through everybody in a scope, with a result for each.

One mechanism for both (CLERK §5.5, §5.6; DOMAIN §6.2): at any time 应 = 已 + 未 + 异常.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


class RoundKind(StrEnum):
    """What a round is for."""

    CONFIRMATION = "年度确认"
    SURVEY = "全面摸排"


class RoundWay(StrEnum):
    """确认方式: how somebody was found."""

    GATHERED = "集中"
    HOME = "上门"
    VIDEO = "视频"
    SYSTEM = "系统已认证"
    PHONE = "电话"


class Finding(StrEnum):
    """结果: what the round found of somebody."""

    TRUE = "属实"
    CHANGED = "有变更"
    DIED = "去世"
    MOVED = "迁出"
    AWAY = "外出"
    NOT_FOUND = "查无"


SETTLED = (Finding.TRUE, Finding.CHANGED)
"""The findings that count as 已; the others are 异常 until the desk has acted on them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """One round. `scope` says in words whom it covers; who that is was fixed when it began."""

    kind: RoundKind | None = None
    title: str | None = None
    year: int | None = None
    scope: str | None = None
    begun_on: str | None = None
    due: str | None = None
    closed_on: str | None = None
    remarks: str | None = None


ROUNDS = Register(
    "round",
    "确认和摸排",
    Round,
    Schema(
        Round,
        (
            Field("kind", "类型", kinds.one_of(RoundKind), required=True, width=4),
            Field("title", "名称", kinds.TEXT, required=True, width=10),
            Field("year", "年度", kinds.INTEGER, required=True, width=4),
            Field("scope", "范围", kinds.TEXT, width=10),
            Field("begun_on", "开始时间", kinds.DATE, width=6),
            Field("due", "截止时间", kinds.DATE, width=6),
            Field("closed_on", "完成时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="begun_on",
    personal=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundMember(Record):
    """Somebody in the scope of a round, and once known what was found; None means 未."""

    round_id: int | None = None
    finding: Finding | None = None
    way: RoundWay | None = None
    done_on: str | None = None
    done_by: str | None = None
    changes: str | None = None
    remarks: str | None = None


ROUND_MEMBERS = Register(
    "round_member",
    "确认和摸排结果",
    RoundMember,
    Schema(
        RoundMember,
        (
            Field("finding", "结果", kinds.one_of(Finding), width=4),
            Field("way", "确认方式", kinds.one_of(RoundWay), width=5),
            Field("done_on", "确认时间", kinds.DATE, width=6),
            Field("done_by", "确认人", kinds.words(), width=4),
            Field("changes", "变更内容", kinds.LONG_TEXT, width=10),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="done_on",
    labels={"round_id": "确认和摸排"},
)


@dataclass(frozen=True, slots=True)
class RoundCount:
    """应、已、未、异常 of a round or a part of it."""

    settled: int = 0
    open: int = 0
    odd: int = 0

    @property
    def due(self) -> int:
        """应: everybody in the scope."""
        return self.settled + self.open + self.odd


def count(findings: Iterable[Finding | None]) -> RoundCount:
    """The numbers of a round from the findings of everybody in its scope."""
    settled = left = odd = 0
    for finding in findings:
        settled += finding in SETTLED
        left += finding is None
        odd += finding is not None and finding not in SETTLED
    return RoundCount(settled, left, odd)
