"""个人时间线 (timeline): everything that happened to one person, newest first."""

from dataclasses import dataclass
from enum import StrEnum


class EntryKind(StrEnum):
    """What sort of thing happened."""

    CONTACT = "联系"
    APPEAL = "诉求"
    OPINION = "意见建议"
    EVENT = "变动"
    ROUND = "核实"
    HANDOUT = "发放"
    VISIT = "慰问"
    IMPORT = "导入"
    CHANGE = "修改"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One thing that happened to a person.

    `date` is ISO as far as known (“2026”, “2026-02-10”, “2026-02-10T09:30:00”). `change_id`
    is the change to look into, `plan_id` the visit plan, `record_id` the record of a register;
    None where there is none.
    """

    date: str
    kind: EntryKind
    title: str
    detail: str = ""
    change_id: int | None = None
    plan_id: int | None = None
    record_id: int | None = None
