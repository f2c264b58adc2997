"""经费: balances, and whether what was signed for is what was spent (DOMAIN §4.15)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shuangyong_desktop.domain.receipts import ReceiptState
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rolls.funds import FUNDS, FundEntry, FundSum, balances, summed
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.visits import VisitLists

_GOODS = "慰问品"
_GOT = (ReceiptState.SIGNED, ReceiptState.PROXY)


@dataclass(frozen=True, slots=True)
class Batch:
    """One visit plan: what was signed for and what the funds say was spent, in yuan."""

    title: str
    signed: Decimal
    spent: Decimal

    @property
    def difference(self) -> Decimal:
        """支出 − 签收合计; nought where they agree."""
        return self.spent - self.signed

    @property
    def words(self) -> str:
        """The check in one line, as the clerk reads it."""
        line = f"{self.title}：签收合计 {self.signed:,.2f} 元，支出 {self.spent:,.2f} 元"
        if not self.difference:
            return f"{line}，相符"
        more = "多支出" if self.difference > 0 else "少支出"
        return f"{line}，{more} {abs(self.difference):,.2f} 元"


@dataclass(frozen=True, slots=True)
class FundCheck:
    """The funds of a year: their sum, each visit plan, and the batches that are no plan."""

    sum: FundSum
    batches: tuple[Batch, ...]
    elsewhere: Mapping[str, Decimal]

    @property
    def fits(self) -> bool:
        """Whether every plan was spent as it was signed for."""
        return not any(batch.difference for batch in self.batches)


class Funds(Entries[FundEntry]):
    """The funds of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, FUNDS)
        self._plans = VisitLists(ledger)
        self._receipts = Receipts(ledger)

    def of_year(self, year: int) -> list[FundEntry]:
        """The entries of a year, newest first."""
        return list(self.every(RecordFilter(since=str(year), until=str(year))))

    def balances(self) -> dict[int, Decimal]:
        """余额 after every entry, by its id."""
        return balances(self.every())

    def check(self, year: int) -> FundCheck:
        """Σ签收册 = 支出 for every visit plan of a year that money was signed for; goods apart."""
        spent: dict[str, Decimal] = defaultdict(Decimal)
        for entry in self.every():
            if entry.batch and entry.expense and entry.category != _GOODS:
                spent[entry.batch] += entry.expense
        found = []
        for plan in sorted(self._plans.plans(year), key=lambda plan: plan.id or 0):
            signed, paid = self._signed(plan.id or 0), spent.pop(plan.title, Decimal(0))
            if signed or paid:
                found.append(Batch(plan.title, signed, paid))
        other_years = {plan.title for plan in self._plans.plans()}
        elsewhere = {name: money for name, money in spent.items() if name not in other_years}
        return FundCheck(summed(self.of_year(year)), tuple(found), elsewhere)

    def offered(self) -> dict[str, Sequence[str]]:
        """对应批次 is offered: the visit plans, newest first."""
        return {"batch": tuple(dict.fromkeys(plan.title for plan in self._plans.plans()))}

    def _signed(self, plan_id: int) -> Decimal:
        known = self._receipts.of_plan(plan_id)
        money = (
            unit.money
            for unit in self._plans.units(plan_id)
            if unit.id in known and known[unit.id].state in _GOT
        )
        return sum(money, Decimal(0))
