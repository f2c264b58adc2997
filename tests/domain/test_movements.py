"""期末 = 期初 + 增 − 减, whatever happened in whatever order."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.categories import read_categories
from shuangyong_desktop.domain.events import STATUS_AFTER, Event, EventKind
from shuangyong_desktop.domain.movements import MINUS, PLUS, Period, life, lines
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.tallies import Tally

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def read(text):
    return read_categories(text).value


def whole(_state):
    return ("合计",)


def by_category(state):
    return state.categories


def by_community(state):
    return (state.community,)


def tallies(people):
    """What the ledger would count now."""
    found = Counter(
        (one.community or "", tuple(sorted(one.categories)), one.status) for one in people
    )
    return [Tally(*key, number) for key, number in found.items()]


def one(events=(), *, status=PersonStatus.ACTIVE, **more):
    person = Person(name="李建国", status=status, **{"community": "石桥村", **more})
    return person, [Event(id=number, **event) for number, event in enumerate(events, 1)]


def table(people, period=YEAR, cells=whole, order=("合计",)):
    lives = [life(person, events, read) for person, events in people if events or
             person.status is not PersonStatus.ACTIVE]  # fmt: skip
    standing = tallies(person for person, _ in people)
    return lines(standing, lives, period, cells, order)


def happened(kind, day, was=PersonStatus.ACTIVE, then=PersonStatus.ACTIVE, **more):
    return {"kind": kind, "date": day, "status_before": was, "status_after": then,
            "recorded_on": "2026-12-31", **more}  # fmt: skip


GONE = {
    "死亡": (EventKind.DIED, PersonStatus.DECEASED),
    "迁出": (EventKind.MOVED_OUT, PersonStatus.MOVED_OUT),
    "取消移出": (EventKind.REMOVED, PersonStatus.REMOVED),
}


@pytest.mark.parametrize("column", GONE)
def test_whoever_left_counts_in_the_column_of_what_happened(column):
    kind, status = GONE[column]
    left = one([happened(kind, "2026-07", then=status)], status=status)
    (line,) = table([left, one()])
    assert (line.opening, line.closing) == (2, 1)
    assert dict(zip(MINUS, line.minus, strict=True))[column] == 1
    assert line.tallies


def test_a_later_or_earlier_year_is_another_table():
    left = one([happened(EventKind.DIED, "2026-07-01", then=PersonStatus.DECEASED)],
               status=PersonStatus.DECEASED)  # fmt: skip
    (before,) = table([left, one()], Period(date(2025, 1, 1), date(2025, 12, 31)))
    assert (before.opening, before.closing, sum(before.minus)) == (2, 2, 0)
    (after,) = table([left, one()], Period(date(2027, 1, 1), date(2027, 12, 31)))
    assert (after.opening, after.closing, sum(after.minus)) == (1, 1, 0)


def test_who_came_was_not_there_before():
    people = [one([happened(EventKind.ADDED, "2026-03")]),
              one([happened(EventKind.MOVED_IN, "2026-04-05")])]  # fmt: skip
    (line,) = table(people)
    assert (line.opening, line.plus, line.closing) == (0, (1, 1, 0, 0), 2)
    people[0][1].clear()
    (line,) = table(people)
    assert (line.opening, line.closing) == (1, 2)


def test_a_record_without_an_event_tells_by_its_dates():
    died = one(status=PersonStatus.DECEASED, death_date="2026-05")
    moved = one(status=PersonStatus.MOVED_OUT, status_date="2025-06-01")
    came_dead = one(status=PersonStatus.DECEASED)
    (line,) = table([died, moved, came_dead])
    assert (line.opening, line.minus, line.closing) == (1, (1, 0, 0, 0), 0)


def test_the_history_knows_when_the_record_does_not():
    person, _ = one(status=PersonStatus.REMOVED)
    found = life(person, [], read, "2026-05-01")
    assert found.on(date(2026, 4, 30)).on
    assert not found.on(date(2026, 5, 1)).on
    assert not life(person, [], read).turns


def test_coming_back_counts_again():
    events = [
        happened(EventKind.MOVED_OUT, "2026-02-01", then=PersonStatus.MOVED_OUT),
        happened(EventKind.RETURNED, "2026-05-01", was=PersonStatus.MOVED_OUT),
    ]
    (line,) = table([one(events)])
    assert (line.opening, line.plus[PLUS.index("恢复")], sum(line.minus), line.closing) == (
        1, 1, 1, 1,
    )  # fmt: skip


def test_a_new_identity_is_an_addition_of_its_category_alone():
    person = one(
        [{"kind": EventKind.RECOGNISED, "date": "2026-05", "recorded_on": "2026-05-30",
              "status_before": PersonStatus.ACTIVE, "status_after": PersonStatus.ACTIVE,
              "before": {"categories": "退役士兵"}, "after": {"categories": "参战退役军人"}}],
        categories=("war_veteran",),
    )  # fmt: skip
    (total,) = table([person])
    assert (total.opening, sum(total.plus), total.closing) == (1, 0, 1)
    soldier, war = table([person], cells=by_category, order=("retired_soldier", "war_veteran"))
    assert (soldier.opening, soldier.minus, soldier.closing) == (1, (0, 0, 0, 1), 0)
    assert (war.opening, war.plus, war.closing) == (0, (0, 0, 1, 0), 1)


def test_moving_within_the_street_moves_between_communities():
    event = happened(EventKind.MOVED_WITHIN, "2026-05")
    event |= {"before": {"community": "石桥村"}, "after": {"community": "白杨社区"}}
    person = one([event], community="白杨社区")
    old, new = table([person], cells=by_community, order=("石桥村", "白杨社区"))
    assert (old.opening, old.minus[MINUS.index("迁出")], old.closing) == (1, 1, 0)
    assert (new.opening, new.plus[PLUS.index("迁入")], new.closing) == (0, 1, 1)


def test_lines_without_anything_are_left_out():
    assert table([one()], cells=by_community, order=("白杨社区",)) == []


def test_what_does_not_agree_is_said():
    active = one([happened(EventKind.DIED, "2026-05", then=PersonStatus.DECEASED)])
    assert "不一致" in life(*active, read).doubt
    back = happened(EventKind.RETURNED, "2026-05", was=PersonStatus.MOVED_OUT)
    undated = one([back], status=PersonStatus.DECEASED)
    assert "没有变动日期" in life(*undated, read).doubt


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="ends before"):
        Period(date(2026, 2, 1), date(2026, 1, 1))


STEPS = st.lists(
    st.tuples(
        st.sampled_from([EventKind.DIED, EventKind.MOVED_OUT, EventKind.REMOVED,
                         EventKind.RETURNED, EventKind.MOVED_WITHIN, EventKind.RECOGNISED]),
        st.dates(date(2024, 1, 1), date(2027, 12, 31)),
        st.sampled_from(["石桥村", "白杨社区"]),
        st.sampled_from(["war_veteran", "retired_soldier"]),
    ),
    max_size=6,
)  # fmt: skip
NAMES = {"war_veteran": "参战退役军人", "retired_soldier": "退役士兵"}


def play(steps, *, came):
    """A person to whom `steps` happened, in order of their days."""
    person = Person(name="李", community="石桥村", categories=("retired_soldier",))
    events = []
    if came:
        events.append(happened(EventKind.ADDED, "2024-01-01"))
    for kind, day, community, category in sorted(steps, key=lambda step: step[1]):
        on = person.status is PersonStatus.ACTIVE
        if (kind is EventKind.RETURNED) == on:
            continue
        status = STATUS_AFTER.get(kind, person.status)
        event = happened(kind, day.isoformat(), person.status, status, before={}, after={})
        event["recorded_on"] = "2027-12-31"
        changed = {"status": status, "status_date": day.isoformat()}
        if kind is EventKind.MOVED_WITHIN:
            event["before"] = {"community": person.community}
            changed["community"] = community
        if kind is EventKind.RECOGNISED:
            event["before"] = {"categories": NAMES[person.categories[0]]}
            changed["categories"] = (category,)
        person = Person(**{
            **{name: getattr(person, name) for name in Person.__slots__}, **changed
        })  # fmt: skip
        events.append(event)
    return person, [Event(id=number, **event) for number, event in enumerate(events, 1)]


@given(st.lists(st.tuples(STEPS, st.booleans()), max_size=5), st.dates(date(2024, 1, 1), date(
    2027, 12, 31)), st.integers(0, 800))  # fmt: skip
def test_every_table_tallies_and_ends_where_the_next_begins(stories, since, days):
    people = [play(steps, came=came) for steps, came in stories]
    until = date.fromordinal(since.toordinal() + days)
    later = Period(date.fromordinal(until.toordinal() + 1), date(2031, 1, 1))
    for cells, order in (
        (whole, ("合计",)),
        (by_category, tuple(NAMES)),
        (by_community, ("石桥村", "白杨社区")),
    ):
        first = {x.name: x for x in table(people, Period(since, until), cells, order)}
        then = {x.name: x for x in table(people, later, cells, order)}
        assert all(line.tallies for line in (*first.values(), *then.values()))
        for name in order:
            end = first[name].closing if name in first else 0
            assert end == (then[name].opening if name in then else 0)
        now = Counter(
            cell for person, _ in people if person.status is PersonStatus.ACTIVE
            for cell in cells(life(person, [], read).now)
        )  # fmt: skip
        assert {name: line.closing for name, line in then.items() if line.closing} == dict(now)


def test_whoever_came_and_died_on_one_day_is_counted_both_ways():
    events = [happened(EventKind.ADDED, "2026-05-01"),
              happened(EventKind.DIED, "2026-05-01", then=PersonStatus.DECEASED)]  # fmt: skip
    (line,) = table([one(events, status=PersonStatus.DECEASED)])
    assert (line.opening, sum(line.plus), sum(line.minus), line.closing) == (0, 1, 1, 0)


def test_a_date_that_lies_before_what_it_follows_from_gives_way():
    moved = happened(EventKind.MOVED_WITHIN, "2026-05-01", before={"community": "白杨社区"})
    person = one([moved], status=PersonStatus.DECEASED, death_date="2025-01-01")
    (line,) = table([person])
    assert (line.opening, line.closing, line.tallies) == (1, 0, True)
