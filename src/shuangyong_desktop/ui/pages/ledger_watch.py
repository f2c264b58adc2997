"""Counts beside the views that need a look at many records.

They are counted in slices after the page has been painted, so that they cost the first paint
nothing; they stand there a moment later. In a ledger of very many people nobody is counted
before such a view is opened.
"""

from array import array
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from shuangyong_desktop.domain.categories import BY_CODE
from shuangyong_desktop.domain.people import PEOPLE, Person
from shuangyong_desktop.services.people import LedgerView, People
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.pages.ledger_filter import ASKED, UNVERIFIED, LedgerFilter

MOST = 50_000
"""People beyond whom nothing is counted before it is asked for."""
_PAGE = 64
_NUMBERS = ("id_number", "phone", "kin_phone", "bank_account")


def has_to_be_verified(person: Person) -> bool:
    """Whether something that every paper needs is missing or doubtful."""
    if not (person.id_number and person.categories and person.community and person.birth_date):
        return True
    if any(code in BY_CODE and BY_CODE[code].vague for code in person.categories):
        return True
    return any(PEOPLE[key].to_verify(getattr(person, key)) for key in _NUMBERS)


class Watch(QObject):
    """How many of those on the ledger each of these views has; `known` when it is counted."""

    known = Signal()

    def __init__(self, people: Callable[[], People], whole: LedgerFilter, parent: QObject) -> None:
        super().__init__(parent)
        self._people = people
        self._whole = whole
        self._counts: dict[str, int] = {}
        self._unverified: set[int] | None = None
        self._steps: Iterator[tuple[int, int]] | None = None
        self._slices: Slices | None = None

    def count(self, view: str) -> int | None:
        """How many people a view has; None while that is not known."""
        return self._counts.get(view)

    def people_of(self, view: str) -> set[int]:
        """The ids of 待核实, looked through now if that has not been done."""
        if view != UNVERIFIED:
            raise KeyError(view)
        if self._unverified is None:
            for _ in self._looking():
                pass
        return self._unverified or set()

    def begin(self) -> None:
        """Count anew, slice by slice; what was known stays until then."""
        self.stop()
        if self._people().counts().people > MOST:
            self._counts.clear()
            self._unverified = None
            return
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
        counts = {}
        for view in ASKED:
            counts[view] = self._people().listing(LedgerView(only=self._whole.asked(view))).total
            yield 0, 1
        yield from self._looking()
        self._counts = {**counts, UNVERIFIED: len(self._unverified or ())}
        yield 1, 1

    def _looking(self) -> Iterator[tuple[int, int]]:
        people = self._people()
        ids: array[int] = people.listing(LedgerView()).ids
        found: set[int] = set()
        for start in range(0, len(ids), _PAGE):
            page = people.page(ids[start : start + _PAGE])
            found |= {person.id or 0 for person in page if has_to_be_verified(person)}
            yield 0, 1
        self._unverified = found
