"""Plaques and cards: due and missing, hand-outs that are written on the record, and undo."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import (
    HANDOUTS,
    Handout,
    HandoutAct,
    HandoutItem,
    Standing,
)
from shuangyong_desktop.domain.people import Person, PersonStatus

PLAQUE, CARD = HandoutItem.PLAQUE, HandoutItem.CARD


@pytest.fixture
def people(office):
    known = {
        "李建国": ("retired_soldier",), "王秀英": ("serviceman_family",),
        "张永福": ("martyr_survivor",), "周兴邦": ("army_civilian_retiree",),
    }  # fmt: skip
    return {
        name: office.people.save(Person(name=name, community="石桥村", categories=categories))
        for name, categories in known.items()
    }


def test_plaques_are_due_by_household_and_cards_by_person(office, people):
    li, wang, zhang, _ = people.values()
    office.households.join(wang.id, li.id)
    plaques = office.handouts.survey(PLAQUE)
    assert set(plaques.people) == {li.id, zhang.id}
    assert plaques.balance.missing == 2
    office.handouts.save(Handout(person_id=wang.id, item=PLAQUE, date="2026-05-04"))
    assert list(office.handouts.survey(PLAQUE).ids(Standing.HAS)) == [li.id]
    assert set(office.handouts.survey(CARD).people) == {li.id, zhang.id}


def test_a_hand_out_is_on_the_record_and_one_undo_takes_both_back(office, people):
    li = people["李建国"]
    card = Handout(person_id=li.id, item=CARD, date="2026-05-04", number="YD1",
                   valid_until="2026-10")  # fmt: skip
    office.handouts.save(card)
    stored = office.people.get(li.id)
    assert (stored.card_status, stored.preferential_card) == ("已发放", "YD1")
    survey = office.handouts.survey(CARD)
    assert (survey.balance.due, survey.balance.given, survey.balance.missing) == (2, 1, 1)
    office.history.undo()
    assert office.people.get(li.id) == li
    assert office.handouts.count() == 0


def test_a_card_that_ends_soon_is_counted(office, people):
    today = office.ledger.clock().date()
    li = people["李建国"]
    office.handouts.save(Handout(person_id=li.id, item=CARD, date="2020-05-04",
                                 valid_until=today.isoformat()))  # fmt: skip
    assert office.handouts.survey(CARD).expiring == {li.id}
    assert office.handouts.survey(CARD).balance.expiring == 1


def test_a_plaque_taken_away_is_away_for_the_household_until_restored(office, people):
    li, wang, *_ = people.values()
    office.households.join(wang.id, li.id)
    for who in (li, wang):
        office.handouts.save(Handout(person_id=who.id, item=PLAQUE, date="2026-01-05"))
    taken = Handout(person_id=li.id, item=PLAQUE, act=HandoutAct.CANCELLED, date="2026-03-01")
    office.handouts.save(taken)
    assert office.people.get(wang.id).plaque_hung is False
    survey = office.handouts.survey(PLAQUE)
    assert list(survey.ids(Standing.AWAY)) == [li.id]
    assert survey.balance.away == 1
    back = replace(taken, act=HandoutAct.RESTORED, date="2026-06-01")
    office.handouts.save(back)
    assert list(office.handouts.survey(PLAQUE).ids(Standing.HAS)) == [li.id]


def test_a_hand_out_in_the_bin_is_off_the_record_until_it_comes_back(office, people):
    li = people["李建国"]
    given = office.handouts.save(Handout(person_id=li.id, item=CARD, date="2026-05-04"))
    office.handouts.remove(given.id)
    assert office.people.get(li.id) == li
    with pytest.raises(Problem, match="已经在回收站"):
        office.handouts.remove(given.id)
    office.handouts.put_back(given.id)
    assert office.people.get(li.id).card_issue_date == "2026-05-04"
    with pytest.raises(Problem, match="不在回收站"):
        office.handouts.put_back(given.id)


def test_the_earlier_hand_out_counts_again_when_the_later_goes(office, people):
    li = people["李建国"]
    office.handouts.save(Handout(person_id=li.id, item=CARD, date="2024-05", number="YD1"))
    back = Handout(person_id=li.id, item=CARD, act=HandoutAct.TAKEN_BACK, date="2026-05")
    later = office.handouts.save(back)
    assert office.people.get(li.id).card_status == "已收回"
    office.handouts.remove(later.id)
    assert office.people.get(li.id).card_status == "已发放"


def test_many_are_handed_out_in_one_step(office, people):
    ids = [people["李建国"].id, people["张永福"].id]
    assert office.handouts.hand_out(ids, Handout(item=PLAQUE, date="2026-07-28")) == 2
    assert office.handouts.survey(PLAQUE).balance.given == 2
    assert office.history.undo().title == "登记发放光荣牌：2 人"
    assert office.handouts.survey(PLAQUE).balance.given == 0


def test_the_dead_are_not_due_and_the_desks_own_veterans_are(office, people):
    own = office.categories.add("志愿兵", CategoryGroup.VETERAN)
    office.people.save(Person(name="孙立", categories=(own.code,)))
    office.people.take_off(people["张永福"].id, PersonStatus.DECEASED, "2026-01-05", "死亡证明")
    assert office.handouts.survey(CARD).balance.due == 2


def test_the_bin_brings_a_hand_out_back_with_what_it_means(office, people):
    li = people["李建国"]
    given = office.entries(HANDOUTS).save(Handout(person_id=li.id, item=CARD, date="2026-05-04"))
    office.handouts.remove(given.id)
    (removed,) = office.recycle_bin.everything()
    office.recycle_bin.restore(removed)
    assert office.people.get(li.id).card_issue_date == "2026-05-04"
