"""Bringing two records of one person together: everything that points to one is moved."""

from shuangyong_desktop.storage.journal import JOURNALED
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_OWN = ("person_category", "person_tag")  # a person's own columns, joined by whoever merges
_STAYING = {
    "event": "(kind IN ('ADDED', 'MOVED_IN') OR coalesce(status_before, 'ACTIVE') <> 'ACTIVE'"
    " OR coalesce(status_after, 'ACTIVE') <> 'ACTIVE')"
}
"""What says since when a record stood on the ledger, and until when, stays with that record: a
table of movements that was handed in does not change when two records become one."""
_ROUND_RESULT = ("finding", "way", "done_on", "done_by", "changes", "remarks")


class Merging:
    """What points to the people of one ledger.

    Which columns do is read from the tables themselves, so that a register added later moves
    along without a word here. Raw rows of imported files stay where they are: they are
    evidence of what was read, not of who it is.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._execute = ledger.connection.execute
        self._columns = tuple(
            (table, str(column))
            for table in JOURNALED
            if table not in _OWN
            for _, _, target, column, *_ in self._execute(f"PRAGMA foreign_key_list({table})")
            if target == "person"
        )

    def counts(self, person_id: int) -> dict[str, int]:
        """How many rows of each table would move from a person; tables without any are left out."""
        found: dict[str, int] = {}
        for table, column in self._columns:
            (number,) = self._execute(
                f"SELECT count(*) FROM {table} WHERE {column} = ?{_moving(table)}",  # noqa: S608
                (person_id,),
            ).fetchone()
            if number:
                found[table] = found.get(table, 0) + number
        return found

    def shared_plans(self, first_id: int, second_id: int) -> list[str]:
        """The visit plans that give something to both: one person would have it twice."""
        rows = self._execute(
            "SELECT DISTINCT visit_plan.title FROM visit_unit AS first"
            " JOIN visit_unit AS second ON second.plan_id = first.plan_id"
            " JOIN visit_plan ON visit_plan.id = first.plan_id"
            " WHERE first.person_id = ? AND second.person_id = ?"
            " AND visit_plan.removed_at IS NULL ORDER BY visit_plan.id",
            (first_id, second_id),
        )
        return [title for (title,) in rows]

    def move(self, change: Transaction, other_id: int, kept_id: int) -> None:
        """Let everything that points to one person point to the other instead.

        Only what brought or took the one on and off the ledger stays (`_STAYING`).
        """
        self._join_rounds(change, other_id, kept_id)
        self._join_comparisons(change, other_id, kept_id)
        for table, column in self._columns:
            if table == "not_the_same":
                continue
            rows = self._execute(
                f"SELECT id FROM {table} WHERE {column} = ?{_moving(table)}",  # noqa: S608
                (other_id,),
            ).fetchall()
            for (row_id,) in rows:
                change.update(table, row_id, {column: kept_id})
        rows = self._execute(
            "SELECT id FROM relative WHERE person_id = :id AND relative_id = :id", {"id": kept_id}
        ).fetchall()
        for (row_id,) in rows:  # nobody is their own relative
            change.update("relative", row_id, {"relative_id": None})

    def join_categories(self, change: Transaction, other_id: int, kept_id: int) -> None:
        """Take over since when and on what basis somebody has a category, where that is blank."""
        rows = self._execute(
            "SELECT own.id, own.since, own.until, own.basis, own.certificate,"
            " other.since, other.until, other.basis, other.certificate"
            " FROM person_category AS own JOIN person_category AS other USING (category)"
            " WHERE own.person_id = ? AND other.person_id = ?",
            (kept_id, other_id),
        ).fetchall()
        columns = ("since", "until", "basis", "certificate")
        for row_id, *values in rows:
            own, theirs = values[: len(columns)], values[len(columns) :]
            if not any(own):
                change.update("person_category", row_id, dict(zip(columns, theirs, strict=True)))

    def _join_rounds(self, change: Transaction, other_id: int, kept_id: int) -> None:
        """In a round that has both, one result stays: that of the one kept, else the other's."""
        results = ", ".join(f"{side}.{name}" for side in ("own", "other") for name in _ROUND_RESULT)
        rows = self._execute(
            f"SELECT own.id, other.id, {results}"  # noqa: S608
            " FROM round_member AS own JOIN round_member AS other USING (round_id)"
            " WHERE own.person_id = ? AND other.person_id = ?",
            (kept_id, other_id),
        ).fetchall()
        for own_id, second_id, *values in rows:
            own, theirs = values[: len(_ROUND_RESULT)], values[len(_ROUND_RESULT) :]
            if own[0] is None and theirs[0] is not None:
                change.update("round_member", own_id, dict(zip(_ROUND_RESULT, theirs, strict=True)))
            change.delete("round_member", second_id)

    def _join_comparisons(self, change: Transaction, other_id: int, kept_id: int) -> None:
        """Who is not the same as one is not the same as the other; what would repeat goes."""
        rows = self._execute(
            "SELECT id, person_id, other_id FROM not_the_same WHERE :id IN (person_id, other_id)",
            {"id": other_id},
        ).fetchall()
        for row_id, first, second in rows:
            pair = sorted((kept_id, first if second == other_id else second))
            known = self._execute(
                "SELECT 1 FROM not_the_same WHERE person_id = ? AND other_id = ?", pair
            ).fetchone()
            if pair[0] == pair[1] or known:
                change.delete("not_the_same", row_id)
            else:
                change.update("not_the_same", row_id, {"person_id": pair[0], "other_id": pair[1]})


def _moving(table: str) -> str:
    """Narrows a condition to the rows of `table` that move."""
    return f" AND NOT {_STAYING[table]}" if table in _STAYING else ""
