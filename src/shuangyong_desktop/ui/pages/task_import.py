"""导入任务表: a 双清单 or 任务分解表 as the office has it, looked at before it is written."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.task_lists import ColumnChoices, LandedRow, Landing
from shuangyong_desktop.domain.tasks import TASKS, TaskList, TaskState
from shuangyong_desktop.services.task_lists import TaskListPreview, read_task_list
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.task_import_columns import TaskColumnsDialog
from shuangyong_desktop.ui.pages.task_rows_dialog import SHEETS, TaskRowsDialog
from shuangyong_desktop.ui.pages.task_words import list_names
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button

_MARKS = {
    Landing.NEW: ("circle-check", "ok"),
    Landing.DOUBTFUL: ("alert-triangle", "warn"),
    Landing.KNOWN: ("check", "text3"),
}
_OTHER = ("x", "text2")


def _told(key: str, item: LandedRow, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return TASKS.schema[key].write(getattr(item.row.task, key)).replace("\n", " ")


def _place(item: LandedRow, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    return f"第 {item.row.row} 行（{item.row.sheet}）"


def _state(item: LandedRow, _masked: bool) -> str:  # noqa: FBT001 (a Writer)
    state = item.row.task.state
    return "已完成" if state is TaskState.CLOSED else state.value


def _columns(names: Mapping[TaskList, str]) -> tuple[Column, ...]:
    """What is shown of a row; the lists have the names that the desk gives them."""
    return (
        Column("place", "位置", 7, _place, look=Look.QUIET),
        Column("landing", "处理", 6, lambda item, _masked: item.landing.value,
               mark=lambda item: _MARKS.get(item.landing, _OTHER)),
        Column("title", "任务事项", 16, partial(_told, "title"), look=Look.STRONG),
        Column("list", "清单", 8, lambda item, _masked: names[item.row.task.list]),
        Column("unit", "牵头单位", 8, partial(_told, "unit")),
        Column("due_rule", "时限", 6, partial(_told, "due_rule")),
        Column("state", "表上状态", 5, _state),
        Column("why", "说明", 12, lambda item, _masked: item.why),
    )  # fmt: skip


def open_task_import(
    desk: Desk, notices: Notices, parent: QWidget, year: int, path: Path | None = None
) -> bool:
    """Ask for a list of tasks (or take `path`), show it, write it; whether anything was written."""
    chosen = path or notices.open_file("导入任务表", SHEETS)
    if chosen is None:
        return False
    dialog = TaskImportDialog(desk, notices, parent, year, chosen)
    dialog.exec()
    written, within = dialog.written, dialog.year
    dialog.deleteLater()
    if written:
        if within != desk.year:
            desk.show_year(within)
        Undoing(desk, notices).written(f"已导入 {within} 年任务 {written} 项")
    return bool(written)


class TaskImportDialog(TaskRowsDialog):
    """The rows of the list at `path`, and where each one lands."""

    def __init__(
        self, desk: Desk, notices: Notices, parent: QWidget, year: int, path: Path
    ) -> None:
        super().__init__(
            desk, notices, parent, name="task_import", title=f"导入任务表：{path.name}",
            columns=_columns(list_names(desk)),
        )  # fmt: skip
        self.year = year
        self._path = path
        self._chosen: dict[str, dict[int, str]] = {}
        self._preview: TaskListPreview | None = None
        self.tools.addWidget(button("核对栏目", self._ask_columns, icon="columns-3",
                                    name="task_import_columns"))  # fmt: skip
        self._doubts = self.option("doubts", self._say)
        self._close = self.option("close", self._say)
        self._year_in_front = year
        self._read_again()

    def take(self, reading: Any) -> None:
        """See TaskRowsDialog: a list that names another year goes into that year."""
        lists = self.desk.office.task_lists
        self._preview = preview = lists.preview(reading, reading.year or self._year_in_front)
        self.show_rows(preview.rows)
        self.counts.setText(preview.words)
        other = preview.year != self._year_in_front
        self.year = preview.year
        doubtful = preview.count(Landing.DOUBTFUL)
        self._doubts.setText(f"待确认的 {doubtful} 项也导入，导入后再逐项核对")
        self._doubts.setVisible(bool(doubtful))
        self._close.setText(
            f"表上已完成的 {preview.done} 项以这份清单为据销号（双清单事项仍待提出单位确认）"
        )
        self._close.setVisible(bool(preview.done))
        self.note.setText(_note(preview, other=other))
        self._say()

    def write(self) -> int:
        """See TaskRowsDialog."""
        if self._preview is None:
            return 0
        made = self.desk.office.task_lists.accept(
            self._preview, doubts=self._doubts.isChecked(), close=self._close.isChecked()
        )
        return len(made)

    def _read_again(self) -> None:
        """Read the list, with the columns that were put right."""
        self.read(self._path, partial(_read, self._path, self._year_in_front, dict(self._chosen)))

    def _ask_columns(self) -> None:
        """Let the clerk say what columns are, and read again."""
        if self._preview is None:
            return
        dialog = TaskColumnsDialog(self._preview.reading.tables, self)
        if dialog.exec():
            for table, keys in dialog.chosen.items():
                self._chosen[table] = {**self._chosen.get(table, {}), **keys}
            self._read_again()
        dialog.deleteLater()

    def _say(self, *_: object) -> None:
        if self._preview is None:
            return
        count = self._preview.count(Landing.NEW)
        if self._doubts.isChecked():
            count += self._preview.count(Landing.DOUBTFUL)
        self.say_accept(f"导入 {count} 项", can=bool(count))


def _note(preview: TaskListPreview, *, other: bool) -> str:
    """Into which year it goes, and what is left where it is."""
    left = [
        " ".join(item.heading.split())
        for table in preview.reading.tables for item in table.columns if not item.imported
    ]  # fmt: skip
    return "".join((
        f"表上写的是 {preview.year} 年，导入到 {preview.year} 年度。" if other
        else f"导入到 {preview.year} 年度。",
        "表上写“已完成”的先记为待核验。",
        f"没有导入的栏目：{'、'.join(dict.fromkeys(left))}。" if left else "",
    ))  # fmt: skip


def _read(path: Path, year: int, chosen: ColumnChoices, tick: Any) -> Any:
    return read_task_list(path, year, tick, chosen)
