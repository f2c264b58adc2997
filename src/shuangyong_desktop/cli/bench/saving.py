"""Saving one record with its history: how often the disk is asked to be sure, and how long."""

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from shuangyong_desktop.cli.bench.ledgers import (
    PASSWORD,
    copy_ledger,
    filled_ledger,
    invented,
    opened_copy,
)
from shuangyong_desktop.cli.bench.rows import Row
from shuangyong_desktop.services.people import People
from shuangyong_desktop.storage.ledger import Ledger

_WAL_HEAD, _FRAME_HEAD, _PAGE = 32, 24, 4096
_SYNC = re.compile(rb"\bf(?:data)?sync\(")
_SAVES = 20
_MOST_CPU_MS = 3.0


def save_records(ledger: Ledger, times: int) -> list[float]:
    """Change `times` records one by one as the window does; returns the CPU seconds of each."""
    people = People(ledger)
    taken = []
    for number in range(1, times + 1):
        person = replace(people.get(number), phone=str(time.monotonic_ns())[-11:])
        start = time.process_time()
        people.save(person)
        taken.append(time.process_time() - start)
    return taken


def insert_raw(ledger: Ledger, times: int) -> None:
    """The floor: `times` single rows, each in a transaction of its own."""
    for _ in range(times):
        ledger.connection.execute(
            "INSERT INTO community (name, sort_key) VALUES (?, '')", (str(time.monotonic_ns()),)
        )


_WAYS = {"save": save_records, "raw": insert_raw}


def child(arguments: Sequence[str]) -> None:
    """What the traced process does: open the ledger, write, and leave without closing it."""
    path, way, times = arguments
    ledger = Ledger.open(Path(path), PASSWORD)
    _WAYS[way](ledger, int(times))


def syncs_per_write(original: Path, way: str) -> float:
    """How many fsync and fdatasync calls one write takes, seen by strace.

    The first write, which also begins the log, counts in both runs and so in neither.
    """
    few, many = (_traced_syncs(original, way, times) for times in (1, 1 + _SAVES))
    return (many - few) / _SAVES


def _traced_syncs(original: Path, way: str, times: int) -> int:
    path = copy_ledger(original, original.with_name(f"traced-{way}-{times}.db"))
    trace = path.with_suffix(".trace")
    code = f"from {__name__} import child; import sys; child(sys.argv[1:])"
    subprocess.run(  # noqa: S603 (our own interpreter)
        ["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace),  # noqa: S607
         sys.executable, "-c", code, str(path), way, str(times)],
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return len(_SYNC.findall(trace.read_bytes()))


def commits_per_write(ledger: Ledger, way: str) -> float:
    """How many commits one write leaves in the log; with synchronous=FULL each is one sync.

    For computers without strace. A frame that ends a commit names the size of the file.
    """
    log = ledger.path.with_name(ledger.path.name + "-wal")
    _WAYS[way](ledger, 1)
    before = _commits(log)
    _WAYS[way](ledger, _SAVES)
    return (_commits(log) - before) / _SAVES


def _commits(log: Path) -> int:
    content = log.read_bytes()
    salts = content[16:24]
    return sum(
        content[start + 8 : start + 16] == salts and any(content[start + 4 : start + 8])
        for start in range(_WAL_HEAD, len(content), _FRAME_HEAD + _PAGE)
    )


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Count syncs of a save beside those of a raw insert, and time the save."""
    path = folder / "saving.db"
    filled_ledger(path, invented(300 if quick else 5000))
    with opened_copy(path, folder / "timed.db") as ledger:
        cpu = median(save_records(ledger, 20 if quick else 200)) * 1000
    traced = shutil.which("strace")
    counted = _counted_by_strace(path) if traced else _counted(path, folder)
    return [
        counted,
        Row("保存一人的 CPU 时间（含操作记录）", round(cpu, 2), "ms", "固定上限", _MOST_CPU_MS),
    ]


def _counted_by_strace(path: Path) -> Row:
    saves, raw = (syncs_per_write(path, way) for way in ("save", "raw"))
    return _sync_row(saves, raw, "strace 所见 fsync 次数")


def _counted(path: Path, folder: Path) -> Row:
    with opened_copy(path, folder / "counted.db") as ledger:
        saves = commits_per_write(ledger, "save")
        raw = commits_per_write(ledger, "raw")
    return _sync_row(saves, raw, "日志中的提交次数（本机没有 strace）")


def _sync_row(saves: float, raw: float, how: str) -> Row:
    return Row(
        "保存一人落盘次数（含操作记录）",
        round(saves / raw, 2),
        "×",
        f"裸插入一行 {raw:g} 次，保存 {saves:g} 次；{how}",
        1.0,
    )
