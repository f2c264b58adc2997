"""附件 of one record of a register: dropped or chosen, opened, removed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.scanning import Scan, scan
from shuangyong_desktop.ui.background import Job
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.enclosures import ENDINGS, SCANS, dropped_files
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import button, column, empty, glyph, label, row
from shuangyong_desktop.ui.widgets.shortened import Shortened


class RecordFiles(QWidget):
    """The files of the record that `show_files` named last; they are kept when they come."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self.setAcceptDrops(True)
        self._desk, self._notices = desk, notices
        self._undoing = Undoing(desk, notices)
        self._target: Enclosure | None = None
        self._place: QVBoxLayout = column(gap=2)
        add = button("添加附件（可拖入）", self._choose, icon="paperclip", name="record_file_add")
        column(label("附件", "strong"), self._place, row(add, 1), into=self, gap=4)

    def show_files(self, target: Enclosure, files: Sequence[Enclosure]) -> None:
        """Show the files of a record; what comes next is kept as `target` says."""
        self._target = target
        empty(self._place)
        for number, file in enumerate(files):
            self._place.addWidget(self._line(number, file))
        if not files:
            self._place.addWidget(label("还没有附件。", "note"))

    def take(self, paths: Sequence[Path]) -> None:
        """Make files ready in a worker and keep them with the record, one after the other."""
        if paths and self._target is not None:
            job = Job(lambda _tick: scan(paths[0]), self)
            job.finished.connect(partial(self._keep, self._target, paths[1:]))
            job.failed.connect(self._notices.fail)
            job.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData(), ENDINGS):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take(dropped_files(event.mimeData(), ENDINGS))

    def _choose(self) -> None:
        path = self._notices.open_file("添加附件", SCANS)
        if path is not None:
            self.take([path])

    def _keep(self, target: Enclosure, more: Sequence[Path], made: Scan) -> None:
        if not isValid(self):
            return
        try:
            self._desk.office.enclosures.add(made, target)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._undoing.written(f"已添加附件：{made.name}")
        self.take(more)

    def _line(self, number: int, file: Enclosure) -> QWidget:
        words = Shortened(file.title or file.file or "")
        words.setToolTip(file.file or "")
        show = button("打开", partial(self._show, file), kind="link", name=f"record_file_{number}")
        show.setAccessibleName(f"打开附件：{file.title}")
        away = button("移除", partial(self._remove, file), kind="link",
                      name=f"record_file_{number}_remove")  # fmt: skip
        away.setAccessibleName(f"移除附件：{file.title}")
        line = QWidget()
        row(glyph("paperclip", "text3", 15), words, show, away, into=line, gap=6, stretch=1)
        return line

    def _show(self, file: Enclosure) -> None:
        path = self._desk.office.enclosures.copy(file.id or 0, self._desk.scratch)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _remove(self, file: Enclosure) -> None:
        self._desk.office.enclosures.remove(file.id or 0)
        self._undoing.written(f"已移除附件：{file.title}")
