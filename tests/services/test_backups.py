import threading

import pytest

from shuangyong_desktop.domain.errors import Cancelled, Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.backups import restore_package
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.services.workers import Worker
from shuangyong_desktop.storage import copying

from .conftest import CHEAP, PASSWORD


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


def test_a_list_tells_each_package_and_what_is_wrong_with_it(office, tmp_path):
    office.people.save(Person(name="张永福"))
    first = office.backups.make(reason=BackupReason.BEFORE_IMPORT)
    second = office.backups.make()
    with ledgers.create(tmp_path / "别处.db", PASSWORD, cost=CHEAP).office as other:
        other.backups.make()
    stranger, *own = office.backups.list()
    assert not stranger.ours
    assert [(view.path, view.reason, view.people, view.ours) for view in own] == [
        (second, BackupReason.MANUAL, 1, True),
        (first, BackupReason.BEFORE_IMPORT, 1, True),
    ]
    assert own[0].size == second.stat().st_size
    first.write_bytes(first.read_bytes()[:-100])
    assert "不是完好" in office.backups.list()[-1].fault
    content = bytearray(second.read_bytes())
    content[len(content) // 2] ^= 1
    second.write_bytes(content)
    assert office.backups.list()[1].fault == ""
    assert "不是完好" in office.backups.list(thoroughly=True)[1].fault
    assert office.backups.list(tmp_path / "没有") == []


def test_a_backup_is_due_after_changes_and_not_twice(office):
    assert not office.backups.due(BackupReason.ON_EXIT)
    assert office.backups.last() is None
    office.people.save(Person(name="张永福"))
    assert office.backups.unsaved().changes == 1
    assert office.backups.due(BackupReason.ON_EXIT)
    assert not office.backups.due(BackupReason.WORKING)
    made = office.backups.making(BackupReason.ON_EXIT).run()
    assert office.backups.last() == made
    assert not office.backups.due(BackupReason.ON_EXIT)
    office.history.undo()
    assert office.backups.unsaved().changes == 1


def test_a_broken_newest_package_does_not_count_as_the_last(office):
    office.people.save(Person(name="张永福"))
    first = office.backups.make()
    office.backups.make().write_bytes(b"PK")
    assert office.backups.last().path == first


def test_making_may_run_on_another_thread(office):
    office.people.save(Person(name="张永福"))
    making = office.backups.making(BackupReason.WORKING)
    made = []
    thread = threading.Thread(target=lambda: made.append(making.run()))
    thread.start()
    thread.join()
    assert made[0].people == 1
    assert office.backups.unsaved().changes == 0


def test_old_backups_go_and_lasting_ones_stay(office):
    lasting = office.backups.make()
    for _ in range(7):
        office.backups.make(reason=BackupReason.WORKING)
    assert [view.sequence for view in office.backups.list()] == [8, 7, 6, 5, 4, 1]
    assert lasting.exists()


def test_a_copy_to_a_stick_is_read_back_and_remembered(office, tmp_path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert office.backups.copied_at() is None
    office.people.save(Person(name="张永福"))
    copied = office.backups.copying(stick).run()
    office.backups.copied(copied)
    assert office.backups.copied_at() is not None
    assert "重新读过一遍，内容完好" in copied.sentence
    assert "可以拔出" not in copied.sentence  # the same disk here
    again = office.backups.copying(stick).run()
    assert len(office.backups.list()) == 1  # nothing changed, so nothing new was made
    assert again.path != copied.path
    with pytest.raises(Problem, match="找不到文件夹"):
        office.backups.copying(tmp_path / "没有").run()


def test_only_another_disk_can_be_pulled(office, tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "is_elsewhere", lambda *_: True)
    assert office.backups.copying(tmp_path).run().sentence.endswith("可以拔出U盘。")


def test_a_worker_reads_a_package_again(office):
    package = office.backups.make()
    with Worker() as worker:
        worker.ask("packing.verify", died="没了", path=str(package))
        package.write_bytes(b"PK")
        with pytest.raises(Problem, match="不是完好"):
            worker.ask("packing.verify", died="没了", path=str(package))


def test_the_log_is_brought_in_beside_the_open_ledger(office):
    office.people.save(Person(name="张永福"))
    thread = threading.Thread(target=office.rest_apart)
    thread.start()
    thread.join()
    office.rest()
    assert office.people.listing(LedgerView()).total == 1


def test_a_place_where_no_folder_can_be_made_is_told_of(office):
    office.path.with_name("备份").write_bytes(b"a file has the name")
    with pytest.raises(Problem, match="没有写入"):
        office.backups.make()


def _at_once(_done: int, _total: int) -> None:
    raise Cancelled


def test_a_backup_given_up_leaves_nothing_behind(office):
    office.people.save(Person(name="甲一"))
    with pytest.raises(Cancelled):
        office.backups.making().run(_at_once)
    assert office.backups.list() == []
    assert list(office.backups.folder.glob("*")) == []
    assert office.people.counts().people == 1


def test_a_copy_given_up_leaves_nothing_on_the_stick(office, tmp_path):
    office.backups.make()
    stick = tmp_path / "stick"
    stick.mkdir()

    def while_reading_back(done: int, total: int) -> None:
        if 2 * done > total:
            raise Cancelled

    for tick in (_at_once, while_reading_back):
        with pytest.raises(Cancelled):
            office.backups.copying(stick).run(tick)
        assert list(stick.iterdir()) == []
