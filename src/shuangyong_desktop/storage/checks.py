"""检查台账: pages, structure, history and search, each fault in a plain sentence."""

from collections.abc import Iterator

from sqlcipher3 import dbapi2

from shuangyong_desktop.storage import attachments, keyfile
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.keyfile import Head
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.replay import differences
from shuangyong_desktop.storage.tallies import miscounted
from shuangyong_desktop.storage.wording import table_words


def faults(ledger: Ledger) -> Iterator[str]:
    """Everything that is wrong with an open ledger; nothing when it is sound.

    Looks at every page, the structure, the history from its first entry, whether the ledger
    is what its history says, and the search table.
    """
    ledger.checkpoint()  # the page check reads the file and not the log (SECURITY §2.2)
    pages = list(page_faults(ledger.connection))
    yield from pages
    if pages:
        return
    yield from content_faults(ledger.connection, keyfile.read(ledger.path).head)


def page_faults(connection: Connection) -> Iterator[str]:
    """Damaged pages and broken structure of a file without a log."""
    damaged = list(damaged_pages(connection))
    yield from damaged
    if not damaged and not _is_sound(connection):
        yield "台账文件的结构有错误。请用最近的备份恢复，并保留原文件。"


def damaged_pages(connection: Connection) -> Iterator[str]:
    """One sentence when any page of the file is not as this program wrote it."""
    damaged = len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
    if damaged:
        yield f"台账文件有 {damaged} 处损坏。请尽快用最近的备份恢复，并保留原文件。"


def _is_sound(connection: Connection) -> bool:
    try:
        return connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
    except dbapi2.DatabaseError:
        return False


def content_faults(connection: Connection, head: Head) -> Iterator[str]:
    """Broken references, a history that was tampered with, and what differs from it."""
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    for table in dict.fromkeys(row[0] for row in loose):
        yield f"{table_words(table)}中有记录指向不存在的内容，请用最近的备份核对。"
    yield from Chain(connection).faults(head)
    yield from differences(connection)
    for name in attachments.lost(connection):
        yield f"附件“{name}”的内容不在台账中，请重新添加。"
    (unsearchable,) = connection.execute(
        "SELECT (SELECT count(*) FROM person WHERE id NOT IN (SELECT id FROM search_person))"
        " + (SELECT count(*) FROM search_person WHERE id NOT IN (SELECT id FROM person))"
    ).fetchone()
    if unsearchable:
        yield f"查找目录有 {unsearchable} 人与台账不一致，重新打开台账前请先备份。"
    if miscounted(connection):
        yield "人数统计与台账不一致，名单本身没有问题，请先备份再联系维护人员。"


def counts(connection: Connection) -> dict[str, int]:
    """How many records every table of the clerk's work holds, as far as a file has them."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    present = {name for (name,) in rows}
    return {
        table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        for table in JOURNALED
        if table in present
    }
