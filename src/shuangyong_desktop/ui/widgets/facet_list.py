"""The filters at the left of a table: named sections, entries with live counts (UX §2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import picture, plain_hint

_ENTRY = Qt.ItemDataRole.UserRole
_CHOSEN = Qt.ItemDataRole.UserRole + 1
_SWITCH = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Facet:
    """One entry: its section and key, its words and count; `icon` only where there is one.

    `waits` says how many of them ask for something.
    """

    section: str
    key: str
    words: str
    count: int | None = None
    icon: str = ""
    waits: int = 0


class FacetList(QListWidget):
    """Sections of facets. `picked` tells section, key and whether others stay (Ctrl+click).

    `menu_wanted` tells section, key and place of an entry that was pressed on the right or with
    the menu key; `add_wanted` that the ＋ beside a section was pressed.
    """

    picked = Signal(str, str, bool)
    menu_wanted = Signal(str, str, QPoint)
    add_wanted = Signal(str)

    def __init__(
        self, name: str, says: str, several: Sequence[str] = (), grows: Sequence[str] = (),
        *, counted: str = "人",
    ) -> None:  # fmt: skip
        """`several` are the sections that offer 多选 beside their name, `grows` those with ＋.

        Entries say how many `counted` there are.
        """
        super().__init__()
        self._counted = counted
        self._several = tuple(several)
        self._grows = tuple(grows)
        self._choosing: set[str] = set()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_FacetPainter(self))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self._shown: tuple[tuple[str, str], ...] = ()
        self.itemClicked.connect(self._click)

    def show_facets(self, facets: Sequence[Facet], chosen: set[tuple[str, str]]) -> None:
        """Show the entries with their counts; `chosen` holds section and key of those in force."""
        keys = tuple((facet.section, facet.key) for facet in facets)
        if keys != self._shown:
            self._fill(facets)
            self._shown = keys
        entries = iter(facets)
        for number in range(self.count()):
            item = self.item(number)
            if item.data(_ENTRY) is None:
                continue
            facet = next(entries)
            held = (facet.section, facet.key) in chosen
            item.setData(_ENTRY, facet)
            item.setData(_CHOSEN, held)
            count = "" if facet.count is None else f"，{facet.count} {self._counted}"
            count += f"，{facet.waits} {self._counted}要办理" if facet.waits else ""
            item.setToolTip(plain_hint(facet.words))
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{facet.section}：{facet.words}{count}{'，已选' if held else ''}",
            )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        section = item.text() if item is not None and item.data(_ENTRY) is None else ""
        if section in self._grows:
            self.add_wanted.emit(section)
            return
        if section in self._several:
            self._choosing ^= {section}
            item.setData(_SWITCH, _switch(section in self._choosing))
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            item = self.currentItem()
            if item is not None:
                more = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._pick(item, more=more)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
        item = self.currentItem() if keyboard else self.itemAt(event.pos())
        facet = item.data(_ENTRY) if item is not None else None
        if isinstance(facet, Facet):
            at = self.viewport().mapToGlobal(self.visualItemRect(item).bottomLeft())
            self.menu_wanted.emit(facet.section, facet.key, at)

    def _fill(self, facets: Sequence[Facet]) -> None:
        """Show other entries; the keyboard stays at the place where it was."""
        at = self.currentRow()
        self.clear()
        section = ""
        for facet in facets:
            if facet.section != section:
                section = facet.section
                head = QListWidgetItem(section)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                if section in self._several:
                    head.setData(_SWITCH, _switch(section in self._choosing))
                elif section in self._grows:
                    head.setData(_SWITCH, "＋")
                self.addItem(head)
            item = QListWidgetItem(facet.words)
            item.setData(_ENTRY, facet)
            self.addItem(item)
        self.setCurrentRow(min(at, self.count() - 1))

    def _click(self, item: QListWidgetItem) -> None:
        keyboard = QGuiApplication.keyboardModifiers()
        self._pick(item, more=bool(keyboard & Qt.KeyboardModifier.ControlModifier))

    def _pick(self, item: QListWidgetItem, *, more: bool) -> None:
        facet = item.data(_ENTRY)
        if isinstance(facet, Facet):
            self.picked.emit(facet.section, facet.key, more or facet.section in self._choosing)


def _switch(choosing: bool) -> str:  # noqa: FBT001 (the state of one switch)
    return "完成" if choosing else "多选"


class _FacetPainter(QStyledItemDelegate):
    """Draws an entry: drawing, words, count at the right; a section as a small grey line."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        del option
        px = theme.active().px
        return QSize(px(120), px(29 if index.data(_ENTRY) else 34))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.active()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        facet = index.data(_ENTRY)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        if not isinstance(facet, Facet):
            painter.setFont(look.font(12))
            painter.setPen(look.colour("text2"))
            inner = rect.adjusted(look.px(10), look.px(6), -look.px(10), 0)
            painter.drawText(inner, middle, index.data())
            painter.setPen(look.colour("info"))
            right = middle | int(Qt.AlignmentFlag.AlignRight)
            painter.drawText(inner, right, index.data(_SWITCH) or "")
            return
        chosen = bool(index.data(_CHOSEN))
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft" if chosen else "line2"))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(2, 1, -3, -2), 6, 6)
        self._words(painter, rect.adjusted(look.px(10), 0, -look.px(10), 0), facet, chosen=chosen)

    def _words(self, painter: QPainter, inner: QRect, facet: Facet, *, chosen: bool) -> None:
        look = theme.active()
        middle = Qt.AlignmentFlag.AlignVCenter
        tint = "accent_text" if chosen else "text2"
        if facet.icon:
            side = look.px(15)
            top = inner.center().y() - side // 2
            painter.drawPixmap(inner.left(), top, picture(facet.icon, tint, 15))
            inner = inner.adjusted(look.px(23), 0, 0, 0)
        painter.setFont(look.font(13, QFont.Weight.Medium if chosen else QFont.Weight.Normal))
        count = "" if facet.count is None else f"{facet.count:,}"
        metrics = painter.fontMetrics()
        taken = metrics.horizontalAdvance(count)
        if facet.waits:
            taken = max(taken, look.px(22))
            taken += self._waits(painter, inner.adjusted(0, 0, -taken, 0), facet.waits)
        room = inner.width() - taken - look.px(6)
        painter.setPen(look.colour("accent_text" if chosen else "text"))
        words = metrics.elidedText(facet.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignLeft), words)
        painter.setPen(look.colour("accent_text" if chosen else "text3"))
        painter.drawText(inner, int(middle | Qt.AlignmentFlag.AlignRight), count)

    @staticmethod
    def _waits(painter: QPainter, inner: QRect, waits: int) -> int:
        """Draw a triangle and how many ask, at the right of `inner`; how wide that is."""
        look = theme.active()
        number, side = f"{waits:,}", look.px(14)
        width = painter.fontMetrics().horizontalAdvance(number) + look.px(2)
        painter.setPen(look.colour("warn"))
        painter.drawText(
            inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), number
        )
        left = inner.right() - width - side
        painter.drawPixmap(left, inner.center().y() - side // 2,
                           picture("alert-triangle", "warn", 14))  # fmt: skip
        return width + side + look.px(4)
