import os
import shutil
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import backups, copying
from shuangyong_desktop.storage.backups import Wanted
from shuangyong_desktop.storage.copying import copy_verified
from shuangyong_desktop.storage.ledger import Ledger

from .conftest import NOON


@pytest.fixture
def package(ledger: Ledger, tmp_path: Path) -> Path:
    folder = tmp_path / "备份"
    folder.mkdir()
    return backups.make(ledger.path, ledger.key, Wanted(folder, NOON)).path


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def test_a_copy_is_the_package_and_overwrites_nothing(package: Path, stick: Path):
    first = copy_verified(package, stick)
    assert first.read_bytes() == package.read_bytes()
    first.write_bytes(b"something else")
    second = copy_verified(package, stick)
    assert first.read_bytes() == b"something else"
    assert backups.read(second).sequence == 1
    assert sorted(path.suffix for path in stick.iterdir()) == [".tzb", ".tzb"]
    assert not copying.is_elsewhere(package, stick)


def test_a_medium_that_gives_back_something_else_is_told_of(
    package: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    def lying(path: Path) -> None:
        path.write_bytes(path.read_bytes()[:-1] + b"?")

    monkeypatch.setattr(copying, "_forget_cached", lying)
    with pytest.raises(Problem, match="读回来不一样"):
        copy_verified(package, stick)
    assert list(stick.iterdir()) == []


def test_a_pulled_stick_is_told_of(package: Path, stick: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(Problem, match="可能已拔出"):
        copy_verified(package, stick / "没有")
    monkeypatch.setattr(copying, "_forget_cached", lambda path: shutil.rmtree(path.parent))
    with pytest.raises(Problem, match="可能已拔出"):
        copy_verified(package, stick)


def test_a_full_stick_is_told_of_before_writing(
    package: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    usage = shutil.disk_usage(stick)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(Problem, match="空间不够"):
        copy_verified(package, stick)
    assert list(stick.iterdir()) == []


def test_where_the_cache_cannot_be_dropped_the_copy_is_still_read_back(
    package: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delattr(os, "posix_fadvise", raising=False)
    assert copy_verified(package, stick).exists()
