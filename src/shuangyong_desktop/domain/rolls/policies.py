"""工作制度和政策文件 (rules of the office, policies): what the desk works by and may cite."""

from dataclasses import dataclass
from datetime import date

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import earliest, latest
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Due, Record, Register
from shuangyong_desktop.domain.rolls.asking import due


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRule(Record):
    """One 工作制度 of the office itself."""

    title: str | None = None
    number: str | None = None
    category: str | None = None
    date: str | None = None
    gist: str | None = None
    until: str | None = None
    remarks: str | None = None


OFFICE_RULES = Register(
    "office_rule",
    "工作制度",
    OfficeRule,
    Schema(
        OfficeRule,
        (
            Field("title", "制度名称", kinds.TEXT, required=True, width=14, aliases=("名称",)),
            Field("number", "文号", kinds.TEXT, width=8, aliases=("发文字号",)),
            Field("category", "类别",
                  kinds.words("领导小组会议", "双清单", "走访慰问", "联系服务", "军地联席",
                              "学习宣传", "督查考核"),
                  width=6, aliases=("制度类别",)),
            Field("date", "制定时间", kinds.DATE, width=6, aliases=("印发时间", "印发日期")),
            Field("gist", "主要内容", kinds.LONG_TEXT, width=20),
            Field("until", "废止时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    title="工作制度",
    group="组织领导",
    box="01",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Record):
    """One document from above or of the office, in force from `date` to `until`."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    category: str | None = None
    issued_on: str | None = None
    date: str | None = None
    until: str | None = None
    gist: str | None = None
    remarks: str | None = None


def in_force(policy: Policy, day: date) -> bool:
    """Whether `policy` holds on `day`; one without days holds."""
    begun = not policy.date or earliest(policy.date) <= day
    return begun and (not policy.until or day <= latest(policy.until))


def citation(policy: Policy) -> str:
    """How papers cite `policy`: 《军人抚恤优待条例》（国务院令第788号）."""
    title = (policy.title or "").strip().removeprefix("《").removesuffix("》")
    return f"《{title}》（{policy.number}）" if policy.number else f"《{title}》"


def _ends(policy: Policy, today: date) -> Due | None:
    if not policy.until or latest(policy.until) < today:
        return None
    return due(latest(policy.until), "文件即将失效，核实有无新文件", today)


POLICIES = Register(
    "policy",
    "政策文件",
    Policy,
    Schema(
        Policy,
        (
            Field("title", "文件名称", kinds.TEXT, required=True, width=16,
                  aliases=("标题", "文件标题", "政策名称")),
            Field("number", "文号", kinds.TEXT, width=9, aliases=("发文字号",)),
            Field("issuer", "发文单位", kinds.words(), width=8, aliases=("发文机关", "制定机关")),
            Field("category", "类别",
                  kinds.words("法律法规", "抚恤优待", "安置就业", "走访慰问", "光荣牌和优待证",
                              "双拥创建", "军地共建", "烈士褒扬", "标准调整"),
                  width=6, aliases=("文件类别",)),
            Field("issued_on", "印发日期", kinds.DATE, width=6, aliases=("发文日期", "印发时间")),
            Field("date", "施行日期", kinds.DATE, width=6, aliases=("生效日期", "执行时间")),
            Field("until", "失效日期", kinds.DATE, width=6, aliases=("废止日期", "有效期至")),
            Field("gist", "主要内容", kinds.LONG_TEXT, width=20, aliases=("内容摘要", "要点")),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    title="政策文件库",
    group="组织领导",
    hint="只登记公开文件。现行有效的文件，答复诉求和登记待遇时可以直接引用。",
    asks=_ends,
    box="04",
)  # fmt: skip
