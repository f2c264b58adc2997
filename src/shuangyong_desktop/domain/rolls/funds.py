"""经费 (funds): what came in and what went out, by voucher (DOMAIN §4.15)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, Register


@dataclass(frozen=True, slots=True, kw_only=True)
class FundEntry(Record):
    """One line of the funds, in yuan. `batch` names the visit plan or activity it was for."""

    date: str | None = None
    source: str | None = None
    document: str | None = None
    income: Decimal | None = None
    expense: Decimal | None = None
    category: str | None = None
    summary: str | None = None
    batch: str | None = None
    voucher: str | None = None
    handler: str | None = None
    approver: str | None = None
    booked: bool | None = None
    remarks: str | None = None


FUNDS = Register(
    "fund_entry",
    "经费",
    FundEntry,
    Schema(
        FundEntry,
        (
            Field("date", "日期", kinds.DATE, required=True, width=6, aliases=("时间",)),
            Field("summary", "摘要", kinds.TEXT, required=True, width=14, aliases=("事由",)),
            Field("income", "收入（元）", kinds.MONEY, width=6, aliases=("收入", "拨入金额")),
            Field("expense", "支出（元）", kinds.MONEY, width=6, aliases=("支出", "支出金额")),
            Field("category", "用途类别",
                  kinds.words("慰问金", "慰问品", "活动", "宣传", "帮扶", "办公"), width=5,
                  aliases=("用途", "支出类别")),
            Field("source", "经费来源",
                  kinds.words("区级拨付", "街道预算", "社会捐赠", "村（社区）自筹"), width=6,
                  aliases=("资金来源",)),
            Field("document", "指标文号", kinds.TEXT, width=8, aliases=("文号",)),
            Field("batch", "对应批次", kinds.words(), width=10,
                  aliases=("对应活动或批次", "参照批次")),
            Field("voucher", "凭证号", kinds.CERTIFICATE, width=6, aliases=("凭证编号",)),
            Field("handler", "经办人", kinds.words(), width=4),
            Field("approver", "审批人", kinds.words(), width=4),
            Field("booked", "已入账", kinds.YES_NO, width=3, aliases=("是否入账",)),
            Field("remarks", "备注", kinds.LONG_TEXT, width=6),
        ),
    ),
    personal=False,
    plain=True,
    named="summary",
    title="经费",
    group="共建和拥军",
    hint="对应批次填慰问方案的名称，用来核对签收合计与支出是否一致。",
    box="10",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FundSum:
    """What came in and went out, in yuan; `balance` may be below zero."""

    income: Decimal = Decimal(0)
    expense: Decimal = Decimal(0)

    @property
    def balance(self) -> Decimal:
        """余额: what is left."""
        return self.income - self.expense


def summed(entries: Iterable[FundEntry]) -> FundSum:
    """收入、支出 and 余额 of `entries`."""
    listed = list(entries)
    return FundSum(
        sum((entry.income or Decimal(0) for entry in listed), Decimal(0)),
        sum((entry.expense or Decimal(0) for entry in listed), Decimal(0)),
    )


def balances(entries: Iterable[FundEntry]) -> dict[int, Decimal]:
    """余额 after every entry, by its id, in the order of days and then of entering."""
    left, found = Decimal(0), {}
    for entry in sorted(entries, key=lambda entry: (entry.date or "", entry.id or 0)):
        left += (entry.income or Decimal(0)) - (entry.expense or Decimal(0))
        found[entry.id or 0] = left
    return found
