"""迎检 in the window: boxes with counts, hand links with undo, scores, gaps and the export."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from shuangyong_desktop.domain.boxes import Years
from shuangyong_desktop.domain.rolls.funds import FUNDS, FundEntry
from shuangyong_desktop.domain.rolls.scoring import ScoringItem
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages import boxes as page_module
from shuangyong_desktop.ui.pages.boxes import BoxesPage
from shuangyong_desktop.ui.widgets.facet_list import FacetList
from shuangyong_desktop.ui.widgets.record_view import RecordView
from ui.conftest import RecordingNotices

YEAR = 2026
pytestmark = pytest.mark.qt_log_ignore(
    "does not support (grabbing the keyboard|raise)", extend=True
)
_Widget = TypeVar("_Widget", bound=QWidget)


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def page(
    desk: Desk, office: Office, notices: RecordingNotices, went: list[str], qtbot: QtBot
) -> BoxesPage:
    """The page of 2023 to 2026 with one payment in the box of funds."""
    office.entries(FUNDS).save(
        FundEntry(date="2026-02-01", summary="春节慰问", expense=Decimal(600))
    )
    desk.show_year(YEAR)
    made = page_module.make(desk, notices, went.append)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    return made


def _find(page: QWidget, kind: type[_Widget], name: str) -> _Widget:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def _press(page: QWidget, name: str) -> None:
    _find(page, QPushButton, name).click()


def _pick(page: BoxesPage, section: str, key: str) -> None:
    _find(page, FacetList, "boxes").picked.emit(section, key, False)  # noqa: FBT003 (a signal)


def _shown(page: BoxesPage) -> list[str]:
    model = _find(page, RecordView, "box_evidence").records
    return [model.text(at, 3) for at in range(model.rowCount())]


def _choose(words: str) -> None:
    """Choose an entry of the menu that opens next."""

    def trigger() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (entry,) = [item for item in menu.actions() if item.text().startswith(words)]
        entry.trigger()
        menu.close()

    QTimer.singleShot(0, trigger)


def _in_dialog(act: Callable[[QDialog], None]) -> None:
    def there() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(0, there)


def test_a_box_shows_its_records_and_opens_one(page: BoxesPage, went: list[str]):
    assert "还没有这一盒的材料" in _find(page, QLabel, "box_nothing").text()
    _pick(page, "迎检盒", "10")
    assert _find(page, QLabel, "box_words").text() == "10 经费　1 条"
    assert _shown(page) == ["春节慰问　600.00"]
    _find(page, RecordView, "box_evidence").go_to(0)
    _press(page, "box_open")
    assert went == ["rolls/fund_entry/1"]


def test_years_without_records_and_years_the_wrong_way_round_are_told(page: BoxesPage):
    _pick(page, "迎检盒", "10")
    _find(page, QSpinBox, "box_last").setValue(2025)
    assert _shown(page) == []
    _find(page, QSpinBox, "box_first").setValue(2030)
    assert "从前到后" in _find(page, QLabel, "box_nothing").text()
    _press(page, "box_gaps")
    _press(page, "box_export")


def test_a_record_is_put_into_another_box_and_that_is_undone(
    page: BoxesPage, office: Office, notices: RecordingNotices
):
    _pick(page, "迎检盒", "10")
    _find(page, RecordView, "box_evidence").go_to(0)
    _choose("03")
    _press(page, "box_put")
    assert notices.said[-1] == "已放入 1 条"
    assert office.boxes.members("03", Years(2026, 2026)) == [("fund_entry", 1)]
    _choose("03")
    _press(page, "box_put")
    assert "已经关联过" in str(notices.failures[-1])
    office.history.undo()
    assert office.boxes.members("03", Years(2026, 2026)) == []


def test_what_is_left_out_is_shown_apart_and_put_back(page: BoxesPage):
    _pick(page, "迎检盒", "10")
    _find(page, RecordView, "box_evidence").go_to(0)
    _press(page, "box_out")
    assert _shown(page) == []
    turn = _find(page, QPushButton, "box_left_out")
    assert turn.text() == "已移出 1 条"
    turn.click()
    assert _shown(page) == ["春节慰问　600.00"]
    _find(page, RecordView, "box_evidence").go_to(0)
    _choose("10")
    _press(page, "box_put")
    assert not turn.isVisible()
    assert _shown(page) == ["春节慰问　600.00"]


def test_an_item_is_added_scored_linked_and_removed(page: BoxesPage, office: Office):
    _pick(page, "迎检盒", "10")

    def fill(dialog: QDialog) -> None:
        _find(dialog, QLineEdit, "title").setText("经费列入预算")
        _press(dialog, "scoring_item_save")

    _in_dialog(fill)
    _press(page, "box_item_add")
    (item,) = office.boxes.items(Years(2026, 2026))
    assert (item.title, item.box) == ("经费列入预算", "10")
    _find(page, RecordView, "box_evidence").go_to(0)
    _choose("评分项")
    _press(page, "box_put")
    _pick(page, "评分项", str(item.id))
    assert _shown(page) == ["春节慰问　600.00"]

    def score(dialog: QDialog) -> None:
        _find(dialog, QLineEdit, "score").setText("0.5")
        _press(dialog, "scoring_item_save")

    _in_dialog(score)
    _press(page, "box_score")
    assert office.boxes.items(Years(2026, 2026))[0].score == Decimal("0.5")
    assert "自评 0.5" in _find(page, QLabel, "box_holds").text()
    _press(page, "box_item_remove")
    assert office.boxes.items(Years(2026, 2026)) == []


def test_scoring_rules_are_imported_with_a_preview(
    page: BoxesPage, office: Office, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    book = Workbook()
    book.active.append(("编号", "测评项目", "分值", "迎检盒"))
    book.active.append(("1.1", "召开全体会议", 2, "01"))
    book.save(tmp_path / "细则.xlsx")
    _press(page, "box_import")
    notices.to_open = tmp_path / "细则.xlsx"

    def take(dialog: QDialog) -> None:
        accept = _find(dialog, QPushButton, "roll_import_accept")
        qtbot.waitUntil(accept.isEnabled, timeout=20_000)
        accept.click()

    _in_dialog(take)
    _press(page, "box_import")
    (item,) = office.boxes.items(Years(2026, 2026))
    assert (item.number, item.points) == ("1.1", Decimal(2))


def test_a_box_is_exported_behind_a_strip(
    page: BoxesPage, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    _pick(page, "迎检盒", "10")
    _press(page, "box_export")
    notices.folder = tmp_path / "导出"
    notices.folder.mkdir()
    _press(page, "box_export")
    qtbot.waitUntil(lambda: notices.said[-1].startswith("已导出 1 盒"), timeout=30_000)
    assert [path.name for path in notices.folder.iterdir()] == ["10 经费（2023—2026年）.pdf"]


def test_an_export_that_fails_is_told(
    page: BoxesPage, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    notices.folder = tmp_path / "没有"
    _press(page, "box_export_all")
    qtbot.waitUntil(lambda: bool(notices.failures), timeout=30_000)
    assert "找不到文件夹" in str(notices.failures[0])


def test_the_gap_report_is_saved(
    page: BoxesPage, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
):
    notices.to_save = tmp_path / "缺项.pdf"
    _press(page, "box_gaps")
    qtbot.waitUntil(notices.to_save.exists, timeout=30_000)


def test_a_score_stands_beside_its_box(page: BoxesPage, office: Office):
    office.boxes.score(ScoringItem(title="预算", box="10", points=Decimal(2), score=Decimal("1.5")))
    page.reload()
    facets = _find(page, FacetList, "boxes")
    told = [
        facets.item(at).data(Qt.ItemDataRole.AccessibleTextRole) or ""
        for at in range(facets.count())
    ]
    assert any("1.5/2 分" in words for words in told)
