"""联系工作台账 and the lists beside it, gathered from the ledger: papers ready to be drawn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.documents.contact_book import (
    COLUMNS,
    COUNTED,
    ContactBook,
    ContactGroup,
    ContactList,
    ContactRow,
)
from shuangyong_desktop.domain.contact_rules import DueContact
from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    OPEN_STAGES,
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    Contact,
    Opinion,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.appeals import PETITIONS, VISITORS, Appeals
from shuangyong_desktop.services.contacts import Contacts
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import PAGE, People
from shuangyong_desktop.storage.registers import Records

__all__ = [
    "ContactList", "ContactPapers", "ContactRow", "Period", "month_of", "quarter_of", "year_of",
]  # fmt: skip

LEDGER_COLUMNS = COLUMNS[ContactList.LEDGER]
"""What a line of the 联系工作台账 shows; sections are its four groups."""

_NO_COMMUNITY = "未登记村（社区）"
MASKED = RosterOptions()
"""Numbers covered: how every internal list leaves the desk unless a purpose is given."""

_SOURCES: Mapping[ContactList, tuple[AppealSource, ...]] = {
    ContactList.VISITORS: VISITORS,
    ContactList.PETITIONS: PETITIONS,
    ContactList.APPEALS: (),
}


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a list is about, both included; `words` stand in its title."""

    since: str
    until: str
    words: str = ""


def year_of(year: int) -> Period:
    """A whole year."""
    return Period(f"{year}-01-01", f"{year}-12-31", f"{year}年")


class ContactPapers:
    """The lists of contacts, appeals and opinions of one open ledger."""

    def __init__(
        self, ledger: Ledger, contacts: Contacts, appeals: Appeals, settings: Settings
    ) -> None:
        self._ledger = ledger
        self._contacts = contacts
        self._appeals = appeals
        self._settings = settings
        self._people = People(ledger)

    def ledger_rows(self, period: Period, community: str | None = None) -> list[ContactRow]:
        """The lines of the 联系工作台账 of a period: one per contact, newest first.

        The appeal that a contact was about or brought, and its opinion, stand beside it;
        appeals and opinions that came without a contact have lines of their own.
        """
        only = RecordFilter(since=period.since, until=period.until)
        contacts = list(Records(self._ledger, CONTACTS).every(only))
        appeals = {item.id: item for item in Records(self._ledger, APPEALS).every()}
        opinions = list(Records(self._ledger, OPINIONS).every(only))
        lines = list(_joined(contacts, appeals, opinions, period))
        people = self._persons(person for person, *_ in lines)
        names = self._names()
        found = []
        for person_id, contact, appeal, opinion in lines:
            person = people[person_id]
            if community is None or community == (person.community or ""):
                row = _row(person, names)
                row = _with_contact(row, contact) if contact else row
                row = _with_appeal(row, appeal) if appeal else row
                found.append(_with_opinion(row, opinion) if opinion else row)
        return found

    def book(self, which: ContactList, period: Period, options: RosterOptions = MASKED) -> Paper:
        """Any of the lists; the call list is of whom is due now, whatever the period."""
        if which is ContactList.LEDGER:
            return self.contact_ledger(period, options=options)
        if which is ContactList.CALLS:
            return self.call_list([line for line in self._contacts.lines() if line.asks], options)
        if which is ContactList.OPINIONS:
            return self.opinion_book(period, options)
        return self.appeal_book(which, period, options)

    def contact_ledger(
        self,
        period: Period,
        community: str | None = None,
        options: RosterOptions = MASKED,
        *,
        wide: bool = True,
    ) -> Paper:
        """《联系工作台账》 of a period, A3 or A4. Raises Problem when nothing stands on it."""
        rows = self.ledger_rows(period, community)
        return self._paper(
            ContactList.LEDGER, self._grouped(rows), options, period.words, wide=wide
        )

    def call_list(self, lines: Sequence[DueContact], options: RosterOptions = MASKED) -> Paper:
        """《应联系人员联系表》 of `lines`, to be filled in by hand, by 村（社区）."""
        people = self._persons(line.subject.person_id for line in lines)
        names = self._names()
        rows = [
            replace(
                _row(people[line.subject.person_id], names),
                last=line.subject.met_on or line.subject.tried_on,
                due=line.due_on.isoformat() if line.due_on else line.need.value,
                reason=line.reason,
            )
            for line in lines
        ]
        return self._paper(ContactList.CALLS, self._grouped(rows), options)

    def appeal_book(
        self,
        which: ContactList,
        period: Period,
        options: RosterOptions = MASKED,
    ) -> Paper:
        """来访登记簿, 信访登记簿 or 诉求办理台账 of a period, oldest first."""
        names = self._names()
        lines = sorted(
            (
                line
                for line in self._appeals.lines(_SOURCES[which])
                if period.since <= (line.appeal.date or "") <= period.until
            ),
            key=lambda line: (line.appeal.date or "", line.appeal.id or 0),
        )
        rows = tuple(_with_appeal(_row(line.person, names), line.appeal) for line in lines)
        groups = (ContactGroup(name="", records=rows),)
        wide = which is ContactList.APPEALS
        return self._paper(which, groups, options, period.words, wide=wide)

    def opinion_book(self, period: Period, options: RosterOptions = MASKED) -> Paper:
        """《意见建议台账》 of a period, oldest first."""
        names = self._names()
        lines = [
            line
            for line in self._appeals.opinions()
            if period.since <= (line.opinion.date or "") <= period.until
        ]
        lines.sort(key=lambda line: (line.opinion.date or "", line.opinion.id or 0))
        rows = tuple(_with_opinion(_row(line.person, names), line.opinion) for line in lines)
        groups = (ContactGroup(name="", records=rows),)
        return self._paper(ContactList.OPINIONS, groups, options, period.words)

    def _paper(
        self,
        which: ContactList,
        groups: tuple[ContactGroup, ...],
        options: RosterOptions,
        period: str = "",
        *,
        wide: bool = False,
    ) -> Paper:
        purpose = options.purpose.strip()
        if options.full and not purpose:
            raise Problem("显示完整证件号和电话需要写明用途，请填写后再生成。", code="no_purpose")
        desk = self._settings.desk()
        book = ContactBook(
            which=which,
            office=desk.reporter,
            made_on=self._ledger.clock().date(),
            groups=groups,
            period=period,
            wide=wide,
            masked=not options.full,
            filled_by=desk.filled_by,
            checked_by=desk.checked_by,
            purpose=purpose,
            demo=self._ledger.demo,
        )
        if not book.count:
            raise Problem(f"这段时间没有可列入《{which.value}》的记录，没有生成。", code="nobody")
        words = f"输出{book.title}：{book.count} {COUNTED[which]}，完整证件号，用途：{purpose}"
        return Paper("contact_book", book.title, book, book.count, words if options.full else "")

    def _grouped(self, rows: Iterable[ContactRow]) -> tuple[ContactGroup, ...]:
        """The rows by 村（社区）, in the desk's order; where none is known last."""
        known = [item.name for item in Communities(self._ledger).all()]
        groups: dict[str, list[ContactRow]] = {name: [] for name in (*known, _NO_COMMUNITY)}
        for row in rows:
            groups[row.community or _NO_COMMUNITY].append(row)
        return tuple(
            ContactGroup(name=name, records=tuple(items)) for name, items in groups.items() if items
        )

    def _persons(self, ids: Iterable[int]) -> dict[int, Person]:
        wanted = sorted(set(ids))
        found: dict[int, Person] = {}
        for start in range(0, len(wanted), PAGE):
            for person in self._people.page(wanted[start : start + PAGE]):
                found[person.id or 0] = person
        return found

    def _names(self) -> dict[str, str]:
        return {item.code: item.name for item in Categories(self._ledger).all()}


_Joined = tuple[int, Contact | None, Appeal | None, Opinion | None]


def _joined(
    contacts: Sequence[Contact],
    appeals: Mapping[int | None, Appeal],
    opinions: Sequence[Opinion],
    period: Period,
) -> Iterator[_Joined]:
    """Each contact with its appeal and opinion, then what came without a contact."""
    raised: dict[int | None, Appeal] = {
        appeal.contact_id: appeal for appeal in appeals.values() if appeal.contact_id
    }
    said: dict[int | None, list[Opinion]] = {}
    for opinion in opinions:
        said.setdefault(opinion.contact_id, []).append(opinion)
    shown: set[int | None] = set()
    for contact in contacts:
        appeal = raised.get(contact.id) or appeals.get(contact.appeal_id)
        shown.add(appeal.id if appeal else None)
        told = said.pop(contact.id, [])
        yield contact.person_id or 0, contact, appeal, next(iter(told), None)
        for opinion in told[1:]:
            yield contact.person_id or 0, None, None, opinion
    for appeal in appeals.values():
        if appeal.id not in shown and period.since <= (appeal.date or "") <= period.until:
            yield appeal.person_id or 0, None, appeal, None
    for rest in said.values():
        for opinion in rest:
            yield opinion.person_id or 0, None, None, opinion


def _row(person: Person, names: Mapping[str, str]) -> ContactRow:
    return ContactRow(
        name=person.name, community=person.community, id_number=person.id_number,
        categories="、".join(names.get(code, code) for code in person.categories),
        phone=person.phone, address=person.address or person.registered_address,
    )  # fmt: skip


def _with_contact(row: ContactRow, contact: Contact) -> ContactRow:
    content = contact.content
    if contact.reached is False:
        content = f"未联系上。{content or ''}"
    return replace(
        row, officer=contact.officer, duty=contact.duty, date=contact.date,
        way=contact.way.value if contact.way else None, content=content, remarks=contact.remarks,
    )  # fmt: skip


_SOLVED = {AppealStage.CLOSED: "已化解"}


def _with_appeal(row: ContactRow, appeal: Appeal) -> ContactRow:
    measures = "；".join(part for part in (appeal.handling, appeal.outcome) if part)
    state = "化解中" if appeal.stage in OPEN_STAGES else _SOLVED.get(appeal.stage, "未化解")
    return replace(
        row, number=appeal.number, registered_on=appeal.date, kind=appeal.kind,
        source=appeal.source.value if appeal.source else None, trouble=appeal.content,
        measures=measures or None, unit=appeal.unit, handler=appeal.handler,
        told_on=appeal.told_on, deadline=appeal.due, money=appeal.money,
        money_source=appeal.money_source, solved_on=appeal.closed_on, stage=appeal.stage.value,
        state=state, outcome=appeal.outcome, revisited_on=appeal.revisited_on,
        satisfaction=appeal.satisfaction.value if appeal.satisfaction else None,
    )  # fmt: skip


def _with_opinion(row: ContactRow, opinion: Opinion) -> ContactRow:
    reason = f"：{opinion.reason}" if opinion.reason else ""
    return replace(
        row, said_on=opinion.date, opinion=opinion.content, verdict=opinion.verdict.value,
        answer=f"{opinion.verdict.value}{reason}", replied_on=opinion.replied_on,
    )  # fmt: skip


def month_of(day: date) -> Period:
    """The month in which `day` lies."""
    return Period(f"{day:%Y-%m}-01", f"{day:%Y-%m}-31", f"{day.year}年{day.month}月")


def quarter_of(day: date) -> Period:
    """The quarter in which `day` lies."""
    number = (day.month - 1) // 3
    first, last = number * 3 + 1, number * 3 + 3
    return Period(
        f"{day.year}-{first:02d}-01", f"{day.year}-{last:02d}-31",
        f"{day.year}年第{'一二三四'[number]}季度",
    )  # fmt: skip
