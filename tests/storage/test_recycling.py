from dataclasses import replace

from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.visits import VisitGroup, VisitPlan, VisitUnit
from shuangyong_desktop.storage import checks, recycling
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.visits import Visits

PLAN = VisitPlan(title="慰问", occasion="春节", year=2026, removed_at="2026-02-01T09:00:00")


def test_only_what_waited_long_enough_goes_and_it_comes_back(ledger: Ledger):
    visits = Visits(ledger)
    with ledger.transaction("准备") as change:
        for removed_at in (None, "2026-02-01T09:00:00", "2026-07-01T09:00:00"):
            plan = visits.add_plan(change, replace(PLAN, removed_at=removed_at))
            (group,) = visits.add_groups(change, plan, [VisitGroup(name="一组")])
            visits.add_units(change, plan, [VisitUnit(name="王", group_id=group)])
        signed = Receipt(state=ReceiptState.SIGNED)
        Receipts(ledger).add_many(change, visits.units(2), signed)
    assert recycling.overdue(ledger.connection, "2026-05-01") == [2]
    assert recycling.purge(ledger, "2026-05-01") == 1
    assert recycling.purge(ledger, "2026-05-01") == 0
    assert [plan.id for plan in visits.removed_plans()] == [3]
    assert visits.units(2) == []
    History(ledger).undo(3)
    assert [plan.id for plan in visits.removed_plans()] == [3, 2]
    assert len(Receipts(ledger).of_plan(2)) == 1
    assert list(checks.faults(ledger)) == []
