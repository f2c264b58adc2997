import pytest

from shuangyong_desktop.domain.holdings import Holding
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage.handouts import Holders
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.holdings import Holdings
from shuangyong_desktop.storage.households import Households
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People


@pytest.fixture
def somebody(ledger: Ledger) -> int:
    person = Person(name="李建国", categories=("war_veteran", "retired_soldier"),
                    community="石桥村", address="石桥村2组 15号", plaque_hung=True,
                    preferential_card="YD1")  # fmt: skip
    with ledger.transaction("新增") as change:
        return People(ledger).add(change, person)


def test_a_holding_is_found_by_person_and_category(ledger: Ledger, somebody: int):
    holdings = Holdings(ledger)
    ids = holdings.ids(somebody)
    assert [one.category for one in holdings.page(ids)] == ["参战退役军人", "退役士兵"]
    assert holdings.of_category(somebody, "retired_soldier") == ids[1]
    assert holdings.page([*ids, 99])[0].person_id == somebody
    with pytest.raises(KeyError):
        holdings.of_category(somebody, "martyr_survivor")


def test_what_is_known_of_a_holding_is_kept_with_history(ledger: Ledger, somebody: int):
    holdings = Holdings(ledger)
    number = holdings.of_category(somebody, "war_veteran")
    with ledger.transaction("修改") as change:
        assert holdings.update(change, number, Holding(since="2008-05", basis="档案"))
        assert not holdings.update(change, number, Holding(since="2008-05", basis="档案"))
    history = History(ledger)
    labels = {edit.label for edit in history.edits(history.changes(1)[0].id)}
    assert labels == {"认定时间", "依据"}


def test_people_at_one_address_are_found_however_it_is_spaced(ledger: Ledger, somebody: int):
    households = Households(ledger)
    assert households.at_address("石桥村", "石桥村2组15号") == [somebody]
    assert households.at_address("柏林村", "石桥村2组15号") == []
    assert households.at_address(None, "石桥村2组15号") == []


def test_holders_are_those_with_a_category_who_are_on_the_ledger(ledger: Ledger, somebody: int):
    (holder,) = Holders(ledger).qualifying(["war_veteran", "没有的类别"])
    assert (holder.person_id, holder.plaque_hung, holder.card) == (somebody, True, "YD1")
    assert list(Holders(ledger).qualifying(["martyr_survivor"])) == []
