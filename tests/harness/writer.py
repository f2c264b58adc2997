"""A program that saves and imports without end, to be killed; acknowledges what is durable.

Run by kills.py: `writer.py LEDGER KEY_HEX SEED FAULT`. Every line on stdout is one
acknowledgement, written only after COMMIT unless a fault is planted.
"""

import random
import sys
import time
from enum import StrEnum
from pathlib import Path

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage import access, backups
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

ROWS = 120
SLICE = 20
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)


class Fault(StrEnum):
    """Faults that the harness must find, planted on purpose."""

    NONE = "none"
    HALFWAY = "halfway"
    EARLY = "early"


def names(batch: str) -> list[str]:
    """The people of one import."""
    return [f"导入{batch}第{row}人" for row in range(ROWS)]


def import_roster(ledger: Ledger, batch: str, fault: Fault = Fault.NONE) -> None:
    """Import one batch in slices, as the window does; HALFWAY commits after half of them."""
    people = People(ledger)
    wanted = [Person(name=name, community="石盘村") for name in names(batch)]
    change = ledger.transaction(f"导入{batch}")
    for start in range(0, ROWS, SLICE):
        if fault is Fault.HALFWAY and start == ROWS // 2:
            change.commit()
            time.sleep(0.01)
            change = ledger.transaction(f"导入{batch}")
        people.add_many(change, wanted[start : start + SLICE])
    change.commit()


def save(ledger: Ledger, name: str) -> None:
    """Save one person."""
    with ledger.transaction("新增人员") as change:
        People(ledger).add(change, Person(name=name))


def _work(ledger: Ledger, run: str, fault: Fault) -> None:
    choose = random.Random(run)  # noqa: S311 (repeatable, not secret)
    history = History(ledger)
    backup_folder = ledger.path.parent / "backups"
    backup_folder.mkdir(exist_ok=True)
    number = 0
    while True:
        number += 1
        key, kind = f"{run}-{number}", choose.random()
        if kind < 0.7:
            if fault is Fault.EARLY:
                _acknowledge("save", key)
                time.sleep(0.01)
            save(ledger, f"保存{key}")
            _acknowledge("save", key)
        elif kind < 0.9:
            import_roster(ledger, key, fault)
            _acknowledge("import", key)
            if kind > 0.85:
                history.undo(history.changes(limit=1)[0].id)
                _acknowledge("undo", key)
        elif kind < 0.94:
            backups.make(ledger.path, ledger.key, backups.Wanted(backup_folder, ledger.clock()))
            _acknowledge("backup", key)
        elif kind < 0.97:
            access.set_password(ledger, f"密码{key}", CHEAP)
            _acknowledge("password", key)
        else:
            ledger.checkpoint()


def _acknowledge(kind: str, key: str) -> None:
    sys.stdout.write(f"{kind} {key}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    path, key_hex, run, fault = sys.argv[1:]
    _work(Ledger(Path(path), bytes.fromhex(key_hex)), run, Fault(fault))
