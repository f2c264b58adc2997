"""Registering contacts with what came of them, and who is due."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shuangyong_desktop.domain.contact_rules import MONTHLY, ContactRules, Need
from shuangyong_desktop.domain.contacts import (
    CONTACTS,
    OPINIONS,
    Appeal,
    AppealSource,
    AppealStage,
    Contact,
    ContactWay,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services.contacts import Visit

TODAY = datetime.now().date()  # noqa: DTZ005 (the clerk's clock)


def ago(days):
    return (TODAY - timedelta(days=days)).isoformat()


@pytest.fixture
def people(office):
    persons = (
        Person(name="李建国", community="石桥村", categories=("martyr_survivor",)),
        Person(name="张永福", community="白杨社区", social_aid="低保"),
        Person(name="王敏", community="白杨社区", tags=("重点联系",)),
        Person(name="无名烈士", categories=("martyr_no_survivor",)),
        Person(name="赵已故", status=PersonStatus.DECEASED),
    )
    return [office.people.save(person).id for person in persons]


def contact(person_id, **more):
    known = {"person_id": person_id, "date": ago(0), "way": ContactWay.PHONE, "officer": "陈立新"}
    return Contact(**(known | more))


def line(office, person_id):
    return office.contacts.line_of(person_id)


def test_everybody_living_on_the_ledger_stands_on_the_list_once(office, people):
    lines = office.contacts.lines()
    assert sorted(found.subject.person_id for found in lines) == sorted(people[:3])
    assert {found.need for found in lines} == {Need.NEVER}
    assert line(office, people[3]) is None
    reasons = {found.subject.person_id: found.reason for found in lines}
    assert reasons == {
        people[0]: "烈士遗属，每月", people[1]: "生活困难，每月", people[2]: "重点联系，每月",
    }  # fmt: skip


def test_a_contact_moves_the_day_and_its_undo_moves_it_back(office, people):
    office.contacts.register(Visit(contact=contact(people[0], date=ago(100))))
    assert line(office, people[0]).need is Need.OVERDUE
    office.contacts.register(Visit(contact=contact(people[0])))
    assert line(office, people[0]).due_on > TODAY
    assert office.contacts.last_officer() == ("陈立新", "")
    office.history.undo()
    assert line(office, people[0]).need is Need.OVERDUE
    assert office.contacts.counts().overdue == 1


def test_of_two_contacts_on_one_day_the_later_entry_says_the_next_date(office, people):
    office.contacts.register(Visit(contact=contact(people[0], next_date=ago(-90))))
    office.contacts.register(Visit(contact=contact(people[0], next_date=ago(-3))))
    assert line(office, people[0]).due_on == TODAY + timedelta(days=3)


def test_who_was_not_reached_stays_lost(office, people):
    office.contacts.register(Visit(contact=contact(people[0], date=ago(300))))
    office.contacts.register(Visit(contact=contact(people[0], reached=False)))
    assert line(office, people[0]).lost_days == 300
    assert office.contacts.counts().lost == 1


def test_counting_in_steps_comes_to_the_same(office, people):
    office.contacts.register(Visit(contact=contact(people[0], date=ago(300))))
    *steps, counts = office.contacts.counting()
    assert steps == [None]
    assert counts == office.contacts.counts()
    assert (counts.overdue, counts.never, counts.lost) == (1, 2, 1)


def test_a_removed_contact_counts_no_longer(office, people):
    stored = office.contacts.register(Visit(contact=contact(people[0])))
    office.entries(CONTACTS).remove(stored.id)
    assert line(office, people[0]).need is Need.NEVER


def test_contact_appeal_and_opinion_are_one_change(office, people):
    first = office.contacts.register(
        Visit(
            contact=contact(people[0], content="住房漏雨"),
            appeal=Appeal(date=ago(0), source=AppealSource.PHONE, content="请求维修"),
            opinion="多组织体检",
        )
    )
    (appeal,) = office.appeals.open_of(people[0])
    assert (appeal.number, appeal.contact_id) == (f"{TODAY.year}-001", first.id)
    (opinion,) = office.entries(OPINIONS).every()
    assert (opinion.content, opinion.contact_id) == ("多组织体检", first.id)
    office.contacts.register(
        Visit(contact=contact(people[0], appeal_id=appeal.id), progress="已派人看过")
    )
    (appeal,) = office.appeals.open_of(people[0])
    assert (appeal.stage, appeal.handling) == (AppealStage.HANDLING, "已派人看过")
    assert [step.words for step in office.appeals.steps(appeal.id)] == ["请求维修", "已派人看过"]
    assert office.history.undo().title == "登记联系：李建国"
    assert office.appeals.open_of(people[0])[0].stage is AppealStage.REGISTERED
    office.history.undo()
    assert office.appeals.open_of(people[0]) == []
    assert office.entries(OPINIONS).count() == 0


def test_nothing_is_written_when_a_part_is_refused(office, people):
    with pytest.raises(Problem, match="诉求内容"):
        office.contacts.register(
            Visit(contact=contact(people[0]), appeal=Appeal(date=ago(0)), opinion="多体检")
        )
    assert office.entries(CONTACTS).count() == 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"date": None}, "联系时间"),
        ({"way": None}, "联系方式"),
        ({"date": ago(-1)}, "今天之后"),
        ({"next_date": ago(1)}, "早于这次联系"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(office, people, changes, sentence):
    with pytest.raises(Problem, match=sentence):
        office.contacts.register(Visit(contact=contact(people[0], **changes)))
    with pytest.raises(Problem, match=sentence):
        office.contacts.register_many(people, contact(None, **changes))


def test_one_contact_with_many_people_is_one_change(office, people):
    assert office.contacts.register_many([*people[:3], people[0]], contact(None)) == 3
    assert office.history.changes(1)[0].title == "批量登记联系：3 人"
    assert {found.need for found in office.contacts.lines()} == {Need.LATER}
    office.history.undo()
    assert office.contacts.counts().never == 3
    with pytest.raises(Problem, match="1 到 500"):
        office.contacts.register_many([], contact(None))


def test_the_intervals_are_the_desks_own(office, people):
    office.contacts.register(Visit(contact=contact(people[0], date=ago(40))))
    assert line(office, people[0]).need is Need.OVERDUE
    rules = replace(office.contacts.rules(), by_category={})
    office.contacts.save_rules(rules)
    assert office.contacts.rules() == rules
    assert line(office, people[0]).reason == "其他人员，每半年"
    assert office.history.undo().title == "修改联系频次"
    assert office.contacts.rules() == ContactRules()
    assert ContactRules().by_category["martyr_survivor"] == MONTHLY
