"""Papers drawn in a worker: the record of a paper goes in, a finished file comes out.

Papers are plain records, so that what is drawn does not depend on a ledger (DESIGN 20, 23).
The ending of the file decides between PDF and spreadsheet. The libraries that draw are
imported where they are used: whoever asks for a paper must not load them.
"""

# ruff: noqa: PLC0415
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.services.workers import Tick, Worker

_DOUBT_WIDTH = 9
_DIED = "生成纸面文件的程序意外退出，原有文件和台账没有改动。请重试。"


@dataclass(frozen=True, slots=True)
class PeopleGroup:
    """The people of one 村（社区）, in the order of the paper."""

    name: str
    records: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleRoster:
    """A 花名册 to be drawn: `columns` are keys of PEOPLE."""

    title: str
    office: str
    made_on: date
    columns: tuple[str, ...]
    groups: tuple[PeopleGroup, ...]
    masked: bool = True
    filled_by: str = ""
    checked_by: str = ""
    purpose: str = ""
    caution: str = ""
    demo: bool = False


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """A 恢复密钥单 to be drawn."""

    key: str
    demo: bool = False


@dataclass(frozen=True, slots=True)
class DoubtSheet:
    """Rows of one sheet that the clerk has to look at, as they stood, with the reason last."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class DoubtBook:
    """A 问题表 to be written."""

    sheets: tuple[DoubtSheet, ...]


class Station:
    """The worker's side: one method per paper."""

    def visit_sheets(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """《慰问金（品）发放签收册》 with its 《汇总表》."""
        from shuangyong_desktop.documents.visit_book import VisitBook

        target, book = Path(path), from_plain(VisitBook, paper)
        if _ending(target) == ".pdf":
            from shuangyong_desktop.documents.visit_sheets import write_visit_sheets as write
        else:
            from shuangyong_desktop.documents.workbooks import write_visit_workbook as write
        write(target, book, tick=tick)

    def roster(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """花名册."""
        from shuangyong_desktop.documents.roster import Roster, RosterGroup

        target, order = Path(path), from_plain(PeopleRoster, paper)
        roster = Roster(
            title=order.title,
            office=order.office,
            made_on=order.made_on,
            schema=PEOPLE.pick(*order.columns),
            groups=[RosterGroup(group.name, group.records) for group in order.groups],
            masked=order.masked,
            filled_by=order.filled_by,
            checked_by=order.checked_by,
            purpose=order.purpose,
            caution=order.caution,
            demo=order.demo,
        )
        if _ending(target) == ".pdf":
            from shuangyong_desktop.documents.roster import write_roster as write
        else:
            from shuangyong_desktop.documents.workbooks import write_roster_workbook as write
        write(target, roster, tick=tick)

    def round_sheets(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """《核对表》 of a round: for signing as PDF, for filling in as a workbook."""
        from shuangyong_desktop.documents import round_sheets
        from shuangyong_desktop.documents.round_book import RoundBook

        target, book = Path(path), from_plain(RoundBook, paper)
        if _ending(target) == ".pdf":
            round_sheets.write_round_sheets(target, book, tick=tick)
        else:
            round_sheets.write_round_workbook(target, book, tick=tick)

    def round_calls(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """上门名单 and 未完成名单 of a round."""
        from shuangyong_desktop.documents.roster import Roster, RosterGroup
        from shuangyong_desktop.documents.round_book import CALLS, RoundCallList

        target, order = Path(path), from_plain(RoundCallList, paper)
        roster = Roster(
            title=order.title,
            office=order.office,
            made_on=order.made_on,
            schema=CALLS,
            groups=[RosterGroup(group.community, group.calls) for group in order.groups],
            filled_by=order.filled_by,
            checked_by=order.checked_by,
            demo=order.demo,
        )
        if _ending(target) == ".pdf":
            from shuangyong_desktop.documents.roster import write_roster as write
        else:
            from shuangyong_desktop.documents.workbooks import write_roster_workbook as write
        write(target, roster, tick=tick)

    def change_sheet(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """变动材料: 增减变动表, 变动花名册, 动态月报, 停发报告."""
        from shuangyong_desktop.documents.change_book import ChangeSheet

        target, sheet = Path(path), from_plain(ChangeSheet, paper)
        ending = _ending(target, (".pdf", ".xlsx", ".docx"))
        if ending == ".docx":
            from shuangyong_desktop.documents.change_letter import letter_of
            from shuangyong_desktop.documents.letters import write_letter

            write_letter(target, letter_of(sheet), tick=tick)
            return
        if ending == ".pdf":
            from shuangyong_desktop.documents.change_sheets import write_change_sheet as write
        else:
            from shuangyong_desktop.documents.change_sheets import write_change_workbook as write
        write(target, sheet, tick=tick)

    def contact_book(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """联系工作台账 and the lists beside it."""
        from shuangyong_desktop.documents.contact_book import ContactBook
        from shuangyong_desktop.documents.contact_ledger import write_contact_book

        target = Path(path)
        _ending(target)
        write_contact_book(target, from_plain(ContactBook, paper), tick=tick)

    def call_sheet(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """《联系登记表》 of one 村（社区）, to be filled in and sent back."""
        from shuangyong_desktop.documents.call_book import CallBook
        from shuangyong_desktop.documents.call_sheets import write_call_workbook

        target = Path(path)
        _ending(target, (".xlsx",))
        write_call_workbook(target, from_plain(CallBook, paper), tick=tick)

    def handout_sheet(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """光荣牌、优待证领取册."""
        from shuangyong_desktop.documents.handout_sheets import HandoutSheet, write_handout_sheet

        target = Path(path)
        _ending(target)
        write_handout_sheet(target, from_plain(HandoutSheet, paper), tick=tick)

    def roll_book(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """登记册 of a register."""
        from shuangyong_desktop.documents import roll_book

        target, book = Path(path), from_plain(roll_book.RollBook, paper)
        if _ending(target) == ".pdf":
            roll_book.write_roll_book(target, book, tick=tick)
        else:
            roll_book.write_roll_workbook(target, book, tick=tick)

    def person_card(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """一人一档登记卡."""
        from shuangyong_desktop.documents.person_card import PersonCard, write_person_card

        target = Path(path)
        _ending(target, (".pdf",))
        write_person_card(target, from_plain(PersonCard, paper), tick=tick)

    def letter(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """公文: what goes round for signature."""
        from shuangyong_desktop.documents.letters import Letter, write_letter

        target = Path(path)
        _ending(target, (".pdf", ".docx"))
        write_letter(target, from_plain(Letter, paper), tick=tick)

    def task_division(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """《重点任务分工表》, and the workbook that a unit fills in."""
        from shuangyong_desktop.documents.task_book import DivisionBook, write_division

        target = Path(path)
        _ending(target, (".pdf", ".docx", ".xlsx"))
        write_division(target, from_plain(DivisionBook, paper), tick=tick)

    def doubts(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """问题表: every row keeps its columns, so that it can be corrected and read again."""
        from shuangyong_desktop.documents.excel import Line, Sheet, SheetColumn, write_workbook

        target, book = Path(path), from_plain(DoubtBook, paper)
        _ending(target, (".xlsx",))
        sheets = [
            Sheet(
                name=sheet.name,
                title="导入问题表（改好后可以再次导入）",
                columns=[SheetColumn(heading, _DOUBT_WIDTH) for heading in sheet.headings],
                lines=[Line(row) for row in sheet.rows],
            )
            for sheet in book.sheets
        ]
        write_workbook(target, sheets, tick=tick)

    def box(self, path: str, paper: Mapping[str, Any], tick: Tick) -> dict[str, Any]:
        """A 迎检盒 with its scans; answers with those that could not be bound."""
        from shuangyong_desktop.documents.box_book import BoxBook, write_box

        target = Path(path)
        _ending(target, (".pdf",))
        return {"unbound": list(write_box(target, from_plain(BoxBook, paper), tick=tick))}

    def recovery_sheet(self, path: str, paper: Mapping[str, Any], tick: Tick) -> None:
        """恢复密钥单."""
        from shuangyong_desktop.documents.recovery_sheet import write_recovery_sheet

        del tick
        sheet = from_plain(RecoverySheet, paper)
        write_recovery_sheet(Path(path), sheet.key, demo=sheet.demo)


def draw(paper: str, path: Path, record: Any, tick: Tick | None = None) -> dict[str, Any]:
    """Draw `record` as the paper named like a method of `Station` and write it to `path`.

    Returns what there is to say of it, nothing for most.

    Raises Problem when it cannot be drawn or written; an older file then stays as it was.
    """
    with Worker() as worker:
        return worker.ask(
            f"drawing.{paper}",
            died=_DIED,
            tick=tick,
            path=str(path.absolute()),
            paper=to_plain(record),
        ).message


def _ending(path: Path, known: tuple[str, ...] = (".pdf", ".xlsx")) -> str:
    ending = path.suffix.lower()
    if ending not in known:
        raise Problem(
            f"文件名要以 {' 或 '.join(known)} 结尾，“{path.name}”没有生成。", code="ending"
        )
    return ending
