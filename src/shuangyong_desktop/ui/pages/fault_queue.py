"""The people with one fault, one after another: corrected, or right as they stand."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.faults import BY_KEY
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.person_form import with_own
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    frame,
    label,
    note,
    paragraph,
    row,
    rule,
    shortcut,
)
from shuangyong_desktop.ui.widgets.record_form import RecordForm
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.record_view import RecordView

_FORM_WIDTH = 430
_REASONS = "如：已对照户口簿"
_COLUMNS = (
    Column("name", "姓名", 5, lambda person, _masked: person.name, look=Look.STRONG),
    Column("community", "村（社区）", 7, lambda person, _masked: person.community or ""),
    Column("address", "住址", 10, lambda person, _masked: person.address or ""),
    Column("status", "人员状态", 4, lambda person, _masked: person.status.value, look=Look.QUIET),
)


class FaultQueue(QWidget):
    """Who has the fault at the left, what puts it right at the right; `left` goes back."""

    left = Signal()

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self._desk, self._notices = desk, notices
        self._undoing = Undoing(desk, notices)
        self.key = ""
        self.dirty = False
        self._ids: array[int] = array("I")
        self._person: Person | None = None
        self._form: RecordForm | None = None
        self._model = RecordTableModel(_COLUMNS, self._fetch, self)
        self._table = RecordView(self._model, "fault_people", "需要核实的人")
        self._table.current_changed.connect(self._show_person)
        self._build()

    def show_fault(self, key: str, ids: Sequence[int]) -> None:
        """Begin with the people of one fault."""
        fault = BY_KEY[key]
        self.key, self.dirty, self._person = key, False, None
        self._rule.setText(f"{fault.title}：{fault.rule}")
        people, categories = self._desk.office.people, self._desk.office.people.categories()
        choices = {
            "categories": tuple(item.name for item in categories),
            "community": tuple(item.name for item in people.communities()),
        }
        schema = with_own(self._desk.office.categories.words(), categories).pick(*fault.fields)
        self._form = RecordForm(schema, choices)
        self._form.edited.connect(self._note_edit)
        self._area.setWidget(self._form)
        self._show(array("I", ids), 0)
        self._focus()

    def refresh(self) -> None:
        """Something was written or undone: who has the fault still, of those in the queue."""
        at = self._table.current_row() or 0
        faults = self._desk.office.faults
        known = self._known
        still = [
            number
            for start in range(0, len(known), 256)
            for number, hits in faults.of(known[start : start + 256]).items()
            if any(hit.fault.key == self.key for hit in hits)
        ]
        self._show(array("I", still), at)

    def _build(self) -> None:
        px = theme.active().px
        self._known: array[int] = array("I")
        self._rule = paragraph("", "label", name="fault_rule")
        self._count = label("", "note", name="fault_count")
        head = row(button("返回核查项目", self.left.emit, icon="arrow-back-up", name="fault_back"),
                   self._count, 1)  # fmt: skip
        head.setContentsMargins(px(12), px(9), px(12), px(9))
        sheet = frame("card")
        self._rule.setContentsMargins(px(12), 0, px(12), px(9))
        stack = column(head, self._rule, self._table, into=sheet, gap=0)
        stack.setContentsMargins(1, 1, 1, 1)
        stack.setStretch(2, 1)
        self._name = label("", "heading", name="fault_person")
        self._sentence = note("alert-triangle", "", "warn", name="fault_sentence")
        self._words = self._sentence.findChild(QLabel, "fault_sentence_words")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reason = QLineEdit()
        self._reason.setObjectName("fault_reason")
        self._reason.setAccessibleName("核实情况")
        self._reason.setPlaceholderText(_REASONS)
        self._reason.returnPressed.connect(self._verify)
        self._save = button("保存并下一个", self._write, kind="primary", name="fault_save")
        self._right = button("核实无误", self._verify, name="fault_verify")
        self._skip = button("跳过", self._step_on, kind="flat", name="fault_skip")
        caption = label("核实情况", "label")
        caption.setBuddy(self._reason)
        detail = frame("card", name="fault_detail")
        detail.setFixedWidth(theme.active().side(_FORM_WIDTH))
        layout = column(
            self._name, self._sentence, self._area, row(1, self._skip, self._save),
            rule(), row(caption, self._reason, self._right, stretch=1), into=detail, margin=14,
            gap=10,
        )  # fmt: skip
        layout.setStretch(2, 1)
        row(sheet, detail, into=self, gap=12, stretch=0)
        shortcut("Ctrl+S", self, self._write)
        shortcut("Esc", self, self.left.emit)

    def _show(self, ids: "array[int]", at: int) -> None:
        """Show who is left; the line that comes after what was put right is in front."""
        self._ids = ids
        if not self._known or self._person is None:
            self._known = ids
        self._count.setText(f"还有 {len(ids):,} 人")
        self._model.show(ids)
        for each in (self._save, self._right, self._skip, self._reason, self._area):
            each.setEnabled(bool(ids))
        if ids:
            self._table.go_to(min(at, len(ids) - 1))
        else:
            self._person = None
        self._show_person()

    def _show_person(self) -> None:
        """Show whom the keyboard is on; what is being typed for the same person stays."""
        at = self._table.current_row()
        if not self._ids or at is None or at >= len(self._ids) or self._form is None:
            self._name.setText("这一项已经全部核实")
            self._sentence.hide()
            return
        person = self._desk.office.people.get(self._ids[at])
        if self._person == person and self.dirty:
            return
        self._person, self.dirty = person, False
        self._name.setText(f"{person.name}　{person.community or ''}")
        self._say(self._desk.office.faults.sentence(person.id or 0, self.key))
        self._form.show_record(person, covered=self._desk.covered)
        self._reason.clear()

    def _say(self, sentence: str) -> None:
        if self._words is not None:
            self._words.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    def _note_edit(self, _key: str) -> None:
        self.dirty = True

    def _write(self) -> None:
        """Save the person and go to the next; who still has the fault stays in the list."""
        if self._form is None or self._person is None:
            return
        person = self._form.record()
        if person is None:
            self._notices.toast("还没有保存。请看栏目下面的提示：改正后再保存，或再按一次保存。")
            return
        name, changed = person.name, person != self._person
        try:
            stored = self._desk.office.people.save(person)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self.dirty = False
        still = self._desk.office.faults.sentence(stored.id or 0, self.key)
        if still:
            self._step_on()
        self._desk.changed.emit()
        words = f"已保存：{name}" if changed else f"没有改动：{name}"
        self._notices.toast(words + (f"，还需核实：{still}" if still else ""),
                            self._undoing.undo_last if changed else None)  # fmt: skip
        self._focus()

    def _verify(self) -> None:
        if self._person is None:
            return
        try:
            self._desk.office.faults.verify(self._person.id or 0, self.key, self._reason.text())
        except Problem as problem:
            self._notices.fail(problem)
            self._reason.setFocus()
            return
        name = self._person.name
        self.dirty = False
        self._desk.changed.emit()
        self._notices.toast(f"已记为核实无误：{name}", self._undoing.undo_last)
        self._focus()

    def _step_on(self) -> None:
        at = self._table.current_row()
        if at is not None and at + 1 < len(self._ids):
            self.dirty = False
            self._table.go_to(at + 1)
            self._show_person()

    def _focus(self) -> None:
        """Put the keyboard into the first input of the fault."""
        if self._form is not None and self._ids:
            self._form.focus(BY_KEY[self.key].fields[0])

    def _fetch(self, ids: Sequence[int]) -> list[Person]:
        return self._desk.office.people.page(ids)
