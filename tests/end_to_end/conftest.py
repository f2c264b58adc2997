"""An empty profile and a clerk in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from end_to_end.clerk import Clerk, close_window, open_window
from shuangyong_desktop import app


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The program's own application: its fonts, its theme, its language."""
    return app.application(["shuangyong"])


@pytest.fixture
def at_the_desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Clerk]:
    """A clerk before the first run: no ledger, no settings, real dialogs."""
    del qtbot  # it makes the application and hears what goes wrong in slots
    window = open_window(tmp_path / "台账.db", tmp_path / "settings")
    yield Clerk(window)
    close_window(window)
