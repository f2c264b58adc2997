"""查找: which beginnings somebody is found by, and what a typed query means.

Search is by anchored beginnings (PERFORMANCE §3): any part of a name from some character on,
its pinyin from some syllable on and its initials, in each way that its characters are read; an
ID number from the area, birth date, day, last six or last four; a telephone number from its
start, fourth or eighth digit. There is no query syntax: whatever is typed is only text.
"""

import re
from array import array
from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain.pinyin import spoken_ways
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import fold

TOKENS_VERSION = 3
"""Raised when `tokens_of` or `storage.facets` changes; a ledger then rebuilds its search table."""

_ID_ANCHORS = (0, 6, 10, 12, 14)
_PHONE_ANCHORS = (0, 3, 7)
_NUMBER = re.compile(r"\d{7,}")
_LONGEST = 64  # characters; longer names and queries are searched by their beginning


def tokens_of(
    name: str,
    former_name: str | None = None,
    id_number: str | None = None,
    phone: str | None = None,
) -> tuple[str, ...]:
    """Every text whose beginning finds this person, sorted, each once."""
    tokens: set[str] = set()
    for known in (name, former_name):
        if known:
            tokens.update(_name_tokens(fold(known)[:_LONGEST]))
    if id_number:
        number = fold(id_number)
        tokens.update(number[start:] for start in _ID_ANCHORS)
    for number in _NUMBER.findall(re.sub(r"[-\s]", "", phone or "")):
        tokens.update(number[start:] for start in _PHONE_ANCHORS)
    tokens.discard("")
    return tuple(sorted(tokens))


def query_of(text: str) -> str:
    """What is looked up for a typed `text`: no blanks, signs, width or case; ü is v."""
    return fold(text).replace("ü", "v")[:_LONGEST]


def after(query: str) -> str:
    """The first text beyond all texts that begin with `query`."""
    return f"{query}\U0010ffff"


def _name_tokens(name: str) -> list[str]:
    starts = range(len(name))
    tokens = [name[start:] for start in starts]
    for spoken in spoken_ways(name):
        initials = "".join(syllable[0] for syllable in spoken)
        for start in starts:
            tokens += ("".join(spoken[start:]), initials[start:])
    return tokens


class PersonOrder(StrEnum):
    """排序: the orders in which the ledger can be listed at any length."""

    ENTERED = "录入顺序"
    NAME = "姓名"
    PLACE = "村（社区）和住址"
    BIRTH = "出生日期"


@dataclass(frozen=True, slots=True)
class AgeSpan:
    """年满 `least` 周岁 and not yet `below` on the ISO day `on`; None leaves that end open.

    Whose birth date is only partly known is in it where every possible day is (DESIGN 25).
    """

    on: str
    least: int | None = None
    below: int | None = None


class Trait(StrEnum):
    """What somebody has or lacks, as a condition of a list."""

    PLAQUE = "已登记光荣牌"
    NO_PLAQUE = "未登记光荣牌"
    CARD = "已登记优待证"
    NO_CARD = "未登记优待证"
    OPEN_APPEAL = "诉求未办结"
    HARDSHIP = "生活困难"
    NO_PHONE = "缺电话"


ASKED_BY_WORD = ("health", "self_care", "living_way", "housing", "social_aid", "away",
                 "card_status")  # fmt: skip
"""The columns of words that a list can be asked for by."""


@dataclass(frozen=True, slots=True)
class PersonFilter:
    """筛选: who is listed. Empty tuples mean no limit; the community "" means none known.

    All conditions hold together; of several values of one condition any will do, but all of
    `tags` and `traits` must be there. `words` are columns of `ASKED_BY_WORD` and one word each.
    `unmet_since` is an ISO day: nobody has reached the person on it or after. `birthdays` and
    `lunar_birthdays` are days of the year (MM-DD) in either calendar; who keeps the lunar one
    is asked by that alone.
    """

    communities: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[PersonStatus, ...] = ()
    sexes: tuple[str, ...] = ()
    ages: AgeSpan | None = None
    tags: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    traits: tuple[Trait, ...] = ()
    unmet_since: str | None = None
    birthdays: tuple[str, ...] = ()
    lunar_birthdays: tuple[str, ...] = ()

    @property
    def quick(self) -> bool:
        """Whether the indexes alone can answer it, at any size of the ledger."""
        return self == PersonFilter(self.communities, self.categories, self.statuses)


EVERYBODY = PersonFilter()


@dataclass(frozen=True, slots=True)
class Found:
    """查找结果: the first ids, in order of what was found, and how many there are.

    `count` stops at `COUNTED`; then `more` is true and the screen shows “2,000+”.
    """

    ids: "array[int]"
    count: int
    more: bool


COUNTED = 2_000
