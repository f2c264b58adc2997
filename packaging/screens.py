"""Draws every page, step and dialog of the window at every size it is promised for.

    python packaging/screens.py FOLDER [LOOK…]

The real window is driven offscreen on a demo ledger and the sample spreadsheet; each look gets
a folder of PNG files. The tests walk the same tour and look at the widgets instead.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from stage import LOOKS
from tour import copied, daily_work, demo_ledger, first_day

from shuangyong_desktop import app


def main() -> int:
    """Write the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description="Draw every page of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("looks", nargs="*", metavar="LOOK", help=", ".join(x.name for x in LOOKS))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        settings = QSettings.Format.IniFormat
        QSettings.setDefaultFormat(settings)
        QSettings.setPath(settings, QSettings.Scope.UserScope, str(work))
        app.application(["shuangyong"])
        app.load_rare_font()
        demo = demo_ledger(work)
        for look in LOOKS:
            if wanted.looks and look.name not in wanted.looks:
                continue
            out = wanted.folder / look.name
            out.mkdir(parents=True, exist_ok=True)
            look.wear()

            def keep(name: str, widget: QWidget, out: Path = out) -> None:
                widget.grab().save(str(out / f"{name}.png"))

            first_day(work / look.name / "first", look, keep)
            daily_work(copied(demo, work / look.name / "demo"), look, keep)
            print(f"{look.name}: {len(list(out.glob('*.png')))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
