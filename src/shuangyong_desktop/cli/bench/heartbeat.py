"""What an event loop feels of an import; runs as a script of its own and prints JSON.

Qt is loaded by name here: the command line itself must never need it, and does not load this
module. The ledger's key comes on standard input. A timer of 2 ms beats while the import goes on
as the window does it: the file is read on a thread, then written in slices from a timer of no
interval.
"""

import importlib
import json
import os
import sys
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from shuangyong_desktop.services.imports import Imports, ImportSession, ImportWriter
from shuangyong_desktop.services.intake import Decisions
from shuangyong_desktop.storage.ledger import Ledger

_BEAT_MS, _LOOK_MS, _IDLE_MS = 2, 20, 1000


@dataclass(slots=True)
class Felt:
    """Gaps between two beats in ms, and peaks of memory in MB (0 where unknown)."""

    beats: int = 0
    idle: float = 0.0
    reading: float = 0.0
    writing: float = 0.0
    commit: float = 0.0
    seconds: float = 0.0
    own: float = 0.0
    memory: float = 0.0


@dataclass(slots=True)
class Heart:
    """Beats, and keeps the longest gap of the part of the work that is going on."""

    last: float = field(default_factory=time.perf_counter)
    longest: float = 0.0
    beats: int = 0

    def beat(self) -> None:
        """Note how long the last beat is ago."""
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self.last) * 1000)
        self.last = now
        self.beats += 1

    def part(self) -> float:
        """End one part of the work; returns its longest gap in ms."""
        self.beat()
        longest, self.longest = self.longest, 0.0
        return longest


class Patient:
    """One import under a beating heart."""

    def __init__(self, session: ImportSession, loop: Any, timer: Any) -> None:
        self._session, self._loop, self._timer = session, loop, timer
        self._reader = threading.Thread(target=session.read)
        self._writer: ImportWriter | None = None
        self._begun = time.perf_counter()
        self.heart = Heart()
        self.felt = Felt()

    def begin(self) -> None:
        """End the idle time and start reading."""
        self.felt.idle = round(self.heart.part(), 1)
        self._begun = time.perf_counter()
        self._reader.start()
        self._timer.start(_LOOK_MS)

    def step(self) -> None:
        """One turn of the loop: wait for the reader, then write slice by slice."""
        if self._reader.is_alive():
            return
        if self._writer is None:
            self.felt.reading = round(self.heart.part(), 1)
            self._writer = self._session.accept(Decisions())
            self._timer.setInterval(0)
        if self._writer.ready_to_commit:
            self._finish(self._writer)
        else:
            self._writer.step()

    def _finish(self, writer: ImportWriter) -> None:
        self.felt.writing = round(self.heart.part(), 1)
        writer.step()
        self.felt.commit = round(self.heart.part(), 1)
        self.felt.seconds = round(time.perf_counter() - self._begun, 1)
        self.felt.beats = self.heart.beats
        self.felt.own = round(_peak_mb(os.getpid()), 1)
        self.felt.memory = round(self.felt.own + sum(map(_peak_mb, _children())), 1)
        self._loop.quit()


def _peak_mb(process: int) -> float:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    peak = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0")
    return int(peak.split()[1]) / 1024


def _children() -> list[int]:
    found = Path("/proc/self/task").glob("*/children")
    return [int(child) for part in found for child in part.read_text(encoding="ascii").split()]


def main(path: str, sheet: str) -> None:
    """Import `sheet` into the ledger at `path` and print what was felt."""
    core = importlib.import_module("PySide6.QtCore")
    loop = core.QCoreApplication([])
    key = bytes.fromhex(sys.stdin.readline())
    with Ledger(Path(path), key) as ledger, Imports(ledger).open(Path(sheet)) as session:
        beat, work = core.QTimer(), core.QTimer()
        patient = Patient(session, loop, work)
        beat.setTimerType(core.Qt.TimerType.PreciseTimer)
        beat.timeout.connect(patient.heart.beat)
        work.timeout.connect(patient.step)
        beat.start(_BEAT_MS)
        core.QTimer.singleShot(_IDLE_MS, patient.begin)
        loop.exec()
    print(json.dumps(asdict(patient.felt)))  # noqa: T201 (the bench reads it)


if __name__ == "__main__":
    main(*sys.argv[1:])
