"""在全部文字中查找: asked for by the clerk, behind a strip with 取消 (DESIGN 18)."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from shuangyong_desktop.domain.text import briefly
from shuangyong_desktop.ui.background import Slices
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.notices import Notices
from shuangyong_desktop.ui.widgets.progress import ProgressStrip


class FullTextLook(QObject):
    """Looks through all texts for what was typed; `found` carries a title and the ids."""

    found = Signal(str, object)

    def __init__(self, desk: Desk, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notices = notices
        self._slices: Slices | None = None
        self._strip: ProgressStrip | None = None
        desk.closing.connect(self.stop)

    def look_for(self, text: str, window: QWidget) -> None:
        """Begin; what was being looked for before is given up."""
        self.stop()
        looking = self._desk.office.full_text(text)

        def show() -> None:
            self.stop()
            if looking.found:
                self.found.emit(briefly(f"全文含“{text}”"), looking.found)
            else:
                self._notices.toast(briefly(f"全部文字中都没有“{text}”。"))

        self._strip = ProgressStrip(window)
        self._strip.begin("正在全部文字中查找", "人")
        self._slices = Slices(looking.step, self)
        self._strip.cancelled.connect(self._give_up)
        self._slices.progressed.connect(self._strip.tell)
        self._slices.finished.connect(show)
        self._slices.failed.connect(self._fail)
        self._slices.start()

    def stop(self) -> None:
        """Look no further and give the window back."""
        if self._slices is not None:
            self._slices.stop()
            self._slices.deleteLater()
        if self._strip is not None and isValid(self._strip):
            self._strip.end()
            self._strip.deleteLater()
        self._slices, self._strip = None, None

    def _give_up(self) -> None:
        self.stop()
        self._notices.toast("已停止查找，名单没有变。")

    def _fail(self, error: Exception) -> None:
        self.stop()
        self._notices.fail(error)
