from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from shuangyong_desktop.domain.contacts import (
    APPEALS,
    CONTACTS,
    OPINIONS,
    Appeal,
    Contact,
    ContactWay,
)
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.timeline import EntryKind
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.contacts import Visit

from .conftest import PASSWORD


@pytest.fixture
def plan(office, tmp_path):
    office.people.save(Person(name="张永福", community="石桥村"))
    made = office.visits.create(VisitPlan(title="春节慰问", occasion="春节", year=2026)).plan
    group = office.visits.groups(made.id)[0].id
    office.receipts.register_rest(group, "2026-02-09")
    scan = tmp_path / "册.pdf"
    scan.write_bytes(b"%PDF-")
    office.attachments.add(group, scan)
    return made


def test_a_removed_plan_waits_in_the_bin_and_comes_back_whole(office, plan):
    office.recycle_bin.remove_plan(plan.id)
    assert office.visits.plans() == []
    assert [found.title for found in office.recycle_bin.removed_plans()] == ["春节慰问"]
    assert EntryKind.VISIT not in {entry.kind for entry in office.people.timeline(1)}
    with pytest.raises(Problem, match="已经在回收站"):
        office.recycle_bin.remove_plan(plan.id)
    office.recycle_bin.restore_plan(plan.id)
    assert office.visits.plans() == [plan]
    assert len(office.receipts.of_plan(plan.id)) == 1
    with pytest.raises(Problem, match="不在回收站"):
        office.recycle_bin.restore_plan(plan.id)
    assert office.history.undo().title == "从回收站取回慰问方案：春节慰问"
    assert office.visits.plans() == []


def test_after_ninety_days_the_next_opening_clears_it_and_even_that_is_undone(
    office, plan, monkeypatch
):
    office.recycle_bin.remove_plan(plan.id)
    assert office.recycle_bin.purge() == 0
    office.close()
    later = datetime.now() + timedelta(days=91)  # noqa: DTZ005 (the clerk's clock)
    monkeypatch.setattr(ledgers, "_clock", lambda: later)
    with ledgers.open_with_password(office.path, PASSWORD) as again:
        assert again.recycle_bin.removed_plans() == []
        assert again.visits.units(plan.id) == []
        assert "完好" in again.check()
        assert again.history.undo().title == "清理回收站：删除满 90 天的慰问方案 1 个"
        assert [found.title for found in again.recycle_bin.removed_plans()] == ["春节慰问"]
        assert len(again.receipts.of_plan(plan.id)) == 1


@pytest.fixture
def visited(office):
    """A contact with an appeal and an opinion, and a second contact about the appeal."""
    person = office.people.save(Person(name="李建国")).id
    contact = Contact(person_id=person, date="2026-05-14", way=ContactWay.PHONE, content="修路")
    office.contacts.register(
        Visit(
            contact=contact, appeal=Appeal(date="2026-05-14", content="住房漏雨"), opinion="多体检"
        )
    )
    office.contacts.register(Visit(contact=replace(contact, appeal_id=1), progress="已派人看过"))
    return person


@pytest.mark.usefixtures("visited")
def test_records_of_every_register_lie_beside_the_plans_and_come_back(office, plan):
    office.entries(CONTACTS).remove(1)
    office.recycle_bin.remove_plan(plan.id)
    office.entries(OPINIONS).remove(1)
    found = office.recycle_bin.everything()
    assert {(item.noun, item.title, item.detail) for item in found} == {
        ("意见建议", "李建国", "2026-05-14 · 多体检 · 待答复"),
        ("慰问方案", "春节慰问", "2 户"),
        ("联系", "李建国", "2026-05-14 · 电话 · 修路"),
    }
    assert all((item.clears_at - item.removed_at).days == 90 for item in found)
    for item in found:
        office.recycle_bin.restore(item)
    assert office.recycle_bin.everything() == []
    assert office.entries(CONTACTS).count() == 2
    assert office.visits.plans() == [plan]


@pytest.mark.usefixtures("visited")
@pytest.mark.parametrize("register", [APPEALS, CONTACTS], ids=lambda register: register.table)
def test_what_is_cleared_takes_its_own_along_and_lets_the_rest_go(office, register, monkeypatch):
    office.entries(register).remove(1)
    office.close()
    later = datetime.now() + timedelta(days=91)  # noqa: DTZ005 (the clerk's clock)
    monkeypatch.setattr(ledgers, "_clock", lambda: later)
    with ledgers.open_with_password(office.path, PASSWORD) as again:
        assert again.recycle_bin.everything() == []
        with pytest.raises(KeyError):
            again.entries(register).get(1)
        assert "完好" in again.check()
        assert {contact.appeal_id for contact in again.entries(CONTACTS).every()} <= {None, 1}
        assert again.history.undo().title == f"清理回收站：删除满 90 天的{register.noun} 1 条"
        assert len(again.appeals.steps(1)) == 2
        assert [item.noun for item in again.recycle_bin.everything()] == [register.noun]
