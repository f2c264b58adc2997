"""The first day in the real window: password, recovery sheet, a roster in, sign-off sheets out.

Everything goes through object names of the window, as the clerk's mouse and keys would; no
service is called but to look at what came of it.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from shuangyong_desktop import app
from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.widgets.page_view import PageView
from ui.conftest import RecordingNotices, choose

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
PATIENCE = 20_000


@pytest.fixture(scope="session")
def qapp() -> object:
    return app.application(["shuangyong"])


class Clerk:
    """Two hands on the real window."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.clicks = 0

    def find(self, kind: type, name: str) -> QWidget:
        """The one to be seen of that name, as soon as it is there."""
        self.wait_for(kind, name)
        return next(found for found in self.window.findChildren(kind, name) if found.isVisible())

    def press(self, name: str) -> None:
        button = self.find(QAbstractButton, name)
        assert button.isEnabled(), name
        self.clicks += 1
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        edit = self.find(QLineEdit, name)
        edit.setFocus()
        edit.setText(text)

    def read(self, name: str) -> str:
        return self.find(QLabel, name).text()

    def wait_for(self, kind: type, name: str) -> None:
        self.qtbot.waitUntil(
            lambda: any(found.isVisible() for found in self.window.findChildren(kind, name)),
            timeout=PATIENCE,
        )


@pytest.fixture
def notices() -> RecordingNotices:
    return RecordingNotices()


@pytest.fixture
def clerk(qtbot, tmp_path: Path, notices: RecordingNotices) -> Iterator[Clerk]:
    """An empty profile: no ledger, no settings."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(
        QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "settings")
    )
    window = MainWindow(tmp_path / "台账.db")
    window.notices = notices  # type: ignore[assignment]
    window.resize(1366, 768)
    window.start()
    window.show()
    yield Clerk(qtbot, window)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _begin(clerk: Clerk) -> None:
    clerk.write("password", PASSWORD)
    clerk.write("password_again", PASSWORD)
    clerk.press("create_ledger")
    groups = {number: clerk.read(f"key_group_{number}") for number in range(1, 10)}
    clerk.press("sheet_kept")
    for name in ("group_1", "group_2"):
        edit = clerk.find(QLineEdit, name)
        number = int(edit.accessibleName().removeprefix("恢复密钥第").removesuffix("组"))
        edit.setText(groups[number].lower())
    clerk.press("check_groups")
    clerk.wait_for(QAbstractButton, "choose_file")


def _roster() -> Path:
    found = sorted((resources() / "sample").glob("*.xls*"))
    return found[0] if found else sorted(resources().rglob("*.xlsx"))[0]


def test_from_an_empty_profile_to_the_sign_off_book(
    clerk: Clerk, notices: RecordingNotices, tmp_path: Path
) -> None:
    _begin(clerk)
    notices.to_open = _roster()
    clerk.press("choose_file")
    clerk.wait_for(QAbstractButton, "import_accept")
    counts = clerk.read("import_sum")
    read, ready, confirm, refused, skipped = (
        int(part.split()[-1].replace(",", "")) for part in _figures(counts)
    )
    assert read == ready + confirm + refused + skipped
    clerk.press("adopt_all")
    clerk.press("import_accept")
    clerk.wait_for(QAbstractButton, "done_visits")
    desk = clerk.window.desk
    assert desk is not None
    assert desk.office.people.counts().people > 0
    clerk.press("done_visits")
    clerk.press("first_plan")
    clerk.write("money_every", "500")
    clerk.write("goods_every", "大米1袋")
    clerk.press("plan_create")
    preview = clerk.find(PageView, "preview")
    assert isinstance(preview, PageView)
    clerk.qtbot.waitUntil(lambda: preview.drawn_pages > 0, timeout=PATIENCE)
    notices.to_save = tmp_path / "签收册.pdf"
    out = notices.to_save
    clerk.press("save_pdf")
    clerk.qtbot.waitUntil(lambda: out.exists() or bool(notices.failures), timeout=PATIENCE)
    assert notices.failures == []
    assert notices.to_save.read_bytes().startswith(b"%PDF")
    assert clerk.clicks <= 15


def _figures(counts: str) -> list[str]:
    return counts.replace("＝", "＋").split("＋")


def test_an_import_is_taken_back_whole_from_the_record(
    clerk: Clerk, notices: RecordingNotices
) -> None:
    _begin(clerk)
    notices.to_open = _roster()
    clerk.press("choose_file")
    clerk.wait_for(QAbstractButton, "import_accept")
    clerk.press("import_accept")
    clerk.wait_for(QAbstractButton, "done_visits")
    clerk.press("tab_history")
    clerk.wait_for(QAbstractButton, "undo_change")
    clerk.press("undo_change")
    desk = clerk.window.desk
    assert desk is not None
    clerk.qtbot.waitUntil(lambda: desk.office.people.counts().people == 0, timeout=PATIENCE)
    clerk.qtbot.waitUntil(lambda: not desk.busy, timeout=PATIENCE)
    assert notices.failures == []


def test_a_locked_ledger_opens_again_by_password_only(
    clerk: Clerk, notices: RecordingNotices
) -> None:
    _begin(clerk)
    clerk.window.lock()
    assert clerk.window.desk is None
    clerk.wait_for(QLineEdit, "password")
    clerk.write("password", "不是这个密码吧")
    clerk.press("unlock_enter")
    assert "密码" in clerk.read("unlock_error")
    clerk.write("password", PASSWORD)
    clerk.press("unlock_enter")
    clerk.wait_for(QLineEdit, "search")
    assert clerk.window.desk is not None
    assert notices.failures == []


def test_a_file_that_is_no_roster_says_so_and_changes_nothing(
    clerk: Clerk, notices: RecordingNotices, tmp_path: Path
) -> None:
    _begin(clerk)
    notices.to_open = tmp_path / "照片.xlsx"
    notices.to_open.write_bytes(b"\x89PNG not a sheet")
    clerk.press("choose_file")
    clerk.qtbot.waitUntil(lambda: bool(notices.failures), timeout=PATIENCE)
    assert "台账" in str(notices.failures[0]) or "文件" in str(notices.failures[0])
    clerk.wait_for(QAbstractButton, "choose_file")


def test_a_first_run_broken_off_asks_for_the_recovery_sheet_again(
    clerk: Clerk, qtbot, tmp_path: Path
) -> None:
    clerk.write("password", PASSWORD)
    clerk.write("password_again", PASSWORD)
    clerk.press("create_ledger")
    first = clerk.read("key_group_1") + clerk.read("key_group_2")
    clerk.window.close()
    window = MainWindow(tmp_path / "台账.db")
    window.start()
    window.show()
    again = Clerk(qtbot, window)
    again.write("password", PASSWORD)
    again.press("unlock_enter")
    again.wait_for(QLabel, "key_group_1")
    assert window.desk is None
    assert again.read("key_group_1") + again.read("key_group_2") != first
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_locking_cancels_an_open_question_first(clerk: Clerk, notices: RecordingNotices) -> None:
    _begin(clerk)
    clerk.press("tab_ledger")
    clerk.press("primary")
    clerk.write("name", "李建国")
    clerk.press("save_person")
    clerk.wait_for(QAbstractButton, "person_more")
    QTimer.singleShot(50, clerk.window.lock)
    choose(clerk.window, "person_more", "移出台账")
    clerk.wait_for(QLineEdit, "password")
    assert clerk.window.desk is None
    assert notices.failures == []
