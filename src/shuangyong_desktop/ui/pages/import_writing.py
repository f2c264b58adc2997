"""Writing an import: a backup first, then slices behind a strip with 取消, then a rest."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services.backups import Making
from shuangyong_desktop.services.imports import ImportSession, ImportWriter
from shuangyong_desktop.services.intake import Decisions
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import Job, Slices, Tick
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip


class ImportWriting(QObject):
    """Writes one session at a time, everything or nothing.

    `wrote` carries the outcome. `stopped` says that nothing was written, and whether the file
    that was read is still there to go on with.
    """

    wrote = Signal(object)
    stopped = Signal(bool)

    def __init__(self, desk: Desk, notices: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._notices = notices
        self._page = page
        self._backing: Job | None = None
        self._slices: Slices | None = None
        self._strip: ProgressStrip | None = None

    def begin(self, session: ImportSession, decisions: Decisions) -> None:
        """Back up where changes are in no backup yet, then write."""
        self._desk.busy = True
        strip = ProgressStrip(self._page.window())
        self._strip = strip
        backups = self._desk.office.backups
        if not backups.due(BackupReason.BEFORE_IMPORT):
            self._write(session, decisions)
            return
        strip.begin("导入前备份", "步")
        job = Job(partial(_back_up, backups.making(BackupReason.BEFORE_IMPORT)), self._desk)
        self._backing = job
        strip.cancelled.connect(self._cancel_backup)
        job.finished.connect(partial(self._backed_up, job, session, decisions))
        job.failed.connect(partial(self._not_backed_up, job, session, decisions))
        job.start()

    def _backed_up(
        self, job: Job, session: ImportSession, decisions: Decisions, _made: object
    ) -> None:
        if job is self._backing:
            self._backing = None
            self._write(session, decisions)

    def _not_backed_up(
        self, job: Job, session: ImportSession, decisions: Decisions, error: Exception
    ) -> None:
        """Without a backup the clerk decides; the import can still be taken back whole."""
        if job is not self._backing:
            return
        self._backing = None
        said = error.sentence if isinstance(error, Problem) else "导入前的备份没有做成。"
        if self._notices.ask(f"{said}仍要导入吗？导入后可以整批撤销。", "不备份，继续导入"):
            self._write(session, decisions)
        else:
            self._stop(file_is_there=True)

    def _cancel_backup(self) -> None:
        if self._backing is not None:
            self._backing.cancel()
            self._backing = None
            self._stop(file_is_there=True)

    def _write(self, session: ImportSession, decisions: Decisions) -> None:
        try:
            writer = session.accept(decisions)
        except Exception as error:  # the page stays usable whatever writing meets
            self._stop(file_is_there=True)
            self._notices.fail(error)
            return
        strip = self._strip or ProgressStrip(self._page.window())
        self._strip = strip
        strip.begin("正在导入", "人")
        strip.cancelled.connect(partial(self._cancel, writer))
        self._slices = Slices(partial(_step, writer), self)
        self._slices.progressed.connect(strip.tell)
        self._slices.finished.connect(partial(self._finish, writer))
        self._slices.failed.connect(self._fail)
        self._slices.start()

    def _finish(self, writer: ImportWriter) -> None:
        self._leave()
        self.wrote.emit(writer.outcome)
        job = Job(partial(_rest_apart, self._desk.office), self._desk)
        job.finished.connect(self._rest)
        job.start()

    def _rest(self) -> None:
        """Finish what the job began; it is not heard any more once the page has gone."""
        if not self._desk.busy:
            self._desk.office.rest()

    def _fail(self, error: Exception) -> None:
        """Nothing was written; the worker has gone with the rows, so the file is read again."""
        self._stop(file_is_there=False)
        self._notices.fail(error)

    def _cancel(self, writer: ImportWriter) -> None:
        if writer.ready_to_commit:
            return
        writer.cancel()
        self._stop(file_is_there=False)
        self._notices.toast("已取消导入，台账没有改动。")

    def _stop(self, *, file_is_there: bool) -> None:
        self._leave()
        self.stopped.emit(file_is_there)

    def _leave(self) -> None:
        self._desk.busy = False
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
            self._slices = None
        if self._strip is not None:
            self._strip.end()
            self._strip.deleteLater()
            self._strip = None


def _step(writer: ImportWriter) -> tuple[int, int]:
    writer.step()
    if writer.finished:
        return 1, 1
    return min(writer.done, writer.total), writer.total + 1


def _back_up(making: Making, tick: Tick) -> object:
    return making.run(tick)


def _rest_apart(office: Office, tick: Tick) -> None:
    del tick
    office.rest_apart()
