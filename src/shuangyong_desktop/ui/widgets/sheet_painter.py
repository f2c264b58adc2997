"""Drawing the visible cells of a RecordTableModel in one go, column by column.

Qt's own way asks Python once for every cell and the style sheet once for every panel; drawing
all of a column with one font and one pen costs a third of that (PERFORMANCE §2).
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QTableView

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Column, Look
from shuangyong_desktop.ui.widgets.elements import picture
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel

_REMEMBERED = 16_384


class Row(NamedTuple):
    """One visible row: its number, where it begins, and its record."""

    number: int
    top: int
    record: Any


class SheetPainter:
    """Draws what a table shows; made once for a view, for the theme that is on then."""

    def __init__(self, model: RecordTableModel) -> None:
        look = theme.active()
        self._model = model
        self._edge = look.px(8)
        self._fonts = {
            Look.PLAIN: Fitted(look.font()),
            Look.STRONG: Fitted(look.font(weight=QFont.Weight.Medium)),
            Look.QUIET: Fitted(look.font()),
            Look.CHIPS: Fitted(look.font(12)),
            Look.WARN: Fitted(look.font(12, QFont.Weight.Medium)),
        }
        self._pens = {
            Look.PLAIN: look.colour("text2"),
            Look.STRONG: look.colour("text"),
            Look.QUIET: look.colour("text3"),
            Look.CHIPS: look.colour("text2"),
            Look.WARN: look.colour("warn"),
        }
        self._tint = lru_cache(look.colour)
        self._boxes: tuple[QPixmap, QPixmap] | None = None
        self._selected = look.colour("selected")
        self._striped = look.colour("surface2")
        self._line = look.colour("line2")
        self._accent = look.colour("accent")
        self._chip = look.colour("chip")

    def paint(self, painter: QPainter, view: QTableView, dirty: QRect) -> None:
        """Draw every cell that `dirty` touches."""
        height = view.verticalHeader().defaultSectionSize()
        rows = self._rows(view, dirty)
        if not rows:
            return
        self._ground(painter, view, rows, height)
        ticks = int(self._model.tickable)
        if ticks:
            self._ticks(painter, view, rows, height)
        for place, column in enumerate(self._model.columns):
            if view.isColumnHidden(place + ticks):
                continue
            left = view.columnViewportPosition(place + ticks)
            width = view.columnWidth(place + ticks)
            if left + width < dirty.left() or left > dirty.right():
                continue
            if column.look is Look.CHIPS:
                self._chips(painter, column, rows, QRect(left, 0, width, height))
            else:
                self._texts(painter, column, rows, QRect(left, 0, width, height))
        self._focus(painter, view)

    def _rows(self, view: QTableView, dirty: QRect) -> list[Row]:
        first = view.rowAt(max(dirty.top(), 0))
        if first < 0:
            return []
        last = view.rowAt(dirty.bottom())
        if last < 0:
            last = self._model.rowCount() - 1
        self._model.prepare(first, last)
        top, height = view.rowViewportPosition(first), view.verticalHeader().defaultSectionSize()
        record = self._model.record
        return [
            Row(number, top + at * height, record(number))
            for at, number in enumerate(range(first, last + 1))
        ]

    def _ground(self, painter: QPainter, view: QTableView, rows: list[Row], height: int) -> None:
        width = view.horizontalHeader().length() - view.horizontalHeader().offset()
        root = view.rootIndex()
        chosen = view.selectionModel().isRowSelected
        for number, top, _ in rows:
            if chosen(number, root):
                painter.fillRect(0, top, width, height, self._selected)
                painter.fillRect(0, top, 3, height, self._accent)
            elif number % 2:
                painter.fillRect(0, top, width, height, self._striped)
            painter.fillRect(0, top + height - 1, width, 1, self._line)

    def _focus(self, painter: QPainter, view: QTableView) -> None:
        index = view.currentIndex()
        if index.isValid() and view.hasFocus():
            painter.setPen(QPen(self._accent, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(view.visualRect(index).adjusted(0, 0, -1, -1))

    def _texts(self, painter: QPainter, column: Column, rows: list[Row], cell: QRect) -> None:
        """The texts of one column; `cell` is where it stands and how large a cell is."""
        fitted = self._fonts[column.look]
        painter.setFont(fitted.font)
        painter.setPen(self._pens[column.look])
        text, masked = column.text, self._model.masked
        left = cell.left() + self._edge
        room = cell.width() - 2 * self._edge
        below = (cell.height() - 1 - fitted.height) // 2 + fitted.ascent
        shift = _SHIFTS.get(column.align)
        for _, top, record in rows:
            shown = text(record, masked)
            if not shown:
                continue
            start, space = left, room
            if column.mark is not None:
                used = self._mark(painter, QRect(left, top, room, cell.height()),
                                  *column.mark(record))  # fmt: skip
                start, space = left + used, room - used
            words = fitted.shortened(shown, space)
            if shift is not None:
                start += shift(space - fitted.width(words))
            painter.drawText(start, top + below, words)

    def _mark(self, painter: QPainter, inner: QRect, icon: str, tint: str) -> int:
        """Draw the drawing before a text and take its colour; returns the room it needs."""
        painter.setPen(self._tint(tint))
        if not icon:
            return 0
        side = theme.active().px(15)
        top = inner.center().y() - side // 2
        painter.drawPixmap(inner.left(), top, picture(icon, tint, 15))
        return side + self._edge * 3 // 4

    def _ticks(self, painter: QPainter, view: QTableView, rows: list[Row], height: int) -> None:
        ratio = view.devicePixelRatioF()
        if self._boxes is None or self._boxes[0].devicePixelRatio() != ratio:
            self._boxes = _box(self._accent, self._pens[Look.QUIET], ratio)
        room = theme.active().px(18)
        left = view.columnViewportPosition(0) + (view.columnWidth(0) - room) // 2
        lower = (height - room) // 2
        ticked, id_at = self._model.ticked, self._model.id_at
        for number, top, _ in rows:
            painter.drawPixmap(left, top + lower, self._boxes[id_at(number) in ticked])

    def _chips(self, painter: QPainter, column: Column, rows: list[Row], cell: QRect) -> None:
        high = self._edge * 5 // 2
        lower = (cell.height() - high) // 2
        fitted = self._fonts[Look.CHIPS]
        below = lower + (high - fitted.height) // 2 + fitted.ascent
        painter.setFont(fitted.font)
        masked = self._model.masked
        pen = self._pens[Look.CHIPS]
        for _, top, record in rows:
            left = cell.left() + self._edge
            for word in filter(None, column.text(record, masked).split("、")):
                width = min(fitted.width(word) + 2 * self._edge, cell.right() - self._edge - left)
                if width < 3 * self._edge:
                    break
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._chip)
                painter.drawRoundedRect(left, top + lower, width, high, 4, 4)
                painter.setPen(pen)
                shown = fitted.shortened(word, width - 2 * self._edge)
                painter.drawText(left + self._edge, top + below, shown)
                left += width + self._edge // 2


def _box(accent: QColor, line: QColor, ratio: float) -> tuple[QPixmap, QPixmap]:
    """The box of a row that is not ticked, and of one that is; drawn once for a screen."""
    room = theme.active().px(18)
    side = theme.active().px(16)
    drawn = []
    for ticked in (False, True):
        picture = QPixmap(round(room * ratio), round(room * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        box = QRectF((room - side) / 2, (room - side) / 2, side, side)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent if ticked else line, 1.2))
        painter.setBrush(accent if ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, side / 5, side / 5)
        if ticked:
            painter.setPen(QPen(QColor("white"), side / 9))
            corners = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.33))
            painter.drawPolyline([box.topLeft() + QPointF(side * x, side * y) for x, y in corners])
        painter.end()
        drawn.append(picture)
    return drawn[0], drawn[1]


_SHIFTS: dict[str, Callable[[int], int]] = {
    "center": lambda spare: max(spare, 0) // 2,
    "right": lambda spare: max(spare, 0),
}
"""How far a text moves to the right when so much room is left."""


class Fitted:
    """Texts measured and shortened in one font; remembers what it has measured."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self.height = self._metrics.height()
        self.ascent = self._metrics.ascent()
        self._shortened: dict[tuple[str, int], str] = {}
        self._widths: dict[str, int] = {}

    def shortened(self, text: str, width: int) -> str:
        """`text` on one line as it fits into `width` pixels, with … where it does not."""
        known = self._shortened.get((text, width))
        if known is None:
            if len(self._shortened) >= _REMEMBERED:
                self._shortened.clear()
            known = self._metrics.elidedText(_on_one_line(text), _ELIDE, width)
            self._shortened[text, width] = known
        return known

    def width(self, text: str) -> int:
        """How wide `text` is, in pixels."""
        known = self._widths.get(text)
        if known is None:
            if len(self._widths) >= _REMEMBERED:
                self._widths.clear()
            known = self._widths[text] = self._metrics.horizontalAdvance(text)
        return known


_ELIDE = Qt.TextElideMode.ElideRight


def _on_one_line(text: str) -> str:
    return " ".join(text.splitlines()) if "\n" in text else text
