"""One opener at a time: an operating-system lock on a file beside the ledger (DESIGN 13)."""

import os
import sys
from pathlib import Path

from shuangyong_desktop.domain.errors import Problem


class LedgerLock:
    """Held from construction to `release`; the system frees it when the process dies.

    Raises Problem when another window or command holds it.
    """

    def __init__(self, ledger: Path) -> None:
        self.path = ledger.with_name(ledger.name + ".lock")
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise Problem(
                f"不能在“{ledger.parent}”中写入，台账没有打开。请确认该位置不是只读的。",
                code="read_only",
            ) from error
        try:
            _take(self._descriptor)
        except OSError as error:
            os.close(self._descriptor)
            raise Problem(
                "台账正在另一窗口中使用。请切换到那个窗口，或先将其关闭。", code="in_use"
            ) from error

    def release(self) -> None:
        """Let the next one in; the file stays, because deleting it could free a lock held."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, not lockf: it also refuses a second opening by this same process.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
