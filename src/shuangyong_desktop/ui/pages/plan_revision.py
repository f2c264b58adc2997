"""修改范围和标准 of a plan that stands: steps 1 and 2 again, with what becomes of its units."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.visits import VisitPlan, VisitRule
from shuangyong_desktop.services.revising import Revision
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_amounts import goods_text
from shuangyong_desktop.ui.pages.plan_form import PlanForm
from shuangyong_desktop.ui.widgets.elements import note

_REST_MS = 300


class PlanRevision(PlanForm):
    """The form of a plan over one that stands; says what would change before it does.

    `revised` gets what was done. Occasion, year, way of delivery and sharing stay as they are:
    they are what the plan is.
    """

    def __init__(
        self, desk: Desk, notices: Notices, plan: VisitPlan,
        revised: Callable[[Revision], object], left: Callable[[], object],
    ) -> None:  # fmt: skip
        self._standing = plan
        self._revised = revised
        super().__init__(desk, notices, lambda _made: None, left)
        self.setObjectName("plan_revision")
        for fixed in (self._occasion, self._year, self._delivery, self._household):
            fixed.setEnabled(False)
        self._effect = note("info-circle", "", "info", name="revision")
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(1, self._effect)
        self._later_told = QTimer(self)
        self._later_told.setSingleShot(True)
        self._later_told.setInterval(_REST_MS)
        self._later_told.timeout.connect(self._tell)
        save = self.findChild(QPushButton, "plan_create")
        if save is not None:
            save.setText("保存修改")
            save.setAccessibleName("保存修改")

    def begin(self) -> None:
        """Show the plan as it stands, or the draft of an earlier revision."""
        super().begin()
        self._method.setFocus()
        self._tell()

    def _draft_name(self) -> str:
        return f"plan:{self._standing.id}"

    def _beginning(self) -> Mapping[str, str]:
        plan = self._standing
        amounts = {
            amount.category: (
                f"{amount.money.normalize():f}" if amount.money else "",
                goods_text(amount.goods),
            )
            for amount in plan.amounts
        }
        return {
            "occasion": plan.occasion,
            "year": str(plan.year),
            "delivery": plan.delivery.value,
            "method": plan.method.value,
            "least_age": str(plan.rule.least_age or 0),
            "rule_tags": "、".join(plan.rule.tags),
            "one_per_household": str(int(plan.one_per_household)),
            "rule_categories": json.dumps(plan.rule.categories),
            "rule_communities": json.dumps(plan.rule.communities),
            "amounts": json.dumps(amounts),
        }

    def _rule(self) -> VisitRule:
        """The rule of the form; what it does not offer any more stays as it was."""
        rule, was = super()._rule(), self._standing.rule
        lost = [code for code in was.categories if code not in self._categories.keys]
        away = [name for name in was.communities if name not in self._communities.keys]
        return replace(
            rule,
            categories=(*rule.categories, *lost),
            communities=(*rule.communities, *away),
            most_age=was.most_age,
            age_day=was.age_day if rule.least_age == was.least_age else rule.age_day,
        )

    def _plan(self) -> VisitPlan:
        made = super()._plan()
        unseen = [
            item for item in self._standing.amounts if item.category not in self._amounts.codes
        ]
        return replace(
            self._standing,
            rule=made.rule,
            amounts=(*made.amounts, *unseen),
            method=made.method,
        )

    def _add_up(self) -> None:
        super()._add_up()
        self._later_told.start()

    def _tell(self) -> None:
        """Say what saving would do."""
        try:
            words = self._desk.office.visits.revision(self._plan()).words
        except Problem as problem:
            words = problem.sentence
        said = self._effect.findChild(QLabel, "revision_words")
        if isinstance(said, QLabel):
            said.setText(f"保存后：{words}")

    def _create(self) -> None:
        try:
            done = self._desk.office.visits.revise(self._plan())
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._drafting.drop()
        self._revised(done)
