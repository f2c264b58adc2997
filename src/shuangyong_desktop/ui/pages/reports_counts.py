"""村（社区）统计表 on the screen: every count opens its people."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from shuangyong_desktop.services.place_statistics import StatTable
from shuangyong_desktop.ui import theme

_WIDTH = 64
_FIRST = 120


class CountGrid(QTableWidget):
    """Enter or a double click on a count; `people_wanted` carries a title and the ids."""

    people_wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("count_grid")
        self.setAccessibleName("村（社区）统计表，回车打开人员")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setProperty("role", "framed")
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._shown: StatTable | None = None
        self.cellActivated.connect(self.open_cell)

    def show_table(self, table: StatTable) -> None:
        """Show the counts of `table`."""
        px = theme.active().px
        self._shown = table
        self.clear()
        heads = ["村（社区）", *(column.called for column in table.columns)]
        self.setColumnCount(len(heads))
        self.setRowCount(len(table.rows))
        self.setHorizontalHeaderLabels(heads)
        metrics = self.fontMetrics()
        for at, words in enumerate(heads):
            told = metrics.horizontalAdvance(words) + px(26)
            self.setColumnWidth(at, max(px(_WIDTH if at else _FIRST), told))
        for at, line in enumerate(table.rows):
            self.setRowHeight(at, px(theme.active().row))
            self.setItem(at, 0, QTableWidgetItem(line.place))
            for column, cell in enumerate(line.cells, 1):
                item = QTableWidgetItem(str(cell.count) if cell.count else "—")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                if cell.count:
                    item.setForeground(theme.active().colour("info"))
                self.setItem(at, column, item)
        self.setCurrentCell(0, 1)

    def open_cell(self, at: int, column: int) -> None:
        """Open the people of one count."""
        if self._shown is None or not column:
            return
        line = self._shown.rows[at]
        cell = line.cells[column - 1]
        if cell.people:
            title = f"{line.place} {self._shown.columns[column - 1].called}"
            self.people_wanted.emit(title, cell.people)
