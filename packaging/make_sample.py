"""Makes resources/samples/优抚对象花名册（样表）.xlsx: an office's yearly roster, all invented.

The form is that of real rosters: a merged title, a line with the unit, a heading of two levels,
communities as merged cells, subtotals, notes, signatures, people struck through in red, and ID
numbers, dates and telephones in every spelling. The same bytes come out of every run.

Run: PYTHONPATH=src .venv/bin/python packaging/make_sample.py
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby, islice
from pathlib import Path
from random import Random

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services.demo import spellings
from shuangyong_desktop.services.demo.chance import seeded
from shuangyong_desktop.services.demo.people import demo_people
from shuangyong_desktop.services.demo.spellings import (
    AMOUNT_SPELLINGS,
    MONTH_SPELLINGS,
    PHONE_SPELLINGS,
    Cell,
    Spelling,
    spelled,
    spelled_categories,
    spelled_date,
)

OUT = Path(__file__).parents[1] / "resources" / "samples" / "优抚对象花名册（样表）.xlsx"
YEAR = 2025
SEED = 20
PERSONS = 60
COMMUNITIES = ("白杨社区", "清溪社区", "和顺社区", "石桥村", "青龙村")
FIXED = datetime(2025, 12, 20, 9, 0, 0)  # noqa: DTZ001 (a file property, not a moment)

TITLE = f"{YEAR}年优抚对象花名册（样表）"
UNIT_LINE = f"填报单位（盖章）：街道退役军人服务站                填报时间：{YEAR}年12月20日"
NOTE = "注：1.红色带删除线为已故人员；2.类别按区局口径填写；3.本表人员、号码均为虚构，供练习导入。"
SIGNATURES = "填表人：白晓梅            审核人：鄢丽娜            主要负责人：冉崇武"
HEADINGS = (
    "序号", "村（社区）", "姓 名", "性别", "身份证号码", "出生\n年月", "优抚对象类别", "伤残情况",
    None, None, "入伍\n时间", "退伍\n时间", "联系电话", "家庭住址", "月补助标准（元）", "备注",
)  # fmt: skip
NUMERALS = "零一二三四五六七八九十"
BELOW = ("等级", "性质", "证件编号")
WIDTHS = (5, 10, 10, 5, 21, 10, 22, 7, 7, 14, 12, 12, 14, 30, 11, 18)
FIRST_ROW = 5
SUM_COLUMN = "O"
GRADE_COLUMN = 8

ODD_IDS: dict[int, Spelling] = {
    2: spellings.wide,
    5: lambda number: f"{number[:6]} {number[6:14]} {number[14:]}",
    8: spellings.as_number,
    12: str.lower,
    15: spellings.old_fifteen,
    19: lambda number: f"\xa0{number}",
    23: spellings.wrong_check,
    27: lambda number: f"'{number}",
    31: lambda number: f"{float(number[:17] + '0'):.5E}",
    36: lambda _: None,
    41: lambda number: f"{number}\n",
    47: lambda number: number[:17],
}
"""Which line of the list carries which spelling of the ID number."""

ODD_NAMES: dict[int, Spelling] = {
    3: lambda name: f"{name}\n",
    8: lambda name: "　".join(name) if len(name) == 2 else f"{name} ",  # noqa: PLR2004
    14: lambda name: f"{name}（曾用名{name[0]}二娃）",
    21: lambda name: f"{name}\xa0",
    29: lambda name: f"{name}（已故{YEAR}.3）",
    35: lambda _: None,
    44: "\u200b".join,
}
DECEASED = frozenset([17, 38])
REPEATED = {52: 11}
"""A person who stands on the list twice: this line repeats that one."""


def chosen() -> list[Person]:
    """Sixty people of the classes that such rosters hold, by community."""
    wanted = (
        person
        for person in demo_people(4000, SEED, YEAR)
        if person.community in COMMUNITIES
        and person.status is PersonStatus.ACTIVE
        and person.subsidy_standard
    )
    people = list(islice(wanted, PERSONS - 2))
    people += _with_names(("䶮", "𬭎"))
    return sorted(people, key=lambda person: COMMUNITIES.index(str(person.community)))


def _with_names(characters: tuple[str, ...]) -> Iterator[Person]:
    """One more person for each rare character."""
    for character in characters:
        yield next(
            person
            for person in demo_people(30_000, SEED + 1, YEAR)
            if character in person.name
            and person.community in COMMUNITIES
            and person.status is PersonStatus.ACTIVE
        )


def cells_of(chance: Random, line: int, person: Person) -> list[Cell]:
    """One person's cells behind the merged community, as an office would have typed them."""
    name, number = ODD_NAMES.get(line), ODD_IDS.get(line)
    grade = person.disability_grade
    return [
        name(person.name) if name else person.name,
        person.sex,
        number(str(person.id_number)) if number else person.id_number,
        spelled(chance, str(person.birth_date)[:7], MONTH_SPELLINGS[:3]),
        spelled_categories(chance, person.categories),
        chance.choice((grade, f"{NUMERALS.index(grade[0])}级")) if grade else None,
        person.disability_nature,
        person.disability_cert,
        spelled_date(chance, person.enlist_date),
        spelled_date(chance, person.discharge_date),
        spelled(chance, person.phone, PHONE_SPELLINGS),
        person.address,
        spelled(chance, f"{int(person.subsidy_standard)}", AMOUNT_SPELLINGS)
        if person.subsidy_standard
        else None,
        person.remarks if person.remarks else chance.choice((None, None, None, "低保户", "独居")),
    ]  # fmt: skip


THIN = Side(style="thin")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
BODY = Font(name="宋体", size=10)
GONE = Font(name="宋体", size=10, color="FFFF0000", strike=True)


def _put(sheet: Worksheet, row: int, values: Sequence[Cell], font: Font = BODY) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if value is not None:
            cell.value = value
        cell.font, cell.border, cell.alignment = font, GRID, MIDDLE
        if isinstance(value, date):
            cell.number_format = "yyyy/m/d"


def _head(sheet: Worksheet) -> None:
    last = len(HEADINGS)
    for row, text in ((1, TITLE), (2, UNIT_LINE)):
        sheet.cell(row, 1, text)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=last)
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["A1"].alignment = MIDDLE
    _put(sheet, 3, HEADINGS)
    _put(sheet, 4, (*[None] * (GRADE_COLUMN - 1), *BELOW, *[None] * (last - GRADE_COLUMN - 2)))
    grade_columns = range(GRADE_COLUMN, GRADE_COLUMN + len(BELOW))
    sheet.merge_cells(start_row=3, start_column=GRADE_COLUMN, end_row=3,
                      end_column=grade_columns[-1])  # fmt: skip
    for column in range(1, last + 1):
        if column not in grade_columns:
            sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
    for column, width in enumerate(WIDTHS):
        sheet.column_dimensions[chr(ord("A") + column)].width = width


def _body(sheet: Worksheet, people: list[Person]) -> int:
    """Write everybody by community with subtotals; returns the row after the last."""
    chance = seeded(SEED)
    row, line, written = FIRST_ROW, 0, list[list[Cell]]()
    for community, group in groupby(people, key=lambda person: person.community):
        first = row
        for person in group:
            line += 1
            cells = cells_of(chance, line, person)
            written.append(cells)
            if line in REPEATED:
                cells = written[REPEATED[line] - 1]
            name = community if row == first else None
            _put(sheet, row, [line, name, *cells], GONE if line in DECEASED else BODY)
            row += 1
        sheet.merge_cells(start_row=first, start_column=2, end_row=row - 1, end_column=2)
        _sum(sheet, row, "小计", row - first, f"=SUM({SUM_COLUMN}{first}:{SUM_COLUMN}{row - 1})")
        row += 1
    _sum(sheet, row, "合计", line, f"=SUM({SUM_COLUMN}{FIRST_ROW}:{SUM_COLUMN}{row - 1})/2")
    return row + 1


def _sum(sheet: Worksheet, row: int, word: str, people: int, formula: str) -> None:
    values: list[Cell] = [None] * len(HEADINGS)
    values[1 if word == "小计" else 0] = word
    values[3], values[ord(SUM_COLUMN) - ord("A")] = people, formula
    _put(sheet, row, values)


def workbook() -> Workbook:
    """The sample as a workbook, with an old list on a hidden sheet."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = "优抚对象花名册"
    _head(sheet)
    row = _body(sheet, chosen())
    for text in (NOTE, SIGNATURES):
        sheet.cell(row, 1, text).font = BODY
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(HEADINGS))
        row += 1
    old = book.create_sheet("旧表")
    old.append(["序号", "姓名", "身份证号"])
    old.append(["1", "旧表人员", None])
    old.sheet_state = "hidden"
    return book


def sample_bytes() -> bytes:
    """The file itself: equal for equal versions of this script and openpyxl."""
    first = io.BytesIO()
    workbook().save(first)
    second = io.BytesIO()
    stamp = FIXED.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name[0] != "[", name)):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:.]+Z", stamp, content)
            entry = zipfile.ZipInfo(name, FIXED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED  # packed bytes differ between zlib versions
            entry.create_system = 3
            target.writestr(entry, content)
    return second.getvalue()


def main() -> int:
    """Write the sample, or with --check say whether the one that is there is the same."""
    made = sample_bytes()
    if "--check" in sys.argv[1:]:
        same = OUT.exists() and OUT.read_bytes() == made
        print("same" if same else f"{OUT.name} differs: run this script without --check")
        return 0 if same else 1
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_bytes(made)
    print(f"{OUT.name}: {len(made)} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
