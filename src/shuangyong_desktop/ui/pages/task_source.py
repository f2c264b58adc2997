"""从工作要点生成任务: the text, its drafts to be ticked and put right, what was written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPlainTextEdit, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS, AnnualPlan
from shuangyong_desktop.domain.tasks import Task
from shuangyong_desktop.services.task_drafts import Drafted, NewTasks, Original, TaskDraft
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import Drafting
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.task_dialogs import desk_choices
from shuangyong_desktop.ui.pages.task_division import open_division
from shuangyong_desktop.ui.pages.task_source_list import DraftLine, DraftList
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    frame,
    glyph,
    label,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.stepper import Stepper

_STEPS = ("来源", "勾选和修改", "完成")
_SOURCE, _LIST, _DONE = range(3)
_DOCUMENTS = "文档 (*.docx *.txt)"
_PLACEHOLDER = (
    "把工作要点全文粘贴到这里，或按“选择文件”读取 .docx、.txt。\n\n"
    "按“一、”“（一）”“1.”等编号认条目；认出的每一项都要由您勾选后才写入。"
)


def open_task_source(desk: Desk, notices: Notices, parent: QWidget, year: int) -> bool:
    """Turn a yearly document or the template into tasks; whether anything was written."""
    dialog = TaskSourceDialog(desk, notices, parent, year)
    dialog.exec()
    written, within = dialog.written, dialog.year
    dialog.deleteLater()
    if written:
        if within != desk.year:
            desk.show_year(within)
        Undoing(desk, notices).written(f"已生成 {within} 年任务 {written} 项")
    return bool(written)


class TaskSourceDialog(QDialog):
    """Three steps; `written` says how many tasks were written into `year`."""

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget, year: int) -> None:
        super().__init__(parent)
        self.setObjectName("task_source_dialog")
        self.setWindowTitle("从工作要点生成任务")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._desk, self._notices = desk, notices
        self.year, self.written = year, 0
        self._original: Original | None = None
        self._plan: AnnualPlan | None = None
        self._drafting = Drafting(desk, self._texts, self)
        self._stepper = Stepper(_STEPS)
        self._states = QStackedWidget()
        choices: dict[str, Sequence[str]] = dict(desk_choices(desk, year))
        self._list = DraftList("task_source", choices, editable=True)
        self._list.changed.connect(self._say_count)
        for state in (self._source_state(), self._list_state(), self._done_state()):
            self._states.addWidget(state)
        self._back = button("上一步", self._step_back, name="source_back")
        self._cancel = button("取消", self.reject, name="source_cancel")
        self._next = button("下一步", self._go_on, kind="primary", name="source_next")
        self._division = button("打印分工表", self._print_division, icon="printer",
                                name="source_division")  # fmt: skip
        layout = column(
            card(self._stepper, padding=4), self._states,
            row(self._back, 1, self._division, self._cancel, self._next),
            into=self, margin=14, gap=10,
        )  # fmt: skip
        layout.setStretch(1, 1)
        px, room = theme.active().px, parent.window().size()
        self.resize(min(px(1240), room.width() - px(20)), min(px(760), room.height() - px(20)))
        self._begin()

    def done(self, result: int) -> None:
        """Keep what was pasted for a day when nothing was written."""
        if not self.written:
            self._drafting.keep()
        super().done(result)

    def show_text(self, text: str) -> None:
        """Take over a text, as if it had been pasted."""
        self._text.setPlainText(text)

    def _source_state(self) -> QWidget:
        state = QWidget()
        self._text = QPlainTextEdit()
        self._text.setObjectName("source_text")
        self._text.setAccessibleName("工作要点全文")
        self._text.setPlaceholderText(_PLACEHOLDER)
        self._text.setTabChangesFocus(True)
        self._file = label("", "label", name="source_file")
        self._template = QCheckBox("同时列出年度任务模板（每年都要做的 33 项，已有的不勾选）")
        self._template.setObjectName("source_template")
        self._error = paragraph("", "error", kind="bad", name="source_error")
        self._error.hide()
        layout = column(
            row(label("工作要点全文", "heading"), self._file, 1,
                button("选择文件", self._choose, icon="folder-open", name="source_choose")),
            self._text, self._template,
            label("带密级标志的文件不得录入本软件。", "note"), self._error,
            into=state, gap=8,
        )  # fmt: skip
        layout.setStretch(1, 1)
        return state

    def _list_state(self) -> QWidget:
        state = QWidget()
        self._said = paragraph("", "label", name="source_said")
        self._named = paragraph("", "strong", name="source_plan")
        self._edit_plan = button(
            "修改文件信息", self._ask_plan, icon="pencil", name="source_plan_edit"
        )
        head = frame("")
        row(self._named, self._edit_plan, into=head, stretch=0)
        self._head = head
        self._refused = paragraph("", "error", kind="bad", name="source_refused")
        self._refused.hide()
        self._here = QCheckBox()
        self._here.setObjectName("source_here")
        self._here.clicked.connect(self._draft)
        said = row(self._said, self._here, gap=12, stretch=0)
        column(head, said, self._list, self._refused, into=state, gap=8).setStretch(2, 1)
        return state

    def _done_state(self) -> QWidget:
        state = QWidget()
        self._done_words = label("", "title", name="source_done")
        words = paragraph(
            "任务已写入任务页，可以接着补牵头单位、责任领导和时限，再打印分工表下发。"
            "这一步可以整体撤销。", "label",
        )  # fmt: skip
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setMinimumWidth(theme.active().px(460))
        column(1, row(1, glyph("circle-check", "ok", 40), 1), row(1, self._done_words, 1),
               row(1, words, 1), 2, into=state, gap=12)  # fmt: skip
        return state

    def _begin(self) -> None:
        draft = self._drafting.begin(f"task_source:{self.year}")
        self._text.setPlainText((draft or {}).get("text", ""))
        self._text.textChanged.connect(self._drafting.touch)
        self._show(_SOURCE)

    def _texts(self) -> Mapping[str, str]:
        return {"text": self._text.toPlainText()}

    def _show(self, state: int) -> None:
        self._states.setCurrentIndex(state)
        self._stepper.go_to(state)
        self._back.setVisible(state == _LIST)
        self._division.setVisible(state == _DONE)
        self._cancel.setVisible(state != _DONE)
        self._next.setText({_SOURCE: "下一步", _DONE: "关闭"}.get(state, ""))
        self._next.setEnabled(True)
        if state == _SOURCE:
            self._text.setFocus()
        elif state == _LIST:
            self._say_count()
            self._list.focus_list()
        else:
            self._next.setFocus()
        self._next.setAccessibleName(self._next.text())

    def _step_back(self) -> None:
        self._here.setChecked(False)
        self._show(_SOURCE)

    def _go_on(self) -> None:
        state = self._states.currentIndex()
        if state == _SOURCE:
            self._draft()
        elif state == _LIST:
            self._write()
        else:
            self.accept()

    def _choose(self) -> None:
        """Read a document in a worker."""
        path = self._notices.open_file("选择工作要点", _DOCUMENTS)
        if path is None:
            return
        self._file.setText(f"正在读取 {path.name}")
        self._next.setEnabled(False)
        job = Job(partial(_read, self._desk.office.task_drafts.read, path), self)
        job.finished.connect(self._take)
        job.failed.connect(self._not_read)
        self.finished.connect(job.cancel)
        job.start()

    def _take(self, original: Original) -> None:
        self._original = original
        self._text.setPlainText(original.text)
        self._file.setText(f"已读取 {original.file.name}，原件随要点一起存入")
        self._next.setEnabled(True)
        _say(self._error, "")

    def _not_read(self, error: Exception) -> None:
        self._file.setText("")
        self._next.setEnabled(True)
        if isinstance(error, Problem):
            _say(self._error, error.sentence)
        else:
            self._notices.fail(error)

    def _draft(self) -> None:
        """Show what the text and the template offer."""
        text = self._text.toPlainText()
        drafts = self._desk.office.task_drafts
        found: Drafted | None = None
        try:
            if text.strip() or not self._template.isChecked():
                as_named = not self._here.isChecked()
                found = drafts.drafted(text, self._desk.year, as_named=as_named)
        except Problem as problem:
            _say(self._error, problem.sentence)
            return
        _say(self._error, "")
        _say(self._refused, "")
        named = (found.source.year if found else None) or self._desk.year
        self.year = self._desk.year if self._here.isChecked() else named
        self._here.setText(f"写入 {self._desk.year} 年，不按文件的 {named} 年")
        self._here.setVisible(named != self._desk.year)
        self._plan = _plan_of(found, self.year) if found else None
        offered: list[TaskDraft] = list(found.drafts) if found else []
        if self._template.isChecked():
            offered += drafts.template(self.year)
        self._said.setText(found.said if found else "年度任务模板，勾选今年要做的。")
        self._say_plan()
        lines = [DraftLine(item.group, item.task, item.proofs, item.draft.why) for item in offered]
        self._list.show_lines(lines, [item.draft.suggested for item in offered])
        self._show(_LIST)

    def _say_plan(self) -> None:
        plan = self._plan
        self._head.setVisible(plan is not None)
        if plan is not None:
            day = ANNUAL_PLANS.schema["date"].write(plan.date)
            parts = (plan.number or "文号未填", f"印发 {day}" if day else "印发日期未填",
                     f"印发对象 {plan.addressees}" if plan.addressees else "")  # fmt: skip
            told = "　".join(part for part in parts if part)
            self._named.setText(f"{self.year} 年　{plan.title}　{told}")

    def _ask_plan(self) -> None:
        """Put title, number, date and addressees right; nothing is written yet."""
        if self._plan is None:
            return
        schema = ANNUAL_PLANS.schema.pick("title", "number", "date", "addressees")
        dialog = RecordDialog(self._desk, "文件信息", schema, lambda record: record, self,
                              name="plan", verb="确定")  # fmt: skip
        dialog.show_record(self._plan)
        dialog.exec()
        if isinstance(dialog.stored, AnnualPlan):
            self._plan = dialog.stored
            self._say_plan()
        dialog.deleteLater()

    def _say_count(self) -> None:
        if self._states.currentIndex() == _LIST:
            count = len(self._list.ticked)
            self._next.setText(f"写入 {count} 项")
            self._next.setAccessibleName(self._next.text())
            self._next.setEnabled(bool(count))

    def _write(self) -> None:
        tasks = tuple((_whole(line.task, self.year), line.proofs) for line in self._list.ticked)
        file = self._original.file if self._original and self._is_of_the_text() else None
        try:
            made = self._desk.office.task_drafts.create(
                NewTasks(tasks=tasks, plan=self._plan, original=file)
            )
        except Problem as problem:
            _say(self._refused, problem.sentence)
            return
        self.written = len(made)
        self._drafting.drop()
        self._done_words.setText(f"已写入 {self.year} 年任务 {self.written} 项")
        self._show(_DONE)

    def _is_of_the_text(self) -> bool:
        """Whether the text in front still begins like the file that was read."""
        lines = self._original.text.strip().splitlines() if self._original else []
        return bool(lines) and lines[0].strip() in self._text.toPlainText()

    def _print_division(self) -> None:
        open_division(self._desk, self._notices, self, self.year)


def _say(target: QLabel, sentence: str) -> None:
    """Say `sentence`, or take what was said away."""
    target.setText(sentence)
    target.setVisible(bool(sentence))


def _plan_of(found: Drafted, year: int) -> AnnualPlan:
    source = found.source
    return AnnualPlan(
        year=year, title=source.title or f"{year}年双拥工作要点", number=source.number,
        date=source.date, addressees=source.addressees, text=source.text,
    )  # fmt: skip


def _whole(task: Task, year: int) -> Task:
    return replace(task, year=year, title=(task.title or "").strip())


def _read(read: Callable[[Path, Tick], Original], path: Path, tick: Tick) -> Original:
    return read(path, tick)
