"""类别认定 (holdings): since when, until when and on what basis somebody has a category.

The categories themselves stand with the person; a holding adds what is known about one.
"""

from dataclasses import dataclass

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Record):
    """One category of one person; `category` is its legal name as the clerk chooses it."""

    category: str | None = None
    since: str | None = None
    until: str | None = None
    basis: str | None = None
    certificate: str | None = None


HOLDINGS = Register(
    "person_category",
    "类别认定",
    Holding,
    Schema(
        Holding,
        (
            Field("category", "人员类别", kinds.words(), required=True, width=14),
            Field("since", "认定时间", kinds.DATE, width=6),
            Field("until", "终止时间", kinds.DATE, width=6),
            Field("basis", "依据", kinds.words(), width=10),
            Field("certificate", "证件号", kinds.CERTIFICATE, width=8),
        ),
    ),
    date="since",
)
"""Kept in `person_category`, which is no register of its own: it has no 回收站, a category taken
off stays in the history."""
