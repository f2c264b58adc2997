"""Monthly reports of every 村（社区）, on a real ledger with a clock of its own."""

from datetime import datetime

import pytest

from services.conftest import CHEAP, PASSWORD
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.zero_reports import ZeroReports
from shuangyong_desktop.storage.ledger import Ledger


class Clock:
    """The day that the test says it is."""

    def __init__(self):
        self.now = datetime.fromisoformat("2026-07-03T09:00:00")

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office(tmp_path, clock):
    path = tmp_path / "台账.db"
    ledgers.create(path, PASSWORD, cost=CHEAP).office.close()
    with Office(Ledger.open(path, PASSWORD, clock=clock)) as opened:
        for name, place in (("张一", "石桥村"), ("李二", "白杨社区")):
            opened.people.save(Person(name=name, community=place))
        yield opened


@pytest.fixture
def reports(office):
    return office.zero_reports


def said(reports, month):
    return {item.community: item.words for item in reports.month(month)}


def test_who_has_reported_and_who_has_not(reports, clock):
    assert said(reports, "2026-06") == {"石桥村": "未报", "白杨社区": "未报"}
    assert reports.report("2026-06", ["石桥村"], reporter="王支书") == 1
    assert said(reports, "2026-06") == {"石桥村": "零报告", "白杨社区": "未报"}
    clock.now = datetime.fromisoformat("2026-07-06T09:00:00")
    assert said(reports, "2026-06")["白杨社区"] == "逾期未报"


def test_a_report_with_changes_is_compared_with_what_was_registered(office, reports):
    reports.report("2026-06", ["石桥村"], changes=1)
    (other, line) = reports.month("2026-06")
    assert (line.words, line.differs, other.differs) == ("有变动 1 人", True, False)
    office.events.register(Event(person_id=1, kind=EventKind.DIED, date="2026-06-10", basis="证明"))
    (_, line) = reports.month("2026-06")
    assert (line.registered, line.differs) == (1, False)


def test_all_missing_ones_report_at_once_and_undo_takes_it_back(office, reports):
    assert reports.report("2026-06", ["石桥村", "白杨社区"]) == 2
    assert reports.report("2026-06", ["石桥村"], changes=2) == 1
    assert said(reports, "2026-06") == {"石桥村": "有变动 2 人", "白杨社区": "零报告"}
    assert office.history.undo().title == "登记2026年6月有变动 2 人：石桥村"
    assert office.history.undo().title == "登记2026年6月零报告：2 个村（社区）"
    assert set(said(reports, "2026-06").values()) == {"未报"}


def test_a_report_that_never_came_is_taken_back(reports):
    reports.report("2026-06", ["石桥村"])
    assert reports.take_back("2026-06", ["石桥村", "白杨社区"]) == 1
    assert said(reports, "2026-06")["石桥村"] == "未报"


def test_what_cannot_be_is_refused(reports):
    with pytest.raises(Problem, match="还没有到"):
        reports.report("2026-08", ["石桥村"])
    with pytest.raises(Problem, match="不能小于"):
        reports.report("2026-06", ["石桥村"], changes=-1)


def test_what_is_overdue_counts_from_the_first_report(reports, clock):
    assert reports.overdue() == []
    reports.report("2026-04", ["石桥村", "白杨社区"])
    reports.report("2026-05", ["石桥村"])
    assert [(item.month, item.community) for item in reports.overdue()] == [
        ("2026-05", "白杨社区"),
    ]
    clock.now = datetime.fromisoformat("2026-07-06T09:00:00")
    assert [(item.month, item.community) for item in reports.overdue()] == [
        ("2026-05", "白杨社区"), ("2026-06", "白杨社区"), ("2026-06", "石桥村"),
    ]  # fmt: skip


def test_the_year_shows_the_months_that_have_begun(reports):
    reports.report("2026-01", ["已撤并村"])
    year = reports.year(2026)
    assert list(year) == ["白杨社区", "石桥村", "已撤并村"]
    assert [item.month for item in year["石桥村"]][-1] == "2026-07"
    assert isinstance(reports, ZeroReports)
