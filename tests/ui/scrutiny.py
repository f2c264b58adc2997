"""Looks at every widget of a window as a picky colleague would: what is cut off, unnamed, unread.

Each check yields sentences that name the widget and the fault; none is a fault on its own
account of taste. A widget may shorten its words only where its property `elides` says so.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QRawFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QToolButton,
    QWidget,
)

from shuangyong_desktop.domain.shipped import resources

INPUTS = (
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QPlainTextEdit,
    QAbstractButton,
    QAbstractItemView,
    QTabBar,
)
_FONT_FILES = ("NotoSansSC-Regular.ttf", "HanaMinB.ttf")
_PADDING = 8  # of a button: words that are bolder than planned may come into it
_HEADING = 16  # of a heading, left and right
_LINE_MARGIN = 2  # of QLineEdit itself, beside that of the style
_FEW = 6  # fewer letters than this in a line are no line to read
_MARKUP = re.compile(r"<[a-zA-Z!/]")
_UNBROKEN = re.compile(r"[!-~]+")


def faults(window: QWidget) -> list[str]:
    """Everything that is wrong with what `window` shows now; empty when nothing is."""
    seen = list(visible(window))
    found = [fault for widget in seen for check in _CHECKS for fault in check(widget)]
    return sorted(set(found))


def visible(window: QWidget) -> Iterator[QWidget]:
    """`window` and everything inside of it that is to be seen."""
    yield window
    for child in window.findChildren(QWidget):
        if child.isVisibleTo(window) and not _is_part(child):
            yield child


def name_of(widget: QWidget) -> str:
    """How a fault names a widget: class and object name, else those of its parents."""
    chain, at = [], widget
    while at is not None and len(chain) < 4:
        chain.append(f"{type(at).__name__}#{at.objectName()}" if at.objectName() else "")
        if at.objectName():
            break
        chain[-1] = type(at).__name__
        at = at.parentWidget()
    return " < ".join(chain)


def _is_part(widget: QWidget) -> bool:
    """Whether a widget belongs to another one's inside, which that one answers for."""
    parent = widget.parentWidget()
    if isinstance(widget, QScrollBar) or isinstance(parent, QScrollBar):
        return True
    if widget.objectName().startswith("qt_") and not isinstance(parent, QMessageBox):
        return True
    if isinstance(widget, QHeaderView):
        return False
    if type(widget) is QAbstractButton and isinstance(parent, QTableView):
        return True  # the corner between its headings
    return isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit | QTabBar | QHeaderView)


def clipped(widget: QWidget) -> Iterator[str]:
    """Words that have less room than they need."""
    if widget.property("elides"):
        return
    if isinstance(widget, QLabel):
        yield from _clipped_label(widget)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton):
        yield from _clipped_button(widget)
    elif isinstance(widget, QToolButton):
        yield from _too_narrow(widget, widget.text(), _tool_room(widget))
    elif isinstance(widget, QTabBar):
        yield from _clipped_tabs(widget)
    elif isinstance(widget, QHeaderView):
        yield from _clipped_sections(widget)
    elif isinstance(widget, QComboBox):
        yield from _clipped_choices(widget)
    elif isinstance(widget, QLineEdit):
        if not widget.text():  # which is shown in the place of the hint
            yield from _too_narrow(widget, widget.placeholderText(), _line_room(widget))
    elif isinstance(widget, QListWidget):
        yield from _clipped_items(widget)


def _clipped_label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text:
        return
    room = label.contentsRect().adjusted(*(0, 0, -2 * label.margin(), -2 * label.margin()))
    metrics = label.fontMetrics()
    if label.height() == 0:
        return  # not laid out yet: further down in a long list than was painted
    if not label.wordWrap():
        wanted = label.sizeHint()
        if wanted.width() > label.width() + 1 or wanted.height() > label.height() + 1:
            yield _says(label, text, wanted, label.size())
        return
    if len(text) > 3 * _FEW and label.width() < _FEW * metrics.horizontalAdvance("字"):
        yield f"{name_of(label)}: “{_short(text)}” is squeezed into {label.width()} px"
    need = label.heightForWidth(label.width())
    if need > label.height() + 1:
        yield _says(label, text, QSize(label.width(), need), label.size())
    longest = max((metrics.horizontalAdvance(run) for run in _UNBROKEN.findall(text)), default=0)
    if longest > room.width() + 1:
        yield f"{name_of(label)}: “{_short(text)}” holds a word wider than its {room.width()} px"


def _clipped_button(button: QPushButton | QCheckBox | QRadioButton) -> Iterator[str]:
    option = QStyleOptionButton()
    button.initStyleOption(option)
    part = {
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }.get(type(button), QStyle.SubElement.SE_PushButtonContents)
    room = button.style().subElementRect(part, option, button)
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    padding = _PADDING if part is QStyle.SubElement.SE_PushButtonContents else 0
    width = room.width() - icon + padding
    yield from _too_narrow(button, _caption(button.text()), width, room.height())


def _tool_room(button: QToolButton) -> int:
    beside = button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    only = button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    return 10_000 if only else button.width() - 4 - (button.iconSize().width() + 4) * beside


def _clipped_tabs(bar: QTabBar) -> Iterator[str]:
    bold = QFontMetrics(bar.font())
    for number in range(bar.count()):
        box = bar.tabRect(number)
        words = bar.tabText(number)
        if not bar.isTabVisible(number):
            continue
        if bold.horizontalAdvance(words) > box.width() - 8:
            yield _says(bar, words, bold.size(0, words), box.size())
        if not bar.rect().contains(box.adjusted(1, 1, -1, -1)):
            yield f"{name_of(bar)}: tab “{words}” lies outside of the bar"


def _clipped_sections(heads: QHeaderView) -> Iterator[str]:
    if heads.orientation() is not Qt.Orientation.Horizontal or heads.model() is None:
        return
    for section in range(heads.count()):
        words = heads.model().headerData(section, Qt.Orientation.Horizontal)
        if not words or heads.isSectionHidden(section):
            continue
        need = heads.fontMetrics().horizontalAdvance(str(words))
        if need > heads.sectionSize(section) - _HEADING:
            yield _says(heads.parentWidget(), f"heading {words}", QSize(need, 0),
                        QSize(heads.sectionSize(section) - _HEADING, 0))  # fmt: skip


def _clipped_choices(box: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box)
    yield from _too_narrow(box, box.currentText(), room.width(), room.height())
    metrics = box.view().fontMetrics()
    list_room = max(box.view().minimumWidth(), box.width()) - 12
    for number in range(box.count()):
        words = box.itemText(number)
        if metrics.horizontalAdvance(words) > list_room:
            yield _says(box, f"choice {words}", metrics.size(0, words), QSize(list_room, 0))


def _clipped_items(items: QListWidget) -> Iterator[str]:
    room = items.viewport().width()
    for number in range(items.count()):
        item = items.item(number)
        need = items.visualItemRect(item)
        if items.sizeHintForIndex(items.indexFromItem(item)).width() > room + 1:
            yield _says(items, f"item {item.text()}", need.size(), QSize(room, 0))


def _too_narrow(widget: QWidget, words: str, width: int, height: int = 10_000) -> Iterator[str]:
    metrics = widget.fontMetrics()
    need = metrics.size(0, words) if words else QSize()
    if need.width() > width + 1 or need.height() > height + 2:
        yield _says(widget, words, need, QSize(width, height))


def _line_room(edit: QLineEdit) -> int:
    option = QStyleOptionFrame()
    edit.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    room = edit.style().subElementRect(part, option, edit).width() - 2 * _LINE_MARGIN
    drawings = [button for button in edit.findChildren(QToolButton) if button.isVisible()]
    return room - sum(button.width() for button in drawings)


def unnamed(widget: QWidget) -> Iterator[str]:
    """Inputs without a name for those who listen, or without one for tests and keys."""
    if not isinstance(widget, INPUTS) or isinstance(widget, QHeaderView):
        return
    if not _spoken(widget).strip():
        yield f"{name_of(widget)}: has no accessible name"
    if not widget.objectName() and not isinstance(widget.window(), QMessageBox):
        yield f"{name_of(widget)}: has no object name"


def _spoken(widget: QWidget) -> str:
    """What is read aloud for an input: its own name, its words, or those of its label."""
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    labels = widget.window().findChildren(QLabel)
    captions = (label.text() for label in labels if label.buddy() is widget)
    return widget.accessibleName() or words or next(captions, "")


def marked_up(widget: QWidget) -> Iterator[str]:
    """Words that would be read as markup (SECURITY §6.5)."""
    plain = Qt.TextFormat.PlainText
    if isinstance(widget, QLabel) and widget.text() and _format(widget) is not plain:
        yield f"{name_of(widget)}: reads “{_short(widget.text())}” as {_format(widget)}"
    if _MARKUP.search(widget.toolTip()):
        yield f"{name_of(widget)}: the hint {_short(widget.toolTip())!r} is markup"


def _format(label: QLabel) -> Qt.TextFormat:
    """How a label reads its words; a message box sets the format of its label itself."""
    box = label.window()
    return box.textFormat() if isinstance(box, QMessageBox) else label.textFormat()


def without_glyph(widget: QWidget) -> Iterator[str]:
    """Letters that the shipped screen fonts cannot draw."""
    for words in _words_of(widget):
        lost = sorted({letter for letter in words if not _drawable(letter)})
        if lost:
            yield f"{name_of(widget)}: no glyph for {', '.join(f'U+{ord(c):04X}' for c in lost)}"


def _words_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QHeaderView) and widget.model() is not None:
        across = Qt.Orientation.Horizontal
        yield from (
            str(widget.model().headerData(number, across) or "") for number in range(widget.count())
        )
    elif isinstance(widget, QListWidget):
        yield from (widget.item(number).text() for number in range(widget.count()))
    if isinstance(widget, QAbstractButton | QComboBox | QLineEdit):
        yield widget.toolTip()


_fonts: list[QRawFont] = []
_known: dict[str, bool] = {" ": True, "\n": True, "\u3000": True}


def _drawable(letter: str) -> bool:
    if not _fonts:
        _fonts.extend(QRawFont(str(resources() / "fonts" / name), 13) for name in _FONT_FILES)
    if letter not in _known:
        _known[letter] = any(font.supportsCharacter(ord(letter)) for font in _fonts)
    return _known[letter]


def overlapping(widget: QWidget) -> Iterator[str]:
    """Neighbours of one layout that cover each other, and children that stick out of it."""
    layout = widget.layout()
    if layout is None:
        return
    inside = [child for child in _laid_out(layout) if child.isVisibleTo(widget.window())]
    for number, one in enumerate(inside):
        for other in inside[number + 1 :]:
            shared = one.geometry().intersected(other.geometry())
            if min(shared.width(), shared.height()) > 1:
                yield f"{name_of(one)} and {name_of(other)} overlap by {_size(shared.size())}"
        if _scrolls(widget):
            continue
        if not widget.rect().adjusted(-1, -1, 1, 1).contains(one.geometry()):
            yield f"{name_of(one)} sticks out of {name_of(widget)}"


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _laid_out(inner)
        elif widget is not None:
            yield widget


def _scrolls(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and isinstance(parent.parentWidget(), QAbstractScrollArea)


def unreachable(window: QWidget, steps: int = 400) -> list[str]:
    """Inputs of `window` that Tab does not come to; presses Tab until it comes round."""
    wanted = {
        widget
        for widget in visible(window)
        if isinstance(widget, INPUTS) and widget.isEnabled() and not isinstance(widget, QHeaderView)
    }
    start = QApplication.focusWidget() or window
    reached: set[QWidget] = set()
    for _ in range(steps):
        at = QApplication.focusWidget()
        if at is not None:
            if at in reached and at is start:
                break
            reached.add(at)
            reached |= _reached_with(at)
        if not window.focusNextChild():
            break
    return sorted(f"{name_of(widget)}: Tab does not reach it" for widget in wanted - reached)


def _reached_with(widget: QWidget) -> set[QWidget]:
    """The others of an exclusive group, to which arrow keys go; the input a line belongs to."""
    found: set[QWidget] = set()
    if isinstance(widget, QAbstractButton) and widget.group() and widget.group().exclusive():
        found |= set(widget.group().buttons())
    parent = widget.parentWidget()
    if isinstance(parent, QComboBox | QAbstractSpinBox):
        found.add(parent)
    return found


def gives_up(window: QWidget) -> Iterator[str]:
    """A dialog in which Enter after typing leaves without doing anything."""
    for button in window.findChildren(QPushButton):
        leaves = button.text() in ("取消", "关闭")
        if button.isDefault() and leaves and isinstance(window.focusWidget(), QLineEdit):
            yield f"{name_of(button)}: Enter presses “{button.text()}”"


def too_large(window: QWidget, room: QSize) -> Iterator[str]:
    """A window that does not go into `room`."""
    if window.width() > room.width() or window.height() > room.height():
        yield f"{name_of(window)}: {_size(window.size())} where there is {_size(room)}"


def _says(widget: QWidget, words: str, need: QSize, room: QSize) -> str:
    return f"{name_of(widget)}: “{_short(words)}” needs {_size(need)}, has {_size(room)}"


def _size(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"


def _short(words: str) -> str:
    return words if len(words) <= 24 else f"{words[:24]}…"


def _caption(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


_CHECKS = (clipped, unnamed, marked_up, without_glyph, overlapping)
