"""Making and checking backups in a worker that is trusted with the key (DESIGN 20).

The key comes through the pipe, never on a command line. This worker reads nothing foreign.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage import backups


class Station:
    """The worker's side."""

    def make(  # noqa: PLR0913 (one field of the message each)
        self, *, ledger: str, key: str, folder: str, now: str, reason: str, tick: Tick
    ) -> dict[str, Any]:
        """Make and verify a package; answers with where it is."""
        del tick
        wanted = backups.Wanted(Path(folder), datetime.fromisoformat(now), BackupReason[reason])
        made = backups.make(Path(ledger), bytes.fromhex(key), wanted)
        return {"path": str(made.path)}

    def verify(self, *, path: str, tick: Tick) -> dict[str, Any]:
        """Read every byte of a package and compare it with what the package says of itself."""
        del tick
        backups.read(Path(path))
        return {}
