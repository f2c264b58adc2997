"""Views, categories, communities and statuses combine; the counts are those of CLERK §1."""

from collections import Counter
from dataclasses import replace
from datetime import date

from shuangyong_desktop.domain.categories import CATEGORIES
from shuangyong_desktop.domain.search import AgeSpan
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import LedgerCounts
from shuangyong_desktop.services.views import Criteria
from shuangyong_desktop.ui.pages.ledger_filter import (
    CATEGORIES as CATEGORY,
)
from shuangyong_desktop.ui.pages.ledger_filter import (
    COMMUNITIES,
    STATUSES,
    VIEWS,
    own_name,
    whole,
)

TODAY = date(2026, 11, 23)
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
    everybody = whole(CATEGORIES, TODAY)
    assert not everybody.narrowed
    assert everybody.person_filter.statuses == (PersonStatus.ACTIVE,)
    assert everybody.person_filter.categories == ()


def test_a_view_stands_for_its_categories() -> None:
    veterans = whole(CATEGORIES, TODAY).picked(VIEWS, "退役军人", more=False)
    assert "war_veteran" in veterans.person_filter.categories
    assert "martyr_survivor" not in veterans.person_filter.categories


def test_choosing_replaces_and_ctrl_adds() -> None:
    one = whole(CATEGORIES, TODAY).picked(CATEGORY, "war_veteran", more=False)
    assert one.picked(CATEGORY, "martyr_survivor", more=False).categories == ("martyr_survivor",)
    both = one.picked(CATEGORY, "martyr_survivor", more=True)
    assert both.categories == ("war_veteran", "martyr_survivor")
    assert both.picked(CATEGORY, "war_veteran", more=True).categories == ("martyr_survivor",)
    assert not one.picked(CATEGORY, "war_veteran", more=False).narrowed


def test_filters_of_different_sections_hold_together_and_name_the_list() -> None:
    narrowed = (
        whole(CATEGORIES, TODAY)
        .picked(COMMUNITIES, "惠民社区", more=False)
        .picked(STATUSES, "去世", more=False)
    )
    assert narrowed.person_filter.communities == ("惠民社区",)
    assert narrowed.person_filter.statuses == (PersonStatus.DECEASED,)
    assert narrowed.name == "惠民社区、去世"


def test_a_view_that_is_a_condition_joins_with_further_conditions() -> None:
    """年满80周岁 narrowed to men who live alone; each part can be taken away by itself."""
    old = whole(CATEGORIES, TODAY).picked(VIEWS, "年满80周岁", more=False)
    assert old.person_filter.ages == AgeSpan("2026-11-23", 80)
    alone = old.narrowed_by(Criteria(sexes=("男",), words=(("living_way", "独居"),)))
    assert alone.person_filter.ages == AgeSpan("2026-11-23", 80)
    assert alone.person_filter.sexes == ("男",)
    assert alone.name == "年满80周岁、性别：男、居住情况：独居"
    left = alone
    for place, _ in alone.conditions:
        left = left.without(*place)
    assert not left.narrowed


def test_exactly_the_people_of_a_number_are_shown_whatever_their_status() -> None:
    shown = whole(CATEGORIES, TODAY).of_people("登记去世", [3, 5])
    assert shown.person_filter.statuses == ()
    assert shown.name == "登记去世"
    assert (VIEWS, "全部在册") not in shown.chosen
    assert not shown.without(*shown.conditions[0][0]).narrowed


def test_a_kept_view_is_known_by_its_name_until_something_is_changed() -> None:
    narrowed = whole(CATEGORIES, TODAY).picked(CATEGORY, "war_veteran", more=False)
    narrowed = narrowed.narrowed_by(Criteria(unmet_days=90))
    again = whole(CATEGORIES, TODAY).opened(narrowed.saved("老兵"))
    assert again.name == "老兵"
    assert again.chosen == {(VIEWS, "own/老兵")}
    assert own_name("own/老兵") == "老兵"
    assert own_name("全部在册") == ""
    assert again.person_filter == narrowed.person_filter
    assert again.without(CATEGORY, "war_veteran").name == "超过90天未联系"
    gone = whole((), TODAY).opened(replace(narrowed.saved("x"), view="旧视图"))
    assert gone.categories == ()
    assert gone.view == "全部在册"


def test_every_entry_has_its_count_and_empty_categories_are_left_out() -> None:
    facets = {
        (facet.section, facet.key): facet.count for facet in whole(CATEGORIES, TODAY).facets(COUNTS)
    }
    assert facets[VIEWS, "退役军人"] == 4
    assert facets[VIEWS, "其他优抚对象"] == 2
    assert facets[VIEWS, "定期抚恤补助"] == 3
    assert facets[CATEGORY, "war_veteran"] == 4
    assert (CATEGORY, "serviceman") not in facets
    assert facets[COMMUNITIES, ""] == 2
    assert facets[STATUSES, "去世"] == 1
