"""Starts the window: fonts, translation, input method, one instance, and the last resort."""

import faulthandler
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import MutableMapping, Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QMainWindow

from shuangyong_desktop.domain.shipped import resources
from shuangyong_desktop.ui import appearance, theme

_SCREEN_FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium-core.ttf")
_RARE_FONT = "HanaMinB.ttf"
_LOG_BYTES = 500_000


def main(given: Sequence[str]) -> int:
    """Show the window until it is closed; returns the exit code."""
    wanted = _arguments(given)
    return _run(Path(wanted.ledger) if wanted.ledger else None)


def has_display(environment: MutableMapping[str, str] = os.environ) -> bool:
    """Whether a window can be shown: always on Windows, else where the desktop says so."""
    if sys.platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def choose_input_method(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let Chinese be typed where the desktop asks for fcitx, for which Qt ships no plugin.

    fcitx5 also speaks IBus through its portal (DESIGN 12, measured). SHUANGYONG_KEEP_IM=1
    leaves everything as the desktop set it.
    """
    if environment.get("SHUANGYONG_KEEP_IM"):
        return
    if environment.get("QT_IM_MODULE", "").startswith("fcitx"):
        environment["QT_IM_MODULE"] = "ibus"
        environment["IBUS_USE_PORTAL"] = "1"


def application(arguments: Sequence[str] = ()) -> QApplication:
    """The one QApplication, in Chinese, with the shipped screen fonts and the theme."""
    running = QApplication.instance()
    made = running if isinstance(running, QApplication) else QApplication(list(arguments))
    made.setOrganizationName("shuangyong")
    made.setApplicationName("shuangyong")
    made.setApplicationDisplayName("双拥工作台账")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(made)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        made.installTranslator(translator)
    for name in _SCREEN_FONTS:
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / name))
    theme.apply(theme.active() if running else appearance.load().theme, made)
    return made


def load_rare_font() -> None:
    """Add the 30 MB font of rare ideographs; done when the first page stands."""
    QFontDatabase.addApplicationFont(str(resources() / "fonts" / _RARE_FONT))


def _arguments(given: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="shuangyong", description="打开双拥工作台账的窗口。")
    parser.add_argument("--ledger", metavar="PATH", help="打开这个台账，而不是本机默认的台账")
    return parser.parse_args(given)


def _run(ledger: Path | None) -> int:
    # The services and the window come after the arguments: a wrong call answers at once.
    from shuangyong_desktop.services import ledgers, places  # noqa: PLC0415
    from shuangyong_desktop.ui.main_window import MainWindow  # noqa: PLC0415
    from shuangyong_desktop.ui.single_instance import (  # noqa: PLC0415
        SingleInstance,
        raise_running,
    )

    choose_input_method()
    path = ledger or ledgers.default_ledger()
    _keep_log(places.make_private(places.data_folder()))
    running = application(sys.argv[:1])
    if raise_running(path):
        return 0
    window = MainWindow(path)
    SingleInstance(path, window.come_forward, window)
    sys.excepthook = _LastResort(window)
    window.start()
    window.show()
    QTimer.singleShot(1500, load_rare_font)
    return running.exec()


class _LastResort:
    """The excepthook: the place of the fault goes to the log, one sentence to the clerk.

    What an exception says may hold personal data, so only its type and place are kept.
    """

    def __init__(self, window: "QMainWindow") -> None:
        self._window = window
        self._speaking = False

    def __call__(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        if self._speaking:
            return
        self._speaking = True
        try:
            self._window.notices.fail(error.with_traceback(trace))  # type: ignore[attr-defined]
        finally:
            self._speaking = False


def _keep_log(folder: Path) -> None:
    import logging  # noqa: PLC0415 (eleven milliseconds that the first paint can do without)
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415

    handler = RotatingFileHandler(
        folder / "program.log", maxBytes=_LOG_BYTES, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger("peewee").setLevel(logging.ERROR)
    faulthandler.enable((folder / "crash.log").open("a", encoding="utf-8"))
