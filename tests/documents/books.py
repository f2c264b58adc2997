"""Spreadsheets built cell by cell for the reading tests; everybody in them is invented."""

from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Font

from shuangyong_desktop.documents.spreadsheets import read_file
from shuangyong_desktop.domain.imports import FileReading, ImportPage, ImportRow, SheetReading

IDS = ("510223195107016001", "510223194908018002", "510223194908016664", "510223195503256760")
"""Valid numbers with order codes that are never issued."""

HEADINGS = ("序号", "姓名", "身份证号", "人员类别", "联系电话", "备注")
ZHANG = (1, "张三", IDS[0], "参战", "13800001111", "")
LI = (2, "李四", IDS[1], "残疾军人", "13800002222", "低保户")
WANG = (3, "王五", IDS[2], "烈属", "023-48660000", "")


@dataclass
class Read:
    """Everything one reading yielded."""

    ending: FileReading | None = None
    sheets: list[SheetReading] = field(default_factory=list)
    people: list[ImportRow] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)

    def values(self, key):
        return [person.values.get(key) for person in self.people]

    def kinds(self, index=0):
        return [doubt.kind for doubt in self.people[index].doubts]


def read(path, *given):
    """Read `path` to its end; counts must add up whatever happens."""
    result = Read()
    for piece in read_file(path, *given):
        if isinstance(piece, SheetReading):
            result.sheets.append(piece)
        elif isinstance(piece, ImportPage):
            result.people += piece.rows
            result.skipped |= {row.row: row.why for row in piece.skipped}
        else:
            result.ending = piece
    if result.ending.error is None:
        verdicts = result.ending.counts
        assert verdicts.ready + verdicts.to_confirm + verdicts.refused == len(result.people)
    return result


def write(path, rows, *, merges=(), struck=(), red=()):
    """An .xlsx with these rows; `struck` and `red` are cells such as "B3"."""
    book = Workbook()
    page = book.active
    fill(page, rows)
    for cell in struck:
        page[cell].font = Font(strike=True, color="FFFF0000")
    for cell in red:
        page[cell].font = Font(color="FFFF0000")
    for merge in merges:
        page.merge_cells(merge)
    book.save(path)
    return path


def fill(page, rows):
    for row in rows:
        page.append([None if cell == "" else cell for cell in row])
