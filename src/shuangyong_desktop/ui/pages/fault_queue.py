"""The people with one fault, one after another: corrected, or right as they stand."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QScrollArea

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.faults import BY_KEY
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.person_form import with_own
from shuangyong_desktop.ui.pages.person_queue import PersonQueue
from shuangyong_desktop.ui.widgets.elements import button, label, row, rule, shortcut
from shuangyong_desktop.ui.widgets.record_form import RecordForm

_REASONS = "如：已对照户口簿"
_AT_ONCE = 256


class FaultQueue(PersonQueue):
    """Who has the fault at the left, what puts it right at the right."""

    DONE = "这一项已经全部核实"

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__(desk, notices, "fault")
        self.key = ""
        self._form: RecordForm | None = None
        self._known: array[int] = array("I")
        self._build()

    def show_fault(self, key: str, ids: Sequence[int]) -> None:
        """Begin with the people of one fault."""
        fault = BY_KEY[key]
        self.key, self._known = key, array("I", ids)
        people, categories = self.desk.office.people, self.desk.office.people.categories()
        choices = {
            "categories": tuple(item.name for item in categories),
            "community": tuple(item.name for item in people.communities()),
        }
        whole = with_own(self.desk.office.categories.words(), categories)
        sections = dict.fromkeys(whole[each].section for each in fault.fields)
        schema = whole.pick(*sorted(
            fault.fields, key=lambda each: list(sections).index(whole[each].section)
        ))  # fmt: skip
        self._form = RecordForm(schema, choices)
        self._form.edited.connect(self._note_edit)
        self._area.setWidget(self._form)
        self.begin(fault.title, fault.rule, ids)

    def still(self) -> "array[int]":
        """Who has the fault still, of those in the queue."""
        faults, known = self.desk.office.faults, self._known
        return array("I", (
            number
            for start in range(0, len(known), _AT_ONCE)
            for number, hits in faults.of(known[start : start + _AT_ONCE]).items()
            if any(hit.fault.key == self.key for hit in hits)
        ))  # fmt: skip

    def show_person(self, person: Person) -> None:
        self.say(self.desk.office.faults.sentence(person.id or 0, self.key))
        if self._form is not None:
            self._form.show_record(person, covered=self.desk.covered)
        self._reason.clear()

    def focus(self) -> None:
        """Put the keyboard into the first input of the fault."""
        if self._form is not None and self.ids:
            self._form.focus(BY_KEY[self.key].fields[0])

    def _build(self) -> None:
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reason = QLineEdit()
        self._reason.setObjectName("fault_reason")
        self._reason.setAccessibleName("核实情况")
        self._reason.setPlaceholderText(_REASONS)
        self._reason.returnPressed.connect(self._verify)
        save = button("保存并下一个", self._write, kind="primary", name="fault_save")
        right = button("核实无误", self._verify, name="fault_verify")
        caption = label("核实情况", "label")
        caption.setBuddy(self._reason)
        self.fill(self._area, row(1, self.skip, save), rule(),
                  row(caption, self._reason, right, stretch=1), grows=0)  # fmt: skip
        self.inputs += [save, right, self._reason, self._area]
        shortcut("Ctrl+S", self, self._write)

    def _note_edit(self, _key: str) -> None:
        self.dirty = True

    def _write(self) -> None:
        """Save the person and go to the next; who still has the fault stays in the list."""
        if self._form is None or self.person is None:
            return
        person = self._form.record()
        if person is None:
            self.notices.toast("还没有保存。请看栏目下面的提示：改正后再保存，或再按一次保存。")
            return
        name, changed = person.name, person != self.person
        try:
            stored = self.desk.office.people.save(person)
        except Problem as problem:
            self.notices.fail(problem)
            return
        self.dirty = False
        still = self.desk.office.faults.sentence(stored.id or 0, self.key)
        if still:
            self.step_on()
        words = f"已保存：{name}" if changed else f"没有改动：{name}"
        words += f"，还需核实：{still}" if still else ""
        if changed:
            self.undoing.written(words)
        else:
            self.notices.toast(words)
        self.focus()

    def _verify(self) -> None:
        if self.person is None:
            return
        try:
            self.desk.office.faults.verify(self.person.id or 0, self.key, self._reason.text())
        except Problem as problem:
            self.notices.fail(problem)
            self._reason.setFocus()
            return
        self.dirty = False
        self.undoing.written(f"已记为核实无误：{self.person.name}")
        self.focus()
