"""The 报表 page on a demo year: the list of papers, a summary in its own words, its numbers."""

import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import docx
import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shuangyong_desktop.domain.numbers import BY_KEY, Number, Span
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.rolls.submissions import SUBMISSIONS
from shuangyong_desktop.domain.summaries import tokens
from shuangyong_desktop.domain.visits import VisitAmount, VisitPlan
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.services.numbers import PERSON, Numbers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.services.report_list import reports
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import reports as page_module
from shuangyong_desktop.ui.pages import summary_panel
from shuangyong_desktop.ui.pages.number_source import NumberSource
from shuangyong_desktop.ui.pages.reports import ReportsPage
from shuangyong_desktop.ui.pages.reports_counts import CountGrid
from shuangyong_desktop.ui.pages.summary_editor import NumberPicker
from shuangyong_desktop.ui.pages.summary_panel import SummaryPanel
from shuangyong_desktop.ui.pages.summary_sections import SectionList
from shuangyong_desktop.ui.pages.summary_text import NumberText
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.paper_pane import PaperPane
from ui.conftest import RecordingNotices, compose

YEAR = 2025
_Widget = TypeVar("_Widget", bound=QWidget)
Sources = list[tuple[Number, Span]]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo ledger of a year that has ended, to copy from."""
    path: Path = tmp_path_factory.mktemp("demo") / "演示.db"
    make_demo(path, 120, seed=4, year=YEAR).close()
    return path


@pytest.fixture
def office(made: Path, tmp_path: Path) -> Iterator[Office]:
    for part in made.parent.glob(f"{made.stem}.*"):
        shutil.copy2(part, tmp_path / part.name)
    with ledgers.open_with_password(tmp_path / made.name, ledgers.DEMO_PASSWORD) as opened:
        yield opened


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def sources(monkeypatch: pytest.MonkeyPatch) -> Sources:
    """The numbers whose 出处 was asked for."""
    asked: Sources = []

    def note(_desk: Desk, _notices: object, _parent: QWidget, number: Number, span: Span) -> None:
        asked.append((number, span))

    monkeypatch.setattr(summary_panel, "open_source", note)
    return asked


@pytest.fixture
def page(desk: Desk, notices: RecordingNotices, went: list[str]) -> Iterator[ReportsPage]:
    desk.show_year(YEAR)
    opened = page_module.make(desk, notices, went.append)
    opened.resize(1290, 680)
    opened.show()
    yield opened
    opened.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def find(within: QWidget, kind: type[_Widget], name: str) -> _Widget:
    found = within.findChild(kind, name)
    assert found is not None, name
    return found


def press(within: QWidget, name: str) -> None:
    find(within, QPushButton, name).click()


def panel(page: ReportsPage) -> SummaryPanel:
    found = page.findChild(SummaryPanel)
    assert found is not None
    return found


def text(page: ReportsPage) -> NumberText:
    return find(page, NumberText, "section_text")


def sections(page: ReportsPage) -> SectionList:
    return find(page, SectionList, "summary_sections")


def in_dialog(act: Callable[[], object], see: Callable[[QDialog], None]) -> None:
    """Do `act`, which opens a dialog, and `see` that."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            see(dialog)
        finally:
            dialog.close()

    QTimer.singleShot(0, look)
    act()


def drawn(page: ReportsPage, qtbot: QtBot) -> None:
    """Wait for the preview of what is shown."""
    ready = find(page, QPushButton, "report_print")
    qtbot.waitUntil(ready.isEnabled, timeout=20_000)


def test_the_list_holds_every_paper_and_the_page_begins_with_the_years_summary(
    page: ReportsPage, qtbot: QtBot
):
    entries = find(page, FacetList, "reports")
    shown = {entries.item(at).text() for at in range(entries.count())}
    assert {report.words for report in reports()} <= shown
    assert page.part_in_front == "summary_year"
    drawn(page, qtbot)
    preview = page.findChild(PaperPane)
    assert preview is not None
    qtbot.waitUntil(lambda: preview.view.page_count >= 3, timeout=10_000)


def test_every_number_of_every_section_opens_its_source(page: ReportsPage, sources: Sources):
    view = panel(page).view
    for told in view.sections():
        panel(page).open_section(told.section.key)
        words = text(page)
        clicked = len(sources)
        words.resize(420, 500)
        for at in range(words.document().characterCount()):
            if words.document().characterAt(at) == "\ufffc":
                cursor = words.textCursor()
                cursor.setPosition(at)
                place = words.cursorRect(cursor).center() + QPoint(4, 0)
                QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
        asked = [number.key for number, _ in sources[clicked:]]
        assert list(dict.fromkeys(asked)) == [
            key for key in tokens(told.text) if key in BY_KEY
        ]  # fmt: skip
        press(page, "section_cancel")
    assert {span for _, span in sources} == {Span.of_year(YEAR)}


def test_numbers_of_people_open_exactly_those_people(
    page: ReportsPage, desk: Desk, notices: RecordingNotices, office: Office
):
    numbers = Numbers(office.ledger, Span.of_year(YEAR))
    wanted: list[tuple[int, ...]] = []
    desk.people_wanted.connect(lambda _title, ids: wanted.append(ids))
    counted = 0
    for number in panel(page).view.numbers():
        behind = numbers.behind(number)
        if behind.register != PERSON or not behind.ids:
            continue
        counted += 1
        source = NumberSource(desk, notices, page, number, Span.of_year(YEAR))
        press(source, "source_look")
        assert set(wanted[-1]) == set(behind.ids)
        source.deleteLater()
    assert counted >= 5


def test_a_click_on_the_number_beside_a_section_opens_its_source(
    page: ReportsPage, sources: Sources
):
    listed = sections(page)
    row = listed.visualItemRect(listed.item(6))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton,
                     pos=QPoint(row.right() - 12, row.center().y()))  # fmt: skip
    assert [number.key for number, _ in sources] == ["visit.units"]


def test_the_clerks_words_survive_new_numbers_freezing_and_thawing(
    page: ReportsPage, office: Office, notices: RecordingNotices
):
    panel(page).open_section("basic")
    text(page).show_text("现有在册{people.total}人。", panel(page).view.values)
    text(page).moveCursor(text(page).textCursor().MoveOperation.End)
    compose(text(page), "底数清楚。")
    assert page.unsaved
    press(page, "section_save")
    assert not page.unsaved
    before = int(panel(page).view.values["people.total"])
    office.people.save(Person(name="新来的", community="甲村", categories=("retired_soldier",)))
    page.reload()
    (told,) = [one for one in panel(page).view.sections() if one.section.key == "basic"]
    assert told.filled == f"现有在册{before + 1}人。底数清楚。"
    press(page, "summary_freeze")
    office.people.save(Person(name="更晚的", community="甲村", categories=("retired_soldier",)))
    page.reload()
    (told,) = [one for one in panel(page).view.sections() if one.section.key == "basic"]
    assert told.filled == f"现有在册{before + 1}人。底数清楚。"
    assert find(page, QLabel, "summary_frozen").text().startswith("已于")
    panel(page).open_section("basic")
    assert "已经定稿" in notices.said[-1]
    press(page, "summary_freeze")
    (told,) = [one for one in panel(page).view.sections() if one.section.key == "basic"]
    assert told.filled == f"现有在册{before + 2}人。底数清楚。"


def test_the_first_text_comes_back_and_what_was_typed_waits_as_a_draft(
    page: ReportsPage, desk: Desk
):
    panel(page).open_section("visits")
    first = text(page).text
    compose(text(page), "另外，")
    press(page, "section_save")
    assert panel(page).summary.texts["visits"] == f"另外，{first}"
    panel(page).open_section("visits")
    press(page, "section_revert")
    press(page, "section_save")
    assert "visits" not in panel(page).summary.texts
    panel(page).open_section("visits")
    compose(text(page), "没写完")
    desk.closing.emit()
    panel(page).open_section("visits")
    assert text(page).text.startswith("没写完")
    assert find(page, QLabel, "section_state").text() == "已接上没有保存的草稿"
    press(page, "section_cancel")
    panel(page).open_section("visits")
    assert text(page).text == first


def test_esc_sets_a_text_aside_and_another_paper_may_be_looked_at_meanwhile(
    page: ReportsPage, notices: RecordingNotices
):
    panel(page).open_section("visits")
    compose(text(page), "没写完")
    page.show_part("roster")
    assert find(page, QPushButton, "report_print").isVisible()
    page.show_part("summary_year")
    assert text(page).text.startswith("没写完")
    assert not find(page, QPushButton, "report_print").isVisible()
    text(page).setFocus()
    QTest.keyClick(text(page), Qt.Key.Key_Escape)
    assert "草稿" in notices.said[-1]
    assert not page.unsaved
    panel(page).open_section("visits")
    assert text(page).text.startswith("没写完")
    press(page, "section_cancel")


def test_a_number_is_chosen_from_the_list_and_put_into_the_text(page: ReportsPage):
    panel(page).open_section("plans")
    text(page).clear()

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, NumberPicker)
        find(dialog, QLineEdit, "number_find").setText("走访慰问人数")
        press(dialog, "number_insert")

    in_dialog(lambda: press(page, "section_insert"), choose)
    assert text(page).text == "{visit.people}"


def test_sections_are_left_out_and_moved_by_the_keyboard_and_that_can_be_undone(
    page: ReportsPage, office: Office, notices: RecordingNotices
):
    listed = sections(page)
    before = panel(page).summary.sections
    listed.setFocus()
    listed.setCurrentRow(1)
    QTest.keyClick(listed, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert panel(page).summary.sections[1:3] == (before[2], before[1])
    assert listed.current == before[1]
    QTest.keyClick(listed, Qt.Key.Key_Space)
    assert before[1] not in panel(page).summary.sections
    assert notices.undo is not None
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert office.summaries.of_year(YEAR)


def test_a_check_leads_to_the_section_that_waits_and_to_other_pages(
    page: ReportsPage, went: list[str]
):
    links = [one for one in page.findChildren(QPushButton) if one.text() == "去填写"]
    assert len(links) == 2
    links[0].click()
    assert find(page, QLabel, "section_title").text() == "存在的不足"
    press(page, "section_cancel")
    next(one for one in page.findChildren(QPushButton) if one.text() == "去登记").click()
    assert went == ["rolls/fund_entry"]


def test_the_year_is_compared_with_the_year_before(page: ReportsPage, sources: Sources):
    def see(dialog: QDialog) -> None:
        table = find(dialog, QWidget, "compared")
        QTest.keyClick(table, Qt.Key.Key_Return)

    in_dialog(lambda: press(page, "summary_compare"), see)
    assert len(sources) == 1


def test_word_has_the_headings_as_styles_and_excel_every_number(
    page: ReportsPage, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    drawn(page, qtbot)
    notices.to_save = tmp_path / "总结.docx"
    press(page, "report_word")
    qtbot.waitUntil(notices.to_save.exists, timeout=20_000)
    paragraphs = docx.Document(str(notices.to_save)).paragraphs
    told = {one.section.key: one.filled for one in panel(page).view.sections()}
    assert told["visits"] in [one.text for one in paragraphs]
    styles = {one.text: one.style.name for one in paragraphs if one.style}
    assert styles["一、基本情况"] != styles[told["visits"]]
    qtbot.waitUntil(lambda: any("已保存" in said for said in notices.said), timeout=20_000)
    notices.to_save = tmp_path / "总结.xlsx"
    press(page, "report_excel")
    qtbot.waitUntil(notices.to_save.exists, timeout=20_000)
    cells = {str(cell.value) for sheet in openpyxl.load_workbook(notices.to_save)
             for line in sheet.iter_rows() for cell in line}  # fmt: skip
    assert "走访慰问" in cells
    qtbot.waitUntil(lambda: sum("已保存" in said for said in notices.said) == 2, timeout=20_000)


def test_a_paper_remembers_its_choices_once_it_was_saved(
    page: ReportsPage, office: Office, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    page.show_part("roster")
    places = find(page, QComboBox, "report_place")
    places.setCurrentIndex(1)
    places.activated.emit(1)
    drawn(page, qtbot)
    notices.to_save = tmp_path / "花名册.xlsx"
    press(page, "report_excel")
    qtbot.waitUntil(lambda: any("已保存" in said for said in notices.said), timeout=20_000)
    (report,) = [one for one in reports() if one.key == "roster"]
    assert office.reports.usual(report, YEAR).community == places.currentData()
    page.show_part("places")
    page.show_part("roster")
    assert places.currentIndex() == 1


def test_full_numbers_wait_for_their_purpose(page: ReportsPage, qtbot: QtBot):
    page.show_part("roster")
    drawn(page, qtbot)
    find(page, QCheckBox, "report_full").setChecked(True)
    qtbot.waitUntil(lambda: "用途" in find(page, QWidget, "report_preview").accessibleDescription(),
                    timeout=5_000)  # fmt: skip
    assert not find(page, QPushButton, "report_print").isEnabled()
    purpose = find(page, QLineEdit, "report_purpose")
    purpose.setText("报区局")
    QTest.keyClick(purpose, Qt.Key.Key_Return)
    drawn(page, qtbot)


def test_what_cannot_be_made_says_so_in_the_place_of_the_preview(
    page: ReportsPage, desk: Desk, notices: RecordingNotices, qtbot: QtBot
):
    page.show_part("visit_book")
    desk.show_year(1990)
    said = find(page, QWidget, "report_preview")
    qtbot.waitUntil(lambda: "还没有走访慰问方案" in said.accessibleDescription(), timeout=5_000)
    page.show_part("card")
    qtbot.waitUntil(lambda: "请先选择人员" in said.accessibleDescription(), timeout=5_000)
    assert notices.failures == []


def test_a_new_plan_is_offered_at_once_and_what_was_chosen_stays(
    page: ReportsPage, desk: Desk, office: Office
):
    page.show_part("visit_book")
    plans = find(page, QComboBox, "report_one")
    known, chosen = plans.count(), plans.currentData()
    amounts = (VisitAmount("war_veteran", Decimal(500)),)
    office.visits.create(VisitPlan(title="补慰问", occasion="春节", year=YEAR, amounts=amounts))
    desk.changed.emit()
    assert plans.count() == known + 1
    assert plans.currentData() == chosen


def test_each_count_of_the_statistics_opens_its_people(page: ReportsPage, desk: Desk):
    wanted: list[tuple[str, tuple[int, ...]]] = []
    desk.people_wanted.connect(lambda title, ids: wanted.append((title, ids)))
    page.show_part("places")
    grid = find(page, CountGrid, "count_grid")
    for row in range(grid.rowCount()):
        for column in range(1, grid.columnCount()):
            cell = grid.item(row, column)
            assert cell is not None
            heading = grid.horizontalHeaderItem(column)
            assert heading is not None
            known = len(wanted)
            grid.open_cell(row, column)
            if cell.text() == "—":
                assert len(wanted) == known
            elif "户" not in heading.text():
                assert len(wanted[-1][1]) == int(cell.text())


def test_a_submission_keeps_the_numbers_of_its_day(page: ReportsPage, office: Office, qtbot: QtBot):
    drawn(page, qtbot)
    number = panel(page).view.values["people.total"]

    def fill(dialog: QDialog) -> None:
        for one in dialog.findChildren(QComboBox) + dialog.findChildren(QLineEdit):
            if one.objectName() == "to":
                (one.setEditText if isinstance(one, QComboBox) else one.setText)("区局")
        press(dialog, "sending_save")

    in_dialog(lambda: press(page, "sending_register"), fill)
    office.people.save(Person(name="新来的", community="甲村", categories=("retired_soldier",)))
    (kept,) = office.entries(SUBMISSIONS).every()
    assert (kept.report, kept.to) == ("summary_year", "区局")
    assert kept.values["年末在册（人）"] == number
    assert "报送 1 次" in find(page, QLabel, "sendings").text()

    def see(dialog: QDialog) -> None:
        assert f"年末在册（人） {number}" in find(dialog, QLabel, "sending_numbers").text()
        press(dialog, "sending_remove")

    in_dialog(lambda: press(page, "sendings_show"), see)
    assert list(office.entries(SUBMISSIONS).every()) == []


def test_a_year_without_anything_has_a_truthful_summary(
    page: ReportsPage, desk: Desk, qtbot: QtBot, notices: RecordingNotices
):
    desk.show_year(1990)
    drawn(page, qtbot)
    told = {one.section.key: one.filled for one in panel(page).view.sections()}
    assert told["visits"] == told["contacts"] == "全年没有登记这方面的工作。"
    assert notices.failures == []


def test_a_year_may_have_several_briefs(page: ReportsPage, office: Office):
    page.show_part("summary_brief")
    press(page, "summary_another")
    press(page, "summary_another")
    which = find(page, QComboBox, "summary_which")
    assert which.count() == 2
    which.setCurrentIndex(1)
    which.activated.emit(1)
    assert panel(page).summary.id == which.itemData(1)
    assert len(office.summaries.of_year(YEAR)) == 2
