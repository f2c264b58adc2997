"""常用视图 that need a look at each record: old age, what has to be verified, no telephone.

The records are read in slices after the page has been painted, so that these views cost the
first paint nothing; their counts stand there a moment later.
"""

from array import array
from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtCore import QObject, Signal

from shuangyong_desktop.domain.ages import reaches
from shuangyong_desktop.domain.categories import BY_CODE
from shuangyong_desktop.domain.fields import Severity
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.services.people import LedgerView, People
from shuangyong_desktop.ui.background import Slices

OLD, UNVERIFIED, NO_PHONE = "年满80周岁", "待核实", "缺电话"
OLD_AGE = 80
_PAGE = 64


def is_old(person: Person, today: date) -> bool:
    """年满80周岁（截至今天）; whose birth date leaves it open is not counted (DESIGN 25)."""
    return reaches(person.birth_date, OLD_AGE, today) is True


def has_to_be_verified(person: Person) -> bool:
    """Whether something that every paper needs is missing or doubtful."""
    if not (person.id_number and person.categories and person.community and person.birth_date):
        return True
    if any(code in BY_CODE and BY_CODE[code].vague for code in person.categories):
        return True
    doubts = PEOPLE["id_number"].read(person.id_number).doubts
    return any(doubt.severity is not Severity.INFO for doubt in doubts)


class Watch(QObject):
    """Who of those on the ledger belongs to each of these views; `known` when it is counted."""

    known = Signal()

    def __init__(self, people: Callable[[], People], today: date, parent: QObject) -> None:
        super().__init__(parent)
        self._people = people
        self._tests: dict[str, Callable[[Person], bool]] = {
            OLD: lambda person: is_old(person, today),
            UNVERIFIED: has_to_be_verified,
            NO_PHONE: lambda person: not person.phone,
        }
        self._found: dict[str, set[int]] | None = None
        self._steps: Iterator[tuple[int, int]] | None = None
        self._slices: Slices | None = None

    def count(self, view: str) -> int | None:
        """How many people a view has; None while that is not known yet."""
        return None if self._found is None else len(self._found[view])

    def people_of(self, view: str) -> set[int]:
        """The ids of a view, counted now if that has not been done."""
        if self._found is None:
            for _ in self._counting():
                pass
        return (self._found or {})[view]

    def begin(self) -> None:
        """Count anew, slice by slice; what was known stays until then."""
        self.stop()
        steps = self._counting()
        self._slices = Slices(lambda: next(steps, (1, 1)), self)
        self._slices.finished.connect(self.known)
        self._slices.start()

    def stop(self) -> None:
        """Count no further."""
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
            self._slices = None

    def _counting(self) -> Iterator[tuple[int, int]]:
        people = self._people()
        ids: array[int] = people.listing(LedgerView()).ids
        found: dict[str, set[int]] = {view: set() for view in self._tests}
        for start in range(0, len(ids), _PAGE):
            for person in people.page(ids[start : start + _PAGE]):
                for view, test in self._tests.items():
                    if test(person):
                        found[view].add(person.id or 0)
            yield start, len(ids) + 1
        self._found = found
        yield len(ids) + 1, len(ids) + 1
