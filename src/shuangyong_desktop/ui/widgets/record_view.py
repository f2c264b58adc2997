"""The view of a RecordTableModel: drawn with one `drawText` a cell, worked by the keyboard."""

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Look
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel
from shuangyong_desktop.ui.widgets.sheet_painter import SheetPainter

_FOLLOW_MS = 80
_LEAST_COLUMNS = 3
_GIVES_WAY = {Look.CHIPS: 0.45, Look.STRONG: 0.15}
_ACTED_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordView(QTableView):
    """A table of records; `current_changed` follows the selection 80 ms after it rests.

    `heading_pressed` carries the key of a column, `typed` what was typed in one go: the page
    sorts and jumps. With `told_beside` the page tells all of the chosen record beside the list,
    so that columns for which there is no room are left out, from the right.
    """

    current_changed = Signal()
    opened = Signal()
    heading_pressed = Signal(str)
    typed = Signal(str)

    def __init__(
        self, model: RecordTableModel, name: str, says: str, *, told_beside: bool = False
    ) -> None:
        super().__init__()
        px = theme.active().px
        self._told_beside = told_beside
        self._model = model
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(model)
        self._painter = SheetPainter(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(px(20))
        rows.setDefaultSectionSize(px(theme.active().row))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        # With the selection of the rows it would draw itself anew at every step.
        heads.setSelectionModel(QItemSelectionModel(model, heads))
        heads.setMinimumSectionSize(px(30))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_FOLLOW_MS)
        self._rest.timeout.connect(self.current_changed)
        self.selectionModel().currentRowChanged.connect(self._restart)
        model.columns_changed.connect(self.fit_columns)
        self.doubleClicked.connect(self._open)
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(self._press_heading)
        self._typed = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(QGuiApplication.styleHints().keyboardInputInterval() * 2)
        self._typing.timeout.connect(self._forget_typed)

    @property
    def records(self) -> RecordTableModel:
        """The model that it shows."""
        return self._model

    def current_row(self) -> int | None:
        """The row that the keyboard is on; None in an empty table."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def go_to(self, row: int) -> None:
        """Select `row` and bring it into sight."""
        index = self._model.index(row, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def selected_ids(self) -> list[int]:
        """The ids of the ticked records, else of the selected rows, in the order shown."""
        if self._model.ticked:
            return sorted(self._model.ticked, key=lambda key: self._model.row_of(key) or 0)
        rows = self.selectionModel().selectedRows()
        return [self._model.id_at(index.row()) for index in rows]

    def fit_columns(self) -> None:
        """Give each column its declared width; where room is short, wide texts give way first."""
        px = theme.active().px
        heads = self.horizontalHeader()
        ticks = int(self._model.tickable)
        wanted = [px(13 * column.width + 22) for column in self._model.columns]
        room = self.viewport().width() - ticks * px(36)
        extra = max(room - sum(wanted), 0)
        chips = [place for place, column in enumerate(self._model.columns)
                 if column.look is Look.CHIPS]  # fmt: skip
        if extra and chips:
            given = min(extra, wanted[chips[0]] // 2)
            wanted[chips[0]] += given
            extra -= given
        for place in self._centred():  # alone, the last one would take all that is left over
            wanted[place] += extra // len(self._centred())
        spare = [round(width * _GIVES_WAY.get(column.look, 0.0))
                 for width, column in zip(wanted, self._model.columns, strict=True)]  # fmt: skip
        shown = self._fitting([w - s for w, s in zip(wanted, spare, strict=True)], room)
        for place in range(len(wanted)):
            self.setColumnHidden(place + ticks, place >= shown)
        wanted, spare = wanted[:shown], spare[:shown]
        short = min(max(sum(wanted) - room, 0), sum(spare))
        for number in range(ticks):
            heads.resizeSection(number, px(36))
        for number, (width, gives) in enumerate(zip(wanted, spare, strict=True), ticks):
            less = -(-short * gives // sum(spare)) if short else 0
            heads.resizeSection(number, width - less)
        heads.setStretchLastSection(True)

    def _fitting(self, least: list[int], room: int) -> int:
        """How many columns are shown: all, or with `told_beside` as many as have room."""
        shown = len(least)
        while self._told_beside and shown > _LEAST_COLUMNS and sum(least[:shown]) > room:
            shown -= 1
        return shown

    def _centred(self) -> list[int]:
        """The places of the centred columns where the last one is among them."""
        columns = self._model.columns
        if not columns or columns[-1].align != "center":
            return []
        return [place for place, column in enumerate(columns) if column.align == "center"]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, self, event.rect())
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current_row()
        if row is not None and event.key() in _ACTED_ON:
            self.opened.emit()
        elif row is not None and self._model.tickable and event.key() == Qt.Key.Key_Space:
            self._model.toggle(row)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif self._model.tickable and event.matches(QKeySequence.StandardKey.SelectAll):
            self._model.tick_all(ticked=True)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 (Qt's name)
        """Gather what is typed in one go; the page knows how its records are found."""
        self._typed += search
        self._typing.start()
        self.typed.emit(self._typed)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.tickable and index.column() == 0:
            self._model.toggle(index.row())
            return
        super().mousePressEvent(event)

    def _copy(self) -> None:
        """Put the selected rows on the clipboard as they are shown: masked when masked."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        first = int(self._model.tickable)
        lines = ["\t".join(column.label for column in self._model.columns)]
        for row in rows:
            cells = (self._model.text(row, c) for c in range(first, self._model.columnCount()))
            lines.append("\t".join(cell.replace("\t", " ") for cell in cells))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _restart(self) -> None:
        self._rest.start()

    def _forget_typed(self) -> None:
        self._typed = ""

    def _press_heading(self, section: int) -> None:
        place = section - self._model.tickable
        if place < 0:
            self._model.tick_all(ticked=len(self._model.ticked) < self._model.rowCount())
        else:
            self.heading_pressed.emit(self._model.columns[place].key)

    def _open(self) -> None:
        self.opened.emit()
