"""家庭 in the ledger, and who belongs to them."""

from shuangyong_desktop.domain.households import Household
from shuangyong_desktop.storage.columns import sort_key
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.tables import (
    BorrowedDatabase,
    CommunityRow,
    HouseholdRow,
    PersonRow,
)
from shuangyong_desktop.storage.transaction import Transaction


class Households:
    """The households of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._database = BorrowedDatabase(ledger.connection)
        self._communities = Communities(ledger)

    def get(self, household_id: int) -> Household:
        """One household; raises KeyError when there is none of that id."""
        row = (
            HouseholdRow.select(
                HouseholdRow.name, CommunityRow.name, HouseholdRow.address, HouseholdRow.remarks
            )
            .left_outer_join(CommunityRow)
            .where(HouseholdRow.id == household_id)
            .tuples()
            .execute(self._database)
        )
        for name, community, address, remarks in row:
            return Household(
                id=household_id, name=name, community=community, address=address, remarks=remarks
            )
        raise KeyError(household_id)

    def members(self, household_id: int) -> list[int]:
        """The ids of the people who belong to a household."""
        rows = (
            PersonRow.select(PersonRow.id)
            .where(PersonRow.household == household_id)
            .order_by(PersonRow.id)
            .tuples()
            .execute(self._database)
        )
        return [number for (number,) in rows]

    def at_address(self, community: str | None, address: str) -> list[int]:
        """The ids of the people who live at `address` in a 村（社区）, however it is spaced."""
        rows = (
            PersonRow.select(PersonRow.id)
            .where(
                PersonRow.community == self._communities.ids().get(community or ""),
                PersonRow.address_key == sort_key(address),
            )
            .order_by(PersonRow.id)
            .tuples()
            .execute(self._database)
        )
        return [number for (number,) in rows]

    def add(self, change: Transaction, household: Household) -> int:
        """Write a new household; returns its id."""
        return change.insert("household", self._row(change, household))

    def update(self, change: Transaction, household: Household) -> bool:
        """Write what differs; returns whether anything did."""
        if household.id is None:
            raise ValueError("this household was never stored")
        return change.update("household", household.id, self._row(change, household))

    def _row(self, change: Transaction, household: Household) -> dict[str, Stored]:
        known = self._communities.learn(change, (household.community,))
        return {
            "name": household.name,
            "community_id": known.get(household.community or ""),
            "address": household.address,
            "remarks": household.remarks,
        }
