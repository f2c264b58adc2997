"""联系登记表 in the window: given out into a folder, one per 村（社区）, and taken back."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from shuangyong_desktop.domain.contact_rules import DueContact
from shuangyong_desktop.domain.errors import Problem
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.contact_return_dialog import ContactReturnDialog
from shuangyong_desktop.ui.pages.many_papers import ManyPapers
from shuangyong_desktop.ui.undoing import Undoing

_SHEETS = "表格 (*.xlsx *.xls *.csv *.et)"


class ContactSheetFiles(QObject):
    """The sheets of `page`, telephone numbers covered as on every internal list (CLERK §3)."""

    def __init__(self, desk: Desk, notices: Notices, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._notices, self._page = desk, notices, page
        self._drawing = ManyPapers(desk, notices, page)

    def give_out(self, lines: Sequence[DueContact]) -> None:
        """Write one workbook per 村（社区） of `lines` into a folder the clerk chooses."""
        if not lines:
            self._notices.toast("这里没有要联系的人，没有生成登记表。")
            return
        folder = self._notices.open_folder("把分村（社区）联系登记表放到哪个文件夹")
        if folder is None:
            return
        try:
            made = self._desk.office.contact_sheets.workbooks(lines, folder)
        except Problem as problem:
            self._notices.fail(problem)
            return
        self._drawing.draw(made, "正在生成联系登记表", f"已生成 {len(made)} 个联系登记表")

    def take_back(self) -> None:
        """Read a returned sheet and register what the clerk accepts."""
        path = self._notices.open_file("收回联系登记表", _SHEETS)
        if path is None:
            return
        dialog = ContactReturnDialog(self._desk, self._notices, path, self._page)
        if dialog.exec():
            Undoing(self._desk, self._notices).written("已登记收回的联系登记表")
        dialog.deleteLater()
