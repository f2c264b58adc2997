"""家庭成员: relatives who stand on the ledger themselves are linked with their own record."""

from dataclasses import replace

from shuangyong_desktop.domain.families import RELATIVES, Relative
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.registers import Entries
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.transaction import Transaction


class Relatives(Entries[Relative]):
    """The relatives of the people of one open ledger."""

    def __init__(self, ledger: Ledger) -> None:
        super().__init__(ledger, RELATIVES)
        self._persons = People(ledger)

    def put(self, change: Transaction, record: Relative) -> int:
        """Write a relative within `change`, linked with the one person it certainly is."""
        linked = record.relative_id or self._on_the_ledger(record)
        return super().put(change, replace(record, relative_id=linked))

    def _on_the_ledger(self, relative: Relative) -> int | None:
        """Whom of the same name the birth date or the telephone tells; None for nobody."""
        namesakes = self._persons.page(self._persons.with_name(relative.name or ""))
        meant = [one for one in namesakes if one.id != relative.person_id and _same(relative, one)]
        return meant[0].id if len(meant) == 1 else None


def _same(relative: Relative, person: Person) -> bool:
    born = bool(relative.birth_date) and relative.birth_date == person.birth_date
    return born or (bool(relative.phone) and relative.phone == person.phone)
