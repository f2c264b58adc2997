"""A restore over another ledger is killed at each of its steps on the disk."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.storage import keyfile, swapping
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.lock import LedgerLock
from shuangyong_desktop.storage.people import People

from .conftest import CHEAP, noon

OLD, NEW = "旧台账的密码", "新台账的密码"
STEPS = 9
_KILLED = 9
_CHILD = """
import os, sys
from pathlib import Path
from shuangyong_desktop.storage import keyfile, swapping

path, ready, slots, wanted = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4]
slots = keyfile.load(slots.read_bytes())
steps = 0

def count(event, arguments):
    global steps
    if event in ("os.rename", "os.remove") and "__pycache__" not in str(arguments[0]):
        steps += 1
        if steps == int(wanted):
            os._exit(9)

sys.addaudithook(count)
swapping.swap(path, ready, slots)
"""


def _make(path: Path, password: str, name: str) -> None:
    path.parent.mkdir()
    made = Ledger.create(path, password, cost=CHEAP, clock=noon)
    with made.ledger as ledger, ledger.transaction("新增人员") as change:
        People(ledger).add(change, Person(name=name))


def _names(path: Path, password: str) -> list[str]:
    with Ledger.open(path, password, clock=noon) as ledger:
        return [name for (name,) in ledger.connection.execute("SELECT name FROM person")]


def _swap_killed(path: Path, ready: Path, slots: Path, step: int) -> int:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(path), str(ready), str(slots), str(step)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    return done.returncode


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, Path, Path]:
    """A ledger in use, and another one ready beside it with its key."""
    _make(tmp_path / "在用" / "台账.db", OLD, "旧人")
    _make(tmp_path / "别处" / "台账.db", NEW, "新人")
    path = tmp_path / "在用" / "台账.db"
    ready = path.with_name("台账.恢复.part")
    shutil.copyfile(tmp_path / "别处" / "台账.db", ready)
    return path, ready, keyfile.path_of(tmp_path / "别处" / "台账.db")


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_kill_at_any_step_leaves_the_old_ledger_or_the_new_one(
    two: tuple[Path, Path, Path], step: int
):
    path = two[0]
    code = _swap_killed(*two, step)
    assert code in (0, _KILLED)
    opened = []
    for password in (OLD, NEW):
        try:
            opened += _names(path, password)
        except Problem as problem:
            assert problem.code == "wrong_password"  # noqa: PT017 (either may be the one)
    assert opened in (["旧人"], ["新人"])
    assert code == _KILLED or opened == ["新人"]
    assert list(path.parent.glob("*恢复*")) == []


def test_the_steps_tried_are_all_there_are(two: tuple[Path, Path, Path]):
    assert _swap_killed(*two, STEPS) == 0


def test_what_was_made_ready_without_an_order_goes(two: tuple[Path, Path, Path]):
    path, ready, _ = two
    left = ready.replace(path.with_name("台账.恢复.db"))
    assert _names(path, OLD) == ["旧人"]
    assert not left.exists()


def test_a_half_done_swap_waits_for_the_window_that_has_the_ledger(two: tuple[Path, Path, Path]):
    path, ready, _ = two
    ready.replace(path.with_name("台账.恢复.db"))
    lock = LedgerLock(path)
    with pytest.raises(Problem, match="另一窗口"):
        swapping.finish(path)
    lock.release()
