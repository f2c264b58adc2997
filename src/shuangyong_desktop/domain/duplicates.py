"""疑似重复 (duplicates): people who look like one, and what the clerk has said of them."""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTheSame(Record):
    """不是同一人: two people who look alike and were looked at."""

    other_id: int | None = None
    date: str | None = None
    reason: str | None = None


NOT_THE_SAME = Register(
    "not_the_same",
    "不是同一人",
    NotTheSame,
    Schema(
        NotTheSame,
        (
            Field("date", "核对时间", kinds.DATE, width=6),
            Field("reason", "理由", kinds.TEXT, width=10),
        ),
    ),
    labels={"other_id": "另一人"},
)
