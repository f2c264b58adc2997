"""签收登记 in the ledger: what the signed paper says of each unit."""

from collections.abc import Iterable, Sequence
from typing import Any

from shuangyong_desktop.domain.receipts import OPEN, Proxy, Receipt, ReceiptState
from shuangyong_desktop.domain.visits import VisitUnit
from shuangyong_desktop.storage.columns import stored
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_OWN = ("state", "received_on", "reason", "thumb_print", "witness", "flag_reason", "remarks")
_PROXY = {
    "proxy_name": "name", "proxy_relation": "relation", "proxy_id_number": "id_number",
    "proxy_phone": "phone", "proxy_reason": "reason", "confirmed_on": "confirmed_on",
    "confirmed_by": "confirmed_by",
}  # fmt: skip
_COLUMNS = ("unit_id", "person_id", *_OWN, *_PROXY)
_SELECT = ", ".join(f"visit_receipt.{name}" for name in ("unit_id", *_OWN, *_PROXY))


class Receipts:
    """The receipts of one ledger; a unit without a row is open (未登记)."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def of_plan(self, plan_id: int, state: ReceiptState | None = None) -> dict[int, Receipt]:
        """The receipts registered in a plan, all or of one state, by the id of their unit."""
        rows = self._connection.execute(
            f"SELECT {_SELECT} FROM visit_receipt"  # noqa: S608
            " JOIN visit_unit ON visit_unit.id = visit_receipt.unit_id"
            " WHERE plan_id = :plan AND (:state IS NULL OR state = :state)",
            {"plan": plan_id, "state": state and state.name},
        )
        return {unit_id: _receipt(values) for unit_id, *values in rows}

    def of_person(self, person_id: int) -> list[tuple[int, int, Receipt]]:
        """Plan id, unit id and receipt of every visit to a person or their household.

        Plans in 回收站 do not count.
        """
        rows = self._connection.execute(
            f"SELECT visit_unit.plan_id, {_SELECT} FROM visit_receipt"  # noqa: S608
            " JOIN visit_unit ON visit_unit.id = visit_receipt.unit_id"
            " JOIN visit_plan ON visit_plan.id = visit_unit.plan_id"
            " WHERE visit_plan.removed_at IS NULL AND (visit_unit.person_id = :person"
            "  OR visit_unit.household_id = (SELECT household_id FROM person WHERE id = :person)"
            "  AND visit_unit.kind = 'HOUSEHOLD')"
            " ORDER BY visit_receipt.id",
            {"person": person_id},
        )
        return [(plan_id, unit_id, _receipt(values)) for plan_id, unit_id, *values in rows]

    def open_of_person(self, person_id: int, since: int) -> list[tuple[int, int]]:
        """Plan id and unit id of every visit not registered yet, in plans of `since` or later."""
        rows = self._connection.execute(
            "SELECT visit_plan.id, visit_unit.id FROM visit_unit"
            " JOIN visit_plan ON visit_plan.id = visit_unit.plan_id"
            " WHERE visit_plan.removed_at IS NULL AND visit_plan.year >= :since"
            " AND (visit_unit.person_id = :person"
            "  OR visit_unit.household_id = (SELECT household_id FROM person WHERE id = :person)"
            "  AND visit_unit.kind = 'HOUSEHOLD')"
            " AND NOT EXISTS (SELECT 1 FROM visit_receipt WHERE unit_id = visit_unit.id)"
            " ORDER BY visit_unit.id",
            {"person": person_id, "since": since},
        )
        return [(plan_id, unit_id) for plan_id, unit_id in rows]

    def put(self, change: Transaction, unit: VisitUnit, receipt: Receipt) -> None:
        """Write what is registered of a unit; an open receipt takes the registration back."""
        found = self._connection.execute(
            "SELECT id FROM visit_receipt WHERE unit_id = ?", (unit.id,)
        ).fetchone()
        if receipt == OPEN:
            if found:
                change.delete("visit_receipt", found[0])
        elif found:
            change.update("visit_receipt", found[0], _row(unit, receipt))
        else:
            change.insert("visit_receipt", _row(unit, receipt))

    def add_many(self, change: Transaction, units: Iterable[VisitUnit], receipt: Receipt) -> int:
        """Register the same of many open units in bulk; returns how many."""
        rows = [tuple(_row(unit, receipt).values()) for unit in units]
        return len(change.insert_many("visit_receipt", _COLUMNS, rows))


def _row(unit: VisitUnit, receipt: Receipt) -> dict[str, Stored]:
    proxy = receipt.proxy or Proxy(name="")
    return {
        "unit_id": unit.id,
        "person_id": unit.person_id,
        **{name: stored(getattr(receipt, name)) for name in _OWN},
        **{column: getattr(proxy, name) for column, name in _PROXY.items()},
    }


def _receipt(values: Sequence[Any]) -> Receipt:
    own = dict(zip(_OWN, values, strict=False))
    proxy = dict(zip(_PROXY.values(), values[len(_OWN) :], strict=True))
    own["state"] = ReceiptState[own["state"]]
    own["thumb_print"] = bool(own["thumb_print"])
    return Receipt(**own, proxy=Proxy(**proxy) if proxy["name"] else None)
