"""The pages of a paper as small pictures beside the preview; picking one brings it to the top."""

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from shuangyong_desktop.services.rendering import POINTS_PER_INCH
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.page_source import PageSource

_GAP, _NUMBER = 10, 18
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1}


class Thumbnails(QAbstractScrollArea):
    """Small pages below each other; `picked` carries the page, counted from 0."""

    picked = Signal(int)

    def __init__(self, source: PageSource) -> None:
        super().__init__()
        self.setObjectName("thumbnails")
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._source = source
        self._images: dict[int, QImage] = {}
        self._asked: set[tuple[int, float]] = set()
        self._now = 0
        source.opened.connect(self._restart)
        source.drawn.connect(self._keep)
        self.verticalScrollBar().valueChanged.connect(self._want)
        self._say()

    def mark(self, page: int) -> None:
        """Say that `page` (from 0) is in front, and bring it into sight."""
        if page == self._now:
            return
        self._now = page
        boxes = self._boxes()
        if 0 <= page < len(boxes):
            bar, box = self.verticalScrollBar(), boxes[page]
            if box.top() < bar.value():
                bar.setValue(box.top() - _GAP)
            elif box.bottom() + _NUMBER > bar.value() + self.viewport().height():
                bar.setValue(box.bottom() + _NUMBER + _GAP - self.viewport().height())
        self._say()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        at.setY(at.y() + self.verticalScrollBar().value())
        for index, box in enumerate(self._boxes()):
            if box.adjusted(-_GAP, 0, _GAP, _NUMBER).contains(at):
                self.picked.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 0 <= self._now + step < len(self._source.sizes):
            self.picked.emit(self._now + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.active()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.colour("line2"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(look.font(12))
        down = self.verticalScrollBar().value()
        for index, box in enumerate(self._boxes()):
            place = box.translated(0, -down)
            if not place.adjusted(0, 0, 0, _NUMBER).intersects(event.rect()):
                continue
            painter.fillRect(place, QColor("white"))
            if index in self._images:
                painter.drawImage(QRectF(place), self._images[index])
            chosen = index == self._now
            painter.setPen(QPen(look.colour("accent" if chosen else "line"), 2 if chosen else 1))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))
            painter.setPen(look.colour("accent_text" if chosen else "text3"))
            below = QRect(place.left(), place.bottom() + 1, place.width(), look.px(_NUMBER))
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index + 1))

    def _restart(self) -> None:
        self._images.clear()
        self._asked.clear()
        self._now = 0
        self._say()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._want()

    def _say(self) -> None:
        pages = len(self._source.sizes)
        said = f"页面缩略图，第{self._now + 1}页，共{pages}页" if pages else "页面缩略图，没有页面"
        self.setAccessibleName(said)

    def _boxes(self) -> list[QRect]:
        room = self.viewport().width() - 2 * _GAP
        top, boxes = _GAP, []
        for size in self._source.sizes:
            height = round(room * size.height / size.width)
            boxes.append(QRect(_GAP, top, room, height))
            top += height + theme.active().px(_NUMBER) + _GAP // 2
        return boxes

    def _lay_out(self) -> None:
        boxes = self._boxes()
        height = boxes[-1].bottom() + theme.active().px(_NUMBER) + _GAP if boxes else 0
        bar = self.verticalScrollBar()
        bar.setRange(0, max(height - self.viewport().height(), 0))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(40)
        self._want()

    def _want(self) -> None:
        """Ask for the small pages in sight that are not there yet."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        wanted = [
            (index, self._dpi(index))
            for index, box in enumerate(self._boxes())
            if box.bottom() >= top and box.top() <= bottom and index not in self._images
        ]
        self._asked.update(wanted)
        self._source.want_small(wanted)
        self.viewport().update()

    def _dpi(self, index: int) -> float:
        room = (self.viewport().width() - 2 * _GAP) * self.devicePixelRatioF()
        return max(room, 1) * POINTS_PER_INCH / self._source.sizes[index].width

    def _keep(self, index: int, dpi: float, image: QImage) -> None:
        if (index, dpi) in self._asked:
            self._images[index] = image
            self.viewport().update()
