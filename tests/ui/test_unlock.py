"""The door: wrong passwords wait longer and destroy nothing, the recovery key opens."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage import keyfile
from shuangyong_desktop.storage.connection import connect
from shuangyong_desktop.storage.ledger import Ledger
from shuangyong_desktop.ui.unlock import Unlock
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices

NEW_PASSWORD = "秋收冬藏-2027"  # noqa: S105 (of an invented ledger)


class Door:
    """A door over a closed ledger, and what came through it."""

    def __init__(self, path: Path, recovery_key: str) -> None:
        self.path = path
        self.recovery_key = recovery_key
        self.opened: list[Office] = []
        self.notices = RecordingNotices()
        self.widget = Unlock(path, self.opened.append, self.notices)

    def write(self, name: str, text: str) -> None:
        edit = self.widget.findChild(QLineEdit, name)
        assert edit is not None
        edit.setText(text)

    def button(self, name: str) -> QPushButton:
        found = self.widget.findChild(QPushButton, name)
        assert found is not None
        return found

    @property
    def error(self) -> str:
        return self.label("unlock_error")

    def label(self, name: str) -> str:
        found = self.widget.findChild(QLabel, name)
        assert found is not None
        return found.text()


@pytest.fixture
def door(qtbot, tmp_path: Path) -> Iterator[Door]:
    path = tmp_path / "台账.db"
    made = ledgers.create(path, PASSWORD, cost=CHEAP)
    made.office.close()
    door = Door(path, made.recovery_key)
    qtbot.addWidget(door.widget)
    door.widget.show()
    yield door
    for office in door.opened:
        office.close()


def test_the_password_opens_and_is_not_kept_in_the_input(qtbot, door: Door) -> None:
    edit = door.widget.findChild(QLineEdit, "password")
    assert edit is not None
    edit.setText(PASSWORD)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert len(door.opened) == 1
    assert edit.text() == ""


def test_after_five_wrong_passwords_the_next_try_waits(door: Door) -> None:
    for number in range(1, 6):
        assert door.button("unlock_enter").isEnabled()
        door.write("password", f"猜一个密码{number}")
        door.button("unlock_enter").click()
        assert door.error
    assert not door.button("unlock_enter").isEnabled()
    assert door.opened == []


def test_an_empty_password_is_asked_for_and_counts_as_no_try(door: Door) -> None:
    for _ in range(6):
        door.button("unlock_enter").click()
    assert door.error == "请输入登录密码。"
    assert door.button("unlock_enter").isEnabled()


def test_the_recovery_key_opens_and_sets_a_new_password(door: Door) -> None:
    door.button("use_recovery_key").click()
    door.write("recovery_key", door.recovery_key.lower().replace("-", " "))
    door.write("new_password", NEW_PASSWORD)
    door.write("new_password_again", NEW_PASSWORD)
    door.button("recovery_enter").click()
    assert len(door.opened) == 1
    door.opened.pop().close()
    ledgers.open_with_password(door.path, NEW_PASSWORD).close()


def test_a_weak_or_mistyped_new_password_changes_nothing(door: Door) -> None:
    door.button("use_recovery_key").click()
    door.write("recovery_key", door.recovery_key)
    door.write("new_password", "12345678")
    door.write("new_password_again", "12345679")
    door.button("recovery_enter").click()
    assert "不一样" in door.error
    door.write("new_password_again", "12345678")
    door.button("recovery_enter").click()
    assert "数字" in door.error
    ledgers.open_with_password(door.path, PASSWORD).close()


def _without_keys(path: Path) -> None:
    for file in path.parent.glob("*.key*"):
        file.write_text("{", encoding="utf-8")


def _damaged(path: Path) -> None:
    pages = bytearray(path.read_bytes())
    pages[:4096] = bytes(4096)
    path.write_bytes(pages)


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-8192])


def _without_a_key(path: Path) -> None:
    for file in path.parent.glob("*.key*"):
        file.unlink()


def _without_slots(path: Path) -> None:
    empty = '{"format": 1, "demo": false, "slots": {}, "head": {"change_id": 0, "mac": ""}}'
    for file in path.parent.glob("*.key*"):
        file.write_text(empty, encoding="utf-8")


def _damaged_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 + 1000] ^= 1
    path.write_bytes(content)


def _swapped(path: Path) -> None:
    other = path.with_name("别的.db")
    ledgers.create(other, PASSWORD, cost=CHEAP).office.close()
    shutil.copy(other, path)


def _rolled_back_beside_its_log(path: Path) -> None:
    """As a PC leaves it that crashed after somebody had copied an older ledger over the file."""
    old, log = path.read_bytes(), path.with_name(f"{path.name}-wal")
    with Ledger.open(path, PASSWORD) as ledger:
        with ledger.transaction("登记") as change:
            change.insert_many("community", ("name",), [(f"{n}村" * 20,) for n in range(2000)])
        ledger.checkpoint()
        with ledger.transaction("再登记") as change:
            change.insert("community", {"name": "石盘村"})
        crashed = log.read_bytes()
    path.write_bytes(old)
    log.write_bytes(crashed)


def _newer(path: Path) -> None:
    other = connect(path, keyfile.read(path).unlock_with_password(PASSWORD))
    other.execute("PRAGMA user_version = 999")
    other.close()


def _newer_key(path: Path) -> None:
    file = path.with_suffix(".key")
    file.write_text(file.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")


@pytest.mark.parametrize(
    ("harm", "heading"),
    [
        (_without_a_key, "找不到密钥文件"),
        (_without_slots, "密钥文件是空的"),
        (_damaged_inside, "台账文件有损坏"),
        (_swapped, "不配套"),
        (_rolled_back_beside_its_log, "台账文件"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + bytes(8192)), "不是本程序的台账"),
        (lambda path: path.write_bytes(b""), "台账文件是空的"),
        (lambda path: path.unlink(), "找不到台账文件"),
        (_without_keys, "密钥文件有损坏"),
        (_damaged, "台账文件有损坏"),
        (_truncated, "台账文件不完整"),
    ],
)
def test_a_ledger_that_does_not_open_says_why_and_comes_back_from_the_newest_backup(
    door: Door, harm: Callable[[Path], object], heading: str
) -> None:
    with ledgers.open_with_password(door.path, PASSWORD) as office:
        office.people.save(LI)
        office.backups.make()
    harm(door.path)
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    assert door.opened == []
    assert heading in door.label("trouble_heading")
    assert door.label("trouble_reason")
    door.button("restore_newest").click()
    assert not door.notices.failures
    assert "恢复" in door.notices.said[-1]
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    assert door.opened[0].people.counts().people == 1


def test_a_backup_that_is_no_good_leaves_everything_where_it_lay(
    door: Door, tmp_path: Path
) -> None:
    harmed = b"SQLite format 3\x00" + bytes(8192)
    door.path.write_bytes(harmed)
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    door.notices.to_open = tmp_path / "别的文件.tzb"
    door.notices.to_open.write_bytes(b"PK no package")
    door.button("restore_other").click()
    assert len(door.notices.failures) == 1
    assert door.path.read_bytes() == harmed
    assert door.path.with_suffix(".key").exists()
    assert not list(tmp_path.glob("恢复前的文件*"))


@pytest.mark.parametrize(("harm", "heading"), [(_newer, "更新的版本"), (_newer_key, "更新的版本")])
def test_a_file_of_a_newer_program_is_left_alone(
    door: Door, harm: Callable[[Path], object], heading: str
) -> None:
    harm(door.path)
    before = [file.read_bytes() for file in (door.path, door.path.with_suffix(".key"))]
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    assert heading in door.label("trouble_heading")
    assert "升级" in door.label("trouble_reason")
    assert door.button("restore_newest").isHidden()
    assert door.button("restore_other").isHidden()
    after = [file.read_bytes() for file in (door.path, door.path.with_suffix(".key"))]
    assert after == before


def test_another_window_on_the_ledger_is_told_and_needs_no_backup(door: Door) -> None:
    with ledgers.open_with_password(door.path, PASSWORD):
        door.write("password", PASSWORD)
        door.button("unlock_enter").click()
    assert "正在使用" in door.label("trouble_heading")
    assert door.button("restore_other").isHidden()
    door.button("open_again").click()
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    assert len(door.opened) == 1


def test_the_eye_shows_what_is_typed_and_hides_it_again(door: Door) -> None:
    edit = door.widget.findChild(QLineEdit, "password")
    eye = door.widget.findChild(QAction, "password_show")
    assert edit is not None
    assert eye is not None
    assert edit.echoMode() is QLineEdit.EchoMode.Password
    eye.trigger()
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    eye.trigger()
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_missing_key_file_comes_back_in_one_step_from_the_copy_with_the_user(
    qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHUANGYONG_DATA", str(tmp_path / "data"))
    for name in ("XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "config"))
    path = ledgers.default_ledger()
    made = ledgers.create(path, PASSWORD, cost=CHEAP)
    made.office.close()
    for kept in path.parent.glob("*.key*"):
        kept.unlink()
    door = Door(path, made.recovery_key)
    qtbot.addWidget(door.widget)
    door.widget.show()
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    assert "找不到密钥文件" in door.label("trouble_heading")
    assert door.button("use_key_copy").isVisible()
    door.button("use_key_copy").click()
    assert len(door.opened) == 1
    door.opened[0].close()


def test_without_a_copy_only_a_backup_is_offered(door: Door) -> None:
    for kept in door.path.parent.glob("*.key*"):
        kept.unlink()
    door.write("password", PASSWORD)
    door.button("unlock_enter").click()
    assert not door.button("use_key_copy").isVisible()
    assert door.button("restore_other").isVisible()
