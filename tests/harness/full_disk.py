"""Imports onto a disk that runs full at every possible point, and looks for anything half done.

`PYTHONPATH=src .venv/bin/python tests/harness/full_disk.py [ROUNDS]`, as root, mounts a small
tmpfs; afterwards the control, an import that commits half way, must be caught (SECURITY §3).
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from harness.writer import CHEAP, ROWS, Fault, import_roster, save
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.ledger import Ledger

_SIZE_KB = 4096
_CONTROL_ROUNDS = 30


@dataclass
class Outcome:
    """What a run saw; `losses` is empty when every full disk was survived and told."""

    rounds: int = 0
    refused: int = 0
    losses: list[str] = field(default_factory=list)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A folder on a disk of 4 MB; raises PermissionError where mounting is not allowed."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["-t", "tmpfs", "-o", f"size={_SIZE_KB}k", "tmpfs", folder]
        if subprocess.run(["mount", *options], check=False, capture_output=True).returncode:
            raise PermissionError("mount")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


def run(folder: Path, rounds: int, fault: Fault = Fault.NONE, seed: int = 1) -> Outcome:
    """Import `rounds` times into a new ledger, with another amount of room left each time."""
    choose = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    outcome = Outcome()
    while outcome.rounds < rounds and not outcome.losses:
        outcome.rounds += 1
        place = folder / str(outcome.rounds)
        place.mkdir()
        with Ledger.create(place / "台账.db", "密码", cost=CHEAP).ledger as ledger:
            save(ledger, "原有的人")
            ledger.checkpoint()
            _import_with_room(ledger, folder / "ballast", choose.randrange(400), fault, outcome)
            outcome.losses += checks.faults(ledger)
        shutil.rmtree(place)
    return outcome


def _import_with_room(
    ledger: Ledger, ballast: Path, room_kb: int, fault: Fault, outcome: Outcome
) -> None:
    before = _people(ledger)
    _fill(ballast, leaving=room_kb * 1024)
    try:
        import_roster(ledger, "满盘", fault)
    except Problem as problem:
        outcome.refused += 1
        if problem.code != "disk_full":
            outcome.losses.append(f"told wrongly: {problem.sentence}")
        if _people(ledger) != before:
            outcome.losses.append(f"half an import: {_people(ledger) - before} of {ROWS}")
        ballast.unlink()
        import_roster(ledger, "再导一次", Fault.NONE)
    ballast.unlink(missing_ok=True)


def _people(ledger: Ledger) -> int:
    return int(ledger.connection.execute("SELECT count(*) FROM person").fetchone()[0])


def _fill(ballast: Path, leaving: int) -> None:
    room = os.statvfs(ballast.parent)
    free = room.f_bavail * room.f_frsize
    ballast.write_bytes(b"\0" * max(free - leaving, 0))


def main() -> int:
    """Run in full; returns 1 when anything was lost or the control was not caught."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 160
    failed = False
    for fault in (Fault.NONE, Fault.HALFWAY):
        with small_disk() as folder:
            outcome = run(folder, rounds if fault is Fault.NONE else _CONTROL_ROUNDS, fault)
        failed |= bool(outcome.losses) is (fault is Fault.NONE)
        sys.stdout.write(
            f"{fault.value}: {outcome.rounds} full disks, {outcome.refused} refused, "
            f"{len(outcome.losses)} losses {outcome.losses[:3]}\n"
        )
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
