"""One titled change to the ledger: rows written, and what they were before, in one transaction."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from shuangyong_desktop.domain.changes import ChangeKind
from shuangyong_desktop.storage import journal, search_index
from shuangyong_desktop.storage.applying import apply
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.faults import told_plainly
from shuangyong_desktop.storage.journal import CAME, DIFFERS, JOURNALED, WENT, Entry, Stored

_PAYLOAD_ROWS = 1000
_SNAPSHOT_ROWS = 2000
_RANGE = 8  # rows in a row from here on are remembered as a range
_SEARCHED = ("person", "person_category")
_OF_PEOPLE = ("person_category", "person_tag", "visit_unit")


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
        self._entries: list[Entry] = []
        self._rows = 0
        self._digests: list[bytes] = []
        self._new_people: list[range] = []
        self._stale: set[int] = set()
        with told_plainly(self._path):
            self._connection.execute("BEGIN IMMEDIATE")
        self._chain = Chain(self._connection)
        self.id = self._chain.next_id()
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
        self._note(Entry(CAME, table, columns, (row,)))
        return row_id

    def update(self, table: str, row_id: int, values: Mapping[str, Stored]) -> bool:
        """Write what differs; returns whether anything did. Raises KeyError without such a row."""
        with told_plainly(self._path):
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
        self._note(entry)
        return True

    def delete(self, table: str, row_id: int) -> None:
        """Remove one row. Raises KeyError without such a row."""
        with told_plainly(self._path):
            row = self._one(table, row_id, "*")
            columns = [
                name for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})")
            ]
            self._connection.execute(f"DELETE FROM {table} WHERE id = ?", (row_id,))  # noqa: S608
        self._note(Entry(WENT, table, columns, (row,)))

    def insert_many(
        self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Stored]]
    ) -> range:
        """The one bulk path: write `rows` by executemany; returns their ids, in order.

        Search rows of people written this way are the caller's to add (`index`).
        """
        first = self._next_id(table)
        numbered = [(number, *row) for number, row in enumerate(rows, first)]
        marks = ", ".join("?" * (len(columns) + 1))
        with told_plainly(self._path):
            self._connection.executemany(
                f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                numbered,
            )
        ids = range(first, first + len(numbered))
        if table == "person":
            self._remember_new(ids)
        for start in range(0, len(numbered), _PAYLOAD_ROWS):
            part = numbered[start : start + _PAYLOAD_ROWS]
            self._note(Entry(CAME, table, ("id", *columns), part))
        return ids

    def index(self, people: Iterable[search_index.Indexed]) -> None:
        """Add the search rows of people written by `insert_many`."""
        with told_plainly(self._path):
            search_index.add(self._connection, list(people))

    def keep(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Stored]]) -> None:
        """Write rows of evidence in bulk, which undo leaves standing (`import_row`)."""
        marks = ", ".join("?" * len(columns))
        with told_plainly(self._path):
            self._connection.executemany(
                f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                rows,
            )

    def play(self, entries: Sequence[Entry]) -> None:
        """Do what journal `entries` say (undo and redo); they are not written down again."""
        with told_plainly(self._path):
            for entry in entries:
                apply(self._connection, entry)
                self._index(entry)

    def note_turned(self, change_id: int) -> None:
        """Write down that all entries of `change_id` were played backwards."""
        self._entries.append(journal.turned(change_id))

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
        if not (self._entries or self._digests or self._kind is ChangeKind.SNAPSHOT):
            self.rollback()
            return None
        search_index.refresh(self._connection, self._stale)
        if self._kind is ChangeKind.SNAPSHOT:
            self._take_snapshot()
        self._flush()
        number = self._chain.append(
            self._clock().isoformat(timespec="seconds"),
            self._title,
            self._kind.name,
            self._target,
            self._digests,
        )
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

    def _note(self, entry: Entry) -> None:
        if self._kind is ChangeKind.SNAPSHOT:
            if entry.table in _SEARCHED:
                self._stale |= self._older_people(entry)
            return
        self._index(entry)
        self._entries.append(entry)
        self._rows += len(entry.rows)
        if self._rows >= _PAYLOAD_ROWS:
            self._flush()

    def _remember_new(self, ids: range) -> None:
        if self._new_people and self._new_people[-1].stop == ids.start:
            ids = range(self._new_people.pop().start, ids.stop)
        self._new_people.append(ids)

    def _index(self, entry: Entry) -> None:
        """Remember where the history speaks of which row, and of which person."""
        ids = [int(str(row[0])) for row in entry.rows[: 1 if entry.op == DIFFERS else None]]
        if len(ids) >= _RANGE and ids[-1] - ids[0] == len(ids) - 1:
            self._connection.execute(
                "INSERT INTO history_range (table_name, first_id, last_id, change_id)"
                " VALUES (?, ?, ?, ?)",
                (entry.table, ids[0], ids[-1], self.id),
            )
        else:
            self._connection.executemany(
                "INSERT OR IGNORE INTO history_row (table_name, row_id, change_id)"
                " VALUES (?, ?, ?)",
                [(entry.table, row_id, self.id) for row_id in ids],
            )
        people = self._older_people(entry)
        if entry.table in _SEARCHED:
            self._stale |= people
        if entry.table != "person":
            self._connection.executemany(
                "INSERT OR IGNORE INTO history_person (person_id, change_id) VALUES (?, ?)",
                [(person, self.id) for person in people],
            )

    def _older_people(self, entry: Entry) -> set[int]:
        """The people that `entry` touches, except those who came in bulk with this change."""
        if entry.table == "person":
            found = {row[0] for row in entry.rows}
        elif entry.table not in _OF_PEOPLE:
            return set()
        elif "person_id" in entry.columns:
            place = list(entry.columns).index("person_id")
            found = {row[place] for row in entry.rows}
        else:
            found = {self._one(entry.table, int(str(entry.rows[0][0])), "person_id")[0]}
        return {
            person
            for person in found
            if isinstance(person, int) and not any(person in new for new in self._new_people)
        }

    def _flush(self) -> None:
        if not self._entries:
            return
        body = journal.pack(self._entries)
        digest = journal.digest(body)
        self._connection.execute(
            "INSERT INTO history_payload (change_id, part, digest, body) VALUES (?, ?, ?, ?)",
            (self.id, len(self._digests), digest, body),
        )
        self._digests.append(digest)
        self._entries.clear()
        self._rows = 0

    def _take_snapshot(self) -> None:
        """Write down all rows of all tables: where undo stops and replay starts."""
        for table in JOURNALED:
            found = self._connection.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
            columns = [column[0] for column in found.description]
            while rows := found.fetchmany(_SNAPSHOT_ROWS):
                self._entries.append(Entry(CAME, table, columns, rows))
                self._flush()
