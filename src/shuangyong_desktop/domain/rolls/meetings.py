"""会议 (meetings): minutes whose decisions become tasks (DOMAIN §4.14)."""

import re
from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """One meeting. `decisions` holds one decision a line: 事项；责任单位；时限."""

    date: str | None = None
    place: str | None = None
    title: str | None = None
    kind: str | None = None
    chair: str | None = None
    recorder: str | None = None
    present: str | None = None
    absent: str | None = None
    topics: str | None = None
    content: str | None = None
    decisions: str | None = None
    outcome: str | None = None
    remarks: str | None = None


MEETINGS = Register(
    "meeting",
    "会议",
    Meeting,
    Schema(
        Meeting,
        (
            Field("date", "时间", kinds.DATE, required=True, width=6,
                  aliases=("会议时间", "召开时间", "日期")),
            Field("place", "地点", kinds.TEXT, width=8, aliases=("会议地点",)),
            Field("title", "会议名称", kinds.TEXT, required=True, width=14, aliases=("会议主题",)),
            Field("kind", "会议类型",
                  kinds.words("党工委会议", "办事处会议", "领导小组会议", "军地联席会", "座谈会",
                              "培训会", "推进会"),
                  width=6, aliases=("类型",)),
            Field("chair", "主持人", kinds.words(), width=4),
            Field("recorder", "记录人", kinds.words(), width=4),
            Field("present", "参会人员", kinds.LONG_TEXT, width=12, aliases=("出席人员",)),
            Field("absent", "缺席人员", kinds.TEXT, width=6, aliases=("缺席", "请假人员")),
            Field("topics", "议题", kinds.LONG_TEXT, width=10, aliases=("会议议题",)),
            Field("content", "主要内容", kinds.LONG_TEXT, width=16, aliases=("会议内容",)),
            Field("decisions", "议定事项（每行一项：事项；责任单位；时限）", kinds.LONG_TEXT,
                  width=16, aliases=("议定事项", "会议决定")),
            Field("outcome", "落实情况", kinds.LONG_TEXT, width=10),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    title="会议",
    group="组织领导",
    hint="议定事项每行一项，写成“事项；责任单位；时限”，可以转为任务。",
    box="01",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a meeting: its line as written, and what it says."""

    line: str
    title: str
    unit: str | None = None
    due_rule: str | None = None


_NUMBER = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]+[)）、.．]|[①-⑳])\s*(?!\d)")
_PARTS = re.compile(r"[；;|｜\t]")
_DAY = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>\d{1,2})日|底)?(?:之?前)?"
)
_RULE = re.compile(
    r"\d{4}(?:-\d{2}){0,2}|\d{2}-\d{2}|每[季月]|每半年|[^\d；;]{2,5}[+-]\d{1,3}天?"
    r"|春节|清明|八一|国防教育日|烈士纪念日"
)


def decisions(meeting: Meeting) -> tuple[Decision, ...]:
    """The decisions of a meeting in their order, a line that stands twice only once."""
    lines = (line.strip() for line in (meeting.decisions or "").splitlines())
    year = int(meeting.date[:4]) if meeting.date else None
    read = (_decision(line, year) for line in dict.fromkeys(lines))
    return tuple(decision for decision in read if decision.title)


def _decision(line: str, year: int | None) -> Decision:
    title, *rest = (part.strip(" 。.") for part in _PARTS.split(_NUMBER.sub("", line)))
    unit = rule = None
    for part in filter(None, rest):
        read = _deadline(part, year)
        if read:
            rule = rule or read
        else:
            unit = unit or part.removeprefix("责任单位：").removeprefix("由")
    return Decision(line, title, unit, rule)


def _deadline(text: str, year: int | None) -> str | None:
    """A deadline as tasks are written with it; None where `text` is none."""
    plain = text.removeprefix("时限：").removesuffix("完成").strip()
    if _RULE.fullmatch(plain):
        return plain
    found = _DAY.fullmatch(plain)
    if found is None or not (found["year"] or year):
        return None
    month = f"{found['year'] or year}-{int(found['month']):02d}"
    return f"{month}-{int(found['day']):02d}" if found["day"] else month
