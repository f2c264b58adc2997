"""Sticks that are pulled, full or read-only, packages that are no good: one sentence each time.

Nothing is lost by any of it, and the window goes on working.
"""

import errno
import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services import restoring as restores
from shuangyong_desktop.services.ledgers import DEMO_PASSWORD
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage import backups, copying, keyfile, swapping
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.unlock import Unlock
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices

pytestmark = pytest.mark.qt_log_ignore(
    "does not support (grabbing the keyboard|raise)", extend=True
)
PATIENCE = 20_000
LEDGERS = Path(__file__).parents[1] / "ledgers"


class Hands:
    """The mouse on the page of backups of the real window."""

    def __init__(self, qtbot, window: MainWindow, notices: RecordingNotices) -> None:
        self.qtbot, self.window, self.notices = qtbot, window, notices

    @property
    def office(self) -> Office:
        assert self.window.desk is not None
        return self.window.desk.office

    def find(self, kind: type, name: str) -> Any:
        """The one to be seen of that name, as soon as it is there."""

        def seen() -> list[QWidget]:
            return [found for found in self.window.findChildren(kind, name) if found.isVisible()]

        self.qtbot.waitUntil(lambda: bool(seen()), timeout=PATIENCE)
        return seen()[0]

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        self.qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
        button.click()

    def go(self) -> None:
        frame = self.window.centralWidget()
        assert isinstance(frame, Frame)
        frame.show_page("data/backups")

    def back_up(self) -> Path:
        """Make a package, which has to work; returns it."""
        self.go()
        before = len(self.office.backups.list())
        self.press("make_backup")
        self.qtbot.waitUntil(
            lambda: len(self.office.backups.list()) == before + 1, timeout=PATIENCE
        )
        self.qtbot.waitUntil(
            lambda: any("已备份并核对" in said for said in self.notices.said), timeout=PATIENCE
        )
        return self.office.backups.list()[0].path

    def copy_to(self, folder: Path) -> None:
        self.notices.folder = folder
        self.press("copy_backup")

    def failure(self) -> str:
        """The one sentence that was said."""
        self.qtbot.waitUntil(lambda: bool(self.notices.failures), timeout=PATIENCE)
        (problem,) = self.notices.failures
        assert isinstance(problem, Problem), problem
        self.notices.failures.clear()
        return problem.sentence

    def in_restore(self, opener: Callable[[], object], act: Callable[[QDialog], bool]) -> None:
        """Open the restore dialog; `act` on it again and again until it says that it is done."""
        done: list[bool] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and dialog.isVisible() and act(dialog):
                done.append(True)
            else:
                QTimer.singleShot(20, self.window, look)

        QTimer.singleShot(20, self.window, look)
        opener()
        self.qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)

    def accept_restore(self) -> None:
        self.in_restore(lambda: self.press("restore_backup"), _accepted)


def _accepted(dialog: QDialog) -> bool:
    accept = dialog.findChild(QAbstractButton, "restore_accept")
    if accept.isEnabled():
        accept.click()
        return True
    return False


def _window(path: Path, office: Office, notices: RecordingNotices) -> Iterator[MainWindow]:
    made = MainWindow(path)
    made.notices = notices  # type: ignore[assignment]
    made.resize(1366, 768)
    made.enter(office)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def hands(qtbot, tmp_path: Path, notices: RecordingNotices, qapp: QApplication) -> Iterator[Hands]:
    del qapp
    path = tmp_path / "台账.db"
    with ledgers.create(path, PASSWORD, cost=CHEAP).office as office:
        office.people.save(LI)
    for window in _window(path, ledgers.open_with_password(path, PASSWORD), notices):
        yield Hands(qtbot, window, notices)


def _refusing(code: int) -> Callable[..., NoReturn]:
    """What the system says where a disk refuses."""

    def refuse(*_: object) -> NoReturn:
        raise OSError(code, os.strerror(code))

    return refuse


def _goes_on(hands: Hands, folder: Path) -> None:
    """A copy to another stick works, and everybody is still there."""
    folder.mkdir()
    hands.copy_to(folder)
    assert "重新读过一遍" in hands.find(QLabel, "copied_words").text()
    assert hands.office.people.counts().people == 1
    assert hands.office.check()


def test_a_stick_pulled_while_it_is_written_is_a_sentence(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.back_up()
    stick = tmp_path / "stick"

    def pulled(_part: Path) -> None:
        shutil.rmtree(stick)

    stick.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(copying.files, "sync_file", pulled)
        hands.copy_to(stick)
        said = hands.failure()
    assert "可能已拔出" in said
    assert "台账和本机的备份都完好" in said
    _goes_on(hands, tmp_path / "another")


def test_a_stick_that_runs_full_half_way_is_a_sentence_and_keeps_nothing(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.back_up()
    stick = tmp_path / "stick"
    stick.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(copying.files, "sync_file", _refusing(errno.ENOSPC))
        hands.copy_to(stick)
        assert "写满" in hands.failure()
    assert list(stick.iterdir()) == []
    _goes_on(hands, tmp_path / "another")


def test_a_stick_without_room_is_a_sentence_with_figures(
    hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.back_up()
    stick = tmp_path / "stick"
    stick.mkdir()
    with monkeypatch.context() as patched:
        none = shutil.disk_usage(stick)._replace(free=0)
        patched.setattr(copying.shutil, "disk_usage", lambda _: none)
        hands.copy_to(stick)
        assert "空间不够" in hands.failure()
    assert list(stick.iterdir()) == []
    _goes_on(hands, tmp_path / "another")


@pytest.fixture
def write_protected(tmp_path: Path) -> Iterator[Path]:
    """A folder that nobody can write to, not even root."""
    folder = tmp_path / "protected"
    folder.mkdir()
    if os.geteuid() != 0:
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    mount = ["mount", "-t", "tmpfs", "-o", "ro,size=64m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_write_protected_stick_is_a_sentence(
    hands: Hands, write_protected: Path, tmp_path: Path
) -> None:
    hands.back_up()
    hands.copy_to(write_protected)
    assert "只读" in hands.failure()
    _goes_on(hands, tmp_path / "another")


def test_a_backup_that_cannot_be_written_is_a_sentence(hands: Hands) -> None:
    hands.go()
    hands.office.backups.folder.write_text("no folder")
    hands.press("make_backup")
    assert hands.failure()
    hands.office.backups.folder.unlink()
    assert hands.back_up().exists()


def _foreign(package: Path, target: Path) -> None:
    del package
    target.write_text("这不是备份")


def _damaged(package: Path, target: Path) -> None:
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    target.write_bytes(content)


def _cut_off(package: Path, target: Path) -> None:
    target.write_bytes(package.read_bytes()[:-2000])


def _newer(package: Path, target: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(members["manifest.json"]) | {"schema": 99}
    members["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_foreign, "不是完好的台账备份"),
        (_damaged, "不是完好的台账备份"),
        (_cut_off, "不是完好的台账备份"),
        (_newer, "更新版本的程序"),
    ],
)
def test_a_package_that_is_no_good_is_refused_with_a_sentence(
    hands: Hands, tmp_path: Path, spoil: Callable[[Path, Path], None], said: str
) -> None:
    strange = hands.notices.to_open = tmp_path / "别处的备份.tzb"
    spoil(hands.back_up(), strange)

    def read(dialog: QDialog) -> bool:
        wrong = dialog.findChild(QLabel, "restore_wrong")
        if not wrong.isVisible():
            return False
        assert said in wrong.text()
        assert not dialog.findChild(QAbstractButton, "restore_accept").isEnabled()
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
        return True

    hands.in_restore(lambda: hands.press("restore_other"), read)
    assert hands.office.people.counts().people == 1
    assert hands.back_up().exists()
    assert not hands.notices.failures


def test_a_package_of_an_older_version_is_restored_and_climbs(
    qtbot, tmp_path: Path, notices: RecordingNotices, qapp: QApplication
) -> None:
    del qapp
    for source in LEDGERS.glob("v*.*"):
        shutil.copy(source, tmp_path / source.name)
    old, path = tmp_path / "v1.db", tmp_path / "v2.db"
    key = keyfile.read(old).unlock_with_password(DEMO_PASSWORD)
    office = ledgers.open_with_password(path, DEMO_PASSWORD)
    packed = tmp_path / "旧版"
    packed.mkdir()
    wanted = backups.Wanted(packed, office.ledger.clock())
    notices.to_open = backups.make(old, key, wanted).path
    for number in range(3):
        office.people.save(Person(name=f"后来的人{number}"))
    for window in _window(path, office, notices):
        hands = Hands(qtbot, window, notices)
        hands.go()

        def unlock(dialog: QDialog) -> bool:
            secret = dialog.findChild(QLineEdit, "restore_secret")
            if secret.isVisible() and not secret.text():
                secret.setText(DEMO_PASSWORD)
                dialog.findChild(QAbstractButton, "restore_open").click()
            return _accepted(dialog)

        hands.in_restore(partial(hands.press, "restore_other"), unlock)
        assert hands.office is not office
        assert not notices.failures
        assert hands.office.people.counts().people == 39
        assert hands.office.check()


def test_a_swap_that_fails_leaves_the_window_on_the_old_ledger(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.back_up()
    hands.office.people.save(Person(name="后来的人"))
    hands.go()
    with monkeypatch.context() as patched:
        patched.setattr(swapping, "put_in_place", _refusing(errno.ENOSPC))
        hands.accept_restore()
        said = hands.failure()
    assert said.startswith("恢复没有完成")
    assert said.endswith("台账还是恢复前的样子。")
    assert hands.office.people.counts().people == 2
    hands.office.people.save(Person(name="再来的人"))
    hands.go()
    hands.accept_restore()  # the package chosen now is the one saved before the failed restore
    hands.qtbot.waitUntil(lambda: hands.office.people.counts().people < 3, timeout=PATIENCE)


def test_a_ledger_that_does_not_open_after_a_failed_swap_leads_to_the_door(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.back_up()
    hands.office.people.save(Person(name="后来的人"))
    hands.go()

    def broken(*_: object, **__: object) -> NoReturn:
        raise Problem("磁盘读不出来。")

    with monkeypatch.context() as patched:
        patched.setattr(swapping, "put_in_place", _refusing(errno.EIO))
        patched.setattr(restores, "Ledger", broken)
        hands.accept_restore()
        assert "请重新登录" in hands.failure()
        hands.qtbot.waitUntil(lambda: hands.window.desk is None, timeout=PATIENCE)
    assert isinstance(hands.window.centralWidget(), Unlock)
    hands.find(QLineEdit, "password").setText(PASSWORD)
    hands.press("unlock_enter")
    hands.qtbot.waitUntil(lambda: hands.window.desk is not None, timeout=PATIENCE)
    assert hands.office.people.counts().people == 2
