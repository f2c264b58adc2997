"""What remarks, name notes and status cells tell of a person: 去世, 迁出, and when.

Offices write a death in many words and misspell the commonest of them (己故, 去逝). A death or
a move of somebody else in the same sentence (妻子已故, 从古南街道迁入) is none of the person's.
"""

import re
from functools import lru_cache

from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.text import ascii_dashes, half_width

_YET = "[已己巳]"
DEATH = re.compile(
    rf"{_YET}(?:故|逝|亡|殁)|去[世逝]|死亡(?!证|赔偿|抚恤|补助|待遇|人员)|[过病]逝|过世|病亡|病死"
    r"|病故(?!军|遗|家|人员)|逝世|亡故|身故|身亡|离世|辞世|不在人世|殁"
)
_KIN = re.compile(
    r"[父母妻夫兄弟姐妹孙儿女]|配偶|爱人|老伴|[长次其独之]子|子女|家属|亲属|岳|婆|嫂|媳|前任|烈士"
)
_CONDITION = re.compile(r"如果?$|若$|一旦$|[未非]$|是否$|倘若?$")
_MOVED = re.compile(r"迁出|迁往|迁走|外迁|转出|迁[移至到转](?!我|本|入|来)|[已己]迁(?!入|来|回)")
_ONLY_PLANNED = re.compile(r"拟|申请|准备|将|未|[从由].{1,12}$")
_DATE = re.compile(r"(\d{2,4}[\d.年/月日-]*)")
_NEAR = 24


@lru_cache(maxsize=4096)
def own_death(text: str) -> re.Match[str] | None:
    """The words that tell of the person's own death, not of a relative's or of a rule."""
    for match in DEATH.finditer(ascii_dashes(half_width(text))):
        clause = re.split(r"[,，;；。、\n]", match.string[: match.start()])[-1]
        if not (_KIN.search(clause) or _CONDITION.search(clause)):
            return match
    return None


@lru_cache(maxsize=4096)
def has_moved_out(text: str) -> bool:
    """Whether a text says that the person's registration has left the place."""
    for match in _MOVED.finditer(text):
        clause = re.split(r"[,，;；。、\n]", text[: match.start()])[-1]
        if not (_KIN.search(clause) or _ONLY_PLANNED.search(clause)):
            return True
    return False


def date_in(text: str) -> str | None:
    """The first date in a note such as 已故2022.6, 2023.5去世; None when there is none."""
    match = _DATE.search(ascii_dashes(half_width(text)))
    return _date(match[1]) if match else None


def date_beside(death: re.Match[str]) -> str | None:
    """The date in the few characters before or behind the words of a death."""
    text, start = death.string, death.start()
    after = re.match(
        r"(?:时间|日期|年月)?[于为:： ]*[(（]?(\d{2,4}[\d.年/月日-]*)",
        text[death.end() : death.end() + _NEAR],
    )
    before = re.search(
        r"(\d{2,4}[\d.年/月日-]*)[^\d，,；;。]{0,6}$", text[max(0, start - _NEAR) : start]
    )
    found = after or before
    return _date(found[1]) if found else None


def _date(written: str) -> str | None:
    value: str | None = read_date(written.rstrip(".-/")).value
    return value
