"""The window's parts over a real ledger, with what they say recorded instead of shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from shuangyong_desktop import app
from shuangyong_desktop.domain.people import Person
from shuangyong_desktop.services import ledgers
from shuangyong_desktop.services.office import Office
from shuangyong_desktop.storage.keyfile import KdfCost
from shuangyong_desktop.ui.background import wait_for_all
from shuangyong_desktop.ui.desk import Desk

PASSWORD = "春风化雨-2026"  # noqa: S105 (of invented ledgers)
CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
LI = Person(
    name="李建国",
    sex="男",
    id_number="510222195803066110",
    birth_date="1958-03-06",
    phone="13800001234",
    community="惠民社区",
    categories=("war_veteran",),
)


class RecordingNotices:
    """Keeps what the program says and answers as the test wants."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.failures: list[BaseException] = []
        self.undo: Callable[[], object] | None = None
        self.to_open: Path | None = None
        self.to_save: Path | None = None
        self.folder: Path | None = None

    def tell(self, sentence: str) -> None:
        self.said.append(sentence)

    def fail(self, error: BaseException) -> None:
        self.failures.append(error)

    def ask(self, question: str, verb: str) -> bool:
        self.said += [question, verb]
        return True

    def toast(self, sentence: str, undo: Callable[[], object] | None = None) -> None:
        self.said.append(sentence)
        self.undo = undo

    def reach_toast(self) -> None:
        self.said.append("F8")

    def hush(self) -> None:
        self.undo = None

    def open_file(self, title: str, endings: str) -> Path | None:
        self.said += [title, endings]
        return self.to_open

    def open_folder(self, title: str) -> Path | None:
        self.said.append(title)
        return self.folder

    def save_file(self, title: str, suggested: str, endings: str) -> Path | None:
        self.said += [title, suggested, endings]
        return self.to_save


def compose(target: QWidget, text: str) -> None:
    """Type `text` as an input method commits it; QTest's keys are ASCII only."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(target, event)


def choose(within: QWidget, opener: str, words: str) -> None:
    """Open the menu behind a button and choose the entry that begins with `words`."""
    behind = within.findChild(QPushButton, opener)
    assert behind is not None
    assert behind.isVisible()
    behind.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (entry,) = [item for item in menu.actions() if item.text().startswith(words)]
    menu.close()
    within.window().activateWindow()  # as a window manager does, which tests run without
    assert entry.isVisible()
    entry.trigger()


@pytest.fixture(scope="session")
def qapp(tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The program's own application: its fonts, its theme, its language, settings of nobody."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    kept = str(tmp_path_factory.mktemp("settings"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, kept)
    return app.application(["shuangyong"])


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty ledger, open."""
    with ledgers.create(tmp_path / "台账.db", PASSWORD, cost=CHEAP).office as opened:
        yield opened


@pytest.fixture
def notices() -> RecordingNotices:
    return RecordingNotices()


@pytest.fixture
def desk(qapp: QApplication, office: Office) -> Iterator[Desk]:
    """The desk over the empty ledger; the office fixture closes it."""
    made = Desk(office, qapp)
    yield made
    made.closing.emit()
    wait_for_all()
    made.deleteLater()
