"""操作记录: reading it, 撤销 and 重做."""

from collections.abc import Iterator

from shuangyong_desktop.domain.changes import Change, Edit
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage.history import History as Changes
from shuangyong_desktop.storage.ledger import Ledger


class History:
    """What was done to one ledger, and taking it back."""

    def __init__(self, ledger: Ledger) -> None:
        self._changes = Changes(ledger)

    def changes(
        self, limit: int = 200, person_id: int | None = None, words: str = ""
    ) -> list[Change]:
        """The newest changes first, of everything or of one person, with `words` in their title."""
        return self._changes.changes(limit, person_id, words)

    def edits(self, change_id: int) -> Iterator[Edit]:
        """What a change touched, value by value, numbers masked."""
        return self._changes.edits(change_id)

    def next_undo(self) -> Change | None:
        """What 撤销 would take back now."""
        return self._changes.next_undo()

    def next_redo(self) -> Change | None:
        """What 重做 would do again now."""
        return self._changes.next_redo()

    def undo(self, change_id: int | None = None) -> Change:
        """Take back `change_id`, or what was done last; returns what was taken back.

        Raises Problem when there is nothing to take back, and Conflict showing both values
        when what it wrote has changed since.
        """
        if change_id is None:
            newest = self.next_undo()
            if newest is None:
                raise Problem("没有可以撤销的操作。", code="nothing_to_undo")
            change_id = newest.id
        self._changes.undo(change_id)
        return self._changes.change(change_id)

    def redo(self, change_id: int | None = None) -> Change:
        """Do `change_id` again, or what was undone last; the same promises as `undo`."""
        if change_id is None:
            undone = self.next_redo()
            if undone is None:
                raise Problem("没有可以重做的操作。", code="nothing_to_redo")
            change_id = undone.id
        self._changes.redo(change_id)
        return self._changes.change(change_id)

    def undoing(self, change_id: int) -> Iterator[int]:
        """`undo` in short steps for a timer; dropping the iterator rolls everything back."""
        return self._changes.undoing(change_id)

    def redoing(self, change_id: int) -> Iterator[int]:
        """`redo` in short steps for a timer."""
        return self._changes.redoing(change_id)
