"""Tasks from a yearly document, from lists of the office, from units, and into the next year."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from shuangyong_desktop.domain.registers import EVERY
from shuangyong_desktop.domain.rolls.plans import ANNUAL_PLANS
from shuangyong_desktop.domain.tasks import Task, TaskState
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.imports import ImportsPage
from shuangyong_desktop.ui.pages.task_division import give_out, open_division, take_back
from shuangyong_desktop.ui.pages.task_import import open_task_import
from shuangyong_desktop.ui.pages.task_source import open_task_source
from shuangyong_desktop.ui.pages.task_source_year import open_next_year
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import RecordingNotices

PATIENCE = 20_000
YEAR = 2026
TEXT = """2026年双拥工作要点
一、主要任务
（一）组织领导。召开领导小组会议不少于2次。
（二）宣传教育。继续开展全民国防教育日。
"""


@pytest.fixture
def window(qtbot) -> Iterator[QWidget]:
    """What the dialogs stand over."""
    made = QWidget()
    made.resize(1280, 650)
    qtbot.addWidget(made)
    made.show()
    yield made
    wait_for_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Hands:
    """Works the dialog in front, step by step."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.steps: list[Callable[[QDialog], object]] = []

    def work(self, *steps: Callable[[QDialog], object]) -> None:
        """Do each step as soon as a dialog is in front and the step is possible."""
        self.steps += steps
        QTimer.singleShot(10, self.next)

    def next(self) -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, QDialog) and self.steps and self.steps[0](shown) is not False:
            self.steps.pop(0)
        if self.steps:
            QTimer.singleShot(10, self.next)


def _find(dialog: QDialog, kind: type, name: str):
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def press(name: str) -> Callable[[QDialog], object]:
    def act(dialog: QDialog) -> object:
        behind = dialog.findChild(QAbstractButton, name)
        if behind is None or not behind.isEnabled() or not behind.isVisible():
            return False
        behind.click()
        return True

    return act


def paste(text: str) -> Callable[[QDialog], object]:
    return lambda dialog: _find(dialog, QPlainTextEdit, "source_text").setPlainText(text)


def key(table: str, pressed: Qt.Key, hands: Hands) -> Callable[[QDialog], object]:
    return lambda dialog: hands.qtbot.keyClick(_find(dialog, RecordView, table), pressed)


def reads(name: str, into: list[str]) -> Callable[[QDialog], object]:
    def act(dialog: QDialog) -> object:
        words = _find(dialog, QLabel, name).text()
        if not words:
            return False
        into.append(words)
        return True

    return act


@pytest.fixture
def hands(qtbot) -> Hands:
    return Hands(qtbot)


def test_a_pasted_document_becomes_the_ticked_tasks(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    said: list[str] = []
    hands.work(
        paste(TEXT), press("source_next"), reads("source_said", said), reads("source_plan", said),
        key("task_source_lines", Qt.Key.Key_Down, hands),
        key("task_source_lines", Qt.Key.Key_Space, hands),
        press("source_next"), reads("source_done", said), press("source_next"),
    )  # fmt: skip
    assert open_task_source(desk, notices, window, YEAR)
    assert said[0].startswith("认出 2 条，列出 2 项，建议勾选 2 项")
    assert "2026年双拥工作要点" in said[1]
    assert said[2] == "已写入 2026 年任务 1 项"
    (task,) = office.tasks.every()
    assert task.title == "召开领导小组会议不少于2次"
    assert office.entries(ANNUAL_PLANS).count(EVERY) == 1
    assert notices.undo is not None
    notices.undo()
    hands.qtbot.waitUntil(lambda: office.tasks.count(EVERY) == 0, timeout=PATIENCE)


def test_a_draft_is_put_right_before_it_is_written(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    def change(dialog: QDialog) -> None:
        hands.qtbot.keyClick(_find(dialog, RecordView, "task_source_lines"), Qt.Key.Key_Return)
        field = _find(dialog, QLineEdit, "title")
        assert field.hasFocus()
        field.clear()
        hands.qtbot.keyClicks(field, "Meeting")
        goal = _find(dialog, QLineEdit, "goal")
        goal.clear()
        hands.qtbot.keyClicks(goal, "3")

    hands.work(paste(TEXT), press("source_next"), change, press("source_next"),
               press("source_next"))  # fmt: skip
    assert open_task_source(desk, notices, window, YEAR)
    found = {task.title: task.goal for task in office.tasks.every()}
    assert found == {"Meeting": 3, "开展全民国防教育日": None}


def test_text_that_cannot_be_used_is_refused_where_it_was_pasted(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    said: list[str] = []
    hands.work(
        press("source_next"), reads("source_error", said),
        paste("秘密★1年\n一、开展活动"), press("source_next"), reads("source_error", said),
        paste("请各单位报送情况"), press("source_next"), reads("source_said", said),
        press("source_back"), press("source_cancel"),
    )  # fmt: skip
    assert not open_task_source(desk, notices, window, YEAR)
    assert "还没有内容" in said[0]
    assert "密级标志" in said[1]
    assert "没有认出条目编号" in said[2]
    assert office.tasks.count(EVERY) == 0
    hands.work(press("source_next"), reads("source_said", said), press("source_cancel"))
    assert not open_task_source(desk, notices, window, YEAR)  # the draft was kept


def test_a_document_of_another_year_goes_there_or_into_the_year_in_front(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    desk.show_year(2027)
    said: list[str] = []
    hands.work(
        paste(TEXT), press("source_next"), reads("source_plan", said), press("source_here"),
        reads("source_plan", said), press("source_next"), press("source_next"),
    )  # fmt: skip
    assert open_task_source(desk, notices, window, 2027)
    assert said[0].startswith("2026 年")
    assert said[1].startswith("2027 年")
    assert {(task.year, task.due) for task in office.tasks.every()} == {
        (2027, "2027-12-31"), (2027, "2027-09-18"),
    }  # fmt: skip


def test_the_template_alone_makes_tasks_with_their_conditions(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    hands.work(
        lambda dialog: _find(dialog, QCheckBox, "source_template").setChecked(True),
        press("source_next"), press("source_next"), press("source_next"),
    )  # fmt: skip
    assert open_task_source(desk, notices, window, YEAR)
    assert office.tasks.count(EVERY) == 38
    assert office.entries(ANNUAL_PLANS).count(EVERY) == 0


def test_a_word_file_is_read_and_kept_as_the_original(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office,
    tmp_path: Path,
):  # fmt: skip
    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "要点.docx")
    notices.to_open = tmp_path / "要点.docx"
    hands.work(
        press("source_choose"), press("source_next"), press("source_next"), press("source_next")
    )
    assert open_task_source(desk, notices, window, YEAR)
    (plan,) = office.entries(ANNUAL_PLANS).every()
    (kept,) = office.enclosures.of_record("annual_plan", plan.id or 0)
    assert kept.file == "要点.docx"


def test_a_file_that_is_no_document_says_so(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, tmp_path: Path
):
    notices.to_open = tmp_path / "要点.docx"
    notices.to_open.write_bytes(b"%PDF-1.4")
    said: list[str] = []
    hands.work(press("source_choose"), reads("source_error", said), press("source_cancel"))
    assert not open_task_source(desk, notices, window, YEAR)
    assert "PDF" in said[0]


def _list(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    book.active.append(("2025年工作要点任务分解表",))
    book.active.append(("事项", "责任单位", "完成时限", "状态"))
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_list_of_the_office_is_looked_at_and_imported_into_its_year(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office,
    tmp_path: Path,
):  # fmt: skip
    path = _list(tmp_path / "表.xlsx", ("修路", "规建办", "6月底前", "完成"),
                 ("植树", "林业站", "领导定", ""))  # fmt: skip
    said: list[str] = []
    hands.work(
        reads("task_import_counts", said), reads("task_import_note", said),
        press("task_import_doubts"), press("task_import_close"), press("task_import_accept"),
    )  # fmt: skip
    assert open_task_import(desk, notices, window, YEAR, path)
    assert said[0] == "读到 4 行 = 可导入 1 + 待确认 1 + 跳过 2"
    assert "2025 年" in said[1]
    assert {task.title: task.state for task in office.tasks.every()} == {
        "修路": TaskState.CLOSED, "植树": TaskState.NOT_BEGUN,
    }  # fmt: skip
    assert desk.year == 2025


def test_a_column_that_was_taken_for_something_else_is_put_right(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office,
    tmp_path: Path,
):  # fmt: skip
    book = Workbook()
    book.active.append(("事项", "责任单位", "完成时限", "落脚点"))
    book.active.append(("修路", "规建办", "年底前", "通车"))
    book.save(tmp_path / "表.xlsx")
    said: list[str] = []

    def choose(dialog: QDialog) -> object:
        box = dialog.findChild(QComboBox, "task_column_0_D")
        if box is None:
            return False
        box.setCurrentIndex(box.findData("standard"))
        return True

    def again(dialog: QDialog) -> bool:
        note = dialog.findChild(QLabel, "task_import_note")
        return note is not None and "没有导入的栏目" not in note.text()

    hands.work(
        reads("task_import_note", said),
        lambda _dialog: QTimer.singleShot(0, lambda: press("task_import_columns")(_dialog)),
        choose, press("task_columns_accept"), again, press("task_import_accept"),
    )  # fmt: skip
    assert open_task_import(desk, notices, window, YEAR, tmp_path / "表.xlsx")
    assert "没有导入的栏目：落脚点" in said[0]
    (task,) = office.tasks.every()
    assert task.standard == "通车"


def test_no_file_chosen_and_no_list_of_tasks_write_nothing(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office,
    tmp_path: Path,
):  # fmt: skip
    assert not open_task_import(desk, notices, window, YEAR)
    path = tmp_path / "名单.csv"
    path.write_text("姓名,身份证号\n李建国,1\n", encoding="utf-8")
    assert not open_task_import(desk, notices, window, YEAR, path)
    assert "没有找到任务清单" in str(notices.failures[0])
    assert office.tasks.count(EVERY) == 0
    del hands


def test_the_import_of_people_leads_to_the_import_of_tasks(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, notices: RecordingNotices, qtbot, hands: Hands, office: Office, tmp_path: Path
):
    gone: list[str] = []
    page = ImportsPage(desk, notices, gone.append)
    qtbot.addWidget(page)
    page.resize(1280, 650)
    page.show()
    hands.work(press("task_import_accept"))
    page.open_file(str(_list(tmp_path / "表.xlsx", ("修路", "规建办", "年底前", ""))))
    qtbot.waitUntil(lambda: gone == ["tasks"], timeout=PATIENCE)
    assert office.tasks.count(EVERY) == 1


def test_a_year_begins_with_what_was_left_and_the_template(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    left = office.tasks.save(Task(title="修路", year=YEAR, due_rule=f"{YEAR}-11-30"))
    said: list[str] = []
    hands.work(
        press("next_year_accept"), reads("next_year_error", said),
        lambda dialog: _find(dialog, QLineEdit, "next_year_reason").setText("资金下年到位"),
        press("next_year_accept"),
    )  # fmt: skip
    assert open_next_year(desk, notices, window, YEAR)
    assert said == ["请写明未完成的原因，再写入。"]
    assert office.tasks.get(left.id or 0).state is TaskState.CARRIED
    assert len(office.tasks.facts.in_order(YEAR + 1)) == 39
    assert notices.undo is not None


def test_the_division_goes_out_by_unit_and_comes_back(  # noqa: PLR0913, PLR0917 (fixtures)
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office,
    tmp_path: Path,
):  # fmt: skip
    year = office.ledger.clock().year
    office.tasks.save(Task(title="岗位推荐", year=year, unit="服务站", goal=2))
    notices.folder = tmp_path
    give_out(desk, notices, window, year)
    hands.qtbot.waitUntil(lambda: "已生成 1 个单位的填报表" in notices.said, timeout=PATIENCE)
    path = next(tmp_path.glob("*服务站.xlsx"))
    book = load_workbook(path)
    heads = next(row for row in book.active.iter_rows() if row[1].value == "任务号")
    columns = {cell.value: cell.column for cell in heads}
    book.active.cell(heads[0].row + 1, columns["进展情况"], "办了一场")
    book.active.cell(heads[0].row + 1, columns["完成数量"], 1)
    book.save(path)
    notices.to_open = path
    said: list[str] = []
    hands.work(reads("task_return_note", said), press("task_return_accept"))
    assert take_back(desk, notices, window, year)
    assert said == ["交回单位：服务站。本季度各牵头单位都已交回。"]
    (line,) = office.tasks.lines(office.tasks.facts.in_order(year))
    assert (line.standing.done, line.task.state) == (1, TaskState.GOING)
    notices.to_open = None
    assert not take_back(desk, notices, window, year)


def test_the_division_is_looked_at_with_its_ways_to_the_units(
    desk: Desk, notices: RecordingNotices, window: QWidget, hands: Hands, office: Office
):
    open_division(desk, notices, window, YEAR)
    assert "还没有任务" in str(notices.failures[0])
    office.tasks.save(Task(title="岗位推荐", year=YEAR))
    notices.folder = Path("/nowhere")

    def look(dialog: QDialog) -> None:
        for name in ("division_give_out", "division_take_back", "roster_docx", "roster_xlsx"):
            assert _find(dialog, QAbstractButton, name).isVisible()

    hands.work(look, press("division_give_out"), press("roster_close"))
    open_division(desk, notices, window, YEAR)
    assert "没有已定牵头单位" in str(notices.failures[1])
