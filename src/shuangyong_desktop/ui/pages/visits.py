"""慰问: the plans, one plan on its six steps, and the form for a new one (UX §2.5)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.revising import Revision
from shuangyong_desktop.services.visits import NewPlan
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.plan_form import PlanForm
from shuangyong_desktop.ui.pages.plan_list import PlanList
from shuangyong_desktop.ui.pages.plan_revision import PlanRevision
from shuangyong_desktop.ui.pages.plan_view import PRINTING, PlanView
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import column, shortcut

_LIST, _PLAN, _NEW = range(3)


class VisitsPage(Page):
    """The list of plans first; a plan is one step deep and never deeper."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._plan: VisitPlan | None = None
        self._undoing = Undoing(desk, notices)
        self._list = PlanList(desk, self.begin_plan, self.open_plan, self._remove)
        self._view = PlanView(desk, notices, self.show_list)
        self._form = PlanForm(desk, notices, self._made, self.show_list)
        self._revision: PlanRevision | None = None
        self._view.revise_wanted.connect(self.revise_plan)
        self._states = QStackedWidget()
        for state in (self._list, self._view, self._form):
            self._states.addWidget(state)
        column(self._states, into=self, margin=14)
        shortcut("Ctrl+N", self, self.begin_plan)
        shortcut("Escape", self._view, self.show_list)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The plan in front names the page."""
        place = self._states.currentIndex()
        if place == _NEW:
            return "新增慰问方案"
        if place > _NEW and self._plan:
            return f"修改{self._plan.title}"
        return self._plan.title if place == _PLAN and self._plan else "走访慰问"

    @property
    def note(self) -> str:
        if self._states.currentIndex() != _PLAN or self._plan is None:
            return ""
        return self._plan.delivery.value

    @property
    def primary(self) -> Primary | None:
        if self._states.currentIndex() >= _NEW:
            return None
        return Primary("新增方案", "plus", self.begin_plan)

    def reload(self) -> None:
        """Show the plans as they are now; the one in front stays in front while it stands."""
        place = self._states.currentIndex()
        if place == _LIST:
            self._list.reload()
        elif place == _PLAN and self._plan is not None:
            standing = {plan.id: plan for plan in self.desk.office.visits.plans()}
            if self._plan.id in standing:
                self._plan = standing[self._plan.id]
                self._view.show_plan(self._plan)
            else:
                self.show_list()
        self.heading_changed.emit()

    def show_list(self) -> None:
        """Go back to all plans."""
        self._plan = None
        self._show(_LIST)
        self._list.reload()
        self._list.focus()

    def begin_plan(self) -> None:
        """Open the form for a new plan."""
        self._show(_NEW)
        self._form.begin()

    def open_plan(self, plan: VisitPlan, step: int | None = None) -> None:
        """Show a plan, at `step` or where its work stands."""
        self._plan = plan
        self._view.show_plan(plan, step)
        self._show(_PLAN)
        self._view.focus()

    def revise_plan(self) -> None:
        """Open the form over the plan in front: another rule, other amounts."""
        if self._plan is None:
            return
        step = self._view.step
        leave = partial(self._end_revision, step)
        self._revision = PlanRevision(self.desk, self.notices, self._plan, self._revised, leave)
        self._show(self._states.addWidget(self._revision))
        self._revision.begin()

    def _revised(self, done: Revision) -> None:
        self._plan = done.plan
        self._end_revision(self._view.step)
        self._undoing.written(f"已修改方案：{done.words}")

    def _end_revision(self, step: int) -> None:
        """Back to the plan, at the step that was in front."""
        form, self._revision = self._revision, None
        if self._plan is not None:
            self.open_plan(self._plan, step)
        if form is not None:
            self._states.removeWidget(form)
            form.deleteLater()

    def _show(self, state: int) -> None:
        self._states.setCurrentIndex(state)
        self.heading_changed.emit()

    def _made(self, made: NewPlan) -> None:
        self.desk.show_year(made.plan.year)
        self.open_plan(made.plan, PRINTING)
        self._undoing.written(f"已建立方案，共 {made.units} 户")

    def _remove(self, plan: VisitPlan) -> None:
        """Put a plan into 回收站: it can be brought back, so nothing is asked first."""
        try:
            self.desk.office.recycle_bin.remove_plan(plan.id or 0)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._undoing.written(f"已移入回收站：{plan.title}")


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> VisitsPage:
    """The page, for the frame."""
    del go
    return VisitsPage(desk, notices)
