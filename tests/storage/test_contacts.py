"""What the ledger knows of contacts beyond the single record."""

from dataclasses import replace

from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS, Appeal, Contact
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.storage.contacts import ContactFacts
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records


def _people(ledger: Ledger, *people: Person) -> list[int]:
    with ledger.transaction("登记") as change:
        return [People(ledger).add(change, person) for person in people]


def test_the_last_contact_of_everybody_comes_with_what_the_rules_look_at(ledger: Ledger):
    li, zhang, _ = _people(
        ledger,
        Person(name="李", community="石桥村", categories=("war_veteran",), birth_date="1946",
               tags=("独居", "重点联系"), social_aid="低保"),
        Person(name="张", social_aid="无"),
        Person(name="王", status=PersonStatus.DECEASED),
    )  # fmt: skip
    contact = Contact(person_id=li, date="2026-05-01", next_date="2026-06-01")
    with ledger.transaction("登记联系") as change:
        Records(ledger, CONTACTS).add_many(
            change,
            [
                contact,
                replace(contact, date="2026-05-09", reached=False, next_date="2026-05-20"),
                replace(contact, date="2026-05-09", reached=False, next_date="2026-05-21"),
                replace(contact, date="2026-07-01", removed_at="2026-07-02T09:00:00"),
            ],
        )
    first, second = ContactFacts(ledger).subjects()
    assert (first.person_id, first.categories, first.birth_date) == (li, ("war_veteran",), "1946")
    assert set(first.tags) == {"独居", "重点联系"}
    assert (first.community, first.hard) == ("石桥村", True)
    assert (first.met_on, first.tried_on, first.agreed_on) == (
        "2026-05-01", "2026-05-09", "2026-05-21",
    )  # fmt: skip
    assert (second.person_id, second.hard, second.met_on, second.tags) == (zhang, False, None, ())


def test_people_come_page_by_page(ledger: Ledger):
    ids = _people(ledger, *(Person(name=name) for name in "甲乙丙"))
    facts = ContactFacts(ledger)
    assert [found.person_id for found in facts.page(0, 2)] == ids[:2]
    assert [found.person_id for found in facts.page(ids[1], 2)] == ids[2:]
    assert facts.page(ids[2], 2) == []


def test_numbers_and_officers_are_remembered(ledger: Ledger):
    facts = ContactFacts(ledger)
    assert (facts.last_officer(), facts.appeals_numbered(2026)) == (("", ""), 0)
    (li,) = _people(ledger, Person(name="李"))
    before = facts.last_change()
    with ledger.transaction("登记") as change:
        Records(ledger, CONTACTS).add(change, Contact(person_id=li, officer="王敏", duty="主任"))
        Records(ledger, CONTACTS).add(change, Contact(person_id=li))
        for number in ("2026-007", "2025-099", "2026-丙", None):
            Records(ledger, APPEALS).add(change, Appeal(person_id=li, number=number))
    assert facts.last_officer() == ("王敏", "主任")
    assert facts.appeals_numbered(2026) == 7
    assert facts.last_change() > before
