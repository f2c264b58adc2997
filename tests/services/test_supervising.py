import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.tasks import Supervision, SupervisionKind, Task
from shuangyong_desktop.services.office import Office


def _task(office: Office, title: str, unit: str | None = "规建办") -> Task:
    return office.tasks.save(Task(title=title, year=2026, unit=unit, due_rule="2026-01-05"))


def test_one_step_follows_the_other_with_a_number_of_its_own(office: Office):
    task = _task(office, "路灯维修")
    kinds, demands = [], []
    for _ in range(5):
        step = office.supervisions.next_step(task.id)
        kinds.append(step.kind)
        demands.append(step.demand or "")
        office.supervisions.save(step)
    assert kinds == [SupervisionKind.URGING, SupervisionKind.ORDER, SupervisionKind.TALK,
                     SupervisionKind.REFERRAL, SupervisionKind.REFERRAL]  # fmt: skip
    year = office.ledger.clock().year
    assert [step.number for step in office.supervisions.of(task.id)][-1] == f"〔{year}〕1号"
    assert step.unit == "规建办"
    assert demands[0].startswith("该事项时限为2026年1月5日，请抓紧办理")
    assert "提出整改措施" in demands[2]
    assert demands[3] == ""


def test_several_tasks_get_the_same_step_each_to_its_unit(office: Office):
    ids = [_task(office, "路灯维修").id, _task(office, "法律咨询", "司法所").id]
    step = Supervision(date="2026-02-01", kind=SupervisionKind.URGING, demand="请抓紧办理")
    assert office.supervisions.supervise_many(ids, step) == 2
    written = [office.supervisions.of(number)[0] for number in ids]
    assert [(one.unit, one.number) for one in written] == [
        ("规建办", "〔2026〕1号"), ("司法所", "〔2026〕2号"),
    ]  # fmt: skip
    office.history.undo(office.history.changes()[0].id)
    assert office.supervisions.of(ids[0]) == []
    with pytest.raises(Problem, match="还没有选择任务"):
        office.supervisions.supervise_many([], step)
    homeless = _task(office, "共建活动", None)
    with pytest.raises(Problem, match="还没有牵头单位"):
        office.supervisions.supervise_many([homeless.id], step)


def test_overdue_tasks_stand_by_unit_those_with_most_first(office: Office):
    _task(office, "法律咨询", "司法所")
    for title in ("路灯维修", "积水整治"):
        _task(office, title)
    _task(office, "没有单位", None)
    found = [(unit.unit, len(unit.lines)) for unit in office.supervisions.overdue(2026)]
    assert found == [("规建办", 2), ("司法所", 1), ("未定责任单位", 1)]


def test_a_number_is_not_given_twice(office: Office):
    task = _task(office, "路灯维修")
    first, second = (
        office.supervisions.save(office.supervisions.next_step(task.id)) for _ in range(2)
    )
    office.supervisions.remove(first.id)
    third = office.supervisions.next_step(task.id)
    year = office.ledger.clock().year
    assert (second.number, third.number) == (f"〔{year}〕2号", f"〔{year}〕3号")


def test_several_are_asked_within_a_week(office: Office):
    step = office.supervisions.step_for_many()
    assert step.kind is SupervisionKind.URGING
    assert (step.until or "") > (step.date or "") == office.ledger.clock().date().isoformat()
