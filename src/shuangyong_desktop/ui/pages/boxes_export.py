"""Exporting boxes: scans out of the ledger in slices, then the PDFs bound off the screen."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.boxes import Years
from shuangyong_desktop.services.box_papers import BoxPapers, StagedBox
from shuangyong_desktop.ui.background import Job, Slices, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

_SCRATCH = "迎检"


class BoxExport(QObject):
    """One export at a time into a folder that the clerk chooses."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk)
        self._desk, self._notices = desk, notices
        self._strip: ProgressStrip | None = None
        self._slices: Slices | None = None
        self._job: Job | None = None
        self._made: list[StagedBox] = []

    def begin(self, keys: Sequence[str], years: Years, window: QWidget) -> None:
        """Ask for a folder and write the boxes of `keys` there, each as PDF and as a folder."""
        if self._strip is not None:
            return
        folder = self._notices.open_folder("导出迎检材料到")
        if folder is None:
            return
        self._made = []
        scratch = self._desk.scratch / _SCRATCH
        scratch.mkdir(mode=0o700, exist_ok=True)
        steps = self._desk.office.box_papers.staging(keys, years, scratch, self._made)
        self._strip = ProgressStrip(window)
        self._strip.begin("正在导出迎检材料", "页")
        self._strip.cancelled.connect(self._cancel)
        self._slices = Slices(lambda: _next(steps), self)
        self._slices.finished.connect(lambda: self._bind(folder))
        self._slices.failed.connect(self._fail)
        self._slices.start()

    def _bind(self, folder: Path) -> None:
        made = tuple(self._made)

        def work(tick: Tick) -> tuple[str, ...]:
            return BoxPapers.bind(made, folder, tick)

        self._job = Job(work, self._desk)
        if self._strip is not None:
            self._job.progressed.connect(self._strip.tell)
        self._job.finished.connect(lambda unbound: self._done(folder, unbound))
        self._job.failed.connect(self._fail)
        self._job.cancelled.connect(self._say_cancelled)
        self._job.start()

    def _done(self, folder: Path, unbound: object) -> None:
        count, missing = len(self._made), list(unbound)  # type: ignore[call-overload]
        office = self._desk.office
        office.papers.record(office.box_papers.note(self._made))
        self._end()
        self._desk.changed.emit()
        said = f"已导出 {count} 盒到“{folder.name}”（含个人信息，请妥善保管）"
        if missing:
            self._notices.tell(
                f"{said}。有 {len(missing)} 份附件不能并入 PDF，盒内已逐份注明，"
                "原件在同名文件夹里。"
            )
        else:
            self._notices.toast(said)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
        else:
            self._say_cancelled()

    def _say_cancelled(self) -> None:
        self._end()
        self._notices.toast("已取消，没有导出完的盒没有写入。")

    def _fail(self, error: Exception) -> None:
        self._end()
        self._notices.fail(error)

    def _end(self) -> None:
        """Put away the strip and the copies of the scans."""
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
        if self._strip is not None and isValid(self._strip):
            self._strip.end()
            self._strip.deleteLater()
        shutil.rmtree(self._desk.scratch / _SCRATCH, ignore_errors=True)
        self._strip, self._slices, self._job = None, None, None


def _next(steps: Iterator[tuple[int, int]]) -> tuple[int, int]:
    """One step; the work is over when there is none left."""
    return (0, 1) if next(steps, None) is not None else (1, 1)
