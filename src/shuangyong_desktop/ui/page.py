"""What the frame asks of a page, and how a page hears of changes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices

BACK = "back"
"""Asks the frame for the page from which somebody's file was opened."""


@dataclass(frozen=True)
class Primary:
    """The one red button of a page."""

    words: str
    icon: str
    act: Callable[[], object]


class Page(QWidget):
    """One page of the window.

    A visible page reloads when the desk has changed; a hidden one when it is shown again.
    `heading_changed` asks the frame to show title, note and primary button anew; `search_left`
    to empty the search, because the page shows something else.
    """

    title = ""
    heading_changed = Signal()
    search_left = Signal()

    def __init__(self, desk: Desk, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.desk = desk
        self.notices = notices
        self._stale = True
        desk.changed.connect(self._hear)
        desk.year_changed.connect(self._hear)

    @property
    def note(self) -> str:
        """A few words beside the title."""
        return ""

    @property
    def part_in_front(self) -> str:
        """The key of the part that is shown; empty on a page without parts."""
        return ""

    @property
    def unsaved(self) -> bool:
        """Whether something typed here would be lost with the page."""
        return False

    @property
    def keeps_draft(self) -> bool:
        """Whether what is unsaved here is there again when the page comes back."""
        return False

    @property
    def primary(self) -> Primary | None:
        """What the one red button does; None when there is nothing to do here."""
        return None

    def reload(self) -> None:
        """Ask the services again and show what they say."""

    def search(self, text: str) -> None:
        """Show what fits `text`; pages without a search leave it alone."""

    def take_list(self, path: Path) -> bool:  # noqa: ARG002 (for those that have one)
        """Import a spreadsheet dropped on the window; False on a page without an own import."""
        return False

    def show_part(self, key: str) -> None:
        """Show the part `key` of a page that has parts."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _hear(self) -> None:
        if self.isVisible():
            self.reload()
        else:
            self._stale = True
