"""联系工作台账 and the lists beside it on paper and as a workbook."""

from pathlib import Path

from shuangyong_desktop.documents.contact_book import (
    COLUMNS,
    COUNTED,
    ContactBook,
    ContactList,
)
from shuangyong_desktop.documents.frames import LANDSCAPE, LANDSCAPE_A3, Tick, never_mind
from shuangyong_desktop.documents.roster import Roster, RosterGroup, write_roster
from shuangyong_desktop.documents.workbooks import write_roster_workbook


def write_contact_book(path: Path, book: ContactBook, *, tick: Tick = never_mind) -> None:
    """Write one of the lists to `path`, .xlsx or PDF (A4 or A3 landscape).

    Raises Problem when nothing stands on it, a character cannot be drawn or the file cannot
    be written; an older file at `path` then stays as it was.
    """
    roster = Roster(
        title=book.title,
        office=book.office,
        made_on=book.made_on,
        schema=COLUMNS[book.which],
        groups=[RosterGroup(group.name, group.records) for group in book.groups],
        masked=book.masked,
        filled_by=book.filled_by,
        checked_by=book.checked_by,
        purpose=book.purpose,
        demo=book.demo,
        counted=COUNTED[book.which],
        frame=LANDSCAPE_A3 if book.wide else LANDSCAPE,
        two_heads=book.which is ContactList.LEDGER,
    )
    write = write_roster_workbook if path.suffix.lower() == ".xlsx" else write_roster
    write(path, roster, tick=tick)
