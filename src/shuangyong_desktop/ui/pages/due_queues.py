"""Who should have a plaque, a card or a contact and has none, one after another."""

from array import array
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from shuangyong_desktop.domain.contact_rules import DueContact, Need
from shuangyong_desktop.domain.dates import show_date
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.handouts import HANDOUTS, Handout, HandoutAct, HandoutItem, Standing
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.contact_dialog import register_contact
from shuangyong_desktop.ui.pages.person_overview import today
from shuangyong_desktop.ui.pages.person_queue import PersonQueue
from shuangyong_desktop.ui.widgets.elements import button, paragraph, row, shortcut
from shuangyong_desktop.ui.widgets.record_form import RecordForm

_ASKED = ("date", "number", "valid_until", "receiver", "relation", "given_by", "remarks")
_OF_CARDS = ("valid_until",)

Go = Callable[[str], object]


class HandoutQueue(PersonQueue):
    """Who should have an item and has not: the hand-out is registered and the next comes."""

    def __init__(self, desk: Desk, notices: Notices, go: Go, item: HandoutItem) -> None:
        name = f"{item.name.lower()}_due"
        super().__init__(desk, notices, name)
        self._item = item
        plaque = item is HandoutItem.PLAQUE
        keys = [key for key in _ASKED if not (plaque and key in _OF_CARDS)]
        officers = [person.name for person in desk.office.dictionary.people()]
        self._form = RecordForm(HANDOUTS.schema.pick(*keys), {"given_by": officers})
        self._form.edited.connect(self._note_edit)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._form)
        save = button("登记发放并下一个", self._write, kind="primary", name=f"{name}_save")
        file = button("打开档案", lambda: _open_file(go, self), name=f"{name}_file")
        self.fill(area, row(file, 1, self.skip, save), grows=0)
        self.inputs += [area, save, file]
        shortcut("Ctrl+S", self, self._write)

    def still(self) -> "array[int]":
        """Who has none yet; for a plaque one of each household."""
        return self.desk.office.handouts.survey(self._item).ids(Standing.MISSING)

    def show_person(self, person: Person) -> None:
        plaque = self._item is HandoutItem.PLAQUE
        self.say("这一户还没有登记悬挂光荣牌。" if plaque else "还没有登记发放优待证。")
        given_by = self._form.text("given_by") or None  # as for the one before
        self._form.show_record(
            Handout(item=self._item, act=HandoutAct.GIVEN, date=today().isoformat(),
                    person_id=person.id, receiver=person.name, relation="本人",
                    given_by=given_by),
            covered=self.desk.covered,
        )  # fmt: skip

    def focus(self) -> None:
        """Put the keyboard into the number."""
        if self.ids:
            self._form.focus("number")

    def _note_edit(self, _key: str) -> None:
        self.dirty = True

    def _write(self) -> None:
        if self.person is None:
            return
        record = self._form.record()
        if record is None:
            self.notices.toast("还没有登记。请看栏目下面的提示：改正后再保存，或再按一次保存。")
            return
        name = self.person.name
        try:
            self.desk.office.handouts.hand_out([self.person.id or 0], record)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.dirty = False
        self.undoing.written(f"已登记{self._item.value}：{name}")
        self.focus()


class ContactQueue(PersonQueue):
    """Whom nobody has contacted in time, or reached for too long; Enter registers a contact."""

    def __init__(self, desk: Desk, notices: Notices, go: Go, *, lost: bool) -> None:
        name = "lost" if lost else "overdue"
        super().__init__(desk, notices, name)
        self._lost = lost
        self._lines: dict[int, DueContact] = {}
        self._facts = paragraph("", "", name=f"{name}_facts")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        file = button("打开档案", lambda: _open_file(go, self), name=f"{name}_file")
        register = button("登记联系", self._register, kind="primary", icon="phone",
                          name=f"{name}_register")  # fmt: skip
        self.fill(self._facts, row(file, 1, self.skip, register), grows=0)
        self.inputs += [register, file]
        self.table.opened.connect(self._register)
        shortcut("Ctrl+L", self, self._register)
        desk.cover_changed.connect(self._cover)

    def still(self) -> "array[int]":
        """Who has to be contacted still, longest overdue first."""
        found = [
            line for line in self.desk.office.contacts.lines()
            if (line.lost if self._lost else line.need is Need.OVERDUE)
        ]  # fmt: skip
        found.sort(key=lambda line: line.subject.met_on or "" if self._lost else str(line.due_on))
        self._lines = {line.subject.person_id: line for line in found}
        return array("I", self._lines)

    def show_person(self, person: Person) -> None:
        line = self._lines[person.id or 0]
        if self._lost:
            self.say(f"已 {line.lost_days} 天没有联系上本人。")
        elif line.due_on is not None:
            late = (today() - line.due_on).days
            self.say(f"应于{show_date(line.due_on.isoformat())}联系，已逾期 {late} 天。")
        met = line.subject.met_on
        phone = PEOPLE["phone"].write(person.phone, masked=self.desk.covered)
        facts = (
            ("联系电话", phone or "没有登记"),
            ("住址", person.address or "没有登记"),
            ("最近联系上", show_date(met) if met else "没有联系上过"),
            ("联系频次", line.reason),
        )
        self._facts.setText("\n".join(f"{name}　{text}" for name, text in facts))

    def _register(self) -> None:
        """登记联系 from the one in front on; 保存并下一户 follows the list."""
        at = self.table.current_row()
        if at is not None and self.ids:
            register_contact(self.desk, self.notices, list(self.ids[at:]), self)

    def _cover(self) -> None:
        if self.person is not None:
            self.show_person(self.person)


def _open_file(go: Go, queue: PersonQueue) -> None:
    if queue.person is not None:
        go(f"person_file/{queue.person.id}")
