"""The input for each kind of field; every one is read and written as text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from shuangyong_desktop.domain.fields import Field
from shuangyong_desktop.ui import theme

MOST_TYPED = 2000
_WIDEST = 640
_AROUND = 32
"""What a list of choices has beside its words: margins and the bar that scrolls it."""
_LONG_AGO = ("birth_date", "enlist_date", "discharge_date")
_HINTS = {
    "date": "如 2026-07-28、2026-07",
    "month": "如 2026-06",
    "id_number": "18位公民身份号码",
    "phone": "多个用顿号隔开",
    "money": "元",
    "tags": "用顿号隔开",
    "categories": "用顿号隔开",
}
_BORN = "如 1958-03-06、1958"


@dataclass(frozen=True)
class Editor:
    """An input as a form uses it: the widget that has the focus, and its text."""

    widget: QWidget
    focus: QWidget
    text: Callable[[], str]
    show: Callable[[str], None]


class Edits(QObject):
    """Tells one form that some input was changed or left."""

    edited = Signal(str)
    left = Signal(str)


def editor_for(field: Field, edits: Edits, choices: Sequence[str] = ()) -> Editor:
    """The input of `field`; `choices` are the words that the desk offers beside its kind's."""
    choices = choices or field.kind.choices
    if field.kind.name == "long_text":
        made = _area()
    elif field.kind.name in ("categories", "tags") and choices:
        made = _several(choices, field.key)
    elif choices:
        made = _choice(choices, free=field.kind.free)
    else:
        made = _line()
    focus = made.focus
    focus.setObjectName(field.key)
    focus.setAccessibleName(field.label)
    if isinstance(focus, QLineEdit):
        long_ago = field.key in _LONG_AGO
        focus.setPlaceholderText(_BORN if long_ago else _HINTS.get(field.kind.name, ""))
        focus.textEdited.connect(lambda _text: edits.edited.emit(field.key))
        focus.editingFinished.connect(lambda: edits.left.emit(field.key))
    elif isinstance(focus, QComboBox):
        focus.currentTextChanged.connect(lambda _text: edits.edited.emit(field.key))
        focus.activated.connect(lambda _row: edits.left.emit(field.key))
    elif isinstance(focus, QPlainTextEdit):
        focus.textChanged.connect(lambda: edits.edited.emit(field.key))
    return made


def _line() -> Editor:
    line = QLineEdit()
    line.setMaxLength(MOST_TYPED)
    return Editor(line, line, line.text, partial(_show_from_start, line))


def _area() -> Editor:
    area = QPlainTextEdit()
    area.setTabChangesFocus(True)
    area.setFixedHeight(theme.active().px(64))
    return Editor(area, area, area.toPlainText, area.setPlainText)


def _choice(choices: Sequence[str], *, free: bool) -> Editor:
    box = QComboBox()
    box.setEditable(free)
    box.addItem("")
    box.addItems(list(choices))
    widen_list(box)

    def show(text: str) -> None:
        if text and box.findText(text) < 0:
            box.addItem(text)
            widen_list(box)
        box.setCurrentText(text)

    return Editor(box, box, box.currentText, show)


def widen_list(box: QComboBox) -> None:
    """Let the list that `box` opens be as wide as its longest choice, up to half a screen."""
    view, px = box.view(), theme.active().px
    view.ensurePolished()
    metrics = view.fontMetrics()
    longest = max((metrics.horizontalAdvance(box.itemText(at)) for at in range(box.count())),
                  default=0)  # fmt: skip
    view.setMinimumWidth(min(longest + px(_AROUND), px(_WIDEST)))


def _several(choices: Sequence[str], name: str) -> Editor:
    """A line of words joined by 、 with a button that ticks them from a list."""
    whole = QWidget()
    line = QLineEdit(whole)
    line.setMaxLength(MOST_TYPED)
    opener = QPushButton("选择", whole)
    opener.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    opener.setObjectName(f"{name}_choose")
    opener.setAccessibleName("从列表中选择")
    layout = QHBoxLayout(whole)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(line, 1)
    layout.addWidget(opener)
    menu = QMenu(opener)
    actions = {word: menu.addAction(word) for word in choices}

    def words() -> list[str]:
        return [word for word in line.text().replace(",", "、").split("、") if word.strip()]

    def tick() -> None:
        for word, action in actions.items():
            action.setChecked(word in words())

    def choose(action: QAction) -> None:
        kept = [word for word in words() if word != action.text()]
        line.setText("、".join([*kept, action.text()] if action.isChecked() else kept))
        line.textEdited.emit(line.text())
        line.editingFinished.emit()

    for action in actions.values():
        action.setCheckable(True)
    menu.aboutToShow.connect(tick)
    menu.triggered.connect(choose)
    opener.setMenu(menu)
    return Editor(whole, line, line.text, partial(_show_from_start, line))


def _show_from_start(line: QLineEdit, text: str) -> None:
    """Show `text`, its beginning where it is longer than the line."""
    line.setText(text)
    line.setCursorPosition(0)
