"""One section of a summary as text: its words, its number fields, the text it began with."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from shuangyong_desktop.domain.numbers import NUMBERS
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import Drafting
from shuangyong_desktop.ui.pages.summary_text import NumberText
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    label,
    paragraph,
    row,
    shortcut,
)

_DRAFT = "text"
_HINT = "带点线的是数字，随台账更新；单击或选中后按回车看出处，删除时整个删除。"


@dataclass(frozen=True, slots=True)
class Passage:
    """What is edited: `draft` names its draft, `original` is the text it began with."""

    key: str
    title: str
    text: str
    original: str
    draft: str


class SectionEditor(QWidget):
    """`written` carries key and text when they are to be kept, `left` that nothing is.

    `set_aside` says that it was left by Esc and what was typed waits as a draft.
    """

    written = Signal(str, str)
    reverted = Signal(str)
    left = Signal()
    set_aside = Signal()
    number_opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._passage: Passage | None = None
        self._values: Mapping[str, str] = {}
        self._title = label("", "heading", name="section_title")
        self._said = label("", "note", kind="warn", name="section_state")
        self._text = NumberText("section_text", "章节文字")
        self._text.number_opened.connect(self.number_opened)
        self._text.textChanged.connect(self._touch)
        self._drafting = Drafting(desk, lambda: {_DRAFT: self._text.text}, self)
        self._revert = button("恢复原文", self._take_original, icon="restore",
                              name="section_revert")  # fmt: skip
        tools = row(
            button("插入数字", self._choose_number, icon="plus", name="section_insert"),
            self._revert, 1,
        )  # fmt: skip
        acts = row(
            1, button("放弃修改", self._leave, name="section_cancel"),
            button("保存", self._write, kind="primary", icon="check", name="section_save"),
        )  # fmt: skip
        layout = column(row(self._title, 1, self._said), tools, self._text,
                        paragraph(_HINT, "note"), acts, into=self)  # fmt: skip
        layout.setStretch(2, 1)
        shortcut("Ctrl+S", self, self._write)
        shortcut("Esc", self, self._set_aside)

    @property
    def unsaved(self) -> bool:
        """Whether something was changed and not kept yet."""
        return self._passage is not None and self._text.text != self._passage.text

    def edit(self, passage: Passage, values: Mapping[str, str]) -> None:
        """Begin with `passage`, or with the draft of it that waits."""
        self._passage, self._values = passage, values
        draft = self._drafting.begin(passage.draft)
        self._title.setText(passage.title)
        self._text.show_text(draft[_DRAFT] if draft else passage.text, values)
        self._said.setText("已接上没有保存的草稿" if draft else "")
        self._revert.setEnabled(bool(passage.original))
        self._text.setFocus()

    def refresh(self, values: Mapping[str, str]) -> None:
        """Show other values of the same fields; the words stay as they are typed."""
        text = self._text.text
        self._values = values
        self._text.show_text(text, values)

    def keep(self) -> None:
        """Keep what was typed as a draft: something else is shown."""
        self._drafting.keep()
        self._passage = None

    def _touch(self) -> None:
        self._drafting.touch()
        self._said.setText("还没有保存" if self.unsaved else "")

    def _take_original(self) -> None:
        """Show the text the section began with; it is kept with 保存."""
        if self._passage is not None:
            self._text.show_text(self._passage.original, self._values)
            self._touch()

    def _write(self) -> None:
        passage = self._passage
        if passage is None:
            return
        text = self._text.text
        self._drafting.drop()
        self._passage = None
        if text == passage.text:
            self.left.emit()
        elif text == passage.original:
            self.reverted.emit(passage.key)
        else:
            self.written.emit(passage.key, text)

    def _leave(self) -> None:
        if self._passage is not None:
            self._drafting.drop()
            self._passage = None
            self.left.emit()

    def _set_aside(self) -> None:
        """Nothing typed is lost by Esc."""
        if self.unsaved:
            self.keep()
            self.set_aside.emit()
        else:
            self._leave()

    def _choose_number(self) -> None:
        dialog = NumberPicker(self._values, self)
        if dialog.exec() and dialog.key:
            self._text.insert_number(dialog.key)
        dialog.deleteLater()


class NumberPicker(QDialog):
    """Every number there is with its value; `key` is the one that was chosen."""

    def __init__(self, values: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        px = theme.active().px
        self.setObjectName("number_picker")
        self.setWindowTitle("插入数字")
        self.key = ""
        self._find = QLineEdit()
        self._find.setObjectName("number_find")
        self._find.setAccessibleName("查找数字")
        self._find.setPlaceholderText("输入名称，如“慰问”“诉求”")
        self._find.textChanged.connect(self._show)
        self._list = QListWidget()
        self._list.setObjectName("numbers")
        self._list.setAccessibleName("可以插入的数字")
        self._list.setProperty("role", "framed")
        self._list.itemActivated.connect(self._take)
        self._entries = [
            (number.key, f"{number.words}　{values[number.key]} {number.unit}", number.how)
            for number in NUMBERS
            if number.key in values
        ]
        accept = button("插入", self._take, kind="primary", name="number_insert")
        layout = column(self._find, self._list,
                        row(1, button("取消", self.reject, name="number_cancel"), accept),
                        into=self, margin=18, gap=10)  # fmt: skip
        layout.setStretch(1, 1)
        self.resize(px(420), min(px(520), parent.window().height() - px(40)))
        self._show("")

    def _show(self, text: str) -> None:
        shown = [entry for entry in self._entries if text.strip() in entry[1]]
        self._list.clear()
        for key, words, how in shown:
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setToolTip(how)
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _take(self) -> None:
        item = self._list.currentItem()
        if item is not None:
            self.key = str(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
