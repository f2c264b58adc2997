"""光荣牌和优待证 (plaques and cards): every hand-out, exchange and return as one entry.

One plaque for a household, one card for a person (DOMAIN §2.4, §4.11).
"""

from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


class HandoutItem(StrEnum):
    """What is handed out."""

    PLAQUE = "光荣牌"
    CARD = "优待证"


class HandoutAct(StrEnum):
    """What was done with it."""

    GIVEN = "发放"
    EXCHANGED = "更换"
    REPLACED = "补发"
    TAKEN_BACK = "收回"
    CANCELLED = "取消"
    RESTORED = "恢复"


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout(Record):
    """One hand-out to a person; for a plaque it counts for the whole household."""

    date: str | None = None
    item: HandoutItem | None = None
    act: HandoutAct = HandoutAct.GIVEN
    number: str | None = None
    valid_until: str | None = None
    receiver: str | None = None
    relation: str | None = None
    given_by: str | None = None
    reason: str | None = None
    remarks: str | None = None


HANDOUTS = Register(
    "handout",
    "光荣牌、优待证登记",
    Handout,
    Schema(
        Handout,
        (
            Field("date", "日期", kinds.DATE, required=True, width=6),
            Field("item", "种类", kinds.one_of(HandoutItem), required=True, width=4),
            Field("act", "办理", kinds.one_of(HandoutAct), width=4),
            Field("number", "编号", kinds.CERTIFICATE, width=8),
            Field("valid_until", "有效期至", kinds.DATE, width=6),
            Field("receiver", "领取人", kinds.words(), width=5),
            Field("relation", "与本人关系", kinds.words("本人", "配偶", "子女", "父母"), width=5),
            Field("given_by", "经办人", kinds.words(), width=5),
            Field("reason", "原因", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
)
