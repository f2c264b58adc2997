"""A form made from declared fields: sections, inputs, and what is doubtful under each input."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from shuangyong_desktop.domain.fields import Doubt, Field, Reading, Schema, Severity
from shuangyong_desktop.domain.text import briefly, clean, squeeze
from shuangyong_desktop.ui import icons, theme
from shuangyong_desktop.ui.widgets.editors import Editor, Edits, editor_for
from shuangyong_desktop.ui.widgets.elements import button, label, paragraph, row, rule, set_kind

_KINDS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
_LEFT_EMPTY = "再按一次保存，这一栏留空，原话请写进备注。"


class RecordForm(QWidget):
    """The fields of a schema as inputs named after their keys.

    A covered personal number stays covered and untouched until 修改 is pressed. `edited`
    carries the key of the input that changed.
    """

    edited = Signal(str)

    def __init__(self, schema: Schema, choices: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self._schema = schema
        self._choices = choices or {}
        self._record: Any = None
        self._covered: dict[str, QWidget] = {}
        self._editors: dict[str, Editor] = {}
        self._places: dict[str, tuple[QGridLayout, int]] = {}
        self._doubts: dict[str, QLabel] = {}
        self._folds: dict[str, tuple[QPushButton, QWidget]] = {}
        self._told: dict[str, str] = {}
        self._edits = Edits(self)
        self._edits.edited.connect(self.edited)
        self._edits.left.connect(self._judge)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.active().px(6))
        self._build()

    def show_record(self, record: Any, *, covered: bool = True) -> None:
        """Fill the inputs with `record`; personal numbers are covered unless told otherwise."""
        self._record = record
        self._told.clear()
        for field in self._schema:
            self._show_value(field, covered=covered)

    def take_over(self, values: Mapping[str, Any], *, covered: bool = True) -> None:
        """Put what is known from elsewhere into some inputs; the others keep what is typed."""
        self._record = replace(self._record, **values)
        for key in values:
            self._show_value(self._schema[key], covered=covered)

    def record(self) -> Any | None:
        """The record with what stands in the inputs; None when something cannot be kept.

        Doubts are shown under their inputs. Only a required field that is empty keeps the
        record from being saved; everything else may be 待核实 (UX §2.9). What would lose
        something of what was typed is said before it is saved the next time.
        """
        values: dict[str, Any] = {}
        first_wrong: str | None = None
        for field in self._schema:
            if field.key in self._covered:
                continue
            known = self._doubts[field.key].text()
            there = self._judge(field.key)
            if self._untouched(field):
                continue
            if not there or self._drops(field) or self._shortens(field, known):
                first_wrong = first_wrong or field.key
            values[field.key] = field.take(self._editors[field.key].text()).value
            if field.kind.name in ("categories", "tags"):
                values[field.key] = tuple(values[field.key] or ())
        if first_wrong:
            self._unfold(first_wrong)
            self._editors[first_wrong].focus.setFocus()
            return None
        return replace(self._record, **values)

    def text(self, key: str) -> str:
        """What stands in an input; empty while it is covered."""
        return self._editors[key].text()

    def texts(self) -> dict[str, str]:
        """What stands in every input that is not covered, by key."""
        return {
            key: editor.text() for key, editor in self._editors.items() if key not in self._covered
        }

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put `texts` into their inputs, covered ones too; what is doubtful is said."""
        for key, text in texts.items():
            if key not in self._editors:
                continue
            self._cover(self._schema[key], "")
            self._editors[key].show(text)
            self._judge(key)

    def focus(self, key: str) -> None:
        """Put the keyboard into an input."""
        self._unfold(key)
        self._editors[key].focus.setFocus()

    def remark(self, key: str, sentence: str) -> None:
        """Say something under an input that is not wrong in itself (a possible duplicate)."""
        if sentence:
            self._unfold(key)
        self._say(key, (Doubt("remark", sentence, key),) if sentence else ())

    def show_only(self, keys: Collection[str]) -> None:
        """Show the inputs of `keys` alone; the others keep what stands in them."""
        for key, (grid, line) in self._places.items():
            caption = grid.itemAtPosition(line, 0)
            if caption is not None:
                caption.widget().setVisible(key in keys)
            self._covered.get(key, self._editors[key].widget).setVisible(key in keys)
            self._doubts[key].setVisible(key in keys and bool(self._doubts[key].text()))

    def fold(self, opened: Collection[str]) -> None:
        """Show the inputs of the sections `opened`; the others open with a press on their name.

        A section in which something has to be looked at opens by itself.
        """
        for section in self._folds:
            self._open(section, opened=section in opened)

    def _build(self) -> None:
        section = None
        grid = QGridLayout()
        for field in self._schema:
            if field.section != section:
                section = field.section
                if self._editors:
                    self._layout.addWidget(rule())
                grid = self._grid(section)
            self._add(field, grid)
        self._layout.addStretch(1)

    def _open(self, section: str, *, opened: bool) -> None:
        head, body = self._folds[section]
        body.setVisible(opened)
        head.setIcon(icons.icon("chevron-down" if opened else "chevron-right", "text2"))
        head.setAccessibleDescription("已展开" if opened else "已折叠")

    def _unfold(self, key: str) -> None:
        """Open the section of an input."""
        section = self._schema[key].section
        if section and self._folds[section][1].isHidden():
            self._open(section, opened=True)

    def _fold_or_open(self, section: str) -> None:
        self._open(section, opened=self._folds[section][1].isHidden())

    def _grid(self, section: str) -> QGridLayout:
        px = theme.active().px
        body = QWidget()
        if section:
            head = button(section, partial(self._fold_or_open, section), kind="fold",
                          icon="chevron-down", name=f"section_{len(self._folds)}")  # fmt: skip
            self._layout.addWidget(head)
            self._folds[section] = (head, body)
        self._layout.addWidget(body)
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnMinimumWidth(0, px(86))
        grid.setColumnStretch(1, 1)
        return grid

    def _add(self, field: Field, grid: QGridLayout) -> None:
        choices = self._choices.get(field.key, ())
        editor = editor_for(field, self._edits, choices)
        caption = label(f"{field.label}＊" if field.required else field.label, "label")
        caption.setBuddy(editor.focus)
        doubt = paragraph("", "error", name=f"{field.key}_doubt")
        doubt.hide()
        line = grid.rowCount()
        grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(editor.widget, line, 1)
        grid.addWidget(doubt, line + 1, 1)
        self._editors[field.key] = editor
        self._places[field.key] = (grid, line)
        self._doubts[field.key] = doubt

    def _show_value(self, field: Field, *, covered: bool) -> None:
        value = getattr(self._record, field.key)
        text = field.write(value)
        hide = covered and field.kind.mask is not None and bool(text)
        self._editors[field.key].show("" if hide else text)
        self._cover(field, field.write(value, masked=True) if hide else "")
        self._say(field.key, ())

    def _cover(self, field: Field, masked: str) -> None:
        """Put `masked` and 修改 in the place of the input, or the input back when it is empty."""
        old = self._covered.pop(field.key, None)
        if old is not None:
            old.hide()
            old.deleteLater()
        widget = self._editors[field.key].widget
        widget.setVisible(not masked)
        if not masked:
            return
        cover = QWidget()
        words = label(masked)
        change = button("修改", lambda: self._uncover(field), kind="link")
        change.setObjectName(f"{field.key}_change")
        change.setAccessibleName(f"修改{field.label}")
        row(words, 1, change, into=cover)
        grid, line = self._places[field.key]
        grid.addWidget(cover, line, 1)
        self._covered[field.key] = cover

    def _uncover(self, field: Field) -> None:
        editor = self._editors[field.key]
        self._cover(field, "")
        editor.show(field.write(getattr(self._record, field.key)))
        editor.focus.setFocus()

    def _judge(self, key: str) -> bool:
        """Show what is doubtful about an input; False when it is required and missing."""
        if key in self._covered:
            return True
        field = self._schema[key]
        text = self._editors[key].text()
        reading = field.take(text)
        missing = field.required and reading.value in (None, "", ())
        lost = _means_nothing(text, reading)
        doubts = reading.doubts
        if lost and not missing:
            doubts = (*doubts, Doubt("left_empty", _LEFT_EMPTY, key))
        self._say(key, doubts, wrong=lost or missing)
        return not missing

    def _drops(self, field: Field) -> bool:
        """Whether nothing of what was typed would be kept, and no saving was held up for it."""
        text = self._editors[field.key].text()
        if not _means_nothing(text, field.take(text)):
            return False
        told = self._told.get(field.key) == text
        self._told[field.key] = text
        return not told

    def _shortens(self, field: Field, known: str) -> bool:
        """Whether only a part of what was typed would be kept, and nobody was told so before."""
        text = self._editors[field.key].text()
        if self._doubts[field.key].text() in ("", known):
            return False
        kept = field.write(field.take(text).value)
        return squeeze(clean(text).text) != squeeze(kept)

    def _untouched(self, field: Field) -> bool:
        """Whether an input says what is stored; that stays as it is, however it is written."""
        stored = getattr(self._record, field.key)
        return bool(stored) and self._editors[field.key].text() == field.write(stored)

    def _say(self, key: str, doubts: Sequence[Doubt], *, wrong: bool = False) -> None:
        words = self._doubts[key]
        words.setText("\n".join(briefly(doubt.sentence) for doubt in doubts))
        words.setVisible(bool(doubts))
        if doubts:
            set_kind(words, "bad" if wrong else _KINDS[doubts[0].severity])
        focus = self._editors[key].focus
        if isinstance(focus, QLineEdit):
            focus.setProperty("invalid", "true" if wrong else "false")
            focus.style().unpolish(focus)
            focus.style().polish(focus)


def _means_nothing(text: str, reading: Reading) -> bool:
    """Whether something was typed of which nothing can be kept."""
    return bool(text.strip()) and reading.value in (None, ()) and bool(reading.doubts)
