"""Playing journal entries forward or backward, refusing where the rows are no longer as written."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from shuangyong_desktop.domain.changes import Conflict
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.entries import name_of, unfolded
from shuangyong_desktop.storage.journal import CAME, DIFFERS, TURNED, Entry, Stored, unpack
from shuangyong_desktop.storage.shelves import SHARED
from shuangyong_desktop.storage.structures import setting_words
from shuangyong_desktop.storage.wording import DERIVED, column_words, table_words, value_words

if TYPE_CHECKING:
    from shuangyong_desktop.domain.registers import Register

Row = Sequence[Stored]


def entries_of(connection: Connection, change_id: int) -> Iterator[list[Entry]]:
    """What a change did, one payload after the other.

    Raises Conflict when its details have been emptied (彻底删除).
    """
    for entries in _payloads(connection, change_id, "ASC"):
        yield from _resolved(connection, entries, forward=True)


def entries_back(connection: Connection, change_id: int) -> Iterator[list[Entry]]:
    """What takes a change back, last payload first, each turned around."""
    for entries in _payloads(connection, change_id, "DESC"):
        yield from _resolved(connection, entries, forward=False)


def _payloads(connection: Connection, change_id: int, order: str) -> Iterator[list[Entry]]:
    rows = connection.execute(
        f"SELECT part FROM history_payload WHERE change_id = ? ORDER BY part {order}",  # noqa: S608
        (change_id,),
    ).fetchall()
    for (part,) in rows:
        (body,) = connection.execute(
            "SELECT body FROM history_payload WHERE change_id = ? AND part = ?", (change_id, part)
        ).fetchone()
        if body is None:
            raise Conflict(
                "这项操作的明细已按要求彻底删除，不能撤销，其他数据没有改动。", code="redacted"
            )
        yield unpack(body)


def _resolved(
    connection: Connection, entries: list[Entry], *, forward: bool
) -> Iterator[list[Entry]]:
    if entries and entries[0].op == TURNED:
        target = int(str(entries[0].rows[0][0]))
        yield from (entries_back if forward else entries_of)(connection, target)
    elif forward:
        yield entries
    else:
        yield [entry.reversed for entry in reversed(entries)]


def apply(connection: Connection, entry: Entry, schema: str = "main") -> None:
    """Do what `entry` says to the tables of `schema`.

    Raises Conflict, before anything of this entry is written, when a row that goes or
    differs is not what the entry says it was, naming both values. Communities are shared: one
    that others have come to use stays when the change that brought it is undone.
    """
    table = f"{schema}.{entry.table}"
    if entry.table == "community" and entry.op != DIFFERS:
        entry = entry._replace(rows=_movable(connection, entry, schema))
    if entry.op == CAME:
        connection.executemany(_insert(table, entry.columns), entry.rows)
    elif entry.op == DIFFERS:
        before, after = entry.rows
        _expect(connection, schema, entry, [before])
        names = ", ".join(f"{column} = ?" for column in entry.columns[1:])
        connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*after[1:], after[0]))  # noqa: S608
    elif entry.rows:
        whole = _whole(connection, schema, entry)
        _expect(connection, schema, whole, whole.rows)
        connection.executemany(
            f"DELETE FROM {table} WHERE id = ?",  # noqa: S608
            [(row[0],) for row in entry.rows],
        )


def _movable(connection: Connection, entry: Entry, schema: str) -> list[Row]:
    """The communities that are really to come (not kept before) or to go (used by nobody)."""
    held = (
        f"SELECT 1 FROM {schema}.community WHERE id = :id"  # noqa: S608
        if entry.op == CAME
        else f"SELECT 1 FROM {schema}.person WHERE community_id = :id UNION ALL"  # noqa: S608
        f" SELECT 1 FROM {schema}.household WHERE community_id = :id"
    )
    return [
        row
        for row in entry.rows
        if connection.execute(f"{held} LIMIT 1", {"id": row[0]}).fetchone() is None
    ]


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608


def _whole(connection: Connection, schema: str, entry: Entry) -> Entry:
    """`entry` with the columns that were left to their defaults when its rows came."""
    info = connection.execute(f"PRAGMA {schema}.table_info({entry.table})")
    left = {name: default for _, name, _, _, default, _ in info if name not in entry.columns}
    if not left:
        return entry
    values = ", ".join(default or "NULL" for default in left.values())
    (defaults,) = connection.execute(f"SELECT {values}").fetchall()
    return entry._replace(
        columns=(*entry.columns, *left), rows=[(*row, *defaults) for row in entry.rows]
    )


def _expect(connection: Connection, schema: str, entry: Entry, rows: Sequence[Row]) -> None:
    first, last = rows[0][0], rows[-1][0]
    select = f"SELECT {', '.join(entry.columns)} FROM {schema}.{entry.table} WHERE id"  # noqa: S608
    if isinstance(first, int) and isinstance(last, int) and last - first == len(rows) - 1:
        live = connection.execute(f"{select} BETWEEN ? AND ? ORDER BY id", (first, last)).fetchall()
        if len(live) == len(rows) and all(map(_same, live, rows)):
            return
    for row in rows:
        found = connection.execute(f"{select} = ?", (row[0],)).fetchone()
        if found is None or not _same(found, row):
            raise _conflict(connection, schema, entry, row, found)


def _same(live: Row, written: Row) -> bool:
    return list(live) == list(written)


def _conflict(
    connection: Connection, schema: str, entry: Entry, written: Row, live: Row | None
) -> Conflict:
    if live is not None and entry.table == SHARED:
        pair = entry._replace(op=DIFFERS, rows=[written, live])
        (entry,) = unfolded(connection, schema, pair)
        written, live = entry.rows
    words = table_words(entry.table)
    name = subject(connection, schema, entry, written)
    if live is None:
        return Conflict(f"不能撤销：{words}{name}后来已被移除，没有任何改动。", code="conflict")
    for column, expected, found in zip(entry.columns, written, live, strict=True):
        if expected != found and column not in DERIVED:
            texts = [
                value_words(connection, entry.table, column, value) or "空"
                for value in (expected, found)
            ]
            return Conflict(
                f"不能撤销：{words}{name}的“{column_words(entry.table, column)}”后来又改过，"
                f"当时是“{texts[0]}”，现在是“{texts[1]}”。没有任何改动，请直接修改这一项。",
                code="conflict",
            )
    return Conflict(f"不能撤销：{words}{name}后来又改过，没有任何改动。", code="conflict")


def subject(connection: Connection, schema: str, entry: Entry, row: Row) -> str:
    """The name, in quotes, of what `row` belongs to; a person's where there is one."""
    values = dict(zip(entry.columns, row, strict=True))
    register = _register(entry.table)
    if entry.table == SHARED or (register and register.plain):
        named = values.get(register.named) if register else None
        name = name_of(connection, schema, row[0]) or named
        return f"“{name}”" if name else ""
    table = "person" if values.get("person_id") else entry.table
    row_id = values.get("person_id") or row[0]
    for column in ("name", "title", "key", "tag"):
        if table == entry.table and isinstance(values.get(column), str):
            return f"“{_said(table, str(values[column]))}”"
    personal = bool(register and register.personal) and table != "person"
    owners = ("person", "person_id") if personal else _OWNERS.get(table)
    if owners is not None:
        owner, link = owners
        table, row_id = owner, values.get(link) or _owner(connection, schema, table, link, row_id)
    register = _register(table)
    column = _NAMED_BY.get(table) or (register.named if register else "name")
    found = connection.execute(
        f"SELECT {column} FROM {schema}.{table} WHERE id = ?",  # noqa: S608
        (row_id,),
    ).fetchone()
    return f"“{_said(table, found[0])}”" if found else ""


def _said(table: str, name: str) -> str:
    return setting_words(name) if table == "setting" else name


_OWNERS = {
    "person_category": ("person", "person_id"), "person_tag": ("person", "person_id"),
    "visit_receipt": ("visit_unit", "unit_id"),
}  # fmt: skip
_NAMED_BY = {
    "visit_plan": "title", "setting": "key", "round": "title", "zero_report": "community",
}  # fmt: skip


def _register(table: str) -> "Register[Any] | None":
    from shuangyong_desktop.domain.registry import register_of  # noqa: PLC0415 (not before the first paint)

    return register_of(table)


def _owner(connection: Connection, schema: str, table: str, link: str, row_id: Stored) -> Stored:
    found = connection.execute(
        f"SELECT {link} FROM {schema}.{table} WHERE id = ?",  # noqa: S608
        (row_id,),
    ).fetchone()
    return found[0] if found else None
