"""军民共建对子 (pairs): with whom the desk builds together (綦拥办〔2019〕6号, DOMAIN §4.7)."""

import datetime
from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.rolls.asking import days_after, due, months_after

_TERM_LEAD = 60
"""Days ahead of its end that an agreement asks to be renewed."""

_IDLE_MONTHS = 6

CODE_NAME_HINT = "请填对外公开的名称或代称，不要填写番号等涉密内容。"
"""What stands above every form that names a unit of the army (UX §2.7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair(Record):
    """One pair of a local unit and its partner, with the basis and term of their agreement."""

    local_unit: str | None = None
    partner: str | None = None
    kind: str | None = None
    date: str | None = None
    until: str | None = None
    document: str | None = None
    local_contact: str | None = None
    local_phone: str | None = None
    partner_contact: str | None = None
    partner_phone: str | None = None
    content: str | None = None
    plan: str | None = None
    ended_on: str | None = None
    remarks: str | None = None


def _term(pair: Pair, today: datetime.date) -> Due | None:
    """The end of the agreement, two months ahead."""
    if not pair.until or pair.ended_on:
        return None
    return due(days_after(pair.until, 0), "协议到期，续签或终止", today, lead=_TERM_LEAD)


def _idle(pair: Pair, held: str | None, today: datetime.date) -> Due | None:
    """Half a year without an activity held together."""
    since = held or pair.date
    if not since or pair.ended_on:
        return None
    on = months_after(since, _IDLE_MONTHS)
    return due(on, "半年没有共建活动", today, lead=0)


PAIRS = Register(
    "pair",
    "共建对子",
    Pair,
    Schema(
        Pair,
        (
            Field("local_unit", "共建单位（地方）", kinds.words(), required=True, width=8,
                  aliases=("地方单位", "共建单位")),
            Field("partner", "共建部队（单位）", kinds.TEXT, required=True, width=8,
                  aliases=("共建部队", "结对单位")),
            Field("kind", "共建类型", kinds.words("军民共建", "警民共建", "军校共建", "军企共建"),
                  width=5),
            Field("date", "结对时间", kinds.DATE, width=6, aliases=("结对日期",)),
            Field("until", "协议期限至", kinds.DATE, width=6, aliases=("协议期限",)),
            Field("document", "依据文件", kinds.TEXT, width=8),
            Field("local_contact", "地方联系人", kinds.words(), width=5),
            Field("local_phone", "地方联系电话", kinds.PHONE, width=7),
            Field("partner_contact", "部队联系人", kinds.words(), width=5),
            Field("partner_phone", "部队联系电话", kinds.PHONE, width=7),
            Field("content", "共建内容", kinds.LONG_TEXT, width=12),
            Field("plan", "年度计划", kinds.LONG_TEXT, width=12),
            Field("ended_on", "终止时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    named="partner",
    title="共建对子",
    group="共建和拥军",
    hint=CODE_NAME_HINT,
    asks=_term,
    idle=_idle,
    box="05",
)  # fmt: skip
