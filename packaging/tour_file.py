"""The stops of the tour at the file of one person, and at plaques and cards."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QPlainTextEdit, QTabBar
from stage import Stage

_FAMILY, _STANDING, _APPEALS = 1, 3, 5


def see_file(stage: Stage) -> None:
    """The file of the person in front on the ledger page, tab by tab."""
    stage.press("tab_ledger")
    people = stage.find(QAbstractItemView, "people")
    people.setFocus()
    QTest.keyClick(people, Qt.Key.Key_Return)
    stage.see("file")
    stage.see_parts("file")
    tabs = stage.find(QTabBar, "file_tabs")
    stage.press("file_edit")
    stage.see("file_edit")
    stage.press("cancel_person")
    tabs.setCurrentIndex(_FAMILY)
    stage.see_dialog("relative", partial(stage.press, "relative_add"))
    tabs.setCurrentIndex(_STANDING)
    stage.see_dialog("entitlement", partial(stage.press, "entitlement_add"))
    tabs.setCurrentIndex(_APPEALS)
    stage.see_dialog("appeal", partial(stage.press, "appeal_add"))
    stage.see_dialog("person_card", partial(stage.press, "primary"))
    stage.press("file_back")


def see_handouts(stage: Stage) -> None:
    """Plaques and cards: their lists, a hand-out, a pasted list."""
    stage.press("tab_moves")
    for part in ("plaques", "cards"):
        stage.press(f"tab_{part}")
        stage.see(part)
    stage.see_dialog("handout", partial(stage.press, "primary"))
    stage.press("card_register")
    stage.see("card_register")
    stage.press("card_missing")
    stage.see_dialog("handout_sheet", partial(stage.press, "card_print"))
    stage.in_dialog(partial(stage.press, "card_list"), partial(_see_list, stage))


def _see_list(stage: Stage, dialog: QDialog) -> None:
    text = stage.find(QPlainTextEdit, "handout_list_text")
    text.setPlainText("李建国\t510222195803066110\t已发放\tYD50011000123\n无名氏\t\t待领取")
    stage.press("handout_list_compare")
    stage.see("handout_list", dialog)
