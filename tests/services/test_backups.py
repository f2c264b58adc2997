import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.backups import restore_package
from shuangyong_desktop.services.people import LedgerView

from .conftest import PASSWORD


def test_a_backup_is_made_while_the_ledger_is_open_and_restores_to_the_same(office, tmp_path):
    office.people.save(Person(name="张永福"))
    package = office.backups.make(tmp_path)
    restored = restore_package(package, tmp_path / "新台账.db")
    with ledgers.open_with_password(restored, PASSWORD) as again:
        assert [person.name for person in again.people.each(again.people.listing(LedgerView()).ids)]
        assert "完好" in again.check()


def test_backups_have_their_own_folder_beside_the_ledger(office):
    package = office.backups.make()
    assert package.parent == office.path.parent / "备份"
    assert office.backups.make().name != package.name


def test_a_missing_target_is_said_and_nothing_else_happens(office, tmp_path):
    with pytest.raises(Problem, match="找不到文件夹"):
        office.backups.make(tmp_path / "没有")


def test_restoring_never_overwrites(office, tmp_path):
    package = office.backups.make(tmp_path)
    with pytest.raises(Problem, match="已经存在"):
        restore_package(package, office.path)
    with pytest.raises(Problem, match=r"\.db"):
        restore_package(package, tmp_path / "x.txt")


def test_a_damaged_package_is_refused(office, tmp_path):
    package = office.backups.make(tmp_path)
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    with pytest.raises(Problem, match="不是完好的台账备份"):
        restore_package(package, tmp_path / "新.db")
    assert not (tmp_path / "新.db").exists()
