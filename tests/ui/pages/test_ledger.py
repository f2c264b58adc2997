"""The ledger page over a real ledger: views, chips, order, ticks, columns, and who is missing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTabBar,
    QTableView,
    QWidget,
)

from shuangyong_desktop.domain.categories import CategoryGroup
from shuangyong_desktop.domain.contacts import CONTACTS, Contact
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.domain.status import PersonStatus
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage.registers import Records
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.ledger import LedgerPage
from shuangyong_desktop.ui.pages.ledger_acts import paper_columns
from ui.conftest import LI, RecordingNotices

OLD = Person(name="周兴邦", sex="男", birth_date="1930-05-01", community="新湾村",
             categories=("war_veteran",))  # fmt: skip
WANG = Person(name="王芳", sex="女", birth_date="1990", community="新湾村", phone="13900001111",
              categories=("martyr_survivor", "war_veteran"))  # fmt: skip


@pytest.fixture
def page(desk: Desk, office: Office, notices: RecordingNotices, qtbot) -> Iterator[LedgerPage]:
    for person in (LI, OLD, WANG):
        office.people.save(person)
    went: list[str] = []
    made = LedgerPage(desk, notices, went.append)
    made.resize(1200, 640)
    made.show()
    qtbot.waitUntil(lambda: "缺电话，1 人" in "".join(_facets(made)))
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _facets(page: QWidget) -> list[str]:
    listed = page.findChild(QListWidget, "filters")
    assert listed is not None
    role = Qt.ItemDataRole.AccessibleTextRole
    return [
        str(listed.item(at).data(role) or listed.item(at).text()) for at in range(listed.count())
    ]


def _choose(page: QWidget, words: str) -> None:
    listed = page.findChild(QListWidget, "filters")
    assert listed is not None
    (at,) = [number for number, told in enumerate(_facets(page)) if told.startswith(words)]
    listed.scrollToItem(listed.item(at))
    place = listed.visualItemRect(listed.item(at)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _table(page: QWidget) -> QTableView:
    found = page.findChild(QTableView, "people")
    assert found is not None
    return found


def _names(page: QWidget) -> list[str]:
    model = _table(page).model()
    return [str(model.index(row, 1).data()) for row in range(model.rowCount())]


def _press(page: QWidget, name: str) -> None:
    def seen() -> list[QPushButton]:
        return [item for item in page.findChildren(QPushButton, name) if item.isVisible()]

    if not seen():
        QCoreApplication.processEvents()  # what was put into a layout just now shows itself
    (found,) = seen()
    found.click()


def _text(page: QWidget, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None
    return found.text()


def test_views_that_look_at_each_record_have_counts_and_people(page: LedgerPage) -> None:
    told = _facets(page)
    assert "常用视图：年满80周岁，1 人" in told
    assert "常用视图：待核实，2 人" in told
    _choose(page, "常用视图：年满80周岁")
    assert _names(page) == ["周兴邦"]
    _choose(page, "常用视图：缺电话")
    assert _names(page) == ["周兴邦"]


def test_who_left_the_ledger_has_a_view(page: LedgerPage, office: Office, desk: Desk) -> None:
    gone = office.people.listing(page._state.view).ids[0]  # noqa: SLF001 (any of them)
    office.people.take_off(gone, PersonStatus.MOVED_OUT, "2026-01", "户口迁移证")
    desk.changed.emit()
    _choose(page, "常用视图：不在册，1 人")
    assert len(_names(page)) == 1


def test_every_condition_is_a_chip_that_takes_it_away(page: LedgerPage) -> None:
    _choose(page, "人员类别：参战")
    _choose(page, "村（社区）：新湾村")
    assert _text(page, "view_name") == "参战退役军人、新湾村"
    assert set(_names(page)) == {"周兴邦", "王芳"}
    _press(page, "chip_1")
    assert set(_names(page)) == {"周兴邦", "王芳", "李建国"}
    _press(page, "clear_filter")
    assert _text(page, "view_name") == "全部在册"


def test_several_are_chosen_after_the_switch_in_the_heading(page: LedgerPage) -> None:
    listed = page.findChild(QListWidget, "filters")
    assert listed is not None
    (head,) = [at for at, told in enumerate(_facets(page)) if told == "村（社区）"]
    listed.scrollToItem(listed.item(head))
    place = listed.visualItemRect(listed.item(head)).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    _choose(page, "村（社区）：新湾村")
    _choose(page, "村（社区）：惠民社区")
    assert len(_names(page)) == 3
    assert _text(page, "view_name") == "新湾村、惠民社区"


def test_a_heading_sorts_up_down_and_as_before(page: LedgerPage) -> None:
    heads = _table(page).horizontalHeader()
    before = _names(page)
    for key, up in ((1, ["李建国", "王芳", "周兴邦"]), (5, ["李建国", "王芳", "周兴邦"]),
                    (2, ["王芳", "李建国", "周兴邦"])):  # fmt: skip
        heads.sectionClicked.emit(key)
        assert _names(page) == up, key
        assert str(_table(page).model().headerData(key, Qt.Orientation.Horizontal)).endswith("↑")
        heads.sectionClicked.emit(key)
        assert _names(page)[0] == ("王芳" if key == 5 else up[::-1][0])
        heads.sectionClicked.emit(key)
        assert _names(page) == before


def test_letters_in_the_table_go_to_the_person(page: LedgerPage, qtbot) -> None:
    table = _table(page)
    table.setFocus()
    qtbot.keyClicks(table, "zxb")
    row = table.currentIndex().row()
    assert _names(page)[row] == "周兴邦"


def test_ticked_people_are_labelled_in_one_step(
    page: LedgerPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    qtbot.keyClick(_table(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert _text(page, "ticked_count") == "已选 3 人"

    def answer() -> None:
        dialog = page.findChild(QWidget, "many_dialog")
        assert dialog is not None
        line = dialog.findChild(QLineEdit, "tags")
        assert line is not None
        qtbot.keyClicks(line, "2026")
        assert "3 人有变化" in _text(dialog, "many_words")
        _press(dialog, "many_accept")

    QTimer.singleShot(0, answer)
    _press(page, "tag_ticked")
    assert notices.said[-1] == "已修改 3 人"
    assert all(person.tags == ("2026",) for person in office.people.page([1, 2, 3]))
    assert notices.undo is not None
    qtbot.waitUntil(lambda: page.findChild(QWidget, "many_dialog") is None)
    notices.undo()
    qtbot.waitUntil(lambda: not any(person.tags for person in office.people.page([1, 2, 3])))


def test_what_cannot_be_for_many_says_why(page: LedgerPage, qtbot) -> None:
    qtbot.keyClick(_table(page), Qt.Key.Key_Space)
    said: list[str] = []

    def answer() -> None:
        dialog = page.findChild(QWidget, "many_dialog")
        assert dialog is not None
        box = dialog.findChild(QComboBox, "many_column")
        assert box is not None
        box.setCurrentIndex(box.findText("光荣牌悬挂日期"))
        line = dialog.findChild(QLineEdit, "plaque_date")
        assert line is not None
        qtbot.keyClicks(line, "1979-13")
        accept = dialog.findChild(QPushButton, "many_accept")
        assert accept is not None
        assert not accept.isEnabled()
        said.append(_text(dialog, "many_error"))
        _press(dialog, "many_cancel")

    QTimer.singleShot(0, answer)
    _press(page, "change_ticked")
    assert "没有改动" in said[0]


def test_several_people_are_taken_off_with_one_basis(
    page: LedgerPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    _choose(page, "村（社区）：新湾村")
    qtbot.keyClick(_table(page), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    def answer() -> None:
        dialog = page.findChild(QWidget, "take_off_dialog")
        assert dialog is not None
        basis = dialog.findChild(QLineEdit, "take_off_basis")
        assert basis is not None
        basis.setText("整村迁出")
        _press(dialog, "take_off_accept")

    QTimer.singleShot(0, answer)
    _press(page, "take_off_ticked")
    assert "2 人" in notices.said[-1]
    assert office.people.counts().people == 1


def test_exactly_the_people_ticked_are_exported_masked(
    page: LedgerPage, notices: RecordingNotices, tmp_path: Path, qtbot
) -> None:
    notices.to_save = tmp_path / "名册.xlsx"
    row = _names(page).index("李建国")
    page._model.toggle(row)  # noqa: SLF001 (as a click on the box does)
    _press(page, "export_ticked")
    qtbot.waitUntil(notices.to_save.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "已保存" in notices.said[-1], timeout=20_000)
    texts = [str(cell) for sheet in openpyxl.load_workbook(notices.to_save)
             for line in sheet.iter_rows(values_only=True) for cell in line]  # fmt: skip
    assert "李建国" in texts
    assert "王芳" not in texts
    assert LI.id_number not in texts
    assert notices.failures == []


def test_full_numbers_leave_with_a_purpose_that_is_recorded(
    page: LedgerPage, office: Office, notices: RecordingNotices, tmp_path: Path, qtbot
) -> None:
    _choose(page, "村（社区）：惠民社区")
    _press(page, "print_roster")
    dialog = page.findChild(QDialog, "roster_dialog")
    assert dialog is not None
    assert _text(dialog, "roster_words") == "当前筛选 1 人 / 全部 3 人"
    full = dialog.findChild(QCheckBox, "roster_full")
    purpose = dialog.findChild(QLineEdit, "roster_purpose")
    assert full is not None
    assert purpose is not None
    notices.to_save = tmp_path / "名册.xlsx"
    full.setChecked(True)
    _press(dialog, "roster_xlsx")
    assert "用途" in str(notices.failures.pop())
    assert not notices.to_save.exists()
    purpose.setText("报区局\x00年度确认\n")
    _press(dialog, "roster_xlsx")
    qtbot.waitUntil(lambda: "已保存" in notices.said[-1], timeout=20_000)
    texts = [str(cell) for sheet in openpyxl.load_workbook(notices.to_save)
             for line in sheet.iter_rows(values_only=True) for cell in line]  # fmt: skip
    assert LI.id_number in texts
    assert "王芳" not in texts
    told = [change.title for change in office.history.changes()]
    assert "输出花名册：1 人，完整证件号，用途：报区局年度确认" in told
    dialog.reject()


@pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise)", extend=True)
def test_columns_are_chosen_and_remembered(
    page: LedgerPage, desk: Desk, notices: RecordingNotices
) -> None:
    _press(page, "columns")
    menu = page.findChild(QMenu, "column_menu")
    assert menu is not None

    def action(words: str) -> QAction:
        return next(item for item in menu.actions() if item.text() == words)

    action("住址").trigger()
    heads = [column.label for column in page._model.columns]  # noqa: SLF001
    assert "住址" in heads
    again = LedgerPage(desk, notices, lambda _key: None)
    again.resize(1200, 640)
    again.show()
    assert [column.label for column in again._model.columns] == heads  # noqa: SLF001
    again.deleteLater()
    action("恢复默认栏目").trigger()
    assert "住址" not in [column.label for column in page._model.columns]  # noqa: SLF001
    menu.close()


def test_nobody_found_offers_a_new_person_of_that_name(page: LedgerPage) -> None:
    page.search("欧阳没有")
    assert "没有找到" in _text(page, "nobody_words")
    button = page.findChild(QPushButton, "nobody_add")
    assert button is not None
    assert button.text() == "新增人员“欧阳没有”"
    button.click()
    name = page.findChild(QLineEdit, "name")
    assert name is not None
    assert name.text() == "欧阳没有"
    assert not page.unsaved


def test_a_category_of_the_desks_own_is_shown_by_name_and_kept_by_the_form(
    desk: Desk, office: Office, notices: RecordingNotices, qtbot
) -> None:
    own = office.categories.add("优秀退役军人典型", CategoryGroup.VETERAN)
    stored = office.people.save(Person(name="陈文斌", categories=(own.code,)))
    page = LedgerPage(desk, notices, lambda _key: None)
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    assert own.name in [str(_table(page).model().index(0, at).data()) for at in range(8)]
    qtbot.waitUntil(lambda: own.name in _text(page, "person_line"))
    _press(page, "edit_person")
    _press(page, "save_person")
    assert office.people.get(stored.id or 0).categories == (own.code,)


def test_a_category_added_meanwhile_is_known_by_its_name(
    page: LedgerPage, office: Office, desk: Desk, qtbot
) -> None:
    own = office.categories.add("优秀退役军人典型", CategoryGroup.VETERAN)
    office.people.save(Person(name="陈文斌", categories=(own.code,)))
    desk.changed.emit()
    row = _names(page).index("陈文斌")
    assert str(_table(page).model().index(row, 3).data()) == own.name
    assert any(own.name in told for told in _facets(page))
    _table(page).selectRow(row)
    qtbot.waitUntil(lambda: own.name in _text(page, "person_line"))


def _words(page: QWidget) -> set[str]:
    """Every text of the panel that is not put away."""
    panel = page.findChild(QWidget, "person_panel")
    assert panel is not None
    return {found.text() for found in panel.findChildren(QLabel) if not found.isHidden()}


def test_the_panel_has_facts_visits_and_changes(page: LedgerPage, qtbot) -> None:
    tabs = page.findChild(QTabBar, "person_tabs")
    assert tabs is not None
    page.search("李建国")
    qtbot.waitUntil(lambda: "李建国" in _words(page))
    words = [tabs.tabText(at) for at in range(tabs.count())]
    assert words == ["概况", "联系", "诉求", "慰问", "变动"]
    qtbot.waitUntil(lambda: "往来记录" in _words(page))
    tabs.setCurrentIndex(words.index("变动"))
    qtbot.waitUntil(lambda: "新增人员：李建国" in _words(page))


def test_papers_get_the_declared_columns_behind_those_shown() -> None:
    shown = ("name", "sex_age", "categories", "bank_account", "hint", "birth_date")
    assert paper_columns(shown) == ("name", "sex", "birth_date", "categories")


def test_ticks_on_the_heading_take_all_or_none(page: LedgerPage) -> None:
    heads = _table(page).horizontalHeader()
    QTest.mouseClick(heads.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, 10))
    assert _text(page, "ticked_count") == "已选 3 人"
    _press(page, "untick")
    assert page.findChild(QPushButton, "columns").isVisible()  # type: ignore[union-attr]


def _answer(page: QWidget, name: str, act: Callable[[QWidget], object]) -> None:
    """Do `act` with the dialog of that name as soon as it is there."""

    def answer() -> None:
        dialog = page.findChild(QWidget, name)
        if dialog is None or not dialog.isVisible():
            QTimer.singleShot(5, answer)
        else:
            act(dialog)

    QTimer.singleShot(0, answer)


def _ask(page: QWidget, fill: Callable[[QWidget], object]) -> None:
    _answer(page, "conditions_dialog", fill)
    _press(page, "more_filters")


def test_further_conditions_narrow_the_list_and_stand_in_chips(page: LedgerPage) -> None:
    def fill(dialog: QWidget) -> None:
        least = dialog.findChild(QSpinBox, "least_age")
        day = dialog.findChild(QLineEdit, "age_on")
        assert least is not None
        assert day is not None
        least.setValue(96)
        day.setText("2026-12-31")
        _press(dialog, "traits_缺电话")
        _press(dialog, "conditions_accept")

    _ask(page, fill)
    assert _text(page, "view_name") == "年满96周岁（截至2026年12月31日）、缺电话"
    assert _names(page) == ["周兴邦"]
    page._choice.follow(("name", "age"))  # noqa: SLF001 (as a kept view does)
    model = _table(page).model()
    assert model.headerData(2, Qt.Orientation.Horizontal) == "年龄（12月31日）"
    assert model.index(0, 2).data() == "96"
    _press(page, "chip_0")
    assert _text(page, "view_name") == "缺电话"
    _ask(page, lambda dialog: _press(dialog, "conditions_clear"))
    assert _text(page, "view_name") == "全部在册"


@pytest.mark.parametrize(
    ("least", "below", "day", "said"),
    [(80, 60, "", "年龄"), (60, 0, "2026-13-40", "截至日期"), (60, 0, "1958", "截至日期")],
)
def test_a_condition_that_cannot_be_says_why(
    page: LedgerPage, least: int, below: int, day: str, said: str
) -> None:
    told: list[str] = []

    def fill(dialog: QWidget) -> None:
        for name, value in (("least_age", least), ("below_age", below)):
            box = dialog.findChild(QSpinBox, name)
            assert box is not None
            box.setValue(value)
        line = dialog.findChild(QLineEdit, "age_on")
        assert line is not None
        line.setText(day)
        _press(dialog, "conditions_accept")
        told.append(_text(dialog, "conditions_error"))
        _press(dialog, "conditions_cancel")

    _ask(page, fill)
    assert said in told[0]
    assert _text(page, "view_name") == "全部在册"


def _name_view(page: QWidget, name: str, button: str) -> None:
    def answer(dialog: QWidget) -> None:
        line = dialog.findChild(QLineEdit, "view_name_line")
        assert line is not None
        line.setText(name)
        _press(dialog, "view_name_accept")
        if dialog.isVisible():
            _press(dialog, "view_name_cancel")

    _answer(page, "view_name_dialog", answer)
    _press(page, button)


def test_a_list_is_kept_under_a_name_opened_again_and_taken_back(
    page: LedgerPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    _choose(page, "村（社区）：新湾村")
    _table(page).horizontalHeader().sectionClicked.emit(1)
    _name_view(page, "新湾", "save_view")
    assert notices.said[-1] == "已保存视图“新湾”"
    assert "常用视图：新湾，已选" in _facets(page)
    assert _text(page, "view_name") == "新湾"
    _choose(page, "常用视图：全部在册")
    _press(page, "clear_filter")
    _choose(page, "常用视图：新湾")
    assert _names(page) == ["王芳", "周兴邦"]
    assert notices.undo is not None
    qtbot.waitUntil(lambda: page.findChild(QWidget, "view_name_dialog") is None)
    notices.undo()
    qtbot.waitUntil(lambda: not office.views.kept())
    qtbot.waitUntil(lambda: _text(page, "view_name") == "新湾村")
    assert not any("新湾，" in told and told.startswith("常用视图") for told in _facets(page))


def test_a_name_that_is_taken_keeps_nothing(page: LedgerPage, office: Office) -> None:
    _choose(page, "村（社区）：新湾村")
    _name_view(page, "全部在册", "save_view")
    assert office.views.kept() == ()
    assert _text(page, "view_name") == "新湾村"


@pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise)", extend=True)
def test_an_own_view_is_renamed_and_deleted_from_its_menu(
    page: LedgerPage, office: Office, qtbot
) -> None:
    _choose(page, "村（社区）：新湾村")
    _name_view(page, "新湾", "save_view")
    listed = page.findChild(QListWidget, "filters")
    assert listed is not None
    (at,) = [n for n, told in enumerate(_facets(page)) if told.startswith("常用视图：新湾")]
    listed.setCurrentRow(at)

    def menu_action(words: str) -> QAction:
        place = listed.visualItemRect(listed.item(at)).center()
        reason = QContextMenuEvent.Reason.Keyboard
        QApplication.sendEvent(listed.viewport(), QContextMenuEvent(reason, place, place))
        menu = page.findChild(QMenu, "view_menu")
        assert menu is not None
        action = next(item for item in menu.actions() if item.text() == words)
        menu.close()
        return action

    rename = menu_action("改名…")

    def answer(dialog: QWidget) -> None:
        line = dialog.findChild(QLineEdit, "view_name_line")
        assert line is not None
        assert line.text() == "新湾"
        line.setText("新湾人员")
        _press(dialog, "view_name_accept")

    _answer(page, "view_name_dialog", answer)
    rename.trigger()
    assert _text(page, "view_name") == "新湾人员"
    qtbot.waitUntil(lambda: page.findChild(QMenu, "view_menu") is None)
    menu_action("删除视图").trigger()
    assert office.views.kept() == ()
    assert _text(page, "view_name") == "新湾村"


def test_exactly_the_people_of_another_page_are_shown(page: LedgerPage, office: Office) -> None:
    gone = office.people.take_off(1, PersonStatus.DECEASED, "2026-01", "死亡证明")
    page.show_people("登记去世和年轻人", [gone.id or 0, 3])
    assert set(_names(page)) == {gone.name, office.people.get(3).name}
    assert _text(page, "view_name") == "登记去世和年轻人"
    assert _text(page, "view_count") == "2 人"
    _choose(page, "村（社区）：新湾村")
    assert len(_names(page)) == 1
    _press(page, "chip_0")
    assert _text(page, "view_name") == "新湾村"


def test_the_list_of_yesterday_is_there_again(
    page: LedgerPage, desk: Desk, notices: RecordingNotices, qtbot
) -> None:
    _choose(page, "人员类别：参战")
    _table(page).horizontalHeader().sectionClicked.emit(1)
    desk.closing.emit()
    again = LedgerPage(desk, notices, lambda _key: None)
    qtbot.addWidget(again)
    again.show()
    assert _text(again, "view_name") == "参战退役军人"
    assert _names(again) == ["李建国", "王芳", "周兴邦"]
    heading = _table(again).model().headerData(1, Qt.Orientation.Horizontal)
    assert heading == "姓名 ↑"


def test_the_last_contact_and_the_reminder_stand_in_the_line(
    page: LedgerPage, office: Office, desk: Desk
) -> None:
    with office.ledger.transaction("登记联系") as change:
        contacts = Records(office.ledger, CONTACTS)
        contacts.add(change, Contact(person_id=2, date="2020-05-14", reached=True))
    page.resize(1300, 640)
    desk.changed.emit()
    model = _table(page).model()
    row = _names(page).index("周兴邦")
    line = [str(model.index(row, column).data()) for column in range(model.columnCount())]
    assert line[6] == "2020年5月"
    assert line[-1] == "久未联系"
    heads = _table(page).horizontalHeader()
    for column in (6, 8):
        heads.sectionClicked.emit(column)
        assert _names(page)[0] == "周兴邦"


def test_a_contact_is_registered_from_the_line_or_for_those_ticked(
    page: LedgerPage, office: Office, qtbot
) -> None:
    QTest.keySequence(_table(page), QKeySequence("Ctrl+L"))
    qtbot.waitUntil(lambda: page.findChild(QPlainTextEdit, "contact_content") is not None)
    page.findChild(QPlainTextEdit, "contact_content").setPlainText("身体健康")
    page.findChild(QPushButton, "contact_save").click()
    assert office.entries(CONTACTS).count() == 1
    everybody = _table(page).model().rowCount()
    _table(page).model().tick_all(ticked=True)
    page.findChild(QPushButton, "contact_ticked").click()
    save = [found for found in page.findChildren(QPushButton, "contact_save") if found.isVisible()]
    save[0].click()
    assert office.entries(CONTACTS).count() == 1 + everybody


@pytest.mark.qt_log_ignore("does not support (grabbing the keyboard|raise)", extend=True)
def test_what_has_no_room_beside_the_ticks_is_in_a_menu(page: LedgerPage, qtbot) -> None:
    page.resize(1700, 640)
    qtbot.keyClick(_table(page), Qt.Key.Key_Space)
    more = page.findChild(QPushButton, "more_ticked")
    assert more is not None
    assert more.isHidden()
    page.resize(960, 640)
    qtbot.waitUntil(more.isVisible)
    assert page.findChild(QPushButton, "untick").isVisible()  # type: ignore[union-attr]
    away = [act for act in ("export_ticked", "print_ticked", "change_ticked", "take_off_ticked")
            if page.findChild(QPushButton, act).isHidden()]  # type: ignore[union-attr]  # fmt: skip
    more.click()
    menu = page.findChild(QMenu, "more_menu")
    assert menu is not None
    assert len(menu.actions()) >= len(away) > 0
    _answer(page, "take_off_dialog", lambda dialog: dialog.reject())  # type: ignore[attr-defined]
    menu.close()
    next(item for item in menu.actions() if item.text() == "移出台账").trigger()
