"""What may be registered of somebody, and what it writes into their record."""

from datetime import date

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.registering import (
    differences,
    fact_day,
    refuse_impossible,
    with_status,
)

TODAY = date(2026, 7, 20)
ON, DEAD, AWAY = PersonStatus.ACTIVE, PersonStatus.DECEASED, PersonStatus.MOVED_OUT


@pytest.mark.parametrize(
    ("text", "day"), [("2026年7月20日", "2026-07-20"), ("2026.6", "2026-06"), ("1950", "1950")]
)
def test_a_day_is_taken_in_any_spelling_as_far_as_it_is_known(text, day):
    assert fact_day(text, Person(name="李", birth_date="1950-02-03"), TODAY) == day


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "看不明白"),
        ("2026-13", "看不明白"),
        ("2026-07-21", "今天之后"),
        ("1949-12", "早于出生"),
    ],
)
def test_a_day_that_cannot_be_is_refused(text, said):
    with pytest.raises(Problem, match=said):
        fact_day(text, Person(name="李", birth_date="1950-02-03"), TODAY)


@pytest.mark.parametrize(
    ("kind", "status", "said"),
    [
        (EventKind.DIED, DEAD, "已经登记去世"),
        (EventKind.MOVED_OUT, DEAD, "不能再登记迁出"),
        (EventKind.MOVED_OUT, AWAY, "已经是迁出"),
        (EventKind.REMOVED, PersonStatus.REMOVED, "已经是移出台账"),
        (EventKind.RETURNED, ON, "已经在册"),
        (EventKind.REVOKED, ON, "决定机关"),
        (EventKind.MOVED_WITHIN, ON, "哪个村"),
    ],
)
def test_what_cannot_have_happened_is_refused(kind, status, said):
    with pytest.raises(Problem, match=said):
        refuse_impossible(kind, Event(kind=kind), Person(name="李", status=status))


@pytest.mark.parametrize(
    ("kind", "status", "more"),
    [
        (EventKind.DIED, AWAY, {}),
        (EventKind.RETURNED, DEAD, {}),
        (EventKind.REMOVED, DEAD, {}),
        (EventKind.MOVED_WITHIN, ON, {"place": "古南街道"}),
        (EventKind.SUSPENDED, ON, {"authority": "市局", "document": "1号"}),
    ],
)
def test_what_can_have_happened_is_let_through(kind, status, more):
    refuse_impossible(kind, Event(kind=kind, **more), Person(name="李", status=status))


def test_a_status_brings_its_day_and_basis_and_a_death_its_date():
    person = Person(name="李")
    dead = with_status(person, DEAD, "2026-07", "证明")
    assert (dead.death_date, dead.status_date, dead.status_basis) == ("2026-07", "2026-07", "证明")
    assert with_status(dead, ON, "2026-08", "更正").death_date is None
    assert with_status(person, AWAY, None, "证明").death_date is None


def test_differences_are_texts_beside_the_status():
    before = Person(name="李", community="石桥村")
    after = Person(name="李", community="白杨社区", status=DEAD, death_date="2026")
    assert differences(before, after) == ({"community": "石桥村"}, {"community": "白杨社区"})
