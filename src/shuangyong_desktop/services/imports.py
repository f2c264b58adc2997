"""导入: reading a spreadsheet, deciding about its rows, writing them as one undoable change."""

import contextlib
import gc
import json
import queue
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Self

from shuangyong_desktop.domain.drafts import Draft
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.imported import ImportedFile
from shuangyong_desktop.domain.imports import (
    Counts,
    FileReading,
    ImportRow,
    SheetReading,
    SkippedRow,
)
from shuangyong_desktop.domain.plain import to_plain
from shuangyong_desktop.services import reading
from shuangyong_desktop.services.drawing import DoubtBook, DoubtSheet, draw
from shuangyong_desktop.services.intake import (
    Decisions,
    Intake,
    IntakeCounts,
    KeptBack,
    StandingFile,
)
from shuangyong_desktop.services.workers import Tick, Worker
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.imports import Imports as Files
from shuangyong_desktop.storage.ledger import Ledger

_DIED = "读取程序意外退出（文件可能已损坏），台账没有任何改动。请用 WPS 另存后重试。"
_MOST_WAITING = 4  # pages fetched ahead
_AT_ONCE = 20  # rows between two looks at the clock
REASON = "原因"
"""The last heading of a 问题表."""

SLICE = 0.010
"""Seconds that one step of writing may take on the window's thread (DESIGN 21)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrides:
    """What the clerk set by hand before reading again.

    `columns` maps a table's fingerprint to field keys by column (None: do not import);
    `header_rows` maps a sheet to its first and last heading row as Excel numbers them.
    """

    columns: Mapping[str, Mapping[int, str | None]] = field(default_factory=dict)
    header_rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What was understood of a file: its tables, the rows to look at, what was skipped.

    `rows` holds 待确认 and 未导入; rows without doubts are only counted.
    """

    reading: FileReading
    sheets: tuple[SheetReading, ...]
    rows: tuple[ImportRow, ...]
    skipped: tuple[SkippedRow, ...]

    @property
    def counts(self) -> Counts:
        """读到 = 可导入 + 待确认 + 未导入 + 跳过."""
        return self.reading.counts


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What came of an import: 读到 = 新增 + 更新 + 无变化 + 留待确认 + 不导入 + 未导入 + 跳过."""

    read: Counts
    written: IntakeCounts
    kept_back: tuple[KeptBack, ...]
    change_id: int | None

    @property
    def words(self) -> str:
        """The counts in one line, as the clerk reads them."""
        read, written = self.read, self.written
        return (
            f"读到 {read.read} 行 = 可导入 {read.ready} + 待确认 {read.to_confirm}"
            f" + 未导入 {read.refused} + 跳过 {read.skipped}；"
            f"新增 {written.added} 人，更新 {written.updated} 人，无变化 {written.unchanged} 人，"
            f"留待确认 {written.kept_back} 人"
            + (f"，不导入 {written.left_out} 人" if written.left_out else "")
            + "。"
        )


class Imports:
    """Importing into one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def open(self, path: Path) -> "ImportSession":
        """Begin with the spreadsheet at `path`; close the session at the end."""
        return ImportSession(self._ledger, path)

    def known(self, sha256: str) -> ImportedFile | None:
        """The standing import of the same bytes; None when they are new."""
        return Files(self._ledger).known(sha256)

    def take_in(self, path: Path, *, with_doubts: bool = False) -> ImportOutcome:
        """Read `path` and write what needs no decision, in one go.

        Raises Problem when it is no list of people; the ledger is then untouched.
        """
        with self.open(path) as session:
            session.read()
            writer = session.accept(Decisions(with_doubts=with_doubts))
            while not writer.finished:
                writer.step(wait=True)
            return writer.outcome


class ImportSession:
    """One spreadsheet between being chosen and being written; its worker holds the file."""

    def __init__(self, ledger: Ledger, path: Path) -> None:
        self._ledger = ledger
        self.path = path
        self._worker = Worker()
        self._categories = to_plain(Categories(ledger).all())
        self._sha256 = ""
        self.sheets: tuple[SheetReading, ...] = ()
        """What was seen of the sheets last, also of a file that was refused."""
        self.preview: ImportPreview | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def worker_id(self) -> int:
        """The process number of the reader."""
        return self._worker.process_id

    def read(self, overrides: Overrides | None = None, tick: Tick | None = None) -> ImportPreview:
        """Read the file, again with `overrides`; touches no ledger, so any thread may call it.

        Raises Problem when it is no list of people or the worker died, Cancelled when `tick`
        does.
        """
        sheets: list[SheetReading] = []
        rows: list[ImportRow] = []
        skipped: list[SkippedRow] = []
        found: FileReading | None = None
        for frame in self._worker.stream(
            "reading.read",
            died=_DIED,
            tick=tick,
            path=str(self.path.absolute()),
            choices=to_plain(overrides or Overrides()),
            categories=self._categories,
        ):
            message = frame.message
            if "sheet" in message:
                sheets.append(reading.sheet_of(message["sheet"]))
                self.sheets = tuple(sheets)
            elif "rows" in message:
                more_rows, more_skipped = reading.rows_of(message)
                rows += more_rows
                skipped += more_skipped
            elif "reading" in message:
                found = reading.reading_of(message["reading"])
                self._sha256 = message["sha256"]
        if found is None:
            raise Problem(_DIED, code="worker_died")
        self.preview = ImportPreview(found, tuple(sheets), tuple(rows), tuple(skipped))
        return self.preview

    def accept(self, decisions: Decisions) -> "ImportWriter":
        """Begin to write the file that was read, inside one change that is still open."""
        if self.preview is None:
            raise RuntimeError("a file must be read before it is written")
        return ImportWriter(self._ledger, self._worker, self._file(), self.preview, decisions)

    def export_doubts(self, path: Path, tick: Tick | None = None) -> int:
        """Write the 问题表 (.xlsx): each row that is 待确认 or 未导入 as it stood, with the reason.

        It can be corrected and read again. Returns how many rows it holds; raises Problem when
        there are none or the file cannot be written, Cancelled when `tick` does.
        """
        if self.preview is None or not self.preview.rows:
            raise Problem("没有需要确认的行，问题表没有生成。", code="no_doubts")
        draw("doubts", path, doubt_book(self.preview), tick)
        return len(self.preview.rows)

    def close(self) -> None:
        """Let the file go and end the worker."""
        self._worker.close()

    def _file(self) -> ImportedFile:
        counts = self.preview.counts if self.preview else Counts()
        return ImportedFile(
            sha256=self._sha256,
            name=self.path.name,
            imported_at=self._ledger.clock(),
            row_count=counts.read,
        )


class ImportWriter:
    """Writes a file's rows in short steps; everything or nothing becomes part of the ledger.

    Pages come from the worker on a thread of their own, so that no step waits for them.
    """

    def __init__(
        self,
        ledger: Ledger,
        worker: Worker,
        file: ImportedFile,
        preview: ImportPreview,
        decisions: Decisions,
    ) -> None:
        self._preview = preview
        self._worker = worker
        self._pages: queue.Queue[list[Draft] | BaseException | None] = queue.Queue(_MOST_WAITING)
        self._change = ledger.transaction(f"导入《{file.name}》")
        files = Files(ledger)
        people = files.people_of(file.sha256)
        standing = StandingFile(files.add_file(self._change, file), people)
        self._intake = Intake(ledger, self._change, standing, decisions)
        self._rows: list[Draft] = []
        self._exhausted = False
        self._outcome: ImportOutcome | None = None
        self.total = preview.counts.ready + preview.counts.to_confirm
        # A full collection would look at every page and widget in the middle of a step.
        gc.freeze()
        gc.disable()
        threading.Thread(target=self._fetch, daemon=True).start()

    @property
    def finished(self) -> bool:
        """Whether the change is committed."""
        return self._outcome is not None

    @property
    def outcome(self) -> ImportOutcome:
        """What came of it, once finished."""
        if self._outcome is None:
            raise RuntimeError("the import is not finished yet")
        return self._outcome

    @property
    def done(self) -> int:
        """How many of `total` rows are written."""
        return self._intake.counts.rows

    @property
    def ready_to_commit(self) -> bool:
        """Whether the next step is the commit, which cannot be cut into slices."""
        return self._exhausted and not self._rows

    def step(self, *, wait: bool = False) -> None:
        """Write for about 10 ms; with `wait` also wait for the worker's next page.

        Raises Problem when the worker died or the disk refused; nothing is then written.
        """
        until = perf_counter() + SLICE
        try:
            if self.ready_to_commit:
                self._commit()
                return
            while perf_counter() < until and self._next_page(wait=wait):
                part, self._rows = self._rows[:_AT_ONCE], self._rows[_AT_ONCE:]
                self._intake.take(part)
        except BaseException:
            self.cancel()
            raise

    def cancel(self) -> None:
        """Take everything back that was written so far; harmless when finished."""
        if self.finished:
            return
        self._change.rollback()
        self._worker.close()
        self._let_go()
        with contextlib.suppress(queue.Empty):  # so that the fetching thread can end
            while True:
                self._pages.get_nowait()

    def _next_page(self, *, wait: bool) -> bool:
        """Whether there are rows to write now."""
        if self._rows:
            return True
        try:
            page = self._pages.get(block=wait)
        except queue.Empty:
            return False
        if isinstance(page, BaseException):
            raise page
        self._exhausted = page is None
        self._rows = page or []
        return bool(self._rows)

    def _commit(self) -> None:
        counts = self._intake.counts
        if counts.rows != self.total:
            raise RuntimeError(f"{self.total} rows were promised, {counts.rows} came")
        change_id = self._change.commit()
        self._let_go()
        self._outcome = ImportOutcome(
            self._preview.counts, counts, tuple(self._intake.kept_back), change_id
        )

    def _let_go(self) -> None:
        gc.enable()
        gc.unfreeze()

    def _fetch(self) -> None:
        try:
            for frame in self._worker.stream("reading.drafts", died=_DIED):
                if frame.raw:
                    self._pages.put(reading.drafts_of(frame.raw))
            self._pages.put(None)
        except (Problem, Cancelled) as problem:
            self._pages.put(problem)


def doubt_book(preview: ImportPreview) -> DoubtBook:
    """The rows to look at by sheet, under their own headings, with their reasons."""
    sheets: list[DoubtSheet] = []
    for sheet in preview.sheets:
        rows = [row for row in preview.rows if row.sheet == sheet.name]
        if sheet.ignored or not rows or any(sheet.name == made.name for made in sheets):
            continue
        width = max(len(row.cells) for row in rows)
        named = {column.index: column.heading for column in sheet.columns}
        headings = (*(named.get(index, "") for index in range(width)), REASON)
        sheets.append(
            DoubtSheet(
                sheet.name,
                headings,
                tuple((*_padded(row.cells, width), _reason(row)) for row in rows),
            )
        )
    return DoubtBook(tuple(sheets))


def _padded(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells + ("",) * (width - len(cells))


def _reason(row: ImportRow) -> str:
    told = [doubt.sentence for doubt in row.doubts if doubt.severity is not Severity.INFO]
    return f"原第 {row.row} 行：{''.join(told) or '缺少姓名，请补填。'}"


def result_of(path: Path) -> dict[str, Any]:
    """What reading `path` yields, in the exchange format of the command line."""
    with Worker() as worker:
        frame = worker.ask("reading.result", died=_DIED, path=str(path.absolute()))
    result: dict[str, Any] = json.loads(frame.raw)
    return result
