"""Reading a list of tasks: 双清单, 任务分解表, 分工表, in whatever layout the office has.

Nothing depends on the name of a sheet or file. Several tables may stand on one sheet; what
a section row or a title says (地方为部队办实事) holds for the rows below it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.spreadsheets import refusals, rows
from shuangyong_desktop.documents.spreadsheets.book import Book, Row, Sheet
from shuangyong_desktop.documents.spreadsheets.cells import Cell, cell_text, is_empty
from shuangyong_desktop.documents.spreadsheets.layout import header_at, is_numbering
from shuangyong_desktop.documents.spreadsheets.open_book import open_book
from shuangyong_desktop.documents.spreadsheets.task_headings import (
    CATEGORY,
    SERIAL,
    WORDS,
    assign,
    is_task_header,
)
from shuangyong_desktop.domain.clauses import goal_in
from shuangyong_desktop.domain.deadline_words import read_deadline, read_state
from shuangyong_desktop.domain.fields import Doubt, Severity
from shuangyong_desktop.domain.imports import ImportColumn, SkippedRow, column_letter
from shuangyong_desktop.domain.secrecy import is_classified
from shuangyong_desktop.domain.task_lists import (
    NOTHING_CHOSEN,
    ColumnChoices,
    TaskListReading,
    TaskRow,
    TaskTable,
    direction_by_unit,
    direction_of,
    list_of,
    table_key,
)
from shuangyong_desktop.domain.tasks import TASKS, Task, TaskList, TaskState
from shuangyong_desktop.domain.text import clean, squeeze

_MOST_ROWS = 20_000
_SHOWN = 40
_YEAR = re.compile(r"(20\d\d)年?")
_TOTAL = re.compile(r"^.{0,8}(?:合计|总计|小计|共计)")
_SIGNED = re.compile(
    r"(?:填[表报]|制表|审[核批]|经办|复核|负责人|签[字名章]|盖章|联系人|联系电话|填报|单位|日期)"
    r"[^:：]{0,8}[:：]"
)
_NOTE = re.compile(r"^(?:注|备注|说明|填表说明|附注|附件|★|※|\*)[\s:：;；、.0-9一]|^(?:注|说明)$")
_NUMBERED = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,3}[、.．章节]|[(（][一二三四五六七八九十]{1,3}[)）])\s*"
)
_TOLD = ("task_id", WORDS, "amount", "proof", CATEGORY)
_AS_TEXT = frozenset(["due_rule", "state", "list", SERIAL, *_TOLD])
_UNIT_PARTS = re.compile(r"[、,，;；/／\n]+|(?<=\S)\s{1,}(?=\S)")
_CALLED = re.compile(r"^(?P<name>[^\d]{2,12}?)[\s，,、（(：:]*(?P<phone>\d[\d\-—]{6,})[)）]?$")
_TALKING = re.compile(r"\s+")


def lists_tasks(book: Book) -> bool:
    """Whether some visible sheet of `book` holds a list of tasks."""
    return any(
        any(is_task_header(row) for row in _rows_of(sheet)) for sheet in book.sheets
        if not sheet.hidden
    )  # fmt: skip


def read_tasks(path: Path, year: int, chosen: ColumnChoices = NOTHING_CHOSEN) -> TaskListReading:
    """Read the list of tasks at `path`; deadlines without a year are of `year`.

    `chosen` holds what the clerk made of columns: their keys by column, by the key of the table;
    an empty key leaves a column out. Raises Problem where the file cannot be read, holds no such
    list, or is classified.
    """
    book = open_book(path)
    sheets = [sheet for sheet in book.sheets if not sheet.hidden]
    said = _year_in(path.stem)
    tables: list[TaskTable] = []
    found: list[TaskRow] = []
    skipped: list[SkippedRow] = []
    for sheet in sheets:
        reader = _SheetReader(sheet, path.stem, said, year, chosen)
        if any(is_classified(text) for row in reader.rows for text in _filled(row)):
            raise refusals.classified(path.name)
        reader.read()
        said = said or reader.said
        tables += reader.tables
        found += reader.found
        skipped += reader.skipped
    if not tables:
        raise refusals.no_tasks(path.name)
    return TaskListReading(
        file=path.name, tables=tuple(tables), rows=tuple(found), skipped=tuple(skipped), year=said
    )


def _rows_of(sheet: Sheet) -> list[Row]:
    found: list[Row] = []
    for row in sheet.rows():
        found.append(row)
        if len(found) >= _MOST_ROWS:
            break
    return found


def _year_in(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(found[1]) if found else None


@dataclass(slots=True)
class _Around:
    """What holds for the rows below: the list they are of, and the group they stand in."""

    of: TaskList | None = None
    mutual: bool = False
    group: str = ""


class _SheetReader:
    """The tables of one sheet, one below the other."""

    def __init__(
        self, sheet: Sheet, file: str, said: int | None, year: int, chosen: ColumnChoices
    ) -> None:
        self._sheet = sheet
        self._chosen = chosen
        self.rows = self._rows = _rows_of(sheet)
        self._merged = _merged_values(sheet, self._rows)
        self._around = _Around()
        self._file = file
        self._default = year
        self.said = said
        self.tables: list[TaskTable] = []
        self.found: list[TaskRow] = []
        self.skipped: list[SkippedRow] = []

    def read(self) -> None:
        """Read all of it; a sheet without a list of tasks yields nothing."""
        starts = [at for at, row in enumerate(self._rows) if is_task_header(row)]
        if not starts:
            return
        first = starts[0]
        titles = [text for row in self._rows[:first] for text in _filled(row)]
        self._learn(titles)
        for at in range(first):
            self._skip(at, rows.TITLE if any(_filled(self._rows[at])) else rows.BLANK)
        end = 0
        for start, stop in zip(starts, [*starts[1:], len(self._rows)], strict=True):
            if start >= end:
                end = self._table(start, stop)

    def _learn(self, titles: Sequence[str]) -> None:
        """What file name, sheet name and titles say of year and list; the nearest one wins."""
        for text in (self._file, self._sheet.name, *titles):
            of = list_of(text)
            self._around.mutual |= bool(re.search("双清单|互办实事", text))
            if of is not None and not (self._around.mutual and of is TaskList.PLAN):
                self._around.of = of
            self.said = _year_in(text) or self.said

    def _table(self, start: int, stop: int) -> int:
        header = header_at(self._rows[start:], start, None, self._sheet.merges)
        bottom = min(header.bottom, stop - 1)
        body = self._rows[bottom + 1 : stop]
        keys = assign(header.headings, body, self._sheet.merges)
        keys = _put_right(keys, self._chosen.get(table_key(self._sheet.name, start + 1), {}))
        direction = _direction_of_headings(header.headings)
        if direction is not None:
            self._around.of = direction
        self.tables.append(self._shown(header.headings, keys, range(start, bottom + 1)))
        for at in range(start, bottom + 1):
            self._skip(at, rows.HEADER)
        carried: dict[str, str] = {}
        for at in range(bottom + 1, stop):
            self._row(at, keys, carried)
        return bottom + 1

    def _shown(
        self, headings: Mapping[int, tuple[str, ...]], keys: Mapping[int, str], at: range
    ) -> TaskTable:
        columns = tuple(
            ImportColumn(index, column_letter(index), " / ".join(levels), keys.get(index),
                         imported=index in keys)
            for index, levels in headings.items() if levels
        )  # fmt: skip
        title = next((text for row in self._rows[: at.start] for text in _filled(row)), "")
        return TaskTable(self._sheet.name, tuple(row + 1 for row in at), columns, title[:_SHOWN])

    def _row(self, at: int, keys: Mapping[int, str], carried: dict[str, str]) -> None:
        row = self._rows[at]
        why = self._why_not(row, keys)
        if why:
            self._skip(at, why)
            return
        texts = {
            key: cell_text(value).strip()
            for index, key in keys.items()
            if not is_empty(value := self._merged.get((at, index), _at(row, index)))
        }
        if CATEGORY in keys.values() and "title" in texts:
            carried[CATEGORY] = texts.get(CATEGORY) or carried.get(CATEGORY, "")
            texts[CATEGORY] = carried[CATEGORY]
        elif self._around.group:
            texts.setdefault(CATEGORY, self._around.group)
        self.found.append(self._task(at + 1, texts))

    def _why_not(self, row: Row, keys: Mapping[int, str]) -> str:
        """Why a row is no task; empty for a task."""
        filled = [(index, squeeze(cell_text(cell))) for index, cell in enumerate(row)
                  if not is_empty(cell)]  # fmt: skip
        serial = [index for index, key in keys.items() if key == SERIAL]
        if not filled or all(index in serial and text.isdigit() for index, text in filled):
            return rows.BLANK
        if is_task_header(row) or is_numbering(row):
            return rows.HEADER
        texts = [text for _, text in filled]
        if _TOTAL.match(texts[0]) or (filled[0][0] in serial and len(texts) > 1
                                      and _TOTAL.match(texts[1])):  # fmt: skip
            return rows.TOTAL
        if len(set(texts)) == 1:
            return self._lone(texts[0], keys.get(filled[0][0], ""))
        title = [index for index, key in keys.items() if key == "title"]
        if all(_SIGNED.search(text) for text in texts[:2]) and filled[0][0] not in title:
            return rows.SIGNATURE
        return "" if any(index in keys for index, _ in filled) else rows.NOTE

    def _lone(self, text: str, key: str) -> str:
        """Why a row with a single telling cell is no task; what it says holds from here."""
        if _NOTE.search(text):
            return rows.NOTE
        if _SIGNED.search(text):
            return rows.SIGNATURE
        if key == "title" and not _NUMBERED.match(text) and direction_of(text) is None:
            return ""
        if len(text) > _SHOWN:
            return rows.NOTE
        direction = direction_of(text)
        if direction is not None:
            self._around.of, self._around.group = direction, ""
        else:
            self._around.group = _NUMBERED.sub("", text)
        return rows.SECTION

    def _task(self, number: int, texts: Mapping[str, str]) -> TaskRow:
        values, doubts = self._values(texts)
        of, more = self._list(texts, values)
        task = Task(list=of, year=self.said, clause=texts.get(CATEGORY) or None)
        told = {key: texts[key] for key in _TOLD if texts.get(key)}
        if any(doubt.kind == "unknown_state" for doubt in doubts):
            told[WORDS] = "；".join(filter(None, (texts["state"], told.get(WORDS))))
        if texts.get("due_rule") and values["due_rule"] is None:
            told["due"] = texts["due_rule"]
        return TaskRow(
            sheet=self._sheet.name, row=number, task=replace(task, **values), told=told,
            doubts=(*doubts, *more),
        )  # fmt: skip

    def _values(self, texts: Mapping[str, str]) -> tuple[dict[str, Any], list[Doubt]]:
        """The columns of a task that a row fills."""
        values: dict[str, Any] = {}
        doubts: list[Doubt] = []
        for key, text in texts.items():
            if key == "co_units":
                values[key] = _units(text)
            elif key not in _AS_TEXT:
                reading = TASKS.schema[key].read(text)
                doubts += reading.doubts
                if reading.value is not None:
                    values[key] = reading.value
        if isinstance(values.get("title"), str):
            values["title"] = _TALKING.sub(" ", str(values["title"]))
        _split_lead(values)
        _split_person(values)
        if "goal" not in values:
            values["goal"], values["counted_in"] = goal_in(str(values.get("title") or ""))
        year = self.said or self._default
        due = read_deadline(texts.get("due_rule", ""), year)
        state = read_state(texts.get("state", ""))
        doubts += [*due.doubts, *state.doubts]
        values["due_rule"] = due.value
        values["state"] = state.value or TaskState.NOT_BEGUN
        return values, doubts

    def _list(
        self, texts: Mapping[str, str], values: Mapping[str, Any]
    ) -> tuple[TaskList, tuple[Doubt, ...]]:
        """Which list a row belongs to: by its own cell, else by what stands above it."""
        own = direction_of(texts.get("list", ""))
        if own is not None:
            return own, ()
        if self._around.of is not None:
            return self._around.of, ()
        if self._around.mutual or "proposer" in values:
            unit = values.get("unit")
            said = "表里没有说明是哪一方支持哪一方，已按责任单位判断，请核对。"
            doubt = Doubt("direction", said, "list", Severity.INFO)
            return direction_by_unit(str(unit or "")), (doubt,)
        return TaskList.PLAN, ()

    def _skip(self, at: int, why: str) -> None:
        text = next(_filled(self._rows[at]), "")
        self.skipped.append(SkippedRow(self._sheet.name, at + 1, why, clean(text).text[:_SHOWN]))


def _put_right(keys: Mapping[int, str], chosen: Mapping[int, str]) -> dict[int, str]:
    """What columns are after the clerk's choice; a key given to one is taken from the others."""
    given = {index: key for index, key in chosen.items() if key}
    kept = {
        index: key for index, key in keys.items()
        if index not in chosen and key not in given.values()
    }  # fmt: skip
    return {**kept, **given}


def _direction_of_headings(headings: Mapping[int, tuple[str, ...]]) -> TaskList | None:
    """承办部队 says that the army does it, 提出部队 that it asks."""
    words = ["".join(levels) for levels in headings.values()]
    if any(re.search(r"(?:承办|责任|牵头|办理|实施|落实)部队", text) for text in words):
        return TaskList.FOR_LOCAL
    if any(re.search(r"(?:提出|需求|申请)部队", text) for text in words):
        return TaskList.FOR_ARMY
    return None


def _merged_values(sheet: Sheet, body: Sequence[Row]) -> dict[tuple[int, int], Cell]:
    """What vertically merged cells say, for every row that they cover."""
    found: dict[tuple[int, int], Cell] = {}
    for merge in sheet.merges:
        if merge.bottom > merge.top and merge.top < len(body):
            value = _at(body[merge.top], merge.left)
            for row in range(merge.top, min(merge.bottom + 1, len(body))):
                found[row, merge.left] = value
    return found


def _split_lead(values: dict[str, Any]) -> None:
    """Several units in the column of the leading one: the first leads, the others help."""
    unit = values.get("unit")
    if not isinstance(unit, str) or "co_units" in values:
        return
    first, *others = _units(unit) or (unit,)
    values["unit"] = first
    if others:
        values["co_units"] = tuple(others)


def _split_person(values: dict[str, Any]) -> None:
    """张三 13800001234 in one cell is a name and a telephone number."""
    found = _CALLED.search(str(values.get("person") or ""))
    if found and "phone" not in values:
        values["person"] = found["name"].strip(" ，,、（(：:")
        values["phone"] = TASKS.schema["phone"].read(found["phone"]).value


def _units(text: str) -> tuple[str, ...]:
    parts = (part.strip(" 　。.") for part in _UNIT_PARTS.split(text))
    return tuple(
        dict.fromkeys(part for part in parts if part and not re.fullmatch(r"[-—/无]+", part))
    )


def _at(row: Row, index: int) -> Cell:
    return row[index] if index < len(row) else ""


def _filled(row: Row) -> Iterator[str]:
    return (cell_text(cell).strip() for cell in row if not is_empty(cell))
