"""A whole import of 50,000 rows: its cost beside bare reading, and what the window feels of it."""

import json
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from shuangyong_desktop.cli.bench.children import said_by
from shuangyong_desktop.cli.bench.clock import children_cpu
from shuangyong_desktop.cli.bench.heartbeat import Felt
from shuangyong_desktop.cli.bench.ledgers import PASSWORD, copy_ledger, empty_ledger
from shuangyong_desktop.cli.bench.reading import bare
from shuangyong_desktop.cli.bench.rows import Row, ratio, unmeasured
from shuangyong_desktop.cli.bench.workbooks import write_wide
from shuangyong_desktop.services.imports import Imports
from shuangyong_desktop.storage.ledger import Ledger

_COMMIT_MS_PER_50_000 = 500.0
_GAP_MS, _MEMORY_MB = 50.0, 600.0
_FULL = 50_000


def measure(folder: Path, *, quick: bool) -> list[Row]:
    """Import a wide file into empty ledgers, in turns with bare reading; then under a heartbeat."""
    persons = 500 if quick else _FULL
    sheet, empty = folder / "wide.xlsx", empty_ledger(folder / "import.db")
    write_wide(sheet, persons)
    rounds = 1 if quick else 3
    floor, whole = [], []
    for number in range(rounds):
        start = time.process_time()
        bare(sheet)
        floor.append(time.process_time() - start)
        whole.append(_imported(sheet, copy_ledger(empty, folder / f"import-{number}.db")))
    words = f"calamine to_python，{persons} 行 × 30 栏，{median(floor):.2f} s CPU"
    name = "整个导入（查对、操作记录、检索词，连同读取进程）"
    return [
        ratio(name, median(whole), median(floor), words, 9.0),
        *_felt([_feel(sheet, empty, number) for number in range(rounds)], persons),
    ]


def _imported(sheet: Path, path: Path) -> float:
    """The CPU seconds of program and worker for one whole import, doubtful rows included."""
    before = children_cpu() + time.process_time()
    with Ledger.open(path, PASSWORD) as ledger:
        outcome = Imports(ledger).take_in(sheet, with_doubts=True)
    seconds = children_cpu() + time.process_time() - before
    if not outcome.written.added:
        raise RuntimeError("nothing was imported")
    return seconds


def _feel(sheet: Path, empty: Path, number: int) -> Felt:
    """What a window with a heartbeat of 2 ms feels, measured in a process of its own."""
    path = copy_ledger(empty, empty.with_name(f"felt-{number}.db"))
    with Ledger.open(path, PASSWORD) as ledger:
        key = ledger.key.hex()
    return Felt(**json.loads(said_by("heartbeat", key, str(path), str(sheet))))


def _felt(runs: Sequence[Felt], persons: int) -> list[Row]:
    """The rows of several imports; each value is the median of its peaks."""
    idle, reading, writing, commit, own, memory, seconds = (
        median(getattr(run, name) for run in runs)
        for name in ("idle", "reading", "writing", "commit", "own", "memory", "seconds")
    )
    parts = f"空闲 {idle:.0f}、读取 {reading:.0f}、写入 {writing:.0f} ms，共 {seconds:.1f} s"
    commit_goal = max(_COMMIT_MS_PER_50_000 * persons / _FULL, _GAP_MS)
    memory_name = "导入时内存（程序与读取进程峰值之和）"
    return [
        Row("导入时界面最长停顿（提交除外）", max(reading, writing), "ms", parts, _GAP_MS),
        Row("导入提交时的停顿", commit, "ms", f"{persons} 行，按每 50,000 行 500 ms", commit_goal),
        Row(memory_name, memory, "MB", f"程序 {own:.0f} MB", _MEMORY_MB)
        if memory
        else unmeasured(memory_name, "本系统不提供 /proc", unit="MB", goal=_MEMORY_MB),
    ]
