"""追回台账 on a real ledger: at any time 应追 = 已追 + 未追 + 不再追回."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import FOLLOW_UPS, Event, EventKind, FollowUpKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.recoveries import (
    RECOVERIES,
    REPAYMENTS,
    Recovery,
    RecoveryCount,
    RecoveryState,
    Repayment,
)


@pytest.fixture
def li(office):
    """Somebody who died in March and was paid until June."""
    person = office.people.save(Person(name="李建国", categories=("martyr_survivor",)))
    office.entries(ENTITLEMENTS).save(
        Entitlement(person_id=person.id, kind="定期抚恤金", amount=Decimal(1200))
    )
    return person


@pytest.fixture
def asked(office, li):
    """The follow-up that asks for the money."""
    died = Event(person_id=li.id, kind=EventKind.DIED, date="2026-03-05", basis="死亡证明",
                 paid_until="2026-06")  # fmt: skip
    found = office.events.register(died).follow_ups
    return next(item for item in found if item.kind is FollowUpKind.RECOVER)


def test_what_a_follow_up_asks_for_is_known_already(office, asked, li):
    proposed = office.recoveries.proposed(asked)
    assert (proposed.person_id, proposed.event_id) == (li.id, asked.event_id)
    assert (proposed.kind, proposed.reason) == ("定期抚恤金", "死亡")
    assert (proposed.since, proposed.until, proposed.months) == ("2026-04", "2026-06", 3)
    assert proposed.amount == Decimal(3600)


def test_what_is_not_known_of_it_stays_empty(office, li):
    suspended = Event(person_id=li.id, kind=EventKind.SUSPENDED, date="2026-03-05",
                      basis="区局文件", authority="市局", document="1号")  # fmt: skip
    (item, *_) = office.events.register(suspended).follow_ups
    proposed = office.recoveries.proposed(item)
    assert (proposed.since, proposed.until, proposed.months, proposed.amount) == (None,) * 4


def test_the_figures_add_up_while_money_comes_back(office, asked):
    begun = office.recoveries.begin(office.recoveries.proposed(asked), asked.id)
    assert not office.entries(FOLLOW_UPS).get(asked.id).open

    def line():
        (found,) = office.recoveries.lines()
        return found

    assert line().state is RecoveryState.OPEN
    assert line().count.words == "应追 3,600.00 = 已追 0.00 + 未追 3,600.00（元）"
    part = Repayment(recovery_id=begun.id, date="2026-07-02", amount=Decimal(1200), way="现金缴存")
    office.recoveries.repay(replace(part, date="2026-08-02", amount=Decimal(400)))
    office.recoveries.repay(part)
    assert [item.date for item in line().repayments] == ["2026-07-02", "2026-08-02"]
    assert line().count == RecoveryCount(Decimal(3600), Decimal(1600))
    assert line().state is RecoveryState.PARTLY
    with pytest.raises(Problem, match=r"多于未追的 2,000\.00 元"):
        office.recoveries.repay(replace(part, amount=Decimal(2001)))
    with pytest.raises(Problem, match="在今天之后"):
        office.recoveries.repay(replace(part, date="2099-01-01"))
    with pytest.raises(Problem, match="大于 0"):
        office.recoveries.repay(replace(part, amount=Decimal(0)))
    with pytest.raises(Problem, match="请填写退款金额"):
        office.recoveries.repay(replace(part, amount=None))
    office.recoveries.repay(replace(part, amount=Decimal(2000)))
    assert line().state is RecoveryState.DONE
    assert line().count.open == 0
    office.history.undo()
    assert line().count.open == 2000


def test_what_is_not_claimed_any_more_was_decided_above(office, asked):
    begun = office.recoveries.begin(office.recoveries.proposed(asked))
    office.recoveries.repay(Repayment(recovery_id=begun.id, date="2026-07-02", amount=Decimal(600)))
    with pytest.raises(Problem, match="决定机关和文号"):
        office.recoveries.waive(begun.id, " ")
    office.recoveries.waive(begun.id, "区局〔2026〕12号")
    (line,) = office.recoveries.lines()
    assert line.state is RecoveryState.WAIVED
    assert line.count.words == ("应追 3,600.00 = 已追 600.00 + 未追 0.00 + 不再追回 3,000.00（元）")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"amount": None}, "应追金额"),
        ({"amount": Decimal(-1)}, "应追金额"),
        ({"since": "2026-07", "until": "2026-04"}, "截止月早于起始月"),
        ({"date": "2099-01-01"}, "在今天之后"),
        ({"date": None}, "请填写登记时间"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(office, li, wrong, said):
    fine = Recovery(person_id=li.id, date="2026-07-01", amount=Decimal(100))
    with pytest.raises(Problem, match=said):
        office.recoveries.begin(replace(fine, **wrong))
    assert office.recoveries.lines() == []


def test_what_came_back_cannot_be_more_than_what_is_due(office, li):
    fine = Recovery(person_id=li.id, date="2026-07-01", amount=Decimal(100))
    begun = office.recoveries.begin(fine)
    office.recoveries.repay(Repayment(recovery_id=begun.id, date="2026-07-02", amount=Decimal(80)))
    with pytest.raises(Problem, match="少于已经退回的"):
        office.entries(RECOVERIES).save(replace(begun, amount=Decimal(70)))
    office.entries(RECOVERIES).save(replace(begun, amount=Decimal(90)))
    (line,) = office.recoveries.lines()
    assert line.count.open == 10


def test_a_repayment_taken_back_is_open_again_and_a_removed_recovery_counts_no_more(office, li):
    begun = office.recoveries.begin(
        Recovery(person_id=li.id, date="2026-07-01", amount=Decimal(100))
    )
    paid = office.recoveries.repay(
        Repayment(recovery_id=begun.id, date="2026-07-02", amount=Decimal(80))
    )
    office.entries(REPAYMENTS).remove(paid.id)
    (line,) = office.recoveries.lines()
    assert line.count.open == 100
    office.recoveries.remove(begun.id)
    assert office.recoveries.lines() == []
    office.recycle_bin.restore(
        next(item for item in office.recycle_bin.everything() if item.noun == "多发追回")
    )
    assert len(office.recoveries.lines()) == 1
