"""任务表 (task lists): what a list of an office says of tasks, row by row, before it is believed.

双清单, 任务分解表 and 分工表 come in every layout; what was read of a row is a Task and the words
beside it. Every row lands in exactly one place, so that the counts add up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from shuangyong_desktop.domain.fields import Doubt, Severity
from shuangyong_desktop.domain.imports import ImportColumn, SkippedRow
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.domain.text import fold

TASK_NUMBER = "任务号"
"""The heading of the number that leads a returned row back to its task."""

_FOR_LOCAL = re.compile(
    r"部队(?:为|支持|帮助|支援|服务)(?:地方|驻地)|拥政爱民|地方(?:需|向部队|提出)|(?:支持|支援|服务)地方"
    r"|为地方|^军办|军队?办理|爱民(?:实事|清单)|助民"
)
_FOR_ARMY = re.compile(
    r"地方(?:为|支持|帮助|给|服务)(?:驻地|驻军|驻区)?部?(?:部队|军|队)|拥军优属|拥军(?:实事|清单|支前)"
    r"|部队(?:需|向地方|提出)|(?:支持|服务)(?:部队|驻军|国防)|为部队|^地办|地方办理"
)
_ARMED = re.compile(
    r"部队|某部|某连|某营|某团|中队|大队|支队|武警|预备役|驻军|军分区|人武部|武装部|连队"
)
_PLAN, _MEETING, _ASSIGNED = "要点|分解|分工|重点任务|工作任务|计划", "会议|议定|纪要", "交办|转办"


def direction_of(text: str) -> TaskList | None:
    """The list of the 双清单 that a title, a section or a cell names; None where it names none."""
    plain = fold(text)
    if _FOR_LOCAL.search(plain):
        return TaskList.FOR_LOCAL
    return TaskList.FOR_ARMY if _FOR_ARMY.search(plain) else None


def list_of(title: str) -> TaskList | None:
    """What sort of list stands under `title`; None where it does not say."""
    found = direction_of(title)
    if found or re.search("双清单|互办实事", title):
        return found
    if re.search(_MEETING, title):
        return TaskList.MEETING
    if re.search(_ASSIGNED, title):
        return TaskList.ASSIGNED
    return TaskList.PLAN if re.search(_PLAN, title) else None


def direction_by_unit(unit: str | None) -> TaskList:
    """Who does it: what a unit of the army does is for the place, anything else for the army."""
    return TaskList.FOR_LOCAL if unit and _ARMED.search(unit) else TaskList.FOR_ARMY


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One row: the task as the list has it, and texts beside it by key.

    `told` may hold task_id (任务号), progress (进展情况), amount (完成数量), proof (佐证说明),
    category (the group it stands in) and due (a 时限 that sets no day).
    """

    sheet: str
    row: int
    task: Task
    told: Mapping[str, str] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def number(self) -> int | None:
        """The 任务号 that stands in the row; None where there is none."""
        text = self.told.get("task_id", "").strip().removesuffix(".0")
        return int(text) if text.isascii() and text.isdigit() else None

    @property
    def warned(self) -> bool:
        """Whether something in it is to be looked at."""
        return any(doubt.severity is not Severity.INFO for doubt in self.doubts)


ColumnChoices = Mapping[str, Mapping[int, str]]
"""What the clerk made of columns: keys by column, by the key of their table."""

NOTHING_CHOSEN: ColumnChoices = {}


def table_key(sheet: str, row: int) -> str:
    """The key of the table whose heading begins in `row` (as Excel numbers it) of a sheet."""
    return f"{sheet}/{row}"


@dataclass(frozen=True, slots=True)
class TaskTable:
    """One table of a sheet as it was understood."""

    sheet: str
    header_rows: tuple[int, ...]
    columns: tuple[ImportColumn, ...]
    title: str = ""

    @property
    def key(self) -> str:
        """What its columns are chosen by."""
        return table_key(self.sheet, self.header_rows[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskListReading:
    """A whole file. `year` is the one that it names, None where it names none."""

    file: str
    tables: tuple[TaskTable, ...] = ()
    rows: tuple[TaskRow, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    year: int | None = None


class Landing(StrEnum):
    """What becomes of one row of an imported list."""

    NEW = "可导入"
    DOUBTFUL = "待确认"
    KNOWN = "已有"
    REPEATED = "表内重复"
    REFUSED = "未导入"


WRITABLE = (Landing.NEW, Landing.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class LandedRow:
    """A row with where it lands and why; `task_id` is the task that is there already."""

    row: TaskRow
    landing: Landing
    why: str = ""
    task_id: int | None = None


def landed(rows: Iterable[TaskRow], known: Mapping[tuple[TaskList, str], int]) -> list[LandedRow]:
    """Where each row lands beside the tasks `known` by list and folded title."""
    seen: set[tuple[TaskList, str, str]] = set()
    return [_land(row, known, seen) for row in rows]


def _land(
    row: TaskRow, known: Mapping[tuple[TaskList, str], int],
    seen: set[tuple[TaskList, str, str]],
) -> LandedRow:  # fmt: skip
    task = row.task
    words = "".join(doubt.sentence for doubt in row.doubts)
    if not task.title:
        return LandedRow(row, Landing.REFUSED, "没有任务事项，请在表中补填后再导入")
    key = (task.list, fold(task.title))
    there = known.get(key)
    if there is not None:
        return LandedRow(row, Landing.KNOWN, "台账里已有同名任务，不重复导入", there)
    full = (*key, fold(task.unit or ""))
    if full in seen:
        return LandedRow(row, Landing.REPEATED, "前面已有相同的一行")
    seen.add(full)
    return LandedRow(row, Landing.DOUBTFUL if row.warned else Landing.NEW, words)


def counts_words(rows: Iterable[LandedRow], skipped: int) -> str:
    """读到 = the sum of all landings + 跳过, as the clerk reads it."""
    found = Counter(row.landing for row in rows)
    parts = [f"{landing.value} {found[landing]}" for landing in Landing if found[landing]]
    total = found.total() + skipped
    return f"读到 {total} 行 = " + " + ".join([*parts, f"跳过 {skipped}"])
