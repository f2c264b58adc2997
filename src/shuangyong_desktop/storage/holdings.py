"""类别认定 in the ledger: what is known about each category of a person."""

from collections.abc import Sequence
from typing import Any

from shuangyong_desktop.domain.holdings import Holding
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_DETAILS = ("since", "until", "basis", "certificate")
_SELECT = (
    "SELECT person_category.id, person_id, category.name, since, until, basis, certificate"
    " FROM person_category JOIN category ON category.code = person_category.category"
)


class Holdings:
    """The holdings of one ledger. Which categories somebody has is written with the person."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def ids(self, person_id: int) -> list[int]:
        """The holdings of a person, in the order of their categories."""
        rows = self._connection.execute(
            "SELECT id FROM person_category WHERE person_id = ? ORDER BY id", (person_id,)
        )
        return [number for (number,) in rows]

    def page(self, ids: Sequence[int]) -> list[Holding]:
        """The holdings of `ids`, in that order; ids that are gone are left out."""
        marks = ", ".join("?" * len(ids))
        rows = self._connection.execute(
            f"{_SELECT} WHERE person_category.id IN ({marks})", tuple(ids)
        )
        found = {row[0]: _holding(row) for row in rows}
        return [found[number] for number in ids if number in found]

    def of_category(self, person_id: int, code: str) -> int:
        """The id of the holding of a category; raises KeyError when the person has it not."""
        row = self._connection.execute(
            "SELECT id FROM person_category WHERE person_id = ? AND category = ?",
            (person_id, code),
        ).fetchone()
        if row is None:
            raise KeyError(code)
        return int(row[0])

    def update(self, change: Transaction, holding_id: int, holding: Holding) -> bool:
        """Write what is known of a holding; returns whether anything differed."""
        known = {name: getattr(holding, name) for name in _DETAILS}
        return change.update("person_category", holding_id, known)


def _holding(row: Sequence[Any]) -> Holding:
    number, person_id, category, *details = row
    known = dict(zip(_DETAILS, details, strict=True))
    return Holding(id=number, person_id=person_id, category=category, **known)
