"""Every number of 首页 beside an independent count over the tables."""

from dataclasses import replace
from datetime import date

import pytest

from shuangyong_desktop.domain.categories import BY_CODE, CategoryGroup
from shuangyong_desktop.domain.contacts import APPEALS, Appeal, AppealStage
from shuangyong_desktop.domain.events import (
    EVENTS,
    FOLLOW_UPS,
    Event,
    EventKind,
    FollowUp,
    FollowUpKind,
)
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.tasks import Task, TaskList
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.overview import Overview

TODAY = date(2026, 11, 23)
_OPEN = "('REGISTERED', 'ASSIGNED', 'HANDLING', 'REVISITED')"


@pytest.fixture
def overview(office) -> Overview:
    for number, (categories, status) in enumerate(
        [
            (("war_veteran", "martyr_survivor"), PersonStatus.ACTIVE),
            (("war_veteran",), PersonStatus.ACTIVE),
            (("serviceman_family",), PersonStatus.ACTIVE),
            (("disabled_serviceman",), PersonStatus.DECEASED),
            ((), PersonStatus.ACTIVE),
        ]
    ):
        office.people.save(
            Person(
                name=f"李{number}",
                categories=categories,
                status=status,
                birth_date=f"1950-11-2{number}",
                community="甲村" if number % 2 else "乙村",
            )
        )
    return Overview(office, TODAY)


def _ids(office, sql: str, *values: object) -> set[int]:
    return {number for (number,) in office.ledger.connection.execute(sql, values)}


def _holding(office, codes: list[str]) -> set[int]:
    marks = ", ".join("?" * len(codes))
    return _ids(
        office,
        "SELECT DISTINCT person.id FROM person"  # noqa: S608
        " JOIN person_category ON person_id = person.id"
        f" WHERE status = 'ACTIVE' AND category IN ({marks})",
        *codes,
    )


def test_the_three_numbers_open_exactly_whom_they_count(office, overview):
    wanted = {
        "veterans": [c for c, item in BY_CODE.items() if item.group is CategoryGroup.VETERAN],
        "beneficiaries": [c for c, i in BY_CODE.items() if i.group is CategoryGroup.BENEFICIARY],
        "paid": [code for code, item in BY_CODE.items() if item.paid],
    }
    for figure in overview.people():
        assert set(overview.people_of(figure.key)) == _holding(office, wanted[figure.key])
        assert len(overview.people_of(figure.key)) == figure.value
    assert overview.total() == 4


def test_each_bar_of_the_paid_opens_its_class(office, overview):
    bars = overview.paid()
    assert [bar.label for bar in bars] == ["参战退役军人", "烈士遗属"]
    for bar in bars:
        code = bar.link.key.partition(":")[2]
        assert set(overview.people_of(bar.link.key)) == _holding(office, [code])
        assert len(overview.people_of(bar.link.key)) == bar.parts[0]


def test_open_appeals_count_with_those_that_are_late(office, overview):
    entries = office.entries(APPEALS)
    late = entries.save(
        Appeal(person_id=1, date="2026-10-01", content="住房漏雨", deadline="2026-11-01")
    )
    entries.save(Appeal(person_id=2, date="2026-10-01", content="就医", deadline="2026-11-25"))
    entries.save(Appeal(person_id=3, date="2026-10-01", content="已办", stage=AppealStage.CLOSED))
    figure = next(item for item in overview.work() if item.title == "未办结诉求")
    (counted,) = office.ledger.connection.execute(
        f"SELECT count(*) FROM appeal WHERE stage IN {_OPEN} AND removed_at IS NULL"  # noqa: S608
    ).fetchone()
    assert figure.value == counted == 2
    entries.remove(late.id)
    assert next(item for item in overview.work() if item.title == "未办结诉求").value == 1


def test_steps_that_wait_are_counted_and_listed_by_their_day(office, overview):
    event = office.entries(EVENTS).save(
        Event(person_id=1, kind=EventKind.DIED, date="2026-11-01", basis="死亡证明")
    )
    steps = office.entries(FOLLOW_UPS)
    step = steps.save(
        FollowUp(person_id=1, event_id=event.id, kind=FollowUpKind.CARD, due="2026-11-20")
    )
    figure = next(item for item in overview.work() if item.title == "变动后续事项")
    assert (figure.value, figure.fact, figure.urgent) == (1, "逾期 1 项", True)
    steps.save(replace(step, done_on="2026-11-23"))
    later = Overview(office, TODAY)
    assert next(item for item in later.work() if item.title == "变动后续事项").value == 0


def test_open_items_of_the_two_lists_are_counted_by_one_statement(office, overview):
    for number, (name, due) in enumerate(
        [(TaskList.FOR_ARMY, "2026-11-01"), (TaskList.FOR_LOCAL, "2026-12-01"),
         (TaskList.FOR_LOCAL, "2026-11-02"), (TaskList.PLAN, "2026-11-01"),
         (TaskList.FOR_ARMY, "2026-11-01")]
    ):  # fmt: skip
        office.tasks.save(Task(title=f"任务{number}", year=2026, list=name, due_rule=due))
    office.tasks.carry_over([5], 2027, "未完成")
    seen: list[str] = []
    office.ledger.connection.set_trace_callback(seen.append)
    figure = overview._mutual()  # noqa: SLF001 (this one figure alone)
    office.ledger.connection.set_trace_callback(None)
    assert len(seen) == 1
    assert (figure.title, figure.value, figure.fact) == ("双清单未销号", 3, "逾期 2 项")
    assert (figure.page, figure.year) == ("tasks/mutual/open", 2026)
    counted = _ids(
        office,
        "SELECT id FROM task WHERE year = 2026 AND list IN ('FOR_ARMY', 'FOR_LOCAL')"
        " AND state NOT IN ('CLOSED', 'CARRIED')",
    )
    assert len(counted) == figure.value
    assert figure in list(overview.work())


def test_an_empty_ledger_has_nothing_to_say(office):
    nothing = Overview(office, TODAY)
    assert [figure.value for figure in nothing.people()] == [0, 0, 0]
    assert nothing.progress() == ()
    assert nothing.paid() == ()


def test_what_has_no_bar_of_its_own_is_in_the_last_one_with_everybody_it_counts(office):
    for number in range(10):
        office.people.save(Person(name=f"王{number}", community=f"{number}村"))
    paid = [code for code, item in BY_CODE.items() if item.paid]
    for code in paid:
        office.people.save(Person(name="赵五", community="9村", categories=(code, paid[0])))
    office.visits.create(VisitPlan(title="春节走访", occasion="春节", year=TODAY.year))
    overview = Overview(office, TODAY)
    *_, last = overview.progress()
    assert (last.label, last.parts) == ("其余 3 个", (0, 0, 3))
    assert {office.people.get(who).name for who in overview.people_of(last.link.key)} == {
        "王6", "王7", "王8"
    }  # fmt: skip
    *kept, rest = overview.paid()
    assert len(kept) == 8
    assert rest.label == f"其余 {len(paid) - 8} 类"
    shown = [bar.link.key.removeprefix("category:") for bar in kept]
    others = _holding(office, [code for code in paid if code not in shown])
    assert set(overview.people_of(rest.link.key)) == others
    assert rest.parts == (len(others),)
