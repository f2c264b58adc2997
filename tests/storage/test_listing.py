"""Whichever way a list is made, it shows the same people in the same order."""

import pytest

from shuangyong_desktop.domain.contacts import APPEALS, Appeal
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.search import AgeSpan, PersonFilter, PersonOrder, Trait
from shuangyong_desktop.storage import listing
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.registers import Records

LISTED = tuple(order for order in PersonOrder if order is not PersonOrder.ENTERED)
FILTERS = (
    PersonFilter(tags=("空巢",)),
    PersonFilter(words=(("health", "患病"),)),
    PersonFilter(words=(("health", "患病"), ("away", "外出"))),
    PersonFilter(traits=(Trait.NO_PHONE,)),
    PersonFilter(traits=(Trait.NO_PHONE, Trait.OPEN_APPEAL)),
    PersonFilter(birthdays=("03-06",)),
    PersonFilter(lunar_birthdays=("08-15",)),
    PersonFilter(birthdays=("03-06",), lunar_birthdays=("08-15",)),
    PersonFilter(ages=AgeSpan("2026-11-23", least=75, below=77)),
    PersonFilter(("乙村", ""), sexes=("女",)),
)


@pytest.fixture
def crowd(ledger: Ledger) -> Ledger:
    """People of few names, so that many share whatever an order goes by."""
    with ledger.transaction("录入") as change:
        for number in range(120):
            person = Person(
                name=("王三", "李四", "张五")[number % 3],
                sex=("男", "女")[number % 2],
                community=("甲村", "乙村", None)[number % 7 % 3],
                address=f"{number % 4}组",
                phone=None if number % 6 == 0 else "13900001111",
                birth_date=(f"{1948 + number % 5}-03-06", "1950", None)[number % 3],
                lunar_birthday="08-15" if number % 11 == 0 else None,
                health="患病" if number % 5 == 0 else "健康",
                away="外出" if number % 2 else None,
                tags=("空巢",) if number % 4 == 0 else (),
            )
            person_id = People(ledger).add(change, person)
            if number % 9 == 0:
                appeal = Appeal(person_id=person_id, date="2026-01-01", content="住房")
                Records(ledger, APPEALS).add(change, appeal)
    return ledger


@pytest.mark.parametrize("order", LISTED)
@pytest.mark.parametrize("only", FILTERS)
def test_reading_the_few_or_walking_the_order_lists_the_same(
    crowd: Ledger, only: PersonFilter, order: PersonOrder, monkeypatch: pytest.MonkeyPatch
):
    people = People(crowd)
    listed = []
    for never in (1, 1_000_000):
        monkeypatch.setattr(listing, "_LOOK", never)
        monkeypatch.setattr(listing, "_PASS", never)
        whole = people.ids(order, only)
        assert people.ids(order, only, 5) == whole[:5]
        listed.append(whole)
    assert listed[0] == listed[1]
    assert listed[0]


@pytest.mark.parametrize("order", LISTED)
def test_what_somebody_has_or_lacks_is_told_by_the_index_of_the_order(
    ledger: Ledger, order: PersonOrder
):
    asked = PersonFilter(
        sexes=("女",),
        ages=AgeSpan("2026-11-23", least=60, below=80),
        traits=tuple(trait for trait in Trait if trait is not Trait.OPEN_APPEAL),
    )
    seen: list[str] = []
    ledger.connection.set_trace_callback(seen.append)
    People(ledger).ids(order, asked, 256)
    ledger.connection.set_trace_callback(None)
    (sql,) = (sql for sql in seen if sql.startswith("SELECT id FROM person INDEXED BY"))
    plan = str(ledger.connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall())
    assert "COVERING INDEX" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan
