"""Views, categories, communities and statuses combine; the counts are those of CLERK §1."""

from collections import Counter

from shuangyong_desktop.domain.categories import CATEGORIES
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import LedgerCounts
from shuangyong_desktop.ui.pages.ledger_filter import (
    CATEGORIES as CATEGORY,
)
from shuangyong_desktop.ui.pages.ledger_filter import (
    COMMUNITIES,
    STATUSES,
    VIEWS,
    whole,
)

COUNTS = LedgerCounts(
    people=5,
    veterans=4,
    beneficiaries=2,
    paid=3,
    by_category=Counter({"war_veteran": 4, "martyr_survivor": 2}),
    by_community=Counter({"惠民社区": 3, "": 2}),
    by_status=Counter({PersonStatus.ACTIVE: 5, PersonStatus.DECEASED: 1}),
)


def test_the_whole_ledger_shows_everybody_on_it() -> None:
    everybody = whole(CATEGORIES)
    assert not everybody.narrowed
    assert everybody.person_filter.statuses == (PersonStatus.ACTIVE,)
    assert everybody.person_filter.categories == ()


def test_a_view_stands_for_its_categories() -> None:
    veterans = whole(CATEGORIES).picked(VIEWS, "退役军人", more=False)
    assert "war_veteran" in veterans.person_filter.categories
    assert "martyr_survivor" not in veterans.person_filter.categories


def test_choosing_replaces_and_ctrl_adds() -> None:
    one = whole(CATEGORIES).picked(CATEGORY, "war_veteran", more=False)
    assert one.picked(CATEGORY, "martyr_survivor", more=False).categories == ("martyr_survivor",)
    both = one.picked(CATEGORY, "martyr_survivor", more=True)
    assert both.categories == ("war_veteran", "martyr_survivor")
    assert both.picked(CATEGORY, "war_veteran", more=True).categories == ("martyr_survivor",)
    assert not one.picked(CATEGORY, "war_veteran", more=False).narrowed


def test_filters_of_different_sections_hold_together_and_name_the_list() -> None:
    narrowed = (
        whole(CATEGORIES)
        .picked(COMMUNITIES, "惠民社区", more=False)
        .picked(STATUSES, "去世", more=False)
    )
    assert narrowed.person_filter.communities == ("惠民社区",)
    assert narrowed.person_filter.statuses == (PersonStatus.DECEASED,)
    assert narrowed.name == "惠民社区、去世"


def test_every_entry_has_its_count_and_empty_categories_are_left_out() -> None:
    facets = {(facet.section, facet.key): facet.count for facet in whole(CATEGORIES).facets(COUNTS)}
    assert facets[VIEWS, "退役军人"] == 4
    assert facets[VIEWS, "其他优抚对象"] == 2
    assert facets[VIEWS, "定期抚恤补助"] == 3
    assert facets[CATEGORY, "war_veteran"] == 4
    assert (CATEGORY, "serviceman") not in facets
    assert facets[COMMUNITIES, ""] == 2
    assert facets[STATUSES, "去世"] == 1
