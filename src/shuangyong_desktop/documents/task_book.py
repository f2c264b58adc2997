"""《重点任务分工表》: .docx and PDF to be issued, .xlsx, and workbooks that units fill in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shuangyong_desktop.documents.change_book import ChangeSheet, ChangeTable, Head, SheetRow
from shuangyong_desktop.documents.change_sheets import write_change_sheet
from shuangyong_desktop.documents.excel import Line, Sheet, SheetColumn, write_workbook
from shuangyong_desktop.documents.frames import Tick, long_date, never_mind
from shuangyong_desktop.documents.letters import Block, BlockKind, Cell, Letter, table, write_letter
from shuangyong_desktop.documents.letters import Line as LetterLine
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.task_lists import TASK_NUMBER

_HEADS = ("序号", "任务", "措施", "责任领导", "牵头单位", "配合单位", "完成时限")
_WIDTHS = (1.5, 6.8, 6.0, 2.8, 4.0, 4.4, 5.0)
_OPEN_TO_UNITS = "填表说明：只填“进展情况”及其右边各栏，不要删行、改行；完成数量填累计数。"


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEntry:
    """One line, as texts: the task and, where units fill it in, how it stands now."""

    number: int
    title: str
    measure: str = ""
    leader: str = ""
    unit: str = ""
    co_units: str = ""
    due: str = ""
    goal: str = ""
    done: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """The lines of one list (地方支持部队事项, 工作要点 …)."""

    name: str
    entries: tuple[TaskEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionBook:
    """A 分工表 to be drawn. For one `unit` it is a workbook to be filled in until `until`."""

    title: str
    office: str
    made_on: date
    groups: tuple[TaskGroup, ...]
    states: tuple[str, ...] = ()
    unit: str = ""
    until: str = ""
    demo: bool = False

    @property
    def entries(self) -> Sequence[TaskEntry]:
        """Every line, in the order of the paper."""
        return [entry for group in self.groups for entry in group.entries]


def write_division(path: Path, book: DivisionBook, *, tick: Tick = never_mind) -> None:
    """Write the 分工表 to `path`: .docx as a letter, .pdf and .xlsx as a wide sheet.

    A workbook for one unit is locked but for what the unit fills in. Raises Problem without
    tasks and when the file cannot be written; an older file at `path` then stays as it was.
    """
    if not book.entries:
        raise Problem("还没有任务，分工表没有生成。请先新增任务。", code="nothing")
    ending = path.suffix.lower()
    if ending == ".docx":
        write_letter(path, _letter(book), tick=tick)
    elif ending == ".pdf":
        write_change_sheet(path, _pages(book), tick=tick)
    elif book.unit:
        write_workbook(path, [_to_fill_in(book)], author=book.office, tick=tick)
    else:
        write_workbook(path, [_sheet(book)], author=book.office, tick=tick)


def _letter(book: DivisionBook) -> Letter:
    """One table; each list begins with a line that names it."""
    rows = tuple(
        cells for name, entries in _numbered(book)
        for cells in ((name,), *(tuple(map(str, _cells(place, entry)))
                                 for place, entry in entries))
    )  # fmt: skip
    flat = tuple(cells if len(cells) == len(_HEADS) else (cells[0], *[""] * 6) for cells in rows)
    made = table(_HEADS, flat, _WIDTHS)
    lines = tuple(
        _banner(line) if len(cells) == 1 else line
        for line, cells in zip(made.lines[1:], rows, strict=True)
    )
    block = Block(
        kind=BlockKind.TABLE, lines=(made.lines[0], *lines), widths=_WIDTHS, heads=1
    )  # fmt: skip
    return Letter(
        title=book.title, blocks=(block,), office=book.office, demo=book.demo,
        signed=book.office, day=long_date(book.made_on),
    )  # fmt: skip


def _pages(book: DivisionBook) -> ChangeSheet:
    """The same table on wide pages, to be looked at and printed."""
    heads = (
        Head("序号", 2), Head("任务", 16, align="left"), Head("措施", 14, align="left"),
        Head("责任领导", 4), Head("牵头单位", 7), Head("配合单位", 9), Head("完成时限", 8),
    )  # fmt: skip
    rows = [
        row for name, entries in _numbered(book)
        for row in (SheetRow(("", name, *[""] * 5), strong=True),
                    *(SheetRow(tuple(map(str, _cells(place, entry)))) for place, entry in entries))
    ]  # fmt: skip
    return ChangeSheet(
        title=book.title, office=book.office, made_on=book.made_on, demo=book.demo,
        period=f"共 {len(book.entries)} 项", tables=(ChangeTable("分工表", heads, tuple(rows)),),
        signs=("制表人：", "审核人：", "（单位盖章）"),
    )  # fmt: skip


def _banner(line: LetterLine) -> LetterLine:
    return LetterLine((Cell(line.cells[0].text, span=len(_HEADS), label=True, left=True),), 8.0)


def _numbered(book: DivisionBook) -> Iterator[tuple[str, list[tuple[int, TaskEntry]]]]:
    place = 0
    for group in book.groups:
        entries = []
        for entry in group.entries:
            place += 1
            entries.append((place, entry))
        if entries:
            yield group.name, entries


def _cells(place: int, entry: TaskEntry) -> tuple[int | str, ...]:
    return (place, entry.title, entry.measure, entry.leader, entry.unit, entry.co_units, entry.due)


def _sheet(book: DivisionBook) -> Sheet:
    columns = (
        SheetColumn("序号", 2.5, "count"),
        SheetColumn("任务", 16, align="left"),
        SheetColumn("措施", 16, align="left"),
        SheetColumn("责任领导", 5),
        SheetColumn("牵头单位", 8),
        SheetColumn("配合单位", 9),
        SheetColumn("完成时限", 8),
    )
    lines = [
        line for name, entries in _numbered(book)
        for line in (Line((None, name, "", "", "", "", ""), strong=True),
                     *(Line(_cells(place, entry)) for place, entry in entries))
    ]  # fmt: skip
    return Sheet(
        name="分工表", title=_titled(book), columns=columns, lines=lines,
        above=(f"制表单位：{book.office}", f"制表日期：{long_date(book.made_on)}"),
    )  # fmt: skip


def _to_fill_in(book: DivisionBook) -> Sheet:
    """The sheet of one unit; its numbers lead a returned row back to its task."""
    columns = (
        SheetColumn("序号", 2.5, "count"),
        SheetColumn(TASK_NUMBER, 4, "code"),
        SheetColumn("任务", 14, align="left"),
        SheetColumn("工作措施", 12, align="left"),
        SheetColumn("完成时限", 7),
        SheetColumn("目标数量", 4),
        SheetColumn("进展情况", 16, align="left", open=True),
        SheetColumn("完成数量", 4, open=True),
        SheetColumn("状态", 5, open=True, choices=book.states),
        SheetColumn("佐证说明", 10, align="left", open=True),
    )
    lines = [
        Line((place, str(entry.number), entry.title, entry.measure, entry.due, entry.goal, "",
              str(entry.done) if entry.done or entry.goal else "", entry.state, ""))
        for _, entries in _numbered(book) for place, entry in entries
    ]  # fmt: skip
    return Sheet(
        name=book.unit, title=_titled(book), columns=columns, lines=lines,
        above=(
            f"填报单位：{book.unit}", f"收表单位：{book.office}",
            *([f"请于{book.until}前交回"] if book.until else []),
        ),
        below=(_OPEN_TO_UNITS,), locked=True,
    )  # fmt: skip


def _titled(book: DivisionBook) -> str:
    return f"{book.title}（演示数据）" if book.demo else book.title
