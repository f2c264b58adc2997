"""服役经历和立功受奖 (service history and merits), and the years of compulsory service."""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.ages import AgeRange, earliest, latest
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

_MONTHS = 12
_WHOLE_DATE = len("1968-03-05")
_TO_MONTH = len("1968-03")


def service_years(since: str | None, until: str | None) -> AgeRange | None:
    """所服义务兵折算年限: whole years, of which a begun one counts in full (民发〔2011〕110号).

    Never capped: conscripts before 1999 served three years and more (DOMAIN §2.6). A range
    where only a year is known; None without both dates or where they are the wrong way round.
    Dates known to the month are counted by months.
    """
    if not since or not until:
        return None
    if len(since) == len(until) == _WHOLE_DATE:
        months = _months(since, until)
        begun = until[8:] > since[8:]
        least = most = months + begun
    else:
        least = _months(since[:_TO_MONTH], until[:_TO_MONTH], most=False)
        most = _months(since[:_TO_MONTH], until[:_TO_MONTH])
    if most <= 0:
        return None
    return AgeRange(_begun_years(max(least, 1)), _begun_years(most))


def _months(since: str, until: str, *, most: bool = True) -> int:
    """Months from `since` to `until`; unknown months make them as many or as few as can be."""
    begin = earliest(since) if most or len(since) >= _TO_MONTH else latest(since)
    end = latest(until) if most or len(until) >= _TO_MONTH else earliest(until)
    return (end.year - begin.year) * _MONTHS + end.month - begin.month


def _begun_years(months: int) -> int:
    return -(-months // _MONTHS)
