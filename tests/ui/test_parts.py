"""A page of parts: the one in front names it, and the keyboard stays in sight."""

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

from shuangyong_desktop.ui.parts import Part, PartedPage
from ui.conftest import LI

PARTS = (
    Part("moves_events", "变动", "arrows-exchange"),
    Part("moves_lists", "名单比对", "copy-check"),
)


@pytest.fixture
def page(qtbot, desk, notices, office):
    office.people.save(LI)
    made = PartedPage(desk, notices, lambda _where: None, PARTS)
    qtbot.addWidget(made)
    yield made
    made.close()


def test_without_a_part_the_page_has_no_name_and_the_first_one_comes_with_showing(page):
    assert (page.title, page.note, page.primary, page.unsaved) == ("", "", None, False)
    page.show()
    assert page.title == "人员变动"
    assert page.primary is not None
    assert page.primary.words == "登记变动"


def test_another_part_gives_its_name_and_only_the_one_in_front_is_heard(qtbot, page):
    page.show()
    with qtbot.waitSignal(page.heading_changed):
        page.show_part("moves_lists")
    assert page.title == "名单比对"
    assert page.primary is None
    assert page.findChild(QPushButton, "tab_moves_lists").isChecked()
    with qtbot.assertNotEmitted(page.heading_changed):
        page.part("moves_events").heading_changed.emit()
    with qtbot.waitSignal(page.heading_changed):
        page.part("moves_lists").heading_changed.emit()


def test_the_keyboard_goes_to_the_tab_when_its_part_goes_out_of_sight(qtbot, page):
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    kind = page.findChild(QComboBox, "events_kind")
    kind.setFocus()
    qtbot.waitUntil(kind.hasFocus)
    page.show_part("moves_lists")
    assert QApplication.focusWidget() is page.findChild(QPushButton, "tab_moves_lists")


def test_what_waits_stands_beside_the_words(page):
    page.say_waiting("moves_lists", 1204)
    assert page.findChild(QPushButton, "tab_moves_lists").text() == "名单比对 1,204"
    page.say_waiting("moves_lists", 0)
    assert page.findChild(QPushButton, "tab_moves_lists").text() == "名单比对"
