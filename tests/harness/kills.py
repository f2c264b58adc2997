"""Kills a working program at random moments and looks for anything lost, torn or half done.

`PYTHONPATH=src .venv/bin/python tests/harness/kills.py [KILLS]` runs it in full (200 kills by
default) and then the controls: a writer that commits half an import and one that acknowledges
before COMMIT, both of which must be caught (SECURITY §2.1). Restores are killed after that.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from harness import restore_kills, restorer
from harness.writer import CHEAP, ROWS, Fault
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import backups, checks, keyfile
from shuangyong_desktop.storage.ledger import Ledger

PASSWORD = "起始密码"  # noqa: S105 (of an invented ledger)
_MEAN_SECONDS = 0.12
_CONTROL_KILLS = 40
_KILLS_PER_LEDGER = 25  # the check after each kill plays the whole history


@dataclass
class Outcome:
    """What a run of kills saw; `losses` is empty when the ledger kept every promise."""

    kills: int = 0
    acknowledged: int = 0
    hot_logs: int = 0
    losses: list[str] = field(default_factory=list)


@dataclass
class _Seen:
    """What one ledger acknowledged so far, over all its kills."""

    recovery_key: str
    saves: set[str] = field(default_factory=set)
    imports: set[str] = field(default_factory=set)
    undone: set[str] = field(default_factory=set)


def run(folder: Path, kills: int, fault: Fault = Fault.NONE, seed: int = 1) -> Outcome:
    """Kill a writer `kills` times, with a new ledger now and then; stops at the first loss."""
    choose = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    outcome = Outcome()
    while outcome.kills < kills and not outcome.losses:
        if outcome.kills % _KILLS_PER_LEDGER == 0:
            path = folder / str(outcome.kills) / "台账.db"
            path.parent.mkdir()
            made = Ledger.create(path, PASSWORD, cost=CHEAP)
            key, seen = made.ledger.key, _Seen(made.recovery_key)
            made.ledger.close()
        lines = _killed(path, key, f"{seed}x{outcome.kills}", fault, choose)
        outcome.kills += 1
        outcome.acknowledged += len(lines)
        log = path.with_name(path.name + "-wal")
        outcome.hot_logs += log.exists() and log.stat().st_size > 0
        _remember(seen, lines)
        outcome.losses += _losses(path, key, seen)
    return outcome


def _killed(path: Path, key: bytes, name: str, fault: Fault, choose: random.Random) -> list[str]:
    """The acknowledgements of a writer killed at a random moment, half the time right after one."""
    program = [sys.executable, str(Path(__file__).with_name("writer.py"))]
    writer = subprocess.Popen(
        [*program, str(path), key.hex(), name, fault.value],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert writer.stdout
    lines: list[str] = []
    wanted = choose.randrange(1, 12)
    for line in writer.stdout:
        lines.append(line)
        if len(lines) >= wanted:
            break
    if choose.random() < 0.5:
        drain = threading.Thread(target=lines.extend, args=(writer.stdout,))
        drain.start()
        time.sleep(choose.expovariate(1 / _MEAN_SECONDS))
        writer.send_signal(signal.SIGKILL)
        drain.join()
    else:
        writer.send_signal(signal.SIGKILL)
        lines.extend(writer.stdout)
    writer.stdout.close()
    writer.wait()
    return lines


def _remember(seen: _Seen, lines: list[str]) -> None:
    for line in lines:
        kind, _, name = line.strip().partition(" ")
        if kind == "save":
            seen.saves.add(f"保存{name}")
        elif kind == "import":
            seen.imports.add(name)
        elif kind == "undo":
            seen.undone.add(name)


def _losses(path: Path, key: bytes, seen: _Seen) -> list[str]:
    try:
        ledger = Ledger(path, key)
    except Problem as problem:
        return [f"does not open: {problem.sentence}"]
    with ledger:
        people = [row[0] for row in ledger.connection.execute("SELECT name FROM person")]
        losses = list(checks.faults(ledger))
    losses += [f"lost: {name}" for name in seen.saves - set(people)]
    losses += _half_imports(people, seen)
    losses += _bad_backups(path.parent / "backups")
    try:  # passwords were being changed all the time
        keyfile.read(path).unlock_with_recovery_key(seen.recovery_key)
    except Problem as problem:
        losses.append(f"key file: {problem.sentence}")
    return losses


def _half_imports(people: list[str], seen: _Seen) -> list[str]:
    found: dict[str, int] = {}
    for name in people:
        if name.startswith("导入"):
            batch = name.removeprefix("导入").partition("第")[0]
            found[batch] = found.get(batch, 0) + 1
    losses = [f"half an import: {batch} {n}" for batch, n in found.items() if n != ROWS]
    losses += [
        f"lost: import {batch}"
        for batch in seen.imports - seen.undone
        if batch not in found and not _may_be_undone(batch, seen)
    ]
    return losses + [f"undo came back: {batch}" for batch in seen.undone & set(found)]


def _may_be_undone(batch: str, seen: _Seen) -> bool:
    """Whether the undo of an acknowledged import was under way when the kill came."""
    run_name, _, number = batch.rpartition("-")
    later = (name for name in seen.imports | seen.saves if run_name in name)
    return all(int(name.rpartition("-")[2]) <= int(number) for name in later)


def _bad_backups(folder: Path) -> list[str]:
    losses = []
    for package in folder.glob(f"*{backups.ENDING}") if folder.exists() else ():
        try:
            backups.read(package)
        except Problem as problem:
            losses.append(f"bad backup: {problem.sentence}")
        package.unlink()
    return losses


def main() -> int:
    """Run in full; returns 1 when anything was lost or a control was not caught."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    failed = False
    for fault in Fault:
        with tempfile.TemporaryDirectory() as folder:
            outcome = run(Path(folder), kills if fault is Fault.NONE else _CONTROL_KILLS, fault)
        caught = bool(outcome.losses)
        failed |= caught is (fault is Fault.NONE)
        sys.stdout.write(
            f"{fault.value}: {outcome.kills} kills, {outcome.acknowledged} acknowledged, "
            f"{outcome.hot_logs} with a hot log, {len(outcome.losses)} losses "
            f"{outcome.losses[:3]}\n"
        )
    for planted in restorer.Fault:
        with tempfile.TemporaryDirectory() as folder:
            whole = planted is restorer.Fault.NONE
            swapped = restore_kills.run(Path(folder), kills if whole else _CONTROL_KILLS, planted)
        failed |= bool(swapped.losses) is whole
        sys.stdout.write(
            f"restore, {planted.value}: {swapped.kills} kills, {swapped.restored} restores, "
            f"{len(swapped.losses)} losses {swapped.losses[:3]}\n"
        )
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
