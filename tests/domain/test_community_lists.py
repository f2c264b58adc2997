import pytest

from shuangyong_desktop.domain.communities import Community
from shuangyong_desktop.domain.community_lists import edit_of
from shuangyong_desktop.domain.errors import Problem

KNOWN = [Community("石桥村", 1, 1), Community("白杨社区", 2, 2), Community("玉龙社区", 3, 3)]


def test_one_line_that_differs_is_a_name_corrected():
    edit = edit_of(KNOWN, ["石桥村", "白杨林社区居委会", "玉龙社区"])
    assert edit.renamed == (KNOWN[1], "白杨林社区")
    assert (edit.added, edit.removed) == ((), ())


def test_another_order_changes_nothing_else():
    edit = edit_of(KNOWN, ["玉龙社区", "石桥村", "白杨社区"])
    assert edit.order == ("玉龙社区", "石桥村", "白杨社区")
    assert (edit.added, edit.renamed, edit.removed) == ((), None, ())


def test_new_and_missing_lines_are_added_and_left_out():
    edit = edit_of(KNOWN, ["玉龙社区", "通惠街道新村村民委员会", "石桥村", "松林社区"])
    assert edit.added == ("新村", "松林社区")
    assert edit.removed == (KNOWN[1],)
    assert edit_of(KNOWN, []).removed == tuple(KNOWN)
    assert edit_of([], ["石桥村"]).added == ("石桥村",)


def test_a_community_stands_there_once():
    with pytest.raises(Problem, match="写了两遍"):
        edit_of(KNOWN, ["石桥村", "石桥村村委会"])
