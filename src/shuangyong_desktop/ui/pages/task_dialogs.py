"""What is asked about a task: the task itself, its progress, a reason, a tick of a condition."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.deadlines import ROUNDS_OF_A_YEAR
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.tasks import (
    MUTUAL,
    PROGRESS,
    PROOFS,
    TASKS,
    Progress,
    Proof,
    Task,
    TaskList,
)
from shuangyong_desktop.services import almanac
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.task_proofs import ProofLines
from shuangyong_desktop.ui.pages.task_words import list_names
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog, Save

_PROPOSED = ("proposer", "proposed_on")
_ASKED = ("list", "number", "title", *_PROPOSED, "clause", "measure", "standard", "leader", "unit",
          "co_units", "person", "phone", "due_rule", "goal", "counted_in", "remarks")  # fmt: skip
_OFFERED_PROOFS = ("通知或方案", "现场照片", "情况记录")
_HINT = "时限可填日期（2026-07-31）、节日前后几天（春节-30）、每季、每半年、每月。"


def ask_task(desk: Desk, task: Task, parent: QWidget) -> Task | None:
    """Ask for a new or changed task with its conditions; what was stored, None where left."""
    proofs = ProofLines([proof for proof, _ in desk.office.tasks.facts.proofs(task.id or 0)])
    left_out = _PROPOSED if task.list is TaskList.PLAN and task.id else ()
    schema = _asked_of(desk, [key for key in _ASKED if key not in left_out])
    title = "新增任务" if task.id is None else "编辑任务"

    def save(record: Task) -> Task:
        return desk.office.tasks.save(record, proofs.proofs)

    dialog = RecordDialog(
        desk, title, schema, save, parent, key=f"task:{task.id or f'new:{task.year}'}",
        choices=desk_choices(desk, task.year or desk.year), hint=_HINT, name="task", below=proofs,
    )  # fmt: skip
    for area in dialog.findChildren(QPlainTextEdit):
        area.setFixedHeight(theme.active().px(64))  # not squeezed: the form may scroll
    stored = _asked(dialog, task, "title")
    return stored if isinstance(stored, Task) else None


def ask_progress(desk: Desk, task: Task, parent: QWidget) -> bool:
    """登记进展 of a task; whether something was written."""
    goal = f"目标 {task.goal} {task.counted_in or '次'}。" if task.goal else ""
    hint = f"{task.title}。{goal}计入数量是这一次完成的数量，没有就留空。"
    people = [person.name for person in desk.office.dictionary.people()]

    def save(record: Progress) -> Progress:
        if (record.date or "") > today():
            raise Problem("进展日期在今天之后，请核对。没有保存。", code="future")
        return desk.office.progress.save(replace(record, amount=record.amount or 0))

    dialog = RecordDialog(desk, "登记进展", PROGRESS.schema, save, parent, hint=hint,
                          key=f"progress:{task.id}", choices={"by": people}, name="progress",
                          verb="登记")  # fmt: skip
    return _asked(dialog, Progress(task_id=task.id, date=today(), amount=1), "words") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reason:
    """Why something is done."""

    reason: str | None = None


_REASON = Schema(_Reason, (Field("reason", "原因", kinds.LONG_TEXT, required=True),))


def ask_reason(
    desk: Desk, title: str, hint: str, write: Callable[[str], object], parent: QWidget
) -> bool:
    """Ask why, and `write` with the answer; a Problem keeps the dialog. Whether it was done."""

    def save(record: _Reason) -> _Reason:
        write(record.reason or "")
        return record

    dialog = RecordDialog(desk, title, _REASON, save, parent, hint=hint, name="reason", verb="确定")
    return _asked(dialog, _Reason(), "reason") is not None


def ask_tick(desk: Desk, proof: Proof, parent: QWidget) -> bool:
    """标记已齐: since when a condition is met on paper, and where that paper is."""
    hint = f"{proof.title}：纸质材料已经齐了，没有扫描也可以标记。请写明存放在哪里。"
    schema = PROOFS.schema.pick("ticked_on", "words")
    save: Save = desk.office.entries(PROOFS).save
    dialog = RecordDialog(desk, "标记已齐", schema, save, parent, hint=hint, name="tick")
    return _asked(dialog, replace(proof, ticked_on=proof.ticked_on or today()), "words") is not None


def desk_choices(desk: Desk, year: int) -> Mapping[str, Sequence[str]]:
    """The units and people that the desk knows, and the days that deadlines are told from."""
    marks = desk.office.tasks.facts.marks(year)
    known = [*desk.office.dictionary.units(), *(mark.unit for mark in marks if mark.unit)]
    units = tuple(dict.fromkeys(known))
    proposers = tuple(dict.fromkeys([*(mark.proposer for mark in marks if mark.proposer), *units]))
    people = tuple(dict.fromkeys(person.name for person in desk.office.dictionary.people()))
    days = (*ROUNDS_OF_A_YEAR, *almanac.festival_days(year))
    return {"unit": units, "co_units": units, "proposer": proposers, "leader": people,
            "person": people, "due_rule": days}  # fmt: skip


def _asked_of(desk: Desk, keys: Sequence[str]) -> Schema:
    """The columns of a task, with its lists as the desk calls them (CLERK §2)."""
    chosen = TASKS.schema.pick(*keys)
    kind = kinds.one_of(TaskList, list_names(desk))
    columns = (replace(each, kind=kind) if each.key == "list" else each for each in chosen)
    return Schema(Task, tuple(columns))


def new_task(year: int, section: str) -> Task:
    """A new task of a year, of the list that goes with the section that is shown."""
    first = {"plan": TaskList.PLAN, "other": TaskList.MEETING}.get(section, MUTUAL[0])
    return Task(year=year, list=first)


def today() -> str:
    """The clerk's day (ISO)."""
    return date.today().isoformat()  # noqa: DTZ011 (the clerk's day)


def _asked(dialog: RecordDialog, record: Any, first: str) -> Any:
    """Let the clerk fill in `dialog`, beginning at `first`; what was stored."""
    dialog.show_record(record)
    dialog.focus(first)
    dialog.exec()
    stored = dialog.stored
    dialog.deleteLater()
    return stored
