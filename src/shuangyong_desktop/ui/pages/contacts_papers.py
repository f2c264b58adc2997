"""Looking at, saving and printing the lists of the contact page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.ledger_papers import GatherRoster


def look_at(  # noqa: PLR0913 (what is looked at, and where)
    desk: Desk, notices: Notices, gather: GatherRoster, words: str, parent: QWidget, *, title: str
) -> None:
    """Show the list that `gather` gathers as it will be printed, with PDF and Excel."""
    # Printing is heavy, and the first page does not need it.
    from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

    dialog = RosterDialog(desk, notices, gather, words, parent, title=title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
