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
from shuangyong_desktop.domain.rolls.pairs import PAIRS, Pair
from shuangyong_desktop.domain.tasks import Progress, Task, TaskList, TaskState
from shuangyong_desktop.services.contacts import Visit
from shuangyong_desktop.services.todos import Deed, Link, Tick, Todo, Todos


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


QUIET = date(2026, 5, 6)
"""A day on which no year asks for anything."""


def test_an_empty_ledger_asks_for_nothing_on_a_quiet_day(office):
    nothing = Todos(office, QUIET)
    assert nothing.week() == []
    assert list(nothing.month()) == []


def _task(office, title: str, due: str, **columns: object) -> Task:
    return office.tasks.save(
        Task(
            **{"title": title, "year": 2026, "list": TaskList.FOR_ARMY, "due_rule": due, **columns}
        )
    )


def test_tasks_that_are_late_or_due_within_a_week_lead_to_themselves(office):
    late = _task(office, "路灯维修", "2026-05-05", unit="规建办", goal=2, counted_in="处")
    soon = _task(office, "国防教育课", "2026-05-13", list=TaskList.PLAN)
    _task(office, "以后的事", "2026-05-14")
    checked = _task(office, "随军家属就业", "2026-05-06")
    office.tasks.move(checked.id, TaskState.TO_CHECK)
    held = _task(office, "挂起的事", "2026-05-01")
    office.tasks.move(held.id, TaskState.HELD, "等通知")
    found = Todos(office, QUIET).week()
    assert [(todo.title, todo.due, todo.tick) for todo in found] == [
        ("路灯维修", "2026-05-05", Tick(Deed.TASK, late.id)),
        ("随军家属就业", "2026-05-06", None),
        ("国防教育课", "2026-05-13", Tick(Deed.TASK, soon.id)),
    ]
    assert found[0].detail == "双清单 · 规建办 · 完成 0/2 处"
    assert found[1].detail == "双清单 · 待提出单位确认"
    assert found[0].link == Link(f"tasks/{late.id}", year=2026)


def test_a_task_whose_conditions_are_there_is_closed_on_its_page(office):
    task = _task(office, "路灯维修", "2026-05-05", goal=1)
    office.progress.save(Progress(task_id=task.id, date="2026-05-04", amount=1))
    (todo,) = Todos(office, QUIET).week()
    assert todo.detail == "双清单 · 条件已齐，可以销号"
    assert todo.tick is None


def test_more_than_twenty_tasks_are_counted_not_listed(office):
    for number in range(23):
        _task(office, f"任务{number}", f"2026-04-{number + 1:02d}")
    found = Todos(office, QUIET).week()
    assert len(found) == 21
    assert found[-1].title == "另有 3 项任务"
    assert found[-1].due == "2026-04-21"


def test_what_the_tasks_ask_for_as_a_whole_stands_in_the_month(office):
    _task(office, "路灯维修", "2026-05-20")
    _task(office, "去年的事", "2025-12-31", year=2025)
    checked = _task(office, "随军家属就业", "2026-06-20")
    office.tasks.move(checked.id, TaskState.TO_CHECK)
    found = {todo.title: todo.link for todo in Todos(office, QUIET).month()}
    assert found == {
        "1 项任务待提出单位确认": Link("tasks/to_check", year=2026),
        "1 项任务 30 天内到期": Link("tasks/soon", year=2026),
        "第一季度还没有对账": Link("tasks/reconcile", year=2026),
        "2025 年还有 1 项任务没有销号": Link("tasks/open", year=2025),
    }
    office.reconciliations.take(2026, date(2026, 3, 31))
    assert "第一季度还没有对账" not in {todo.title for todo in Todos(office, QUIET).month()}


def test_what_the_registers_ask_for_leads_to_the_record(office):
    pair = office.entries(PAIRS).save(
        Pair(local_unit="惠民社区", partner="驻区某部", date="2024-05-01", until="2026-05-10")
    )
    (asked,) = [item for item in office.rolls.asks(QUIET) if item.record_id == pair.id]
    (todo,) = [item for item in Todos(office, QUIET).week() if "rolls" in item.link.page]
    assert todo.link == Link(f"rolls/pair/{pair.id}")
    assert (todo.title, todo.due) == (asked.due.words, asked.due.on)
    assert todo.detail == "共建对子 · 驻区某部"


def test_many_of_one_register_stand_in_one_row(office):
    for number in range(4):
        office.entries(PAIRS).save(
            Pair(
                local_unit="惠民社区", partner=f"部{number}", date="2026-05-01", until="2026-05-10"
            )
        )
    found = [item for item in Todos(office, QUIET).week() if "rolls" in item.link.page]
    assert [(item.title, item.link.page) for item in found] == [
        ("共建对子：4 条要办", "rolls/pair")
    ]
    assert found[0].detail.endswith("等")


def test_what_they_ask_for_later_is_counted_by_register(office):
    for partner, until in (("甲部", "2026-06-10"), ("乙部", "2026-06-20")):
        office.entries(PAIRS).save(
            Pair(local_unit="惠民社区", partner=partner, date="2026-05-01", until=until)
        )
    found = [item for item in Todos(office, QUIET).month() if "rolls" in item.link.page]
    assert [(item.title, item.due, item.link.page) for item in found] == [
        ("共建对子：2 条要办", "2026-06-10", "rolls/pair")
    ]


def test_the_year_asks_this_week_or_ahead(office):
    day = date(2026, 7, 4)
    week = [todo for todo in Todos(office, day).week() if todo.link.page.startswith("year_days")]
    assert [(todo.title, todo.due, todo.link.page) for todo in week] == [
        ("推荐双拥先进典型（五类）", "2026-06-15", "year_days/2026-06-15/A17"),
        ("制定“八一”走访慰问方案和名册", "2026-07-10", "year_days/2026-07-10/A18"),
    ]
    assert all(todo.tick is None for todo in week)
    assert "补挂、更换光荣牌（“八一”前）" not in [todo.title for todo in Todos(office, day).month()]
    ahead = [todo.title for todo in Todos(office, date(2026, 7, 12)).month()]
    assert "补挂、更换光荣牌（“八一”前）" in ahead


def test_the_numbers_of_the_tasks_ask_the_ledger_a_fixed_number_of_times(office):
    def asked() -> int:
        seen: list[str] = []
        office.ledger.connection.set_trace_callback(seen.append)
        todos = Todos(office, QUIET)
        todos.week()
        list(todos.month())
        office.ledger.connection.set_trace_callback(None)
        return len(seen)

    _task(office, "任务", "2026-05-07")
    first = asked()
    for number in range(30):
        _task(office, f"任务{number}", "2026-05-08")
    assert asked() <= first + 1  # those that are only counted need the day of the first of them
