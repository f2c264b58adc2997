"""How much waits behind the tabs of the rail: counted in slices once the page stands."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk

_MOST_PEOPLE = 50_000
"""Larger ledgers are the program's reserve; there every change would start a long count."""


class Waiting(QObject):
    """`known` carries the key of a tab and how much is overdue or due there (UX §2.1)."""

    known = Signal(str, int)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._slices: Slices | None = None
        desk.closing.connect(self.stop)

    def begin(self) -> None:
        """Count anew; what was said stays until then."""
        self.stop()
        office = self._desk.office
        if office.people.counts().people > _MOST_PEOPLE:
            return
        steps = self._counting()
        self._slices = Slices(lambda: next(steps, (1, 1)), self)
        self._slices.start()

    def stop(self) -> None:
        """Count no further."""
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
            self._slices = None

    def _counting(self) -> Iterator[tuple[int, int]]:
        office = self._desk.office
        self.known.emit("moves", office.follow_ups.due_count() + len(office.zero_reports.overdue()))
        yield 0, 1
        self.known.emit("tasks", office.tasks.counts(self._desk.year).badge)
        yield 0, 1
        for counts in office.contacts.counting():
            if counts is not None:
                self.known.emit("contacts", counts.badge + office.appeals.counts().badge)
            yield 0, 1
