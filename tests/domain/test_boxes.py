"""Which register tells of which box, over which years; points of scoring items."""

from decimal import Decimal

import pytest

from shuangyong_desktop.domain.activities import ACTIVITIES, Activity
from shuangyong_desktop.domain.boxes import (
    BOXES,
    BY_KEY,
    Years,
    box_of,
    boxes_of,
    sources,
    sources_of,
    within,
)
from shuangyong_desktop.domain.contacts import CONTACTS, Contact, ContactWay
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.registry import every_register
from shuangyong_desktop.domain.rolls.pairs import PAIRS
from shuangyong_desktop.domain.rolls.scoring import POINTS, ScoringItem
from shuangyong_desktop.domain.tasks import TASKS, Task, TaskList

YEARS = Years(2023, 2026)


def test_there_are_eleven_boxes_and_every_source_has_one_of_them():
    assert [box.key for box in BOXES] == [f"{number:02d}" for number in range(1, 12)]
    for register in sources():
        assert set(boxes_of(register)) <= set(BY_KEY), register.table


def test_every_register_that_names_a_box_is_a_source():
    assert {one.table for one in every_register() if one.box} <= {one.table for one in sources()}


def test_the_words_of_years():
    assert YEARS.words == "2023—2026年"
    assert Years(2026, 2026).words == "2026年"
    assert list(Years(2025, 2026)) == [2025, 2026]
    for first, last in ((2026, 2025), (2000, 2026)):
        with pytest.raises(Problem):
            Years(first, last)


@pytest.mark.parametrize(
    ("kind", "box"),
    [("共建", "05"), ("志愿拥军", "08"), ("座谈", "03"), ("国防教育", "02"), (None, "02")],
)
def test_an_activity_comes_into_the_box_of_its_kind(kind: str | None, box: str):
    assert box_of(ACTIVITIES, Activity(title="活动", kind=kind)) == box
    assert ACTIVITIES in sources_of(box)


def test_a_task_comes_into_its_own_box_or_that_of_its_list():
    assert box_of(TASKS, Task(title="甲", box="09")) == "09"
    assert box_of(TASKS, Task(title="甲", list=TaskList.FOR_LOCAL)) == "05"
    assert box_of(TASKS, Task(title="甲")) == "01"


def test_a_contact_comes_into_the_box_of_help():
    contact = Contact(person_id=1, date="2026-01-01", way=ContactWay.PHONE)
    assert box_of(CONTACTS, contact) == "07"
    assert CONTACTS in sources_of("07")


def test_what_lasts_is_told_of_every_year_and_tasks_of_their_own():
    assert within(PAIRS, YEARS).lasting == ("ended_on", "2023-01-01")
    assert within(TASKS, YEARS).among == (("year", (2023, 2024, 2025, 2026)),)
    assert (within(CONTACTS, YEARS).since, within(CONTACTS, YEARS).until) == ("2023", "2026-12-31")


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [("2", "2", "2"), ("0.50分", "0.5", "0.5"), ("10", "10", "10"), ("-1.25", "-1.25", "-1.25")],
)
def test_points_have_decimals(text: str, value: str, written: str):
    found = POINTS.read(text).value
    assert found == Decimal(value)
    assert POINTS.write(found) == written


def test_what_is_no_number_of_points_is_doubted():
    assert POINTS.read("—").value is None
    assert not POINTS.read("").doubts
    assert POINTS.read("两分").doubts


def test_an_item_counts_in_its_years():
    assert ScoringItem(title="甲").counts_in(2023, 2026)
    assert ScoringItem(title="甲", first_year=2026, last_year=2030).counts_in(2023, 2026)
    assert not ScoringItem(title="甲", first_year=2027).counts_in(2023, 2026)
    assert not ScoringItem(title="甲", last_year=2022).counts_in(2023, 2026)
