"""Sheets that come back from a 村（社区）: read in a worker, whatever they are about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.drafts import Draft
from shuangyong_desktop.domain.plain import to_plain
from shuangyong_desktop.services import reading
from shuangyong_desktop.services.imports import Overrides
from shuangyong_desktop.services.workers import Tick, Worker

_DIED = "读取程序意外退出（文件可能已损坏），台账没有任何改动。请用 WPS 另存后重试。"
ColumnsOf = Callable[[Iterable[tuple[int, str]]], Mapping[str, int]]
"""Which columns say what beside the person, from their places and headings."""


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """A returned file as it was read, off the window's thread and without the ledger."""

    name: str
    columns: Mapping[str, Mapping[str, int]]
    drafts: tuple[Draft, ...]
    skipped: int


def read_sheet(
    path: Path, categories: list[Any], columns_of: ColumnsOf, tick: Tick | None = None
) -> ReadSheet:
    """Read the file at `path` in a worker; touches no ledger, so any thread may call it.

    Raises Problem when it is no list of people.
    """
    columns: dict[str, Mapping[str, int]] = {}
    skipped = refused = 0
    with Worker() as worker:
        for frame in worker.stream(
            "reading.read", died=_DIED, tick=tick, path=str(path.absolute()),
            choices=to_plain(Overrides()), categories=categories,
        ):  # fmt: skip
            message = frame.message
            if "sheet" in message:
                sheet = reading.sheet_of(message["sheet"])
                heads = ((column.index, column.heading) for column in sheet.columns)
                columns.setdefault(sheet.name, columns_of(heads))
            elif "reading" in message:
                counts = reading.reading_of(message["reading"]).counts
                skipped, refused = counts.skipped, counts.refused
        drafts = [
            draft
            for frame in worker.stream("reading.drafts", died=_DIED)
            if frame.raw
            for draft in reading.drafts_of(frame.raw)
        ]
    return ReadSheet(path.name, columns, tuple(drafts), skipped + refused)
