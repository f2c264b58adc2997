"""任务 with thousands of tasks beside a year without any: table, board, calendar, a moved card.

Also the script that opens the page, in a process of its own; Qt is loaded by name there, as in
`painting`.
"""

import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from shuangyong_desktop.cli.bench.children import said_by
from shuangyong_desktop.cli.bench.ledgers import filled_ledger, invented
from shuangyong_desktop.cli.bench.rows import Row, ratio, unmeasured
from shuangyong_desktop.domain.activities import ACTIVITIES, Activity
from shuangyong_desktop.domain.tasks import (
    PROGRESS,
    PROOFS,
    TASKS,
    Progress,
    Proof,
    Task,
    TaskList,
    TaskState,
)
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records

VIEWS = {"table": "表格", "board": "看板", "calendar": "日历"}
_PEOPLE = 200
_MOST_TIMES, _MOST_MOVE_MS, _MOST_SAVE_MS = 2.0, 16.0, 100.0
_MOVE, _SAVE = "看板卡片移动到另一单位并画完", "移动之后保存并重新显示"
_LATEST = 60.0
_STATES = (TaskState.GOING, TaskState.NOT_BEGUN, TaskState.TO_CHECK, TaskState.CLOSED)


@dataclass(frozen=True, slots=True)
class Opened:
    """Processor ms from asking for the page to its last paint; of the board also a move.

    `moved` until the card stands in its new lane, `saved` until that is written and shown.
    """

    opened: float
    moved: float = 0.0
    saved: float = 0.0


def fill(ledger: Ledger, tasks: int, activities: int) -> None:
    """Write so many tasks of this year with conditions, and activities that count for them."""
    today = date.today()  # noqa: DTZ011 (the year that the window opens at)
    lists = tuple(TaskList)
    made = [
        Task(
            year=today.year, list=lists[number % len(lists)], position=number + 1,
            title=f"双拥工作任务第 {number} 项", unit=f"责任单位{number % 40}", goal=4,
            proposer=f"提出单位{number % 12}", clause=f"要点（{number % 8}）",
            state=_STATES[number % len(_STATES)], counted_in="次",
            due=(today.replace(month=1, day=1) + timedelta(days=number % 364)).isoformat(),
        )
        for number in range(tasks)
    ]  # fmt: skip
    held = [
        Activity(date=today.isoformat(), title=f"共建活动第 {number} 次", kind="共建")
        for number in range(activities)
    ]
    with ledger.transaction("填充任务") as change:
        ids = Records(ledger, TASKS).add_many(change, made)
        proofs = [Proof(task_id=key, title=title, least=1) for key in ids for title in "甲乙丙"]
        Records(ledger, PROOFS).add_many(change, proofs)
        kept = Records(ledger, ACTIVITIES).add_many(change, held)
        told = [
            Progress(task_id=ids[at % len(ids)], date=today.isoformat(), amount=1,
                     register=ACTIVITIES.table, record_id=key)
            for at, key in enumerate(kept)
        ]  # fmt: skip
        Records(ledger, PROGRESS).add_many(change, told)


def measure(folder: Path, *, quick: bool) -> Iterator[Row]:
    """Open every view of both ledgers in turns, each in a fresh process."""
    if importlib.util.find_spec("PySide6") is None:
        why = "本机没有安装界面组件"
        for words in VIEWS.values():
            yield unmeasured(f"打开任务页的{words}", why, goal=_MOST_TIMES)
        for name, most in ((_MOVE, _MOST_MOVE_MS), (_SAVE, _MOST_SAVE_MS)):
            yield unmeasured(name, why, unit="ms", goal=most)
        return
    tasks, activities = (300, 600) if quick else (5_000, 20_000)
    full, bare = folder / "tasks.db", folder / "none.db"
    keys = {path: filled_ledger(path, invented(_PEOPLE)) for path in (full, bare)}
    with Ledger(full, keys[full]) as ledger:
        fill(ledger, tasks, activities)
    taken: dict[tuple[Path, str], list[Opened]] = {}
    for number in range(1 if quick else 6):
        for path in (full, bare):
            for view in VIEWS:
                opened = Opened(**json.loads(said_by("tasks", keys[path].hex(), str(path), view)))
                if number or quick:  # the first ones warm the file cache
                    taken.setdefault((path, view), []).append(opened)
    for view, words in VIEWS.items():
        ours, floor = (median(each.opened for each in taken[path, view]) for path in (full, bare))
        name = f"打开任务页的{words}（{tasks:,} 项任务、{activities:,} 次活动）"
        yield ratio(name, ours, floor, f"没有任务的年度，{floor:.0f} ms CPU", _MOST_TIMES)
    boards = taken[full, "board"]
    for name, attribute, most in ((_MOVE, "moved", _MOST_MOVE_MS), (_SAVE, "saved", _MOST_SAVE_MS)):
        value = median(getattr(each, attribute) for each in boards)
        yield Row(f"{name}（{tasks:,} 项任务）", round(value, 1), "ms", "CPU", most)


def _open(path: Path, view: str) -> Opened:
    painting = importlib.import_module("shuangyong_desktop.cli.bench.painting")
    running, window, _ = painting.opened_table(path)
    frame = window.centralWidget()
    for _ in range(20):  # what the window still does after its first paint
        running.processEvents()
    start = time.process_time()
    page = frame.show_page(f"tasks/{view}")
    _settle(running, page)
    opened = (time.process_time() - start) * 1000
    if view != "board" or not page.findChild(_kind(), "task_board").isVisible():
        return Opened(opened)
    return Opened(opened, *_move(running, window, page))


def _kind() -> Any:
    return importlib.import_module("PySide6.QtWidgets").QAbstractScrollArea


def _settle(running: Any, page: Any) -> None:
    """Let the page be laid out and drawn."""
    running.processEvents()
    page.repaint()
    running.processEvents()


def _move(running: Any, window: Any, page: Any) -> tuple[float, float]:
    """Bring the first card of the board to the second lane, as the mouse does."""
    board = page.findChild(_kind(), "task_board")
    history = window.desk.office.history
    before = history.next_undo()
    key = board.current
    moved = _timed(lambda: (board.moved.emit(key, 1), board.viewport().repaint()))

    def saved() -> None:
        latest = time.monotonic() + _LATEST
        while history.next_undo() == before:
            running.processEvents()
            if time.monotonic() > latest:
                raise TimeoutError("the move was not saved")
        board.viewport().repaint()

    return moved, _timed(saved)


def _timed(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main(arguments: Sequence[str]) -> None:
    """Open the view given of the ledger at the path given, its key on standard input."""
    path, view = arguments
    print(json.dumps(asdict(_open(Path(path), view))), flush=True)  # noqa: T201 (the bench reads it)


if __name__ == "__main__":
    main(sys.argv[1:])
