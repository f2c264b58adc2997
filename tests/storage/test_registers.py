"""One repository for every register: records in, records out, counted, filtered, undone."""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    Appeal,
    AppealStage,
    Contact,
    ContactWay,
)
from shuangyong_desktop.domain.events import EVENTS, Event, EventKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter, Register
from shuangyong_desktop.domain.registry import every_register
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records

REGISTERS = tuple(every_register())


@pytest.fixture
def somebody(ledger: Ledger) -> int:
    with ledger.transaction("登记") as change:
        return People(ledger).add(change, Person(name="李建国"))


def _filled(register: Register[Any], person_id: int) -> Any:
    """A record of `register` in which every column has a value that its type allows."""
    hints = get_type_hints(register.record)
    values: dict[str, Any] = {}
    for item in fields(register.record):
        kinds = list(get_args(hints[item.name]) or (hints[item.name],))
        kind = kinds[0]
        if get_origin(hints[item.name]) is tuple:
            values[item.name] = ("2026-02-03",)
        elif isinstance(kind, type) and issubclass(kind, Enum):
            values[item.name] = list(kind)[-1]
        elif kind is Decimal:
            values[item.name] = Decimal("1234.50")
        elif kind is bool:
            values[item.name] = True
        elif kind is int:
            values[item.name] = 1
        elif get_origin(hints[item.name]) is Mapping:
            values[item.name] = {"phone": "13800001234"}
        else:
            values[item.name] = "2026-02-03"
    linked: dict[str, Any] = {
        "other_id": person_id,
        "relative_id": person_id,
        "person_id": person_id,
        "register": "contact",
        "carried_from": None,
    }
    return register.record(
        **{
            **values,
            **{k: v for k, v in linked.items() if k in values},
            "id": None,
            "removed_at": None,
        }
    )


def _parents(ledger: Ledger, somebody: int, register: Register[Any]) -> None:
    """One record of every register before this one: what it points to, by the number 1."""
    ledger.connection.execute(
        "INSERT INTO attachment_content (sha256, body) VALUES ('2026-02-03', x'00')"
    )
    for parent in REGISTERS[: REGISTERS.index(register)]:
        with ledger.transaction("登记") as change:
            Records(ledger, parent).add(change, _filled(parent, somebody))


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.table)
def test_a_record_comes_back_as_it_was_written(ledger: Ledger, somebody: int, register):
    _parents(ledger, somebody, register)
    records = Records(ledger, register)
    wanted = _filled(register, somebody)
    with ledger.transaction("登记") as change:
        number = records.add(change, wanted)
    assert records.get(number) == replace(wanted, id=number)
    assert list(checks.faults(ledger)) == []


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.table)
def test_history_names_every_value_and_undo_takes_the_record_back(
    ledger: Ledger, somebody: int, register
):
    _parents(ledger, somebody, register)
    with ledger.transaction("登记") as change:
        Records(ledger, register).add(change, _filled(register, somebody))
    history = History(ledger)
    newest = history.changes()[0]
    edits = list(history.edits(newest.id))
    assert edits
    assert all(edit.label for edit in edits)
    before = Records(ledger, register).count()
    history.undo(newest.id)
    assert Records(ledger, register).count() == before - 1


def test_records_are_found_by_person_date_and_column(ledger: Ledger, somebody: int):
    contacts = Records(ledger, CONTACTS)
    with ledger.transaction("登记联系") as change:
        other = People(ledger).add(change, Person(name="王秀英"))
        contacts.add_many(
            change,
            [
                Contact(person_id=somebody, date="2026-01-05", way=ContactWay.PHONE),
                Contact(person_id=somebody, date="2026-03", way=ContactWay.HOME),
                Contact(person_id=other, date="2026-03-09", way=ContactWay.HOME),
            ],
        )
    dates = lambda **only: [found.date for found in contacts.every(RecordFilter(**only))]  # noqa: E731
    assert dates() == ["2026-03-09", "2026-03", "2026-01-05"]
    assert dates(person_id=somebody) == ["2026-03", "2026-01-05"]
    assert dates(since="2026-02") == ["2026-03-09", "2026-03"]
    assert dates(until="2026-03") == ["2026-03-09", "2026-03", "2026-01-05"]
    assert dates(equal=(("way", ContactWay.PHONE),)) == ["2026-01-05"]
    assert contacts.count(RecordFilter(person_id=other)) == 1
    with pytest.raises(KeyError):
        dates(equal=(("way) OR (1", 1),))


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.table)
def test_history_names_whose_record_was_changed(ledger: Ledger, somebody: int, register):
    _parents(ledger, somebody, register)
    records = Records(ledger, register)
    with ledger.transaction("登记") as change:
        number = records.add(change, _filled(register, somebody))
    with ledger.transaction("移入回收站") as change:
        records.update(change, replace(records.get(number), removed_at="2026-11-01T09:00:00"))
    history = History(ledger)
    (edit,) = history.edits(history.changes()[0].id)
    assert edit.subject == register.noun + ("“李建国”" if register.personal else "“2026-02-03”")


def test_what_is_in_the_bin_does_not_count(ledger: Ledger, somebody: int):
    appeals = Records(ledger, APPEALS)
    with ledger.transaction("登记诉求") as change:
        number = appeals.add(change, Appeal(person_id=somebody, content="住房漏雨"))
    assert appeals.get(number).stage is AppealStage.REGISTERED
    with ledger.transaction("删除诉求") as change:
        appeals.update(change, replace(appeals.get(number), removed_at="2026-11-01T09:00:00"))
    assert appeals.count() == 0
    assert list(appeals.ids(RecordFilter(removed=True))) == [number]
    with ledger.transaction("清理") as change:
        appeals.delete(change, number)
    with pytest.raises(KeyError):
        appeals.get(number)


def test_an_event_keeps_what_was_before_and_after(ledger: Ledger, somebody: int):
    events = Records(ledger, EVENTS)
    event = Event(
        person_id=somebody,
        kind=EventKind.DIED,
        date="2026-05",
        status_before=PersonStatus.ACTIVE,
        status_after=PersonStatus.DECEASED,
        before={"death_date": ""},
        after={"death_date": "2026-05"},
    )
    with ledger.transaction("死亡：李建国") as change:
        number = events.add(change, event)
    assert events.get(number).after == {"death_date": "2026-05"}
    with pytest.raises(ValueError, match="never stored"), ledger.transaction("改") as change:
        events.update(change, event)


def test_the_records_of_many_people_come_at_once_newest_first(ledger: Ledger):
    people, contacts = People(ledger), Records(ledger, CONTACTS)
    with ledger.transaction("登记") as change:
        first, second, third = (people.add(change, Person(name=name)) for name in "甲乙丙")
        for who, day in ((first, "2026-01-05"), (second, "2026-03-01"), (first, "2026-04-01")):
            contacts.add(change, Contact(person_id=who, date=day))
        contacts.add(change, Contact(person_id=second, date="2026-05-01", removed_at="2026-05-02"))
    found = contacts.of_people([first, second, third])
    assert [contact.date for contact in found[first]] == ["2026-04-01", "2026-01-05"]
    assert [contact.date for contact in found[second]] == ["2026-03-01"]
    assert third not in found
