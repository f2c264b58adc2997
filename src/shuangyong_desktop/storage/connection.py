"""Opening the encrypted file: the pragmas every connection needs, and the traps they close."""

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2

from shuangyong_desktop.storage.keyfile import DATA_KEY_BYTES

if TYPE_CHECKING:  # sqlcipher3 is the standard library's module with encryption, but untyped
    from sqlite3 import Connection
else:
    from sqlcipher3.dbapi2 import Connection

__all__ = [
    "APPLICATION_ID", "BOUNDED_LOG", "Connection", "Journal", "checkpoint_apart", "connect",
    "connect_apart", "connect_beside", "connect_empty", "connect_read_only", "is_plain",
]  # fmt: skip

APPLICATION_ID = 0x5359_5447  # “SYTG”, survives encryption

# Checkpoints are made on idle and on closing; this is the bound in between, high enough that a
# single save costs the one sync of its commit.
BOUNDED_LOG = "wal_autocheckpoint=1000"
_PLAIN_HEAD = b"SQLite format 3\0"


class Journal(Enum):
    """How a save survives a power cut (SECURITY §2.2)."""

    WAL = ("wal", "full")
    REMOVABLE = ("delete", "extra")


def connect(path: Path, key: bytes, journal: Journal = Journal.WAL) -> Connection:
    """A connection for reading and writing; nothing on it is read before it is keyed.

    Raises sqlcipher3 errors when the file cannot be opened by `key`.
    """
    connection = _keyed(str(path), key, uri=False)
    mode, synchronous = journal.value
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            f"journal_mode={mode}",
            f"synchronous={synchronous}",
            "foreign_keys=1",
            "recursive_triggers=1",  # without it INSERT OR REPLACE walks past the delete guard
            "secure_delete=1",
            "trusted_schema=0",
            "cell_size_check=1",
            "cache_size=-65536",
            BOUNDED_LOG,
        ):
            connection.execute(f"PRAGMA {pragma}").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def connect_read_only(path: Path, key: bytes) -> Connection:
    """A connection to a finished file that nobody writes, even on a locked stick."""
    connection = _keyed(f"{path.resolve().as_uri()}?mode=ro&immutable=1", key, uri=True)
    connection.execute("PRAGMA trusted_schema=0").fetchone()
    return connection


def connect_beside(path: Path, key: bytes) -> Connection:
    """A connection that reads a file together with its log and changes neither."""
    return _keyed(f"{path.resolve().as_uri()}?mode=ro", key, uri=True)


def connect_empty(path: Path, key: bytes) -> Connection:
    """A connection to a file that is about to be filled by `Connection.backup`."""
    return _keyed(str(path), key, uri=False)


def _keyed(target: str, key: bytes, *, uri: bool) -> Connection:
    # An empty or malformed key would silently make a plain file (SECURITY §1.2).
    if len(key) != DATA_KEY_BYTES:
        raise ValueError("the data key must have 48 bytes")
    connection: Connection = dbapi2.connect(
        target, isolation_level=None, uri=uri, cached_statements=256
    )
    connection.execute("PRAGMA cipher_log_level=NONE")
    connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        connection.close()
        raise RuntimeError("this SQLite does not encrypt")
    connection.execute("PRAGMA busy_timeout=3000")
    connection.execute("PRAGMA temp_store=2")
    return connection


def connect_apart(path: Path, key: bytes) -> Connection:
    """A second connection beside an open ledger, for work that writes no records (backups)."""
    return _keyed(str(path), key, uri=False)


def checkpoint_apart(path: Path, key: bytes) -> None:
    """Bring the log into the file from a connection of its own.

    Runs beside an open ledger, in another thread or process, without making it wait.
    """
    connection = connect_apart(path, key)
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    finally:
        connection.close()


def is_plain(path: Path) -> bool:
    """Whether `path` is a database without encryption."""
    with path.open("rb") as stream:
        return stream.read(len(_PLAIN_HEAD)) == _PLAIN_HEAD
