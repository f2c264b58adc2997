"""The one window: the door, the first run, or the frame of the open ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.ui import appearance, icons, theme
from shuangyong_desktop.ui.background import cancel_all, wait_for_all
from shuangyong_desktop.ui.desk import Desk
from shuangyong_desktop.ui.frame import Frame
from shuangyong_desktop.ui.idleness import Idleness
from shuangyong_desktop.ui.notices import WindowNotices
from shuangyong_desktop.ui.unlock import Unlock

if TYPE_CHECKING:
    from shuangyong_desktop.ui.first_run import FirstRun
    from shuangyong_desktop.ui.safekeeping import Safekeeping

TITLE = "双拥工作台账"
LEAST_WIDTH, LEAST_HEIGHT = 1280, 650
_AFTER_FIRST_PAGE_MS = 400
_LEAVE_DEMO = "清空演示数据，开始正式使用？演示里的人员和方案都会删除，正式台账不受影响。"
_UNSAVED = "有正在填写、还没有保存的内容，关闭窗口后不保留。"
_UNSAVED_DRESS = "页面上还有没有保存的内容，请先保存或取消，再换显示方式。"


class MainWindow(QMainWindow):
    """Holds the ledger at `path` from the password until the window closes or is left idle.

    The title never carries a person's name (UX §2.13).
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self.desk: Desk | None = None
        self._begun: FirstRun | None = None
        self._safekeeping: Safekeeping | None = None
        self.notices = WindowNotices(self)
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.emblem())
        self._fit_screen()
        self._idleness = Idleness(self)
        self._idleness.idle.connect(self.lock)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    def start(self) -> None:
        """Show the door, or the first run where there is no ledger yet."""
        if self._path.exists() or self._path.with_suffix(".key").exists():
            self._show_door()
        else:
            self._show_first_run()

    def enter(self, office: Office, first: str = "ledger") -> Frame:
        """Show the pages of an open ledger, `first` in front."""
        self.desk = Desk(office, self)
        self.desk.dress_changed.connect(self._dress)
        self.desk.replaced.connect(self._build_anew)
        self.desk.lost.connect(self._to_the_door, Qt.ConnectionType.QueuedConnection)
        self.desk.lock_wanted.connect(self._lock_soon)
        self.desk.demo_wanted.connect(self.open_demo)
        self.desk.demo_ended.connect(self._leave_demo)
        self.desk.changed.connect(self._note_idle_minutes)
        frame = Frame(self.desk, self.notices, first)
        self.setCentralWidget(frame)
        for sentence in office.notices:
            self.notices.toast(sentence)
        self._note_idle_minutes()
        if not office.is_demo:
            QTimer.singleShot(_AFTER_FIRST_PAGE_MS, self, self._keep_safe)
        return frame

    def open_demo(self) -> None:
        """Show the demo beside the ledger; it has a file of its own and cannot mix with it."""
        from shuangyong_desktop.ui.demo_door import DemoDoor, demo_beside  # noqa: PLC0415 (rare)

        DemoDoor(demo_beside(self._path), self.notices, self, self._enter_demo).open()

    def lock(self) -> None:
        """Close the ledger and ask for the password again; waits while something is written."""
        if self.desk is None:
            return
        if self.desk.busy:
            self._idleness.begin_again()
            return
        question = QApplication.activeModalWidget()
        if question is not None:
            question.close()  # as 取消; its page is still there to hear the answer
            QTimer.singleShot(0, self, self.lock)
            return
        self.notices.hush()
        self._close_desk()
        self._show_door()

    def _lock_soon(self) -> None:
        """Lock in the next turn: the button that was pressed goes with its page."""
        QTimer.singleShot(0, self, self.lock)

    def come_forward(self) -> None:
        """Show the window above all others, because the program was started again."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None and self.desk.busy:
            event.ignore()
            self.notices.tell("正在写入台账，请等待完成或先取消，再关闭窗口。")
            return
        question = QApplication.activeModalWidget()
        if question is not None:  # as 取消; its page is still there to hear the answer
            event.ignore()
            question.close()
            QTimer.singleShot(0, self, self.close)
            return
        frame = self.centralWidget()
        if isinstance(frame, Frame) and frame.losing and not self._may_lose():
            event.ignore()
            return
        QSettings().setValue("geometry", self.saveGeometry())
        if self._safekeeping is not None:
            self._safekeeping.before_leaving(self)
        if self._begun is not None and self.desk is None and self._begun.office is not None:
            self._begun.office.close()
        self._close_desk()
        super().closeEvent(event)

    def _may_lose(self) -> bool:
        return self.notices.ask(_UNSAVED, "不保存，关闭")

    def _begin(self, office: Office) -> None:
        self._begun = None
        self.enter(office).show_page("welcome")

    def _enter_demo(self, office: Office) -> None:
        if self._begun is not None and self._begun.office is not None:
            self._begun.office.close()
        self._begun = None
        self._close_desk()
        self.enter(office)

    def _leave_demo(self) -> None:
        """Throw the demo away and go to the real ledger, or to the first run of one."""
        if self.desk is None or not self.notices.ask(_LEAVE_DEMO, "清空演示"):
            return
        from shuangyong_desktop.ui.demo_door import throw_away  # noqa: PLC0415 (rare)

        demo = self.desk.office.path
        self._close_desk()
        throw_away(demo)
        if self._path == demo:
            self._path = ledgers.default_ledger()
        self.start()

    def _show_first_run(self) -> None:
        # Both draw in printing and papers, which a window on a known ledger does not need yet.
        from shuangyong_desktop.ui.first_run import FirstRun  # noqa: PLC0415
        from shuangyong_desktop.ui.recovery_paper import RecoveryPaper  # noqa: PLC0415

        self._begun = FirstRun(self._path, self.notices, RecoveryPaper(self), self._begin)
        self._begun.demo_wanted.connect(self.open_demo)
        self._begun.restored.connect(self._show_door)
        self.setCentralWidget(self._begun)
        self._begun.focus()

    def _opened(self, office: Office) -> None:
        """Go on to the pages, or back to a recovery sheet that was never typed back."""
        if not self._path.with_name(f"{self._path.name}.unconfirmed").exists():
            self.enter(office, "home" if office.people.counts().people else "ledger")
            return
        self._show_first_run()
        if self._begun is not None:
            self._begun.resume(office)

    def _show_door(self) -> None:
        self._begun = None
        door = Unlock(self._path, self._opened, self.notices)
        self.setCentralWidget(door)
        door.focus()

    def _close_desk(self) -> None:
        if self.desk is None:
            return
        self._idleness.stop()
        _application().removeEventFilter(self)
        self._end_pages(self.desk)
        desk, self.desk, self._safekeeping = self.desk, None, None
        desk.close()

    def _to_the_door(self) -> None:
        """Leave a ledger that is closed already: no page may write a draft into it."""
        desk, self.desk, self._safekeeping = self.desk, None, None
        if desk is None:
            return
        self._idleness.stop()
        _application().removeEventFilter(self)
        desk.blockSignals(True)  # noqa: FBT003 (Qt's own)
        self._end_pages(desk)
        desk.give_up()
        self._show_door()

    def _end_pages(self, desk: Desk) -> None:
        """Let the pages end what they hold, and free them: none may ask a closed ledger."""
        desk.closing.emit()
        cancel_all()
        wait_for_all()
        self.setCentralWidget(QWidget())
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _keep_safe(self) -> None:
        if self.desk is None or self.desk.office.is_demo or self._safekeeping is not None:
            return
        from shuangyong_desktop.ui.safekeeping import Safekeeping  # noqa: PLC0415 (not before the page)

        self._safekeeping = Safekeeping(self.desk, self.notices)
        self._safekeeping.made.connect(self._say_backup)

    def _say_backup(self) -> None:
        frame = self.centralWidget()
        if isinstance(frame, Frame):
            frame.say_backup()

    def _note_idle_minutes(self) -> None:
        """Lock after the minutes of the preferences; a demo holds nobody's data and stays."""
        if self.desk is not None and not self.desk.office.is_demo:
            self._idleness.begin(self.desk.office.settings.preferences().idle_minutes)

    def _dress(self) -> None:
        """Put on the look that was chosen, in the next turn: a page of the old one asks for it."""
        frame = self.centralWidget()
        if isinstance(frame, Frame) and frame.unsaved:
            self.notices.toast(_UNSAVED_DRESS)
            return
        QTimer.singleShot(0, self, self._change_dress)

    def _change_dress(self) -> None:
        theme.apply(appearance.load().theme, _application())
        self._build_anew()

    def _build_anew(self) -> None:
        """Build the pages again: in another look, or over a ledger that was restored."""
        if self.desk is None:
            self.start()
            return
        frame = self.centralWidget()
        place = frame.place if isinstance(frame, Frame) else "ledger"
        self._end_pages(self.desk)
        self.setCentralWidget(Frame(self.desk, self.notices))
        self._show_again(place)

    def _show_again(self, place: str) -> None:
        frame = self.centralWidget()
        if isinstance(frame, Frame):
            frame.show_page(place)

    def _follow_system(self) -> None:
        """Change colours with the desktop, unless something typed would be lost by it."""
        frame = self.centralWidget()
        follows = appearance.load().mode is appearance.Mode.SYSTEM
        if follows and isinstance(frame, Frame) and not frame.unsaved:
            self._change_dress()

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
