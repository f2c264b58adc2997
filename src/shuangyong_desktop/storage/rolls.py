"""What 名录 asks of any register: how many, which ones, and what its columns hold."""

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from shuangyong_desktop.domain.activities import ACTIVITIES, LINKS
from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import RollView
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.shelves import SHARED, Shelf, shelf_of

_NOT_TEXT = ("money", "yes_no", "integer")
_OF_THE_BIN = "removed_at IS NULL"


class RollFacts:
    """The registers of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.connection

    def counts(self, registers: Iterable[Register[Any]]) -> dict[str, int]:
        """How many records count in each of `registers`, from one statement."""
        own = [register.table for register in registers if not register.plain]
        parts = [f"SELECT register, count(*) FROM {SHARED} WHERE {_OF_THE_BIN} GROUP BY register"]  # noqa: S608
        parts += [f"SELECT '{name}', count(*) FROM {name} WHERE {_OF_THE_BIN}" for name in own]  # noqa: S608
        return dict(self._connection.execute(" UNION ALL ".join(parts)).fetchall())

    def ids(self, register: Register[Any], view: RollView) -> "array[int]":
        """The ids of the records in `view`, in its order; what is empty comes last."""
        shelf = shelf_of(register)
        where, values = _condition(register, shelf, view)
        by = shelf.term(view.sort or register.date)
        way = "DESC" if view.down else "ASC"
        rows = self._connection.execute(
            f"SELECT id FROM {shelf.table} WHERE {where}"  # noqa: S608 (names of declarations)
            f" ORDER BY {by} IS NULL, {by} {way}, id {way}",
            values,
        )
        return array("I", (number for (number,) in rows))

    def years(self, register: Register[Any]) -> list[str]:
        """The years of the register's dates, the newest first."""
        shelf = shelf_of(register)
        year = f"substr({shelf.term(register.date)}, 1, 4)"
        rows = self._connection.execute(
            f"SELECT DISTINCT {year} FROM {shelf.table}"  # noqa: S608
            f" WHERE {_counting(shelf)} AND {year} != '' ORDER BY 1 DESC"
        )
        return [text for (text,) in rows]

    def words(self, register: Register[Any], column: str, most: int) -> list[str]:
        """What stands in a column of text, the most frequent first."""
        shelf = shelf_of(register)
        term = shelf.term(column)
        rows = self._connection.execute(
            f"SELECT {term} FROM {shelf.table} WHERE {_counting(shelf)} AND {term} IS NOT NULL"  # noqa: S608
            " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?",
            (most,),
        )
        return [str(text) for (text,) in rows]

    def last_held(self) -> dict[int, str]:
        """The day of the last activity of every pair, team and site, by the record's id."""
        parts = (
            f"SELECT {column} AS held, date FROM {ACTIVITIES.table}"  # noqa: S608
            f" WHERE {column} IS NOT NULL AND {_OF_THE_BIN}"
            for column in LINKS
        )
        return dict(
            self._connection.execute(
                f"SELECT held, max(date) FROM ({' UNION ALL '.join(parts)}) GROUP BY held"  # noqa: S608
            ).fetchall()
        )


def _counting(shelf: Shelf) -> str:
    return f"{shelf.where} AND {_OF_THE_BIN}" if shelf.where else _OF_THE_BIN


def _condition(register: Register[Any], shelf: Shelf, view: RollView) -> tuple[str, list[str]]:
    parts = [_counting(shelf)]
    values: list[str] = []
    if view.year:
        parts.append(f"substr({shelf.term(register.date)}, 1, 4) = ?")
        values.append(view.year)
    if view.step is not None:
        parts += _standing(register, shelf, view.step)
    for column, words in view.equal:
        parts.append(f"{shelf.term(column)} = ?")
        values.append(words)
    if view.text.strip():
        terms = [
            *(shelf.term(field.key) for field in register.schema
              if field.kind.name not in _NOT_TEXT),
            "(SELECT name FROM person WHERE person.id = person_id)",
        ]  # fmt: skip
        for word in view.text.split():
            parts.append(f"({' OR '.join(f'{term} LIKE ? ESCAPE {_ESCAPE}' for term in terms)})")
            values += [f"%{_literal(word)}%"] * len(terms)
    return " AND ".join(parts), values


_ESCAPE = r"'\'"


def _standing(register: Register[Any], shelf: Shelf, step: str) -> Iterator[str]:
    """What holds where `step` is the last one taken."""
    later = register.steps.index(step) + 1 if step else 0
    if step:
        yield f"{shelf.term(step)} IS NOT NULL"
    for key in register.steps[later:]:
        yield f"{shelf.term(key)} IS NULL"


def _literal(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
