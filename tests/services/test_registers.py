"""The verbs every register has, on a real ledger."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.contacts import CONTACTS, Contact, ContactWay
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.registers import Entries


@pytest.fixture
def contacts(office) -> Entries[Contact]:
    return office.entries(CONTACTS)


@pytest.fixture
def contact(office) -> Contact:
    person = office.people.save(Person(name="李建国"))
    return Contact(person_id=person.id, date="2026-05-14", way=ContactWay.PHONE)


def test_a_record_is_written_changed_and_undone_under_its_title(office, contacts, contact):
    stored = contacts.save(contact)
    contacts.save(replace(stored, content="身体健康"))
    titles = [change.title for change in office.history.changes(2)]
    assert titles == ["修改联系：李建国", "登记联系：李建国"]
    office.history.undo(office.history.next_undo().id)
    assert contacts.get(stored.id).content is None


def test_a_record_without_what_is_required_is_refused_with_a_sentence(contacts, contact):
    with pytest.raises(Problem, match="请填写联系时间"):
        contacts.save(replace(contact, date=None))
    assert contacts.count() == 0


def test_a_record_goes_into_the_bin_and_comes_back(contacts, contact):
    stored = contacts.save(contact)
    contacts.remove(stored.id)
    assert contacts.count() == 0
    assert list(contacts.ids(RecordFilter(removed=True))) == [stored.id]
    with pytest.raises(Problem, match="已经在回收站"):
        contacts.remove(stored.id)
    contacts.put_back(stored.id)
    assert list(contacts.every()) == [stored]
    with pytest.raises(Problem, match="不在回收站"):
        contacts.put_back(stored.id)
