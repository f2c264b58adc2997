"""Labels, buttons, cards and rows as every page uses them: plain text, named, accessible."""

from collections.abc import Callable
from html import escape
from typing import TypeVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from shuangyong_desktop.ui import icons, theme

Slot = Callable[[], object]
_Box = TypeVar("_Box", bound=QBoxLayout)


def label(text: str = "", role: str = "", *, kind: str = "", name: str = "") -> QLabel:
    """A label that shows `text` as it is, never as markup (SECURITY §6.5)."""
    result = QLabel()
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setText(text)
    result.setObjectName(name)
    result.setProperty("role", role)
    result.setProperty("kind", kind)
    if role == "chip":
        result.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
    return result


def paragraph(text: str, role: str = "label", *, kind: str = "", name: str = "") -> QLabel:
    """A label that breaks its lines."""
    result = label(text, role, kind=kind, name=name)
    result.setWordWrap(True)
    result.setMinimumWidth(1)
    return result


def set_kind(widget: QWidget, kind: str) -> None:
    """Give `widget` another kind and show it at once."""
    if widget.property("kind") != kind:
        widget.setProperty("kind", kind)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(
    text: str, clicked: Slot, *, kind: str = "", icon: str = "", name: str = ""
) -> QPushButton:
    """A button whose words are a verb; `clicked` takes no argument.

    A click leaves the keyboard where it is; Tab comes to the button and shows its ring. Enter in
    an input of a dialog presses the primary one.
    """
    result = QPushButton(plain_caption(text))
    result.setObjectName(name)
    result.setProperty("kind", kind)
    result.setAccessibleName(text)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    result.setDefault(kind == "primary")
    if icon:
        set_icon(result, icon)
    result.clicked.connect(clicked)
    return result


def by_letter(target: QPushButton, letter: str) -> QPushButton:
    """`target` saying “保存(S)”: Alt and that letter press it (UX §2.11)."""
    target.setText(f"{target.text()}(&{letter})")
    return target


def set_icon(target: QPushButton, icon: str) -> None:
    """Show the drawing `icon` in the colour that fits the button's kind."""
    primary = target.property("kind") == "primary"
    size = theme.active().px(16)
    if primary:
        drawn = QIcon(icons.pixmap(icon, "#ffffff", size * 3))
        off = icons.pixmap(icon, theme.active().colour("text3").name(), size * 3)
        drawn.addPixmap(off, QIcon.Mode.Disabled)
        target.setIcon(drawn)
    else:
        target.setIcon(icons.icon(icon, "text2"))
    target.setIconSize(QSize(size, size))


def plain_hint(text: str) -> str:
    """`text` for a tool tip, which would read < as the beginning of markup (SECURITY §6.5)."""
    return escape(text) if "<" in text else text


def plain_caption(text: str) -> str:
    """`text` for a button, in which & is a letter and no shortcut."""
    return text.replace("&", "&&")


def glyph(icon: str, tint: str = "text2", size: int = 18, *, says: str = "") -> QLabel:
    """A drawing as a label; `says` is read aloud, nothing when it only decorates."""
    result = QLabel()
    result.setPixmap(picture(icon, tint, size))
    result.setAccessibleName(says)
    return result


def picture(icon: str, tint: str, size: int) -> QPixmap:
    """A drawing at `size` pixels of the 100 % drawing, sharp up to a device ratio of 3."""
    drawn = icons.pixmap(
        icon, theme.active().colour(tint).name(), theme.active().px(size) * 3
    ).copy()
    drawn.setDevicePixelRatio(3)
    return drawn


def card(*content: QWidget | QLayout, name: str = "", padding: int = 14) -> QFrame:
    """A white card with its content below each other."""
    result = QFrame()
    result.setObjectName(name)
    result.setProperty("role", "card")
    column(*content, into=result, margin=padding)
    return result


def sheet(title: str, count: QLabel, body: QWidget, *acts: QWidget) -> QFrame:
    """A white sheet: its title with a count, `acts` at the right, below them `body`."""
    px = theme.active().px
    head = row(label(title, "heading"), count, 1, *acts)
    head.setContentsMargins(px(12), px(9), px(12), px(9))
    result = frame("card")
    layout = column(head, body, into=result, gap=0)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setStretch(1, 1)
    return result


def note(icon: str, text: str, kind: str, *, name: str = "") -> QFrame:
    """A coloured strip with one remark; `kind` is warn, bad, info or ok."""
    result = QFrame()
    result.setObjectName(name)
    result.setProperty("role", "strip")
    result.setProperty("kind", kind)
    words = paragraph(text, "", kind=kind, name=f"{name}_words" if name else "")
    layout = row(glyph(icon, kind, 16), words, into=result, margin=8, stretch=1)
    layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return result


def column(
    *content: QWidget | QLayout | int, into: QWidget | None = None, margin: int = 0, gap: int = 8
) -> QVBoxLayout:
    """Widgets and layouts below each other; a number is a stretch."""
    layout = QVBoxLayout(into) if into else QVBoxLayout()
    return _filled(layout, content, margin, gap)


def row(
    *content: QWidget | QLayout | int,
    into: QWidget | None = None,
    margin: int = 0,
    gap: int = 8,
    stretch: int | None = None,
) -> QHBoxLayout:
    """Widgets and layouts beside each other; a number is a stretch.

    `stretch` is the place in `content` that takes the room left over.
    """
    layout = QHBoxLayout(into) if into else QHBoxLayout()
    _filled(layout, content, margin, gap)
    if stretch is not None:
        layout.setStretch(stretch, 1)
    return layout


def _filled(
    layout: _Box, content: tuple[QWidget | QLayout | int, ...], margin: int, gap: int
) -> _Box:
    px = theme.active().px
    layout.setContentsMargins(px(margin), px(margin), px(margin), px(margin))
    layout.setSpacing(px(gap))
    for item in content:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(item)
    return layout


def frame(role: str, *, name: str = "") -> QFrame:
    """An empty frame that the style sheet knows by its role."""
    result = QFrame()
    result.setObjectName(name)
    result.setProperty("role", role)
    return result


def rule() -> QFrame:
    """A thin line across."""
    result = frame("rule")
    result.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return result


def upright() -> QWidget:
    """A thin line down, with room above and below it."""
    line = frame("upright")
    line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
    result = QWidget()
    column(line, into=result).setContentsMargins(0, theme.active().px(12), 0, theme.active().px(12))
    return result


def shortcut(keys: str, owner: QWidget, pressed: Slot) -> QShortcut:
    """Do `pressed` on `keys` while `owner` or something inside of it has the focus.

    A page hears its keys wherever in the window the focus is, as long as the page is in front.
    """
    result = QShortcut(QKeySequence(keys), owner)
    within = Qt.ShortcutContext.WidgetWithChildrenShortcut
    whole_page = owner.property("role") == "page"
    result.setContext(Qt.ShortcutContext.WindowShortcut if whole_page else within)
    result.activated.connect(pressed)
    return result


def empty(layout: QLayout) -> None:
    """Take everything out of `layout` and free it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
