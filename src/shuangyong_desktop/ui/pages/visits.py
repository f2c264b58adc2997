"""慰问: plans by rule, and the straight way to the printed sign-off book (UX §2.5)."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services.visits import NewPlan
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.page import Page, Primary
from shuangyong_desktop.ui.pages.plan_form import PlanForm
from shuangyong_desktop.ui.pages.plan_view import PlanView
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    glyph,
    label,
    row,
    shortcut,
)

_NONE, _PLAN, _NEW = range(3)


class VisitsPage(Page):
    """The newest plan, any other one by choice, or the form for a new one."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._plans: list[VisitPlan] = []
        self._chosen: int | None = None
        self._box = QComboBox()
        self._box.setObjectName("plan")
        self._box.setAccessibleName("慰问方案")
        self._box.setMinimumWidth(theme.active().px(260))
        self._box.activated.connect(self._choose)
        self._view = PlanView(desk, notices, desk.changed.emit)
        self._form = PlanForm(desk, notices, self._made, self._leave_form)
        self._states = QStackedWidget()
        for state in (self._nothing(), self._view, self._form):
            self._states.addWidget(state)
        self._choice = QWidget()
        row(label("方案", "label"), self._box, 1, into=self._choice)
        layout = column(self._choice, self._states, into=self, margin=14, gap=10)
        layout.setStretch(1, 1)
        shortcut("Ctrl+N", self, self.begin_plan)

    @property
    def title(self) -> str:  # type: ignore[override]
        """The plan in front names the page."""
        if self._states.currentIndex() == _NEW:
            return "新增慰问方案"
        plan = self._plan()
        return plan.title if plan else "走访慰问"

    @property
    def primary(self) -> Primary | None:
        if self._states.currentIndex() == _NEW:
            return None
        return Primary("新增方案", "plus", self.begin_plan)

    def reload(self) -> None:
        """Show the plans as they are now; the chosen one stays chosen."""
        self._plans = self.desk.office.visits.plans()
        self._box.clear()
        for plan in self._plans:
            self._box.addItem(plan.title, plan.id)
        if self._states.currentIndex() != _NEW:
            self._show_plan()

    def begin_plan(self) -> None:
        """Open the form for a new plan."""
        self._states.setCurrentIndex(_NEW)
        self._choice.hide()
        self._form.begin()
        self.heading_changed.emit()

    def _nothing(self) -> QWidget:
        nothing = QWidget()
        box = card(
            row(1, glyph("gift", "accent_text", 40), 1),
            row(1, label("还没有慰问方案", "title"), 1),
            row(1, label("按类别、村（社区）、年龄选出对象，定好标准，即可打印签收册", "label"), 1),
            row(1, button("新增方案", self.begin_plan, kind="primary", icon="plus",
                          name="first_plan"), 1),
            padding=28,
        )  # fmt: skip
        box.layout().setSpacing(theme.active().px(14))  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().px(520))
        column(1, row(1, box, 1), 2, into=nothing)
        return nothing

    def _plan(self) -> VisitPlan | None:
        chosen = [plan for plan in self._plans if plan.id == self._chosen]
        return next(iter(chosen or self._plans), None)

    def _show_plan(self) -> None:
        plan = self._plan()
        self._choice.setVisible(len(self._plans) > 1)
        self._states.setCurrentIndex(_NONE if plan is None else _PLAN)
        if plan is not None:
            self._box.setCurrentIndex(self._box.findData(plan.id))
            self._view.show_plan(plan)
        self.heading_changed.emit()

    def _choose(self) -> None:
        self._chosen = self._box.currentData()
        self._show_plan()

    def _made(self, made: NewPlan) -> None:
        self._chosen = made.plan.id
        self._states.setCurrentIndex(_PLAN)
        self.desk.changed.emit()
        self.notices.toast(f"已建立方案，共 {made.units} 户。Ctrl+Z 撤销")

    def _leave_form(self) -> None:
        self._states.setCurrentIndex(_NONE)
        self._show_plan()


def make(desk: Desk, notices: Notices, go: Callable[[str], object]) -> VisitsPage:
    """The page, for the frame."""
    del go
    return VisitsPage(desk, notices)
