"""家庭 of a person: who shares the roof and its plaque, relatives, and the fallen."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.families import FALLEN, RELATIVES
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.registers import RecordFilter
from shuangyong_desktop.services.households import UnderOneRoof
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.people_columns import sex_and_age
from shuangyong_desktop.ui.pages.person_overview import today
from shuangyong_desktop.ui.pages.person_picker import PersonPicker
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    card,
    column,
    empty,
    label,
    paragraph,
    row,
)
from shuangyong_desktop.ui.widgets.register_pane import RegisterPane

SURVIVORS = frozenset(
    ["martyr_survivor", "duty_death_survivor", "illness_death_survivor", "martyr_child_60plus",
     "martyr_no_survivor", "survivor_unsettled"]
)  # fmt: skip
_OFFERED = 6


class PersonFamily(QWidget):
    """The household with its members, the relatives, and for survivors the fallen.

    `go` opens the file of another person.
    """

    def __init__(self, desk: Desk, notices: Notices, go: Callable[[int], object]) -> None:
        super().__init__()
        self._desk = desk
        self._notices = notices
        self._go = go
        self._undoing = Undoing(desk, notices)
        self._person: Person | None = None
        self._lines: QVBoxLayout = column(gap=4)
        self._plaque = label("", "note", name="household_plaque")
        self._name = label("", "strong", name="household_name")
        self._picker = PersonPicker(desk, "household_person", "姓名、拼音或证件号")
        self._join = button("加入此人的家庭", self._join_picked, icon="plus", name="household_join")
        self._join.setEnabled(False)
        self._picker.picked.connect(self._show_join)
        home = card(
            row(self._name, self._plaque, 1, self._picker, self._join),
            self._lines, name="household", padding=10,
        )  # fmt: skip
        self._relatives = RegisterPane(
            desk, notices, desk.office.entries(RELATIVES), title="家庭成员",
            nothing="还没有登记家庭成员。新增后可以写明关系、电话和是否共同居住。",
        )  # fmt: skip
        self._open = self._relatives.add_act(
            "打开档案", self._open_relative, icon="external-link", name="relative_file"
        )
        self._relatives.table.current_changed.connect(self._show_open)
        self._fallen = RegisterPane(
            desk, notices, desk.office.entries(FALLEN), title="牺牲病故军人",
            nothing="还没有登记牺牲病故军人。一人可以是几位烈士的遗属，请逐位登记。",
            columns=("name", "kind", "relation", "holder", "certificate", "death_date"),
        )  # fmt: skip
        layout = column(home, self._fallen, self._relatives, into=self, gap=12)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)

    def show_person(self, person: Person) -> None:
        """Show with whom `person` lives and to whom they are related."""
        self._person = person
        number = person.id or 0
        home = self._desk.office.households.of(number)
        named = home.household is not None
        self._name.setText(f"{home.household.name}户" if home.household else "未登记家庭")
        hung = any(member.plaque_hung for member in home.members)
        self._plaque.setText("光荣牌已悬挂（一户一牌）" if hung else "光荣牌未悬挂")
        empty(self._lines)
        for member in home.members if named else ():
            self._lines.addLayout(self._member(member, home))
        for other in home.neighbours[:_OFFERED]:
            self._lines.addLayout(self._neighbour(other))
        if not named and not home.neighbours:
            words = "在右上角找到同住的人，就可以登记为一户；住址相同的人会列在这里。"
            self._lines.addWidget(paragraph(words, "note"))
        self._relatives.show_person(number)
        self._show_open()
        self._fallen.show_person(number)
        survivor = bool(SURVIVORS & set(person.categories))
        self._fallen.setVisible(
            survivor or self._desk.office.entries(FALLEN).count(RecordFilter(number)) > 0
        )

    def _member(self, member: Person, home: UnderOneRoof) -> QVBoxLayout:
        del home
        own = self._person is not None and member.id == self._person.id
        facts = " · ".join(
            part for part in (sex_and_age(member, today()), member.status.value) if part
        )
        line = row(label(member.name, "strong"), label(facts, "note"), 1)
        if own:
            line.addWidget(button("移出家庭", self._leave, kind="flat", name="household_leave"))
        else:
            line.addWidget(button("打开", lambda: self._go(member.id or 0), kind="link",
                                  name=f"member_{member.id}"))  # fmt: skip
        return column(line)

    def _neighbour(self, other: Person) -> QVBoxLayout:
        line = row(
            label(other.name, "strong"),
            label(f"住址相同 · {sex_and_age(other, today())}", "note"), 1,
            button("登记为一户", lambda: self._join_other(other.id or 0), kind="flat",
                   name=f"join_{other.id}"),
        )  # fmt: skip
        return column(line)

    def _show_open(self) -> None:
        """Whoever is on the ledger too has a file of their own."""
        relative = self._relatives.chosen
        self._open.setEnabled(relative is not None and relative.relative_id is not None)

    def _open_relative(self) -> None:
        relative = self._relatives.chosen
        if relative is not None and relative.relative_id is not None:
            self._go(relative.relative_id)

    def _show_join(self) -> None:
        self._join.setEnabled(self._picker.person_id is not None)

    def _join_picked(self) -> None:
        if self._picker.person_id is not None:
            self._join_other(self._picker.person_id)
            self._picker.clear()

    def _join_other(self, other: int) -> None:
        if self._person is None:
            return
        try:
            self._desk.office.households.join(self._person.id or 0, other)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._tell("已登记为一户。")

    def _leave(self) -> None:
        if self._person is None:
            return
        self._desk.office.households.leave(self._person.id or 0)
        self._tell(f"已移出家庭：{self._person.name}")

    def _tell(self, sentence: str) -> None:
        self._undoing.written(sentence)
