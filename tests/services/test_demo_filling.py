from datetime import date

import pytest

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.possible import impossibilities
from shuangyong_desktop.domain.search import EVERYBODY
from shuangyong_desktop.domain.visits import Delivery, total, unknown_amounts
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.demo.numbers import COMMUNITIES
from shuangyong_desktop.services.ledgers import DEMO_PASSWORD, open_with_password
from shuangyong_desktop.services.people import LedgerView

YEAR = 2026


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
        changes = office.history.changes()
        assert [change.kind for change in changes if "演示" in change.title] == [
            ChangeKind.SNAPSHOT
        ]
        office.history.undo()
        assert len(office.visits.plans(YEAR)) == 2


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
