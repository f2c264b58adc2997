"""Reading a foreign spreadsheet in a worker that holds it until the clerk has decided.

What is sent first are the tables, the counts and the rows with doubts; the rows to be written
follow only when they are asked for, in pages, with their search words already made
(DESIGN 21). The worker gets no key, and its answers are plain values.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.categories import Category, read_with
from shuangyong_desktop.domain.drafts import Draft, plain_values, typed_values
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Doubt
from shuangyong_desktop.domain.identity import kept_digits
from shuangyong_desktop.domain.imported import cells_text
from shuangyong_desktop.domain.imports import (
    FileReading,
    ImportPage,
    ImportRow,
    SheetReading,
    SkippedRow,
    Verdict,
)
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.search import tokens_of
from shuangyong_desktop.services.workers import Frame, Tick

PAGE = 500


class Station:
    """The worker's side."""

    def __init__(self) -> None:
        self._pages: list[bytes] = []
        self._waiting: list[list[Any]] = []
        self._cells: list[str] = []
        self._id_places: dict[str, int] = {}

    def read(
        self, path: str, choices: Mapping[str, Any], categories: list[Any], tick: Tick
    ) -> Iterator[Frame]:
        """Read the file at `path` and hold it; frames of `sheet`, `rows` and `reading`.

        `categories` are those of the desk, with its own words for them.
        """
        from shuangyong_desktop.documents.spreadsheets import read_file  # noqa: PLC0415
        from shuangyong_desktop.documents.spreadsheets.reader import Choices  # noqa: PLC0415

        self._pages, self._waiting, self._cells = [], [], []
        given = from_plain(Choices, choices)
        read_with(from_plain(Category, category) for category in categories)
        for piece in read_file(Path(path), given, lambda done: tick(done, 0)):
            if isinstance(piece, SheetReading):
                self._find_id_numbers(piece)
                yield Frame({"sheet": to_plain(piece)})
            elif isinstance(piece, ImportPage):
                self._hold(piece)
                yield Frame(_shown(piece))
            else:
                self._close_page()
                digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
                yield Frame({"reading": to_plain(piece), "sha256": digest})

    def drafts(self, tick: Tick) -> Iterator[Frame]:
        """The rows that can be written, in pages of 500, once."""
        del tick
        while self._pages:
            yield Frame({"drafts": len(self._pages)}, self._pages.pop(0))

    def result(self, path: str, tick: Tick) -> Frame:
        """The whole file in the exchange format of the command line."""
        from shuangyong_desktop.documents.spreadsheets import preview_json  # noqa: PLC0415

        del tick
        return Frame({}, json.dumps(preview_json(Path(path)), ensure_ascii=False).encode())

    def roll(
        self, path: str, headings: dict[str, str], needed: list[str], tick: Tick
    ) -> Iterator[Frame]:
        """The rows of a list for a register, as texts by key, in pages of 500; then the rest."""
        from shuangyong_desktop.documents.spreadsheets.roll_sheets import (  # noqa: PLC0415
            Wanted,
            read_roll,
        )

        wanted = Wanted(headings, frozenset(needed))
        found = read_roll(Path(path), wanted, lambda done: tick(done, 0))
        for start in range(0, len(found.rows), PAGE):
            yield Frame({"rows": to_plain(found.rows[start : start + PAGE])})
        yield Frame({"left": to_plain(found.left), "unknown": found.unknown, "found": found.found})

    def tasks(
        self, path: str, year: int, chosen: Mapping[str, Mapping[str, str]], tick: Tick
    ) -> Frame:
        """The tasks of a list; deadlines without a year are of `year`.

        `chosen` are the keys of columns that the clerk put right, by table.
        """
        from shuangyong_desktop.documents.spreadsheets.task_tables import (  # noqa: PLC0415
            read_tasks,
        )

        del tick
        columns = {
            table: {int(index): key for index, key in keys.items()}
            for table, keys in chosen.items()
        }
        return Frame({"tasks": to_plain(read_tasks(Path(path), year, columns))})

    def text(self, path: str, tick: Tick) -> Frame:
        """The text of a document, and its bytes."""
        from shuangyong_desktop.documents.source_text import read_source  # noqa: PLC0415

        del tick
        text, body = read_source(Path(path))
        return Frame({"text": text}, body)

    def _hold(self, page: ImportPage) -> None:
        for row in page.rows:
            if row.verdict is Verdict.REFUSED:
                continue
            values = row.values
            self._waiting.append(
                [
                    row.sheet,
                    row.row,
                    plain_values(values),
                    tokens_of(
                        values["name"],
                        values.get("former_name"),
                        values.get("id_number"),
                        values.get("phone"),
                    ),
                    row.verdict is Verdict.TO_CONFIRM,
                    self._kept_digits(row),
                ]
            )
            self._cells.append(cells_text(row.cells))
        if len(self._waiting) >= PAGE:
            self._close_page()

    def _find_id_numbers(self, sheet: SheetReading) -> None:
        for column in sheet.columns:
            if column.field == "id_number":
                self._id_places[sheet.name] = column.index

    def _kept_digits(self, row: ImportRow) -> str:
        """What is left of an ID number that the spreadsheet turned into another number."""
        place = self._id_places.get(row.sheet, len(row.cells))
        if row.values.get("id_number") or place >= len(row.cells):
            return ""
        return kept_digits(row.cells[place])

    def _close_page(self) -> None:
        if self._waiting:
            rows = json.dumps(self._waiting, ensure_ascii=False, separators=(",", ":"))
            lines = "\n".join((rows, *self._cells))  # JSON has no line ends of its own
            self._pages.append(lines.encode("utf-8", "surrogatepass"))
            self._waiting, self._cells = [], []


def drafts_of(raw: bytes) -> list[Draft]:
    """The drafts of one page as the worker sent it."""
    rows, *lines = raw.decode("utf-8", "surrogatepass").split("\n")
    return [
        Draft(sheet, row, typed_values(values), cells, tuple(tokens), doubtful, kept)
        for (sheet, row, values, tokens, doubtful, kept), cells in zip(
            json.loads(rows), lines, strict=True
        )
    ]


def rows_of(message: Mapping[str, Any]) -> tuple[list[ImportRow], list[SkippedRow]]:
    """The rows with doubts and the skipped rows of one page as the worker sent them."""
    rows = [
        ImportRow(
            item["sheet"],
            item["row"],
            typed_values(item["values"]),
            tuple(from_plain(Doubt, doubt) for doubt in item["doubts"]),
            tuple(item["cells"]),
        )
        for item in message["rows"]
    ]
    return rows, [from_plain(SkippedRow, item) for item in message["skipped"]]


def sheet_of(plain: Mapping[str, Any]) -> SheetReading:
    """One table as the worker sent it."""
    return from_plain(SheetReading, plain)


def reading_of(plain: Mapping[str, Any]) -> FileReading:
    """The end of a reading; raises Problem with its sentence where the file is no list."""
    reading = from_plain(FileReading, plain)
    if reading.error:
        raise Problem(reading.sentence, code=reading.error)
    return reading


def _shown(page: ImportPage) -> dict[str, Any]:
    """What the clerk has to see of a page."""
    return {
        "rows": [
            {
                "sheet": row.sheet,
                "row": row.row,
                "values": plain_values(row.values),
                "doubts": to_plain(row.doubts),
                "cells": row.cells,
            }
            for row in page.rows
            if row.verdict is not Verdict.READY
        ],
        "skipped": to_plain(page.skipped),
    }
