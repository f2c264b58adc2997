import json
import zipfile
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import backups, checks, keyfile
from shuangyong_desktop.storage.backups import Wanted
from shuangyong_desktop.storage.connection import connect
from shuangyong_desktop.storage.ledger import Ledger

from .conftest import NOON, PASSWORD


@pytest.fixture
def package(ledger: Ledger, tmp_path: Path) -> Path:
    """A backup of a ledger with one village, made while the ledger is open."""
    with ledger.transaction("登记") as change:
        change.insert("community", {"name": "石盘村"})
    folder = tmp_path / "备份"
    folder.mkdir()
    return backups.make(ledger.path, ledger.key, Wanted(folder, NOON)).path


def test_a_backup_is_named_by_number_and_day(package: Path):
    assert package.name == "台账备份-000001-20260728.tzb"
    assert [path.name for path in package.parent.iterdir()] == [package.name]


def test_numbers_go_on_even_when_the_clock_goes_back(ledger: Ledger, package: Path):
    early = NOON.replace(year=2019)
    second = backups.make(ledger.path, ledger.key, Wanted(package.parent, early))
    assert second.path.name == "台账备份-000002-20190728.tzb"
    assert second.manifest.sequence == 2


def test_the_manifest_says_what_is_inside(ledger: Ledger, package: Path):
    manifest = backups.read(package)
    assert manifest.counts["community"] == 1
    assert manifest.counts["category"] == 32
    assert manifest.head == ledger.head
    assert manifest.made_at == "2026-07-28T12:00:00"


def test_a_restored_ledger_is_the_one_backed_up(package: Path, tmp_path: Path, recovery_key: str):
    target = tmp_path / "恢复.db"
    manifest = backups.restore(package, target)
    with Ledger.open(target, PASSWORD) as restored:
        assert restored.head == manifest.head
        assert restored.notices == []
        assert checks.counts(restored.connection) == manifest.counts
        assert list(checks.faults(restored)) == []
    Ledger.open_by_recovery_key(target, recovery_key).close()


def test_restoring_overwrites_nothing(package: Path, path: Path):
    before = path.read_bytes()
    with pytest.raises(Problem, match="已经存在，没有覆盖"):
        backups.restore(package, path)
    assert path.read_bytes() == before


def test_a_log_left_by_a_lost_ledger_is_not_played_into_another(package: Path, tmp_path: Path):
    target = tmp_path / "恢复.db"
    target.with_name("恢复.db-wal").write_bytes(b"work of a ledger that is gone")
    with pytest.raises(Problem, match=r"恢复\.db-wal"):
        backups.restore(package, target)
    with pytest.raises(Problem, match=r"恢复\.db-wal"):
        Ledger.create(target, PASSWORD)


def test_the_package_holds_no_plain_text(package: Path):
    content = package.read_bytes()
    assert "石盘村".encode() not in content
    assert b"SQLite format 3" not in content


@pytest.mark.parametrize("place", [0.02, 0.3, 0.6, 0.9, 0.999])
def test_one_wrong_byte_anywhere_is_noticed(package: Path, tmp_path: Path, place: float):
    content = bytearray(package.read_bytes())
    content[int(len(content) * place)] ^= 1
    package.write_bytes(content)
    target = tmp_path / "恢复.db"
    with pytest.raises(Problem):
        backups.restore(package, target)
    assert not target.exists()
    assert not keyfile.path_of(target).exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 5000])
def test_what_is_no_package_is_refused(tmp_path: Path, content: bytes):
    strange = tmp_path / "a.tzb"
    strange.write_bytes(content)
    with pytest.raises(Problem, match="不是完好的台账备份"):
        backups.read(strange)
    with pytest.raises(Problem, match="找不到备份文件"):
        backups.read(tmp_path / "没有.tzb")


def _rewritten(package: Path, change: dict[str, object], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"]) | change
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(package, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return package


def test_packages_of_newer_programs_and_bombs_are_refused(package: Path):
    with pytest.raises(Problem, match="更新版本"):
        backups.read(_rewritten(package, {"format": 2}))
    with pytest.raises(Problem, match="不是完好"):
        backups.read(_rewritten(package, {"format": 1, "counts": None, "strange": 1}))
    with pytest.raises(Problem, match="不是完好"):
        backups.read(_rewritten(package, {}, zipfile.ZIP_DEFLATED))


def test_a_damaged_ledger_makes_no_backup(path: Path, tmp_path: Path):
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    with Ledger(path, key) as ledger, ledger.transaction("登记") as change:
        for n in range(2000):
            change.insert("community", {"name": f"{n}村" * 20})
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    folder = tmp_path / "备份"
    folder.mkdir()
    with pytest.raises(Problem, match="损坏"):
        backups.make(path, key, Wanted(folder, NOON))
    assert list(folder.iterdir()) == []


def test_a_broken_structure_makes_no_backup(path: Path, tmp_path: Path):
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    other = connect(path, key)
    other.execute("PRAGMA writable_schema = 1")
    other.execute("UPDATE sqlite_master SET rootpage = 3 WHERE name = 'person_by_name'")
    other.close()
    folder = tmp_path / "备份"
    folder.mkdir()
    with pytest.raises(Problem, match="备份没有做成"):
        backups.make(path, key, Wanted(folder, NOON))
    assert list(folder.iterdir()) == []
