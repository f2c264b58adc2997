"""Who in the ledger looks like somebody else: the candidates that `domain.duplicates` compares."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from shuangyong_desktop.domain.duplicates import Alike
from shuangyong_desktop.storage.ledger import Ledger

_SELECT = "SELECT id, name, id_number, birth_date, phone, address FROM person"
_COUNTS = "status != 'REMOVED'"


class LookAlikes:
    """People of one ledger who share an ID number or a name; nobody who was taken off as wrong."""

    def __init__(self, ledger: Ledger) -> None:
        self._execute = ledger.connection.execute

    def numbers(self) -> list[str]:
        """The ID numbers that more than one has."""
        return self._shared("id_number")

    def names(self) -> list[str]:
        """The names that more than one has."""
        return self._shared("name")

    def of_number(self, number: str) -> list[Alike]:
        """Everybody with this ID number."""
        return self._found("id_number", (number,))

    def of_names(self, names: list[str]) -> Iterator[list[Alike]]:
        """Everybody of each of these names, name by name."""
        marks = ", ".join("?" * len(names))
        rows = self._execute(
            f"{_SELECT} WHERE name IN ({marks}) AND {_COUNTS} ORDER BY name, id", names
        )
        people = (Alike(*row) for row in rows.fetchall())
        for _, group in groupby(people, key=attrgetter("name")):
            yield list(group)

    def _shared(self, column: str) -> list[str]:
        rows = self._execute(
            f"SELECT {column} FROM person WHERE {column} IS NOT NULL"  # noqa: S608
            f" GROUP BY {column} HAVING count(*) > 1"
        )
        return [text for (text,) in rows]

    def _found(self, column: str, values: tuple[str, ...]) -> list[Alike]:
        rows = self._execute(f"{_SELECT} WHERE {column} = ? AND {_COUNTS} ORDER BY id", values)
        return [Alike(*row) for row in rows]
