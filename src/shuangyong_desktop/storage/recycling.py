"""回收站: what was removed waits here before it goes for good, and even that can be undone."""

from collections.abc import Iterator
from datetime import timedelta

from shuangyong_desktop.domain.registry import every_register
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.storage.shelves import shelf_of
from shuangyong_desktop.storage.transaction import Transaction

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

_GO_ALONG = {
    "appeal": (("appeal_step", "appeal_id"),),
    "event": (("follow_up", "event_id"),),
    "round": (("round_member", "round_id"),),
    "task": (("proof", "task_id"), ("supervision", "task_id"), ("progress", "task_id")),
    "recovery": (("repayment", "recovery_id"),),
}
"""Records that mean nothing without the one they belong to, by its table."""

_LET_GO = {
    "appeal": (("contact", "appeal_id"),),
    "contact": (("appeal", "contact_id"), ("opinion", "contact_id")),
    "event": (("recovery", "event_id"),),
    "entry": (
        ("task", "plan_id"),
        ("task", "meeting_id"),
        ("activity", "pair_id"),
        ("activity", "team_id"),
        ("activity", "site_id"),
    ),
    "task": (("task", "carried_from"),),
}
"""Records that stay and no longer name the one that goes, by its table."""


def overdue(connection: Connection, before: str) -> list[int]:
    """The plans that were removed before this moment (ISO)."""
    return list(_ids(connection, "visit_plan", "removed_at < ?", before))


def purge(ledger: Ledger, before: str) -> int:
    """Delete what was removed before this moment, as one undoable change; returns how many."""
    plans = overdue(ledger.connection, before)
    records = [
        (register, ids)
        for register in every_register()
        if (ids := Records(ledger, register).removed_before(before))
    ]
    words = [f"慰问方案 {len(plans)} 个"] if plans else []
    words += [f"{register.noun} {len(ids)} 条" for register, ids in records]
    if not words:
        return 0
    with ledger.transaction(f"清理回收站：删除满 90 天的{'、'.join(words)}") as change:
        for plan_id in plans:
            _delete_plan(ledger.connection, change, plan_id)
        for register, ids in records:
            for number in ids:
                _delete_record(ledger.connection, change, shelf_of(register).table, number)
    return len(plans) + sum(len(ids) for _, ids in records)


def _delete_plan(connection: Connection, change: Transaction, plan_id: int) -> None:
    for table, belongs in _OF_PLAN:
        for number in _ids(connection, table, belongs, plan_id):
            change.delete(table, number)


def _delete_record(connection: Connection, change: Transaction, table: str, record_id: int) -> None:
    """Delete one record with what goes along; what it belonged to may be gone already."""
    if not any(_ids(connection, table, "id = ?", record_id)):
        return
    for child, column in _GO_ALONG.get(table, ()):
        for number in _ids(connection, child, f"{column} = ?", record_id):
            change.delete(child, number)
    for other, column in _LET_GO.get(table, ()):
        for number in _ids(connection, other, f"{column} = ?", record_id):
            change.update(other, number, {column: None})
    change.delete(table, record_id)


def _ids(connection: Connection, table: str, where: str, value: str | int) -> Iterator[int]:
    rows = connection.execute(
        f"SELECT id FROM {table} WHERE {where} ORDER BY id",  # noqa: S608
        (value,),
    ).fetchall()
    return (number for (number,) in rows)
