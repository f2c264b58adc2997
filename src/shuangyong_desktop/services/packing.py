"""Making a backup in a worker that is trusted with the key of the ledger (DESIGN 20).

The key comes through the pipe, never on a command line. This worker reads nothing foreign.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage import backups


class Station:
    """The worker's side."""

    def make(self, ledger: str, key: str, folder: str, now: str, tick: Tick) -> dict[str, Any]:
        """Make and verify a package; answers with where it is."""
        del tick
        made = backups.make(
            Path(ledger), bytes.fromhex(key), Path(folder), datetime.fromisoformat(now)
        )
        return {"path": str(made.path)}
