"""督办 in its windows: one step with what it asks for, several at once, the papers."""

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.tasks import MUTUAL, SupervisionKind, Task
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.overdue_dialog import OverdueDialog
from shuangyong_desktop.ui.pages.supervise_dialog import EarlierSteps, open_supervise
from ui.conftest import RecordingNotices

YEAR = 2025


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 650)
    return made


@pytest.fixture
def lamp(office: Office) -> Task:
    return office.tasks.save(
        Task(title="路灯维修", year=YEAR, list=MUTUAL[0], unit="规建办", due_rule="2025-07-28",
             goal=2)
    )  # fmt: skip


def press(within: QWidget, name: str) -> None:
    found = within.findChild(QPushButton, name)
    assert found is not None, name
    assert found.isEnabled(), name
    found.click()


def words(within: QWidget, name: str) -> str:
    found = within.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def line(within: QWidget, name: str) -> QLineEdit:
    found = within.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def choose(within: QWidget, words: str) -> None:
    kind = within.findChild(QComboBox, "kind")
    assert kind is not None
    kind.setCurrentText(words)


def printing(within: QWidget, *, wanted: bool) -> None:
    found = within.findChild(QCheckBox, "supervise_print")
    assert found is not None
    found.setChecked(wanted)


def in_dialog(act: Callable[[], object], *fills: Callable[[QDialog], None]) -> None:
    """Do `act`; fill the dialogs that come one after the other."""

    def look(left: tuple[Callable[[QDialog], None], ...]) -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            if left[1:]:
                QTimer.singleShot(0, lambda: look(left[1:]))
            left[0](dialog)
        finally:
            dialog.reject()

    QTimer.singleShot(0, lambda: look(fills))
    act()


def test_the_next_step_is_filled_in_and_its_paper_follows(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, lamp: Task
) -> None:
    def fill(dialog: QDialog) -> None:
        assert "路灯维修" in words(dialog, "supervise_hint")
        assert not line(dialog, "talked_with").isVisible()
        press(dialog, "supervise_save")

    def look(dialog: QDialog) -> None:
        assert words(dialog, "roster_words") == "催办　规建办"
        assert dialog.findChild(QPushButton, "roster_docx") is not None
        assert dialog.findChild(QPushButton, "roster_xlsx") is None

    in_dialog(lambda: open_supervise(desk, notices, window, lamp.id or 0), fill, look)
    (step,) = office.supervisions.of(lamp.id or 0)
    assert (step.kind, step.unit) == (SupervisionKind.URGING, "规建办")
    assert "2025年7月28日" in (step.demand or "")
    assert notices.said[-1] == "已登记催办：规建办"
    assert notices.undo is not None


def test_a_talk_asks_with_whom_and_another_step_forgets_it(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, lamp: Task
) -> None:
    def talk(dialog: QDialog) -> None:
        choose(dialog, "约谈")
        found = line(dialog, "talked_with")
        assert found.isVisible()
        found.setText("规建办负责人")
        asked = dialog.findChild(QPlainTextEdit, "demand")
        assert asked is not None
        assert "提出整改措施" in asked.toPlainText()
        choose(dialog, "移交")
        assert not found.isVisible()
        assert asked.toPlainText() == ""
        asked.setPlainText("已经约谈两次。")
        choose(dialog, "提醒")
        box = dialog.findChild(QCheckBox, "supervise_print")
        assert box is not None
        assert not box.isChecked()
        press(dialog, "supervise_save")

    in_dialog(lambda: open_supervise(desk, notices, window, lamp.id or 0), talk)
    (step,) = office.supervisions.of(lamp.id or 0)
    assert (step.kind, step.talked_with) == (SupervisionKind.REMINDER, None)
    assert step.demand == "已经约谈两次。"


def test_a_step_without_its_kind_is_refused(
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, lamp: Task
) -> None:
    def fill(dialog: QDialog) -> None:
        choose(dialog, "")
        press(dialog, "supervise_save")
        assert "请选择方式" in words(dialog, "supervise_error")

    in_dialog(lambda: open_supervise(desk, notices, window, lamp.id or 0), fill)
    assert office.supervisions.of(lamp.id or 0) == []


def test_earlier_steps_take_an_answer_and_can_be_removed(
    desk: Desk, office: Office, notices: RecordingNotices, lamp: Task, qtbot
) -> None:
    step = office.supervisions.save(office.supervisions.next_step(lamp.id or 0))
    earlier = EarlierSteps(desk, notices, lamp.id or 0)
    qtbot.addWidget(earlier)
    earlier.show()

    def answer(dialog: QDialog) -> None:
        text = dialog.findChild(QPlainTextEdit, "reply")
        assert text is not None
        text.setPlainText("月底前修好")
        press(dialog, "reply_save")

    in_dialog(lambda: press(earlier, f"step_{step.id}_reply"), answer)
    assert office.supervisions.get(step.id or 0).reply == "月底前修好"
    told = [found.text() for found in earlier.findChildren(QLabel)]
    assert any("反馈：" in text and "月底前修好" in text for text in told)
    in_dialog(lambda: press(earlier, f"step_{step.id}_print"), lambda _dialog: None)
    press(earlier, f"step_{step.id}_remove")
    assert office.supervisions.of(lamp.id or 0) == []


def test_several_get_one_step_and_a_paper_each(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, lamp: Task, qtbot,
    tmp_path: Path,
) -> None:  # fmt: skip
    office.tasks.save(Task(title="法律咨询", year=YEAR, unit="司法所", due_rule="2025-09-01"))
    notices.folder = tmp_path
    dialog = OverdueDialog(desk, notices, window, YEAR)
    qtbot.addWidget(dialog)
    dialog.show()
    assert words(dialog, "overdue_count") == "2 个单位，2 项"
    table = dialog.findChild(QTableView, "overdue")
    assert table is not None
    table.selectAll()

    def fill(asked: QDialog) -> None:
        papers = asked.findChild(QCheckBox, "many_papers")
        assert papers is not None
        papers.setChecked(True)
        choose(asked, "督办")
        press(asked, "many_save")

    in_dialog(lambda: press(dialog, "overdue_many"), fill)
    qtbot.waitUntil(lambda: any("已生成 2 份" in said for said in notices.said), timeout=20_000)
    made = sorted(tmp_path.glob("*.docx"))
    assert [path.name for path in made] == [
        "01 督办单（路灯维修）.docx",
        "02 督办单（法律咨询）.docx",
    ]
    assert docx.Document(str(made[0])).paragraphs[0].text == "督办单"
    assert office.supervisions.of(lamp.id or 0)[0].kind is SupervisionKind.ORDER


def test_one_overdue_task_is_supervised_from_the_list(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, office: Office, notices: RecordingNotices, window: QWidget, lamp: Task, qtbot
) -> None:
    dialog = OverdueDialog(desk, notices, window, YEAR)
    qtbot.addWidget(dialog)
    dialog.show()

    def fill(asked: QDialog) -> None:
        printing(asked, wanted=False)
        press(asked, "supervise_save")

    in_dialog(lambda: press(dialog, "overdue_one"), fill)
    assert [step.kind for step in office.supervisions.of(lamp.id or 0)] == [SupervisionKind.URGING]
    in_dialog(lambda: press(dialog, "overdue_print"), lambda _dialog: None)
    assert notices.failures == []


def test_without_overdue_tasks_nothing_can_be_pressed(
    desk: Desk, notices: RecordingNotices, window: QWidget, qtbot
) -> None:
    dialog = OverdueDialog(desk, notices, window, YEAR)
    qtbot.addWidget(dialog)
    dialog.show()
    assert words(dialog, "overdue_nothing") == "现在没有逾期的任务。"
    for name in ("overdue_many", "overdue_one", "overdue_print"):
        found = dialog.findChild(QPushButton, name)
        assert found is not None
        assert not found.isEnabled()
