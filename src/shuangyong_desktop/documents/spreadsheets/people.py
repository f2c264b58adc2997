"""One row as a person: values, and every doubt that the cells raise together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shuangyong_desktop.documents.spreadsheets.book import Row, Sheet
from shuangyong_desktop.documents.spreadsheets.cells import cell_text
from shuangyong_desktop.documents.spreadsheets.checks import Known, check_person
from shuangyong_desktop.documents.spreadsheets.columns import Column
from shuangyong_desktop.documents.spreadsheets.context import Context
from shuangyong_desktop.documents.spreadsheets.headings import FIELDS
from shuangyong_desktop.documents.spreadsheets.readings import Readings, is_dated
from shuangyong_desktop.domain.fields import Doubt, Severity, Suggestion
from shuangyong_desktop.domain.imports import ImportRow
from shuangyong_desktop.domain.kinds import NATURE, YES_NO
from shuangyong_desktop.domain.names import NameReading, is_plain_name, read_name
from shuangyong_desktop.domain.tidings import date_beside, has_moved_out, own_death

_PLAIN_NAME = NameReading()
_GRADE_IN = re.compile(r"(因[战公病])?\s*([一二三四五六七八九十]|\d{1,2})级")


@dataclass(slots=True)
class Setting:
    """What holds for a whole file: who was read so far, and whether red names mean death."""

    known: Known
    red_is_dead: bool = False


class PersonReader:
    """Reads the rows of one table; the setting is shared by all tables of a file."""

    def __init__(self, sheet: Sheet, columns: Sequence[Column], setting: Setting) -> None:
        self._sheet = sheet.name
        self._marks = sheet.marks
        self._setting = setting
        self._plain = [
            (column.index, column.field, is_dated(column), column.shown.imported, Readings(column))
            for column in columns
            if column.field and not column.ticked and column.field not in ("name", "serial")
        ]
        self._width = max((column.index + 1 for column in columns), default=0)
        self._grades = [
            (column.index, column.field)
            for column in columns
            if column.field in ("disability_grade", "categories")
        ]
        self._ticks = [(column.index, column.ticked) for column in columns if column.ticked]
        self._name = next((c.index for c in columns if c.field == "name"), -1)
        self._has = frozenset(column.field for column in columns if column.field)

    def read(self, number: int, row: Row, context: Context) -> ImportRow:
        """Row `number` (from 1) as a person."""
        texts = [cell if type(cell) is str else cell_text(cell) for cell in row]
        cells = tuple(texts)
        if len(texts) < self._width:
            texts += [""] * (self._width - len(texts))
        values: dict[str, Any] = {}
        withheld: dict[str, Any] = {}
        doubts: list[Doubt] = []
        for index, key, dated, imported, readings in self._plain:
            text = texts[index]
            if not text:
                continue
            reading = readings[row[index] if dated else text]
            if reading.doubts:
                doubts += [_of(doubt, key) for doubt in reading.doubts]
            if reading.value is None:
                continue
            if not imported:
                withheld[key] = reading.value
            elif key in values:
                _add(values, key, reading.value)
            else:
                values[key] = reading.value
        name = self._read_name(texts[self._name] if self._name >= 0 else "", values, doubts)
        self._read_categories(texts, context, values)
        _read_grade(texts, self._grades, values)
        self._read_status(number, row, name, values, doubts)
        if context.community and not values.get("community"):
            values["community"] = context.community
        check_person(values, doubts, self._has, self._setting.known, (self._sheet, number))
        return ImportRow(self._sheet, number, values, tuple(doubts), cells, withheld)

    def _read_name(self, text: str, values: dict[str, Any], doubts: list[Doubt]) -> NameReading:
        if is_plain_name(text):
            values["name"] = text
            return _PLAIN_NAME
        name = read_name(text)
        values["name"] = name.name or None
        if name.former_name and not values.get("former_name"):
            values["former_name"] = name.former_name
        if name.others or name.note:
            doubts += [_of(doubt, "name") for doubt in FIELDS["name"].kind.read(text).doubts]
        if name.others:
            values["related_persons"] = name.others
        return name

    def _read_categories(
        self, texts: Sequence[str], context: Context, values: dict[str, Any]
    ) -> None:
        ticked = [code for index, code in self._ticks if texts[index] and _is_yes(texts[index])]
        if ticked:
            values["categories"] = tuple(dict.fromkeys([*values.get("categories", ()), *ticked]))
        elif not values.get("categories") and context.categories and "categories" not in self._has:
            values["categories"] = context.categories

    def _read_status(
        self, number: int, row: Row, name: NameReading, values: dict[str, Any], doubts: list[Doubt]
    ) -> None:
        remarks = values.get("remarks") or ""
        comment = self._comment(number - 1, row)
        told = f"{remarks}\n{comment}" if comment else remarks
        if comment:
            doubts.append(
                Doubt("comment", f"批注：{comment[:200]}", "remarks", severity=Severity.INFO)
            )
        death = own_death(told) if told else None
        dead = name.deceased or death is not None or self._died(values)
        if not dead and self._looks_dead(number - 1):
            dead = True
            sentence = "姓名为红字或带删除线，按去世登记，请核实。"
            change = Suggestion("去世", "登记为去世")
            doubts.append(Doubt("deceased_by_style", sentence, "status", suggestion=change))
        if dead:
            values["status"] = "去世"
        elif name.moved_out or (told and has_moved_out(told)):
            self._move_out(values, doubts)
        if dead and not values.get("death_date"):
            when = name.death_date or (death and date_beside(death))
            if when:
                values["death_date"] = when

    def _move_out(self, values: dict[str, Any], doubts: list[Doubt]) -> None:
        """A remark about a move says more than a status that was never changed."""
        if values.get("status") == "去世":
            return
        if values.get("status"):
            sentence = f"状态写“{values['status']}”，旁边又写迁出，按迁出登记，请核实。"
            change = Suggestion("迁出", "登记为迁出")
            doubts.append(Doubt("conflicting_status", sentence, "status", Severity.INFO, change))
        values["status"] = "迁出"

    def _died(self, values: dict[str, Any]) -> bool:
        """Whether a date of the person's own death is given."""
        return bool(values.get("death_date")) and "martyr_name" not in self._has

    def _looks_dead(self, row: int) -> bool:
        """Whether the name is struck and red, or red where a legend says what red means."""
        red = self._name in self._marks.red.get(row, ())
        struck = self._name in self._marks.struck.get(row, ())
        return struck or (red and self._setting.red_is_dead)

    def _comment(self, number: int, row: Row) -> str:
        if not self._marks.comments:
            return ""
        found = (self._marks.comments.get((number, column)) for column in range(len(row)))
        return "；".join(text for text in found if text)


def _of(doubt: Doubt, field: str) -> Doubt:
    if doubt.field:
        return doubt
    return Doubt(doubt.kind, doubt.sentence, field, doubt.severity, doubt.suggestion)


def _add(values: dict[str, Any], key: str, value: Any) -> None:
    """Join a second telephone or remark to the first; other fields have one column."""
    if key == "phone":
        values[key] = "、".join(dict.fromkeys([*values[key].split("、"), *value.split("、")]))
    elif key == "remarks":
        values[key] = f"{values[key]}；{value}"


def _is_yes(text: str) -> bool:
    return bool(text.strip()) and YES_NO.read(text.strip()).value is not False


def _read_grade(
    texts: Sequence[str], columns: Sequence[tuple[int, str]], values: dict[str, Any]
) -> None:
    """Take grade and nature from where one cell holds both (因公八级; 伤残（因公七级）)."""
    for index, key in columns:
        text = texts[index]
        match = _GRADE_IN.search(text) if "级" in text else None
        if match and match[1]:
            values.setdefault("disability_nature", NATURE.read(match[1]).value)
        if match and key == "categories" and "残" in text:
            grade = FIELDS["disability_grade"].kind.read(match[2] + "级").value
            if grade:
                values.setdefault("disability_grade", grade)
