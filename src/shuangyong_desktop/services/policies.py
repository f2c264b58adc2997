"""政策文件: what is in force and may be cited from replies and payments (DOMAIN §4.14)."""

from datetime import date

from shuangyong_desktop.domain.rolls.policies import POLICIES, Policy, citation, in_force
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger


class Policies(Entries[Policy]):
    """The policies of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, POLICIES)

    def in_force(self, day: date | None = None) -> list[Policy]:
        """The policies that hold on `day` (today), newest first."""
        on = day or self._ledger.clock().date()
        return [policy for policy in self.every() if in_force(policy, on)]

    def citations(self, day: date | None = None) -> tuple[str, ...]:
        """What a form offers where a policy may be cited: 《…》（文号） of those in force."""
        return tuple(dict.fromkeys(citation(policy) for policy in self.in_force(day)))
