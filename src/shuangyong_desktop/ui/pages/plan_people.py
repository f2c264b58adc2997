"""第一步 定对象 of a plan that stands: who is in it, and taking somebody out."""

from collections.abc import Sequence

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import PersonStatus
from shuangyong_desktop.domain.visits import VisitRule
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.pages.plan_missing import MissingPeople
from shuangyong_desktop.ui.pages.plan_now import (
    ADDRESS,
    CATEGORY,
    COMMUNITY,
    ID_NUMBER,
    NAME,
    PHONE,
    PlanNow,
)
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.pages.plan_units import UnitList
from shuangyong_desktop.ui.widgets.elements import button, column, note, paragraph, row


class PlanPeople(PlanStep):
    """Everybody in the plan; those who left the ledger since are pointed out."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._gone: set[int] = set()
        out = button("移出方案", self._leave_out, icon="user-minus", name="leave_out_units")
        self._picker = PersonPicker(desk, "add_person", "加入一人：姓名、拼音或证件号")
        self._picker.picked.connect(self._add_person)
        self._rule = paragraph("", "note", name="plan_rule")
        self._list = UnitList(
            "people", (NAME, CATEGORY, COMMUNITY, ADDRESS, PHONE, ID_NUMBER),
            tickable=True, tools=[self._picker, out],
        )  # fmt: skip
        self._warning = note("alert-triangle", "", "warn", name="gone_people")
        gone = button("移出这些人", self._leave_gone, name="leave_out_gone")
        self._warning.layout().addWidget(gone)  # type: ignore[union-attr]
        revise = button("改范围和标准", self.revise_wanted.emit, kind="link", name="revise_rule")
        self._look = button("", self._toggle_missing, kind="link", name="show_missing")
        self._missing = MissingPeople(self._add_missing)
        self._missing.hide()
        body = row(self._list, self._missing, gap=12, stretch=0)
        head = row(self._rule, self._look, revise, stretch=0)
        layout = column(self._warning, head, body, into=self, gap=8)
        layout.setStretch(2, 1)
        desk.cover_changed.connect(lambda covered: self._list.model.set_masked(masked=covered))

    def focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.table.setFocus()

    def show_plan(self, now: PlanNow) -> None:
        """Show whom `now` visits."""
        super().show_plan(now)
        self._rule.setText(f"选取范围：{rule_words(now.plan.rule)}")
        self._list.show_plan(now)
        self._find_gone(now)
        missing = self.desk.office.visits.missing(self.plan_id)
        words = (
            f"去年慰问今年未列 {len(missing.last_year):,} 人 · 从未慰问 {len(missing.never):,} 人"
        )
        self._look.setText(words)
        self._look.setAccessibleName(words)
        self._missing.show_missing(missing)

    def _find_gone(self, now: PlanNow) -> None:
        """Who is in the plan, not registered yet, and no longer on the ledger."""
        by_person = {
            unit.person_id: number
            for number, unit in now.units.items()
            if unit.person_id and number not in now.receipts
        }
        people = self.desk.office.people.page(list(by_person))
        gone = [person for person in people if person.status is not PersonStatus.ACTIVE]
        self._gone = {by_person[person.id or 0] for person in gone}
        words = "、".join(f"{person.name}（{person.status.value}）" for person in gone[:6])
        more = f"等 {len(gone)} 人" if len(gone) > 6 else ""  # noqa: PLR2004 (as listed above)
        self.say(self._warning, f"{words}{more}已不在册，仍在这个方案里。" if gone else "")

    def _add_person(self) -> None:
        """Take the one picked into the plan, whatever its rule says."""
        person_id = self._picker.person_id
        if person_id is None:
            return
        self._picker.clear()
        try:
            unit = self.desk.office.visits.add_person(self.plan_id, person_id)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.changed(f"已列入：{unit.name}")

    def _toggle_missing(self) -> None:
        shown = not self._missing.isVisible()
        self._picker.setVisible(not shown)  # its room: somebody is taken in from the list instead
        self._missing.setVisible(shown)
        if shown:
            self._missing.begin()

    def _add_missing(self, ids: Sequence[int]) -> None:
        try:
            count = self.desk.office.visits.add_people(self.plan_id, ids)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.changed(f"已列入 {count} 户")

    def _leave_out(self) -> None:
        self._take_out(set(self._list.table.selected_ids()))

    def _leave_gone(self) -> None:
        self._take_out(self._gone)

    def _take_out(self, chosen: set[int]) -> None:
        if not chosen:
            return
        try:
            count = self.desk.office.visits.leave_out(self.plan_id, chosen)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._list.model.ticked.clear()
        self.changed(f"已移出 {count} 户")


def rule_words(rule: VisitRule) -> str:
    """A rule as the clerk reads it."""
    parts = [names_of(rule.categories)] if rule.categories else ["全部人员类别"]
    parts += ["、".join(rule.communities)] if rule.communities else ["全部村（社区）"]
    if rule.tags:
        parts.append("标签 " + "、".join(rule.tags))
    if rule.least_age is not None and rule.age_day is not None:
        day = rule.age_day
        parts.append(f"年满{rule.least_age}周岁（截至{day.year}年{day.month}月{day.day}日）")
    return "；".join(parts)
