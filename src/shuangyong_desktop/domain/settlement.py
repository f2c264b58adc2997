"""核销 (settlement): what was planned, what was given, and where the difference lies.

At any time 应 = 已 + 未 + 异常 (CLERK §7): every unit of a plan is in exactly one share. A group
without its signed paper is 待附签收册 and gives nothing to the settlement yet (CLERK §2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from shuangyong_desktop.domain.receipts import (
    OPEN,
    Attachment,
    Receipt,
    Receipts,
    ReceiptState,
    SignedPaper,
    papers_missing,
)
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitGroup,
    VisitTotal,
    VisitUnit,
    total,
)

UNGROUPED = VisitGroup(name="未分组")
"""Stands for the units of no group; nothing can be attached for them, so they wait."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """How far one group is: its units, how many are registered, which papers it lacks."""

    group: VisitGroup
    units: int
    registered: int
    missing: tuple[SignedPaper, ...]

    @property
    def words(self) -> str:
        """待附签收册, 登记中 or 可核销, as the clerk reads it."""
        if self.missing:
            return "待附" + "、".join(paper.value for paper in self.missing)
        return "可核销" if self.registered == self.units else "登记中"


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the plan: what became of these units, how many they are, what they get."""

    label: str
    total: VisitTotal


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """The money of one 发放方式 in yuan, planned and given."""

    method: PayoutMethod
    planned: Decimal
    given: Decimal

    @property
    def left(self) -> Decimal:
        """What was not given."""
        return self.planned - self.given


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One article, planned and given; goods that are left are never turned into cash."""

    article: Goods
    given: int

    @property
    def left(self) -> int:
        """How many pieces were not given."""
        return self.article.quantity - self.given


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The figures of one plan. `flagged` are receipts whose red flags were answered in writing."""

    planned: VisitTotal
    received: VisitTotal
    by_proxy: VisitTotal
    not_received: VisitTotal
    unregistered: VisitTotal
    waiting: VisitTotal
    given: VisitTotal
    money: tuple[MoneyLine, ...]
    goods: tuple[GoodsLine, ...]
    groups: tuple[GroupState, ...]
    flagged: tuple[tuple[VisitUnit, Receipt], ...]

    @property
    def differences(self) -> tuple[Share, ...]:
        """Where planned and given differ; their sums are the whole difference."""
        shares = (
            Share(ReceiptState.NOT_RECEIVED.value, self.not_received),
            Share(ReceiptState.OPEN.value, self.unregistered),
            Share("待附签收册", self.waiting),
        )
        return tuple(share for share in shares if share.total.units)

    @property
    def adds_up(self) -> bool:
        """Whether planned = given + differences, in units and in money."""
        parts = (self.given, *(share.total for share in self.differences))
        return (self.planned.units, self.planned.money) == (
            sum(part.units for part in parts),
            sum((part.money for part in parts), Decimal(0)),
        )

    @property
    def finished(self) -> bool:
        """Whether every unit is registered and every group has its papers."""
        return not (self.unregistered.units or self.waiting.units)

    @property
    def words(self) -> str:
        """The figures in one line, as the clerk reads them."""
        line = f"计划 {_words(self.planned)}；已发 {_words(self.given)}"
        if self.by_proxy.units:
            line += f"（其中代领 {self.by_proxy.units} 户）"
        for share in self.differences:
            line += f"；{share.label} {_words(share.total)}"
        return line + "。"


def settle(
    groups: Sequence[VisitGroup],
    units: Sequence[VisitUnit],
    receipts: Receipts,
    attachments: Iterable[Attachment],
) -> Settlement:
    """Add up a plan from its groups, units, receipts by unit id, and attached papers."""
    attached = list(attachments)
    states: list[GroupState] = []
    shares: dict[str, list[VisitUnit]] = {state.name: [] for state in ReceiptState}
    waiting: list[VisitUnit] = []
    for group, own in _by_group(groups, units):
        state = _state_of(group, own, receipts, attached)
        states.append(state)
        if state.missing:
            waiting += own
            continue
        for unit in own:
            shares[_receipt(receipts, unit).state.name].append(unit)
    given = [*shares["SIGNED"], *shares["PROXY"]]
    flagged = ((unit, _receipt(receipts, unit)) for unit in units)
    return Settlement(
        planned=total(units),
        received=total(shares["SIGNED"]),
        by_proxy=total(shares["PROXY"]),
        not_received=total(shares["NOT_RECEIVED"]),
        unregistered=total(shares["OPEN"]),
        waiting=total(waiting),
        given=total(given),
        money=_money_lines(units, given),
        goods=_goods_lines(units, given),
        groups=tuple(states),
        flagged=tuple((unit, receipt) for unit, receipt in flagged if receipt.flag_reason),
    )


def _receipt(receipts: Receipts, unit: VisitUnit) -> Receipt:
    return receipts.get(unit.id or 0, OPEN)


def _by_group(
    groups: Sequence[VisitGroup], units: Sequence[VisitUnit]
) -> list[tuple[VisitGroup, list[VisitUnit]]]:
    known: dict[int | None, list[VisitUnit]] = {group.id: [] for group in groups}
    loose: list[VisitUnit] = []
    for unit in units:
        known.get(unit.group_id, loose).append(unit)
    found = [(group, known[group.id]) for group in groups]
    return [*found, (UNGROUPED, loose)] if loose else found


def _state_of(
    group: VisitGroup, units: list[VisitUnit], receipts: Receipts, attached: list[Attachment]
) -> GroupState:
    # A house where nothing was received has signed nothing.
    signing = [
        unit for unit in units if _receipt(receipts, unit).state is not ReceiptState.NOT_RECEIVED
    ]
    own = [item for item in attached if item.group_id == group.id]
    registered = sum(_receipt(receipts, unit) != OPEN for unit in units)
    return GroupState(group, len(units), registered, papers_missing(signing, own))


def _money_lines(units: Iterable[VisitUnit], given: Iterable[VisitUnit]) -> tuple[MoneyLine, ...]:
    planned, out = _by_method(units), _by_method(given)
    return tuple(
        MoneyLine(method, planned[method], out.get(method, Decimal(0)))
        for method in PayoutMethod
        if planned.get(method)
    )


def _by_method(units: Iterable[VisitUnit]) -> Mapping[PayoutMethod, Decimal]:
    sums: dict[PayoutMethod, Decimal] = {}
    for unit in units:
        sums[unit.method] = sums.get(unit.method, Decimal(0)) + unit.money
    return sums


def _goods_lines(units: Iterable[VisitUnit], given: Iterable[VisitUnit]) -> tuple[GoodsLine, ...]:
    out = {_article(item): item.quantity for item in total(given).goods}
    return tuple(GoodsLine(item, out.get(_article(item), 0)) for item in total(units).goods)


def _article(item: Goods) -> tuple[str, str, str]:
    return item.name, item.unit, item.specification


def _words(sums: VisitTotal) -> str:
    return f"{sums.units} 户 {sums.money:,.2f} 元"
