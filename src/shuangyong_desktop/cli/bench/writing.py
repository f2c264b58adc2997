"""The one bulk path beside raw executemany: the same rows into the same encrypted table."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from shuangyong_desktop.cli.bench.ledgers import (
    PASSWORD,
    empty_ledger,
    filled_ledger,
    invented,
    opened_copy,
)
from shuangyong_desktop.cli.bench.rows import Row, ratio
from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger

_BARE, _PATH, _BARE_KEPT, _KEPT = "bare", "path", "bare, committed", "committed"


class Load:
    """The rows of people as the table holds them, and the ways to write them."""

    def __init__(self, ledger: Ledger) -> None:
        found = ledger.connection.execute("SELECT * FROM person")
        self.columns = tuple(name for name, *_ in found.description)[1:]
        self.rows: Sequence[Sequence[Stored]] = [row[1:] for row in found]
        self._communities = ledger.connection.execute("SELECT name, sort_key FROM community")
        self.communities: Sequence[tuple[str, str]] = self._communities.fetchall()

    def prepare(self, ledger: Ledger) -> None:
        """Put the communities there that the rows refer to."""
        with ledger.transaction("村（社区）") as change:
            for name, key in self.communities:
                change.insert("community", {"name": name, "sort_key": key})

    def bare(self, ledger: Ledger, *, keep: bool) -> None:
        """The floor: one executemany, nothing else."""
        connection = ledger.connection
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * len(self.columns))
        connection.executemany(
            f"INSERT INTO person ({', '.join(self.columns)}) VALUES ({marks})",  # noqa: S608 (own columns)
            self.rows,
        )
        connection.execute("COMMIT" if keep else "ROLLBACK")

    def path(self, ledger: Ledger, *, keep: bool) -> None:
        """Our bulk path: with its history where it is kept, without where it is not."""
        kind = ChangeKind.CHANGE if keep else ChangeKind.SNAPSHOT
        change = ledger.transaction("批量写入", kind=kind)
        change.insert_many("person", self.columns, self.rows)
        if keep:
            change.commit()
        else:
            change.rollback()


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Write thousands of people in turns, each time into a fresh copy of an empty ledger."""
    empty = empty_ledger(folder / "empty.db")
    filled = folder / "people.db"
    filled_ledger(filled, invented(300 if quick else 5000))
    with Ledger.open(filled, PASSWORD) as ledger:
        load = Load(ledger)
    ways: dict[str, Callable[[Ledger], None]] = {
        _BARE: partial(load.bare, keep=False),
        _PATH: partial(load.path, keep=False),
        _BARE_KEPT: partial(load.bare, keep=True),
        _KEPT: partial(load.path, keep=True),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(2 if quick else 8):
        order = list(ways) if number % 2 else list(reversed(ways))
        for name in order:
            with opened_copy(empty, folder / "copy.db") as ledger:
                load.prepare(ledger)
                start = time.process_time()
                ways[name](ledger)
                taken[name].append(time.process_time() - start)
    cpu = {name: median(times[1:]) for name, times in taken.items()}
    count = len(load.rows)
    return [
        ratio(
            "批量写入人员（不计操作记录）",
            cpu[_PATH],
            cpu[_BARE],
            f"同样 {count} 行 executemany，{cpu[_BARE] * 1000:.0f} ms CPU",
            1.2,
        ),
        Row(
            "批量写入人员（连同操作记录并提交）",
            round(cpu[_KEPT] / cpu[_BARE_KEPT], 2),
            "×",
            f"同样 {count} 行 executemany 并提交，{cpu[_BARE_KEPT] * 1000:.0f} ms CPU",
        ),
    ]
