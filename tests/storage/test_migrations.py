from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.storage import backups, checks, keyfile, migrations
from shuangyong_desktop.storage.history import History
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.rungs import LADDER

from .conftest import NOON, PASSWORD, noon

NEXT = """
ALTER TABLE community ADD COLUMN note TEXT;
CREATE TRIGGER t AFTER INSERT ON household BEGIN SELECT 1; SELECT 2; END;
"""
BROKEN = "ALTER TABLE community ADD COLUMN other TEXT;\nSELECT * FROM absent;"


@pytest.fixture
def key(path: Path) -> bytes:
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    with Ledger(path, key, clock=noon) as ledger, ledger.transaction("登记") as change:
        change.insert("community", {"name": "石盘村"})
    return key


def _copies(path: Path) -> list[Path]:
    return backups.packages(path.parent / backups.FOLDER)


def test_statements_of_a_script_are_told_apart():
    assert len(list(migrations.statements(NEXT))) == 2


def test_climbing_keeps_rows_and_makes_a_copy_first(path: Path, key: bytes):
    with Ledger(path, key, clock=noon, ladder=(*LADDER, NEXT)) as ledger:
        assert migrations.version_of(ledger.connection) == len(LADDER) + 1
        assert ledger.connection.execute("SELECT name, note FROM community").fetchall() == [
            ("石盘村", None)
        ]
        assert list(checks.faults(ledger)) == []
        newest = History(ledger).changes()[0]
        assert newest.title == f"台账升级到版本 {len(LADDER) + 1}"
        with pytest.raises(Problem, match="不能撤销"):
            History(ledger).undo(2)
    (copy,) = _copies(path)
    assert backups.read(copy).reason is BackupReason.BEFORE_MIGRATION
    backups.restore(copy, path.with_name("升级前.db"))
    with Ledger(path.with_name("升级前.db"), key, clock=lambda: NOON) as before:
        assert migrations.version_of(before.connection) == len(LADDER)


def test_nothing_climbs_without_a_copy(path: Path, key: bytes):
    (path.parent / backups.FOLDER).write_bytes(b"a file has the name")
    with pytest.raises(Problem, match="没有写入"):
        Ledger(path, key, ladder=(*LADDER, NEXT))
    with Ledger(path, key) as ledger:
        assert migrations.version_of(ledger.connection) == len(LADDER)


def test_a_newer_ledger_is_refused_untouched(path: Path, key: bytes):
    Ledger(path, key, ladder=(*LADDER, NEXT)).close()
    before = path.read_bytes()
    with pytest.raises(Problem, match="升级程序"):
        Ledger(path, key)
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_version_and_rows(path: Path, key: bytes):
    with pytest.raises(dbapi2.OperationalError, match="absent"):
        Ledger(path, key, ladder=(*LADDER, NEXT, BROKEN))
    with Ledger(path, key) as ledger:
        assert migrations.version_of(ledger.connection) == len(LADDER)
        assert list(checks.faults(ledger)) == []


def test_there_is_nothing_to_climb_in_a_current_ledger(path: Path, key: bytes):
    Ledger(path, key).close()
    assert _copies(path) == []
