"""How tasks are told on screen: their state with its drawing, their day, their lists."""

from collections.abc import Mapping
from datetime import date

from shuangyong_desktop.domain import task_marks
from shuangyong_desktop.domain.task_marks import TaskGroup, TaskMark
from shuangyong_desktop.domain.tasks import MUTUAL, Standing, Task, TaskList, TaskState
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.people_columns import short_day

_STATES = {
    TaskState.NOT_BEGUN: ("dots", "text3", ""),
    TaskState.GOING: ("refresh", "info", "info"),
    TaskState.TO_CHECK: ("user-check", "warn", "warn"),
    TaskState.CLOSED: ("circle-check", "ok", "ok"),
    TaskState.HELD: ("clock", "text3", ""),
    TaskState.CARRIED: ("arrow-forward-up", "text3", ""),
    TaskState.RETURNED: ("arrow-back-up", "warn", "warn"),
}
"""The drawing and the colour of a state, and the kind of its chip."""
_NUMERALS = "一二三四五六七八九十"


def state_words(task: Task | TaskMark, today: str, *, short: bool = False) -> str:
    """已逾期, or the state; what waits for confirmation says by whom."""
    if task.overdue(today):
        return "已逾期" if short else late_words(task.due or today, today)
    if task.state is TaskState.TO_CHECK:
        mutual = task.list in MUTUAL
        return ("待确认" if mutual else "待核验") if short or not mutual else "待提出单位确认"
    return task.state.value


def state_mark(task: Task | TaskMark, today: str) -> tuple[str, str]:
    """The drawing of a state and the colour of both."""
    if task.overdue(today):
        return "alert-triangle", "bad"
    return _STATES[task.state][:2]


def state_kind(task: Task | TaskMark, today: str) -> str:
    """The kind of the chip that shows a state."""
    return "bad" if task.overdue(today) else _STATES[task.state][2]


def late_words(due: str, today: str) -> str:
    """逾期 1 天: how long ago a day (ISO) was."""
    return f"逾期 {(date.fromisoformat(today) - date.fromisoformat(due)).days} 天"


def done_words(task: Task, standing: Standing) -> str:
    """2/4 次, or how often something was done where there is no goal."""
    unit = task.counted_in or "次"
    if task.goal:
        return f"{standing.done}/{task.goal} {unit}"
    return f"{standing.done} {unit}" if standing.done else ""


def share(task: Task, standing: Standing) -> float | None:
    """How much of the goal is done, counted; None where nothing is counted (CLERK §6)."""
    if task.goal:
        return min(standing.done / task.goal, 1.0)
    return standing.proofs_met / standing.proofs if standing.proofs else None


def proof_words(standing: Standing) -> str:
    """3/4: how many conditions are met; a dash where there are none."""
    return f"{standing.proofs_met}/{standing.proofs}" if standing.proofs else "—"


def supervised_words(standing: Standing) -> str:
    """7月29日 督办: the last step of 督办."""
    if not standing.supervised or standing.supervised_by is None:
        return "—"
    return f"{short_day(standing.supervised)} {standing.supervised_by.value}"


def day_words(task: Task) -> str:
    """The day on which a task is due; with its year where that is not the task's own."""
    day = date.fromisoformat(task.due) if task.due else None
    if day is None:
        return ""
    words = f"{day.month}月{day.day}日"
    return words if day.year == task.year else f"{day.year}年{words}"


def list_names(desk: Desk) -> Mapping[TaskList, str]:
    """What the desk calls its lists (CLERK §2)."""
    return task_marks.list_names(desk.office.settings.desk())


def group_words(group: TaskGroup, number: int, names: Mapping[TaskList, str]) -> str:
    """一、双清单 · 地方支持部队事项: the heading of a group, counted from 0."""
    numeral = _NUMERALS[number] if number < len(_NUMERALS) else str(number + 1)
    if group.of in MUTUAL:
        return f"{numeral}、双清单 · {names[group.of]}"
    return f"{numeral}、{names[group.of]}{f' · {group.clause}' if group.clause else ''}"
