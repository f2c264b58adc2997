from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from shuangyong_desktop.storage.connection import (
    checkpoint_apart,
    connect,
    connect_empty,
    connect_read_only,
)
from shuangyong_desktop.storage.ledger import Ledger


def test_a_wrong_key_opens_nothing(path: Path):
    with pytest.raises(dbapi2.DatabaseError, match="not a database"):
        connect(path, b"\0" * 48)


def test_the_log_is_brought_in_from_outside_while_the_ledger_is_open(ledger: Ledger):
    size = ledger.path.stat().st_size
    with ledger.transaction("登记") as change:
        change.insert_many("community", ("name",), [(f"{n}村" * 9,) for n in range(3000)])
    assert ledger.path.stat().st_size == size  # a large log waits
    checkpoint_apart(ledger.path, ledger.key)
    assert ledger.path.stat().st_size > size
    with ledger.transaction("再登记") as change:
        change.insert("community", {"name": "石盘村"})
    assert ledger.connection.execute("SELECT count(*) FROM community").fetchone() == (3001,)


def test_a_finished_file_opens_without_writing_beside_it(ledger: Ledger, tmp_path: Path):
    copy = tmp_path / "副本" / "a b#?.db"
    copy.parent.mkdir()
    target = connect_empty(copy, ledger.key)
    ledger.connection.backup(target)
    target.execute("PRAGMA journal_mode=DELETE")
    target.close()
    reader = connect_read_only(copy, ledger.key)
    assert reader.execute("SELECT count(*) FROM category").fetchone() == (32,)
    with pytest.raises(dbapi2.OperationalError, match="readonly"):
        reader.execute("DELETE FROM category")
    reader.close()
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_nothing_is_copied_into_a_plain_file(ledger: Ledger, tmp_path: Path):
    plain = dbapi2.connect(str(tmp_path / "plain.db"))
    with pytest.raises(dbapi2.OperationalError):
        ledger.connection.backup(plain)
    plain.close()
