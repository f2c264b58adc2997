"""逾期事项: what is late by unit, 督办 of those that are ticked, and the 逾期通报."""

from array import array
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QStackedWidget, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_marks import NOBODY
from shuangyong_desktop.domain.tasks import SUPERVISIONS, Supervision, SupervisionKind
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.tasks import TaskLine
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.many_papers import ManyPapers
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.pages.supervise_dialog import open_supervise
from shuangyong_desktop.ui.pages.task_words import (
    day_words,
    done_words,
    late_words,
    supervised_words,
)
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, column, glyph, label, paragraph, row
from shuangyong_desktop.ui.widgets.elements import sheet as white_sheet
from shuangyong_desktop.ui.widgets.record_dialog import RecordDialog
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_ASKED = SUPERVISIONS.schema.pick("kind", "date", "demand", "until")
_KINDS = (SupervisionKind.REMINDER, SupervisionKind.URGING, SupervisionKind.ORDER)
"""What is written to several at once; a 约谈 or 移交 is about one task."""


class OverdueDialog(QDialog):
    """The overdue tasks of a year, those of the unit with most first."""

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget, year: int) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("overdue_dialog")
        self.setWindowTitle(f"{year} 年逾期事项")
        self._desk, self._notices, self._year = desk, notices, year
        self._undoing = Undoing(desk, notices)
        self._lines: dict[int, TaskLine] = {}
        self._model = RecordTableModel(_columns(), self._fetch, self, tickable=True)
        self._model.ticks_changed.connect(self._show_acts)
        self._table = RecordView(self._model, "overdue", "逾期事项")
        self._table.opened.connect(self._supervise_one)
        self._table.selectionModel().selectionChanged.connect(self._show_acts)
        self._count = label("", "note", name="overdue_count")
        self._one = button("督办这一项…", self._supervise_one, icon="flag", name="overdue_one")
        self._many = button("", self._supervise_many, kind="primary", icon="flag",
                            name="overdue_many")  # fmt: skip
        self._tell = button("逾期通报…", self._look, icon="printer", name="overdue_print")
        nothing = QWidget()
        words = paragraph("现在没有逾期的任务。", "note", name="overdue_nothing")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column(1, row(1, glyph("circle-check", "ok", 28), 1), words, 2, into=nothing, margin=16)
        self._states = QStackedWidget()
        self._states.addWidget(nothing)
        self._states.addWidget(self._table)
        acts = row(1, button("关闭", self.reject, name="overdue_close"), self._tell, self._one,
                   self._many)  # fmt: skip
        layout = column(
            label(f"{year} 年逾期事项", "heading"),
            white_sheet("按责任单位", self._count, self._states), acts, into=self, margin=16,
            gap=10,
        )  # fmt: skip
        layout.setStretch(1, 1)
        self.reload()
        room = parent.window().size()
        self.resize(min(px(940), room.width() - px(20)), min(px(560), room.height() - px(20)))
        self._table.setFocus()
        desk.changed.connect(self.reload)

    def reload(self) -> None:
        """Ask for the overdue tasks again; ticks stay."""
        units = self._desk.office.supervisions.overdue(self._year)
        self._lines = {line.task.id or 0: line for unit in units for line in unit.lines}
        at = self._table.current_row() or 0
        self._model.show(array("I", self._lines))
        self._states.setCurrentIndex(1 if self._lines else 0)
        if self._lines:
            self._table.go_to(min(at, len(self._lines) - 1))
            self._count.setText(f"{len(units)} 个单位，{len(self._lines)} 项")
        else:
            self._count.setText("")
        self._show_acts()

    def _fetch(self, ids: Sequence[int]) -> list[TaskLine]:
        return [self._lines[number] for number in ids]

    def _chosen(self) -> list[int]:
        return self._table.selected_ids() if self._lines else []

    def _show_acts(self) -> None:
        count = len(self._chosen())
        self._many.setText(f"一并督办 {count} 项…" if count else "一并督办…")
        self._many.setEnabled(bool(count))
        self._one.setEnabled(self._table.current_row() is not None and bool(self._lines))
        self._tell.setEnabled(bool(self._lines))

    def _supervise_one(self) -> None:
        at = self._table.current_row()
        if at is not None and self._lines:
            open_supervise(self._desk, self._notices, self, self._model.id_at(at))

    def _supervise_many(self) -> None:
        """Ask for one step and write it for every chosen task, each to its own unit."""
        ids, service = self._chosen(), self._desk.office.supervisions
        after = QCheckBox("保存后每项生成一份单子（Word），存到一个文件夹")
        after.setObjectName("many_papers")
        below = QWidget()
        below.setProperty("role", "scrolled")
        column(after, into=below)

        def save(step: Any) -> Any:
            if step.kind is None:
                raise Problem("请选择方式。没有保存。", code="no_kind")
            service.supervise_many(ids, step)
            return step

        dialog = RecordDialog(
            self._desk, f"一并督办 {len(ids)} 项", _ASKED, save, self, name="many", below=below,
            choices={"kind": [kind.value for kind in _KINDS]},
            hint="每一项发给它的责任单位，编号依次往下排。",
        )  # fmt: skip
        dialog.show_record(service.step_for_many())
        dialog.focus("kind")
        dialog.exec()
        step, drawing = dialog.stored, after.isChecked()
        dialog.deleteLater()
        if not isinstance(step, Supervision):
            return
        self._model.tick_all(ticked=False)
        self._undoing.written(f"已登记{step.kind.value}：{len(ids)} 项")
        if drawing:
            self._draw([service.of(number)[0] for number in ids])

    def _draw(self, steps: Sequence[Supervision]) -> None:
        folder = self._notices.open_folder("督办单存到哪个文件夹")
        if folder is None:
            return
        papers = [self._desk.office.task_papers.supervision(step) for step in steps]
        ManyPapers(self._desk, self._notices, self).draw(
            _places(folder, papers),
            "正在生成督办单",
            f"已生成 {len(papers)} 份，存在“{folder.name}”",
        )

    def _look(self) -> None:
        papers, year = self._desk.office.task_papers, self._year

        def gather(_options: RosterOptions) -> Paper:
            return papers.overdue(year)

        dialog = RosterDialog(
            self._desk, self._notices, gather, f"{year} 年逾期事项通报", self, title="打印逾期通报",
            excel=False, covered=False, word=True, personal=False,
        )  # fmt: skip
        dialog.exec()
        dialog.deleteLater()


def open_overdue(desk: Desk, notices: Notices, parent: QWidget, year: int) -> None:
    """Show what is overdue in `year`, with 督办 of one or several and the 逾期通报."""
    dialog = OverdueDialog(desk, notices, parent, year)
    dialog.exec()
    dialog.deleteLater()


def _places(folder: Path, papers: Sequence[Paper]) -> list[tuple[Path, Paper]]:
    """A file for each paper; two tasks of one name do not share one."""
    return [
        (folder / f"{number:02d} {safe_file_name(paper.title)}.docx", paper)
        for number, paper in enumerate(papers, 1)
    ]


def _columns() -> tuple[Column, ...]:
    today = date.today().isoformat()  # noqa: DTZ011 (the clerk's day)
    return (
        Column("unit", "责任单位", 8, lambda line, _masked: line.task.unit or NOBODY),
        Column("title", "任务事项", 14, lambda line, _masked: line.task.title or "",
               look=Look.STRONG),
        Column("due", "时限", 6, lambda line, _masked: day_words(line.task)),
        Column("late", "逾期", 7, lambda line, _masked: late_words(line.task.due, today),
               mark=lambda _line: ("alert-triangle", "bad")),
        Column("done", "完成情况", 6, lambda line, _masked: done_words(line.task, line.standing)),
        Column("supervised", "上次督办", 8, lambda line, _masked: supervised_words(line.standing)),
    )  # fmt: skip
