"""The stops of the tour at 任务: table, board, calendar, and what is asked about a task."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from stage import Stage, wait_until

from shuangyong_desktop.domain.tasks import (
    Progress,
    Proof,
    Supervision,
    SupervisionKind,
    Task,
    TaskList,
    TaskState,
)
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui.frame import Frame

_CLAUSES = """2026年双拥工作要点
一、工作要点
（一）加强组织领导。调整充实双拥工作领导小组，召开会议不少于2次。
（二）深化国防教育。开展国防教育日宣传活动。
"""
_RETURNED = """序号,重点任务,工作措施,责任领导,牵头单位,配合单位,完成时限,进展情况
1,随军家属就业推荐,建立台账,李明,退役军人服务站,妇联,2026-07-31,已推荐3人
2,开展国防教育进校园,每季一次,李明,社会事务办,武装部,每季,
"""
_NEVER_LATE = "烈士陵园"
_TASKS = (
    ("随军家属就业推荐", TaskList.FOR_ARMY, "退役军人服务站", 2),
    ("营区外路灯维修和积水整治", TaskList.FOR_ARMY, "规建办", -1),
    ("营区周边违停和夜间噪声整治", TaskList.FOR_ARMY, "综合执法办", 90),
    ("防汛抢险联动和物资预置", TaskList.FOR_LOCAL, "武装部", 25),
    ("烈士陵园清明祭扫礼兵支援", TaskList.FOR_LOCAL, _NEVER_LATE, 200),
    ("推选“最美退役军人”等典型", TaskList.PLAN, "党群工作办", 60),
    ("社会化拥军优惠商户", TaskList.PLAN, "经济发展办", 12),
    ("研究营区排水改造", TaskList.MEETING, "规建办", 40),
)


def see_tasks(stage: Stage) -> None:
    """Every stop, with a few tasks of this year."""
    desk = stage.window.desk
    if desk is None:
        return
    first = _fill(desk.office)
    desk.changed.emit()
    stage.press("tab_tasks")
    stage.see("tasks")
    stage.press("number_overdue")
    stage.see("tasks_overdue")
    _pick(stage, "task_unit", _NEVER_LATE)
    stage.come_to_front()
    stage.see("tasks_no_match")
    stage.press("tasks_all")
    stage.find(Frame, "window").show_page(f"tasks/{first.id}")
    stage.see_dialog("task_new", partial(stage.press, "primary"))
    stage.see_dialog("task_edit", partial(stage.keys, "Ctrl+E"))
    stage.see_dialog("task_progress", partial(stage.press, "task_report"))
    stage.see_dialog("task_returned", partial(stage.press, "task_on"))
    _see_menu(stage, "task_more", "task_menu")
    _see_menu(stage, "condition_0", "condition_menu")
    stage.see_dialog("task_supervise", partial(stage.press, "task_supervise"))
    _see_year(stage)
    stage.press("task_view_board")
    board = stage.find(QWidget, "task_board")
    board.setFocus()
    stage.see("task_board")
    QTest.keyClick(board, Qt.Key.Key_Return)
    stage.see("task_board_opened")
    stage.press("task_panel_close")
    stage.press("task_view_calendar")
    stage.see("task_calendar")
    stage.press("task_view_table")


def _see_year(stage: Stage) -> None:
    """What is done with a whole year."""
    _see_menu(stage, "task_acts", "tasks_menu")
    stage.in_dialog(partial(_choose, stage, "从工作要点生成"), partial(_see_source, stage))
    stage.see_dialog("task_division", partial(_choose, stage, "分工表"))
    stage.in_dialog(partial(_choose, stage, "对账和对账单"), partial(_see_reconcile, stage))
    stage.in_dialog(partial(_choose, stage, "逾期、督办"), partial(_see_overdue, stage))
    stage.see_dialog("task_next_year", partial(_choose, stage, "转入"))
    if stage.window.desk is None:
        return
    returned = stage.window.desk.scratch / "分工表.csv"
    returned.write_text(_RETURNED, encoding="utf-8-sig")
    stage.window.notices.open_file = lambda *_: returned  # type: ignore[method-assign]
    stage.in_dialog(partial(_choose, stage, "导入任务表"), partial(_see_list, stage))
    stage.in_dialog(partial(_choose, stage, "收回填报表"), partial(_see_rows, stage, "task_return"))


def _see_reconcile(stage: Stage, dialog: QDialog) -> None:
    """对账 before the first one, how it is taken, and its paper."""
    stage.see("task_reconcile", dialog)
    stage.see_dialog("task_reconcile_take", partial(stage.press, "reconcile_take"))
    stage.see_dialog("task_statement", partial(stage.press, "reconcile_print"))


def _see_overdue(stage: Stage, dialog: QDialog) -> None:
    """What is late, 督办 of one and of several, the 逾期通报."""
    stage.see("task_overdue", dialog)
    stage.see_dialog("task_overdue_one", partial(stage.press, "overdue_one"))
    stage.see_dialog("task_overdue_many", partial(stage.press, "overdue_many"))
    stage.see_dialog("task_overdue_notice", partial(stage.press, "overdue_print"))


def _see_source(stage: Stage, dialog: QDialog) -> None:
    stage.see("task_source", dialog)
    text, on = (dialog.findChild(*wanted) for wanted in (
        (QPlainTextEdit, "source_text"), (QAbstractButton, "source_next"),
    ))  # fmt: skip
    if text is not None and on is not None:
        text.setPlainText(_CLAUSES)
        on.click()
        stage.see("task_source_list", dialog)


def _see_list(stage: Stage, dialog: QDialog) -> None:
    """A list of tasks, and what its columns are taken for."""
    _see_rows(stage, "task_import", dialog)
    stage.see_dialog("task_columns", partial(stage.press, "task_import_columns"))


def _see_rows(stage: Stage, name: str, dialog: QDialog) -> None:
    rows = dialog.findChild(QAbstractItemView, f"{name}_rows")
    wait_until(lambda: rows is not None and rows.model().rowCount() > 0, "the list was not read")
    stage.see(name, dialog)


def _choose(stage: Stage, begins: str) -> None:
    """Choose from the menu 更多; the menu goes before its dialog comes."""
    _pick(stage, "task_acts", begins)


def _pick(stage: Stage, opener: str, begins: str) -> None:
    """Choose from the menu that a button opens."""
    stage.press(opener)
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        entry = next(item for item in menu.actions() if item.text().startswith(begins))
        menu.close()
        entry.trigger()


def _see_menu(stage: Stage, opener: str, name: str) -> None:
    stage.press(opener)
    menu = QApplication.activePopupWidget()
    if isinstance(menu, QMenu):
        stage.see(name, menu)
        menu.close()


def _fill(office: Office) -> Task:
    """Tasks in every state; the first of them waits for its confirmation."""
    today = date.today()  # noqa: DTZ011 (the year that the window shows)
    made = []
    for title, of, unit, days in _TASKS:
        due = (today + timedelta(days=days)).isoformat()
        proofs = (Proof(title="通知或方案", ticked_on=today.isoformat()), Proof(title="现场照片"))
        made.append(office.tasks.save(
            Task(title=title, list=of, year=today.year, unit=unit, co_units=("妇联",), goal=2,
                 proposer="驻区某部" if of is TaskList.FOR_ARMY else None, due_rule=due,
                 clause="要点（四）", clause_text="（四）开展祭扫瞻仰活动。", measure="建立台账"),
            proofs,
        ))  # fmt: skip
    first, second, *_ = made
    office.progress.save(
        Progress(task_id=first.id, date=today.isoformat(), amount=2, words="专场招聘 1 场")
    )
    office.tasks.move(first.id or 0, TaskState.TO_CHECK)
    office.supervisions.save(
        Supervision(task_id=second.id, date=today.isoformat(), kind=SupervisionKind.ORDER,
                    unit="规建办", demand="请抓紧办理，并书面反馈办理情况。")
    )  # fmt: skip
    return first
