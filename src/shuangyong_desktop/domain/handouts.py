"""光荣牌和优待证 (plaques and cards): who is due, and every hand-out, exchange and return.

One plaque for a household, one card for a person (DOMAIN §2.4, §4.11).
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.categories import CATEGORIES, CategoryGroup
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.people import Person
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

_SURVIVORS = frozenset({"martyr_survivor", "duty_death_survivor", "illness_death_survivor",
                        "martyr_child_60plus", "survivor_unsettled"})  # fmt: skip
_VETERANS = frozenset(
    category.code for category in CATEGORIES if category.group is CategoryGroup.VETERAN
) - {"army_civilian_retiree"}
PLAQUE_CATEGORIES = _VETERANS | _SURVIVORS | {"serviceman", "serviceman_family"}
"""Whose household has a plaque: 三属、现役军人、退役军人家庭 (国办发〔2018〕72号)."""

CARD_CATEGORIES = _VETERANS | _SURVIVORS
"""Who has a card: 退役军人和三属, not 现役军人家属 (优待证管理办法)."""

_DUE = {HandoutItem.PLAQUE: PLAQUE_CATEGORIES, HandoutItem.CARD: CARD_CATEGORIES}
_WITH_ITEM = frozenset(
    {HandoutAct.GIVEN, HandoutAct.EXCHANGED, HandoutAct.REPLACED, HandoutAct.RESTORED}
)
CARD_GIVEN = "已发放"


def due_categories(item: HandoutItem, own: Iterable[str] = ()) -> frozenset[str]:
    """The categories that make `item` due; `own` are veterans' classes of the desk's own."""
    return _DUE[item] | frozenset(own)


class Standing(StrEnum):
    """Where somebody, or a household, stands with an item."""

    HAS = "已发放"
    APPLIED = "办理中"
    MISSING = "应发未发"
    AWAY = "已收回、取消"


_CARD_WORDS = (
    (re.compile("收回|取消|注销"), Standing.AWAY),
    (re.compile("未办|未申|未发|不办|^[无否]$"), Standing.MISSING),
    (re.compile("激活|已发|已领[^申]?|已换|已补|^发放|^领取|^[是有]$"), Standing.HAS),
)
"""What offices write as 优待证状态; any other words mean that it is under way."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What the standing of one qualifying person is told by, without the whole record."""

    person_id: int
    household_id: int | None
    plaque_hung: bool | None
    card: str | None
    card_status: str | None
    card_issued: str | None

    @property
    def household(self) -> int:
        """The household; somebody without one is a household alone (below zero)."""
        return self.household_id if self.household_id is not None else -self.person_id


@dataclass(frozen=True, slots=True)
class Balance:
    """应发 = 已发 + 办理中 + 未发, and what was taken back beside it; `expiring` of those given."""

    given: int
    applied: int
    missing: int
    away: int
    expiring: int = 0

    @property
    def due(self) -> int:
        """How many should have one."""
        return self.given + self.applied + self.missing


def plaque_standing(members: Collection[Holder], last: Handout | None) -> Standing:
    """Where a household stands: one plaque for all of its members (国办发〔2018〕72号).

    A plaque that was taken away for cause is not due again until it is restored.
    """
    if any(member.plaque_hung for member in members):
        return Standing.HAS
    if last is not None and last.act in (HandoutAct.CANCELLED, HandoutAct.TAKEN_BACK):
        return Standing.AWAY
    return Standing.MISSING


def card_standing(holder: Holder) -> Standing:
    """Where somebody stands with the card, told by its status, day and number."""
    said = next((meant for words, meant in _CARD_WORDS if words.search(holder.card_status or "")),
                None)  # fmt: skip
    if said is Standing.AWAY:
        return said
    if holder.card_issued or (holder.card and not holder.card_status):
        return Standing.HAS
    return said or (Standing.APPLIED if holder.card_status else Standing.MISSING)


def expires(handout: Handout, until: date) -> bool:
    """Whether what was handed out is valid to `until` at the longest."""
    valid = handout.valid_until
    return bool(valid) and handout.act in _WITH_ITEM and (valid or "") <= until.isoformat()


def balance(standings: Mapping[int, Standing], expiring: int = 0) -> Balance:
    """The numbers of a list of standings; they add up by construction."""
    counted = list(standings.values())
    return Balance(
        counted.count(Standing.HAS),
        counted.count(Standing.APPLIED),
        counted.count(Standing.MISSING),
        counted.count(Standing.AWAY),
        expiring,
    )


def reflected(person: Person, handout: Handout) -> Person:
    """`person` as the newest hand-out of an item leaves them."""
    with_item = handout.act in _WITH_ITEM
    if handout.item is HandoutItem.PLAQUE:
        if not with_item:
            return replace(person, plaque_hung=False)
        return replace(
            person,
            plaque_hung=True,
            plaque_date=handout.date or person.plaque_date,
            plaque_number=handout.number or person.plaque_number,
        )
    if not with_item:
        return replace(person, card_status=f"已{handout.act.value}")
    return replace(
        person,
        card_status=CARD_GIVEN,
        card_issue_date=handout.date or person.card_issue_date,
        preferential_card=handout.number or person.preferential_card,
    )


def unreflected(person: Person, handout: Handout) -> Person:
    """`person` without what `handout`, the only one of its item, had written on the record."""
    if handout.item is HandoutItem.PLAQUE:
        return replace(
            person,
            plaque_hung=None,
            plaque_date=None if person.plaque_date == handout.date else person.plaque_date,
            plaque_number=None if person.plaque_number == handout.number else person.plaque_number,
        )
    own_number = person.preferential_card == handout.number
    own_day = person.card_issue_date == handout.date
    return replace(
        person,
        card_status=None,
        card_issue_date=None if own_day else person.card_issue_date,
        preferential_card=None if own_number else person.preferential_card,
    )
