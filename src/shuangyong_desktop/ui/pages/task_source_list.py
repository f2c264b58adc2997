"""Drafts of tasks as a list with ticks, and what is said of the chosen one beside it."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from shuangyong_desktop.domain.tasks import TASKS, Proof, Task
from shuangyong_desktop.services.task_divisions import due_words
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import column, frame, label, paragraph, row
from shuangyong_desktop.ui.widgets.record_form import RecordForm
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_EDITED = ("title", "due_rule", "unit", "co_units", "leader", "measure", "standard", "goal",
           "counted_in")  # fmt: skip
_BESIDE = 350


@dataclass(slots=True)
class DraftLine:
    """One line of the list: a draft that may still be changed, and why it may not be wanted.

    `key` is the id of a task that is there already (it is carried over), 0 for a new one.
    """

    group: str
    task: Task
    proofs: tuple[Proof, ...] = ()
    why: str = ""
    key: int = 0


def _goal(line: DraftLine, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return f"{line.task.goal} {line.task.counted_in or '次'}" if line.task.goal else ""


def _place(line: DraftLine, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    """The clause of the document in front; the numbers of the template are those of another."""
    return line.task.clause or line.group if line.task.clause_text else line.group


_COLUMNS = (
    Column("clause", "出处", 5, _place,
           look=Look.QUIET),
    Column("title", "任务事项", 19, lambda line, _masked: line.task.title or "", look=Look.STRONG),
    Column("due", "时限", 8, lambda line, _masked: due_words(line.task)),
    Column("unit", "牵头单位", 6, lambda line, _masked: line.task.unit or ""),
    Column("goal", "目标", 3, _goal),
    Column("why", "说明", 10, lambda line, _masked: line.why, look=Look.QUIET),
)  # fmt: skip


class DraftList(QWidget):
    """`changed` is emitted when other lines are ticked."""

    changed = Signal()

    def __init__(self, name: str, choices: dict[str, Sequence[str]], *, editable: bool) -> None:
        super().__init__()
        px = theme.active().px
        self._lines: list[DraftLine] = []
        self._line: DraftLine | None = None
        self._model = RecordTableModel(_COLUMNS, self._fetch, self, tickable=True)
        self._model.ticks_changed.connect(self._tell)
        self._table = RecordView(
            self._model, f"{name}_lines", "任务草稿，空格键勾选", told_beside=True
        )
        self._table.current_changed.connect(self._show_chosen)
        self._table.opened.connect(self._edit_chosen)
        self._clause = paragraph("", "note", name=f"{name}_clause")
        self._form = RecordForm(TASKS.schema.pick(*_EDITED), choices)
        self._form.edited.connect(self._take)
        sheet = frame("card")
        column(self._table, into=sheet, margin=1)
        beside = frame("card")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column(label("选中的任务", "heading"), self._clause, self._form, 1, into=inner, gap=8)
        area.setWidget(inner)
        column(area, into=beside, margin=12)
        beside.setFixedWidth(theme.active().side(_BESIDE))
        beside.setVisible(editable)
        self._editable = editable
        row(sheet, beside, into=self, gap=12, stretch=0)
        self.setMinimumHeight(px(160))

    @property
    def ticked(self) -> list[DraftLine]:
        """The lines that are ticked, in their order."""
        return [line for at, line in enumerate(self._lines) if at in self._model.ticked]

    def show_lines(self, lines: Sequence[DraftLine], ticked: Sequence[bool]) -> None:
        """Show `lines`, each ticked or not."""
        self._line = None
        self._lines = list(lines)
        self._model.show(array("I", range(len(lines))))
        for at, wanted in enumerate(ticked):
            if wanted != (at in self._model.ticked):
                self._model.toggle(at)
        if lines:
            self._table.go_to(0)
        self._show_chosen()
        self.changed.emit()

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self._table.setFocus()

    def _edit_chosen(self) -> None:
        """Enter in the list leads to the inputs beside it."""
        if self._editable and self._lines:
            self._show_chosen()
            self._form.focus("title")

    def _show_chosen(self) -> None:
        at = self._table.current_row()
        line = self._lines[at] if at is not None and at < len(self._lines) else None
        if not self._editable or line is self._line:
            return
        self._line = line
        self._form.setEnabled(line is not None)
        if line is not None:
            self._clause.setText(_origin(line))
            self._form.blockSignals(True)  # noqa: FBT003 (filling is no typing)
            self._form.show_record(line.task)
            self._form.blockSignals(False)  # noqa: FBT003

    def _take(self, key: str) -> None:
        """Keep what was typed about the chosen draft; what cannot be read is said below it."""
        if self._line is None:
            return
        value: Any = TASKS.schema[key].take(self._form.text(key)).value
        if key == "co_units":
            value = tuple(value or ())
        changed: dict[str, Any] = {key: value}
        if key == "due_rule":
            changed["due"] = None
        self._line.task = replace(self._line.task, **changed)
        self._table.viewport().update()

    def _tell(self, _count: int) -> None:
        self.changed.emit()

    def _fetch(self, ids: Sequence[int]) -> list[DraftLine]:
        return [self._lines[number] for number in ids]


def _origin(line: DraftLine) -> str:
    """Where a draft comes from, with the words it was taken from."""
    place = f"出处 {line.task.clause}：" if line.task.clause else ""
    if line.task.clause_text:
        return f"{place}{line.task.clause_text}"
    proofs = "、".join(proof.title or "" for proof in line.proofs)
    return f"{place}{line.group}。" + (f"销号条件：{proofs}。" if proofs else "")
