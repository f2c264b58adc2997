from dataclasses import replace
from decimal import Decimal

from shuangyong_desktop.domain.receipts import (
    Attachment,
    Proxy,
    Receipt,
    ReceiptState,
    SignedPaper,
)
from shuangyong_desktop.domain.settlement import UNGROUPED, settle
from shuangyong_desktop.domain.visits import Goods, PayoutMethod, VisitGroup, VisitUnit

RICE = Goods("大米", 1, "袋")
GROUPS = [VisitGroup(id=1, name="石桥村"), VisitGroup(id=2, name="白杨社区")]
SIGNED = Receipt(state=ReceiptState.SIGNED, received_on="2026-02-09")
PROXY = Receipt(
    state=ReceiptState.PROXY, received_on="2026-02-09", proxy=Proxy(name="张"), flag_reason="住院"
)
AWAY = Receipt(state=ReceiptState.NOT_RECEIVED, reason="外出")


def unit(number, group, **changes):
    usual = VisitUnit(id=number, name=f"户{number}", group_id=group, money=Decimal("500.50"),
                      goods=(RICE,))  # fmt: skip
    return replace(usual, **changes)


UNITS = [unit(1, 1), unit(2, 1), unit(3, 1), unit(4, 1), unit(5, 2), unit(6, 2)]
RECEIPTS = {1: SIGNED, 2: PROXY, 3: AWAY, 5: SIGNED}


def book(group):
    return Attachment(group, SignedPaper.SIGN_OFF_BOOK, "册.pdf", "ab", 9, "2026-02-10T09:00:00")


def test_every_unit_is_in_exactly_one_share():
    figures = settle(GROUPS, UNITS, RECEIPTS, [book(1)])
    assert (figures.received.units, figures.by_proxy.units) == (1, 1)
    assert (figures.not_received.units, figures.unregistered.units) == (1, 1)
    assert figures.waiting.units == 2
    assert figures.planned.units == 6
    assert figures.planned.money == Decimal("3003.00")
    assert figures.given.money == Decimal("1001.00")
    assert figures.adds_up
    assert not figures.finished


def test_a_group_without_its_signed_book_gives_nothing_to_the_settlement():
    figures = settle(GROUPS, UNITS, RECEIPTS, [])
    assert figures.given.units == 0
    assert figures.waiting.units == 6
    assert [state.words for state in figures.groups] == ["待附签收册", "待附签收册"]
    assert figures.adds_up


def test_groups_say_how_far_they_are():
    states = settle(GROUPS, UNITS, RECEIPTS, [book(1), book(2)]).groups
    assert [(state.units, state.registered, state.words) for state in states] == [
        (4, 3, "登记中"), (2, 1, "登记中"),
    ]  # fmt: skip
    everything = {**RECEIPTS, 4: SIGNED, 6: SIGNED}
    figures = settle(GROUPS, UNITS, everything, [book(1), book(2)])
    assert [state.words for state in figures.groups] == ["可核销", "可核销"]
    assert figures.finished


def test_nobody_signs_where_nobody_received():
    figures = settle(GROUPS[1:], UNITS[4:], {5: AWAY, 6: AWAY}, [])
    assert figures.groups[0].words == "可核销"
    assert figures.not_received.units == 2


def test_money_is_told_by_method_and_goods_by_article():
    units = [*UNITS[:3], unit(4, 1, method=PayoutMethod.CARD, goods=(Goods("菜油", 2, "桶"),))]
    figures = settle(GROUPS, units, RECEIPTS, [book(1)])
    assert [(line.method, line.planned, line.given, line.left) for line in figures.money] == [
        (PayoutMethod.CASH, Decimal("1501.50"), Decimal("1001.00"), Decimal("500.50")),
        (PayoutMethod.CARD, Decimal("500.50"), Decimal(0), Decimal("500.50")),
    ]
    assert [(line.article.name, line.article.quantity, line.given, line.left)
            for line in figures.goods] == [("大米", 3, 2, 1), ("菜油", 2, 0, 2)]  # fmt: skip


def test_units_of_no_group_wait_too():
    figures = settle(GROUPS, [*UNITS, unit(7, None)], RECEIPTS, [book(1)])
    assert figures.groups[-1].group == UNGROUPED
    assert figures.waiting.units == 3


def test_the_figures_read_as_one_line():
    figures = settle(GROUPS, UNITS, RECEIPTS, [book(1)])
    assert figures.words == (
        "计划 6 户 3,003.00 元；已发 2 户 1,001.00 元（其中代领 1 户）；未领 1 户 500.50 元；"
        "未登记 1 户 500.50 元；待附签收册 2 户 1,001.00 元。"
    )
    assert [unit.name for unit, _ in figures.flagged] == ["户2"]
    assert settle([], [], {}, []).words == "计划 0 户 0.00 元；已发 0 户 0.00 元。"
