"""Settings in the real frame: saved in the ledger, undoable, refused with a sentence."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTableWidget,
    QWidget,
)

from shuangyong_desktop.domain.desk import Role
from shuangyong_desktop.domain.situations import Boundary
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import appearance
from shuangyong_desktop.ui.appearance import Appearance, Density, Mode
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.pages.settings import SettingsPage
from shuangyong_desktop.ui.pages.settings_dialogs import PasswordDialog, SheetDialog
from ui.conftest import LI, PASSWORD, RecordingNotices

Kind = TypeVar("Kind", bound=QWidget)
NEW_PASSWORD = "秋收冬藏-2027"  # noqa: S105 (of an invented ledger)


@pytest.fixture
def page(desk: Desk, office: Office, notices: RecordingNotices) -> Iterator[SettingsPage]:
    office.people.save(LI)
    made = SettingsPage(desk, notices)
    made.resize(1200, 700)
    made.show()
    yield made
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _find(page: QWidget, kind: type[Kind], name: str) -> Kind:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def _press(page: QWidget, name: str) -> None:
    _find(page, QPushButton, name).click()


def test_names_on_papers_are_saved_and_taken_back(
    page: SettingsPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    before = office.settings.desk()
    _find(page, QLineEdit, "desk_filled_by").setText("  王\t敏 ")
    _press(page, "save_desk")
    assert office.settings.desk().filled_by == "王 敏"
    assert notices.undo is not None
    notices.undo()
    qtbot.waitUntil(lambda: office.settings.desk() == before)


def test_communities_are_kept_one_per_line_and_one_with_people_stays(
    page: SettingsPage, office: Office
) -> None:
    page.show_part("communities")
    lines = _find(page, QPlainTextEdit, "community_lines")
    assert lines.toPlainText() == "惠民社区"
    lines.setPlainText("石盘村\n惠民社区\n")
    _press(page, "save_communities")
    assert [item.name for item in office.communities.all()] == ["石盘村", "惠民社区"]
    lines.setPlainText("石盘村")
    assert page.unsaved
    _press(page, "save_communities")
    assert "惠民社区" in _find(page, QLabel, "communities_error").text()
    assert len(office.communities.all()) == 2


def test_a_category_of_the_desks_own_and_its_words(page: SettingsPage, office: Office) -> None:
    page.show_part("categories")
    _find(page, QLineEdit, "own_category").setText("优秀退役军人典型")
    _press(page, "add_category")
    listed = _find(page, QListWidget, "category_list")
    (item,) = listed.findItems("优秀退役军人典型", Qt.MatchFlag.MatchExactly)
    listed.setCurrentItem(item)
    _find(page, QPlainTextEdit, "category_aliases").setPlainText("典型\n最美退役军人")
    _press(page, "save_aliases")
    own = office.categories.all()[-1]
    assert (own.name, own.aliases) == ("优秀退役军人典型", ("典型", "最美退役军人"))
    _find(page, QPlainTextEdit, "category_aliases").setPlainText("烈属")
    _press(page, "save_aliases")
    assert "烈士遗属" in _find(page, QLabel, "categories_error").text()


def test_words_typed_for_one_category_are_there_after_looking_at_another(
    page: SettingsPage, office: Office
) -> None:
    page.show_part("categories")
    listed = _find(page, QListWidget, "category_list")
    words = _find(page, QPlainTextEdit, "category_aliases")
    words.setPlainText("老战友\n")
    listed.setCurrentRow(1)
    assert "老战友" not in words.toPlainText()
    assert page.unsaved
    listed.setCurrentRow(0)
    assert words.toPlainText() == "老战友\n"
    _press(page, "save_aliases")
    assert not page.unsaved
    assert "老战友" in office.categories.all()[0].aliases


def test_people_of_the_desk_are_written_row_by_row(page: SettingsPage, office: Office) -> None:
    page.show_part("people")
    table = _find(page, QTableWidget, "desk_people")
    _press(page, "add_desk_person")
    table.item(0, 0).setText("陈立新")
    _find(page, QComboBox, "desk_role_0").setCurrentText(Role.LEADER.value)
    _press(page, "add_desk_person")
    _press(page, "save_people")
    (leader,) = office.dictionary.people()
    assert (leader.name, leader.role) == ("陈立新", Role.LEADER)
    _press(page, "add_desk_person")
    table.item(1, 3).setText("武装部")
    _press(page, "save_people")
    assert "没有姓名" in _find(page, QLabel, "people_error").text()


def test_minutes_and_phrases_are_kept(page: SettingsPage, office: Office) -> None:
    _find(page, QSpinBox, "idle_minutes").setValue(12)
    _press(page, "save_security")
    assert office.settings.preferences().idle_minutes == 12
    _find(page, QPlainTextEdit, "phrases").setPlainText("一切都好\n一切都好")
    _press(page, "save_phrases")
    assert "两遍" in _find(page, QLabel, "phrases_error").text()


def test_a_look_is_kept_for_this_pc_and_worn_at_once(page: SettingsPage, desk: Desk, qtbot) -> None:
    with qtbot.waitSignal(desk.dress_changed):
        _find(page, QRadioButton, "display_mode_2").click()
    _find(page, QRadioButton, "display_scale_1").click()
    _find(page, QRadioButton, "display_density_1").click()
    assert appearance.load() == Appearance(Mode.DARK, 125, Density.DENSE)
    assert appearance.load().theme.row == 28
    appearance.save(Appearance())


def test_the_password_changes_only_with_the_old_one(page: SettingsPage, office: Office) -> None:
    dialog = PasswordDialog(office, page)
    for old, new, again, said in (
        (PASSWORD, NEW_PASSWORD, "不同", "不一样"),
        (PASSWORD, "12345678901", "12345678901", "数字"),
        ("不是这个密码吧", NEW_PASSWORD, NEW_PASSWORD, "不对"),
    ):
        _find(dialog, QLineEdit, "old_password").setText(old)
        _find(dialog, QLineEdit, "new_password").setText(new)
        _find(dialog, QLineEdit, "new_password_again").setText(again)
        _press(dialog, "password_accept")
        assert said in _find(dialog, QLabel, "password_error").text()
    _find(dialog, QLineEdit, "old_password").setText(PASSWORD)
    _press(dialog, "password_accept")
    assert dialog.result()
    office.close()
    ledgers.open_with_password(office.path, NEW_PASSWORD).close()


def test_a_new_recovery_sheet_is_typed_back_before_it_counts(
    page: SettingsPage, office: Office, notices: RecordingNotices
) -> None:
    mark = office.path.with_name(f"{office.path.name}.unconfirmed")
    dialog = SheetDialog(office, notices, page)
    _press(dialog, "sheet_make")
    assert mark.exists()
    groups = {n: _find(dialog, QLabel, f"key_group_{n}").text() for n in range(1, 10)}
    _press(dialog, "sheet_kept")
    for name in ("group_1", "group_2"):
        edit = _find(dialog, QLineEdit, name)
        number = int(edit.accessibleName().removeprefix("恢复密钥第").removesuffix("组"))
        edit.setText(groups[number])
    _press(dialog, "check_groups")
    assert dialog.result()
    assert not mark.exists()


def test_what_the_county_sets_holds_for_events_from_now_on(
    page: SettingsPage, office: Office, notices: RecordingNotices
) -> None:
    page.show_part("rules")
    _find(page, QComboBox, "rules_stop_after").setCurrentIndex(0)
    _find(page, QSpinBox, "rules_days").setValue(15)
    _find(page, QSpinBox, "rules_funeral_rural_veteran_60plus").setValue(6)
    _find(page, QComboBox, "rules_move_war_veteran").setCurrentText("发放至迁出当月")
    assert page.unsaved
    _press(page, "save_rules")
    rules = office.settings.local_rules()
    assert (rules.stop_after, rules.days, rules.report_day) == (0, 15, 5)
    assert rules.funeral_months == {"rural_veteran_60plus": 6}
    assert rules.move_until == {"war_veteran": Boundary.MONTH}
    assert not page.unsaved
    assert notices.said[-1] == "已保存待遇和变动设置"
    page.reload()
    assert _find(page, QSpinBox, "rules_funeral_rural_veteran_60plus").value() == 6
    assert page.findChild(QSpinBox, "rules_funeral_war_veteran") is None  # the law says 6


def test_what_is_typed_in_one_list_stays_when_the_other_is_saved(
    page: SettingsPage, office: Office
) -> None:
    page.show_part("people")
    _find(page, QPlainTextEdit, "desk_units").setPlainText("某某医院")
    _press(page, "add_desk_person")
    table = _find(page, QTableWidget, "desk_people")
    item = table.item(0, 0)
    assert item is not None
    item.setText("王主任")
    _press(page, "save_people")
    assert [person.name for person in office.dictionary.people()] == ["王主任"]
    assert office.dictionary.units() == ()
    assert _find(page, QPlainTextEdit, "desk_units").toPlainText() == "某某医院"
    assert page.unsaved
    _press(page, "save_units")
    assert office.dictionary.units() == ("某某医院",)
    assert not page.unsaved


def test_when_the_year_asks_is_set_and_taken_back(
    page: SettingsPage, office: Office, notices: RecordingNotices, qtbot
) -> None:
    page.show_part("year_days")
    _find(page, QLineEdit, "year_rule_A18").setText("07-01")
    _find(page, QSpinBox, "year_lead_A15").setValue(-1)
    assert _find(page, QSpinBox, "year_lead_A15").text() == "不提醒"
    lines = _find(page, QPlainTextEdit, "year_own")
    lines.setPlainText("拥军宣传日 06-18")
    _press(page, "save_year_days")
    assert "名称、日期、提前几天" in _find(page, QLabel, "year_days_error").text()
    lines.setPlainText("拥军宣传日 06-18 10")
    _press(page, "save_year_days")
    rules = office.year_days.rules()
    assert {key: (timing.rule, timing.lead) for key, timing in rules.timings.items()} == {
        "A18": ("07-01", 20), "A15": ("清明", -1)
    }  # fmt: skip
    assert rules.own[0].title == "拥军宣传日"
    _press(page, "usual_year_days")
    assert _find(page, QLineEdit, "year_rule_A18").text() == "07-10"
    assert page.unsaved
    _press(page, "save_year_days")
    assert not office.year_days.rules().timings
    assert notices.undo is not None
    notices.undo()
    qtbot.waitUntil(lambda: office.year_days.rules() == rules)
