"""One titled change to the ledger: rows written, and what they were before, in one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.storage import search_index
from shuangyong_desktop.storage.applying import apply
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.journal import CAME, DIFFERS, JOURNALED, WENT, Entry, Stored
from shuangyong_desktop.storage.scribe import Scribe

_SLICE = 250  # people whose search rows are renewed in one step
_KEPT_EMPTY = (ChangeKind.SNAPSHOT, ChangeKind.NOTE)


class OpenFile(NamedTuple):
    """What a change is written to: the file, its connection and the clock that dates it."""

    path: Path
    connection: Connection
    clock: Callable[[], datetime]


class Transaction:
    """A titled change underway, from construction to `commit` or `rollback`.

    As a context manager it commits at the end and rolls back when anything raises; by hand it
    may stay open across turns of the event loop while reads on the same connection go on.
    A `snapshot` change keeps no rows before and after but a copy of all tables at its end;
    it is for generated data, and nothing before it can be undone (DESIGN 15).
    Faults of disk and file are raised as Problem.
    """

    def __init__(
        self,
        file: OpenFile,
        title: str,
        kind: ChangeKind = ChangeKind.CHANGE,
        target: int | None = None,
    ) -> None:
        self._connection, self._path, self._clock = file.connection, file.path, file.clock
        if self._connection.in_transaction:
            raise RuntimeError("another change is not finished yet")
        self._title, self._kind, self._target = title, kind, target
        with told_plainly(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
        self._chain = Chain(self._connection)
        self.id = self._chain.next_id()
        self._scribe = Scribe(self._connection, self.id, journaling=kind is not ChangeKind.SNAPSHOT)
        self._open = True

    def insert(self, table: str, values: Mapping[str, Stored]) -> int:
        """Write one row; returns its id, which is never used again."""
        with told_plainly(self._path):
            row_id = self._next_id(table)
            columns, row = ("id", *values), (row_id, *values.values())
            marks = ", ".join("?" * len(row))
            self._connection.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                row,
            )
        self._scribe.note(Entry(CAME, table, columns, (row,)))
        return row_id

    def update(self, table: str, row_id: int, values: Mapping[str, Stored]) -> bool:
        """Write what differs; returns whether anything did. Raises KeyError without such a row."""
        with told_plainly(self._path):
            self._scribe.release()
            known = self._one(table, row_id, ", ".join(values))
            changed = {
                column: (old, new)
                for (column, new), old in zip(values.items(), known, strict=True)
                if old != new
            }
            if not changed:
                return False
            entry = Entry(
                DIFFERS,
                table,
                ("id", *changed),
                tuple((row_id, *(pair[side] for pair in changed.values())) for side in (0, 1)),
            )
            names = ", ".join(f"{column} = ?" for column in changed)
            self._connection.execute(
                f"UPDATE {table} SET {names} WHERE id = ?",  # noqa: S608
                (*entry.rows[1][1:], row_id),
            )
        self._scribe.note(entry)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Remove one row. Raises KeyError without such a row."""
        with told_plainly(self._path):
            self._scribe.release()
            row = self._one(table, row_id, "*")
            columns = [
                name for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})")
            ]
            self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
        self._scribe.note(Entry(WENT, table, columns, (row,)))

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Stored]]
    ) -> range:
        """The one bulk path: write `rows` by executemany; returns their ids, in order.

        Search rows of people written this way are the caller's to add (`index`).
        """
        marks = ", ".join("?" * len(columns))
        with told_plainly(self._path):
            first = self._next_id(table)
            self._connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                rows,
            )
            ids = range(first, self._next_id(table))
            if ids:
                self._scribe.hold(table, ("id", *columns), ids)
        return ids

    def index(self, people: Iterable[search_index.Indexed]) -> None:
        """Add the search rows of people written by `insert_many`."""
        with told_plainly(self._path):
            search_index.add(self._connection, list(people))

    def play(self, entries: Sequence[Entry]) -> None:
        """Do what journal `entries` say (undo and redo); they are not written down again."""
        with told_plainly(self._path):
            for entry in entries:
                apply(self._connection, entry)
                self._scribe.mark(entry)

    def settle(self, turned: int) -> Iterator[None]:
        """After playing all of change `turned`: bring the search table along, slice by slice."""
        self._scribe.turn(turned)
        stale = sorted(self._scribe.stale)
        for start in range(0, len(stale), _SLICE):
            search_index.refresh(self._connection, stale[start : start + _SLICE])
            yield
        self._scribe.stale.clear()

    def commit(self) -> int | None:
        """Make the change durable; returns its number, None when it changed nothing."""
        try:
            with told_plainly(self._path):
                return self._commit()
        except BaseException:
            self.rollback()
            raise

    def rollback(self) -> None:
        """Leave everything as it was before the change; harmless when it is finished."""
        if self._open and self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.commit()
        else:
            self.rollback()

    def _commit(self) -> int | None:
        self._open = self._open and self._connection.in_transaction
        if not self._open:
            raise RuntimeError("this change is finished already")
        if self._scribe.empty and self._kind not in _KEPT_EMPTY:
            self.rollback()
            return None
        search_index.refresh(self._connection, self._scribe.stale)
        if self._kind is ChangeKind.SNAPSHOT:
            self._scribe.take_snapshot()
        self._scribe.flush()
        number = self._chain.append(
            self._clock().isoformat(timespec="seconds"),
            self._title,
            self._kind.name,
            self._target,
            self._scribe.digests,
        )
        if len(self._scribe.digests) > 1:
            # A large log would be copied into the file inside this very COMMIT; it waits for
            # `Ledger.checkpoint`, which turns the bound on again.
            self._connection.execute("PRAGMA wal_autocheckpoint=0")
        self._connection.execute("COMMIT")
        self._open = False
        return number

    def _next_id(self, table: str) -> int:
        if table not in JOURNALED:
            raise ValueError(f"{table} is not a table of the clerk's work")
        found = self._connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)
        ).fetchone()
        return int(found[0]) + 1 if found else 1

    def _one(self, table: str, row_id: int, columns: str) -> Sequence[Stored]:
        if table not in JOURNALED:
            raise ValueError(f"{table} is not a table of the clerk's work")
        found: Sequence[Stored] | None = self._connection.execute(
            f"SELECT {columns} FROM {table} WHERE id = ?",  # noqa: S608
            (row_id,),
        ).fetchone()
        if found is None:
            raise KeyError(f"{table} {row_id}")
        return found
