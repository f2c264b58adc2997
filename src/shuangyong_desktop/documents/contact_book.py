"""联系工作台账 and the lists beside it: what stands on them, without any drawing.

The four groups of the 工作要点 are 联系对象基本信息, 联系情况, 困难问题化解情况 and 意见建议;
their columns are those of DOMAIN §4.2 and §4.5. All of them are internal papers: numbers are
masked unless a purpose is given (CLERK §3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS, OPINIONS
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.people import PEOPLE

BASICS, CONTACT, HARDSHIP, OPINION = (
    "联系对象基本信息", "联系情况", "困难问题化解情况", "意见建议",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One line of any of these lists; what a list does not show is None.

    `date`, `way`, `officer`, `duty`, `content` are of the contact, `state` to `satisfaction`
    of the appeal, `opinion` to `replied_on` of the opinion. `blank` is written by hand.
    """

    name: str
    community: str | None = None
    id_number: str | None = None
    categories: str | None = None
    phone: str | None = None
    address: str | None = None
    officer: str | None = None
    duty: str | None = None
    date: str | None = None
    way: str | None = None
    content: str | None = None
    last: str | None = None
    due: str | None = None
    reason: str | None = None
    number: str | None = None
    registered_on: str | None = None
    source: str | None = None
    kind: str | None = None
    trouble: str | None = None
    measures: str | None = None
    unit: str | None = None
    handler: str | None = None
    told_on: str | None = None
    deadline: str | None = None
    money: Decimal | None = None
    money_source: str | None = None
    solved_on: str | None = None
    stage: str | None = None
    state: str | None = None
    outcome: str | None = None
    satisfaction: str | None = None
    revisited_on: str | None = None
    said_on: str | None = None
    opinion: str | None = None
    verdict: str | None = None
    answer: str | None = None
    replied_on: str | None = None
    remarks: str | None = None
    blank: str | None = None


class ContactList(StrEnum):
    """The lists, by their titles."""

    LEDGER = "联系工作台账"
    CALLS = "应联系人员联系表"
    VISITORS = "来访登记簿"
    PETITIONS = "信访登记簿"
    APPEALS = "诉求办理台账"
    OPINIONS = "意见建议台账"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactGroup:
    """The rows of one 村（社区）; without a name the list is not grouped."""

    name: str
    records: tuple[ContactRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactBook:
    """One of the lists, to be drawn. `period` is said beside the title; `wide` means A3."""

    which: ContactList
    office: str
    made_on: date
    groups: tuple[ContactGroup, ...]
    period: str = ""
    wide: bool = False
    masked: bool = True
    filled_by: str = ""
    checked_by: str = ""
    purpose: str = ""
    demo: bool = False

    @property
    def title(self) -> str:
        return f"{self.period}{self.which.value}"

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(group.records) for group in self.groups)


def _person(key: str, width: int) -> Field:
    return replace(PEOPLE[key], width=width, section=BASICS)


def _words(key: str, label: str, width: int, section: str = "") -> Field:
    return Field(key, label, kinds.TEXT, width=width, section=section)


def _like(schema: Schema, own: str, key: str, label: str = "", section: str = "") -> Field:
    """The declared column `own` of `schema` as the column `key` of a row, written as text."""
    known = schema[own]
    kind = replace(kinds.LONG_TEXT, align=known.kind.align)
    return replace(
        known, key=key, label=label or known.label, kind=kind, section=section, required=False
    )


_NAME, _ID, _PHONE = _person("name", 4), _person("id_number", 10), _person("phone", 7)
_PLACE, _ADDRESS = _person("community", 5), _person("address", 8)
_CATEGORIES = _words("categories", "人员类别", 6, BASICS)
_REMARKS = _words("remarks", "备注", 4, OPINION)
_WHO = (_PLACE, _NAME, _ID, _CATEGORIES, _PHONE)

_LEDGER = (
    _PLACE, replace(_NAME, label="联系对象姓名"), _ID, _CATEGORIES, _PHONE,
    replace(_ADDRESS, label="家庭住址"),
    _like(CONTACTS.schema, "officer", "officer", "联系人（责任人）", CONTACT),
    _like(CONTACTS.schema, "duty", "duty", section=CONTACT),
    _like(CONTACTS.schema, "date", "date", section=CONTACT),
    _like(CONTACTS.schema, "way", "way", section=CONTACT),
    replace(_like(CONTACTS.schema, "content", "content", section=CONTACT), width=12),
    replace(_like(APPEALS.schema, "content", "trouble", "困难问题", HARDSHIP), width=9),
    replace(_like(APPEALS.schema, "handling", "measures", "化解措施", HARDSHIP), width=9),
    _like(APPEALS.schema, "handler", "handler", section=HARDSHIP),
    _like(APPEALS.schema, "closed_on", "solved_on", "化解时间", HARDSHIP),
    _words("state", "化解情况", 4, HARDSHIP),
    replace(_like(OPINIONS.schema, "content", "opinion", section=OPINION), width=8),
    _words("answer", "采纳/回复情况", 7, OPINION),
    _REMARKS,
)  # fmt: skip
_CALLS = (
    _NAME, _CATEGORIES, _ADDRESS, _PHONE, _words("last", "上次联系", 5),
    _words("due", "应联系", 5), _words("reason", "联系频次", 8), _words("blank", "联系情况", 14),
    _words("remarks", "联系人、日期", 7),
)  # fmt: skip
_HANDLED = (
    _like(APPEALS.schema, "unit", "unit"), _like(APPEALS.schema, "handler", "handler"),
    _like(APPEALS.schema, "deadline", "deadline"),
    replace(_like(APPEALS.schema, "handling", "measures"), width=10),
)  # fmt: skip
_ENDED = (
    _like(APPEALS.schema, "closed_on", "solved_on"), _like(APPEALS.schema, "stage", "stage"),
    _like(APPEALS.schema, "satisfaction", "satisfaction"),
)  # fmt: skip
_REGISTERED = _like(APPEALS.schema, "date", "registered_on")
_NUMBER = _like(APPEALS.schema, "number", "number")
_VISITORS = (
    _NUMBER, replace(_REGISTERED, label="来访时间"), _NAME, _ID, _PHONE, _PLACE,
    replace(_like(APPEALS.schema, "content", "trouble", "来访事由"), width=11),
    _like(APPEALS.schema, "told_on", "told_on"), *_HANDLED, *_ENDED,
)  # fmt: skip
_PETITIONS = (
    _NUMBER, replace(_REGISTERED, label="受理时间"), _like(APPEALS.schema, "source", "source"),
    _NAME, _ID, _PHONE, replace(_like(APPEALS.schema, "content", "trouble", "信访事项"), width=11),
    _like(APPEALS.schema, "told_on", "told_on"), *_HANDLED, *_ENDED,
)  # fmt: skip
_APPEALS = (
    _NUMBER, _REGISTERED, _like(APPEALS.schema, "source", "source"), _NAME, _ID, _PLACE, _PHONE,
    _like(APPEALS.schema, "kind", "kind"),
    replace(_like(APPEALS.schema, "content", "trouble"), width=10), *_HANDLED,
    replace(APPEALS.schema["money"], width=6),
    _like(APPEALS.schema, "money_source", "money_source"), *_ENDED,
    _like(APPEALS.schema, "revisited_on", "revisited_on"),
)  # fmt: skip
_OPINIONS = (
    _like(OPINIONS.schema, "date", "said_on"), _NAME, _CATEGORIES, _PLACE, _PHONE,
    _like(OPINIONS.schema, "content", "opinion"), _like(OPINIONS.schema, "verdict", "verdict"),
    _like(OPINIONS.schema, "reason", "answer"), _like(OPINIONS.schema, "replied_on", "replied_on"),
)  # fmt: skip

COLUMNS: Mapping[ContactList, Schema] = {
    ContactList.LEDGER: Schema(ContactRow, _LEDGER),
    ContactList.CALLS: Schema(ContactRow, _CALLS),
    ContactList.VISITORS: Schema(ContactRow, _VISITORS),
    ContactList.PETITIONS: Schema(ContactRow, _PETITIONS),
    ContactList.APPEALS: Schema(ContactRow, _APPEALS),
    ContactList.OPINIONS: Schema(ContactRow, _OPINIONS),
}
"""What each list shows, in the order of the paper; sections are heads over several columns."""

COUNTED: Mapping[ContactList, str] = {
    ContactList.LEDGER: "条",
    ContactList.CALLS: "人",
    ContactList.VISITORS: "件",
    ContactList.PETITIONS: "件",
    ContactList.APPEALS: "件",
    ContactList.OPINIONS: "条",
}
