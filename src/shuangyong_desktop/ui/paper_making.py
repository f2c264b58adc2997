"""Papers of the open ledger: gathered, drawn off the screen, looked at, saved, printed.

A paper is gathered on the window's thread, which is quick, and drawn in a Job. That a paper
with full numbers left the ledger is recorded when it is printed, saved or given to the
system's reader, never for looking at it (CLERK §3).
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.services.rendering import Pages
from shuangyong_desktop.ui import printing
from shuangyong_desktop.ui.background import Job, Slices, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

Gather = Callable[[], Paper]
"""Gathers one paper from the ledger; raises Problem."""
_READ_ONLY = 0o400
_KINDS = {
    ".pdf": "PDF 文件 (*.pdf)", ".xlsx": "Excel 工作簿 (*.xlsx)", ".docx": "Word 文档 (*.docx)",
}  # fmt: skip


class PaperMaking(QObject):
    """What every page does with a paper; all of it says its own Problems.

    `looked` carries the PDF of the paper that was asked for last, `given_up` says that there
    is none; `drawing` carries how far it is (done, total); `handed_out` carries a paper that was
    printed, saved or opened outside. Why there is nothing to look at is told to `say`, in a box
    without one.
    """

    looked = Signal(object)
    given_up = Signal()
    drawing = Signal(int, int)
    handed_out = Signal(object)

    def __init__(
        self, desk: Desk, notices: Notices, say: Callable[[str], object] | None = None
    ) -> None:
        super().__init__(desk)
        self._desk = desk
        self._say = say
        self._notices = notices
        self._slices: Slices | None = None
        self._strip: ProgressStrip | None = None
        self._pages: Pages | None = None
        self._looking: Job | None = None
        self._shown: tuple[Path, Paper] | None = None
        self._made = 0

    def look(self, gather: Gather) -> None:
        """Draw a paper for looking at; what was being drawn before is given up."""
        if self._looking is not None:
            self._looking.cancel()
            self._looking = None
        self._shown = None
        try:
            paper = gather()
        except Problem as problem:
            self._nothing_to_look_at(problem)
            return
        self._made += 1
        path = self._desk.scratch / f"{id(self)}-{self._made}.pdf"
        job = Job(partial(_draw, self._desk.office.papers.draw, paper, path), self._desk)
        self._looking = job
        job.progressed.connect(self.drawing)
        job.finished.connect(lambda _nothing: self._drawn(job, path, paper))
        job.failed.connect(partial(self._not_drawn, job))
        job.start()

    @property
    def ready(self) -> bool:
        """Whether the paper asked for last has been drawn."""
        return self._shown is not None

    def save(self, gather: Gather, ending: str, window: QWidget) -> None:
        """Ask for a place and write the paper there behind a strip; `ending` as in `_KINDS`."""
        if self._strip is not None:
            return
        try:
            paper = gather()
        except Problem as problem:
            self._notices.fail(problem)
            return
        out = self._notices.save_file("保存", safe_file_name(paper.title) + ending, _KINDS[ending])
        if out is None:
            return
        out = out if out.suffix.lower() == ending else out.with_name(out.name + ending)
        job = Job(partial(_draw, self._desk.office.papers.draw, paper, out), self._desk)
        strip = self._begin_strip(window, "正在生成文件", "户" if paper.personal else "段")
        strip.cancelled.connect(job.cancel)
        job.progressed.connect(strip.tell)
        job.finished.connect(lambda _nothing: self._saved(paper, out))
        job.failed.connect(self._stop_and_fail)
        job.cancelled.connect(self._stop_and_say_cancelled)
        job.start()

    def show_outside(self) -> None:
        """Open a copy of the paper looked at in the system's own reader, which cannot change it."""
        if self._shown is not None:
            pdf, paper = self._shown
            self._record(paper)
            copy = pdf.with_name(f"{safe_file_name(paper.title)}-{pdf.stem}.pdf")
            try:
                if not copy.exists():
                    shutil.copyfile(pdf, copy)
                    copy.chmod(_READ_ONLY)
            except OSError:
                self._notices.fail(
                    Problem("没有打开：磁盘写不进去，可能已满。纸面没有改动，可以直接打印。")
                )
                return
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def print(self, window: QWidget) -> None:
        """Print the paper looked at through the system's dialog, band by band behind a strip."""
        if self._strip is not None or self._shown is None:
            return
        pdf, paper = self._shown
        try:
            self._pages = Pages(pdf)
        except Problem as problem:
            self._notices.fail(problem)
            return
        printer = printing.printer_for(self._pages.sizes, paper.title)
        if not printing.chosen(printer, len(self._pages.sizes), window):
            self._end()
            return
        bands = printing.print_pages(printer, self._pages)
        strip = self._begin_strip(window, "正在送往打印机", "段")
        self._slices = Slices(lambda: next(bands, (1, 1)), self)
        strip.cancelled.connect(self._end)
        self._slices.progressed.connect(strip.tell)
        self._slices.finished.connect(partial(self._printed, paper))
        self._slices.failed.connect(self._stop_and_fail)
        self._slices.start()

    def _begin_strip(self, window: QWidget, title: str, unit: str) -> ProgressStrip:
        self._strip = ProgressStrip(window)
        self._strip.begin(title, unit)
        return self._strip

    def _drawn(self, job: Job, path: Path, paper: Paper) -> None:
        if job is self._looking:
            self._looking = None
            self._shown = (path, paper)
            self.looked.emit(path)

    def _not_drawn(self, job: Job, error: Exception) -> None:
        if job is self._looking:
            self._looking = None
            self._nothing_to_look_at(error)

    def _nothing_to_look_at(self, error: Exception) -> None:
        self.given_up.emit()
        if self._say is not None and isinstance(error, Problem):
            self._say(error.sentence)
        else:
            self._notices.fail(error)

    def _saved(self, paper: Paper, out: Path) -> None:
        self._end()
        self._record(paper)
        care = "（含个人信息，请妥善保管）" if paper.personal else ""
        self._notices.toast(f"已保存：{out.name}{care}")

    def _printed(self, paper: Paper) -> None:
        self._end()
        self._record(paper)
        self._notices.toast("已送往打印机。")

    def _record(self, paper: Paper) -> None:
        self._desk.office.papers.record(paper)
        self.handed_out.emit(paper)
        if paper.note:
            self._desk.changed.emit()

    def _stop_and_fail(self, error: Exception) -> None:
        self._end()
        self._notices.fail(error)

    def _stop_and_say_cancelled(self) -> None:
        self._end()
        self._notices.toast("已取消，没有生成文件。")

    def _end(self) -> None:
        """Put away what the paper needed; the page under the strip may have gone meanwhile."""
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
        if self._strip is not None and isValid(self._strip):  # it goes with its dialog
            self._strip.end()
            self._strip.deleteLater()
        if self._pages is not None:
            self._pages.close()
        self._slices, self._strip, self._pages = None, None, None


def _draw(draw: Callable[[Paper, Path, Tick], None], paper: Paper, path: Path, tick: Tick) -> None:
    draw(paper, path, tick)
