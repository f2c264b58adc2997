"""Where the files that come with the program lie."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The `resources` folder, beside the sources or inside the frozen program."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).parents[3]
    return root / "resources"
