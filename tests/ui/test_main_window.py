"""The one window: looks changed at run time, the demo and the way out, leaving with care."""

from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QTableWidget,
    QWidget,
)

from shuangyong_desktop.domain.desk import Preferences
from shuangyong_desktop.domain.retention import BackupReason
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.ui import appearance, demo_door, theme
from shuangyong_desktop.ui.appearance import Appearance, Mode
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.idleness import Idleness
from shuangyong_desktop.ui.main_window import MainWindow
from shuangyong_desktop.ui.notices import WindowNotices
from shuangyong_desktop.ui.pages.data_faults import FaultsPage
from shuangyong_desktop.ui.single_instance import SingleInstance, raise_running
from ui.conftest import CHEAP, LI, PASSWORD, RecordingNotices, compose

Kind = TypeVar("Kind", bound=QWidget)
PATIENCE = 20_000


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path, notices: RecordingNotices) -> Iterator[MainWindow]:
    """A window on a ledger with one person, open."""
    path = tmp_path / "台账.db"
    office = ledgers.create(path, PASSWORD, cost=CHEAP).office
    office.people.save(LI)
    made = MainWindow(path)
    made.notices = notices  # type: ignore[assignment]
    made.resize(1366, 768)
    made.enter(office)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    appearance.save(Appearance())
    theme.apply(theme.Theme(), qapp)


def _press(window: QWidget, name: str) -> None:
    QCoreApplication.processEvents()
    (found,) = [item for item in window.findChildren(QPushButton, name) if item.isVisible()]
    found.click()


def _of(window: QWidget, kind: type[Kind], name: str) -> Kind:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def _frame(window: MainWindow) -> Frame:
    frame = window.centralWidget()
    assert isinstance(frame, Frame)
    return frame


def test_another_look_builds_the_pages_anew_on_the_same_page(window: MainWindow, qtbot) -> None:
    before = _frame(window)
    before.show_page("settings/display")
    appearance.save(Appearance(Mode.DARK, 125))
    assert window.desk is not None
    window.desk.dress()
    qtbot.waitUntil(lambda: window.centralWidget() is not before)
    assert _frame(window).place == "settings/display"
    assert theme.active().colours is theme.DARK
    assert theme.active().scale == 1.25
    assert window.desk.office.people.counts().people == 1


def test_the_part_of_a_page_that_was_in_front_is_there_again(window: MainWindow, qtbot) -> None:
    before = _frame(window)
    before.show_page("backups")
    assert before.place == "data/backups"
    assert window.desk is not None
    window.desk.dress()
    qtbot.waitUntil(lambda: window.centralWidget() is not before)
    assert _frame(window).place == "data/backups"
    _frame(window).show_page("ledger")
    assert _frame(window).place == "ledger"


def test_keys_make_everything_larger_and_usual_again(window: MainWindow, qtbot) -> None:
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(_frame(window), Qt.Key.Key_Plus, ctrl)
    qtbot.waitUntil(lambda: theme.active().scale == 1.25)
    qtbot.waitUntil(lambda: _frame(window).isVisible())
    qtbot.keyClick(_frame(window), Qt.Key.Key_0, ctrl)
    qtbot.waitUntil(lambda: theme.active().scale == 1.0)


def test_nothing_typed_is_lost_by_a_new_look(
    window: MainWindow, notices: RecordingNotices, qtbot
) -> None:
    frame = _frame(window)
    _press(window, "primary")
    name = window.findChild(QLineEdit, "name")
    assert name is not None
    qtbot.keyClicks(name, "x")
    assert window.desk is not None
    window.desk.dress()
    assert "没有保存" in notices.said[-1]
    assert window.centralWidget() is frame
    _press(window, "cancel_person")


def test_closing_asks_only_where_no_draft_is_kept(
    window: MainWindow, notices: RecordingNotices, monkeypatch: pytest.MonkeyPatch, qtbot
) -> None:
    _frame(window).show_page("data_faults")
    faults = window.findChild(FaultsPage)
    assert faults is not None
    qtbot.waitUntil(lambda: "1 人有需要核实的内容" in faults.note)
    faults.open_fault("no_address")
    address = faults.findChild(QLineEdit, "address")
    assert address is not None
    qtbot.keyClicks(address, "3-2")
    assert faults.unsaved
    monkeypatch.setattr(notices, "ask", lambda _question, _verb: False)
    window.close()
    assert window.isVisible()
    monkeypatch.setattr(notices, "ask", lambda _question, _verb: True)


@pytest.mark.parametrize("leave", ["lock", "close"])
def test_what_was_typed_about_a_person_waits_behind_the_lock(
    window: MainWindow, tmp_path: Path, notices: RecordingNotices, leave: str
) -> None:
    _press(window, "primary")
    name = window.findChild(QLineEdit, "name")
    assert name is not None
    compose(name, "赵<b>子龙")
    getattr(window, leave)()
    assert window.desk is None
    assert not notices.failures
    window.enter(ledgers.open_with_password(tmp_path / "台账.db", PASSWORD))
    window.show()
    _press(window, "primary")
    again = window.findChild(QLineEdit, "name")
    assert again is not None
    assert again.text() == "赵<b>子龙"
    _press(window, "drop_draft")
    assert again.text() == ""
    _press(window, "cancel_person")


@pytest.mark.parametrize("leave", ["lock", "close"])
def test_what_was_typed_into_the_settings_waits_behind_the_lock(
    window: MainWindow, tmp_path: Path, notices: RecordingNotices, leave: str
) -> None:
    _frame(window).show_page("settings")
    _of(window, QLineEdit, "desk_issuer").setText("某某街道办事处")
    _of(window, QLineEdit, "desk_issuer").textEdited.emit("某某街道办事处")
    _of(window, QPlainTextEdit, "phrases").setPlainText("还没有保存")
    _of(window, QPlainTextEdit, "community_lines").setPlainText("惠民社区\n石盘村")
    _of(window, QSpinBox, "idle_minutes").setValue(9)
    _of(window, QPlainTextEdit, "category_aliases").setPlainText("老兵")
    _frame(window).show_page("settings/people")
    _press(window, "add_desk_person")
    table = _of(window, QTableWidget, "desk_people")
    table.edit(table.model().index(0, 0))
    cell = table.viewport().findChild(QLineEdit)
    assert cell is not None
    compose(cell, "王主任")  # still open when the window goes
    getattr(window, leave)()
    assert window.desk is None
    assert not notices.failures

    window.enter(ledgers.open_with_password(tmp_path / "台账.db", PASSWORD))
    window.show()
    office = _frame(window).desk.office
    assert office.settings.desk().issuer != "某某街道办事处"
    _frame(window).show_page("settings")
    QCoreApplication.processEvents()
    assert _of(window, QLineEdit, "desk_issuer").text() == "某某街道办事处"
    assert _of(window, QPlainTextEdit, "phrases").toPlainText() == "还没有保存"
    assert _of(window, QPlainTextEdit, "community_lines").toPlainText() == "惠民社区\n石盘村"
    assert _of(window, QSpinBox, "idle_minutes").value() == 9
    assert _of(window, QPlainTextEdit, "category_aliases").toPlainText() == "老兵"
    assert _of(window, QTableWidget, "desk_people").item(0, 0).text() == "王主任"
    assert _of(window, QWidget, "desk_draft_strip").isVisible()
    _press(window, "save_desk")
    assert office.settings.desk().issuer == "某某街道办事处"
    assert not _of(window, QWidget, "desk_draft_strip").isVisible()
    _frame(window).show_page("settings/phrases")
    _press(window, "phrases_drop_draft")
    assert _of(window, QPlainTextEdit, "phrases").toPlainText() != "还没有保存"
    assert office.unsaved.of("settings:phrases") is None


@pytest.mark.parametrize("leave", ["lock", "close"])
def test_a_plan_half_made_waits_behind_the_lock(
    window: MainWindow, tmp_path: Path, notices: RecordingNotices, leave: str
) -> None:
    _frame(window).show_page("visits")
    _press(window, "primary")
    _of(window, QComboBox, "occasion").setCurrentText("重阳节")
    _of(window, QSpinBox, "least_age").setValue(60)
    _press(window, "rule_categories_war_veteran")
    money = _of(window, QLineEdit, "money_war_veteran")
    money.setText("800")
    money.textEdited.emit("800")
    getattr(window, leave)()
    assert window.desk is None
    assert not notices.failures

    window.enter(ledgers.open_with_password(tmp_path / "台账.db", PASSWORD))
    window.show()
    _frame(window).show_page("visits")
    _press(window, "primary")
    assert _of(window, QWidget, "plan_draft_strip").isVisible()
    assert _of(window, QComboBox, "occasion").currentText() == "重阳节"
    assert _of(window, QSpinBox, "least_age").value() == 60
    assert _of(window, QPushButton, "rule_categories_war_veteran").isChecked()
    assert _of(window, QLineEdit, "money_war_veteran").text() == "800"
    _press(window, "plan_drop_draft")
    assert _of(window, QComboBox, "occasion").currentText() == "春节"
    assert _of(window, QLineEdit, "money_war_veteran").text() == ""
    _of(window, QSpinBox, "least_age").setValue(70)
    _press(window, "plan_cancel")
    assert "留作草稿" in notices.said[-1]
    _press(window, "primary")
    assert _of(window, QSpinBox, "least_age").value() == 70
    _of(window, QSpinBox, "least_age").setValue(0)
    _of(window, QLineEdit, "money_every").setText("300")
    _press(window, "plan_create")
    assert _frame(window).desk.office.unsaved.of("plan") is None


def test_esc_keeps_what_was_typed_as_a_draft_of_that_person_only(
    window: MainWindow, notices: RecordingNotices, qtbot
) -> None:
    table = window.findChild(QTableView, "people")
    assert table is not None
    qtbot.waitUntil(lambda: window.findChild(QLabel, "person_name").text() == LI.name)
    _press(window, "edit_person")
    address = window.findChild(QLineEdit, "address")
    assert address is not None
    compose(address, "3幢1单元")
    qtbot.keyClick(address, Qt.Key.Key_Escape)
    assert "草稿" in notices.said[-1]
    _press(window, "primary")
    assert address.text() == ""
    assert not window.findChild(QWidget, "draft_strip").isVisible()
    _press(window, "cancel_person")
    _press(window, "edit_person")
    assert address.text() == "3幢1单元"
    _press(window, "save_person")
    assert window.desk is not None
    assert window.desk.office.people.get(1).address == "3幢1单元"
    qtbot.waitUntil(lambda: window.findChild(QPushButton, "edit_person").isVisible())
    _press(window, "edit_person")
    assert not window.findChild(QWidget, "draft_strip").isVisible()


def test_closing_backs_up_what_no_backup_holds(window: MainWindow, tmp_path: Path, qtbot) -> None:
    qtbot.waitUntil(lambda: window._safekeeping is not None)  # noqa: SLF001 (made a moment later)
    window.close()
    assert window.desk is None
    with ledgers.open_with_password(tmp_path / "台账.db", PASSWORD) as office:
        last = office.backups.last()
        assert last is not None
        assert last.reason is BackupReason.ON_EXIT
        assert not office.backups.unsaved().changes


def test_the_window_locks_after_the_minutes_that_were_set(window: MainWindow) -> None:
    assert window.desk is not None
    window.desk.office.settings.save_preferences(Preferences(idle_minutes=12))
    window.desk.changed.emit()
    idleness = window.findChild(Idleness)
    assert idleness.minutes == 12
    idleness.idle.emit()  # no test waits 12 minutes
    assert window.desk is None
    assert window.findChild(QLineEdit, "password") is not None


def test_nothing_said_about_somebody_stays_on_the_locked_window(window: MainWindow) -> None:
    window.notices = WindowNotices(window)
    window.notices.toast("已保存：李建国", lambda: None)
    toast = window.findChildren(QFrame, "toast")[-1]
    assert toast.isVisible()
    window.lock()
    assert not toast.isVisible()


def test_the_button_in_the_settings_locks(window: MainWindow, qtbot) -> None:
    _frame(window).show_page("settings/security")
    _press(window, "lock_now")
    qtbot.waitUntil(lambda: window.desk is None)


def test_the_demo_has_a_file_of_its_own_and_one_key_leads_out_of_it(
    window: MainWindow, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo_door, "PERSONS", 40)
    _frame(window).show_page("welcome")
    _press(window, "see_demo")
    qtbot.waitUntil(
        lambda: window.desk is not None and window.desk.office.is_demo, timeout=PATIENCE
    )
    demo = demo_door.demo_beside(tmp_path / "台账.db")
    assert demo.exists()
    mark = window.findChild(QLabel, "status_demo")
    assert mark is not None
    qtbot.waitUntil(mark.isVisible)
    _press(window, "leave_demo")
    qtbot.waitUntil(lambda: window.desk is None)
    assert not list(tmp_path.glob(f"{demo.stem}*"))
    assert (tmp_path / "台账.db").exists()
    assert window.findChild(QLineEdit, "password") is not None


def test_f1_speaks_of_the_page_in_front(window: MainWindow, qtbot) -> None:
    frame = _frame(window)
    frame.show_page("backups")
    qtbot.keyClick(frame, Qt.Key.Key_F1)
    assert frame.in_front == "help"
    topics = frame.findChild(QListWidget, "help_topics")
    assert topics is not None
    assert "备份" in topics.currentItem().text()
    topics.setCurrentRow(topics.count() - 1)
    words = frame.findChild(QLabel, "about_secrets_words")
    assert words is not None
    assert words.text() == "本软件为单机内部工作工具，不得录入、存储涉密信息。"


def test_the_year_says_what_it_changes_and_reaches_the_pages(window: MainWindow, qtbot) -> None:
    assert window.desk is not None
    with qtbot.waitSignal(window.desk.year_changed) as heard:
        window.desk.show_year(2020)
    assert heard.args == [2020]
    window.desk.changed.emit()
    box = window.findChild(QWidget, "year")
    assert box is not None
    assert box.currentText() == "2020年度（慰问、任务、报表）"  # type: ignore[attr-defined]


def test_a_second_start_brings_the_first_window_forward(qapp, tmp_path: Path, qtbot) -> None:
    ledger = tmp_path / "台账.db"
    assert not raise_running(ledger)
    came: list[bool] = []
    first = SingleInstance(ledger, lambda: came.append(True), qapp)
    assert raise_running(ledger)
    qtbot.waitUntil(lambda: came == [True])
    assert not raise_running(tmp_path / "另一个.db")
    first.deleteLater()
