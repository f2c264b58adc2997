"""年度要点 (annual plans) and 对账 (reconciliations) of the tasks that come from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnualPlan(Record):
    """The document of a year: its number, day, addressees and text; the original is enclosed."""

    year: int | None = None
    title: str | None = None
    number: str | None = None
    date: str | None = None
    addressees: str | None = None
    text: str | None = None
    remarks: str | None = None


ANNUAL_PLANS = Register(
    "annual_plan",
    "年度工作要点",
    AnnualPlan,
    Schema(
        AnnualPlan,
        (
            Field("year", "年度", kinds.INTEGER, required=True, width=3),
            Field("title", "标题", kinds.TEXT, required=True, width=16, aliases=("文件名称",)),
            Field("number", "文号", kinds.TEXT, width=8, aliases=("发文字号",)),
            Field("date", "印发日期", kinds.DATE, width=6, aliases=("印发时间",)),
            Field("addressees", "印发对象", kinds.TEXT, width=12, aliases=("主送单位",)),
            Field("text", "全文", kinds.LONG_TEXT, width=20),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    title="年度工作要点",
    group="组织领导",
    box="01",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation(Record):
    """对账: how every task of a year stood on a day, kept as it was.

    `lines` holds state and times done by the number of the task: “CLOSED 2”.
    """

    year: int | None = None
    quarter: int | None = None
    date: str | None = None
    by: str | None = None
    lines: Mapping[str, str] = field(default_factory=dict)
    remarks: str | None = None


RECONCILIATIONS = Register(
    "reconciliation",
    "对账",
    Reconciliation,
    Schema(
        Reconciliation,
        (
            Field("year", "年度", kinds.INTEGER, required=True, width=3),
            Field("quarter", "季度", kinds.INTEGER, width=3),
            Field("date", "对账日期", kinds.DATE, required=True, width=6),
            Field("by", "经办人", kinds.words(), width=4),
            Field("remarks", "备注", kinds.LONG_TEXT, width=10),
        ),
    ),
    personal=False,
    plain=True,
    named="date",
    title="双清单对账",
    group="",
    labels={"lines": "各事项情况"},
    box="05",
)
