"""What leaves a round on paper or as files, and what comes back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.domain.events import Event, EventKind
from shuangyong_desktop.domain.rounds import Finding, Round
from shuangyong_desktop.services.rounds import RoundLine
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.event_dialog import ask_for_event
from shuangyong_desktop.ui.pages.ledger_papers import GatherRoster
from shuangyong_desktop.ui.pages.many_papers import ManyPapers
from shuangyong_desktop.ui.pages.round_return_dialog import RoundReturnDialog

_LEAVING = {Finding.DIED: EventKind.DIED, Finding.MOVED: EventKind.MOVED_OUT}
_SHEETS = "表格 (*.xlsx *.xls *.csv *.et)"


class RoundFiles(QObject):
    """Papers, workbooks and returned sheets of the round in front of `page`."""

    def __init__(self, desk: Desk, notices: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._notices, self._page = desk, notices, page
        self._drawing = ManyPapers(desk, notices, page)

    def look_at(
        self, title: str, gather: GatherRoster, words: str, *, covered: bool = True
    ) -> None:
        """Show a paper as it will be printed, with PDF and Excel.

        Without `covered` it is a list for calls, which has no ID numbers (CLERK §3).
        """
        # Printing is heavy, and the page does not need it before.
        from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog  # noqa: PLC0415

        dialog = RosterDialog(
            self._desk, self._notices, gather, words, self._page, title=title, covered=covered
        )
        dialog.exec()
        dialog.deleteLater()

    def save_workbooks(self, current: Round) -> None:
        """Write one workbook per 村（社区） into a folder the clerk chooses, behind a strip."""
        folder = self._notices.open_folder("把分村（社区）核对表放到哪个文件夹")
        if folder is None:
            return
        try:
            made = self._desk.office.round_papers.workbooks(current.id or 0, folder)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._drawing.draw(made, "正在生成核对表", f"已生成 {len(made)} 个核对表")

    def take_back(self, current: Round) -> bool:
        """Read a returned sheet and ask what to do with it; whether anything was registered."""
        path = self._notices.open_file("收回核对表", _SHEETS)
        if path is None:
            return False
        dialog = RoundReturnDialog(self._desk, self._notices, current, path, self._page)
        done = bool(dialog.exec())
        dialog.deleteLater()
        return done

    def register_leaving(self, line: RoundLine, current: Round) -> None:
        """Register the death or move that a round found, with all that follows from it."""
        kind = _LEAVING[line.member.finding or Finding.DIED]
        source = current.kind.value if current.kind else None
        known = Event(person_id=line.person.id, kind=kind, source=source)
        ask_for_event(self._desk, self._notices, known, self._page)
