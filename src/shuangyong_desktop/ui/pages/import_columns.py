"""核对栏目: the original headings of a table and what each becomes (CLERK §6)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QWidget

from shuangyong_desktop.domain.imports import ImportColumn, SheetReading
from shuangyong_desktop.domain.people import PEOPLE
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import (
    button,
    column,
    empty,
    glyph,
    label,
    paragraph,
    row,
)

_NOT_IMPORTED = "不导入"
_LIST_EDGES = 36
"""Beside the words of a list that drops down: its edges and scroll bar."""


class ColumnPanel(QWidget):
    """One line per column; `changed` carries the table, the column and its new field key.

    An empty key means that the column is not imported.
    """

    changed = Signal(str, int, str)

    def __init__(self, change_headers: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("column_panel")
        self._count = label("", "note", name="columns_used")
        heads = button("改表头", change_headers, kind="link", name="change_headers")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.active().px(6))
        self._grid.setVerticalSpacing(theme.active().px(4))
        self._grid.setColumnStretch(2, 2)
        self._grid.setColumnStretch(3, 3)
        widest = max(self.fontMetrics().horizontalAdvance(field.label) for field in PEOPLE)
        self._list_width = widest + theme.active().px(_LIST_EDGES)
        inner = QWidget()
        inner.setProperty("role", "scrolled")
        column(self._grid, 1, into=inner).setContentsMargins(0, 0, theme.active().px(6), 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column(row(label("核对栏目", "heading"), heads, 1, self._count), area, into=self)

    def show_sheets(self, sheets: tuple[SheetReading, ...]) -> None:
        """Show the columns of every table that holds people."""
        empty(self._grid)
        used = every = line = 0
        several = sum(not sheet.ignored for sheet in sheets) > 1
        for sheet in sheets:
            if sheet.ignored:
                continue
            if several:
                self._grid.addWidget(label(sheet.name, "strong"), line, 0, 1, 4)
                line += 1
            for item in sheet.columns:
                self._add(sheet, item, line)
                line += 2 if item.notice else 1
                every += 1
                used += bool(item.field and item.imported)
        self._count.setText(f"{every} 列，采用 {used} 列")

    def _add(self, sheet: SheetReading, item: ImportColumn, line: int) -> None:
        taken = bool(item.field and item.imported)
        mark = "circle-check" if taken else "alert-triangle" if item.notice else "minus"
        tint = "ok" if taken else "warn" if item.notice else "text3"
        box = _CalmBox()
        box.setObjectName(f"column_{item.letter}")
        box.setAccessibleName(f"{item.letter}列 {item.heading} 导入到")
        box.setMinimumContentsLength(6)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.addItem(_NOT_IMPORTED, "")
        for field in PEOPLE:
            box.addItem(field.label, field.key)
        box.view().setMinimumWidth(self._list_width)
        box.setCurrentIndex(max(box.findData(item.field if taken else ""), 0))
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.activated.connect(partial(self._tell, sheet.fingerprint, item.index, box))
        self._grid.addWidget(glyph(mark, tint, 15), line, 0)
        self._grid.addWidget(label(item.letter, "note"), line, 1)
        heading = paragraph(item.heading.replace("\n", "") or "（空）")
        heading.setMinimumWidth(theme.active().px(60))
        self._grid.addWidget(heading, line, 2)
        self._grid.addWidget(box, line, 3)
        if item.notice:
            self._grid.addWidget(paragraph(item.notice, "note", kind="warn"), line + 1, 2, 1, 2)

    def _tell(self, fingerprint: str, index: int, box: QComboBox, _row: int) -> None:
        self.changed.emit(fingerprint, index, str(box.currentData() or ""))


class _CalmBox(QComboBox):
    """A combo box that scrolling past does not change."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
