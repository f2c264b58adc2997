import pytest

from shuangyong_desktop.domain.communities import (
    Community,
    CommunityNames,
    CommunityType,
    bare_name,
    full_name,
)


@pytest.mark.parametrize(
    ("written", "full", "bare"),
    [
        ("玉龙社区", "玉龙社区", "玉龙"),
        ("玉龙", "玉龙", "玉龙"),
        (" 玉龙 社区 ", "玉龙社区", "玉龙"),
        ("玉龙社区居委会", "玉龙社区", "玉龙"),
        ("玉龙居民委员会", "玉龙社区", "玉龙"),
        ("重庆市綦江区通惠街道玉龙社区", "玉龙社区", "玉龙"),
        ("通惠街道荷塘村", "荷塘村", "荷塘"),
        ("石盘村村民委员会", "石盘村", "石盘"),
        ("石盘村委会", "石盘村", "石盘"),
        ("綦江区通惠街道办事处石盘村", "石盘村", "石盘"),
        ("村", "村", "村"),
        ("重庆市/綦江区/通惠街道/玉龙社区", "玉龙社区", "玉龙"),
        ("綦江区>通惠街道>玉龙", "玉龙", "玉龙"),
        ("玉龙社区2组", "玉龙社区", "玉龙"),
        ("荷塘村三社", "荷塘村", "荷塘"),
        ("玉龙社区/10组", "玉龙社区", "玉龙"),
        ("荷塘村、5组", "荷塘村", "荷塘"),
    ],
)
def test_a_community_is_recognised_in_every_spelling(written, full, bare):
    assert full_name(written) == full
    assert bare_name(written) == bare


def test_a_short_spelling_finds_the_full_name():
    names = CommunityNames(["玉龙社区", "荷塘村"])
    assert names.find("玉龙") == "玉龙社区"
    assert names.find("通惠街道荷塘村") == "荷塘村"
    assert names.find("三会村") is None


def test_a_village_and_a_residential_community_of_one_name_stay_apart():
    names = CommunityNames(["玉龙社区", "玉龙村"])
    assert names.find("玉龙村") == "玉龙村"
    assert names.find("玉龙") is None
    assert CommunityNames(["玉龙社区"]).find("玉龙村") is None


def test_a_fuller_name_replaces_a_bare_one():
    names = CommunityNames(["玉龙", "玉龙社区", "玉龙社区"])
    assert names.find("玉龙居委会") == "玉龙社区"


def test_the_name_tells_the_kind_of_community():
    assert Community("玉龙社区").type is CommunityType.RESIDENTIAL
    assert Community("石盘村").type is CommunityType.VILLAGE
    assert Community("开发区").type is CommunityType.UNKNOWN
