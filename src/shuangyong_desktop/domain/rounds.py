"""年度确认和全面摸排 (rounds): going through everybody in a scope, with a result for each.

One mechanism for both (CLERK §5.5, §5.6; DOMAIN §6.2): at any time 应 = 已 + 未 + 异常.
"""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import reaches
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.domain.status import PersonStatus


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

ACTED_ON = {Finding.DIED: PersonStatus.DECEASED, Finding.MOVED: PersonStatus.MOVED_OUT}
"""Which status of the person shows that the desk has acted on a finding."""


class Standing(StrEnum):
    """Where somebody stands in a round: every member is in exactly one of the three."""

    SETTLED = "已"
    OPEN = "未"
    ODD = "异常"


def standing(finding: Finding | None, status: PersonStatus) -> Standing:
    """Where a member of a round stands, from what was found and what the ledger says now.

    Somebody who left the ledger before anything was found is 异常: the round has to say why.
    """
    if finding is None:
        return Standing.OPEN if status is PersonStatus.ACTIVE else Standing.ODD
    if finding in SETTLED or ACTED_ON.get(finding) is status:
        return Standing.SETTLED
    return Standing.ODD


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

    @property
    def words(self) -> str:
        """The equation as the clerk reads it."""
        return f"应 {self.due} = 已 {self.settled} + 未 {self.open} + 异常 {self.odd}"


def count(standings: Iterable[Standing]) -> RoundCount:
    """The numbers of a round from where everybody in its scope stands."""
    found = Counter(standings)
    return RoundCount(found[Standing.SETTLED], found[Standing.OPEN], found[Standing.ODD])


@dataclass(frozen=True, slots=True)
class LastVerified:
    """最近核实: the day somebody was last found to be as recorded, how, and in which round."""

    date: str
    way: RoundWay | None
    title: str

    @property
    def words(self) -> str:
        """The fact in one line: 2026-10-28 上门（2026年度确认）."""
        way = f" {self.way.value}" if self.way else ""
        return f"{self.date or '日期未填'}{way}（{self.title}）"


OLD_AGE = 80
"""From this age on people are called on at home; a custom of the desk, no law (DOMAIN §6.3)."""
_PAYING = (EntitlementState.PAID, EntitlementState.TO_STOP)
_RURAL, _RURAL_AGE = "rural_veteran_60plus", 60
_NO_LIVING_PERSON = ("martyr_no_survivor",)


def in_scope(
    kind: RoundKind,
    person: Person,
    entitlements: Sequence[Entitlement],
    paid: Set[str],
    day: date,
) -> bool:
    """Whether a round of `kind` that begins on `day` has to go through `person`.

    全面摸排 covers everybody on the ledger (CLERK §5.6), 年度确认 whoever draws a periodic
    payment (军人抚恤优待条例 art. 8). The entitlements tell who does; without any, `paid`, the
    codes of the categories that are paid as such. Records without a living person are left out.
    """
    if person.status is not PersonStatus.ACTIVE or person.categories == _NO_LIVING_PERSON:
        return False
    if kind is RoundKind.SURVEY:
        return True
    if entitlements:
        return any(item.state in _PAYING for item in entitlements)
    own = paid & set(person.categories)
    if own == {_RURAL} and reaches(person.birth_date, _RURAL_AGE, day) is False:
        return False  # registered beforehand, not paid yet (DOMAIN §2.6)
    return bool(own)


def home_reason(
    birth_date: str | None, health: str | None, self_care: str | None, day: date
) -> str:
    """Why somebody is called on at home (上门名单); empty where there is no reason known."""
    reasons = []
    if health == "卧床" or self_care == "不能自理":
        reasons.append("卧床或不能自理")
    if birth_date and int(birth_date[:4]) <= day.year - OLD_AGE:
        reasons += [f"年满{OLD_AGE}周岁"] if reaches(birth_date, OLD_AGE, day) else []
    return "、".join(reasons)
