"""A whole import of 50,000 rows: its cost beside bare reading, and what the window feels of it."""

import json
import time
from pathlib import Path
from statistics import median

from shuangyong_desktop.cli.bench.children import said_by
from shuangyong_desktop.cli.bench.clock import children_cpu
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
        *_felt(sheet, copy_ledger(empty, folder / "felt.db"), persons),
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


def _felt(sheet: Path, path: Path, persons: int) -> list[Row]:
    """What a window with a heartbeat of 2 ms feels, measured in a process of its own."""
    with Ledger.open(path, PASSWORD) as ledger:
        key = ledger.key.hex()
    felt = json.loads(said_by("heartbeat", key, str(path), str(sheet)))
    counted = (
        f"{felt['beats']} 次心跳，空闲时最长 {felt['idle']:.1f} ms，导入 {felt['seconds']:.1f} s"
    )
    commit_goal = max(_COMMIT_MS_PER_50_000 * persons / _FULL, 50.0)
    memory = "导入时内存（程序与读取进程峰值之和）"
    return [
        Row("导入时界面最长停顿（提交除外）", felt["gap"], "ms", counted, _GAP_MS),
        Row("导入提交时的停顿", felt["commit"], "ms", "每 50,000 行的上限", commit_goal),
        Row(memory, felt["memory"], "MB", f"程序 {felt['own']:.0f} MB", _MEMORY_MB)
        if felt["memory"]
        else unmeasured(memory, "本系统不提供 /proc", unit="MB", goal=_MEMORY_MB),
    ]
