"""多发追回 (recoveries): what was paid too long, and what came back on which day (CLERK §5.4).

At any time 应追 = 已追 + 未追 + 不再追回. 尾月 and 丧葬补助 are figures of their own (CLERK §2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register
from shuangyong_desktop.domain.situations import month_of, months_from


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery(Record):
    """Money that was paid to somebody from `since` to `until` (months) and has to come back.

    `amount` is what is due in yuan. `waived` names who decided, above the street, that the
    rest is not claimed, and by which document.
    """

    event_id: int | None = None
    date: str | None = None
    kind: str | None = None
    reason: str | None = None
    since: str | None = None
    until: str | None = None
    months: int | None = None
    amount: Decimal | None = None
    debtor: str | None = None
    phone: str | None = None
    waived: str | None = None
    remarks: str | None = None


RECOVERIES = Register(
    "recovery",
    "多发追回",
    Recovery,
    Schema(
        Recovery,
        (
            Field("date", "登记时间", kinds.DATE, required=True, width=6),
            Field("kind", "待遇名称", kinds.words(), width=9),
            Field("reason", "多发原因",
                  kinds.words("死亡", "迁出", "中止", "取消", "重复享受", "标准不符"), width=5),
            Field("since", "多发起始月", kinds.MONTH, width=5),
            Field("until", "多发截止月", kinds.MONTH, width=5),
            Field("months", "多发月数", kinds.INTEGER, width=4),
            Field("amount", "应追金额（元）", kinds.MONEY, required=True, width=6),
            Field("debtor", "退款人", kinds.words(), width=5),
            Field("phone", "退款人电话", kinds.PHONE, width=7),
            Field("waived", "不再追回的决定机关和文号", kinds.TEXT, width=8),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"event_id": "变动"},
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Repayment(Record):
    """One sum that came back, in yuan, on which day, how, and by which receipt."""

    recovery_id: int | None = None
    date: str | None = None
    amount: Decimal | None = None
    way: str | None = None
    receipt: str | None = None
    remarks: str | None = None


REPAYMENTS = Register(
    "repayment",
    "退款",
    Repayment,
    Schema(
        Repayment,
        (
            Field("date", "退款时间", kinds.DATE, required=True, width=6),
            Field("amount", "退款金额（元）", kinds.MONEY, required=True, width=6),
            Field("way", "退款方式",
                  kinds.words("银行转账", "现金缴存", "从丧葬补助抵扣", "从后续补助抵扣"), width=6),
            Field("receipt", "票据号", kinds.CERTIFICATE, width=6),
            Field("remarks", "备注", kinds.LONG_TEXT, width=8),
        ),
    ),
    labels={"recovery_id": "多发追回"},
)  # fmt: skip


class RecoveryState(StrEnum):
    """追回情况: where a recovery stands; everyone is in exactly one of them."""

    OPEN = "未追回"
    PARTLY = "部分追回"
    DONE = "已追清"
    WAIVED = "不再追回"


STILL_OPEN = (RecoveryState.OPEN, RecoveryState.PARTLY)
"""The states in which money still has to come back."""


@dataclass(frozen=True, slots=True)
class RecoveryCount:
    """应追, 已追, 未追 and 不再追回 of one recovery or of many, in yuan."""

    due: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    waived: Decimal = Decimal(0)

    @property
    def open(self) -> Decimal:
        """未追: what still has to come back."""
        return self.due - self.paid - self.waived

    @property
    def words(self) -> str:
        """The equation as the clerk reads it; what is not claimed stands there if there is any."""
        waived = f" + 不再追回 {self.waived:,.2f}" if self.waived else ""
        return f"应追 {self.due:,.2f} = 已追 {self.paid:,.2f} + 未追 {self.open:,.2f}{waived}（元）"

    def __add__(self, other: "RecoveryCount") -> "RecoveryCount":
        return RecoveryCount(
            self.due + other.due, self.paid + other.paid, self.waived + other.waived
        )


def counted(recovery: Recovery, repayments: Iterable[Repayment]) -> RecoveryCount:
    """The figures of one recovery; what is not claimed is what had not come back."""
    due = recovery.amount or Decimal(0)
    paid = sum((item.amount or Decimal(0) for item in repayments), Decimal(0))
    return RecoveryCount(due, paid, due - paid if recovery.waived else Decimal(0))


def state_of(recovery: Recovery, count: RecoveryCount) -> RecoveryState:
    """Where a recovery stands."""
    if count.due and count.paid >= count.due:
        return RecoveryState.DONE
    if recovery.waived:
        return RecoveryState.WAIVED
    return RecoveryState.PARTLY if count.paid else RecoveryState.OPEN


def months_between(since: str | None, until: str | None) -> int | None:
    """How many months from `since` to `until` (ISO months), both included; None if unknown."""
    first, last = month_of(since), month_of(until)
    return months_from(first, last) + 1 if first and last else None
