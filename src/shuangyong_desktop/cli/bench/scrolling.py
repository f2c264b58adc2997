"""Jumping about in the table of people; runs as a script in a process of its own, prints JSON.

Two ways: the real page of a ledger, its key on standard input, and beside it what nobody in
Python could undercut: a QStandardItemModel under a bare QTableView, which paints the same cells
without a line of Python; their texts come on standard input. Qt is loaded by name, as in
`painting`.
"""

import importlib
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

WARM = 20
_SEED = 5
_SAMPLE = 2_000
"""Rows that the peer holds: what it paints does not depend on how many it has."""


@dataclass(frozen=True, slots=True)
class Jumped:
    """Processor ms of each jump with its repaint, the rows there were, and MB of memory at most.

    `shape` is what the peer needs to paint the same: size, row height, widths and texts.
    """

    taken: list[float]
    rows: int
    memory: float
    shape: dict[str, Any]


def _ledger(path: Path, jumps: int) -> Jumped:
    painting = importlib.import_module("shuangyong_desktop.cli.bench.painting")
    widgets = importlib.import_module("PySide6.QtWidgets")
    running, window, _ = painting.opened_table(path)
    everybody = window.desk.office.people.counts().people
    table = window.findChild(widgets.QTableView, "people")
    model = table.model()
    while model.rowCount() < everybody:
        running.processEvents()
    taken = _timed(table.go_to, table.viewport().repaint, model.rowCount(), jumps)
    return Jumped(taken, model.rowCount(), _memory(), _shape(table, model))


def _shape(table: Any, model: Any) -> dict[str, Any]:
    chance = random.Random(_SEED)  # noqa: S311 (rows to look at)
    rows = chance.sample(range(model.rowCount()), min(_SAMPLE, model.rowCount()))
    columns = range(model.columnCount())
    return {
        "size": [table.width(), table.height()],
        "row": table.verticalHeader().defaultSectionSize(),
        "widths": [table.columnWidth(number) for number in columns],
        "texts": [[model.text(row, number) for number in columns] for row in rows],
    }


def _peer(jumps: int) -> Jumped:
    core = importlib.import_module("PySide6.QtCore")
    gui = importlib.import_module("PySide6.QtGui")
    widgets = importlib.import_module("PySide6.QtWidgets")
    shape = json.loads(sys.stdin.readline())
    running = importlib.import_module("shuangyong_desktop.app").application([])
    running.setStyleSheet("")  # the fonts of the program, and no style sheet that slows it down
    model = gui.QStandardItemModel()
    for texts in shape["texts"]:
        model.appendRow([gui.QStandardItem(text) for text in texts])
    table = widgets.QTableView()
    table.setModel(model)
    table.setWordWrap(False)
    table.setAlternatingRowColors(True)
    table.setSelectionBehavior(table.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(shape["row"])
    table.verticalHeader().setSectionResizeMode(widgets.QHeaderView.ResizeMode.Fixed)
    for number, width in enumerate(shape["widths"]):
        table.setColumnWidth(number, width)
    table.resize(*shape["size"])
    table.show()
    running.processEvents()
    flags = core.QItemSelectionModel.SelectionFlag

    def go_to(row: int) -> None:
        index = model.index(row, 0)
        table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        table.scrollTo(index)

    taken = _timed(go_to, table.viewport().repaint, model.rowCount(), jumps)
    return Jumped(taken, model.rowCount(), _memory(), {})


def _timed(
    go_to: Callable[[int], object], repaint: Callable[[], object], rows: int, jumps: int
) -> list[float]:
    chance = random.Random(_SEED)  # noqa: S311 (rows to look at)
    taken = []
    for number in range(WARM + jumps):
        row = chance.randrange(rows)
        start = time.process_time()
        go_to(row)
        repaint()
        if number >= WARM:
            taken.append((time.process_time() - start) * 1000)
    return taken


def _memory() -> float:
    """MB of memory at most since this program began; 0 where the system does not tell.

    Not what `getrusage` says: that begins with the memory of whoever started this process.
    """
    told = Path("/proc/self/status")
    if not told.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1000


def main(arguments: Sequence[str]) -> None:
    """Jump so many times in the ledger of the path given, or in the peer where there is none."""
    jumps, *paths = arguments
    jumped = _ledger(Path(paths[0]), int(jumps)) if paths else _peer(int(jumps))
    print(json.dumps(asdict(jumped)), flush=True)  # noqa: T201 (the bench reads it)


if __name__ == "__main__":
    main(sys.argv[1:])
