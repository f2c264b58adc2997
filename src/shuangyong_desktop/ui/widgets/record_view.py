"""The view of a RecordTableModel: drawn with one `drawText` a cell, worked by the keyboard."""

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.columns import Look
from shuangyong_desktop.ui.widgets.elements import picture
from shuangyong_desktop.ui.widgets.record_table import RecordTableModel

_FOLLOW_MS = 80
_REMEMBERED = 16_384
_Index = QModelIndex | QPersistentModelIndex
_GIVES_WAY = {Look.CHIPS: 0.45, Look.STRONG: 0.15}
_ACTED_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RecordView(QTableView):
    """A table of records; `current_changed` follows the selection 80 ms after it rests.

    `heading_pressed` carries the key of a column, `typed` what was typed in one go: the page
    sorts and jumps.
    """

    current_changed = Signal()
    opened = Signal()
    heading_pressed = Signal(str)
    typed = Signal(str)

    def __init__(self, model: RecordTableModel, name: str, says: str) -> None:
        super().__init__()
        px = theme.active().px
        self._model = model
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setModel(model)
        self.setItemDelegate(CellPainter(model, self))
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
            wanted[chips[0]] += min(extra, wanted[chips[0]] // 2)
        spare = [round(width * _GIVES_WAY.get(column.look, 0.0))
                 for width, column in zip(wanted, self._model.columns, strict=True)]  # fmt: skip
        short = min(max(sum(wanted) - room, 0), sum(spare))
        for number in range(ticks):
            heads.resizeSection(number, px(36))
        for number, (width, gives) in enumerate(zip(wanted, spare, strict=True), ticks):
            less = -(-short * gives // sum(spare)) if short else 0
            heads.resizeSection(number, width - less)
        heads.setStretchLastSection(True)

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


class CellPainter(QStyledItemDelegate):
    """Draws a cell from the model's text directly, without asking `data` (PERFORMANCE §2)."""

    def __init__(self, model: RecordTableModel, view: QWidget) -> None:
        super().__init__(view)
        look = theme.active()
        self._model = model
        self._view = view
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
        self._selected = look.colour("selected")
        self._striped = look.colour("surface2")
        self._line = look.colour("line2")
        self._accent = look.colour("accent")
        self._chip = look.colour("chip")
        self._flags = {
            "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
            "center": int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter),
            "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
        }

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        row, number = index.row(), index.column()
        self._ground(painter, rect, state, row, number)
        place = number - self._model.tickable
        if place < 0:
            self._tick(painter, rect, row)
            return
        column = self._model.columns[place]
        text = column.text(self._model.record(row), self._model.masked)
        if not text:
            return
        look = column.look
        fitted = self._fonts[look]
        painter.setFont(fitted.font)
        if look is Look.CHIPS:
            self._chips(painter, rect, text)
            return
        painter.setPen(self._pens[look])
        inner = rect.adjusted(self._edge, 0, -self._edge, -1)
        if column.mark is not None:
            inner = self._mark(painter, inner, *column.mark(self._model.record(row)))
        painter.drawText(inner, self._flags[column.align], fitted.shortened(text, inner.width()))

    def _mark(self, painter: QPainter, inner: QRect, icon: str, tint: str) -> QRect:
        """Draw the drawing before a text and take its colour; returns the room left over."""
        look = theme.active()
        painter.setPen(look.colour(tint))
        if not icon:
            return inner
        side = look.px(15)
        top = inner.center().y() - side // 2
        painter.drawPixmap(inner.left(), top, picture(icon, tint, 15))
        return inner.adjusted(side + self._edge * 3 // 4, 0, 0, 0)

    def _ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, row: int, number: int
    ) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._selected)
            if number == 0:
                painter.fillRect(rect.left(), rect.top(), 3, rect.height(), self._accent)
        elif row % 2:
            painter.fillRect(rect, self._striped)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, self._line)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._accent, 1))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _tick(self, painter: QPainter, rect: QRect, row: int) -> None:
        side = theme.active().px(16)
        box = QRectF(0, 0, side, side)
        box.moveCenter(rect.center().toPointF())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ticked = self._model.id_at(row) in self._model.ticked
        painter.setPen(QPen(self._accent if ticked else self._pens[Look.QUIET], 1.2))
        painter.setBrush(self._accent if ticked else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, side / 5, side / 5)
        if ticked:
            painter.setPen(QPen(QColor("white"), side / 9))
            corners = ((0.25, 0.52), (0.43, 0.7), (0.76, 0.33))
            painter.drawPolyline([box.topLeft() + QPointF(side * x, side * y) for x, y in corners])
        painter.restore()

    def _chips(self, painter: QPainter, rect: QRect, text: str) -> None:
        height = self._edge * 5 // 2
        left = rect.left() + self._edge
        room = rect.right() - self._edge
        top = rect.top() + (rect.height() - height) // 2
        fitted = self._fonts[Look.CHIPS]
        for word in text.split("、"):
            width = min(fitted.width(word) + 2 * self._edge, room - left)
            if width < 3 * self._edge:
                break
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._chip)
            painter.drawRoundedRect(left, top, width, height, 4, 4)
            painter.setPen(self._pens[Look.CHIPS])
            shown = fitted.shortened(word, width - 2 * self._edge)
            painter.drawText(left + self._edge, top, width, height, self._flags["left"], shown)
            left += width + self._edge // 2


class Fitted:
    """Texts measured and shortened in one font; remembers what it has measured."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._shortened: dict[tuple[str, int], str] = {}
        self._widths: dict[str, int] = {}

    def shortened(self, text: str, width: int) -> str:
        """`text` as it fits into `width` pixels, with … where it does not."""
        known = self._shortened.get((text, width))
        if known is None:
            if len(self._shortened) >= _REMEMBERED:
                self._shortened.clear()
            known = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
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
