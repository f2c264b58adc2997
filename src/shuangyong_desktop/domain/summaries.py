"""总结 (summaries): the text of a year, a half-year or a 简报, with numbers that stay alive.

A text holds number fields as `{visit.units}`; the clerk's words around them stay when the numbers
are told anew. The sections follow the eight points of the 工作要点 (CLERK §4): no 主送, no 大写,
no satisfaction without a source.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register

_TOKEN = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
WORDS = ("year", "next_year", "period", "until", "street")
"""Tokens that are words: the year and the next, 全年 or 上半年, 截至哪一天, whose summary it is."""


class SummaryKind(StrEnum):
    """What is told."""

    YEAR = "年度工作总结"
    HALF = "半年小结"
    BRIEF = "工作简报"


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its heading, the number that stands beside its name, its sentences.

    A `point` stands under 主要工作 as （一）, any other section as 一、. A sentence all of whose
    numbers are 0 is left out of the first text, `nothing` stands for a section without any.
    """

    key: str
    title: str
    name: str
    headline: str
    sentences: tuple[str, ...]
    point: bool = True
    nothing: str = "{period}没有登记这方面的工作。"


SECTIONS: tuple[Section, ...] = (
    Section(
        "basic", "基本情况", "基本情况", "people.total",
        (("截至{until}，在册退役军人和其他优抚对象{people.total}人，其中退役军人{people.veterans}人、"
         "其他优抚对象{people.beneficiaries}人，享受定期抚恤补助{people.paid}人；分类有交叉，合计按人去重。"),
         ("年初在册{people.before}人，{period}新增{people.came}人、减少{people.went}人"
         "（其中去世{people.died}人）。")),
        point=False, nothing="截至{until}，台账中还没有在册人员。",
    ),
    Section(
        "publicity", "加强宣传教育，营造双拥氛围", "宣传教育", "activity.times",
        (("{period}开展双拥活动{activity.times}场，{activity.people}人次参加，"
         "发放宣传资料{publicity.pieces}份。"),
         ("运用微信推送{publicity.wechat}条，阅报栏{publicity.newspaper}期、宣传橱窗"
         "{publicity.window}期、电子显示屏{publicity.screen}条。"),
         "开展政策法规宣讲{policy.times}场，{policy.people}人次参加。",
         ("开展国防教育{defence.times}场，{defence.people}人次参加，其中全民国防教育日活动"
         "{defence_day.times}场。")),
    ),
    Section(
        "mutual", "健全工作机制，落实“双清单”", "双清单", "mutual.closed",
        (("领导小组现有成员{leading.members}人，召开会议{meeting.times}次，"
         "现行工作制度{rule.count}项，村（社区）联络员{liaison.count}人。"),
         ("列入军地互办实事“双清单”{mutual.total}项，其中地方支持部队事项{mutual.army}项、"
         "部队支持地方事项{mutual.local}项，已销号{mutual.closed}项，对账{reconciliation.times}次。"),
         "{year}年双拥工作任务{task.total}项，已销号{task.closed}项；督查督办{supervision.times}次。"),
    ),
    Section(
        "joint", "开展军民共建，丰富共建内容", "军民共建", "pair.count",
        ("结成共建对子{pair.count}对，{period}开展共建活动{joint.times}场，{joint.people}人次参加。",),
    ),
    Section(
        "culture", "弘扬双拥文化，选树先进典型", "先进典型", "model.recommended",
        ("开展红色文化活动{red.times}场、祭扫瞻仰{memorial.times}场，{memorial.people}人次参加祭扫瞻仰。",
         "推荐先进典型{model.recommended}个，命名{model.named}个。"),
    ),
    Section(
        "worries", "做好“三后”工作，解除后顾之忧", "“三后”服务", "worry.received",
        (("受理“三后”需求{worry.received}件，落实{worry.settled}件，其中就业创业"
         "{employment.settled}件、随军家属{family.settled}件、子女教育{schooling.settled}件。"),),
    ),
    Section(
        "visits", "突出重点对象，做好走访慰问", "走访慰问", "visit.units",
        (("走访慰问{visit.units}户次、{visit.people}人，发放慰问金{visit.money}元，"
         "{visit.leaders}名领导带队走访。"),
         "召开座谈会{seminar.times}场，{seminar.people}人次参加。",
         "发放光荣牌{plaque.given}块、优待证{card.given}张，送立功喜报{merit.delivered}份。"),
    ),
    Section(
        "society", "动员社会力量，推进社会化拥军", "社会化拥军", "team.count",
        (("现有志愿队伍{team.count}支、拥军商户{merchant.count}家，{period}开展志愿拥军活动"
         "{volunteer.times}场。"),
         ("开展行业拥军{trade.times}场、社区拥军{neighbourhood.times}场、“双拥在基层”"
         "{grass_roots.times}场。")),
    ),
    Section(
        "benefits", "落实优抚政策，维护合法权益", "优抚待遇", "confirmation.settled",
        (("年度确认应确认{confirmation.members}人，已确认{confirmation.settled}人；全面摸排应摸排"
         "{survey.members}人，已摸排{survey.settled}人。"),),
    ),
    Section(
        "contacts", "建好联系台账，办好诉求实事", "联系与诉求", "contact.times",
        ("{period}联系服务对象{contact.times}人次、{contact.people}人，其中入户走访{contact.home}人次。",
         ("受理诉求{appeal.received}件，办结{appeal.closed}件，帮扶{appeal.people}人，"
         "落实帮扶资金{appeal.money}元；接待来访{appeal.visits}件。"),
         "收到意见建议{opinion.received}条，采纳{opinion.adopted}条。"),
    ),
    Section("problems", "存在的不足", "存在的不足", "", (), point=False, nothing="（请填写）"),
    Section("plans", "{next_year}年工作打算", "下一步打算", "", (), point=False,
            nothing="（请填写）"),
)  # fmt: skip
BY_KEY = {section.key: section for section in SECTIONS}
OPENING = (
    "{year}年，{street}在区委、区政府领导和区双拥工作领导小组办公室指导下，对照年度双拥工作要点，"
    "认真落实各项任务。现将有关情况总结如下。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Record):
    """One summary: its span, its sections in order, their texts as far as the clerk wrote them.

    A section without a text of its own has that of `first_text`. From `frozen_on` on, `values`
    holds the texts of all numbers, `kept` the annex and its workbook as plain records, and
    nothing changes any more.
    """

    year: int | None = None
    kind: SummaryKind = SummaryKind.YEAR
    since: str | None = None
    until: str | None = None
    title: str | None = None
    opening: str | None = None
    sections: tuple[str, ...] = tuple(section.key for section in SECTIONS)
    texts: Mapping[str, str] = field(default_factory=dict)
    annex: bool = True
    signed: str | None = None
    date: str | None = None
    frozen_on: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, Any] = field(default_factory=dict)
    remarks: str | None = None


SUMMARIES = Register(
    "summary",
    "总结",
    Summary,
    Schema(
        Summary,
        (
            Field("year", "年度", kinds.INTEGER, required=True, width=3),
            Field("kind", "种类", kinds.one_of(SummaryKind), width=5),
            Field("title", "标题", kinds.TEXT, required=True, width=14),
            Field("since", "起", kinds.DATE, width=6),
            Field("until", "止", kinds.DATE, width=6),
            Field("opening", "开头", kinds.LONG_TEXT, width=16),
            Field("signed", "落款", kinds.TEXT, width=8),
            Field("date", "成文日期", kinds.DATE, width=6),
            Field("frozen_on", "定稿日期", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    labels={
        "sections": "章节",
        "texts": "各章文字",
        "annex": "附件",
        "values": "定稿数字",
        "kept": "定稿附件",
    },
    box="01",
)


def tokens(text: str) -> tuple[str, ...]:
    """The number fields of `text`, each once, in order."""
    return tuple(dict.fromkeys(key for key in _TOKEN.findall(text) if key not in WORDS))


def filled(text: str, values: Mapping[str, str]) -> str:
    """`text` with the values of its fields; what is not known stays visible as it was written."""
    return _TOKEN.sub(lambda found: values.get(found[1], found[0]), text)


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """`text` in pieces: words with an empty key, and number fields with their key."""
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found[0], found[1]
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def first_text(section: Section, is_zero: Callable[[str], bool]) -> str:
    """The text a section begins with: its sentences that have anything to tell."""
    told = (_told(sentence, is_zero) for sentence in section.sentences)
    return "".join(told) or section.nothing


_CLAUSE = re.compile(r"[^，；]+[，；]?")


def _told(sentence: str, is_zero: Callable[[str], bool]) -> str:
    """`sentence` without the clauses all of whose numbers are 0; empty where none is left."""
    clauses = _CLAUSE.findall(sentence)
    left = [
        clause
        for clause in clauses
        if not tokens(clause) or not all(is_zero(key) for key in tokens(clause))
    ]
    if not any(tokens(clause) for clause in left):
        return ""
    whole = "".join(left)
    return whole if whole.endswith("。") else f"{whole.rstrip('，；')}。"


_NUMERALS = "一二三四五六七八九十"


def headed(keys: Iterable[str]) -> Iterator[tuple[str, str, Section]]:
    """The sections of `keys`: the chapter that begins before one, its own heading, the section.

    The points of the 工作要点 stand together under 主要工作, which is named before the first.
    """
    chapter = point = 0
    for key in keys:
        section = BY_KEY[key]
        over = ""
        if section.point:
            if point == 0:
                over = f"{_NUMERALS[chapter]}、主要工作"
                chapter += 1
            yield over, f"（{_NUMERALS[point]}）{section.title}", section
            point += 1
        else:
            yield "", f"{_NUMERALS[chapter]}、{section.title}", section
            chapter += 1
