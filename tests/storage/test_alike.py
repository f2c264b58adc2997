"""The candidates for look-alikes: who shares a number or a name with somebody."""

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.storage.alike import LookAlikes
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People


def test_only_shared_numbers_and_names_are_candidates(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("录入") as change:
        for name, number, status in (
            ("甲", "1", PersonStatus.ACTIVE),
            ("乙", "1", PersonStatus.DECEASED),
            ("乙", "2", PersonStatus.ACTIVE),
            ("丙", None, PersonStatus.ACTIVE),
            ("丁", "3", PersonStatus.ACTIVE),
            ("丁", "3", PersonStatus.REMOVED),
        ):
            people.add(change, Person(name=name, id_number=number, status=status))
    alike = LookAlikes(ledger)
    assert sorted(alike.numbers()) == ["1", "3"]
    assert sorted(alike.names()) == ["丁", "乙"]
    assert [person.name for person in alike.of_number("1")] == ["甲", "乙"]
    groups = [[person.id for person in group] for group in alike.of_names(["乙", "丁"])]
    assert sorted(groups) == [[2, 3], [5]]
