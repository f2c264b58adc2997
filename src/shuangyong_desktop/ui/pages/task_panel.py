"""One task at the right of the page: what it is, how far it has come, and its 销号."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.tasks import (
    OPEN_STATES,
    TASKS,
    Progress,
    Supervision,
    Task,
    TaskState,
    standing_words,
)
from shuangyong_desktop.services.reconciling import Stood
from shuangyong_desktop.services.tasks import TaskLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.pages.people_columns import short_day
from shuangyong_desktop.ui.pages.task_acts import TaskActs
from shuangyong_desktop.ui.pages.task_closing import ClosingForm, what_waits
from shuangyong_desktop.ui.pages.task_conditions import Condition, ConditionList
from shuangyong_desktop.ui.pages.task_dialogs import today
from shuangyong_desktop.ui.pages.task_words import (
    day_words,
    list_names,
    state_kind,
    state_words,
)
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    frame,
    label,
    paragraph,
    plain_hint,
    row,
    rule,
    set_icon,
    set_kind,
)
from shuangyong_desktop.ui.widgets.shortened import Shortened

_TALL, _LOW = 520, 330
"""The heights, at 100 %, from which the closing stands still below what scrolls, and below
which the buttons scroll too."""
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class TaskFile:
    """All that the panel tells of one task; `place` is its number in the year.

    `balances` are the days of 对账 with how it stood then, newest first.
    """

    line: TaskLine
    place: int
    conditions: Sequence[Condition]
    files: Sequence[Enclosure]
    progress: Sequence[Progress]
    supervisions: Sequence[Supervision]
    balances: Sequence[tuple[str, Stood]] = ()


class TaskPanel(QStackedWidget):
    """Follows the table; `close` is what its cross does, where it has one."""

    def __init__(
        self, acts: TaskActs, *, supervise: Callable[[], object],
        more: Callable[[QWidget], object], close: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("task_panel")
        self._acts = acts
        self._file: TaskFile | None = None
        nobody = frame("card")
        words = paragraph("选中一项任务后，在这里看到它的出处、条件和进展。", "note")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column(1, words, 2, into=nobody, margin=24)
        self._sheet = frame("card")
        self.addWidget(nobody)
        self.addWidget(self._sheet)
        self._state = label("", "chip", name="task_state")
        self._due = Shortened("", "label", name="task_due")
        self._title = paragraph("", "heading", name="task_title")
        self.cross = button("", close, kind="flat", icon="x", name="task_panel_close")
        self.cross.setAccessibleName("关闭任务详情")
        self._grid_place: QVBoxLayout = column()
        self._conditions = ConditionList(acts)
        self._history: QVBoxLayout = column(gap=4)
        self._closing = ClosingForm(acts.desk)
        self._closing.edited.connect(self._show_waiting)
        self._closed = paragraph("", "label", name="task_closed")
        self._waits = paragraph("", "note", kind="warn", name="closing_waits")
        self._close = button("", self._confirm, kind="primary", icon="check", name="task_close")
        self._anyway = button("仍要销号…", self._close_anyway, kind="link", name="close_anyway")
        self._on = button("", self._go_on, icon="arrow-forward-up", name="task_on")
        self._supervise = button("督办…", supervise, icon="flag", name="task_supervise")
        self._more: QPushButton = button("", lambda: more(self._more), icon="dots",
                                         name="task_more")  # fmt: skip
        self._more.setAccessibleName("更多操作")
        self._more.setFixedWidth(theme.active().px(46))
        self._build()

    @property
    def unsaved(self) -> bool:
        """Whether a confirmation was begun that is not written."""
        line = self._file.line if self._file else None
        return line is not None and line.task.state in OPEN_STATES and self._closing.typed

    @property
    def task(self) -> Task | None:
        """The task that is shown."""
        return self._file.line.task if self._file else None

    def show_file(self, file: TaskFile | None) -> None:
        """Show a task; None shows that nothing is chosen. What is shown already stays as it is."""
        if file == self._file and file is not None:
            return
        self._file = file
        self.setCurrentIndex(0 if file is None else 1)
        if file is None:
            return
        held = self._held
        self._fill(file)
        QTimer.singleShot(0, self, lambda: self._give_back(held))  # what is new is seen by then

    @property
    def _held(self) -> str:
        """The name of the part that has the keyboard; empty where none of the panel has."""
        focused = self.window().focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        return focused.objectName() if focused is not None and inside else ""

    def _give_back(self, held: str) -> None:
        """Give the keyboard to the part of that name that was made anew."""
        if not held or self._held == held:
            return
        there = [part for part in self.findChildren(QWidget, held) if part.isVisible()]
        (there[0] if there else self._on).setFocus()

    def _fill(self, file: TaskFile) -> None:
        line = file.line
        task = line.task
        self._state.setText(state_words(task, today()))
        set_kind(self._state, state_kind(task, today()))
        self._due.setText(f"时限 {day_words(task)}" if task.due else "没有时限")
        self._title.setText(f"{file.place}. {task.title}")
        empty(self._grid_place)
        self._grid_place.addLayout(self._facts(line))
        self._conditions.show_conditions(task.id or 0, file.conditions, file.files)
        self._show_history(file)
        self._closing.show_task(line)
        self._show_acts(task)
        self._show_waiting()

    def show_covered(self) -> None:
        """Cover or show the telephone number, as the desk says now."""
        file, self._file = self._file, None
        self.show_file(file)

    def minimumSizeHint(self) -> QSize:
        """Little: what has no room scrolls, so the window can become as low as it likes."""
        return QSize(theme.active().px(200), theme.active().px(200))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme.active().px
        tall, low = self.height() >= px(_TALL), self.height() < px(_LOW)
        for part, still in ((self._form, tall), (self._buttons, not low)):
            place, other = (self._foot, self._inner) if still else (self._inner, self._foot)
            if place.indexOf(part) < 0:
                other.removeWidget(part)
                place.insertWidget(place.count() - (not still), part)
        self._upper.setVisible(not low)

    def _build(self) -> None:
        px = theme.active().px
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        self._inner = column(
            self._grid_place, rule(), self._conditions, rule(), self._history, 1, into=inner, gap=8
        )
        self._inner.setContentsMargins(0, 0, px(8), 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        self._form = QWidget()
        column(self._closing, self._closed, into=self._form)
        self._buttons = QWidget()
        column(
            row(self._waits, self._anyway, stretch=0), self._close,
            row(self._on, self._supervise, self._more), into=self._buttons, gap=8,
        )  # fmt: skip
        self._upper = rule()
        self._foot = column(self._form, self._buttons, gap=8)
        whole = column(
            row(self._state, 1, self._due, self.cross), self._title, area, self._upper,
            self._foot, into=self._sheet, margin=14, gap=8,
        )  # fmt: skip
        whole.setStretch(2, 1)

    def _facts(self, line: TaskLine) -> QLayout:
        grid = QGridLayout()
        px = theme.active().px
        grid.setVerticalSpacing(px(5))
        grid.setHorizontalSpacing(px(8))
        grid.setColumnMinimumWidth(0, px(58))
        grid.setColumnStretch(1, 1)
        for caption, text in self._told(line):
            at = grid.rowCount()
            grid.addWidget(label(caption, "label"), at, 0, Qt.AlignmentFlag.AlignTop)
            words = paragraph(text, "")
            grid.addWidget(words, at, 1)
            if caption == "任务出处" and line.task.clause_text:
                words.setToolTip(plain_hint(line.task.clause_text))
        if line.task.clause_text:
            self._add_source(grid, line.task.clause_text)
        return grid

    def _told(self, line: TaskLine) -> Iterator[tuple[str, str]]:
        """The facts of a task that are known, in the order of the mockup."""
        task, names = line.task, list_names(self._acts.desk)
        units = "、".join(filter(None, (f"{task.unit}（牵头）" if task.unit and task.co_units
                                       else task.unit, *task.co_units)))  # fmt: skip
        covered = self._acts.desk.covered
        phone = TASKS.schema["phone"].write(task.phone, masked=covered) if task.phone else ""
        facts = (
            ("类别", names[task.list]),
            (
                "提出单位",
                "，".join(filter(None, (task.proposer, short_day(task.proposed_on or "")))),
            ),
            ("责任单位", units),
            ("责任领导", task.leader or ""),
            ("责任人", " ".join(filter(None, (task.person, phone)))),
            ("任务出处", " ".join(filter(None, (f"{task.year}年", task.clause, task.number)))),
            ("完成情况", standing_words(task, line.standing)),
            ("工作措施", task.measure or ""),
            ("完成标准", task.standard or ""),
            ("原因", task.state_reason or ""),
            ("备注", task.remarks or ""),
        )
        return ((caption, text) for caption, text in facts if text)

    def _add_source(self, grid: QGridLayout, text: str) -> None:
        """The words of the clause, folded away until they are asked for."""
        words = paragraph(text, "note", name="clause_text")
        words.hide()
        fold = button("看出处原文", lambda: words.setVisible(words.isHidden()), kind="link",
                      name="show_clause")  # fmt: skip
        at = grid.rowCount()
        grid.addWidget(fold, at, 1, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(words, at + 1, 0, 1, 2)

    def _show_history(self, file: TaskFile) -> None:
        empty(self._history)
        told = button("登记进展", self._report, kind="link", icon="plus", name="task_report")
        told.setEnabled(file.line.task.state in OPEN_STATES)
        self._history.addLayout(row(label("进展", "strong"), 1, told))
        for item in file.progress[:_SHOWN]:
            self._history.addLayout(self._progress_row(item))
        if not file.progress:
            self._history.addWidget(label("还没有登记进展。", "note"))
        if file.supervisions:
            self._history.addWidget(rule())
            self._history.addWidget(label("督办", "strong"))
        for step in file.supervisions[:_SHOWN]:
            reply = f"；反馈：{step.reply}" if step.reply else ""
            words = f"{step.kind.value} {step.unit or ''} {step.demand or ''}{reply}"
            self._history.addLayout(_dated(step.date, words))

        if file.balances:
            self._history.addWidget(rule())
            self._history.addWidget(label("对账", "strong"))
        for day, stood in file.balances[:_SHOWN]:
            done = f"，完成 {stood.done} {file.line.task.counted_in or '次'}" if stood.done else ""
            self._history.addLayout(_dated(day, f"{stood.state.value}{done}"))

    def _progress_row(self, item: Progress) -> QLayout:
        counted = f"（计 {item.amount}）" if item.amount else ""
        line = _dated(item.date, f"{item.words or '完成'}{counted}")
        if item.register is None:  # what was counted is taken back where it was entered
            away = button("", lambda: self._acts.take_back(item.id or 0), kind="flat", icon="x",
                          name=f"progress_{item.id}_remove")  # fmt: skip
            away.setAccessibleName(f"删除 {item.date} 的进展")
            line.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _show_acts(self, task: Task) -> None:
        waits = task.state in OPEN_STATES
        self._closing.setVisible(waits)
        self._closed.setVisible(not waits)
        self._closed.setText(_end_words(task))
        self._close.setVisible(waits)
        self._close.setText("提出单位确认并销号" if task.mutual else "核验并销号")
        self._close.setAccessibleName(self._close.text())
        words = {TaskState.TO_CHECK: "退回补充"}.get(
            task.state, "提交核验" if waits else "恢复推进"
        )
        self._on.setText(words)
        back = task.state is TaskState.TO_CHECK
        set_icon(self._on, "arrow-back-up" if back else "arrow-forward-up")
        self._on.setAccessibleName(words)
        self._supervise.setVisible(waits)

    def _show_waiting(self) -> None:
        """Say why the task cannot be closed yet; the button follows."""
        if self._file is None:
            return
        line, missing = self._file.line, self._closing.missing()
        waits = line.task.state in OPEN_STATES
        why = what_waits(line, missing) if waits else ""
        self._waits.setText(f"{why}。" if why else "")
        self._waits.setVisible(bool(why))
        self._close.setEnabled(not why)
        self._close.setAccessibleDescription(why)
        self._anyway.setVisible(waits and not line.standing.reached(line.task))
        self._anyway.setEnabled(not missing)

    def _confirm(self) -> None:
        if self.task is not None:
            self._acts.close(self.task, self._closing.closing())

    def _close_anyway(self) -> None:
        if self.task is not None:
            self._acts.close_all_the_same(self.task, self._closing.closing())

    def _report(self) -> None:
        if self.task is not None:
            self._acts.report(self.task)

    def _go_on(self) -> None:
        """退回补充 of what was to be checked, 提交核验 of what is under way, else 恢复推进."""
        task = self.task
        if task is None:
            return
        if task.state is TaskState.TO_CHECK:
            self._acts.move_because(task, TaskState.RETURNED, "退回补充", "请写明要补充什么。")
        elif task.state in OPEN_STATES:
            self._acts.move(task, TaskState.TO_CHECK)
        elif task.state is TaskState.CLOSED:
            self._acts.move_because(task, TaskState.GOING, "恢复推进",
                                    "这项任务已经销号，恢复后要重新确认。")  # fmt: skip
        else:
            self._acts.move(task, TaskState.GOING)


def _dated(day: str | None, words: str) -> QHBoxLayout:
    when = label(short_day(day or ""), "label")
    when.setMinimumWidth(theme.active().px(58))
    line = row(when, paragraph(words, ""), gap=8, stretch=1)
    line.setAlignment(when, Qt.AlignmentFlag.AlignTop)
    return line


def _end_words(task: Task) -> str:
    """How a task ended, in a sentence."""
    if task.state is not TaskState.CLOSED:
        return f"{task.state.value}：{task.state_reason}" if task.state_reason else task.state.value
    parts = [f"{short_day(task.closed_on or '')}销号"]
    if task.confirmed_by:
        parts.append(f"确认人{task.confirmed_by}")
    if task.evaluation:
        parts.append(task.evaluation.value)
    if task.long_term:
        parts.append(f"长效措施：{task.long_term}")
    return "，".join(parts)
