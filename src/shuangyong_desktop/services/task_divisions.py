"""《重点任务分工表》 of a year, and the workbooks that units fill in."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from shuangyong_desktop.documents.task_book import DivisionBook, TaskEntry, TaskGroup
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.deadlines import ROUNDS_OF_A_YEAR
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_marks import list_names
from shuangyong_desktop.domain.tasks import OPEN_STATES, Task, TaskList, TaskState
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.services.tasks import TaskLine, Tasks
from shuangyong_desktop.storage.ledger import Ledger

STATES = (TaskState.NOT_BEGUN.value, TaskState.GOING.value, "已完成")
"""What a unit may say of its task; whether it is closed is for the desk."""

NO_UNIT = "未定牵头单位"


class TaskDivisions:
    """The 分工表 of one open ledger."""

    def __init__(self, ledger: Ledger, tasks: Tasks, settings: Settings) -> None:
        self._ledger, self._tasks, self._settings = ledger, tasks, settings

    def paper(self, year: int) -> Paper:
        """The 分工表 of a year, for .docx, .pdf and .xlsx. Raises Problem without tasks."""
        lines = self._lines(year)
        if not lines:
            raise Problem(f"{year} 年还没有任务，分工表没有生成。请先新增任务。", code="nothing")
        title = f"{year}年双拥重点任务分工表"
        return Paper("task_division", title, self._book(title, lines), len(lines), personal=False)

    def workbooks(
        self, year: int, folder: Path, until: date | None = None
    ) -> list[tuple[Path, Paper]]:
        """One workbook per leading unit with its open tasks, and where in `folder` it goes.

        Raises Problem where no open task has a leading unit.
        """
        made = []
        for unit, lines in self._by_unit(year).items():
            title = f"{year}年双拥重点任务进展填报表"
            day = show_date(until.isoformat()) if until else ""
            book = self._book(title, lines, unit=unit, until=day)
            target = folder / f"{safe_file_name(f'{title}_{unit}')}.xlsx"
            made.append((target, Paper("task_division", title, book, len(lines), personal=False)))
        if not made:
            raise Problem(
                f"{year} 年没有已定牵头单位的在办任务，没有生成。请先在任务中填写牵头单位。",
                code="nothing",
            )
        return made

    def units(self, year: int) -> dict[str, int]:
        """How many open tasks every leading unit has."""
        return {unit: len(lines) for unit, lines in self._by_unit(year).items()}

    def _lines(self, year: int) -> list[TaskLine]:
        return self._tasks.lines(self._tasks.facts.in_order(year))

    def _by_unit(self, year: int) -> dict[str, list[TaskLine]]:
        found: dict[str, list[TaskLine]] = {}
        for line in self._lines(year):
            if line.task.state in OPEN_STATES and line.task.unit:
                found.setdefault(line.task.unit, []).append(line)
        return found

    def _book(
        self, title: str, lines: Iterable[TaskLine], *, unit: str = "", until: str = ""
    ) -> DivisionBook:
        desk = self._settings.desk()
        names = list_names(desk)
        grouped: dict[TaskList, list[TaskEntry]] = {}
        for line in lines:
            grouped.setdefault(line.task.list, []).append(_entry(line))
        return DivisionBook(
            title=title, office=desk.issuer, unit=unit, until=until,
            made_on=self._ledger.clock().date(), states=STATES, demo=self._ledger.demo,
            groups=tuple(
                TaskGroup(names[of], tuple(entries)) for of, entries in grouped.items()
            ),
        )  # fmt: skip


def due_words(task: Task) -> str:
    """完成时限 as papers say it: 7月31日, 每季, 春节前30天（1月18日）; other years are named."""
    rule = task.due_rule or ""
    if not rule or rule in ROUNDS_OF_A_YEAR:
        return rule
    if rule[:4].isdigit():
        return _day(rule, task.year)
    words = rule.replace("-", "前").replace("+", "后")
    words = f"{words}天" if words != rule else words
    return f"{words}（{_day(task.due, task.year)}）" if task.due else words


def _day(iso: str, year: int | None) -> str:
    """A day in words; its year only where it is not that of the task."""
    words = show_date(iso)
    return words.removeprefix(f"{year}年") or words


def _entry(line: TaskLine) -> TaskEntry:
    task = line.task
    told = TaskState.NOT_BEGUN if task.state is TaskState.RETURNED else task.state
    return TaskEntry(
        number=task.id or 0,
        title=task.title or "",
        measure=task.measure or "",
        leader=task.leader or "",
        unit=task.unit or "",
        co_units="、".join(task.co_units),
        due=due_words(task),
        goal=f"{task.goal}{task.counted_in or '次'}" if task.goal else "",
        done=line.standing.done,
        state="已完成" if told is TaskState.TO_CHECK else told.value,
    )
