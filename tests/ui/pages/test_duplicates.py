"""疑似重复 in its window: pairs told apart and merged one after another, and taken back."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QRadioButton

from shuangyong_desktop.domain.people import Person, PersonStatus
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.duplicates import DuplicatesPage
from shuangyong_desktop.ui.pages.merge_dialog import MergeDialog
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import RecordingNotices

PATIENCE = 20_000
LI = Person(name="李建国", id_number="510222195803066110", birth_date="1958-03-06",
            phone="13800001234", community="惠民社区")  # fmt: skip
WANG = Person(name="王芳", birth_date="1960-01-01", address="3组12号")


@pytest.fixture
def page(qtbot, desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[DuplicatesPage]:
    for person in (LI, replace(LI, phone="13900005678", address="3组"), WANG, WANG):
        office.people.save(person)
    made = DuplicatesPage(desk, notices)
    made.resize(1290, 680)
    made.show()
    qtbot.waitUntil(lambda: len(made.pairs) == 2, timeout=PATIENCE)
    yield made
    desk.closing.emit()
    wait_for_all()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _table(page: DuplicatesPage) -> RecordView:
    found = page.findChild(RecordView, "pairs")
    assert isinstance(found, RecordView)
    return found


def _press(qtbot, where, name: str) -> None:
    qtbot.mouseClick(where.findChild(QAbstractButton, name), Qt.MouseButton.LeftButton)


def test_the_pairs_say_how_sure_and_why_with_covered_numbers(page: DuplicatesPage, desk) -> None:
    model = _table(page).model()
    assert [model.text(0, place) for place in range(4)] == [
        "一定是同一人", "李建国", "身份证号相同", "5102**********6110",
    ]  # fmt: skip
    assert model.text(1, 0) == "很可能是同一人"
    desk.uncover()
    assert model.text(0, 3) == LI.id_number
    assert page.primary is not None


def test_pairs_told_apart_are_gone(qtbot, page: DuplicatesPage, notices: RecordingNotices) -> None:
    _table(page).go_to(1)
    _press(qtbot, page, "tell_apart")
    qtbot.waitUntil(lambda: len(page.pairs) == 1, timeout=PATIENCE)
    assert "不再列出" in notices.said[-1]


def test_merging_goes_on_from_pair_to_pair_without_leaving(
    qtbot, page: DuplicatesPage, office: Office, notices: RecordingNotices
) -> None:
    def work() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, MergeDialog):
            QTimer.singleShot(10, page, work)
            return
        assert "第 1 / 2 对" in dialog.findChild(QLabel, "merge_where").text()
        dialog.findChild(QRadioButton, "merge_phone_1").setChecked(True)
        _press(qtbot, dialog, "merge_accept")
        assert "第 2 / 2 对" in dialog.findChild(QLabel, "merge_where").text()
        _press(qtbot, dialog, "merge_apart")

    QTimer.singleShot(0, page, work)
    _table(page).go_to(0)
    _press(qtbot, page, "look_at_pair")
    done = "已合并 1 对，记为不是同一人 1 对，可在操作记录中逐条撤销"
    assert notices.said[-1] == done
    kept = office.people.get(2)
    assert (kept.phone, kept.status) == ("13800001234", PersonStatus.ACTIVE)
    assert office.people.get(1).status is PersonStatus.REMOVED
    qtbot.waitUntil(lambda: page.pairs == [], timeout=PATIENCE)
    assert page.findChild(QLabel, "no_pairs").isVisible()


def test_a_merge_is_taken_back_inside_the_dialog(
    qtbot, page: DuplicatesPage, office: Office, desk: Desk, notices: RecordingNotices
) -> None:
    dialog = MergeDialog(desk, notices, page.pairs, page)
    dialog.show()
    qtbot.mouseClick(dialog.findChild(QAbstractButton, "merge_swap"), Qt.MouseButton.LeftButton)
    _press(qtbot, dialog, "merge_accept")
    assert office.people.get(2).status is PersonStatus.REMOVED
    _press(qtbot, dialog, "merge_undo")
    assert office.people.get(2).status is PersonStatus.ACTIVE
    assert "第 1 / 2 对" in dialog.findChild(QLabel, "merge_where").text()
    _press(qtbot, dialog, "merge_skip")
    _press(qtbot, dialog, "merge_skip")
    assert (dialog.said, dialog.result()) == ("", 1)
    dialog.deleteLater()
