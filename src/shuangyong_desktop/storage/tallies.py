"""Counting people by community, categories and status, for every number beside a filter.

The numbers are kept by triggers of the tables (`storage.rungs`), so that they are there at once
however many people there are.
"""

from collections.abc import Iterator

from shuangyong_desktop.domain.search import ASKED_BY_WORD
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.tallies import Tally
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.ledger import Ledger


class Tallies:
    """The counts of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def every(self) -> Iterator[Tally]:
        """How many people share community, categories and status; each person counts once."""
        codes = {1 << bit: code for code, bit in Categories(self._ledger).bits().items()}
        rows = self._ledger.connection.execute(
            "SELECT coalesce(community.name, ''), category_mask, status, people"
            " FROM tally LEFT JOIN community ON community.id = tally.community_id"
            " WHERE people > 0"
        )
        for community, mask, status, people in rows:
            held = tuple(code for bit, code in codes.items() if mask & bit)
            yield Tally(community, held, PersonStatus[status], people)

    def tags(self, limit: int = 40) -> list[str]:
        """The tags in use, those of most people first."""
        rows = self._ledger.connection.execute(
            "SELECT tag FROM person_tag GROUP BY tag ORDER BY count(*) DESC, tag LIMIT ?", (limit,)
        )
        return [tag for (tag,) in rows]

    def words(self, column: str, limit: int = 12) -> list[str]:
        """What stands in a column of `ASKED_BY_WORD`, the words of most people first."""
        if column not in ASKED_BY_WORD:
            raise ValueError(f"no list is asked for by {column}")
        rows = self._ledger.connection.execute(
            f"SELECT {column} FROM person WHERE {column} IS NOT NULL"  # noqa: S608
            f" GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT ?",
            (limit,),
        )
        return [word for (word,) in rows]


def miscounted(connection: Connection) -> int:
    """How many of the numbers are not those of the people themselves: always 0."""
    (wrong,) = connection.execute(
        "WITH live AS (SELECT coalesce(community_id, 0) AS community_id, category_mask, status,"
        " count(*) AS people FROM person GROUP BY 1, 2, 3)"
        " SELECT (SELECT count(*) FROM (SELECT * FROM live EXCEPT SELECT * FROM tally))"
        " + (SELECT count(*) FROM tally WHERE people != 0 AND NOT EXISTS (SELECT 1 FROM live"
        " WHERE live.community_id = tally.community_id"
        " AND live.category_mask = tally.category_mask AND live.status = tally.status))"
    ).fetchone()
    return int(wrong)
