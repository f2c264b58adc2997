"""待遇 (entitlements): payments that start, change and stop.

Being somebody (身份) alone is no payment (DOMAIN §2.1).
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


class EntitlementState(StrEnum):
    """待遇状态. The street only proposes to stop (CLERK §2)."""

    PAID = "享受"
    TO_STOP = "拟停发"
    STOPPED = "停发"
    SUSPENDED = "中止"
    REVOKED = "取消"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement(Record):
    """One payment stream of a person: which, since when, how much a month in yuan.

    `document` names the deciding authority and its document for 中止 and 取消. `contradicts`
    is the written basis on which a payment goes on beside one it should not stand beside.
    """

    kind: str | None = None
    since: str | None = None
    until: str | None = None
    amount: Decimal | None = None
    state: EntitlementState = EntitlementState.PAID
    document: str | None = None
    contradicts: str | None = None
    remarks: str | None = None


ENTITLEMENTS = Register(
    "entitlement",
    "待遇",
    Entitlement,
    Schema(
        Entitlement,
        (
            Field("kind", "待遇名称",
                  kinds.words("残疾抚恤金", "定期抚恤金", "定期生活补助（参战）",
                              "定期生活补助（参试）", "定期生活补助（带病回乡）",
                              "定期生活补助（在乡复员）", "定期生活补助（农村籍）",
                              "定期生活补助（烈士老年子女）", "护理费", "义务兵家庭优待金"),
                  required=True, width=12),
            Field("since", "起始月份", kinds.DATE, width=6),
            Field("until", "截止月份", kinds.DATE, width=6),
            Field("amount", "月标准（元）", kinds.MONEY, width=5),
            Field("state", "待遇状态", kinds.one_of(EntitlementState), width=4),
            Field("document", "决定机关和文号", kinds.words(), width=10),
            Field("contradicts", "并行享受的依据", kinds.words(), width=10),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="since",
)  # fmt: skip
