"""查找 as the clerk types, and the explicit search through all text."""

from array import array
from collections.abc import Callable

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
from shuangyong_desktop.storage.filtering import condition
from shuangyong_desktop.storage.ledger import Ledger

_TEXTS = ("name", "former_name", "id_number", "phone", "address", "registered_address",
          "military_unit", "discharge_cert", "disability_cert", "pension_cert",
          "preferential_card", "plaque_number", "employment", "remarks")  # fmt: skip
_STEPS = 20_000  # SQLite operations between two looks at `stop`: about a millisecond


class Search:
    """Finding people in one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def find(self, text: str, only: PersonFilter = EVERYBODY, limit: int = 200) -> Found:
        """The first `limit` people whom `text` begins to describe, and how many there are.

        Fast enough for every key pressed: one range of the search table, no scan.
        """
        query = query_of(text)
        if not query:
            return Found(array("I"), 0, more=False)
        where, values = condition(self._ledger, only, "comm", "cat", "st")
        hits = f"SELECT DISTINCT id FROM search WHERE tok >= ? AND tok < ? AND {where} LIMIT ?"  # noqa: S608
        bounds = (query, after(query), *values)
        connection = self._ledger.connection
        ids = array("I", (number for (number,) in connection.execute(hits, (*bounds, limit))))
        count = len(ids)
        if count == limit:
            (count,) = connection.execute(
                f"SELECT count(*) FROM ({hits})",  # noqa: S608
                (*bounds, COUNTED + 1),
            ).fetchone()
        return Found(ids, min(count, COUNTED), more=count > COUNTED)

    def full_text(
        self, text: str, stop: Callable[[], bool] = lambda: False, limit: int = COUNTED
    ) -> "array[int]":
        """全文查找: the ids of people with `text` anywhere in any of their texts.

        Walks the whole ledger; raises Cancelled soon after `stop` returns true.
        """
        connection = self._ledger.connection
        anywhere = " OR ".join(f"instr({column}, ?)" for column in _TEXTS)
        connection.set_progress_handler(stop, _STEPS)
        try:
            rows = connection.execute(
                f"SELECT id FROM person WHERE {anywhere} ORDER BY id LIMIT ?",  # noqa: S608
                (*[text] * len(_TEXTS), limit),
            )
            return array("I", (number for (number,) in rows))
        except dbapi2.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                raise Cancelled from error
            raise
        finally:
            connection.set_progress_handler(None, 0)
