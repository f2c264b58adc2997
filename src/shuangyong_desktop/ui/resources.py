"""Where the files that come with the program lie."""

from functools import cache
from pathlib import Path

from shuangyong_desktop.services.places import program_folder


@cache
def resources() -> Path:
    """The `resources` folder, beside the sources or beside the frozen program."""
    return program_folder() / "resources"
