"""The opened ledger as the pages see it: its services, its signals, and the cover on ID numbers."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from shuangyong_desktop.services.office import Office

_MS_PER_MINUTE = 60 * 1000


class Desk(QObject):
    """The services of one opened ledger.

    `changed` is emitted once after every write; the visible page asks its service again and
    hidden pages do so when they are shown. `closing` comes before the pages go: they then end
    what they hold. `covered` says whether ID numbers, telephones and accounts are masked; showing
    lasts as long as the preferences say (DESIGN 27). `busy` is True while a page writes in
    slices: the window then neither locks nor closes. `year` is what the selector in the top bar
    says: the year of the visit plans. `lost` says that the ledger is closed and only the door
    leads back. `scratch` is a private folder for previews, emptied when the ledger is opened and
    closed. `people_wanted` carries a title and the ids of the people whom the ledger page is to
    show.
    """

    changed = Signal()
    closing = Signal()
    cover_changed = Signal(bool)
    year_changed = Signal(int)
    dress_changed = Signal()
    replaced = Signal()
    lost = Signal()
    lock_wanted = Signal()
    people_wanted = Signal(str, object)
    demo_wanted = Signal()
    demo_ended = Signal()

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.busy = False
        self.scratch = office.path.parent / "预览"
        self._sweep()
        self._year = date.today().year  # noqa: DTZ011 (the clerk's own calendar)
        self._covered = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.cover)

    @property
    def covered(self) -> bool:
        """Whether personal numbers are masked on screen."""
        return self._covered

    @property
    def year(self) -> int:
        """The year whose visit plans are shown."""
        return self._year

    def show_year(self, year: int) -> None:
        """Show the visit plans of `year` from now on."""
        if year != self._year:
            self._year = year
            self.year_changed.emit(year)

    def cover(self) -> None:
        """Mask personal numbers again."""
        self._set(covered=True)

    def uncover(self) -> None:
        """Show personal numbers for the minutes of the preferences."""
        self._set(covered=False)
        self._timer.start(self.office.settings.preferences().uncovered_minutes * _MS_PER_MINUTE)

    def dress(self) -> None:
        """Say that another look was chosen: the window builds its pages anew."""
        self.dress_changed.emit()

    def take_over(self, office: Office) -> None:
        """Work on `office` from now on, the one before being closed: a backup was restored."""
        self.office = office
        self.replaced.emit()

    def close(self) -> None:
        """Remove the previews and close the ledger; no job may be running."""
        self._timer.stop()
        self._sweep()
        self.office.close()

    def give_up(self) -> None:
        """Remove the previews of a ledger that is closed already."""
        self._timer.stop()
        self._sweep()

    def _sweep(self) -> None:
        """Empty the folder of previews: they show ID numbers in full (SECURITY §7)."""
        for copy in self.scratch.glob("*"):
            with suppress(OSError):
                copy.chmod(0o600)  # what was opened outside is read-only, and Windows keeps such
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(mode=0o700, exist_ok=True)

    def _set(self, *, covered: bool) -> None:
        self._timer.stop()
        if covered != self._covered:
            self._covered = covered
            self.cover_changed.emit(covered)
