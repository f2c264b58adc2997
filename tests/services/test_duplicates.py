"""Finding, telling apart and merging on a real ledger; undo gives back every row."""

from dataclasses import replace
from datetime import date

import pytest

from shuangyong_desktop.domain.contacts import CONTACTS, Contact, ContactWay
from shuangyong_desktop.domain.duplicates import NOT_THE_SAME, Tier
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS, Entitlement, EntitlementState
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import EVENTS, EventKind
from shuangyong_desktop.domain.families import RELATIVES, Relative
from shuangyong_desktop.domain.movements import Period
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.domain.rounds import Finding, Round, RoundKind, RoundMember
from shuangyong_desktop.domain.visits import VisitPlan, VisitUnit
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.visits import Visits

NUMBER = "510222195803066110"


@pytest.fixture
def two(office):
    kept = office.people.save(
        Person(name="李建国", id_number=NUMBER, community="惠民社区", address="3组",
               categories=("war_veteran",))
    )  # fmt: skip
    other = office.people.save(
        Person(
            name="李建国", id_number=NUMBER, phone="13800001234", categories=("retired_soldier",)
        )
    )
    return kept.id, other.id


def _dump(office):
    return [
        office.ledger.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608
        for table in (*JOURNALED, "search", "search_person")
    ]


def _work(office, kept, other):
    """Something of everything that can point to a person."""
    contacts, relatives = office.entries(CONTACTS), office.entries(RELATIVES)
    contacts.save(Contact(person_id=other, date="2026-05-01", way=ContactWay.PHONE))
    relatives.save(Relative(person_id=other, name="李芳", relation="女儿"))
    relatives.save(Relative(person_id=kept, name="李建国", relation="其他", relative_id=other))
    begun = office.rounds.begin(Round(kind=RoundKind.SURVEY, title="2026年全面摸排", year=2026))
    members = {
        line.person.id: line.member
        for line in office.round_results.page(
            [place.member_id for place in office.round_results.places(begun.id)]
        )
    }
    office.round_results.register(
        [members[other].id], RoundMember(finding=Finding.TRUE, done_on="2026-03-01")
    )
    visits = Visits(office.ledger)
    with office.ledger.transaction("慰问") as change:
        plan = visits.add_plan(change, VisitPlan(title="春节", occasion="春节", year=2026))
        visits.add_units(change, plan, [VisitUnit(name="李建国", person_id=other)])
    return begun.id


def test_the_surest_pairs_come_first(office, two):
    office.people.save(Person(name="王秀英", birth_date="1950-02-01"))
    office.people.save(Person(name="王秀英", birth_date="1950-02-01"))
    office.people.save(Person(name="张强", phone="13900001111"))
    office.people.save(Person(name="张强", phone="13900001111"))
    ticks = []
    found = office.duplicates.find(lambda done, total: ticks.append((done, total)))
    assert [pair.tier for pair in found] == [Tier.CERTAIN, Tier.LIKELY, Tier.POSSIBLE]
    assert (found[0].first, found[0].second) == two


def test_who_was_told_apart_is_not_shown_again_until_undone(office, two):
    office.duplicates.tell_apart(two[1], two[0], "双胞胎")
    office.duplicates.tell_apart(*two)
    assert office.duplicates.find() == []
    office.history.undo()
    assert len(office.duplicates.find()) == 1


def test_what_was_said_and_thrown_away_can_be_said_again(office, two):
    office.duplicates.tell_apart(*two)
    entries = office.entries(NOT_THE_SAME)
    entries.remove(entries.ids()[0])
    assert len(office.duplicates.find()) == 1
    office.duplicates.tell_apart(*two)
    assert office.duplicates.find() == []
    assert entries.count() == 1


def test_the_preview_says_what_differs_and_what_moves(office, two):
    _work(office, *two)
    preview = office.duplicates.preview(*two)
    assert {item.key for item in preview.differences} == {"phone", "categories"}
    assert dict(preview.moves) == {
        "联系": 1, "家庭成员": 2, "确认和摸排结果": 1, "慰问单元": 1,
    }  # fmt: skip


def test_what_one_person_would_have_twice_is_said_before(office, two):
    visits, entitlements = Visits(office.ledger), office.entries(ENTITLEMENTS)
    with office.ledger.transaction("慰问") as change:
        plan = visits.add_plan(change, VisitPlan(title="春节慰问", occasion="春节", year=2026))
        visits.add_units(change, plan, [VisitUnit(name="李建国", person_id=who) for who in two])
    for who in two:
        entitlements.save(Entitlement(person_id=who, kind="定期生活补助（参战）"))
    warnings = office.duplicates.preview(*two).warnings
    assert "两条都在“春节慰问”里" in warnings[0]
    assert "两条都登记了“定期生活补助（参战）”" in warnings[1]


def test_merging_moves_everything_and_keeps_the_other_record_off_the_ledger(office, two):
    kept, other = two
    round_id = _work(office, *two)
    stored = office.duplicates.merge(kept, other, {"phone"})
    assert stored.phone == "13800001234"
    assert stored.categories == ("war_veteran", "retired_soldier")
    gone = office.people.get(other)
    assert gone.status is PersonStatus.REMOVED
    assert "并入“李建国”" in (gone.status_basis or "")
    assert office.entries(CONTACTS).count(RecordFilter(person_id=kept)) == 1
    relatives = list(office.entries(RELATIVES).every(RecordFilter(person_id=kept)))
    assert {item.relative_id for item in relatives} == {None}
    places = office.round_results.places(round_id)
    assert [place.person_id for place in places] == [kept]
    assert office.rounds.tally(round_id).whole.settled == 1
    assert office.duplicates.find() == []
    with pytest.raises(Problem, match="不能再合并"):
        office.duplicates.merge(kept, other, set())


def _movements(office, period):
    table = office.movements.table(period)
    return table.total, [line for line in table.remarks if "核对" in line]


def test_a_table_of_movements_of_the_past_is_the_same_after_a_merge(office, two):
    kept, other = two
    office.people.take_off(other, PersonStatus.DECEASED, "2025-03-01", "死亡证明")
    last_year = Period(date(2025, 1, 1), date(2025, 12, 31))
    before = _movements(office, last_year)
    assert (before[0].opening, before[0].closing) == (2, 1)
    office.duplicates.merge(kept, other, set())
    assert _movements(office, last_year) == before


def test_the_record_that_is_merged_away_leaves_the_ledger_as_everybody_does(office, two):
    kept, other = two
    office.duplicates.merge(kept, other, set())
    (event,) = office.entries(EVENTS).every(RecordFilter(person_id=other))
    assert (event.kind, event.status_before) == (EventKind.REMOVED, PersonStatus.ACTIVE)
    assert "并入“李建国”" in (event.basis or "")
    today = office.ledger.clock().date()
    total, _ = _movements(office, Period(today, today))
    assert (total.opening, total.minus[2], total.closing) == (2, 1, 1)
    assert office.follow_ups.count() == 0


def test_a_death_taken_over_has_its_consequences_for_what_both_were_paid(office, two):
    kept, other = two
    entitlements = office.entries(ENTITLEMENTS)
    entitlements.save(Entitlement(person_id=kept, kind="定期生活补助（参战）"))
    gone = replace(office.people.get(other), status=PersonStatus.DECEASED, death_date="2026-03-01")
    office.people.save(gone)
    before = _dump(office)
    stored = office.duplicates.merge(kept, other, {"status"})
    assert (stored.status, stored.death_date) == (PersonStatus.DECEASED, "2026-03-01")
    (paid,) = entitlements.every(RecordFilter(person_id=kept))
    assert paid.state is EntitlementState.TO_STOP
    kinds = [event.kind for event in office.entries(EVENTS).every(RecordFilter(person_id=kept))]
    assert kinds == [EventKind.DIED]
    office.history.undo()
    assert _dump(office) == before


def test_undoing_a_merge_gives_back_every_row_as_it_was(office, two):
    _work(office, *two)
    third = office.people.save(Person(name="李建国", id_number=NUMBER))
    office.duplicates.tell_apart(two[1], third.id)
    office.duplicates.tell_apart(two[0], third.id)
    before = _dump(office)
    office.duplicates.merge(*two, {"phone"})
    assert _dump(office) != before
    office.history.undo()
    assert _dump(office) == before
    assert office.check()


def test_the_result_of_the_one_kept_stays_where_both_were_in_a_round(office, two):
    kept, other = two
    begun = office.rounds.begin(Round(kind=RoundKind.SURVEY, title="摸排", year=2026))
    results = office.round_results
    for place in results.places(begun.id):
        finding = Finding.CHANGED if place.person_id == kept else Finding.TRUE
        results.register([place.member_id], RoundMember(finding=finding))
    office.duplicates.merge(kept, other, set())
    (place,) = results.places(begun.id)
    assert results.page([place.member_id])[0].member.finding is Finding.CHANGED


def test_a_comparison_with_a_third_moves_along(office, two):
    third = office.people.save(Person(name="李建国", id_number=NUMBER))
    office.duplicates.tell_apart(two[1], third.id)
    office.duplicates.merge(*two, set())
    assert office.duplicates.find() == []


def test_since_when_a_category_holds_is_taken_over_where_it_was_blank(office, two):
    kept, other = two
    office.people.save(replace(office.people.get(other), categories=("war_veteran",)))
    connection = office.ledger.connection
    with office.ledger.transaction("认定时间") as change:
        (row,) = connection.execute(
            "SELECT id FROM person_category WHERE person_id = ?", (other,)
        ).fetchone()
        change.update("person_category", row, {"since": "2008-01", "basis": "区局文件"})
    office.duplicates.merge(kept, other, set())
    assert connection.execute(
        "SELECT since, basis FROM person_category WHERE person_id = ? AND category = 'war_veteran'",
        (kept,),
    ).fetchone() == ("2008-01", "区局文件")


def test_the_fuller_record_is_kept(office):
    thin = office.people.save(Person(name="李建国", id_number=NUMBER))
    full = office.people.save(Person(name="李建国", id_number=NUMBER, phone="13800001234"))
    (pair,) = office.duplicates.find()
    assert office.duplicates.better(pair) == (full.id, thin.id)
    office.people.take_off(full.id, PersonStatus.MOVED_OUT, "2026-01", "迁移证")
    assert office.duplicates.better(pair) == (thin.id, full.id)
