"""Who should have a plaque or a card, who has one, and what a hand-out writes on the record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shuangyong_desktop.domain.handouts import (
    CARD_CATEGORIES,
    PLAQUE_CATEGORIES,
    Handout,
    HandoutAct,
    HandoutItem,
    Holder,
    Standing,
    balance,
    card_standing,
    due_categories,
    expires,
    plaque_standing,
    reflected,
    unreflected,
)
from shuangyong_desktop.domain.people import Person

PLAQUE, CARD = HandoutItem.PLAQUE, HandoutItem.CARD


def holder(**known) -> Holder:
    told = {"household_id": None, "plaque_hung": None, "card": None, "card_status": None,
            "card_issued": None} | known  # fmt: skip
    return Holder(person_id=7, **told)


def test_families_of_soldiers_have_a_plaque_and_no_card():
    assert "serviceman_family" in PLAQUE_CATEGORIES - CARD_CATEGORIES
    assert {"war_veteran", "martyr_survivor"} <= PLAQUE_CATEGORIES & CARD_CATEGORIES
    assert "army_civilian_retiree" not in PLAQUE_CATEGORIES | CARD_CATEGORIES
    assert "志愿兵" in due_categories(CARD, ["志愿兵"])


def test_one_plaque_counts_for_everybody_of_a_household():
    assert plaque_standing([holder(), holder(plaque_hung=True)], None) is Standing.HAS
    assert plaque_standing([holder(plaque_hung=False)], None) is Standing.MISSING
    assert holder().household == -7
    assert holder(household_id=3).household == 3


@pytest.mark.parametrize("act", [HandoutAct.CANCELLED, HandoutAct.TAKEN_BACK])
def test_a_plaque_taken_away_is_not_missing(act):
    taken = Handout(item=PLAQUE, act=act)
    assert plaque_standing([holder(plaque_hung=False)], taken) is Standing.AWAY
    given_before = Handout(item=PLAQUE, act=HandoutAct.GIVEN)
    assert plaque_standing([holder(plaque_hung=False)], given_before) is Standing.MISSING


@pytest.mark.parametrize(
    ("known", "standing"),
    [
        ({}, Standing.MISSING),
        ({"card_status": "未申领"}, Standing.MISSING),
        ({"card_status": "未发放"}, Standing.MISSING),
        ({"card_status": "已申领"}, Standing.APPLIED),
        ({"card_status": "制卡中"}, Standing.APPLIED),
        ({"card_status": "待领取", "card": "YD1"}, Standing.APPLIED),
        ({"card_status": "未领取"}, Standing.APPLIED),
        ({"card_status": "已发放"}, Standing.HAS),
        ({"card_status": "已领取"}, Standing.HAS),
        ({"card_status": "未激活"}, Standing.HAS),
        ({"card": "YD1"}, Standing.HAS),
        ({"card_issued": "2024-05"}, Standing.HAS),
        ({"card_status": "已收回", "card_issued": "2024-05"}, Standing.AWAY),
    ],
)
def test_the_standing_of_a_card_is_read_from_what_offices_write(known, standing):
    assert card_standing(holder(**known)) is standing


@given(st.lists(st.sampled_from(Standing)))
def test_due_is_always_given_plus_under_way_plus_missing(standings):
    sums = balance(dict(enumerate(standings)))
    assert sums.due + sums.away == len(standings)
    assert sums.due == sums.given + sums.applied + sums.missing


def test_a_card_expires_by_the_day_it_says():
    card = Handout(item=CARD, valid_until="2027-03")
    assert expires(card, date(2027, 4, 1))
    assert not expires(card, date(2027, 2, 1))
    assert not expires(Handout(item=CARD), date(2027, 4, 1))


def test_a_hand_out_is_written_on_the_record_and_taken_off_again():
    person = Person(name="李建国")
    card = Handout(item=CARD, date="2026-05-04", number="YD0001")
    with_card = reflected(person, card)
    assert (with_card.preferential_card, with_card.card_status) == ("YD0001", "已发放")
    assert with_card.card_issue_date == "2026-05-04"
    assert unreflected(with_card, card) == person
    plaque = Handout(item=PLAQUE, date="2026-05-04", number="G-1")
    with_plaque = reflected(person, plaque)
    assert (with_plaque.plaque_hung, with_plaque.plaque_number) == (True, "G-1")
    assert unreflected(with_plaque, plaque) == person


def test_what_is_taken_back_keeps_its_number():
    person = Person(name="李建国", preferential_card="YD0001", plaque_hung=True)
    back = reflected(person, Handout(item=CARD, act=HandoutAct.TAKEN_BACK))
    assert (back.card_status, back.preferential_card) == ("已收回", "YD0001")
    assert reflected(person, Handout(item=PLAQUE, act=HandoutAct.CANCELLED)).plaque_hung is False


def test_facts_of_another_hand_out_stay():
    person = Person(name="李建国", preferential_card="YD2", plaque_number="G-2")
    other = Handout(item=CARD, date="2026-01-01", number="YD1")
    assert unreflected(person, other).preferential_card == "YD2"
    assert unreflected(person, Handout(item=PLAQUE, number="G-1")).plaque_number == "G-2"
