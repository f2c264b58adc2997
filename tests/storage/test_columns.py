from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.storage.columns import cents, sort_key, stored, yuan

PLACES = st.lists(
    st.sampled_from(
        ["村", "组", "社区", "2", "10", "三", "十二", "幢", "单元", "-", "玉龙", "a", "B"]
    ),
    max_size=6,
).map("".join)


@given(PLACES, PLACES)
def test_addresses_sort_in_the_file_as_in_the_program(one: str, other: str):
    first, second = natural_key(one), natural_key(other)
    assert (sort_key(one) < sort_key(other)) == (first < second)
    assert (sort_key(one) == sort_key(other)) == (first == second)


@given(st.integers(-(10**12), 10**12))
def test_money_keeps_every_cent(amount: int):
    assert cents(yuan(amount)) == amount


def test_part_of_a_cent_is_never_dropped():
    with pytest.raises(ValueError, match="whole number of cents"):
        cents(Decimal("0.001"))


def test_values_are_stored_by_name_number_or_text():
    assert stored(PersonStatus.DECEASED) == "DECEASED"
    assert stored(True) == 1  # noqa: FBT003
    assert stored(Decimal("1.5")) == 150
    assert stored(None) is None
    with pytest.raises(TypeError, match="no column holds a bytes"):
        stored(b"x")
