"""收回的联系登记表: what a sheet that a 村（社区） filled says of contacts (CLERK §5.7).

Every row lands in exactly one place, so that the counts add up; a row without any entry is 没有
填写, whatever stands in it that was printed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from shuangyong_desktop.domain.contacts import CONTACTS, OPINIONS, Contact, ContactWay
from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.returns import Change, Landing
from shuangyong_desktop.domain.text import fold

NUMBER_HEAD, APPEAL_HEAD, OPINION_HEAD = "登记号", "困难诉求", "意见建议"
WAY_HEAD = "联系形式"
"""Not 联系方式: under that heading the 村（社区） write telephone numbers."""
NUMBER, APPEAL, OPINION = "number", "appeal", "opinion"
_KEYS = ("date", "way", "officer", "content", "reached", "next_date", "remarks")
_FILLED = ("date", "content", "reached", "next_date", APPEAL, OPINION)
"""What has to be written by hand; 联系方式 and 联系人 may have been filled down a whole sheet."""
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    NUMBER: (NUMBER_HEAD,),
    **{key: (CONTACTS.schema[key].label, *CONTACTS.schema[key].aliases) for key in _KEYS},
    "way": (WAY_HEAD, *CONTACTS.schema["way"].aliases),
    APPEAL: (APPEAL_HEAD, "困难问题", "诉求内容", "具体诉求"),
    OPINION: (OPINION_HEAD, *OPINIONS.schema["content"].aliases),
}
_BY_HEADING = {fold(word): key for key, words in _HEADINGS.items() for word in words}
_WAYS = (
    ("入户|上门|走访", ContactWay.HOME),
    ("视频", ContactWay.VIDEO),
    ("微信|短信", ContactWay.MESSAGE),
    ("电话|来电", ContactWay.PHONE),
    ("来访|到站", ContactWay.OFFICE),
    ("座谈|集中", ContactWay.MEETING),
)
_FULL_DAY = len("2026-07-28")
_NOTHING = re.compile(r"无|没有|暂无|/|-|—")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedContact:
    """One row: where it stood, whom it names, what it says, and where it lands.

    `result` is the contact as it would be written; with an id it is the one of the same day
    that is registered already. `appeal` and `opinion` are texts, empty where there is none.
    """

    sheet: str
    row: int
    name: str
    landing: Landing
    person_id: int | None = None
    result: Contact | None = None
    appeal: str = ""
    opinion: str = ""
    changes: tuple[Change, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class ToldContact:
    """What the cells of a row say: texts by key of `_HEADINGS`."""

    texts: Mapping[str, str]

    @property
    def number(self) -> int | None:
        """The 登记号, which leads to the person; None where it is gone."""
        text = self.texts.get(NUMBER, "").strip().removesuffix(".0")
        return int(text) if text.isascii() and text.isdigit() else None

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not any(self._text(key) for key in _FILLED)

    @property
    def appeal(self) -> str:
        """A hardship that was told; 无 says that there is none."""
        return self._something(APPEAL)

    @property
    def opinion(self) -> str:
        """An opinion that was given; 无 says that there is none."""
        return self._something(OPINION)

    def contact(self, assumed: Contact, today: str) -> tuple[Contact | None, str]:
        """The contact, or None and the reason why it cannot be read.

        Where the row does not say the day, way or 联系人, those of `assumed` hold.
        """
        day, why = self._day("date", assumed.date)
        if why:
            return None, why
        if (day or "") > today:
            return None, "联系时间在今天之后，请核对"
        following, why = self._day("next_date", None)
        if why:
            return None, why
        if following and following < (day or ""):
            return None, "下次联系早于联系时间，请核对"
        way = self._way(assumed.way)
        if way is None:
            ways = "、".join(ContactWay)
            return None, f"{WAY_HEAD}“{self._text('way')[:12]}”看不明白，请填{ways}之一"
        reached = CONTACTS.schema["reached"].read(self._text("reached")).value
        return replace(
            assumed,
            date=day,
            way=way,
            officer=self._value("officer") or assumed.officer,
            content=self._value("content"),
            reached=True if reached is None else reached,
            next_date=following,
            remarks=self._value("remarks"),
        ), ""

    def _day(self, key: str, without: str | None) -> tuple[str | None, str]:
        text = self._text(key)
        if not text:
            return without, ""
        value = read_date(text).value
        label = CONTACTS.schema[key].label
        if value is None or len(value) != _FULL_DAY:
            return None, f"{label}“{text[:16]}”看不明白，请写成 2026-07-28 的样子"
        return str(value), ""

    def _way(self, without: ContactWay | None) -> ContactWay | None:
        text = self._text("way")
        if not text:
            return without
        return next((way for words, way in _WAYS if re.search(words, text)), None)

    def _something(self, key: str) -> str:
        text = self._text(key)
        return "" if _NOTHING.fullmatch(text) else text

    def _value(self, key: str) -> Any:
        return CONTACTS.schema[key].read(self._text(key)).value or None

    def _text(self, key: str) -> str:
        return self.texts.get(key, "").strip()


def contact_columns(headings: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Which column of a sheet says what of the contact, by its heading."""
    found: dict[str, int] = {}
    for index, heading in headings:
        key = _BY_HEADING.get(fold(heading))
        if key and key not in found:
            found[key] = index
    return found


def told_contact(cells: Sequence[str], columns: Mapping[str, int]) -> ToldContact:
    """What a row says of a contact."""
    return ToldContact(
        {key: cells[index] if index < len(cells) else "" for key, index in columns.items()}
    )


def contact_landing(known: Contact | None, result: Contact) -> tuple[Landing, str]:
    """Where a contact lands beside the one of the same day, and what differs."""
    if known is None:
        return Landing.NEW, ""
    differs = [
        f"{CONTACTS.schema[key].label}已登记“{_write(key, known)}”，表上是“{_write(key, result)}”"
        for key in ("way", "content", "next_date", "reached")
        if getattr(known, key) != getattr(result, key)
    ]
    return (Landing.DIFFERENT, "；".join(differs)) if differs else (Landing.SAME, "")


def _write(key: str, contact: Contact) -> str:
    return CONTACTS.schema[key].write(getattr(contact, key)) or "空"
