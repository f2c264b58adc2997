from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.identity import check_character
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.possible import Kinship, impossibilities, kinship

TODAY = date(2026, 8, 1)


def number(birth, order):
    first17 = f"510223{birth.replace('-', '')}{order}"
    return first17 + check_character(first17)


SOLDIER = Person(
    name="罗永福",
    sex="男",
    id_number=number("1958-11-05", "629"),
    birth_date="1958-11-05",
    categories=("retired_soldier",),
    enlist_date="1977-02",
    discharge_date="1981-01-10",
)
DRAWING = Decimal("300")


def of(*categories, **changes):
    return replace(SOLDIER, categories=categories, **changes)


@pytest.mark.parametrize(
    "person",
    [
        SOLDIER,
        Person(name="某某"),
        of("retired_soldier", "serviceman_family"),
        of("rural_veteran_60plus", subsidy_standard=DRAWING, employment="务农"),
        of("rural_veteran_60plus", employment="退休"),
        of("war_veteran", "nuclear_test_veteran", subsidy_standard=DRAWING),
        of("disabled_serviceman", disability_grade="八级", disability_nature="因战"),
        of("disabled_serviceman", disability_grade="六级", disability_nature="因病"),
        of("veteran_state_support", "disabled_serviceman", disability_grade="四级",
           disability_nature="因公"),
        of("retired_soldier", preferential_card="X1", card_apply_date="2022-03",
           card_issue_date="2022-05-20", plaque_hung=True, plaque_date="2019-07"),
        of("rural_veteran_60plus", id_number=None, birth_date="1966-08", tags=("预备",),
           enlist_date="1985", discharge_date="1988"),
        of("monthly_pension_veteran", id_number=None, birth_date="1988", enlist_date="2006",
           discharge_date="2021"),
        of("martyr_survivor", enlist_date=None, discharge_date=None, subsidy_standard=DRAWING,
           remarks="系烈士之子，重度残疾，无劳动能力"),
        of("martyr_survivor", enlist_date=None, discharge_date=None, remarks="系烈士之子"),
        of("martyr_survivor", enlist_date=None, discharge_date=None, subsidy_standard=DRAWING,
           remarks="系烈士配偶"),
        of("local_class", discharge_date="1981"),
        replace(SOLDIER, status=PersonStatus.DECEASED, death_date="2025-12"),
    ],
)  # fmt: skip
def test_possible_people_are_left_alone(person):
    assert impossibilities(person, TODAY) == []


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (replace(SOLDIER, id_number="510223195811056290"), "不成立"),
        (replace(SOLDIER, birth_date="1958-11-06"), "出生日期与身份证号"),
        (replace(SOLDIER, sex="女"), "性别与身份证号"),
        (replace(SOLDIER, id_number=None, birth_date="2027", enlist_date=None), "出生日期晚于"),
        (replace(SOLDIER, status=PersonStatus.DECEASED, death_date="2026-09"), "去世日期晚于"),
        (replace(SOLDIER, status=PersonStatus.DECEASED, death_date="1950"), "去世日期早于出生"),
        (replace(SOLDIER, death_date="2025"), "人员状态却是在册"),
        (replace(SOLDIER, id_number=None, birth_date="1899", enlist_date=None), "仍为在册"),
        (replace(SOLDIER, enlist_date="1972"), "不满15周岁"),
        (replace(SOLDIER, enlist_date="1990", discharge_date="1993"), "超过30周岁"),
        (replace(SOLDIER, discharge_date="1976"), "早于入伍时间"),
        (replace(SOLDIER, enlist_date="2026-09", discharge_date=None, birth_date="2006",
                 id_number=None), "入伍时间晚于"),
        (replace(SOLDIER, discharge_date="2027"), "退役时间晚于"),
        (of("serviceman"), "现役军人不应"),
        (of("serviceman_family"), "没有退役军人类别"),
        (of("rural_demobilized_pre1954"), "1954年10月31日以前入伍"),
        (of("rural_demobilized_pre1954", enlist_date=None, discharge_date=None), "年满15周岁"),
        (of("retired_soldier", id_number=None, birth_date="1935", enlist_date="1953"),
         "不是退役士兵"),
        (of("rural_veteran_60plus", id_number=None, birth_date="1966-08-02",
            enlist_date="1985"), "未满60周岁"),
        (of("rural_veteran_60plus", id_number=None, birth_date="1970", enlist_date="1990",
            discharge_date="1993", tags=("预备",), subsidy_standard=DRAWING), "未满60周岁"),
        (of("rural_veteran_60plus", id_number=None, birth_date="1934", enlist_date="1954-10"),
         "之间入伍"),
        (of("rural_veteran_60plus", id_number=None, birth_date="1990", enlist_date="2011-12",
            discharge_date="2013"), "之间入伍"),
        (of("martyr_child_60plus", id_number=None, birth_date="1967"), "未满60周岁"),
        (of("martyr_child_60plus", id_number=None, birth_date="1971"), "未满18周岁"),
        (of("martyr_survivor", subsidy_standard=DRAWING, remarks="系烈士之女"), "不享受定期"),
        (of("illness_death_survivor", subsidy_standard=DRAWING, remarks="病故军人之弟"),
         "不享受定期"),
        (of("disabled_serviceman", disability_grade="八级"), "缺少残疾等级或残疾性质"),
        (of("retired_soldier", disability_grade="八级"), "没有残疾人员类别"),
        (of("disabled_serviceman", disability_grade="七级", disability_nature="因病"),
         "没有七级"),
        (of("veteran_state_support", "disabled_serviceman", disability_grade="五级",
            disability_nature="因公"), "一级至四级"),
        (of("war_veteran", id_number=None, birth_date="1971", enlist_date="1989-11",
            discharge_date="1993"), "作战期间"),
        (of("war_veteran", id_number=None, birth_date="1930", enlist_date="1950",
            discharge_date="1953"), "作战期间"),
        (of("nuclear_test_veteran", id_number=None, birth_date="1978", enlist_date="1996-12",
            discharge_date="1999"), "核试验"),
        (of("monthly_pension_veteran", discharge_date="2020"), "2021年1月1日以后"),
        (of("rural_veteran_60plus", "war_veteran", subsidy_standard=DRAWING), "60周岁农村籍补助"),
        (of("nuclear_test_veteran", "ill_returned_veteran", subsidy_standard=DRAWING),
         "参试补助"),
        (of("martyr_child_60plus", "martyr_survivor", subsidy_standard=DRAWING),
         "烈士老年子女补助"),
        (of("retired_soldier", subsidy_standard=DRAWING), "没有定期抚恤补助"),
        (of("rural_veteran_60plus", subsidy_standard=DRAWING, employment="退休"), "退休金"),
        (of("serviceman_family", enlist_date=None, discharge_date=None, preferential_card="X"),
         "不发优待证"),
        (of("retired_soldier", card_apply_date="2021-10"), "2021年11月15日"),
        (of("retired_soldier", card_apply_date="2023", card_issue_date="2022"), "早于申领"),
        (of("retired_soldier", plaque_hung=False, plaque_date="2019"), "未悬挂"),
        (of("retired_soldier", plaque_hung=True, plaque_date="2026-12"), "悬挂日期晚于"),
    ],
)  # fmt: skip
def test_impossible_people_are_named_with_the_rule(person, words):
    assert any(words in sentence for sentence in impossibilities(person, TODAY))


def test_partial_dates_count_with_the_kindest_day():
    assert impossibilities(of("rural_demobilized_pre1954", id_number=None, birth_date="1937",
                              enlist_date="1954", discharge_date="1957"), TODAY) == []  # fmt: skip
    assert (
        impossibilities(replace(SOLDIER, enlist_date="1981", discharge_date="1981-01"), TODAY) == []
    )


@pytest.mark.parametrize(
    ("remarks", "kin"),
    [
        ("系烈士母亲", Kinship.PARENT),
        ("系因公牺牲军人配偶", Kinship.SPOUSE),
        ("系病故军人之女", Kinship.CHILD),
        ("烈士之弟", Kinship.SIBLING),
        ("低保户", None),
        (None, None),
    ],
)
def test_remarks_tell_how_a_survivor_is_related(remarks, kin):
    assert kinship(Person(name="某某", remarks=remarks)) is kin
