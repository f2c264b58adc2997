"""A board of lanes with cards: drawn as far as it is seen, worked by mouse and keyboard."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.board_painter import (
    CARD,
    EDGE,
    FOLD,
    GAP,
    HEAD,
    BoardPainter,
    Card,
    Lane,
)

Fetch = Callable[[Sequence[int]], Sequence[Card]]
"""Gets the cards of some keys, in the order of the keys."""
_LEAST_LANE = 188
_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0),
          Qt.Key.Key_Right: (1, 0)}  # fmt: skip
_ACTED_ON = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Board(QAbstractScrollArea):
    """`opened` carries the key of a card, `moved` a key and the lane that it was brought to.

    Ctrl+← and Ctrl+→ bring the card under the keyboard to the next lane. `menu_wanted` carries
    a key and a place; `resized` says that there may be room for another number of lanes.
    """

    opened = Signal(int)
    moved = Signal(int, int)
    menu_wanted = Signal(int, QPoint)
    current_changed = Signal(int)
    resized = Signal()

    def __init__(self, name: str, says: str, fetch: Fetch) -> None:
        super().__init__()
        self.setObjectName(name)
        self._says = says
        self.setAccessibleName(says)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._fetch = fetch
        self._painter = BoardPainter()
        self._lanes: tuple[Lane, ...] = ()
        self._cards: dict[int, Card] = {}
        self._opened: set[str] = set()
        self._now: tuple[int, int] = (0, 0)
        self._pressed: QPoint | None = None
        self._held: int | None = None
        self._at = QPoint()

    @property
    def room(self) -> int:
        """How many lanes have room beside each other; two at least."""
        px = theme.active().px
        return max((self.viewport().width() + px(GAP)) // px(_LEAST_LANE + GAP), 2)

    @property
    def current(self) -> int | None:
        """The key of the card under the keyboard; None on a fold and on an empty board."""
        lane, at = self._now
        if lane >= len(self._lanes):
            return None
        return self._key_at(self._lanes[lane], at)

    def show_lanes(self, lanes: Sequence[Lane], *, fresh: bool = True) -> None:
        """Show these lanes; the keyboard stays on its card. Cards are asked for anew if `fresh`."""
        kept = self.current
        self._lanes = tuple(lanes)
        if fresh:
            self._cards.clear()
        if kept is None or not self.go_to(kept, scroll=False):
            self._now = next(((n, 0) for n, lane in enumerate(lanes) if self._count(lane)), (0, 0))
            self._tell()
        self._fit_bar()
        self.viewport().update()

    def go_to(self, key: int, *, scroll: bool = True) -> bool:
        """Put the keyboard on the card `key`; False where no lane shows it."""
        for number, lane in enumerate(self._lanes):
            if key in lane.waiting:
                self._go((number, list(lane.waiting).index(key)), scroll=scroll)
                return True
            if key in lane.closed and lane.title in self._opened:
                at = len(lane.waiting) + 1 + list(lane.closed).index(key)
                self._go((number, at), scroll=scroll)
                return True
        return False

    def sizeHint(self) -> QSize:
        return QSize(theme.active().px(600), theme.active().px(300))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        self._cards.update({card.key: card for card in self._fetch(self._unknown())})
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self._lane_at(self._at) if self._held is not None else None
        for number in range(len(self._lanes)):
            self._paint_lane(painter, number, wanted=number == over)
        if self._held is not None:
            width = self._lane_box(0).width() - 2 * theme.active().px(EDGE)
            corner = self._at - QPoint(width // 2, theme.active().px(20))
            box = QRect(corner.x(), corner.y(), width, theme.active().px(CARD))
            self._painter.card(painter, box, self._cards[self._held], now=True, held=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bar()
        self.resized.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._tell()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        """Esc lets a held card go before it means anything to the page."""
        override = event.type() == QEvent.Type.ShortcutOverride and self._held is not None
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = Qt.Key(event.key()), self.current
        beside, along = _STEPS.get(key, (0, 0))
        if beside and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._bring(current, self._now[0] + beside)
        elif beside:
            self._go_beside(beside)
        elif along:
            self._go((self._now[0], self._now[1] + along))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go((self._now[0], 0 if key == Qt.Key.Key_Home else 1 << 30))
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            page = max(self.viewport().height() // self._step, 1)
            self._go((self._now[0], self._now[1] + (page if key == Qt.Key.Key_PageDown else -page)))
        elif key == Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif key in _ACTED_ON and self._lanes:
            self._act()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self._hit(event.pos()) if event.reason() != event.Reason.Keyboard else self._now
        if found is not None and self._lanes:
            self._go(found)
            if self.current is not None:
                self.menu_wanted.emit(self.current, event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position().toPoint())
        if found is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._go(found, scroll=False)
        if self.current is None:
            self._act()
        else:
            self._pressed = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position().toPoint()
        if self._pressed is None:
            return
        far = (self._at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._held is None and far:
            self._held = self.current
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._held is not None:
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, lane = self._held, self._lane_at(event.position().toPoint())
        self._let_go()
        if held is not None and lane is not None:
            self._bring(held, lane)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self._hit(event.position().toPoint())
        if found is None:
            return
        self._go(found, scroll=False)
        if self.current is not None:
            self.opened.emit(self.current)

    @property
    def _step(self) -> int:
        return theme.active().px(CARD + GAP)

    def _paint_lane(self, painter: QPainter, number: int, *, wanted: bool) -> None:
        px, lane, box = theme.active().px, self._lanes[number], self._lane_box(number)
        self._painter.lane(painter, box, wanted=wanted)
        self._painter.head(painter, QRect(box.left(), 0, box.width(), px(HEAD)), lane)
        painter.save()
        painter.setClipRect(box.adjusted(0, px(HEAD), 0, -1))
        for at, place in self._visible(number):
            now = self.hasFocus() and (number, at) == self._now
            key = self._key_at(lane, at)
            if key is None:
                opened = lane.title in self._opened
                self._painter.fold(painter, place, len(lane.closed), opened=opened, now=now)
            elif key in self._cards:
                held = key == self._held
                self._painter.card(painter, place, self._cards[key], now=now, held=held)
        painter.restore()

    def _lane_box(self, number: int) -> QRect:
        """Where a lane stands; lanes share the whole width."""
        gap, count = theme.active().px(GAP), len(self._lanes)
        whole = self.viewport().width() + gap
        left, right = whole * number // count, whole * (number + 1) // count - gap
        return QRect(left, 0, right - left, self.viewport().height())

    def _place(self, number: int, at: int) -> QRect:
        """Where an entry of a lane stands, as the board is scrolled now."""
        px, lane = theme.active().px, self._lanes[number]
        fold = len(lane.waiting)
        top = px(HEAD) + at * self._step - (self._step - px(FOLD + GAP)) * (at > fold)
        high = px(FOLD) if at == fold and lane.closed else px(CARD)
        box = self._lane_box(number).adjusted(px(EDGE), 0, -px(EDGE), 0)
        return QRect(box.left(), top - self.verticalScrollBar().value(), box.width(), high)

    def _visible(self, number: int) -> Iterator[tuple[int, QRect]]:
        """The entries of a lane that are seen, each with its place."""
        count = self._count(self._lanes[number])
        first = max(self.verticalScrollBar().value() // self._step - 1, 0)
        for at in range(first, count):
            place = self._place(number, at)
            if place.top() > self.viewport().height():
                return
            yield at, place

    def _unknown(self) -> list[int]:
        """The keys of the cards that are seen and not known yet."""
        seen = (
            self._key_at(lane, at)
            for number, lane in enumerate(self._lanes)
            for at, _ in self._visible(number)
        )
        return [key for key in seen if key is not None and key not in self._cards]

    def _count(self, lane: Lane) -> int:
        opened = len(lane.closed) if lane.title in self._opened else 0
        return len(lane.waiting) + bool(lane.closed) + opened

    def _key_at(self, lane: Lane, at: int) -> int | None:
        """The key of an entry; None for the fold, and beyond the last one."""
        fold = len(lane.waiting)
        if at < fold:
            return lane.waiting[at]
        shown = lane.title in self._opened and fold < at < self._count(lane)
        return lane.closed[at - fold - 1] if shown else None

    def _lane_at(self, where: QPoint) -> int | None:
        boxes = enumerate(self._lane_box(number) for number in range(len(self._lanes)))
        return next((number for number, box in boxes if box.contains(where)), None)

    def _hit(self, where: QPoint) -> tuple[int, int] | None:
        number = self._lane_at(where)
        if number is None or where.y() < theme.active().px(HEAD):
            return None
        seen = self._visible(number)
        return next(((number, at) for at, place in seen if place.contains(where)), None)

    def _go_beside(self, step: int) -> None:
        """To the next lane on one side that has something, at about the same height."""
        number = self._now[0] + step
        while 0 <= number < len(self._lanes):
            if self._count(self._lanes[number]):
                self._go((number, self._now[1]))
                return
            number += step

    def _go(self, place: tuple[int, int], *, scroll: bool = True) -> None:
        if not self._lanes:
            return
        number, at = place
        last = max(self._count(self._lanes[number]) - 1, 0)
        self._now = (number, min(max(at, 0), last))
        if scroll:
            self._scroll_to(self._place(*self._now))
        self._tell()
        self.viewport().update()

    def _scroll_to(self, box: QRect) -> None:
        bar, head = self.verticalScrollBar(), theme.active().px(HEAD)
        if box.top() < head:
            bar.setValue(bar.value() + box.top() - head)
        elif box.bottom() > self.viewport().height() - theme.active().px(GAP):
            below = box.bottom() - self.viewport().height() + theme.active().px(GAP)
            bar.setValue(bar.value() + below)

    def _act(self) -> None:
        """Open the card under the keyboard, or what is folded away there."""
        if self.current is not None:
            self.opened.emit(self.current)
        elif self._lanes[self._now[0]].closed:
            self._opened ^= {self._lanes[self._now[0]].title}
            self._fit_bar()
            self._tell()
            self.viewport().update()

    def _bring(self, key: int | None, lane: int) -> None:
        if key is None or not 0 <= lane < len(self._lanes):
            return
        if key not in self._lanes[lane].waiting and key not in self._lanes[lane].closed:
            self.moved.emit(key, lane)

    def _let_go(self) -> None:
        self._pressed, self._held = None, None
        self.viewport().unsetCursor()
        self.viewport().update()

    def _fit_bar(self) -> None:
        px = theme.active().px
        most = max(map(self._count, self._lanes), default=0)
        high = px(HEAD + GAP) + most * self._step
        bar = self.verticalScrollBar()
        bar.setRange(0, max(high - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._step // 2)

    def _tell(self) -> None:
        """Say where the keyboard is: nothing in here is a widget that could be read aloud."""
        words = self._says
        if self._lanes:
            lane = self._lanes[self._now[0]]
            known = self._cards.get(self.current or 0)
            here = known.words if known else f"已销号 {len(lane.closed)} 项" if lane.closed else ""
            words = f"{self._says}：{lane.title}，{lane.note}，{here}"
        self.setAccessibleName(words)
        self.current_changed.emit(self.current or 0)
