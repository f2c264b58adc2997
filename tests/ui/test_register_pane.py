"""A declaration that the test invents gets list, form, draft, removal and undo from the pane."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QLineEdit, QPushButton

from shuangyong_desktop.domain import kinds
from shuangyong_desktop.domain.fields import Field, Schema
from shuangyong_desktop.domain.registers import Record, RecordFilter, Register
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.widgets.register_pane import RegisterPane
from ui.conftest import LI, RecordingNotices


@dataclass(frozen=True, slots=True, kw_only=True)
class Medal(Record):
    """An invented record over the table of merits."""

    award: str | None = None
    certificate: str | None = None


MEDALS = Register(
    "merit", "纪念章", Medal,
    Schema(Medal, (
        Field("award", "章名", kinds.words("八一勋章"), required=True),
        Field("certificate", "编号", kinds.CERTIFICATE),
    )),
    date="id",
)  # fmt: skip


@pytest.fixture
def pane(desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[RegisterPane]:
    person = office.people.save(LI)
    made = RegisterPane(desk, notices, office.entries(MEDALS))
    made.resize(700, 300)
    made.show_person(person.id)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def press(pane: RegisterPane, name: str) -> None:
    found = pane.findChild(QPushButton, name)
    assert found is not None
    found.click()


def in_dialog(act: Callable[[], object], fill: Callable[[QDialog], None]) -> None:
    """Do `act`; `fill` the dialog that it opens."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            fill(dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, look)
    act()


def write(dialog: QDialog, key: str, text: str) -> None:
    edit = dialog.findChild(QLineEdit, key)
    if edit is None:
        box = dialog.findChild(QComboBox, key)
        assert box is not None
        box.setCurrentText(text)
        return
    edit.setText(text)
    edit.textEdited.emit(text)


def save(dialog: QDialog) -> None:
    found = dialog.findChild(QPushButton, "record_save")
    assert found is not None
    found.click()


def rows(pane: RegisterPane) -> list[list[str]]:
    model = pane.model
    return [[model.text(at, place) for place in range(model.columnCount())]
            for at in range(model.rowCount())]  # fmt: skip


def test_an_empty_register_says_so(pane: RegisterPane) -> None:
    words = pane.findChild(QLabel, "merit_nothing")
    assert words is not None
    assert words.isVisible()
    assert words.text() == "还没有登记纪念章。"
    edit = pane.findChild(QPushButton, "merit_edit")
    assert edit is not None
    assert not edit.isEnabled()


def test_a_record_is_added_edited_removed_and_undone(
    pane: RegisterPane, notices: RecordingNotices, office: Office
) -> None:
    def add(dialog: QDialog) -> None:
        write(dialog, "certificate", "章001")
        write(dialog, "award", "纪念章甲")
        save(dialog)

    in_dialog(lambda: press(pane, "merit_add"), add)
    assert rows(pane) == [["纪念章甲", "章001"]]
    assert notices.said[-1] == "已保存纪念章。"
    assert notices.undo is not None

    def change(dialog: QDialog) -> None:
        write(dialog, "certificate", "章002")
        save(dialog)

    in_dialog(lambda: QTest.keyClick(pane.table, Qt.Key.Key_Return), change)
    assert rows(pane) == [["纪念章甲", "章002"]]
    press(pane, "merit_remove")
    assert rows(pane) == []
    assert office.entries(MEDALS).count(RecordFilter(removed=True)) == 1
    titles = [change.title for change in office.history.changes(3)]
    assert titles == [
        "删除纪念章：李建国（移入回收站）",
        "修改纪念章：李建国",
        "登记纪念章：李建国",
    ]


def test_what_is_required_is_asked_for_and_a_draft_waits(pane: RegisterPane) -> None:
    def leave(dialog: QDialog) -> None:
        save(dialog)
        error = dialog.findChild(QLabel, "record_error")
        assert error is not None
        assert "还没有保存" in error.text()
        write(dialog, "certificate", "章003")
        dialog.reject()

    in_dialog(pane.add, leave)
    assert pane.count == 0
    seen: list[str] = []

    def look(dialog: QDialog) -> None:
        edit = dialog.findChild(QLineEdit, "certificate")
        assert edit is not None
        seen.append(edit.text())
        dialog.reject()

    in_dialog(pane.add, look)
    assert seen == ["章003"]


def test_a_pane_that_only_shows_has_no_buttons(
    desk: Desk, office: Office, notices: RecordingNotices, qtbot
) -> None:
    person = office.people.save(LI)
    office.entries(MEDALS).save(Medal(person_id=person.id, award="八一勋章"))
    opened: list[str] = []
    shelf = office.entries(MEDALS)
    pane = RegisterPane(desk, notices, shelf, editable=False, columns=("award",),
                        act=lambda found: opened.append(found.award))  # fmt: skip
    qtbot.addWidget(pane)
    pane.show_person(person.id)
    pane.show()
    assert pane.findChildren(QPushButton) == []
    QTest.keyClick(pane.table, Qt.Key.Key_Return)
    assert opened == ["八一勋章"]
