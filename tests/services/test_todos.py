"""What 首页 asks of the desk on a day, and what ticks it off."""

from dataclasses import replace
from datetime import date

import pytest

from shuangyong_desktop.domain.contacts import APPEALS, Appeal, Contact, ContactWay
from shuangyong_desktop.domain.events import (
    EVENTS,
    FOLLOW_UPS,
    Event,
    EventKind,
    FollowUp,
    FollowUpKind,
)
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.todos import Deed, Tick, Todo, Todos


@pytest.fixture
def today(office) -> date:
    return office.ledger.clock().date()


@pytest.fixture
def todos(office, today) -> Todos:
    for number, place in enumerate(("乙村", "甲村")):
        office.people.save(Person(name=f"李{number}", community=place))
    return Todos(office, today)


def _about(todos: Todos, words: str) -> list[Todo]:
    return [todo for todo in todos.week() if words in todo.title]


def _birthday(office, day: date, **more: object) -> Person:
    return office.people.save(Person(name="寿星", birth_date=f"1950-{day:%m-%d}", **more))


@pytest.mark.usefixtures("todos")
def test_appeals_come_by_their_day_and_are_led_on_by_their_box(office):
    for person, day in ((1, "2026-11-25"), (2, "2026-11-01")):
        office.entries(APPEALS).save(
            Appeal(person_id=person, date="2026-10-01", content="就医", deadline=day)
        )
    found = _about(Todos(office, date(2026, 11, 23)), "诉求")
    assert [(todo.due, todo.tick) for todo in found] == [
        ("2026-11-01", Tick(Deed.APPEAL, 2)),
        ("2026-11-25", Tick(Deed.APPEAL, 1)),
    ]


def test_a_follow_up_stays_until_it_is_ticked(office, todos):
    event = office.entries(EVENTS).save(
        Event(person_id=1, kind=EventKind.DIED, date="2026-01-01", basis="死亡证明")
    )
    step = office.entries(FOLLOW_UPS).save(
        FollowUp(person_id=1, event_id=event.id, kind=FollowUpKind.CARD, due="2026-01-20")
    )
    (todo,) = _about(todos, "优待证")
    assert todo.tick == Tick(Deed.STEP, step.id)
    office.follow_ups.tick([step.id])
    assert not _about(todos, "优待证")


@pytest.mark.parametrize("kind", [FollowUpKind.STOP_PAYMENT, FollowUpKind.RECOVER])
def test_what_asks_for_more_than_a_day_is_settled_on_its_own_page(office, todos, kind):
    event = office.entries(EVENTS).save(
        Event(person_id=1, kind=EventKind.DIED, date="2026-01-01", basis="死亡证明")
    )
    office.entries(FOLLOW_UPS).save(
        FollowUp(person_id=1, event_id=event.id, kind=kind, due="2026-01-20")
    )
    (todo,) = _about(todos, kind.value)
    assert todo.tick is None
    assert todo.link.page == "moves/moves_follow_ups"


def test_who_is_overdue_is_named_up_to_twenty_and_the_rest_is_counted(office, todos, today):
    contact = Contact(way=ContactWay.PHONE, date="2020-01-01", officer="王敏", content="好")
    for number in range(22):
        office.people.save(Person(name=f"周{number}"))
    office.contacts.register_many(list(range(1, 25)), contact)
    found = _about(todos, "联系")
    assert len(found) == 21
    assert found[-1].title == "另有 4 人应联系"
    assert found[-1].tick is None
    who = found[0].tick
    assert who is not None
    office.contacts.register(
        Visit(contact=replace(contact, person_id=who.number, date=today.isoformat()))
    )
    assert _about(todos, "另有")[0].title == "另有 3 人应联系"


def test_whoever_was_reached_today_has_been_congratulated(office, todos, today):
    person = _birthday(office, today)
    (todo,) = _about(todos, "生日")
    assert todo.tick == Tick(Deed.CONTACT, person.id)
    office.contacts.register(
        Visit(
            contact=Contact(
                person_id=person.id, way=ContactWay.PHONE, date=today.isoformat(),
                officer="王敏", content="生日问候",
            )
        )
    )  # fmt: skip
    assert not _about(todos, "生日")


def test_birthdays_of_the_week_come_in_order_by_either_calendar(office):
    for name, born, moon in (
        ("李二", "1950-11-25", None), ("李一", "1950-11-23", None), ("李远", "1950-12-23", None),
        ("农历", "1950-01-01", "10-16"),
    ):  # fmt: skip
        office.people.save(Person(name=name, birth_date=born, lunar_birthday=moon))
    found = Todos(office, date(2026, 11, 23)).birthdays()
    assert [(item.name, item.day.isoformat(), item.lunar) for item in found] == [
        ("李一", "2026-11-23", False),
        ("农历", "2026-11-24", True),
        ("李二", "2026-11-25", False),
    ]


@pytest.mark.usefixtures("todos")
def test_missing_zero_reports_are_named(office):
    (todo,) = Todos(office, date(2026, 11, 23)).month()
    assert todo.title == "2026年10月零报告未交 2 个"
    assert set(todo.detail.split("、")) == {"甲村", "乙村"}


def test_an_empty_ledger_asks_for_nothing(office, today):
    nothing = Todos(office, today)
    assert nothing.week() == []
    assert list(nothing.month()) == []
