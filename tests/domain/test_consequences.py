"""What other events ask for, and what they do to payments."""

from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.categories import CATEGORIES, Category, CategoryGroup
from shuangyong_desktop.domain.consequences import coming, follow_ups, settled
from shuangyong_desktop.domain.entitlements import Entitlement, EntitlementState
from shuangyong_desktop.domain.events import Event, EventKind, FollowUpKind
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.situations import (
    Boundary,
    LocalRules,
    OpenVisit,
    Situation,
    has_passed,
)

PENSION = Entitlement(id=1, kind="定期抚恤金", amount=Decimal(900))


def event(kind, **more):
    return Event(id=5, person_id=1, kind=kind, recorded_on="2026-07-20",
                 **{"date": "2026-07-12", **more})  # fmt: skip


def words(kind, person, *, more=(), **now):
    found = follow_ups(event(kind, **dict(more)), Situation(person=person, **now))
    return "\n".join(item.words for item in found)


def one(*categories, **more):
    return Person(id=1, name="李建国", categories=categories, **more)


@pytest.mark.parametrize(
    ("category", "kind", "rule"),
    [
        ("martyr_survivor", "定期抚恤金", "《烈士褒扬条例》第二十二条"),
        ("disabled_serviceman", "残疾抚恤金", "《军人抚恤优待条例》第三十条"),
    ],
)
def test_across_counties_the_year_boundary_holds_for_two(category, kind, rule):
    stream = Entitlement(id=1, kind=kind, amount=Decimal(900))
    now = Situation(person=one(category), entitlements=[stream])
    moved = event(EventKind.MOVED_OUT, status_after=PersonStatus.MOVED_OUT, place="万盛经开区")
    stop, papers, contact = follow_ups(moved, now)
    assert stop.words == f"{kind}本区发至2026年12月，拟从2027年1月起停发，报区局。"
    assert stop.rule == rule
    assert "万盛经开区" in papers.words + contact.words
    assert settled(stream, moved, now).until == "2026-12"


@pytest.mark.parametrize(
    ("boundary", "said", "until"),
    [
        ({}, "按区文件确定", None),
        ({"war_veteran": Boundary.MONTH}, "拟从2026年8月起停发", "2026-07"),
        ({"war_veteran": Boundary.YEAR}, "拟从2027年1月起停发", "2026-12"),
    ],
)
def test_for_others_the_desk_sets_the_boundary(boundary, said, until):
    stream = Entitlement(id=1, kind="定期生活补助（参战）", amount=Decimal(900))
    now = Situation(
        person=one("war_veteran"), entitlements=[stream], rules=LocalRules(move_until=boundary)
    )
    moved = event(EventKind.MOVED_OUT)
    assert said in follow_ups(moved, now)[0].words
    stopped = settled(stream, moved, now)
    assert (stopped.state, stopped.until) == (EntitlementState.TO_STOP, until)


def test_inside_the_district_pay_goes_on():
    moved = event(EventKind.MOVED_WITHIN, after={"community": "白杨社区"})
    now = Situation(person=one("martyr_survivor", community="石桥村"), entitlements=[PENSION])
    said = [item.words for item in follow_ups(moved, now)]
    assert "照常发放" in said[0]
    assert "由石桥村交接到白杨社区" in said[1]
    assert settled(PENSION, moved, now) == PENSION
    away = event(EventKind.MOVED_WITHIN, status_after=PersonStatus.MOVED_OUT, place="古南街道")
    assert "向古南街道移交" in follow_ups(away, now)[1].words


def test_whoever_leaves_leaves_the_open_visits():
    visits = [OpenVisit("2026年八一慰问", 3, leaves=True)]
    gone = {"status_after": PersonStatus.REMOVED}
    assert "移出" in words(EventKind.REMOVED, one(), more=gone.items(), visits=visits)
    assert words(EventKind.AWAY, one(), visits=visits).count("慰问") == 0
    passed = [OpenVisit("2026年春节慰问", 4, leaves=False)]
    assert "已经领取的照常登记" in words(EventKind.REMOVED, one(), more=gone.items(), visits=passed)


@pytest.mark.parametrize(
    ("occasion", "day", "passed"),
    [
        ("春节", "2026-02-20", False),
        ("春节", "2026-02-21", True),
        ("八一", "2026-07-12", False),
        ("“八一”建军节", "2026-08-02", True),
        ("困难慰问", "2026-12-31", False),
        ("春节", "2026", False),
        ("春节", "2027", True),
    ],
)
def test_what_may_have_been_handed_over_before_stays(occasion, day, passed):
    assert has_passed(occasion, 2026, day) is passed


def test_only_a_decision_changes_payments():
    now = Situation(person=one("martyr_survivor", preferential_card="1"), entitlements=[PENSION])
    decided = {"authority": "重庆市退役军人事务局", "document": "渝退役〔2026〕8号"}
    suspended = settled(PENSION, event(EventKind.SUSPENDED, **decided), now)
    assert suspended.state is EntitlementState.SUSPENDED
    assert suspended.document == "重庆市退役军人事务局 渝退役〔2026〕8号"
    resumed = settled(suspended, event(EventKind.RESUMED, **decided), now)
    assert resumed.state is EntitlementState.PAID
    revoked = settled(resumed, event(EventKind.REVOKED, **decided), now)
    assert revoked.state is EntitlementState.REVOKED
    assert settled(PENSION, event(EventKind.SENTENCED), now) == PENSION
    assert "街道不作决定" in words(EventKind.SENTENCED, now.person)
    kinds = {item.kind for item in follow_ups(event(EventKind.REVOKED, **decided), now)}
    assert kinds == {FollowUpKind.RECOVER, FollowUpKind.PLAQUE, FollowUpKind.CARD}


@pytest.mark.parametrize(
    ("kind", "person", "said"),
    [
        (EventKind.ADDED, one("retired_soldier"), "光荣牌"),
        (EventKind.ADDED, one("retired_soldier"), "申领优待证"),
        (EventKind.ENLISTED, one("serviceman"), "优待金"),
        (EventKind.DISCHARGED, one("retired_soldier"), "30日内报到"),
        (EventKind.MOVED_IN, one("martyr_survivor", subsidy_standard=Decimal(1)), "2027年1月起"),
        (EventKind.MOVED_IN, one("war_veteran", subsidy_standard=Decimal(1)), "按区文件"),
        (EventKind.GRADED, one("disabled_serviceman"), "批准当月"),
        (EventKind.RECOGNISED, one("war_veteran"), "从2026年7月起登记待遇"),
        (EventKind.OF_AGE, one("rural_veteran_60plus"), "收集身份证"),
        (EventKind.CHILD_GROWN, one("martyr_survivor"), "拟停发定期抚恤金"),
        (EventKind.MARRIED, one("martyr_survivor"), "再婚配偶"),
        (EventKind.EMPLOYED, one("rural_veteran_60plus"), "核实后拟停发"),
        (EventKind.EMPLOYED, one("war_veteran"), "核对定期生活补助"),
        (EventKind.HONOURED, one("serviceman"), "喜报"),
        (EventKind.LOST, one(), "派出所"),
        (EventKind.AWAY, one(), "视频"),
        (EventKind.RETURNED, one("war_veteran"), "不等于恢复待遇"),
        (EventKind.RESUMED, one(), "起始月份"),
    ],
)
def test_each_kind_says_what_it_asks_for(kind, person, said):
    assert said in words(kind, person)


def test_where_nothing_follows_nothing_is_said():
    assert not words(EventKind.DETAILS, one("war_veteran"))
    assert not words(EventKind.MARRIED, one("retired_soldier"))
    assert not words(EventKind.RETURNED, one("retired_soldier"))
    assert not words(EventKind.EMPLOYED, one("disabled_serviceman"))
    assert follow_ups(Event(recorded_on="2026-07-20"), Situation(person=one())) == ()


def test_who_has_card_and_plaque_is_not_asked_for_them_again():
    held = one("retired_soldier", plaque_hung=True, preferential_card="1")
    assert "光荣牌" not in words(EventKind.ADDED, held)
    assert "优待证" not in words(EventKind.ADDED, one("serviceman"))


def test_severe_grades_are_checked_for_care():
    graded = {"after": {"disability_grade": "一级"}}
    assert "护理费" in words(EventKind.GRADED, one("disabled_serviceman"), more=graded.items())


@pytest.mark.parametrize(
    ("before", "asked"),
    [("2025-07-13", True), ("2025-07-12", False), ("2025-08", True), ("2024", False),
     (None, False)],
)  # fmt: skip
def test_a_grade_changed_within_a_year_is_to_be_looked_at(before, asked):
    said = words(EventKind.GRADED, one("disabled_serviceman"), graded_on=before)
    assert ("不满1年" in said) is asked


def test_a_category_of_the_desk_that_is_paid_is_not_forgotten():
    own = Category("own_1", "五老人员", CategoryGroup.BENEFICIARY, 40, paid=True)
    died = event(EventKind.DIED, status_after=PersonStatus.DECEASED)
    now = Situation(person=one("own_1"), categories=(*CATEGORIES, own))
    assert "停发定期生活补助（五老人员）" in follow_ups(died, now)[0].words


@pytest.mark.parametrize(
    ("person", "day", "kind"),
    [
        (one("rural_veteran_60plus", birth_date="1966-09-01"), date(2026, 9, 1), EventKind.OF_AGE),
        (one("retired_soldier", origin="农村", enlist_date="1985", birth_date="1966-09"),
         date(2026, 9, 30), EventKind.OF_AGE),
        (one("martyr_child_60plus", birth_date="1966-10-20"), date(2026, 10, 20),
         EventKind.OF_AGE),
        (one("martyr_survivor", birth_date="1966-10-20", remarks="系烈士之子"),
         date(2026, 10, 20), EventKind.OF_AGE),
        (one("duty_death_survivor", birth_date="2008-08-08"), date(2026, 8, 8),
         EventKind.CHILD_GROWN),
    ],
)  # fmt: skip
def test_birthdays_that_matter_are_seen_three_months_ahead(person, day, kind):
    found = coming(person, date(2026, 7, 20), date(2026, 10, 20))
    assert (found.day, found.kind) == (day, kind)


@pytest.mark.parametrize(
    "person",
    [
        one("rural_veteran_60plus", birth_date="1966-11-01"),
        one("rural_veteran_60plus", birth_date="1950-01-01"),
        one("rural_veteran_60plus"),
        one("retired_soldier", origin="城镇", birth_date="1966-09-01"),
        one("retired_soldier", origin="农村", enlist_date="2012-09", birth_date="1966-09-01"),
        one("war_veteran", birth_date="1966-09-01"),
        one("rural_veteran_60plus", birth_date="1966-09-01", status=PersonStatus.DECEASED),
    ],
)
def test_other_birthdays_ask_for_nothing(person):
    assert coming(person, date(2026, 7, 20), date(2026, 10, 20)) is None


def test_the_29th_of_february_comes_on_the_first_of_march():
    person = one("duty_death_survivor", birth_date="2008-02-29")
    assert coming(person, date(2026, 1, 1), date(2026, 4, 1)).day == date(2026, 3, 1)
