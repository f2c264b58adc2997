"""服役经历和立功受奖 (service history and merits) of a person on the ledger."""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePeriod(Record):
    """One stretch of service. `unit` is the public code (对外代号), never 番号 (CLERK §2)."""

    since: str | None = None
    until: str | None = None
    unit: str | None = None
    branch: str | None = None
    rank: str | None = None
    post: str | None = None
    remarks: str | None = None


SERVICE_PERIODS = Register(
    "service_period",
    "服役经历",
    ServicePeriod,
    Schema(
        ServicePeriod,
        (
            Field("since", "起", kinds.DATE, required=True, width=6),
            Field("until", "止", kinds.DATE, width=6),
            Field("unit", "部队代号", kinds.TEXT, width=8),
            Field("branch", "军种", kinds.words("陆军", "海军", "空军", "火箭军", "武警"), width=4),
            Field("rank", "军衔级别", kinds.TEXT, width=5),
            Field("post", "职务", kinds.TEXT, width=5),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    date="since",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Merit(Record):
    """One award (立功受奖) of a person."""

    date: str | None = None
    award: str | None = None
    approved_by: str | None = None
    certificate: str | None = None
    remarks: str | None = None


MERITS = Register(
    "merit",
    "立功受奖",
    Merit,
    Schema(
        Merit,
        (
            Field("date", "时间", kinds.DATE, width=6),
            Field(
                "award",
                "奖励种类",
                kinds.words(
                    "八一勋章", "荣誉称号", "一等功", "二等功", "三等功", "“四有”优秀士兵", "嘉奖"
                ),
                required=True,
                width=6,
            ),
            Field("approved_by", "批准单位", kinds.TEXT, width=8),
            Field("certificate", "证书号", kinds.CERTIFICATE, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
)
