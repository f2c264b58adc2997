from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.documents.frames import long_date, page_count, plan_pages
from shuangyong_desktop.domain.errors import Problem


@given(
    st.lists(st.floats(5, 20), max_size=80),
    st.floats(0, 70),
    st.integers(1, 4),
    st.sets(st.integers(1, 79), max_size=20),
)
def test_every_row_stands_once_and_every_page_holds_its_rows(heights, closing, least, glued):
    pages = plan_pages(heights, 100, 100 - closing, least_last=least, glued=glued)
    assert [place for page in pages for place in page] == list(range(len(heights)))
    sums = [sum(heights[place] for place in page) for page in pages]
    assert all(used <= 100.1 for used in sums[:-1])
    assert sums[-1] <= 100 - closing + 0.1


@given(st.integers(1, 60))
def test_the_last_sheet_never_holds_a_few_orphan_rows(count):
    pages = plan_pages([12.0] * count, 144, 96, least_last=4)
    assert len(pages[-1]) >= min(4, count)
    assert all(0 < len(page) <= 12 for page in pages)
    assert len(pages[-1]) <= 8


@pytest.mark.parametrize(
    ("rows", "pages"), [(8, [8]), (9, [5, 4]), (15, [11, 4]), (17, [12, 5]), (25, [12, 9, 4])]
)
def test_sheets_are_filled_as_the_sample_pages_are(rows, pages):
    assert [len(page) for page in plan_pages([12.0] * rows, 144, 96, least_last=4)] == pages


def test_a_subtotal_takes_its_last_row_with_it():
    pages = plan_pages([10.0] * 6, 50, 50, glued={5})
    assert [list(page) for page in pages] == [[0, 1, 2, 3], [4, 5]]


def test_without_rows_there_is_one_page_for_the_closing_block():
    assert plan_pages([], 100, 50) == [range(0)]


def test_a_row_higher_than_a_page_is_a_problem():
    with pytest.raises(Problem, match="一页纸也印不下"):
        plan_pages([101.0], 100, 50)


def test_dates_and_page_counts_are_written_as_on_papers():
    assert long_date(date(2026, 1, 6)) == "2026年1月6日"
    assert page_count(1, 2, "石桥村") == "石桥村　第 1 页　共 2 页"
    assert page_count(1, 1) == "第 1 页　共 1 页"
