import re
from collections import Counter
from datetime import date, datetime

import pytest

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.contacts import CONTACTS, AppealStage
from shuangyong_desktop.domain.desk import Role
from shuangyong_desktop.domain.entitlements import ENTITLEMENTS
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.events import ZERO_REPORTS
from shuangyong_desktop.domain.possible import impossibilities
from shuangyong_desktop.domain.receipts import ReceiptState
from shuangyong_desktop.domain.roll_views import rolls
from shuangyong_desktop.domain.rolls.plans import RECONCILIATIONS
from shuangyong_desktop.domain.rounds import RoundKind
from shuangyong_desktop.domain.search import EVERYBODY, PersonFilter
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tasks import TaskList, TaskState
from shuangyong_desktop.domain.visits import Delivery, total, unknown_amounts
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.demo.numbers import COMMUNITIES
from shuangyong_desktop.services.ledgers import DEMO_PASSWORD, open_with_password
from shuangyong_desktop.services.people import LedgerView

YEAR = 2026
PAST = 2025
"""A year that is over whenever this runs."""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "演示.db"


def test_a_demo_ledger_opens_by_the_printed_password_and_says_what_it_is(path):
    make_demo(path, 60, seed=1, year=YEAR).close()
    with open_with_password(path, DEMO_PASSWORD) as office:
        assert office.is_demo
        assert len(office.people.listing(LedgerView(only=EVERYBODY)).ids) == 60
        assert {item.name for item in office.people.communities()} == set(COMMUNITIES)


def test_everybody_in_it_is_possible(path):
    with make_demo(path, 150, seed=2, year=YEAR) as office:
        ids = office.people.listing(LedgerView(only=EVERYBODY)).ids
        assert len(ids) == 150
        for person in office.people.each(ids):
            assert impossibilities(person, date(YEAR, 8, 1)) == []


def test_it_has_the_visits_of_a_year_by_both_ways(path):
    with make_demo(path, 400, seed=1, year=YEAR) as office:
        plans = office.visits.plans(YEAR)
        assert {plan.occasion for plan in plans} == {"春节", "八一"}
        assert {plan.delivery for plan in plans} == set(Delivery)
        for plan in plans:
            units = office.visits.units(plan.id)
            assert units
            assert list(unknown_amounts(units)) == []
            assert total(units).money > 0


def test_the_people_are_one_entry_of_the_history_and_the_plans_can_be_undone(path):
    with make_demo(path, 80, seed=1, year=YEAR) as office:
        changes = office.history.changes(10_000)
        assert [change.kind for change in changes if "演示" in change.title] == [
            ChangeKind.SNAPSHOT
        ]
        before = len(office.visits.plans(YEAR))
        while not office.history.undo().title.startswith("新增慰问方案"):
            pass
        assert len(office.visits.plans(YEAR)) == before - 1


def test_a_year_of_work_has_been_done_in_it(path):
    with make_demo(path, 400, seed=1, year=PAST) as office:
        states = Counter()
        for plan in office.visits.plans(PAST):
            receipts = office.receipts.of_plan(plan.id)
            states.update(receipt.state for receipt in receipts.values())
            settled = office.receipts.settlement(plan.id)
            scans = office.attachments.of_plan(plan.id)
            groups = office.visits.groups(plan.id)
            assert settled
            assert len(scans) == (len(groups) if plan.occasion == "春节" else -(-len(groups) // 2))
            if plan.delivery is Delivery.LEADERS:
                assert all(group.lead_official for group in groups)
        assert set(states) == {
            ReceiptState.SIGNED, ReceiptState.PROXY, ReceiptState.NOT_RECEIVED
        }  # fmt: skip
        assert {person.role for person in office.dictionary.people()} == {Role.LEADER, Role.HANDLER}
        titles = [change.title for change in office.history.changes(5000)]
        assert sum(title.startswith("登记去世") for title in titles) == 2
        assert sum(title.startswith("登记迁出") for title in titles) == 1
        assert office.check()


def test_who_left_the_ledger_says_since_when_and_on_what_paper(path):
    gone = tuple(status for status in PersonStatus if status is not PersonStatus.ACTIVE)
    with make_demo(path, 400, seed=1, year=YEAR) as office:
        left = office.people.page(
            office.people.listing(LedgerView(only=PersonFilter(statuses=gone))).ids
        )
        assert left
        assert all(person.status_date and person.status_basis for person in left)


def test_its_history_is_dated_along_the_year_and_never_after_today(path):
    with make_demo(path, 80, seed=1, year=YEAR) as office:
        days = [change.at.date() for change in office.history.changes(5000)]
        assert max(days) <= datetime.now().date()  # noqa: DTZ005 (the clerk's own clock)
        assert days == sorted(days, reverse=True)
        assert min(days) <= date(YEAR, 1, 8)
        office.people.save(office.people.get(1))


def test_a_cancelled_demo_leaves_no_ledger_behind(path):
    def stop(*_):
        raise Cancelled

    with pytest.raises(Cancelled):
        make_demo(path, 10, seed=1, year=YEAR, tick=stop)
    assert {left.suffix for left in path.parent.iterdir()} <= {".lock"}


def test_nothing_that_exists_is_overwritten(path):
    path.write_bytes(b"something else")
    with pytest.raises(Problem):
        make_demo(path, 10, seed=1, year=YEAR)
    assert path.read_bytes() == b"something else"


def test_the_desk_kept_in_touch_the_whole_year(path):
    with make_demo(path, 120, seed=2, year=PAST) as office:
        months = {contact.date[:7] for contact in office.entries(CONTACTS).every()}
        assert len(months) == 12
        stages = Counter(line.appeal.stage for line in office.appeals.lines())
        assert stages[AppealStage.CLOSED] > stages[AppealStage.REGISTERED] > 0
        assert {each.kind for each in office.rounds.every()} == set(RoundKind)
        for each in office.rounds.every():
            whole = office.rounds.tally(each.id).whole
            assert whole.due == whole.settled + whole.open + whole.odd > 0
        assert office.entries(ZERO_REPORTS).count() > 100
        assert office.entries(ENTITLEMENTS).count() > 0


def test_the_tasks_of_its_year_stand_as_a_desk_leaves_them(path):
    with make_demo(path, 60, seed=3, year=PAST) as office:
        tasks = [line.task for line in office.tasks.lines(office.tasks.facts.in_order(PAST))]
        lists = Counter(task.list for task in tasks)
        assert lists == {TaskList.FOR_ARMY: 7, TaskList.FOR_LOCAL: 7, TaskList.PLAN: 12}
        assert {TaskState.CLOSED, TaskState.GOING, TaskState.CARRIED, TaskState.RETURNED,
                TaskState.TO_CHECK} <= {task.state for task in tasks}  # fmt: skip
        for task in tasks:
            if task.state is TaskState.CLOSED and task.mutual:
                assert task.confirmed_by
                assert task.evaluation
                assert task.long_term
        assert office.entries(RECONCILIATIONS).count() == 4
        (carried,) = office.tasks.page(office.tasks.facts.in_order(PAST + 1))
        assert carried.carried_from


def test_every_register_is_kept_and_the_activities_are_counted(path):
    with make_demo(path, 60, seed=3, year=PAST) as office:
        counts = office.rolls.counts()
        assert min(counts.values()) >= 1
        assert counts["activity"] >= 40
        assert len({activity.date[:7] for activity in office.activities.every()}) == 12
        counted = [one for one in office.activities.every() if office.activities.tasks_of(one.id)]
        assert len(counted) >= 10
        spent = {batch.title: batch for batch in office.funds.check(PAST).batches}
        assert not spent[f"{PAST}年春节慰问"].difference
        assert spent[f"{PAST}年八一高龄退役军人慰问"].difference < 0
        assert office.rolls.asks()


def test_its_registers_name_no_unit_of_the_army_and_tell_nothing_of_the_future(path):
    with make_demo(path, 60, seed=3, year=PAST) as office:
        for register in rolls():
            for record in office.entries(register).every():
                for column in register.schema:
                    value = getattr(record, column.key)
                    assert not re.search(r"\d{4,6}部队|\d+(师|旅|团)", str(value))
                step = register.step(record)
                assert not step or getattr(record, step)[:4] <= str(PAST)
