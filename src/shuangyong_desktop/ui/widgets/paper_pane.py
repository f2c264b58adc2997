"""A paper on the screen: thumbnails, page number, zoom and the pages themselves (UX §2.8)."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from shuangyong_desktop.ui import theme
from shuangyong_desktop.ui.widgets.elements import button, column, label, row
from shuangyong_desktop.ui.widgets.page_view import PageView
from shuangyong_desktop.ui.widgets.thumbnails import Thumbnails

_THUMBNAILS_FROM = 620
_FITS_FROM = 520
"""Below this width the page keeps to what it fits now, and the zoom alone is offered."""
_THUMBNAIL = 128


class PaperPane(QWidget):
    """Preview of one PDF with everything to move about in it; `failed` carries what went wrong."""

    failed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        px = theme.active().px
        self.view = PageView(name)
        self.view.failed.connect(self.failed)
        self._small = Thumbnails(self.view.source)
        self._small.setFixedWidth(px(_THUMBNAIL))
        self._small.picked.connect(self.view.go_to)
        self._number = QSpinBox()
        self._number.setObjectName(f"{name}_page")
        self._number.setAccessibleName("页码")
        self._number.setFixedWidth(px(52))
        self._number.setKeyboardTracking(False)
        self._number.valueChanged.connect(self._turn_to)
        self._of = label("", "note", name=f"{name}_pages")
        self._zoom = label("", "note", name=f"{name}_zoom")
        self._state = label("", "note", kind="info", name=f"{name}_state")
        view = self.view
        self._fits = (
            button("适合页宽", view.fit_width, kind="flat", name=f"{name}_fit_width"),
            button("适合整页", view.fit_page, kind="flat", name=f"{name}_fit_page"),
        )
        tools = row(
            label("第", "note"), self._number, self._of, self._state, 1,
            button("缩小", view.zoom_out, kind="flat", icon="minus", name=f"{name}_smaller"),
            self._zoom,
            button("放大", view.zoom_in, kind="flat", icon="plus", name=f"{name}_larger"),
            *self._fits, gap=4,
        )  # fmt: skip
        view.page_changed.connect(self._say_page)
        view.zoom_changed.connect(lambda per_cent: self._zoom.setText(f"{per_cent}%"))
        body = row(self._small, self.view, gap=1, stretch=1)
        layout = column(tools, body, into=self, gap=6)
        layout.setStretch(1, 1)
        self._say_page(0, 0)

    def open(self, path: Path) -> None:
        """Show the PDF at `path`."""
        self.say("")
        self.view.open(path)

    def say(self, words: str) -> None:
        """Say what is going on, such as 正在排版; the pages before stay."""
        self._state.setText(words)

    def clear(self, sentence: str = "") -> None:
        """Show no pages but `sentence`, and end the rendering process."""
        self.say("")
        self.view.clear(sentence)
        self._say_page(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = theme.active().px
        self._small.setVisible(self.width() >= px(_THUMBNAILS_FROM))
        for fit in self._fits:
            fit.setVisible(self.width() >= px(_FITS_FROM))

    def _say_page(self, page: int, pages: int) -> None:
        self._number.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._number.setRange(min(1, pages), pages)
        self._number.setValue(page)
        self._number.blockSignals(False)  # noqa: FBT003
        self._number.setEnabled(pages > 0)
        self._of.setText(f"页，共 {pages} 页")
        self._small.mark(page - 1)

    def _turn_to(self, page: int) -> None:
        self.view.go_to(page - 1)
