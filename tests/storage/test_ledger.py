import shutil
import sqlite3
import struct
from pathlib import Path

import pytest

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.storage import connection, keyfile
from shuangyong_desktop.storage.chain import Chain
from shuangyong_desktop.storage.connection import Journal, connect
from shuangyong_desktop.storage.ledger import Ledger

from .conftest import CHEAP, NOON, PASSWORD, noon

PAGE = 4096


def _damage(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def _wrong_password(path: Path) -> None:
    Ledger.open(path, "不对的密码")


def _newer(path: Path) -> None:
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    other = connect(path, key)
    other.execute("PRAGMA user_version = 999")
    other.close()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: 10 * PAGE])


def _end_torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-100])


def _page_one(path: Path) -> None:
    _damage(path, 1000)


def _middle(path: Path) -> None:
    _damage(path, PAGE + 1000)


def _other_ledger(path: Path) -> None:
    other = path.with_name("别的.db")
    Ledger.create(other, PASSWORD, cost=CHEAP).ledger.close()
    shutil.copy(other, path)


def _plain(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE t (a)")
    plain.close()


def _spreadsheet(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + b"x" * 20000)


def _no_slots(path: Path) -> None:
    keyfile.path_of(path).write_bytes(
        b'{"format": 1, "demo": false, "slots": {}, "head": {"change_id": 0, "mac": ""}}'
    )


def _no_key(path: Path) -> None:
    keyfile.path_of(path).unlink()


def _no_ledger(path: Path) -> None:
    path.unlink()


def _other_program(path: Path) -> None:
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    other = connect(path, key)
    other.execute("PRAGMA application_id = 1")
    other.close()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (_wrong_password, "wrong_password"),
        (_newer, "ledger_newer"),
        (_empty, "ledger_empty"),
        (_truncated, "ledger_truncated"),
        (_end_torn, "ledger_truncated"),
        (_page_one, "ledger_damaged"),
        (_middle, "corrupt"),
        (_other_ledger, "ledger_foreign"),
        (_plain, "ledger_plain"),
        (_spreadsheet, "ledger_foreign"),
        (_no_slots, "key_empty"),
        (_no_key, "key_missing"),
        (_no_ledger, "ledger_missing"),
        (_other_program, "ledger_foreign"),
    ],
)
def test_every_reason_not_to_open_has_its_own_sentence(path: Path, harm, code: str):
    def harmed() -> None:
        harm(path)
        Ledger.open(path, PASSWORD).close()

    with pytest.raises(Problem) as told:
        harmed()
    assert told.value.code == code
    assert told.value.sentence.endswith("。")


def test_a_refused_ledger_is_not_left_locked(path: Path):
    content = path.read_bytes()
    _page_one(path)
    with pytest.raises(Problem):
        Ledger.open(path, PASSWORD)
    path.write_bytes(content)
    Ledger.open(path, PASSWORD).close()


def test_the_salt_in_the_first_sector_is_not_needed(path: Path):
    content = path.read_bytes()
    path.write_bytes(b"\0" * 16 + content[16:])
    Ledger.open(path, PASSWORD).close()


def test_nothing_existing_is_overwritten_by_a_new_ledger(path: Path):
    before = path.read_bytes()
    with pytest.raises(Problem, match="已经存在"):
        Ledger.create(path, PASSWORD, cost=CHEAP)
    path.unlink()
    with pytest.raises(Problem, match="已经存在"):
        Ledger.create(path, PASSWORD, cost=CHEAP)
    path.write_bytes(before)
    Ledger.open(path, PASSWORD).close()


def test_a_ledger_that_cannot_be_made_leaves_nothing(tmp_path: Path):
    with pytest.raises(Problem):
        Ledger.create(tmp_path / "没有" / "台账.db", PASSWORD, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_the_connection_has_every_protection(ledger: Ledger):
    def pragma(name: str) -> object:
        return ledger.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2
    assert pragma("foreign_keys") == 1
    assert pragma("recursive_triggers") == 1
    assert pragma("secure_delete") == 1
    assert pragma("temp_store") == 2
    assert pragma("trusted_schema") == 0
    assert pragma("busy_timeout") == 3000


def test_on_a_stick_there_is_no_wal(path: Path):
    key = keyfile.read(path).unlock_with_password(PASSWORD)
    with Ledger(path, key, portable=True) as ledger:
        assert ledger.connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert ledger.connection.execute("PRAGMA synchronous").fetchone() == (3,)


def test_a_key_of_the_wrong_length_never_makes_a_plain_file(tmp_path: Path):
    with pytest.raises(ValueError, match="48 bytes"):
        connect(tmp_path / "a.db", b"")
    assert not (tmp_path / "a.db").exists()


def test_nothing_typed_stands_in_plain_text_in_any_file(path: Path):
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("加") as change:
            change.insert("person", {"name": "欧阳建国", "phone": "13800001234"})
        for file in path.parent.iterdir():
            content = file.read_bytes()
            for text in ("欧阳建国", "13800001234"):
                for encoding in ("utf-8", "utf-16-le", "gb18030"):
                    assert text.encode(encoding) not in content


def test_everything_lies_in_one_file_after_closing(path: Path):
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("加") as change:
            change.insert("community", {"name": "石盘村"})
        assert path.with_name(path.name + "-wal").stat().st_size
    assert not path.with_name(path.name + "-wal").exists()


def test_an_older_copy_is_noticed(path: Path):
    old = path.read_bytes()
    with Ledger.open(path, PASSWORD) as ledger, ledger.transaction("加") as change:
        change.insert("community", {"name": "石盘村"})
    path.write_bytes(old)
    with Ledger.open(path, PASSWORD) as ledger:
        assert "较早的副本" in ledger.notices[0]


def test_an_old_copy_beside_the_log_of_a_crash_is_refused(path: Path):
    old = path.read_bytes()
    log = path.with_name(path.name + "-wal")
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("登记") as change:
            change.insert_many("community", ("name",), [(f"{n}村" * 20,) for n in range(2000)])
        ledger.checkpoint()
        with ledger.transaction("再登记") as change:
            change.insert("community", {"name": "石盘村"})
        crashed = log.read_bytes()
    path.write_bytes(old)
    log.write_bytes(crashed)
    with pytest.raises(Problem) as told:
        Ledger.open(path, PASSWORD)
    assert told.value.code in ("ledger_mixed", "ledger_damaged", "ledger_truncated")
    assert (path.read_bytes(), log.read_bytes()) == (old, crashed)
    log.unlink()
    Ledger.open(path, PASSWORD).close()


def test_a_ledger_is_whole_again_after_a_crash(path: Path, tmp_path: Path):
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("登记") as change:
            change.insert("community", {"name": "石盘村"})
        copy = tmp_path / "崩溃" / path.name
        copy.parent.mkdir()
        for name in (path.name, path.name + "-wal", keyfile.path_of(path).name):
            shutil.copy(path.with_name(name), copy.with_name(name))
    with Ledger.open(copy, PASSWORD) as ledger:
        assert ledger.connection.execute("SELECT name FROM community").fetchall() == [("石盘村",)]


def test_a_clock_set_back_is_noticed(path: Path):
    with Ledger.open(path, PASSWORD, clock=lambda: NOON.replace(year=2019)) as ledger:
        assert "电脑时间" in ledger.notices[0]
        with ledger.transaction("照常保存") as change:
            change.insert("community", {"name": "石盘村"})
        assert list(Chain(ledger.connection).faults()) == []


def test_other_users_of_the_pc_cannot_read_the_files(tmp_path: Path):
    Ledger.create(tmp_path / "台账.db", PASSWORD, cost=CHEAP).ledger.close()
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_a_demo_ledger_says_so(tmp_path: Path):
    made = Ledger.create(tmp_path / "演示.db", PASSWORD, cost=CHEAP, demo=True, clock=noon)
    with made.ledger as ledger:
        assert ledger.demo
    assert keyfile.read(tmp_path / "演示.db").demo


def test_an_open_change_is_rolled_back_by_closing(path: Path):
    ledger = Ledger.open(path, PASSWORD)
    ledger.transaction("没做完").insert("community", {"name": "石盘村"})
    ledger.close()
    with Ledger.open(path, PASSWORD) as again:
        assert again.connection.execute("SELECT count(*) FROM community").fetchone() == (0,)


def test_the_page_format_is_the_one_the_diagnosis_reads(path: Path):
    content = path.read_bytes()
    assert len(content) % PAGE == 0
    assert struct.calcsize(">I") == 4
    assert not connection.is_plain(path)


def test_a_removable_journal_is_the_durable_one():
    assert Journal.REMOVABLE.value == ("delete", "extra")
