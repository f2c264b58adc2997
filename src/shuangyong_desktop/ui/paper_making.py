"""Papers of the open ledger: made into the private preview folder, saved, printed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.rendering import Pages
from shuangyong_desktop.ui import printing
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

Make = Callable[[Path], object]
"""Writes one paper to a path ending in .pdf or .xlsx; raises Problem."""


class PaperMaking(QObject):
    """What every page does with a paper; all of it says its own Problems."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notices = notices
        self._slices: Slices | None = None
        self._strip: ProgressStrip | None = None
        self._pages: Pages | None = None
        self._made = 0

    def preview(self, make: Make) -> Path | None:
        """Make a PDF for looking at; None when that failed and was said."""
        self._made += 1
        path = self._desk.scratch / f"{self._made}.pdf"
        return path if self._write(make, path) else None

    def save(self, make: Make, title: str, ending: str) -> None:
        """Ask for a place and write the paper there; `ending` is .pdf or .xlsx."""
        kinds = {".pdf": "PDF 文件 (*.pdf)", ".xlsx": "Excel 工作簿 (*.xlsx)"}
        out = self._notices.save_file("保存", safe_file_name(f"{title}{ending}"), kinds[ending])
        if out is None:
            return
        out = out if out.suffix.lower() == ending else out.with_name(out.name + ending)
        if self._write(make, out):
            self._notices.toast(f"已保存：{out.name}（含个人信息，请妥善保管）")

    def show_outside(self, pdf: Path) -> None:
        """Open a made PDF in the system's own reader."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(pdf)))

    def print(self, pdf: Path, title: str, window: QWidget) -> None:
        """Print a made PDF through the system's dialog, band by band behind a strip."""
        if self._slices is not None:
            return
        try:
            self._pages = Pages(pdf)
        except Problem as problem:
            self._notices.fail(problem)
            return
        printer = printing.printer_for(self._pages.sizes, title)
        if not printing.chosen(printer, len(self._pages.sizes), window):
            self._end_printing()
            return
        bands = printing.print_pages(printer, self._pages)
        self._strip = ProgressStrip(window)
        self._strip.begin("正在送往打印机", "段")
        self._slices = Slices(lambda: next(bands, (1, 1)), self)
        self._strip.cancelled.connect(self._end_printing)
        self._slices.progressed.connect(self._strip.tell)
        self._slices.finished.connect(self._printed)
        self._slices.failed.connect(self._not_printed)
        self._slices.start()

    def _write(self, make: Make, path: Path) -> bool:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            make(path)
        except Problem as problem:
            QGuiApplication.restoreOverrideCursor()
            self._notices.fail(problem)
            return False
        QGuiApplication.restoreOverrideCursor()
        return True

    def _printed(self) -> None:
        self._end_printing()
        self._notices.toast("已送往打印机。")

    def _not_printed(self, error: Exception) -> None:
        self._end_printing()
        self._notices.fail(error)

    def _end_printing(self) -> None:
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
        if self._pages is not None:
            self._pages.close()
        self._slices, self._strip, self._pages = None, None, None
