from dataclasses import replace
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.visits import Goods, PayoutMethod, VisitPlan, VisitUnit
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.visits import Visits
from shuangyong_desktop.storage.wording import DERIVED, column_words, table_words, value_words


def test_every_column_of_every_table_has_words(ledger: Ledger):
    for table in JOURNALED:
        assert table_words(table)
        for _, column, *_ in ledger.connection.execute(f"PRAGMA table_info({table})"):
            if column not in DERIVED | {"id"}:
                assert column_words(table, column)


def test_moving_a_person_shows_names_not_numbers(ledger: Ledger):
    people = People(ledger)
    with ledger.transaction("新增人员") as change:
        number = people.add(change, Person(name="王建国", community="石盘村"))
    with ledger.transaction("修改人员") as change:
        people.update(change, replace(people.get(number), community="玉龙社区"))
    edits = [(edit.label, edit.before, edit.after) for edit in History(ledger).edits(3)]
    assert ("村（社区）", "石盘村", "玉龙社区") in edits


def test_a_visit_is_told_in_words(ledger: Ledger):
    visits = Visits(ledger)
    unit = VisitUnit(
        name="王建国",
        id_number="500222195002016019",
        money=Decimal("500.50"),
        goods=(Goods("大米", 1, "袋"), Goods("油", 2, "桶")),
        method=PayoutMethod.CARD,
    )
    with ledger.transaction("新增方案") as change:
        plan = visits.add_plan(change, VisitPlan(title="春节慰问", occasion="春节", year=2026))
        visits.add_units(change, plan, [unit])
    told = {edit.label: edit.after for edit in History(ledger).edits(2) if "单元" in edit.subject}
    assert told["慰问方案"] == "春节慰问"
    assert told["慰问金"] == "500.50"
    assert told["慰问品"] == "大米1袋、油2桶"
    assert told["发放方式"] == "社保卡"
    assert told["单元类型"] == "个人"
    assert told["身份证号"] == "5002**********6019"


@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        ("person", "community_id", 99, "第 99 号"),
        ("person_category", "category", "own_99", "own_99"),
        ("visit_plan", "one_per_household", 1, "是"),
        ("visit_plan", "one_per_household", 0, "否"),
        ("person", "status", "DECEASED", "去世"),
        ("setting", "value", '["甲", "乙"]', "甲, 乙"),
        ("person", "remarks", None, ""),
        ("attachment", "sha256", "9b6f4bac75d7f00d", "9b6f4bac…"),
    ],
)
def test_stored_values_are_put_in_words(
    ledger: Ledger, table: str, column: str, value: str | int | None, said: str
):
    assert value_words(ledger.connection, table, column, value) == said
