"""The stops of the tour at rounds, faults and look-alikes, with their dialogs."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QDialog, QMenu
from stage import Stage, wait_until


def see_checks(stage: Stage, returned: Path) -> None:
    """Every stop; `returned` is the spreadsheet that is taken for a returned sheet."""
    _rounds(stage, returned)
    _returned_contacts(stage)
    _faults(stage)
    _look_alikes(stage)


def _rounds(stage: Stage, returned: Path) -> None:
    stage.press("tab_moves")
    stage.press("tab_rounds")
    stage.see("rounds")
    stage.see_dialog("round_begin", partial(stage.press, "primary"))
    stage.see_dialog("round_close", partial(stage.press, "round_close"))
    stage.window.notices.open_file = lambda *_: returned  # type: ignore[method-assign]
    stage.in_dialog(partial(stage.press, "round_returns"), partial(_see_returned, stage))


def _returned_contacts(stage: Stage) -> None:
    """The same spreadsheet taken for a sheet of contacts."""
    stage.press("tab_contacts")
    stage.press("tab_contacts_due")
    menu = stage.window.findChild(QMenu, "due_sheets_menu")
    if menu is None:
        return
    take_back = menu.actions()[1]

    def see(dialog: QDialog) -> None:
        stage.find(QAbstractItemView, "returned_rows")
        stage.see("contact_return", dialog)

    stage.in_dialog(take_back.trigger, see)


def _see_returned(stage: Stage, dialog: QDialog) -> None:
    stage.see("round_reading", dialog)
    rows = dialog.findChild(QAbstractItemView, "returned_rows")
    wait_until(lambda: rows is not None and rows.isVisible(), "the sheet was not read")
    stage.see("round_return", dialog)


def _faults(stage: Stage) -> None:
    stage.press("tab_data")
    stage.press("tab_data_faults")
    faults = stage.find(QAbstractItemView, "faults")
    model = faults.model()

    def line(title: str) -> int:
        """Where a fault stands that somebody has, once everybody has been looked at."""
        rows = range(model.rowCount())
        texts = [(model.index(row, 0).data(), model.index(row, 1).data()) for row in rows]
        wanted = (place for place, (words, count) in enumerate(texts)
                  if words == title and count != "无")  # fmt: skip
        return next(wanted, -1)

    wait_until(lambda: line("缺少联系电话") >= 0, "the survey did not end")
    stage.see("faults")
    for title, name in (("缺少联系电话", "fault"), ("应发未发优待证", "card_due"),
                        ("联系逾期", "overdue")):  # fmt: skip
        if line(title) < 0:  # the demo is not late on every day of the year
            continue
        faults.setCurrentIndex(model.index(line(title), 0))
        QTest.keyClick(faults, Qt.Key.Key_Return)
        stage.see(f"{name}_queue")
        stage.press(f"{name}_back")
        stage.find(QAbstractItemView, "faults")


def _look_alikes(stage: Stage) -> None:
    """Somebody entered twice is looked at, and left as they are."""
    desk = stage.window.desk
    if desk is None:
        return
    people = desk.office.people
    known = people.get(1)
    people.save(replace(known, id=None, phone="13900005678", address=None, remarks="从旧表录入"))
    stage.press("tab_duplicates")
    desk.changed.emit()
    stage.find(QAbstractItemView, "pairs")
    stage.see("duplicates")
    stage.see_dialog("merge", partial(stage.press, "look_at_pair"))
