"""Reading a file of people, page by page, with what was understood of its tables."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from shuangyong_desktop.documents.spreadsheets import refusals, rows
from shuangyong_desktop.documents.spreadsheets.book import Book, Row, Sheet
from shuangyong_desktop.documents.spreadsheets.caps import seldom_collected
from shuangyong_desktop.documents.spreadsheets.cells import cell_text, is_empty
from shuangyong_desktop.documents.spreadsheets.checks import Known
from shuangyong_desktop.documents.spreadsheets.context import (
    Context,
    first_section,
    from_sheet_name,
    in_title,
)
from shuangyong_desktop.documents.spreadsheets.layout import (
    Header,
    find_header,
    header_at,
    is_header_row,
)
from shuangyong_desktop.documents.spreadsheets.open_book import open_book
from shuangyong_desktop.documents.spreadsheets.people import Setting
from shuangyong_desktop.documents.spreadsheets.tables import (
    ColumnChoices,
    Scope,
    Table,
    Understood,
    kind_of,
    understand,
)
from shuangyong_desktop.documents.spreadsheets.task_tables import lists_tasks
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.imports import (
    Counts,
    FileKind,
    FileReading,
    ImportPage,
    ImportRow,
    Outcome,
    SheetReading,
    SkippedRow,
)
from shuangyong_desktop.domain.secrecy import is_classified

PAGE = 500
_SEARCHED = 80
_SAMPLED = 60
_SHOWN = 40
_HEAD, _BELOW_HEADING = 12, 4
_HEAD_COLUMNS = 40
_MOST_BLANK = 5_000
_MOST_ROWS = 200_000

Tick = Callable[[int], None]
"""Called with the number of rows read so far; raises Cancelled to stop."""

Piece = SheetReading | ImportPage | FileReading


@dataclass(frozen=True, slots=True)
class Choices:
    """What the clerk decided by hand.

    `columns` maps a table's fingerprint to fields by column index (None: do not import).
    `header_rows` maps a sheet's name to its first and last heading row as Excel numbers them.
    """

    columns: ColumnChoices = field(default_factory=dict)
    header_rows: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def read_file(path: Path, choices: Choices, tick: Tick | None = None) -> Iterator[Piece]:
    """Read `path`: each table's SheetReading, then its rows in pages, at last a FileReading.

    Never raises for a bad file: the FileReading then carries a code and a sentence, and the
    rows that came before must be thrown away. Cancelled passes through.
    """
    run = _Run(path.name, choices, tick)
    try:
        with seldom_collected():
            book = open_book(path)
            yield from run.pieces(book)
            ending = run.ending(book)
    except Cancelled:
        raise
    except Problem as problem:
        ending = run.refusal(problem)
    except MemoryError:
        ending = run.refusal(refusals.too_large(path.name))
    except Exception:  # damaged files raise anything in the readers (SECURITY §6.1)
        ending = run.refusal(refusals.corrupt(path.name))
    yield ending


class _Peekable:
    """Rows with a look ahead; `number` counts those taken."""

    def __init__(self, source: Iterator[Row]) -> None:
        self._source = source
        self._ahead: deque[Row] = deque()
        self.number = 0

    def peek(self, count: int) -> list[Row]:
        while len(self._ahead) < count:
            row = next(self._source, None)
            if row is None:
                break
            self._ahead.append(row)
        return [self._ahead[i] for i in range(min(count, len(self._ahead)))]

    def take(self) -> Row | None:
        row = self._ahead.popleft() if self._ahead else next(self._source, None)
        self.number += row is not None
        return row


class _Run:
    """One pass over one file."""

    def __init__(self, name: str, choices: Choices, tick: Tick | None) -> None:
        self._file = name
        self._choices = choices
        self._tick = tick
        self._setting = Setting(Known())
        self._counts = Counts()
        self._kind: FileKind | None = None
        self._people = False
        self._rows: list[ImportRow] = []
        self._skipped: list[SkippedRow] = []
        self._sheet_names: list[str] = []
        self._notices: list[str] = []

    def pieces(self, book: Book) -> Iterator[SheetReading | ImportPage]:
        """Everything but the ending."""
        self._setting.red_is_dead = book.red_means_dead
        self._sheet_names = [sheet.name for sheet in book.sheets if not sheet.hidden]
        for sheet in book.sheets:
            if sheet.hidden and sheet.name not in self._choices.header_rows:
                yield SheetReading(sheet.name, why="隐藏的工作表，没有读取")
            else:
                yield from self._sheet(sheet)

    def ending(self, book: Book) -> FileReading:
        """How it ended; raises Problem for a file that lists no people."""
        if self._people and self._counts.read == self._counts.skipped:
            raise refusals.no_rows(self._file)
        if self._people:
            kind = self._kind or FileKind.PERSON
            notices = tuple(self._notices)
            return FileReading(self._file, Outcome.RECORDS, kind, self._counts, notices=notices)
        if self._kind is FileKind.PAIRING:
            raise refusals.not_people(self._file, "共建结对名册")
        if lists_tasks(book):
            self._kind = FileKind.TASK
            raise refusals.task_list(self._file)
        if self._kind is FileKind.TASK:
            raise refusals.not_people(self._file, "任务或实事清单")
        raise refusals.no_people(self._file)

    def refusal(self, problem: Problem) -> FileReading:
        """The ending for a file that cannot be imported."""
        kind = self._kind or FileKind.PERSON
        code = problem.code or "corrupt"
        return FileReading(self._file, Outcome.ERROR, kind, error=code, sentence=problem.sentence)

    def _sheet(self, sheet: Sheet) -> Iterator[SheetReading | ImportPage]:
        source = _Peekable(sheet.rows())
        head = source.peek(_SEARCHED + _SAMPLED)
        header = self._header(sheet, head)
        if header is None:
            why = "没有人员名单的表头" if any(map(any, head)) else "没有内容"
            yield SheetReading(sheet.name, why=why, head=self._first_rows(head, 0))
            return
        titles = [cell_text(c) for row in head[: header.top] for c in row if not is_empty(c)]
        sample = head[header.bottom + 1 :][:_SAMPLED]
        understood = self._understand(header, sample)
        shown = understood.shown(sheet, next(iter(titles), ""))
        yield replace(shown, head=self._first_rows(head, header.bottom + 1))
        if not understood.lists_people:
            return
        for number in range(header.bottom + 1):
            why = rows.TITLE if number < header.top else rows.HEADER
            self._skip(sheet, number, source.take() or (), why)
        around = self._around(sheet, titles)
        scope = Scope(around, first_section(titles, around))
        yield from self._body(source, Table(sheet, understood, self._setting, scope))
        self._notices += [f"工作表“{sheet.name}”{notice}" for notice in scope.sums.notices]

    def _first_rows(self, head: list[Row], headings: int) -> tuple[tuple[str, ...], ...]:
        """The first rows as they stand; `headings` is how many reach to the end of the heading."""
        shown = head[: max(_HEAD, headings + _BELOW_HEADING)]
        texts = tuple(tuple(cell_text(cell) for cell in row[:_HEAD_COLUMNS]) for row in shown)
        if any(is_classified(text) for row in texts for text in row):
            raise refusals.classified(self._file)
        return tuple(tuple(text[:_SHOWN] for text in row) for row in texts)

    def _around(self, sheet: Sheet, titles: list[str]) -> Context:
        title = in_title(titles)
        named = from_sheet_name(sheet.name, self._sheet_names)
        return Context(title.community or named.community, title.categories or named.categories)

    def _header(self, sheet: Sheet, head: list[Row]) -> Header | None:
        chosen = self._choices.header_rows.get(sheet.name)
        if chosen:
            return header_at(head, 0, (chosen[0] - 1, chosen[1] - 1), sheet.merges)
        return find_header(head[:_SEARCHED], 0, sheet.merges)

    def _understand(self, header: Header, sample: list[Row]) -> Understood:
        understood = understand(header, sample, self._choices.columns)
        kind = kind_of(understood.fields)
        self._kind = self._kind or kind
        if understood.lists_people:
            self._kind = kind if not self._people else self._kind
            self._people = True
            self._setting.known.several_rows = kind is not FileKind.PERSON
        return understood

    def _body(self, source: _Peekable, table: Table) -> Iterator[SheetReading | ImportPage]:
        sheet, blank = table.sheet, 0
        while (row := source.take()) is not None:
            people, why = table.read(source.number - 1, row)
            blank = blank + 1 if why == rows.BLANK else 0
            if blank > _MOST_BLANK or source.number > _MOST_ROWS:
                raise refusals.too_wide(self._file, sheet.name)
            self._rows += people
            if why:
                self._skip(sheet, source.number - 1, row, why)
            if why == rows.HEADER and is_header_row(row):
                understood = self._next_header(sheet, source, row)
                if understood.fingerprint != table.fingerprint and understood.lists_people:
                    yield from self._flush()
                    yield understood.shown(sheet, "")
                    table = table.followed_by(understood)
            if len(self._rows) + len(self._skipped) >= PAGE:
                yield from self._flush()
        table.totals.finish()
        yield from self._flush()

    def _next_header(self, sheet: Sheet, source: _Peekable, row: Row) -> Understood:
        """The heading of which `row` is the main row, read to its last row."""
        number = source.number - 1
        ahead = [row, *source.peek(_SAMPLED)]
        header = header_at(ahead, number, None, sheet.merges)
        for below in range(number + 1, header.bottom + 1):
            self._skip(sheet, below, source.take() or (), rows.HEADER)
        return self._understand(header, ahead[header.bottom + 1 - number :])

    def _skip(self, sheet: Sheet, number: int, row: Row, why: str) -> None:
        text = next((cell_text(cell) for cell in row if not is_empty(cell)), "")
        if is_classified(text):
            raise refusals.classified(self._file)
        self._skipped.append(SkippedRow(sheet.name, number + 1, why, text[:_SHOWN]))

    def _flush(self) -> Iterator[ImportPage]:
        if not self._rows and not self._skipped:
            return
        page = ImportPage(tuple(self._rows), tuple(self._skipped))
        self._counts = self._counts.with_page(page)
        self._rows, self._skipped = [], []
        yield page
        if self._tick:
            self._tick(self._counts.read)
