"""Who is due a plaque or a card, read in one pass over a few columns (DOMAIN §4.11)."""

from collections.abc import Iterator, Sequence
from typing import Any

from shuangyong_desktop.domain.categories import mask_of
from shuangyong_desktop.domain.handouts import Holder
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.storage.categories import Categories
from shuangyong_desktop.storage.ledger import Ledger


class Holders:
    """The qualifying people of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection
        self._categories = Categories(ledger)

    def qualifying(self, categories: Sequence[str]) -> Iterator[Holder]:
        """Everybody on the ledger with one of `categories`, by 村（社区） and address."""
        bits = self._categories.bits()
        mask = mask_of((code for code in categories if code in bits), bits)
        rows: Iterator[Sequence[Any]] = self._connection.execute(
            "SELECT person.id, household_id, plaque_hung, preferential_card, card_status,"
            " card_issue_date FROM person LEFT JOIN community ON community.id = community_id"
            " WHERE status = ? AND category_mask & ? != 0"
            " ORDER BY community.position = 0, community.position, community.sort_key,"
            "  address_key, person.id",
            (PersonStatus.ACTIVE.name, mask),
        )
        for number, household, hung, *card in rows:
            yield Holder(number, household, None if hung is None else bool(hung), *card)
