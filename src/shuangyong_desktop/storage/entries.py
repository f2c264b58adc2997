"""Rows of the shared table told apart again: history speaks of registers, not of JSON."""

import json
from collections.abc import Iterator
from typing import Any

from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.journal import DIFFERS, Entry, Stored
from shuangyong_desktop.storage.shelves import SHARED, SharedTable

_FRAME = ("id", "person_id", "removed_at")


def unfolded(connection: Connection, schema: str, entry: Entry) -> Iterator[Entry]:
    """`entry` as entries of the registers its rows belong to; others go through as they are.

    A row whose register nobody knows any more (it was cleared away) stays as it is.
    """
    if entry.table != SHARED:
        yield entry
        return
    if entry.op == DIFFERS:
        before, after = (dict(zip(entry.columns, row, strict=True)) for row in entry.rows)
        register = _register_of(connection, schema, before)
        if register is None:
            yield entry._replace(columns=("id",), rows=[[before["id"]], [after["id"]]])
            return
        texts = [_flat(row) for row in (before, after)]
        columns = [
            name
            for name in dict.fromkeys((*texts[0], *texts[1]))
            if name == "id" or texts[0].get(name) != texts[1].get(name)
        ]
        rows = [[row.get(name) for name in columns] for row in texts]
        yield Entry(entry.op, register, columns, rows)
        return
    for row in entry.rows:
        values = dict(zip(entry.columns, row, strict=True))
        flat = _flat(values)
        yield Entry(entry.op, str(values["register"]), tuple(flat), [tuple(flat.values())])


def name_of(connection: Connection, schema: str, row_id: Stored) -> str:
    """What an entry is called, by the column that names the records of its register."""
    from shuangyong_desktop.domain.registry import register_of  # noqa: PLC0415 (not before the first paint)

    found = connection.execute(
        f"SELECT id, {', '.join(SharedTable.columns)} FROM {schema}.{SHARED} WHERE id = ?",  # noqa: S608
        (row_id,),
    ).fetchone()
    register = register_of(found[1]) if found else None
    return register.called(SharedTable(register).record(found)) if register else ""


def _register_of(connection: Connection, schema: str, row: dict[str, Any]) -> str | None:
    found = connection.execute(
        f"SELECT register FROM {schema}.{SHARED} WHERE id = ?",  # noqa: S608
        (row["id"],),
    ).fetchone()
    return str(found[0]) if found else None


def _flat(row: dict[str, Any]) -> dict[str, Stored]:
    """The columns of the record that a row of the shared table holds."""
    found = {name: row[name] for name in _FRAME if name in row}
    for name, value in json.loads(row.get("data") or "{}").items():
        composed = isinstance(value, list | dict)
        found[name] = json.dumps(value, ensure_ascii=False) if composed else value
    return found
