"""One part of the settings: what it shows, how it is saved, how that is taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.undoing import Undoing
from shuangyong_desktop.ui.widgets.elements import card, column, label, paragraph, row, shortcut

READABLE = 720
"""How wide a section is at most, in pixels of the 100 % drawing."""
_ALMOST_ALL = 50


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
        self._error = paragraph("", "error", name=f"{self.key}_error")
        self.body = column(gap=10)
        whole = column(label(self.title, "title"), gap=8)
        if self.remark:
            whole.addWidget(paragraph(self.remark))
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

    def reload(self) -> None:
        """Show what is kept now, unless something here is being changed."""
        if not self.edited:
            self.say("")
            self.load()

    def touch(self) -> None:
        """Note that something was typed."""
        self.edited = True

    def say(self, sentence: str, kind: str = "bad") -> None:
        """Say what is wrong, below the inputs."""
        self._error.setText(briefly(sentence))
        self._error.setProperty("kind", kind)
        self._error.setVisible(bool(sentence))

    def keep(self, write: Callable[[], object], said: str) -> bool:
        """Do `write` as one undoable change and tell it; a Problem stands below the inputs."""
        before = self.desk.office.history.next_undo()
        try:
            write()
        except Problem as problem:
            self.say(problem.sentence)
            return False
        self.say("")
        self.edited = False
        change = self.desk.office.history.next_undo()
        new = change is not None and change != before
        undo = partial(self._undoing.undo, change) if change is not None and new else None
        self.desk.changed.emit()
        self.notices.toast(said, undo)
        return True


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
