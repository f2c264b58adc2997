"""The one window: the door, the first run, or the frame of the open ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import icons
from shuangyong_desktop.ui.background import Job, wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.notices import WindowNotices
from shuangyong_desktop.ui.unlock import Unlock

if TYPE_CHECKING:
    from shuangyong_desktop.ui.first_run import FirstRun

TITLE = "双拥工作台账"
LEAST_WIDTH, LEAST_HEIGHT = 1280, 650
IDLE_MINUTES = 5
_INPUTS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}
)


class MainWindow(QMainWindow):
    """Holds the ledger at `path` from the password until the window closes or is left idle.

    The title never carries a person's name (UX §2.13).
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.desk: Desk | None = None
        self._begun: FirstRun | None = None
        self.notices = WindowNotices(self)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.emblem())
        self._fit_screen()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MINUTES * 60 * 1000)
        self._idle.timeout.connect(self.lock)

    def start(self) -> None:
        """Show the door, or the first run where there is no ledger yet."""
        if self._path.exists() or self._path.with_suffix(".key").exists():
            self._show_door()
        else:
            self._show_first_run()

    def enter(self, office: Office) -> Frame:
        """Show the pages of an open ledger."""
        self.desk = Desk(office, self)
        frame = Frame(self.desk, self.notices)
        self.setCentralWidget(frame)
        self._idle.start()
        _application().installEventFilter(self)
        for sentence in office.notices:
            self.notices.toast(sentence)
        return frame

    def lock(self) -> None:
        """Close the ledger and ask for the password again; waits while something is written."""
        if self.desk is None:
            return
        if self.desk.busy:
            self._idle.start()
            return
        question = QApplication.activeModalWidget()
        if question is not None:
            question.close()  # as 取消; its page is still there to hear the answer
            QTimer.singleShot(0, self, self.lock)
            return
        self._close_desk()
        self._show_door()

    def come_forward(self) -> None:
        """Show the window above all others, because the program was started again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUTS and self.desk is not None:
            self._idle.start()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None and self.desk.busy:
            event.ignore()
            self.notices.tell("正在写入台账，请等待完成或先取消，再关闭窗口。")
            return
        QSettings().setValue("geometry", self.saveGeometry())
        if self._begun is not None and self.desk is None and self._begun.office is not None:
            self._begun.office.close()
        self._close_desk()
        super().closeEvent(event)

    def _begin(self, office: Office) -> None:
        self._begun = None
        self.enter(office).show_page("imports")

    def _show_first_run(self) -> None:
        # Both draw in printing and papers, which a window on a known ledger does not need yet.
        from shuangyong_desktop.ui.first_run import FirstRun  # noqa: PLC0415
        from shuangyong_desktop.ui.recovery_paper import RecoveryPaper  # noqa: PLC0415

        self._begun = FirstRun(self._path, self.notices, RecoveryPaper(self), self._begin)
        self.setCentralWidget(self._begun)
        self._begun.focus()

    def _opened(self, office: Office) -> None:
        """Go on to the pages, or back to a recovery sheet that was never typed back."""
        if not self._path.with_name(f"{self._path.name}.unconfirmed").exists():
            self.enter(office)
            return
        self._show_first_run()
        if self._begun is not None:
            self._begun.resume(office)

    def _show_door(self) -> None:
        door = Unlock(self._path, self._opened)
        self.setCentralWidget(door)
        door.focus()

    def _close_desk(self) -> None:
        if self.desk is None:
            return
        self._idle.stop()
        _application().removeEventFilter(self)
        self.desk.closing.emit()
        for job in self.findChildren(Job):
            job.cancel()
        wait_for_all()
        desk, self.desk = self.desk, None
        # The pages go before the ledger: no timer of theirs may ask a closed one.
        self.setCentralWidget(QWidget())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        desk.close()

    def _fit_screen(self) -> None:
        room = QGuiApplication.primaryScreen().availableGeometry()
        self.setMinimumSize(min(LEAST_WIDTH, room.width()), min(LEAST_HEIGHT, room.height()))
        kept = QSettings().value("geometry")
        if kept is None or not self.restoreGeometry(kept):
            self.resize(min(1366, room.width()), min(768, room.height()))


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("a window needs a QApplication")
    return application
