"""联系工作台账 (contact ledger): contacts, appeals with their steps, opinions (DOMAIN §4.2, §4.5).

The four groups that the 工作要点 names are 联系对象基本信息 (the person), 联系情况,
困难问题化解情况 and 意见建议.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


class ContactWay(StrEnum):
    """联系方式: how somebody was contacted."""

    HOME = "入户走访"
    PHONE = "电话"
    MESSAGE = "微信"
    OFFICE = "来访"
    MEETING = "座谈"
    VIDEO = "视频"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Record):
    """One contact with one person. `next_date` is when the next one is due, if agreed.

    `appeal_id` is the appeal that was spoken of. `remote` people are found by telephone.
    """

    date: str | None = None
    way: ContactWay | None = None
    officer: str | None = None
    duty: str | None = None
    content: str | None = None
    next_date: str | None = None
    reached: bool | None = None
    appeal_id: int | None = None
    remarks: str | None = None


CONTACTS = Register(
    "contact",
    "联系",
    Contact,
    Schema(
        Contact,
        (
            Field("date", "联系时间", kinds.DATE, required=True, width=6,
                  aliases=("联系日期", "走访时间", "走访日期", "最近走访")),
            Field("way", "联系方式", kinds.one_of(ContactWay), required=True, width=4,
                  aliases=("走访方式",)),
            Field("officer", "联系人", kinds.words(), width=4,
                  aliases=("责任人", "帮扶责任人", "联系人（责任人）", "走访人")),
            Field("duty", "职务", kinds.words(), width=6),
            Field("content", "联系内容", kinds.LONG_TEXT, width=16,
                  aliases=("联系情况", "走访情况", "走访内容")),
            Field("reached", "联系上", kinds.YES_NO, width=3),
            Field("next_date", "下次联系", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"appeal_id": "诉求"},
)  # fmt: skip


class AppealStage(StrEnum):
    """办理环节: how far an appeal has come (登记 → 交办 → 办理 → 回访 → 办结)."""

    REGISTERED = "登记"
    ASSIGNED = "交办"
    HANDLING = "办理"
    REVISITED = "回访"
    CLOSED = "办结"
    WATCHED = "长期关注"
    FORWARDED = "转上级"
    DECLINED = "不予支持"


OPEN_STAGES = (
    AppealStage.REGISTERED,
    AppealStage.ASSIGNED,
    AppealStage.HANDLING,
    AppealStage.REVISITED,
)
"""The stages in which an appeal still waits for the desk."""


class AppealSource(StrEnum):
    """来源: how an appeal came to the desk."""

    VISIT = "来访"
    PHONE = "来电"
    HOME = "走访"
    PETITION = "信访转办"
    HOTLINE = "12345"
    GRID = "网格"


class Satisfaction(StrEnum):
    """本人意见: what the person says of the result."""

    CONTENT = "满意"
    MOSTLY = "基本满意"
    NOT = "不满意"


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal(Record):
    """One appeal or hardship (诉求、困难). Money is what was given, in yuan.

    `deadline` is the last day of handling; `extended_to` the day after an extension, with its
    reason in `extension_reason`. `told_on` is when acceptance was told to the person.
    """

    number: str | None = None
    date: str | None = None
    source: AppealSource | None = None
    kind: str | None = None
    content: str | None = None
    unit: str | None = None
    handler: str | None = None
    told_on: str | None = None
    deadline: str | None = None
    extended_to: str | None = None
    extension_reason: str | None = None
    channel: str | None = None
    papers_needed: str | None = None
    handling: str | None = None
    money: Decimal | None = None
    money_source: str | None = None
    stage: AppealStage = AppealStage.REGISTERED
    assigned_on: str | None = None
    revisited_on: str | None = None
    closed_on: str | None = None
    outcome: str | None = None
    satisfaction: Satisfaction | None = None
    contact_id: int | None = None
    remarks: str | None = None

    @property
    def due(self) -> str | None:
        """The day the desk is held to: after an extension, the later one."""
        return self.extended_to or self.deadline


APPEALS = Register(
    "appeal",
    "诉求",
    Appeal,
    Schema(
        Appeal,
        (
            Field("number", "编号", kinds.TEXT, width=5),
            Field("date", "登记时间", kinds.DATE, required=True, width=6,
                  aliases=("登记日期", "来访时间", "受理时间")),
            Field("source", "来源", kinds.one_of(AppealSource), width=4),
            Field("kind", "诉求类别",
                  kinds.words("生活", "医疗", "住房", "就业", "养老", "教育", "安置", "抚恤优待",
                              "其他"),
                  width=4, aliases=("困难类别", "问题类型")),
            Field("content", "诉求内容", kinds.LONG_TEXT, required=True, width=16,
                  aliases=("困难问题", "具体诉求", "反映问题", "主要诉求")),
            Field("unit", "责任单位", kinds.words(), width=6, aliases=("承办单位",)),
            Field("handler", "责任人", kinds.words(), width=4,
                  aliases=("承办人", "处理人", "经办人")),
            Field("told_on", "告知时间", kinds.DATE, width=6),
            Field("deadline", "办理时限", kinds.DATE, width=6, aliases=("限办日期", "完成时限")),
            Field("extended_to", "延期至", kinds.DATE, width=6),
            Field("extension_reason", "延期理由", kinds.TEXT, width=8),
            Field("channel", "帮扶渠道",
                  kinds.words("临时救助", "优抚医疗补助", "危房改造", "关爱基金", "社会捐助",
                              "政策解释", "协调办理"),
                  width=6),
            Field("papers_needed", "所需材料", kinds.LONG_TEXT, width=8),
            Field("handling", "办理情况", kinds.LONG_TEXT, width=16, aliases=("化解措施",)),
            Field("money", "帮扶金额（元）", kinds.MONEY, width=5, aliases=("帮扶金额",)),
            Field("money_source", "资金来源", kinds.words(), width=6),
            Field("stage", "办理环节", kinds.one_of(AppealStage), width=4,
                  aliases=("办理状态", "处理状态")),
            Field("assigned_on", "交办时间", kinds.DATE, width=6),
            Field("revisited_on", "回访时间", kinds.DATE, width=6),
            Field("closed_on", "办结时间", kinds.DATE, width=6,
                  aliases=("办结日期", "化解时间")),
            Field("outcome", "办理结果", kinds.LONG_TEXT, width=12, aliases=("化解情况",)),
            Field("satisfaction", "本人意见", kinds.one_of(Satisfaction), width=4,
                  aliases=("满意度",)),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"contact_id": "联系"},
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealStep(Record):
    """One step of handling an appeal: when, which stage it led to, by whom, what was done."""

    appeal_id: int | None = None
    date: str | None = None
    stage: AppealStage | None = None
    by: str | None = None
    words: str | None = None


APPEAL_STEPS = Register(
    "appeal_step",
    "办理记录",
    AppealStep,
    Schema(
        AppealStep,
        (
            Field("date", "时间", kinds.DATE, required=True, width=6),
            Field("stage", "办理环节", kinds.one_of(AppealStage), width=4),
            Field("by", "经办人", kinds.words(), width=4),
            Field("words", "办理情况", kinds.LONG_TEXT, width=16),
        ),
    ),
    labels={"appeal_id": "诉求"},
)


class Verdict(StrEnum):
    """采纳情况: what became of an opinion."""

    OPEN = "待答复"
    ADOPTED = "采纳"
    DECLINED = "不采纳"
    FORWARDED = "转办"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion(Record):
    """One opinion or suggestion (意见建议) and what became of it, with the reason."""

    date: str | None = None
    content: str | None = None
    verdict: Verdict = Verdict.OPEN
    reason: str | None = None
    replied_on: str | None = None
    contact_id: int | None = None
    remarks: str | None = None


OPINIONS = Register(
    "opinion",
    "意见建议",
    Opinion,
    Schema(
        Opinion,
        (
            Field("date", "提出时间", kinds.DATE, required=True, width=6),
            Field("content", "意见建议", kinds.LONG_TEXT, required=True, width=18),
            Field("verdict", "采纳情况", kinds.one_of(Verdict), width=4),
            Field("reason", "理由或答复", kinds.LONG_TEXT, width=12,
                  aliases=("采纳/回复情况", "答复情况")),
            Field("replied_on", "答复时间", kinds.DATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"contact_id": "联系"},
)  # fmt: skip
