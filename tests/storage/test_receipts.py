from dataclasses import replace

import pytest

from shuangyong_desktop.domain.households import Household
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import OPEN, Proxy, Receipt, ReceiptState
from shuangyong_desktop.domain.visits import UnitKind, VisitPlan, VisitUnit
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.households import Households
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.visits import Visits

FULL = Receipt(
    state=ReceiptState.PROXY,
    received_on="2026-02-09",
    proxy=Proxy(name="张小芳", relation="女儿", id_number="510223197001016029",
                phone="13800001234", reason="住院", confirmed_on="2026-02-09",
                confirmed_by="李经办"),
    thumb_print=True,
    witness="陈主任",
    flag_reason="邻居不在",
    remarks="代领人已核对证件",
)  # fmt: skip


@pytest.fixture
def receipts(ledger: Ledger) -> Receipts:
    """Of a ledger with a plan of a household's unit, a person's and an organisation's."""
    with ledger.transaction("登记") as change:
        house = Households(ledger).add(change, Household(name="王家"))
        for name in ("王一", "王二"):
            People(ledger).add(change, Person(name=name, household_id=house))
        visits = Visits(ledger)
        plan = visits.add_plan(change, VisitPlan(title="慰问", occasion="春节", year=2026))
        visits.add_units(
            change,
            plan,
            [
                VisitUnit(name="王一", kind=UnitKind.HOUSEHOLD, person_id=1, household_id=house),
                VisitUnit(name="王二", person_id=2, household_id=house),
                VisitUnit(name="某部队", kind=UnitKind.ORGANISATION),
            ],
        )
    return Receipts(ledger)


def test_a_receipt_comes_back_as_written(ledger: Ledger, receipts: Receipts):
    first, second, third = Visits(ledger).units(1)
    with ledger.transaction("登记签收") as change:
        receipts.put(change, first, FULL)
        assert receipts.add_many(change, [second, third], Receipt(state=ReceiptState.SIGNED)) == 2
    assert receipts.of_plan(1)[1] == FULL
    assert receipts.of_plan(1)[3] == Receipt(state=ReceiptState.SIGNED)
    assert set(receipts.of_plan(1, ReceiptState.PROXY)) == {1}
    with ledger.transaction("改") as change:
        receipts.put(change, first, replace(FULL, remarks=""))
        receipts.put(change, second, OPEN)
    assert set(receipts.of_plan(1)) == {1, 3}
    History(ledger).undo(4)
    assert receipts.of_plan(1)[1] == FULL
    assert receipts.of_plan(2) == {}


def test_what_a_household_received_was_received_by_all_of_it(ledger: Ledger, receipts: Receipts):
    first, second, _ = Visits(ledger).units(1)
    with ledger.transaction("登记签收") as change:
        receipts.put(change, first, FULL)
        receipts.put(change, second, Receipt(state=ReceiptState.SIGNED))
    assert [unit for _, unit, _ in receipts.of_person(1)] == [1]
    assert [unit for _, unit, _ in receipts.of_person(2)] == [1, 2]


def test_an_organisation_is_named_in_the_history(ledger: Ledger, receipts: Receipts):
    third = Visits(ledger).units(1)[2]
    with ledger.transaction("登记签收") as change:
        receipts.put(change, third, Receipt(state=ReceiptState.NOT_RECEIVED, reason="改期"))
    with ledger.transaction("改") as change:
        receipts.put(change, third, Receipt(state=ReceiptState.SIGNED))
    edits = list(History(ledger).edits(4))
    assert {edit.subject for edit in edits} == {"签收登记“某部队”"}
    assert ("签收情况", "未领", "已签收") in [(e.label, e.before, e.after) for e in edits]


def test_what_waits_for_somebody_is_what_nobody_has_registered(ledger: Ledger, receipts: Receipts):
    assert receipts.open_of_person(1, 2026) == [(1, 1)]
    assert receipts.open_of_person(2, 2026) == [(1, 1), (1, 2)]  # the household's and the own one
    assert receipts.open_of_person(2, 2027) == []
    with ledger.transaction("登记签收") as change:
        receipts.put(change, Visits(ledger).units(1)[0], FULL)
    assert receipts.open_of_person(2, 2026) == [(1, 2)]
