"""What was paid too long: the figures add up in every state."""

from decimal import Decimal

import pytest

from shuangyong_desktop.domain.recoveries import (
    Recovery,
    RecoveryCount,
    RecoveryState,
    Repayment,
    counted,
    months_between,
    state_of,
)


@pytest.mark.parametrize(
    ("paid", "waived", "state", "left"),
    [
        ((), None, RecoveryState.OPEN, 900),
        ((300,), None, RecoveryState.PARTLY, 600),
        ((300, 600), None, RecoveryState.DONE, 0),
        ((300,), "区局1号", RecoveryState.WAIVED, 0),
        ((900,), "区局1号", RecoveryState.DONE, 0),
    ],
)
def test_due_is_paid_and_open_and_waived(paid, waived, state, left):
    recovery = Recovery(amount=Decimal(900), waived=waived)
    count = counted(recovery, [Repayment(amount=Decimal(sum_)) for sum_ in paid])
    assert count.due == count.paid + count.open + count.waived == 900
    assert (state_of(recovery, count), count.open) == (state, left)


def test_sums_of_many_are_the_sum_of_each():
    one = RecoveryCount(Decimal(900), Decimal(300))
    other = RecoveryCount(Decimal(100), Decimal(0), Decimal(100))
    assert one + other == RecoveryCount(Decimal(1000), Decimal(300), Decimal(100))
    assert "不再追回 100.00" in (one + other).words


@pytest.mark.parametrize(
    ("since", "until", "months"),
    [("2026-04", "2026-06", 3), ("2026-04", "2026-04", 1), ("2025-12", "2026-01", 2),
     ("2026-04", None, None), (None, "2026-04", None), ("2026", "2026-04", None)],
)  # fmt: skip
def test_months_are_counted_with_both_ends(since, until, months):
    assert months_between(since, until) == months
