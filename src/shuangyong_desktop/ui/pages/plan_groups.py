"""第三步 分组和路线: groups, who leads them, and which units belong to which."""

from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu

from shuangyong_desktop.domain.desk import Role
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.visits import Delivery, VisitGroup
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.plan_now import (
    ADDRESS,
    CATEGORY,
    COMMUNITY,
    NAME,
    PHONE,
    PlanNow,
)
from shuangyong_desktop.ui.pages.plan_step import PlanStep
from shuangyong_desktop.ui.pages.plan_units import UnitList
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    label,
    paragraph,
    row,
    shortcut,
)

_EDITOR_WIDTH = 300
_MOST_TYPED = 60


class PlanGroups(PlanStep):
    """The groups at the left, their units in the order of the way, the group's own facts."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices)
        self._menu = QMenu(self)
        self._move = button("调整到其他组", self._nothing, icon="arrows-exchange",
                            name="move_units")  # fmt: skip
        self._move.setMenu(self._menu)
        new = button("新增小组", self._begin_group, icon="plus", name="new_group")
        self._list = UnitList(
            "groups", (NAME, COMMUNITY, ADDRESS, CATEGORY, PHONE),
            tickable=True, tools=[self._move], beside_groups=[new],
        )  # fmt: skip
        self._list.group_changed.connect(self._show_group)
        self._new = False
        self._name = QLineEdit()
        self._name.setObjectName("group_title")
        self._name.setAccessibleName("组名")
        self._name.setMaxLength(_MOST_TYPED)
        self._leader = QComboBox()
        self._leader.setObjectName("group_leader")
        self._leader.setAccessibleName("带队领导")
        self._leader.setEditable(True)
        self._leader.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._build()
        desk.cover_changed.connect(lambda covered: self._list.model.set_masked(masked=covered))

    def focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.table.setFocus()

    def show_plan(self, now: PlanNow) -> None:
        """Show the groups of `now`."""
        other = self.now is None or self.now.plan.id != now.plan.id
        super().show_plan(now)
        self._list.show_plan(now)
        self._menu.clear()
        for group in now.groups:
            self._menu.addAction(group.name, lambda target=group: self._move_to(target))
        if other:
            self._new = False
        self._offer_leaders()
        self._show_group(keep_new=True)
        self._coverage.setText(self._coverage_words())

    def _build(self) -> None:
        self._caption = label("", "heading", name="group_caption")
        self._places = paragraph("", "note", name="group_places")
        name, leader = label("组名", "label"), label("带队领导", "label")
        name.setBuddy(self._name)
        leader.setBuddy(self._leader)
        self._save = button("保存小组", self._save_group, kind="primary", icon="check",
                            name="save_group")  # fmt: skip
        self._remove = button("移除空组", self._remove_group, icon="trash", name="remove_group")
        self._coverage = paragraph("", "note", name="coverage")
        hint = (
            "勾选对象后用“调整到其他组”换组。同一组内按村（社区）、住址顺序排列，"
            "签收册也按这个顺序。"
        )
        box = card(
            self._caption, name, self._name, leader, self._leader, self._places,
            row(self._remove, 1, self._save), self._coverage, paragraph(hint, "note"),
            name="group_editor",
        )  # fmt: skip
        box.layout().addStretch(1)  # type: ignore[union-attr]
        box.setFixedWidth(theme.active().side(_EDITOR_WIDTH))
        row(self._list, box, into=self, gap=12, stretch=0)
        shortcut("Ctrl+S", self, self._save_group)

    def _offer_leaders(self) -> None:
        typed = self._leader.currentText()
        self._leader.clear()
        self._leader.addItem("")
        for person in self.desk.office.dictionary.people():
            if person.role is Role.LEADER:
                self._leader.addItem(person.name)
        self._leader.setCurrentText(typed)

    def _show_group(self, *, keep_new: bool = False) -> None:
        if self.now is None or (keep_new and self._new):
            return
        self._new = False
        group = self.now.group(self._list.group)
        for widget in (self._name, self._leader, self._save):
            widget.setEnabled(group is not None)
        empty = group is not None and not self.now.in_group(self._list.group)
        self._remove.setVisible(empty)
        self._caption.setText("小组" if group else "从左边选一个小组")
        self._name.setText(group.name if group else "")
        self._leader.setCurrentText(group.lead_official if group else "")
        places = dict.fromkeys(unit.community for unit in self.now.in_group(self._list.group))
        named = "、".join(place or "未登记村（社区）" for place in places)
        self._places.setText(f"包括：{named}" if group else "")

    def _begin_group(self) -> None:
        self._new = True
        self._remove.hide()
        for widget in (self._name, self._leader, self._save):
            widget.setEnabled(True)
        self._caption.setText("新增小组")
        self._name.clear()
        self._leader.setCurrentText("")
        self._places.setText("保存后勾选对象，调整到这个小组。")
        self._name.setFocus()

    def _save_group(self) -> None:
        if self.now is None or not self._save.isEnabled():
            return
        known = None if self._new else self.now.group(self._list.group)
        group = known or VisitGroup(name="")
        group = replace(
            group, name=self._name.text().strip(),
            lead_official=self._leader.currentText().strip(),
        )  # fmt: skip
        try:
            saved = self.desk.office.visits.save_group(self.plan_id, group)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._new = False
        self.changed(f"已保存小组：{saved.name}")
        self._list.pick(str(saved.id))

    def _remove_group(self) -> None:
        group = self.now.group(self._list.group) if self.now else None
        if group is None or group.id is None:
            return
        try:
            self.desk.office.visits.remove_group(group.id)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.changed(f"已移除小组：{group.name}")

    def _move_to(self, target: VisitGroup) -> None:
        chosen = set(self._list.table.selected_ids())
        if not chosen or target.id is None:
            return
        try:
            count = self.desk.office.visits.move_units(chosen, target.id)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self._list.model.ticked.clear()
        self.changed(f"已调整 {count} 户到{target.name}")

    def _coverage_words(self) -> str:
        """Who leads, and who of the leaders has no group or has not gone (CLERK §2)."""
        if self.now is None or self.now.plan.delivery is not Delivery.LEADERS:
            return ""
        found = self.desk.office.receipts.coverage(self.plan_id)
        said = []
        if found.without_leader:
            names = "、".join(group.name for group in found.without_leader)
            said.append(f"没有带队领导的小组：{names}。")
        if found.not_visited:
            names = "、".join(leader.leader for leader in found.not_visited)
            said.append(f"还没有走访的领导：{names}。")
        return "".join(said)

    def _nothing(self) -> None:
        """The button opens its menu; a click by itself does nothing."""
