"""Kills a restore at random moments: the ledger is the old one or the new one, whole, each time.

`kills.py` runs it in full with its control, which swaps ledger and key without an order.
"""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from harness.restorer import Fault
from harness.writer import CHEAP, save
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import backups, checks
from shuangyong_desktop.storage.ledger import Ledger

_NOW = datetime(2026, 3, 1, 12)  # noqa: DTZ001 (the clerk's clock)
_PASSWORDS = ("甲密码", "乙密码")
_MEAN_SECONDS = 0.03


@dataclass
class Outcome:
    """What a run of kills saw; `losses` is empty when every restore was all or nothing."""

    kills: int = 0
    restored: int = 0
    seen: set[str] = field(default_factory=set)
    losses: list[str] = field(default_factory=list)


def run(folder: Path, kills: int, fault: Fault = Fault.NONE, seed: int = 1) -> Outcome:
    """Kill a restorer `kills` times over one ledger; stops at the first loss."""
    choose = random.Random(seed)  # noqa: S311 (repeatable, not secret)
    path, outcome = folder / "台账.db", Outcome()
    packages = [_package(folder, password) for password in _PASSWORDS]
    arguments = [part for file, key in packages for part in (str(file), key.hex())]
    Ledger.create(path, _PASSWORDS[0], cost=CHEAP).ledger.close()
    while outcome.kills < kills and not outcome.losses:
        outcome.restored += _killed([str(path), fault.value, *arguments], choose)
        outcome.kills += 1
        _look(path, outcome)
    return outcome


def _package(folder: Path, password: str) -> tuple[Path, bytes]:
    """A package of a ledger that holds one person, named like its password."""
    place = folder / password
    place.mkdir()
    with Ledger.create(place / "台账.db", password, cost=CHEAP).ledger as ledger:
        save(ledger, password)
        wanted = backups.Wanted(place, _NOW)
        return backups.make(ledger.path, ledger.key, wanted).path, ledger.key


def _killed(arguments: list[str], choose: random.Random) -> int:
    """How many restores a restorer told of before it was killed."""
    program = [sys.executable, str(Path(__file__).with_name("restorer.py")), *arguments]
    restorer = subprocess.Popen(
        program,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert restorer.stdout
    told = 0
    for wanted in range(choose.randrange(1, 4)):
        told = wanted + bool(restorer.stdout.readline())
    time.sleep(choose.expovariate(1 / _MEAN_SECONDS))
    restorer.send_signal(signal.SIGKILL)
    told += sum(1 for _ in restorer.stdout)
    restorer.stdout.close()
    restorer.wait()
    return told


def _look(path: Path, outcome: Outcome) -> None:
    """Open the ledger with either password; what is in it must be what belongs to that one."""
    for password in _PASSWORDS:
        try:
            ledger = Ledger.open(path, password)
        except Problem as problem:
            said = problem.sentence
            continue
        with ledger:
            names = {row[0] for row in ledger.connection.execute("SELECT name FROM person")}
            outcome.losses += checks.faults(ledger)
        if names - {password}:
            outcome.losses.append(f"{password} opens {names}")
        outcome.seen |= names
        return
    outcome.losses.append(f"opens with neither password: {said}")
