"""The first rows of a spreadsheet as they stand, with the rows that are its headings marked."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from shuangyong_desktop.ui import theme

_NARROWEST, _WIDEST = 48, 150
_ROW = 26
_GRIP = 3
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class HeadingRows(QTableWidget):
    """Rows and columns numbered as Excel does; `moved` carries the first and last heading row.

    Dragging from a heading row moves the heading, dragging from another row marks anew; ↑ and ↓
    move it, with Shift they move its last row. What stands above it is grey.
    """

    moved = Signal(int, int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("原表前几行，标出的是表头，用上下键移动")
        self.setProperty("elides", True)  # noqa: FBT003 (Qt's own)
        self.setProperty("role", "framed")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        heads = self.verticalHeader()
        heads.setDefaultSectionSize(theme.active().px(_ROW))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first, self.last = 1, 1
        self._from = 0
        self._grip: int | None = None

    def show_rows(self, rows: Sequence[Sequence[str]], letters: Sequence[str]) -> None:
        """Show `rows`, the first one being row 1; `letters` are the names of the columns."""
        self.clear()
        self.setRowCount(len(rows))
        self.setColumnCount(len(letters))
        self.setHorizontalHeaderLabels(list(letters))
        self.setVerticalHeaderLabels([str(number) for number in range(1, len(rows) + 1)])
        for at, cells in enumerate(rows):
            for place, text in enumerate(cells):
                self.setItem(at, place, QTableWidgetItem(" ".join(text.split())))
        self.resizeColumnsToContents()
        px = theme.active().px
        for place in range(len(letters)):
            width = min(max(self.columnWidth(place), px(_NARROWEST)), px(_WIDEST))
            self.setColumnWidth(place, width)
        self._mark()

    def mark(self, first: int, last: int) -> None:
        """Take the rows from `first` to `last` for the headings, as Excel numbers them."""
        self.first, self.last = first, max(first, last)
        self._mark()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move(self.first, self.last + step)
        else:
            self._move(self.first + step, self.last + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y()) + 1
        if event.button() is not Qt.MouseButton.LeftButton or row == 0:
            return
        self._from = row
        self._grip = row - self.first if self.first <= row <= self.last else None
        if self._grip is None:
            self._move(row, row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(event.position().toPoint().y()) + 1
        if row == 0 or not self._from:
            return
        if self._grip is None:
            self._move(min(self._from, row), max(self._from, row))
        else:
            self._move(row - self._grip, row - self._grip + self.last - self.first)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._from = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not 1 <= self.last <= self.rowCount():
            return
        top = self.rowViewportPosition(self.first - 1)
        bottom = self.rowViewportPosition(self.last - 1) + self.rowHeight(self.last - 1)
        accent = theme.active().colour("accent")
        width = self.viewport().width()
        painter = QPainter(self.viewport())
        painter.fillRect(QRect(0, top, theme.active().px(_GRIP), bottom - top), accent)
        painter.fillRect(QRect(0, bottom - 2, width, 2), accent)
        painter.end()

    def _move(self, first: int, last: int) -> None:
        """Move the heading as far as the rows reach."""
        if not (1 <= first <= last <= self.rowCount()) or (first, last) == (self.first, self.last):
            return
        self.mark(first, last)
        self.moved.emit(first, last)

    def _mark(self) -> None:
        look = theme.active()
        for at in range(self.rowCount()):
            heading = self.first <= at + 1 <= self.last
            font = look.font(13, QFont.Weight.Medium if heading else QFont.Weight.Normal)
            ink = look.colour("text3" if at + 1 < self.first else "text")
            behind = "accent_soft" if heading else "surface2" if at + 1 < self.first else "surface"
            for place in range(self.columnCount()):
                item = self.item(at, place)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(at, place, item)
                item.setFont(font)
                item.setForeground(ink)
                item.setBackground(look.colour(behind))
        shown = self.item(self.first - 1, 0)
        if shown is not None:
            self.scrollToItem(shown)
        self.viewport().update()
