"""Making and checking backups in a worker that is trusted with the key (DESIGN 20).

The key comes through the pipe, never on a command line. This worker reads nothing foreign.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage import backups

_BEAT_SECONDS = 0.1


class Station:
    """The worker's side."""

    def make(  # noqa: PLR0913 (one field of the message each)
        self, *, ledger: str, key: str, folder: str, now: str, reason: str, tick: Tick
    ) -> dict[str, Any]:
        """Make and verify a package; answers with where it is."""
        wanted = backups.Wanted(Path(folder), datetime.fromisoformat(now), BackupReason[reason])
        with _beating(tick):
            made = backups.make(Path(ledger), bytes.fromhex(key), wanted)
        return {"path": str(made.path)}

    def verify(self, *, path: str, tick: Tick) -> dict[str, Any]:
        """Read every byte of a package and compare it with what the package says of itself."""
        del tick
        backups.read(Path(path))
        return {}


@contextmanager
def _beating(tick: Tick) -> Iterator[None]:
    """Tick while one long call of SQLite runs, so that whoever waits can give it up."""
    tick(0, 0)
    over = threading.Event()

    def beat() -> None:
        while not over.wait(_BEAT_SECONDS):
            tick(0, 0)

    beats = threading.Thread(target=beat, daemon=True)
    beats.start()
    try:
        yield
    finally:
        over.set()
        beats.join()  # nothing may stand between the frames of the answer
