"""Writing down one change: payloads of entries, and where the history speaks of whom."""

from collections.abc import Sequence

from shuangyong_desktop.storage import journal
from shuangyong_desktop.storage.connection import Connection
from shuangyong_desktop.storage.journal import DIFFERS, JOURNALED, Entry

_PAYLOAD_ROWS = 500  # one step of an undo: some 10 ms
_RANGE = 8  # rows in a row from here on are remembered as a range
_SEARCHED = ("person", "person_category")  # the tables that search rows are made of
_OF_PEOPLE = (
    "person_category", "person_tag", "visit_unit", "visit_receipt", "appeal", "contact",
    "appeal_step", "opinion", "event", "follow_up", "round_member", "relative", "fallen",
    "service_period", "merit", "entitlement", "handout", "not_the_same", "verified",
    "enclosure", "recovery", "repayment", "entry",
)  # fmt: skip


class Scribe:
    """Keeps the journal of one change; the caller holds the transaction.

    `digests` vouch for what was written, `stale` are the people whose search rows no longer
    fit. With `journaling` off nothing is kept but `stale`.
    """

    def __init__(self, connection: Connection, change_id: int, *, journaling: bool) -> None:
        self._connection, self._change_id, self._journaling = connection, change_id, journaling
        self._entries: list[str] = []
        self._rows = 0
        self._held: dict[tuple[str, tuple[str, ...]], range] = {}
        self._new_people = range(0)
        self.digests: list[bytes] = []
        self.stale: set[int] = set()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to write down."""
        return not (self._entries or self._held or self.digests)

    def note(self, entry: Entry) -> None:
        """Write down `entry`, which was done just now."""
        self.release()
        self.mark(entry)
        if self._journaling:
            self._write(journal.spell(entry), len(entry.rows))

    def hold(self, table: str, columns: tuple[str, ...], ids: range) -> None:
        """Write down the rows of `ids`, which came in bulk; neighbours are put together."""
        if table == "person":
            joins = self._new_people.stop == ids.start
            self._new_people = range(self._new_people.start if joins else ids.start, ids.stop)
        if not self._journaling:
            return
        known = self._held.get((table, columns))
        if known and known.stop != ids.start:
            self.release()
            known = None
        self._held[table, columns] = range(known.start if known else ids.start, ids.stop)
        if sum(map(len, self._held.values())) >= _PAYLOAD_ROWS:
            self.flush()

    def turn(self, change_id: int) -> None:
        """Write down that all entries of `change_id` were played backwards."""
        self._entries.append(journal.spell(journal.turned(change_id)))

    def mark(self, entry: Entry) -> None:
        """Remember which rows and which people `entry` touches."""
        people = self._people_of(entry)
        if entry.table in _SEARCHED:
            self.stale |= people
        if not self._journaling:
            return
        ids = [int(str(row[0])) for row in entry.rows[: 1 if entry.op == DIFFERS else None]]
        if len(ids) >= _RANGE and ids[-1] - ids[0] == len(ids) - 1:
            self._mark_range(entry.table, range(ids[0], ids[-1] + 1))
        else:
            self._connection.executemany(
                "INSERT OR IGNORE INTO history_row (table_name, row_id, change_id)"
                " VALUES (?, ?, ?)",
                [(entry.table, row_id, self._change_id) for row_id in ids],
            )
        if entry.table != "person":
            self._mark_people(people)

    def flush(self) -> None:
        """Put what was written down so far into payloads."""
        self.release()
        self._pack()

    def take_snapshot(self) -> None:
        """Write down all rows of all tables: where undo stops and replay starts."""
        for table in JOURNALED:
            columns = [
                name for _, name, *_ in self._connection.execute(f"PRAGMA table_info({table})")
            ]
            (last,) = self._connection.execute(
                f"SELECT coalesce(max(id), 0) FROM {table}"  # noqa: S608
            ).fetchone()
            for start in range(1, last + 1, _PAYLOAD_ROWS):
                ids = range(start, start + _PAYLOAD_ROWS)
                entry = journal.spell_live(self._connection, table, columns, ids)
                if entry:
                    self._write(entry, _PAYLOAD_ROWS)

    def _write(self, entry: str, rows: int) -> None:
        self._entries.append(entry)
        self._rows += rows
        if self._rows >= _PAYLOAD_ROWS:
            self._pack()

    def _pack(self) -> None:
        if not self._entries:
            return
        body = journal.pack(self._entries)
        digest = journal.digest(body)
        self._connection.execute(
            "INSERT INTO history_payload (change_id, part, digest, body) VALUES (?, ?, ?, ?)",
            (self._change_id, len(self.digests), digest, body),
        )
        self.digests.append(digest)
        self._entries.clear()
        self._rows = 0

    def release(self) -> None:
        """Spell the rows held back, before anything changes them; parents come first."""
        for (table, columns), ids in sorted(
            self._held.items(), key=lambda held: JOURNALED.index(held[0][0])
        ):
            for start in range(ids.start, ids.stop, _PAYLOAD_ROWS):
                part = range(start, min(start + _PAYLOAD_ROWS, ids.stop))
                entry = journal.spell_live(self._connection, table, columns, part)
                if entry is None:
                    raise AssertionError("rows just written are gone")
                self._write(entry, len(part))
            self._mark_range(table, ids)
            if table in _OF_PEOPLE:
                people = self._older_people(table, ids)
                self._mark_people(people)
                if table in _SEARCHED:
                    self.stale |= people
        self._held.clear()

    def _mark_range(self, table: str, ids: range) -> None:
        self._connection.execute(
            "INSERT INTO history_range (table_name, first_id, last_id, change_id)"
            " VALUES (?, ?, ?, ?)",
            (table, ids.start, ids.stop - 1, self._change_id),
        )

    def _mark_people(self, people: set[int]) -> None:
        self._connection.executemany(
            "INSERT OR IGNORE INTO history_person (person_id, change_id) VALUES (?, ?)",
            [(person, self._change_id) for person in people],
        )

    def _older_people(self, table: str, ids: range) -> set[int]:
        """The people of linked rows, except those who came in bulk just before them."""
        rows = self._connection.execute(
            f"SELECT DISTINCT person_id FROM {table} WHERE id BETWEEN ? AND ?"  # noqa: S608
            " AND person_id IS NOT NULL AND NOT (person_id >= ? AND person_id < ?)",
            (ids.start, ids.stop - 1, self._new_people.start, self._new_people.stop),
        )
        return {person for (person,) in rows}

    def _people_of(self, entry: Entry) -> set[int]:
        found: Sequence[object]
        if entry.table == "person":
            found = [row[0] for row in entry.rows]
        elif entry.table not in _OF_PEOPLE:
            return set()
        elif "person_id" in entry.columns:
            place = list(entry.columns).index("person_id")
            found = [row[place] for row in entry.rows]
        else:
            found = self._connection.execute(
                f"SELECT person_id FROM {entry.table} WHERE id = ?",  # noqa: S608
                (entry.rows[0][0],),
            ).fetchone()
        return {person for person in found if isinstance(person, int)}
