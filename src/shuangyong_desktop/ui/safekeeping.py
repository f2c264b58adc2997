"""Backups that nobody has to think of: while the clerk works, and before the window closes."""

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services.backups import Making
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

_LOOK_MS = 60 * 1000


class Safekeeping(QObject):
    """Makes the backups that SECURITY §4.2 asks for; `made` is emitted after each.

    A backup that fails is told once in a while, never at every look: the work goes on.
    """

    made = Signal()

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk)
        self._desk = desk
        self._notices = notices
        self._job: Job | None = None
        self._failed = False
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Make a backup when changes have stood without one for half an hour."""
        if self._job is None and not self._desk.busy:
            backups = self._desk.office.backups
            if backups.due(BackupReason.WORKING):
                self._begin(backups.making(BackupReason.WORKING))

    def before_leaving(self, window: QWidget) -> None:
        """Make a backup of what none holds yet, behind a strip; returns when it is done.

        取消 leaves without one. A failure is told, and the window may close: the ledger itself
        is saved at every change.
        """
        self._timer.stop()
        backups = self._desk.office.backups
        if not backups.due(BackupReason.ON_EXIT):
            return
        strip = ProgressStrip(window)
        loop = QEventLoop()
        job = self._begin(backups.making(BackupReason.ON_EXIT))
        for ended in (job.finished, job.failed, job.cancelled, strip.cancelled):
            ended.connect(loop.quit)
        strip.cancelled.connect(job.cancel)
        strip.begin("正在备份今天的改动", "步")
        loop.exec()
        strip.end()
        strip.deleteLater()

    def _begin(self, making: Making) -> Job:
        def run(tick: Tick) -> object:
            return making.run(tick)

        self._job = Job(run, self)
        self._job.finished.connect(self._end)
        self._job.failed.connect(self._fail)
        self._job.start()
        return self._job

    def _end(self) -> None:
        self._job, self._failed = None, False
        self.made.emit()

    def _fail(self, error: Exception) -> None:
        self._job = None
        if not self._failed:
            self._failed = True
            self._notices.fail(error)
