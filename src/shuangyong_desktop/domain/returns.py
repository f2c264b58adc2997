"""收回的核对表 (returns): what a returned sheet says of a round, row by row, before it is believed.

Sheets come back altered: rows added, removed and moved, columns renamed, words of their own
(CLERK §5.2). Every row lands in exactly one place, so that the counts add up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from shuangyong_desktop.domain.dates import read_date
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.rounds import ROUND_MEMBERS, Finding, RoundMember, RoundWay
from shuangyong_desktop.domain.text import fold

NUMBER = "number"
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("核对号",),
    "finding": ("结果", "核对结果", "确认结果", "确认状态", "认证状态", "认证结果", "是否确认",
                "年度确认状态", "本人状况", "核实情况", "核查结果"),
    "way": ("确认方式", "认证方式", "核对方式"),
    "done_on": ("确认时间", "确认日期", "认证时间", "认证日期", "核对时间", "核实时间"),
    "done_by": ("确认人", "核对人", "核实人", "经办人", "采集人"),
    "changes": ("变更内容", "变更情况", "变化情况", "生活状况变化"),
    "remarks": ("备注", "说明", "备注说明"),
}  # fmt: skip
_BY_HEADING = {fold(word): key for key, words in _HEADINGS.items() for word in words}
_FINDINGS: tuple[tuple[str, Finding | None], ...] = (
    ("未确认|未认证|未核|待认证|待确认|未通过", None),
    ("去世|死亡|亡故|已故", Finding.DIED),
    ("迁出|转出|迁走", Finding.MOVED),
    ("查无|失联|找不到|无此人|查不到", Finding.NOT_FOUND),
    ("外出|务工|在外", Finding.AWAY),
    ("变更|变动|有变|不符", Finding.CHANGED),
    ("属实|无变化|已确认|已认证|确认成功|认证成功|认证通过|通过|健在|正常|一致|^是$|^√$|^已$",
     Finding.TRUE),
)  # fmt: skip
_WAYS = (
    ("系统|人脸|自助|手机认证|线上", RoundWay.SYSTEM),
    ("上门|入户", RoundWay.HOME),
    ("集中|现场|到站|窗口", RoundWay.GATHERED),
    ("视频|微信", RoundWay.VIDEO),
    ("电话", RoundWay.PHONE),
)
COMPARED = ("phone", "address")
"""The columns of a person that a returned sheet may correct."""


class Landing(StrEnum):
    """What became of one row of a returned sheet."""

    NEW = "可登记"
    SAME = "与已登记一致"
    DIFFERENT = "与已登记不同"
    EMPTY = "没有填写"
    UNREAD = "看不明白"
    REPEATED = "重复出现"
    OUTSIDE = "不在名单范围"
    UNSURE = "不能确定是谁"
    UNKNOWN = "台账查无此人"


WRITABLE = (Landing.NEW, Landing.DIFFERENT)
"""The rows that can be registered; of the others only a person can say what is meant."""


@dataclass(frozen=True, slots=True)
class Change:
    """A column of the person that the sheet says differently."""

    key: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """The change as a line of 变更内容."""
        return self.told(masked=False)

    def told(self, *, masked: bool) -> str:
        """The change in words, telephone numbers covered where `masked` (CLERK §3)."""
        field = PEOPLE[self.key]
        before, after = (field.write(text, masked=masked) for text in (self.before, self.after))
        return f"{field.label}：{before or '空'} → {after}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One row: where it stood, whom it names, what it says, and where it lands.

    `result` is the member as it would be written; None where the row leads to nobody.
    """

    sheet: str
    row: int
    name: str
    landing: Landing
    member_id: int | None = None
    result: RoundMember | None = None
    changes: tuple[Change, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the cells of a row say of a round: texts by key of `_HEADINGS`."""

    texts: Mapping[str, str]

    @property
    def number(self) -> int | None:
        """The 核对号, which leads to the member; None where it is gone."""
        text = self.texts.get(NUMBER, "").strip().removesuffix(".0")
        return int(text) if text.isascii() and text.isdigit() else None

    def result(self, assumed: Finding | None) -> tuple[Finding | None, str]:
        """The finding, and why there is none: empty text means that nothing was filled in.

        Without a column of results every row counts as `assumed`: a list of those confirmed.
        """
        if "finding" not in self.texts:
            return assumed, "" if assumed else Landing.EMPTY.value
        text = self.texts["finding"].strip()
        if not text:
            return None, Landing.EMPTY.value
        for words, finding in _FINDINGS:
            if re.search(words, text):
                return finding, "" if finding else Landing.EMPTY.value
        return None, f"结果“{text[:20]}”看不明白，请填{'、'.join(Finding)}之一"

    @property
    def way(self) -> RoundWay | None:
        """How somebody was found; None where the words say nothing known."""
        text = self.texts.get("way", "")
        return next((way for words, way in _WAYS if re.search(words, text)), None)

    @property
    def day(self) -> str | None:
        """The day of the result as far as it can be read."""
        value = read_date(self.texts.get("done_on", "")).value
        return str(value) if value else None

    def text(self, key: str) -> str | None:
        """Another column as it is written; None where nothing stands there."""
        return ROUND_MEMBERS.schema[key].read(self.texts.get(key, "")).value or None


def columns_of(headings: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Which column of a sheet says what of the round, by its heading."""
    found: dict[str, int] = {}
    for index, heading in headings:
        key = _BY_HEADING.get(fold(heading))
        if key and key not in found:
            found[key] = index
    return found


def told(cells: Sequence[str], columns: Mapping[str, int]) -> Told:
    """What a row says of the round."""
    return Told({key: cells[index] if index < len(cells) else "" for key, index in columns.items()})


def changes_of(person: Person, values: Mapping[str, object]) -> tuple[Change, ...]:
    """What the sheet says differently of a person; covered numbers (138****1234) say nothing."""
    found = []
    for key in COMPARED:
        given, known = values.get(key), getattr(person, key)
        if given and given != known and "*" not in str(given):
            found.append(Change(key, known or "", str(given)))
    return tuple(found)


def landing_of(known: RoundMember, result: RoundMember) -> Landing:
    """Where a row with a finding lands beside what is registered already."""
    if known.finding is None:
        return Landing.NEW
    return Landing.SAME if known.finding is result.finding else Landing.DIFFERENT


class Landed(Protocol):
    """A row that has its place."""

    @property
    def landing(self) -> Landing:
        """What became of it."""


@dataclass(frozen=True, slots=True)
class ReturnCounts:
    """读到 = the sum of all landings + 跳过 (headings, sums, blank rows)."""

    landings: Mapping[Landing, int]
    skipped: int = 0

    @property
    def read(self) -> int:
        """Every row that was looked at."""
        return sum(self.landings.values()) + self.skipped

    @property
    def words(self) -> str:
        """The equation as the clerk reads it."""
        parts = [f"{landing.value} {number}" for landing, number in self.landings.items() if number]
        return f"读到 {self.read} 行 = " + " + ".join([*parts, f"跳过 {self.skipped}"])


def count(rows: Iterable[Landed], skipped: int = 0) -> ReturnCounts:
    """Count `rows` by where they land."""
    found = Counter(row.landing for row in rows)
    return ReturnCounts({landing: found[landing] for landing in Landing}, skipped)
