"""评分细则 (scoring rules) of an inspection, and what is linked by hand (CLERK §5.10)."""

import re
from dataclasses import dataclass
from decimal import Decimal

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Doubt, Field, Kind, Reading, Schema
from shuangyong_desktop.domain.registers import Record, Register

_POINTS = re.compile(r"-?\d{1,4}(\.\d{1,2})?")
_BLANK = ("", "/", "-", "—")


def _read_points(text: str) -> Reading:
    plain = text.strip().removesuffix("分").strip()
    if plain in _BLANK:
        return Reading()
    if _POINTS.fullmatch(plain):
        return Reading(Decimal(plain))
    return Reading(
        None, (Doubt("bad_points", f"“{plain[:20]}”不是分数，请填数字，例如 2 或 0.5。"),)
    )


def write_points(value: Decimal) -> str:
    """2 for 2.00, 0.5 for 0.50."""
    return f"{value.normalize():f}"


POINTS = Kind("text", _read_points, write=write_points, align="right")
"""Points with at most two decimals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoringItem(Record):
    """One item of the rules. Without years it counts in every year, without a box in none."""

    date: str | None = None
    first_year: int | None = None
    last_year: int | None = None
    box: str | None = None
    number: str | None = None
    title: str | None = None
    standard: str | None = None
    points: Decimal | None = None
    score: Decimal | None = None
    reason: str | None = None

    def counts_in(self, first: int, last: int) -> bool:
        """Whether it counts in any year from `first` to `last`."""
        return (self.first_year or first) <= last and (self.last_year or last) >= first


SCORING_ITEMS = Register(
    "scoring_item",
    "评分项",
    ScoringItem,
    Schema(
        ScoringItem,
        (
            Field("number", "编号", kinds.CERTIFICATE, width=4,
                  aliases=("项目编号", "指标编号", "条目")),
            Field("title", "测评项目", kinds.TEXT, required=True, width=14,
                  aliases=("测评内容", "考评项目", "评分项目", "项目", "指标", "考评内容", "评分项",
                           "检查项目")),
            Field("standard", "评分标准", kinds.LONG_TEXT, width=20,
                  aliases=("标准", "测评标准", "考评标准", "评分细则", "评分办法", "检查标准")),
            Field("points", "分值", POINTS, width=4, aliases=("标准分", "满分", "分数")),
            Field("box", "迎检盒", kinds.TEXT, width=4,
                  aliases=("盒号", "档案盒", "档案盒号")),
            Field("first_year", "起始年度", kinds.INTEGER, width=4),
            Field("last_year", "截止年度", kinds.INTEGER, width=4),
            Field("score", "自评分", POINTS, width=4, aliases=("得分", "自评得分")),
            Field("reason", "自评说明", kinds.LONG_TEXT, width=12,
                  aliases=("扣分原因", "自评情况", "说明")),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    title="评分细则",
    labels={"date": "登记日期"},
    hint="迎检盒填 01 到 11；起止年度不填就每年都算。",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxLink(Record):
    """One record put into a box (or to one of its items) by hand, or with `out` left out of it.

    `register` and `record_id` name the record, `item` the id of a scoring item.
    """

    date: str | None = None
    box: str | None = None
    item: int | None = None
    register: str | None = None
    record_id: int | None = None
    out: bool = False


BOX_LINKS = Register(
    "box_link",
    "迎检关联",
    BoxLink,
    Schema(BoxLink, (Field("box", "迎检盒", kinds.TEXT),)),
    personal=False,
    plain=True,
    named="box",
    title="迎检关联",
    labels={"date": "日期", "item": "评分项", "register": "登记簿", "record_id": "记录",
            "out": "不放入"},
)  # fmt: skip
