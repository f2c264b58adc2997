"""登记联系: the most used form of the desk, done in twenty seconds by keyboard (UX §2.4)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from shuangyong_desktop.domain.categories import names_of
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import Drafting
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.contact_form import ContactForm
from shuangyong_desktop.ui.pages.enclosures import SCANS
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    glyph,
    label,
    paragraph,
    row,
    rule,
    shortcut,
)
from shuangyong_desktop.ui.widgets.fitting_area import FittingArea
from shuangyong_desktop.ui.widgets.shortened import Shortened


class ContactDialog(QDialog):
    """One person after the other of `ids`, or with `many` the same contact for all of them.

    `registered` is emitted after each contact that was written. What is typed waits as a draft
    for a day, whatever happens to the dialog.
    """

    registered = Signal()

    def __init__(
        self, desk: Desk, notices: Notices, ids: Sequence[int], parent: QWidget, *,
        many: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("contact_dialog")
        self.setWindowTitle("登记联系")
        self._desk = desk
        self._notices = notices
        self._undoing = Undoing(desk, notices)
        self._ids = tuple(ids)
        self._many = many
        self._at = 0
        self._who = Shortened(name="contact_who")
        self._place = label("", "note", name="contact_place")
        self._form = ContactForm(desk, many=many)
        self._form.edited.connect(self._note_edit)
        if self._form.files is not None:
            self._form.files.wanted.connect(self._choose_file)
            self._form.files.refused.connect(self._say)
        self._drafting = Drafting(desk, self._form.texts, self)
        self._error = paragraph("", "error", kind="bad", name="contact_error")
        self._draft = label("", "note", name="contact_draft")
        self._drop = button("丢弃草稿", self._drop_draft, kind="link", name="contact_drop_draft")
        self._following = button("保存并下一户", self._save_and_go_on, name="contact_save_next")
        self._following.setToolTip("Ctrl+Enter")
        save = self._save_button()
        head = row(glyph("phone", "accent_text", 20), label("登记联系", "title"), self._who,
                   self._place, gap=10, stretch=2)  # fmt: skip
        foot = row(self._draft, self._drop, 1, button("取消", self.reject, name="contact_cancel"),
                   self._following, save)  # fmt: skip
        room = parent.window().height() - theme.active().px(170)
        column(head, rule(), FittingArea(self._form, room), self._error, rule(), foot,
               into=self, margin=18, gap=10)  # fmt: skip
        shortcut("Ctrl+S", self, self._save)
        shortcut("Ctrl+Return", self, self._save_and_go_on)
        self._form.setMinimumWidth(theme.active().px(604))
        self._show_person()

    def _save_button(self) -> QPushButton:
        save = button("保存  Ctrl+S", self._save, kind="primary", icon="check",
                      name="contact_save")  # fmt: skip
        save.setAccessibleName("保存")
        save.setDefault(True)
        return save

    def reject(self) -> None:
        """Leave; what was typed waits for a day."""
        if self._drafting.keep():
            self._notices.toast("没有保存。填写的内容留作草稿，24小时内再打开时会接上。")
        super().reject()

    def _show_person(self) -> None:
        """Begin with the person in turn, or with the draft that waits for them."""
        self._say("")
        last = self._at + 1 >= len(self._ids)
        self._following.setVisible(not self._many and len(self._ids) > 1)
        self._following.setEnabled(not last)
        draft: Mapping[str, str] | None
        if self._many:
            self._who.setText(f"{len(self._ids)} 人，登记同样的内容")
            self._form.begin(())
            draft = self._drafting.begin("contact:many")
        else:
            person = self._desk.office.people.get(self._ids[self._at])
            known = (person.name, names_of(person.categories, short=True), person.community)
            self._who.setText(" · ".join(words for words in known if words))
            self._form.begin(self._desk.office.appeals.open_of(person.id or 0))
            draft = self._drafting.begin(f"contact:{person.id}")
        count = len(self._ids)
        self._place.setText(f"{self._at + 1} / {count}" if count > 1 and not self._many else "")
        self._form.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no typing)
        if draft is not None:
            self._form.show_texts(draft)
        self._form.blockSignals(False)  # noqa: FBT003
        self._draft.setText("已接上没有保存的草稿" if draft is not None else "")
        self._drop.setVisible(draft is not None)

    def _note_edit(self) -> None:
        self._drafting.touch()
        if not self._drop.isVisible():
            self._draft.setText("草稿自动保存")

    def _choose_file(self) -> None:
        path = self._notices.open_file("添加附件", SCANS)
        if path is not None and self._form.files is not None:
            self._form.files.take(path)

    def _drop_draft(self) -> None:
        self._drafting.drop()
        self._show_person()

    def _save(self) -> None:
        if self._write():
            self.accept()

    def _save_and_go_on(self) -> None:
        if self._following.isEnabled() and self._following.isVisible() and self._write():
            self._at += 1
            self._show_person()

    def _write(self) -> bool:
        """Register what stands there; False when it was refused, which is said below."""
        if self._form.files is not None and self._form.files.busy:
            self._say("附件还在读取，请稍等片刻再保存。")
            return False
        contacts = self._desk.office.contacts
        try:
            if self._many:
                count = contacts.register_many(self._ids, self._form.visit(None).contact)
                said = f"已登记 {count} 人的联系"
            else:
                person_id = self._ids[self._at]
                contacts.register(self._form.visit(person_id))
                said = f"已登记联系：{self._desk.office.people.get(person_id).name}"
        except Problem as problem:
            self._say(problem.sentence)
            return False
        self._drafting.drop()
        self._undoing.written(said)
        self.registered.emit()
        return True

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))


def register_contact(
    desk: Desk, notices: Notices, ids: Sequence[int], parent: QWidget, *, many: bool = False
) -> None:
    """Open 登记联系 for the people of `ids`, one after the other or all at once."""
    if not ids:
        notices.toast("请先选中一人，再登记联系。")
        return
    dialog = ContactDialog(desk, notices, ids, parent, many=many)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
