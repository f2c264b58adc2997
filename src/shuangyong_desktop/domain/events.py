"""人员变动 (person events): what happened, on which day, on what basis, and what follows from it.

Kinds and consequences: DOMAIN §6.1, CLERK §2. The street proposes, it approves nothing: a
payment is 拟停发，报区局.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.domain.status import PersonStatus


class EventKind(StrEnum):
    """变动类型: what happened to a person."""

    ADDED = "新增"
    ENLISTED = "入伍"
    DISCHARGED = "退役返乡"
    DIED = "死亡"
    MOVED_IN = "迁入"
    MOVED_OUT = "迁出"
    MOVED_WITHIN = "区内迁移"
    AWAY = "外出、人户分离"
    GRADED = "评残、等级调整"
    RECOGNISED = "身份认定"
    OF_AGE = "到龄"
    CHILD_GROWN = "子女满18周岁或毕业"
    MARRIED = "结婚、再婚"
    EMPLOYED = "就业、领取养老金"
    SENTENCED = "处分、判刑、通缉"
    SUSPENDED = "中止"
    RESUMED = "恢复"
    REVOKED = "取消"
    HONOURED = "立功受奖"
    LOST = "失联、查无"
    DETAILS = "联系方式、银行卡变更"
    REMOVED = "移出台账"
    RETURNED = "重新列入"
    OTHER = "其他"


class DeathCause(StrEnum):
    """死亡原因 as far as it decides what the family is due (条例 art. 32)."""

    ILLNESS = "因病"
    OLD_WOUND = "旧伤复发"
    ACCIDENT = "意外"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """One event of one person.

    `date` is the day of the fact, `reported_on` when the desk heard of it, `recorded_on` when
    it was entered. `before` and `after` are what it changed, texts by key of PEOPLE. `cause`
    is the cause of death where that decides the money. `place` is where somebody moved from
    or to. `paid_until` is the month up to which money has been paid. `authority` and
    `document` say who decided 中止, 恢复 or 取消, and by which number.
    """

    date: str | None = None
    kind: EventKind | None = None
    cause: str | None = None
    place: str | None = None
    basis: str | None = None
    source: str | None = None
    reported_on: str | None = None
    recorded_on: str | None = None
    status_before: PersonStatus | None = None
    status_after: PersonStatus | None = None
    paid_until: str | None = None
    authority: str | None = None
    document: str | None = None
    before: Mapping[str, str] = field(default_factory=dict)
    after: Mapping[str, str] = field(default_factory=dict)
    remarks: str | None = None


EVENTS = Register(
    "event",
    "变动",
    Event,
    Schema(
        Event,
        (
            Field("kind", "变动类型", kinds.one_of(EventKind), required=True, width=6),
            Field("date", "变动时间", kinds.DATE, required=True, width=6),
            Field("cause", "原因", kinds.words(*DeathCause), width=6),
            Field("place", "迁自或迁往", kinds.words(), width=8),
            Field("basis", "变动依据",
                  kinds.words("死亡证明", "户口注销证明", "火化证明", "户口迁移证",
                              "村（社区）证明", "区局文件"),
                  required=True, width=8),
            Field("source", "来源",
                  kinds.words("村（社区）上报", "家属报告", "殡葬名单", "公安名单", "医保名单",
                              "年度确认", "全面摸排"),
                  width=6),
            Field("reported_on", "上报时间", kinds.DATE, width=6),
            Field("recorded_on", "登记时间", kinds.DATE, width=6),
            Field("status_before", "变动前状态", kinds.one_of(PersonStatus), width=4),
            Field("status_after", "变动后状态", kinds.one_of(PersonStatus), width=4),
            Field("paid_until", "已发放至", kinds.MONTH, width=5),
            Field("authority", "决定机关", kinds.words("重庆市退役军人事务局"), width=8),
            Field("document", "决定文号", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"before": "变动前", "after": "变动后"},
)  # fmt: skip


STATUS_AFTER: Mapping[EventKind, PersonStatus] = {
    EventKind.DIED: PersonStatus.DECEASED,
    EventKind.MOVED_OUT: PersonStatus.MOVED_OUT,
    EventKind.MOVED_IN: PersonStatus.ACTIVE,
    EventKind.REMOVED: PersonStatus.REMOVED,
    EventKind.RETURNED: PersonStatus.ACTIVE,
}
"""Where a person stands after an event; kinds that are not named leave the status alone."""

CHANGES: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.ADDED: ("categories", "community", "address"),
    EventKind.ENLISTED: ("categories", "enlist_date", "soldier_kind"),
    EventKind.DISCHARGED: ("categories", "discharge_date", "placement"),
    EventKind.MOVED_IN: ("community", "address", "registered_address"),
    EventKind.MOVED_WITHIN: ("community", "address", "registered_address"),
    EventKind.AWAY: ("away", "address", "phone"),
    EventKind.GRADED: ("categories", "disability_grade", "disability_nature", "disability_cert"),
    EventKind.RECOGNISED: ("categories", "pension_cert"),
    EventKind.OF_AGE: ("categories",),
    EventKind.MARRIED: ("marital",),
    EventKind.EMPLOYED: ("employment", "pension_insurance"),
    EventKind.REVOKED: ("categories",),
    EventKind.DETAILS: ("phone", "address", "bank_name", "bank_account", "bank_holder"),
}
"""The columns of PEOPLE that an event of a kind may change, beside the status."""

ASKED: Mapping[EventKind, tuple[str, ...]] = {
    EventKind.DIED: ("cause", "paid_until"),
    EventKind.MOVED_IN: ("place",),
    EventKind.MOVED_OUT: ("place", "paid_until"),
    EventKind.MOVED_WITHIN: ("place",),
    EventKind.SUSPENDED: ("authority", "document", "paid_until"),
    EventKind.RESUMED: ("authority", "document"),
    EventKind.REVOKED: ("authority", "document", "paid_until"),
}
"""What is asked of an event beside what every event has: columns of EVENTS by kind."""

DECIDED = (EventKind.SUSPENDED, EventKind.RESUMED, EventKind.REVOKED)
"""Kinds that nobody but the deciding authority can bring about (条例 art. 59, CLERK §2)."""


class FollowUpKind(StrEnum):
    """后续事项: what an event asks the desk to do."""

    STOP_PAYMENT = "拟停发，报区局"
    TAIL_MONTHS = "尾月"
    FUNERAL_SUBSIDY = "丧葬补助"
    RECOVER = "多发追回"
    PLAQUE = "光荣牌"
    CARD = "优待证"
    FAMILY = "家属身份转换"
    OPEN_VISITS = "未了慰问方案"
    CONTACT = "联系人交接"
    PAPERS = "收集材料"
    OTHER = "其他"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """One thing that an event asks for; ticked off with the day, or waived with a reason.

    `amount` in yuan where the rule gives one; `rule` is the law or the desk's setting.
    """

    event_id: int | None = None
    kind: FollowUpKind | None = None
    words: str | None = None
    rule: str | None = None
    due: str | None = None
    amount: Decimal | None = None
    done_on: str | None = None
    waived: str | None = None
    remarks: str | None = None

    @property
    def open(self) -> bool:
        """Whether it still waits for the desk."""
        return self.done_on is None and self.waived is None


FOLLOW_UPS = Register(
    "follow_up",
    "变动后续事项",
    FollowUp,
    Schema(
        FollowUp,
        (
            Field("kind", "事项", kinds.one_of(FollowUpKind), width=6),
            Field("words", "内容", kinds.LONG_TEXT, width=16),
            Field("rule", "依据", kinds.TEXT, width=10),
            Field("due", "办理期限", kinds.DATE, width=6),
            Field("amount", "金额（元）", kinds.MONEY, width=5),
            Field("done_on", "办理时间", kinds.DATE, width=6),
            Field("waived", "不办理的原因", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="due",
    labels={"event_id": "变动"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZeroReport(Record):
    """零报告: what one 村（社区） reported for one month, also where nothing happened."""

    month: str | None = None
    community: str | None = None
    reported_on: str | None = None
    reporter: str | None = None
    changes: int | None = None
    remarks: str | None = None


ZERO_REPORTS = Register(
    "zero_report",
    "零报告",
    ZeroReport,
    Schema(
        ZeroReport,
        (
            Field("month", "月份", kinds.MONTH, required=True, width=5),
            Field("community", "村（社区）", kinds.COMMUNITY, required=True, width=6),
            Field("reported_on", "上报时间", kinds.DATE, width=6),
            Field("reporter", "报告人", kinds.words(), width=4),
            Field("changes", "变动人数", kinds.INTEGER, width=4),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="month",
    personal=False,
)
