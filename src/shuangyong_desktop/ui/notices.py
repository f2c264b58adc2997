"""What the program says and asks: the only message boxes and file dialogs."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox, QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import picture
from shuangyong_desktop.ui.widgets.toast import Toast

_ICON = 28
_FAULT = (
    "程序遇到意外情况，刚才的操作没有完成，已保存的数据没有改动。请重试；仍不行时请重新打开程序。"
)


class Notices(Protocol):
    """What pages may say and ask; tests put a recorder in its place."""

    def tell(self, sentence: str) -> None:
        """Say `sentence` in a box that waits."""

    def fail(self, error: BaseException) -> None:
        """Say what went wrong: a Problem in its own words, a fault of ours in one sentence."""

    def ask(self, question: str, verb: str) -> bool:
        """Whether the clerk chose `verb`; the safe answer 取消 is the default."""

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """Say `sentence` without stopping the work, with 撤销 where `undo` is given."""

    def open_file(self, title: str, endings: str) -> Path | None:
        """Let the clerk choose a file; `endings` like “花名册 (*.xls *.xlsx)”."""

    def open_folder(self, title: str) -> Path | None:
        """Let the clerk choose a folder."""

    def save_file(self, title: str, suggested: str, endings: str) -> Path | None:
        """Let the clerk say where a file goes."""


class WindowNotices(QObject):
    """Notices in front of a window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._toast = Toast(window)

    def tell(self, sentence: str) -> None:
        """See Notices."""
        self._show(self._box("info-circle", "info", sentence, "知道了"))

    def fail(self, error: BaseException) -> None:
        """See Notices; what is no Problem goes to the log without its text."""
        if isinstance(error, Problem):
            self._show(self._box("alert-triangle", "warn", error.sentence, "知道了"))
            return
        # The text of an exception may hold personal data; its place in the program does not.
        import logging  # noqa: PLC0415 (only a fault needs it)

        log = logging.getLogger(__name__)
        log.error("fault %s", type(error).__name__, exc_info=stripped(error))
        self._show(self._box("alert-triangle", "bad", _FAULT, "知道了"))

    def ask(self, question: str, verb: str) -> bool:
        """See Notices."""
        box = self._box("help", "info", question, "取消")
        # Of this role stands right of 取消, as the verb of every dialog of ours.
        chosen = box.addButton(verb, QMessageBox.ButtonRole.ApplyRole)
        return self._show(box) is chosen

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        """See Notices."""
        self._toast.say(briefly(sentence), undo)

    def reach_toast(self) -> None:
        """Put the keyboard on 撤销 (F8)."""
        self._toast.reach()

    def hush(self) -> None:
        """Take the last toast away: it may name somebody, and its 撤销 is over."""
        self._toast.hush()

    def open_file(self, title: str, endings: str) -> Path | None:
        """See Notices."""
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, "", endings)
        return Path(chosen) if chosen else None

    def open_folder(self, title: str) -> Path | None:
        """See Notices."""
        chosen = QFileDialog.getExistingDirectory(self._window, title)
        return Path(chosen) if chosen else None

    def save_file(self, title: str, suggested: str, endings: str) -> Path | None:
        """See Notices."""
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, suggested, endings)
        return Path(chosen) if chosen else None

    def _show(self, box: QMessageBox) -> QAbstractButton | None:
        """Let `box` wait for its answer; the button pressed, None when it went with the window."""
        box.exec()
        if not isValid(box):
            return None
        pressed = box.clickedButton()
        box.deleteLater()
        return pressed

    def _box(self, icon: str, tint: str, sentence: str, safe: str) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setWindowTitle("双拥工作台账")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIconPixmap(picture(icon, tint, _ICON))
        box.setText(briefly(sentence))
        px = theme.active().px
        box.layout().setContentsMargins(px(18), px(18), px(18), px(16))  # type: ignore[union-attr]
        default = box.addButton(safe, QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(default)
        box.setEscapeButton(default)
        return box


def stripped(error: BaseException) -> BaseException:
    """`error` with its traceback but without its text, which may hold personal data."""
    bare = RuntimeError(type(error).__name__)
    return bare.with_traceback(error.__traceback__)
