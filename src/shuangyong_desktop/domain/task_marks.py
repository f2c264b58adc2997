"""What lists, board and calendar of 任务 need to know of every task of a year at once.

A mark is a task in few columns: whole tasks are read where they are seen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from shuangyong_desktop.domain.desk import DeskDetails
from shuangyong_desktop.domain.tasks import (
    MUTUAL,
    OPEN_STATES,
    SupervisionKind,
    TaskList,
    TaskState,
)

NOBODY = "未定责任单位"
"""The lane of tasks that no unit answers for yet."""


def list_names(desk: DeskDetails) -> Mapping[TaskList, str]:
    """What the desk calls its lists: those of the 双清单 as it likes (CLERK §2)."""
    usual = {each: each.value for each in TaskList}
    return usual | dict(zip(MUTUAL, (desk.for_army, desk.for_local), strict=True))


class TaskMark(NamedTuple):
    """One task in few columns; `supervised` is the last 督办 of it, None without any."""

    id: int
    list: TaskList
    state: TaskState
    title: str
    clause: str | None
    proposer: str | None
    unit: str | None
    due: str | None
    supervised: SupervisionKind | None

    def overdue(self, today: str) -> bool:
        """Whether its deadline has passed on `today` (ISO) and somebody still owes it."""
        return bool(self.due) and self.state in OPEN_STATES and (self.due or "") < today


SECTIONS: dict[str, tuple[TaskList, ...]] = {
    "all": tuple(TaskList),
    "mutual": MUTUAL,
    "plan": (TaskList.PLAN,),
    "other": (TaskList.MEETING, TaskList.ASSIGNED),
}
"""全部、双清单、工作要点、会议和交办."""


@dataclass(frozen=True, slots=True)
class TaskChoice:
    """Which tasks of a year are shown.

    `section` is a key of SECTIONS. `since` and `until` are the first and last due day (ISO),
    both included. `only` narrows to what one number counts: closed, open (of this year still to
    close), overdue, soon, to_check, supervised; empty for all.
    """

    section: str = "all"
    unit: str = ""
    proposer: str = ""
    since: str = ""
    until: str = ""
    only: str = ""


def fits(mark: TaskMark, choice: TaskChoice, today: str, soon: str) -> bool:
    """Whether `choice` lets a task through; `soon` is the last day (ISO) of 30 天内到期."""
    if mark.list not in SECTIONS[choice.section]:
        return False
    if choice.unit and (mark.unit or NOBODY) != choice.unit:
        return False
    if choice.proposer and mark.proposer != choice.proposer:
        return False
    if choice.until and not choice.since <= (mark.due or "") <= choice.until:
        return False
    return not choice.only or _counted(mark, choice.only, today, soon)


def _counted(mark: TaskMark, only: str, today: str, soon: str) -> bool:
    if only == "overdue":
        return mark.overdue(today)
    if only == "soon":
        return mark.state in OPEN_STATES and today <= (mark.due or "") <= soon
    if only == "supervised":
        return mark.state is not TaskState.CLOSED and mark.supervised is not None
    if only == "open":
        return mark.state not in (TaskState.CLOSED, TaskState.CARRIED)
    return mark.state is (TaskState.CLOSED if only == "closed" else TaskState.TO_CHECK)


@dataclass(slots=True)
class TaskGroup:
    """The tasks of one list, of the 工作要点 those of one clause, in their order."""

    of: TaskList
    clause: str
    ids: list[int] = field(default_factory=list)
    closed: int = 0


def groups(marks: Iterable[TaskMark]) -> list[TaskGroup]:
    """`marks`, which come in order, under one heading for each list and clause."""
    found: dict[tuple[TaskList, str], TaskGroup] = {}
    for mark in marks:
        clause = mark.clause or "" if mark.list is TaskList.PLAN else ""
        group = found.get((mark.list, clause))
        if group is None:
            group = found[mark.list, clause] = TaskGroup(mark.list, clause)
        group.ids.append(mark.id)
        group.closed += mark.state is TaskState.CLOSED
    order = list(TaskList)
    return sorted(found.values(), key=lambda group: order.index(group.of))


@dataclass(slots=True)
class TaskLane:
    """One column of the board: the tasks of a unit, or of several smaller ones together.

    Those that are closed stand apart; `units` names whose tasks they are.
    """

    units: tuple[str, ...]
    waiting: list[TaskMark] = field(default_factory=list)
    closed: list[TaskMark] = field(default_factory=list)

    @property
    def shared(self) -> bool:
        """Whether it is the lane 其他单位."""
        return len(self.units) > 1


def lanes(marks: Iterable[TaskMark], most: int, kept: Sequence[str] = ()) -> list[TaskLane]:
    """At most `most` lanes: the units with the most tasks, the others together in the last.

    Units in `kept` stay in front in that order: a lane does not jump while cards are moved.
    What is due first stands first. Raises ValueError when there is no room for two lanes.
    """
    if most < 2:  # noqa: PLR2004 (a unit and the others)
        raise ValueError("a board has two lanes at least")
    found: dict[str, TaskLane] = {}
    for mark in marks:
        unit = mark.unit or NOBODY
        lane = found.get(unit)
        if lane is None:
            lane = found[unit] = TaskLane((unit,))
        (lane.closed if mark.state is TaskState.CLOSED else lane.waiting).append(mark)
    places = {unit: at for at, unit in enumerate(kept)}
    every = sorted(
        found.values(),
        key=lambda lane: (
            places.get(lane.units[0], len(places)),
            -len(lane.waiting) - len(lane.closed),
        ),
    )
    own, rest = (every, []) if len(every) <= most else (every[: most - 1], every[most - 1 :])
    if rest:
        own.append(_together(rest))
    for lane in own:
        lane.waiting.sort(key=_by_day)
        lane.closed.sort(key=_by_day)
    return own


def _together(rest: Sequence[TaskLane]) -> TaskLane:
    made = TaskLane(tuple(lane.units[0] for lane in rest))
    for lane in rest:
        made.waiting += lane.waiting
        made.closed += lane.closed
    return made


def _by_day(mark: TaskMark) -> tuple[bool, str]:
    return mark.due is None, mark.due or ""
