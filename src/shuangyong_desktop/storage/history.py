"""操作记录: what was changed, taking it back and doing it again, across restarts."""

from collections.abc import Iterator
from datetime import datetime

from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.changes import Change, ChangeKind, Conflict, Edit
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.retention import Unsaved
from shuangyong_desktop.storage.applying import entries_back, entries_of, subject
from shuangyong_desktop.storage.entries import unfolded
from shuangyong_desktop.storage.journal import CAME, DIFFERS, Entry, Stored
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.wording import UNSAID, column_words, table_words, value_words

_SELECT = """
SELECT id, at, title, kind, target,
    coalesce((SELECT later.kind = 'UNDO' FROM history AS later WHERE later.target = history.id
              ORDER BY later.id DESC LIMIT 1), 0)
FROM history
"""
_OF_PERSON = """
WHERE id IN (
    SELECT change_id FROM history_row WHERE table_name = 'person' AND row_id = :person
    UNION SELECT change_id FROM history_person WHERE person_id = :person
    UNION SELECT change_id FROM history_range
        WHERE table_name = 'person' AND first_id <= :person AND last_id >= :person)
"""


class History:
    """The changes of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def changes(
        self, limit: int = 200, person_id: int | None = None, words: str = ""
    ) -> list[Change]:
        """The newest changes first, of everything or of one person, with `words` in their title."""
        where = _OF_PERSON if person_id is not None else "WHERE 1"
        rows = self._ledger.connection.execute(
            f"{_SELECT} {where} AND instr(lower(title), lower(:words)) > 0"
            " ORDER BY id DESC LIMIT :limit",
            {"limit": limit, "person": person_id, "words": words},
        )
        return [_change(row) for row in rows]

    def change(self, change_id: int) -> Change:
        """One change; raises KeyError when there is none of that number."""
        row = self._ledger.connection.execute(f"{_SELECT} WHERE id = ?", (change_id,)).fetchone()
        if row is None:
            raise KeyError(change_id)
        return _change(row)

    def since(self, change_id: int) -> Unsaved:
        """How many changes came after this one, and when the first of them was made.

        Neither the making of the ledger nor notes count: nothing would be lost with them.
        """
        count, first = self._ledger.connection.execute(
            "SELECT count(*), min(id) FROM history WHERE id > ? AND kind != 'NOTE'",
            (max(change_id, 1),),
        ).fetchone()
        return Unsaved(count, self.change(first).at if first else None)

    def next_undo(self) -> Change | None:
        """What 撤销 would take back now: the newest change that still stands."""
        return next((found for found in self._standing() if not found.undone), None)

    def next_redo(self) -> Change | None:
        """What 重做 would do again now: the change undone last, if nothing came after it."""
        newest = self._newest()
        if not newest or newest[0].kind is not ChangeKind.UNDO or newest[0].target is None:
            return self._after_redo(newest)
        return self.change(newest[0].target)

    def undo(self, change_id: int) -> int:
        """Take a change back as one group; returns the number of the new entry.

        Raises Conflict, showing both values, when what it wrote has changed since, and
        Problem when it is undone already or lies before the last 存底.
        """
        return _exhausted(self.undoing(change_id))

    def redo(self, change_id: int) -> int:
        """Do a change again that was undone; the same promises as `undo`."""
        return _exhausted(self.redoing(change_id))

    def undoing(self, change_id: int) -> Iterator[int]:
        """`undo` in steps of about a thousand rows, for a timer; the last value is the number.

        Dropping the iterator before its end rolls everything back.
        """
        change = self.change(change_id)
        if change.kind is not ChangeKind.CHANGE:
            raise Problem("只有修改可以撤销，存底和撤销本身不能撤销。", code="not_a_change")
        if change.undone:
            raise Problem(f"“{change.title}”已经撤销过了，没有再次撤销。", code="undone_already")
        if change_id < self._boundary():
            raise Problem(
                f"“{change.title}”在台账升级或成批生成之前，不能撤销，数据没有改动。",
                code="before_snapshot",
            )
        return self._turning(change, ChangeKind.UNDO, change_id)

    def redoing(self, change_id: int) -> Iterator[int]:
        """`redo` in steps; see `undoing`."""
        change = self.change(change_id)
        if not change.undone:
            raise Problem(f"“{change.title}”没有撤销，不需要重做。", code="not_undone")
        undo_id = self._ledger.connection.execute(
            "SELECT max(id) FROM history WHERE target = ?", (change_id,)
        ).fetchone()[0]
        if undo_id < self._boundary():
            raise Problem(
                f"“{change.title}”的撤销在台账升级之前，不能重做，数据没有改动。",
                code="before_snapshot",
            )
        return self._turning(change, ChangeKind.REDO, undo_id)

    def edits(self, change_id: int, *, masked: bool = True) -> Iterator[Edit]:
        """What a change touched, value by value, in the clerk's words."""
        for entries in entries_of(self._ledger.connection, change_id):
            for entry in entries:
                for part in unfolded(self._ledger.connection, "main", entry):
                    yield from self._edits_of(part, masked=masked)

    def _turning(self, change: Change, kind: ChangeKind, source: int) -> Iterator[int]:
        """Play `source` backwards; undo turns the change, redo turns its undo."""
        connection = self._ledger.connection
        turned = self._ledger.transaction(
            f"{kind.value}：{change.title}", kind=kind, target=change.id
        )
        try:
            for entries in entries_back(connection, source):
                turned.play(entries)
                yield turned.id
            for _ in turned.settle(source):
                yield turned.id
            turned.commit()
        except dbapi2.IntegrityError as error:
            raise Conflict(
                f"不能{kind.value}“{change.title}”：其中有记录后来已被其他内容使用或与新登记的重复，"
                "没有任何改动。请先撤销后来的操作。",
                code="conflict",
            ) from error
        finally:
            turned.rollback()
        yield turned.id

    def _standing(self) -> Iterator[Change]:
        rows = self._ledger.connection.execute(
            f"{_SELECT} WHERE kind = 'CHANGE' AND id > ? ORDER BY id DESC",
            (max(self._boundary(), 1),),  # the first entry made the ledger
        )
        return (_change(row) for row in rows)

    def _newest(self) -> list[Change]:
        """The newest entry that did something, if any."""
        row = self._ledger.connection.execute(
            f"{_SELECT} WHERE kind != 'NOTE' ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return [_change(row)] if row else []

    def _after_redo(self, newest: list[Change]) -> Change | None:
        """After a redo the next one is the undone change that follows it."""
        if not newest or newest[0].kind is not ChangeKind.REDO or newest[0].target is None:
            return None
        later = [
            found for found in self._standing() if found.undone and newest[0].target < found.id
        ]
        return later[-1] if later else None

    def _boundary(self) -> int:
        found = self._ledger.connection.execute(
            "SELECT coalesce(max(id), 0) FROM history WHERE kind = 'SNAPSHOT'"
        ).fetchone()
        return int(found[0])

    def _edits_of(self, entry: Entry, *, masked: bool) -> Iterator[Edit]:
        pairs: list[tuple[tuple[Stored, ...] | None, tuple[Stored, ...] | None]]
        if entry.op == DIFFERS:
            pairs = [(tuple(entry.rows[0]), tuple(entry.rows[1]))]
        elif entry.op == CAME:
            pairs = [(None, tuple(row)) for row in entry.rows]
        else:
            pairs = [(tuple(row), None) for row in entry.rows]
        connection = self._ledger.connection
        for before, after in pairs:
            name = subject(connection, "main", entry, after or before or ())
            for place, column in enumerate(entry.columns):
                if column in UNSAID:
                    continue
                texts = [
                    None
                    if row is None
                    else value_words(connection, entry.table, column, row[place], masked=masked)
                    for row in (before, after)
                ]
                if any(texts):
                    label = column_words(entry.table, column)
                    yield Edit(f"{table_words(entry.table)}{name}", label, *texts)


def _change(row: tuple[int, str, str, str, int | None, int]) -> Change:
    number, at, title, kind, target, undone = row
    return Change(number, datetime.fromisoformat(at), title, ChangeKind[kind], target, bool(undone))


def _exhausted(steps: Iterator[int]) -> int:
    number = 0
    for number in steps:  # noqa: B007 (the last one is the answer)
        pass
    return number
