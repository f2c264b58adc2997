"""The survey of a real ledger, and what was looked at and is right as it stands."""

from dataclasses import replace

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.faults import FAULTS
from shuangyong_desktop.domain.handouts import HANDOUTS, Handout, HandoutItem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.storage.people import People

SOUND = Person(
    name="李建国", id_number="510222195803066110", birth_date="1958-03-06", sex="男",
    phone="13800001234", community="惠民社区", address="3组", categories=("retired_soldier",),
)  # fmt: skip


@pytest.fixture
def phoneless(office):
    return office.people.save(replace(SOUND, phone=None)).id


def test_a_survey_counts_each_fault_and_each_person_once(office, phoneless):
    office.people.save(SOUND)
    both = office.people.save(replace(SOUND, name="王芳", phone=None, community=None))
    wrong = office.people.save(replace(SOUND, name="误登", phone=None))
    office.people.take_off(wrong.id, PersonStatus.REMOVED, "2026-01", "误登")
    survey = office.faults.survey()
    assert sorted(survey.ids("no_phone")) == [phoneless, both.id]
    assert list(survey.ids("no_community")) == [both.id]
    assert (survey.people, survey.looked_at) == (2, 3)
    assert set(survey.found) == {fault.key for fault in FAULTS}


def test_many_people_are_gone_through_in_steps(office):
    with office.ledger.transaction("录入") as change:
        People(office.ledger).add_many(change, [replace(SOUND, phone=None)] * 400)
    surveying = office.faults.surveying()
    seen = [surveying.step()]
    while seen[-1][0] < seen[-1][1]:
        seen.append(surveying.step())
    assert [done for done, _ in seen] == sorted({done for done, _ in seen})
    assert len(surveying.survey.ids("no_phone")) == 400


def test_what_is_right_as_it_stands_is_not_shown_until_it_changes(office, phoneless):
    office.people.save(replace(office.people.get(phoneless), disability_until="2020-01"))
    office.faults.verify(phoneless, "disability_expired", "正在换发")
    assert office.faults.sentence(phoneless, "disability_expired") == ""
    assert office.history.changes(1)[0].title == "核实无误：李建国（残疾证已过期）"
    assert office.faults.verified(phoneless)[0].reason == "正在换发"
    office.people.save(replace(office.people.get(phoneless), disability_until="2021-01"))
    assert "2021-01" in office.faults.sentence(phoneless, "disability_expired")


def test_undoing_it_brings_the_fault_back(office, phoneless):
    office.faults.verify(phoneless, "no_phone", "本人不用电话")
    assert not office.faults.survey().ids("no_phone")
    office.history.undo()
    assert list(office.faults.survey().ids("no_phone")) == [phoneless]


def test_a_verification_needs_a_reason_and_a_fault(office, phoneless):
    with pytest.raises(Problem, match="请写明核实的情况"):
        office.faults.verify(phoneless, "no_phone", "  ")
    with pytest.raises(Problem, match="已经没有问题"):
        office.faults.verify(phoneless, "no_community", "看过")


def test_the_card_handed_out_last_decides_whether_it_has_expired(office, phoneless):
    handouts = office.entries(HANDOUTS)
    for day, until in (("2022-01-01", "2025-01"), ("2025-02-01", "2035-01")):
        handouts.save(
            Handout(person_id=phoneless, date=day, item=HandoutItem.CARD, valid_until=until)
        )
    assert office.faults.sentence(phoneless, "card_expired") == ""
