"""Everything that points to one person is moved to another, whatever table it stands in."""

from shuangyong_desktop.domain.contacts import CONTACTS, Contact
from shuangyong_desktop.domain.duplicates import NOT_THE_SAME, NotTheSame
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rounds import ROUND_MEMBERS, ROUNDS, Finding, Round, RoundMember
from shuangyong_desktop.domain.rounds import RoundKind as Kind
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.merging import Merging
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records


def _three(ledger: Ledger) -> list[int]:
    people = People(ledger)
    with ledger.transaction("录入") as change:
        return [people.add(change, Person(name=name)) for name in "甲乙丙"]


def test_every_column_that_points_to_a_person_is_known(ledger: Ledger):
    kept, other, _ = _three(ledger)
    assert Merging(ledger).counts(other) == {}
    pointing = {
        (table, column)
        for table in JOURNALED
        for _, _, target, column, *_ in ledger.connection.execute(
            f"PRAGMA foreign_key_list({table})"
        )
        if target == "person" and table not in ("person_category", "person_tag")
    }
    assert ("relative", "relative_id") in pointing
    contacts = Records(ledger, CONTACTS)
    with ledger.transaction("登记") as change:
        contacts.add(change, Contact(person_id=other, date="2026-01-01"))
    assert Merging(ledger).counts(other) == {"contact": 1}
    with ledger.transaction("合并") as change:
        Merging(ledger).move(change, other, kept)
    assert contacts.count(RecordFilter(person_id=kept)) == 1


def test_a_round_with_both_keeps_the_result_that_is_known(ledger: Ledger):
    kept, other, _ = _three(ledger)
    rounds, members = Records(ledger, ROUNDS), Records(ledger, ROUND_MEMBERS)
    with ledger.transaction("摸排") as change:
        number = rounds.add(change, Round(kind=Kind.SURVEY, title="摸排", year=2026))
        for who, finding in ((kept, None), (other, Finding.AWAY)):
            members.add(change, RoundMember(round_id=number, person_id=who, finding=finding))
    with ledger.transaction("合并") as change:
        Merging(ledger).move(change, other, kept)
    (left,) = members.every()
    assert (left.person_id, left.finding) == (kept, Finding.AWAY)


def test_comparisons_move_along_and_none_is_kept_twice(ledger: Ledger):
    kept, other, third = _three(ledger)
    apart = Records(ledger, NOT_THE_SAME)
    with ledger.transaction("核对") as change:
        for first, second in ((kept, other), (other, third), (kept, third)):
            apart.add(change, NotTheSame(person_id=first, other_id=second))
    with ledger.transaction("合并") as change:
        Merging(ledger).move(change, other, kept)
    assert [(item.person_id, item.other_id) for item in apart.every()] == [(kept, third)]


def test_a_category_keeps_its_own_beginning_where_it_has_one(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        ids = [people.add(change, Person(name="甲", categories=("war_veteran",))) for _ in "ab"]
    rows = [row for (row,) in ledger.connection.execute("SELECT id FROM person_category")]
    with ledger.transaction("认定") as change:
        for row, since in zip(rows, ("2001", "2002"), strict=True):
            change.update("person_category", row, {"since": since})
    with ledger.transaction("合并") as change:
        Merging(ledger).join_categories(change, ids[1], ids[0])
    found = ledger.connection.execute("SELECT since FROM person_category ORDER BY id").fetchall()
    assert found == [("2001",), ("2002",)]
