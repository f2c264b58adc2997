"""收回分工表: what a unit says of its tasks, row by row, before any of it is written.

Sheets come back altered: rows added, removed, moved, numbers lost (CLERK §5.2). Every row lands
in exactly one place, so that the counts add up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain.task_lists import TaskRow
from shuangyong_desktop.domain.tasks import OPEN_STATES, Standing, Task, TaskState
from shuangyong_desktop.domain.text import fold


class Landing(StrEnum):
    """What became of one row of a returned sheet."""

    TOLD = "可登记"
    SAME = "无变化"
    DOUBTFUL = "待核对"
    REPEATED = "重复出现"
    UNKNOWN = "找不到任务"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row: the task it is about and what it says. `amount` is what is to be added."""

    row: TaskRow
    landing: Landing
    why: str = ""
    task: Task | None = None
    words: str = ""
    amount: int = 0
    done: bool = False

    @property
    def said(self) -> str:
        """What would be written, in words."""
        parts = [self.words, f"完成数量 +{self.amount}" if self.amount else "",
                 "报已完成，待核验" if self.done else ""]  # fmt: skip
        return "；".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Known:
    """A task of the year with how far it has come."""

    task: Task
    standing: Standing


def told_by(rows: Iterable[TaskRow], known: Mapping[int, Known]) -> list[Told]:
    """What each row says of the tasks `known` by id."""
    seen: set[int] = set()
    return [_one(row, known, seen) for row in rows]


def _one(row: TaskRow, known: Mapping[int, Known], seen: set[int]) -> Told:
    found, why = _task_of(row, known)
    if found is None:
        return Told(row=row, landing=Landing.UNKNOWN, why=why)
    task = found.task
    if (task.id or 0) in seen:
        return Told(row=row, landing=Landing.REPEATED, why="前面已有这项任务的一行", task=task)
    seen.add(task.id or 0)
    if why:
        return Told(row=row, landing=Landing.DOUBTFUL, why=why, task=task)
    return _said(row, found)


def _task_of(row: TaskRow, known: Mapping[int, Known]) -> tuple[Known | None, str]:
    """The task of a row by its number, else by its title; and what speaks against it."""
    title = fold(row.task.title or "")
    named = [item for item in known.values() if fold(item.task.title or "") == title and title]
    by_number = known.get(row.number or 0)
    if by_number is not None:
        same = fold(by_number.task.title or "") == title
        return by_number, "" if same else "任务号和任务名称对不上，请核对后手工登记"
    if len(named) == 1:
        return named[0], ""
    if named:
        return None, "有几项同名任务，又没有任务号"
    return None, "台账今年没有这项任务，可能是新加的行"


def _said(row: TaskRow, known: Known) -> Told:
    task, standing = known.task, known.standing
    words = "；".join(filter(None, (row.told.get("progress"), _proof(row))))
    base = Told(row=row, landing=Landing.SAME, task=task, words=words)
    text = row.told.get("amount", "").strip()
    if text and not re.fullmatch(r"\d{1,6}(?:\.0+)?", text):
        return _doubtful(base, f"完成数量“{text[:10]}”不是数字")
    amount = int(float(text)) - standing.done if text else 0
    if amount < 0:
        return _doubtful(base, f"完成数量 {text} 少于已登记的 {standing.done}")
    if task.state not in OPEN_STATES:
        same = not words and not amount
        return base if same else _doubtful(base, f"任务现在是“{task.state.value}”，不再登记进展")
    done = row.task.state is TaskState.CLOSED and task.state is not TaskState.TO_CHECK
    if not words and not amount and not done:
        return base
    if done and not words and not amount:
        words = "填报已完成"
    return Told(row=row, landing=Landing.TOLD, task=task, words=words, amount=amount, done=done)


def _doubtful(base: Told, why: str) -> Told:
    return Told(row=base.row, landing=Landing.DOUBTFUL, why=why, task=base.task, words=base.words)


def _proof(row: TaskRow) -> str:
    proof = row.told.get("proof", "")
    return f"佐证：{proof}" if proof else ""


def counts_words(rows: Iterable[Told], skipped: int) -> str:
    """读到 = the sum of all landings + 跳过, as the clerk reads it."""
    found = Counter(row.landing for row in rows)
    parts = [f"{landing.value} {found[landing]}" for landing in Landing if found[landing]]
    return f"读到 {found.total() + skipped} 行 = " + " + ".join([*parts, f"跳过 {skipped}"])
