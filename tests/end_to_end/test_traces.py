"""A day at the desk, mishaps included, leaves no word about anybody outside the encrypted file."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView

from end_to_end.clerk import PASSWORD, Clerk, wait_until
from shuangyong_desktop import app
from shuangyong_desktop.ui.frame import Frame

TOLD = {
    "name": "欧阳建国",
    "id_number": "510222195803066110",
    "phone": "13800001234",
    "address": "玉龙路9号3幢2单元5-1",
}
_NEIGHBOUR = "尉迟秀兰"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The program's own log, written where the test can read it."""
    folder = tmp_path / "log"
    folder.mkdir()
    monkeypatch.setattr(app.faulthandler, "enable", lambda file: file.close())
    root = logging.getLogger()
    before = list(root.handlers)
    app._keep_log(folder)  # noqa: SLF001 (as the program does before its window)
    yield folder / "program.log"
    for handler in [kept for kept in root.handlers if kept not in before]:
        root.removeHandler(handler)
        handler.close()


def _add_person(clerk: Clerk) -> None:
    clerk.press("primary")
    for key, text in TOLD.items():
        clerk.write(key, text)
    clerk.press("save_person")
    wait_until(lambda: clerk.sees("person_name"), "the person was not saved")


def _import_what_is_none(clerk: Clerk, folder: Path) -> None:
    """A spreadsheet that is none, under the name of somebody, as such files are called."""
    broken = folder / f"{_NEIGHBOUR} {TOLD['phone']}.xlsx"
    broken.write_bytes(b"PK\x03\x04" + TOLD["name"].encode() * 400)
    frame = clerk.window.centralWidget()
    assert isinstance(frame, Frame)
    with clerk.hearing() as said:
        frame.import_file(str(broken))
        wait_until(lambda: bool(said), "nobody said that it is no spreadsheet")
        wait_until(lambda: QApplication.activeModalWidget() is None, "the box stayed")
    clerk.window.activateWindow()  # as a window manager does, which tests run without
    wait_until(clerk.window.isActiveWindow, "the window did not come back")


def _lock_and_come_back(clerk: Clerk) -> None:
    clerk.window.lock()
    clerk.write("password", TOLD["id_number"])
    clerk.press("unlock_enter")
    assert "密码" in clerk.read("unlock_error")
    clerk.write("password", PASSWORD)
    clerk.press("unlock_enter")
    clerk.find(QLineEdit, "search")


def _meet_a_fault(clerk: Clerk) -> None:
    """Something of ours breaks with a person in its hands."""

    def break_down(person: str) -> None:
        raise LookupError(person)

    with clerk.hearing() as said:
        try:
            break_down(" ".join(TOLD.values()))
        except LookupError as error:
            app._LastResort(clerk.window)(type(error), error, error.__traceback__)  # noqa: SLF001
        assert "没有改动" in said[-1]


def _spellings(word: str) -> list[bytes]:
    """How `word` would stand in a file: UTF-8, UTF-16, as settings files write it, as JSON."""
    return [
        word.encode(),
        word.encode("utf-16-le"),
        "".join(f"\\x{ord(letter):x}" for letter in word).encode(),
        word.encode("unicode_escape"),
    ]


def test_neither_log_nor_settings_nor_any_file_beside_the_ledger_tells_of_anybody(
    at_the_desk: Clerk, tmp_path: Path, log: Path
) -> None:
    at_the_desk.first_run()
    at_the_desk.press("tab_ledger")
    _add_person(at_the_desk)
    at_the_desk.press("edit_person")
    at_the_desk.write("address", f"{TOLD['address']} 二楼")
    at_the_desk.keys("Escape")  # a draft is kept
    at_the_desk.write("search", TOLD["name"])
    table = at_the_desk.find(QTableView, "people")
    wait_until(lambda: table.model().rowCount() == 1, "nobody was found")
    at_the_desk.press("toggle_cover")
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    _import_what_is_none(at_the_desk, foreign)
    _lock_and_come_back(at_the_desk)
    _meet_a_fault(at_the_desk)
    assert TOLD["name"] not in at_the_desk.window.windowTitle()
    at_the_desk.window.close()
    QSettings().sync()
    assert "LookupError" in log.read_text("utf-8")
    written = [
        file for file in tmp_path.rglob("*") if file.is_file() and foreign not in file.parents
    ]
    assert {"program.log", "台账.db", "台账.key"} <= {file.name for file in written}
    assert any(file.is_relative_to(tmp_path / "settings") for file in written)
    for file in written:
        content = file.read_bytes()
        for word in (*TOLD.values(), _NEIGHBOUR, PASSWORD):
            assert not any(spelt in content for spelt in _spellings(word)), (file.name, word)
