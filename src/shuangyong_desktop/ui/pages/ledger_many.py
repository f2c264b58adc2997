"""批量修改: one column of many people at once, looked at before and taken back as one step."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.fields import Field
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.services.people import FOR_MANY, People
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.editors import Editor, Edits, editor_for
from shuangyong_desktop.ui.widgets.elements import (
    button,
    by_letter,
    column,
    empty,
    label,
    paragraph,
    row,
)

_FIRST = ("tags", "categories", "community")
_OFFERED = (*_FIRST, *(field.key for field in FOR_MANY if field.key not in _FIRST))
"""The columns to choose from, those needed most at the top."""
_ADDED = ("tags", "categories")


class ManyDialog(QDialog):
    """Asks which column gets which text; `changed` is how many people changed."""

    def __init__(self, people: People, ids: Sequence[int], key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("many_dialog")
        self.setWindowTitle("批量修改")
        self.changed = 0
        self._people = people
        self._ids = ids
        self._choices = {
            "categories": tuple(item.name for item in people.categories()),
            "community": tuple(item.name for item in people.communities()),
        }
        self._edits = Edits(self)
        self._edits.edited.connect(self._look)
        self._editor: Editor | None = None
        self._box = QComboBox()
        self._box.setObjectName("many_column")
        self._box.setAccessibleName("修改哪一栏")
        for name in _OFFERED:
            self._box.addItem(PEOPLE[name].label, name)
        self._box.setCurrentIndex(_OFFERED.index(key))
        self._box.currentIndexChanged.connect(self._show_editor)
        self._place = column()
        self._words = paragraph("", "label", name="many_words")
        self._error = paragraph("", "error", name="many_error")
        self._accept = button("修改", self._write, kind="primary", name="many_accept")
        column(
            label(f"批量修改 {len(ids):,} 人", "heading"),
            label("栏目", "label"), self._box, label("改为", "label"), self._place,
            self._words, self._error,
            row(1, by_letter(button("取消", self.reject, name="many_cancel"), "C"), self._accept),
            into=self, margin=20, gap=10,
        )  # fmt: skip
        self.setMinimumWidth(theme.active().px(460))
        self._show_editor()

    def _field(self) -> Field:
        return PEOPLE[str(self._box.currentData())]

    def _show_editor(self) -> None:
        empty(self._place)
        field = self._field()
        choices = self._choices.get(field.key, ())
        self._editor = editor_for(field, self._edits, choices)
        self._place.addWidget(self._editor.widget)
        self._editor.focus.setFocus()
        self._look()

    def _text(self) -> str:
        return self._editor.text() if self._editor is not None else ""

    def _look(self) -> None:
        """Say what would happen; the button waits for a text that means something."""
        field, text = self._field(), self._text()
        self._error.clear()
        self._accept.setEnabled(bool(text.strip()))
        if not text.strip():
            added = field.key in _ADDED
            self._words.setText(
                "只添加，原有的不去掉。" if added else "原来的内容会被替换，可以撤销。"
            )
            return
        try:
            seen = self._people.preview_many(self._ids, field.key, text)
        except Problem as problem:
            self._words.clear()
            self._error.setText(briefly(problem.sentence))
            self._accept.setEnabled(False)
            return
        verb = "添加" if field.key in _ADDED else "改为"
        self._words.setText(
            briefly(f"“{seen.label}”{verb}“{seen.text}”：")
            + f"{seen.changed} 人有变化，{seen.unchanged} 人不变。"
        )

    def _write(self) -> None:
        try:
            self.changed = self._people.change_many(self._ids, self._field().key, self._text())
        except Problem as problem:
            self._error.setText(briefly(problem.sentence))
            return
        self.accept()
