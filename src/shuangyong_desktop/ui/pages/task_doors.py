"""The ways from 任务 to what is done with a whole year: making it, dividing it, 对账, 督办.

Each of them is loaded when it is first wanted.
"""

# ruff: noqa: PLC0415 (the page must not wait for what is rarely opened)
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices


class TaskDoors:
    """Opens dialogs over `parent` for the year in the top bar."""

    def __init__(self, desk: Desk, notices: Notices, parent: QWidget) -> None:
        self._desk, self._notices, self._parent = desk, notices, parent

    def make(self) -> None:
        """从工作要点生成."""
        from shuangyong_desktop.ui.pages.task_source import open_task_source

        open_task_source(self._desk, self._notices, self._parent, self._desk.year)

    def take_list(self) -> None:
        """导入任务表 of a file that the clerk chooses."""
        self.read_list(None)

    def read_list(self, path: Path | None) -> None:
        """导入任务表 of `path`; None asks for the file."""
        from shuangyong_desktop.ui.pages.task_import import open_task_import

        open_task_import(self._desk, self._notices, self._parent, self._desk.year, path)

    def divide(self) -> None:
        """分工表, split by unit."""
        from shuangyong_desktop.ui.pages.task_division import open_division

        open_division(self._desk, self._notices, self._parent, self._desk.year)

    def take_back(self) -> None:
        """收回填报表: what a unit filled in becomes progress."""
        from shuangyong_desktop.ui.pages.task_division import take_back

        take_back(self._desk, self._notices, self._parent, self._desk.year)

    def reconcile(self) -> None:
        """对账 and its 对账单."""
        from shuangyong_desktop.ui.pages.reconcile_dialog import open_reconcile

        open_reconcile(self._desk, self._notices, self._parent, self._desk.year)

    def pursue(self) -> None:
        """What is overdue by unit, with 督办 of several and the 逾期通报."""
        from shuangyong_desktop.ui.pages.overdue_dialog import open_overdue

        open_overdue(self._desk, self._notices, self._parent, self._desk.year)

    def supervise(self, task_id: int) -> None:
        """The next step of 督办 of one task."""
        from shuangyong_desktop.ui.pages.supervise_dialog import open_supervise

        open_supervise(self._desk, self._notices, self._parent, task_id)

    def go_on(self) -> None:
        """转入下年: what is unfinished goes on, and what every year has begins."""
        from shuangyong_desktop.ui.pages.task_source_year import open_next_year

        open_next_year(self._desk, self._notices, self._parent, self._desk.year)

    def offer(self, menu: QMenu) -> None:
        """Put every way into a menu."""
        for words, act in (
            ("从工作要点生成…", self.make),
            ("导入任务表…", self.take_list),
            ("分工表…", self.divide),
            ("收回填报表…", self.take_back),
            ("", None),
            ("对账和对账单…", self.reconcile),
            ("逾期、督办和通报…", self.pursue),
            ("", None),
            (f"转入 {self._desk.year + 1} 年…", self.go_on),
        ):
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(words, act)
