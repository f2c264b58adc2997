"""One window until it is painted; runs as a script in a process of its own and prints JSON.

Everything is loaded by name and as late as can be: a bare window must not pay for what it does
not need, and the command line itself must never load Qt.
A window counts as painted when the widget that matters, the table of people or the bare window
itself, has drawn itself; only then are time and modules taken.
"""

import importlib
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HEAVY = ("reportlab", "openpyxl", "python_calamine", "pypinyin")
"""What must not be imported before the first page stands."""

_LATEST = 60.0


@dataclass(frozen=True, slots=True)
class Painted:
    """What the first page cost: processor ms of the whole process and of what follows the key.

    With the rows of the table and the heavy modules that were there by then. What the clerk
    waits for begins with the key: the program has been loaded behind the door.
    """

    cpu: float
    since_key: float
    rows: int
    heavy: list[str]


def _until_painted(running: Any, window: Any, target: Any) -> None:
    """Show `window` and turn the event loop until `target` has drawn itself.

    Raises TimeoutError when it never does.
    """
    core = importlib.import_module("PySide6.QtCore")

    class Watch(core.QObject):  # type: ignore[misc, name-defined]
        seen = False

        def eventFilter(self, watched: Any, event: Any) -> bool:
            del watched
            self.seen = self.seen or event.type() == core.QEvent.Type.Paint
            return False

    watch = Watch()
    target.installEventFilter(watch)
    window.show()
    latest = time.monotonic() + _LATEST
    while not watch.seen:
        running.processEvents()
        if time.monotonic() > latest:
            raise TimeoutError("nothing was painted")


def _bare() -> Painted:
    widgets = importlib.import_module("PySide6.QtWidgets")
    running, window = widgets.QApplication([]), widgets.QMainWindow()
    window.resize(1366, 768)
    _until_painted(running, window, window)
    return _painted(0.0, 0)


def opened_table(path: Path) -> tuple[Any, Any, float]:
    """The window of a ledger, its key on standard input, with its table of people painted.

    Returns the application, the window and the processor seconds when the key was there.
    """
    widgets = importlib.import_module("PySide6.QtWidgets")
    program = importlib.import_module("shuangyong_desktop.app")
    main_window = importlib.import_module("shuangyong_desktop.ui.main_window")
    office = importlib.import_module("shuangyong_desktop.services.office")
    ledger = importlib.import_module("shuangyong_desktop.storage.ledger")
    running = program.application([])
    window = main_window.MainWindow(path)
    window.resize(1366, 768)
    window.start()
    _until_painted(running, window, window.centralWidget())
    key = bytes.fromhex(sys.stdin.readline())
    unlocked = time.process_time()
    window.enter(office.Office(ledger.Ledger(path, key)))
    _until_painted(running, window, window.findChild(widgets.QTableView, "people").viewport())
    return running, window, unlocked


def _ledger_page(path: Path) -> Painted:
    widgets = importlib.import_module("PySide6.QtWidgets")
    _running, window, unlocked = opened_table(path)
    table = window.findChild(widgets.QTableView, "people")
    return _painted(unlocked, int(table.model().rowCount()))


def _painted(unlocked: float, rows: int) -> Painted:
    now = time.process_time()
    heavy = [name for name in HEAVY if name in sys.modules]
    return Painted(now * 1000, (now - unlocked) * 1000, rows, heavy)


def main(arguments: list[str]) -> None:
    """Paint the ledger page of the path given, its key on standard input, or a bare window."""
    painted = _ledger_page(Path(arguments[0])) if arguments else _bare()
    print(json.dumps(asdict(painted)), flush=True)  # noqa: T201 (the bench reads it)


if __name__ == "__main__":
    main(sys.argv[1:])
