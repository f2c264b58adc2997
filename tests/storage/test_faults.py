import errno
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import faults
from shuangyong_desktop.storage.faults import explain, told_plainly


def _database_error(name: str) -> dbapi2.DatabaseError:
    error = dbapi2.OperationalError("in English")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("SQLITE_FULL", "disk_full", "磁盘已满"),
        ("SQLITE_IOERR_WRITE", "ioerr", "读写磁盘出错"),
        ("SQLITE_BUSY_SNAPSHOT", "busy", "另一个程序占用"),
        ("SQLITE_READONLY", "readonly", "只读"),
        ("SQLITE_CANTOPEN", "cantopen", "拔出"),
        ("SQLITE_CORRUPT", "corrupt", "损坏"),
        ("SQLITE_NOTADB", "notadb", "损坏"),
    ],
)
def test_every_fault_of_the_disk_has_its_sentence(tmp_path: Path, name: str, code: str, said: str):
    problem = explain(_database_error(name), tmp_path / "a.db")
    assert problem
    assert problem.code == code
    assert said in problem.sentence
    assert problem.sentence.endswith("。")


def test_an_io_error_on_a_full_disk_is_called_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(faults, "_NEARLY_FULL", 1 << 62)
    problem = explain(_database_error("SQLITE_IOERR_WRITE"), tmp_path / "a.db")
    assert problem
    assert problem.code == "disk_full"


def test_the_cause_is_found_behind_a_failed_rollback(tmp_path: Path):
    hidden = dbapi2.OperationalError("cannot rollback - no transaction is active")
    hidden.__context__ = RuntimeError("between")
    hidden.__context__.__context__ = _database_error("SQLITE_FULL")
    problem = explain(hidden, tmp_path / "a.db")
    assert problem
    assert problem.code == "disk_full"


def test_faults_of_the_system_are_told_too(tmp_path: Path):
    full = explain(OSError(errno.ENOSPC, "x"), tmp_path / "a.db")
    assert full
    assert full.code == "disk_full"
    other = explain(OSError(errno.EIO, "x"), tmp_path / "absent" / "a.db")
    assert other
    assert other.code == "disk_full"  # where nothing can be asked, there is no room either


def test_our_own_mistakes_are_not_dressed_up(tmp_path: Path):
    with pytest.raises(dbapi2.IntegrityError), told_plainly(tmp_path / "a.db"):
        raise dbapi2.IntegrityError
    with pytest.raises(ZeroDivisionError), told_plainly(tmp_path / "a.db"):
        raise ZeroDivisionError
    with pytest.raises(Problem), told_plainly(tmp_path / "a.db"):
        raise OSError(errno.EIO, "x")
