"""The sections of a summary: ticked, in an order that can be dragged, each with its number."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import picture

_LINE = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_HANDLE, _BOX, _NUMBER = 18, 22, 96
_ROW = 25


@dataclass(frozen=True, slots=True)
class SectionLine:
    """One section as the list shows it: `number` is its headline, `waits` that words lack."""

    key: str
    name: str
    number: str
    chosen: bool
    own: bool = False
    waits: bool = False


class SectionList(QListWidget):
    """Space ticks, Ctrl+↑ and Ctrl+↓ move, Enter opens the text, a click on the number its source.

    `rearranged` carries the ticked keys in their order.
    """

    rearranged = Signal(tuple)
    opened = Signal(str)
    number_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("summary_sections")
        self.setAccessibleName("总结内容：空格选用，Ctrl+上下移动，回车改文字")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_SectionPainter(self))
        self.setMouseTracking(True)
        self.model().rowsMoved.connect(self._tell)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(_line(item).key))
        self._fixed = False

    def show_lines(self, lines: Sequence[SectionLine], *, fixed: bool) -> None:
        """Show the sections; of a `fixed` summary neither order nor ticks can be changed."""
        at = max(self.currentRow(), 0)
        self._fixed = fixed
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.name)
            item.setData(_LINE, line)
            ticked = "已选用" if line.chosen else "未选用"
            waits = "，还没有填写" if line.waits else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole,
                         f"{line.name}，{line.number or '自拟'}，{ticked}{waits}")  # fmt: skip
            self.addItem(item)
        self.setCurrentRow(min(at, self.count() - 1))
        self.setDragEnabled(not fixed)
        self.setFixedHeight(self.count() * theme.active().px(_ROW) + theme.active().px(4))

    def choose(self, key: str) -> None:
        """Put the keyboard on a section."""
        for at in range(self.count()):
            if _line(self.item(at)).key == key:
                self.setCurrentRow(at)

    @property
    def current(self) -> str:
        """The key of the section under the keyboard."""
        item = self.currentItem()
        return _line(item).key if item is not None else ""

    def toggle(self, at: int) -> None:
        """Use the section in row `at`, or leave it out."""
        if self._fixed:
            return
        item = self.item(at)
        line = _line(item)
        item.setData(_LINE, SectionLine(line.key, line.name, line.number, not line.chosen))
        self._tell()

    def move_by(self, step: int) -> None:
        """Move the section under the keyboard up or down."""
        at = self.currentRow()
        to = at + step
        if self._fixed or not 0 <= to < self.count():
            return
        item = self.takeItem(at)
        self.insertItem(to, item)
        self.setCurrentRow(to)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.move_by(step)
        elif event.key() == Qt.Key.Key_Space and self.currentItem() is not None:
            self.toggle(self.currentRow())
        elif event.key() in _ENTER and self.current:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        px = theme.active().px
        point = event.position().toPoint()
        item = self.itemAt(point)
        if item is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        if px(_HANDLE) <= point.x() < px(_HANDLE + _BOX):
            self.toggle(self.row(item))
        elif point.x() >= self.viewport().width() - px(_NUMBER) and _line(item).number:
            self.number_opened.emit(_line(item).key)

    def _tell(self) -> None:
        lines = [_line(self.item(at)) for at in range(self.count())]
        self.rearranged.emit(tuple(line.key for line in lines if line.chosen))


def _line(item: QListWidgetItem) -> SectionLine:
    line: SectionLine = item.data(_LINE)
    return line


class _SectionPainter(QStyledItemDelegate):
    """Draws handle, box, name and number of a section."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option, index
        px = theme.active().px
        return QSize(px(160), px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:  # fmt: skip
        look = theme.active()
        px = look.px
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        line: SectionLine = index.data(_LINE)
        painter.save()
        if state & (QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("line2"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 6, 6)
        self._handle(painter, rect)
        self._box(painter, rect, line)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        name = rect.adjusted(px(_HANDLE + _BOX), 0, -px(_NUMBER), 0)
        painter.setFont(look.font(13))
        painter.setPen(look.colour("text" if line.chosen else "text3"))
        painter.drawText(name, middle, line.name)
        told = line.number or ("请填写" if line.waits else "自拟")
        tint = "info" if line.number else "warn" if line.waits else "text3"
        painter.setPen(look.colour(tint))
        right = middle | int(Qt.AlignmentFlag.AlignRight)
        painter.drawText(rect.adjusted(0, 0, -px(6), 0), right, told)
        painter.restore()

    @staticmethod
    def _handle(painter: QPainter, rect: QRect) -> None:
        """Six dots by which a section is dragged."""
        look = theme.active()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("text3"))
        for across in (0, 4):
            for down in (-4, 0, 4):
                painter.drawEllipse(
                    rect.left() + look.px(5 + across), rect.center().y() + look.px(down), 2, 2
                )

    @staticmethod
    def _box(painter: QPainter, rect: QRect, line: SectionLine) -> None:
        look = theme.active()
        side = look.px(14)
        box = QRect(rect.left() + look.px(_HANDLE), rect.center().y() - side // 2, side, side)
        painter.setPen(look.colour("accent" if line.chosen else "text3"))
        painter.setBrush(look.colour("accent" if line.chosen else "surface"))
        painter.drawRoundedRect(box, 3, 3)
        if line.chosen:
            painter.drawPixmap(box.topLeft(), picture("box-tick", "surface", 14))
