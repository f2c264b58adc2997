"""One window per ledger: a second start only brings the first window forward."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_ANSWER_MS = 500


def raise_running(ledger: Path) -> bool:
    """Ask the window that serves `ledger` to come forward; False when there is none."""
    socket = QLocalSocket()
    socket.connectToServer(_name(ledger))
    found = socket.waitForConnected(_ANSWER_MS)
    if found:
        socket.disconnectFromServer()
    return found


class SingleInstance(QObject):
    """Hears further starts for the same ledger and calls `come_forward`.

    It guards nothing: the lock beside the ledger does (DESIGN 13).
    """

    def __init__(self, ledger: Path, come_forward: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._come_forward = come_forward
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._hear)
        QLocalServer.removeServer(_name(ledger))
        self._server.listen(_name(ledger))

    def _hear(self) -> None:
        self._server.nextPendingConnection().deleteLater()
        self._come_forward()


def _name(ledger: Path) -> str:
    """A name for the system that tells nothing about the path."""
    return "shuangyong-" + hashlib.sha256(str(ledger.resolve()).encode()).hexdigest()[:16]
