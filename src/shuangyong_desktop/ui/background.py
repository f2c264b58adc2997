"""Work off the screen: jobs on pool threads (which may hold a worker process), and slices."""

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from shuangyong_desktop.domain.errors import Cancelled

Tick = Callable[[int, int], None]
_REPORT_SECONDS = 0.05


class Job(QObject):
    """One piece of work off the UI thread for `owner`; reports on the UI thread.

    Exactly one of `finished`, `failed` and `cancelled` is emitted, none where `owner` went in
    the meantime. The job itself belongs to the program and stays until its thread has left it:
    a dialog may close over a job that runs.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    _ticked = Signal(int, int)
    _ended = Signal(str, object)

    def __init__(self, work: Callable[[Tick], Any], owner: QObject) -> None:
        super().__init__(QCoreApplication.instance())
        self._work: Callable[[Tick], Any] | None = work
        self._owner = owner
        self._stop = threading.Event()
        self._left = threading.Event()
        self._reported = 0.0
        queued = Qt.ConnectionType.QueuedConnection
        self._ticked.connect(self._tell_progress, queued)
        self._ended.connect(self._tell_end, queued)

    def start(self) -> None:
        """Begin on a thread of the pool."""
        _sweep()
        _jobs.append(self)
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop at its next tick; `cancelled` follows."""
        self._stop.set()

    @property
    def over(self) -> bool:
        """Whether the work has ended and was told of, so that nothing needs the job."""
        return self._work is None and self._left.is_set()

    def _run(self) -> None:
        work = self._work
        try:
            result = work(self._tick) if work is not None else None
        except Cancelled:
            self._ended.emit("cancelled", None)
        except Exception as error:  # every failure is carried to the UI thread
            self._ended.emit("failed", error)
        else:
            self._ended.emit("finished", result)
        finally:
            self._left.set()

    def _tick(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _REPORT_SECONDS or done == total:
            self._reported = now
            self._ticked.emit(done, total)

    def _tell_progress(self, done: int, total: int) -> None:
        if isValid(self._owner):
            self.progressed.emit(done, total)

    def _tell_end(self, how: str, result: object) -> None:
        self._work = None
        if not isValid(self._owner):
            return
        if how == "cancelled":
            self.cancelled.emit()
        elif how == "failed":
            self.failed.emit(result)
        else:
            self.finished.emit(result)


_jobs: list[Job] = []


def _sweep() -> None:
    """Let the jobs go that are over; never in the moment of their last word."""
    for job in [job for job in _jobs if job.over]:
        _jobs.remove(job)
        job.deleteLater()


def cancel_all() -> None:
    """Ask every job to stop at its next tick."""
    for job in _jobs:
        job.cancel()


def wait_for_all() -> None:
    """Wait until no job runs; the window does this before it closes the ledger."""
    QThreadPool.globalInstance().waitForDone()


class Slices(QObject):
    """Work on the UI thread in short slices, so that the window answers between them.

    `step` does one slice of at most 15 ms and returns (done, total); at done == total the
    work is over. What it raises ends the work and is emitted as `failed`.
    """

    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, step: Callable[[], tuple[int, int]], parent: QObject) -> None:
        super().__init__(parent)
        self._step = step
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    def start(self) -> None:
        """Begin with the next turn of the event loop."""
        self._timer.start()

    def stop(self) -> None:
        """Do no further slice; nothing more is emitted."""
        self._timer.stop()

    def _slice(self) -> None:
        try:
            done, total = self._step()
        except Exception as error:  # the page shows or raises it
            self._timer.stop()
            self.failed.emit(error)
            return
        self.progressed.emit(done, total)
        if done >= total:
            self._timer.stop()
            self.finished.emit()
