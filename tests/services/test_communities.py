import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person


@pytest.fixture
def communities(office):
    office.people.save(Person(name="张永福", community="石桥村"))
    office.communities.save("石桥村\n白杨社区")
    return office.communities


def names(communities):
    return [community.name for community in communities.all()]


def test_a_list_is_edited_one_per_line_and_undone_at_once(office, communities):
    communities.save("玉龙社区\n石桥村\n\n新村")
    assert names(communities) == ["玉龙社区", "石桥村", "新村"]
    assert office.history.undo().title == "修改村（社区）名单"
    assert names(communities) == ["石桥村", "白杨社区"]


def test_a_corrected_name_takes_everybody_along(office, communities):
    edit = communities.save("石桥社区\n白杨社区")
    assert edit.renamed
    assert office.people.get(1).community == "石桥社区"
    communities.rename(edit.renamed[0].id, "綦江区通惠街道石桥村村民委员会")
    assert office.people.get(1).community == "石桥村"
    assert office.history.undo().title == "村（社区）改名：石桥社区 → 石桥村"


def test_where_people_live_stays_on_the_list(communities):
    with pytest.raises(Problem, match=r"“石桥村”还登记有 1 人或户"):
        communities.save("白杨社区")
    assert names(communities) == ["石桥村", "白杨社区"]


def test_a_name_is_given_once(communities):
    first = communities.all()[0]
    with pytest.raises(Problem, match="已经有“白杨社区”了"):
        communities.rename(first.id, "白杨社区居委会")
    with pytest.raises(Problem, match="请填写名称"):
        communities.rename(first.id, " ")


def test_those_learnt_from_lists_come_after_those_placed(office, communities):
    office.people.save(Person(name="李", community="阿村"))
    assert names(communities) == ["石桥村", "白杨社区", "阿村"]
