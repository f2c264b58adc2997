from dataclasses import replace
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.restoring import Names
from shuangyong_desktop.storage import backups, keyfile, restoring
from shuangyong_desktop.storage.backups import Wanted
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.storage.people import People
from shuangyong_desktop.storage.restoring import Open
from shuangyong_desktop.storage.rungs import LADDER

from .conftest import CHEAP, NOON, PASSWORD, noon


def _open(ledger: Ledger) -> Open:
    return Open(ledger.path, ledger.key, Chain(ledger.connection).origin())


def _save(ledger: Ledger, *people: Person) -> None:
    records = People(ledger)
    with ledger.transaction("登记") as change:
        for person in people:
            if person.id is None:
                records.add(change, person)
            else:
                records.update(change, person)


@pytest.fixture
def package(ledger: Ledger, tmp_path: Path) -> Path:
    """A backup of a ledger with three people."""
    _save(ledger, *(Person(name=name, phone="13800001234") for name in ("甲一", "乙二", "丙三")))
    return backups.make(ledger.path, ledger.key, Wanted(tmp_path, NOON)).path


def test_nothing_differs_right_after_a_backup(ledger: Ledger, package: Path):
    found = restoring.compare(_open(ledger), package, ledger.key)
    assert (found.added, found.missing, found.different) == (Names(), Names(), Names())
    assert found.words == "恢复后：新增 0 人，缺少 0 人，不同 0 人。"


def test_what_would_come_go_and_change_is_named(ledger: Ledger, package: Path):
    first, second, third = People(ledger).page([1, 2, 3])
    _save(
        ledger,
        replace(first, phone="13900005678"),
        replace(second, tags=("空巢",)),
        replace(third, name="另一人"),  # the number given again to somebody else
        Person(name="新来"),
    )
    found = restoring.compare(_open(ledger), package, ledger.key)
    assert found.different == Names(2, ("甲一", "乙二"))
    assert found.added == Names(1, ("丙三",))
    assert found.missing == Names(2, ("另一人", "新来"))
    assert list(ledger.path.parent.glob("*.part*")) == []


def test_everybody_of_another_ledger_is_new(ledger: Ledger, package: Path, tmp_path: Path):
    made = Ledger.create(tmp_path / "别处.db", PASSWORD, cost=CHEAP, clock=noon)
    with made.ledger as other:
        found = restoring.compare(_open(other), package, ledger.key)
        assert found.foreign
        assert (found.added.count, found.missing.count) == (3, 0)
        assert found.words.startswith("这是另一份台账的备份。")
        with pytest.raises(Problem, match="当时的登录密码"):
            restoring.compare(_open(other), package, other.key)
        with pytest.raises(Problem, match="当时的登录密码"):
            restoring.stage(_open(other), package, other.key, demo=False)


def test_a_package_opens_by_password_or_recovery_key(
    ledger: Ledger, package: Path, recovery_key: str
):
    unlock = restoring.unlock
    assert unlock(package, b"", PASSWORD, "") == ledger.key
    assert unlock(package, b"", "", recovery_key) == ledger.key
    assert unlock(package, b"current", "", "") == b"current"
    with pytest.raises(Problem, match="密码不对"):
        unlock(package, b"", "别的密码-2026", "")


def test_swapping_gives_back_the_ledger_under_todays_password(
    ledger: Ledger, package: Path, path: Path
):
    manifest = backups.read(package)
    _save(ledger, Person(name="新来"))
    staged = restoring.stage(_open(ledger), package, ledger.key, demo=False)
    ledger.close()
    key_file = keyfile.read(path).with_password("今天的密码-2026", staged.key, CHEAP)
    restoring.swap(path, replace(staged, slots=keyfile.dump(key_file)))
    with Ledger.open(path, "今天的密码-2026", clock=noon) as restored:
        assert restored.head == manifest.head
        assert len(People(restored).ids()) == 3
    assert not staged.file.exists()


def test_a_staged_ledger_knows_where_it_ends(ledger: Ledger, package: Path, path: Path):
    _save(ledger, Person(name="新来"))
    ledger.record_head()
    staged = restoring.stage(_open(ledger), package, ledger.key, demo=False)
    ledger.close()
    restoring.swap(path, staged)
    with Ledger.open(path, PASSWORD, clock=noon) as restored:
        assert restored.notices == []


def test_a_swap_waits_for_no_other_window(ledger: Ledger, package: Path, path: Path):
    staged = restoring.stage(_open(ledger), package, ledger.key, demo=False)
    with pytest.raises(Problem, match="另一窗口"):
        restoring.swap(path, staged)
    restoring.discard(staged.file)
    restoring.discard(staged.file)
    assert list(path.parent.glob("*.part*")) == []


def test_newer_packages_and_those_of_the_demo_are_refused(
    ledger: Ledger, package: Path, monkeypatch: pytest.MonkeyPatch
):
    with pytest.raises(Problem, match="正式台账的备份，不能恢复到演示台账"):
        restoring.refuse(package, demo=True)
    monkeypatch.setattr(restoring, "LADDER", ())
    with pytest.raises(Problem, match="更新版本"):
        restoring.stage(_open(ledger), package, ledger.key, demo=False)


def test_a_damaged_package_stages_nothing(ledger: Ledger, package: Path):
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    with pytest.raises(Problem, match="不是完好"):
        restoring.stage(_open(ledger), package, ledger.key, demo=False)
    assert list(package.parent.glob("*.part*")) == []


def test_a_package_from_before_an_upgrade_is_compared_in_what_both_know(path: Path):
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    with Ledger(path, key, clock=noon) as ledger:
        _save(ledger, Person(name="甲一"), Person(name="乙二"))
    second = "ALTER TABLE person ADD COLUMN note TEXT;"
    with Ledger(path, key, clock=noon, ladder=(*LADDER, second)) as ledger:
        (copy,) = backups.packages(path.parent / backups.FOLDER)
        _save(ledger, replace(People(ledger).get(2), phone="13800001234"))
        assert restoring.compare(_open(ledger), copy, key).different == Names(1, ("乙二",))
