"""What leaves a round on paper or as files, and what comes back."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QRadioButton, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.rounds import Round
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.rounds import RoundLine
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.round_return_dialog import RoundReturnDialog
from shuangyong_desktop.ui.pages.take_off_dialog import TakeOffDialog
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

_SHEETS = "表格 (*.xlsx *.xls *.csv *.et)"


class GatherPaper(Protocol):
    """Gathers a paper from the ledger, with full numbers only for a purpose."""

    def __call__(self, *, full: bool = False, purpose: str = "") -> Paper: ...


class RoundFiles(QObject):
    """Papers, workbooks and returned sheets of the round in front of `page`."""

    def __init__(self, desk: Desk, notices: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._notices, self._page = desk, notices, page
        self._strip: ProgressStrip | None = None

    def look_at(self, title: str, gather: GatherPaper, words: str) -> None:
        """Show a paper that may carry full numbers, to be printed or saved."""
        from shuangyong_desktop.ui.pages.paper_dialog import look_at  # noqa: PLC0415 (printing is heavy)

        look_at(self._desk, self._notices, title, gather, words, self._page)

    def look_at_list(self, title: str, gather: Callable[[], Paper], words: str) -> None:
        """Show a list for calls: no ID numbers, telephones in full (CLERK §3)."""

        def made(*, full: bool = False, purpose: str = "") -> Paper:
            del full, purpose
            return gather()

        self.look_at(title, made, words)

    def save_workbooks(self, current: Round) -> None:
        """Write one workbook per 村（社区） into a folder the clerk chooses, behind a strip."""
        folder = self._notices.open_folder("把分村（社区）核对表放到哪个文件夹")
        if folder is None:
            return
        office = self._desk.office
        try:
            made = office.round_papers.workbooks(current.id or 0, folder)
        except Problem as problem:
            self._notices.fail(problem)
            return
        job = Job(partial(_draw_all, office.papers.draw, made), self._desk)
        self._strip = ProgressStrip(self._page.window())
        self._strip.cancelled.connect(job.cancel)
        self._strip.begin("正在生成核对表", "个")
        job.progressed.connect(self._strip.tell)
        job.finished.connect(lambda _nothing: self._end(f"已生成 {len(made)} 个核对表"))
        job.failed.connect(self._fail)
        job.cancelled.connect(lambda: self._end("已取消，已生成的文件留在文件夹里"))
        job.start()

    def take_back(self, current: Round) -> bool:
        """Read a returned sheet and ask what to do with it; whether anything was registered."""
        path = self._notices.open_file("收回核对表", _SHEETS)
        if path is None:
            return False
        dialog = RoundReturnDialog(self._desk, self._notices, current, path, self._page)
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def register_leaving(self, line: RoundLine, status: PersonStatus) -> None:
        """Register the death or move that a round found, through the dialog made for it."""
        dialog = TakeOffDialog(self._desk.office.people, [line.person], self._page)
        for way in dialog.findChildren(QRadioButton, f"take_off_{status.name.lower()}"):
            way.click()
        if dialog.exec():
            self._desk.changed.emit()
        dialog.deleteLater()

    def _end(self, words: str) -> None:
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
            self._strip = None
        self._notices.toast(words)

    def _fail(self, error: Exception) -> None:
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
            self._strip = None
        self._notices.fail(error)


def _draw_all(
    draw: Callable[[Paper, Path], None], made: list[tuple[Path, Paper]], tick: Tick
) -> None:
    for number, (path, paper) in enumerate(made):
        tick(number, len(made))
        draw(paper, path)
    tick(len(made), len(made))
