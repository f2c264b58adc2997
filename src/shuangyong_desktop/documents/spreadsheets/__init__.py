"""Spreadsheets in: any file an office sends, read as it is, without ever trusting it.

The two entrances import the readers only when they are called, so that the program starts
without them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from shuangyong_desktop.documents.spreadsheets.reader import Choices, Tick
    from shuangyong_desktop.domain.imports import FileReading, ImportPage, SheetReading


def read_file(
    path: Path, choices: "Choices | None" = None, tick: "Tick | None" = None
) -> "Iterator[SheetReading | ImportPage | FileReading]":
    """Read `path` piece by piece: see `reader.read_file`."""
    from shuangyong_desktop.documents.spreadsheets import reader  # noqa: PLC0415 (see above)

    return reader.read_file(path, choices or reader.Choices(), tick)


def preview_json(path: Path) -> dict[str, Any]:
    """The whole of `path` in the exchange format of the command line: see `result`."""
    from shuangyong_desktop.documents.spreadsheets import result  # noqa: PLC0415 (see above)

    return result.preview_json(path)
