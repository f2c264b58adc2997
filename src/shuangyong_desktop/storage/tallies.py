"""Counting people by community, categories and status, for every number beside a filter."""

from collections.abc import Iterator

from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import Tally
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger


class Tallies:
    """The counts of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def every(self) -> Iterator[Tally]:
        """How many people share community, categories and status; each person counts once.

        Read from a covering index, never from the wide table (PERFORMANCE §2).
        """
        codes = {1 << bit: code for code, bit in Categories(self._ledger).bits().items()}
        rows = self._ledger.connection.execute(
            "SELECT coalesce(community.name, ''), category_mask, status, count(*)"
            " FROM person INDEXED BY person_by_place"
            " LEFT JOIN community ON community.id = person.community_id"
            " GROUP BY community_id, category_mask, status"
        )
        for community, mask, status, people in rows:
            held = tuple(code for bit, code in codes.items() if mask & bit)
            yield Tally(community, held, PersonStatus[status], people)
