"""Whatever was done, undoing it gives back the ledger that was there, to the last search row."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.receipts import OPEN, Receipt, ReceiptState
from shuangyong_desktop.domain.visits import VisitPlan, VisitUnit
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.receipts import Receipts
from shuangyong_desktop.storage.settings import Settings
from shuangyong_desktop.storage.transaction import Transaction
from shuangyong_desktop.storage.visits import Visits

_NAMES = "王李张刘陈建国华军明强伟芳秀英𠮷"


class Clerk:
    """Does at random what a clerk can do."""

    def __init__(self, ledger: Ledger, seed: int) -> None:
        self.choose = random.Random(seed)  # noqa: S311 (repeatable, not secret)
        self.people, self.visits = People(ledger), Visits(ledger)
        self.settings, self.receipts = Settings(ledger), Receipts(ledger)

    def work(self, change: Transaction) -> None:
        for _ in range(self.choose.randrange(1, 4)):
            self.choose.choice((self.add, self.edit, self.take_in, self.plan, self.set))(change)

    def person(self) -> Person:
        pick = self.choose.choice
        return Person(
            name="".join(self.choose.choices(_NAMES, k=pick((2, 3)))),
            phone=pick((None, "13800001234", "13900005678")),
            categories=tuple(self.choose.sample(("war_veteran", "serviceman", "retired_nco"), 2)),
            community=pick((None, "甲村", "乙社区", "丙村")),
            status=pick(tuple(PersonStatus)),
            subsidy_standard=pick((None, Decimal("12.34"))),
            tags=pick(((), ("空巢",))),
        )

    def add(self, change: Transaction) -> None:
        self.people.add(change, self.person())

    def edit(self, change: Transaction) -> None:
        ids = self.people.ids()
        if ids:
            self.people.update(change, replace(self.person(), id=self.choose.choice(ids)))

    def take_in(self, change: Transaction) -> None:
        self.people.add_many(change, [self.person() for _ in range(self.choose.randrange(1, 30))])

    def plan(self, change: Transaction) -> None:
        plan = self.visits.add_plan(change, VisitPlan(title="慰问", occasion="春节", year=2026))
        units = [VisitUnit(name=f"{n}", money=Decimal(n)) for n in range(10)]
        self.visits.add_units(change, plan, units)
        if self.choose.random() < 0.5:
            self.visits.remove_units(change, self.visits.units(plan)[:3])
        units = self.visits.units(plan)
        self.receipts.add_many(change, units[2:], Receipt(state=ReceiptState.SIGNED))
        self.receipts.put(change, units[0], Receipt(state=ReceiptState.PROXY, reason="住院"))
        self.receipts.put(change, units[-1], self.choose.choice((OPEN, Receipt(thumb_print=True))))

    def set(self, change: Transaction) -> None:
        self.settings.put(change, self.choose.choice("甲乙"), self.choose.random())


def _dump(ledger: Ledger) -> list[object]:
    return [
        ledger.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
        for table in (*JOURNALED, "search", "search_person")
    ]


@pytest.mark.parametrize("seed", range(12))
def test_undo_gives_back_every_state_and_redo_every_next_one(ledger: Ledger, seed: int):
    clerk, history = Clerk(ledger, seed), History(ledger)
    states, numbers = [_dump(ledger)], []
    for _ in range(8):
        with ledger.transaction("工作") as change:
            clerk.work(change)
        if change.id == history.changes(limit=1)[0].id:
            numbers.append(change.id)
            states.append(_dump(ledger))
    for number, state in zip(reversed(numbers), reversed(states[:-1]), strict=True):
        undoable = history.next_undo()
        assert undoable
        assert undoable.id == number
        history.undo(number)
        assert _dump(ledger) == state
    assert history.next_undo() is None
    for number, state in zip(numbers, states[1:], strict=True):
        redoable = history.next_redo()
        assert redoable
        assert redoable.id == number
        history.redo(number)
        assert _dump(ledger) == state
    assert list(checks.faults(ledger)) == []
