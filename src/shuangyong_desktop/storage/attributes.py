"""Marks of one ledger file that are no work of the clerk: kept beside the history, not in it."""

from typing import Any

from shuangyong_desktop.storage.connection import Connection


def get(connection: Connection, name: str, default: Any = None) -> Any:
    """The mark `name`, or `default` where it was never set."""
    found = connection.execute("SELECT value FROM attribute WHERE name = ?", (name,)).fetchone()
    return found[0] if found else default


def put(connection: Connection, name: str, value: str | int) -> None:
    """Set the mark `name`; it is neither undone nor part of the history."""
    connection.execute(
        "INSERT INTO attribute (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )
