"""When somebody is to be contacted next, and why then."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.contact_rules import (
    MONTHLY,
    ContactCounts,
    ContactRules,
    ContactSubject,
    Interval,
    Need,
    count_contacts,
    due_contact,
    months_after,
    read_interval,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.plain import from_plain, to_plain

TODAY = date(2026, 7, 28)
RULES = ContactRules()
NAMES = {"martyr_survivor": "烈士遗属", "war_veteran": "参战退役军人"}
PLAIN = ContactSubject(person_id=1, met_on="2026-03-01", tried_on="2026-03-01")


def due(subject, rules=RULES):
    return due_contact(subject, rules, TODAY, NAMES)


@pytest.mark.parametrize(
    ("text", "interval", "words"),
    [
        ("每月", Interval(months=1), "每月"),
        ("每季度", Interval(months=3), "每季度"),
        ("3个月", Interval(months=3), "每季度"),
        ("每 2 个月", Interval(months=2), "每2个月"),
        ("半年", Interval(months=6), "每半年"),
        ("1年", Interval(months=12), "每年"),
        ("45天", Interval(days=45), "每45天"),
    ],
)
def test_an_interval_is_read_and_said_as_the_desk_says_it(text, interval, words):
    assert read_interval(text) == interval
    assert interval.words == words


@pytest.mark.parametrize("text", ["", "常常", "0天", "99个月", "3年", "-1天"])
def test_what_is_no_interval_is_refused_with_an_example(text):
    with pytest.raises(Problem, match="每月"):
        read_interval(text)


def test_the_last_day_of_a_month_stays_in_a_short_month():
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2026, 8, 31), 12) == date(2027, 8, 31)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 24))
def test_a_later_month_is_always_later_and_never_skips_a_month(day, months):
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day


@pytest.mark.parametrize(
    ("changes", "day", "reason"),
    [
        ({}, date(2026, 9, 1), "其他人员，每半年"),
        ({"categories": ("martyr_survivor",)}, date(2026, 4, 1), "烈士遗属，每月"),
        ({"categories": ("war_veteran",)}, date(2026, 6, 1), "参战退役军人，每季度"),
        ({"categories": ("war_veteran", "martyr_survivor")}, date(2026, 4, 1), "烈士遗属，每月"),
        ({"birth_date": "1946-07"}, date(2026, 9, 1), "其他人员，每半年"),
        ({"birth_date": "1946-06"}, date(2026, 4, 1), "年满80周岁，每月"),
        ({"hard": True}, date(2026, 4, 1), "生活困难，每月"),
        ({"tags": ("重点联系",)}, date(2026, 4, 1), "重点联系，每月"),
        ({"tags": ("党员",)}, date(2026, 9, 1), "其他人员，每半年"),
    ],
)
def test_the_shortest_interval_that_fits_holds_and_says_why(changes, day, reason):
    line = due(replace(PLAIN, **changes))
    assert (line.due_on, line.reason) == (day, reason)


def test_an_agreed_day_goes_before_every_interval():
    line = due(replace(PLAIN, categories=("martyr_survivor",), agreed_on="2026-07-30"))
    assert (line.due_on, line.reason, line.need) == (date(2026, 7, 30), "上次约定", Need.DUE)


def test_overdue_due_later_and_never_are_told_apart():
    assert due(replace(PLAIN, agreed_on="2026-07-27")).need is Need.OVERDUE
    assert due(replace(PLAIN, agreed_on="2026-07-28")).need is Need.DUE
    assert due(replace(PLAIN, agreed_on="2026-08-01")).need is Need.LATER
    assert not due(replace(PLAIN, agreed_on="2026-08-01")).asks
    never = due(ContactSubject(person_id=1))
    assert (never.need, never.due_on, never.asks) == (Need.NEVER, None, True)


def test_a_month_that_is_only_partly_known_counts_as_its_last_day():
    line = due(replace(PLAIN, categories=("martyr_survivor",), met_on="2026-06"))
    assert line.due_on == date(2026, 7, 30)


def test_an_attempt_that_reached_nobody_moves_the_day_but_not_the_warning():
    tried = due(replace(PLAIN, met_on=None, tried_on="2026-07-01"))
    assert tried.due_on == date(2027, 1, 1)
    lost = due(replace(PLAIN, met_on="2026-01-01", tried_on="2026-07-01"))
    assert (lost.lost_days, lost.lost) == (208, True)
    assert not due(PLAIN).lost


def test_nobody_is_contacted_where_there_is_nobody():
    assert not ContactSubject(person_id=1, categories=("martyr_no_survivor",)).living
    assert ContactSubject(person_id=1, categories=("martyr_no_survivor", "war_veteran")).living


def test_the_counts_add_up_to_everybody():
    subjects = [
        ContactSubject(person_id=1),
        replace(PLAIN, agreed_on="2026-07-01", met_on="2025-07-01"),
        replace(PLAIN, agreed_on="2026-07-30"),
        replace(PLAIN, agreed_on="2026-09-01"),
    ]
    counts = count_contacts(map(due, subjects))
    assert counts == ContactCounts(overdue=1, due=1, never=1, lost=1)
    assert counts.badge == 2


def test_rules_survive_the_ledger_and_refuse_impossible_figures():
    rules = ContactRules(by_category={"serviceman": MONTHLY}, lost_after=90)
    assert from_plain(ContactRules, to_plain(rules)) == rules
    for wrong in ({"old_age": 20}, {"lost_after": 1}):
        with pytest.raises(Problem, match="断联预警"):
            ContactRules(**wrong)
