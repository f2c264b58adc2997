"""Tables of movements against a tally kept by hand, on a real ledger."""

from datetime import date

import pytest

from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services.movements import NO_COMMUNITY, By
from shuangyong_desktop.storage.departures import left_on
from shuangyong_desktop.storage.people import People

YEAR = Period(date(2026, 1, 1), date(2026, 6, 30))
BEFORE = Period(date(2025, 1, 1), date(2025, 12, 31))


@pytest.fixture
def people(office):
    """Six people: a death, a move away, a move within, one who came, one who stays, one gone."""
    made = [
        ("张一", "石桥村", ("war_veteran", "retired_soldier")),
        ("李二", "石桥村", ("martyr_survivor",)),
        ("王三", "石桥村", ("retired_soldier",)),
        ("赵四", None, ("retired_soldier",)),
        ("钱五", "白杨社区", ("retired_soldier",)),
    ]
    found = [
        office.people.save(Person(name=name, community=place, categories=categories))
        for name, place, categories in made
    ]
    office.people.save(Person(name="孙六", community="白杨社区", categories=("martyr_survivor",),
                              status=PersonStatus.DECEASED, death_date="2025-08"))  # fmt: skip
    first, second, third, fourth, _ = found
    for person, kind, day, more in (
        (first, EventKind.DIED, "2026-03-05", {}),
        (second, EventKind.MOVED_OUT, "2026-05", {}),
        (third, EventKind.MOVED_WITHIN, "2026-02-01", {"after": {"community": "白杨社区"}}),
        (fourth, EventKind.ADDED, "2026-04-01", {}),
    ):
        office.events.register(
            Event(person_id=person.id, kind=kind, date=day, basis="证明", **more)
        )
    return found


def figures(line):
    return (line.opening, sum(line.plus), sum(line.minus), line.closing)


@pytest.mark.usefixtures("people")
def test_a_period_tallies_by_category_and_by_community(office):
    table = office.movements.table(YEAR)
    assert {line.name: figures(line) for line in table.lines} == {
        "参战退役军人": (1, 0, 1, 0),
        "烈士遗属": (1, 0, 1, 0),
        "退役士兵": (3, 1, 1, 3),
    }
    assert figures(table.total) == (4, 1, 2, 3)
    assert table.remarks[0] == "期末＝期初＋增加－减少，逐行核对一致。"
    places = office.movements.table(YEAR, By.COMMUNITY)
    assert {line.name: figures(line) for line in places.lines} == {
        "石桥村": (3, 0, 3, 0),
        "白杨社区": (1, 1, 0, 2),
        NO_COMMUNITY: (0, 1, 0, 1),
    }
    assert figures(places.total) == figures(table.total)


@pytest.mark.usefixtures("people")
def test_the_year_before_ends_where_this_one_begins(office):
    table = office.movements.table(BEFORE)
    assert figures(table.total) == (5, 0, 1, 4)
    assert office.people.counts().people == office.movements.table(
        Period(date(2026, 7, 1), office.ledger.clock().date())
    ).total.closing  # fmt: skip


@pytest.mark.usefixtures("people")
def test_the_moves_of_a_period_stand_in_order(office):
    assert [(move.person.name, move.turn.kind) for move in office.movements.moves(YEAR)] == [
        ("王三", EventKind.MOVED_WITHIN),
        ("张一", EventKind.DIED),
        ("赵四", EventKind.ADDED),
        ("李二", EventKind.MOVED_OUT),
    ]
    (older,) = office.movements.moves(BEFORE)
    assert (older.person.name, older.turn.event) == ("孙六", None)


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2025, 7, 31), "张一 李二 王三 钱五 孙六"),
        (date(2025, 12, 31), "张一 李二 王三 钱五"),
        (date(2026, 3, 5), "李二 王三 钱五"),
        (date(2026, 6, 1), "王三 赵四 钱五"),
    ],
)
@pytest.mark.usefixtures("people")
def test_the_ledger_of_a_day_is_known(office, day, names):
    found = office.people.page(office.movements.on_ledger(day))
    assert {person.name for person in found} == set(names.split())


def test_an_empty_ledger_has_an_empty_table(office):
    table = office.movements.table(YEAR)
    assert table.lines == ()
    assert figures(table.total) == (0, 0, 0, 0)


def test_what_does_not_agree_is_named(office, people):
    died = people[0]
    records = People(office.ledger)
    with office.ledger.transaction("改回") as change:
        known = records.get(died.id)
        records.update(change, Person(**{
            **{name: getattr(known, name) for name in Person.__slots__},
            "status": PersonStatus.ACTIVE,
        }))  # fmt: skip
    remarks = office.movements.table(YEAR).remarks
    assert any("前后不一致，请核对：张一" in words for words in remarks)


def test_a_departure_without_a_day_is_dated_by_the_history(office):
    stays = office.people.save(Person(name="周七"))
    came = office.people.save(Person(name="吴八", status=PersonStatus.REMOVED))
    records = People(office.ledger)
    with office.ledger.transaction("批量移出") as change:
        known = records.get(stays.id)
        records.update(change, Person(**{
            **{name: getattr(known, name) for name in Person.__slots__},
            "status": PersonStatus.MOVED_OUT,
        }))  # fmt: skip
    today = office.ledger.clock().date()
    assert left_on(office.ledger, [stays.id, came.id]) == {stays.id: today.isoformat()}
    now = office.movements.table(Period(today, today)).total
    assert figures(now) == (1, 0, 1, 0)
