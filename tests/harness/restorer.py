"""A program that restores two packages over one ledger in turn without end, to be killed.

Run by restore_kills.py: `restorer.py LEDGER FAULT PACKAGE KEY_HEX PACKAGE KEY_HEX`. Every line
on stdout is one restore that is durable.
"""

import sys
import time
from enum import StrEnum
from itertools import cycle
from pathlib import Path

from shuangyong_desktop.domain.durable import put_in_place
from shuangyong_desktop.storage import keyfile, restoring
from shuangyong_desktop.storage.restoring import Open, Staged


class Fault(StrEnum):
    """Faults that the harness must find, planted on purpose."""

    NONE = "none"
    UNORDERED = "unordered"


def _swap(path: Path, staged: Staged, fault: Fault) -> None:
    """Put the staged ledger in place; UNORDERED writes ledger and key one after the other."""
    if fault is Fault.NONE:
        restoring.swap(path, staged)
        return
    put_in_place(staged.file, path)
    time.sleep(0.02)
    keyfile.write(path, keyfile.load(staged.slots))


def _work(path: Path, fault: Fault, packages: list[tuple[Path, bytes]]) -> None:
    for package, key in cycle(packages):
        staged = restoring.stage(Open(path, b"", ""), package, key, demo=False)
        _swap(path, staged, fault)
        sys.stdout.write(f"restore {package.name}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    ledger, fault, *rest = sys.argv[1:]
    pairs = zip(rest[::2], rest[1::2], strict=True)
    _work(Path(ledger), Fault(fault), [(Path(file), bytes.fromhex(key)) for file, key in pairs])
