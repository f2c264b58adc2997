"""The lines of 查问题: each doubt about each row, and what the clerk decided about it."""

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from shuangyong_desktop.domain.drafts import ExistingPolicy
from shuangyong_desktop.domain.fields import Doubt
from shuangyong_desktop.domain.imports import ImportColumn, ImportRow, SheetReading, Verdict
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.services.imports import ImportPreview
from shuangyong_desktop.services.intake import Decisions, RowKey
from shuangyong_desktop.ui.widgets.columns import Column, Look

_DUPLICATE = "duplicate_person"
_LONG_NUMBER = re.compile(r"\d{11,}[Xx\uff38\uff58]?")
_PHONE = 11


@dataclass(frozen=True, slots=True)
class Entry:
    """One doubt about one row: where it stands, what stood there, what is suggested.

    `typed` is what the clerk wrote instead; `left_out` rows do not come in.
    """

    id: int
    row: ImportRow
    doubt: Doubt
    heading: str
    original: str
    masked: str
    typed: str | None = None
    left_out: bool = False

    @property
    def key(self) -> RowKey:
        """The row of the file."""
        return self.row.sheet, self.row.row

    @property
    def can_adopt(self) -> bool:
        """Whether there is a suggestion to tick."""
        return self.doubt.suggestion is not None and not self.left_out

    @property
    def in_bulk(self) -> bool:
        """Whether 全部采用建议 may tick it: never merging people, never sex (CLERK §6)."""
        change = self.doubt.suggestion
        return self.can_adopt and change is not None and not change.by_hand

    @property
    def proposal(self) -> str:
        """What becomes of it, in words."""
        if self.left_out:
            return "不导入这一行"
        if self.typed is not None:
            return f"改为 {self.typed}"
        if self.row.verdict is Verdict.REFUSED:
            return "不导入，原表补填后再导"
        if self.doubt.suggestion:
            by_hand = "须确认：" if self.doubt.suggestion.by_hand else ""
            return by_hand + self.doubt.suggestion.words
        return "保留，标“待核实”"


ENTRY_COLUMNS = (
    Column("row", "原行", 3.4, lambda entry, _masked: str(entry.row.row), "right"),
    Column("name", "姓名", 4.4, lambda entry, _masked: entry.row.values.get("name") or "（无）",
           look=Look.STRONG),
    Column("heading", "原表头", 5, lambda entry, _masked: entry.heading),
    Column("original", "原值", 9.6,
           lambda entry, masked: entry.masked if masked else entry.original),
    Column("proposal", "建议", 12.5, lambda entry, _masked: entry.proposal, look=Look.STRONG),
    Column("why", "原因", 14, lambda entry, _masked: entry.doubt.sentence, look=Look.WARN),
)  # fmt: skip


class Entries:
    """Every entry of one preview by its number."""

    def __init__(self, preview: ImportPreview) -> None:
        self._by_id: dict[int, Entry] = {}
        columns = {sheet.name: _columns_by_field(sheet) for sheet in preview.sheets}
        for row in _worst_first(preview.rows):
            for doubt in row.doubts:
                number = len(self._by_id) + 1
                self._by_id[number] = _entry(number, row, doubt, columns.get(row.sheet, {}))

    @property
    def ids(self) -> "array[int]":
        """The numbers of the entries, in their order."""
        return array("I", self._by_id)

    @property
    def bulk(self) -> set[int]:
        """The entries that 全部采用建议 ticks."""
        return {number for number, entry in self._by_id.items() if entry.in_bulk}

    @property
    def left_out_rows(self) -> set[RowKey]:
        """The rows that the clerk keeps outside."""
        return {entry.key for entry in self._by_id.values() if entry.left_out}

    def fetch(self, ids: Sequence[int]) -> list[Entry]:
        """The entries of `ids`."""
        return [self._by_id[number] for number in ids]

    def type(self, number: int, text: str) -> None:
        """Take `text` instead of what stood there."""
        self._by_id[number] = replace(self._by_id[number], typed=text)

    def leave_out(self, number: int, *, left_out: bool) -> None:
        """Keep the whole row of an entry outside, or let it in again."""
        key = self._by_id[number].key
        for other, entry in self._by_id.items():
            if entry.key == key:
                self._by_id[other] = replace(entry, left_out=left_out)

    def decisions(self, ticked: Iterable[int], existing: ExistingPolicy) -> Decisions:
        """What the clerk decided, for the services; rows with open doubts come in 待核实."""
        settled: dict[RowKey, dict[str, str]] = {}
        merged: set[RowKey] = set()
        adopted = set(ticked)
        for number, entry in self._by_id.items():
            if entry.left_out:
                continue
            if entry.typed is not None:
                settled.setdefault(entry.key, {})[entry.doubt.field] = entry.typed
            elif number in adopted and entry.doubt.suggestion is not None:
                if entry.doubt.kind == _DUPLICATE:
                    merged.add(entry.key)
                else:
                    texts = settled.setdefault(entry.key, {})
                    texts[entry.doubt.field] = entry.doubt.suggestion.text
        return Decisions(
            existing=existing,
            with_doubts=True,
            left_out=frozenset(self.left_out_rows),
            settled=settled,
            merged=frozenset(merged),
        )


def _entry(number: int, row: ImportRow, doubt: Doubt, columns: Mapping[str, ImportColumn]) -> Entry:
    field = PEOPLE.by_key.get(doubt.field)
    column = columns.get(doubt.field)
    original = row.cells[column.index] if column and column.index < len(row.cells) else ""
    heading = column.heading if column else field.label if field else "（整行）"
    if not original and field is not None:
        original = field.write(row.values.get(field.key))
    masked = field.kind.mask(original) if field and field.kind.mask and original else original
    return Entry(number, row, doubt, heading.replace("\n", ""), original, masked)


def original_row(row: ImportRow, columns: Iterable[ImportColumn], *, masked: bool) -> str:
    """The cells of a row under their headings, as they stood; long numbers covered if masked."""
    parts = []
    for column in columns:
        cell = " ".join(row.cells[column.index].split()) if column.index < len(row.cells) else ""
        if cell:
            shown = covered(cell) if masked else cell
            parts.append(f"{column.heading.replace(chr(10), '') or column.letter} {shown}")
    return "｜".join(parts)


def covered(cell: str) -> str:
    """A cell with its long numbers covered, whatever column they stand in."""
    return _LONG_NUMBER.sub(_covered, cell)


def _covered(found: re.Match[str]) -> str:
    """A long number with its first and last four characters (CLERK §3)."""
    text = found[0]
    kept = 3 if len(text) == _PHONE else 4
    return f"{text[:kept]}{'*' * (len(text) - kept - 4)}{text[-4:]}"


def _columns_by_field(sheet: SheetReading) -> dict[str, ImportColumn]:
    return {column.field: column for column in sheet.columns if column.field}


def _worst_first(rows: Iterable[ImportRow]) -> list[ImportRow]:
    """Rows that cannot come in stand first, then those to be confirmed, each as in the file."""
    return sorted(rows, key=lambda row: row.verdict is not Verdict.REFUSED)
