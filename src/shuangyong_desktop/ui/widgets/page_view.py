"""The preview of a paper: its pages below each other, at any zoom (UX §4.4)."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from shuangyong_desktop.services.rendering import POINTS_PER_INCH
from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.page_source import PageSource

_GAP = 12
_LEAST, _MOST = 0.2, 4.0
_STEP = 1.2
_KEPT = 12


class Fit(Enum):
    """What the zoom keeps to when the view changes."""

    WIDTH = "适合页宽"
    PAGE = "适合整页"
    FREE = "自定"


class PageView(QAbstractScrollArea):
    """The pages of one PDF; fits the width until the clerk zooms or asks for whole pages.

    Until the pages of a new PDF are drawn, those before stay.
    """

    page_changed = Signal(int, int)
    zoom_changed = Signal(int)
    failed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName("纸面预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.source = PageSource(self)
        self.source.opened.connect(self._restart)
        self.source.drawn.connect(self._keep)
        self.source.failed.connect(self.failed)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self._images: dict[int, tuple[float, QImage]] = {}
        self._zoom = 1.0
        self._fit = Fit.WIDTH
        self._empty = ""

    def open(self, path: Path) -> None:
        """Show the PDF at `path`."""
        self.source.open(path)

    def clear(self, sentence: str = "") -> None:
        """Show no pages but `sentence`."""
        self.source.close()
        self._images.clear()
        self._empty = sentence
        self.setAccessibleDescription(sentence)
        self._lay_out()

    @property
    def page_count(self) -> int:
        """How many pages the open PDF has; 0 when none is open."""
        return len(self.source.sizes)

    @property
    def drawn_pages(self) -> int:
        """How many pages have been drawn at the present zoom."""
        return sum(1 for dpi, _ in self._images.values() if dpi == self._dpi())

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._set_zoom(self._zoom / _STEP)

    def fit_width(self) -> None:
        """Make the widest page as wide as the view, also when the view changes."""
        self._fit = Fit.WIDTH
        self._lay_out()

    def fit_page(self) -> None:
        """Make a whole page fit into the view, also when the view changes."""
        self._fit = Fit.PAGE
        self._lay_out()

    def go_to(self, index: int) -> None:
        """Bring page `index` to the top."""
        if 0 <= index < self.page_count:
            self.verticalScrollBar().setValue(self._boxes()[index].top() - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._set_zoom(self._zoom * (_STEP if event.angleDelta().y() > 0 else 1 / _STEP))
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        if event.key() in (keys.Key_Plus, keys.Key_Equal):
            self.zoom_in()
        elif event.key() == keys.Key_Minus:
            self.zoom_out()
        elif event.key() == keys.Key_Home:
            self.go_to(0)
        elif event.key() == keys.Key_End:
            self.go_to(self.page_count - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        look = theme.active()
        painter.fillRect(event.rect(), look.colour("line2"))
        if not self.page_count:
            painter.setPen(look.colour("text3"))
            painter.drawText(self.viewport().rect(), Qt.AlignmentFlag.AlignCenter, self._empty)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        down = self.verticalScrollBar().value()
        across = self.horizontalScrollBar().value()
        for index, box in enumerate(self._boxes()):
            place = box.translated(-across, -down)
            if not place.intersects(event.rect()):
                continue
            painter.fillRect(place, QColor("white"))
            if index in self._images:
                painter.drawImage(QRectF(place), self._images[index][1])
            painter.setPen(look.colour("line"))
            painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _restart(self) -> None:
        self._images.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._moved()

    def _set_zoom(self, zoom: float) -> None:
        self._fit = Fit.FREE
        self._zoom = min(max(zoom, _LEAST), _MOST)
        self._lay_out()

    def _dpi(self) -> float:
        return self._zoom * 96 * self.devicePixelRatioF()

    def _boxes(self) -> list[QRect]:
        per_point = self._zoom * 96 / POINTS_PER_INCH
        room = self.viewport().width()
        top, boxes = _GAP, []
        for size in self.source.sizes:
            width, height = round(size.width * per_point), round(size.height * per_point)
            boxes.append(QRect(max((room - width) // 2, _GAP), top, width, height))
            top += height + _GAP
        return boxes

    def _lay_out(self) -> None:
        if self._fit is not Fit.FREE and self.source.sizes:
            self._zoom = min(max(self._fitting(), _LEAST), _MOST)
        boxes = self._boxes()
        height = boxes[-1].bottom() + _GAP if boxes else 0
        width = max((box.width() for box in boxes), default=0) + 2 * _GAP
        view = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(height - view.height(), 0))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(width - view.width(), 0))
        self.horizontalScrollBar().setPageStep(view.width())
        self.zoom_changed.emit(round(self._zoom * 100))
        self._moved()

    def _fitting(self) -> float:
        """The zoom at which the widest page is as wide as the view, or the highest as high."""
        per_point = 96 / POINTS_PER_INCH
        widest = max(size.width for size in self.source.sizes) * per_point
        zoom = (self.viewport().width() - 2 * _GAP) / widest
        if self._fit is Fit.PAGE:
            highest = max(size.height for size in self.source.sizes) * per_point
            zoom = min(zoom, (self.viewport().height() - 2 * _GAP) / highest)
        return zoom

    def _moved(self) -> None:
        """Ask for the pages in sight and the next one, unless they are there already."""
        boxes, dpi = self._boxes(), self._dpi()
        top = self.verticalScrollBar().value()
        seen = [
            index
            for index, box in enumerate(boxes)
            if box.bottom() >= top and box.top() <= top + self.viewport().height()
        ]
        if seen:
            self.page_changed.emit(seen[0] + 1, len(boxes))
            near = [*seen, seen[-1] + 1] if seen[-1] + 1 < len(boxes) else seen
            old = [index for index in self._images if abs(index - seen[0]) > _KEPT]
            for index in old:
                del self._images[index]
            missing = [index for index in near if self._images.get(index, (0.0,))[0] != dpi]
            self.source.want([(index, dpi) for index in missing])
        self.viewport().update()

    def _keep(self, index: int, dpi: float, image: QImage) -> None:
        if dpi != self._dpi():
            return  # a small picture, or a page that was wanted before the zoom
        self._images[index] = (dpi, image)
        self.viewport().update()
