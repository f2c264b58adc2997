"""Ledgers written by earlier programs open, climb to today's tables and are sound."""

import shutil
from pathlib import Path

import pytest

from shuangyong_desktop.services.ledgers import DEMO_PASSWORD
from shuangyong_desktop.storage import checks
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.keyfile import KdfCost, path_of
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.migrations import version_of
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.rungs import LADDER
from shuangyong_desktop.storage.visits import Visits

RELEASED = sorted((Path(__file__).parents[1] / "ledgers").glob("v*.db"))


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def old(request, tmp_path):
    """A copy of a ledger that was written by an earlier program, with its key file."""
    copy = tmp_path / request.param.name
    shutil.copy(request.param, copy)
    shutil.copy(path_of(request.param), path_of(copy))
    return copy


def test_every_version_that_was_ever_written_is_kept_as_a_test():
    assert [path.stem for path in RELEASED] == [
        f"v{number}" for number in range(1, len(LADDER) + 1)
    ]


def test_an_old_ledger_opens_keeps_its_rows_and_is_sound(old):
    with Ledger.open(old, DEMO_PASSWORD) as ledger:
        assert version_of(ledger.connection) == len(LADDER)
        assert list(checks.faults(ledger)) == []
        people = list(People(ledger).every())
        assert len(people) == 40
        assert any(person.phone == "13900000001" for person in people)
        assert [plan.year for plan in Visits(ledger).plans()]
        titles = [change.title for change in History(ledger).changes()]
        assert any(title.startswith("修改人员") for title in titles)


def test_an_old_ledger_has_the_tables_of_a_new_one(old, tmp_path):
    """A released step that was edited afterwards would show here."""
    cheap = KdfCost(passes=1, memory_kib=8, lanes=1)
    new = Ledger.create(tmp_path / "新.db", DEMO_PASSWORD, cost=cheap).ledger
    with new, Ledger.open(old, DEMO_PASSWORD) as climbed:
        assert _schema(climbed) == _schema(new)


def _schema(ledger: Ledger) -> dict[str, str]:
    rows = ledger.connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return dict(rows.fetchall())
