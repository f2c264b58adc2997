"""Every number of a year equals an independent count, and opens exactly what it counts."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from shuangyong_desktop.domain.activities import Activity
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.numbers import BY_KEY, NUMBERS, PEOPLE, RECORDS, Counted, Span
from shuangyong_desktop.domain.registry import register_of
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.numbers import PERSON, Numbers
from shuangyong_desktop.services.office import Office

YEAR = 2025


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A year of work that has ended."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with make_demo(folder / "演示.db", 200, seed=4, year=YEAR) as office:
        yield office


def _counts(source: Counted, record: Any) -> bool:
    """Whether a record counts in the year, told in plain Python."""
    register = register_of(source.register)
    assert register is not None
    day = str(getattr(record, source.by or register.date) or "")
    if source.year:
        right = getattr(record, source.year) == YEAR
    elif source.ever:
        right = bool(day) and day[:4] <= str(YEAR)
    else:
        right = day[:4] == str(YEAR)
    return (
        right
        and all(getattr(record, key) == value for key, value in source.equal)
        and all(getattr(record, key) in values for key, values in source.among)
        and all(getattr(record, key) for key in source.filled)
        and not (source.ended and (getattr(record, source.ended) or "~") <= f"{YEAR}-12-31")
    )


@pytest.mark.parametrize("key", [n.key for n in NUMBERS if isinstance(n.source, Counted)])
def test_a_number_of_records_equals_a_count_of_what_the_register_holds(demo: Office, key: str):
    number, numbers = BY_KEY[key], Numbers(demo.ledger, Span.of_year(YEAR))
    source = number.source
    assert isinstance(source, Counted)
    register = register_of(source.register)
    assert register is not None
    found = [one for one in demo.entries(register).every() if _counts(source, one)]
    behind = numbers.behind(number)
    if source.of == RECORDS:
        assert numbers.value(number) == len(found)
        assert sorted(behind.ids) == sorted(one.id for one in found)
    elif source.of == PEOPLE:
        people = {one.person_id for one in found if one.person_id}
        assert numbers.value(number) == len(people)
        assert (behind.register, set(behind.ids)) == (PERSON, people)
    else:
        values = [getattr(one, source.of) or 0 for one in found]
        assert numbers.value(number) == sum(values, Decimal(0) if number.money else 0)
        assert sorted(behind.ids) == sorted(one.id for one in found)


def test_the_year_tallies_person_by_person(demo: Office):
    numbers = Numbers(demo.ledger, Span.of_year(YEAR))
    value = {number.key: numbers.value(number) for number in NUMBERS}
    assert value["people.total"] == (
        value["people.before"] + value["people.came"] - value["people.went"]
    )
    assert 0 < value["people.died"] <= value["people.went"]
    (standing,) = demo.ledger.connection.execute(
        "SELECT count(*) FROM person WHERE status = 'ACTIVE'"
    ).fetchone()
    came_since = demo.ledger.connection.execute(
        "SELECT count(*) FROM event WHERE date > '2025-12-31' AND removed_at IS NULL"
    ).fetchone()
    assert came_since == (0,)
    assert value["people.total"] == standing


def test_visits_are_counted_by_their_receipts(demo: Office):
    numbers = Numbers(demo.ledger, Span.of_year(YEAR))
    units, people, money = demo.ledger.connection.execute(
        "SELECT count(*), count(DISTINCT u.person_id), sum(u.money) FROM visit_unit u"
        " JOIN visit_receipt r ON r.unit_id = u.id JOIN visit_plan p ON p.id = u.plan_id"
        " WHERE p.year = ? AND p.removed_at IS NULL AND r.state IN ('SIGNED', 'PROXY')",
        (YEAR,),
    ).fetchone()
    assert units > 0
    assert numbers.value(BY_KEY["visit.units"]) == units
    assert numbers.value(BY_KEY["visit.people"]) == people
    assert numbers.value(BY_KEY["visit.money"]) == Decimal(money) / 100
    assert len(numbers.behind(BY_KEY["visit.money"]).ids) == units
    assert numbers.value(BY_KEY["visit.leaders"]) == len(
        numbers.behind(BY_KEY["visit.leaders"]).words
    )


def test_rounds_are_counted_by_their_members(demo: Office):
    numbers = Numbers(demo.ledger, Span.of_year(YEAR))
    for kind, key in (("CONFIRMATION", "confirmation"), ("SURVEY", "survey")):
        (members,) = demo.ledger.connection.execute(
            "SELECT count(*) FROM round_member m JOIN round r ON r.id = m.round_id"
            " WHERE r.kind = ? AND r.year = ? AND r.removed_at IS NULL AND m.removed_at IS NULL",
            (kind, YEAR),
        ).fetchone()
        assert numbers.value(BY_KEY[f"{key}.members"]) == members
        assert numbers.value(BY_KEY[f"{key}.settled"]) <= members


def test_every_number_has_a_value_in_an_empty_year(office: Office):
    figures = list(Numbers(office.ledger, Span.of_year(2031)).every())
    assert len(figures) == len(NUMBERS) == len(BY_KEY)
    assert {figure.value for figure in figures} == {0}
    assert {figure.text for figure in figures} == {"0"}


def test_activities_count_by_their_form_and_reach(office: Office):
    for form, quantity in (("微信", 5), ("微信", 3), ("展板", 2)):
        office.activities.save(
            Activity(date="2026-05-01", title="宣传", kind="宣传", form=form, quantity=quantity,
                     people=20, reach="行业拥军")
        )  # fmt: skip
    office.tasks.save(Task(title="路灯", year=2026, list=TaskList.FOR_ARMY))
    numbers = Numbers(office.ledger, Span.of_year(2026))
    wanted = {"publicity.wechat": 8, "trade.times": 3, "trade.people": 60, "mutual.total": 1}
    assert {key: numbers.value(BY_KEY[key]) for key in wanted} == wanted


def test_a_half_year_counts_its_own_days_and_the_tasks_of_the_year(office: Office):
    for day in ("2026-03-01", "2026-06-30", "2026-07-01", "2026-06"):
        office.activities.save(Activity(date=day, title="宣传", kind="宣传"))
    office.tasks.save(Task(title="路灯", year=2026))
    numbers = Numbers(office.ledger, Span.first_half(2026))
    assert numbers.value(BY_KEY["activity.times"]) == 3
    assert numbers.value(BY_KEY["task.total"]) == 1


def test_a_span_lies_within_one_year():
    for since, until in (
        (date(2026, 2, 1), date(2026, 1, 1)),
        (date(2025, 12, 1), date(2026, 1, 1)),
    ):
        with pytest.raises(Problem, match="同一年内"):
            Span(since, until)
    assert Span.of_year(2026).holds("2026-05")
    assert Span.of_year(2026).holds("2026")
    assert not Span.first_half(2026).holds("2026-07-01")
    assert not Span.of_year(2026).holds(None)
