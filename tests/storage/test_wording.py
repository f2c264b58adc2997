from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.visits import (
    Goods,
    PayoutMethod,
    VisitAmount,
    VisitPlan,
    VisitRule,
    VisitUnit,
)
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
        ("person_category", "category", "own_99", "已不存在的类别"),
        ("visit_unit", "category", "", ""),
        ("visit_plan", "one_per_household", 1, "是"),
        ("visit_plan", "one_per_household", 0, "否"),
        ("person", "status", "DECEASED", "去世"),
        ("setting", "value", '["甲", "乙"]', "甲、乙"),
        (
            "setting",
            "value",
            '{"0": "name", "1": "", "2": "serial"}',
            "第1列 姓名、第2列 不导入、第3列 不导入",
        ),
        (
            "setting",
            "value",
            '[[9, "王芳|510222195803066110"], [9, "李四|1958-03"]]',
            "第 9 号（名单中的王芳 5102**********6110）、第 9 号（名单中的李四 1958-03）",
        ),
        ("setting", "key", "columns:9b6f", "栏目对应关系"),
        ("setting", "key", "desk", "本单位信息"),
        ("enclosure", "register", "contact", "联系"),
        ("enclosure", "record_id", 7, "第 7 号"),
        (
            "event",
            "after",
            '{"community": "石盘村", "phone": "13800001234"}',
            "村（社区） 石盘村，联系电话 138****1234",
        ),
        ("event", "before", "{}", ""),
        ("person", "remarks", None, ""),
        ("attachment", "sha256", "9b6f4bac75d7f00d", "9b6f4bac…"),
    ],
)
def test_stored_values_are_put_in_words(
    ledger: Ledger, table: str, column: str, value: str | int | None, said: str
):
    assert value_words(ledger.connection, table, column, value) == said


def test_the_rule_and_the_amounts_of_a_plan_are_told_in_words(ledger: Ledger):
    goods = (Goods("大米", 1, "袋", "10千克/袋"),)
    plan = VisitPlan(
        title="春节慰问",
        occasion="春节",
        year=2026,
        rule=VisitRule(
            categories=("war_veteran",),
            communities=("石盘村",),
            tags=("重点",),
            least_age=60,
            most_age=79,
            age_day=date(2026, 2, 17),
        ),
        amounts=(
            VisitAmount("war_veteran", Decimal(1600), goods),
            VisitAmount("", Decimal("300.50")),
            VisitAmount("gone", Decimal(0)),
        ),
    )
    with ledger.transaction("新增方案") as change:
        Visits(ledger).add_plan(change, plan)
        Visits(ledger).add_plan(change, VisitPlan(title="空", occasion="八一", year=2026))
    told = [(edit.subject, edit.label, edit.after) for edit in History(ledger).edits(2)]
    rule = "参战退役军人；石盘村；标签 重点；年满60周岁、不满80周岁（截至2026年2月17日）"
    assert ("慰问方案“春节慰问”", "慰问范围", rule) in told
    amounts = "参战退役军人 1,600 元、大米1袋；其他类别 300.50 元；已不存在的类别 未定"
    assert ("慰问方案“春节慰问”", "慰问标准", amounts) in told
    assert ("慰问方案“空”", "慰问范围", "全部人员类别；全部村（社区）") in told
