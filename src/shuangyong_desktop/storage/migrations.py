"""Climbing from a ledger's version to ours: a copy first, then all steps or none (DESIGN 16)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.storage.connection import APPLICATION_ID, Connection
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.rungs import LADDER
from shuangyong_desktop.storage.transaction import Transaction


def version_of(connection: Connection) -> int:
    """The step of the ladder that the ledger stands on; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def build(connection: Connection, ladder: Sequence[str] = LADDER) -> None:
    """Turn an empty file into a ledger of our version."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _climb(connection, ladder)
    connection.execute("COMMIT")


def refuse_foreign(connection: Connection, ladder: Sequence[str] = LADDER) -> None:
    """Raise a Problem for a file of another program or of a newer version of ours."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise Problem("这个文件不是本程序的台账，没有打开。", code="ledger_foreign")
    found = version_of(connection)
    if found > len(ladder):
        raise Problem(
            f"台账由更新版本的程序写成（台账版本 {found}，本程序支持到 {len(ladder)}）。"
            "请升级程序后再打开，数据没有改动。",
            code="ledger_newer",
        )


def migrate(
    connection: Connection,
    path: Path,
    key: bytes,
    begin: Callable[[str], Transaction],
    ladder: Sequence[str] = LADDER,
) -> Path | None:
    """Climb to our version; returns the copy made before, None when there was nothing to do.

    `begin` starts the snapshot change that undo does not reach beyond; the steps run in it.
    """
    start = version_of(connection)
    if start >= len(ladder):
        return None
    copy = copy_before(path, key)
    change = begin(f"台账升级到版本 {len(ladder)}")
    try:
        _climb(connection, ladder)
        change.commit()
    except BaseException:
        change.rollback()
        raise
    return copy


def copy_before(path: Path, key: bytes) -> Path:
    """A verified backup of the ledger as it is; raises Problem, and nothing climbs, without."""
    # Backups know today's ledger, which knows how to climb: the circle is opened here.
    from shuangyong_desktop.storage import backups  # noqa: PLC0415

    folder = path.parent / backups.FOLDER
    with told_plainly(folder):
        folder.mkdir(exist_ok=True)
    now = datetime.now()  # noqa: DTZ005 (the clerk's clock, as on every backup)
    wanted = backups.Wanted(folder, now, BackupReason.BEFORE_MIGRATION)
    return backups.make(path, key, wanted).path


def statements(script: str) -> Iterator[str]:
    """The single statements of an SQL script; `executescript` would commit on its own."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if dbapi2.complete_statement(pending):
            yield pending.strip()
            pending = ""


def _climb(connection: Connection, ladder: Sequence[str]) -> None:
    for number, rung in enumerate(ladder[version_of(connection) :], version_of(connection) + 1):
        for statement in statements(rung):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
