"""In which order the ledger is listed: by the index where there is one, else by the texts."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.domain.reminders import Reminder
from shuangyong_desktop.domain.search import PersonOrder
from shuangyong_desktop.domain.text import natural_key
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.views import Listed
from shuangyong_desktop.ui.widgets.columns import Column

_INDEXED = {
    "name": (PersonOrder.NAME, False),
    "community": (PersonOrder.PLACE, False),
    "address": (PersonOrder.PLACE, False),
    "birth_date": (PersonOrder.BIRTH, False),
    "sex_age": (PersonOrder.BIRTH, True),  # the oldest were born first
    "age": (PersonOrder.BIRTH, True),
}
_PAGE = 256
Page = Callable[[Sequence[int]], Sequence[Listed]]
"""Gets the lines of some people, in the order of their ids."""


@dataclass(frozen=True, slots=True)
class LedgerOrder:
    """A column, up or down; without a column by community and address, as papers are."""

    column: str = ""
    down: bool = False

    @property
    def indexed(self) -> PersonOrder | None:
        """The order that the services know for this; None where the texts must be read."""
        return _INDEXED.get(self.column, (PersonOrder.PLACE if not self.column else None, False))[0]

    @property
    def backwards(self) -> bool:
        """Whether the indexed order has to be turned round."""
        return self.down != _INDEXED.get(self.column, (None, False))[1]

    def pressed(self, column: str) -> "LedgerOrder":
        """After the heading of `column` was pressed: up, down, then as before."""
        if column != self.column:
            return LedgerOrder(column)
        return LedgerOrder() if self.down else LedgerOrder(column, down=True)


def by_text(ids: "array[int]", texts: Mapping[int, str], *, down: bool) -> "array[int]":
    """`ids` in the natural order of their `texts`; who has nothing there comes last."""
    full = [number for number in ids if texts.get(number)]
    bare = [number for number in ids if not texts.get(number)]
    full.sort(key=lambda number: natural_key(texts[number]), reverse=down)
    return array("I", [*full, *bare])


def texts_of(ids: "array[int]", column: Column, office: Office, page: Page) -> Mapping[int, str]:
    """What `column` is sorted by: days and reminders by what they mean, all else as shown.

    A column of the record itself is read by itself; any other needs the lines of the list.
    """
    if column.key in _OF_THE_RECORD:
        return office.people.texts(column.key)
    if column.key == "met_on":
        return office.views.met_on(ids)
    found = {}
    for start in range(0, len(ids), _PAGE):
        for line in page(ids[start : start + _PAGE]):
            found[line.person.id or 0] = _sortable(column, line)
    return found


def _sortable(column: Column, line: Listed) -> str:
    if column.key == "hint":
        return f"{_PRESSING.index(line.reminder):02d}" if line.reminder else ""
    return column.text(line, False)  # noqa: FBT003 (a Writer)


_PRESSING = tuple(Reminder)
_LINKED = ("categories", "tags", "community")
_OF_THE_RECORD = frozenset(field.key for field in PEOPLE if field.key not in _LINKED)
