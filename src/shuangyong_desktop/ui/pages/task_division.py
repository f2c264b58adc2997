"""《重点任务分工表》: looked at, exported, given out by unit, and taken back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_returns import Landing, Told
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.task_lists import read_task_list
from shuangyong_desktop.services.task_returns import ReturnPreview
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.task_rows_dialog import SHEETS, TaskRowsDialog
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import button, row

_MARKS = {
    Landing.TOLD: ("circle-check", "ok"),
    Landing.SAME: ("check", "text3"),
    Landing.DOUBTFUL: ("alert-triangle", "warn"),
}
_OTHER = ("x", "text2")
_NAMED = 12  # of the units that are missing
_COLUMNS = (
    Column("place", "位置", 7, lambda told, _masked: f"第 {told.row.row} 行（{told.row.sheet}）",
           look=Look.QUIET),
    Column("landing", "处理", 6, lambda told, _masked: told.landing.value,
           mark=lambda told: _MARKS.get(told.landing, _OTHER)),
    Column("title", "任务事项", 16, lambda told, _masked: _title(told), look=Look.STRONG),
    Column("said", "将登记的进展", 20, lambda told, _masked: told.said.replace("\n", " ")),
    Column("why", "说明", 12, lambda told, _masked: told.why),
)  # fmt: skip


def open_division(desk: Desk, notices: Notices, parent: QWidget, year: int) -> None:
    """Show the 分工表 of a year as it will be printed, with Word, Excel, and its ways to units."""
    # Printing is heavy, and the page does not need it before.
    from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

    divisions = desk.office.task_divisions
    try:
        paper = divisions.paper(year)
    except Problem as problem:
        notices.fail(problem)
        return
    dialog = RosterDialog(
        desk, notices, lambda _options: divisions.paper(year), f"{paper.title}　{paper.count} 项",
        parent, title="重点任务分工表", covered=False, word=True, personal=False,
    )  # fmt: skip
    tools = QWidget()
    row(
        button("按单位分发", partial(give_out, desk, notices, dialog, year), icon="folder-open",
               name="division_give_out"),
        button("收回填报表", partial(take_back, desk, notices, dialog, year), icon="file-import",
               name="division_take_back"),
        into=tools,
    )  # fmt: skip
    dialog.add_tool(tools)
    dialog.exec()
    dialog.deleteLater()


def give_out(desk: Desk, notices: Notices, owner: QWidget, year: int) -> None:
    """Write one workbook per leading unit into a folder the clerk chooses."""
    folder = notices.open_folder("把各单位填报表放到哪个文件夹")
    if folder is None:
        return
    try:
        made = desk.office.task_divisions.workbooks(year, folder)
    except Problem as problem:
        notices.fail(problem)
        return
    job = Job(partial(_draw_all, desk.office.papers.draw, made), owner)
    job.finished.connect(lambda _nothing: notices.toast(f"已生成 {len(made)} 个单位的填报表"))
    job.failed.connect(notices.fail)
    job.start()


def take_back(desk: Desk, notices: Notices, parent: QWidget, year: int) -> bool:
    """Read a returned sheet and register what it says; whether anything was written."""
    path = notices.open_file("收回填报表", SHEETS)
    if path is None:
        return False
    dialog = TaskReturnDialog(desk, notices, parent, year, path)
    done = bool(dialog.exec())
    written = dialog.written
    dialog.deleteLater()
    if done:
        Undoing(desk, notices).written(f"已收回填报表，登记进展 {written} 项")
    return done


class TaskReturnDialog(TaskRowsDialog):
    """The rows of a returned sheet, what each would write, and which units are still to come."""

    def __init__(
        self, desk: Desk, notices: Notices, parent: QWidget, year: int, path: Path
    ) -> None:
        super().__init__(desk, notices, parent, name="task_return",
                         title=f"收回填报表：{path.name}", columns=_COLUMNS)  # fmt: skip
        self._year = year
        self._preview: ReturnPreview | None = None
        self.read(path, partial(_read, path, year))

    def take(self, reading: Any) -> None:
        """See TaskRowsDialog."""
        self._preview = preview = self.desk.office.task_returns.preview(self._year, reading)
        self.show_rows(preview.rows)
        self.counts.setText(preview.words)
        self.note.setText(_missing_words(preview))
        told = len(preview.told)
        words = f"登记 {told} 项" if told else "登记已交回"
        self.say_accept(words, can=bool(preview.units))

    def write(self) -> int:
        """See TaskRowsDialog."""
        return self.desk.office.task_returns.accept(self._preview) if self._preview else 0


def _missing_words(preview: ReturnPreview) -> str:
    if not preview.units:
        return "表上没有今年的任务，请核对是不是选错了文件。"
    from_units = f"交回单位：{'、'.join(preview.units)}。"
    if not preview.missing:
        return f"{from_units}本季度各牵头单位都已交回。"
    named = "、".join(preview.missing[:_NAMED])
    more = "等" if len(preview.missing) > _NAMED else ""
    return f"{from_units}本季度还没有交回的 {len(preview.missing)} 个单位：{named}{more}。"


def _title(told: Told) -> str:
    task = told.task or told.row.task
    return task.title or ""


def _read(path: Path, year: int, tick: Any) -> Any:
    return read_task_list(path, year, tick)


def _draw_all(
    draw: Callable[[Paper, Path], None], made: list[tuple[Path, Paper]], tick: Tick
) -> None:
    for number, (path, paper) in enumerate(made):
        tick(number, len(made))
        draw(paper, path)
    tick(len(made), len(made))
