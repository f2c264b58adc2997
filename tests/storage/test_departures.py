from dataclasses import replace

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.storage.departures import left_on
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

from .conftest import NOON


def test_the_newest_change_that_took_somebody_off_dates_the_departure(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("新增") as change:
        for name, status in (("张一", PersonStatus.ACTIVE), ("李二", PersonStatus.DECEASED),
                             ("王三", PersonStatus.ACTIVE)):  # fmt: skip
            people.add(change, Person(name=name, status=status))
    with ledger.transaction("改电话") as change:
        people.update(change, replace(people.get(1), phone="13800000001"))
    with ledger.transaction("移出两人") as change:
        for number in (1, 3):
            people.update(change, replace(people.get(number), status=PersonStatus.MOVED_OUT))
    with ledger.transaction("更正") as change:
        people.update(change, replace(people.get(1), status=PersonStatus.DECEASED))
    day = NOON.date().isoformat()
    assert left_on(ledger, [1, 2]) == {1: day}
    assert left_on(ledger, []) == {}
