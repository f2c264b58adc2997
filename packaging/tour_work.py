"""The stops of the tour at contacts, appeals, opinions, and at what happens to people."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QListWidget,
    QPlainTextEdit,
)
from stage import Stage, wait_until

from shuangyong_desktop.domain.recoveries import Recovery, Repayment


def see_contacts(stage: Stage) -> None:
    """联系: one contact, many at once, an appeal through its steps, an opinion."""
    stage.press("tab_contacts")
    stage.press("tab_contacts_due")
    if stage.can_press("due_show_all"):
        stage.press("due_show_all")
    due = stage.find(QAbstractItemView, "due")
    stage.in_dialog(partial(stage.press, "primary"), partial(_contact, stage))
    due.setFocus()
    QTest.keyClick(due, Qt.Key.Key_Space)
    stage.see("contacts_ticked")
    stage.see_dialog("contact_many", partial(stage.press, "due_batch"))
    stage.see_dialog("contact_list", partial(stage.press, "due_print"))
    stage.press("tab_contacts_appeals")
    stage.see_dialog("appeal_new", partial(stage.press, "primary"))
    for name in ("appeal_step", "appeal_tell", "appeal_extend", "appeal_correct"):
        if stage.can_press(name):
            stage.see_dialog(name, partial(stage.press, name))
    stage.press("tab_contacts_opinions")
    stage.see_dialog("opinion_new", partial(stage.press, "primary"))
    stage.see_dialog("opinion_answer", partial(stage.press, "opinion_answer"))


def _contact(stage: Stage, dialog: QDialog) -> None:
    """As it opens, and with a new appeal and another day chosen."""
    stage.see("contact", dialog)
    stage.press("contact_new_appeal")
    stage.press("contact_next_day")
    stage.see("contact_full", dialog)


def see_moves(stage: Stage) -> None:
    """动态: an event with what follows from it, a compared list."""
    stage.press("tab_moves")
    stage.press("tab_moves_events")
    stage.see_dialog("event_nobody", partial(stage.press, "primary"))
    stage.in_dialog(partial(stage.press, "primary"), partial(_event, stage))
    _recoveries(stage)
    stage.press("tab_moves_lists")
    stage.find(QPlainTextEdit, "list_text").setPlainText(
        "姓名\t身份证号\t死亡时间\n没有这个人\t510222195803066110\t2026-01-03\n以上由殡葬服务站提供"
    )
    stage.press("list_compare")
    stage.see("moves_compared")
    stage.press("list_clear")


def _recoveries(stage: Stage) -> None:
    """追回台账: a claim, what comes back of it, what is not claimed any more."""
    stage.press("tab_moves_recoveries")
    stage.see_dialog("recovery", partial(stage.press, "primary"))
    desk = stage.window.desk
    if desk is None:
        return
    claimed = Recovery(
        person_id=1, date="2026-07-02", kind="定期生活补助（参战）", reason="死亡", since="2026-04",
        until="2026-06", amount=Decimal(2700), debtor="王秀英（配偶）",
    )  # fmt: skip
    begun = desk.office.recoveries.begin(claimed)
    came = Repayment(recovery_id=begun.id, date="2026-07-20", amount=Decimal(900), way="银行转账")
    desk.office.recoveries.repay(came)
    desk.changed.emit()
    stage.see("moves_recoveries_one")
    stage.see_dialog("repayment", partial(stage.press, "recovery_repay"))
    stage.see_dialog("recovery_waive", partial(stage.press, "recovery_waive"))


def _event(stage: Stage, dialog: QDialog) -> None:
    """Somebody chosen in the dialog, and what would follow from the death."""
    stage.write("event_person", "李")
    found = stage.find(QListWidget, "event_person_found")
    wait_until(lambda: found.count() > 0, "nobody was offered")
    stage.keys("Return")
    stage.write("date", "2026-01-05")
    stage.find(QComboBox, "basis").setCurrentText("死亡证明")
    QTest.qWait(500)
    stage.see("event", dialog)
