"""bench: how fast the program is beside what nobody could undercut, in one run.

Every figure is a ratio to a floor or a peer measured in the same run, in turns, with generated
input; the few absolute ones are limits of what a person feels.
"""

# ruff: noqa: T201 (this is the command line)
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from shuangyong_desktop.cli.bench import (
    boxes,
    importing,
    papers,
    reading,
    reserves,
    saving,
    tasks,
    window,
    writing,
)
from shuangyong_desktop.cli.bench.children import kept_bytecode
from shuangyong_desktop.cli.bench.rows import Row

SUBJECTS = (reading, importing, writing, saving, papers, window, tasks, boxes, reserves)


def measured(*, quick: bool) -> Iterator[Row]:
    """Yield every row as soon as it is measured; `quick` uses small sizes and proves nothing."""
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as name,
        kept_bytecode(Path(name) / "bytecode"),
    ):
        for subject in SUBJECTS:
            place = Path(name) / subject.__name__.rpartition(".")[2]
            place.mkdir()
            yield from subject.measure(place, quick=quick)


def run(*, as_json: bool, quick: bool) -> None:
    """Print all rows: one JSON value at the end, or a line as each is measured."""
    if as_json:
        rows = [row.plain() for row in measured(quick=quick)]
        print(json.dumps({"rows": rows}, ensure_ascii=False, indent=1))
        return
    for row in measured(quick=quick):
        print(row.words(), flush=True)
