"""光荣牌、优待证领取册: who is to have one, with room to sign (DOMAIN §4.11)."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from shuangyong_desktop.documents.frames import Tick, never_mind
from shuangyong_desktop.documents.roster import Roster, RosterGroup, write_roster
from shuangyong_desktop.documents.workbooks import write_roster_workbook
from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutLine:
    """One line: whom it is for; what is signed at the door stays empty."""

    name: str
    id_number: str | None = None
    categories: str = ""
    address: str | None = None
    phone: str | None = None
    number: str | None = None
    signature: str = ""
    relation: str = ""
    day: str = ""
    remarks: str = ""


COLUMNS = Schema(
    HandoutLine,
    (
        Field("name", "姓名", kinds.NAME, width=5),
        Field("id_number", "身份证号", kinds.ID_NUMBER, width=10),
        Field("categories", "人员类别", kinds.TEXT, width=8),
        Field("address", "住址", kinds.TEXT, width=10),
        Field("phone", "联系电话", kinds.PHONE, width=7),
        Field("number", "编号", kinds.CERTIFICATE, width=8),
        Field("signature", "领取人签字（手印）", kinds.TEXT, width=9),
        Field("relation", "与本人关系", kinds.TEXT, width=5),
        Field("day", "领取日期", kinds.TEXT, width=5),
        Field("remarks", "备注", kinds.TEXT, width=4),
    ),
)


@dataclass(frozen=True, slots=True)
class HandoutGroup:
    """The lines of one 村（社区）."""

    community: str
    lines: tuple[HandoutLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutSheet:
    """A 领取册 to be signed: numbers masked unless a `purpose` is printed on it."""

    title: str
    office: str
    made_on: date
    groups: tuple[HandoutGroup, ...]
    masked: bool = True
    filled_by: str = ""
    checked_by: str = ""
    purpose: str = ""
    demo: bool = False


def write_handout_sheet(path: Path, sheet: HandoutSheet, *, tick: Tick = never_mind) -> None:
    """Write `sheet` to `path` (.pdf or .xlsx), a signature of 30 × 12 mm on every line.

    Raises Problem when nobody is on it or the file cannot be written.
    """
    roster = Roster(
        title=sheet.title,
        office=sheet.office,
        made_on=sheet.made_on,
        schema=COLUMNS,
        groups=[RosterGroup(group.community, group.lines) for group in sheet.groups],
        masked=sheet.masked,
        filled_by=sheet.filled_by,
        checked_by=sheet.checked_by,
        purpose=sheet.purpose,
        demo=sheet.demo,
        signed=True,
    )
    write = write_roster if path.suffix.lower() == ".pdf" else write_roster_workbook
    write(path, roster, tick=tick)
