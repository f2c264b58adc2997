"""联系登记表: given out per 村（社区）, taken back with everything shown before it is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from shuangyong_desktop.documents.call_book import CallBook, CallEntry
from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.contact_returns import (
    ReturnedContact,
    ToldContact,
    contact_columns,
    contact_landing,
    told_contact,
)
from shuangyong_desktop.domain.contact_rules import DueContact
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    OPINIONS,
    Appeal,
    AppealSource,
    Contact,
    ContactWay,
)
from shuangyong_desktop.domain.drafts import Draft
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.imported import cells_of
from shuangyong_desktop.domain.imports import match_person
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.domain.plain import to_plain
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.returns import (
    WRITABLE,
    Landing,
    ReturnCounts,
    changes_of,
    count,
)
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import safe_file_name
from shuangyong_desktop.services.contacts import Contacts, Visit
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.returned_sheets import ReadSheet, read_sheet
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.matching import KnownRecords
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records

MASKED = RosterOptions()
_TITLE = "联系登记表"
_NO_COMMUNITY = "未登记村（社区）"
_SOURCES = {
    ContactWay.PHONE: AppealSource.PHONE,
    ContactWay.OFFICE: AppealSource.VISIT,
    ContactWay.HOME: AppealSource.HOME,
}


@dataclass(frozen=True, slots=True)
class ContactReturn:
    """What a returned file would do: its rows, their counts, and who is still to come.

    `missing` are the people of the communities on the sheet who are due and stand on no row.
    """

    rows: tuple[ReturnedContact, ...]
    counts: ReturnCounts
    missing: tuple[int, ...]


class ContactSheets:
    """Sheets of contacts that the 村（社区） fill, over one open ledger."""

    def __init__(self, ledger: Ledger, contacts: Contacts, settings: Settings) -> None:
        self._ledger, self._contacts, self._settings = ledger, contacts, settings
        self._people = People(ledger)
        self._records = Records(ledger, CONTACTS)

    def workbooks(
        self, lines: Sequence[DueContact], folder: Path, options: RosterOptions = MASKED
    ) -> list[tuple[Path, Paper]]:
        """One workbook per 村（社区） of `lines` and where in `folder` it goes, ready to be drawn.

        Raises Problem for nobody, or full numbers without a purpose.
        """
        purpose = options.purpose.strip()
        if options.full and not purpose:
            raise Problem("显示完整电话需要写明用途，请填写后再生成。", code="no_purpose")
        if not lines:
            raise Problem("没有要联系的人员，联系登记表没有生成。", code="nobody")
        found: dict[str, list[DueContact]] = {}
        for line in lines:
            found.setdefault(line.subject.community or "", []).append(line)
        office, day = self._settings.desk().reporter, self._ledger.clock().date()
        made = []
        for community, due in found.items():
            book = CallBook(
                title=_TITLE, office=office, made_on=day, community=community or _NO_COMMUNITY,
                entries=tuple(self._entries(due, masked=not options.full)),
                ways=tuple(way.value for way in ContactWay), purpose=purpose,
                demo=self._ledger.demo,
            )  # fmt: skip
            said = f"输出{_TITLE}（{book.community}）：{len(due)} 人，完整电话，用途：{purpose}"
            paper = Paper("call_sheet", _TITLE, book, len(due), said if options.full else "")
            name = safe_file_name(f"{_TITLE}_{book.community}_{day.isoformat()}")
            made.append((folder / f"{name}.xlsx", paper))
        return made

    def categories(self) -> list[Any]:
        """The words that `read` reads with, taken from the ledger before the thread begins."""
        plain: list[Any] = to_plain(Categories(self._ledger).all())
        return plain

    @staticmethod
    def read(path: Path, categories: list[Any], tick: Tick | None = None) -> ReadSheet:
        """Read the file at `path` in a worker; touches no ledger, so any thread may call it.

        Raises Problem when it is no list of people.
        """
        return read_sheet(path, categories, contact_columns, tick)

    def preview(self, sheet: ReadSheet, assumed: Contact) -> ContactReturn:
        """What `sheet` says; nothing is written. `assumed` holds where a row does not say."""
        rows = tuple(_Landings(self._ledger, self._people, self._records).of(sheet, assumed))
        named = {row.person_id for row in rows if row.person_id is not None}
        lines = self._contacts.lines()
        touched = {line.subject.community for line in lines if line.subject.person_id in named}
        missing = tuple(
            line.subject.person_id
            for line in lines
            if line.asks
            and line.subject.community in touched
            and line.subject.person_id not in named
        )
        return ContactReturn(rows, count(rows, sheet.skipped), missing)

    def accept(self, found: ContactReturn, *, over: bool = False, people: bool = False) -> int:
        """Register the rows that can be, as one undoable change; returns how many.

        `over` lets rows win that say something else than the contact of the same day; `people`
        writes corrected telephones and addresses into the ledger too. Raises Problem when
        nothing is left to write.
        """
        wanted = [
            row
            for row in found.rows
            if row.landing in WRITABLE and (over or row.landing is Landing.NEW)
        ]
        if not wanted:
            raise Problem("没有可以登记的行，台账没有改动。", code="nothing_to_write")
        with self._ledger.transaction(f"收回{_TITLE}：{len(wanted)} 人次") as change:
            for row in wanted:
                if row.result is None:
                    continue
                self._contacts.put(change, self._visit(row, row.result))
                if people and row.changes:
                    person = self._people.get(row.person_id or 0)
                    values: dict[str, Any] = {item.key: item.after for item in row.changes}
                    self._people.update(change, replace(person, **values))
        return len(wanted)

    def _visit(self, row: ReturnedContact, contact: Contact) -> Visit:
        """The contact with the appeal and opinion that the ledger does not have yet."""
        only = RecordFilter(person_id=row.person_id)
        appeals = (item.content for item in Records(self._ledger, APPEALS).every(only))
        opinions = (item.content for item in Records(self._ledger, OPINIONS).every(only))
        appeal = None
        if row.appeal and row.appeal not in appeals:
            source = _SOURCES.get(contact.way) if contact.way else None
            appeal = Appeal(date=contact.date, source=source, content=row.appeal)
        opinion = row.opinion if row.opinion not in opinions else ""
        return Visit(contact=contact, appeal=appeal, opinion=opinion)

    def _entries(self, lines: Sequence[DueContact], *, masked: bool) -> Iterator[CallEntry]:
        ids = [line.subject.person_id for line in lines]
        people: dict[int | None, Person] = {
            one.id: one
            for start in range(0, len(ids), PAGE)
            for one in self._people.page(ids[start : start + PAGE])
        }
        for line in lines:
            person = people[line.subject.person_id]
            yield CallEntry(
                number=person.id or 0,
                name=person.name,
                birth_date=person.birth_date or "",
                categories=names_of(person.categories),
                address=person.address or person.registered_address or "",
                phone=PEOPLE["phone"].write(person.phone, masked=masked),
                last=line.subject.met_on or "",
                due=line.due_on.isoformat() if line.due_on else line.need.value,
            )


class _Landings:
    """Finds for every row of a sheet the person it is about, and where it lands."""

    def __init__(self, ledger: Ledger, people: People, contacts: Records[Contact]) -> None:
        self._people, self._contacts = people, contacts
        self._known = KnownRecords(ledger)
        self._today = ledger.clock().date().isoformat()
        self._seen: set[tuple[int | None, str | None]] = set()

    def of(self, sheet: ReadSheet, assumed: Contact) -> Iterator[ReturnedContact]:
        for draft in sheet.drafts:
            cells = cells_of(draft.cells)
            said = told_contact(cells, sheet.columns.get(draft.sheet, {}))
            yield self._one(draft, said, assumed)

    def _one(self, draft: Draft, said: ToldContact, assumed: Contact) -> ReturnedContact:
        row = ReturnedContact(
            sheet=draft.sheet, row=draft.row, name=draft.values["name"] or "",
            landing=Landing.UNKNOWN,
        )  # fmt: skip
        person, landing, why = self._person(draft, said)
        if person is None:
            return replace(row, landing=landing, why=why)
        row = replace(row, person_id=person.id)
        if said.empty:
            return replace(row, landing=Landing.EMPTY)
        if person.status is not PersonStatus.ACTIVE:
            why = f"台账上已{person.status.value}，请核实后逐人登记"
            return replace(row, landing=Landing.OUTSIDE, why=why)
        contact, why = said.contact(replace(assumed, person_id=person.id), self._today)
        if contact is None:
            return replace(row, landing=Landing.UNREAD, why=why)
        if (person.id, contact.date) in self._seen:
            why = "前面已有这个人同一天的一行，没有采用"
            return replace(row, landing=Landing.REPEATED, why=why)
        self._seen.add((person.id, contact.date))
        known = self._of_day(person.id, contact.date)
        landing, why = contact_landing(known, contact)
        if known is not None:
            contact = replace(contact, id=known.id, duty=known.duty, appeal_id=known.appeal_id)
        return replace(
            row, landing=landing, result=contact, why=why, appeal=said.appeal,
            opinion=said.opinion, changes=changes_of(person, draft.values),
        )  # fmt: skip

    def _of_day(self, person_id: int | None, day: str | None) -> Contact | None:
        only = RecordFilter(person_id=person_id, since=day, until=day)
        return next(iter(self._contacts.every(only)), None)

    def _person(self, draft: Draft, said: ToldContact) -> tuple[Person | None, Landing, str]:
        """Whom a row is about: by its 登记号 and name, else by ID number, name and birth date."""
        if said.number is not None:
            for person in self._people.page([said.number]):
                if draft.values["name"] in (person.name, person.former_name):
                    return person, Landing.NEW, ""
        match = match_person(draft.values, self._known)
        if match.person_id is not None and match.certain:
            return self._people.get(match.person_id), Landing.NEW, ""
        if match.candidates:
            return None, Landing.UNSURE, f"{match.by.value}，请核实后逐人登记"
        why = "按身份证号、姓名和出生日期都没有找到，可能是新增人员"
        return None, Landing.UNKNOWN, why
