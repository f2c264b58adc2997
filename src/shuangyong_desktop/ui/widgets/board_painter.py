"""Drawing the lanes and cards of a board; knows nothing of what they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import picture
from shuangyong_desktop.ui.widgets.sheet_painter import Fitted

HEAD, CARD, FOLD, GAP, EDGE = 38, 108, 32, 8, 10
"""Heights of a lane's head, a card and the fold, and what lies between, at 100 %."""
_BAR, _SMALL = 6, 12
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn of one record: its title, its state, how far it has come, and two lines.

    `kind` is the colour of the state (ok, warn, bad, info; empty for none). `share` is the
    filled part of the bar, None where nothing is counted.
    """

    key: int
    title: str
    state: str
    kind: str = ""
    figure: str = ""
    share: float | None = None
    source: str = ""
    until: str = ""
    late: bool = False
    files: str = ""

    @property
    def words(self) -> str:
        """The whole card in one line, as it is read aloud."""
        files = f"佐证 {self.files}" if self.files else ""
        parts = (self.title, self.state, self.figure, self.source, self.until, files)
        return "，".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Lane:
    """One column of a board: its name, a few words beside it, and the keys of its cards.

    `closed` are folded away under one line until that is pressed.
    """

    title: str
    note: str
    waiting: Sequence[int]
    closed: Sequence[int] = ()


class BoardPainter:
    """Draws in the theme that is on when it is made."""

    def __init__(self) -> None:
        look = theme.active()
        self._look = look
        self._title = Fitted(look.font(weight=QFont.Weight.Medium))
        self._plain = Fitted(look.font(_SMALL))

    def lane(self, painter: QPainter, box: QRect, *, wanted: bool) -> None:
        """The ground of a lane; `wanted` while a card is held over it."""
        colour = self._look.colour
        painter.setPen(QPen(colour("accent" if wanted else "line"), 2 if wanted else 1))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def head(self, painter: QPainter, box: QRect, lane: Lane) -> None:
        """The name of a lane, and its note at the right."""
        px, colour = self._look.px, self._look.colour
        inner = box.adjusted(px(EDGE), 0, -px(EDGE), 0)
        painter.setFont(self._plain.font)
        painter.setPen(colour("text2"))
        painter.drawText(inner, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), lane.note)
        room = inner.width() - self._plain.width(lane.note) - px(8)
        painter.setFont(self._title.font)
        painter.setPen(colour("text"))
        painter.drawText(inner, int(_MIDDLE), self._title.shortened(lane.title, room))

    def fold(self, painter: QPainter, box: QRect, count: int, *, opened: bool, now: bool) -> None:
        """The line under which the closed cards lie."""
        px, colour = self._look.px, self._look.colour
        painter.setPen(QPen(colour("accent"), 2) if now else Qt.PenStyle.NoPen)
        painter.setBrush(colour("ok_soft"))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(px(EDGE), 0, -px(EDGE), 0)
        side = px(15)
        painter.drawPixmap(
            inner.left(), inner.center().y() - side // 2, picture("circle-check", "ok", 15)
        )
        painter.setFont(self._plain.font)
        painter.setPen(colour("ok"))
        words = inner.adjusted(side + px(7), 0, 0, 0)
        painter.drawText(words, int(_MIDDLE), f"已销号 {count} 项")
        painter.setPen(colour("info"))
        act = "收起" if opened else "展开"
        painter.drawText(inner, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), act)

    def card(self, painter: QPainter, box: QRect, card: Card, *, now: bool, held: bool) -> None:
        """One card; `now` where the keyboard is, `held` where the mouse has taken it away."""
        px, colour = self._look.px, self._look.colour
        painter.setOpacity(0.4 if held else 1.0)
        painter.setPen(QPen(colour("accent" if now else "line2"), 2 if now else 1))
        painter.setBrush(colour("surface2"))
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(px(EDGE), px(5), -px(EDGE), -px(5))
        line = QRect(inner.left(), inner.top(), inner.width(), px(24))
        painter.setFont(self._title.font)
        painter.setPen(colour("text"))
        painter.drawText(line, int(_MIDDLE), self._title.shortened(card.title, line.width()))
        line.translate(0, px(23))
        self._state(painter, line, card)
        if card.share is not None:
            self.bar(painter, QPoint(line.left(), line.bottom() + px(4)), line.width(), card.share)
        line.translate(0, px(35))
        painter.setFont(self._plain.font)
        painter.setPen(colour("text2"))
        source = self._plain.shortened(card.source, line.width())
        painter.drawText(line.adjusted(0, 0, 0, -px(4)), int(_MIDDLE), source)
        line.translate(0, px(18))
        self._last(painter, line, card)
        painter.setOpacity(1.0)

    def bar(self, painter: QPainter, at: QPoint, width: int, share: float) -> None:
        """A bar of which `share` is filled: all of it in green."""
        px, colour = self._look.px, self._look.colour
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("line"))
        thick = px(_BAR)
        painter.drawRoundedRect(QRectF(at.x(), at.y(), width, thick), thick / 2, thick / 2)
        if share > 0:
            painter.setBrush(colour("c1" if share < 1 else "ok"))
            filled = max(width * min(share, 1.0), thick)
            painter.drawRoundedRect(QRectF(at.x(), at.y(), filled, thick), thick / 2, thick / 2)

    def _state(self, painter: QPainter, line: QRect, card: Card) -> None:
        px, colour = self._look.px, self._look.colour
        painter.setFont(self._plain.font)
        icon = px(15) if card.late else 0
        width = self._plain.width(card.state) + px(16) + icon
        chip = QRectF(line.left(), line.top() + px(2), width, line.height() - px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(f"{card.kind}_soft" if card.kind else "chip"))
        painter.drawRoundedRect(chip, 4, 4)
        if card.late:
            at = QPoint(line.left() + px(6), line.center().y() - px(6))
            painter.drawPixmap(at, picture("alert-triangle", "bad", 13))
        painter.setPen(colour(card.kind or "text2"))
        words = QRect(line.left() + px(8) + icon, line.top(), width, line.height())
        painter.drawText(words, int(_MIDDLE), card.state)
        painter.setFont(self._title.font)
        painter.setPen(colour("text"))
        painter.drawText(line, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), card.figure)

    def _last(self, painter: QPainter, line: QRect, card: Card) -> None:
        px, colour = self._look.px, self._look.colour
        painter.setFont(self._plain.font)
        painter.setPen(colour("bad" if card.late else "text2"))
        painter.drawText(line, int(_MIDDLE), card.until)
        if card.files:
            painter.setPen(colour("text2"))
            painter.drawText(line, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), card.files)
            left = line.right() - self._plain.width(card.files) - px(19)
            painter.drawPixmap(left, line.center().y() - px(6), picture("paperclip", "text3", 13))
