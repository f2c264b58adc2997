"""Keeping the search table in step with the people, inside the transaction that changes them.

Search rows are derived: never journaled, always rebuilt from the person (PERFORMANCE §3).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from shuangyong_desktop.domain.search import TOKENS_VERSION, tokens_of
from shuangyong_desktop.storage import facets
from shuangyong_desktop.storage.connection import Connection

NO_COMMUNITY = 0
_SLICE = 500


class Indexed(NamedTuple):
    """What the search table holds of one person, with the tokens as one text."""

    id: int
    tokens: str
    community_id: int
    category_mask: int
    status: str
    facets: int


def add(connection: Connection, people: Sequence[Indexed]) -> None:
    """Add people who are not in the search table yet."""
    connection.executemany(
        "INSERT INTO search_person (id, toks) VALUES (?, ?)",
        [(person.id, person.tokens) for person in people],
    )
    rows = [
        (token, number, *facts) for number, tokens, *facts in people for token in tokens.split()
    ]
    rows.sort()  # neighbours land on the same page
    connection.executemany(
        "INSERT INTO search (tok, id, comm, cat, st, facets) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def refresh(connection: Connection, people: Iterable[int]) -> None:
    """Bring `people` up to date; those that are gone leave the table."""
    wanted = sorted(people)
    for start in range(0, len(wanted), _SLICE):
        part = wanted[start : start + _SLICE]
        _forget(connection, part)
        add(connection, _indexed(connection, part))


def rebuild(connection: Connection) -> None:
    """Make the whole table anew; for ledgers whose tokens were made by an older program."""
    connection.execute("DELETE FROM search")
    connection.execute("DELETE FROM search_person")
    refresh(connection, [number for (number,) in connection.execute("SELECT id FROM person")])
    connection.execute(
        "INSERT OR REPLACE INTO attribute (name, value) VALUES ('tokens_version', ?)",
        (TOKENS_VERSION,),
    )


def is_current(connection: Connection) -> bool:
    """Whether the table was made by tokens of this program."""
    found = connection.execute(
        "SELECT value FROM attribute WHERE name = 'tokens_version'"
    ).fetchone()
    return found is not None and found[0] == TOKENS_VERSION


def joined(tokens: Iterable[str]) -> str:
    """Tokens as one text; a token has no blank in it."""
    return " ".join(tokens)


def _forget(connection: Connection, people: Sequence[int]) -> None:
    marks = ", ".join("?" * len(people))
    known = connection.execute(
        f"SELECT toks, id FROM search_person WHERE id IN ({marks})",  # noqa: S608
        people,
    ).fetchall()
    connection.executemany(
        "DELETE FROM search WHERE tok = ? AND id = ?",
        sorted((token, person) for tokens, person in known for token in tokens.split()),
    )
    connection.execute(f"DELETE FROM search_person WHERE id IN ({marks})", people)  # noqa: S608


def _indexed(connection: Connection, people: Sequence[int]) -> list[Indexed]:
    marks = ", ".join("?" * len(people))
    rows = connection.execute(
        "SELECT id, name, former_name, id_number, phone,"  # noqa: S608
        f" coalesce(community_id, 0), category_mask, status, {', '.join(facets.COLUMNS)}"
        f" FROM person WHERE id IN ({marks})",
        people,
    ).fetchall()
    return [
        Indexed(
            number,
            joined(tokens_of(name, former_name, id_number, phone)),
            community,
            mask,
            status,
            facets.facets_of(values),
        )
        for number, name, former_name, id_number, phone, community, mask, status, *values in rows
    ]
