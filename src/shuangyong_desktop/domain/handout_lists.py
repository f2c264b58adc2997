"""光荣牌、优待证状态名单: what one line of a pasted list says about plaque or card."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from shuangyong_desktop.domain.handouts import HandoutItem, Standing
from shuangyong_desktop.domain.text import half_width

_WORDS = {
    HandoutItem.CARD: (
        (r"已?(?:收回|取消|注销)", Standing.AWAY),
        (r"未(?:办理?|申领|申请|发放?)|不办理?", Standing.MISSING),
        (r"未激活|已?激活|已(?:发放?|发卡|领取|领卡|领|换发?|补发?)|正常", Standing.HAS),
        (r"已?(?:申领|申请|受理|审核|制卡|制证|到站)中?|待(?:领取?|发放?|制卡|审核)|未领取?|办理中|退回",
         Standing.APPLIED),
    ),
    HandoutItem.PLAQUE: (
        (r"已?(?:收回|取消|摘除)", Standing.AWAY),
        (r"未(?:悬?挂|发放?)|应挂未挂", Standing.MISSING),
        (r"已(?:悬?挂|发放?|领取?|换发?|更换)|悬挂", Standing.HAS),
    ),
}  # fmt: skip
_MARK = "No"
"""Stands before a number that its column has told: no letter before digits, no ID number."""
_MARKED = re.compile(rf"(?<![0-9A-Za-z]){_MARK}(\S+)")
_NUMBER = re.compile(r"(?<![0-9A-Za-z])(?=[0-9A-Za-z-]*\d)[A-Za-z]{0,4}[0-9][0-9A-Za-z-]{5,22}")
_ID = re.compile(r"(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_PHONE_OR_DATE = re.compile(r"1[3-9]\d{9}|(?:19|20)\d{2}[-./]?\d{1,2}(?:[-./]?\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a status, what they mean, and the number of plaque or card beside them."""

    words: str
    standing: Standing
    number: str | None = None


def told(item: HandoutItem, line: str) -> Told | None:
    """What `line` says of `item`; None where it says no status.

    A number is one of six characters and more that is no ID number, telephone or date.
    """
    plain = half_width(line)
    for words, standing in _WORDS[item]:
        found = re.search(words, plain)
        if found:
            return Told(found.group(), standing, _number(plain))
    return None


def as_line(item: HandoutItem, values: Mapping[str, Any]) -> str:
    """What the columns of a row say of `item`, in words that `told` understands; "" for nothing.

    A number or a day without a status means that it was given.
    """
    plaque = item is HandoutItem.PLAQUE
    said, number, day = (
        values.get(key)
        for key in (
            ("plaque_hung", "plaque_number", "plaque_date")
            if plaque
            else ("card_status", "preferential_card", "card_issue_date")
        )
    )
    if plaque and said is not None:
        said = "已悬挂" if said else "未悬挂"
    elif said is None and (number or day):
        said = "已悬挂" if plaque else "已发放"
    marked = f"{_MARK}{number}" if number else ""
    return "\t".join((str(said), marked, str(day or ""))) if said else ""


def without_status(item: HandoutItem, text: str) -> str:
    """`text` without the words of a status, which could be taken for names of people."""
    for words, _standing in _WORDS[item]:
        text = re.sub(rf"(?<![\u4e00-\u9fff])(?:{words})(?![\u4e00-\u9fff])", " ", text)
    return text


def _number(line: str) -> str | None:
    if marked := _MARKED.search(line):
        return marked[1]
    for match in _NUMBER.finditer(_ID.sub(" ", line)):
        if not _PHONE_OR_DATE.fullmatch(match.group()):
            return match.group()
    return None
