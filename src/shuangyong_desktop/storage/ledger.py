"""The ledger (台账): one encrypted file with its key file, opened by one program at a time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.domain.durable import put_in_place
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import diagnosis, files, keyfile, migrations, search_index, swapping
from shuangyong_desktop.storage.chain import Chain, forge_key
from shuangyong_desktop.storage.connection import BOUNDED_LOG, Connection, Journal, connect
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.keyfile import RECOMMENDED, Head, KdfCost
from shuangyong_desktop.storage.lock import LedgerLock
from shuangyong_desktop.storage.rungs import LADDER
from shuangyong_desktop.storage.seeding import seed
from shuangyong_desktop.storage.transaction import OpenFile, Transaction

Clock = Callable[[], datetime]


class NewLedger(NamedTuple):
    """A ledger just made, open, and the recovery key for its sheet: shown once, kept nowhere."""

    ledger: "Ledger"
    recovery_key: str


class Ledger:
    """An open ledger; all reading and writing of one process goes through it.

    `notices` are sentences the clerk should see after opening (an old copy, a repaired key
    file). `clock` gives the local time written into the history.
    """

    def __init__(
        self,
        path: Path,
        key: bytes,
        *,
        clock: Clock = datetime.now,
        portable: bool = False,
        ladder: Sequence[str] = LADDER,
    ) -> None:
        """Open the ledger at `path` by its data key.

        Raises Problem for each case of SECURITY §1.4 and when another window has it open.
        """
        swapping.finish(path)
        diagnosis.refuse_before_opening(path)
        self.path, self.clock = path, clock
        self.notices: list[str] = []
        self._key = key
        self._transaction: Transaction | None = None
        self._closed = False
        self._lock = LedgerLock(path)
        try:
            files.sweep_parts(path)
            journal = Journal.REMOVABLE if portable or files.is_removable(path) else Journal.WAL
            with told_plainly(path):
                diagnosis.refuse_mixed(path, key)
                self.connection = _connected(path, key, journal)
                try:
                    self._settle(ladder)
                except BaseException:
                    self.connection.close()
                    raise
        except BaseException:
            self._lock.release()
            raise

    @classmethod
    def create(
        cls,
        path: Path,
        password: str,
        *,
        cost: KdfCost = RECOMMENDED,
        demo: bool = False,
        clock: Clock = datetime.now,
    ) -> NewLedger:
        """Make an empty ledger at `path` (NAME.db) with its key file, and open it.

        Nothing that exists is overwritten: raises Problem when either file is there.
        """
        for taken in (path, keyfile.path_of(path), *files.logs_of(path)):
            if taken.exists():
                raise Problem(
                    f"“{taken.name}”已经存在，没有覆盖。请换一个名称或文件夹。", code="exists"
                )
        key_file, key, recovery_key = keyfile.make(password, cost, demo=demo)
        with told_plainly(path), files.unfinished(path) as part:
            connection = connect(part, key, Journal.REMOVABLE)
            try:
                migrations.build(connection)
                forge_key(connection)
                seed(OpenFile(part, connection, clock), demo=demo)
            finally:
                connection.close()
            files.sync_file(part)
            keyfile.write(path, key_file)
            put_in_place(part, path)
        return NewLedger(cls(path, key, clock=clock), recovery_key)

    @classmethod
    def open(cls, path: Path, password: str, *, clock: Clock = datetime.now) -> Self:
        """Open the ledger at `path` by password."""
        swapping.finish(path)
        diagnosis.refuse_before_opening(path)
        return cls(path, keyfile.read(path).unlock_with_password(password), clock=clock)

    @classmethod
    def open_by_recovery_key(cls, path: Path, text: str, *, clock: Clock = datetime.now) -> Self:
        """Open the ledger at `path` by the recovery key of its sheet."""
        swapping.finish(path)
        diagnosis.refuse_before_opening(path)
        return cls(path, keyfile.read(path).unlock_with_recovery_key(text), clock=clock)

    @property
    def demo(self) -> bool:
        """Whether this ledger holds invented people; screens and papers must say so."""
        found = self.connection.execute(
            "SELECT value FROM attribute WHERE name = 'demo'"
        ).fetchone()
        return bool(found and found[0])

    @property
    def key(self) -> bytes:
        """The data key, for the worker that makes backups (DESIGN 20)."""
        return self._key

    @property
    def head(self) -> Head:
        """The newest entry of the history."""
        return Chain(self.connection).head()

    def transaction(
        self,
        title: str,
        *,
        kind: ChangeKind = ChangeKind.CHANGE,
        target: int | None = None,
    ) -> Transaction:
        """Begin the change `title`; use it as a context manager, or commit it by hand."""
        self._transaction = Transaction(
            OpenFile(self.path, self.connection, self.clock), title, kind, target
        )
        return self._transaction

    def checkpoint(self) -> None:
        """Bring everything into the one file; for idle moments, locking and closing."""
        with told_plainly(self.path):
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            self.connection.execute(f"PRAGMA {BOUNDED_LOG}")

    def record_head(self) -> None:
        """Copy the newest history entry to the key file, as a lower bound for later openings."""
        key_file = keyfile.read(self.path)
        if key_file.head != self.head:
            keyfile.write(self.path, replace(key_file, head=self.head))

    def close(self) -> None:
        """Finish: an open change is rolled back, everything lies in one file, the lock is free.

        Harmless when it is closed already.
        """
        if self._closed:
            return
        self._closed = True
        if self._transaction:
            self._transaction.rollback()
        try:
            with told_plainly(self.path):
                self.checkpoint()
                self.record_head()
        finally:
            self.connection.close()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _settle(self, ladder: Sequence[str]) -> None:
        """Bring an opened file to our version and look whether it is the newest copy."""
        migrations.refuse_foreign(self.connection, ladder)
        head = keyfile.read(self.path).head
        if not Chain(self.connection).holds(head):
            self.notices.append(
                "台账文件比密钥文件记录的更旧，可能是较早的副本。"
                "请核对最近的操作记录；如有较新的文件，请先换回。"
            )

        (last,) = self.connection.execute("SELECT coalesce(max(at), '') FROM history").fetchone()
        if last > self.clock().isoformat(timespec="seconds"):
            self.notices.append(
                f"电脑时间比台账最后一次操作（{last[:16].replace('T', ' ')}）还早，请校正电脑时间。"
                "仍可以照常保存。"
            )
        migrations.migrate(
            self.connection,
            self.path,
            self._key,
            lambda title: self.transaction(title, kind=ChangeKind.SNAPSHOT),
            ladder,
        )
        if not search_index.is_current(self.connection):
            self.connection.execute("BEGIN IMMEDIATE")
            search_index.rebuild(self.connection)
            self.connection.execute("COMMIT")


def _connected(path: Path, key: bytes, journal: Journal) -> Connection:
    try:
        connection = connect(path, key, journal)
    except dbapi2.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") in diagnosis.DAMAGED:
            raise diagnosis.explain(path, key) from error
        raise
    if diagnosis.is_torn(path):
        connection.close()
        raise diagnosis.explain(path, key)
    return connection
