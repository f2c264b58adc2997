from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.plain import from_plain, to_plain
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitAmount,
    VisitPlan,
    VisitRule,
    VisitUnit,
)


@dataclass(frozen=True)
class Odd:
    pair: tuple[str, int]
    many: list[int]
    named: Mapping[str, Decimal]
    numbered: Mapping[int, str | None]
    anything: Any = None


PLAN = VisitPlan(
    title="春节慰问",
    occasion="春节",
    year=2026,
    rule=VisitRule(("war_veteran",), least_age=80, age_day=date(2026, 2, 17)),
    amounts=(VisitAmount("", Decimal("500.50"), (Goods("大米", 1, "袋", "10千克/袋"),)),),
)


@pytest.mark.parametrize(
    "record",
    [
        PLAN,
        VisitUnit(name="王䶮", money=Decimal("0.10"), method=PayoutMethod.CARD),
        Person(name="李㛃", status=PersonStatus.DECEASED, subsidy_standard=Decimal(132)),
        Odd(("a", 1), [1, 2], {"元": Decimal("1.10")}, {3: "name", 4: None}),
    ],
    ids=lambda record: type(record).__name__,
)
def test_a_record_survives_both_ways(record):
    assert from_plain(type(record), to_plain(record)) == record


def test_a_missing_item_takes_its_default():
    assert from_plain(Person, {"name": "张三"}) == Person(name="张三")


def test_what_has_no_plain_form_is_refused():
    with pytest.raises(TypeError, match="bytes"):
        to_plain({"photo": b"123"})


def test_an_enum_travels_by_name_so_that_wording_may_change():
    assert to_plain(PersonStatus.MOVED_OUT) == "MOVED_OUT"
