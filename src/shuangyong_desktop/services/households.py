"""家庭: who shares one roof, one plaque and one visit."""

from dataclasses import dataclass, replace

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.households import Household
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage.households import Households as Records
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People


@dataclass(frozen=True, slots=True)
class UnderOneRoof:
    """The household of somebody, its members with themselves, and others at the same address."""

    household: Household | None
    members: tuple[Person, ...]
    neighbours: tuple[Person, ...]


class Households:
    """The households of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._records = Records(ledger)
        self._people = People(ledger)

    def of(self, person_id: int) -> UnderOneRoof:
        """With whom somebody lives, and who else is registered at their address."""
        person = self._people.get(person_id)
        household, members = None, [person_id]
        if person.household_id is not None:
            household = self._records.get(person.household_id)
            members = self._records.members(person.household_id)
        same: list[int] = []
        if person.address:
            same = self._records.at_address(person.community, person.address)
        others = [number for number in same if number not in members]
        return UnderOneRoof(
            household, tuple(self._people.page(members)), tuple(self._people.page(others))
        )

    def join(self, person_id: int, other_id: int) -> None:
        """Put somebody into the household of another, as one undoable change.

        A household is founded, named after the other, where there was none. Raises Problem when
        both are in one already.
        """
        person, other = self._people.get(person_id), self._people.get(other_id)
        together = person.household_id is not None and person.household_id == other.household_id
        if person_id == other_id or together:
            raise Problem(f"“{person.name}”和“{other.name}”已经在同一家庭。", code="one_household")
        with self._ledger.transaction(f"加入家庭：{person.name} 加入{other.name}户") as change:
            household = other.household_id
            if household is None:
                founded = Household(
                    name=other.name, community=other.community, address=other.address
                )
                household = self._records.add(change, founded)
                self._people.update(change, replace(other, household_id=household))
            self._people.update(change, replace(person, household_id=household))

    def leave(self, person_id: int) -> None:
        """Take somebody out of their household, as one undoable change."""
        person = self._people.get(person_id)
        if person.household_id is None:
            raise Problem(f"“{person.name}”没有登记家庭。", code="no_household")
        with self._ledger.transaction(f"移出家庭：{person.name}") as change:
            self._people.update(change, replace(person, household_id=None))
