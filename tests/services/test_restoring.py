import threading

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.people import LedgerView
from shuangyong_desktop.services.restoring import restore_over

from .conftest import CHEAP, PASSWORD

OTHERS = "另一个密码-2026"
WRONG = "不对的密码-2026"


def names(office):
    return sorted(
        person.name for person in office.people.each(office.people.listing(LedgerView()).ids)
    )


@pytest.fixture
def package(office):
    """A backup with one person; another came after it."""
    office.people.save(Person(name="张永福"))
    made = office.backups.make()
    office.people.save(Person(name="李德全"))
    return made


def test_a_restore_is_previewed_done_and_undone(office, package):
    restoring = office.restores.of(package, password=PASSWORD)
    assert restoring.preview().words == "恢复后：新增 0 人，缺少 1 人，不同 0 人。"
    assert office.restores.undoable() is None
    with restore_over(office, restoring.prepare()) as restored:
        assert names(restored) == ["张永福"]
        assert "完好" in restored.check()
        assert restored.notices == []
        assert restored.history.changes()[0].title == f"从备份恢复：{package.name}"
        undoable = restored.restores.undoable()
        assert undoable.reason is BackupReason.BEFORE_RESTORE
        back = restored.restores.of(undoable.path).prepare()
        with restore_over(restored, back) as again:
            assert names(again) == ["张永福", "李德全"]
            assert again.restores.undoable().people == 1


def test_no_secret_stands_in_what_could_be_logged(office, package):
    restoring = office.restores.of(package, password=PASSWORD)
    said = repr(restoring) + repr(restoring.prepare()) + repr(restoring.saving)
    assert PASSWORD not in said
    assert repr(office.ledger.key) not in said


def test_preparing_may_run_on_another_thread(office, package):
    restoring = office.restores.of(package)
    prepared = []
    thread = threading.Thread(target=lambda: prepared.append(restoring.prepare()))
    thread.start()
    thread.join()
    with restore_over(office, prepared[0]) as restored:
        assert names(restored) == ["张永福"]


def test_work_done_meanwhile_is_not_lost(office, package):
    prepared = office.restores.of(package).prepare()
    office.people.save(Person(name="王明学"))
    with pytest.raises(Problem, match="又有改动，没有恢复"):
        restore_over(office, prepared)
    assert names(office) == ["张永福", "李德全", "王明学"]
    assert not prepared.staged.file.exists()


def test_another_ledger_needs_its_own_password_and_brings_it_along(office, tmp_path):
    with ledgers.create(tmp_path / "别处.db", OTHERS, cost=CHEAP).office as other:
        other.people.save(Person(name="赵无名"))
        package = other.backups.make(tmp_path)
    with pytest.raises(Problem, match="当时的登录密码"):
        office.restores.of(package).preview()
    with pytest.raises(Problem, match="密码不对"):
        office.restores.of(package, password=WRONG).prepare()
    restoring = office.restores.of(package, password=OTHERS)
    assert restoring.preview().foreign
    with restore_over(office, restoring.prepare()) as restored:
        assert names(restored) == ["赵无名"]
        undoable = restored.restores.undoable()
        with pytest.raises(Problem, match="当时的登录密码"):
            restored.restores.of(undoable.path).prepare()
        path = restored.path
    with ledgers.open_with_password(path, OTHERS) as again:
        assert names(again) == ["赵无名"]


def test_the_password_of_today_stays_after_a_restore(office, package):
    office.set_password("今天换的密码-2026")
    with restore_over(office, office.restores.of(package).prepare()) as restored:
        path = restored.path
    ledgers.open_with_password(path, "今天换的密码-2026").close()
