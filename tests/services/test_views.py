"""Kept views, conditions counted from today, and what stands in a line of the ledger."""

from dataclasses import replace
from datetime import date

import pytest

from shuangyong_desktop.domain.contacts import APPEALS, CONTACTS, Appeal, Contact
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.reminders import Reminder
from shuangyong_desktop.domain.search import AgeSpan, PersonFilter, Trait
from shuangyong_desktop.services.almanac import next_birthday
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.views import Criteria, SavedView
from shuangyong_desktop.storage import attributes
from shuangyong_desktop.storage.registers import Records

TODAY = date(2026, 11, 23)
FULL = Criteria(
    sexes=("男",), least_age=60, below_age=80, age_on="2026-12-31", tags=("空巢", "重点联系"),
    words=(("living_way", "独居"), ("health", "患病")),
    traits=(Trait.NO_PLAQUE, Trait.OPEN_APPEAL), unmet_days=90, birthday_days=7,
)  # fmt: skip
LONELY = SavedView(
    name="独居老人", view="退役军人", categories=("war_veteran",), communities=("甲村", ""),
    statuses=(PersonStatus.ACTIVE,), criteria=FULL, columns=("name", "age_on"), order="name",
    down=True,
)  # fmt: skip


def test_every_condition_says_itself_and_can_be_taken_away():
    words = dict(FULL.conditions(TODAY))
    assert list(words.values()) == [
        "性别：男", "年满60周岁、不满80周岁（截至2026年12月31日）", "标签：空巢", "标签：重点联系",
        "居住情况：独居", "健康状况：患病", "未登记光荣牌", "诉求未办结", "超过90天未联系",
        "近7天生日",
    ]  # fmt: skip
    left = FULL
    for number, key in enumerate(words, 1):
        left = left.without(key)
        assert len(list(left.conditions(TODAY))) == len(words) - number
    assert left == Criteria()


def test_days_are_counted_from_the_day_of_looking():
    only = Criteria(least_age=80, unmet_days=90, birthday_days=0).within(PersonFilter(), TODAY)
    assert only.ages == AgeSpan("2026-11-23", 80)
    assert only.unmet_since == "2026-08-25"
    assert only.birthdays == ("11-23",)
    assert only.lunar_birthdays
    assert Criteria().within(PersonFilter(sexes=("女",)), TODAY) == PersonFilter()


@pytest.mark.parametrize("today", [date(2026, 2, 27), date(2028, 2, 26), date(2026, 11, 5)])
def test_birthdays_within_days_are_exactly_those_that_come(today: date):
    only = Criteria(birthday_days=7).within(PersonFilter(), today)
    for month in range(1, 13):
        for day in range(1, 31):
            lunar, solar = f"{month:02d}-{day:02d}", f"2000-{month:02d}-{day:02d}"
            for key in (lunar, f"闰{lunar}"):
                coming = next_birthday(None, key, today)
                assert (key in only.lunar_birthdays) is (0 <= (coming - today).days <= 7)
            if month != 2 or day <= 29:
                coming = next_birthday(solar, None, today)
                assert (lunar in only.birthdays) is (0 <= (coming - today).days <= 7), lunar


def test_a_view_comes_back_as_it_was_kept_and_goes_with_undo(office: Office):
    views = office.views
    assert views.save(LONELY) == LONELY
    assert views.kept() == (LONELY,)
    assert views.rename("独居老人", " 独居  老人们 ").name == "独居 老人们"
    views.remove("独居 老人们")
    assert views.kept() == ()
    for kept in ((replace(LONELY, name="独居 老人们"),), (LONELY,), ()):
        office.history.undo()
        assert views.kept() == kept


@pytest.mark.parametrize(
    ("name", "code"),
    [("  ", "no_name"), ("字" * 21, "long_name"), ("独居老人", "name_taken"),
     ("全部在册", "name_taken")],
)  # fmt: skip
def test_a_name_that_cannot_be_is_refused_with_a_sentence(office: Office, name: str, code: str):
    office.views.save(LONELY)
    with pytest.raises(Problem) as refused:
        office.views.save(replace(LONELY, name=name), taken=("全部在册",))
    assert refused.value.code == code
    office.views.save(SavedView(name="另一个"))
    with pytest.raises(Problem):
        office.views.rename("另一个", name, taken=("全部在册",))
    assert [view.name for view in office.views.kept()] == ["独居老人", "另一个"]


def test_a_view_may_be_renamed_to_itself_and_not_more_than_forty_are_kept(office: Office):
    for number in range(40):
        office.views.save(SavedView(name=f"视图{number}"))
    assert office.views.rename("视图3", "视图3").name == "视图3"
    with pytest.raises(Problem, match="40 个"):
        office.views.save(SavedView(name="再一个"))


def test_the_last_view_is_remembered_without_a_trace_in_the_history(office: Office):
    assert office.views.last() is None
    before = office.history.next_undo()
    office.views.remember(LONELY)
    assert office.views.last() == LONELY
    assert office.history.next_undo() == before
    attributes.put(office.ledger.connection, "last_view", '{"name": 1, "statuses": ["GONE"]}')
    assert office.views.last() is None


def test_a_line_says_when_somebody_was_met_and_what_comes_first(office: Office):
    clock = office.ledger.clock().date()
    people = [office.people.save(Person(name=name, phone="1")) for name in ("甲", "乙", "丙")]
    contacts, appeals = Records(office.ledger, CONTACTS), Records(office.ledger, APPEALS)
    day, first, second = clock.isoformat(), people[0].id, people[1].id
    with office.ledger.transaction("登记") as change:
        contacts.add(change, Contact(person_id=first, date=day, reached=True))
        contacts.add(change, Contact(person_id=first, date=day, reached=False))
        contacts.add(change, Contact(person_id=second, date="2020-01-05"))
        appeals.add(
            change, Appeal(person_id=second, date="2020-01-05", content="房", deadline="2020-02-01")
        )
    lines = office.views.page([person.id for person in reversed(people)])
    assert [line.person.name for line in lines] == ["丙", "乙", "甲"]
    assert [line.met_on for line in lines] == [None, "2020-01-05", day]
    ids = [person.id for person in people]
    assert office.views.met_on(ids) == {first: day, second: "2020-01-05"}
    assert [line.reminder for line in lines] == [
        Reminder.NO_ID_NUMBER, Reminder.APPEAL_LATE, Reminder.NO_ID_NUMBER,
    ]  # fmt: skip
