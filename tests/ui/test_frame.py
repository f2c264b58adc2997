"""The frame over a real ledger: pages, search, undo, and nothing but plain text."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.frame import TABS, Frame
from ui.conftest import LI, RecordingNotices, choose, compose

HOSTILE = "<b>张三</b><img src='file:///etc/passwd'>&amp; %s 😀𠅤"


@pytest.fixture
def frame(desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[Frame]:
    office.people.save(LI)
    office.people.save(Person(name="王芳", community="新湾村", categories=("retired_soldier",)))
    office.people.save(Person(name=HOSTILE, address=HOSTILE * 8, remarks=HOSTILE))
    made = Frame(desk, notices)  # type: ignore[arg-type]
    made.resize(1366, 768)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _people(frame: Frame) -> QTableView:
    found = frame.findChild(QTableView, "people")
    assert found is not None
    return found


def _names(frame: Frame) -> list[str]:
    model = _people(frame).model()
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def _press(frame: QWidget, name: str) -> None:
    found = frame.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isVisible(), name
    found.click()


def test_typing_finds_people_by_pinyin_and_says_when_there_is_nobody(qtbot, frame: Frame) -> None:
    search = frame.findChild(QLineEdit, "search")
    assert search is not None
    qtbot.keyClicks(search, "ljg")
    qtbot.waitUntil(lambda: _names(frame) == ["李建国"])
    search.setText("没有这个人")
    qtbot.waitUntil(lambda: _names(frame) == [])
    words = frame.findChild(QLabel, "nobody_words")
    assert words is not None
    assert words.isVisible()
    assert "没有找到" in words.text()


def test_typing_on_another_page_leads_to_the_ledger_and_leaves_the_keyboard(
    qtbot, frame: Frame
) -> None:
    frame.activateWindow()
    frame.show_page("home")
    search = frame.findChild(QLineEdit, "search")
    assert search is not None
    search.setFocus()
    qtbot.waitUntil(search.hasFocus)
    qtbot.keyClicks(search, "l")
    assert frame.in_front == "home"
    qtbot.waitUntil(lambda: frame.in_front == "ledger")
    assert search.hasFocus()
    qtbot.keyClicks(search, "jg")
    qtbot.waitUntil(lambda: _names(frame) == ["李建国"])
    assert search.text() == "ljg"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert _people(frame).hasFocus()


def test_what_was_typed_and_cleared_at_once_leads_nowhere(frame: Frame) -> None:
    frame.show_page("home")
    search = frame.findChild(QLineEdit, "search")
    assert search is not None
    search.setText("l")
    search.clear()
    assert not frame._wait.isActive()  # noqa: SLF001
    assert frame.in_front == "home"


def test_a_file_leads_back_to_where_it_was_opened(frame: Frame) -> None:
    first, second = _ids(frame)[:2]
    frame.show_page("moves/moves_events")
    frame.show_page(f"person_file/{first}/family")
    assert frame.place == f"person_file/{first}/family"
    frame.show_page(f"person_file/{second}")
    _press(frame, "file_back")
    assert frame.place == f"person_file/{first}/family"
    _press(frame, "file_back")
    assert frame.place == "moves/moves_events"
    frame.show_page(f"person_file/{first}")
    frame.show_page("home")
    frame.show_page("back")
    assert frame.in_front == "ledger"


def test_somebody_new_is_shown_whatever_was_searched_for(
    qtbot, frame: Frame, notices: RecordingNotices
) -> None:
    search = frame.findChild(QLineEdit, "search")
    assert search is not None
    search.setText("李建国")
    qtbot.waitUntil(lambda: _names(frame) == ["李建国"])
    _press(frame, "primary")
    name = frame.findChild(QWidget, "person_panel").findChild(QLineEdit, "name")
    compose(name, "赵大年")
    _press(frame, "save_person")
    qtbot.waitUntil(lambda: _names(frame) == ["赵大年"])
    assert search.text() == ""
    assert notices.said[-1] == "已保存：赵大年"


def test_the_three_counts_stand_beside_the_views(frame: Frame) -> None:
    filters = frame.findChild(QListView, "filters")
    assert filters is not None
    model = filters.model()
    told = [
        model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(model.rowCount())
    ]
    assert "常用视图：全部在册，3 人，已选" in told
    assert "常用视图：退役军人，2 人" in told
    assert "常用视图：其他优抚对象，0 人" in told


def test_id_numbers_are_masked_until_the_button_with_words_is_pressed(
    frame: Frame, desk: Desk
) -> None:
    frame.resize(1920, 1080)
    model = _people(frame).model()

    def shown() -> set[str]:
        return {
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        }

    assert "5102**********6110" in shown()
    assert LI.id_number not in shown()
    _press(frame, "toggle_cover")
    assert not desk.covered
    assert LI.id_number in shown()


def test_a_person_is_added_warned_about_and_taken_back(
    qtbot, frame: Frame, office: Office, notices: RecordingNotices
) -> None:
    _press(frame, "primary")
    form = frame.findChild(QWidget, "person_panel")
    assert form is not None
    name, number = form.findChild(QLineEdit, "name"), form.findChild(QLineEdit, "id_number")
    assert name is not None
    assert number is not None
    compose(name, "李建军")
    qtbot.keyClicks(number, LI.id_number)
    doubt = form.findChild(QLabel, "name_doubt")
    assert doubt is not None
    qtbot.waitUntil(lambda: "李建国" in doubt.text())
    number.clear()
    _press(frame, "save_person")
    qtbot.waitUntil(lambda: "李建军" in _names(frame))
    assert notices.said[-1] == "已保存：李建军"
    assert notices.undo is not None
    notices.undo()
    qtbot.waitUntil(lambda: "李建军" not in _names(frame))
    assert office.people.counts().people == 3


def test_ctrl_z_takes_back_the_last_change_and_ctrl_y_does_it_again(
    qtbot, frame: Frame, office: Office, desk: Desk
) -> None:
    known = office.people.page(_ids(frame))[0]
    office.people.save(replace(known, name="改过的名字"))
    desk.changed.emit()
    qtbot.keyClick(frame, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "改过的名字" not in _names(frame))
    qtbot.keyClick(frame, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "改过的名字" in _names(frame))


def _ids(frame: Frame) -> list[int]:
    model = _people(frame).model()
    return [model.id_at(row) for row in range(model.rowCount())]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("page", "reader"), [
    ("tasks", "task_import_dialog"), ("rolls", "roll_import_dialog"), ("home", ""),
])  # fmt: skip
def test_a_dropped_spreadsheet_goes_to_the_import_of_the_page_in_front(
    qtbot, frame: Frame, tmp_path: Path, page: str, reader: str
) -> None:
    frame.show_page(page)
    sheet = tmp_path / "名单.csv"
    sheet.write_text("姓名,性别\n王秀英,女\n", encoding="utf-8-sig")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(sheet))])
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(dialog.objectName())
            dialog.reject()
        elif not seen:
            QTimer.singleShot(10, frame, look)

    if reader:
        QTimer.singleShot(0, frame, look)
    none = Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    frame.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, button, none))
    qtbot.waitUntil(lambda: frame.place == "data/imports" or bool(seen))
    assert seen == ([reader] if reader else [])
    assert (frame.in_front == "data") is not bool(reader)


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
def test_a_death_is_registered_with_day_and_basis_and_nobody_is_deleted(
    qtbot, frame: Frame, office: Office, notices: RecordingNotices
) -> None:
    search = frame.findChild(QLineEdit, "search")
    assert search is not None
    search.setText("李建国")
    more = frame.findChild(QPushButton, "person_more")
    assert more is not None
    qtbot.waitUntil(lambda: _names(frame) == ["李建国"] and more.isVisible())
    told: list[str] = []

    def answer() -> None:
        dialog = frame.findChild(QWidget, "take_off_dialog")
        assert dialog is not None
        _press(dialog, "take_off_accept")
        error = dialog.findChild(QLabel, "take_off_error")
        basis = dialog.findChild(QLineEdit, "take_off_basis")
        assert error is not None
        assert basis is not None
        told.append(error.text())
        basis.setText("死亡证明")
        _press(dialog, "take_off_accept")

    QTimer.singleShot(0, answer)
    choose(frame, "person_more", "移出台账")
    assert "依据" in told[0]
    assert notices.said[-1] == "已登记：李建国 去世"
    assert office.people.counts().by_status[PersonStatus.DECEASED] == 1


@pytest.mark.parametrize("size", [(1280, 650), (1366, 768), (1920, 1080)])
def test_every_page_shows_plain_text_and_names_its_controls(
    qtbot, frame: Frame, office: Office, size: tuple[int, int]
) -> None:
    office.visits.create(
        VisitPlan(title=HOSTILE, occasion="春节", year=2026, amounts=(VisitAmount("", 500),))  # type: ignore[arg-type]
    )
    frame.resize(*size)
    for tab in TABS:
        page = frame.show_page(tab.key)
        qtbot.wait(1)
        assert page.isVisible()
    for label in frame.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
    for button in frame.findChildren(QAbstractButton):
        if button.isVisible() and not isinstance(button.parent(), QLineEdit):
            assert button.text() or button.accessibleName(), button.objectName()
    for kind in (QLineEdit, QComboBox, QTableView):
        for control in frame.findChildren(kind):
            if control.isVisible() and not control.objectName().startswith("qt_"):
                assert control.accessibleName() or isinstance(control.parent(), QComboBox)
