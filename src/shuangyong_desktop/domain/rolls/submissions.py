"""报送登记 (submissions): which paper went to whom, when, and with which numbers (CLERK §5.3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Record):
    """One paper that was sent. `report` is its key, `values` its numbers by what they count."""

    report: str | None = None
    title: str | None = None
    date: str | None = None
    to: str | None = None
    way: str | None = None
    by: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    remarks: str | None = None


SUBMISSIONS = Register(
    "submission",
    "报送",
    Submission,
    Schema(
        Submission,
        (
            Field("title", "报送材料", kinds.TEXT, required=True, width=14),
            Field("date", "报送时间", kinds.DATE, required=True, width=6),
            Field("to", "报送单位", kinds.words(), required=True, width=8),
            Field("way", "报送方式", kinds.words("纸质", "电子", "纸质和电子"), width=5),
            Field("by", "报送人", kinds.words(), width=4),
            Field("remarks", "备注", kinds.LONG_TEXT, width=10),
        ),
    ),
    personal=False,
    plain=True,
    named="title",
    title="报送登记",
    labels={"report": "报表", "values": "报送数字"},
    box="01",
)  # fmt: skip
