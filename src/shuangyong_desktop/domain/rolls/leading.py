"""领导小组成员和联络员 (leading group, liaisons): who answers for the work, and since when.

Members who left stay in the book: the minutes of a year show the members of that year
(DOMAIN §4.13).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import earliest, latest
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register

POSTS = ("组长", "常务副组长", "副组长", "成员", "办公室主任", "办公室成员")
"""小组职务, in the order in which papers name them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Record):
    """One member of the leading group from `date` to `until`, by which document."""

    name: str | None = None
    duty: str | None = None
    post: str | None = None
    charge: str | None = None
    phone: str | None = None
    date: str | None = None
    until: str | None = None
    document: str | None = None
    left_by: str | None = None
    remarks: str | None = None


MEMBERS = Register(
    "leading_group",
    "领导小组成员",
    Member,
    Schema(
        Member,
        (
            Field("name", "姓名", kinds.TEXT, required=True, width=4, aliases=("成员姓名",)),
            Field("duty", "单位及职务", kinds.words(), width=10,
                  aliases=("单位职务", "职务", "现任职务", "工作单位及职务")),
            Field("post", "小组职务", kinds.words(*POSTS), required=True, width=5,
                  aliases=("领导小组职务",)),
            Field("charge", "分工（联系村、社区）", kinds.TEXT, width=10,
                  aliases=("分工", "职责分工", "联系村（社区）", "负责工作")),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话", "联系方式")),
            Field("date", "任职时间", kinds.DATE, width=6,
                  aliases=("任职起", "任职日期", "起始时间")),
            Field("until", "离任时间", kinds.DATE, width=6,
                  aliases=("任职止", "离任日期", "截止时间")),
            Field("document", "任职文号", kinds.TEXT, width=8,
                  aliases=("调整文号", "文号", "依据文件")),
            Field("left_by", "离任文号", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="领导小组成员",
    group="组织领导",
    hint="人员调整时，给原成员填离任时间，再登记新成员，不要直接改名。",
    box="01",
)  # fmt: skip


def members_on(records: Iterable[Member], day: date) -> list[Member]:
    """Who was a member on `day`, in the order of their posts.

    Days that are known to the month or year count from their first to their last day; somebody
    counts through the day of leaving.
    """
    found = [
        record
        for record in records
        if (not record.date or earliest(record.date) <= day)
        and (not record.until or day <= latest(record.until))
    ]
    return sorted(found, key=_rank)


def _rank(member: Member) -> tuple[int, str, int]:
    at = POSTS.index(member.post) if member.post in POSTS else len(POSTS)
    return at, member.date or "", member.id or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Liaison(Record):
    """The liaison of one 村（社区） or unit."""

    community: str | None = None
    unit: str | None = None
    name: str | None = None
    duty: str | None = None
    phone: str | None = None
    date: str | None = None
    until: str | None = None
    remarks: str | None = None


LIAISONS = Register(
    "liaison",
    "联络员",
    Liaison,
    Schema(
        Liaison,
        (
            Field("community", "村（社区）", kinds.COMMUNITY, width=6,
                  aliases=("村居", "所在村（社区）")),
            Field("unit", "单位", kinds.words(), width=8, aliases=("所在单位", "站所")),
            Field("name", "姓名", kinds.TEXT, required=True, width=4, aliases=("联络员姓名",)),
            Field("duty", "职务", kinds.words("书记、主任", "综合专干", "民兵连长"), width=6),
            Field("phone", "联系电话", kinds.PHONE, width=7, aliases=("电话", "联系方式")),
            Field("date", "任职时间", kinds.DATE, width=6, aliases=("任职起", "任职日期")),
            Field("until", "离任时间", kinds.DATE, width=6, aliases=("任职止", "离任日期")),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    title="村（社区）联络员",
    group="组织领导",
    box="01",
)  # fmt: skip
