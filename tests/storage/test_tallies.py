from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.tallies import Tally
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.tallies import Tallies


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
