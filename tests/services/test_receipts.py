from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from shuangyong_desktop.domain.desk import DeskPerson, Role
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.domain.receipts import FlagKind, Proxy, Receipt, ReceiptState
from shuangyong_desktop.domain.timeline import EntryKind
from shuangyong_desktop.domain.visits import Delivery, Goods, VisitAmount, VisitPlan
from shuangyong_desktop.storage.people import People

PLAN = VisitPlan(
    title="2026年春节走访慰问",
    occasion="春节",
    year=2026,
    delivery=Delivery.LEADERS,
    amounts=(VisitAmount("war_veteran", Decimal(500), (Goods("大米", 1, "袋"),)),),
)
DAUGHTER = Proxy(name="张小芳", relation="女儿", id_number="510223197001016029",
                 phone="13800001234", reason="住院", confirmed_on="2026-02-09",
                 confirmed_by="李经办")  # fmt: skip
BY_DAUGHTER = Receipt(state=ReceiptState.PROXY, received_on="2026-02-09", proxy=DAUGHTER)
SIGNED = Receipt(state=ReceiptState.SIGNED, received_on="2026-02-09")


@pytest.fixture
def plan_id(office):
    for name, community in (("张永福", "石桥村"), ("李德全", "石桥村"), ("赵无名", "白杨社区")):
        office.people.save(Person(name=name, community=community, categories=("war_veteran",)))
    return office.visits.create(PLAN).plan.id


@pytest.fixture
def units(office, plan_id):
    return {unit.name: unit for unit in office.visits.units(plan_id)}


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "签收册.pdf"
    path.write_bytes(b"%PDF-1.7 signed")
    return path


def test_a_registration_is_one_change_that_can_be_undone(office, plan_id, units):
    office.receipts.register(units["张永福"].id, BY_DAUGHTER)
    assert office.receipts.of_plan(plan_id) == {units["张永福"].id: BY_DAUGHTER}
    assert office.history.undo().title == "登记签收：张永福（代领）"
    assert office.receipts.of_plan(plan_id) == {}
    office.history.redo()
    office.receipts.register(units["张永福"].id, SIGNED)
    assert office.receipts.of_plan(plan_id) == {units["张永福"].id: SIGNED}
    office.receipts.take_back(units["张永福"].id)
    office.receipts.take_back(units["张永福"].id)
    assert office.receipts.of_plan(plan_id) == {}


def test_history_tells_a_registration_in_words(office, units):
    office.receipts.register(units["张永福"].id, BY_DAUGHTER)
    edits = office.history.edits(office.history.next_undo().id)
    told = {edit.label: (edit.subject, edit.after) for edit in edits}
    assert told["签收情况"] == ("签收登记“张永福”", "代领")
    assert told["代领人身份证号"][1] == "5102**********6029"
    assert told["代领人电话"][1] == "138****1234"


def test_all_but_the_exceptions_are_registered_at_once(office, plan_id, units):
    office.receipts.register(
        units["张永福"].id, Receipt(state=ReceiptState.NOT_RECEIVED, reason="外出")
    )
    group = units["张永福"].group_id
    assert office.receipts.register_rest(group, "2026-02-09") == 1
    assert office.receipts.register_rest(group, "2026-02-09") == 0
    assert office.receipts.of_plan(plan_id)[units["李德全"].id] == SIGNED
    assert office.history.undo().title == "登记签收：石桥村其余 1 户"
    with pytest.raises(Problem, match="领取日期"):
        office.receipts.register_rest(group, "")


def test_red_flags_need_a_written_reason(office, units):
    office.dictionary.save_people([DeskPerson(name="张小芳", role=Role.COMMUNITY)])
    unit_id = units["张永福"].id
    assert [flag.kind for flag in office.receipts.flags(unit_id, BY_DAUGHTER)] == [
        FlagKind.OFFICIAL
    ]
    with pytest.raises(Problem, match=r"村（社区）干部.*写明原因"):
        office.receipts.register(unit_id, BY_DAUGHTER)
    office.receipts.register(unit_id, replace(BY_DAUGHTER, flag_reason="是本人女儿"))
    second = units["赵无名"].id
    kinds = [flag.kind for flag in office.receipts.flags(second, BY_DAUGHTER)]
    assert kinds == [FlagKind.OFFICIAL, FlagKind.SEVERAL]
    assert office.receipts.flags(unit_id, SIGNED) == ()


def test_settlement_waits_for_the_scan(office, plan_id, units, scan):
    for group in {unit.group_id for unit in units.values()}:
        office.receipts.register_rest(group, "2026-02-09")
    waiting = office.receipts.settlement(plan_id)
    assert waiting.given.units == 0
    assert waiting.waiting.units == 3
    office.attachments.add(units["张永福"].group_id, scan)
    figures = office.receipts.settlement(plan_id)
    assert (figures.given.units, figures.waiting.units) == (2, 1)
    assert figures.adds_up


def test_what_is_registered_can_be_neither_changed_nor_left_out(office, plan_id, units):
    unit = units["张永福"]
    office.receipts.register(unit.id, SIGNED)
    with pytest.raises(Problem, match="已登记签收"):
        office.visits.leave_out(plan_id, {unit.id, units["李德全"].id})
    with pytest.raises(Problem, match="已登记签收"):
        office.visits.change_unit(replace(unit, money=Decimal(1)))
    with pytest.raises(Problem, match="已登记签收"):
        office.visits.move_units({unit.id}, units["赵无名"].group_id)
    assert {found.name: found for found in office.visits.units(plan_id)} == units
    with pytest.raises(Problem, match="不能撤销"):
        office.history.undo(next(c.id for c in office.history.changes() if "新增慰问" in c.title))


def test_who_has_died_since_is_named_while_the_unit_is_open(office, plan_id, units):
    """As after an import: an event that the clerk registers takes open units out by itself."""
    with office.ledger.transaction("导入") as change:
        for name in ("张永福", "李德全"):
            person = office.people.get(units[name].person_id)
            gone = replace(person, status=PersonStatus.DECEASED)
            People(office.ledger).update(change, gone)
    office.receipts.register(units["李德全"].id, SIGNED)
    ((unit, person),) = office.receipts.gone(plan_id)
    assert (unit.name, person.status) == ("张永福", PersonStatus.DECEASED)


def test_a_death_takes_open_units_out_of_the_plan_and_undo_puts_them_back(office, plan_id, units):
    office.receipts.register(units["李德全"].id, SIGNED)
    for name in ("张永福", "李德全"):
        office.people.take_off(
            units[name].person_id, PersonStatus.DECEASED, "2026-01-20", "死亡证明"
        )
    left = {unit.name for unit in office.visits.units(plan_id)}
    assert left == set(units) - {"张永福"}
    for _ in range(2):
        office.history.undo(office.history.next_undo().id)
    assert {unit.name for unit in office.visits.units(plan_id)} == set(units)


def test_leaders_have_groups_and_coverage(office, plan_id, units):
    office.dictionary.save_people([DeskPerson(name="王委员", role=Role.LEADER)])
    (group,) = [found for found in office.visits.groups(plan_id) if found.name == "石桥村"]
    office.visits.save_group(plan_id, replace(group, lead_official="张书记"))
    office.receipts.register(units["张永福"].id, SIGNED)
    found = office.receipts.coverage(plan_id)
    assert [(led.leader, led.units, led.visited) for led in found.leaders] == [
        ("王委员", 0, 0), ("张书记", 2, 1),
    ]  # fmt: skip
    assert [led.leader for led in found.not_visited] == ["王委员"]


def test_units_can_go_to_another_group(office, plan_id, units):
    group = office.visits.groups(plan_id)[0]
    made = office.visits.save_group(plan_id, replace(group, id=None, name="重点户"))
    assert office.visits.move_units({units["张永福"].id}, made.id) == 1
    (moved,) = [unit for unit in office.visits.units(plan_id) if unit.group_id == made.id]
    assert moved.name == "张永福"
    assert office.history.undo().title == "调整到重点户：1 户"
    with pytest.raises(Problem, match="组名"):
        office.visits.save_group(plan_id, replace(group, name=" "))


def test_a_registration_stands_in_the_timeline_once(office, units):
    unit = units["张永福"]
    office.receipts.register(unit.id, BY_DAUGHTER)
    office.receipts.register_rest(unit.group_id, "2026-02-09")
    entries = office.people.timeline(unit.person_id)
    (visit,) = [entry for entry in entries if entry.kind is EntryKind.VISIT]
    assert (visit.date, visit.title) == ("2026-02-09", "2026年春节走访慰问：代领")
    assert visit.detail == "慰问金 500.00 元，大米1袋，代领人 张小芳（女儿）"
    assert not [entry for entry in entries if "登记签收" in entry.title]
    other = office.people.timeline(units["李德全"].person_id)
    assert [entry.kind for entry in other].count(EntryKind.VISIT) == 1
    assert not [entry for entry in other if "登记签收" in entry.title]


def test_a_visit_not_received_tells_why(office, units):
    unit = units["赵无名"]
    office.receipts.register(unit.id, Receipt(state=ReceiptState.NOT_RECEIVED, reason="外出"))
    entry = office.people.timeline(unit.person_id)[-1]
    assert (entry.date, entry.kind) == ("2026", EntryKind.VISIT)
    assert entry.detail.endswith("未领原因：外出")


def test_today_is_the_last_day_that_can_be_registered(office, units):
    tomorrow = date.fromordinal(date.today().toordinal() + 1)  # noqa: DTZ011 (the clerk's day)
    with pytest.raises(Problem, match="今天之后"):
        office.receipts.register(
            units["张永福"].id, replace(SIGNED, received_on=tomorrow.isoformat())
        )
