from datetime import datetime, timedelta

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.timeline import EntryKind
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services import ledgers

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
        assert again.history.undo().title == "清理回收站：1 个删除满 90 天的慰问方案"
        assert [found.title for found in again.recycle_bin.removed_plans()] == ["春节慰问"]
        assert len(again.receipts.of_plan(plan.id)) == 1
