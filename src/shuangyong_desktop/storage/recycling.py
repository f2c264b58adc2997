"""回收站: what was removed waits here before it goes for good, and even that can be undone."""

from datetime import timedelta

from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.ledger import Ledger

KEPT = timedelta(days=90)
"""How long what was removed can be brought back (DESIGN 26)."""

_OF_PLAN = (
    ("attachment", "group_id IN (SELECT id FROM visit_group WHERE plan_id = ?)"),
    ("visit_receipt", "unit_id IN (SELECT id FROM visit_unit WHERE plan_id = ?)"),
    ("visit_unit", "plan_id = ?"),
    ("visit_group", "plan_id = ?"),
    ("visit_plan", "id = ?"),
)
"""What belongs to a plan, children first."""


def overdue(connection: Connection, before: str) -> list[int]:
    """The plans that were removed before this moment (ISO)."""
    rows = connection.execute(
        "SELECT id FROM visit_plan WHERE removed_at < ? ORDER BY id", (before,)
    )
    return [number for (number,) in rows]


def purge(ledger: Ledger, before: str) -> int:
    """Delete the plans removed before this moment, as one undoable change; returns how many."""
    plans = overdue(ledger.connection, before)
    if plans:
        with ledger.transaction(f"清理回收站：{len(plans)} 个删除满 90 天的慰问方案") as change:
            for plan_id in plans:
                for table, belongs in _OF_PLAN:
                    rows = ledger.connection.execute(
                        f"SELECT id FROM {table} WHERE {belongs}",  # noqa: S608
                        (plan_id,),
                    ).fetchall()
                    for (number,) in rows:
                        change.delete(table, number)
    return len(plans)
