"""核实无误 (verified): what looked like a fault, was looked at, and is right as it stands."""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Record):
    """One fault of one person that the clerk has looked at and let stand.

    `fault` is the key of the fault in `domain.faults`, `about` its sentence at the time: when
    the facts change so that the sentence differs, the fault is shown again.
    """

    fault: str | None = None
    about: str | None = None
    date: str | None = None
    reason: str | None = None


VERIFIED = Register(
    "verified",
    "核实无误",
    Verified,
    Schema(
        Verified,
        (
            Field("date", "核实时间", kinds.DATE, required=True, width=6),
            Field("about", "核实内容", kinds.LONG_TEXT, width=12),
            Field("reason", "理由", kinds.TEXT, required=True, width=10),
        ),
    ),
    labels={"fault": "核查项目"},
)
