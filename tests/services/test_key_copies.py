"""The copy of the key file with the user: kept in step, and the way in when the file is gone."""

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services import key_copies, ledgers
from shuangyong_desktop.services.places import LEDGER_NAME
from shuangyong_desktop.storage.keyfile import KdfCost

PASSWORD, NEW = "春风化雨-2026", "秋收冬藏-2027"
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Where this user's own ledger will be."""
    monkeypatch.setenv("SHUANGYONG_DATA", str(tmp_path / "data"))
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    return ledgers.default_ledger()


def _remove_key(ledger):
    ledger.with_suffix(".key").unlink()
    ledger.with_name(f"{ledger.stem}.key.bak").unlink(missing_ok=True)


def test_a_ledger_without_its_key_file_opens_from_the_copy(own):
    ledgers.create(own, PASSWORD, cost=CHEAP).office.close()
    _remove_key(own)
    with pytest.raises(Problem, match="缺少密钥文件"):
        ledgers.open_with_password(own, PASSWORD)
    assert key_copies.found(own)
    key_copies.bring_back(own)
    ledgers.open_with_password(own, PASSWORD).close()


def test_the_copy_follows_a_new_password_and_a_new_sheet(own):
    made = ledgers.create(own, PASSWORD, cost=CHEAP)
    made.office.set_password(NEW)
    key = made.office.new_recovery_key()
    made.office.close()
    _remove_key(own)
    key_copies.bring_back(own)
    with pytest.raises(Problem, match="密码不对"):
        ledgers.open_with_password(own, PASSWORD)
    ledgers.open_with_recovery_key(own, key, PASSWORD).close()
    assert [item.name for item in key_copies.copy_of(own).parent.iterdir()] == [key_copies.NAME]


def test_the_key_of_another_ledger_is_set_aside_and_never_lost(own, tmp_path):
    ledgers.create(own, PASSWORD, cost=CHEAP).office.close()
    before = key_copies.copy_of(own).read_bytes()
    old = tmp_path / "old"
    old.mkdir()
    for file in list(own.parent.iterdir()):
        file.rename(old / file.name)
    ledgers.create(own, NEW, cost=CHEAP).office.close()
    kept = {item.name: item.read_bytes() for item in key_copies.copy_of(own).parent.iterdir()}
    assert kept["台账密钥.1.key"] == before
    assert kept[key_copies.NAME] != before


def test_ledgers_elsewhere_and_portable_programs_leave_nothing_with_the_user(
    own, tmp_path, monkeypatch
):
    elsewhere = tmp_path / "别处" / LEDGER_NAME
    elsewhere.parent.mkdir()
    ledgers.create(elsewhere, PASSWORD, cost=CHEAP).office.close()
    assert key_copies.copy_of(elsewhere) is None
    assert not key_copies.found(elsewhere)
    with pytest.raises(ValueError, match="no copy"):
        key_copies.bring_back(elsewhere)
    assert not (tmp_path / "config").exists()
    monkeypatch.setattr(key_copies, "config_folder", lambda: None)
    assert key_copies.copy_of(own) is None


def test_a_folder_that_cannot_be_written_does_not_keep_anybody_from_working(own, tmp_path):
    (tmp_path / "config").write_text("a file where the folder should be")
    with ledgers.create(own, PASSWORD, cost=CHEAP).office as office:
        assert office.people.counts().people == 0
    assert not key_copies.found(own)


def test_a_copy_that_is_no_good_changes_nothing(own):
    ledgers.create(own, PASSWORD, cost=CHEAP).office.close()
    _remove_key(own)
    key_copies.copy_of(own).write_text("{}")
    with pytest.raises(Problem, match="已损坏"):
        key_copies.bring_back(own)
    key_copies.copy_of(own).unlink()
    with pytest.raises(Problem, match="读不出来"):
        key_copies.bring_back(own)
    assert not own.with_suffix(".key").exists()
