"""Esc, and the window closed, at every step of import, visits, receipts, backups and restore.

Nothing hangs, nothing becomes half done, and the ledger opens again as it was.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget

from shuangyong_desktop.domain.changes import Change
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.visits import VisitPlan
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.pages.imports import ImportsPage
from shuangyong_desktop.ui.pages.plan_view import (
    AMOUNTS,
    GROUPS,
    PEOPLE,
    PRINTING,
    SETTLING,
    SIGNING,
)
from shuangyong_desktop.ui.pages.visits import VisitsPage
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices, compose

pytestmark = pytest.mark.qt_log_ignore(
    "does not support (grabbing the keyboard|raise)", extend=True
)
PATIENCE = 20_000


class Hands:
    """Mouse and keys on the real window, over one person and one plan."""

    def __init__(self, qtbot, window: MainWindow, folder: Path) -> None:
        self.qtbot, self.window, self.folder = qtbot, window, folder

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

    def go(self, where: str) -> None:
        frame = self.window.centralWidget()
        assert isinstance(frame, Frame)
        frame.show_page(where)

    def last_change(self) -> Change | None:
        assert self.window.desk is not None
        return self.window.desk.office.history.next_undo()

    def roster(self) -> str:
        path = self.folder / "花名册.xlsx"
        book = Workbook()
        book.active.append(("姓名", "身份证号", "村（社区）"))
        for row in range(40):
            book.active.append((f"王{row}", "51022219520", "惠民社区"))
        book.save(path)
        return str(path)

    def in_plan(self, step: int) -> None:
        self.go("visits")
        page = self.window.findChild(VisitsPage)
        page.open_plan(page.desk.office.visits.plans()[0], step)

    def read(self) -> None:
        self.go("data/imports")
        self.window.findChild(ImportsPage).open_file(self.roster())

    def review(self) -> None:
        self.read()
        self.find(QAbstractButton, "import_accept")


def _imports(hands: Hands) -> None:
    hands.go("data/imports")


def _import_done(hands: Hands) -> None:
    hands.review()
    hands.press("import_accept")
    hands.find(QAbstractButton, "done_visits")
    hands.qtbot.waitUntil(lambda: not hands.window.desk.busy, timeout=PATIENCE)


def _new_plan(hands: Hands) -> None:
    hands.go("visits")
    hands.window.findChild(VisitsPage).begin_plan()
    compose(hands.find(QLineEdit, "money_every"), "500")


def _revision(hands: Hands) -> None:
    hands.in_plan(AMOUNTS)
    hands.press("revise_amounts")
    compose(hands.find(QLineEdit, "money_every"), "800")


def _proxy(hands: Hands) -> None:
    hands.in_plan(SIGNING)
    hands.press("receipt_proxy")
    compose(hands.find(QLineEdit, "proxy_name"), "王芳")


def _not_received(hands: Hands) -> None:
    hands.in_plan(SIGNING)
    hands.press("receipt_not_received")
    compose(hands.find(QLineEdit, "reason"), "外出务工")


def _new_group(hands: Hands) -> None:
    hands.in_plan(GROUPS)
    hands.press("new_group")
    compose(hands.find(QLineEdit, "group_title"), "第二组")


def _picker(hands: Hands) -> None:
    hands.in_plan(PEOPLE)
    line = hands.find(QLineEdit, "add_person")
    line.setFocus()
    compose(line, "李")
    hands.find(QWidget, "add_person_found")


def _record_of_one(hands: Hands) -> None:
    hands.go("data/history")
    line = hands.find(QLineEdit, "history_person")
    line.setFocus()
    compose(line, "李")
    hands.find(QWidget, "history_person_found")


def _backing_up(hands: Hands) -> None:
    hands.go("data/backups")
    hands.press("make_backup")


def _step(number: int) -> Callable[[Hands], None]:
    return lambda hands: hands.in_plan(number)


STEPS: dict[str, Callable[[Hands], None]] = {
    "a file to be chosen": _imports,
    "a file being read": Hands.read,
    "a file to be looked at": Hands.review,
    "an import that is done": _import_done,
    "a new plan half typed": _new_plan,
    "the people of a plan": _step(PEOPLE),
    "its amounts": _step(AMOUNTS),
    "its groups": _step(GROUPS),
    "its papers": _step(PRINTING),
    "its receipts": _step(SIGNING),
    "its settlement": _step(SETTLING),
    "a revision half typed": _revision,
    "a proxy half typed": _proxy,
    "a reason half typed": _not_received,
    "a group half typed": _new_group,
    "somebody to be picked": _picker,
    "the record of one": _record_of_one,
    "a backup being made": _backing_up,
    "the bin": lambda hands: hands.go("data/recycle"),
}


def _headers(hands: Hands) -> None:
    hands.review()
    hands.press("change_headers")


def _value(hands: Hands) -> None:
    hands.review()
    table = hands.find(RecordView, "doubts")
    hands.qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=PATIENCE)
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)


def _unit(hands: Hands) -> None:
    hands.in_plan(AMOUNTS)
    hands.press("change_unit")


def _restore(hands: Hands) -> None:
    _backing_up(hands)
    office = hands.window.desk.office
    hands.qtbot.waitUntil(lambda: len(office.backups.list()) == 1, timeout=PATIENCE)
    hands.press("restore_backup")


DIALOGS = {
    "header_dialog": _headers,
    "value_dialog": _value,
    "unit_dialog": _unit,
    "restore_dialog": _restore,
}


@pytest.fixture
def hands(qtbot, tmp_path: Path, notices: RecordingNotices, qapp: QApplication) -> Iterator[Hands]:
    del qapp
    path = tmp_path / "台账.db"
    office = ledgers.create(path, PASSWORD, cost=CHEAP).office
    office.people.save(LI)
    office.people.save(Person(name="赵大明", community="沿河村"))
    office.visits.create(VisitPlan(title="春节慰问", occasion="春节", year=2026))
    window = MainWindow(path)
    window.notices = notices  # type: ignore[assignment]
    window.resize(1366, 768)
    window.enter(office)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield Hands(qtbot, window, tmp_path)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _closes_and_opens(hands: Hands, people: int) -> None:
    path = hands.window.desk.office.path if hands.window.desk else hands.folder / "台账.db"
    hands.qtbot.waitUntil(
        lambda: hands.window.desk is None or not hands.window.desk.busy, timeout=PATIENCE
    )
    hands.window.close()
    hands.qtbot.waitUntil(lambda: not hands.window.isVisible(), timeout=PATIENCE)
    assert hands.window.desk is None
    with ledgers.open_with_password(path, PASSWORD) as office:
        assert office.check()
        assert office.people.counts().people == people
        (plan,) = office.visits.plans()
        assert len(office.visits.units(plan.id or 0)) == 2
        assert not office.receipts.of_plan(plan.id or 0)


@pytest.mark.parametrize("step", STEPS)
def test_esc_and_the_window_closed_at_every_step(
    hands: Hands, notices: RecordingNotices, step: str
) -> None:
    STEPS[step](hands)
    before = hands.last_change()
    focus = QApplication.focusWidget() or hands.window
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    QCoreApplication.processEvents()
    assert hands.window.isVisible()
    assert hands.last_change() == before
    assert not notices.failures
    _closes_and_opens(hands, 42 if step == "an import that is done" else 2)


@pytest.mark.parametrize("step", STEPS)
def test_the_window_closed_at_once_at_every_step(
    hands: Hands, notices: RecordingNotices, step: str
) -> None:
    STEPS[step](hands)
    _closes_and_opens(hands, 42 if step == "an import that is done" else 2)
    assert not notices.failures


def _on_dialog(hands: Hands, name: str, leave: Callable[[QDialog], object]) -> Callable[[], bool]:
    """Do `leave` on the dialog `name` once it stands; tells whether that happened."""
    left: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog) and dialog.objectName() == name and dialog.isActiveWindow():
            # In a later turn: a key that comes while the dialog is still being shown is nobody's.
            QTimer.singleShot(100, dialog, lambda: (left.append(True), leave(dialog)))
        else:
            QTimer.singleShot(10, hands.window, look)

    QTimer.singleShot(10, hands.window, look)
    return lambda: bool(left)


@pytest.mark.parametrize("name", DIALOGS)
def test_esc_leaves_every_dialog_of_the_work(
    hands: Hands, notices: RecordingNotices, name: str
) -> None:
    before = hands.last_change()
    left = _on_dialog(hands, name, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    DIALOGS[name](hands)
    hands.qtbot.waitUntil(
        lambda: left() and QApplication.activeModalWidget() is None, timeout=PATIENCE
    )
    assert hands.last_change() == before
    assert not notices.failures
    _closes_and_opens(hands, 2)


@pytest.mark.parametrize("name", DIALOGS)
def test_the_window_closes_over_every_dialog_of_the_work(
    hands: Hands, notices: RecordingNotices, name: str
) -> None:
    left = _on_dialog(hands, name, lambda _dialog: hands.window.close())
    DIALOGS[name](hands)
    hands.qtbot.waitUntil(lambda: left() and not hands.window.isVisible(), timeout=PATIENCE)
    assert not notices.failures
    _closes_and_opens(hands, 2)
