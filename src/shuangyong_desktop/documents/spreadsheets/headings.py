"""What a column heading means: the aliases of the declared fields, then words in it.

Exact aliases live with the fields (`domain.people`); the words here catch the spellings that
nobody listed. Nothing depends on the name of a file or sheet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from shuangyong_desktop.documents.spreadsheets.heading_rules import (
    EXACT,
    FIRST,
    LABEL,
    OTHERS,
    OTHERS_UNLESS,
    WEAK,
    WEAK_RULES,
    WORD_RULES,
    Rule,
)
from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.text import fold

EXTRAS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("local_subsidy", "地方补助", kinds.MONEY),
        Field("nursing_fee", "护理费", kinds.MONEY),
        Field("amount", "金额", kinds.MONEY),
        Field("annual_amount", "全年金额", kinds.MONEY),
        Field("payment_status", "发放状态", kinds.TEXT),
        Field("service_years", "服役年限", kinds.TEXT),
        Field("relation", "与军人关系", kinds.TEXT),
        Field("soldier_name", "军人姓名", kinds.NAME),
        Field("soldier_enlist_date", "军人入伍时间", kinds.DATE),
        Field("soldier_unit", "军人部队", kinds.TEXT),
        Field("martyr_name", "烈士（牺牲、病故军人）姓名", kinds.NAME),
        Field("martyr_date", "牺牲（病故）时间", kinds.DATE),
        Field("planned_amount", "慰问金", kinds.MONEY),
        Field("goods", "慰问品", kinds.TEXT),
        Field("leader", "带队领导", kinds.TEXT),
        Field("visit_date", "走访时间", kinds.DATE),
        Field("signed", "领取人签字", kinds.TEXT),
        Field("hardship_cause", "致困原因", kinds.TEXT),
        Field("hardship_detail", "困难情况", kinds.LONG_TEXT),
        Field("measure", "帮扶措施", kinds.LONG_TEXT),
        Field("assist_date", "帮扶时间", kinds.DATE),
        Field("helper", "帮扶责任人", kinds.TEXT),
        Field("petition_date", "来访时间", kinds.DATE),
        Field("method", "来访方式", kinds.TEXT),
        Field("content", "反映内容", kinds.LONG_TEXT),
        Field("handler", "办理人", kinds.TEXT),
        Field("close_date", "办结时间", kinds.DATE),
        Field("resolved", "是否办结", kinds.YES_NO),
        Field("item", "任务事项", kinds.LONG_TEXT),
        Field("unit", "责任单位", kinds.TEXT),
        Field("deadline", "完成时限", kinds.DATE),
        Field("local_unit", "地方单位", kinds.TEXT),
        Field("military_contact", "部队联系人", kinds.TEXT),
        Field("serial", "序号", kinds.TEXT),
    )
}
"""Columns that are read and shown but have no place on a person: later registers take them."""

FIELDS: dict[str, Field] = {**EXTRAS, **PEOPLE.by_key}


@dataclass(frozen=True, slots=True)
class Guess:
    """One meaning of a heading; a doubtful one needs cells that clearly fit."""

    field: str
    weight: int
    doubtful: bool = False


def _aliases() -> Iterator[tuple[str, str]]:
    for field in PEOPLE:
        for words in (field.label, *field.aliases):
            yield fold(words), field.key


_ALIASES: dict[str, str] = {}
for _words, _key in _aliases():
    _ALIASES.setdefault(_words, _key)
_BY_GROUP = frozenset(
    [
        "local_subsidy",
        "martyr_name",
        "martyr_date",
        "soldier_name",
        "soldier_enlist_date",
        "soldier_unit",
    ]
)
"""Fields told apart by the group heading above them."""

_BANK_CARD = re.compile(r"优待证(?:银行)?卡号")  # printed on the card: its own number or the bank's
_NUMBERED = re.compile(r"^(?:[①-⑳]|[(（]?\d{1,2}[)）、.．](?!\d))\s*")
_CONTACT_PHONE = re.compile(r"(?:家庭)?联系人(?:的)?(?:联系)?(?:电话|手机|方式)")
_FIELD_CODE = re.compile(r"[\s/／(（]*[A-Za-z_]{2,}\d*[)）]?$")
_UNITS = re.compile(r"(?:人民币)?(?:元[人户月年]*|万元|必填|选填|打勾|18位|周岁)$")
_LONGEST = 60


@lru_cache(maxsize=4096)
def guesses(levels: tuple[str, ...]) -> tuple[Guess, ...]:
    """What a heading may mean, most likely first; `levels` are its rows from top to bottom."""
    own = _own_words(levels[-1]) if levels else ""
    if not own or len(own) > _LONGEST:
        return ()
    short = _UNITS.sub("", own) or own
    whole = "".join([*(fold(level) for level in levels[:-1]), own])
    return tuple(dict.fromkeys(_guess(own, short, whole)))


def _own_words(heading: str) -> str:
    """A heading without its numbering, a field code behind it, blanks and signs."""
    bare = _NUMBERED.sub("", heading.strip())
    if not bare.isascii():
        bare = _FIELD_CODE.sub("", bare)
    return fold(bare)


def _guess(own: str, short: str, whole: str) -> Iterator[Guess]:
    if _BANK_CARD.search(short):
        yield Guess("bank_account", LABEL, doubtful=True)
    found = next((Guess(r.field, EXACT) for r in FIRST if _fits(r, short, whole)), None)
    if found:
        yield found
    if OTHERS.search(own) and not OTHERS_UNLESS.search(own) and own not in _ALIASES:
        if _CONTACT_PHONE.match(own):
            yield Guess("phone", WEAK, doubtful=True)
        return
    for words in (own, short, whole):
        if words in _ALIASES:
            field = _ALIASES[words]
            yield Guess(field, LABEL if words == fold(FIELDS[field].label) else EXACT)
    for rules in (WORD_RULES, WEAK_RULES):
        for rule in rules:
            if _fits(rule, short, short):
                yield Guess(rule.field, rule.weight, rule.weight == WEAK)
    for rule in WORD_RULES:
        if whole != own and _fits(rule, whole, whole):
            yield Guess(rule.field, WEAK)


def _fits(rule: Rule, own: str, whole: str) -> bool:
    text = whole if rule.field in _BY_GROUP else own
    return bool(rule.words.search(text)) and not (rule.unless and rule.unless.search(text))
