"""Generated spreadsheets to measure with: invented people in the shapes that offices send."""

import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from xml.sax.saxutils import escape

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services.demo import spellings
from shuangyong_desktop.services.demo.chance import seeded
from shuangyong_desktop.services.demo.people import demo_people
from shuangyong_desktop.services.demo.spellings import (
    Cell,
    spelled,
    spelled_categories,
    spelled_date,
)

_SEED, _YEAR = 31, 2026
_SERIAL_START = date(1899, 12, 30).toordinal()
_BODY, _DAY, _GONE = 1, 2, 3
_SHEET_NAMES = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Column = tuple[str, Callable[[Random, Person], Cell]]


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its cells, whether it is hidden, whether red strikes say 已故."""

    cells: Sequence[Cell]
    hidden: bool = False
    gone: bool = False


@dataclass(frozen=True, slots=True)
class SheetContent:
    """One sheet with the features that make reading slower."""

    name: str
    rows: Iterable[SheetRow]
    hidden_columns: Sequence[int] = ()
    filtered: bool = False
    hidden: bool = False


def _field(key: str) -> Callable[[Random, Person], Cell]:
    return lambda _, person: getattr(person, key)


def _in(
    key: str, shares: Sequence[tuple[int, spellings.Spelling]]
) -> Callable[[Random, Person], Cell]:
    return lambda chance, person: spelled(chance, getattr(person, key), shares)


def _day(key: str) -> Callable[[Random, Person], Cell]:
    return lambda chance, person: spelled_date(chance, getattr(person, key))


def _categories(chance: Random, person: Person) -> Cell:
    return spelled_categories(chance, person.categories)


def _standard(chance: Random, person: Person) -> Cell:
    del chance
    return int(person.subsidy_standard) if person.subsidy_standard else None


def _one_of(*words: str) -> Callable[[Random, Person], Cell]:
    return lambda chance, _: chance.choice(words)


COLLECTION: tuple[Column, ...] = (
    ("姓名", _in("name", spellings.NAME_SPELLINGS)),
    ("性别", _field("sex")),
    ("民族", _field("ethnic")),
    ("公民身份号码", _in("id_number", spellings.ID_SPELLINGS)),
    ("政治面貌", _field("political_status")),
    ("人员类别", _categories),
    ("入伍时间", _day("enlist_date")),
    ("退役时间", _day("discharge_date")),
    ("原服役部队", _field("military_unit")),
    ("退役证件号", _field("discharge_cert")),
    ("联系方式", _in("phone", spellings.PHONE_SPELLINGS)),
    ("户籍所在社区", _in("community", spellings.COMMUNITY_SPELLINGS)),
    ("户籍地址", _in("registered_address", spellings.ADDRESS_SPELLINGS)),
    ("现住址", _in("address", spellings.ADDRESS_SPELLINGS)),
    ("就业状况", _field("employment")),
    ("残疾等级", _field("disability_grade")),
    ("优待证编号", _field("preferential_card")),
    ("备注", _field("remarks")),
)
"""The columns of a collection table (信息采集表) behind its 序号."""

WIDE: tuple[Column, ...] = (
    *COLLECTION,
    ("出生日期", _day("birth_date")),
    ("残疾性质", _field("disability_nature")),
    ("补助标准", _standard),
    ("银行账号", _field("bank_account")),
    ("区县", _one_of("某某区")),
    ("街道（镇）", _one_of("某某街道")),
    ("户籍性质", _one_of("农业户口", "非农业户口")),
    ("文化程度", _one_of("小学", "初中", "高中", "中专", "大专", "本科")),
    ("婚姻状况", _one_of("已婚", "未婚", "丧偶", "离异")),
    ("健康状况", _one_of("健康", "一般", "患有慢性病", "患有大病")),
    ("录入单位", _one_of("某某街道退役军人服务站")),
)
"""Thirty columns with the 序号, as a district's whole export has them: most cells are filled,
and some columns the ledger does not keep."""


def write_collection(path: Path, persons: int) -> None:
    """Write a collection table: people with every kind of dirt at its natural rate.

    It has hidden rows and a hidden column, an autofilter and sheets of other things.
    """
    instructions = [("填表说明",), ("1.姓名、身份证号为必填项。",), ("2.请不要修改工作表名称。",)]
    codes = [("代码", "优抚对象类别", "伤残等级"), ("11", "残疾军人", "一级")]
    write_workbook(
        path,
        (
            SheetContent("填表说明", map(SheetRow, instructions)),
            SheetContent(
                "信息采集",
                _people_rows(COLLECTION, persons),
                hidden_columns=(14,),
                filtered=True,
            ),
            SheetContent("代码表", map(SheetRow, codes)),
            SheetContent("Sheet3", ()),
            SheetContent("公式", map(SheetRow, [("姓名", "身份证号")]), hidden=True),
        ),
    )


def write_wide(path: Path, persons: int) -> None:
    """Write one sheet of thirty columns, as the export of a whole district."""
    write_workbook(path, (SheetContent("全区数据", _people_rows(WIDE, persons)),))


def _people_rows(columns: Sequence[Column], persons: int) -> Iterator[SheetRow]:
    chance = seeded(_SEED)
    yield SheetRow(("序号", *(heading for heading, _ in columns)))
    for number, person in enumerate(demo_people(persons, _SEED, _YEAR), 1):
        yield SheetRow(
            (number, *(cell(chance, person) for _, cell in columns)),
            hidden=chance.random() < 0.005,  # noqa: PLR2004 (one in two hundred)
            gone=person.status is PersonStatus.DECEASED,
        )


def write_workbook(path: Path, sheets: Sequence[SheetContent]) -> None:
    """Write an .xlsx with shared strings: bordered cells, days, red struck rows."""
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _content_types(len(sheets)))
        book.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
        book.writestr("xl/workbook.xml", _workbook(sheets))
        parts = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
        parts += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        book.writestr("xl/_rels/workbook.xml.rels", _relations(parts))
        book.writestr("xl/styles.xml", _STYLES)
        for number, sheet in enumerate(sheets, 1):
            with book.open(f"xl/worksheets/sheet{number}.xml", "w") as part:
                for piece in _sheet(sheet, strings):
                    part.write(piece.encode())
        table = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
        book.writestr("xl/sharedStrings.xml", f'{_HEAD}<sst xmlns="{_SHEET_NAMES}">{table}</sst>')


def _sheet(sheet: SheetContent, strings: dict[str, int]) -> Iterator[str]:
    yield f'{_HEAD}<worksheet xmlns="{_SHEET_NAMES}">'
    if sheet.hidden_columns:
        hidden = "".join(
            f'<col min="{n + 1}" max="{n + 1}" width="9" hidden="1"/>' for n in sheet.hidden_columns
        )
        yield f"<cols>{hidden}</cols>"
    yield "<sheetData>"
    width = row_number = 0
    for row_number, row in enumerate(sheet.rows, 1):
        width = max(width, len(row.cells))
        yield _row(row_number, row, strings)
    yield "</sheetData>"
    if sheet.filtered:
        yield f'<autoFilter ref="A1:{_letters(width - 1)}{row_number}"/>'
    yield "</worksheet>"


def _row(number: int, row: SheetRow, strings: dict[str, int]) -> str:
    hidden = ' hidden="1"' if row.hidden else ""
    cells = "".join(
        _cell(f"{_letters(place)}{number}", value, strings, gone=row.gone)
        for place, value in enumerate(row.cells)
    )
    return f'<row r="{number}" spans="1:{len(row.cells)}"{hidden}>{cells}</row>'


def _cell(place: str, value: Cell, strings: dict[str, int], *, gone: bool) -> str:
    """One cell; empty ones stand there too, with the border that offices draw."""
    style = _GONE if gone else _DAY if isinstance(value, date) else _BODY
    if value is None:
        return f'<c r="{place}" s="{style}"/>'
    if isinstance(value, str):
        index = strings.setdefault(value, len(strings))
        return f'<c r="{place}" s="{style}" t="s"><v>{index}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{style}"><v>{value.toordinal() - _SERIAL_START}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _letters(place: int) -> str:
    head = chr(ord("A") + place // 26 - 1) if place >= 26 else ""  # noqa: PLR2004 (the alphabet)
    return head + chr(ord("A") + place % 26)


def _workbook(sheets: Sequence[SheetContent]) -> str:
    listed = "".join(
        f'<sheet name="{sheet.name}" sheetId="{number}" r:id="rId{number}"'
        f"{' state=' + chr(34) + 'hidden' + chr(34) if sheet.hidden else ''}/>"
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_SHEET_NAMES}" xmlns:r="{_OFFICE}">'
        f"<sheets>{listed}</sheets></workbook>"
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [("/xl/sharedStrings.xml", "sharedStrings")]
    parts += [(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in range(1, sheets + 1)]
    listed = "".join(
        f'<Override PartName="{name}" ContentType="{kind}.{sort}+xml"/>' for name, sort in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


_LINE = '<{0} style="thin"><color auto="1"/></{0}>'
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_SHEET_NAMES}">'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><strike/><sz val="11"/><color rgb="FFFF0000"/><name val="宋体"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="2"><border/><border>'
    + "".join(_LINE.format(side) for side in ("left", "right", "top", "bottom"))
    + '</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" borderId="0"/>'
    '<xf numFmtId="0" fontId="0" borderId="1" applyBorder="1"/>'
    '<xf numFmtId="14" fontId="0" borderId="1" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="1" borderId="1" applyFont="1"/></cellXfs></styleSheet>'
)
