"""The preview draws the pages in sight in the rendering process, and zooms."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.services.papers import write_recovery_sheet
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.widgets.page_view import PageView

KEY = "0123456789ABCDEFGHJKMNPQRSTVWXYZ00"
PATIENCE = 20_000


@pytest.fixture
def view(qapp: QApplication) -> Iterator[PageView]:
    made = PageView("preview")
    made.resize(500, 600)
    made.show()
    qapp.processEvents()
    yield made
    made.clear()
    wait_for_all()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_paper_is_drawn_fits_the_width_and_zooms(qtbot, view: PageView, tmp_path: Path) -> None:
    sheet = tmp_path / "密钥单.pdf"
    write_recovery_sheet(sheet, KEY)
    zooms: list[int] = []
    view.zoom_changed.connect(zooms.append)
    view.open(sheet)
    qtbot.waitUntil(lambda: view.drawn_pages == 1, timeout=PATIENCE)
    assert view.page_count == 1
    fitting = zooms[-1]
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert zooms[-1] > fitting
    qtbot.waitUntil(lambda: view.drawn_pages == 1, timeout=PATIENCE)
    view.fit_width()
    assert zooms[-1] == fitting
    assert not view.grab().isNull()


def test_what_is_no_paper_says_so(qtbot, view: PageView, tmp_path: Path) -> None:
    wrong = tmp_path / "x.pdf"
    wrong.write_bytes(b"no paper")
    with qtbot.waitSignal(view.failed, timeout=PATIENCE) as heard:
        view.open(wrong)
    assert isinstance(heard.args[0], Problem)


def test_without_pages_a_sentence_stands_there(view: PageView) -> None:
    view.clear("方案里没有对象")
    assert view.page_count == 0
    assert view.accessibleDescription() == "方案里没有对象"
    assert not view.grab().isNull()
