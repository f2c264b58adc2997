"""任务: writing tasks, leading them to 销号 and into the next year."""

from calendar import isleap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from shuangyong_desktop.domain import tasks as rules
from shuangyong_desktop.domain.deadlines import deadlines, next_deadline
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import (
    MUTUAL,
    PROOFS,
    TASKS,
    Closing,
    Proof,
    Standing,
    Task,
    TaskState,
)
from shuangyong_desktop.services import almanac
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.tasks import Share, TaskFacts
from shuangyong_desktop.storage.transaction import Transaction

SOON = timedelta(days=30)
"""How far ahead a deadline counts as 30 天内到期 (UX §2.6)."""
_ENDED = (TaskState.CLOSED, TaskState.CARRIED)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task with how far it has come."""

    task: Task
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCounts:
    """The numbers of a year's tasks.

    `open` is what the year still has to close, `mutual_open` what of it is of the 双清单.
    """

    total: int = 0
    closed: int = 0
    mutual: int = 0
    mutual_closed: int = 0
    mutual_open: int = 0
    mutual_overdue: int = 0
    open: int = 0
    overdue: int = 0
    soon: int = 0
    to_check: int = 0
    supervised: int = 0

    @property
    def badge(self) -> int:
        """What asks for the clerk: overdue, or waiting to be confirmed."""
        return self.overdue + self.to_check


class Tasks(Entries[Task]):
    """The tasks of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, TASKS)
        self.facts = TaskFacts(ledger)
        self._proofs = Records(ledger, PROOFS)

    def put(self, change: Transaction, record: Task) -> int:
        """Write a task within `change`, at the end of its list, with the day its deadline means.

        Raises Problem where the title is missing, the goal is below 0 or the deadline cannot be
        read.
        """
        if (record.goal or 0) < 0:
            raise Problem("目标数量不能小于 0，没有目标就留空。没有保存。", code="negative")
        year = record.year or self._ledger.clock().year
        position = record.position or self.facts.last_position(year, record.list) + 1
        whole = replace(record, year=year, position=position)
        return super().put(change, replace(whole, due=due_of(whole, self._done(record.id))))

    def add(self, change: Transaction, task: Task, proofs: Iterable[Proof] = ()) -> int:
        """Write a new task with its 销号条件 within `change`; returns its id."""
        number = self.put(change, task)
        for position, proof in enumerate(proofs, 1):
            made = replace(proof, id=None, task_id=number, position=position)
            self._proofs.add(change, made)
        return number

    def save(self, record: Task, proofs: Iterable[Proof] | None = None) -> Task:
        """Write a new or changed task and its 销号条件; None leaves those alone.

        Conditions that are known keep their files; those left out go into 回收站. Raises
        Problem as `put` does.
        """
        verb = "登记" if record.id is None else "修改"
        with self._ledger.transaction(self.title(verb, record)) as change:
            number = self.put(change, record)
            if proofs is not None:
                self._write_proofs(change, number, list(proofs))
        return self.get(number)

    def lines(self, ids: Sequence[int]) -> list[TaskLine]:
        """The tasks of `ids` with how far each has come, in that order."""
        known = self.facts.standings(ids)
        return [TaskLine(task, known[task.id or 0]) for task in self.page(ids)]

    def counts(self, year: int, today: date | None = None) -> TaskCounts:
        """The numbers of a year as they stand today or on another day, from one statement."""
        today = today or self._ledger.clock().date()
        return _counted(self.facts.summary(year, today.isoformat(), (today + SOON).isoformat()))

    def move(self, task_id: int, state: TaskState, reason: str | None = None) -> Task:
        """Bring a task into another state (退回补充, 挂起, 恢复 …).

        Raises Problem where that is no way, or the reason is missing.
        """
        task = rules.moved(self.get(task_id), state, reason)
        with self._ledger.transaction(f"任务改为{state.value}：{task.title}") as change:
            self.records.update(change, task)
        return self.get(task_id)

    def close(self, task_id: int, closing: Closing) -> Task:
        """销号: for an item of the 双清单 by the proposing side's confirmation (CLERK §2).

        Raises Problem where the confirmation, the conditions or a reason are missing.
        """
        (line,) = self.lines([task_id])
        rules.refuse_closing(line.task, line.standing, closing)
        with self._ledger.transaction(f"销号：{line.task.title}") as change:
            self.records.update(change, rules.closed(line.task, closing))
        return self.get(task_id)

    def carry_over(self, task_ids: Sequence[int], year: int, reason: str) -> list[int]:
        """Begin unfinished tasks anew in `year`; the old ones become 转入下年. Returns the new ids.

        Raises Problem without a reason, for a closed one and where nothing is chosen.
        """
        if not task_ids:
            raise Problem("还没有选择要转入的任务。没有改动。", code="nobody")
        with self._ledger.transaction(f"{len(task_ids)} 项任务转入 {year} 年") as change:
            return self.carry(change, task_ids, year, reason)

    def carry(
        self, change: Transaction, task_ids: Sequence[int], year: int, reason: str
    ) -> list[int]:
        """As `carry_over`, within `change`. Raises Problem before anything is written."""
        tasks = self.page(task_ids)
        after = [rules.moved(task, TaskState.CARRIED, reason) for task in tasks]
        made: list[int] = []
        for task, old in zip(tasks, after, strict=True):
            self.records.update(change, old)
            proofs = [
                replace(proof, ticked_on=None, words=None)
                for proof, _ in self.facts.proofs(task.id or 0)
            ]
            made.append(self.add(change, _anew(task, year), proofs))
        return made

    def recount(self, change: Transaction, task_id: int) -> None:
        """After progress was written or taken back: the day on which the next time is due."""
        task = self.get(task_id)
        self.records.update(change, replace(task, due=due_of(task, self._done(task_id))))

    def _write_proofs(self, change: Transaction, task_id: int, proofs: Sequence[Proof]) -> None:
        known = {proof.id: proof for proof, _ in self.facts.proofs(task_id)}
        kept = {proof.id for proof in proofs}
        at = self._ledger.clock().isoformat(timespec="seconds")
        for number, gone in known.items():
            if number not in kept:
                self._proofs.update(change, replace(gone, removed_at=at))
        for position, proof in enumerate(proofs, 1):
            placed = replace(proof, task_id=task_id, position=position)
            if proof.id in known:
                self._proofs.update(change, placed)
            else:
                self._proofs.add(change, replace(placed, id=None))

    def _done(self, task_id: int | None) -> int:
        return self.facts.standings([task_id])[task_id].done if task_id else 0


def due_of(task: Task, done: int) -> str | None:
    """The day (ISO) that the deadline of `task` means when so many times are done.

    Raises Problem where it cannot be read.
    """
    if not task.due_rule or not task.year:
        return None
    if task.due_rule[:4].isdigit() and len(task.due_rule) in (len("2026"), len("2026-07")):
        return _end_of(task.due_rule)
    days = deadlines(task.due_rule, task.year, almanac.festival_days(task.year))
    due = next_deadline(days, done)
    return due.isoformat() if due else None


def _end_of(period: str) -> str:
    """The last day of a year or a month, for a deadline that is known no better."""
    year, month = int(period[:4]), int(period[5:] or 12)
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - timedelta(days=1)).isoformat()


def _anew(task: Task, year: int) -> Task:
    """`task` as it begins in another year: what it is stays, what was done is left behind."""
    rule = task.due_rule or ""
    fixed = rule[:4].isdigit() and rule[4:5] in ("", "-")
    return replace(
        task, id=None, year=year, position=0, due=None, state=TaskState.NOT_BEGUN,
        due_rule=_in_year(rule, year) if fixed else task.due_rule, state_reason=None,
        carried_from=task.id,
    )  # fmt: skip


def _in_year(rule: str, year: int) -> str:
    """A fixed deadline in another year; 29 February is 28 February of an ordinary one."""
    day = f"{year}{rule[4:]}"
    leap = rule[4:] == "-02-29" and not isleap(year)
    return f"{year}-02-28" if leap else day


def _counted(shares: Iterable[Share]) -> TaskCounts:
    found = list(shares)
    closed = [share for share in found if share.state is TaskState.CLOSED]
    mutual = [share for share in found if share.list in MUTUAL]
    return TaskCounts(
        total=sum(share.count for share in found),
        closed=sum(share.count for share in closed),
        mutual=sum(share.count for share in mutual),
        mutual_closed=sum(share.count for share in closed if share.list in MUTUAL),
        mutual_open=sum(share.count for share in mutual if share.state not in _ENDED),
        mutual_overdue=sum(share.overdue for share in mutual),
        open=sum(share.count for share in found if share.state not in _ENDED),
        overdue=sum(share.overdue for share in found),
        soon=sum(share.soon for share in found),
        to_check=sum(share.count for share in found if share.state is TaskState.TO_CHECK),
        supervised=sum(share.supervised for share in found),
    )
