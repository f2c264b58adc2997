"""Draws every page, step and dialog of the window at every size it is promised for.

    python packaging/screens.py FOLDER [LOOK…]

The real window is driven offscreen on a demo ledger and the sample spreadsheet; each look gets
a folder of PNG files. The tests walk the same tour and look at the widgets instead.
"""

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QTabBar,
    QWidget,
)

from shuangyong_desktop import app
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.resources import resources
from shuangyong_desktop.ui.widgets.page_view import PageView
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
PATIENCE = 30.0
DEMO_PEOPLE, DEMO_SEED, DEMO_YEAR = 300, 3, 2026
_LONG = (
    "文件“2026年退役军人和其他优抚对象花名册（报区局终稿）.xlsx”正被另一个程序打开，没有导入。"
    "请关闭后重试，台账没有改动。"
)

_Widget = TypeVar("_Widget", bound=QWidget)
Seen = Callable[[str, QWidget], None]
"""Gets the name of each stop and the window or dialog that stands there."""


@dataclass(frozen=True)
class Look:
    """One size and theme that the window is promised for (UX §3.3)."""

    name: str
    width: int
    height: int
    scale: float = 1.0
    dark: bool = False

    def wear(self) -> None:
        """Make this the look of every window built from now on."""
        colours = theme.DARK if self.dark else theme.LIGHT
        theme.apply(theme.Theme(colours, self.scale), app.application(["shuangyong"]))


LOOKS = (
    Look("1366x768", 1366, 768),
    Look("1920x1080", 1920, 1080),
    Look("1280x650", 1280, 650),
    Look("1366x768_dark", 1366, 768, dark=True),
    Look("1366x768_150", 1366, 768, scale=1.5),
)


class Stage:
    """The real window at one look, with hands that go by object names."""

    def __init__(self, ledger: Path, look: Look, seen: Seen) -> None:
        self.window = MainWindow(ledger)
        self._look = look
        self._seen = seen
        self.window.resize(look.width, look.height)
        self.window.start()
        self.window.show()
        self.window.activateWindow()
        wait_until(self.window.isActiveWindow, "the window did not come to the front")
        self.unasked: list[str] = []
        self._expected: QWidget | None = None
        self._watch = QTimer(self.window)
        self._watch.timeout.connect(self._end_unasked)
        self._watch.start(300)

    def see(self, name: str, widget: QWidget | None = None) -> None:
        """Let everything settle, then show this stop."""
        QTest.qWait(60)
        for view in self.window.findChildren(PageView):
            if view.isVisible() and view.page_count:
                wait_until(lambda view=view: view.drawn_pages > 0, f"{name}: no page drawn")
        self._seen(name, widget or self.window)

    def find(self, kind: type[_Widget], name: str) -> _Widget:
        """The visible widget of that name, as soon as it is there."""

        def there() -> list[_Widget]:
            return [item for item in self.window.findChildren(kind, name) if item.isVisible()]

        wait_until(lambda: bool(there()), f"{name} did not come")
        return there()[0]

    def has(self, name: str) -> bool:
        """Whether a widget of that name is to be seen now."""
        return any(item.isVisible() for item in self.window.findChildren(QWidget, name))

    def press(self, name: str) -> None:
        """Click a button, once it can be clicked."""
        button = self.find(QAbstractButton, name)
        wait_until(button.isEnabled, f"{name} cannot be pressed")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        """Put `text` into an input, as if typed."""
        edit = self.find(QLineEdit, name)
        edit.setFocus()
        edit.setText(text)
        edit.textEdited.emit(text)

    def read(self, name: str) -> str:
        """The words of a label."""
        return self.find(QLabel, name).text()

    def keys(self, keys: str) -> None:
        """Press a shortcut where the keyboard is."""
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(keys))

    def in_dialog(self, act: Callable[[], object], see: Callable[[QDialog], None]) -> None:
        """Do `act`, `see` the dialog that it opens, and leave the dialog by Esc."""
        came: list[QDialog] = []

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog):
                QTimer.singleShot(20, self.window, look)
                return
            self._expected = dialog
            came.append(dialog)
            try:
                QTest.qWait(60)
                see(dialog)
            finally:
                self._expected = None
                dialog.reject()

        QTimer.singleShot(0, self.window, look)
        act()
        wait_until(lambda: bool(came), "no dialog came")
        wait_until(lambda: QApplication.activeModalWidget() is None, "a dialog stayed open")

    def see_dialog(self, name: str, act: Callable[[], object]) -> None:
        """A stop at the dialog that `act` opens."""
        self.in_dialog(act, lambda dialog: self.see(name, dialog))

    def see_tabs(self, name: str) -> None:
        """A stop at every tab of every tab bar of the page in front."""
        for bar in self.window.findChildren(QTabBar):
            for number in range(bar.count() if bar.isVisible() else 0):
                if bar.isTabVisible(number) and bar.isTabEnabled(number):
                    bar.setCurrentIndex(number)
                    self.see(f"{name}_{bar.tabText(number)}")
            if bar.isVisible():
                bar.setCurrentIndex(0)

    def _end_unasked(self) -> None:
        """Answer a message that the tour did not ask for, and remember it."""
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox) and box is not self._expected:
            self.unasked.append(box.text())
            box.reject()

    def close(self) -> None:
        """Close the window as the clerk does, and free it."""
        self._watch.stop()
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_until(done: Callable[[], bool], otherwise: str) -> None:
    """Turn the event loop until `done`; raises TimeoutError after half a minute."""
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise TimeoutError(otherwise)
        QTest.qWait(10)


def sample() -> Path:
    """The spreadsheet that is shipped to try the import with."""
    return next((resources() / "samples").glob("*.xlsx"))


@contextmanager
def staged(ledger: Path, look: Look, seen: Seen) -> Iterator[Stage]:
    """A stage that is closed whatever happens on it."""
    stage = Stage(ledger, look, seen)
    try:
        yield stage
    finally:
        stage.close()
    if stage.unasked:
        raise RuntimeError("；".join(stage.unasked))


def first_day(folder: Path, look: Look, seen: Seen) -> None:
    """An empty profile: password, recovery sheet, import, first plan."""
    with staged(folder / "新台账.db", look, seen) as stage:
        _first_run(stage)
        _import(stage)
        _plan(stage)


def daily_work(demo: Path, look: Look, seen: Seen) -> None:
    """The demo ledger: the door, then every page with its tabs and dialogs."""
    with staged(demo, look, seen) as stage:
        _door(stage)
        _ledger(stage)
        for tab in stage.window.findChildren(QAbstractButton):
            if tab.objectName().startswith("tab_"):
                stage.press(tab.objectName())
                key = tab.objectName().removeprefix("tab_")
                stage.see(key)
                stage.see_tabs(key)
        _messages(stage)


def demo_ledger(folder: Path) -> Path:
    """A demo ledger to copy from."""
    path = folder / "演示.db"
    make_demo(path, DEMO_PEOPLE, DEMO_SEED, DEMO_YEAR).close()
    return path


def copied(ledger: Path, folder: Path) -> Path:
    """A copy of `ledger` with its keys in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ledger.parent.glob(f"{ledger.stem}.*"):
        shutil.copy2(part, folder / part.name)
    return folder / ledger.name


def _first_run(stage: Stage) -> None:
    stage.see("first_run_password")
    stage.write("password", "12345678")
    stage.press("create_ledger")
    stage.see("first_run_weak")
    stage.write("password", PASSWORD)
    stage.write("password_again", PASSWORD)
    stage.press("create_ledger")
    groups = {number: stage.read(f"key_group_{number}") for number in range(1, 10)}
    stage.see("first_run_sheet")
    stage.press("sheet_kept")
    stage.see("first_run_check")
    stage.press("check_groups")
    stage.see("first_run_wrong")
    for name in ("group_1", "group_2"):
        asked = stage.find(QLineEdit, name).accessibleName()
        stage.write(name, groups[int(asked.removeprefix("恢复密钥第").removesuffix("组"))])
    stage.press("check_groups")


def _import(stage: Stage) -> None:
    stage.see("welcome")
    stage.press("tab_imports")
    stage.see("import_choose")
    stage.window.notices.open_file = lambda *_: sample()  # type: ignore[method-assign]
    stage.press("choose_file")
    stage.see("import_reading")
    table = stage.find(QAbstractItemView, "doubts")
    stage.see("import_review")
    stage.see_dialog("import_value", lambda: QTest.keyClick(table, Qt.Key.Key_Return))
    stage.see_dialog("import_headers", lambda: stage.press("change_headers"))
    stage.press("adopt_all")
    stage.press("import_accept")
    stage.find(QAbstractButton, "done_visits")
    stage.see("import_done")


def _plan(stage: Stage) -> None:
    stage.press("done_visits")
    stage.see("visits_none")
    stage.press("first_plan")
    stage.see("plan_form")
    stage.write("money_every", "五百块")
    stage.see("plan_form_wrong")
    stage.write("money_every", "500")
    stage.write("goods_every", "大米1袋、菜油1桶（5升/桶）")
    stage.press("plan_create")
    stage.see("plan")
    stage.see_tabs("plan")


def _door(stage: Stage) -> None:
    stage.see("door")
    stage.write("password", "不是这个密码吧")
    stage.press("unlock_enter")
    stage.see("door_wrong")
    stage.press("use_recovery_key")
    stage.see("door_recovery")
    stage.press("use_password")
    stage.write("password", ledgers.DEMO_PASSWORD)
    stage.press("unlock_enter")
    stage.find(QLineEdit, "search")


def _ledger(stage: Stage) -> None:
    stage.press("tab_ledger")
    stage.see("ledger")
    stage.see_tabs("ledger")
    stage.press("toggle_cover")
    stage.see("ledger_uncovered")
    stage.press("toggle_cover")
    stage.keys("Ctrl+E")
    stage.see("person_edit")
    if stage.has("id_number_change"):
        stage.press("id_number_change")
    stage.write("id_number", "51022219580306611")
    stage.write("birth_date", "1958-13")
    stage.find(QLineEdit, "name").setFocus()
    stage.see("person_doubts")
    stage.press("cancel_person")
    stage.press("primary")
    stage.see("person_new")
    stage.press("cancel_person")
    stage.write("search", "没有这个人")
    stage.see("ledger_nobody")
    stage.write("search", "")
    people = stage.find(QAbstractItemView, "people")
    people.setFocus()
    QTest.qWait(200)
    stage.see_dialog("take_off", lambda: QTest.keyClick(people, Qt.Key.Key_Delete))
    stage.see_dialog("roster", lambda: stage.press("print_roster"))
    stage.press("columns")
    menu = QApplication.activePopupWidget()
    if menu is not None:
        stage.see("ledger_columns", menu)
        menu.close()


def _messages(stage: Stage) -> None:
    notices = stage.window.notices
    stage.see_dialog("message", lambda: notices.tell(_LONG))
    stage.see_dialog("question", lambda: notices.ask(_LONG, "恢复"))
    stage.see_dialog("fault", lambda: notices.fail(RuntimeError("x")))
    notices.toast("已导入：新增 4,812 人，更新 37 人", lambda: None)
    stage.see("toast")
    strip = ProgressStrip(stage.window)
    strip.begin("正在导入", "人")
    strip.tell(312, 486)
    QTest.qWait(400)
    stage.see("progress")
    strip.end()
    stage.window.lock()
    stage.see("locked")


def main() -> int:
    """Write the pictures; returns the exit code."""
    parser = argparse.ArgumentParser(description="Draw every page of the window.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("looks", nargs="*", metavar="LOOK", help=", ".join(x.name for x in LOOKS))
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        settings = QSettings.Format.IniFormat
        QSettings.setDefaultFormat(settings)
        QSettings.setPath(settings, QSettings.Scope.UserScope, str(work))
        app.application(["shuangyong"])
        app.load_rare_font()
        demo = demo_ledger(work)
        for look in LOOKS:
            if wanted.looks and look.name not in wanted.looks:
                continue
            out = wanted.folder / look.name
            out.mkdir(parents=True, exist_ok=True)
            look.wear()

            def keep(name: str, widget: QWidget, out: Path = out) -> None:
                widget.grab().save(str(out / f"{name}.png"))

            first_day(copied(demo, work / look.name).parent, look, keep)
            daily_work(work / look.name / demo.name, look, keep)
            print(f"{look.name}: {len(list(out.glob('*.png')))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
