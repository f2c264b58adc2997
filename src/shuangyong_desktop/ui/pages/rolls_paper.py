"""打印登记册 of a register: which columns it has, numbers covered or not, PDF and Excel."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from shuangyong_desktop.domain.registers import Register
from shuangyong_desktop.domain.roll_views import RollView, roll_fields
from shuangyong_desktop.services.papers import Paper, RosterOptions
from shuangyong_desktop.services.roll_papers import usual_columns
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.pages.roster_dialog import RosterDialog
from shuangyong_desktop.ui.widgets.elements import button, plain_caption


class RollPaperDialog(RosterDialog):
    """The records of `view`; Excel has every column, the paper those that are ticked."""

    def __init__(  # noqa: PLR0913, PLR0917 (what is shown, and where)
        self, desk: Desk, notices: Notices, register: Register[Any], view: RollView, count: int,
        parent: QWidget,
    ) -> None:  # fmt: skip
        self._fields = roll_fields(register)
        self._shown = set(usual_columns(register))
        papers = desk.office.roll_papers

        def gather(options: RosterOptions) -> Paper:
            columns = tuple(field.key for field in self._fields if field.key in self._shown)
            chosen = RosterOptions(columns, options.full, options.purpose)
            return papers.book(register, view, chosen)

        super().__init__(
            desk, notices, gather, f"{register.title}登记册　{count:,} 条", parent,
            title="打印登记册",
            covered=any(field.kind.mask is not None for field in self._fields),
        )  # fmt: skip
        self._chooser = button("栏目", self._choose, icon="columns-3", name="roll_columns")
        self._chooser.setToolTip("纸面上的栏目；Excel 总是全部栏目，可以再导入")
        self.add_tool(self._chooser)

    def _choose(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("roll_columns_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for field in self._fields:
            entry = menu.addAction(plain_caption(field.label))
            entry.setCheckable(True)
            entry.setChecked(field.key in self._shown)
            entry.triggered.connect(partial(self._switch, field.key))
        menu.popup(self._chooser.mapToGlobal(self._chooser.rect().bottomLeft()))

    def _switch(self, key: str) -> None:
        """Show a column or leave it out; the last one stays."""
        if self._shown != {key}:
            self._shown ^= {key}
            self.make_anew()
