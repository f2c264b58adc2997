"""Whom an imported row can be about: the lookups of `domain.imports.KnownPeople`."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from shuangyong_desktop.domain.identity import identify
from shuangyong_desktop.storage.ledger import Ledger

_MOST = 9  # people to choose from; more are a mistake in the list


class KnownRecords:
    """The people of one ledger, as matching asks for them; each lookup is one index range.

    Which numbers and names occur at all is remembered, so that a list of new people costs no
    lookups; whoever is written meanwhile must be told to `learn`.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._execute = ledger.connection.execute
        self._numbers: set[str] = set()
        self._names: set[str] = set()
        self._numberless: set[str] = set()
        for name, id_number in self._execute("SELECT name, id_number FROM person"):
            self.learn(name, id_number)

    def learn(self, name: str, id_number: str | None) -> None:
        """Somebody of this name and number is in the ledger now."""
        self._names.add(name)
        if id_number is None or identify(id_number) is None:
            self._numberless.add(name)
        if id_number is not None:
            self._numbers.add(id_number)

    def by_id_number(self, id_number: str) -> tuple[int, ...]:
        """Who has this 18-character ID number."""
        if id_number not in self._numbers:
            return ()
        return self._ids("id_number = ?", (id_number,))

    def by_name_and_birth(
        self, name: str, birth_date: str, *, without_id_number: bool
    ) -> tuple[int, ...]:
        """Who has this name and full birth date, or of these only who has no ID number."""
        if name not in (self._numberless if without_id_number else self._names):
            return ()
        only = " AND id_number IS NULL" if without_id_number else ""
        return self._ids(f"name = ? AND birth_date = ?{only}", (name, birth_date))

    def by_likeness(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """Who has this name while nothing that both know speaks against it.

        A number that cannot be right was kept as somebody typed it; it says nothing.
        """
        born, community = values.get("birth_date"), values.get("community")
        number = values.get("id_number")
        if values["name"] not in (self._numberless if number else self._names):
            return ()
        return self._ids(
            "name = :name"
            " AND (:born IS NULL OR birth_date IS NULL"
            "      OR substr(birth_date, 1, length(:born)) = :born"
            "      OR substr(:born, 1, length(birth_date)) = birth_date)"
            " AND (:community IS NULL OR community_id IS NULL OR community_id ="
            "      (SELECT community.id FROM community WHERE community.name = :community))",
            {"name": values["name"], "born": born, "community": community},
            unproved=bool(number),
        )

    def by_name_and_id_start(self, name: str, digits: str) -> tuple[int, ...]:
        """Who has this name and an ID number that starts with these digits."""
        return self._ids(
            "name = ? AND id_number >= ? AND id_number < ?", (name, digits, f"{digits}:")
        )

    def _ids(
        self,
        where: str,
        values: Sequence[str] | Mapping[str, Any],
        *,
        unproved: bool = False,
    ) -> tuple[int, ...]:
        """The first few of them; who was taken off as wrong only where there is nobody else.

        With `unproved` only those without a valid ID number.
        """
        rows = self._execute(
            f"SELECT id, status = 'REMOVED' AS gone, id_number FROM person WHERE {where}"  # noqa: S608
            " ORDER BY gone, id",
            values,
        )
        meant = (
            (number, gone)
            for number, gone, known in rows
            if not (unproved and known and identify(known))
        )
        first = list(islice(meant, _MOST))
        return tuple(number for number, gone in first if gone == first[0][1])
