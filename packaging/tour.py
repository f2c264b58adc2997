"""Every page, step and dialog of the window, one stop after the other."""

import logging
import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit, QWidget
from stage import Look, Seen, Stage, staged, wait_until
from tour_boxes import see_boxes
from tour_checks import see_checks
from tour_file import see_file, see_handouts
from tour_reports import see_reports
from tour_rolls import see_rolls
from tour_tasks import see_tasks
from tour_work import see_contacts, see_moves
from tour_year import see_year

from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.demo.filling import make_demo
from shuangyong_desktop.ui.widgets.progress import ProgressStrip

PASSWORD = "春风化雨-2026"  # noqa: S105 (of an invented ledger)
DEMO_PEOPLE, DEMO_SEED, DEMO_YEAR = 300, 3, 2026
_LONG = (
    "文件“2026年退役军人和其他优抚对象花名册（报区局终稿）.xlsx”正被另一个程序打开，没有导入。"
    "请关闭后重试，台账没有改动。"
)


def sample() -> Path:
    """The spreadsheet that is shipped to try the import with."""
    return next((resources() / "samples").glob("*.xlsx"))


def first_day(folder: Path, look: Look, seen: Seen) -> None:
    """An empty profile: password, recovery sheet, import, first plan."""
    folder.mkdir(parents=True)
    with staged(folder / "新台账.db", look, seen) as stage:
        _first_run(stage)
        _import(stage)
        _plan(stage)


def daily_work(demo: Path, look: Look, seen: Seen) -> None:
    """The demo ledger: the door, then every page with its parts and dialogs."""
    with staged(demo, look, seen) as stage:
        _door(stage)
        _ledger(stage)
        rail = stage.find(QWidget, "rail")
        for tab in rail.findChildren(QAbstractButton):
            stage.press(tab.objectName())
            key = tab.objectName().removeprefix("tab_")
            stage.see(key)
            stage.see_parts(key)
        see_contacts(stage)
        see_moves(stage)
        see_checks(stage, sample())
        see_file(stage)
        see_handouts(stage)
        see_tasks(stage)
        see_rolls(stage)
        see_reports(stage)
        see_boxes(stage)
        see_year(stage)
        _dialogs(stage)
        _messages(stage)


def demo_ledger(folder: Path) -> Path:
    """A demo ledger to copy from."""
    path = folder / "演示.db"
    make_demo(path, DEMO_PEOPLE, DEMO_SEED, DEMO_YEAR).close()
    return path


def copied(ledger: Path, folder: Path) -> Path:
    """A copy of `ledger` with its keys in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in ledger.parent.glob(f"{ledger.stem}.*"):
        shutil.copy2(part, folder / part.name)
    return folder / ledger.name


def _first_run(stage: Stage) -> None:
    stage.see("first_run_password")
    stage.write("password", "12345678")
    stage.press("create_ledger")
    stage.see("first_run_weak")
    stage.write("password", PASSWORD)
    stage.write("password_again", PASSWORD)
    stage.press("create_ledger")
    groups = {number: stage.read(f"key_group_{number}") for number in range(1, 10)}
    stage.see("first_run_sheet")
    stage.press("sheet_kept")
    stage.see("first_run_check")
    stage.press("check_groups")
    stage.see("first_run_wrong")
    for name in ("group_1", "group_2"):
        asked = stage.find(QLineEdit, name).accessibleName()
        stage.write(name, groups[int(asked.removeprefix("恢复密钥第").removesuffix("组"))])
    stage.press("check_groups")


def _import(stage: Stage) -> None:
    stage.see("welcome")
    stage.press("tab_data")
    stage.see("import_choose")
    stage.window.notices.open_file = lambda *_: sample()  # type: ignore[method-assign]
    stage.press("choose_file")
    stage.see("import_reading")
    table = stage.find(QAbstractItemView, "doubts")
    stage.see("import_review")
    stage.see_dialog("import_value", lambda: QTest.keyClick(table, Qt.Key.Key_Return))
    stage.see_dialog("import_headers", lambda: stage.press("change_headers"))
    stage.press("adopt_all")
    stage.press("import_accept")
    stage.find(QAbstractButton, "done_visits")
    stage.see("import_done")


def _plan(stage: Stage) -> None:
    stage.press("done_visits")
    stage.see("visits_none")
    stage.press("first_plan")
    stage.see("plan_form")
    stage.write("money_every", "五百块")
    stage.see("plan_form_wrong")
    stage.write("money_every", "500")
    stage.write("goods_every", "大米1袋、菜油1桶（5升/桶）")
    stage.press("plan_create")
    while stage.can_press("step_back"):
        stage.press("step_back")
    stage.see("plan_0")
    stage.press("show_missing")
    stage.see("plan_missing")
    stage.press("show_missing")
    stage.press("revise_rule")
    stage.see("plan_revision")
    stage.press("plan_cancel")
    step = 0
    while stage.can_press("step_on"):
        stage.press("step_on")
        step += 1
        stage.see(f"plan_{step}")
        stage.see_parts(f"plan_{step}")
        if stage.can_press("change_unit"):
            stage.see_dialog("plan_unit", partial(stage.press, "change_unit"))
    stage.press("all_plans")
    stage.see("plans")


def _door(stage: Stage) -> None:
    stage.see("door")
    stage.write("password", "不是这个密码吧")
    stage.press("unlock_enter")
    stage.see("door_wrong")
    stage.press("use_recovery_key")
    stage.see("door_recovery")
    stage.press("use_password")
    stage.write("password", ledgers.DEMO_PASSWORD)
    stage.press("unlock_enter")
    stage.find(QLineEdit, "search")


def _ledger(stage: Stage) -> None:
    stage.press("tab_ledger")
    stage.see("ledger")
    stage.press("toggle_cover")
    stage.see("ledger_uncovered")
    stage.press("toggle_cover")
    stage.keys("Ctrl+E")
    stage.see("person_edit")
    if stage.has("id_number_change"):
        stage.press("id_number_change")
    stage.write("id_number", "51022219580306611")
    stage.write("birth_date", "1958-13")
    stage.find(QLineEdit, "name").setFocus()
    stage.see("person_doubts")
    stage.press("cancel_person")
    stage.press("primary")
    stage.see("person_new")
    stage.press("cancel_person")
    stage.write("search", "没有这个人")
    stage.see("ledger_nobody")
    stage.write("search", "")
    people = stage.find(QAbstractItemView, "people")
    people.setFocus()
    QTest.qWait(200)
    stage.see_dialog("take_off", lambda: QTest.keyClick(people, Qt.Key.Key_Delete))
    stage.see_dialog("roster", lambda: stage.press("print_roster"))
    QTest.keyClick(people, Qt.Key.Key_Space)
    stage.see("ledger_ticked")
    stage.see_dialog("ledger_many", partial(stage.press, "change_ticked"))
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_Space)
    stage.see_dialog("ledger_conditions", partial(stage.press, "more_filters"))
    _own_view(stage)
    stage.press("columns")
    menu = QApplication.activePopupWidget()
    if menu is not None:
        stage.see("ledger_columns", menu)
        menu.close()


def _own_view(stage: Stage) -> None:
    """A list narrowed, the question for its name, and everybody again."""
    facets = stage.find(QAbstractItemView, "filters")
    facets.setCurrentIndex(facets.model().index(2, 0))
    QTest.keyClick(facets, Qt.Key.Key_Return)
    stage.see("ledger_narrowed")
    stage.see_dialog("view_name", partial(stage.press, "save_view"))
    stage.press("clear_filter")


def _dialogs(stage: Stage) -> None:
    """What the pages ask beside those of the ledger."""
    stage.press("tab_settings")
    stage.show_section("安全")
    stage.see_dialog("change_password", lambda: stage.press("change_password"))
    stage.see_dialog("new_sheet", lambda: stage.press("new_sheet"))
    stage.press("tab_data")
    stage.press("tab_backups")
    stage.press("make_backup")
    backups = stage.find(QAbstractItemView, "backups").model()
    wait_until(lambda: backups.rowCount() > 0, "no backup was made")
    wait_until(lambda: not stage.has("progress"), "the backup did not end")
    stage.see("backup_made")
    stage.see_dialog("restore", lambda: stage.press("restore_backup"))


def _messages(stage: Stage) -> None:
    notices = stage.window.notices
    stage.see_dialog("message", lambda: notices.tell(_LONG))
    stage.see_dialog("question", lambda: notices.ask(_LONG, "恢复"))
    log = logging.getLogger(notices.__module__)
    log.disabled = True  # this fault is none
    stage.see_dialog("fault", lambda: notices.fail(RuntimeError("x")))
    log.disabled = False
    notices.toast("已导入：新增 4,812 人，更新 37 人", lambda: None)
    stage.see("toast")
    strip = ProgressStrip(stage.window)
    strip.begin("正在导入", "人")
    strip.tell(312, 486)
    QTest.qWait(400)
    stage.see("progress")
    strip.end()
    stage.window.lock()
    stage.see("locked")
