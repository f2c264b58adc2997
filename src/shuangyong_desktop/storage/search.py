"""查找 as the clerk types, and the explicit search through all text."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.errors import Cancelled
from shuangyong_desktop.domain.search import (
    COUNTED,
    EVERYBODY,
    Found,
    PersonFilter,
    after,
    query_of,
)
from shuangyong_desktop.storage.filtering import OF_SEARCH, condition, is_looked_at, source
from shuangyong_desktop.storage.journal import Stored
from shuangyong_desktop.storage.ledger import Ledger

_TEXTS = ("name", "former_name", "id_number", "phone", "address", "registered_address",
          "military_unit", "discharge_cert", "disability_cert", "pension_cert",
          "preferential_card", "plaque_number", "employment", "remarks", "bank_account",
          "kin_name", "kin_phone", "native_place", "enlist_place", "hardships", "away",
          "status_basis")  # fmt: skip
EVERY_ID = range(1, 1 << 62)
_STEPS = 20_000  # SQLite operations between two looks at `stop`: about a millisecond
_LOOKING, _COUNTING = 900_000, 300_000  # operations for one key pressed: some 6 ms and 2 ms
_LOOKING_AT_EACH, _LOOKING_AMONG_FEW = 20_000, 60_000  # where each person is a page of its own


class _TooLong(Exception):
    """A query would take longer than the clerk's fingers."""


class Search:
    """Finding people in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, text: str, only: PersonFilter = EVERYBODY, limit: int = 200) -> Found:
        """The first `limit` people whom `text` begins to describe, and how many there are.

        Fast enough for every key pressed: a range of the search table, or where that is long
        and the filter narrow, the people of the filter one by one. A negative `limit` finds
        everybody and takes as long as that takes.
        """
        query = query_of(text)
        if not query:
            return Found(array("I"), 0, more=False)
        if limit < 0:
            ids = self._ids(*self._by_token(query, only, limit))
            return Found(ids, len(ids), more=False)
        ids = self._first(query, only, limit)
        if len(ids) < limit:
            return Found(ids, len(ids), more=False)
        try:
            with self._patience(_LOOKING_AT_EACH if is_looked_at(only) else _COUNTING):
                found = self._ids(*self._by_token(query, only, COUNTED + 1))
        except _TooLong:
            return Found(ids, len(ids), more=True)
        return Found(ids, min(len(found), COUNTED), more=len(found) > COUNTED)

    def _first(self, query: str, only: PersonFilter, limit: int) -> "array[int]":
        """The first ids by whichever way gets there soon; the plain one when neither does."""
        patience = (_LOOKING, _LOOKING) if only.quick else (_COUNTING, _LOOKING_AMONG_FEW)
        ways = zip((self._by_token, self._by_filter), patience, strict=True)
        for way, steps in ways if source(only)[0] else ():
            try:
                with self._patience(steps):
                    return self._ids(*way(query, only, limit))
            except _TooLong:
                continue
        return self._ids(*self._by_token(query, only, limit))

    def _by_token(self, query: str, only: PersonFilter, limit: int) -> tuple[str, list[Stored]]:
        """The range of the search table that begins with `query`."""
        where, values = condition(self._ledger, only, OF_SEARCH)
        sql = f"SELECT DISTINCT id FROM search WHERE tok >= ? AND tok < ? AND {where} LIMIT ?"  # noqa: S608
        return sql, [query, after(query), *values, limit]

    def _by_filter(self, query: str, only: PersonFilter, limit: int) -> tuple[str, list[Stored]]:
        """The people of the filter, each looked at: soon there when many of them are meant."""
        where, values = condition(self._ledger, only)
        people, first = source(only)
        sql = (
            f"SELECT person.id FROM {people}"  # noqa: S608
            " CROSS JOIN search_person ON search_person.id = person.id"
            f" WHERE {where} AND instr(' ' || toks, ?) LIMIT ?"
        )
        return sql, [*first, *values, f" {query}", limit]

    def _ids(self, sql: str, values: Sequence[Stored]) -> "array[int]":
        return array("I", (number for (number,) in self._ledger.connection.execute(sql, values)))

    @contextmanager
    def _patience(self, steps: int) -> Iterator[None]:
        """Let a query do that many operations; raises _TooLong when it wants more."""
        connection = self._ledger.connection
        connection.set_progress_handler(lambda: 1, steps)
        try:
            yield
        except dbapi2.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise _TooLong from error
            raise
        finally:
            connection.set_progress_handler(None, 0)

    def full_text(
        self,
        text: str,
        stop: Callable[[], bool] = lambda: False,
        limit: int = -1,
        among: range = EVERY_ID,
    ) -> "array[int]":
        """全文查找: the ids of people with `text` anywhere in any of their texts.

        Walks the whole ledger, or those whose ids are `among` these; raises Cancelled soon
        after `stop` returns true.
        """
        connection = self._ledger.connection
        anywhere = " OR ".join(f"instr({column}, ?)" for column in _TEXTS)
        connection.set_progress_handler(stop, _STEPS)
        try:
            rows = connection.execute(
                f"SELECT id FROM person WHERE id BETWEEN ? AND ? AND ({anywhere})"  # noqa: S608
                " ORDER BY id LIMIT ?",
                (among.start, among.stop - 1, *[text] * len(_TEXTS), limit),
            )
            return array("I", (number for (number,) in rows))
        except dbapi2.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise Cancelled from error
            raise
        finally:
            connection.set_progress_handler(None, 0)
