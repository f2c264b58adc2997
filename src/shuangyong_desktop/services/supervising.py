"""督办: reminders, orders, talks and referrals about tasks that are late (工作要点 三（一）)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.task_marks import NOBODY
from shuangyong_desktop.domain.tasks import SUPERVISIONS, Supervision, SupervisionKind
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.services.tasks import TaskLine, Tasks
from shuangyong_desktop.storage.ledger import Ledger

_DAYS = timedelta(days=7)
_NEXT = {
    None: SupervisionKind.URGING,
    SupervisionKind.REMINDER: SupervisionKind.URGING,
    SupervisionKind.URGING: SupervisionKind.ORDER,
    SupervisionKind.ORDER: SupervisionKind.TALK,
    SupervisionKind.TALK: SupervisionKind.REFERRAL,
    SupervisionKind.REFERRAL: SupervisionKind.REFERRAL,
}
"""What usually comes after the last step of 督办."""
_NUMBER = re.compile(r"〔(\d{4})〕(\d+)号")


@dataclass(frozen=True, slots=True)
class UnitOverdue:
    """The overdue tasks of one unit."""

    unit: str
    lines: tuple[TaskLine, ...]


class Supervisions(Entries[Supervision]):
    """The 督办 of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, SUPERVISIONS)
        self._tasks = Tasks(ledger)

    def of(self, task_id: int) -> list[Supervision]:
        """The 督办 of one task, newest first."""
        return list(self.every(RecordFilter(equal=(("task_id", task_id),))))

    def next_step(self, task_id: int) -> Supervision:
        """What usually comes next for a task, filled in as far as it is known; not written."""
        task, done = self._tasks.get(task_id), self.of(task_id)
        today = self._ledger.clock().date()
        kind = _NEXT[done[0].kind if done else None]
        return Supervision(
            task_id=task_id, date=today.isoformat(), unit=task.unit, kind=kind,
            demand=usual_demand(kind, task.due), until=(today + _DAYS).isoformat(),
            number=_number(today.year, self._last(today.year)),
        )  # fmt: skip

    def step_for_many(self) -> Supervision:
        """What is usually written for several overdue tasks at once; not written."""
        today = self._ledger.clock().date()
        return Supervision(
            date=today.isoformat(), until=(today + _DAYS).isoformat(),
            demand="该事项已超过完成时限，请抓紧办理，并书面反馈办理情况。",
        )  # fmt: skip

    def supervise_many(self, task_ids: Sequence[int], step: Supervision) -> int:
        """Write the same step for several tasks, each to its own unit, as one change; how many.

        Each has a number of its own, following the last of the year. Raises Problem for a task
        without a unit and where nothing is chosen.
        """
        tasks = self._tasks.page(task_ids)
        if not tasks:
            raise Problem("还没有选择任务。没有保存。", code="nobody")
        homeless = [task.title or "" for task in tasks if not task.unit]
        if homeless:
            raise Problem(
                f"“{homeless[0]}”还没有牵头单位，不能督办。请先填写牵头单位。没有保存。",
                code="no_unit",
            )
        year = int((step.date or "")[:4] or self._ledger.clock().year)
        with self._ledger.transaction(f"{step.kind.value}：{len(tasks)} 项任务") as change:
            for number, task in enumerate(tasks, self._last(year)):
                own = replace(step, id=None, task_id=task.id, unit=task.unit,
                              number=_number(year, number))  # fmt: skip
                self.put(change, own)
        return len(tasks)

    def overdue(self, year: int) -> list[UnitOverdue]:
        """The overdue tasks of a year by unit, those with most first."""
        today = self._ledger.clock().date().isoformat()
        lines = self._tasks.lines(self._tasks.facts.in_order(year))
        found: dict[str, list[TaskLine]] = {}
        for line in lines:
            if line.task.overdue(today):
                found.setdefault(line.task.unit or NOBODY, []).append(line)
        units = [UnitOverdue(unit, tuple(late)) for unit, late in found.items()]
        return sorted(units, key=lambda item: -len(item.lines))

    def _last(self, year: int) -> int:
        """The last number of a 督办单 in a year; 0 before the first."""
        found = (_NUMBER.search(item.number or "") for item in self.every())
        return max((int(match[2]) for match in found if match and int(match[1]) == year), default=0)


def usual_demand(kind: SupervisionKind, due: str | None) -> str | None:
    """What a step of a kind usually asks for about a task due on a day; None for 移交."""
    late = f"该事项时限为{show_date(due)}，" if due else ""
    if kind is SupervisionKind.REFERRAL:
        return None  # what is asked of 纪工委 stands in the letter itself
    if kind is SupervisionKind.TALK:
        return f"{late}至今没有办结。请说明原因，提出整改措施和办结时间。"
    return f"{late}请抓紧办理，并书面反馈办理情况。"


def _number(year: int, last: int) -> str:
    """The number of a 督办单 after the `last` of a year: 〔2026〕3号."""
    return f"〔{year}〕{last + 1}号"
