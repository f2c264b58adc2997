import subprocess
import sys
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.lock import LedgerLock

from .conftest import PASSWORD


@pytest.mark.usefixtures("ledger")
def test_the_second_opener_is_told_that_another_window_has_it(path: Path):
    with pytest.raises(Problem, match="台账正在另一窗口中使用") as told:
        Ledger.open(path, PASSWORD)
    assert told.value.code == "in_use"


@pytest.mark.usefixtures("ledger")
def test_another_process_is_refused_too(path: Path):
    code = (
        "import sys, pathlib\n"
        "from shuangyong_desktop.storage.lock import LedgerLock\n"
        "LedgerLock(pathlib.Path(sys.argv[1]))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": ":".join(sys.path), "PYTHONIOENCODING": "utf-8"},
    )
    assert "台账正在另一窗口中使用" in run.stderr


def test_closing_lets_the_next_one_in(path: Path):
    Ledger.open(path, PASSWORD).close()
    Ledger.open(path, PASSWORD).close()


def test_releasing_twice_is_harmless(tmp_path: Path):
    lock = LedgerLock(tmp_path / "a.db")
    lock.release()
    lock.release()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path):
    with pytest.raises(Problem, match="不能在"):
        LedgerLock(tmp_path / "absent" / "a.db")
