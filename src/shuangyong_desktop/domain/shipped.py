"""Where the files that come with the program lie: fonts, drawings, the sample spreadsheet.

Papers, the window and the command line ask here, and none of them may know the others.
"""

import sys
from pathlib import Path


def program_folder() -> Path:
    """The folder that the program was started from; it is never written to."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).parent
    return Path(__file__).resolve().parents[3]


def resources() -> Path:
    """The `resources` folder: unpacked with a frozen program, beside it, or beside the sources."""
    unpacked = getattr(sys, "_MEIPASS", None)
    if unpacked and (Path(unpacked) / "resources").is_dir():
        return Path(unpacked) / "resources"
    return program_folder() / "resources"
