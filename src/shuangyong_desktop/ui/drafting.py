"""Drafts of forms: what is typed is kept every few seconds, and when the form goes unsaved."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFrame

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.widgets.elements import button, paragraph, row

LEFT_AS_DRAFT = "没有保存。填写的内容留作草稿，24小时内再打开时会接上。"
_EVERY_MS = 5000


class DraftStrip(QFrame):
    """Says that a form begins with its draft, and throws that away; hidden at first."""

    def __init__(self, drop: Callable[[], object], name: str = "") -> None:
        super().__init__()
        self.setObjectName(f"{name}draft_strip")
        self.setProperty("role", "hollow")
        row(
            paragraph("已接上没有保存的草稿。", "note", kind="warn"),
            button("丢弃草稿", drop, kind="link", name=f"{name}drop_draft"),
            into=self,
            stretch=0,
        )
        self.hide()


class Drafting(QObject):
    """Keeps what `texts` gives as the draft of one form after another.

    Nothing typed is lost by Esc, by the lock, by closing the window or by a fault of the PC:
    it is there again when the same form is opened within a day.
    """

    def __init__(self, desk: Desk, texts: Callable[[], Mapping[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._texts = texts
        self._form = ""
        self._touched = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._keep_in_passing)
        desk.closing.connect(self.keep)

    def begin(self, form: str) -> Mapping[str, str] | None:
        """Watch `form` from now on; the texts of its earlier draft, if there is one."""
        self.keep()
        self._form = form
        return self._desk.office.unsaved.of(form)

    def touch(self) -> None:
        """Note that something was typed."""
        self._touched = True
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> bool:
        """Keep what was typed since the last time; whether there was anything."""
        self._timer.stop()
        kept = self._touched
        if kept:
            self._touched = False
            self._desk.office.unsaved.keep(self._form, self._texts())
        return kept

    def drop(self) -> None:
        """Forget the draft: the form was saved, or its draft thrown away."""
        self._timer.stop()
        self._touched = False
        self._desk.office.unsaved.drop(self._form)

    def _keep_in_passing(self) -> None:
        if self._desk.busy:
            self._timer.start()  # a half-written import is no place for a draft
        else:
            self.keep()
