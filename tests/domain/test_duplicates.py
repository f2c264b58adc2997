"""Who looks like somebody else, on what ground, and what two records make together."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.duplicates import (
    Alike,
    Tier,
    compare,
    differences,
    merged,
    pairs,
)
from shuangyong_desktop.domain.people import Person, PersonStatus

NUMBER, OTHER = "510222195803066110", "500222195002016015"


def _alike(number=1, name="李建国", **known):
    return Alike(number, name, **known)


@pytest.mark.parametrize(
    ("first", "second", "tier", "why"),
    [
        ({"id_number": NUMBER}, {"id_number": NUMBER}, Tier.CERTAIN, "身份证号相同"),
        ({"id_number": NUMBER}, {"id_number": NUMBER, "name": "李健国"}, Tier.CERTAIN, "姓名不同"),
        ({"birth_date": "1958-03-06"}, {"birth_date": "1958-03-06"}, Tier.LIKELY, "出生日期相同"),
        ({"birth_date": "1958-03-06", "id_number": NUMBER},
         {"birth_date": "1958-03-06", "id_number": OTHER}, Tier.POSSIBLE, "两个身份证号都有效"),
        ({"phone": "13800001234、023-48600001"}, {"phone": "138 0000 1234"}, Tier.POSSIBLE,
         "联系电话相同"),
        ({"address": "惠民社区 3组12号"}, {"address": "惠民社区3组12号"}, Tier.POSSIBLE,
         "住址相同"),
    ],
)  # fmt: skip
def test_the_tier_says_how_sure_and_why(first, second, tier, why):
    found = compare(_alike(1, **first), _alike(2, **second))
    assert found is not None
    assert found[0] is tier
    assert why in found[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"phone": "13800001234"}, {"phone": "13800001234", "name": "王建国"}),
        ({"birth_date": "1958"}, {"birth_date": "1958"}),
        ({"address": "3组"}, {"address": "3组"}),
        ({"phone": "13800001234", "id_number": NUMBER},
         {"phone": "13800001234", "id_number": OTHER}),
    ],
)  # fmt: skip
def test_too_little_in_common_is_no_ground(first, second):
    assert compare(_alike(1, **first), _alike(2, **second)) is None


def test_pairs_told_apart_are_not_shown_again():
    people = [_alike(n, birth_date="1958-03-06") for n in (3, 1, 2)]
    assert [(p.first, p.second) for p in pairs(people)] == [(1, 2), (1, 3), (2, 3)]
    assert [(p.first, p.second) for p in pairs(people, {(1, 2), (2, 3)})] == [(1, 3)]


def test_a_crowd_is_compared_with_its_neighbours_only():
    people = [_alike(n, id_number=NUMBER) for n in range(1, 31)]
    assert len(list(pairs(people))) == 29


def test_only_what_the_other_says_differently_is_shown():
    kept = Person(name="李建国", phone="13800001234", categories=("war_veteran",), tags=("低保",))
    other = Person(
        name="李建国", phone="13900001234", address="3组", categories=("war_veteran",),
        tags=("低保", "独居"), status=PersonStatus.DECEASED, death_date="2026-01",
        status_date="2026-01", status_basis="死亡证明",
    )  # fmt: skip
    found = {item.key: item for item in differences(kept, other)}
    assert list(found) == ["status", "phone", "address", "tags"]
    assert not found["phone"].from_other
    assert found["address"].from_other
    assert found["tags"].joined


def test_two_records_make_one_with_what_was_chosen():
    kept = Person(name="李建国", phone="13800001234", tags=("低保",))
    other = Person(
        name="李健国", phone="13900001234", tags=("独居",), categories=("war_veteran",),
        status=PersonStatus.DECEASED, death_date="2026-01", household_id=7, photo="ab",
    )  # fmt: skip
    assert merged(kept, other, {"phone", "status", "tags"}) == replace(
        kept, phone="13900001234", status=PersonStatus.DECEASED, death_date="2026-01",
        tags=("低保", "独居"), categories=("war_veteran",), household_id=7, photo="ab",
    )  # fmt: skip
    assert merged(replace(kept, household_id=3), other, set()).household_id == 3


def test_where_somebody_stands_is_one_choice():
    kept = Person(name="李建国", status_date="2020", status_basis="迁入")
    other = Person(name="李建国", status_date="2021", status_basis="调查")
    assert [item.key for item in differences(kept, other)] == ["status_date", "status_basis"]
    gone = replace(other, status=PersonStatus.MOVED_OUT)
    assert [item.key for item in differences(kept, gone)] == ["status"]
    tagged = replace(kept, tags=("低保", "独居"))
    assert differences(tagged, Person(name="李建国", tags=("低保",))) == ()
