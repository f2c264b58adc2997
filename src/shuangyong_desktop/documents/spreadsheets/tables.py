"""One table of a sheet: what its columns are, and its rows as they pass by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from shuangyong_desktop.documents.spreadsheets import rows
from shuangyong_desktop.documents.spreadsheets.book import Marks, Row, Sheet
from shuangyong_desktop.documents.spreadsheets.cells import cell_text, is_empty
from shuangyong_desktop.documents.spreadsheets.columns import Column, assign, fingerprint
from shuangyong_desktop.documents.spreadsheets.context import Context
from shuangyong_desktop.documents.spreadsheets.fill_down import FillDown, sparse_columns
from shuangyong_desktop.documents.spreadsheets.layout import Header
from shuangyong_desktop.documents.spreadsheets.people import PersonReader, Setting
from shuangyong_desktop.documents.spreadsheets.totals import Sums, Totals
from shuangyong_desktop.domain.imports import FileKind, ImportRow, SheetReading

ColumnChoices = Mapping[str, Mapping[int, str | None]]


@dataclass(frozen=True, slots=True)
class Understood:
    """A heading and what its columns were taken for; `sample` are the first rows below."""

    header: Header
    columns: tuple[Column, ...]
    sample: Sequence[Row]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that some column has."""
        return frozenset(column.field for column in self.columns if column.field)

    @property
    def lists_people(self) -> bool:
        """Whether names or ID numbers stand below this heading."""
        return bool(self.fields & {"name", "id_number"})

    @property
    def fingerprint(self) -> str:
        """The same for every table with the same headings in the same order."""
        return fingerprint(list(self.header.headings.values()))

    def _is_sparse(self, sheet: Sheet) -> bool:
        return bool(sparse_columns(self.columns, sheet.merges, self.sample))

    def shown(self, sheet: Sheet, title: str) -> SheetReading:
        """What the clerk sees of the table before its rows."""
        return SheetReading(
            sheet.name,
            tuple(range(self.header.top + 1, self.header.bottom + 2)),
            tuple(column.shown for column in self.columns),
            title,
            self.fingerprint,
            notices=tuple(_notices(sheet.marks, sparse=self._is_sparse(sheet))),
        )


def _notices(marks: Marks, *, sparse: bool) -> Iterator[str]:
    if sparse:
        yield "村（社区）只写在每组第一行，其余各行照上一行填写，请核对。"
    if marks.hidden_rows:
        yield f"有 {marks.hidden_rows} 个隐藏的行，已一并读取。"
    if marks.unsaved_formulas:
        yield (
            f"有 {marks.unsaved_formulas} 个公式没有保存计算结果，读作空格；"
            "请用表格软件打开、保存后重新导入。"
        )


def understand(header: Header, sample: Sequence[Row], choices: ColumnChoices) -> Understood:
    """Find out what the columns below `header` are; the clerk's earlier choices go first."""
    chosen = choices.get(fingerprint(list(header.headings.values())), {})
    columns: list[Column] = []
    for block in header.blocks:
        headings = {index: header.headings[index] for index in block}
        columns += assign(headings, sample, {i: f for i, f in chosen.items() if i in block})
    return Understood(header, tuple(columns), sample)


def kind_of(fields: frozenset[str]) -> FileKind:
    """What a table with these fields is a list of."""
    if "content" in fields and fields & {"petition_date", "method", "resolved", "handler"}:
        return FileKind.PETITION
    if "hardship_cause" in fields or {"measure", "assist_date"} <= fields:
        return FileKind.ASSISTANCE
    if fields & {"planned_amount", "goods"} and fields & {"leader", "visit_date", "signed"}:
        return FileKind.VISIT
    if fields & {"name", "id_number"}:
        return FileKind.PERSON
    if fields & {"local_unit", "military_contact"}:
        return FileKind.PAIRING
    return FileKind.TASK if fields & {"item", "unit", "deadline"} else FileKind.PERSON


@dataclass(slots=True)
class Scope:
    """What goes on from table to table of a sheet.

    That is what holds `around` all of them, what the last section said, and the money so far.
    """

    around: Context
    within: Context
    sums: Sums = field(default_factory=Sums)


class Table:
    """Reads the rows of one table, whose context changes with its section rows."""

    def __init__(
        self,
        sheet: Sheet,
        understood: Understood,
        setting: Setting,
        scope: Scope,
    ) -> None:
        self.sheet = sheet
        self.totals = Totals(understood.columns, scope.sums)
        self.fingerprint = understood.fingerprint
        self._setting = setting
        self._scope = scope
        self._fill_down = FillDown(understood.columns, sheet.merges, understood.sample)
        self._blocks = [
            (block, rows.RowSorter(own), PersonReader(sheet, own, setting))
            for block in understood.header.blocks
            if (own := [column for column in understood.columns if column.index in block])
        ]

    def followed_by(self, understood: Understood) -> "Table":
        """The table whose heading comes next on the sheet; sections go on."""
        return Table(self.sheet, understood, self._setting, self._scope)

    def read(self, number: int, row: Row) -> tuple[list[ImportRow], str]:
        """The people in row `number` (from 0), or none and the reason why."""
        people, why = self._read(number, row)
        if people:
            for person in people:
                self.totals.add(person)
        elif why in (rows.TOTAL, rows.SUBTOTAL):
            self.totals.compare(number + 1, row)
        return people, why

    def _read(self, number: int, row: Row) -> tuple[list[ImportRow], str]:
        filled = self._fill_down.fill(number, row)
        if len(self._blocks) == 1:
            return self._read_one(number, row, filled)
        people: list[ImportRow] = []
        why = ""
        for block, sorter, reader in self._blocks:
            own = _only(filled, block)
            reason = sorter.why_not(own)
            if reason:
                why = why or reason
            else:
                people.append(reader.read(number + 1, own, self._scope.within))
        if people:
            return people, ""
        if why == rows.SECTION:
            self._enter_section(row)
        return people, why

    def _read_one(self, number: int, row: Row, filled: Row) -> tuple[list[ImportRow], str]:
        _, sorter, reader = self._blocks[0]
        why = sorter.why_not(filled)
        if not why:
            return [reader.read(number + 1, filled, self._scope.within)], ""
        if why == rows.SECTION:
            self._enter_section(row)
        return [], why

    def _enter_section(self, row: Row) -> None:
        text = next((cell_text(cell) for cell in row if not is_empty(cell)), "")
        self._scope.within = self._scope.within.after(text, self._scope.around)


def _only(row: Row, block: range) -> Row:
    return [cell if index in block else "" for index, cell in enumerate(row)]
