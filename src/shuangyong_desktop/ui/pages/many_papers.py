"""Several files at once into a folder, drawn behind a strip with 取消."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.services.papers import Paper
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip


class ManyPapers(QObject):
    """Draws papers one after the other; each that left is recorded (CLERK §3)."""

    def __init__(self, desk: Desk, notices: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._notices, self._page = desk, notices, page
        self._strip: ProgressStrip | None = None

    def draw(self, made: Sequence[tuple[Path, Paper]], title: str, done: str) -> None:
        """Draw every paper to its place, and say `done` at the end."""
        papers = self._desk.office.papers
        job = Job(partial(_draw_all, papers.draw, made), self._desk)
        self._strip = ProgressStrip(self._page.window())
        self._strip.cancelled.connect(job.cancel)
        self._strip.begin(title, "个")
        job.progressed.connect(self._strip.tell)
        job.finished.connect(lambda _nothing: self._finish(made, done))
        job.failed.connect(self._fail)
        job.cancelled.connect(lambda: self._end("已取消，已生成的文件留在文件夹里"))
        job.start()

    def _finish(self, made: Sequence[tuple[Path, Paper]], done: str) -> None:
        for _, paper in made:
            self._desk.office.papers.record(paper)
        self._end(done)

    def _end(self, words: str) -> None:
        self._put_away()
        self._notices.toast(words)

    def _fail(self, error: Exception) -> None:
        self._put_away()
        self._notices.fail(error)

    def _put_away(self) -> None:
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
            self._strip = None


def _draw_all(
    draw: Callable[[Paper, Path], None], made: Sequence[tuple[Path, Paper]], tick: Tick
) -> None:
    for number, (path, paper) in enumerate(made):
        tick(number, len(made))
        draw(paper, path)
    tick(len(made), len(made))
