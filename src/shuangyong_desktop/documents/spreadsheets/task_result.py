"""A list of tasks in the exchange format of the command line."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.spreadsheets.task_tables import read_tasks
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_lists import TaskListReading, TaskRow
from shuangyong_desktop.domain.tasks import TaskList, TaskState

TASK_LIST = "task_list"
"""The code of the refusal that leads from the reader of people to this one."""

_SIDES = {TaskList.FOR_ARMY: "地办", TaskList.FOR_LOCAL: "军办"}
_STATES = {
    TaskState.NOT_BEGUN: "not_started", TaskState.GOING: "in_progress",
    TaskState.TO_CHECK: "in_progress", TaskState.RETURNED: "in_progress",
    TaskState.HELD: "in_progress", TaskState.CARRIED: "in_progress", TaskState.CLOSED: "done",
}  # fmt: skip
_FIXED_FESTIVALS = {"元旦": "01-01", "七一": "07-01", "八一": "08-01", "国庆": "10-01",
                    "烈士纪念日": "09-30"}  # fmt: skip
_THE_DAY_BEFORE = {"八一-1": "07-31", "七一-1": "06-30", "国庆-1": "09-30"}


def task_list_json(path: Path) -> dict[str, Any]:
    """Read the list of tasks at `path` and return records and problems as plain JSON values."""
    year = datetime.now(UTC).year
    try:
        reading = read_tasks(path, year)
    except Problem as problem:
        return _answer(path, None, problem)
    return _answer(path, reading, None)


def _answer(path: Path, reading: TaskListReading | None, failed: Problem | None) -> dict[str, Any]:
    rows = reading.rows if reading else ()
    ready = sum(bool(row.task.title) and not row.warned for row in rows)
    refused = sum(not row.task.title for row in rows)
    skipped = len(reading.skipped) if reading else 0
    return {
        "file": path.name,
        "outcome": "error" if failed else "records",
        "error": failed.code if failed else None,
        "message": failed.sentence if failed else "",
        "kind": "task",
        "counts": {
            "read": len(rows) + skipped,
            "ready": ready,
            "to_confirm": len(rows) - ready - refused,
            "refused": refused,
            "skipped": skipped,
        },
        "notices": [],
        "records": [{"sheet": row.sheet, "row": row.row, "fields": _fields(row)} for row in rows],
        "problems": [problem for row in rows for problem in _problems(row)],
    }


def _fields(row: TaskRow) -> dict[str, Any]:
    task = row.task
    fields: dict[str, Any] = {
        "item": task.title,
        "unit": task.unit,
        "co_units": list(task.co_units),
        "person": task.person or task.leader,
        "deadline": _day(task.due_rule, task.year),
        "status": _STATES[task.state],
        "category": row.told.get("category") or None,
        "remarks": task.remarks,
    }
    if task.mutual:
        fields["side"] = _SIDES[task.list]
    return fields


def _day(rule: str | None, year: int | None) -> str | None:
    """A rule as a day, where it needs no calendar of festivals."""
    if rule is None or rule[:4].isdigit():
        return rule
    known = {**_FIXED_FESTIVALS, **_THE_DAY_BEFORE}.get(rule)
    return f"{year}-{known}" if known and year else None


def _problems(row: TaskRow) -> list[dict[str, Any]]:
    found = [
        {"sheet": row.sheet, "row": row.row, "field": doubt.field, "kind": doubt.kind,
         "severity": doubt.severity.value, "message": doubt.sentence}
        for doubt in row.doubts
    ]  # fmt: skip
    if not row.task.title:
        found.append({"sheet": row.sheet, "row": row.row, "field": "item", "kind": "missing_item",
                      "severity": "error", "message": "没有任务事项，请补填。"})  # fmt: skip
    return found
