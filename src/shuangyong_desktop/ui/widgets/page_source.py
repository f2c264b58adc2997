"""Pictures of the pages of a PDF, drawn one after the other in the rendering process."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from shuangyong_desktop.domain.errors import Cancelled
from shuangyong_desktop.services.rendering import Pages, PageSize, Picture
from shuangyong_desktop.ui.background import Job, Tick


def image_of(picture: Picture) -> QImage:
    """The picture as an image of its own memory."""
    shape = (picture.width, picture.height, picture.stride)
    return QImage(picture.pixels, *shape, QImage.Format.Format_RGB888).copy()


class PageSource(QObject):
    """One open PDF; `want` the pages that are seen, `drawn` brings them one by one."""

    opened = Signal()
    drawn = Signal(int, float, QImage)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sizes: tuple[PageSize, ...] = ()
        self.pages: Pages | None = None
        self._opening: Job | None = None
        self._drawing: Job | None = None
        self._wanted: list[tuple[int, float]] = []
        self._small: list[tuple[int, float]] = []

    def open(self, path: Path) -> None:
        """Show the PDF at `path` from now on; the pages before stay until it is open."""
        if self._opening is not None:
            self._opening.cancel()
        self._opening = Job(partial(_opened, path), self)
        self._opening.finished.connect(self._take)
        self._opening.failed.connect(self.failed)
        self._opening.start()

    def want(self, wanted: list[tuple[int, float]]) -> None:
        """Draw these pages, each at its dots per inch; forget what was wanted before."""
        self._wanted = wanted
        self._next()

    def want_small(self, wanted: list[tuple[int, float]]) -> None:
        """Draw these small pictures when no page is waiting; forget those wanted before."""
        self._small = wanted
        self._next()

    def close(self) -> None:
        """End the rendering process; a PDF that is just being opened is let go."""
        if self._opening is not None:
            self._opening.cancel()
            self._opening = None
        self._wanted, self._small = [], []
        self.sizes = ()
        if self.pages is not None:
            self.pages.close()
            self.pages = None

    def _take(self, pages: Pages) -> None:
        if self.sender() is not self._opening:
            pages.close()
            return
        self._opening = None
        self.close()
        self.pages = pages
        self.sizes = pages.sizes
        self.opened.emit()

    def _next(self) -> None:
        waiting = self._wanted or self._small
        if self._drawing is not None or not waiting or self.pages is None:
            return
        index, dpi = waiting.pop(0)
        pages = self.pages
        self._drawing = Job(partial(_drawn, pages, index, dpi), self)
        self._drawing.finished.connect(partial(self._show, pages, index, dpi))
        self._drawing.failed.connect(partial(self._give_up, pages))
        self._drawing.start()

    def _show(self, pages: Pages, index: int, dpi: float, image: QImage) -> None:
        self._drawing = None
        if pages is self.pages:
            self.drawn.emit(index, dpi, image)
        self._next()

    def _give_up(self, pages: Pages, error: Exception) -> None:
        self._drawing = None
        if pages is self.pages:
            self.failed.emit(error)
        else:
            self._next()


def _opened(path: Path, tick: Tick) -> Pages:
    pages = Pages(path)
    try:
        tick(1, 1)
    except Cancelled:
        pages.close()
        raise
    return pages


def _drawn(pages: Pages, index: int, dpi: float, tick: Tick) -> QImage:
    del tick
    return image_of(pages.picture(index, dpi))
