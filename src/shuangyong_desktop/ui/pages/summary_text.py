"""Text with number fields in it: each stands as one sign, shown as its number (UX §2.8)."""

from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPyTextObject,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QTextEdit

from shuangyong_desktop.domain.numbers import BY_KEY
from shuangyong_desktop.domain.summaries import filled, pieces
from shuangyong_desktop.ui import theme

_SIGN = "\ufffc"
_KIND = int(QTextFormat.ObjectTypes.UserObject.value) + 1
_KEY = int(QTextFormat.Property.UserProperty.value) + 1
_CLIPPED = "application/x-shuangyong-text"
_MOST = 4000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ABOVE_BMP = 0xFFFF


class NumberText(QTextEdit):
    """The words of one section; `number_opened` carries the key of a field that was pressed.

    A field is written, moved and deleted whole. The arrow keys choose it in passing, Enter on it
    or a click opens it. Values are shown, `text` gives the fields back as `{visit.units}`.
    """

    number_opened = Signal(str)

    def __init__(self, name: str, says: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(says)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setProperty("role", "tall")
        self._values: Mapping[str, str] = {}
        self._drawn = _Field(self)
        self.document().documentLayout().registerHandler(_KIND, self._drawn)
        self.cursorPositionChanged.connect(self._write_plainly)

    def show_text(self, text: str, values: Mapping[str, str]) -> None:
        """Show `text` with its fields as `values` say; what was undone before is forgotten."""
        self._values = values
        self._drawn.values = values
        self.blockSignals(True)  # noqa: FBT003 (Qt's own; showing is no typing)
        self.clear()
        self._insert(self.textCursor(), text)
        self.document().clearUndoRedoStacks()
        self.blockSignals(False)  # noqa: FBT003
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.setAccessibleDescription(filled(text, values))

    @property
    def text(self) -> str:
        """What stands here, with its fields as they are stored."""
        whole = QTextCursor(self.document())
        whole.select(QTextCursor.SelectionType.Document)
        return self._told(whole).strip()

    def insert_number(self, key: str) -> None:
        """Put the field `key` where the cursor is."""
        self._insert(self.textCursor(), f"{{{key}}}")
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chosen = self._chosen()
        if event.key() in _ENTER and chosen:
            self._open(chosen)
            return
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers()
        if sideways and self._step(forward=event.key() == Qt.Key.Key_Right):
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            key = self.number_at(event.position().toPoint())
            if key:
                self._open(key)

    def number_at(self, point: QPoint) -> str:
        """The key of the field under a point of the view; empty where there is none."""
        near = self.cursorForPosition(point).position()
        for at in (near - 1, near):
            if at >= 0 and self.document().characterAt(at) == _SIGN:
                key, left = self._key_at(at), self._box(at)
                width = self._drawn.width(QFontMetricsF(self.document().defaultFont()), key)
                place = QRectF(left.topLeft(), QSizeF(width, left.height()))
                if place.contains(point):
                    return key
        return ""

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 (Qt's name)
        told = self._told(self.textCursor())
        result = QMimeData()
        result.setText(filled(told, self._values))
        result.setData(_CLIPPED, told.encode())
        return result

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802 (Qt's name)
        return source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 (Qt's name)
        own = source.hasFormat(_CLIPPED)
        text = bytes(source.data(_CLIPPED).data()).decode() if own else source.text()
        room = max(_MOST - len(self.text), 0)
        self._insert(self.textCursor(), text[:room])

    def _open(self, key: str) -> None:
        if key in BY_KEY:
            self.number_opened.emit(key)

    def _insert(self, cursor: QTextCursor, text: str) -> None:
        """Write `text` at `cursor` as one step that can be undone."""
        cursor.beginEditBlock()
        for words, key in pieces(text):
            if key in self._values:
                cursor.insertText(_SIGN, _format(key))
            else:
                cursor.insertText(words, QTextCharFormat())
        cursor.endEditBlock()

    def _told(self, selected: QTextCursor) -> str:
        """The selection with its fields written out."""
        at, parts = selected.selectionStart(), []
        for sign in selected.selectedText():
            parts.append(f"{{{self._key_at(at)}}}" if sign == _SIGN else sign)
            at += 2 if ord(sign) > _ABOVE_BMP else 1  # Qt counts in UTF-16
        return "".join(parts).replace("\u2029", "\n").replace("\u2028", "\n").replace("\xa0", " ")

    def _key_at(self, at: int) -> str:
        behind = QTextCursor(self.document())
        behind.setPosition(at + 1)
        return str(behind.charFormat().property(_KEY) or "")

    def _chosen(self) -> str:
        """The key of the field that alone is selected; empty otherwise."""
        cursor = self.textCursor()
        alone = cursor.selectedText() == _SIGN
        return self._key_at(cursor.selectionStart()) if alone else ""

    def _step(self, *, forward: bool) -> bool:
        """Choose the field beside the cursor; whether there was one to choose."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return False
        at = cursor.position() if forward else cursor.position() - 1
        if at < 0 or self.document().characterAt(at) != _SIGN:
            return False
        move = QTextCursor.MoveOperation
        step = move.NextCharacter if forward else move.PreviousCharacter
        cursor.movePosition(step, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        key = self._key_at(at)
        named = BY_KEY[key].words if key in BY_KEY else ""
        self.setAccessibleDescription(f"{named} {self._values.get(key, '')}，按回车看出处")
        return True

    def _box(self, at: int) -> QRectF:
        cursor = QTextCursor(self.document())
        cursor.setPosition(at)
        return QRectF(self.cursorRect(cursor))

    def _write_plainly(self) -> None:
        """Words typed behind a field are words, not part of it."""
        if self.currentCharFormat().objectType() == _KIND and not self.textCursor().hasSelection():
            self.setCurrentCharFormat(QTextCharFormat())


class _Field(QPyTextObject):
    """Draws a field: its number in the colour of links over a dotted line."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.values: Mapping[str, str] = {}

    def intrinsicSize(self, doc: QTextDocument, at: int, form: QTextFormat) -> QSizeF:  # noqa: N802 (Qt's name)
        del at
        metrics = QFontMetricsF(doc.defaultFont())
        return QSizeF(self.width(metrics, str(form.property(_KEY))), metrics.height())

    def width(self, metrics: QFontMetricsF, key: str) -> float:
        """How wide the number of `key` is drawn."""
        return metrics.horizontalAdvance(self.values.get(key, key)) + 2

    def drawObject(  # noqa: N802 (Qt's name)
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        at: int,
        form: QTextFormat,
    ) -> None:
        del at
        look = theme.active()
        metrics = QFontMetricsF(doc.defaultFont())
        base = rect.top() + metrics.ascent()
        painter.setFont(doc.defaultFont())
        painter.setPen(look.colour("info"))
        key = str(form.property(_KEY))
        painter.drawText(QPointF(rect.left() + 1, base), self.values.get(key, key))
        painter.setPen(QPen(look.colour("info"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(int(rect.left()) + 1, int(base) + 2, int(rect.right()) - 1, int(base) + 2)


def _format(key: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setObjectType(_KIND)
    form.setProperty(_KEY, key)
    form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return form
