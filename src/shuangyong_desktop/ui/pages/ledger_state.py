"""What the ledger page shows: a filter, a typed search and an order; and whom that is."""

from array import array
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, field, replace

from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.people import LedgerView, Listing
from shuangyong_desktop.services.views import SavedView
from shuangyong_desktop.ui.pages.ledger_filter import LedgerFilter, whole
from shuangyong_desktop.ui.pages.ledger_order import LedgerOrder, Page, by_text, texts_of
from shuangyong_desktop.ui.widgets.columns import Column


@dataclass(frozen=True, slots=True)
class LedgerState:
    """The list that is on the page; a new one for every change."""

    filter: LedgerFilter
    query: str = ""
    order: LedgerOrder = field(default_factory=LedgerOrder)

    @property
    def view(self) -> LedgerView:
        """The same for the services, but for `members`."""
        order = self.order.indexed
        view = LedgerView(self.query, self.filter.person_filter)
        return view if order is None else replace(view, order=order)

    @property
    def plain(self) -> bool:
        """Whether its first ids can be shown before the rest is known."""
        partly = self.filter.watched or self.filter.shown
        return not self.query and not partly and self.order == LedgerOrder()

    def members(self, watched: Callable[[str], Container[int]]) -> Container[int] | None:
        """Those of the view's people who are meant; None where all of them are.

        `watched` tells the people of a view that needs a look at each record.
        """
        if self.filter.shown:
            return self.filter.shown.ids
        return watched(self.filter.watched) if self.filter.watched else None

    def cleared(self) -> "LedgerState":
        """The same search in the whole ledger."""
        return replace(self, filter=whole(self.filter.known, self.filter.today))

    def called(self, name: str) -> "LedgerState":
        """The same as the desk's own view of that name; "" for none."""
        return replace(self, filter=replace(self.filter, own=name))

    def saved(self, name: str, columns: Sequence[str]) -> SavedView:
        """What is kept of it under a name; a typed search is not."""
        kept = self.filter.saved(name)
        order = self.order
        return replace(kept, columns=tuple(columns), order=order.column, down=order.down)

    def opened(self, kept: SavedView, columns: Iterable[str], *, own: bool) -> "LedgerState":
        """What was kept; `own` says that it has a name at the left, `columns` can be sorted by."""
        order = LedgerOrder(kept.order, kept.down) if kept.order in columns else LedgerOrder()
        return LedgerState(self.filter.opened(kept, own=own), self.query, order)


def listing(
    office: Office,
    state: LedgerState,
    members: Container[int] | None,
    column: Column | None,
    page: Page,
) -> Listing:
    """Whom `state` shows, all of them, in its order; `column` is the one it is sorted by."""
    found = office.people.listing(state.view, whole=members is not None)
    ids = found.ids
    if members is not None:
        ids = array("I", (number for number in ids if number in members))
        found = Listing(ids, len(ids))
    if column is not None and (state.query or state.order.indexed is None):
        ids = by_text(ids, texts_of(ids, column, office, page), down=state.order.down)
    elif state.order.backwards:
        ids = array("I", reversed(ids))
    return replace(found, ids=ids)
