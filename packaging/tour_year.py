"""The stops of the tour at the 年历: a year, what is not begun, a year beyond the calendar."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QDialog
from stage import Stage

from shuangyong_desktop.ui.pages.year_days import open_year_days

_BEYOND = date(2150, 1, 1)


def see_year(stage: Stage) -> None:
    """The 年历 from 首页, by its kinds, and where there is no lunar calendar."""
    desk = stage.window.desk
    if desk is None:
        return
    stage.press("tab_home")

    def kinds(dialog: QDialog) -> None:
        stage.see("year_days", dialog)
        for kind in ("named", "open"):
            button = dialog.findChild(QAbstractButton, f"year_days_kind_{kind}")
            if isinstance(button, QAbstractButton):
                button.click()
                stage.see(f"year_days_{kind}", dialog)

    stage.in_dialog(lambda: stage.press("year_days"), kinds)
    window = stage.window
    stage.see_dialog(
        "year_days_beyond",
        lambda: open_year_days(desk, window.notices, window, _nowhere, _BEYOND.isoformat()),
    )


def _nowhere(_page: str) -> None:
    """The tour follows no line."""
