from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import access, files, keyfile
from shuangyong_desktop.storage.keyfile import Head
from shuangyong_desktop.storage.ledger import Ledger

from .conftest import CHEAP, PASSWORD


@pytest.fixture
def made():
    return keyfile.make(PASSWORD, CHEAP)


def test_password_and_recovery_key_open_the_same_key(made):
    key_file, key, text = made
    again = keyfile.load(keyfile.dump(key_file))
    assert again == key_file
    assert len(key) == keyfile.DATA_KEY_BYTES
    assert again.unlock_with_password(PASSWORD) == key
    assert again.unlock_with_recovery_key(text) == key


def test_the_usual_cost_is_what_the_study_measured():
    assert keyfile.KdfCost(passes=3, memory_kib=65536, lanes=4) == keyfile.RECOMMENDED


def test_the_file_is_small_and_holds_neither_key_nor_password(made):
    key_file, key, text = made
    content = keyfile.dump(key_file)
    assert len(content) < 1500
    for secret in (key.hex(), PASSWORD, text, text.replace("-", "")):
        assert secret.encode() not in content


def test_a_wrong_password_is_not_taken_for_damage(made):
    with pytest.raises(Problem, match="密码不对") as told:
        made[0].unlock_with_password("别的密码")
    assert told.value.code == "wrong_password"


def test_the_recovery_key_of_another_ledger_is_refused(made):
    other = keyfile.make(PASSWORD, CHEAP)
    with pytest.raises(Problem, match="不属于本台账"):
        made[0].unlock_with_recovery_key(other[2])


def test_a_slot_does_not_open_in_another_ones_place(made):
    key_file, _, text = made
    crossed = keyfile.KeyFile({keyfile.Slot.PASSWORD: key_file.slots[keyfile.Slot.RECOVERY]})
    with pytest.raises(Problem, match="缺少这种打开方式"):
        crossed.unlock_with_recovery_key(text)
    with pytest.raises(Problem, match="密码不对"):
        crossed.unlock_with_password(text)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "key_damaged"),
        (b"[]", "key_damaged"),
        (b'{"format": 1}', "key_damaged"),
        (b'{"format": 9}', "key_newer"),
        (b'{"format": 1, "demo": false, "slots": {}, "head": {}}', "key_empty"),
    ],
)
def test_every_broken_key_file_has_its_own_sentence(content: bytes, code: str):
    with pytest.raises(Problem) as told:
        keyfile.load(content)
    assert told.value.code == code


def test_a_slot_that_asks_for_gigabytes_is_not_tried(made):
    content = keyfile.dump(made[0]).replace(b'"memory_kib": 8', b'"memory_kib": 99999999')
    with pytest.raises(Problem, match="损坏"):
        keyfile.load(content)


def test_a_damaged_key_file_is_replaced_by_its_previous_version(path: Path):
    key_file = keyfile.read(path)
    keyfile.write(path, key_file)
    keyfile.path_of(path).write_bytes(b"torn")
    assert keyfile.read(path) == key_file
    assert keyfile.load(keyfile.path_of(path).read_bytes()) == key_file


def test_a_key_file_of_a_newer_program_is_never_replaced_by_an_older_version(path: Path):
    file = keyfile.path_of(path)
    keyfile.write(path, keyfile.read(path))
    newer = file.read_bytes().replace(b'"format": 1', b'"format": 99')
    file.write_bytes(newer)
    with pytest.raises(Problem) as told:
        keyfile.read(path)
    assert told.value.code == "key_newer"
    assert file.read_bytes() == newer


def test_without_any_version_the_clerk_is_told_what_is_missing(path: Path):
    keyfile.path_of(path).unlink()
    with pytest.raises(Problem, match="缺少密钥文件") as told:
        keyfile.read(path)
    assert told.value.code == "key_missing"
    keyfile.path_of(path).write_bytes(b"torn")
    with pytest.raises(Problem, match="已损坏"):
        keyfile.read(path)


def test_changing_the_password_leaves_the_ledger_bytes_alone(path: Path, recovery_key: str):
    with Ledger.open(path, PASSWORD) as ledger:
        before = path.read_bytes()
        access.set_password(ledger, "新的密码-8421", CHEAP)
        assert path.read_bytes() == before
    with pytest.raises(Problem, match="密码不对"):
        Ledger.open(path, PASSWORD)
    Ledger.open(path, "新的密码-8421").close()
    Ledger.open_by_recovery_key(path, recovery_key).close()
    keyfile.path_of(path).unlink()  # the kept version must not bring the old password back
    with pytest.raises(Problem, match="密码不对"):
        Ledger.open(path, PASSWORD)


def test_a_new_recovery_key_retires_the_old_sheet(path: Path, recovery_key: str):
    with Ledger.open(path, PASSWORD) as ledger:
        text = access.set_recovery_key(ledger, CHEAP)
    with pytest.raises(Problem, match="不属于本台账"):
        Ledger.open_by_recovery_key(path, recovery_key)
    Ledger.open_by_recovery_key(path, text).close()


def test_closing_writes_down_the_newest_entry(path: Path):
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("加村") as change:
            change.insert("community", {"name": "石盘村"})
        head = ledger.head
    assert keyfile.read(path).head == head == Head(2, head.mac)


def test_unfinished_files_are_swept_when_opening(path: Path):
    stray = path.with_name("台账.db" + files.PART)
    stray.write_bytes(b"half")
    other = path.with_name("台账2.db" + files.PART)
    other.write_bytes(b"somebody else's")
    Ledger.open(path, PASSWORD).close()
    assert not stray.exists()
    assert other.exists()


def test_a_copy_follows_the_key_file_and_one_nobody_can_read_is_set_aside(tmp_path):
    ledger, copy = tmp_path / "台账.db", tmp_path / "另存.key"
    made, key, _ = keyfile.make(PASSWORD, CHEAP)
    keyfile.write(ledger, made)
    keyfile.keep_copy(ledger, copy)
    keyfile.write(ledger, made.with_password("秋收冬藏-2027", key, CHEAP))
    keyfile.keep_copy(ledger, copy)
    assert copy.read_bytes() == keyfile.path_of(ledger).read_bytes()
    copy.write_bytes(b"{}")
    keyfile.keep_copy(ledger, copy)
    assert copy.read_bytes() == keyfile.path_of(ledger).read_bytes()
    assert (tmp_path / "另存.1.key").read_bytes() == b"{}"
