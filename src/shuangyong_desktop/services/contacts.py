"""联系: who is due, and registering a contact with all that came of it as one change."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from shuangyong_desktop.domain.contact_rules import (
    ContactCounts,
    ContactRules,
    ContactSubject,
    DueContact,
    count_contacts,
    due_contact,
)
from shuangyong_desktop.domain.contacts import (
    CONTACTS,
    OPINIONS,
    Appeal,
    Contact,
    Opinion,
)
from shuangyong_desktop.domain.enclosures import Enclosure
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.appeals import Appeals
from shuangyong_desktop.services.enclosures import Enclosures
from shuangyong_desktop.services.registers import refuse_incomplete
from shuangyong_desktop.services.scanning import Scan
from shuangyong_desktop.services.settings import Settings
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.contacts import ContactFacts
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.transaction import Transaction

_STEP = 256  # people
MOST_AT_ONCE = 500
"""How many people one sheet of contacts may be entered for at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the clerk enters in 登记联系: the contact, and what came of it.

    `progress` says what was done about the open appeal of `contact.appeal_id`. `appeal` is a
    new appeal, `opinion` the text of a new opinion; each None or empty where there is none.
    `scans` are photographs and papers that were brought along.
    """

    contact: Contact
    progress: str = ""
    appeal: Appeal | None = None
    opinion: str = ""
    scans: tuple[Scan, ...] = ()


class Contacts:
    """The contacts of one open ledger; every verb is one undoable change."""

    def __init__(self, ledger: Ledger, appeals: Appeals) -> None:
        self._ledger = ledger
        self._appeals = appeals
        self._facts = ContactFacts(ledger)
        self._people = People(ledger)
        self._records = Records(ledger, CONTACTS)
        self._opinions = Records(ledger, OPINIONS)
        self._enclosures = Enclosures(ledger)
        self._settings = Settings(ledger)
        self._known: tuple[tuple[int, date], list[DueContact]] | None = None

    def rules(self) -> ContactRules:
        """联系频次: how often people are contacted."""
        return self._settings.contact_rules()

    def save_rules(self, rules: ContactRules) -> None:
        """Change how often people are contacted."""
        self._settings.save_contact_rules(rules)

    def lines(self) -> list[DueContact]:
        """Everybody on the ledger with the day of the next contact, by 村（社区） and address.

        无遗属烈士 are left out: there is nobody to contact. Counted once after each change.
        """
        state = (self._facts.last_change(), self._today())
        if self._known is None or self._known[0] != state:
            self._known = (state, self._counted())
        return list(self._known[1])

    def counts(self) -> ContactCounts:
        """The numbers of the 应联系名单 of today."""
        return count_contacts(self.lines())

    def counting(self) -> Iterator[ContactCounts | None]:
        """`counts` in steps of some milliseconds, for a timer; the last value is the result."""
        judge, lines, last = self._judge(), list[DueContact](), 0
        while page := self._facts.page(last, _STEP):
            lines += [judge(subject) for subject in page if subject.living]
            last = page[-1].person_id
            yield None
        yield count_contacts(lines)

    def line_of(self, person_id: int) -> DueContact | None:
        """The line of one person; None for somebody who is not contacted."""
        for subject in self._facts.page(person_id - 1, 1):
            if subject.person_id == person_id and subject.living:
                return self._judge()(subject)
        return None

    def last_officer(self) -> tuple[str, str]:
        """联系人 and 职务 of the contact entered last, for the next form."""
        return self._facts.last_officer()

    def register(self, visit: Visit) -> Contact:
        """登记联系 with its appeal and opinion, as one undoable change; the contact as stored.

        Raises Problem when something is missing or a date lies in the future.
        """
        self._refuse(visit.contact)
        person = self._people.get(visit.contact.person_id or 0)
        with self._ledger.transaction(f"登记联系：{person.name}") as change:
            number = self.put(change, visit)
        return self._records.get(number)

    def register_many(self, person_ids: Sequence[int], contact: Contact) -> int:
        """The same contact with many people, as one undoable change; returns how many.

        Raises Problem like `register`, or when nobody or more than 500 are chosen.
        """
        ids = tuple(dict.fromkeys(person_ids))
        if not 0 < len(ids) <= MOST_AT_ONCE:
            raise Problem(f"批量登记请先勾选 1 到 {MOST_AT_ONCE} 人，没有登记。", code="how_many")
        self._refuse(contact)
        with self._ledger.transaction(f"批量登记联系：{len(ids)} 人") as change:
            self._records.add_many(change, [replace(contact, person_id=number) for number in ids])
        return len(ids)

    def _counted(self) -> list[DueContact]:
        judge = self._judge()
        return [judge(subject) for subject in self._facts.subjects() if subject.living]

    def _judge(self) -> Callable[[ContactSubject], DueContact]:
        """The rules of today, ready to be asked about one person after the other."""
        rules, today = self.rules(), self._today()
        names = {item.code: item.name for item in Categories(self._ledger).all()}
        return lambda subject: due_contact(subject, rules, today, names)

    def put(self, change: Transaction, visit: Visit) -> int:
        """Write a contact with all that came of it within `change`; returns its id.

        Raises Problem as `register` does.
        """
        contact = visit.contact
        self._refuse(contact)
        number = contact.id or self._records.add(change, contact)
        if contact.id is not None:
            self._records.update(change, contact)
        if contact.appeal_id is not None and visit.progress.strip():
            self._appeals.note(
                change, contact.appeal_id, contact.date or "", contact.officer, visit.progress
            )
        if visit.appeal is not None:
            raised = replace(visit.appeal, person_id=contact.person_id, contact_id=number)
            self._appeals.put(change, raised, contact.officer)
        if visit.opinion.strip():
            opinion = Opinion(
                person_id=contact.person_id,
                date=contact.date,
                content=visit.opinion.strip(),
                contact_id=number,
            )
            refuse_incomplete(OPINIONS, opinion)
            self._opinions.add(change, opinion)
        enclosure = Enclosure(
            person_id=contact.person_id, date=contact.date, register=CONTACTS.table,
            record_id=number,
        )  # fmt: skip
        for scan in visit.scans:
            self._enclosures.attach(change, scan, enclosure)
        return number

    def _refuse(self, contact: Contact) -> None:
        refuse_incomplete(CONTACTS, contact)
        if (contact.date or "") > self._today().isoformat():
            raise Problem("联系时间在今天之后，请核对。没有登记。", code="future")
        if contact.next_date and contact.next_date < (contact.date or "")[: len(contact.next_date)]:
            raise Problem("下次联系早于这次联系，请核对。没有登记。", code="next_date")

    def _today(self) -> date:
        return self._ledger.clock().date()
