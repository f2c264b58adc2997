"""How many references to None a thousand Qt calls lose; runs as a process of its own.

PySide6 6.12.0 loses one per call, and CPython 3.11 aborts when none is left (DESIGN 8). Qt is
loaded by name here: the command line itself must never need it.
"""

import importlib
import sys

CALLS = 1000


def main() -> None:
    """Print how many references are gone."""
    widgets = importlib.import_module("PySide6.QtWidgets")
    running = widgets.QApplication([])
    widget = widgets.QWidget()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        widget.update()
    lost = before - sys.getrefcount(None)
    print(max(lost, 0))  # noqa: T201 (the bench reads it)
    del running


if __name__ == "__main__":
    main()
