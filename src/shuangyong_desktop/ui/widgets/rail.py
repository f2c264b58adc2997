"""The vertical tabs at the left: narrow with short names, wide with full ones (UX §2.1)."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QSizePolicy, QToolButton, QVBoxLayout

from shuangyong_desktop.ui import icons, theme
from shuangyong_desktop.ui.widgets.elements import column, label, row
from shuangyong_desktop.ui.widgets.elements import glyph as drawing

NARROW, WIDE = 72, 196
_MOST_SHOWN = 99
_COMFORTABLE = 44
"""The height of a tab, at 100 %, below which the tabs move closer together."""


@dataclass(frozen=True)
class Tab:
    """One entry: its key, short and full name, and drawing; `low` ones stand at the bottom."""

    key: str
    short: str
    full: str
    icon: str
    low: bool = False


class _RailButton(QToolButton):
    """A tab with the number of what waits behind it at its upper right."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = 0

    def say_waiting(self, count: int) -> None:
        """Show `count`, or nothing for 0."""
        if count != self._waiting:
            self._waiting = count
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._waiting:
            return
        look, px = theme.active(), theme.active().px
        words = str(self._waiting) if self._waiting <= _MOST_SHOWN else f"{_MOST_SHOWN}+"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPixelSize(px(10))
        font.setWeight(font.Weight.Medium)
        painter.setFont(font)
        width = max(painter.fontMetrics().horizontalAdvance(words) + px(7), px(16))
        wide = self.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
        left = self.width() - width - px(10 if wide else 1)
        top = (self.height() - px(16)) // 2 if wide else px(2)
        box = QRectF(left, top, width, px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("bad"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(look.colour("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class Rail(QFrame):
    """The tabs of the pages that work; Ctrl+1… choose them too."""

    def __init__(self, tabs: tuple[Tab, ...], chosen: Callable[[str], object]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("页面")
        self._tabs = tabs
        self._chosen = chosen
        self._wide: bool | None = None
        self._tight = False
        self._waiting: dict[str, int] = {}
        self._buttons: dict[str, _RailButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._name = column(label("双拥工作台账", "heading"), label("街道单机版", "note"), gap=0)
        self._head = row(drawing("emblem", "accent", 34), self._name, 1, gap=10)
        layout = QVBoxLayout(self)
        px = theme.active().px
        layout.setContentsMargins(px(8), px(11), px(8), px(8))
        layout.setSpacing(px(4))
        layout.addLayout(self._head)
        layout.addSpacing(px(10))
        for tab in tabs:
            if tab.low and not any(self._is_low(key) for key in self._buttons):
                layout.addStretch(1)
            layout.addWidget(self._button(tab))
        if not any(tab.low for tab in tabs):
            layout.addStretch(1)
        self._group.buttonClicked.connect(self._press)
        self.set_wide(wide=False)

    def mark(self, key: str) -> None:
        """Show which page is in front; a page without a tab leaves none pressed."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
        else:
            self._group.setExclusive(False)
            for button in self._buttons.values():
                button.setChecked(False)
            self._group.setExclusive(True)
        self.update()

    def say_waiting(self, key: str, count: int) -> None:
        """Show beside a tab how much there is overdue or due; nothing for 0 (UX §2.1)."""
        self._waiting[key] = count
        full = next(tab.full for tab in self._tabs if tab.key == key)
        self._buttons[key].say_waiting(count)
        self._buttons[key].setAccessibleName(f"{full}，{count} 件待办" if count else full)

    def set_wide(self, *, wide: bool) -> None:
        """Show full names beside the drawings, or short ones below them."""
        if wide == self._wide:
            return
        self._wide = wide
        px = theme.active().px
        self.setFixedWidth(px(WIDE if wide else NARROW))
        for number in range(self._name.count()):
            self._name.itemAt(number).widget().setVisible(wide)
        self._head.setContentsMargins(px(10 if not wide else 6), 0, 0, 0)
        style = Qt.ToolButtonStyle
        for tab in self._tabs:
            button = self._buttons[tab.key]
            button.setText(f"  {tab.full}" if wide else tab.short)
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if wide else style.ToolButtonTextUnderIcon
            )
            button.setFixedHeight(self._height())
            button.setProperty("wide", "true" if wide else "false")
            button.style().unpolish(button)
            button.style().polish(button)

    def set_tight(self, *, tight: bool) -> None:
        """Make the tabs lower where the window is (UX §2.1)."""
        if tight != self._tight:
            self._tight = tight
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = theme.active().px
        low = self._height() < px(_COMFORTABLE)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(px(2 if low and not self._wide else 4))
        for button in self._buttons.values():
            button.setFixedHeight(self._height())

    def _height(self) -> int:
        """How high a tab is: as the window asks for, and never more than all of them have."""
        px = theme.active().px
        wanted = px(40 if self._wide else 47 if self._tight else 54)
        above = self._head.sizeHint().height() + px(29)  # with the margins and the gap below it
        room = (self.height() - above) // len(self._tabs) - px(2)
        return min(wanted, max(room, px(34)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        pressed = self._group.checkedButton()
        if pressed is not None:
            painter = QPainter(self)
            box = pressed.geometry()
            inset = box.height() // 4
            painter.fillRect(
                0, box.top() + inset, 3, box.height() - 2 * inset, theme.active().colour("accent")
            )

    def _is_low(self, key: str) -> bool:
        return any(tab.low for tab in self._tabs if tab.key == key)

    def _button(self, tab: Tab) -> _RailButton:
        button = _RailButton()
        button.setObjectName(f"tab_{tab.key}")
        button.setProperty("role", "rail")
        button.setAccessibleName(tab.full)
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        side = theme.active().px(20)
        button.setIconSize(QSize(side, side))
        button.setIcon(self._icon(tab.icon, side))
        self._group.addButton(button)
        self._buttons[tab.key] = button
        return button

    def _icon(self, name: str, side: int) -> QIcon:
        look = theme.active()
        icon = QIcon(icons.pixmap(name, look.colour("text2").name(), side * 3))
        pressed = icons.pixmap(name, look.colour("accent_text").name(), side * 3)
        icon.addPixmap(pressed, QIcon.Mode.Normal, QIcon.State.On)
        return icon

    def _press(self, button: QToolButton) -> None:
        self.update()
        self._chosen(button.objectName().removeprefix("tab_"))
