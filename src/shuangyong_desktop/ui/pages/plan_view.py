"""One visit plan on its track of six steps, each one free to be looked at again (UX §2.5)."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_amounts import PlanAmounts
from shuangyong_desktop.ui.pages.plan_groups import PlanGroups
from shuangyong_desktop.ui.pages.plan_now import PlanNow, read_plan
from shuangyong_desktop.ui.pages.plan_people import PlanPeople
from shuangyong_desktop.ui.pages.plan_print import PlanPrint
from shuangyong_desktop.ui.pages.plan_settling import PlanSettling
from shuangyong_desktop.ui.pages.plan_signing import PlanSigning
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.pages.plan_sums import PlanSums
from shuangyong_desktop.ui.widgets.elements import button, card, column, row, shortcut
from shuangyong_desktop.ui.widgets.stepper import Stepper

STEPS = ("定对象", "定标准", "分组和路线", "打印名册", "登记签收", "核销归档")
PEOPLE, AMOUNTS, GROUPS, PRINTING, SIGNING, SETTLING = range(len(STEPS))
_SUMS_FROM = {PEOPLE: 590, AMOUNTS: 590, GROUPS: 590, SIGNING: 720}
"""From which height the figures stand above a step; the preview and the settlement have none."""


class PlanView(QWidget):
    """Shows one plan; every step may be picked, what is unfinished is said instead of blocked.

    `revise_wanted` asks for its rule and amounts as a whole.
    """

    revise_wanted = Signal()

    def __init__(self, desk: Desk, notices: Notices, leave: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "stage")
        self._desk = desk
        self._now: PlanNow | None = None
        self.stepper = Stepper(STEPS)
        self.stepper.open_up(range(len(STEPS)))
        self.stepper.picked.connect(self.go_to)
        self._sums = PlanSums()
        self._signing = PlanSigning(desk, notices)
        self._steps: tuple[PlanStep, ...] = (
            PlanPeople(desk, notices),
            PlanAmounts(desk, notices),
            PlanGroups(desk, notices),
            PlanPrint(desk, notices),
            self._signing,
            PlanSettling(desk, notices, self._sign_group),
        )
        self._stack = QStackedWidget()
        for step in self._steps:
            self._stack.addWidget(step)
            step.revise_wanted.connect(self.revise_wanted)
        self._back = button("上一步", self._step_back, name="step_back")
        self._on = button("下一步", self._step_on, name="step_on")
        plans = button("全部方案", leave, kind="flat", icon="arrow-back-up", name="all_plans")
        track = card(row(plans, self.stepper, self._back, self._on, gap=8, stretch=1), padding=4)
        layout = column(track, self._sums, self._stack, into=self, gap=12)
        layout.setStretch(2, 1)
        shortcut("Alt+Left", self, self._step_back)
        shortcut("Alt+Right", self, self._step_on)

    @property
    def step(self) -> int:
        """The step in front."""
        return self._stack.currentIndex()

    def show_plan(self, plan: VisitPlan, step: int | None = None) -> None:
        """Show `plan` as it is now, at `step`; another plan begins where its work stands."""
        other = self._now is None or self._now.plan.id != plan.id
        self._now = read_plan(self._desk.office, plan)
        if step is None:
            step = self._natural_step() if other else self.step
        self.go_to(step)

    def go_to(self, step: int) -> None:
        """Bring a step to the front."""
        at = QApplication.focusWidget()
        came_from_a_step = at is not None and self._stack.isAncestorOf(at)
        self._stack.setCurrentIndex(step)
        self._back.setEnabled(step > 0)
        self._on.setEnabled(step + 1 < len(STEPS))
        if self._now is not None:
            self.stepper.go_to(step, self._done(self._now))
            self._sums.show_plan(self._now)
            self._steps[step].show_plan(self._now)
        self._arrange()
        if step == SIGNING or came_from_a_step:
            QTimer.singleShot(0, self, self.focus)

    def focus(self) -> None:
        """Put the keyboard on the step in front."""
        self._steps[self.step].focus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The figures stand where there is room; the preview has all of it."""
        needed = _SUMS_FROM.get(self.step)
        room = needed is not None and self.height() >= theme.active().px(needed)
        self._sums.setVisible(room)

    def _natural_step(self) -> int:
        """Where the work on a plan stands: nothing is registered, something, or all of it."""
        if self._now is None or not self._now.receipts:
            return PRINTING
        return SETTLING if self._now.settlement.finished else SIGNING

    @staticmethod
    def _done(now: PlanNow) -> set[int]:
        """The steps that need nothing more."""
        done = {PEOPLE, GROUPS} if now.units else set()
        if now.units and not any("标准" in said for said in now.open_questions()):
            done.add(AMOUNTS)
        if now.receipts:
            done.add(PRINTING)
        if (
            now.units
            and not now.settlement.unregistered.units
            and not (now.settlement.waiting.units)
        ):
            done |= {SIGNING, SETTLING}
        return done

    def _sign_group(self, group: str) -> None:
        self.go_to(SIGNING)
        self._signing.go_to_group(group)

    def _step_back(self) -> None:
        if self.step > 0:
            self.go_to(self.step - 1)

    def _step_on(self) -> None:
        if self.step + 1 < len(STEPS):
            self.go_to(self.step + 1)
