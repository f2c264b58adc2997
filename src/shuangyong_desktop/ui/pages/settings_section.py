"""One part of the settings: what it shows, how it is saved, how that is taken back."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.drafting import Drafting, DraftStrip
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import card, column, label, paragraph, row, shortcut

READABLE = 720
"""How wide a section is at most, in pixels of the 100 % drawing."""
_ALMOST_ALL = 50
Input = QLineEdit | QPlainTextEdit | QSpinBox | QComboBox


class Section(QWidget):
    """A heading, a remark, and inputs below each other; `edited` while something is unsaved."""

    key = ""
    title = ""
    remark = ""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "scrolled")
        self.setObjectName(f"settings_{self.key}")
        self.desk = desk
        self.notices = notices
        self.edited = False
        self._undoing = Undoing(desk, notices)
        desk.closing.connect(self.finish_typing)
        self._drafting = Drafting(desk, self.typed, self)
        self._strip = DraftStrip(self._throw_away_draft, f"{self.key}_")
        self._error = paragraph("", "error", name=f"{self.key}_error")
        self.body = column(gap=10)
        whole = column(label(self.title, "title"), gap=8)
        if self.remark:
            whole.addWidget(paragraph(self.remark))
        whole.addWidget(self._strip)
        whole.addLayout(self.body)
        whole.addWidget(self._error)
        whole.addStretch(1)
        inner = card(whole, padding=24)
        inner.setMaximumWidth(theme.active().px(READABLE))
        layout = row(inner, 1, into=self, margin=20)
        layout.setStretchFactor(inner, _ALMOST_ALL)
        layout.setAlignment(inner, Qt.AlignmentFlag.AlignTop)
        self._error.hide()
        shortcut("Ctrl+S", self, self.save)

    def load(self) -> None:
        """Show what is kept now."""

    def save(self) -> None:
        """Keep what was typed (Ctrl+S); a section that is worn at once has nothing to keep."""

    def typed(self) -> dict[str, str]:
        """What stands in the inputs, by their names: it waits as a draft when it goes unsaved."""
        return {box.objectName(): _text_of(box) for box in self._boxes()}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put `texts`, or some of them, back into the inputs."""
        for box in self._boxes():
            if box.objectName() in texts:
                box.blockSignals(True)  # noqa: FBT003 (Qt's own order; filling is no typing)
                _show_text(box, texts[box.objectName()])
                box.blockSignals(False)  # noqa: FBT003

    def _boxes(self) -> list[Input]:
        """Every input of the section; the inner line of a number or a choice is none."""
        return [
            box
            for box in self.findChildren(QWidget)
            if isinstance(box, Input) and not box.objectName().startswith("qt_")
        ]

    def finish_typing(self) -> None:
        """Take over what is being typed at this moment: the window locks or closes."""

    def reload(self) -> None:
        """Show what is kept now, or the draft that waits, unless something is being changed."""
        if self.edited:
            return
        self.say("")
        self.load()
        draft = self._drafting.begin(f"settings:{self.key}")
        if draft:
            self.retype(draft)
            self.edited = True
        self._strip.setVisible(bool(draft))

    def touch(self) -> None:
        """Note that something was typed."""
        self.edited = True
        self._drafting.touch()

    def say(self, sentence: str, kind: str = "bad") -> None:
        """Say what is wrong, below the inputs."""
        self._error.setText(briefly(sentence))
        self._error.setProperty("kind", kind)
        self._error.setVisible(bool(sentence))

    def keep(self, write: Callable[[], object], said: str, *, only: str = "") -> bool:
        """Do `write` as one undoable change and tell it; a Problem stands below the inputs.

        Where `only` one of the inputs was kept, what is typed in the others stays.
        """
        before = self.desk.office.history.next_undo()
        typed = self.typed()
        try:
            write()
        except Problem as problem:
            self.say(problem.sentence)
            return False
        self.say("")
        self._forget_draft()
        if only:
            self._keep_typing({key: text for key, text in typed.items() if key != only})
        new = self.desk.office.history.next_undo() != before
        self._undoing.written(said, changes=int(new))
        return True

    def _keep_typing(self, texts: Mapping[str, str]) -> None:
        """Show what is kept now, and of `texts` what is not kept yet."""
        self.load()
        kept = self.typed()
        unsaved = {key: text for key, text in texts.items() if text != kept.get(key, "")}
        if unsaved:
            self.retype(unsaved)
            self.touch()

    def _forget_draft(self) -> None:
        self.edited = False
        self._drafting.drop()
        self._strip.hide()

    def _throw_away_draft(self) -> None:
        """Show what is kept, without what was typed."""
        self._forget_draft()
        self.load()


def _text_of(box: Input) -> str:
    if isinstance(box, QPlainTextEdit):
        return box.toPlainText()
    return box.currentText() if isinstance(box, QComboBox) else box.text()


def _show_text(box: Input, text: str) -> None:
    if isinstance(box, QPlainTextEdit):
        box.setPlainText(text)
    elif isinstance(box, QComboBox):
        box.setCurrentText(text)
    elif isinstance(box, QSpinBox):
        box.setValue(box.valueFromText(text))
    else:
        box.setText(text)


def lines_edit(name: str, says: str, lines: int, touched: Callable[[], object]) -> QPlainTextEdit:
    """An input of one entry per line."""
    edit = QPlainTextEdit()
    edit.setObjectName(name)
    edit.setAccessibleName(says)
    edit.setTabChangesFocus(True)
    edit.setMinimumHeight(edit.fontMetrics().lineSpacing() * lines + theme.active().px(16))
    edit.textChanged.connect(touched)
    return edit


def show_lines(edit: QPlainTextEdit, lines: tuple[str, ...]) -> None:
    """Put `lines` into an input without counting that as typing."""
    edit.blockSignals(True)  # noqa: FBT003 (Qt's own order)
    edit.setPlainText("\n".join(lines))
    edit.blockSignals(False)  # noqa: FBT003
