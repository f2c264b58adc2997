"""全文查找: going through every text of everybody on request, never while the clerk types."""

from array import array
from time import perf_counter

from shuangyong_desktop.domain.search import PersonOrder
from shuangyong_desktop.domain.text import clean, half_width
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.search import Search

SLICE = 0.010
"""Seconds that one step may take on the window's thread."""
_AT_ONCE = 256


class FullText:
    """One search for a text anywhere (住址, 备注, the middle of a number), in steps of 10 ms."""

    def __init__(self, ledger: Ledger, text: str) -> None:
        self._search = Search(ledger)
        self._text = half_width(clean(text).text).strip()
        self._ids = People(ledger).ids(PersonOrder.ENTERED)
        self._at = 0
        self.found: array[int] = array("I")

    def step(self) -> tuple[int, int]:
        """Look on for a while; how many of how many people are done."""
        until = perf_counter() + SLICE
        while self._text and self._at < len(self._ids):
            some = self._ids[self._at : self._at + _AT_ONCE]
            among = range(some[0], some[-1] + 1)
            self.found.extend(self._search.full_text(self._text, among=among))
            self._at += len(some)
            if perf_counter() >= until:
                break
        return (self._at, len(self._ids)) if self._text else (0, 0)
