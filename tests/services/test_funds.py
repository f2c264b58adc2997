from decimal import Decimal

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.receipts import Receipt, ReceiptState
from shuangyong_desktop.domain.rolls.funds import FundEntry
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.services.office import Office

TITLE = "2026年春节走访慰问"


def _visited(office: Office) -> None:
    for name in ("甲", "乙", "丙"):
        office.people.save(Person(name=name, categories=("war_veteran",), community="石桥村"))
    plan = office.visits.create(
        VisitPlan(title=TITLE, occasion="春节", year=2026,
                  amounts=(VisitAmount("war_veteran", Decimal(600)),))
    ).plan  # fmt: skip
    today = office.ledger.clock().date().isoformat()
    first, second, _ = office.visits.units(plan.id)
    office.receipts.register(first.id, Receipt(state=ReceiptState.SIGNED, received_on=today))
    office.receipts.register(second.id, Receipt(state=ReceiptState.NOT_RECEIVED, reason="外出"))


def _enter(office: Office, **columns) -> FundEntry:
    return office.funds.save(FundEntry(date="2026-02-06", summary="慰问", **columns))


def test_what_was_signed_for_is_compared_with_what_was_spent(office: Office):
    _visited(office)
    assert [batch.words for batch in office.funds.check(2026).batches] == [
        f"{TITLE}：签收合计 600.00 元，支出 0.00 元，少支出 600.00 元"
    ]
    _enter(office, expense=Decimal(600), batch=TITLE, category="慰问金")
    _enter(office, expense=Decimal(90), batch=TITLE, category="慰问品")
    check = office.funds.check(2026)
    assert check.fits
    assert check.batches[0].words.endswith("相符")
    _enter(office, expense=Decimal(10), batch=TITLE, category="慰问金")
    check = office.funds.check(2026)
    assert not check.fits
    assert check.batches[0].words.endswith("多支出 10.00 元")


def test_a_batch_that_no_plan_is_called_by_stands_apart(office: Office):
    _visited(office)
    _enter(office, expense=Decimal(5), batch="春节")
    _enter(office, expense=Decimal(7), batch=TITLE)
    check = office.funds.check(2025)
    assert check.batches == ()
    assert check.elsewhere == {"春节": Decimal(5)}
    assert office.funds.offered() == {"batch": (TITLE,)}


def test_the_funds_of_a_year_have_a_sum_and_a_balance_after_each_entry(office: Office):
    income = office.funds.save(FundEntry(date="2025-12-01", summary="拨款", income=Decimal(100)))
    spent = _enter(office, expense=Decimal("30.50"))
    assert office.funds.balances() == {income.id: Decimal(100), spent.id: Decimal("69.50")}
    assert office.funds.check(2026).sum.balance == Decimal("-30.50")
    assert [entry.id for entry in office.funds.of_year(2025)] == [income.id]
