"""Whom a filter shows and in which order, at any number of people (PERFORMANCE §2)."""

from array import array
from math import isqrt

from shuangyong_desktop.domain.search import PersonFilter, PersonOrder
from shuangyong_desktop.storage.communities import Communities
from shuangyong_desktop.storage.filtering import FACTS, condition, is_in_orders, starts
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger

_FACTS = ", ".join(FACTS)
_BY_NAME = f"name_key, status, community_id, category_mask, sex, birth_date, {_FACTS}, person.id"
_BY_BIRTH = f"birth_date, status, community_id, category_mask, sex, {_FACTS}, person.id"
_BY_ADDRESS = f"address_key, status, category_mask, sex, birth_date, {_FACTS}, person.id"
_ORDERS = {
    PersonOrder.ENTERED: ("person_by_birth_date", "person.id"),
    PersonOrder.NAME: ("person_by_name", _BY_NAME),
    PersonOrder.BIRTH: ("person_by_birth_date", _BY_BIRTH),
}
"""The index of each order, and all of its columns: whichever way a list is made, people of one
name stand in the same order."""

_BY_PLACE = (
    "community.id IS NULL, community.position = 0, community.position, community.sort_key,"
    f" community.name, {_BY_ADDRESS}"
)
_LOOK = 2
"""Reading a person out of the wide table costs as much as passing so many by, with a look."""
_PASS = 30
"""The same where the index tells of everything and nobody is looked at."""


def ids_of(ledger: Ledger, order: PersonOrder, only: PersonFilter, limit: int) -> "array[int]":
    """The first `limit` people of `only` in `order`; a negative `limit` means everybody.

    The index of the order is walked until there are enough; where few people can be meant,
    those are read and sorted.
    """
    few = _few(ledger, only, limit)
    if few:
        return _sorted(ledger, few, order, only, limit)
    if order is PersonOrder.PLACE:
        return _by_place(ledger, only, limit)
    where, values = condition(ledger, only)
    index, columns = _ORDERS[order]
    rows = ledger.connection.execute(
        f"SELECT id FROM person INDEXED BY {index} WHERE {where} ORDER BY {columns} LIMIT ?",  # noqa: S608
        (*values, limit),
    )
    return array("I", (number for (number,) in rows))


def _few(ledger: Ledger, only: PersonFilter, limit: int) -> tuple[str, list[Stored]] | None:
    """What reads the fewest ids; None where the index of the order is there sooner."""
    ways = list(starts(ledger, only))
    if not ways:
        return None
    (everybody,) = ledger.connection.execute("SELECT coalesce(max(id), 0) FROM person").fetchone()
    worth = everybody // (_PASS if is_in_orders(only) else _LOOK)
    most = worth if limit < 0 else min(worth, isqrt(limit * worth))
    found = None
    for sql, values in ways:
        (count,) = ledger.connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM ({sql}) LIMIT ?)",  # noqa: S608
            (*values, most),
        ).fetchone()
        if count < most:
            found, most = (sql, values), count
    return found


def _sorted(
    ledger: Ledger,
    few: tuple[str, list[Stored]],
    order: PersonOrder,
    only: PersonFilter,
    limit: int,
) -> "array[int]":
    where, values = condition(ledger, only)
    source, columns = "", _BY_PLACE
    if order is PersonOrder.PLACE:
        source = "LEFT JOIN community ON community.id = person.community_id"
    else:
        columns = _ORDERS[order][1]
    sql, first = few
    rows = ledger.connection.execute(
        f"SELECT person.id FROM ({sql}) AS few"  # noqa: S608
        f" CROSS JOIN person NOT INDEXED ON person.id = few.id {source}"
        f" WHERE {where} ORDER BY {columns} LIMIT ?",
        (*first, *values, limit),
    )
    return array("I", (number for (number,) in rows))


def _by_place(ledger: Ledger, only: PersonFilter, limit: int) -> "array[int]":
    where, values = condition(ledger, only)
    found: array[int] = array("I")
    known: dict[str, int | None] = {**Communities(ledger).ids(), "": None}
    for name, community in known.items():
        if 0 <= limit <= len(found):
            break
        if only.communities and name not in only.communities:
            continue
        rows = ledger.connection.execute(
            "SELECT id FROM person INDEXED BY person_by_place"  # noqa: S608
            f" WHERE community_id IS ? AND {where} ORDER BY {_BY_ADDRESS} LIMIT ?",
            (community, *values, limit - len(found) if limit >= 0 else -1),
        )
        found.extend(number for (number,) in rows)
    return found
