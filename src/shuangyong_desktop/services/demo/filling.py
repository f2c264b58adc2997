"""A demo ledger: invented people and the visits of a year, in the same tables as real ones."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from pathlib import Path

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.visits import (
    Delivery,
    Goods,
    PayoutMethod,
    VisitAmount,
    VisitPlan,
    VisitRule,
)
from shuangyong_desktop.services.demo.numbers import COMMUNITIES
from shuangyong_desktop.services.demo.people import demo_people
from shuangyong_desktop.services.demo.work import dated, do_the_years_work, standing
from shuangyong_desktop.services.ledgers import DEMO_PASSWORD
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.workers import Tick
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.keyfile import path_of, previous_of
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

_SLICE = 1000
_RICE = Goods("大米", 1, "袋", "10千克/袋")
_OIL = Goods("菜油", 1, "桶", "5升/桶")
_MILK = Goods("牛奶", 1, "箱")
_BOTH = (_RICE, _OIL)
_AMOUNTS = tuple(
    VisitAmount(category, Decimal(money), goods)
    for category, money, goods in (
        ("rural_demobilized_pre1954", 1000, _BOTH),
        ("martyr_survivor", 1000, _BOTH),
        ("duty_death_survivor", 1000, _BOTH),
        ("illness_death_survivor", 800, _BOTH),
        ("disabled_serviceman", 800, _BOTH),
        ("war_veteran", 600, _BOTH),
        ("nuclear_test_veteran", 600, _BOTH),
        ("ill_returned_veteran", 600, _BOTH),
        ("martyr_child_60plus", 500, _BOTH),
        ("rural_veteran_60plus", 300, (_RICE,)),
        ("serviceman_family", 500, (_MILK,)),
    )
)
_LED = ("martyr_survivor", "duty_death_survivor", "rural_demobilized_pre1954")
"""Whom leaders visit in person: 三属 and 在乡老复员军人 (工作要点 二（六））."""


def make_demo(
    path: Path, persons: int, seed: int, year: int, *, tick: Tick | None = None
) -> Office:
    """Make the demo ledger `path`, opened by `DEMO_PASSWORD`, and leave it open.

    Raises Problem when a file of that name exists or the year is out of reach; when `tick`
    raises Cancelled no ledger is left behind.
    """
    ledger = Ledger.create(path, DEMO_PASSWORD, demo=True, clock=standing(_begun(year))).ledger
    ledger.clock = datetime.now
    try:
        fill_demo(ledger, persons, seed, year, tick=tick)
    except BaseException:
        ledger.close()
        for left in (path, path_of(path), previous_of(path_of(path))):
            left.unlink(missing_ok=True)
        raise
    return Office(ledger)


def fill_demo(
    ledger: Ledger, persons: int, seed: int, year: int, *, tick: Tick | None = None
) -> None:
    """Write `persons` invented people into an empty ledger, and the work of `year` with them.

    The people come as one snapshot entry (DESIGN 15); everything done with them is a change
    of its own that can be undone. Raises Problem for a year outside of `demo_people`.
    """
    with dated(ledger) as stand:
        stand(_begun(year))
        _fill_people(ledger, demo_people(persons, seed, year), persons, tick)
    do_the_years_work(ledger, demo_plans(year), seed, year, ledger.clock().date())


def _begun(year: int) -> date:
    """The day on which a demo of `year` was begun."""
    return min(date(year, 1, 4), date.today())  # noqa: DTZ011 (the clerk's own calendar)


def _fill_people(
    ledger: Ledger, invented: Iterator[Person], persons: int, tick: Tick | None
) -> None:
    records = People(ledger)
    done = 0
    with ledger.transaction("生成演示数据", kind=ChangeKind.SNAPSHOT) as change:
        Communities(ledger).learn(change, COMMUNITIES)
        for people in _slices(invented):
            records.add_many(change, people)
            done += len(people)
            if tick:
                tick(done, persons)


def demo_plans(year: int) -> tuple[VisitPlan, ...]:
    """春节 and 八一 of `year`: through the communities, and leaders to the few (CLERK §2)."""
    broad = tuple(amount.category for amount in _AMOUNTS)
    return (
        VisitPlan(
            title=f"{year}年春节领导走访慰问",
            occasion="春节",
            year=year,
            rule=VisitRule(categories=_LED),
            amounts=_AMOUNTS,
            delivery=Delivery.LEADERS,
        ),
        VisitPlan(
            title=f"{year}年春节慰问",
            occasion="春节",
            year=year,
            rule=VisitRule(categories=tuple(code for code in broad if code not in _LED)),
            amounts=_AMOUNTS,
        ),
        VisitPlan(
            title=f"{year}年八一高龄退役军人慰问",
            occasion="八一",
            year=year,
            rule=VisitRule(least_age=80, age_day=date(year, 8, 1)),
            amounts=(*_AMOUNTS, VisitAmount("", Decimal(300), (_MILK,))),
            method=PayoutMethod.CARD,
        ),
    )


def _slices(people: Iterator[Person]) -> Iterator[list[Person]]:
    while part := list(islice(people, _SLICE)):
        yield part
