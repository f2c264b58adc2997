"""The demo ledger beside the real one: made when it is first looked at, thrown away on leaving."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.places import DEMO_NAME
from shuangyong_desktop.ui.background import Job, Tick
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

PERSONS = 480
_SEED = 1
_BESIDE = (".db", ".db-wal", ".db-shm", ".db.lock", ".key", ".key.bak")


def demo_beside(ledger: Path) -> Path:
    """Where the demo of `ledger` lies: in the same folder, in a file of its own."""
    return ledger.with_name(DEMO_NAME)


class DemoDoor(QObject):
    """Opens the demo at `path` behind a progress strip and gives the office to `opened`."""

    def __init__(
        self, path: Path, notices: Notices, window: QWidget, opened: Callable[[Office], object]
    ) -> None:
        super().__init__(window)
        self._path = path
        self._notices = notices
        self._opened = opened
        self._strip = ProgressStrip(window)

    def open(self) -> None:
        """Open the demo, made first where there is none; Problems are said."""
        if self._path.exists():
            self._enter()
            return
        job = Job(self._make, self)
        job.progressed.connect(self._strip.tell)
        job.finished.connect(self._enter)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._end)
        self._strip.cancelled.connect(job.cancel)
        self._strip.begin("正在准备演示数据", "人")
        job.start()

    def _make(self, tick: Tick) -> None:
        from shuangyong_desktop.services.demo.filling import (  # noqa: PLC0415 (only for the demo)
            make_demo,
        )

        year = date.today().year  # noqa: DTZ011 (the clerk's own calendar)
        make_demo(self._path, PERSONS, _SEED, year, tick=tick).close()

    def _enter(self) -> None:
        self._end()
        try:
            office = ledgers.open_with_password(self._path, ledgers.DEMO_PASSWORD)
        except Problem as problem:
            self._fail(problem)
            return
        self._opened(office)

    def _fail(self, error: BaseException) -> None:
        self._end()
        self._notices.fail(error)

    def _end(self) -> None:
        self._strip.end()


def throw_away(demo: Path) -> None:
    """Delete the closed demo ledger at `demo` with everything that belongs to it."""
    for ending in _BESIDE:
        demo.with_name(demo.stem + ending).unlink(missing_ok=True)
