"""粘贴的名单 (lists): people in a pasted text, from a spreadsheet's cells or from running lines.

Nothing is dropped: every line is a person, a heading, empty, or cannot be understood and says
why. A number that the sender has covered (5102**********6119) is kept as a hint.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from shuangyong_desktop.domain.dates import read_date, this_year
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.identity import identify, read_id
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.text import clean, fold, half_width

MOST_CHARACTERS = 2_000_000
_FULL_DATE = len("2026-07-28")
_RECENT_YEARS = 15
_LONGEST_NAME = 30

FACT_HEADINGS = ("火化时间", "火化日期", "注销时间", "注销日期", "户口注销日期", "停保时间",
                 "停保日期", "死亡登记日期", "变动时间", "变动日期", "时间", "日期")  # fmt: skip
_ROLES: Mapping[str, str] = {
    fold(word): key
    for key in ("name", "id_number", "birth_date", "death_date")
    for word in (PEOPLE[key].label, *PEOPLE[key].aliases)
} | {fold(word): "death_date" for word in FACT_HEADINGS}

_ID = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])")
_COVERED = re.compile(r"(?<![0-9A-Za-z])(\d{3,10})[*＊xX×]{3,}(\d{2,5}[\dXx])(?![0-9A-Za-z])")
_DATE = re.compile(r"(?<!\d)(?:\d{4}[-./年]\d{1,2}(?:[-./月]\d{1,2}日?|月)?|(?:19|20)\d{6})(?!\d)")
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|"
                   r"[\u3400-\u9fff\U00020000-\U0003ffff]+(?:[·•．][\u3400-\u9fff]+)+")  # fmt: skip
_NO_NAME = re.compile(
    r"男|女|汉族?|.+族|.*(?:村|社区|街道|镇|乡|区|县|市|组|社|单元|火化|死亡|去世|注销|停保|迁出|正常|"
    r"序号|姓名|性别|备注|合计|小计|日期|时间|退役军人|退役士兵|遗属|军属|烈属)"
)
_GAPS = re.compile(r"[\s,，;；、|｜/／:：()（）]+")


class LineKind(StrEnum):
    """What a pasted line is."""

    PERSON = "人员"
    HEADING = "表头"
    EMPTY = "空行"
    UNREADABLE = "无法识别"


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line: what it says about a person, or why it says nothing.

    `fact_date` is the day of what the list is about (death, cremation, end of insurance).
    `covered` are the first and last characters of a number that was covered.
    """

    number: int
    text: str
    kind: LineKind
    name: str | None = None
    id_number: str | None = None
    birth_date: str | None = None
    fact_date: str | None = None
    covered: tuple[str, str] | None = None
    reason: str = ""


def read_list(text: str) -> list[PastedLine]:
    """Every line of a pasted list. Raises Problem when it is longer than any list."""
    if len(text) > MOST_CHARACTERS:
        raise Problem("粘贴的内容太长，没有比对。请分几次粘贴，或只复制姓名和证件号两列。")
    rows = _rows(clean(text).text)
    found: list[PastedLine] = []
    roles: dict[int, str] = {}
    for number, cells in enumerate(rows, 1):
        line = " ".join(cell.strip() for cell in cells).strip()
        if not line:
            found.append(PastedLine(number, "", LineKind.EMPTY))
        elif headed := _heading(cells):
            roles = headed
            found.append(PastedLine(number, line, LineKind.HEADING))
        else:
            found += _people(number, line, cells, roles)
    return found


def unquoted(text: str) -> str:
    """`text` with each of its rows on one line: no quotes, no line ends within cells."""
    rows = _rows(clean(text).text)
    return "\n".join("\t".join(cell.replace('"', "") for cell in cells) for cells in rows)


def _rows(text: str) -> list[list[str]]:
    """Rows of cells; cells of a spreadsheet may hold line ends within quotes."""
    if "\t" in text:
        read = csv.reader(io.StringIO(text.replace("\r", "\n")), delimiter="\t")
        return [[" ".join(cell.split()) for cell in cells] for cells in read]
    return [[line] for line in text.strip("\n").split("\n")]


def _heading(cells: Sequence[str]) -> dict[int, str]:
    """The columns by place where this row is a heading; empty for any other."""
    parts = cells if len(cells) > 1 else _GAPS.split(cells[0].strip())
    roles = {place: _ROLES[fold(part)] for place, part in enumerate(parts) if fold(part) in _ROLES}
    is_heading = "name" in roles.values() or len(roles) > 1
    if not is_heading or any(_ID.search(part) for part in parts):
        return {}
    return roles if len(cells) > 1 else {-1: "name"}


def _people(
    number: int, line: str, cells: Sequence[str], roles: Mapping[int, str]
) -> Iterator[PastedLine]:
    by_role = {
        role: cells[place].strip() for place, role in roles.items() if 0 <= place < len(cells)
    }
    plain = half_width(line)
    id_number, reason = _number(by_role.get("id_number") or plain)
    covered = None if id_number else _covered(plain)
    names = [by_role["name"][:_LONGEST_NAME]] if by_role.get("name") else _names(plain)
    birth, fact = _dates(by_role, plain, id_number)
    if not names and not id_number:
        why = reason or "没有找到姓名和身份证号"
        yield PastedLine(number, line, LineKind.UNREADABLE, reason=why)
        return
    alone = id_number or covered or birth or fact or roles
    for name in names[:1] if alone else names:
        yield PastedLine(
            number, line, LineKind.PERSON, name=name, id_number=id_number, birth_date=birth,
            fact_date=fact, covered=covered, reason=reason,
        )  # fmt: skip
    if not names:
        yield PastedLine(number, line, LineKind.PERSON, id_number=id_number, birth_date=birth,
                         fact_date=fact, reason=reason)  # fmt: skip


def _number(text: str) -> tuple[str | None, str]:
    """The ID number in a text, and what is doubtful about it."""
    match = _ID.search(half_width(text))
    if not match:
        return None, ""
    reading = read_id(match.group())
    return reading.value, "".join(doubt.sentence for doubt in reading.doubts)


def _covered(text: str) -> tuple[str, str] | None:
    match = _COVERED.search(text)
    return (match[1], match[2].upper()) if match else None


def _names(text: str) -> list[str]:
    return [
        part
        for part in _GAPS.split(_DATE.sub(" ", _ID.sub(" ", text)))
        if _NAME.fullmatch(part) and not _NO_NAME.fullmatch(part)
    ]


def _dates(
    by_role: Mapping[str, str], text: str, id_number: str | None
) -> tuple[str | None, str | None]:
    """Birth date and day of the fact: by their columns, by the number, else by their order."""
    told = identify(id_number) if id_number else None
    birth = told.birth_date if told else None
    if "birth_date" in by_role or "death_date" in by_role:
        own = read_date(by_role.get("birth_date", "")).value
        return birth or own, read_date(by_role.get("death_date", "")).value
    days = sorted(
        str(reading.value)
        for match in _DATE.finditer(_ID.sub(" ", text))
        if (reading := read_date(match.group())).value
    )
    days = [day for day in days if day != birth]
    recent = [day for day in days if int(day[:4]) > this_year() - _RECENT_YEARS]
    old = [day for day in days if day not in recent and len(day) == _FULL_DATE]
    return birth or (old[0] if old else None), recent[-1] if recent else None


def fits(covered: tuple[str, str], id_number: str | None) -> bool:
    """Whether a number can be the one of which only the ends were left."""
    number = id_number or ""
    return number.startswith(covered[0]) and number.endswith(covered[1])
