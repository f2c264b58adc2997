import os
import re
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from documents.papers import (
    OIL,
    RARE,
    RICE,
    book,
    pages_of,
    rules_of,
    text_of,
    unembedded_fonts,
    unit,
)
from shuangyong_desktop.documents.typesetter import MM
from shuangyong_desktop.documents.visit_sheets import COLUMNS, write_visit_sheets
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.money import read_rmb_upper
from shuangyong_desktop.domain.visits import Goods, PayoutMethod

VOUCHER_FIELDS = (
    "序号", "姓名", "身份证号", "人员类别", "住　址", "慰问金（元）", "慰问品/数量", "发放方式",
    "领取人签字（手印）", "代领人签字/关系/证件号", "领取日期", "备注",
)  # fmt: skip
CLOSING_FIELDS = (
    "发放人", "（2人）", "证　明　人", "（村〔社区〕干部）", "经办人", "审核人", "分管领导",
    "审　　批", "发放单位", "（盖章）", "日　期", "附　件", "张",
)  # fmt: skip


@pytest.fixture
def printed(tmp_path):
    def write(units, **changes):
        path = tmp_path / "签收册.pdf"
        write_visit_sheets(path, book(units, **changes))
        return path

    return write


def test_the_voucher_has_every_field_of_the_desk(printed):
    first, *_ = pages_of(printed([unit()]))
    assert tuple(column.head.replace("\n", "") for column in COLUMNS) == VOUCHER_FIELDS
    words = first.replace("\n", "")
    for field in (*(column.head.split("\n")[0] for column in COLUMNS), *CLOSING_FIELDS):
        assert field in words
    assert "2026年春节慰问金（品）发放签收册" in words


def test_a_finance_voucher_shows_full_id_numbers(printed):
    text = text_of(printed([unit(3)]))
    assert unit(3).id_number in text


def test_signature_cells_are_large_enough(printed):
    """CLERK §4: at least 30 × 12 mm, measured on the lines of the paper."""
    first, *_ = PdfReader(printed([unit(place) for place in range(30)])).pages
    rules = rules_of(first)
    across = sorted({y0 for _, y0, _, y1 in rules if y0 == y1}, reverse=True)
    down = sorted({x0 for x0, y0, x1, y1 in rules if x0 == x1 and abs(y0 - y1) > 100 * MM})
    assert len(down) == len(COLUMNS) - 1
    assert min(down[8] - down[7], down[9] - down[8]) >= 30 * MM
    assert min(top - below for top, below in pairwise(across)) >= 12 * MM


def test_pages_are_counted_per_community(printed):
    units = [unit(place) for place in range(17)]
    units += [unit(place, community="白杨社区") for place in range(3)]
    pages = pages_of(printed(units))
    counts = [re.search(r"\S+　第 \d 页　共 \d 页", page)[0] for page in pages]
    assert counts == [
        "白杨社区　第 1 页　共 1 页",
        "石桥村　第 1 页　共 2 页",
        "石桥村　第 2 页　共 2 页",
        "汇总表　第 1 页　共 1 页",
    ]
    assert [entry.title for entry in PdfReader(printed(units)).outline] == [
        "白杨社区",
        "石桥村",
        "汇总表",
    ]


def test_each_volume_closes_once_and_no_page_is_without_its_head(printed):
    pages = pages_of(printed([unit(place) for place in range(40)]))
    volumes = pages[:-1]
    assert [("证　明　人" in page) for page in volumes] == [False] * (len(volumes) - 1) + [True]
    assert all("身份证号" in page for page in volumes)


def test_the_footnote_stands_only_where_money_goes_through_the_bank(printed):
    note = "凭银行回单入账"
    assert note in text_of(printed([unit(method=PayoutMethod.CARD)]))
    assert note in text_of(printed([unit(method=PayoutMethod.TRANSFER)]))
    assert note not in text_of(printed([unit(method=PayoutMethod.CASH)]))


def test_goods_without_money_are_no_money(printed):
    path = printed([unit(money=Decimal(0), goods=(RICE,)), unit(1, goods=())])
    first = pages_of(path)[0]
    assert "—" in first
    assert "只发实物1户" in text_of(path)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["石桥村", "白杨社区", "青龙村"]),
            st.sampled_from(["war", "rural", "family"]),
            st.integers(0, 5_000_000).map(lambda cents: Decimal(cents) / 100),
            st.sampled_from(list(PayoutMethod)),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_subtotals_total_and_capital_numerals_agree(printed, rows):
    units = [
        unit(place, community=community, category=category, money=money, method=method)
        for place, (community, category, money, method) in enumerate(rows)
    ]
    pages = pages_of(printed(units))
    wanted = sum((money for _, _, money, _ in rows), Decimal(0))

    words = re.sub(r"\s", "", "".join(pages))
    volumes = re.findall(r"（大写）人民币([零壹贰叁肆伍陆柒捌玖拾佰仟万元角分整]+)", words)
    assert sum(map(read_rmb_upper, volumes)) == wanted

    summary = "\n".join(page for page in pages if "汇总表　第" in page)
    words = re.search(r"（大写）：人民币(\S+?)　（小写）：￥([\d,.]+)", summary)
    assert read_rmb_upper(words[1]) == Decimal(words[2].replace(",", "")) == wanted

    of_methods = re.findall(r"(?:现金|社保卡|转账)\d+户([\d,.]+)元", summary)
    assert sum(Decimal(text.replace(",", "")) for text in of_methods) == wanted


def test_the_summary_counts_community_by_category_by_article(printed):
    units = [unit(0, goods=(RICE,)), unit(1, goods=(RICE, OIL)), unit(3, goods=())]
    summary = pages_of(printed(units))[-1]
    assert "2026年春节慰问金（品）发放汇总表" in summary
    for words in ("大米（袋）", "10千克/袋", "菜油（桶）", "小　计", "合　计", "石桥村签收册共1册"):
        assert words in summary


def test_many_articles_turn_the_summary_on_its_side(printed):
    goods = tuple(Goods(name, 1, "份") for name in ("米", "油", "面", "奶", "蛋", "肉", "糖"))
    last = PdfReader(printed([unit(goods=goods)])).pages[-1]
    assert last.mediabox.width > last.mediabox.height


def test_a_long_summary_keeps_its_subtotals_company(printed):
    units = [
        unit(place, community=f"第{community}村", category=f"类别{place}")
        for community in range(1, 9)
        for place in range(10)
    ]
    summaries = [page for page in pages_of(printed(units)) if "汇总表　第" in page]
    assert len(summaries) > 1
    for page in summaries:
        rows = page.split("户数", 1)[1]
        assert "类别" in rows


def test_rare_names_are_found_and_nothing_is_unembedded(printed):
    units = [unit(place, name=f"王{character}") for place, character in enumerate(RARE)]
    path = printed(units)
    text = text_of(path)
    assert all(one.name in text for one in units)
    assert unembedded_fonts(path) == set()


def test_hostile_texts_are_only_text(printed):
    name, address = "<b>x</b>=1+1", "..\\..\\%_'\"; DROP TABLE <img src='a'>"
    text = text_of(printed([unit(name=name, address=address)]))
    plain = re.sub(r"\s", "", text)
    assert re.sub(r"\s", "", name) in plain
    assert re.sub(r"\s", "", address) in plain


def test_an_undrawable_name_stops_the_book_and_leaves_the_old_one(tmp_path):
    path = tmp_path / "签收册.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Problem, match=r"“张😀”里有“😀”（U\+1F600）"):
        write_visit_sheets(path, book([unit(name="张😀")]))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_empty_plan_is_a_problem(tmp_path):
    with pytest.raises(Problem, match="还没有慰问对象"):
        write_visit_sheets(tmp_path / "a.pdf", book([]))


def test_progress_is_told_page_by_page(tmp_path):
    told = []
    units = [unit(place) for place in range(20)]
    write_visit_sheets(tmp_path / "a.pdf", book(units), tick=lambda *counts: told.append(counts))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_cancelled_book_leaves_the_old_one(tmp_path):
    def cancel(*_):
        raise Cancelled

    path = tmp_path / "签收册.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Cancelled):
        write_visit_sheets(path, book([unit()]), tick=cancel)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_purpose_and_demonstration_mark_are_printed(printed):
    pages = pages_of(printed([unit()], purpose="春节慰问发放", demo=True))
    assert all("用途：春节慰问发放" in page and "演示数据" in page for page in pages)


@pytest.mark.skipif(os.name != "posix", reason="limits of file size are POSIX")
@pytest.mark.parametrize(
    "writer", ["visit_sheets.write_visit_sheets", "workbooks.write_visit_workbook"]
)
def test_a_full_disk_leaves_the_old_paper(tmp_path, writer):
    module, function = writer.split(".")
    path = tmp_path / "签收册"
    path.write_bytes(b"old")
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        f"from shuangyong_desktop.documents.{module} import {function} as write\n"
        "from shuangyong_desktop.domain.errors import Problem\n"
        "from documents.papers import book, unit\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))\n"
        "try:\n"
        "    write(Path(sys.argv[1]), book([unit(n) for n in range(40)]))\n"
        "except Problem as problem:\n"
        "    print(problem.code)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)],
        env={**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root / 'tests'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("disk_full", "")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
