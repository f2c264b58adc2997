"""Work off the screen: jobs on pool threads (which may hold a worker process), and slices."""

import threading
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from shuangyong_desktop.domain.errors import Cancelled

Tick = Callable[[int, int], None]
_REPORT_SECONDS = 0.05


class Job(QObject):
    """One piece of work off the UI thread; reports on the UI thread.

    Exactly one of `finished`, `failed` and `cancelled` is emitted. The parent must outlive
    the work: give it the Desk or the window, and `wait_for_all` before they go.
    """

    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(object)
    cancelled = Signal()

    def __init__(self, work: Callable[[Tick], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._reported = 0.0

    def start(self) -> None:
        """Begin on a thread of the pool."""
        QThreadPool.globalInstance().start(self._run)

    def cancel(self) -> None:
        """Ask the work to stop at its next tick; `cancelled` follows."""
        self._stop.set()

    def _run(self) -> None:
        try:
            result = self._work(self._tick)
        except Cancelled:
            self.cancelled.emit()
        except Exception as error:  # every failure is carried to the UI thread
            self.failed.emit(error)
        else:
            self.finished.emit(result)

    def _tick(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._reported >= _REPORT_SECONDS or done == total:
            self._reported = now
            self.progressed.emit(done, total)


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
