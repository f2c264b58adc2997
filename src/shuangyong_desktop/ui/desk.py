"""The opened ledger as the pages see it: its services, one signal, and the cover on ID numbers."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from shuangyong_desktop.services.office import Office

_SHOWN_MS = 5 * 60 * 1000


class Desk(QObject):
    """The services of one opened ledger.

    `changed` is emitted once after every write; the visible page asks its service again and
    hidden pages do so when they are shown. `closing` comes before the ledger closes: pages
    then end what they hold. `covered` says whether ID numbers, telephones and
    accounts are masked; showing lasts five minutes (DESIGN 27). `busy` is True while a page
    writes in slices: the window then neither locks nor closes. `scratch` is a private folder
    for previews, emptied when the ledger is opened and closed.
    """

    changed = Signal()
    closing = Signal()
    cover_changed = Signal(bool)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.office = office
        self.busy = False
        self.scratch = office.path.parent / "预览"
        self._sweep()
        self._covered = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SHOWN_MS)
        self._timer.timeout.connect(self.cover)

    @property
    def covered(self) -> bool:
        """Whether personal numbers are masked on screen."""
        return self._covered

    def cover(self) -> None:
        """Mask personal numbers again."""
        self._set(covered=True)

    def uncover(self) -> None:
        """Show personal numbers for five minutes."""
        self._set(covered=False)
        self._timer.start()

    def close(self) -> None:
        """Remove the previews and close the ledger; no job may be running."""
        self._timer.stop()
        self._sweep()
        self.office.close()

    def _sweep(self) -> None:
        """Empty the folder of previews: they show ID numbers in full (SECURITY §7)."""
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(mode=0o700, exist_ok=True)

    def _set(self, *, covered: bool) -> None:
        self._timer.stop()
        if covered != self._covered:
            self._covered = covered
            self.cover_changed.emit(covered)
