"""Ledgers to measure with: made once, copied for every round."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services.demo.people import demo_people
from shuangyong_desktop.storage.keyfile import KdfCost, path_of
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People

PASSWORD = "只为测量用的口令"  # noqa: S105 (of ledgers that live for a minute)
_CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
_SEED, _YEAR = 31, 2026
_SLICE = 5000


def invented(persons: int) -> list[Person]:
    """Invented people to write and to draw."""
    return list(demo_people(persons, _SEED, _YEAR))


def empty_ledger(path: Path) -> Path:
    """An empty closed ledger at `path`."""
    Ledger.create(path, PASSWORD, cost=_CHEAP).ledger.close()
    return path


def filled_ledger(path: Path, people: Iterable[Person]) -> bytes:
    """A closed ledger at `path` that holds `people`; returns its key."""
    ledger = Ledger.create(path, PASSWORD, cost=_CHEAP).ledger
    remaining = iter(people)
    with ledger, ledger.transaction("导入测量用人员") as change:
        while part := list(islice(remaining, _SLICE)):
            People(ledger).add_many(change, part)
    return ledger.key


def copy_ledger(original: Path, copy: Path) -> Path:
    """A closed copy of a closed ledger."""
    shutil.copy(original, copy)
    shutil.copy(path_of(original), path_of(copy))
    return copy


@contextmanager
def opened_copy(original: Path, copy: Path) -> Iterator[Ledger]:
    """A copy of a closed ledger, opened; it is gone afterwards."""
    copy_ledger(original, copy)
    try:
        with Ledger.open(copy, PASSWORD) as ledger:
            yield ledger
    finally:
        for left in copy.parent.glob(f"{copy.stem}*"):
            left.unlink()
