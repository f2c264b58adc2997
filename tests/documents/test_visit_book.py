from decimal import Decimal

from documents.papers import NAMES, OIL, RICE, book, unit
from shuangyong_desktop.documents.visit_book import (
    NO_COMMUNITY,
    goods_words,
    method_sums,
    money_cell,
    paid_by_bank,
)
from shuangyong_desktop.domain.visits import PayoutMethod


def test_volumes_follow_the_natural_order_of_communities():
    units = [unit(community=name) for name in ("10社区", "2社区", "")]
    assert list(book(units).volumes()) == ["2社区", "10社区", NO_COMMUNITY]


def test_categories_stand_under_their_legal_names_in_the_order_of_the_summary():
    units = [unit(2), unit(1), unit(0), unit(category="旧类别")]
    found = [(name, sums.units) for name, sums in book(units).by_category(units)]
    assert found == [*((name, 1) for name in NAMES.values()), ("旧类别", 1)]


def test_sums_name_each_way_of_paying_once():
    units = [
        unit(money=Decimal(300), method=PayoutMethod.CASH),
        unit(money=Decimal("1200.50"), method=PayoutMethod.TRANSFER),
        unit(money=Decimal(0)),
    ]
    assert method_sums(units) == (
        "其中：现金1户300.00元；转账1户1,200.50元；只发实物1户（转账附银行回单）"
    )
    assert method_sums([]) == ""


def test_goods_alone_need_no_bank_receipt():
    assert not paid_by_bank([unit(money=Decimal(0), method=PayoutMethod.CARD)])
    assert paid_by_bank([unit(method=PayoutMethod.CARD)])


def test_cells_show_amounts_goods_and_a_dash_for_nothing():
    assert money_cell(Decimal(1000)) == "1,000.00"
    assert money_cell(Decimal(0)) == "—"
    assert goods_words((RICE, OIL)) == "大米1袋、菜油1桶"


def test_the_summary_is_named_after_its_book():
    assert book([]).summary_title == "2026年春节慰问金（品）发放汇总表"
    assert book([], purpose="春节慰问").purpose_words == "用途：春节慰问"
    assert book([]).purpose_words == ""
