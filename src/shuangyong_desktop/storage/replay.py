"""Whether the ledger is what its history says: everything done again beside it, then compared."""

from collections.abc import Iterator

from shuangyong_desktop.domain.changes import Conflict
from shuangyong_desktop.storage.applying import apply, entries_of
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.wording import table_words

_SCHEMA = "replay"
_NAMED = 20  # differing records that are named; more are only counted


def differences(connection: Connection) -> Iterator[str]:
    """One sentence for every record that is not as the history left it (SECURITY §5 b).

    The history is played from the last snapshot on into tables in memory.
    """
    connection.execute(f"ATTACH ':memory:' AS {_SCHEMA} KEY ''")
    try:
        for table in JOURNALED:
            (sql,) = connection.execute(
                "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)
            ).fetchone()
            connection.execute(sql.replace("CREATE TABLE ", f"CREATE TABLE {_SCHEMA}.", 1))
        connection.execute("BEGIN")
        try:
            _play(connection)
        except Conflict as conflict:
            yield f"操作记录不能从头核对：{conflict.sentence}"
            return
        finally:
            connection.execute("COMMIT")
        for table in JOURNALED:
            yield from _compare(connection, table)
    finally:
        connection.execute(f"DETACH {_SCHEMA}")


def _play(connection: Connection) -> None:
    (start,) = connection.execute(
        "SELECT coalesce(max(id), 0) FROM history WHERE kind = 'SNAPSHOT'"
    ).fetchone()
    numbers = connection.execute("SELECT id FROM history WHERE id >= ? ORDER BY id", (start,))
    for (number,) in numbers.fetchall():
        for entries in entries_of(connection, number):
            for entry in entries:
                apply(connection, entry, _SCHEMA)


def _compare(connection: Connection, table: str) -> Iterator[str]:
    live, replayed = f"SELECT * FROM main.{table}", f"SELECT * FROM {_SCHEMA}.{table}"  # noqa: S608
    rows = connection.execute(
        f"SELECT id FROM ({live} EXCEPT {replayed})"  # noqa: S608
        f" UNION SELECT id FROM ({replayed} EXCEPT {live}) ORDER BY id"
    ).fetchall()
    for (row_id,) in rows[:_NAMED]:
        yield (f"{table_words(table)}第 {row_id} 号记录与操作记录不一致，可能被其他工具改动过。")
    if len(rows) > _NAMED:
        yield f"{table_words(table)}共有 {len(rows)} 条记录与操作记录不一致。"
