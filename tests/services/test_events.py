"""Events with all that follows, on a real ledger."""

from dataclasses import replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import EVENTS, FOLLOW_UPS, Event, EventKind, FollowUpKind
from shuangyong_desktop.domain.households import Household
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.situations import LocalRules
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.storage.households import Households

LI = Person(name="李建国", categories=("martyr_survivor",), community="石桥村",
            birth_date="1950-02-03", plaque_hung=True, preferential_card="YD-1")  # fmt: skip


@pytest.fixture
def li(office):
    person = office.people.save(LI)
    office.entries(ENTITLEMENTS).save(
        Entitlement(person_id=person.id, kind="定期抚恤金", amount=Decimal(1200))
    )
    return person


def died(person, **more):
    return Event(person_id=person.id, kind=EventKind.DIED,
                 **{"date": "2026年3月5日", "basis": "死亡证明", **more})  # fmt: skip


def plan(office, occasion="八一", year=None):
    year = year or office.ledger.clock().year
    return office.visits.create(
        VisitPlan(title=f"{year}年{occasion}慰问", occasion=occasion, year=year,
                  amounts=(VisitAmount("", Decimal(500)),))
    ).plan  # fmt: skip


def tables(office):
    """Every record an event may touch, as it stands."""
    plans = office.visits.plans()
    return (
        [office.people.get(number) for number in range(1, 3) if _there(office, number)],
        list(office.entries(EVENTS).every()),
        list(office.entries(FOLLOW_UPS).every()),
        list(office.entries(ENTITLEMENTS).every()),
        [office.visits.units(found.id) for found in plans],
    )


def _there(office, number):
    try:
        return office.people.get(number)
    except KeyError:
        return None


def test_a_death_is_one_change_with_all_that_follows_and_undo_takes_all_back(office, li):
    office.people.save(Person(name="王秀英", community="石桥村"))
    made = plan(office, "年终")
    before = tables(office)
    stored = office.events.register(died(li, cause="因病", paid_until="2026-02"))
    person = office.people.get(li.id)
    assert (person.status, person.death_date, person.status_basis) == (
        PersonStatus.DECEASED, "2026-03-05", "死亡证明",
    )  # fmt: skip
    (event,) = office.entries(EVENTS).every()
    assert event == stored.event
    assert (event.status_before, event.status_after) == (
        PersonStatus.ACTIVE, PersonStatus.DECEASED,
    )  # fmt: skip
    assert event.recorded_on == office.ledger.clock().date().isoformat()
    (entitlement,) = office.entries(ENTITLEMENTS).every()
    assert (entitlement.state, entitlement.until) == (EntitlementState.TO_STOP, "2026-03")
    amounts = {item.kind: item.amount for item in stored.follow_ups}
    assert amounts[FollowUpKind.FUNERAL_SUBSIDY] == 7200
    assert amounts[FollowUpKind.TAIL_MONTHS] == 1200
    assert [unit.name for unit in office.visits.units(made.id)] == ["王秀英"]
    assert len(list(office.entries(FOLLOW_UPS).every())) == len(stored.follow_ups) == 6
    assert office.history.undo().title == "登记去世：李建国"
    assert tables(office) == before


def test_a_preview_writes_nothing(office, li):
    before = tables(office)
    asked = office.events.preview(died(li))
    assert FollowUpKind.STOP_PAYMENT in {item.kind for item in asked}
    assert tables(office) == before


def test_a_visit_that_had_passed_before_the_death_stays(office, li):
    year = office.ledger.clock().year
    made = plan(office, "元旦")
    asked = office.events.register(died(li, date=f"{year}-01-08")).follow_ups
    words = next(item.words for item in asked if item.kind is FollowUpKind.OPEN_VISITS)
    assert "已经领取的照常登记" in words
    assert len(office.visits.units(made.id)) == 1


def test_a_household_keeps_its_visit_while_others_live(office, li):
    with office.ledger.transaction("家庭") as change:
        shared = Households(office.ledger).add(change, Household(name="李建国"))
    for person in (li, Person(name="王秀英", community="石桥村")):
        office.people.save(replace(person, household_id=shared))
    year = office.ledger.clock().year
    made = office.visits.create(
        VisitPlan(title="年终慰问", occasion="年终", year=year, one_per_household=True,
                  amounts=(VisitAmount("", Decimal(500)),))
    )  # fmt: skip
    asked = office.events.register(died(li)).follow_ups
    words = [item.words for item in asked]
    assert any("户内还有其他人" in said for said in words)
    assert any("户内还有王秀英，光荣牌照常" in said for said in words)
    assert len(office.visits.units(made.plan.id)) == 1


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (Event(kind=None, date="2026-03-05", basis="证明"), "选择变动类型"),
        (Event(kind=EventKind.DIED, date="不知道", basis="证明"), "看不明白"),
        (Event(kind=EventKind.DIED, date="2099-01-01", basis="证明"), "今天之后"),
        (Event(kind=EventKind.DIED, date="1949", basis="证明"), "早于出生"),
        (Event(kind=EventKind.DIED, date="2026-03-05"), "变动依据"),
        (Event(kind=EventKind.RETURNED, date="2026-03-05", basis="证明"), "已经在册"),
        (Event(kind=EventKind.SUSPENDED, date="2026-03-05", basis="判决书"), "决定机关"),
        (Event(kind=EventKind.MOVED_WITHIN, date="2026-03-05", basis="迁移证"), "迁往哪个村"),
        (Event(kind=EventKind.GRADED, date="2026-03-05", basis="证书",
               after={"disability_grade": "十二级"}), "不认识"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(office, li, event, said):
    before = tables(office)
    with pytest.raises(Problem, match=said):
        office.events.register(Event(**{**_fields(event), "person_id": li.id}))
    assert tables(office) == before


def _fields(record):
    return {name: getattr(record, name) for name in type(record).__dataclass_fields__}


def test_a_death_is_registered_once(office, li):
    office.events.register(died(li))
    with pytest.raises(Problem, match="已经登记去世"):
        office.events.register(died(li))
    with pytest.raises(Problem, match="不能再登记迁出"):
        office.events.register(Event(person_id=li.id, kind=EventKind.MOVED_OUT, date="2026-04",
                                     basis="迁移证"))  # fmt: skip
    office.events.register(Event(person_id=li.id, kind=EventKind.RETURNED, date="2026-04",
                                 basis="同名误登"))  # fmt: skip
    back = office.people.get(li.id)
    assert (back.status, back.death_date, back.status_date) == (
        PersonStatus.ACTIVE, None, "2026-04",
    )  # fmt: skip


def test_whoever_has_left_cannot_leave_twice(office, li):
    moved = Event(person_id=li.id, kind=EventKind.MOVED_OUT, date="2026-04", basis="迁移证")
    office.events.register(moved)
    with pytest.raises(Problem, match="已经是迁出状态"):
        office.events.register(moved)


def test_an_event_changes_what_its_kind_may_change_and_keeps_before_and_after(office, li):
    stored = office.events.register(
        Event(person_id=li.id, kind=EventKind.MOVED_WITHIN, date="2026-05-01", basis="户口簿",
              after={"community": "白杨社区", "address": "白杨路1号", "phone": "不算"})
    )  # fmt: skip
    person = office.people.get(li.id)
    assert (person.status, person.community, person.address) == (
        PersonStatus.ACTIVE, "白杨社区", "白杨路1号",
    )  # fmt: skip
    assert stored.event.before == {"community": "石桥村", "address": ""}
    assert stored.event.after == {"community": "白杨社区", "address": "白杨路1号"}
    assert office.history.undo().title == "登记区内迁移：李建国"


def test_moving_to_another_street_of_the_district_ends_here(office, li):
    office.events.register(Event(person_id=li.id, kind=EventKind.MOVED_WITHIN, date="2026-05-01",
                                 basis="户口簿", place="古南街道"))  # fmt: skip
    assert office.people.get(li.id).status is PersonStatus.MOVED_OUT
    (entitlement,) = office.entries(ENTITLEMENTS).every()
    assert entitlement.state is EntitlementState.PAID


def test_a_newly_recognised_identity_is_a_category_of_the_person(office, li):
    asked = office.events.register(
        Event(person_id=li.id, kind=EventKind.RECOGNISED, date="2026-05", basis="区局文件",
              after={"categories": "烈士遗属、参战退役军人"})
    )  # fmt: skip
    assert office.people.get(li.id).categories == ("martyr_survivor", "war_veteran")
    assert asked.event.after == {"categories": "烈士遗属、参战退役军人"}


def test_the_rules_of_the_desk_hold(office, li):
    office.settings.save_local_rules(LocalRules(stop_after=0))
    asked = office.events.preview(died(li))
    assert asked[0].words.startswith("拟从2026年3月起停发")


def test_an_event_may_be_a_part_of_a_larger_change(office, li):
    with office.ledger.transaction("年度确认：1 人") as change:
        office.events.register_within(change, died(li))
    assert office.history.undo().title == "年度确认：1 人"
    assert office.people.get(li.id).status is PersonStatus.ACTIVE


def test_birthdays_are_listed_until_they_are_registered(office):
    today = office.ledger.clock().date()
    soon = office.people.save(
        Person(name="赵一", categories=("rural_veteran_60plus",),
               birth_date=f"{today.year - 60}-{today.month:02d}-{today.day:02d}")
    )  # fmt: skip
    office.people.save(Person(name="钱二", birth_date=f"{today.year - 60}-01"))
    (coming,) = office.events.birthdays()
    assert coming.person.id == soon.id
    office.events.register(Event(person_id=soon.id, kind=EventKind.OF_AGE,
                                 date=today.isoformat(), basis="身份证"))  # fmt: skip
    assert office.events.birthdays() == []


def test_follow_ups_wait_by_due_day_and_are_ticked_waived_and_reopened(office, li):
    asked = office.events.register(died(li)).follow_ups
    waits = office.follow_ups
    ids = list(waits.open_ids())
    assert sorted(ids) == [item.id for item in asked]
    (first, second, *_) = waits.waiting(ids)
    assert (first.person.name, first.event.kind) == ("李建国", EventKind.DIED)
    assert waits.due_count() == 0
    assert waits.tick([first.item.id]) == 1
    assert waits.get(first.item.id).done_on == office.ledger.clock().date().isoformat()
    with pytest.raises(Problem, match="原因"):
        waits.waive([second.item.id], " ")
    assert waits.waive([second.item.id], "家属已自行办理") == 1
    assert len(waits.open_ids()) == len(asked) - 2
    assert set(waits.settled_ids()) == {first.item.id, second.item.id}
    assert waits.reopen([first.item.id, second.item.id]) == 2
    assert len(waits.open_ids()) == len(asked)
    assert office.history.undo().title == "重新办理变动后续事项：2 项"


@pytest.mark.parametrize(("day", "said"), [("昨天吧", "看不明白"), ("2099-01-01", "今天之后")])
def test_a_tick_on_an_impossible_day_is_refused(office, li, day, said):
    (first, *_) = office.events.register(died(li)).follow_ups
    with pytest.raises(Problem, match=said):
        office.follow_ups.tick([first.id], day)
    assert office.follow_ups.get(first.id).open


def test_what_is_overdue_is_counted(office, li):
    office.events.register(died(li))
    (number, *_) = office.follow_ups.open_ids()
    records = office.follow_ups.records
    with office.ledger.transaction("提前") as change:
        record = records.get(number)
        records.update(change, type(record)(**{**_fields(record), "due": "2026-01-01"}))
    assert office.follow_ups.due_count() == 1


def test_the_events_of_a_person_are_kept_in_order(office, li):
    for day in ("2026-02", "2026-04"):
        office.events.register(Event(person_id=li.id, kind=EventKind.AWAY, date=day, basis="电话",
                                     after={"away": "外出务工"}))  # fmt: skip
    found = office.entries(EVENTS).every(RecordFilter(person_id=li.id))
    assert [event.date for event in found] == ["2026-04", "2026-02"]


def test_what_becomes_known_later_asks_anew_for_what_still_waits(office, li):
    stored = office.events.register(died(li))
    tail = next(item for item in stored.follow_ups if item.kind is FollowUpKind.TAIL_MONTHS)
    plaque = next(item for item in stored.follow_ups if item.kind is FollowUpKind.PLAQUE)
    assert tail.amount is None
    office.follow_ups.tick([plaque.id])
    before = tables(office)
    known = replace(stored.event, paid_until="2026-05", cause="因病", basis="户口注销证明")
    after = office.events.complete(known)
    assert after.event.basis == "户口注销证明"
    figures = {item.kind: item.amount for item in after.follow_ups}
    assert FollowUpKind.TAIL_MONTHS not in figures
    assert figures[FollowUpKind.RECOVER] == 2400
    assert figures[FollowUpKind.FUNERAL_SUBSIDY] == 7200
    assert office.follow_ups.get(plaque.id).done_on
    assert [item.kind for item in after.follow_ups].count(FollowUpKind.STOP_PAYMENT) == 1
    assert office.events.complete(known).follow_ups == after.follow_ups
    assert office.history.undo().title == "补充变动情况：李建国"
    assert tables(office) == before


def test_an_open_visit_is_told_of_once(office, li):
    plan(office, "年终")
    stored = office.events.register(died(li))
    after = office.events.complete(replace(stored.event, cause="因病"))
    kinds = [item.kind for item in after.follow_ups]
    assert kinds.count(FollowUpKind.OPEN_VISITS) == 1


def test_an_event_whose_follow_ups_were_ticked_is_undone_with_the_ticks_or_refused(office, li):
    before = tables(office)
    registered = office.events.register(died(li, cause="因病", paid_until="2026-02"))
    death = office.history.next_undo()
    stop = next(i for i in registered.follow_ups if i.kind is FollowUpKind.STOP_PAYMENT)
    office.follow_ups.tick([stop.id], stop_from="2026-04")
    after = tables(office)
    with pytest.raises(Problem, match=r"办理时间.*后来又改过"):
        office.history.undo(death.id)
    assert tables(office) == after
    office.history.undo()
    office.history.undo()
    assert tables(office) == before


def test_ticking_off_a_stop_stops_the_payment_from_its_month_in_one_change(office, li):
    nursing = office.entries(ENTITLEMENTS).save(
        Entitlement(person_id=li.id, kind="护理费", amount=Decimal(100))
    )
    asked = office.events.register(died(li, paid_until="2026-03")).follow_ups
    stops = [item for item in asked if item.kind is FollowUpKind.STOP_PAYMENT]
    stop = next(item for item in stops if "定期抚恤金" in item.words)
    (paid,) = office.follow_ups.stoppable(stop)
    assert paid.kind == "定期抚恤金"
    day = office.ledger.clock().date()
    assert office.follow_ups.stop_month(stop, day) == "2026-04"
    before = tables(office)
    with pytest.raises(Problem, match="停发起始月"):
        office.follow_ups.tick([stop.id], stop_from="下个月吧")
    assert tables(office) == before
    office.follow_ups.tick([stop.id], stop_from="2026年5月")
    stored = office.entries(ENTITLEMENTS).get(paid.id)
    assert (stored.state, stored.until) == (EntitlementState.STOPPED, "2026-04")
    assert office.entries(ENTITLEMENTS).get(nursing.id).state is EntitlementState.TO_STOP
    assert office.follow_ups.stoppable(stop) == []
    office.history.undo()
    assert tables(office) == before


def test_ticking_off_without_a_month_leaves_the_payment_proposed(office, li):
    asked = office.events.register(died(li)).follow_ups
    office.follow_ups.tick([item.id for item in asked])
    (paid,) = office.entries(ENTITLEMENTS).every()
    assert paid.state is EntitlementState.TO_STOP


def test_a_second_grading_within_a_year_is_to_be_looked_at(office):
    person = office.people.save(Person(name="赵卫国", categories=("disabled_serviceman",)))
    first = Event(person_id=person.id, kind=EventKind.GRADED, date="2025-09-01", basis="区局文件",
                  after={"disability_grade": "八级"})  # fmt: skip
    asked = office.events.register(first).follow_ups
    assert not any("不满1年" in item.words for item in asked)
    again = replace(first, date="2026-05-01", after={"disability_grade": "六级"})
    assert any("2025年9月1日）不满1年" in item.words for item in office.events.preview(again))
