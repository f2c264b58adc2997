from dataclasses import replace

import pytest

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.tallies import Tally
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.tallies import Tallies, miscounted


def test_people_of_the_same_place_categories_and_status_count_together(ledger):
    people = People(ledger)
    both = ("disabled_serviceman", "war_veteran")
    with ledger.transaction("录入") as change:
        for person in (
            Person(name="甲", categories=both, community="石桥村"),
            Person(name="乙", categories=both[::-1], community="石桥村"),
            Person(name="丙", status=PersonStatus.DECEASED),
        ):
            people.add(change, person)
    assert sorted(Tallies(ledger).every(), key=lambda tally: tally.community) == [
        Tally("", (), PersonStatus.DECEASED, 1),
        Tally("石桥村", both, PersonStatus.ACTIVE, 2),
    ]


def test_the_numbers_follow_every_change_and_every_undo(ledger):
    people, history = People(ledger), History(ledger)
    with ledger.transaction("导入") as change:
        people.add_many(change, [Person(name=f"王{n}", community="甲村") for n in range(5)])
    with ledger.transaction("迁往乙村") as change:
        for number in (1, 2):
            people.update(change, replace(people.get(number), community="乙村"))
    with ledger.transaction("登记去世") as change:
        people.update(change, replace(people.get(1), status=PersonStatus.DECEASED))
    assert {(t.community, t.status.name): t.people for t in Tallies(ledger).every()} == {
        ("甲村", "ACTIVE"): 3, ("乙村", "ACTIVE"): 1, ("乙村", "DECEASED"): 1,
    }  # fmt: skip
    assert miscounted(ledger.connection) == 0
    for _ in range(3):
        last = history.next_undo()
        assert last is not None
        history.undo(last.id)
        assert miscounted(ledger.connection) == 0
    assert list(Tallies(ledger).every()) == []


def test_a_wrong_number_is_found_out(ledger):
    with ledger.transaction("录入") as change:
        People(ledger).add(change, Person(name="甲"))
    ledger.connection.execute("UPDATE tally SET people = 2")
    assert miscounted(ledger.connection) == 1
    ledger.connection.execute("DELETE FROM tally")
    assert miscounted(ledger.connection) == 1


def test_what_stands_in_a_column_is_told_most_used_first(ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        for tags, health in ((("空巢",), "患病"), (("重点联系", "空巢"), "健康"), ((), "患病")):
            people.add(change, Person(name="甲", tags=tags, health=health))
    tallies = Tallies(ledger)
    assert tallies.tags() == ["空巢", "重点联系"]
    assert tallies.words("health") == ["患病", "健康"]
    assert tallies.words("housing") == []
    with pytest.raises(ValueError, match="remarks"):
        tallies.words("remarks")
