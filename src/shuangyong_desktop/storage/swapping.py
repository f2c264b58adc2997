"""Putting another ledger with another key in the place of one, in a single step for the clerk.

Two files have to change. What shall stand is written down first; whoever opens the ledger next
finishes what a power cut left half done, so the old ledger opens or the new one, never neither.
"""

from pathlib import Path

from shuangyong_desktop.domain.durable import put_in_place
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import files, keyfile
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.keyfile import KeyFile
from shuangyong_desktop.storage.lock import LedgerLock


def swap(path: Path, ready: Path, slots: KeyFile) -> None:
    """Replace the closed ledger at `path` by the finished one at `ready`, opened by `slots`.

    `ready` must be synced. Raises Problem when the disk refuses; the old ledger then stands.
    """
    lock = LedgerLock(path)
    try:
        with told_plainly(path):
            put_in_place(ready, _next_of(path))
            files.write_whole(_order_of(path), keyfile.dump(slots))
            _carry_out(path)
    finally:
        lock.release()


def finish(path: Path) -> None:
    """Carry out a swap that was ordered and cut off; does nothing where there is none.

    A ledger made ready without an order was never wanted and goes.
    """
    if not (_order_of(path).exists() or _next_of(path).exists()):
        return
    lock = LedgerLock(path)
    try:
        with told_plainly(path):
            _carry_out(path)
    finally:
        lock.release()


def _carry_out(path: Path) -> None:
    """Every step may be done again, so it does not matter where the last attempt ended."""
    order, ready = _order_of(path), _next_of(path)
    try:
        slots = keyfile.load(order.read_bytes())
    except (FileNotFoundError, Problem):
        ready.unlink(missing_ok=True)
        order.unlink(missing_ok=True)
        return
    keyfile.write(path, slots)
    if ready.exists():
        for log in files.logs_of(path):
            log.unlink(missing_ok=True)
        put_in_place(ready, path)
    order.unlink()  # left behind it would bring back today's password one day


def _order_of(path: Path) -> Path:
    """The new key file, standing for what is to be done."""
    return path.with_name(f"{path.stem}.恢复.key")


def _next_of(path: Path) -> Path:
    """The new ledger, until it has its place."""
    return path.with_name(f"{path.stem}.恢复.db")
