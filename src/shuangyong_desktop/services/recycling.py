"""回收站: removing a visit plan, bringing it back within 90 days."""

from dataclasses import replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.storage import recycling
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.visits import Visits


class RecycleBin:
    """The removed records of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._visits = Visits(ledger)

    def removed_plans(self) -> list[VisitPlan]:
        """The plans in the bin, the one removed last first."""
        return self._visits.removed_plans()

    def remove_plan(self, plan_id: int) -> None:
        """Put a plan with all its units into the bin, as one undoable change."""
        plan = self._visits.plan(plan_id)
        if plan.removed_at:
            raise Problem(f"“{plan.title}”已经在回收站里了。", code="removed_already")
        at = self._ledger.clock().isoformat(timespec="seconds")
        with self._ledger.transaction(f"删除慰问方案：{plan.title}（移入回收站）") as change:
            self._visits.update_plan(change, replace(plan, removed_at=at))

    def restore_plan(self, plan_id: int) -> None:
        """Bring a plan back from the bin as it was, as one undoable change."""
        plan = self._visits.plan(plan_id)
        if not plan.removed_at:
            raise Problem(f"“{plan.title}”不在回收站里。", code="not_removed")
        with self._ledger.transaction(f"从回收站取回慰问方案：{plan.title}") as change:
            self._visits.update_plan(change, replace(plan, removed_at=None))

    def purge(self) -> int:
        """Delete what was removed more than 90 days ago, as one undoable change; how many."""
        before = self._ledger.clock() - recycling.KEPT
        return recycling.purge(self._ledger, before.isoformat(timespec="seconds"))
