"""督办: the next step about a task that is late, the steps before it, and the paper of each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import (
    SUPERVISIONS,
    Supervision,
    SupervisionKind,
    Task,
    standing_words,
)
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.supervising import usual_demand
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    label,
    paragraph,
    row,
    rule,
)
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog

_ALWAYS = ("kind", "date", "number", "unit", "demand", "remarks")
_OWN = {
    SupervisionKind.REMINDER: ("until",),
    SupervisionKind.URGING: ("until",),
    SupervisionKind.ORDER: ("until",),
    SupervisionKind.TALK: ("until", "talked_by", "talked_with", "reply"),
    SupervisionKind.REFERRAL: (),
}
"""What a step has beside what every step has."""
_ASKED = SUPERVISIONS.schema.pick(
    "kind", "date", "number", "unit", "talked_by", "talked_with", "demand", "until", "reply",
    "remarks",
)  # fmt: skip
_ANSWER = SUPERVISIONS.schema.pick("replied_on", "reply")
_OPTIONAL = ("until", "talked_by", "talked_with", "reply")


class SuperviseDialog(RecordDialog):
    """Asks for one step; the inputs follow its 方式. `printing` says whether its paper is next."""

    def __init__(
        self, desk: Desk, task: Task, hint: str, parent: QWidget, earlier: QWidget | None
    ) -> None:
        self._usual = {kind: usual_demand(kind, task.due) or "" for kind in SupervisionKind}
        self._after = QCheckBox("保存后打开这份单子，打印或存为 Word")
        self._after.setObjectName("supervise_print")
        below = QWidget()
        below.setProperty("role", "scrolled")
        column(self._after, into=below)
        people = [person.name for person in desk.office.dictionary.people()]
        units = [*filter(None, [task.unit]), *task.co_units, *desk.office.dictionary.units()]
        super().__init__(
            desk, "督办", _ASKED, desk.office.supervisions.save, parent,
            key=f"supervise:{task.id}", hint=hint, name="supervise", below=below, beside=earlier,
            choices={"unit": tuple(dict.fromkeys(units)), "talked_by": people},
        )  # fmt: skip
        self._form.edited.connect(self._hear)
        for area in self.findChildren(QPlainTextEdit):
            area.setFixedHeight(theme.active().px(64))  # not squeezed: the form may scroll

    @property
    def printing(self) -> bool:
        """Whether the paper of the step is wanted."""
        return self._after.isChecked()

    def show_record(self, record: Any) -> None:
        """Show `record` and the inputs that its 方式 asks for."""
        super().show_record(record)
        self._follow()

    def complete(self, record: Any) -> Any:
        """`record` without what its 方式 does not have; raises Problem where that is missing."""
        if record.kind is None:
            raise Problem("请选择方式。没有保存。", code="no_kind")
        gone = set(_OPTIONAL) - set(_OWN[record.kind])
        return replace(record, **dict.fromkeys(gone))

    def _hear(self, key: str) -> None:
        if key == "kind":
            self._follow()

    def _follow(self) -> None:
        """Show the inputs of the chosen 方式; a mere reminder is seldom put on paper.

        What is usually asked follows too, where the clerk has not written otherwise.
        """
        words = self._form.text("kind")
        kind = SupervisionKind(words) if words else SupervisionKind.URGING
        if self._form.text("demand") in self._usual.values():
            self._form.show_texts({"demand": self._usual[kind]})
        self._form.show_only((*_ALWAYS, *_OWN[kind]))
        self._after.setChecked(kind is not SupervisionKind.REMINDER)


class EarlierSteps(QWidget):
    """The steps that were taken about a task, newest first, with the paper and answer of each."""

    def __init__(self, desk: Desk, notices: Notices, task_id: int) -> None:
        super().__init__()
        self._desk, self._notices, self._task_id = desk, notices, task_id
        self._undoing = Undoing(desk, notices)
        self.setObjectName("supervise_earlier")
        self._list: QVBoxLayout = column(gap=8)
        column(label("已有督办", "strong"), self._list, 1, into=self, gap=8)
        desk.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        """Ask for the steps again."""
        empty(self._list)
        steps = self._desk.office.supervisions.of(self._task_id)
        for step in steps:
            self._list.addLayout(self._step(step))
            self._list.addWidget(rule())
        if not steps:
            self._list.addWidget(label("没有了。", "note"))

    def _step(self, step: Supervision) -> QVBoxLayout:
        number = f"　{step.number}" if step.number else ""
        head = label(f"{show_date(step.date or '')}　{step.kind.value}{number}", "")
        told = [step.unit or "", step.demand or ""]
        if step.until:
            told.append(f"办结期限：{show_date(step.until)}")
        told.append(f"反馈：{_answer(step)}" if step.reply or step.replied_on else "还没有反馈")
        acts = row(
            self._act("打印", "printer", step, partial(look_at_step, self._desk, self._notices)),
            self._act("登记反馈", "message-report", step, self._ask_reply),
            self._act("删除", "trash", step, self._remove),
            1, gap=2,
        )  # fmt: skip
        words = paragraph("\n".join(filter(None, told)), "label")
        return column(head, words, acts, gap=4)

    def _act(self, words: str, icon: str, step: Supervision, act: Callable[..., object]) -> QWidget:
        names = {"打印": "print", "登记反馈": "reply", "删除": "remove"}
        made = button(words, lambda: act(step, self), kind="flat", icon=icon,
                      name=f"step_{step.id}_{names[words]}")  # fmt: skip
        made.setAccessibleName(f"{words}：{show_date(step.date or '')}{step.kind.value}")
        return made

    def _ask_reply(self, step: Supervision, parent: QWidget) -> None:
        today = date.today().isoformat()  # noqa: DTZ011 (the clerk's day)
        dialog = RecordDialog(
            self._desk, "登记整改反馈", _ANSWER, self._desk.office.supervisions.save, parent,
            hint=f"{step.unit}对{show_date(step.date or '')}{step.kind.value}的反馈。",
            name="reply",
        )  # fmt: skip
        dialog.show_record(replace(step, replied_on=step.replied_on or today))
        dialog.focus("reply")
        dialog.exec()
        written = dialog.stored is not None
        dialog.deleteLater()
        if written:
            self._undoing.written(f"已登记反馈：{step.unit}")

    def _remove(self, step: Supervision, _parent: QWidget) -> None:
        try:
            self._desk.office.supervisions.remove(step.id or 0)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._undoing.written(f"已移入回收站：{step.kind.value}")


def open_supervise(desk: Desk, notices: Notices, parent: QWidget, task_id: int) -> None:
    """Ask for the next step of 督办 about a task, beside the steps before; then show its paper."""
    office = desk.office
    (line,) = office.tasks.lines([task_id])
    step = office.supervisions.next_step(task_id)
    earlier = office.supervisions.of(task_id)
    due = f"时限 {show_date(line.task.due)}，" if line.task.due else ""
    hint = f"{line.task.title}。{due}{standing_words(line.task, line.standing)}。只写事项和单位。"
    beside = EarlierSteps(desk, notices, task_id) if earlier else None
    dialog = SuperviseDialog(desk, line.task, hint, parent, beside)
    dialog.show_record(step)
    dialog.focus("kind")
    dialog.exec()
    stored, printing = dialog.stored, dialog.printing
    dialog.deleteLater()
    if isinstance(stored, Supervision):
        Undoing(desk, notices).written(f"已登记{stored.kind.value}：{stored.unit}")
        if printing:
            look_at_step(desk, notices, stored, parent)


def look_at_step(desk: Desk, notices: Notices, step: Supervision, parent: QWidget) -> None:
    """Show the paper of one step as it will be printed, with PDF and Word."""
    papers = desk.office.task_papers

    def gather(_options: RosterOptions) -> Paper:
        return papers.supervision(step)

    dialog = RosterDialog(
        desk, notices, gather, f"{step.kind.value}　{step.unit}", parent, title="打印督办单",
        excel=False, covered=False, word=True, personal=False,
    )  # fmt: skip
    dialog.exec()
    dialog.deleteLater()


def _answer(step: Supervision) -> str:
    when = show_date(step.replied_on) if step.replied_on else ""
    return " ".join(filter(None, (when, step.reply)))
