"""村（社区） in the ledger: learnt from the desk's own lists, in the desk's order."""

from collections.abc import Iterable

from shuangyong_desktop.domain.communities import Community
from shuangyong_desktop.storage.columns import sort_key
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.transaction import Transaction

_IN_ORDER = " FROM community ORDER BY position = 0, position, sort_key, name"


class Communities:
    """The communities of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def all(self) -> tuple[Community, ...]:
        """Every community: by the desk's own order; those never placed last, naturally."""
        rows = self._ledger.connection.execute(f"SELECT name, position, id{_IN_ORDER}")
        return tuple(Community(*row) for row in rows)

    def ids(self) -> dict[str, int]:
        """The id of every community by its name, in order."""
        return dict(self._ledger.connection.execute(f"SELECT name, id{_IN_ORDER}"))

    def learn(self, change: Transaction, names: Iterable[str | None]) -> dict[str, int]:
        """Add those of `names` that are new; returns all ids by name."""
        known = self.ids()
        for name in names:
            if name and name not in known:
                known[name] = change.insert("community", {"name": name, "sort_key": sort_key(name)})
        return known

    def rename(self, change: Transaction, community_id: int, name: str) -> bool:
        """Correct a name; everybody there moves along."""
        return change.update("community", community_id, {"name": name, "sort_key": sort_key(name)})

    def people_in(self, community_id: int) -> int:
        """How many people and households are registered there."""
        (count,) = self._ledger.connection.execute(
            "SELECT (SELECT count(*) FROM person WHERE community_id = :id)"
            " + (SELECT count(*) FROM household WHERE community_id = :id)",
            {"id": community_id},
        ).fetchone()
        return int(count)

    def remove(self, change: Transaction, community_id: int) -> None:
        """Take a community off the list; nobody may be registered there."""
        change.delete("community", community_id)

    def place(self, change: Transaction, community_id: int, position: int) -> bool:
        """Give a community its place (from 1) in the desk's own order."""
        return change.update("community", community_id, {"position": position})
