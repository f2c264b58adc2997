"""A real ledger on a temporary path: a template built once, copied for every test."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from shuangyong_desktop.storage import keyfile
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.storage.ledger import Ledger

PASSWORD = "春风化雨-2026"  # noqa: S105 (of invented ledgers)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
NOON = datetime.fromisoformat("2026-07-28T12:00:00")


def noon() -> datetime:
    return NOON


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An empty closed ledger and its recovery key."""
    path = tmp_path_factory.mktemp("template") / "台账.db"
    made = Ledger.create(path, PASSWORD, cost=CHEAP, clock=noon)
    made.ledger.close()
    return path, made.recovery_key


@pytest.fixture
def path(template: tuple[Path, str], tmp_path: Path) -> Path:
    """A closed copy of the template."""
    copy = tmp_path / "台账.db"
    shutil.copy(template[0], copy)
    shutil.copy(keyfile.path_of(template[0]), keyfile.path_of(copy))
    return copy


@pytest.fixture
def recovery_key(template: tuple[Path, str]) -> str:
    return template[1]


@pytest.fixture
def opened() -> Iterator[Callable[[Path], Ledger]]:
    """Opens ledgers by the usual password and closes them at the end."""
    ledgers: list[Ledger] = []

    def open_one(path: Path) -> Ledger:
        ledgers.append(Ledger.open(path, PASSWORD, clock=noon))
        return ledgers[-1]

    yield open_one
    for ledger in ledgers:
        ledger.close()


@pytest.fixture
def ledger(path: Path, opened: Callable[[Path], Ledger]) -> Ledger:
    """An open, empty ledger."""
    return opened(path)


@pytest.fixture
def history(ledger: Ledger) -> History:
    return History(ledger)
